//! Sections, page breaks and boxes: orders between the blocks become properties of paragraphs.

use super::package::{FOOTER, HEADER_COVER, HEADER_UPRIGHT, HEADER_WIDE};
use super::units::{Geometry, color, mm};
use super::xml::{El, Node};
use crate::doc::{Mark, Side};
use crate::theme::Theme;

/// Kinds of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The cover: no header, no footer.
    Cover,
    /// Upright pages.
    Upright,
    /// Pages lying down, for wide tables.
    Wide,
}

/// What happens to pages and boxes at a place of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// From here on, pages are like this.
    Section(Section),
    /// What follows starts on a new page.
    PageBreak,
    /// Boxed paragraphs start here.
    BoxStart,
    /// Boxed paragraphs end here.
    BoxEnd,
}

/// An order, where it stands, and in which versions.
#[derive(Debug)]
pub struct Ordered {
    /// How many elements of the body stand before it.
    pub before: usize,
    /// What happens.
    pub order: Order,
    /// What the revision did with it.
    pub mark: Mark,
}

/// The looks of pages and boxes.
struct Looks<'a> {
    geometry: Geometry,
    theme: &'a Theme,
    /// Whether the cover gets a header, for the watermark.
    cover_header: bool,
}

/// What the orders come to in one version, for each element of the body.
#[derive(Clone)]
struct Plan {
    /// Where a page starts.
    pages: Vec<bool>,
    /// The kind of page that ends after an element.
    ends: Vec<Option<Section>>,
    /// The kind of page that the document ends with.
    last: Section,
}

/// The body with all orders carried out, ended by the last section's properties. Of a redline (`both`), with those of
/// each version for itself.
pub fn body(els: Vec<El>, orders: &[Ordered], theme: &Theme, cover_header: bool, both: bool) -> El {
    let looks = Looks {
        geometry: Geometry::of(theme),
        theme,
        cover_header,
    };
    let new = Plan::of(&els, orders, Side::New);
    let old = if both {
        Plan::of(&els, orders, Side::Old)
    } else {
        new.clone()
    };
    let last = looks.properties(new.last);
    let mut body = El::new("w:body");
    body.kids = looks.carried_out(els, orders, [old, new]);
    body.kid(last)
}

impl Plan {
    fn of(els: &[El], orders: &[Ordered], side: Side) -> Plan {
        let mut plan = Plan {
            pages: vec![false; els.len()],
            ends: vec![None; els.len()],
            last: Section::Upright,
        };
        let mut orders = orders.iter().peekable();
        // Elements since the last section ended; a section changes only when something is put on it.
        let mut since: Vec<usize> = Vec::new();
        let (mut wanted, mut page_break) = (Section::Upright, false);
        for (at, el) in els.iter().enumerate() {
            while let Some(ordered) = orders.next_if(|order| order.before <= at) {
                match ordered.order {
                    _ if !ordered.mark.is_in(side) => {}
                    Order::Section(section) => wanted = section,
                    Order::PageBreak => page_break = true,
                    Order::BoxStart | Order::BoxEnd => {}
                }
            }
            if !el.mark.is_in(side) {
                continue;
            }
            if wanted != plan.last {
                let ended = std::mem::replace(&mut plan.last, wanted);
                page_break = false;
                // Headings go with the wide table they stand over.
                let heads = since.iter().rev().take_while(|&&at| is_heading(&els[at]));
                let taken = if wanted == Section::Wide {
                    heads.count()
                } else {
                    0
                };
                let cut = since.len() - taken;
                if let Some(&end) = since[..cut].last() {
                    plan.ends[end] = Some(ended);
                    since.drain(..cut);
                }
            } else if std::mem::take(&mut page_break) && !since.is_empty() {
                plan.pages[at] = true;
            }
            since.push(at);
        }
        plan
    }
}

impl Looks<'_> {
    fn carried_out(&self, els: Vec<El>, orders: &[Ordered], [old, new]: [Plan; 2]) -> Vec<Node> {
        let mut out = Vec::with_capacity(els.len());
        let mut orders = orders.iter().peekable();
        let mut boxes = 0_usize;
        for (at, mut el) in els.into_iter().enumerate() {
            while let Some(ordered) = orders.next_if(|order| order.before <= at) {
                match ordered.order {
                    Order::BoxStart => boxes += 1,
                    Order::BoxEnd => boxes = boxes.saturating_sub(1),
                    Order::Section(_) | Order::PageBreak => {}
                }
            }
            let mark = el.mark;
            if boxes > 0 && el.name == "w:p" {
                self.boxed(&mut el);
            }
            if old.pages[at] || new.pages[at] {
                out.extend(turned(&mut el, old.pages[at], new.pages[at]));
            }
            let ends = self.ends(mark, old.ends[at], new.ends[at]);
            match ends {
                Some(properties) if el.name == "w:p" => {
                    el.first("w:pPr").kids.push(Node::El(properties));
                    out.push(Node::El(el));
                }
                Some(mut properties) => {
                    out.push(Node::El(el));
                    out.push(Node::El(helper(&mut properties, mark)));
                }
                None => out.push(Node::El(el)),
            }
        }
        out
    }

    /// The properties of a section that ends with an element, marked if only one version ends there.
    fn ends(&self, mark: Mark, old: Option<Section>, new: Option<Section>) -> Option<El> {
        let mut properties = self.properties(new.or(old)?);
        if mark == Mark::Keep {
            properties.mark = Mark::of(old.is_some(), new.is_some());
        }
        Some(properties)
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

/// Lets a page start with an element. What stands in both versions may do so in one of them only.
fn turned(el: &mut El, old: bool, new: bool) -> Option<Node> {
    if el.name != "w:p" {
        let turn = El::new("w:r").kid(El::new("w:br").attr("w:type", "page"));
        let mut turn = El::new("w:p").kid(turn);
        turn.mark = match el.mark {
            Mark::Keep => Mark::of(old, new),
            mark @ (Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_)) => mark,
        };
        let mark = turn.mark;
        turn.kids
            .iter_mut()
            .for_each(|node| super::changes::stamp(node, mark));
        return Some(Node::El(turn));
    }
    let before = ["w:pStyle", "w:keepNext", "w:keepLines"];
    if el.mark == Mark::Keep && old != new {
        let mut was = super::changes::base(el, Side::Old);
        let mut is = super::changes::base(el, Side::New);
        let turned = if old { &mut was } else { &mut is };
        put(turned, El::new("w:pageBreakBefore"), &before);
        super::changes::set_base(el, is, Some(was));
    } else {
        insert(el, El::new("w:pageBreakBefore"), &before);
    }
    None
}

/// A small paragraph after a table, for the properties of the section that ends there.
fn helper(properties: &mut El, table: Mark) -> El {
    let style = El::new("w:pStyle").attr("w:val", super::styles::TABLE_GAP);
    let mark = match std::mem::take(&mut properties.mark) {
        Mark::Keep => table,
        mark @ (Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_)) => mark,
    };
    let mut out = El::new("w:p").kid(El::new("w:pPr").kid(style).kid(std::mem::take(properties)));
    out.mark = mark;
    out
}

/// Puts a property behind those that the schema wants before it; also among the properties of the old version.
fn insert(paragraph: &mut El, property: El, before: &[&str]) {
    let properties = paragraph.first("w:pPr");
    if let Some(change) = properties.find("w:pPrChange") {
        put(change.first("w:pPr"), property.clone(), before);
    }
    put(properties, property, before);
}

fn put(properties: &mut El, property: El, before: &[&str]) {
    let earlier = |node: &Node| matches!(node, Node::El(el) if before.contains(&el.name.as_ref()));
    let at = properties
        .kids
        .iter()
        .take_while(|node| earlier(node))
        .count();
    properties.kids.insert(at, Node::El(property));
}

fn is_heading(el: &El) -> bool {
    let style = el
        .child("w:pPr")
        .and_then(|own| own.child("w:pStyle"))
        .and_then(|style| style.get("w:val"));
    style.is_some_and(|style| style.starts_with("Heading") || style == super::styles::ANNEX)
}
