//! A document that holds every kind of block.

use crate::doc::*;
use crate::theme::Theme;

/// Every block kind, hostile words among them.
pub fn every_kind(draft: bool, attached: bool) -> Doc {
    let facts = vec![
        Fact::of(
            "Periode".to_owned(),
            vec![plain("1. september 2021 – 31. august 2025")],
        ),
        Fact::of(
            "Parter".to_owned(),
            vec![
                plain("AAB Kolding"),
                plain("Alfabo"),
                plain("Kolding Kommune"),
            ],
        ),
        Fact::of("Version".to_owned(), vec![plain("1.0")]),
        Fact::of("Status".to_owned(), vec![plain("Indsendt")]),
    ];
    let cover = Cover {
        overline: plain("ByLivKolding"),
        title: plain("Strategisk samarbejdsaftale og delaftaler"),
        subtitle: plain("Boligsocial helhedsplan for Kolding 2021–2025"),
        facts,
    };
    let contents = BlockKind::Contents {
        title: "Indhold".to_owned(),
        depth: 3,
    };
    let list = |title: &str, what| BlockKind::ListOf {
        title: title.to_owned(),
        what,
    };
    let mut blocks = vec![
        block("forside", BlockKind::Cover(cover)),
        block("indhold", contents),
        block("tabelliste", list("Tabeller", Captioned::Tables)),
        block("figurliste", list("Figurer", Captioned::Figures)),
        block("skift", BlockKind::PageBreak),
    ];
    blocks.extend(prose());
    blocks.extend(tables());
    blocks.extend(rest());
    let attachment = Attachment {
        name: "plan.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "Planens data".to_owned(),
        bytes: b"{}".to_vec(),
    };
    Doc {
        meta: meta(draft),
        terms: terms(),
        blocks,
        attachment: attached.then_some(attachment),
        revision: None,
    }
}

fn meta(draft: bool) -> Meta {
    Meta {
        title: "Boligsocial helhedsplan for Kolding".to_owned(),
        short_title: "ByLivKolding 2021–2025".to_owned(),
        stem: "bylivkolding-1.0".to_owned(),
        version: "1.0".to_owned(),
        status: if draft { "Udkast" } else { "Indsendt" }.to_owned(),
        draft,
        date: time::Date::from_calendar_date(2026, time::Month::November, 24).expect("a date"),
        date_text: "24. november 2026".to_owned(),
        lang: "da-DK".to_owned(),
        author: "ByLivKolding".to_owned(),
        subject: "Strategisk samarbejdsaftale".to_owned(),
        keywords: vec!["helhedsplan".to_owned()],
    }
}

fn terms() -> Terms {
    #[derive(serde::Deserialize)]
    struct File {
        dokument: Terms,
    }
    let text = include_str!("../../../templates/lbf-2019-26/terms.toml");
    toml::from_str::<File>(text).expect("terms").dokument
}

pub fn theme() -> Theme {
    toml::from_str(include_str!("../../../templates/lbf-2019-26/theme.toml")).expect("theme")
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block::new(BlockId(id.to_owned()), origin(), kind)
}

fn origin() -> Origin {
    Origin::Template("prøve.md".to_owned())
}

fn plain(text: &str) -> Text {
    Text::plain(text, origin())
}

fn words(text: &str, bold: bool, italic: bool) -> Inline {
    Inline::Words {
        text: text.to_owned(),
        style: Style { bold, italic },
        origin: origin(),
    }
}

fn heading(id: &str, level: u8, numbering: Numbering, text: &str) -> Block {
    let heading = Heading {
        level,
        numbering,
        text: plain(text),
        listed: true,
    };
    block(id, BlockKind::Heading(heading))
}

fn paragraph(id: &str, text: &str) -> Block {
    block(id, BlockKind::Paragraph(plain(text)))
}

const LONG: &str = "Boligorganisationerne og Kolding Kommune har siden 2007 samarbejdet om den boligsociale \
    indsats i de fire kvarterer. Samarbejdet bygger på en fælles forståelse af, at udfordringerne i \
    boligområderne bedst løses i fællesskab, og at beboerdemokratiet inddrages i både tilrettelæggelsen og \
    gennemførelsen af de aktiviteter, som helhedsplanen rummer.";

fn prose() -> Vec<Block> {
    let note = Inline::Note {
        id: "kilde".to_owned(),
        content: plain("Landsbyggefondens beboerdata 2020."),
    };
    let to = |id: &str, label: &str| Inline::Ref {
        target: BlockId(id.to_owned()),
        label: label.to_owned(),
    };
    let rich = Text::of(
        None,
        vec![
            words("Af beboerne får ", false, false),
            words("1.234", true, false),
            words(" førtidspension, ", false, false),
            words("se ", false, true),
            to("tabel-noegletal", "tabel"),
            words(", ", false, false),
            to("figur-uddannelse", "figur"),
            words(", ", false, false),
            to("maal", "afsnit"),
            words(" og ", true, true),
            to("bilag-kort", ""),
            words(".", false, false),
            note,
            words(" Budgettet er 27.240.000\u{a0}kr.", false, false),
            Inline::Break,
            Inline::Link {
                url: "https://www.lbf.dk/".to_owned(),
                content: vec![words("www.lbf.dk", false, false)],
            },
            words(" #let $x$ <w:p> {{ }} \\u{41} \" \\", false, false),
        ],
    );
    let mut remarked = paragraph("p-3", LONG);
    remarked
        .remarks
        .push("Tallet skal bekræftes af kommunen inden høring.".to_owned());
    vec![
        heading(
            "aftale",
            1,
            Numbering::Decimal,
            "Strategisk samarbejdsaftale",
        ),
        heading(
            "formaal",
            2,
            Numbering::Decimal,
            "Formål med og rammer for den boligsociale indsats",
        ),
        paragraph("p-1", LONG),
        block("p-2", BlockKind::Paragraph(rich)),
        remarked,
        block("liste", BlockKind::List(list())),
        heading(
            "maal",
            2,
            Numbering::Decimal,
            "En lang overskrift om delmål og indikatorer, som løber over mere end en enkelt linje, også i indholdsfortegnelsen",
        ),
        paragraph("p-4", LONG),
    ]
}

fn list() -> List {
    let item = Item::of;
    let inner = List {
        ordered: true,
        items: vec![
            item(vec![paragraph("l-3", "Nummereret")]),
            item(vec![paragraph("l-4", LONG)]),
        ],
    };
    let nested = item(vec![
        paragraph("l-2", "Beskæftigelse"),
        block("liste-inde", BlockKind::List(inner)),
    ]);
    List {
        ordered: false,
        items: vec![
            item(vec![paragraph("l-1", "Uddannelse og livschancer")]),
            nested,
            item(vec![paragraph("l-5", "Tryghed")]),
        ],
    }
}

fn cell(text: &str, colspan: usize, rowspan: usize) -> Cell {
    let content = if text.is_empty() {
        Vec::new()
    } else {
        vec![plain(text)]
    };
    Cell {
        content,
        colspan,
        rowspan,
        align: None,
        before: None,
    }
}

fn row(key: &str, kind: RowKind, cells: &[&str]) -> Row {
    Row::new(
        key,
        kind,
        cells.iter().map(|text| cell(text, 1, 1)).collect(),
    )
}

fn columns(widths: &[f64]) -> Vec<Column> {
    let align = |index| {
        if index == 0 {
            Align::Left
        } else {
            Align::Right
        }
    };
    widths
        .iter()
        .enumerate()
        .map(|(index, width)| Column {
            width: *width,
            align: align(index),
        })
        .collect()
}

fn table(caption: &str, widths: &[f64], rows: Vec<Row>) -> Table {
    let heads: Vec<String> = (0..widths.len())
        .map(|index| format!("Kolonne {index}"))
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    Table {
        role: TableRole::Data,
        caption: if caption.is_empty() {
            Text::default()
        } else {
            plain(caption)
        },
        columns: columns(widths),
        header: vec![row("hoved", RowKind::Plain, &heads)],
        rows,
        row_headers: 1,
        replaces: None,
        was: None,
        source: Some(plain("Landsbyggefondens beboerdata 2020")),
        notes: vec![plain("Tal under 5 er undertrykt.")],
        wide: false,
        summary: Some("Nøgletal for hvert kvarter".to_owned()),
    }
}

fn tables() -> Vec<Block> {
    let spans = Table {
        header: vec![
            Row::new(
                "h1",
                RowKind::Plain,
                vec![
                    cell("Kvarter", 1, 2),
                    cell("Antal i 2020", 2, 1),
                    cell("Andel, %", 1, 2),
                ],
            ),
            Row::new(
                "h2",
                RowKind::Plain,
                vec![cell("Boliger", 1, 1), cell("Beboere", 1, 1)],
            ),
        ],
        rows: vec![
            Row::new("g1", RowKind::Group, vec![cell("Kolding øst", 4, 1)]),
            row("a", RowKind::Plain, &["Munkebo", "1.234", "2.345", "29,6"]),
            Row::new(
                "b",
                RowKind::Plain,
                vec![
                    cell("Skovparken", 1, 2),
                    cell("7", 1, 1),
                    cell("", 1, 1),
                    cell("–", 1, 1),
                ],
            ),
            Row::new(
                "c",
                RowKind::Plain,
                vec![cell("begge", 2, 1), cell("3", 1, 1)],
            ),
            row("g2", RowKind::Group, &["Kolding vest", "", "", "1,5"]),
            row("d", RowKind::Plain, &["Brændkjær", "12", "23", "4,5"]),
            row("sum", RowKind::Total, &["I alt", "1.253", "2.368", "100,0"]),
        ],
        ..table(
            "Nøgletal for kvartererne",
            &[2.0, 1.0, 1.0, 1.0],
            Vec::new(),
        )
    };
    let long = (0..70).map(|index| {
        let kind = if index % 12 == 0 {
            RowKind::Group
        } else {
            RowKind::Plain
        };
        row(
            &format!("r{index}"),
            kind,
            &[
                &format!("Afdeling {index}"),
                "12",
                "Munkebo 1-99, 6000 Kolding",
                "23,4",
            ],
        )
    });
    let long = Table {
        ..table(
            "Afdelinger i helhedsplanen",
            &[1.5, 1.0, 2.0, 1.0],
            long.collect(),
        )
    };
    let wide = |id: &str, rows: usize| {
        let texts: Vec<String> = (0..9)
            .map(|index| format!("Indhold nummer {index} og\u{a0}lidt mere"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let rows = (0..rows)
            .map(|index| row(&format!("w{index}"), RowKind::Plain, &texts))
            .collect();
        block(
            id,
            BlockKind::Table(Table {
                wide: true,
                ..table("Delmål og indikatorer", &[1.0; 9], rows)
            }),
        )
    };
    vec![
        block("tabel-noegletal", BlockKind::Table(spans)),
        paragraph("t-1", LONG),
        block(
            "tabel-uden",
            BlockKind::Table(table(
                "",
                &[1.0, 1.0],
                vec![row("x", RowKind::Plain, &["a", "b"])],
            )),
        ),
        block("tabel-lang", BlockKind::Table(long)),
        paragraph("t-2", LONG),
        heading("bred", 2, Numbering::Decimal, "Delmål"),
        wide("tabel-bred", 20),
        wide("tabel-bred-2", 3),
        paragraph("t-3", LONG),
    ]
}

fn rest() -> Vec<Block> {
    let chart = Chart {
        kind: ChartKind::Bars,
        categories: ["2016", "2017", "2018"].map(str::to_owned).to_vec(),
        series: vec![Series {
            name: "Andel".to_owned(),
            values: vec![Some(1.5), None, Some(3.0)],
        }],
        unit: "%".to_owned(),
        decimals: 1,
        missing: "–".to_owned(),
    };
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20'/></svg>";
    let image = Image {
        bytes: svg.as_bytes().into(),
        format: ImageFormat::Svg,
        size: (40, 20),
        width: 0.5,
    };
    let figure = |content| Figure {
        caption: plain("Elever med afsluttet grundskole 2016–2020"),
        alt: "Andelen stiger fra 1,5 til 3,0".to_owned(),
        content,
        replaces: None,
        source: Some(plain("Danmarks Statistik")),
        notes: Vec::new(),
    };
    let boxed = vec![
        paragraph("boks-1", LONG),
        block("boks-2", BlockKind::List(list())),
        block("boks-3", BlockKind::PageBreak),
    ];
    vec![
        block(
            "figur-uddannelse",
            BlockKind::Figure(figure(Picture::Chart(chart))),
        ),
        block(
            "figur-kort",
            BlockKind::Figure(figure(Picture::Image(image))),
        ),
        block(
            "boks",
            BlockKind::Callout {
                title: "Vær opmærksom".to_owned(),
                blocks: boxed,
            },
        ),
        heading("underskrifter", 2, Numbering::Decimal, "Underskrifter"),
        block(
            "underskrift",
            BlockKind::Table(Table::of_signatures(
                ["Kolding Kommune", "Alfabo"]
                    .map(|name| (name.to_owned(), vec![plain(name)]))
                    .into(),
                &terms(),
            )),
        ),
        heading(
            "bilag-kort",
            1,
            Numbering::Annex,
            "Kort over boligområderne",
        ),
        paragraph("b-1", LONG),
        heading("uden-nummer", 2, Numbering::None, "Uden nummer"),
        paragraph("b-2", LONG),
    ]
}
