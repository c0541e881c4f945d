//! Writes SVG elements: escaped, with coordinates of two decimals.
//!
//! Boxes and straight lines lie along the axes, so as pixels they need no soft edges: they are sharper
//! without, and drawn faster.

use std::fmt::Write;

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text to be set: everything but the words.
#[derive(Debug, Clone, Copy)]
pub struct Pos<'a> {
    pub x: f64,
    /// The baseline.
    pub y: f64,
    pub size: f64,
    pub anchor: Anchor,
    pub color: &'a str,
}

/// A box, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    /// Whether two boxes share any paper.
    pub fn meets(&self, other: &Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// Collects elements; the size of the sheet is known only at the end.
#[derive(Debug)]
pub struct Drawing {
    /// Whether texts say how wide they are, for readers with another font.
    fitted: bool,
    body: String,
    defs: String,
}

impl Drawing {
    /// A drawing that has written nothing.
    pub fn new(fitted: bool) -> Self {
        Drawing {
            fitted,
            body: String::new(),
            defs: String::new(),
        }
    }

    /// Adds a definition, for instance a pattern.
    pub fn define(&mut self, element: &str) {
        self.defs.push_str(element);
    }

    /// A filled box.
    pub fn rect(&mut self, area: Area, fill: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        self.element(format_args!(
            r#"<rect shape-rendering="crispEdges" x="{x:.2}" y="{y:.2}" width="{width:.2}" height="{height:.2}" fill="{}"/>"#,
            escape(fill)
        ));
    }

    /// A filled box with a thin edge inside its bounds.
    pub fn edged_rect(&mut self, area: Area, fill: &str, edge: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let (width, height) = ((width - 0.6).max(0.0), (height - 0.6).max(0.0));
        self.element(format_args!(
            r#"<rect shape-rendering="crispEdges" x="{:.2}" y="{:.2}" width="{width:.2}" height="{height:.2}" fill="{}" stroke="{}" stroke-width="0.6"/>"#,
            x + 0.3,
            y + 0.3,
            escape(fill),
            escape(edge)
        ));
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, width: f64) {
        self.element(format_args!(
            r#"<line shape-rendering="crispEdges" x1="{:.2}" y1="{:.2}" x2="{:.2}" y2="{:.2}" stroke="{}" stroke-width="{width:.2}"/>"#,
            from.0,
            from.1,
            to.0,
            to.1,
            escape(color)
        ));
    }

    /// A line through points; `dash` is an SVG dash array, empty for a solid line.
    pub fn path(&mut self, points: &[(f64, f64)], color: &str, width: f64, dash: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.2},{y:.2}"))
            .collect();
        let dash = if dash.is_empty() {
            String::new()
        } else {
            format!(r#" stroke-dasharray="{dash}""#)
        };
        self.element(format_args!(
            r#"<polyline points="{}" fill="none" stroke="{}" stroke-width="{width:.2}" stroke-linejoin="round"{dash}/>"#,
            points.join(" "),
            escape(color)
        ));
    }

    /// A closed shape through points.
    pub fn polygon(&mut self, points: &[(f64, f64)], fill: &str, stroke: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.2},{y:.2}"))
            .collect();
        self.element(format_args!(
            r#"<polygon points="{}" fill="{}" stroke="{}" stroke-width="1.2"/>"#,
            points.join(" "),
            escape(fill),
            escape(stroke)
        ));
    }

    /// A circle.
    pub fn circle(&mut self, center: (f64, f64), radius: f64, fill: &str, stroke: &str) {
        self.element(format_args!(
            r#"<circle cx="{:.2}" cy="{:.2}" r="{radius:.2}" fill="{}" stroke="{}" stroke-width="1.2"/>"#,
            center.0,
            center.1,
            escape(fill),
            escape(stroke)
        ));
    }

    /// One line of text.
    pub fn text(&mut self, words: &str, pos: Pos) {
        let anchor = match pos.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        self.element(format_args!(
            r#"<text x="{:.2}" y="{:.2}" font-size="{:.2}" fill="{}"{anchor}{}>{}</text>"#,
            pos.x,
            pos.y,
            pos.size,
            escape(pos.color),
            self.length(words, pos.size),
            letters(words)
        ));
    }

    /// One line of text that runs upwards from a point, for narrow places.
    pub fn upward_text(&mut self, words: &str, pos: Pos) {
        self.element(format_args!(
            r#"<text transform="translate({:.2} {:.2}) rotate(-90)" font-size="{:.2}" fill="{}"{}>{}</text>"#,
            pos.x,
            pos.y,
            pos.size,
            escape(pos.color),
            self.length(words, pos.size),
            letters(words)
        ));
    }

    fn length(&self, words: &str, size: f64) -> String {
        let width = super::text::width(words, size);
        if self.fitted && width > 0.0 {
            format!(r#" textLength="{width:.2}" lengthAdjust="spacingAndGlyphs""#)
        } else {
            String::new()
        }
    }

    /// The whole file.
    pub fn finish(self, font: &str, width: f64, height: f64) -> String {
        let defs = if self.defs.is_empty() {
            String::new()
        } else {
            format!("<defs>\n{}</defs>\n", self.defs)
        };
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w:.2}pt" height="{h:.2}pt""#,
                r#" viewBox="0 0 {w:.2} {h:.2}" font-family="{font}">"#,
                "\n{defs}{body}</svg>\n"
            ),
            w = width,
            h = height,
            font = escape(font),
            defs = defs,
            body = self.body
        )
    }

    fn element(&mut self, element: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}

/// Words as they are drawn: a line of a drawing does not break, so a hyphen that does not is any hyphen.
fn letters(words: &str) -> String {
    escape(&words.replace(super::text::NO_BREAK_HYPHEN, "-"))
}

/// Makes any text safe in the text and quoted attributes of XML and HTML; what they cannot hold is left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
