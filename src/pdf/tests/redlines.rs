//! Redlines: what is emitted for each mark, and what stands on the pages.

use super::*;
use crate::doc::mark::{Mark, Move, Revision, Side, accept, keep, spread, spread_row};
use crate::doc::{Block, BlockKind, Inline, Item, List, Origin, RowKind, Text, sample};

const MARKS: [Mark; 4] = [Mark::Ins, Mark::Del, Mark::From(Move(1)), Mark::To(Move(1))];

/// Every kind of block as it is, and once more with a mark.
fn redlined(mark: Mark, draft: bool) -> Doc {
    let mut doc = every_kind(draft, false);
    doc.blocks = doc
        .blocks
        .into_iter()
        .flat_map(|block| {
            let copy = (!matches!(block.kind, BlockKind::Cover(_))).then(|| twin(&block, mark));
            std::iter::once(block).chain(copy)
        })
        .collect();
    revised(doc)
}

/// The whole document put in, or taken out.
fn whole(mark: Mark) -> Doc {
    let mut doc = every_kind(false, true);
    doc.blocks.iter_mut().for_each(|block| spread(block, mark));
    revised(doc)
}

pub fn revised(mut doc: Doc) -> Doc {
    doc.revision = Some(Revision {
        author: doc.meta.author.clone(),
        date: doc.meta.date,
        before: doc.meta.clone(),
    });
    doc
}

/// A copy with a mark. What was taken out may keep its id, what was put in may not.
fn twin(block: &Block, mark: Mark) -> Block {
    fn rename(blocks: &mut [Block]) {
        for block in blocks {
            block.id.0.push_str(".ny");
            match &mut block.kind {
                BlockKind::List(list) => list.items.iter_mut().for_each(|i| rename(&mut i.blocks)),
                BlockKind::Callout { title: _, blocks } => rename(blocks),
                _ => {}
            }
        }
    }
    let mut block = block.clone();
    if mark.is_in(Side::New) {
        rename(std::slice::from_mut(&mut block));
    }
    spread(&mut block, mark);
    block
}

/// The words on the pages, without running headers, in the order they were set in. Cues and signs count.
fn words(layout: &Layout) -> String {
    words_by_page(layout).concat()
}

fn first_difference(a: &str, b: &str) -> String {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let after = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(80))
            .take(160)
            .collect::<String>()
    };
    format!("{:?} or {:?}", after(a), after(b))
}

fn say(text: &str) -> Inline {
    Inline::Words {
        text: text.into(),
        style: Default::default(),
        origin: Origin::Template("x.md".into()),
    }
}

fn marked(mark: Mark, text: &str) -> Inline {
    Inline::Marked {
        mark,
        content: vec![say(text)],
    }
}

fn leaf(inlines: Vec<Inline>) -> Text {
    Text::of(None, inlines)
}

fn note(id: &str, text: &str) -> Inline {
    Inline::Note {
        id: id.into(),
        content: leaf(vec![say(text)]),
    }
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block::new(BlockId(id.into()), Origin::Template("x.md".into()), kind)
}

fn small(blocks: Vec<Block>) -> Doc {
    let mut doc = revised(every_kind(false, false));
    doc.blocks = blocks;
    doc
}

/// What is emitted for the blocks.
fn emitted(doc: &Doc, show: Show) -> String {
    let source = set_as(doc, show).typst_source().to_owned();
    let body = source.split_once("#show: setup\n#{\n").expect("a body").1;
    body.trim_end().trim_end_matches('}').to_owned()
}

#[test]
fn marks_of_every_kind_on_every_kind_are_set_and_written() {
    for mark in MARKS {
        for doc in [redlined(mark, false), whole(mark)] {
            let layout = set(&doc);
            assert_eq!(layout.warnings(), [] as [String; 0], "{mark:?}");
            let bytes = layout
                .pdf()
                .unwrap_or_else(|error| panic!("{mark:?}: {error}"));
            assert!(!layout.changed_pages().is_empty());
            forget();
            assert_eq!(set(&doc).pdf().as_ref(), Ok(&bytes), "{mark:?}");
        }
    }
}

#[test]
fn bars_alone_leave_the_words_of_the_new_version() {
    for mark in MARKS {
        let doc = redlined(mark, true);
        let bars = set_as(&doc, Show::Bars);
        assert!(!bars.changed_pages().is_empty());
        let (bars_words, new_words) = (words(&bars), words(&set(&accept(&doc))));
        assert!(
            bars_words == new_words,
            "{mark:?}: {}",
            first_difference(&bars_words, &new_words)
        );
        bars.pdf()
            .unwrap_or_else(|error| panic!("{mark:?}: {error}"));
    }
}

#[test]
fn a_document_that_is_no_redline_is_emitted_without_marks() {
    let doc = every_kind(false, false);
    let plain = set(&doc);
    assert!(!plain.typst_source().contains("#let cues"));
    assert!(plain.changed_pages().is_empty());
    assert_eq!(
        plain.typst_source(),
        set_as(&doc, Show::Bars).typst_source()
    );
}

#[test]
fn both_versions_stand_on_the_page_each_with_its_cue() {
    let text = leaf(vec![
        say("De fire "),
        marked(Mark::Del, "gamle"),
        marked(Mark::Ins, "nye"),
        say(" kvarterer"),
    ]);
    let doc = small(vec![block("p", BlockKind::Paragraph(text))]);
    let layout = set(&doc);
    let on_page = words(&layout).replace('\u{a0}', " ");
    let expected = "De fire [slettet: gamle slut] [indsat: nye slut] kvarterer";
    assert!(on_page.contains(expected), "{on_page}");
    assert_eq!(layout.changed_pages().iter().collect::<Vec<_>>(), [&1]);
}

#[test]
fn a_note_that_is_gone_keeps_its_number_and_leaves_the_others_alone() {
    let gone = Inline::Marked {
        mark: Mark::Del,
        content: vec![note("b", "den anden")],
    };
    let text = leaf(vec![
        say("en"),
        note("a", "den første"),
        say("to"),
        gone,
        say("tre"),
        note("c", "den tredje"),
    ]);
    let doc = small(vec![block("p", BlockKind::Paragraph(text))]);
    insta::assert_snapshot!(emitted(&doc, Show::Marks), @r#"par("en" + note("den første") + "to" + del(note-was("2", "den anden")) + "tre" + note("den tredje"))"#);
    let on_page = words(&set(&doc)).replace('\u{a0}', " ");
    assert!(on_page.contains("en1to"), "{on_page}");
    assert!(on_page.contains("[slettet: 2 slut]tre2"), "{on_page}");
}

#[test]
fn a_numbered_list_counts_each_version_by_itself() {
    let item = |id: &str, mark: Mark, text: &str| {
        let mut item = Item::of(vec![block(id, BlockKind::Paragraph(leaf(vec![say(text)])))]);
        crate::doc::mark::spread_item(&mut item, mark);
        item
    };
    let items = vec![
        item("a", Mark::Keep, "første"),
        item("b", Mark::Del, "før den anden"),
        item("c", Mark::Ins, "nu den anden"),
        item("d", Mark::Keep, "den tredje"),
    ];
    let list = List {
        ordered: true,
        items,
    };
    let doc = small(vec![block("liste", BlockKind::List(list))]);
    insta::assert_snapshot!(emitted(&doc, Show::Marks));
    let bars = emitted(&doc, Show::Bars);
    assert!(!bars.contains("enum.item"), "{bars}");
    assert!(bars.contains("changed(\"nu den anden\")"), "{bars}");
    assert!(!bars.contains("før den anden"), "{bars}");
}

#[test]
fn headings_tables_and_figures_that_are_gone_have_the_number_they_had() {
    let mut old = every_kind(false, false).blocks;
    old.retain(|b| {
        matches!(b.kind, BlockKind::Heading(_) | BlockKind::Figure(_))
            || b.id.as_str() == "tabel-uden"
            || b.id.as_str() == "tabel-noegletal"
    });
    let gone = old.iter().map(|block| twin(block, Mark::Del));
    let new = old.iter().map(|block| twin(block, Mark::Ins));
    let doc = small(gone.chain(new).collect());
    insta::assert_snapshot!(emitted(&doc, Show::Marks));
    let pages = set(&doc).page_of();
    assert!(
        pages.keys().all(|id| id.as_str().ends_with(".ny")),
        "{pages:?}"
    );
}

#[test]
fn rows_are_marked_in_every_cell_and_bars_leave_a_sign_for_those_that_are_gone() {
    let mut blocks = every_kind(false, false).blocks;
    blocks.retain(|b| b.id.as_str() == "tabel-noegletal");
    if let [
        Block {
            kind: BlockKind::Table(table),
            ..
        },
    ] = blocks.as_mut_slice()
    {
        let mut rows = Vec::new();
        for row in std::mem::take(&mut table.rows) {
            let alone = row.kind == RowKind::Plain && row.cells.iter().all(|c| c.rowspan == 1);
            let mut copy = row.clone();
            spread_row(&mut copy, Mark::Del);
            rows.push(row);
            if alone {
                rows.push(copy);
            }
        }
        table.rows = rows;
    }
    let doc = small(blocks);
    insta::assert_snapshot!(emitted(&doc, Show::Marks));
    let accepted = set(&keep(&doc, Side::New));
    assert_eq!(words(&set_as(&doc, Show::Bars)), words(&accepted));
    assert!(emitted(&doc, Show::Bars).contains("gone"));
}

#[test]
fn a_picture_stands_below_the_one_it_takes_the_place_of() {
    let mut blocks = every_kind(false, false).blocks;
    blocks.retain(|b| matches!(b.kind, BlockKind::Figure(_)));
    let [first, second, ..] = blocks.as_mut_slice() else {
        panic!("two figures");
    };
    let (BlockKind::Figure(figure), BlockKind::Figure(other)) = (&mut first.kind, &second.kind)
    else {
        panic!("figures");
    };
    figure.replaces = Some((other.content.clone(), "Kortet, som det var".into()));
    blocks.truncate(1);
    let doc = small(blocks);
    insta::assert_snapshot!(emitted(&doc, Show::Marks));
    set(&doc).pdf().expect("a PDF");
}

#[test]
fn a_picture_that_only_has_another_alternative_text_stands_once_without_a_mark() {
    let mut blocks = every_kind(false, false).blocks;
    blocks.retain(|b| matches!(b.kind, BlockKind::Figure(_)));
    blocks.truncate(1);
    let plain = emitted(&small(blocks.clone()), Show::Marks);
    if let Some(BlockKind::Figure(figure)) = blocks.first_mut().map(|b| &mut b.kind) {
        figure.replaces = Some((figure.content.clone(), "Kortet, som det hed".into()));
    }
    assert_eq!(emitted(&small(blocks), Show::Marks), plain);
}

#[test]
fn a_body_stands_below_the_one_it_takes_the_place_of_under_one_caption() {
    let mut doc = sample::redlined();
    doc.blocks
        .retain(|b| matches!(&b.kind, BlockKind::Table(table) if table.replaces.is_some()));
    insta::assert_snapshot!(emitted(&doc, Show::Marks));
    let accepted = set(&keep(&doc, Side::New));
    assert_eq!(words(&set_as(&doc, Show::Bars)), words(&accepted));
    assert!(!emitted(&doc, Show::Bars).contains("table-was"));
}

#[test]
fn every_redlined_sample_is_set_and_written_hostile_words_too() {
    for doc in [sample::redlined(), sample::hostile_redlined()] {
        for show in [Show::Marks, Show::Bars] {
            let layout = set_as(&doc, show);
            assert_eq!(layout.warnings(), [] as [String; 0]);
            layout
                .pdf()
                .unwrap_or_else(|error| panic!("{show:?}: {error}"));
        }
    }
}

#[test]
fn notes_that_a_page_break_divides_may_stand_beside_notes_of_another_mark() {
    let long = "En lang note, som ikke kan stå på en side. ".repeat(120);
    let noted = |mark, id: &str, text: &str| {
        let mut block = block(
            id,
            BlockKind::Paragraph(leaf(vec![say("Ord"), note(id, text)])),
        );
        spread(&mut block, mark);
        block
    };
    let gone = noted(Mark::Del, "gammel", &long);
    let new = noted(Mark::Ins, "ny", &long);
    let layout = set(&small(vec![gone, new]));
    assert!(layout.pages() > 1);
    layout.pdf().expect("a PDF");
}

#[test]
fn a_short_redline_has_the_numbers_of_the_whole() {
    for whole in [sample::redlined(), sample::hostile_redlined()] {
        let outline = Outline::of(&whole);
        let part = crate::redline::short(&whole, &outline);
        let theme = theme();
        let layout = layout(&part, &outline, &look(&theme, Show::Marks));
        let layout = layout.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(layout.warnings(), [] as [String; 0]);
        layout.pdf().unwrap_or_else(|error| panic!("{error}"));
    }
    let mut gone = block("b", BlockKind::Paragraph(leaf(vec![say("gammelt")])));
    spread(&mut gone, Mark::Del);
    let kept = leaf(vec![say("en"), note("x", "den første")]);
    let changed = leaf(vec![
        marked(Mark::Ins, "ny"),
        note("y", "den anden"),
        Inline::Ref {
            target: BlockId("borte".into()),
            label: "afsnit".into(),
        },
    ]);
    let mut away = every_kind(false, false).blocks;
    away.retain(|block| matches!(&block.kind, BlockKind::Heading(_)));
    away.truncate(1);
    away[0].id = BlockId("borte".into());
    let whole = small(vec![
        block("a", BlockKind::Paragraph(kept)),
        gone,
        block("c", BlockKind::Paragraph(changed)),
        away.remove(0),
    ]);
    let outline = Outline::of(&whole);
    let part = crate::redline::short(&whole, &outline);
    let theme = theme();
    let layout = layout(&part, &outline, &look(&theme, Show::Marks)).expect("a layout");
    let on_page = words(&layout).replace('\u{a0}', " ");
    assert!(on_page.contains("ny slut]2afsnit 1"), "{on_page}");
    assert!(!layout.typst_source().contains("to(\"borte\""));
}

/// In a long table, a note that each row has would else be set as often.
#[test]
fn a_note_that_is_gone_from_several_places_stands_once() {
    let origin = || Origin::Template("t".to_owned());
    let note = || Inline::Note {
        id: "n".to_owned(),
        content: Text::plain("notens ord", origin()),
    };
    let paragraph = |id: &str| {
        let mut text = Text::plain(id, origin());
        text.inlines.push(note());
        text.inlines = vec![Inline::Marked {
            mark: Mark::Del,
            content: text.inlines,
        }];
        Block::new(BlockId(id.to_owned()), origin(), BlockKind::Paragraph(text))
    };
    let mut doc = every_kind(false, false);
    doc.blocks = ["en", "to", "tre"].map(paragraph).to_vec();
    let doc = revised(doc);
    let layout = set(&doc);
    let source = layout.typst_source();
    assert_eq!(source.matches("notens ord").count(), 1);
    assert_eq!(source.matches(" + note-was-again(").count(), 2);
    assert!(layout.pdf().is_ok());
}
