//! Figures: pictures inside the page, charts with their data as a table that unfolds.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Writer, data, escape};
use crate::chart::{self, Letters};
use crate::doc::{BlockId, Captioned, Figure, Image, ImageFormat, Mark, Picture, walk};

/// Width for which charts are drawn, in points; the page shows them as wide as its text.
const WIDTH: f64 = 520.0;
/// The same on a telephone, where letters of the wide drawing would be too small to read.
const NARROW: f64 = 250.0;
/// Windows as narrow as a telephone's.
const TELEPHONE: &str = "(max-width:36rem)";

impl Writer<'_> {
    /// A picture with its caption, source and notes below.
    pub fn figure(&mut self, id: &BlockId, figure: &Figure, mark: Mark) {
        let Figure {
            caption,
            alt,
            content,
            replaces: _,
            source,
            notes,
        } = figure;
        let own = self.own(id);
        let label = self.caption_label(id, Captioned::Figures);
        let mut pictures = String::new();
        let mut mark = mark;
        if let Some((old, old_alt)) = figure.other() {
            let image = self.image(old, old_alt);
            pictures.push_str(&self.marked(Mark::Del, &image));
            mark = Mark::Ins;
        }
        let image = self.image(content, alt);
        pictures.push_str(&self.marked(mark, &image));
        let drawn = |picture: &Picture| matches!(picture, Picture::Image(image) if image.format == ImageFormat::Svg);
        let before = figure.other().map(|(picture, _)| picture);
        if before.into_iter().chain([content]).any(drawn) {
            pictures = self.boxed(&walk::words_in(&caption.inlines, self.side), &pictures);
        }
        let words = self.text(caption);
        self.line(format_args!(
            "<figure id=\"{own}\">\n{pictures}\n<figcaption>{label}{words}</figcaption>\n</figure>"
        ));
        self.below(source.as_ref(), notes);
        if let Some(data) = chart::data(content, &self.doc.terms.web.category) {
            let caption = walk::words_in(&caption.inlines, self.side);
            self.data(id, &caption, &data::table(&data));
        }
    }

    /// A drawing of the plan in a box that scrolls: it may hold letters, which a narrow window would make too small to read.
    fn boxed(&mut self, caption: &str, pictures: &str) -> String {
        let region = self.apart(&escape(caption));
        format!(
            "<div class=\"scroll drawing\" role=\"region\" tabindex=\"0\" aria-label=\"{region}\">{pictures}</div>"
        )
    }

    /// The data of a chart, folded away until asked for.
    fn data(&mut self, id: &BlockId, caption: &str, table: &str) {
        let terms = &self.doc.terms;
        let number = self.outline.number_in(self.side, id).unwrap_or_default();
        let figure = format!("{} {number}", terms.figure.to_lowercase());
        let summary = terms.web.data.replace("{figur}", figure.trim());
        let (caption, summary) = (escape(caption), escape(&summary));
        let region = self.apart(&summary);
        self.line(format_args!(
            concat!(
                "<details>\n<summary>{summary}</summary>\n",
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{region}\">\n",
                "<table>\n<caption>{caption}</caption>\n{table}</table>\n</div>\n</details>"
            ),
            summary = summary,
            region = region,
            caption = caption,
            table = table,
        ));
    }

    fn image(&self, picture: &Picture, alt: &str) -> String {
        let theme = self.theme;
        match picture {
            Picture::Chart(chart) => drawn(
                |width| chart::svg(chart, theme, width, Letters::Fitted),
                alt,
            ),
            Picture::Trends(trends) => drawn(
                |width| chart::trends(trends, theme, width, Letters::Fitted),
                alt,
            ),
            Picture::Timeline(timeline) => drawn(
                |width| chart::timeline(timeline, theme, width, Letters::Fitted),
                alt,
            ),
            Picture::Image(image) => file(image, alt),
        }
    }
}

/// A picture drawn for the window that it is shown in.
fn drawn(draw: impl Fn(f64) -> String, alt: &str) -> String {
    let address = |width| address("image/svg+xml", draw(width).as_bytes());
    format!(
        "<picture><source media=\"{TELEPHONE}\" srcset=\"{}\">{}</picture>",
        address(NARROW),
        img(&address(WIDTH), alt, 1.0)
    )
}

/// A picture file of the plan, with the share of the width that it takes.
fn file(image: &Image, alt: &str) -> String {
    let Image {
        bytes,
        format,
        size: _,
        width,
    } = image;
    let width = if width.is_finite() {
        width.clamp(0.05, 1.0)
    } else {
        1.0
    };
    img(&address(format.media_type(), bytes), alt, width)
}

fn img(address: &str, alt: &str, width: f64) -> String {
    format!(
        "<img src=\"{address}\" alt=\"{}\" style=\"width:{:.1}%;--share:{width:.3}\">",
        escape(alt),
        width * 100.0
    )
}

fn address(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}
