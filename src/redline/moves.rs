//! What was taken out at one place and put in at another, word for word, was moved.

use std::collections::HashMap;

use crate::doc::{
    Block, BlockKind,
    mark::{Mark, Move, Side, keep_block, spread},
    walk,
};

use super::bag::block_words;

/// Fewer words than this may stand in two places by chance.
const LEAST: usize = 8;

/// Marks moves. Only headings, paragraphs and lists move: Word cannot move a table.
pub fn find(blocks: &mut [Block]) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if block.mark == Mark::Ins && can_move(block) {
            places.entry(words(block)).or_default().push(at);
        }
    }
    let mut number = 0;
    let mut at = 0;
    while at < blocks.len() {
        let run = run(blocks, at, &places);
        let Some((to, length)) = run else {
            at += 1;
            continue;
        };
        for step in 0..length {
            number += 1;
            mark(&mut blocks[at + step], Side::Old, Mark::From(Move(number)));
            mark(&mut blocks[to + step], Side::New, Mark::To(Move(number)));
        }
        at += length;
    }
}

fn can_move(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::List(_)
    ) && !has_note(block)
}

/// A footnote has one place; Word would have it twice.
fn has_note(block: &Block) -> bool {
    let side = block.mark.side();
    !walk::notes(std::slice::from_ref(block), side).is_empty()
}

fn words(block: &Block) -> String {
    format!(
        "{:?} {}",
        std::mem::discriminant(&block.kind),
        block_words(block)
    )
}

/// The longest run of blocks from `at` that were put in elsewhere: where, and how many.
fn run(
    blocks: &[Block],
    at: usize,
    places: &HashMap<String, Vec<usize>>,
) -> Option<(usize, usize)> {
    let out = |at: usize| {
        let block = blocks.get(at)?;
        (block.mark == Mark::Del && can_move(block)).then(|| words(block))
    };
    let first = out(at)?;
    let candidates = places
        .get(&first)?
        .iter()
        .filter(|&&to| blocks[to].mark == Mark::Ins);
    let length = |to: usize| {
        (0..)
            .take_while(|step| {
                let there = blocks.get(to + step);
                out(at + step).is_some_and(|was| {
                    there.is_some_and(|is| is.mark == Mark::Ins && can_move(is) && words(is) == was)
                })
            })
            .count()
    };
    let (length, to) = candidates.map(|&to| (length(to), to)).max()?;
    let count: usize = blocks[at..at + length]
        .iter()
        .map(|block| block_words(block).split_whitespace().count())
        .sum();
    (count >= LEAST).then_some((to, length))
}

fn mark(block: &mut Block, side: Side, mark: Mark) {
    keep_block(block, side);
    spread(block, mark);
}
