//! Whether the pages hold every word of the tree: a word that finds no room is set where nobody sees it, and Typst says
//! nothing.
//!
//! The words of each block are counted against those that stand on the pages, before anything is drawn on these. What stands
//! there more often than the tree has it is no fault: contents and running heads repeat words.

use std::{
    collections::HashSet,
    fmt,
    hash::{BuildHasher, BuildHasherDefault},
};

use rustc_hash::{FxHashMap, FxHasher};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::{FontInstance, TextItem};
use typst_layout::PagedDocument;

use super::Show;
use crate::doc::{Block, BlockId, Inline, Origin, Side, Style, walk};
use crate::theme::Theme;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Pieces of a line no further apart than this share of their size are of one word.
const JOINED: f64 = 0.1;
/// Lines no further apart than this, in points, are one.
const LEVEL: f64 = 0.1;
/// The next line begins no further below than so many times the size of its letters.
const NEXT_LINE: f64 = 2.0;
/// So many lost words are named.
const NAMED: usize = 8;

/// Words of a block that stand on no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The block.
    pub block: BlockId,
    /// Where it comes from.
    pub origin: Origin,
    /// The first of them.
    pub words: Vec<String>,
    /// How many they are.
    pub count: usize,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Lost {
            block,
            origin: _,
            words,
            count,
        } = self;
        let words = words.join(" ");
        write!(f, "{count} words of `{}` are on no page: {words}", block.0)
    }
}

/// The first block with words that stand on no page. Each comes with what is shown of its marks.
pub fn lost<'b>(
    blocks: impl IntoIterator<Item = (&'b Block, Show)>,
    document: &PagedDocument,
    theme: &Theme,
) -> Option<Lost> {
    let mut pages = Pages::of(document, theme);
    let mut missing: Vec<(&Block, String)> = Vec::new();
    // A note that several places refer to stands once.
    let mut noted = HashSet::new();
    for (block, show) in blocks {
        for text in walk::texts(block) {
            each_word(&text.inlines, show, &mut noted, &mut |word| {
                if !pages.take_whole(word) {
                    missing.push((block, word.to_owned()));
                }
            });
        }
    }
    // What a page's end has parted, then what stands in smaller pieces. A stop behind a word may stand behind a link just as
    // well: it is asked for last.
    missing.retain(|(_, word)| !pages.take(word, false));
    if !missing.is_empty() {
        pages.part();
        missing.retain(|(_, word)| !pages.take(word, false));
        missing.retain(|(_, word)| !pages.take(word, true));
    }
    let (block, _) = missing.first()?;
    let of_block = missing.iter().filter(|(other, _)| other.id == block.id);
    Some(Lost {
        block: block.id.clone(),
        origin: block.origin.clone(),
        count: of_block.clone().count(),
        words: of_block.take(NAMED).map(|(_, word)| word.clone()).collect(),
    })
}

/// The words of a leaf. What touches a mark or a reference is left out: there, words of one version grow together with those
/// of the other, or with a number.
fn each_word<'b>(
    inlines: &'b [Inline],
    show: Show,
    noted: &mut HashSet<&'b str>,
    f: &mut impl FnMut(&str),
) {
    let mut words = Words::default();
    words.inlines(inlines, show, noted, f);
    words.end(f);
}

/// A word on its way.
#[derive(Default)]
struct Words {
    word: String,
    style: Style,
    /// Whether it has grown together with something.
    blurred: bool,
}

impl Words {
    fn inlines<'b>(
        &mut self,
        inlines: &'b [Inline],
        show: Show,
        noted: &mut HashSet<&'b str>,
        f: &mut impl FnMut(&str),
    ) {
        for inline in inlines {
            match inline {
                Inline::Words { text, style, .. } => {
                    if *style != self.style {
                        self.end(f);
                        self.style = *style;
                    }
                    self.text(text, f);
                }
                Inline::Link { url: _, content } => {
                    self.end(f);
                    self.inlines(content, show, noted, f);
                    self.end(f);
                }
                Inline::Note { id, content } => {
                    self.end(f);
                    if noted.insert(id) {
                        each_word(&content.inlines, show, noted, f);
                    }
                }
                Inline::Break => self.end(f),
                Inline::Ref { .. } => self.blur(),
                Inline::Marked { mark, content } => {
                    self.blur();
                    if show == Show::Marks || mark.is_in(Side::New) {
                        self.inlines(content, show, noted, f);
                    }
                    self.blur();
                }
            }
        }
    }

    fn text(&mut self, text: &str, f: &mut impl FnMut(&str)) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.end(f);
            } else if c != PARTED {
                self.word.push(plain(c));
            }
        }
    }

    fn blur(&mut self) {
        self.word.clear();
        self.blurred = true;
    }

    fn end(&mut self, f: &mut impl FnMut(&str)) {
        if !self.blurred && self.word.chars().any(char::is_alphanumeric) {
            f(&self.word);
        }
        self.word.clear();
        self.blurred = false;
    }
}

/// A letter as both sides count it: hyphens are alike.
fn plain(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    }
}

/// What keeps a line from breaking, and is not seen.
const JOINER: char = '\u{2060}';
/// Where a word without syllables may break, and nothing is seen.
pub const SEAM: char = '\u{200b}';
/// Where a word may be parted, and what ends a line where it was.
pub const PARTED: char = '\u{ad}';

/// The words that stand on pages, by their hashes: how often each one does.
struct Pages {
    words: FxHashMap<u64, usize>,
    hasher: BuildHasherDefault<FxHasher>,
    word: String,
    /// The pieces of a word that a line's end has parted, so far.
    parted: Vec<String>,
    /// The pieces of those that were put together again.
    joined: Vec<Vec<String>>,
    /// Where the last of them stands, and how large it is, in points.
    above: (f64, f64),
    /// Where the last piece ended, and what it was set in.
    last: Option<(Point, FontInstance, Abs)>,
    /// How far down words may stand.
    bottom: f64,
    right: f64,
}

impl Pages {
    fn of(document: &PagedDocument, theme: &Theme) -> Pages {
        let mut pages = Pages {
            words: FxHashMap::default(),
            hasher: BuildHasherDefault::default(),
            word: String::new(),
            parted: Vec::new(),
            joined: Vec::new(),
            above: (0.0, 0.0),
            last: None,
            bottom: 0.0,
            right: 0.0,
        };
        for page in document.pages() {
            // What stands below belongs to the page, or has run into its foot.
            pages.bottom = page.frame.height().to_pt() - theme.page.bottom * MM + 1.0;
            pages.right = page.frame.width().to_pt();
            pages.frame(&page.frame, Point::zero());
            pages.end();
        }
        pages
    }

    fn frame(&mut self, frame: &Frame, at: Point) {
        for (position, item) in frame.items() {
            let at = at + *position;
            match item {
                FrameItem::Group(group) => {
                    let moved = group.transform;
                    // What is turned is a watermark, or inside a picture.
                    if moved.ky.is_zero() {
                        self.frame(&group.frame, at + Point::new(moved.tx, moved.ty));
                    }
                }
                FrameItem::Text(text) => self.text(text, at),
                FrameItem::Tag(_) => self.end(),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, at: Point) {
        let (x, y, size) = (at.x.to_pt(), at.y.to_pt(), text.size.to_pt());
        let end = at + Point::with_x(text.width());
        // A word that is too long for its line begins where it is seen; how long words may be is said elsewhere.
        let seen = y > 0.0 && y <= self.bottom && (0.0..self.right).contains(&x);
        let goes_on = self.last.as_ref().is_some_and(|(last, font, last_size)| {
            let near = (at.y - last.y).to_pt().abs() < LEVEL
                && (at.x - last.x).to_pt().abs() < JOINED * size;
            near && *font == text.font && *last_size == text.size
        });
        if !goes_on {
            self.end();
        }
        if !seen {
            return self.end();
        }
        let (above, height) = self.above;
        if !self.parted.is_empty() && self.word.is_empty() {
            // The rest of a word stands on the next line. What stands elsewhere is of another cell: this one goes on upon
            // the next page.
            let down = y - above;
            if down <= LEVEL || down > NEXT_LINE * height {
                self.give_up();
            }
        }
        self.above = (y, size);
        for c in text.text.chars() {
            if c.is_whitespace() {
                self.end();
            } else if c != JOINER {
                self.word.push(plain(c));
            }
        }
        self.last = Some((end, text.font.clone(), text.size));
    }

    /// Counts the word at hand, together with its pieces on the lines before.
    fn end(&mut self) {
        self.last = None;
        if self.word.is_empty() {
            return;
        }
        // Where a line ends, the place at which the word may break is its last sign.
        let parted = self.word.ends_with([PARTED, SEAM]);
        self.word.retain(|c| c != PARTED && c != SEAM);
        let word = std::mem::take(&mut self.word);
        if !parted && self.parted.is_empty() {
            return self.put(&word);
        }
        self.parted.push(word);
        if !parted {
            self.give_up();
        }
    }

    /// Counts the pieces at hand as a word, though there may be more of it.
    fn give_up(&mut self) {
        let pieces = std::mem::take(&mut self.parted);
        self.put(&pieces.concat());
        self.joined.push(pieces);
    }

    fn put(&mut self, word: &str) {
        *self.words.entry(self.hasher.hash_one(word)).or_default() += 1;
    }

    /// Parts the words that nobody took: after a page's end may stand a piece of another one.
    fn part(&mut self) {
        for pieces in std::mem::take(&mut self.joined) {
            if self.take_whole(&pieces.concat()) {
                pieces.iter().for_each(|piece| self.put(piece));
            }
        }
        for piece in std::mem::take(&mut self.parted) {
            self.put(&piece);
        }
    }

    /// Takes a word from the pages, be it whole or parted, if need be into words and the stops behind them; whether it was
    /// there.
    fn take(&mut self, word: &str, stops: bool) -> bool {
        self.take_whole(word) || self.take_parted(word, stops)
    }

    fn take_whole(&mut self, word: &str) -> bool {
        let left = self.words.get_mut(&self.hasher.hash_one(word));
        let left = left.filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// The first part is the longest that fits: a line is filled before it is broken.
    fn take_parted(&mut self, word: &str, stops: bool) -> bool {
        let places: Vec<usize> = word.char_indices().skip(1).map(|(at, _)| at).collect();
        places.into_iter().rev().any(|at| {
            let (first, rest) = word.split_at(at);
            if !stops && !rest.contains(char::is_alphanumeric) {
                return false;
            }
            let first = [first.to_owned() + "-", first.to_owned()];
            let mut first = first.into_iter();
            let Some(first) = first.find(|first| self.take_whole(first)) else {
                return false;
            };
            let whole = self.take(rest, stops);
            if !whole {
                self.put(&first);
            }
            whole
        })
    }
}
