//! Figures: pictures inside the page, charts with their data as a table that unfolds.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Writer, data, escape};
use crate::chart::{self, Letters};
use crate::doc::{BlockId, Captioned, Figure, Image, ImageFormat, Mark, Picture, walk};

/// Width for which charts are drawn, in points; the page shows them as wide as its text.
const WIDTH: f64 = 520.0;

impl Writer<'_> {
    /// A picture with its caption, source and notes below.
    pub fn figure(&mut self, id: &BlockId, figure: &Figure, mark: Mark) {
        let Figure {
            caption,
            alt,
            content,
            replaces,
            source,
            notes,
        } = figure;
        let own = self.own(id);
        let label = self.caption_label(id, Captioned::Figures);
        let mut pictures = String::new();
        let mut mark = mark;
        if let Some((old, old_alt)) = replaces {
            let image = self.image(old, old_alt);
            pictures.push_str(&self.marked(Mark::Del, &image));
            mark = Mark::Ins;
        }
        let image = self.image(content, alt);
        pictures.push_str(&self.marked(mark, &image));
        let words = self.text(caption);
        self.line(format_args!(
            "<figure id=\"{own}\">\n{pictures}\n<figcaption>{label}{words}</figcaption>\n</figure>"
        ));
        self.below(source.as_ref(), notes);
        let table = match content {
            Picture::Chart(chart) => Some(data::chart(chart, &self.doc.terms.web.category)),
            Picture::Trends(trends) => Some(data::trends(trends)),
            Picture::Image(_) => None,
        };
        if let Some(table) = table {
            self.data(id, &walk::words_in(&caption.inlines, self.side), &table);
        }
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
        let (address, width) = self.picture(picture);
        format!(
            "<img src=\"{address}\" alt=\"{}\" style=\"width:{:.1}%\">",
            escape(alt),
            width * 100.0
        )
    }

    /// The picture as an address that holds it, and the share of the width it takes.
    fn picture(&self, picture: &Picture) -> (String, f64) {
        match picture {
            Picture::Chart(chart) => {
                let svg = chart::svg(chart, self.theme, WIDTH, Letters::Fitted);
                (address("svg+xml", svg.as_bytes()), 1.0)
            }
            Picture::Trends(trends) => {
                let svg = chart::trends(trends, self.theme, WIDTH, Letters::Fitted);
                (address("svg+xml", svg.as_bytes()), 1.0)
            }
            Picture::Image(image) => {
                let Image {
                    bytes,
                    format,
                    size: _,
                    width,
                } = image;
                let kind = match format {
                    ImageFormat::Png => "png",
                    ImageFormat::Jpeg => "jpeg",
                    ImageFormat::Svg => "svg+xml",
                };
                let width = if width.is_finite() {
                    width.clamp(0.05, 1.0)
                } else {
                    1.0
                };
                (address(kind, bytes), width)
            }
        }
    }
}

fn address(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}
