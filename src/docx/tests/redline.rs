//! Redlines: accepting all changes gives the new document, rejecting all gives the old one.

use proptest::prelude::*;

use super::verdict::{Notes, lines, settled};
use super::{part, written};
use crate::doc::{Doc, Side, mark, sample};
use crate::docx::xml::{El, parse};
use crate::redline::{
    redline,
    tests::{dice, dice::Dice},
};

fn root(file: &[u8], path: &str) -> El {
    parse(&part(file, path).unwrap()).unwrap()
}

/// What a file says on a side.
fn said(file: &[u8], side: Side) -> Vec<String> {
    let [body, notes] =
        ["word/document.xml", "word/footnotes.xml"].map(|path| settled(&root(file, path), side));
    let mut out = Vec::new();
    lines(&body, &mut Notes::of(&notes), 0, &mut out);
    // Word wants a paragraph at the end, where a last table that comes or goes, or an empty document, leaves none.
    let shows = |line: &String| line != "TableGap [] " && line != "Normal [] ";
    out.truncate(out.iter().rposition(shows).map_or(0, |at| at + 1));
    for number in 1..=3 {
        let header = settled(&root(file, &format!("word/header{number}.xml")), side);
        lines(&header, &mut Notes::default(), 0, &mut out);
    }
    out
}

/// The redline's file, if both laws hold.
fn holds(both: &Doc) -> Vec<u8> {
    let file = written(both);
    for side in [Side::Old, Side::New] {
        let clean = written(&mark::keep(both, side));
        let (found, wanted) = (said(&file, side), said(&clean, side));
        let first = found.iter().zip(&wanted).position(|(a, b)| a != b);
        let at = first.unwrap_or(found.len().min(wanted.len()));
        let near = |lines: &[String]| {
            lines
                .iter()
                .skip(at.saturating_sub(3))
                .take(8)
                .cloned()
                .collect::<Vec<_>>()
        };
        assert!(
            found == wanted,
            "{side:?}, line {at}:\nfound  {:#?}\nwanted {:#?}",
            near(&found),
            near(&wanted)
        );
    }
    file
}

#[test]
fn the_samples_obey_the_laws() {
    for both in [sample::redlined(), sample::hostile_redlined()] {
        for draft in [false, true] {
            let mut both = both.clone();
            both.meta.draft = draft;
            holds(&both);
        }
    }
    holds(&redline(&sample::every_kind(), &sample::hostile(), "F"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_obey_the_laws(
        make in prop::collection::vec(any::<u16>(), 0..400),
        change in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        let old = dice::document(&mut Dice::new(make));
        let new = dice::edited(&old, &mut Dice::new(change));
        holds(&redline(&old, &new, "F"));
        holds(&redline(&new, &old, "F"));
    }

    #[test]
    fn documents_that_have_nothing_to_do_with_each_other_obey_the_laws(
        one in prop::collection::vec(any::<u16>(), 0..200),
        other in prop::collection::vec(any::<u16>(), 0..200),
    ) {
        let pair = [one, other].map(|throws| dice::document(&mut Dice::new(throws)));
        holds(&redline(&pair[0], &pair[1], "F"));
    }
}
