//! The end of a table is not parted: no source stands without a row, no sum without a row that it sums up.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};

use super::room::{cell, document, head, table, words};
use super::*;
use crate::doc::{Row, RowKind};

/// Rows of two cells, by their kinds; the words of each begin with the name of its kind.
fn rows(kinds: &[RowKind]) -> Vec<Row> {
    let rows = kinds.iter().enumerate().map(|(at, kind)| {
        let name = match kind {
            RowKind::Plain => "navn",
            RowKind::Group => "gruppe",
            RowKind::Total => "sum",
        };
        let cells = match kind {
            RowKind::Group => vec![cell(words(&format!("{name}{at}x"), 1), 2, 1)],
            RowKind::Plain | RowKind::Total => ["", "tal"]
                .map(|of| cell(words(&format!("{name}{of}{at}x"), 1), 1, 1))
                .to_vec(),
        };
        Row::new(at.to_string(), *kind, cells)
    });
    rows.collect()
}

/// The document in a pack, after a title.
fn in_pack(doc: &Doc) -> Layout {
    let (theme, outline) = (theme(), Outline::of(doc));
    let look = look(&theme, Show::Marks);
    let part = |id: &str, opening| Part {
        id: BlockId(id.to_owned()),
        opening,
        stamp: String::new(),
        content: Content::Doc {
            doc,
            outline: &outline,
            look,
        },
    };
    let packed = Bundle {
        meta: &doc.meta,
        terms: &doc.terms,
        look,
        warning: "",
        parts: vec![
            part("et", Opening::Title("Et".to_owned())),
            part("to", Opening::Title("To".to_owned())),
        ],
        contents: BTreeMap::new(),
    };
    bundle(&packed).unwrap_or_else(|error| panic!("{error}"))
}

/// Sets tables with more and more rows above the end, until some are parted just before it, and hands on their pages.
fn each_height(end: &[RowKind], source: bool, wide: bool, see: impl Fn(&str)) {
    for above in 18..48 {
        let kinds = [&vec![RowKind::Plain; above], end].concat();
        let mut table = table(2, head(2, 1), rows(&kinds));
        table.wide = wide;
        table.source = table.source.filter(|_| source);
        let doc = document(table, false);
        let layouts = match above % 3 {
            0 => vec![set(&doc), in_pack(&doc)],
            _ => vec![set(&doc)],
        };
        for layout in layouts {
            assert_eq!(layout.warnings(), [] as [String; 0]);
            assert!(layout.pdf().is_ok());
            words_by_page(&layout).iter().for_each(|page| see(page));
        }
    }
}

#[test]
fn a_source_never_stands_on_a_page_without_a_row_of_its_table() {
    for wide in [false, true] {
        each_height(&[RowKind::Plain], true, wide, |page| {
            assert!(!page.contains("kilde0") || page.contains("navn"), "{page}");
        });
    }
}

#[test]
fn a_sum_never_stands_on_a_page_without_a_row_that_it_sums_up() {
    for source in [false, true] {
        let end = [RowKind::Total, RowKind::Total];
        each_height(&end, source, false, |page| {
            assert!(
                !page.contains("sumtal") || page.contains("navntal"),
                "{page}"
            );
            assert!(
                !page.contains("kilde0") || page.contains("navntal"),
                "{page}"
            );
        });
    }
}

#[test]
fn the_last_row_of_a_group_goes_with_its_head() {
    let end = [RowKind::Group, RowKind::Plain];
    each_height(&end, true, false, |page| {
        assert_eq!(page.contains("gruppe"), page.contains("kilde0"), "{page}");
    });
}

/// Pages end where they must and not before: no row is higher than its words, whatever was parted.
#[test]
fn a_table_that_was_parted_has_no_gap() {
    let mut parted = 0;
    for above in 18..48 {
        let kinds = [&vec![RowKind::Plain; above][..], &[RowKind::Total]].concat();
        let doc = document(table(2, head(2, 1), rows(&kinds)), false);
        let layout = set(&doc);
        parted += usize::from(layout.typst_source().contains("row-gutter"));
        for page in layout.document.pages() {
            let mut lines = Vec::new();
            heights(&page.frame, 0.0, &mut lines);
            let steps = lines.windows(2).map(|two| two[1] - two[0]);
            let steps: Vec<f64> = steps.filter(|step| *step > 0.1).collect();
            let (least, most) = steps
                .iter()
                .fold((f64::MAX, 0.0_f64), |(least, most), step| {
                    (least.min(*step), most.max(*step))
                });
            assert!(lines.is_empty() || most - least < 0.1, "{above}: {steps:?}");
        }
    }
    assert!(parted > 0, "no table was parted");
}

/// How far down the words of rows stand.
fn heights(frame: &Frame, top: f64, out: &mut Vec<f64>) {
    for (place, item) in frame.items() {
        let here = top + place.y.to_pt();
        match item {
            FrameItem::Group(group) => heights(&group.frame, here, out),
            FrameItem::Text(text) if text.text.contains("navn") || text.text.contains("sum") => {
                out.push(here);
            }
            _ => {}
        }
    }
}
