//! Figures: charts and pictures become files beside the source.

use typst::foundations::Bytes;

use super::{Emitter, Flow, size};
use crate::chart::{self, Letters};
use crate::doc::{BlockId, Captioned, Figure, Image, ImageFormat, Mark, Picture};
use crate::pdf::Show;
use crate::pdf::literal::{array, number, string};

/// Pictures take no more than this share of the page's height, so that the caption stands with them.
const TALLEST: f64 = 0.75;
/// A picture that another one took the place of is shown at this share of its width.
const SMALLER: f64 = 0.7;

impl Emitter<'_> {
    pub(super) fn figure(
        &mut self,
        id: &BlockId,
        mark: Mark,
        figure: &Figure,
        flow: Flow,
    ) -> String {
        let Figure {
            caption,
            alt,
            content,
            replaces: _,
            source,
            notes,
        } = figure;
        self.want_page(id);
        let label = self
            .caption_label(id, Captioned::Figures)
            .unwrap_or_default();
        let label = self.own_label(mark, &label);
        let (path, width) = self.picture(content, flow);
        let shown = format!(
            "fig({}, {}, {}, {}, {}%, {}{})",
            self.label(id),
            array([label, self.text(caption)]),
            string(&path),
            string(alt),
            percent(width),
            if self.loose { "keep: false, " } else { "" },
            self.below(source.as_ref(), notes, None),
        );
        match (mark, figure.other(), self.show) {
            (Mark::Keep, None, _) => shown,
            (Mark::Keep, Some((picture, alt)), Show::Marks) => {
                let (path, width) = self.picture(picture, flow);
                let (path, alt) = (string(&path), string(alt));
                let width = percent(width * SMALLER);
                format!("picture-was({path}, {alt}, {width}%)\npicture-now({shown})")
            }
            (Mark::Del | Mark::From(_), _, Show::Marks) => format!("crossed({shown})"),
            (Mark::Keep | Mark::Ins | Mark::To(_), _, _) | (_, _, Show::Bars) => {
                format!("changed({shown})")
            }
        }
    }

    /// Keeps the picture as a file; its path, and the share of the text width it takes.
    fn picture(&mut self, picture: &Picture, flow: Flow) -> (String, f64) {
        let (bytes, extension, width) = match picture {
            Picture::Chart(chart) => {
                let (width, _) = size::area(self.theme, flow);
                let svg = chart::svg(chart, self.theme, width, Letters::Own);
                (Bytes::from_string(svg), "svg", 1.0)
            }
            Picture::Trends(trends) => {
                let (width, _) = size::area(self.theme, flow);
                let svg = chart::trends(trends, self.theme, width, Letters::Own);
                (Bytes::from_string(svg), "svg", 1.0)
            }
            Picture::Timeline(timeline) => {
                let (width, _) = size::area(self.theme, flow);
                let svg = chart::timeline(timeline, self.theme, width, Letters::Own);
                (Bytes::from_string(svg), "svg", 1.0)
            }
            Picture::Image(image) => {
                let extension = match image.format {
                    ImageFormat::Png => "png",
                    ImageFormat::Jpeg => "jpg",
                    ImageFormat::Svg => "svg",
                };
                (
                    Bytes::new(image.bytes.clone()),
                    extension,
                    fitting(image, size::area(self.theme, flow)),
                )
            }
        };
        let path = format!("picture-{}.{extension}", self.files.len() + 1);
        self.files.insert(path.clone(), bytes);
        (path, width)
    }
}

fn percent(share: f64) -> String {
    number((share * 100.0).clamp(1.0, 100.0))
}

/// The share of the text width that keeps the picture inside the page's height.
fn fitting(image: &Image, (width, height): (f64, f64)) -> f64 {
    let (wide, tall) = (
        f64::from(image.size.0.max(1)),
        f64::from(image.size.1.max(1)),
    );
    image.width.min(TALLEST * height * wide / tall / width)
}
