//! Test material for writers: small documents that hold everything a document can hold.
//!
//! Compiled always, because the acceptance suite asks the binary for them. What they say means nothing;
//! no plan and no template is read.

mod figures;
mod prose;
mod redlined;
mod tables;

use std::cell::Cell;

use time::{Date, Month};

use super::{
    Attachment, Block, BlockId, BlockKind, Cues, Doc, Field, FieldKey, Inline, Meta, Origin, Style,
    Terms, Text, WebTerms,
};

/// What is put into every text of [`hostile`]: markup of all sorts, and letters that are easily lost.
///
/// No control or private-use characters (the loader refuses those), and nothing Carlito cannot show.
pub const HOSTILE: &str = "#let $x$ <w:p> {{ }} {% %} \\ \" ' ` @x < > & &amp; * _ ~ = + - # [x] (y) // /* */ ]]> \
    <!-- --> %PDF http://x.dk/a_b*c æøåÆØÅ é ½ § – — … “ ” ’ 1\u{a0}000 blød\u{ad}hed";

/// A word of 200 letters.
pub fn long_word() -> String {
    "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJK".repeat(5)
}

/// Every kind of block and inline, with ordinary words. Not a draft: set `meta.draft` to see one.
pub fn every_kind() -> Doc {
    document(&Maker {
        hostile: false,
        turn: Cell::new(0),
    })
}

/// The same shapes as [`every_kind`], with hostile text wherever there is text.
pub fn hostile() -> Doc {
    document(&Maker {
        hostile: true,
        turn: Cell::new(0),
    })
}

/// A redline of [`every_kind`]: every kind of block put in, taken out, moved, and changed inside.
pub fn redlined() -> Doc {
    let make = Maker {
        hostile: false,
        turn: Cell::new(0),
    };
    redlined::document(&make, document(&make))
}

/// The same with hostile text wherever there is text.
pub fn hostile_redlined() -> Doc {
    let make = Maker {
        hostile: true,
        turn: Cell::new(0),
    };
    redlined::document(&make, document(&make))
}

fn document(make: &Maker) -> Doc {
    let mut blocks = prose::front(make);
    blocks.extend(prose::chapter(make));
    blocks.extend(prose::lists(make));
    blocks.extend(tables::all(make));
    blocks.extend(figures::all(make));
    blocks.extend(prose::annexes(make));
    Doc {
        meta: meta(make),
        terms: terms(make),
        blocks,
        attachment: Some(attachment(make)),
        revision: None,
    }
}

fn meta(make: &Maker) -> Meta {
    Meta {
        title: make.say("Helhedsplan for prøven"),
        short_title: make.brief("Prøven"),
        stem: "proeve-1.0".into(),
        version: "1.0".into(),
        status: make.brief("Indsendt"),
        draft: false,
        // The fallback is never taken: the day exists.
        date: Date::from_calendar_date(2026, Month::November, 24).unwrap_or(Date::MIN),
        date_text: "24. november 2026".into(),
        lang: "da-DK".into(),
        author: make.brief("Fællessekretariatet"),
        subject: make.say("En prøve af alt, hvad et dokument kan rumme."),
        keywords: vec![make.brief("helhedsplan"), make.brief("prøve")],
    }
}

fn attachment(make: &Maker) -> Attachment {
    Attachment {
        name: "proeve.toml".into(),
        mime: "application/toml".into(),
        description: make.say("Prøvens data"),
        bytes: b"titel = \"Pr\xc3\xb8ve\"\n".to_vec(),
    }
}

fn terms(make: &Maker) -> Terms {
    Terms {
        table: make.label("Tabel"),
        figure: make.label("Figur"),
        annex: make.label("Bilag"),
        source: make.label("Kilde"),
        note: make.label("Note"),
        page_of: make.label("side {side} af {sider}"),
        version: make.label("version {version}"),
        watermark: make.label("UDKAST"),
        signature_date: make.label("Dato"),
        signature_party: make.label("Part"),
        signature_name: make.label("Navn og underskrift"),
        signature_locked: make.label("Underskrives senere"),
        remark_author: make.label("Sekretariatet"),
        alt_text: make.label("Figurtekst"),
        cues: Cues {
            inserted: make.label("indsat"),
            deleted: make.label("slettet"),
            moved_from: make.label("flyttet herfra"),
            moved_to: make.label("flyttet hertil"),
            end: make.label("slut"),
            before: make.label("Før"),
            after: make.label("Nu"),
            unchanged: "Uændret".to_owned(),
        },
        web: WebTerms {
            skip: make.label("Til indholdet"),
            documents: make.label("Dokumenter"),
            notes: make.label("Noter"),
            back: make.label("Tilbage fra note {nr}"),
            to_note: make.label("Note {nr}"),
            data: make.label("Tallene bag {figur}"),
            category: make.label("Kategori"),
            change: make.label("Ændring {nr}"),
            previous: make.label("Forrige ændring"),
            next: make.label("Næste ændring"),
            no_more: make.label("Ikke flere ændringer"),
            first: make.label("Til den første ændring (genvejstast {tast})"),
            show: make.label("Vis ændringer, der godkendes af"),
            all: make.label("alle"),
        },
    }
}

/// Makes texts and blocks, plain or hostile.
struct Maker {
    hostile: bool,
    /// Which hostile piece is next.
    turn: Cell<usize>,
}

impl Maker {
    /// A text with everything hostile in it.
    fn say(&self, words: &str) -> String {
        if self.hostile {
            format!("  {words} {HOSTILE} {}  ", long_word())
        } else {
            words.to_owned()
        }
    }

    /// A short text with one hostile piece, each time the next one.
    fn brief(&self, words: &str) -> String {
        if !self.hostile {
            return words.to_owned();
        }
        let pieces: Vec<&str> = HOSTILE.split(' ').collect();
        self.turn.set(self.turn.get() + 1);
        format!("{words} {}", pieces[self.turn.get() % pieces.len()])
    }

    /// A term of the template: short, and the same in every document.
    fn label(&self, words: &str) -> String {
        if self.hostile {
            format!("{words} <&\"#$")
        } else {
            words.to_owned()
        }
    }

    /// Words of one origin and style.
    fn words(&self, text: impl Into<String>, style: Style, origin: Origin) -> Inline {
        Inline::Words {
            text: text.into(),
            style,
            origin,
        }
    }

    /// A leaf that renders one field of the plan.
    fn leaf(&self, path: &str, words: impl Into<String>) -> Text {
        let key = key(path);
        let inlines = vec![self.words(words, Style::default(), Origin::Plan(key.clone()))];
        Text::of(Some(Field { key, part: 0 }), inlines)
    }

    /// Boilerplate with everything hostile in it.
    fn boiler(&self, words: &str) -> Text {
        Text::plain(self.say(words), template())
    }

    /// A short cell or fact from the plan.
    fn short(&self, path: &str, words: &str) -> Text {
        let words = self.brief(words);
        self.leaf(path, words)
    }

    /// A block of the template.
    fn block(&self, id: &str, kind: BlockKind) -> Block {
        Block::new(id_of(id), template(), kind)
    }

    /// A paragraph that renders one field of the plan.
    fn paragraph(&self, id: &str, path: &str, words: &str) -> Block {
        let kind = BlockKind::Paragraph(self.leaf(path, self.say(words)));
        Block::new(id_of(id), Origin::Plan(key(path)), kind)
    }

    /// A footnote.
    fn note(&self, id: &str, words: &str) -> Inline {
        Inline::Note {
            id: id.into(),
            content: self.leaf(&format!("fodnoter.{id}"), self.say(words)),
        }
    }
}

fn id_of(id: &str) -> BlockId {
    BlockId(id.to_owned())
}

fn key(path: &str) -> FieldKey {
    FieldKey {
        file: "delaftaler/proeve.toml".into(),
        path: path.into(),
    }
}

fn template() -> Origin {
    Origin::Template("parts/proeve.md".into())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::outline::Outline;
    use super::super::{Picture, walk};
    use super::*;

    #[test]
    fn ids_are_unique_and_of_the_allowed_letters() {
        let doc = every_kind();
        let mut seen = HashSet::new();
        for block in walk::blocks(&doc.blocks) {
            assert!(seen.insert(&block.id), "{:?} twice", block.id);
            let allowed =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            assert!(block.id.as_str().chars().all(allowed), "{:?}", block.id);
        }
    }

    #[test]
    fn both_versions_of_the_redline_are_sound() {
        use super::super::mark::{Side, keep};
        for side in [Side::Old, Side::New] {
            let doc = keep(&redlined(), side);
            let mut seen = HashSet::new();
            for block in walk::blocks(&doc.blocks) {
                assert!(seen.insert(&block.id), "{:?} twice", block.id);
            }
            let notes = walk::notes(&doc.blocks, side);
            let ids: HashSet<&str> = notes.iter().map(|(id, _)| *id).collect();
            assert_eq!(ids.len(), notes.len());
        }
    }

    #[test]
    fn references_lead_to_something() {
        let doc = every_kind();
        let outline = Outline::of(&doc);
        let mut targets = 0;
        for block in walk::blocks(&doc.blocks) {
            for text in walk::texts(block) {
                for inline in &text.inlines {
                    if let Inline::Ref { target, .. } = inline {
                        assert!(outline.number(target).is_some(), "{target:?}");
                        targets += 1;
                    }
                }
            }
        }
        assert!(targets >= 5);
    }

    #[test]
    fn hostile_has_the_same_shape_and_only_printable_words() {
        let (plain, hostile) = (every_kind(), hostile());
        let ids = |doc: &Doc| {
            walk::blocks(&doc.blocks)
                .iter()
                .map(|block| block.id.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&plain), ids(&hostile));
        for block in walk::blocks(&hostile.blocks) {
            for text in walk::texts(block) {
                let words = walk::words(&text.inlines);
                assert!(
                    !words
                        .chars()
                        .any(|c| c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c)),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn all_rows_fill_their_columns() {
        for block in walk::blocks(&every_kind().blocks) {
            if let BlockKind::Table(table) = &block.kind {
                for rows in [&table.header, &table.rows] {
                    let taken: usize = rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .map(|c| c.colspan * c.rowspan)
                        .sum();
                    assert_eq!(taken, rows.len() * table.columns.len(), "{:?}", block.id);
                }
            }
        }
    }

    #[test]
    fn pictures_of_files_can_be_drawn() {
        for block in walk::blocks(&every_kind().blocks) {
            let BlockKind::Figure(figure) = &block.kind else {
                continue;
            };
            let Picture::Image(image) = &figure.content else {
                continue;
            };
            let drawn =
                resvg::usvg::Tree::from_data(&image.bytes, &resvg::usvg::Options::default());
            assert!(
                drawn.is_ok() || image.bytes.starts_with(b"\x89PNG"),
                "{:?}",
                block.id
            );
        }
    }
}
