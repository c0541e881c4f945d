//! Tables: plain, with spans, unnumbered, longer than a page, wider than a page.

use super::super::{Align, Block, BlockKind, Cell, Column, Row, RowKind, Table, TableRole, Text};
use super::Maker;

/// All tables, under a heading of their own.
pub fn all(make: &Maker) -> Vec<Block> {
    let heading = super::super::Heading {
        level: 1,
        numbering: super::super::Numbering::Decimal,
        text: make.leaf("overskrifter.tabeller", make.say("Tabeller")),
        listed: true,
    };
    let mut simple = simple(make);
    simple.remarks = vec![make.brief("Kilden mangler.")];
    vec![
        make.block("tabelkapitel", BlockKind::Heading(heading)),
        simple,
        spans(make),
        uncaptioned(make),
        long(make),
        make.paragraph("mellem-tabeller", "mellem", "Herefter en bred tabel."),
        wide(make),
        make.paragraph("efter-tabeller", "efter", "Og tilbage på højkant."),
    ]
}

fn columns(shape: &[(f64, Align)]) -> Vec<Column> {
    shape
        .iter()
        .map(|(width, align)| Column {
            width: *width,
            align: *align,
        })
        .collect()
}

fn cell(text: Text) -> Cell {
    Cell {
        content: vec![text],
        colspan: 1,
        rowspan: 1,
        align: None,
        before: None,
    }
}

fn row(key: &str, kind: RowKind, cells: Vec<Cell>) -> Row {
    Row::new(key, kind, cells)
}

fn heads(make: &Maker, words: &[&str]) -> Row {
    row(
        "hoved",
        RowKind::Plain,
        words
            .iter()
            .map(|words| cell(Text::plain(make.brief(words), super::template())))
            .collect(),
    )
}

/// Row headers, a note in a cell, an empty cell, a cell of two paragraphs, group and total rows.
fn simple(make: &Maker) -> Block {
    let table = Table {
        role: TableRole::Data,
        caption: make.leaf("tal.titel", make.say("En enkel tabel")),
        columns: columns(&[
            (2.0, Align::Left),
            (1.0, Align::Right),
            (1.0, Align::Center),
        ]),
        header: vec![heads(make, &["Kvarter", "Antal", "År"])],
        rows: simple_rows(make),
        row_headers: 1,
        replaces: None,
        was: None,
        source: Some(make.leaf("tal.kilde", make.say("Prøve Kommune"))),
        notes: vec![make.boiler("Tal fra januar."), make.boiler("Afrundet.")],
        wide: false,
        summary: Some(make.say("Antal boliger i to kvarterer.")),
    };
    make.block("tabel-enkel", BlockKind::Table(table))
}

fn simple_rows(make: &Maker) -> Vec<Row> {
    let mut noted = make.short("tal.nord.navn", "Nord");
    noted.inlines.push(make.note("celle", "Noten i cellen."));
    let empty = Cell {
        content: Vec::new(),
        colspan: 1,
        rowspan: 1,
        align: None,
        before: None,
    };
    let two = vec![
        make.short("tal.syd.navn", "Syd"),
        make.leaf("tal.syd.om", make.say("med to afsnit")),
    ];
    let two = Cell {
        content: two,
        colspan: 1,
        rowspan: 1,
        align: None,
        before: None,
    };
    let group = Cell {
        colspan: 3,
        ..cell(make.short("tal.gruppe", "Kvarterer"))
    };
    vec![
        row("gruppe", RowKind::Group, vec![group]),
        row(
            "nord",
            RowKind::Plain,
            vec![
                cell(noted),
                cell(make.leaf("tal.nord.antal", "1.234,5")),
                empty,
            ],
        ),
        row(
            "syd",
            RowKind::Plain,
            vec![
                two,
                cell(make.leaf("tal.syd.antal", "29,0")),
                cell(make.leaf("tal.syd.aar", "2020")),
            ],
        ),
        row(
            "sum",
            RowKind::Total,
            vec![
                cell(make.boiler("I alt")),
                cell(make.leaf("tal.sum", "1.263,5")),
                cell(make.leaf("tal.aar", "2020")),
            ],
        ),
    ]
}

/// Spans in header and body; a group of rows that shares its row header.
fn spans(make: &Maker) -> Block {
    let (header, rows) = span_rows(make);
    let table = Table {
        role: TableRole::Data,
        caption: make.leaf("spaend.titel", make.say("Celler, der breder sig")),
        columns: columns(&[
            (2.0, Align::Left),
            (1.0, Align::Right),
            (1.0, Align::Right),
            (1.5, Align::Left),
        ]),
        header,
        rows,
        row_headers: 1,
        replaces: None,
        was: None,
        source: None,
        notes: Vec::new(),
        wide: false,
        summary: None,
    };
    make.block("tabel-spaend", BlockKind::Table(table))
}

/// The header and the body of the table with spans.
fn span_rows(make: &Maker) -> (Vec<Row>, Vec<Row>) {
    let text = |make: &Maker, words: &str| cell(Text::plain(make.brief(words), super::template()));
    let tall = |cell: Cell| Cell { rowspan: 2, ..cell };
    let broad = |cell: Cell| Cell { colspan: 2, ..cell };
    let header = vec![
        row(
            "hoved.0",
            RowKind::Plain,
            vec![
                tall(text(make, "Delmål")),
                broad(text(make, "Baseline")),
                tall(text(make, "Kilde")),
            ],
        ),
        row(
            "hoved.1",
            RowKind::Plain,
            vec![text(make, "Område"), text(make, "Kommune")],
        ),
    ];
    let rows = vec![
        row(
            "a.0",
            RowKind::Plain,
            vec![
                tall(text(make, "Flere i job")),
                text(make, "72,29"),
                text(make, "287,40"),
                text(make, "Register"),
            ],
        ),
        row(
            "a.1",
            RowKind::Plain,
            vec![broad(text(make, "–")), text(make, "Egen måling")],
        ),
        row(
            "b.0",
            RowKind::Plain,
            vec![
                text(make, "Færre anmeldelser"),
                tall(broad(text(make, "Afventer"))),
                text(make, "Politiet"),
            ],
        ),
        row(
            "b.1",
            RowKind::Plain,
            vec![text(make, "Mere tryghed"), text(make, "Spørgeskema")],
        ),
    ];
    (header, rows)
}

/// Neither caption nor row headers: no number, not listed.
fn uncaptioned(make: &Maker) -> Block {
    let table = Table {
        role: TableRole::Data,
        caption: Text::default(),
        columns: columns(&[(1.0, Align::Left), (2.0, Align::Left)]),
        header: vec![heads(make, &["Forkortelse", "Betydning"])],
        rows: vec![row(
            "pe",
            RowKind::Plain,
            vec![
                cell(make.short("forkortelser.pe", "PE")),
                cell(make.short("forkortelser.pe.ord", "Personaleenheder")),
            ],
        )],
        row_headers: 0,
        replaces: None,
        was: None,
        source: None,
        notes: Vec::new(),
        wide: false,
        summary: None,
    };
    make.block("tabel-uden-titel", BlockKind::Table(table))
}

/// Sixty rows: more than a page holds.
fn long(make: &Maker) -> Block {
    let rows = (1..=60)
        .map(|n| {
            let path = format!("adresser.{n}");
            let cells = vec![
                cell(make.leaf(&format!("{path}.nr"), n.to_string())),
                cell(make.short(&path, &format!("Nordvej {n}"))),
            ];
            row(&path, RowKind::Plain, cells)
        })
        .collect();
    let table = Table {
        role: TableRole::Data,
        caption: make.leaf("adresser.titel", make.brief("En lang tabel")),
        columns: columns(&[(1.0, Align::Right), (3.0, Align::Left)]),
        header: vec![heads(make, &["Nr.", "Adresse"])],
        rows,
        row_headers: 1,
        replaces: None,
        was: None,
        source: None,
        notes: Vec::new(),
        wide: false,
        summary: Some(make.brief("Adresserne.")),
    };
    make.block("tabel-lang", BlockKind::Table(table))
}

/// Ten columns, on a landscape page, with two columns of row headers.
fn wide(make: &Maker) -> Block {
    let names: Vec<String> = (0..10)
        .map(|n| {
            if n < 2 {
                format!("Navn {n}")
            } else {
                format!("20{}", 14 + n)
            }
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut rows = Vec::new();
    for n in 0..3 {
        let mut cells = vec![
            cell(make.short(&format!("bred.{n}.a"), "Nord")),
            cell(make.short(&format!("bred.{n}.b"), "Drenge")),
        ];
        cells.extend(
            (2..10).map(|c| cell(make.leaf(&format!("bred.{n}.{c}"), format!("{n}{c},5")))),
        );
        rows.push(row(&format!("bred.{n}"), RowKind::Plain, cells));
    }
    let mut shape = vec![(2.0, Align::Left); 2];
    shape.extend([(1.0, Align::Right); 8]);
    let table = Table {
        role: TableRole::Data,
        caption: make.leaf("bred.titel", make.brief("En bred tabel")),
        columns: columns(&shape),
        header: vec![heads(make, &names)],
        rows,
        row_headers: 2,
        replaces: None,
        was: None,
        source: Some(make.leaf("bred.kilde", make.brief("Danmarks Statistik"))),
        notes: Vec::new(),
        wide: true,
        summary: None,
    };
    make.block("tabel-bred", BlockKind::Table(table))
}
