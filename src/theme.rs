//! Looks that both writers share: fonts, sizes, colours, page; read from the template's `theme.toml`.

use serde::Deserialize;

/// The looks of a template family.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Page size and margins, in millimetres.
    #[serde(rename = "side")]
    pub page: Page,
    /// Fonts.
    #[serde(rename = "skrift")]
    pub font: Font,
    /// Colours as `#rrggbb`.
    #[serde(rename = "farver")]
    pub colors: Colors,
}

/// Page geometry in millimetres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Paper width.
    #[serde(rename = "bredde")]
    pub width: f64,
    /// Paper height.
    #[serde(rename = "hoejde")]
    pub height: f64,
    /// Margin at the top (running header stands in it).
    #[serde(rename = "top")]
    pub top: f64,
    /// Margin at the bottom (footer stands in it).
    #[serde(rename = "bund")]
    pub bottom: f64,
    /// Margin left and right.
    #[serde(rename = "sider")]
    pub sides: f64,
}

/// Fonts and sizes in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Font {
    /// Family in the PDF; must be one of the embedded fonts: `Carlito`.
    #[serde(rename = "pdf")]
    pub pdf: String,
    /// Family named in Word files, with the same metrics: `Calibri`.
    #[serde(rename = "word")]
    pub word: String,
    /// Body size.
    #[serde(rename = "broedtekst")]
    pub body: f64,
    /// Size in tables.
    #[serde(rename = "tabel")]
    pub table: f64,
    /// Size of footnotes, sources, headers and footers.
    #[serde(rename = "lille")]
    pub small: f64,
    /// Size of the cover title.
    #[serde(rename = "titel")]
    pub title: f64,
    /// Sizes of headings, level 1 first; deeper levels take the last.
    #[serde(rename = "overskrifter")]
    pub headings: Vec<f64>,
    /// Line height of body text as a multiple of its size.
    #[serde(rename = "linjeafstand")]
    pub leading: f64,
}

/// Colours as `#rrggbb`; text on ground keeps a contrast of at least 4.5:1 (WCAG 2.1 AA).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// Body text.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Headings, rules, cover.
    #[serde(rename = "hoved")]
    pub primary: String,
    /// Running header, footer, source lines.
    #[serde(rename = "daempet")]
    pub muted: String,
    /// Ground of header rows.
    #[serde(rename = "tabelhoved")]
    pub table_head: String,
    /// Ground of total and group rows, callouts.
    #[serde(rename = "tabelsum")]
    pub table_sum: String,
    /// Thin rules.
    #[serde(rename = "linje")]
    pub rule: String,
    /// Fills of chart series, in order; they also differ by pattern.
    #[serde(rename = "serier")]
    pub series: Vec<String>,
}

/// Width of a bold letter in a word of wide ones, as a share of the type size.
const WIDE_LETTER: f64 = 0.53;
/// Space on both sides of a cell's words, in points.
const BESIDE: f64 = 10.0;
/// Space that parts a number from the next one, in points: a wide number may take of the space beside it.
const CLEAR: f64 = 3.0;

impl Theme {
    /// A measure with which no page can be set: its key, and the least and greatest that it may be. With too little room,
    /// one letter a line, a document would have more pages than the memory holds.
    pub fn fault(&self) -> Option<(&'static str, f64, f64)> {
        let (page, font) = (&self.page, &self.font);
        let mut measures = vec![
            ("bredde", page.width, 100.0, 1500.0),
            ("hoejde", page.height, 100.0, 1500.0),
            ("top", page.top, 5.0, page.height / 3.0),
            ("bund", page.bottom, 5.0, page.height / 3.0),
            ("sider", page.sides, 5.0, page.width / 3.0),
            ("broedtekst", font.body, 5.0, 30.0),
            ("tabel", font.table, 5.0, 30.0),
            ("lille", font.small, 5.0, 30.0),
            ("titel", font.title, 5.0, 100.0),
            ("linjeafstand", font.leading, 0.8, 5.0),
        ];
        let sizes = font.headings.iter();
        measures.extend(sizes.map(|size| ("overskrifter", *size, 5.0, 100.0)));
        if font.headings.is_empty() {
            return Some(("overskrifter", 5.0, 100.0));
        }
        // What is no number is in no range.
        let wrong = |(_, value, least, most): &(_, f64, f64, f64)| !(least..=most).contains(&value);
        let (key, _, least, most) = measures.into_iter().find(wrong)?;
        Some((key, least, most))
    }

    /// Width of the text on an upright or a landscape page, in points.
    pub fn text_width(&self, landscape: bool) -> f64 {
        let across = if landscape {
            self.page.height
        } else {
            self.page.width
        };
        (across - 2.0 * self.page.sides).max(1.0) * 72.0 / 25.4
    }

    /// Whether a number has room in a table cell of a width in points: digits are wider than what parts them.
    pub fn has_room(&self, number: &str, width: f64) -> bool {
        let share = |letter: char| match letter {
            '.' | ',' | '\u{a0}' | '\u{202f}' => 0.25,
            '%' => 0.72,
            _ => 0.507,
        };
        number.chars().map(share).sum::<f64>() * self.font.table <= width - CLEAR
    }

    /// Letters that surely find room on a line of a table cell of a width in points.
    ///
    /// Measured generously, so that a word is left whole only where it fits.
    pub fn letters(&self, width: f64) -> usize {
        // As a cast it rounds down and holds bounds: no letters where there is no room.
        ((width - BESIDE) / (self.font.table * WIDE_LETTER)) as usize
    }
}
