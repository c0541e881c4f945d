//! The state of one writing, and the smallest pieces: runs, fields, bookmarks, paragraphs.

use std::collections::{BTreeMap, HashSet};

use docx_rs::{ParagraphProperty, RunProperty};

use super::changes;
use super::elements;
use super::fields::Fields;
use super::figure::Media;
use super::numbering::OwnList;
use super::package::Relations;
use super::paragraph::{Paragraph, style};
use super::sections::{Order, Ordered};
use super::units::Geometry;
use super::xml::{El, Node, clean};
use crate::doc::outline::Outline;
use crate::doc::{BlockId, Doc, Inline, Mark, Side, Text, walk};
use crate::theme::Theme;

/// The content of a paragraph.
pub type Kids = Vec<Node>;

/// Everything one writing reads and gathers.
pub struct Writer<'a> {
    /// What is written.
    pub doc: &'a Doc,
    /// Its numbers.
    pub outline: &'a Outline,
    /// Its looks.
    pub theme: &'a Theme,
    /// Pages of headings, tables and figures, to fill in contents.
    pub pages: &'a BTreeMap<BlockId, usize>,
    /// The page.
    pub geometry: Geometry,
    /// Width of the text where we are, in twips.
    pub text_width: usize,
    /// The body so far.
    pub body: Vec<El>,
    /// What happens to pages and boxes between its elements.
    pub orders: Vec<Ordered>,
    /// The footnotes, in the order of their references.
    pub notes: Vec<El>,
    /// Footnotes that several places refer to.
    pub shared: HashSet<&'a str>,
    /// Those of them that stand somewhere, each with the marks of these places.
    pub noted: BTreeMap<&'a str, Vec<Mark>>,
    /// Addresses outside that the body leads to, and those that notes lead to.
    pub links: [Relations; 2],
    /// Editable fields met so far.
    pub fields: Fields,
    /// Picture files, in the order they stand in.
    pub media: Vec<Media>,
    /// How many of them were placed.
    pub placed: usize,
    /// Words of the comments, by number.
    pub comments: Vec<String>,
    /// The lists with a numbering of their own.
    pub lists: Vec<OwnList>,
    /// How deep the deepest list lies.
    pub deepest: usize,
    /// Tables and figures, whose numbers are fields of another kind than headings'.
    pub captioned: HashSet<&'a BlockId>,
    /// What the revision did with the piece at hand.
    pub mark: Mark,
    /// Whether we are in a cell.
    pub in_table: bool,
    /// Whether we are in a footnote.
    pub in_note: bool,
    /// Blocks that the old version had, or had elsewhere; their bookmarks have names of their own.
    pub old: HashSet<&'a BlockId>,
    waiting: Vec<usize>,
}

impl<'a> Writer<'a> {
    /// An empty document.
    pub fn new(
        doc: &'a Doc,
        outline: &'a Outline,
        theme: &'a Theme,
        pages: &'a BTreeMap<BlockId, usize>,
        media: Vec<Media>,
    ) -> Writer<'a> {
        let geometry = Geometry::of(theme);
        Writer {
            doc,
            outline,
            theme,
            pages,
            geometry,
            text_width: geometry.text(),
            body: Vec::new(),
            orders: Vec::new(),
            notes: Vec::new(),
            shared: [Side::Old, Side::New]
                .into_iter()
                .flat_map(|side| walk::shared_notes(&doc.blocks, side))
                .collect(),
            noted: BTreeMap::new(),
            links: Default::default(),
            fields: Fields::default(),
            media,
            placed: 0,
            comments: Vec::new(),
            lists: Vec::new(),
            deepest: 0,
            captioned: captioned(doc, outline),
            mark: Mark::Keep,
            in_table: false,
            in_note: false,
            old: super::blocks::old_places(&doc.blocks),
            waiting: Vec::new(),
        }
    }

    /// Writes a piece that the revision did something with; what is inside says for itself what was done with it.
    pub fn within<T>(&mut self, mark: Mark, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.mark, mark);
        let out = write(self);
        self.mark = outer;
        out
    }

    /// Keeps a remark until the next paragraph comes, which it will be anchored on.
    pub fn remark(&mut self, words: &str) {
        self.waiting.push(self.comments.len());
        self.comments.push(words.to_owned());
    }

    /// Whether remarks wait for a paragraph.
    pub fn remarks_wait(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// A paragraph; takes the remarks that wait. All of it is of the piece at hand.
    pub fn paragraph(&mut self, looks: ParagraphProperty, kids: Kids) -> Paragraph {
        let mut paragraph = self.unmarked(looks, kids);
        paragraph.mark = self.mark;
        paragraph.kids = stamped(self.mark, paragraph.kids);
        paragraph
    }

    /// A paragraph whose words and end say for themselves what was done with them.
    pub fn unmarked(&mut self, looks: ParagraphProperty, kids: Kids) -> Paragraph {
        let remarks = std::mem::take(&mut self.waiting).into_iter().rev();
        Paragraph {
            looks,
            before: None,
            kids: remarks.fold(kids, |kids, number| remarked(number, kids)),
            mark: Mark::Keep,
        }
    }

    /// A paragraph of the piece at hand that may have looked otherwise before the revision.
    pub fn restyled(
        &mut self,
        old: ParagraphProperty,
        new: ParagraphProperty,
        kids: Kids,
    ) -> Paragraph {
        if self.mark.side() == Side::Old {
            return self.paragraph(old, kids);
        }
        let mut paragraph = self.paragraph(new, kids);
        paragraph.before = (self.mark == Mark::Keep).then_some(old);
        paragraph
    }

    /// Adds a paragraph to the body.
    pub fn put(&mut self, paragraph: Paragraph) {
        self.body.push(paragraph.written());
    }

    /// Adds a paragraph of a style to the body.
    pub fn add(&mut self, name: &str, kids: Kids) {
        let paragraph = self.paragraph(style(name), kids);
        self.put(paragraph);
    }

    /// Gives an order to pages or boxes at this place of the body.
    pub fn order(&mut self, order: Order) {
        self.orders.push(Ordered {
            before: self.body.len(),
            order,
            mark: self.mark,
        });
    }

    /// The name of a block's bookmark at the piece at hand: a document has each name once.
    pub fn bookmark_of(&self, name: String, id: &BlockId) -> String {
        if self.mark.side() == Side::Old && self.old.contains(id) {
            format!("_Old{}", name.trim_start_matches('_'))
        } else {
            name
        }
    }
}

/// Content that the revision did something with; what is inside it may say so for itself.
pub fn stamped(mark: Mark, mut kids: Kids) -> Kids {
    if mark != Mark::Keep {
        kids.iter_mut().for_each(|node| changes::stamp(node, mark));
    }
    kids
}

/// Puts a bookmark around some content. Its id comes later, see [`super::ids`].
pub fn bookmark(name: String, kids: Kids, out: &mut Kids) {
    let start = El::new("w:bookmarkStart").attr("w:name", name);
    out.push(Node::El(start));
    out.extend(kids);
    out.push(Node::El(El::new("w:bookmarkEnd")));
}

/// Content that leads somewhere: to a relation or to a bookmark.
pub fn link(name: &'static str, target: String, kids: Kids) -> El {
    let mut el = El::new("w:hyperlink")
        .attr(name, target)
        .attr("w:history", "1");
    el.kids = kids;
    el
}

/// Content that a comment is about.
fn remarked(comment: usize, kids: Kids) -> Kids {
    let el = |name| El::new(name).attr("w:id", comment.to_string());
    let mut out = vec![Node::El(el("w:commentRangeStart"))];
    out.extend(kids);
    out.push(Node::El(el("w:commentRangeEnd")));
    out.push(styled("CommentReference", [el("w:commentReference")]));
    out
}

/// Whether a leaf has anything to show in a version.
pub fn stands(text: &Text, side: Side) -> bool {
    text.mark.is_in(side)
        && text
            .inlines
            .iter()
            .any(|inline| inline_mark(inline).is_in(side))
}

/// What a revision did with the leaf or the inline that holds others.
fn inline_mark(inline: &Inline) -> Mark {
    match inline {
        Inline::Marked { mark, content: _ } => *mark,
        Inline::Words { .. }
        | Inline::Link { .. }
        | Inline::Ref { .. }
        | Inline::Note { .. }
        | Inline::Break => Mark::Keep,
    }
}

/// Words in a run. A hyphen that is printed only where a line breaks, and one where none does, are elements of their own:
/// Word shows their characters as any other hyphen, or in another font.
pub fn words(text: &str) -> Vec<El> {
    let text = clean(text);
    let mut out = Vec::new();
    for part in text.split_inclusive(HYPHENS.map(|(sign, _)| sign)) {
        let hyphen = HYPHENS.iter().find(|(sign, _)| part.ends_with(*sign));
        let words = hyphen
            .and_then(|(sign, _)| part.strip_suffix(*sign))
            .unwrap_or(part);
        if !words.is_empty() {
            out.push(letters(words));
        }
        out.extend(hyphen.map(|(_, name)| El::new(name)));
    }
    if out.is_empty() {
        out.push(letters(""));
    }
    out
}

/// Hyphens that Word has elements for.
const HYPHENS: [(char, &str); 2] = [('\u{ad}', "w:softHyphen"), ('\u{2011}', "w:noBreakHyphen")];

fn letters(text: &str) -> El {
    let el = El::new("w:t").attr("xml:space", "preserve");
    el.text(text)
}

/// Words that look like those around them.
pub fn plain(text: &str) -> Node {
    Node::El(El::new("w:r").all(words(text)))
}

/// A run of a character style.
pub fn styled(style: &str, content: impl IntoIterator<Item = El>) -> Node {
    Node::El(elements::run(&RunProperty::new().style(style), content))
}

/// A tab.
pub fn tab() -> Node {
    run(El::new("w:tab"))
}

/// A run that looks like those around it.
pub fn run(content: El) -> Node {
    Node::El(El::new("w:r").kid(content))
}

/// A field with the result it had when the document was written.
pub fn field(code: &str, result: &str, out: &mut Kids) {
    field_start(code, out);
    out.push(plain(result));
    field_end(out);
}

/// The part of a field before its result.
pub fn field_start(code: &str, out: &mut Kids) {
    let code = El::new("w:instrText").text(&format!(" {code} "));
    coded(code, out);
}

/// The same with a code that is an element already.
pub fn coded(code: El, out: &mut Kids) {
    out.push(field_sign("begin"));
    out.push(run(code));
    out.push(field_sign("separate"));
}

/// The part of a field after its result.
pub fn field_end(out: &mut Kids) {
    out.push(field_sign("end"));
}

fn field_sign(kind: &str) -> Node {
    run(El::new("w:fldChar").attr("w:fldCharType", kind))
}

/// Tables and figures: of both versions, and those that are left out of what is shown.
fn captioned<'a>(doc: &'a Doc, outline: &'a Outline) -> HashSet<&'a BlockId> {
    let listed = outline.tables.iter().chain(&outline.figures);
    let shown = walk::blocks(&doc.blocks).into_iter();
    let shown = shown.filter(|block| block.counted().is_some());
    let shown = shown.map(|block| &block.id);
    listed.map(|(id, _)| id).chain(shown).collect()
}
