//! Blocks between two headings, items of a list, lines of a cell: by id where it lasts, by words where it counts.

use crate::{
    doc::{
        Block, BlockKind, Class, Cover, Fact, Figure, Item, List, Text,
        mark::{Mark, spread, spread_fact, spread_item, spread_text},
    },
    text::{Bag, Pairing, align, bags},
};

use super::{table, text, words};

/// Less alike than this, two texts are not the same one changed.
const ALIKE: f64 = 0.4;

/// Both versions of a run of blocks.
pub fn merge(old: &[Block], new: &[Block]) -> Vec<Block> {
    let bags = bags(
        old.iter().map(words::of_block),
        new.iter().map(words::of_block),
    );
    let like = |a: usize, b: usize| likeness((&old[a], &bags[0][a]), (&new[b], &bags[1][b]));
    let mut out = Vec::new();
    for step in align(old.len(), new.len(), |a, b| old[a] == new[b], like) {
        match step {
            Pairing::Both(a, b) => out.extend(pair(&old[a], &new[b])),
            Pairing::Old(a) => out.push(marked(&old[a], Mark::Del)),
            Pairing::New(b) => out.push(marked(&new[b], Mark::Ins)),
        }
    }
    out
}

/// How alike two blocks are; `None` if they cannot be two versions of one.
fn likeness((old, old_words): (&Block, &Bag), (new, new_words): (&Block, &Bag)) -> Option<f64> {
    if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
        return None;
    }
    let like = old_words.likeness(new_words);
    let same_id = old.id == new.id;
    match old.class() {
        // Their ids last, whatever happens to their words.
        Class::Front | Class::Listing | Class::Heading(_) | Class::Captioned(..) | Class::Frame => {
            (same_id || like >= ALIKE).then_some(like + if same_id { 2.0 } else { 0.0 })
        }
        Class::Prose => {
            // The same place counts where the words alone leave a doubt.
            let place = if same_id { 0.1 } else { 0.0 };
            Some(old_words.alike(new_words)? + place)
        }
        Class::Break => Some(0.5),
    }
}

fn marked(block: &Block, mark: Mark) -> Block {
    let mut block = block.clone();
    spread(&mut block, mark);
    block
}

/// Two versions of one block: one block with marks inside, or the old one and the new one.
pub fn pair(old: &Block, new: &Block) -> Vec<Block> {
    match kind(&old.kind, &new.kind) {
        Some(kind) => vec![Block {
            kind,
            ..new.clone()
        }],
        None => vec![marked(old, Mark::Del), marked(new, Mark::Ins)],
    }
}

/// The content of both versions; `None` where they do not fit into one block.
fn kind(old: &BlockKind, new: &BlockKind) -> Option<BlockKind> {
    Some(match (old, new) {
        (BlockKind::Cover(old), BlockKind::Cover(new)) => BlockKind::Cover(cover(old, new)),
        (BlockKind::Heading(old), BlockKind::Heading(new)) => {
            if (old.level, old.numbering) != (new.level, new.numbering) {
                return None;
            }
            let mut heading = new.clone();
            heading.text = text::merge(&old.text, &new.text);
            BlockKind::Heading(heading)
        }
        (BlockKind::Paragraph(old), BlockKind::Paragraph(new)) => {
            BlockKind::Paragraph(text::merge(old, new))
        }
        (BlockKind::List(old), BlockKind::List(new)) if old.ordered == new.ordered => {
            BlockKind::List(list(old, new))
        }
        (BlockKind::Table(old), BlockKind::Table(new)) => BlockKind::Table(table::merge(old, new)?),
        (BlockKind::Figure(old), BlockKind::Figure(new)) => BlockKind::Figure(figure(old, new)),
        (
            BlockKind::Callout {
                title: was,
                blocks: old,
            },
            BlockKind::Callout { title, blocks: new },
        ) if was == title => BlockKind::Callout {
            title: title.clone(),
            blocks: merge(old, new),
        },
        // They repeat what stands elsewhere.
        (BlockKind::Contents { .. }, BlockKind::Contents { .. })
        | (BlockKind::ListOf { .. }, BlockKind::ListOf { .. })
        | (BlockKind::PageBreak, BlockKind::PageBreak) => new.clone(),
        (
            BlockKind::Cover(_)
            | BlockKind::Contents { .. }
            | BlockKind::ListOf { .. }
            | BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Callout { .. }
            | BlockKind::PageBreak,
            _,
        ) => return None,
    })
}

fn cover(old: &Cover, new: &Cover) -> Cover {
    let same = |a: usize, b: usize| old.facts[a].label == new.facts[b].label;
    let mut facts = Vec::new();
    for step in align(old.facts.len(), new.facts.len(), same, |a, b| {
        same(a, b).then_some(1.0)
    }) {
        facts.push(match step {
            Pairing::Both(a, b) => Fact {
                values: texts(&old.facts[a].values, &new.facts[b].values),
                ..new.facts[b].clone()
            },
            Pairing::Old(a) => fact(&old.facts[a], Mark::Del),
            Pairing::New(b) => fact(&new.facts[b], Mark::Ins),
        });
    }
    Cover {
        overline: text::merge(&old.overline, &new.overline),
        title: text::merge(&old.title, &new.title),
        subtitle: text::merge(&old.subtitle, &new.subtitle),
        facts,
    }
}

fn fact(fact: &Fact, mark: Mark) -> Fact {
    let mut fact = fact.clone();
    spread_fact(&mut fact, mark);
    fact
}

fn list(old: &List, new: &List) -> List {
    let all = |item: &Item| -> String { item.blocks.iter().map(words::of_block).collect() };
    let bags = bags(old.items.iter().map(all), new.items.iter().map(all));
    let like = |a: usize, b: usize| bags[0][a].alike(&bags[1][b]);
    let same = |a: usize, b: usize| old.items[a] == new.items[b];
    let mut items = Vec::new();
    for step in align(old.items.len(), new.items.len(), same, like) {
        items.push(match step {
            Pairing::Both(a, b) => Item {
                blocks: merge(&old.items[a].blocks, &new.items[b].blocks),
                mark: Mark::Keep,
            },
            Pairing::Old(a) => item(&old.items[a], Mark::Del),
            Pairing::New(b) => item(&new.items[b], Mark::Ins),
        });
    }
    List {
        ordered: new.ordered,
        items,
    }
}

fn item(item: &Item, mark: Mark) -> Item {
    let mut item = item.clone();
    spread_item(&mut item, mark);
    item
}

fn figure(old: &Figure, new: &Figure) -> Figure {
    let replaced = old.content != new.content || old.alt != new.alt;
    Figure {
        caption: text::merge(&old.caption, &new.caption),
        alt: new.alt.clone(),
        content: new.content.clone(),
        replaces: replaced.then(|| (old.content.clone(), old.alt.clone())),
        source: maybe(old.source.as_ref(), new.source.as_ref()),
        notes: texts(&old.notes, &new.notes),
    }
}

/// A line that may be there or not.
pub fn maybe(old: Option<&Text>, new: Option<&Text>) -> Option<Text> {
    let (line, mark) = match (old, new) {
        (Some(old), Some(new)) => return Some(text::merge(old, new)),
        (Some(old), None) => (old, Mark::Del),
        (None, Some(new)) => (new, Mark::Ins),
        (None, None) => return None,
    };
    Some(line_marked(line, mark))
}

/// Lines by their words.
pub fn texts(old: &[Text], new: &[Text]) -> Vec<Text> {
    let bags = bags(
        old.iter().map(words::of_text),
        new.iter().map(words::of_text),
    );
    // One line that became another is one line changed, as a reader of a cell sees it.
    let least = if (old.len(), new.len()) == (1, 1) {
        0.0
    } else {
        ALIKE
    };
    let like = |a: usize, b: usize| {
        let like = bags[0][a].likeness(&bags[1][b]);
        (like >= least).then_some(like + 0.01)
    };
    let steps = align(old.len(), new.len(), |a, b| old[a] == new[b], like);
    let merged = steps.into_iter().map(|step| match step {
        Pairing::Both(a, b) => text::merge(&old[a], &new[b]),
        Pairing::Old(a) => line_marked(&old[a], Mark::Del),
        Pairing::New(b) => line_marked(&new[b], Mark::Ins),
    });
    merged.collect()
}

fn line_marked(line: &Text, mark: Mark) -> Text {
    let mut line = line.clone();
    spread_text(&mut line, mark);
    line
}
