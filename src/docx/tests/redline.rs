//! Redlines: accepting all changes gives the new document, rejecting all gives the old one.

use proptest::prelude::*;

use super::verdict::{Notes, decided, lines};
use super::{all, block, parse::parse, part, written};
use crate::doc::{
    Block, BlockKind, Doc, Origin, Row, RowKind, Side, TableRole, Text, mark, sample,
};
use crate::docx::xml::El;
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
        ["word/document.xml", "word/footnotes.xml"].map(|path| decided(&root(file, path), side));
    let mut out = Vec::new();
    lines(&body, &mut Notes::of(&notes), 0, &mut out);
    // Word wants a paragraph at the end, where a last table that comes or goes, or an empty document, leaves none.
    let shows = |line: &String| line != "TableGap [] " && line != "Normal [] ";
    out.truncate(out.iter().rposition(shows).map_or(0, |at| at + 1));
    for number in 1..=3 {
        let header = decided(&root(file, &format!("word/header{number}.xml")), side);
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

/// The body of a redline, an element a line.
fn body(both: &Doc) -> String {
    let xml = part(&holds(both), "word/document.xml").unwrap();
    let start = xml.find("<w:body>").unwrap();
    xml[start..]
        .replace("><w:p>", ">\n<w:p>")
        .replace("><w:tr>", ">\n<w:tr>")
        .replace("><w:ins", ">\n  <w:ins")
        .replace("><w:del ", ">\n  <w:del ")
        .replace("><w:move", ">\n  <w:move")
        .replace("><w:sectPr", ">\n  <w:sectPr")
}

#[test]
fn changes_are_words_own() {
    let row = |key: &str, words: &str| {
        let cell = |words: &str| crate::doc::Cell {
            content: vec![Text::plain(words, Origin::Template("a.md".into()))],
            colspan: 1,
            rowspan: 1,
            align: None,
            before: None,
        };
        Row::new(key, RowKind::Plain, vec![cell(words), cell("12")])
    };
    let column = crate::doc::Column {
        width: 1.0,
        align: crate::doc::Align::Left,
    };
    let table = |rows: Vec<Row>| {
        let table = crate::doc::Table {
            role: crate::doc::TableRole::Data,
            caption: Text::default(),
            columns: vec![column.clone(), column.clone()],
            header: vec![row("hoved", "Kvarter")],
            rows,
            row_headers: 0,
            replaces: None,
            was: None,
            source: None,
            notes: Vec::new(),
            wide: false,
            summary: None,
        };
        block("t", BlockKind::Table(table))
    };
    let moved = "Frivillige hjælper børn og unge med lektierne to gange om ugen.";
    let stays = "Bestyrelsen mødes fire gange om året og ser på planens tal.";
    let old = document(vec![
        dice::heading("a", 1, "Formål"),
        dice::paragraph("a.1", moved),
        dice::paragraph("a.2", "LBF giver 2.641.000 kr. til området i perioden."),
        dice::paragraph("a.3", stays),
        dice::paragraph("a.4", "Noget, som ikke gælder længere."),
        table(vec![row("m", "Munkebo"), row("s", "Skovparken")]),
        dice::heading("b", 2, "Parter"),
    ]);
    let new = document(vec![
        dice::heading("a", 1, "Formål"),
        dice::paragraph("a.2", "LBF giver 2.761.000 kr. til området i perioden."),
        dice::paragraph("a.3", stays),
        table(vec![row("m", "Munkebo"), row("x", "Fjordparken")]),
        dice::paragraph("a.1", moved),
        dice::heading("b", 1, "Parter"),
    ]);
    insta::assert_snapshot!(body(&redline(&old, &new, "Sekretariatet")));
}

#[test]
fn two_bodies_of_a_table_share_a_grid_below_one_caption() {
    let mut both = sample::redlined();
    both.blocks
        .retain(|block| matches!(&block.kind, BlockKind::Table(table) if table.replaces.is_some()));
    let file = holds(&both);
    let root = root(&file, "word/document.xml");
    let count = |name: &str| {
        let mut found = Vec::new();
        all(&root, name, &mut found);
        found.len()
    };
    assert_eq!((count("w:tbl"), count("w:tr")), (1, 4 + 6));
    // Two columns before and four now have one edge in common, that of the table.
    assert_eq!(count("w:gridCol"), 2 + 4 - 1);
    let reach = |row: &El| -> usize {
        let span = |cell: &El| {
            let own = cell.child("w:tcPr").and_then(|own| own.child("w:gridSpan"));
            own.map_or(1, |span| span.get("w:val").unwrap().parse().unwrap())
        };
        row.elements()
            .filter(|el| el.name == "w:tc")
            .map(span)
            .sum()
    };
    let mut rows = Vec::new();
    all(&root, "w:tr", &mut rows);
    assert!(rows.iter().all(|row| reach(row) == 5));
}

/// Who signs sees all who do: each row but the last stays on the page of the next one, in both versions.
#[test]
fn another_line_to_sign_on_may_be_the_last() {
    let is_place = |block: &Block| matches!(&block.kind, BlockKind::Table(table) if table.role == TableRole::Signatures);
    let new = document(
        sample::every_kind()
            .blocks
            .into_iter()
            .filter(is_place)
            .collect(),
    );
    let mut old = new.clone();
    let BlockKind::Table(table) = &mut old.blocks[0].kind else {
        unreachable!("only that is left");
    };
    assert!(table.rows.len() > 1);
    table.rows.pop();
    let both = redline(&old, &new, "Sekretariatet");
    let file = holds(&both);
    let kept = |file: &[u8], side| {
        let mut found = Vec::new();
        let root = decided(&root(file, "word/document.xml"), side);
        all(&root, "w:keepNext", &mut found);
        found.len()
    };
    for side in [Side::Old, Side::New] {
        let clean = written(&mark::keep(&both, side));
        assert_eq!(kept(&file, side), kept(&clean, side), "{side:?}");
    }
}

#[test]
fn the_watermark_of_a_draft_goes_when_the_draft_is_rejected() {
    let [old, new] = [false, true].map(|draft| {
        let mut doc = document(Vec::new());
        doc.meta.draft = draft;
        doc
    });
    let header = |old: &Doc, new: &Doc, side| {
        let file = written(&redline(old, new, "Sekretariatet"));
        let root = decided(&root(&file, "word/header1.xml"), side);
        let mut found = Vec::new();
        all(&root, "w:pict", &mut found);
        found.len()
    };
    assert_eq!(header(&old, &new, Side::New), 1);
    assert_eq!(header(&old, &new, Side::Old), 0);
    assert_eq!(header(&new, &new, Side::Old), 1);
    // Struck out, it would still say of a final version that it is a draft.
    assert_eq!(header(&new, &old, Side::Old), 0);
}

fn document(blocks: Vec<Block>) -> Doc {
    Doc {
        blocks,
        ..sample::every_kind()
    }
}

#[test]
fn settings_track_and_every_change_has_author_and_date() {
    let file = holds(&sample::redlined());
    assert!(
        part(&file, "word/settings.xml")
            .unwrap()
            .contains("<w:trackRevisions/>")
    );
    let clean = written(&sample::every_kind());
    assert!(
        !part(&clean, "word/settings.xml")
            .unwrap()
            .contains("trackRevisions")
    );
    let mut ids = Vec::new();
    for path in ["document", "footnotes", "header2", "header3"] {
        let root = root(&file, &format!("word/{path}.xml"));
        for name in ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange"] {
            let mut found = Vec::new();
            all(&root, name, &mut found);
            for el in found {
                assert_eq!(el.get("w:author"), Some("Fællessekretariatet"));
                assert!(el.get("w:date").unwrap().starts_with("2026-11-24T12:0"));
                ids.push(el.get("w:id").unwrap().to_owned());
            }
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
