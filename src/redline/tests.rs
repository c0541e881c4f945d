//! The laws, over random documents and random edits, and what a reader sees of single edits.

pub(crate) mod dice;
mod short;

use proptest::prelude::*;

use crate::doc::{
    Block, BlockId, BlockKind, Doc, Inline, Mark, Origin, Text, dump, mark, sample, walk,
};

use super::{is_marked, redline};
use dice::Dice;

/// What both versions say and how it is built, without where it came from: ids of paragraphs count through a field, and
/// looks of what stands in both are those of the new version.
fn bare(doc: &Doc) -> String {
    let mut doc = doc.clone();
    doc.attachment = None;
    doc.blocks.iter_mut().for_each(bare_block);
    dump::dump(&doc)
}

fn bare_block(block: &mut Block) {
    block.id = BlockId(String::new());
    block.origin = Origin::Template(String::new());
    block.remarks.clear();
    match &mut block.kind {
        BlockKind::Table(table) => {
            table.summary = None;
            table.wide = false;
            let columns = table.columns.iter_mut();
            columns.for_each(|column| column.width = 1.0);
            let rows = table.header.iter_mut().chain(&mut table.rows);
            rows.for_each(|row| row.key.clear());
        }
        BlockKind::Figure(figure) => figure.alt.clear(),
        BlockKind::Contents { title, .. } | BlockKind::ListOf { title, .. } => title.clear(),
        _ => {}
    }
    walk::texts_mut(block).into_iter().for_each(bare_text);
    walk::inner_mut(block).into_iter().for_each(bare_block);
}

fn bare_text(text: &mut Text) {
    text.field = None;
    text.inlines = bare_inlines(std::mem::take(&mut text.inlines));
}

fn bare_inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for mut inline in inlines {
        match &mut inline {
            Inline::Words { origin, .. } => *origin = Origin::Template(String::new()),
            Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                *content = bare_inlines(std::mem::take(content));
            }
            Inline::Note { id: _, content } => bare_text(content),
            Inline::Ref { .. } | Inline::Break => {}
        }
        mark::push(&mut out, inline);
    }
    out
}

/// Both laws, and that the ids of the new version are where they were.
fn holds(old: &Doc, new: &Doc) -> Result<Doc, TestCaseError> {
    let both = redline(old, new, "Sekretariatet");
    let (accepted, rejected) = (mark::accept(&both), mark::reject(&both));
    prop_assert_eq!(bare(&accepted), bare(new));
    prop_assert_eq!(bare(&rejected), bare(old));
    let ids = |doc: &Doc| -> Vec<BlockId> {
        walk::blocks(&doc.blocks)
            .iter()
            .map(|block| block.id.clone())
            .collect()
    };
    prop_assert_eq!(ids(&accepted), ids(new));
    Ok(both)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn accepting_gives_the_new_document_and_rejecting_the_old_one(
        make in prop::collection::vec(any::<u16>(), 0..400),
        change in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        let old = dice::document(&mut Dice::new(make));
        let new = dice::edited(&old, &mut Dice::new(change));
        holds(&old, &new)?;
        holds(&new, &old)?;
    }

    #[test]
    fn documents_that_have_nothing_to_do_with_each_other_obey_the_laws(
        one in prop::collection::vec(any::<u16>(), 0..200),
        other in prop::collection::vec(any::<u16>(), 0..200),
    ) {
        holds(&dice::document(&mut Dice::new(one)), &dice::document(&mut Dice::new(other)))?;
    }

    #[test]
    fn a_document_against_itself_has_no_marks(make in prop::collection::vec(any::<u16>(), 0..400)) {
        let doc = dice::document(&mut Dice::new(make));
        let both = holds(&doc, &doc)?;
        prop_assert!(!is_marked(&both));
    }
}

#[test]
fn the_samples_obey_the_laws() {
    for (old, new) in [
        (sample::every_kind(), sample::every_kind()),
        (sample::every_kind(), sample::hostile()),
        (sample::hostile(), sample::every_kind()),
    ] {
        let both = holds(&old, &new).unwrap();
        assert_eq!(is_marked(&both), old != new);
    }
}

/// The marks of a document, one line each: sign and words.
fn marks(doc: &Doc) -> Vec<String> {
    let outline = crate::doc::outline::Outline::of(doc);
    let changes = crate::doc::skeleton::skeleton(doc, &outline).changes;
    let line = |change: crate::doc::skeleton::Change| {
        let sign = match (change.moved, change.old) {
            (false, true) => "-",
            (false, false) => "+",
            (true, true) => "<",
            (true, false) => ">",
        };
        format!("{sign} {}", change.text)
    };
    changes.into_iter().map(line).collect()
}

fn document(blocks: Vec<Block>) -> Doc {
    Doc {
        blocks,
        ..sample::every_kind()
    }
}

#[test]
fn a_new_section_first_marks_itself_only() {
    let old = document(vec![
        dice::heading("a", 1, "Formål"),
        dice::paragraph("a.1", "Planen skal løfte de fire kvarterer."),
        dice::heading("b", 1, "Organisering"),
        dice::paragraph("b.1", "Bestyrelsen mødes fire gange om året."),
    ]);
    let mut blocks = vec![
        dice::heading("ny", 1, "Indledning"),
        dice::paragraph("ny.1", "Her begynder det hele."),
    ];
    blocks.extend(old.blocks.clone());
    let both = redline(&old, &document(blocks), "Sekretariatet");
    assert_eq!(marks(&both), ["+ Indledning", "+ Her begynder det hele."]);
}

#[test]
fn a_changed_figure_marks_the_figure_only() {
    let old = document(vec![dice::paragraph(
        "a.1",
        "LBF giver 2.641.000 kr. til området i perioden.",
    )]);
    let new = document(vec![dice::paragraph(
        "a.1",
        "LBF giver 2.761.000 kr. til området i perioden.",
    )]);
    let both = redline(&old, &new, "Sekretariatet");
    assert_eq!(marks(&both), ["- 2.641.000", "+ 2.761.000"]);
}

#[test]
fn a_paragraph_put_in_first_marks_no_other() {
    let old = document(vec![
        dice::paragraph("a.1", "Det første afsnit om unge og fritidsjob."),
        dice::paragraph("a.2", "Det andet afsnit om voksne og beskæftigelse."),
    ]);
    let new = document(vec![
        dice::paragraph("a.1", "Noget helt nyt står her i dag."),
        dice::paragraph("a.2", "Det første afsnit om unge og fritidsjob."),
        dice::paragraph("a.3", "Det andet afsnit om voksne og beskæftigelse."),
    ]);
    let both = redline(&old, &new, "Sekretariatet");
    assert_eq!(marks(&both), ["+ Noget helt nyt står her i dag."]);
}

#[test]
fn a_section_that_changed_places_is_moved() {
    let section = |id: &str, title: &str, words: &str| {
        vec![
            dice::heading(id, 1, title),
            dice::paragraph(&format!("{id}.1"), words),
        ]
    };
    let a = section(
        "a",
        "Fritidsjob",
        "Unge på 13-17 år får hjælp til at finde et fritidsjob.",
    );
    let b = section(
        "b",
        "Lektiecafé",
        "Frivillige hjælper børn og unge med lektierne to gange om ugen.",
    );
    let c = section(
        "c",
        "Mentorer",
        "Hver ung får en mentor, der følger den unge i to år.",
    );
    let old = document([a.clone(), b.clone(), c.clone()].concat());
    let new = document([b, c, a].concat());
    let both = holds(&old, &new).unwrap();
    let moved = "Unge på 13-17 år får hjælp til at finde et fritidsjob.";
    assert_eq!(
        marks(&both),
        [
            "< Fritidsjob",
            &format!("< {moved}"),
            "> Fritidsjob",
            &format!("> {moved}")
        ]
    );
    assert!(both.blocks.iter().all(|block| block.mark != Mark::Del));
}

/// A table of plain cells, the first row its head.
fn table(id: &str, rows: &[&[&str]]) -> Block {
    let cell = |words: &&str| crate::doc::Cell {
        content: vec![Text::plain(*words, Origin::Template("a.md".into()))],
        colspan: 1,
        rowspan: 1,
        align: None,
        before: None,
    };
    let row = |row: &&[&str]| {
        let cells = row.iter().map(cell).collect();
        crate::doc::Row::new(row[0], crate::doc::RowKind::Plain, cells)
    };
    let mut rows: Vec<crate::doc::Row> = rows.iter().map(row).collect();
    let header = vec![rows.remove(0)];
    let column = crate::doc::Column {
        width: 1.0,
        align: crate::doc::Align::Left,
    };
    let table = crate::doc::Table {
        role: crate::doc::TableRole::Data,
        caption: Text::plain("Boliger i kvarteret", Origin::Template("a.md".into())),
        columns: vec![column; header[0].cells.len()],
        header,
        rows,
        row_headers: 0,
        replaces: None,
        was: None,
        source: Some(Text::plain("Kommunen", Origin::Template("a.md".into()))),
        notes: Vec::new(),
        wide: false,
        summary: None,
    };
    Block::new(
        BlockId(id.into()),
        Origin::Template("a.md".into()),
        BlockKind::Table(table),
    )
}

#[test]
fn a_column_put_in_marks_the_rows_and_neither_caption_nor_source() {
    let old = document(vec![table(
        "t",
        &[&["Kvarter", "2020"], &["Munkebo", "12"]],
    )]);
    let new = document(vec![table(
        "t",
        &[&["Kvarter", "2019", "2020"], &["Munkebo", "11", "12"]],
    )]);
    let both = holds(&old, &new).unwrap();
    assert_eq!(
        marks(&both),
        [
            "- Kvarter",
            "- 2020",
            "- Munkebo",
            "- 12",
            "+ Kvarter",
            "+ 2019",
            "+ 2020",
            "+ Munkebo",
            "+ 11",
            "+ 12"
        ]
    );
    holds(&new, &old).unwrap();
}

#[test]
fn a_table_that_comes_to_lie_down_is_exchanged_whole() {
    let old = document(vec![table(
        "t",
        &[&["Kvarter", "2020"], &["Munkebo", "12"]],
    )]);
    let mut wide = table(
        "t",
        &[&["Kvarter", "2019", "2020"], &["Munkebo", "11", "12"]],
    );
    if let BlockKind::Table(table) = &mut wide.kind {
        table.wide = true;
    }
    let both = holds(&old, &document(vec![wide])).unwrap();
    let marks: Vec<Mark> = both.blocks.iter().map(|block| block.mark).collect();
    assert_eq!(marks, [Mark::Del, Mark::Ins]);
}

#[test]
fn an_item_that_changed_its_place_in_a_list_is_moved() {
    let list = |items: &[&str]| {
        let item = |words: &&str| crate::doc::Item::of(vec![dice::paragraph("i", words)]);
        let list = crate::doc::List {
            ordered: false,
            items: items.iter().map(item).collect(),
        };
        Block::new(
            BlockId("l".into()),
            Origin::Template("a.md".into()),
            BlockKind::List(list),
        )
    };
    let old = document(vec![list(&["Politi", "Skoler", "Naboer", "Biblioteker"])]);
    let new = document(vec![list(&["Skoler", "Naboer", "Biblioteker", "Politi"])]);
    let both = holds(&old, &new).unwrap();
    assert_eq!(marks(&both), ["< Politi", "> Politi"]);
}
