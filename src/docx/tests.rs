//! The whole way from a small document to the file, read back part by part.

pub mod parse;
mod redline;
mod verdict;

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use self::parse::parse;
use super::xml::El;
use super::{Keys, pictures, write};
use crate::doc::outline::Outline;
use crate::doc::{
    Align, Block, BlockId, BlockKind, Cell, Column, Doc, Field, FieldKey, Heading, Inline, Item,
    List, Mark, Meta, Numbering, Origin, Row, RowKind, Style, Table, TableRole, Terms, Text,
};
use crate::theme::Theme;

fn key(path: &str) -> FieldKey {
    FieldKey {
        file: "plan.toml".into(),
        path: path.into(),
    }
}

fn words(text: &str, path: &str) -> Inline {
    Inline::Words {
        text: text.into(),
        style: Style::default(),
        origin: Origin::Plan(key(path)),
    }
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block {
        id: BlockId(id.into()),
        origin: Origin::Template("a.md".into()),
        remarks: vec!["Husk <det>".into()],
        mark: Mark::Keep,
        kind,
    }
}

/// A heading and two paragraphs of the same field, with a value inside and a note.
fn small(draft: bool) -> Doc {
    let terms: toml::Table =
        toml::from_str(include_str!("../../templates/lbf-2019-26/terms.toml")).unwrap();
    let terms: Terms = terms["dokument"].clone().try_into().unwrap();
    let text = |note: &str| {
        Text::of(
            Some(Field {
                key: key("prosa"),
                part: 1,
            }),
            vec![
                words("a & <w:p> ", "prosa"),
                words("12", "tal"),
                Inline::Note {
                    id: note.into(),
                    content: Text::plain("note", Origin::Template("a.md".into())),
                },
                Inline::Ref {
                    target: BlockId("h".into()),
                    label: "afsnit".into(),
                },
            ],
        )
    };
    let heading = Heading {
        level: 1,
        numbering: Numbering::Decimal,
        text: Text::plain("Formål", Origin::Template("a.md".into())),
        listed: true,
    };
    let meta = Meta {
        title: "T".into(),
        short_title: "T".into(),
        stem: "t".into(),
        version: "1.0".into(),
        status: "S".into(),
        draft,
        date: time::Date::from_calendar_date(2026, time::Month::November, 24).unwrap(),
        date_text: "24. november 2026".into(),
        lang: "da-DK".into(),
        author: "F".into(),
        subject: String::new(),
        keywords: Vec::new(),
    };
    let blocks = vec![
        block("h", BlockKind::Heading(heading)),
        block("p1", BlockKind::Paragraph(text("n1"))),
        block("p2", BlockKind::Paragraph(text("n2"))),
    ];
    Doc {
        meta,
        terms,
        blocks,
        attachment: None,
        revision: None,
    }
}

fn written(doc: &Doc) -> Vec<u8> {
    let theme: Theme =
        toml::from_str(include_str!("../../templates/lbf-2019-26/theme.toml")).unwrap();
    write(
        doc,
        &Outline::of(doc),
        &theme,
        &BTreeMap::new(),
        3,
        Keys::Told,
        pictures(doc, &theme).unwrap(),
    )
    .unwrap()
}

fn part(file: &[u8], path: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = String::new();
    zip.by_name(path).ok()?.read_to_string(&mut out).unwrap();
    Some(out)
}

fn all<'e>(el: &'e El, name: &str, out: &mut Vec<&'e El>) {
    if el.name == name {
        out.push(el);
    }
    el.elements().for_each(|kid| all(kid, name, out));
}

fn values(file: &[u8], path: &str, element: &str, attribute: &str) -> Vec<String> {
    let root = parse(&part(file, path).unwrap()).unwrap();
    let mut found = Vec::new();
    all(&root, element, &mut found);
    found
        .iter()
        .filter_map(|el| el.get(attribute))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_was_written_before() {
    let first = written(&small(false));
    written(&small(true));
    assert!(written(&small(false)) == first);
}

#[test]
fn every_field_has_a_tag_a_bookmark_and_a_key() {
    let file = written(&small(false));
    let tags = values(&file, "word/document.xml", "w:tag", "w:val");
    assert_eq!(tags.len(), 4);
    assert_eq!((&tags[0], &tags[1]), (&tags[2], &tags[3]));
    assert!(tags.iter().all(|tag| tag.len() <= 64));
    let names = values(&file, "word/document.xml", "w:bookmarkStart", "w:name");
    let mut unique = names.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), names.len());
    for tag in &tags {
        assert!(names.contains(&format!("_{tag}")), "{tag}");
    }
    let mut keys = values(&file, "customXml/item1.xml", "field", "tag");
    keys.retain(|key| !tags.contains(key));
    assert!(keys.is_empty());
    assert_eq!(
        values(&file, "customXml/item1.xml", "field", "part"),
        ["0", "1"].map(str::to_owned)
    );
}

/// A list of two items, with another in the first and so on, down to this depth.
fn nested(ordered: bool, depth: usize) -> Block {
    let text = |words: &str| {
        let text = Text::plain(words, Origin::Template("t".to_owned()));
        block(&format!("{words}{depth}"), BlockKind::Paragraph(text))
    };
    let mut first = vec![text("a"), text("b")];
    first.extend((depth > 0).then(|| nested(ordered, depth - 1)));
    let items = [first, vec![text("c")]];
    let items = items.map(|blocks| Item {
        blocks,
        mark: Mark::Keep,
    });
    let list = List {
        ordered,
        items: items.to_vec(),
    };
    block(&format!("liste{depth}"), BlockKind::List(list))
}

/// Lists that lie deeper than Word's styles go have levels of their own: on one level, the outer list would be counted on from
/// the inner one. What lies deeper than Word's nine levels goes on in another numbering, further to the right.
#[test]
fn every_list_in_a_list_has_a_level_of_its_own() {
    for (ordered, depth) in [(true, 3), (true, 7), (false, 7), (true, 11), (false, 11)] {
        let mut doc = small(false);
        doc.blocks = vec![nested(ordered, depth)];
        let file = written(&doc);
        let [levels, numbers] =
            ["w:ilvl", "w:numId"].map(|name| values(&file, "word/document.xml", name, "w:val"));
        let places: HashSet<_> = levels.iter().zip(&numbers).collect();
        // Bullets have theirs by their style, as far as styles go.
        let styled = if ordered { 0 } else { 5 };
        assert_eq!(places.len(), depth + 1 - styled, "{places:?}");
        assert_eq!(levels.len(), 2 * places.len());
        let indents = values(&file, "word/numbering.xml", "w:ind", "w:left");
        let deepest = (360 * (depth + 1)).to_string();
        assert!(indents.contains(&deepest), "{indents:?}");
    }
}

/// Which rows of a table stay with what comes next, as letters: `s` stays.
fn staying(rows: &[RowKind], source: bool) -> String {
    let text = |words: &str| Text::plain(words, Origin::Template("t".to_owned()));
    let row = |kind: &RowKind| {
        let cell = Cell {
            content: vec![text("celle")],
            colspan: 1,
            rowspan: 1,
            align: None,
            before: None,
        };
        Row::new("r", *kind, vec![cell])
    };
    let table = Table {
        role: TableRole::Data,
        caption: Text::default(),
        columns: vec![Column {
            width: 1.0,
            align: Align::Left,
        }],
        header: Vec::new(),
        rows: rows.iter().map(row).collect(),
        row_headers: 0,
        replaces: None,
        was: None,
        source: source.then(|| text("kilden")),
        notes: Vec::new(),
        wide: false,
        summary: None,
    };
    let mut doc = small(false);
    doc.blocks = vec![block("tabel", BlockKind::Table(table))];
    let file = written(&doc);
    let words = part(&file, "word/document.xml").unwrap();
    let rows = words.split("<w:tr>").skip(1);
    let rows = rows.map(|row| row.split("</w:tr>").next().unwrap());
    let stays = rows.map(|row| {
        if row.contains("<w:keepNext/>") {
            's'
        } else {
            '-'
        }
    });
    stays.collect()
}

#[test]
fn the_end_of_a_table_stays_with_what_stands_below_it() {
    use RowKind::{Group, Plain, Total};
    assert_eq!(staying(&[Plain, Plain, Plain], false), "---");
    assert_eq!(staying(&[Plain, Plain, Plain], true), "--s");
    assert_eq!(staying(&[Plain, Plain, Total], false), "-s-");
    assert_eq!(staying(&[Plain, Group, Plain, Total], true), "-sss");
}

#[test]
fn notes_count_from_one_and_remarks_stay_on_drafts() {
    let (final_one, draft) = (written(&small(false)), written(&small(true)));
    let notes = values(&draft, "word/document.xml", "w:footnoteReference", "w:id");
    assert_eq!(notes, ["1", "2"]);
    assert_eq!(
        values(&draft, "word/footnotes.xml", "w:footnote", "w:id"),
        ["-1", "0", "1", "2"]
    );
    assert!(part(&final_one, "word/comments.xml").is_none());
    assert_eq!(
        values(&draft, "word/comments.xml", "w:comment", "w:id"),
        ["0", "1", "2"]
    );
    assert!(
        part(&draft, "word/document.xml")
            .unwrap()
            .contains("a &amp; &lt;w:p&gt; ")
    );
}
