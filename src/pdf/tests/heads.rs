//! A screen reader is told all heads of a cell, and none of another's.

use std::collections::BTreeMap;

use hayro_syntax::object::{Array, Dict, Name, Object, String as Words};

use super::*;
use crate::doc::*;

/// For each cell of all tables, the numbers of its heads; cells are numbered as they stand.
///
/// Read by another's library: so the file's table of objects is right, too.
fn told(layout: &Layout) -> Vec<Vec<usize>> {
    let file = layout.pdf().unwrap_or_else(|error| panic!("{error}"));
    let pdf = hayro_syntax::Pdf::new(std::sync::Arc::new(file)).unwrap();
    let objects = pdf.objects().into_iter();
    let elements = objects.filter_map(|object| match object {
        Object::Dict(element) => Some(element),
        _ => None,
    });
    let mut cells: Vec<Dict<'_>> = elements.filter(is_cell).collect();
    cells.sort_by_key(|cell| cell.obj_id().unwrap());
    let ids = cells.iter().enumerate().filter_map(|(number, cell)| {
        let id = cell.get::<Words<'_>>(b"ID".as_slice())?;
        Some((id.as_bytes().to_vec(), number))
    });
    let ids: BTreeMap<Vec<u8>, usize> = ids.collect();
    let named = |cell| heads(cell).iter().map(|id| ids[id]).collect();
    cells.iter().map(named).collect()
}

fn is_cell(element: &Dict<'_>) -> bool {
    let kind = element.get::<Name<'_>>(b"S".as_slice());
    element.contains_key(b"A".as_slice()) && matches!(kind.as_deref(), Some(b"TH" | b"TD"))
}

fn heads(element: &Dict<'_>) -> Vec<Vec<u8>> {
    let attributes = element.get::<Array<'_>>(b"A".as_slice()).unwrap();
    let mut found = attributes
        .iter::<Dict<'_>>()
        .filter_map(|one| one.get::<Array<'_>>(b"Headers".as_slice()));
    let heads = found.next().unwrap();
    let heads = heads.iter::<Words<'_>>();
    heads.map(|id| id.as_bytes().to_vec()).collect()
}

fn plain(text: &str) -> Text {
    Text::plain(text, Origin::Template("t".to_owned()))
}

fn row(kind: RowKind, cells: &[(&str, usize, usize)]) -> Row {
    let cells = cells.iter().map(|(text, colspan, rowspan)| Cell {
        content: vec![plain(text)],
        colspan: *colspan,
        rowspan: *rowspan,
        align: None,
        before: None,
    });
    Row::new("", kind, cells.collect())
}

#[test]
fn a_cell_names_its_column_its_rows_and_its_group() {
    let plain_row = |cells: &[(&str, usize, usize)]| row(RowKind::Plain, cells);
    let column = Column {
        width: 1.0,
        align: Align::Left,
    };
    let table = Table {
        role: TableRole::Data,
        caption: Text::default(),
        columns: vec![column; 4],
        header: vec![
            plain_row(&[("by", 1, 2), ("sted", 1, 2), ("antal", 2, 1)]),
            plain_row(&[("før", 1, 1), ("nu", 1, 1)]),
        ],
        rows: vec![
            row(RowKind::Group, &[("gruppe", 4, 1)]),
            plain_row(&[("nord", 1, 2), ("park", 1, 1), ("a", 1, 1), ("b", 1, 1)]),
            plain_row(&[("torv", 1, 1), ("c", 1, 1), ("d", 1, 1)]),
            row(RowKind::Total, &[("i alt", 2, 1), ("e", 1, 1), ("f", 1, 1)]),
        ],
        row_headers: 2,
        replaces: None,
        was: None,
        source: None,
        notes: Vec::new(),
        wide: false,
        summary: None,
    };
    let origin = Origin::Template("t".to_owned());
    let mut doc = every_kind(false, false);
    let id = BlockId("t".to_owned());
    doc.blocks = vec![Block::new(id, origin, BlockKind::Table(table))];
    let told = told(&set(&doc));
    let words = [
        "by", "sted", "antal", "før", "nu", "gruppe", "nord", "park", "a", "b", "torv", "c", "d",
        "i alt", "e", "f",
    ];
    assert_eq!(told.len(), words.len());
    let heads = |word: &str| {
        let at = words.iter().position(|one| *one == word).unwrap();
        let heads = told[at].iter().map(|number| words[*number]);
        heads.collect::<Vec<_>>()
    };
    assert_eq!(heads("a"), ["antal", "før", "gruppe", "nord", "park"]);
    assert_eq!(heads("d"), ["antal", "nu", "gruppe", "nord", "torv"]);
    assert_eq!(heads("f"), ["antal", "nu", "i alt"]);
    assert_eq!(heads("torv"), ["gruppe", "nord"]);
    assert_eq!(heads("nu"), ["antal"]);
    assert!(heads("gruppe").is_empty());
}

#[test]
fn every_table_of_the_samples_is_told_by_the_tree() {
    for draft in [false, true] {
        let layout = set(&every_kind(draft, false));
        let file = typst_pdf::pdf(&layout.document, &PdfOptions::default()).unwrap();
        let objects = crate::pdf::heads::tables(&file);
        assert_eq!(objects, Some(layout.tables.len()));
    }
}
