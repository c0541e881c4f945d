//! What was taken out at one place and put in at another, word for word, was moved.

use std::collections::HashMap;

use crate::doc::{
    Block, BlockKind, Class, Item, List,
    mark::{Mark, Move, Side, keep_block, spread, spread_item},
    walk,
};

use super::words::of_block;

/// Fewer words than this may stand in two places by chance.
const LEAST: usize = 8;

/// Marks moves. Only headings, paragraphs, lists and their items move: Word cannot move a table.
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
    blocks
        .iter_mut()
        .for_each(|block| items_inside(block, &mut number));
}

/// Marks moves inside a block that stands in both versions: items that changed their place in a list.
fn items_inside(block: &mut Block, number: &mut u32) {
    if block.mark != Mark::Keep {
        return;
    }
    if let BlockKind::List(list) = &mut block.kind {
        items(list, number);
    }
    let inner = walk::inner_mut(block).into_iter();
    inner.for_each(|block| items_inside(block, number));
}

/// In one list the same words are the same item, however few they are.
fn items(list: &mut List, number: &mut u32) {
    let find = |list: &List, mark: Mark, like: &Vec<String>| {
        let mut items = list.items.iter();
        items.position(|item| item.mark == mark && item_words(item).as_ref() == Some(like))
    };
    for at in 0..list.items.len() {
        let item = &list.items[at];
        let Some(was) = item_words(item).filter(|_| item.mark == Mark::Del) else {
            continue;
        };
        if let Some(to) = find(list, Mark::Ins, &was) {
            *number += 1;
            let moved = Move(*number);
            mark_item(&mut list.items[at], Side::Old, Mark::From(moved));
            mark_item(&mut list.items[to], Side::New, Mark::To(moved));
        }
    }
}

fn can_move(block: &Block) -> bool {
    matches!(block.class(), Class::Heading(_) | Class::Prose) && !has_note(block)
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
        of_block(block)
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
        .map(|block| of_block(block).split_whitespace().count())
        .sum();
    (count >= LEAST).then_some((to, length))
}

/// The words of an item that can move.
fn item_words(item: &Item) -> Option<Vec<String>> {
    let plain = item.blocks.iter().all(can_move);
    plain.then(|| item.blocks.iter().map(words).collect())
}

fn mark_item(item: &mut Item, side: Side, mark: Mark) {
    item.blocks
        .iter_mut()
        .for_each(|block| keep_block(block, side));
    spread_item(item, mark);
}

fn mark(block: &mut Block, side: Side, mark: Mark) {
    keep_block(block, side);
    spread(block, mark);
}
