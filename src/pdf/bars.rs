//! Bars in the margin beside changed lines.
//!
//! The emitted source says where changes begin and end, by metadata that nobody sees; here the finished pages are read
//! and the bars are drawn on them. So a bar stands beside exactly the lines that changed, over page breaks and in
//! tables, and Typst has nothing to measure. What is drawn is no content: Typst's writer makes it an artifact.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;

use typst::foundations::Value;
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point};
use typst::model::Document;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Color, Curve, FixedStroke, Geometry, Shape};
use typst_layout::{Page, PagedDocument};

use crate::theme::Theme;

/// Distance of the bars from the words, and their thickness, in points. Line numbers of drafts stand further out.
const DISTANCE: f64 = 8.0;
const THICKNESS: f64 = 1.5;
/// Lines not further apart than this share a bar, as those of neighbouring paragraphs do.
const JOIN: f64 = 14.0;
/// Smaller letters are for listeners only.
const SEEN: f64 = 1.0;
/// Size of the sign where something is gone.
const SIGN: f64 = 5.0;
/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The document with its bars, and the pages, from 1, that hold a change.
pub fn draw(document: &PagedDocument, theme: &Theme) -> (PagedDocument, BTreeSet<usize>) {
    let mut reader = Reader::new(theme);
    let mut changed = BTreeSet::new();
    let color = Color::from_str(&theme.colors.primary).unwrap_or(Color::BLACK);
    let mut pages = Vec::with_capacity(document.pages().len());
    for (index, page) in document.pages().iter().enumerate() {
        let found = reader.page(page);
        let mut page = page.clone();
        if !found.bars.is_empty() || !found.signs.is_empty() {
            changed.insert(index + 1);
            found.draw(&mut page.frame, theme, &color);
        }
        pages.push(page);
    }
    let pages = pages.into_iter().collect();
    (PagedDocument::new(pages, document.info().clone()), changed)
}

/// What changed on a page: stretches from top to bottom, and heights where something is gone.
#[derive(Default)]
struct Found {
    bars: Vec<(f64, f64)>,
    signs: Vec<f64>,
}

/// Reads the pages in order. Notes, and cells that go on over a page break, stand by themselves.
struct Reader {
    /// How many changes are open in the flow, and in each piece that stands by itself.
    open: HashMap<Option<Location>, usize>,
    /// Below headers and above footers.
    body: (f64, f64),
    top: f64,
    bottom: f64,
    found: Found,
}

impl Reader {
    fn new(theme: &Theme) -> Reader {
        Reader {
            open: HashMap::new(),
            body: (0.0, 0.0),
            top: theme.page.top * MM,
            bottom: theme.page.bottom * MM,
            found: Found::default(),
        }
    }

    fn page(&mut self, page: &Page) -> Found {
        self.body = (self.top, page.frame.height().to_pt() - self.bottom);
        self.frame(&page.frame, 0.0, None);
        std::mem::take(&mut self.found)
    }

    /// `y`: how far down the page the frame stands. `piece`: what it belongs to, if not to the flow.
    fn frame(&mut self, frame: &Frame, y: f64, piece: Option<Location>) {
        for (position, item) in frame.items() {
            let y = y + position.y.to_pt();
            match item {
                FrameItem::Group(group) => self.group(group, y, piece),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(metadata) = element.to_packed::<MetadataElem>() {
                        self.metadata(&metadata.value, y, piece);
                    }
                }
                FrameItem::Text(text) => self.text(text, y, piece),
                FrameItem::Image(_, size, _) => self.changed(y, y + size.y.to_pt(), piece),
                FrameItem::Tag(Tag::End(..)) | FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &GroupItem, y: f64, piece: Option<Location>) {
        let moved = group.transform;
        // What is turned is a watermark or a picture's inside.
        if moved.ky.is_zero() {
            let piece = group.parent.map(|parent| parent.location).or(piece);
            self.frame(&group.frame, y + moved.ty.to_pt(), piece);
        }
    }

    fn metadata(&mut self, value: &Value, y: f64, piece: Option<Location>) {
        let Value::Str(word) = value else { return };
        let open = self.open.entry(piece).or_default();
        match word.as_str() {
            "changed" => *open += 1,
            "unchanged" => *open = open.saturating_sub(1),
            "gone" => self.found.signs.push(y),
            _ => {}
        }
    }

    fn text(&mut self, text: &TextItem, y: f64, piece: Option<Location>) {
        let size = text.size.to_pt();
        if size > SEEN {
            self.changed(y - 0.75 * size, y + 0.25 * size, piece);
        }
    }

    fn changed(&mut self, top: f64, bottom: f64, piece: Option<Location>) {
        let open = self.open.get(&piece).is_some_and(|open| *open > 0);
        if open && bottom > self.body.0 && top < self.body.1 {
            self.found.bars.push((top, bottom));
        }
    }
}

impl Found {
    fn draw(mut self, frame: &mut Frame, theme: &Theme, color: &Color) {
        let x = theme.page.sides * MM - DISTANCE;
        self.bars.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f64, f64)> = Vec::new();
        for (top, bottom) in self.bars {
            match joined.last_mut() {
                Some(last) if top - last.1 <= JOIN => last.1 = last.1.max(bottom),
                _ => joined.push((top, bottom)),
            }
        }
        for (top, bottom) in joined {
            let line = Geometry::Line(Point::with_y(Abs::pt(bottom - top)));
            let stroke = FixedStroke::from_pair(color.clone(), Abs::pt(THICKNESS));
            push(frame, x, top, line.stroked(stroke));
        }
        for y in self.signs {
            push(
                frame,
                x - SIGN / 2.0,
                y - SIGN,
                pointer().filled(color.clone()),
            );
        }
    }
}

fn push(frame: &mut Frame, x: f64, y: f64, shape: Shape) {
    let at = Point::new(Abs::pt(x), Abs::pt(y));
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

/// A triangle that points to the words.
fn pointer() -> Geometry {
    let mut curve = Curve::new();
    curve.move_(Point::zero());
    curve.line(Point::new(Abs::pt(SIGN), Abs::pt(SIGN / 2.0)));
    curve.line(Point::with_y(Abs::pt(SIGN)));
    curve.close();
    Geometry::Curve(curve)
}
