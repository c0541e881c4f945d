mod ends;
mod heads;
mod material;
mod redlines;
mod room;

use typst::layout::{Frame, FrameItem};

use super::*;
use material::{every_kind, theme};

fn look<'a>(theme: &'a Theme, show: Show) -> Look<'a> {
    Look {
        theme,
        style: include_str!("../../templates/lbf-2019-26/style.typ"),
        marks: include_str!("../../templates/lbf-2019-26/marks.typ"),
        show,
    }
}

fn set(doc: &Doc) -> Layout {
    set_as(doc, Show::Marks)
}

fn set_as(doc: &Doc, show: Show) -> Layout {
    match layout(doc, &Outline::of(doc), &look(&theme(), show)) {
        Ok(layout) => layout,
        Err(error) => panic!("{error}"),
    }
}

/// The words that stand on each page, in the order they were set in.
fn words_by_page(layout: &Layout) -> Vec<String> {
    fn read(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => read(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let pages = layout.document.pages().iter();
    let pages = pages.map(|page| {
        let mut out = String::new();
        read(&page.frame, &mut out);
        out
    });
    pages.collect()
}

#[test]
fn every_kind_is_set_twice_the_same() {
    for (draft, attached) in [(false, true), (true, true), (false, false)] {
        let doc = every_kind(draft, attached);
        let first = set(&doc);
        assert_eq!(first.warnings(), [] as [String; 0]);
        assert!(first.pages() > 5);
        let bytes = first.pdf().unwrap_or_else(|error| panic!("{error}"));
        assert!(bytes.starts_with(b"%PDF"));
        forget();
        assert_eq!(set(&doc).pdf().as_ref(), Ok(&bytes));
    }
}

#[test]
fn pages_of_headings_tables_and_figures_are_known() {
    let pages = set(&every_kind(false, false)).page_of();
    let page = |id: &str| pages.get(&BlockId(id.to_owned())).copied();
    assert!(page("aftale") > Some(1));
    assert!(page("tabel-bred") > page("tabel-noegletal"));
    assert!(page("figur-kort") >= page("tabel-bred"));
    assert_eq!(page("tabel-uden"), None);
}

#[test]
fn a_fault_of_the_style_is_an_internal_error_with_its_line() {
    let doc = every_kind(false, false);
    let theme = theme();
    let broken = Look {
        style: "#let broken = missing-function()",
        ..look(&theme, Show::Marks)
    };
    let error = layout(&doc, &Outline::of(&doc), &broken).err();
    let error = error.expect("refused");
    assert_eq!(
        error.line.as_deref(),
        Some("#let broken = missing-function()")
    );
}
