use super::super::{BlockKind, sample, walk};
use super::*;

fn read(doc: &Doc) -> Skeleton {
    skeleton(doc, &Outline::of(doc))
}

#[test]
fn headings_carry_their_numbers() {
    let found = read(&sample::every_kind()).headings;
    let lines: Vec<String> = found
        .iter()
        .map(|line| format!("{} {} {}", line.level, line.number, line.text))
        .collect();
    assert_eq!(lines[0], "1  Forord");
    assert_eq!(
        lines[2..5],
        ["1 1 Formål", "2 1.1 Niveau 2", "3 1.1.1 Niveau 3"]
    );
    assert!(
        lines.contains(&"1 Bilag B Adresser".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn words_follow_the_page_with_numbers_and_references() {
    let doc = sample::every_kind();
    let text = words(&doc, &Outline::of(&doc)).join(" ");
    assert!(
        text.starts_with(
            "ByLivPrøve Helhedsplan Strategisk samarbejdsaftale Periode 1. april 2026"
        ),
        "{text}"
    );
    assert!(
        text.contains("Se afsnit 1.1.1, tabel 1, figur 1, Bilag A, 1, og så videre."),
        "{text}"
    );
    assert!(text.contains(
        "Tabel 1 En enkel tabel Kvarter Antal År Kvarterer Nord 1.234,5 Syd med to afsnit 29,0 2020"
    ));
    assert!(text.contains("Kilde: Prøve Kommune Note: Tal fra januar. Note: Afrundet."));
    assert!(
        !text.contains("Indhold"),
        "contents repeat what stands elsewhere"
    );
    assert!(!text.contains("Noten i cellen"), "notes stand apart");
}

#[test]
fn notes_follow_the_piece_that_refers_to_them_and_count_through() {
    let found = read(&sample::every_kind());
    let numbers: Vec<usize> = found.notes.iter().map(|note| note.number).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    let cell = found
        .pieces
        .iter()
        .position(|piece| piece.text == "Nord" && piece.kind == StretchKind::Cell)
        .unwrap();
    assert_eq!(found.pieces[cell + 1].kind, StretchKind::Note);
    assert_eq!(found.pieces[cell + 1].text, "Noten i cellen.");
}

#[test]
fn nested_lists_keep_their_depth() {
    let found = read(&sample::every_kind());
    let shape: Vec<_> = found
        .lists
        .iter()
        .map(|list| (list.depth, list.ordered, list.items.len()))
        .collect();
    assert_eq!(
        shape,
        [
            (1, false, 1),
            (1, false, 3),
            (2, true, 2),
            (3, false, 2),
            (1, true, 2),
            (1, true, 2)
        ]
    );
}

#[test]
fn spans_push_cells_to_their_places() {
    let found = read(&sample::every_kind());
    let table = found
        .tables
        .iter()
        .find(|table| table.caption == "Celler, der breder sig")
        .unwrap();
    assert_eq!(
        (
            table.number.as_str(),
            table.rows,
            table.columns,
            table.header_rows
        ),
        ("2", 6, 4, 2)
    );
    let at = |text: &str| {
        let cell = table.cells.iter().find(|cell| cell.text == text).unwrap();
        (
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            cell.header,
        )
    };
    assert_eq!(at("Kilde"), (0, 3, 2, 1, true));
    assert_eq!(at("Kommune"), (1, 2, 1, 1, true));
    assert_eq!(at("Flere i job"), (2, 0, 2, 1, true));
    assert_eq!(at("–"), (3, 1, 1, 2, false));
    assert_eq!(at("Spørgeskema"), (5, 3, 1, 1, false));
}

#[test]
fn contents_list_headings_and_captions() {
    let found = read(&sample::every_kind());
    assert_eq!(found.contents.len(), 3);
    assert!(
        found.contents[0]
            .lines
            .iter()
            .all(|line| line.level <= 3 && line.text != "Kort sagt")
    );
    assert_eq!(found.contents[1].lines[0].number, "Tabel 1");
    assert_eq!(found.contents[2].lines.len(), 9);
}

#[test]
fn only_drafts_show_remarks_and_lock_signatures() {
    let mut doc = sample::every_kind();
    let clean = read(&doc);
    assert!(clean.remarks.is_empty());
    assert!(
        !clean
            .pieces
            .iter()
            .any(|piece| piece.text == "Underskrives senere")
    );
    doc.meta.draft = true;
    let draft = read(&doc);
    let all: usize = walk::blocks(&doc.blocks)
        .iter()
        .map(|block| block.remarks.len())
        .sum();
    assert_eq!(draft.remarks.len(), all);
    assert!(
        draft
            .pieces
            .iter()
            .any(|piece| piece.text == "Underskrives senere")
    );
}

#[test]
fn hostile_words_are_normalised_but_not_changed() {
    let doc = sample::hostile();
    let found = read(&doc);
    let heading = found
        .headings
        .iter()
        .find(|line| line.number == "1")
        .unwrap();
    assert!(
        heading.text.starts_with("Formål #let $x$ <w:p> {{ }}"),
        "{}",
        heading.text
    );
    assert!(heading.text.contains("1 000 blødhed"), "{}", heading.text);
    assert!(heading.text.ends_with(&sample::long_word()));
    assert_eq!(found.pieces.len(), read(&sample::every_kind()).pieces.len());
}

#[test]
fn every_text_of_the_tree_is_read() {
    let doc = sample::every_kind();
    let found = read(&doc);
    let all: Vec<&str> = found
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    let all = all.join(" ");
    for block in walk::blocks(&doc.blocks) {
        for text in walk::texts(block) {
            for inline in &text.inlines {
                if let super::super::Inline::Words {
                    text,
                    style: _,
                    origin: _,
                } = inline
                {
                    assert!(all.contains(&squeeze(text)), "{text} of {:?}", block.id);
                }
            }
        }
        if let BlockKind::Callout { title, blocks: _ } = &block.kind {
            assert!(all.contains(title.as_str()));
        }
    }
}

#[test]
fn it_is_written_as_json() {
    let json = serde_json::to_value(read(&sample::every_kind())).unwrap();
    assert_eq!(json["pieces"][0]["kind"], "paragraph");
    assert_eq!(json["figures"][0]["number"], "1");
    assert_eq!(json["links"][0]["url"], "https://example.dk/");
}
