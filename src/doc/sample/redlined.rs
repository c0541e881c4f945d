//! A redline of the sample: every kind of block put in, taken out, moved and changed inside.
//!
//! Made by hand, so that writers can be tried without comparing anything. Both versions are sound documents.

use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use super::super::mark::{Mark, Move, Revision, spread, spread_item, spread_row, spread_text};
use super::super::{
    Align, Block, BlockId, BlockKind, Body, Cell, Class, Column, Cover, Doc, Fact, Figure, Inline,
    Item, List, Picture, Row, RowKind, Table, TableRole, Text, walk,
};
use super::{Maker, id_of};

/// The sample with marks of all sorts.
pub fn document(make: &Maker, mut doc: Doc) -> Doc {
    let mut before = doc.meta.clone();
    before.version = "0.9".into();
    before.status = make.brief("Høring");
    before.title = make.say("Helhedsplan, udkast");
    before.short_title = make.brief("Udkastet");
    doc.blocks = blocks(make, std::mem::take(&mut doc.blocks));
    doc.revision = Some(Revision {
        author: make.brief("Fællessekretariatet"),
        date: doc.meta.date,
        before,
    });
    doc
}

/// After the first block of each kind stand one that was taken out and one that was put in; what moves was taken from
/// before the first chapter. Each block is changed inside.
fn blocks(make: &Maker, plain: Vec<Block>) -> Vec<Block> {
    let mut seen: HashSet<(Discriminant<BlockKind>, Option<TableRole>)> = HashSet::new();
    let (mut out, mut taken) = (Vec::new(), Vec::new());
    for mut block in plain {
        // A document has one cover, and lists of contents repeat the rest.
        let can_repeat = !matches!(block.class(), Class::Front | Class::Listing);
        let (role, wide) = match &block.kind {
            BlockKind::Table(table) => (Some(table.role), table.wide),
            _ => (None, false),
        };
        let first = seen.insert((discriminant(&block.kind), role)) && can_repeat;
        let copies = if first || wide {
            copies(make, &block, &mut taken)
        } else {
            Vec::new()
        };
        change(make, &mut block);
        out.push(block);
        out.extend(copies);
    }
    let at = out
        .iter()
        .position(|block| block.id.as_str() == "formaal")
        .unwrap_or(0);
    out.splice(at..at, taken);
    out.push(twin(make, Mark::Del));
    out.push(twin(make, Mark::Ins));
    out
}

/// Copies of a block: taken out, put in, and moved here if such a block can move.
fn copies(make: &Maker, block: &Block, taken: &mut Vec<Block>) -> Vec<Block> {
    let mut out = vec![
        copy(make, block, "gammel", Mark::Del),
        copy(make, block, "ny", Mark::Ins),
    ];
    let moves = matches!(block.class(), Class::Heading(_) | Class::Prose);
    let noted = walk::notes(std::slice::from_ref(block), super::super::Side::New);
    if moves && noted.is_empty() {
        let number = Move(u32::try_from(taken.len()).unwrap_or(0) + 1);
        out.push(copy(make, block, "flyttet", Mark::To(number)));
        taken.push(copy(make, block, "flyttet", Mark::From(number)));
    }
    out
}

/// A block of the same words under other names, with everything in it marked.
fn copy(make: &Maker, block: &Block, name: &str, mark: Mark) -> Block {
    let mut block = block.clone();
    rename(&mut block, name);
    // What is taken out has words of its own: the same words put in beside it would be no change.
    if mark == Mark::Del {
        former(make, &mut block);
    }
    spread(&mut block, mark);
    block
}

fn rename(block: &mut Block, name: &str) {
    walk::each_mut([block], &mut |block| {
        block.id = BlockId(format!("{}.{name}", block.id.as_str()));
        for text in walk::texts_mut(block) {
            text.field = None;
            for inline in &mut text.inlines {
                if let Inline::Note { id, .. } = inline {
                    *id = format!("{id}-{name}");
                }
            }
        }
    });
}

/// Opens every leaf that says something with a word more.
fn former(make: &Maker, block: &mut Block) {
    walk::each_mut([block], &mut |block| {
        let texts = walk::texts_mut(block).into_iter();
        for text in texts.filter(|text| !text.is_empty()) {
            let word = Text::plain(make.brief("Tidligere "), super::template());
            text.inlines.splice(0..0, word.inlines);
        }
    });
}

/// Marks inside a block that stands in both versions.
fn change(make: &Maker, block: &mut Block) {
    match &mut block.kind {
        BlockKind::Cover(cover) => change_cover(make, cover),
        BlockKind::Paragraph(text) if text.inlines.len() > 5 => every_third(text),
        BlockKind::List(list) => change_list(make, block.id.as_str(), list),
        BlockKind::Table(table) => match table.role {
            TableRole::Data => change_table(make, table),
            TableRole::Signatures => change_signers(make, table),
        },
        BlockKind::Figure(figure) => change_figure(make, figure),
        _ => {
            let texts = walk::texts_mut(block).into_iter();
            texts.for_each(|text| change_words(make, text));
            let inner = walk::inner_mut(block).into_iter();
            inner.for_each(|block| change(make, block));
        }
    }
}

/// One word becomes another, before what stays.
fn change_words(make: &Maker, text: &mut Text) {
    text.inlines.splice(
        0..0,
        [
            marked(make, "Gammelt ", Mark::Del),
            marked(make, "Nyt ", Mark::Ins),
        ],
    );
}

fn marked(make: &Maker, words: &str, mark: Mark) -> Inline {
    let text = make.brief(words);
    Inline::Marked {
        mark,
        content: Text::plain(text, super::template()).inlines,
    }
}

/// Links, references, notes and breaks are taken out, put in or stay in turn; notes that stay are changed inside.
fn every_third(text: &mut Text) {
    let mut turn = [Mark::Keep, Mark::Del, Mark::Ins].into_iter().cycle();
    let inlines = std::mem::take(&mut text.inlines);
    for mut inline in inlines {
        let mark = turn.next().unwrap_or_default();
        if let (Inline::Note { id: _, content }, Mark::Ins | Mark::Del) = (&mut inline, mark) {
            spread_text(content, mark);
        }
        let inline = match mark {
            Mark::Keep => inline,
            Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => Inline::Marked {
                mark,
                content: vec![inline],
            },
        };
        text.inlines.push(inline);
    }
}

fn line(make: &Maker, words: &str, mark: Mark) -> Text {
    let mut text = Text::plain(make.brief(words), super::template());
    spread_text(&mut text, mark);
    text
}

fn change_cover(make: &Maker, cover: &mut Cover) {
    change_words(make, &mut cover.title);
    let fact = |label: &str, mark| Fact {
        mark,
        ..Fact::of(make.brief(label), vec![line(make, "Ord", mark)])
    };
    for fact in &mut cover.facts {
        fact.values.insert(0, line(make, "Før", Mark::Del));
        fact.values.push(line(make, "Efter", Mark::Ins));
    }
    cover.facts.insert(0, fact("Gammel linje", Mark::Del));
    cover.facts.push(fact("Ny linje", Mark::Ins));
    cover.facts.push(fact("Sidste gamle", Mark::Del));
}

fn change_list(make: &Maker, id: &str, list: &mut List) {
    for block in list.items.iter_mut().flat_map(|item| &mut item.blocks) {
        change(make, block);
    }
    let item = |at: &str, mark| {
        let words = if mark == Mark::Del {
            "Et gammelt punkt"
        } else {
            "Et nyt punkt"
        };
        let text = Text::plain(make.brief(words), super::template());
        let block = make.block(&format!("{id}.{at}"), BlockKind::Paragraph(text));
        let mut item = Item::of(vec![block]);
        spread_item(&mut item, mark);
        item
    };
    list.items.insert(0, item("a", Mark::Del));
    list.items.insert(1, item("b", Mark::Ins));
    list.items.push(item("c", Mark::Del));
    list.items.push(item("d", Mark::Ins));
}

/// Parties first and last.
fn change_signers(make: &Maker, table: &mut Table) {
    let party = |words: &str, mark| {
        let name = Text::plain(make.brief(words), super::template());
        let signers = vec![(format!("{mark:?}"), vec![name])];
        let mut rows = Table::of_signatures(signers, &super::terms(make)).rows;
        rows.iter_mut().for_each(|row| spread_row(row, mark));
        rows
    };
    table.rows.splice(0..0, party("Den gamle part", Mark::Del));
    table.rows.extend(party("Den nye part", Mark::Ins));
}

/// Rows first and last, lines of cells, the lines below; where cells reach over rows, all of them.
fn change_table(make: &Maker, table: &mut Table) {
    change_words(make, &mut table.caption);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    if cells.map(|cell| cell.rowspan).any(|rows| rows > 1) {
        return exchange_body(make, table);
    }
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells).take(4) {
        cell.content.insert(0, line(make, "før", Mark::Del));
        cell.content.push(line(make, "efter", Mark::Ins));
    }
    let copy = |row: &Row, name: &str, mark| {
        let mut row = row.clone();
        row.key = format!("{}.{name}", row.key);
        for text in row.cells.iter_mut().flat_map(|cell| &mut cell.content) {
            text.field = None;
            text.inlines
                .retain(|inline| matches!(inline, Inline::Words { .. }));
        }
        spread_row(&mut row, mark);
        row
    };
    if let Some(last) = table.rows.last().cloned() {
        table.rows.insert(0, copy(&last, "0", Mark::Del));
        table.rows.insert(1, copy(&last, "1", Mark::Ins));
        table.rows.push(copy(&last, "2", Mark::Del));
        table.rows.push(copy(&last, "3", Mark::Ins));
    }
    match &mut table.source {
        Some(source) => spread_text(source, Mark::Del),
        None => table.source = Some(line(make, "Ny kilde", Mark::Ins)),
    }
    if let Some(note) = table.notes.first_mut() {
        spread_text(note, Mark::Ins);
    }
}

/// Another body before, of two columns.
fn exchange_body(make: &Maker, table: &mut Table) {
    let cell = |words: &str| {
        let words = Some(words).filter(|words| !words.is_empty());
        let text = words.map(|words| Text::plain(make.brief(words), super::template()));
        Cell {
            content: text.into_iter().collect(),
            colspan: 1,
            rowspan: 1,
            align: None,
            before: None,
        }
    };
    let row = |key: &str, words: [&str; 2]| {
        let mut row = Row::new(key, RowKind::Plain, words.map(cell).into());
        spread_row(&mut row, Mark::Del);
        row
    };
    let column = |width| Column {
        width,
        align: Align::Left,
    };
    let own = table.header.iter_mut().chain(&mut table.rows);
    own.for_each(|row| spread_row(row, Mark::Ins));
    table.replaces = Some(Body {
        columns: [0.3, 0.7].map(column).into(),
        header: vec![row("hoved", ["Før", ""]), row("under", ["Navn", "Sådan"])],
        rows: vec![row("a", ["Et", "To"]), row("b", ["Tre", "Fire"])],
        row_headers: 1,
    });
}

fn change_figure(make: &Maker, figure: &mut Figure) {
    change_words(make, &mut figure.caption);
    let mut old = figure.content.clone();
    match &mut old {
        Picture::Chart(chart) => chart.series.truncate(1),
        Picture::Trends(trends) => trends.panels.truncate(1),
        Picture::Timeline(timeline) => timeline.rows.truncate(2),
        Picture::Image(image) => image.width /= 2.0,
    }
    figure.replaces = Some((old, make.say("Hvad billedet viste.")));
}

/// One of two blocks that share an id: a heading that changed its level.
fn twin(make: &Maker, mark: Mark) -> Block {
    let level = if mark == Mark::Del { 1 } else { 2 };
    let heading = super::super::Heading {
        level,
        numbering: super::super::Numbering::Decimal,
        text: make.leaf("overskrifter.tvilling", make.say("Skifter niveau")),
        listed: true,
    };
    let mut block = make.block("tvilling", BlockKind::Heading(heading));
    block.id = id_of("tvilling");
    spread(&mut block, mark);
    block
}
