//! Short redlines: what stays, and what is said of the rest.

use proptest::prelude::*;

use super::dice::{self, Dice, heading, paragraph};
use crate::doc::changed::is_changed;
use crate::doc::outline::Outline;
use crate::doc::{Block, BlockKind, Doc, Heading, Mark, Numbering, mark::spread, sample, walk};
use crate::redline::{redline, short};

fn shortened(doc: &Doc) -> Doc {
    short(doc, &Outline::of(doc))
}

fn lists_the_document(block: &&Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Contents { .. } | BlockKind::ListOf { .. } | BlockKind::PageBreak
    )
}

/// The marked blocks that a reader looks for, in order.
fn marked(doc: &Doc) -> Vec<&Block> {
    let blocks = doc.blocks.iter().filter(|block| is_changed(block));
    blocks.filter(|block| !lists_the_document(block)).collect()
}

/// Levels of the headings that a screen reader walks through.
fn levels(doc: &Doc) -> Vec<u8> {
    let headings = doc.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(Heading { level, .. }) if block.mark.side() == Mark::Keep.side() => {
            Some(*level)
        }
        _ => None,
    });
    headings.collect()
}

/// How far down the levels jump at the most.
fn jump(levels: &[u8]) -> u8 {
    let before = [0].iter().chain(levels);
    let jumps = before.zip(levels).map(|(a, b)| b.saturating_sub(*a));
    jumps.max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_marked_stays_below_its_headings(
        make in prop::collection::vec(any::<u16>(), 0..400),
        change in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        let old = dice::document(&mut Dice::new(make));
        let new = dice::edited(&old, &mut Dice::new(change));
        let whole = redline(&old, &new, "A");
        let part = shortened(&whole);
        prop_assert_eq!(marked(&whole), marked(&part));
        prop_assert!(jump(&levels(&part)) <= jump(&levels(&whole)).max(1));
    }
}

#[test]
fn a_sample_of_every_kind_keeps_what_is_marked() {
    for whole in [sample::redlined(), sample::hostile_redlined()] {
        let part = shortened(&whole);
        assert_eq!(marked(&whole), marked(&part));
        assert!(part.attachment.is_none());
        assert!(!part.blocks.iter().any(|block| lists_the_document(&block)));
    }
}

#[test]
fn a_line_names_the_sections_that_are_left_out() {
    let mut doc = sample::every_kind();
    doc.revision = sample::redlined().revision;
    let numbered = |id: &str, level| {
        let mut block = heading(id, level, id);
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.numbering = Numbering::Decimal;
        }
        block
    };
    let mut new = paragraph("ny", "Nyt");
    spread(&mut new, Mark::Ins);
    doc.blocks = vec![
        numbered("a", 1),
        numbered("a1", 2),
        paragraph("p", "Uden"),
        numbered("a2", 2),
        new,
        paragraph("q", "Uden"),
        numbered("b", 1),
        numbered("b1", 2),
        numbered("c", 1),
    ];
    let part = shortened(&doc);
    let words = walk::blocks(&part.blocks).into_iter();
    let words = words
        .flat_map(walk::texts)
        .map(|text| walk::words(&text.inlines));
    let words: Vec<String> = words.collect();
    assert_eq!(
        words,
        ["a", "[Uændret: 1.1]", "a2", "Nyt", "[Uændret: 2–3]"]
    );
}
