//! Cover, lists of contents, headings, paragraphs, lists, boxes, signatures and annexes.

use super::super::{
    Block, BlockKind, Captioned, Cover, Fact, Heading, Inline, Item, List, Numbering, Origin,
    Style, Table, Text,
};
use super::{Maker, id_of, key, template};

const BOLD: Style = Style {
    bold: true,
    italic: false,
};
const ITALIC: Style = Style {
    bold: false,
    italic: true,
};
const BOTH: Style = Style {
    bold: true,
    italic: true,
};
const PLAIN: Style = Style {
    bold: false,
    italic: false,
};

/// Everything before the first chapter.
pub fn front(make: &Maker) -> Vec<Block> {
    let cover = Cover {
        overline: make.short("navn", "ByLivPrøve"),
        title: make.leaf("titel", make.say("Helhedsplan")),
        subtitle: make.boiler("Strategisk samarbejdsaftale"),
        facts: vec![
            Fact::of(
                make.brief("Periode"),
                vec![make.short("periode", "1. april 2026 – 31. marts 2030")],
            ),
            Fact::of(
                make.brief("Parter"),
                vec![
                    make.short("parter.0", "Boligselskabet Nord"),
                    make.short("parter.1", "Prøve Kommune"),
                ],
            ),
        ],
    };
    let parties = ["Boligselskabet Nord", "Prøve Kommune"];
    let parties = parties.iter().enumerate().map(|(index, name)| {
        let id = format!("parter.{index}");
        (id.clone(), vec![make.short(&id, name)])
    });
    let signatures = Table::of_signatures(parties.collect(), &super::terms(make));
    let tables = BlockKind::ListOf {
        title: make.brief("Tabeller"),
        what: Captioned::Tables,
    };
    let figures = BlockKind::ListOf {
        title: make.brief("Figurer"),
        what: Captioned::Figures,
    };
    let mut hidden = heading(make, "sammenfatning", 2, Numbering::None, "Kort sagt");
    if let BlockKind::Heading(heading) = &mut hidden.kind {
        heading.listed = false;
    }
    vec![
        make.block("forside", BlockKind::Cover(cover)),
        make.block(
            "indhold",
            BlockKind::Contents {
                title: make.say("Indhold"),
                depth: 3,
            },
        ),
        make.block("tabeller", tables),
        make.block("figurer", figures),
        heading(make, "forord", 1, Numbering::None, "Forord"),
        make.paragraph("forord.tekst", "forord", "Et forord uden nummer."),
        hidden,
        make.paragraph(
            "sammenfatning.tekst",
            "sammenfatning",
            "Står ikke i indholdet.",
        ),
        make.block("underskrifter", BlockKind::Table(signatures)),
        make.block("sideskift", BlockKind::PageBreak),
    ]
}

fn heading(make: &Maker, id: &str, level: u8, numbering: Numbering, words: &str) -> Block {
    let text = make.leaf(&format!("overskrifter.{id}"), make.say(words));
    make.block(
        id,
        BlockKind::Heading(Heading {
            level,
            numbering,
            text,
            listed: true,
        }),
    )
}

/// Headings of all levels, and all that a paragraph can hold.
pub fn chapter(make: &Maker) -> Vec<Block> {
    let mut out = vec![heading(make, "formaal", 1, Numbering::Decimal, "Formål")];
    for level in 2..=6 {
        let id = format!("formaal.{level}");
        out.push(heading(
            make,
            &id,
            level,
            Numbering::Decimal,
            &format!("Niveau {level}"),
        ));
        out.push(make.paragraph(
            &format!("{id}.tekst"),
            &format!("tekst.{level}"),
            "Et afsnit under overskriften.",
        ));
    }
    out.push(heading(make, "rammer", 2, Numbering::Decimal, "Rammer"));
    out.push(styles(make));
    let mut second = references(make);
    second.remarks = vec![make.say("Spørg kommunen."), make.brief("Og igen.")];
    out.push(second);
    out.push(callout(make));
    out
}

/// Styles, a value of a register inside prose, a link, a break and two notes.
fn styles(make: &Maker) -> Block {
    let prose = Origin::Plan(key("rammer"));
    let register = Origin::Plan(super::FieldKey {
        file: "registre/kvarterer.toml".into(),
        path: "nord.boliger".into(),
    });
    let url = if make.hostile {
        "https://example.dk/s%C3%B8g?a=1&b=(x)'#top"
    } else {
        "https://example.dk/"
    };
    let link = Inline::Link {
        url: url.into(),
        content: vec![
            make.words(make.say("et link med "), PLAIN, prose.clone()),
            make.words(make.brief("fed"), BOLD, prose.clone()),
        ],
    };
    let inlines = vec![
        make.words(make.say("Almindelige ord, "), PLAIN, prose.clone()),
        make.words(make.brief("fede"), BOLD, prose.clone()),
        make.words(", ", PLAIN, prose.clone()),
        make.words(make.brief("kursive"), ITALIC, prose.clone()),
        make.words(" og ", PLAIN, prose.clone()),
        make.words(make.brief("begge dele"), BOTH, prose.clone()),
        make.words("; der er ", PLAIN, prose.clone()),
        make.words("1.234", PLAIN, register),
        make.words(" boliger", PLAIN, prose.clone()),
        make.note("boliger", "Opgjort i 2020."),
        make.words(", og ", PLAIN, prose.clone()),
        link,
        make.words(".", PLAIN, prose.clone()),
        long_note(make),
        Inline::Break,
        make.words(make.say("En ny linje."), PLAIN, prose.clone()),
    ];
    let text = Text::of(
        Some(super::Field {
            key: key("rammer"),
            part: 0,
        }),
        inlines,
    );
    Block::new(id_of("rammer.0"), prose, BlockKind::Paragraph(text))
}

/// A note with emphasis, a link and a reference in it.
fn long_note(make: &Maker) -> Inline {
    let origin = Origin::Plan(key("fodnoter.lang"));
    let link = Inline::Link {
        url: "mailto:sekretariatet@example.dk".into(),
        content: vec![make.words(make.brief("skriv"), PLAIN, origin.clone())],
    };
    let inlines = vec![
        make.words(make.brief("Spørg"), ITALIC, origin.clone()),
        make.words(", ", PLAIN, origin.clone()),
        link,
        make.words(" eller se ", PLAIN, origin.clone()),
        Inline::Ref {
            target: id_of("tabel-spaend"),
            label: make.brief("tabel"),
        },
        make.words(".", PLAIN, origin),
    ];
    let content = Text::of(
        Some(super::Field {
            key: key("fodnoter.lang"),
            part: 0,
        }),
        inlines,
    );
    Inline::Note {
        id: "lang".into(),
        content,
    }
}

/// References of all sorts: the second block of the same prose field.
fn references(make: &Maker) -> Block {
    let prose = Origin::Plan(key("rammer"));
    let mut inlines = vec![make.words("Se ", PLAIN, prose.clone())];
    let targets = [
        ("formaal.3", "afsnit"),
        ("tabel-enkel", "tabel"),
        ("figur-linjer", "figur"),
        ("bilag-kort", ""),
        ("formaal", ""),
    ];
    for (target, label) in targets {
        let label = if label.is_empty() {
            String::new()
        } else {
            make.brief(label)
        };
        inlines.push(Inline::Ref {
            target: id_of(target),
            label,
        });
        inlines.push(make.words(", ", PLAIN, prose.clone()));
    }
    inlines.push(make.words("og så videre.", PLAIN, prose.clone()));
    let text = Text::of(
        Some(super::Field {
            key: key("rammer"),
            part: 1,
        }),
        inlines,
    );
    Block::new(id_of("rammer.1"), prose, BlockKind::Paragraph(text))
}

fn callout(make: &Maker) -> Block {
    let blocks = vec![
        make.paragraph("boks.tekst", "boks", "Dokumentet har fejl."),
        list(
            make,
            "boks.liste",
            false,
            vec![vec![make.paragraph(
                "boks.liste.0",
                "boks.fejl",
                "En fejl.",
            )]],
        ),
    ];
    make.block(
        "boks",
        BlockKind::Callout {
            title: make.say("Bemærk"),
            blocks,
        },
    )
}

/// Bulleted and numbered lists inside each other, items with two paragraphs, a note in an item.
pub fn lists(make: &Maker) -> Vec<Block> {
    let deepest = vec![
        vec![make.paragraph("liste.1.1.0.a", "liste.1.1.0", "Dybest, først.")],
        { vec![make.paragraph("liste.1.1.1.a", "liste.1.1.1", "Dybest, sidst.")] },
    ];
    let middle = vec![
        vec![make.paragraph("liste.1.0.a", "liste.1.0", "Nummereret, først.")],
        vec![
            make.paragraph("liste.1.1.a", "liste.1.1", "Nummereret, sidst."),
            list(make, "liste.1.1.b", false, deepest),
        ],
    ];
    let mut noted = make.paragraph("liste.2.a", "liste.2", "Et punkt med en note.");
    if let BlockKind::Paragraph(text) = &mut noted.kind {
        text.inlines.push(make.note("punkt", "Noten i punktet."));
    }
    let outer = vec![
        vec![make.paragraph("liste.0.a", "liste.0", "Det første punkt.")],
        vec![
            make.paragraph("liste.1.a", "liste.1", "Et punkt med en liste."),
            list(make, "liste.1.b", true, middle),
        ],
        vec![
            noted,
            make.paragraph("liste.2.b", "liste.2b", "Punktets andet afsnit."),
        ],
    ];
    let ordered = |make: &Maker, id: &str| {
        let items = ["Først", "Dernæst"].into_iter().enumerate();
        let items = items.map(|(n, words)| {
            vec![make.paragraph(&format!("{id}.{n}"), &format!("{id}.{n}"), words)]
        });
        list(make, id, true, items.collect())
    };
    let mut with_remark = list(make, "liste", false, outer);
    with_remark.remarks = vec![make.brief("Er listen hel?")];
    vec![
        heading(make, "lister", 1, Numbering::Decimal, "Lister"),
        with_remark,
        ordered(make, "trin"),
        make.paragraph(
            "lister.mellem",
            "lister",
            "Den næste liste begynder forfra.",
        ),
        ordered(make, "flere-trin"),
    ]
}

fn list(make: &Maker, id: &str, ordered: bool, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(Item::of).collect();
    make.block(id, BlockKind::List(List { ordered, items }))
}

/// Annexes, which number by letter.
pub fn annexes(make: &Maker) -> Vec<Block> {
    let boiler = BlockKind::Paragraph(make.boiler("Fast ordlyd fra skabelonen."));
    vec![
        make.block("sideskift-2", BlockKind::PageBreak),
        heading(make, "bilag-kort", 1, Numbering::Annex, "Kort"),
        make.block("bilag-kort.tekst", boiler),
        heading(make, "bilag-adresser", 1, Numbering::Annex, "Adresser"),
        heading(make, "bilag-adresser.nord", 2, Numbering::None, "Nord"),
        Block {
            origin: template(),
            ..make.paragraph("bilag-adresser.tekst", "adresser", "Nordvej 1–9.")
        },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::{Side, walk};
    use super::*;

    /// A new kind of block is named here by the compiler: put one into the sample, too.
    fn number(kind: &BlockKind) -> usize {
        match kind {
            BlockKind::Cover(_) => 0,
            BlockKind::Contents { .. } => 1,
            BlockKind::ListOf { .. } => 2,
            BlockKind::Heading(_) => 3,
            BlockKind::Paragraph(_) => 4,
            BlockKind::List(_) => 5,
            BlockKind::Table(_) => 6,
            BlockKind::Figure(_) => 7,
            BlockKind::Callout { .. } => 8,
            BlockKind::PageBreak => 9,
        }
    }

    #[test]
    fn every_kind_stands_in_the_new_version_and_all_but_cover_and_contents_in_the_old_one_only() {
        let doc = super::super::redlined();
        let of = |side| -> Vec<usize> {
            let all = walk::blocks(&doc.blocks).into_iter();
            let all = all.filter(|block| block.mark.side() == side);
            let kinds: BTreeSet<usize> = all.map(|block| number(&block.kind)).collect();
            kinds.into_iter().collect()
        };
        assert_eq!(of(Side::New), (0..=9).collect::<Vec<_>>());
        assert_eq!(of(Side::Old), (3..=9).collect::<Vec<_>>());
    }
}
