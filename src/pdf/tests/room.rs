//! Every word finds room, however high rows, heads and merged cells are.

use proptest::prelude::*;
use typst::layout::{Frame, FrameItem};

use super::*;
use crate::doc::*;

pub(super) fn words(text: &str, count: usize) -> Text {
    let all: Vec<String> = (0..count).map(|at| format!("{text}{at}")).collect();
    Text::plain(all.join(" "), Origin::Template("t".to_owned()))
}

pub(super) fn cell(words: Text, colspan: usize, rowspan: usize) -> Cell {
    Cell {
        content: vec![words],
        colspan,
        rowspan,
        align: None,
        before: None,
    }
}

pub(super) fn table(columns: usize, header: Vec<Row>, rows: Vec<Row>) -> Table {
    let column = Column {
        width: 1.0,
        align: Align::Left,
    };
    Table {
        role: TableRole::Data,
        caption: words("titel", 3),
        columns: vec![column; columns],
        header,
        rows,
        row_headers: 1,
        replaces: None,
        was: None,
        source: Some(words("kilde", 3)),
        notes: Vec::new(),
        wide: false,
        summary: None,
    }
}

pub(super) fn head(columns: usize, count: usize) -> Vec<Row> {
    let cells = (0..columns).map(|at| cell(words(&format!("hoved{at}x"), count), 1, 1));
    vec![Row::new("hoved", RowKind::Plain, cells.collect())]
}

pub(super) fn document(table: Table, draft: bool) -> Doc {
    let block = |id: &str, kind| {
        let origin = Origin::Template("t".to_owned());
        Block::new(BlockId(id.to_owned()), origin, kind)
    };
    let mut doc = every_kind(draft, false);
    doc.blocks = vec![
        block("foer", BlockKind::Paragraph(words("foer", 90))),
        block("tabel", BlockKind::Table(table)),
        block("efter", BlockKind::Paragraph(words("efter", 9))),
    ];
    doc
}

/// Sets and writes a table; every word must stand on its pages.
fn holds_every_word(table: Table) {
    let layout = set(&document(table, false));
    layout.pdf().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_merged_cell_may_be_taller_than_a_page() {
    for (reach, count) in [(45, 1), (3, 750), (12, 400)] {
        let first = cell(words("flettet", count), 1, reach);
        let mut rows = vec![Row::new(
            "r",
            RowKind::Plain,
            vec![first, cell(words("a", 3), 1, 1)],
        )];
        rows.extend((1..reach).map(|at| {
            let cells = vec![cell(words(&format!("r{at}x"), 3), 1, 1)];
            Row::new(at.to_string(), RowKind::Plain, cells)
        }));
        holds_every_word(table(2, head(2, 1), rows));
    }
}

#[test]
fn a_head_and_a_row_may_be_taller_than_a_page() {
    let rows = |count| {
        let cells = vec![cell(words("a", count), 1, 1), cell(words("b", 9), 1, 1)];
        vec![Row::new("r", RowKind::Total, cells)]
    };
    holds_every_word(table(2, head(2, 500), rows(9)));
    holds_every_word(table(2, head(2, 3), rows(900)));
    let group = Row::new("g", RowKind::Group, vec![cell(words("gruppe", 1500), 2, 1)]);
    holds_every_word(table(2, head(2, 3), [vec![group], rows(9)].concat()));
}

#[test]
fn words_that_stand_on_no_page_are_told_with_their_block() {
    let rows = |count| {
        vec![Row::new(
            "r",
            RowKind::Plain,
            vec![cell(words("ord", count), 1, 1)],
        )]
    };
    let layout = set(&document(table(1, head(1, 1), rows(5)), false));
    let longer = document(table(1, head(1, 1), rows(9)), false);
    let blocks = longer.blocks.iter().map(|block| (block, Show::Marks));
    let lost = words::lost(blocks, &layout.document, &theme()).unwrap();
    assert_eq!(lost.block.as_str(), "tabel");
    assert_eq!(lost.words, ["ord5", "ord6", "ord7", "ord8"]);
}

/// Rows of cells that reach to the right and down, as they fall.
fn any_rows(columns: usize) -> impl Strategy<Value = Vec<Row>> {
    let count = prop_oneof![4 => 0..6_usize, 2 => 20..60_usize, 1 => 200..500_usize];
    let one = (
        1..=3_usize,
        prop_oneof![4 => Just(1), 1 => 2..9_usize],
        count,
    );
    let kind = prop_oneof![
        6 => Just(RowKind::Plain),
        1 => Just(RowKind::Group),
        1 => Just(RowKind::Total)
    ];
    let row = (kind, proptest::collection::vec(one, columns));
    proptest::collection::vec(row, 1..14).prop_map(move |rows| laid(columns, rows))
}

type Drawn = (RowKind, Vec<(usize, usize, usize)>);

fn laid(columns: usize, drawn: Vec<Drawn>) -> Vec<Row> {
    let mut free = vec![0; columns];
    let height = drawn.len();
    let rows = drawn.into_iter().enumerate();
    let rows = rows.map(|(at, (kind, drawn))| {
        let mut cells = Vec::new();
        let mut column = 0;
        for (number, (colspan, rowspan, count)) in drawn.into_iter().enumerate() {
            while free.get(column).is_some_and(|until| *until > at) {
                column += 1;
            }
            let room = free.iter().skip(column).take_while(|until| **until <= at);
            let colspan = colspan.min(room.count());
            if colspan == 0 {
                break;
            }
            let rowspan = rowspan.min(height - at);
            free[column..column + colspan].fill(at + rowspan);
            column += colspan;
            cells.push(cell(
                words(&format!("r{at}c{number}x"), count),
                colspan,
                rowspan,
            ));
        }
        Row::new(at.to_string(), kind, cells)
    });
    rows.collect()
}

proptest! {
    // A longer search: PROPTEST_CASES=20000.
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(12),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_table_is_set_whole_and_written(
        (columns, rows) in (1..6_usize).prop_flat_map(|columns| (Just(columns), any_rows(columns))),
        heads in prop_oneof![4 => 1..4_usize, 1 => 100..400_usize],
        wide: bool,
        draft: bool,
    ) {
        let table = Table { wide, ..table(columns, head(columns, heads), rows) };
        let layout = set(&document(table, draft));
        prop_assert!(layout.pdf().is_ok());
    }
}

/// Typst sets pages without end for a head that is repeated and leaves no room for the rows: words that a redline strikes
/// take as much of it as others.
#[test]
fn a_high_head_is_not_repeated_though_its_words_are_gone() {
    let repeats = |mark: fn(Text) -> Text, count: usize| {
        let mut head = head(4, count);
        for cell in &mut head[0].cells {
            cell.content = cell.content.drain(..).map(mark).collect();
        }
        let rows = vec![Row::new(
            "r",
            RowKind::Plain,
            vec![cell(words("c", 1), 4, 1)],
        )];
        set(&redlines::revised(document(table(4, head, rows), false)))
            .typst_source()
            .contains("table.header(hc(")
    };
    let gone = |text: Text| Text {
        inlines: vec![Inline::Marked {
            mark: Mark::Del,
            content: text.inlines.clone(),
        }],
        ..text
    };
    assert!(repeats(|text| text, 3) && repeats(gone, 3));
    assert!(!repeats(|text| text, 150) && !repeats(gone, 150));
}

/// Whoever copies a word from the page gets the word, whether or not it was parted.
#[test]
fn a_word_that_is_parted_is_told_whole() {
    let mut narrow = table(12, Vec::new(), Vec::new());
    let texts = ["procentpoint", "boligselskabet", "a.bolig2022b@kommune.dk"];
    let texts = texts.iter().cycle().take(12);
    let cells = texts.map(|text| cell(Text::plain(*text, Origin::Template("t".to_owned())), 1, 1));
    narrow.rows = vec![Row::new("r", RowKind::Plain, cells.collect())];
    let layout = set(&document(narrow, false));
    fn words(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => words(&group.frame, out),
                FrameItem::Text(text) => {
                    let glyphs = text.glyphs.iter().map(|glyph| glyph.range());
                    // Each glyph is told as the text that it stands for.
                    let told: Vec<&str> = glyphs.map(|range| &text.text[range]).collect();
                    assert_eq!(told.concat(), text.text);
                    out.push_str(&text.text);
                }
                _ => {}
            }
        }
    }
    let told = |document: &PagedDocument| {
        let mut out = String::new();
        document
            .pages()
            .iter()
            .for_each(|page| words(&page.frame, &mut out));
        out
    };
    assert!(told(&layout.document).contains("bolig\u{ad}\u{ad}s"));
    let bare = unseen::without(&layout.document).map(|document| told(&document));
    let bare = bare.unwrap_or_default();
    assert!(bare.contains("bolig\u{ad}s"), "{bare}");
    assert!(bare.contains("a.bolig2022b@kommune.dk"), "{bare}");
    assert!(!bare.contains("\u{ad}\u{ad}"), "{bare}");
}
