//! Laws of the walk, held against two readings that do not use it: the skeleton's, and the tree as Rust prints it.

use proptest::prelude::*;

use super::super::{Doc, Origin, outline::Outline, sample, skeleton};
use super::*;
use crate::redline::tests::dice::{self, Dice};

/// The documents with every kind of block, among them a redline with bodies and pictures of both versions.
fn samples() -> [Doc; 4] {
    [
        sample::every_kind(),
        sample::hostile(),
        sample::redlined(),
        sample::hostile_redlined(),
    ]
}

/// Gives each text that has words one of its own, `t0`, `t1` …, by the walk that changes.
fn number(doc: &mut Doc) -> Vec<String> {
    let mut names = Vec::new();
    each_mut(&mut doc.blocks, &mut |block| {
        for text in texts_mut(block) {
            if text.is_empty() {
                continue;
            }
            let name = format!("t{}", names.len());
            let origin = Origin::Template(String::new());
            text.inlines = Text::plain(name.clone(), origin).inlines;
            names.push(name);
        }
    });
    names
}

fn holds(mut doc: Doc) {
    let names = number(&mut doc);
    let all = blocks(&doc.blocks).into_iter().flat_map(texts);
    let read = all.clone().filter(|text| !text.is_empty());
    let read: Vec<String> = read.map(|text| words(&text.inlines)).collect();
    assert_eq!(
        read, names,
        "both walks meet the same texts in the same order"
    );

    let skeleton = skeleton::skeleton(&doc, &Outline::of(&doc));
    let whole: Vec<&str> = skeleton
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    let whole = whole.join(" ");
    let is_name = |word: &&str| {
        word.strip_prefix('t')
            .is_some_and(|rest| rest.parse::<usize>().is_ok())
    };
    let met: Vec<&str> = whole.split(' ').filter(is_name).collect();
    assert_eq!(met, names, "the order is the one they are read in");

    let printed = format!("{:?}", doc.blocks);
    assert_eq!(
        printed.matches("Text { field").count(),
        all.count(),
        "no text is passed over"
    );
}

#[test]
fn every_text_of_the_samples_is_met_once_in_reading_order() {
    samples().into_iter().for_each(holds);
}

#[test]
fn every_block_is_met_once_before_the_blocks_inside_it() {
    for mut doc in samples() {
        let printed = format!("{:?}", doc.blocks);
        let ids: Vec<String> = blocks(&doc.blocks)
            .iter()
            .map(|block| format!("{:?}", block.id))
            .collect();
        let mut rest = printed.as_str();
        for id in &ids {
            let opening = format!("Block {{ id: {id},");
            let at = rest
                .find(&opening)
                .expect("blocks are met in the order they stand in");
            rest = &rest[at + opening.len()..];
        }
        assert_eq!(printed.matches("Block { id: ").count(), ids.len());
        let mut met = Vec::new();
        each_mut(&mut doc.blocks, &mut |block| {
            met.push(format!("{:?}", block.id))
        });
        assert_eq!(met, ids);
    }
}

proptest! {
    #[test]
    fn every_text_of_any_document_and_redline_is_met_once(throws in prop::collection::vec(any::<u16>(), 0..400)) {
        let mut dice = Dice::new(throws);
        let old = dice::document(&mut dice);
        let new = dice::edited(&old, &mut dice);
        holds(crate::redline::redline(&old, &new, "Sekretariatet"));
        holds(new);
    }
}
