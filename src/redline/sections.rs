//! Sections by their headings, so that a new section marks itself only.

use crate::doc::{
    Block, BlockKind, Heading,
    mark::{Mark, spread},
    walk,
};

use super::{align::Step, blocks};

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
            Step::Both(a, b) => both(&old.below[a], &new.below[b], out),
            Step::Old(a) => whole(&old.below[a], Mark::Del, out),
            Step::New(b) => whole(&new.below[b], Mark::Ins, out),
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

/// Which sections are the same. Those that changed places are not: the lighter of them is taken out and put in.
fn steps(old: &[Section<'_>], new: &[Section<'_>]) -> Vec<Step> {
    let pairs = pairs(old, new);
    let kept = in_order(&pairs, old);
    let mut out = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (to_a, to_b) in kept.into_iter().chain([(old.len(), new.len())]) {
        out.extend((a..to_a).map(Step::Old));
        out.extend((b..to_b).map(Step::New));
        if to_a < old.len() {
            out.push(Step::Both(to_a, to_b));
        }
        (a, b) = (to_a + 1, to_b + 1);
    }
    out
}

/// Pairs by the heading's id; where an id is new, by its words.
fn pairs(old: &[Section<'_>], new: &[Section<'_>]) -> Vec<(usize, usize)> {
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
    let pairs = found.into_iter().enumerate();
    pairs.filter_map(|(a, b)| Some((a, b?))).collect()
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

/// The heaviest set of pairs that are in the same order on both sides.
fn in_order(pairs: &[(usize, usize)], old: &[Section<'_>]) -> Vec<(usize, usize)> {
    // For each pair the weight of the heaviest chain that ends in it, and the pair before it there.
    let mut chains: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, &(a, b)) in pairs.iter().enumerate() {
        let before = (0..at)
            .filter(|&earlier| pairs[earlier].1 < b)
            .max_by_key(|&earlier| (chains[earlier].0, earlier));
        let weight = before.map_or(0, |earlier| chains[earlier].0) + weight(&old[a]);
        chains.push((weight, before));
    }
    let mut next = (0..chains.len()).max_by_key(|&at| (chains[at].0, at));
    let mut out = Vec::new();
    while let Some(at) = next {
        out.push(pairs[at]);
        next = chains[at].1;
    }
    out.reverse();
    out
}

fn weight(section: &Section<'_>) -> usize {
    1 + section.body.len() + section.below.iter().map(weight).sum::<usize>()
}
