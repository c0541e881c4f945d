//! Sections, page breaks and boxes: orders between the blocks become properties of paragraphs.

use super::package::{FOOTER, HEADER_COVER, HEADER_UPRIGHT, HEADER_WIDE};
use super::ticket::{Section, Ticket, Tickets};
use super::units::{Geometry, color, mm};
use super::xml::{El, Node};
use crate::theme::Theme;

/// What the pass over the body knows.
struct Pass<'a> {
    geometry: Geometry,
    theme: &'a Theme,
    out: Vec<Node>,
    /// Kind of page the blocks in `out` are on since the last section ended.
    current: Section,
    /// Kind of page asked for; a section changes only when something is put on it.
    wanted: Section,
    page_break: bool,
    boxes: usize,
    /// Where the current section starts in `out`.
    since: usize,
    /// Whether the cover gets a header, for the watermark.
    cover_header: bool,
}

/// Carries out all orders in `w:body`, and ends it with the last section's properties.
pub fn arrange(body: &mut El, tickets: &Tickets, theme: &Theme, cover_header: bool) {
    let geometry = Geometry::of(theme);
    let mut pass = Pass {
        geometry,
        theme,
        out: Vec::with_capacity(body.kids.len()),
        current: Section::Upright,
        wanted: Section::Upright,
        page_break: false,
        boxes: 0,
        since: 0,
        cover_header,
    };
    for node in std::mem::take(&mut body.kids) {
        let Node::El(el) = node else { continue };
        match order(&el, tickets) {
            Some(Ticket::Section(section)) => pass.wanted = *section,
            Some(Ticket::PageBreak) => pass.page_break = true,
            Some(Ticket::BoxStart) => pass.boxes += 1,
            Some(Ticket::BoxEnd) => pass.boxes = pass.boxes.saturating_sub(1),
            Some(_) | None if el.name == "w:sectPr" => {}
            Some(_) | None => pass.put(el),
        }
    }
    let last = pass.properties(pass.current);
    body.kids = pass.out;
    body.kids.push(Node::El(last));
}

fn order<'t>(el: &El, tickets: &'t Tickets) -> Option<&'t Ticket> {
    let first = el.elements().find(|kid| kid.name != "w:pPr")?;
    if el.name != "w:p" || first.name != "w:bookmarkStart" {
        return None;
    }
    tickets.get(first.get("w:id")?)
}

impl Pass<'_> {
    fn put(&mut self, mut el: El) {
        if self.wanted != self.current {
            self.change_section();
        } else if std::mem::take(&mut self.page_break) && self.out.len() > self.since {
            if el.name == "w:p" {
                insert(
                    &mut el,
                    El::new("w:pageBreakBefore"),
                    &["w:pStyle", "w:keepNext", "w:keepLines"],
                );
            } else {
                let turn = El::new("w:r").kid(El::new("w:br").attr("w:type", "page"));
                self.out.push(Node::El(El::new("w:p").kid(turn)));
            }
        }
        if self.boxes > 0 && el.name == "w:p" {
            self.boxed(&mut el);
        }
        self.out.push(Node::El(el));
    }

    fn change_section(&mut self) {
        let old = std::mem::replace(&mut self.current, self.wanted);
        self.page_break = false;
        // Headings go with the wide table they stand over.
        let mut cut = self.out.len();
        while self.current == Section::Wide && cut > self.since && is_heading(&self.out[cut - 1]) {
            cut -= 1;
        }
        if cut > self.since {
            let properties = self.properties(old);
            let moved = self.out.split_off(cut);
            self.end_section(properties);
            self.since = self.out.len();
            self.out.extend(moved);
        }
    }

    /// Hangs a section's properties on its last paragraph, or on a small one after a table.
    fn end_section(&mut self, properties: El) {
        if let Some(Node::El(last)) = self.out.last_mut()
            && last.name == "w:p"
        {
            last.first("w:pPr").kids.push(Node::El(properties));
            return;
        }
        let style = El::new("w:pStyle").attr("w:val", super::styles::TABLE_GAP);
        self.out.push(Node::El(
            El::new("w:p").kid(El::new("w:pPr").kid(style).kid(properties)),
        ));
    }

    fn properties(&self, section: Section) -> El {
        let Geometry {
            width,
            height,
            top,
            bottom,
            sides,
        } = self.geometry;
        let reference = |name, id: &str| El::new(name).attr("w:type", "default").attr("r:id", id);
        let mut out = El::new("w:sectPr");
        let header = match section {
            Section::Cover => self.cover_header.then_some(HEADER_COVER),
            Section::Upright => Some(HEADER_UPRIGHT),
            Section::Wide => Some(HEADER_WIDE),
        };
        out.kids
            .extend(header.map(|id| Node::El(reference("w:headerReference", id))));
        if section != Section::Cover {
            out = out.kid(reference("w:footerReference", FOOTER));
        }
        let size = |width: usize, height: usize| {
            El::new("w:pgSz")
                .attr("w:w", width.to_string())
                .attr("w:h", height.to_string())
        };
        out = out.kid(match section {
            Section::Cover | Section::Upright => size(width, height),
            Section::Wide => size(height, width).attr("w:orient", "landscape"),
        });
        let margins = [
            ("w:top", top),
            ("w:right", sides),
            ("w:bottom", bottom),
            ("w:left", sides),
            ("w:header", mm(12.0).min(top)),
            ("w:footer", mm(12.0).min(bottom)),
            ("w:gutter", 0),
        ];
        out.kid(
            margins
                .iter()
                .fold(El::new("w:pgMar"), |el, (name, twips)| {
                    el.attr(name, twips.to_string())
                }),
        )
    }

    /// A bar on the left and a tinted ground; neighbours run together into one box.
    fn boxed(&self, el: &mut El) {
        let colors = &self.theme.colors;
        let border = |name, size: &str, color: String| {
            El::new(name)
                .attr("w:val", "single")
                .attr("w:sz", size)
                .attr("w:space", "8")
                .attr("w:color", color)
        };
        let ground = color(&colors.table_sum);
        let borders = El::new("w:pBdr")
            .kid(border("w:top", "4", ground.clone()))
            .kid(border("w:left", "24", color(&colors.primary)))
            .kid(border("w:bottom", "4", ground.clone()));
        let shade = El::new("w:shd")
            .attr("w:val", "clear")
            .attr("w:color", "auto")
            .attr("w:fill", ground);
        let before = [
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
        ];
        insert(el, shade, &before);
        insert(el, borders, &before);
    }
}

/// Puts a property behind those that the schema wants before it.
fn insert(paragraph: &mut El, property: El, before: &[&str]) {
    let properties = paragraph.first("w:pPr");
    let earlier = |node: &Node| matches!(node, Node::El(el) if before.contains(&el.name.as_ref()));
    let at = properties
        .kids
        .iter()
        .take_while(|node| earlier(node))
        .count();
    properties.kids.insert(at, Node::El(property));
}

fn is_heading(node: &Node) -> bool {
    let Node::El(el) = node else { return false };
    let style = el
        .child("w:pPr")
        .and_then(|own| own.child("w:pStyle"))
        .and_then(|style| style.get("w:val"));
    style.is_some_and(|style| style.starts_with("Heading") || style == super::styles::ANNEX)
}
