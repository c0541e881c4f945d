//! Texts word by word, marked by the redline itself: so the list says of a sentence what the marked documents show of it.

use crate::{
    doc::{Block, BlockId, BlockKind, Inline, Origin, Side, Style, Text, walk},
    redline,
    template::{
        data::Place,
        markdown::{self, Home, Misuse, Surroundings},
        words::Unbroken,
    },
};

/// A run of words, and what happened to it. A `{{ … }}` is never parted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// It stands in both versions.
    Kept(String),
    /// It is gone.
    Gone(String),
    /// It is new.
    New(String),
}

/// A paragraph or list item that is not the same in both versions.
pub type Passage = Vec<Stretch>;

impl Stretch {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Stretch::Kept(text) | Stretch::Gone(text) | Stretch::New(text) => text,
        }
    }

    /// Its words, to be exchanged.
    pub fn text_mut(&mut self) -> &mut String {
        match self {
            Stretch::Kept(text) | Stretch::Gone(text) | Stretch::New(text) => text,
        }
    }
}

/// Whether two texts say the same: how lines are broken in the source means nothing.
pub fn same(a: &str, b: &str) -> bool {
    a == b || blocks(a).is_some_and(|a| blocks(b).is_some_and(|b| a == b))
}

/// The passages that differ, of prose.
pub fn passages(old: &str, new: &str) -> Vec<Passage> {
    match (blocks(old), blocks(new)) {
        (Some(old), Some(new)) => changed(&redline::merge_blocks(&old, &new)),
        _ => written(old, new),
    }
}

/// Prose that is set as one line, as a cell's or a footnote's is.
pub fn line(old: &str, new: &str) -> Passage {
    let leaf =
        |text: &str| read(|home, around| markdown::inline(text, &[], home, &unbroken(), around));
    match (leaf(old), leaf(new)) {
        (Some(old), Some(new)) => stretches(&redline::merge_text(&old, &new)),
        _ => plain(old, new),
    }
}

/// Words that hold no signs of an author.
pub fn plain(old: &str, new: &str) -> Passage {
    stretches(&redline::merge_text(&words(old), &words(new)))
}

/// The paragraphs that differ, of a text that is more than prose: what its author wrote, sign by sign.
pub fn written(old: &str, new: &str) -> Vec<Passage> {
    let [old, new] = [old, new].map(|text| -> Vec<Block> {
        let lines = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.collect();
        let paragraphs = lines
            .split(String::is_empty)
            .filter(|lines| !lines.is_empty());
        let block = |lines: &[String]| BlockKind::Paragraph(words(&lines.join(" ")));
        let blocks =
            paragraphs.map(|lines| Block::new(BlockId(String::new()), origin(), block(lines)));
        blocks.collect()
    });
    changed(&redline::merge_blocks(&old, &new))
}

/// The leaves of a redline that bear a mark.
fn changed(both: &[Block]) -> Vec<Passage> {
    let leaves = walk::blocks(both).into_iter().flat_map(walk::texts);
    let passages = leaves.map(stretches);
    let is_changed = |passage: &Passage| passage.iter().any(|one| !matches!(one, Stretch::Kept(_)));
    passages.filter(is_changed).collect()
}

fn stretches(text: &Text) -> Passage {
    let mut out: Passage = Vec::new();
    for inline in &text.inlines {
        match (inline, out.last_mut()) {
            (Inline::Marked { mark, content }, _) => out.push(match mark.side() {
                Side::Old => Stretch::Gone(said(content)),
                Side::New => Stretch::New(said(content)),
            }),
            (kept, Some(Stretch::Kept(before))) => before.push_str(&bare(kept)),
            (kept, _) => out.push(Stretch::Kept(bare(kept))),
        }
    }
    out
}

/// Words without looks.
fn bare(inline: &Inline) -> String {
    walk::words(std::slice::from_ref(inline))
}

/// Words with the signs that their author wrote, so that one that only became bold is seen to be another.
pub(super) fn said(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Words { text, style, .. } => {
            let Style { bold, italic } = *style;
            let signs = "*".repeat(usize::from(italic) + 2 * usize::from(bold));
            format!("{signs}{text}{signs}")
        }
        Inline::Link { url, content } => format!("[{}]({url})", said(content)),
        Inline::Marked { mark: _, content } => said(content),
        Inline::Break => "\n".to_owned(),
        // These are put in the place of what an author wrote when a document is made.
        Inline::Ref { .. } | Inline::Note { .. } => String::new(),
    };
    inlines.iter().map(one).collect()
}

/// Prose as it is set, but for what its `{{ … }}` and `[^…]` stand for; `None` where it holds what prose cannot.
pub(super) fn blocks(text: &str) -> Option<Vec<Block>> {
    set(text, &unbroken())
}

/// The same with the spaces that a template lets break no line.
pub fn set(text: &str, unbroken: &Unbroken) -> Option<Vec<Block>> {
    read(|home, around| markdown::blocks(text, &[], home, unbroken, around))
}

fn read<T>(parse: impl FnOnce(&Home, &mut Alone) -> T) -> Option<T> {
    let home = Home {
        id: String::new(),
        origin: origin(),
        field: None,
        level: 0,
        listed_to: 0,
    };
    let mut around = Alone::default();
    let out = parse(&home, &mut around);
    (!around.misused).then_some(out)
}

fn words(text: &str) -> Text {
    Text::of(
        None,
        markdown::words(text, Style::default(), &origin(), &unbroken()),
    )
}

fn origin() -> Origin {
    Origin::Template(String::new())
}

/// Which spaces break is a matter of looks.
fn unbroken() -> Unbroken {
    Unbroken {
        before: Vec::new(),
        after: Vec::new(),
    }
}

/// A text that stands in no document.
#[derive(Default)]
struct Alone {
    misused: bool,
}

impl Surroundings for Alone {
    fn place(&mut self, _: &Place, _: usize) -> Vec<Block> {
        Vec::new()
    }

    fn note(&mut self, _: &str) -> Option<Inline> {
        None
    }

    fn misuse(&mut self, what: Misuse, _: usize) {
        self.misused |= !what.is_set();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_the_source_mean_nothing() {
        assert!(same("en to\ntre\n\nfire", "en\nto tre\n\n\nfire\n"));
        assert!(!same("en to", "en\n\nto"));
        assert!(!same("- en\n- to", "- en to"));
        assert!(!same("- en\n  - to", "- en\n- to"));
        assert!(
            !same("# en", "# to"),
            "what prose cannot hold is not the same either"
        );
    }

    #[test]
    fn a_new_paragraph_is_new_as_a_whole_and_marks_no_other() {
        let passages = passages(
            "Første afsnit.\n\nTredje afsnit.",
            "Første afsnit.\n\nHelt andre ord.\n\nTredje afsnit.",
        );
        assert_eq!(passages, [[Stretch::New("Helt andre ord.".into())]]);
    }

    #[test]
    fn a_short_item_with_a_slip_of_the_pen_is_one_that_changed() {
        let passages = passages("- poliiti\n- skole", "- politi\n- skole");
        let expected = [
            Stretch::Gone("poliiti".into()),
            Stretch::New("politi".into()),
        ];
        assert_eq!(passages, [expected]);
    }

    #[test]
    fn what_stands_for_something_else_is_exchanged_whole() {
        let passage = passages(
            "Se {{ tal.a | tal }}, og b.[^c]",
            "Se {{ tal.b | tal }}, og b.",
        );
        let expected = [
            Stretch::Kept("Se ".into()),
            Stretch::Gone("{{ tal.a | tal }}".into()),
            Stretch::New("{{ tal.b | tal }}".into()),
            Stretch::Kept(", og b.".into()),
            Stretch::Gone("[^c]".into()),
        ];
        assert_eq!(passage, [expected]);
    }
}
