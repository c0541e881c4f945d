//! CommonMark with slot characters → blocks of the neutral tree.

mod guard;
mod leaf;
mod sentence;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::doc::{
    Block, BlockId, BlockKind, FieldKey, Heading, Inline, Item, List, Numbering, Origin, Style,
    Text,
};

use guard::{Covers, Guarded};

use super::{
    data::{Place, Slot},
    render::slot_at,
    typography,
    words::Unbroken,
};

/// Where a text stands in the document, and what it may hold.
#[derive(Debug, Clone)]
pub struct Home {
    /// Prefix of the ids of its blocks.
    pub id: String,
    /// Origin of words that no slot gave.
    pub origin: Origin,
    /// The field that its leaves render, for prose of the plan.
    pub field: Option<FieldKey>,
    /// Level of `#`; 0 where headings are not allowed.
    pub level: u8,
    /// Headings up to this level are listed in the contents even without a number.
    pub listed_to: u8,
}

/// A thing that prose must not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misuse {
    /// A heading in prose.
    Heading,
    /// A block quote, code block, rule or image.
    Element,
    /// A table or figure that does not stand alone in its paragraph.
    PlaceInText,
    /// A link that is not `https:`, `http:` or `mailto:`.
    Link,
    /// Lists in lists in lists, without end.
    Deep,
    /// A list, table or figure where only running text can stand.
    Block,
    /// A sign at the beginning of a line that may begin an item or be a word: `- 5 %`.
    ListMark,
    /// A list or table as a word processor gives it.
    Pasted,
    /// A pair of asterisks without its partner.
    Stars,
    /// HTML.
    Html,
    /// A character reference: `&amp;`.
    Reference,
    /// Signs that may be emphasis or signs: `a*b*c`.
    Emphasis,
    /// A line of `---` or `===` below a text.
    Underline,
    /// Words that are indented as code is.
    Indent,
    /// The address or words of a reference, as other programs take them: `[a]: https://…`.
    Definition,
    /// A backslash that may be part of a path: `C:\plan\_ny`.
    Backslash,
    /// Two spaces at the end of a line, which break it.
    Spaces,
    /// A hyphen at the end of a line, where a space is printed after it.
    Hyphen,
    /// Signs that nobody would see in the document.
    Swallowed,
}

impl Misuse {
    /// Whether the text is set all the same, as one of its two readings has it.
    pub fn is_set(self) -> bool {
        matches!(self, Misuse::Backslash | Misuse::Spaces | Misuse::Hyphen)
    }
}

/// What of CommonMark's extensions is read.
const OPTIONS: Options = Options::ENABLE_HEADING_ATTRIBUTES;

/// What the parser asks of its surroundings.
pub trait Surroundings {
    /// The blocks that a place stands for, which stands in the paragraph at a byte of the parsed text.
    fn place(&mut self, place: &Place, at: usize) -> Vec<Block>;
    /// The footnote of a given name: its document-wide id and words; `None` if there is none.
    fn note(&mut self, name: &str) -> Option<Inline>;
    /// Told of a misuse at a byte of the parsed text.
    fn misuse(&mut self, what: Misuse, at: usize);
}

/// Parses a text into blocks.
pub fn blocks(
    text: &str,
    slots: &[Slot],
    home: &Home,
    unbroken: &Unbroken,
    around: &mut dyn Surroundings,
) -> Vec<Block> {
    let is_note = |c| matches!(slot_at(c, slots), Some(Slot::Note(_)));
    let guarded = Guarded::of(text, &is_note);
    let events = || {
        let parser = Parser::new_ext(&guarded.text, OPTIONS);
        parser
            .into_offset_iter()
            .map(|(event, range)| (event, range.start))
    };
    if let Some(at) = too_deep(events()) {
        around.misuse(Misuse::Deep, at);
        return Vec::new();
    }
    // Parts of a template are the template's business; prose is an author's.
    if home.level == 0 {
        for (what, at) in guarded.doubts() {
            around.misuse(what, at);
        }
    }
    let mut parser = Markdown {
        events: events().peekable(),
        slots,
        home,
        unbroken,
        around,
        covers: guarded.covers(),
        leaf: 0,
        block: 0,
    };
    parser.blocks()
}

/// Lists and quotes within one another: on what lies deeper no page has room for words.
const LISTS: usize = 12;
/// Elements of all kinds within one another: a list and its item are two, and words may be marked many times over.
const DEEPEST: usize = 2 * LISTS + 12;

/// Where elements first stand too deep within one another.
fn too_deep<'a>(events: impl Iterator<Item = (Event<'a>, usize)>) -> Option<usize> {
    let (mut depth, mut lists) = (0_usize, 0_usize);
    for (event, at) in events {
        match event {
            Event::Start(tag) => {
                depth += 1;
                lists += usize::from(matches!(tag, Tag::List(_) | Tag::BlockQuote(_)));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                let list = matches!(tag, TagEnd::List(_) | TagEnd::BlockQuote(_));
                lists = lists.saturating_sub(usize::from(list));
            }
            _ => {}
        }
        if depth > DEEPEST || lists > LISTS {
            return Some(at);
        }
    }
    None
}

/// Parses a text as one leaf: paragraphs become line breaks.
pub fn inline(
    text: &str,
    slots: &[Slot],
    home: &Home,
    unbroken: &Unbroken,
    around: &mut dyn Surroundings,
) -> Text {
    let mut out = Text::default();
    for block in blocks(text, slots, home, unbroken, around) {
        if let BlockKind::Paragraph(text) = block.kind {
            if !out.inlines.is_empty() {
                out.inlines.push(Inline::Break);
            }
            out.field = out.field.or(text.field);
            out.inlines.extend(text.inlines);
        } else {
            around.misuse(Misuse::Block, 0);
        }
    }
    out
}

/// Words of one origin as inlines: `\n` is a break.
pub fn words(text: &str, style: Style, origin: &Origin, unbroken: &Unbroken) -> Vec<Inline> {
    let mut out = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push(Inline::Break);
        }
        if !line.is_empty() {
            let text = typography::unbroken(&line.replace('\t', " "), unbroken);
            out.push(Inline::Words {
                text,
                style,
                origin: origin.clone(),
            });
        }
    }
    out
}

struct Markdown<'a, I: Iterator<Item = (Event<'a>, usize)>> {
    events: std::iter::Peekable<I>,
    slots: &'a [Slot],
    home: &'a Home,
    unbroken: &'a Unbroken,
    around: &'a mut dyn Surroundings,
    covers: &'a Covers,
    /// Leaves so far: their number is the field's part.
    leaf: usize,
    /// Blocks so far: their number ends the block's id.
    block: usize,
}

impl<'a, I: Iterator<Item = (Event<'a>, usize)>> Markdown<'a, I> {
    /// Blocks up to the end of the element at hand (which is consumed) or of the text.
    fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        while let Some((event, at)) = self.events.peek().cloned() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.events.next();
                    self.start(tag, at, &mut out);
                }
                Event::Rule => {
                    self.events.next();
                    self.around.misuse(Misuse::Element, at);
                }
                // Inline events at block level: a tight list item.
                Event::Start(_)
                | Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::TaskListMarker(_) => self.paragraph(at, &mut out),
            }
        }
        out
    }

    fn start(&mut self, tag: Tag<'a>, at: usize, out: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                self.paragraph(at, out);
                self.events.next();
            }
            Tag::HtmlBlock => {
                self.around.misuse(Misuse::Html, at);
                self.paragraph(at, out);
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs: _,
            } => self.heading(level, id, &classes, at, out),
            Tag::List(first) => {
                let block = self.next_block();
                let mut items = Vec::new();
                while let Some((Event::Start(Tag::Item), _)) = self.events.peek() {
                    self.events.next();
                    items.push(Item::of(self.blocks()));
                }
                self.events.next();
                out.push(self.block(
                    block,
                    BlockKind::List(List {
                        ordered: first.is_some(),
                        items,
                    }),
                ));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.around.misuse(Misuse::Indent, at);
                out.extend(self.blocks());
            }
            _ => {
                self.around.misuse(Misuse::Element, at);
                out.extend(self.blocks());
            }
        }
    }

    /// A paragraph, or the blocks of the place that it holds.
    fn paragraph(&mut self, at: usize, out: &mut Vec<Block>) {
        let (inlines, places) = self.inlines(Style::default());
        if places.is_empty() {
            if inlines.is_empty() {
                return;
            }
            let block = self.next_block();
            let text = self.leaf(inlines);
            out.push(self.block(block, BlockKind::Paragraph(text)));
            return;
        }
        if !inlines.is_empty() || places.len() > 1 {
            self.around.misuse(Misuse::PlaceInText, at);
        }
        for place in &places {
            out.extend(self.around.place(place, at));
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        classes: &[CowStr<'a>],
        at: usize,
        out: &mut Vec<Block>,
    ) {
        let (inlines, places) = self.inlines(Style::default());
        self.events.next();
        if self.home.level == 0 {
            return self.around.misuse(Misuse::Heading, at);
        }
        if !places.is_empty() {
            self.around.misuse(Misuse::PlaceInText, at);
        }
        let class = |name: &str| classes.iter().any(|class| &**class == name);
        let numbering = match (class("tal"), class("bilag")) {
            (true, _) => Numbering::Decimal,
            (false, true) => Numbering::Annex,
            (false, false) => Numbering::None,
        };
        let level = (self.home.level + level as u8 - 1).min(6);
        let listed =
            !class("skjult") && (numbering != Numbering::None || level <= self.home.listed_to);
        let id = match id {
            Some(id) => BlockId(format!("{}.{id}", self.home.id)),
            None => BlockId(self.home.id.clone()),
        };
        // A heading that prints nothing but one value of the plan is that value's field.
        let field = leaf::sole_field(&inlines);
        let text = Text::of(field, inlines);
        let kind = BlockKind::Heading(Heading {
            level,
            numbering,
            text,
            listed,
        });
        out.push(Block::new(id, self.home.origin.clone(), kind));
    }

    fn next_block(&mut self) -> usize {
        self.block += 1;
        self.block
    }

    fn block(&self, number: usize, kind: BlockKind) -> Block {
        let id = BlockId(format!("{}.{number}", self.home.id));
        Block::new(id, self.home.origin.clone(), kind)
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
