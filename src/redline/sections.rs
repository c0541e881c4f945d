//! Sections by their headings, so that a new section marks itself only.

use crate::{
    doc::{
        Block, BlockKind, Heading,
        mark::{Mark, spread},
        walk,
    },
    text::{Pairing, align},
};

use super::blocks;

/// A heading, what follows it up to the next one, and the sections below it.
struct Section<'a> {
    head: Option<(&'a Block, &'a Heading)>,
    body: &'a [Block],
    below: Vec<Section<'a>>,
}

/// Both versions as one list of blocks.
pub fn merge(old: &[Block], new: &[Block]) -> Vec<Block> {
    let mut out = Vec::new();
    both(&root(old), &root(new), &mut out);
    out
}

fn root(blocks: &[Block]) -> Section<'_> {
    let (body, mut rest) = split(blocks);
    Section {
        head: None,
        body,
        below: sections(&mut rest, 0),
    }
}

/// Sections deeper than a level, up to a heading that is not.
fn sections<'a>(rest: &mut &'a [Block], outer: u8) -> Vec<Section<'a>> {
    let mut out = Vec::new();
    while let Some((block, after)) = rest.split_first()
        && let BlockKind::Heading(heading) = &block.kind
        && heading.level > outer
    {
        let (body, after) = split(after);
        *rest = after;
        out.push(Section {
            head: Some((block, heading)),
            body,
            below: sections(rest, heading.level),
        });
    }
    out
}

/// What stands before the next heading, and the rest.
fn split(blocks: &[Block]) -> (&[Block], &[Block]) {
    let heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let end = blocks.iter().position(heading).unwrap_or(blocks.len());
    blocks.split_at(end)
}

fn both(old: &Section<'_>, new: &Section<'_>, out: &mut Vec<Block>) {
    if let (Some((old, _)), Some((new, _))) = (old.head, new.head) {
        out.extend(blocks::pair(old, new));
    }
    out.extend(blocks::merge(old.body, new.body));
    for step in steps(&old.below, &new.below) {
        match step {
            Pairing::Both(a, b) => both(&old.below[a], &new.below[b], out),
            Pairing::Old(a) => whole(&old.below[a], Mark::Del, out),
            Pairing::New(b) => whole(&new.below[b], Mark::Ins, out),
        }
    }
}

fn whole(section: &Section<'_>, mark: Mark, out: &mut Vec<Block>) {
    let head = section.head.map(|(block, _)| block);
    for block in head.into_iter().chain(section.body) {
        let mut block = block.clone();
        spread(&mut block, mark);
        out.push(block);
    }
    for below in &section.below {
        whole(below, mark, out);
    }
}

/// Which sections are the same and keep their order; the others are taken out, or put in.
fn steps(old: &[Section<'_>], new: &[Section<'_>]) -> Vec<Pairing> {
    let partner = partners(old, new);
    let same = |a: usize, b: usize| partner[a] == Some(b);
    align(old.len(), new.len(), same, |a, b| same(a, b).then_some(1.0))
}

/// For each old section the new one that it is: by the heading's id; where an id is new, by its words.
fn partners(old: &[Section<'_>], new: &[Section<'_>]) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = vec![true; new.len()];
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    for by in [same_id, same_words] {
        for (a, section) in old.iter().enumerate() {
            if found[a].is_some() {
                continue;
            }
            let fits = |b: &usize| free[*b] && by(section, &new[*b]);
            // Most often it stands where it stood.
            let near = (a < new.len()).then_some(a).filter(fits);
            if let Some(b) = near.or_else(|| (0..new.len()).find(fits)) {
                (free[b], found[a]) = (false, Some(b));
            }
        }
    }
    found
}

fn same_id(old: &Section<'_>, new: &Section<'_>) -> bool {
    same(old, new, |(a, _), (b, _)| a.id == b.id)
}

fn same_words(old: &Section<'_>, new: &Section<'_>) -> bool {
    same(old, new, |(_, a), (_, b)| {
        walk::words(&a.text.inlines) == walk::words(&b.text.inlines)
    })
}

fn same<'a>(
    old: &Section<'a>,
    new: &Section<'a>,
    test: impl Fn((&'a Block, &'a Heading), (&'a Block, &'a Heading)) -> bool,
) -> bool {
    old.head
        .zip(new.head)
        .is_some_and(|(a, b)| a.1.level == b.1.level && test(a, b))
}
