//! What all internal reports are made of: cover, properties, tables, words that no field stands behind.

use crate::{
    compose::leaf,
    doc::{
        Align, Block, BlockId, BlockKind, Cell, Cover, Doc, Fact, FieldKey, Heading, Item, List,
        Meta, Numbering, Origin, Row, RowKind, Style, Table, Text,
    },
    model::{DocumentStatus, Plan, ruleset::Document},
    template::{
        Template, markdown,
        words::{Overview, Words},
    },
};

/// File of the template that short words stand in.
pub const WORDS: &str = "terms.toml";

/// A report on its way: the plan it is about, and the template that words it.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub plan: &'a Plan,
    pub template: &'a Template,
}

impl<'a> Paper<'a> {
    pub fn words(self) -> &'a Words {
        &self.template.words
    }

    pub fn phrase(self, name: &'a str) -> &'a str {
        self.words().phrase(name)
    }

    /// An internal report around the blocks: `name` is its phrase, `ending` ends the stem of its files.
    pub fn doc(self, name: &'a str, ending: &str, blocks: Vec<Block>) -> Doc {
        let title = self.phrase(name);
        let mut doc = self.sent(name, ending, blocks);
        doc.meta.status = self.phrase("rapport_internt").to_owned();
        doc.meta.subject = self.phrase("rapport_emne").replace("{titel}", title);
        doc
    }

    /// The same for a document that leaves the house: it has the plan's own status.
    pub fn sent(self, name: &'a str, ending: &str, blocks: Vec<Block>) -> Doc {
        let (meta, words) = (&self.plan.meta, self.words());
        let title = self.phrase(name);
        let status = words.statuses.get(&meta.status);
        Doc {
            meta: Meta {
                title: format!("{title} – {}", meta.name.text),
                short_title: format!("{title} – {}", meta.short_title.text),
                stem: format!("{}-{}-{ending}", meta.slug, meta.version.text),
                version: meta.version.text.clone(),
                status: status.cloned().unwrap_or_default(),
                draft: false,
                date: meta.date,
                date_text: words.date(meta.date),
                lang: "da-DK".to_owned(),
                author: meta.name.text.clone(),
                subject: title.to_owned(),
                keywords: Vec::new(),
            },
            terms: self.template.terms.clone(),
            blocks,
            attachment: None,
            revision: None,
        }
    }

    /// The documents that the rule set asks for, and how each is `delivered`.
    pub fn documents(
        self,
        table: &str,
        delivered: impl Fn(&Document) -> Option<DocumentStatus>,
    ) -> Vec<Block> {
        let Some(words) = self.overview(table) else {
            return Vec::new();
        };
        let asked = self.template.rules.documents.iter();
        let rows = asked.map(|document| {
            let status = match delivered(document) {
                Some(status) => self.delivery(words, status),
                None => self.word(words, "ikke_naevnt"),
            };
            let cells = [document.name.as_str(), status].map(|words| self.fixed(words));
            self.row(&document.id, RowKind::Plain, cells)
        });
        self.table(table, table, &[Align::Left; 2], rows.collect())
    }

    /// What a table calls a way of delivery: its own word for it, as of a letter that is no part of the agreement, or the
    /// agreement's.
    fn delivery(self, table: &'a Overview, status: DocumentStatus) -> &'a str {
        let own = table.words.get(match status {
            DocumentStatus::Indeholdt => "indeholdt",
            DocumentStatus::Dannes => "dannes",
            DocumentStatus::Vedlagt => "vedlagt",
            DocumentStatus::LeveresSaerskilt => "leveres-saerskilt",
            DocumentStatus::Mangler => "mangler",
        });
        let usual = self.words().documents.get(&status);
        own.or(usual).map_or("", String::as_str)
    }

    /// How a document of the submission is delivered; `None` if the plan does not say.
    pub fn delivered(self, document: &Document) -> Option<DocumentStatus> {
        let given = self.plan.document(&document.id);
        given.map(|given| given.status)
    }

    /// The cover: marked as internal, with the plan's version, status and date.
    pub fn cover(self, name: &'a str) -> Block {
        let (meta, words) = (&self.plan.meta, self.words());
        let status = words.statuses.get(&meta.status);
        let fact =
            |name: &'a str, value: &str| Fact::of(self.phrase(name), vec![self.fixed(value)]);
        let cover = Cover {
            overline: self.fixed(self.phrase("rapport_internt")),
            title: self.fixed(self.phrase(name)),
            subtitle: self.fixed(&format!("{} – {}", meta.name.text, meta.title.text)),
            facts: vec![
                fact("forside_version", &meta.version.text),
                fact("forside_status", status.map_or("", String::as_str)),
                fact("forside_dato", &words.date(meta.date)),
                fact("rapport_brug", self.phrase("rapport_brug_vaerdi")),
            ],
        };
        block(&format!("{name}.forside"), BlockKind::Cover(cover))
    }

    pub fn overview(self, name: &str) -> Option<&'a Overview> {
        self.words().report_tables.get(name)
    }

    /// A word of a table; its name if the template lacks it, so that the gap is seen.
    pub fn word(self, table: &'a Overview, name: &'a str) -> &'a str {
        table.words.get(name).map_or(name, String::as_str)
    }

    /// A table under a name of the template, with these rows; nothing without rows.
    pub fn table(self, name: &str, id: &str, aligns: &[Align], rows: Vec<Row>) -> Vec<Block> {
        let Some(words) = self.overview(name).filter(|_| !rows.is_empty()) else {
            return Vec::new();
        };
        let table = Table {
            rows,
            ..crate::compose::frame(words, &words.title, aligns, self.words())
        };
        vec![block(id, BlockKind::Table(table))]
    }

    /// Words of the report.
    pub fn fixed(self, words: &str) -> Text {
        leaf::fixed(words, WORDS, self.words())
    }

    /// Words that come from what stands under a key.
    pub fn about(self, words: &str, key: &FieldKey) -> Text {
        self.styled(words, Style::default(), key)
    }

    /// A place in the sources, set apart from the words about it.
    pub fn place(self, words: &str, key: &FieldKey) -> Text {
        let italic = Style {
            italic: true,
            bold: false,
        };
        self.styled(words, italic, key)
    }

    fn styled(self, words: &str, style: Style, key: &FieldKey) -> Text {
        let origin = Origin::Derived(key.clone());
        let inlines = markdown::words(words, style, &origin, &self.words().unbroken);
        Text::of(None, inlines)
    }

    /// A row of cells of one leaf each.
    pub fn row<const N: usize>(self, key: &str, kind: RowKind, cells: [Text; N]) -> Row {
        row(key, kind, cells.map(leaf::cell).to_vec())
    }
}

/// A row.
pub fn row(key: &str, kind: RowKind, cells: Vec<Cell>) -> Row {
    Row::new(key, kind, cells)
}

/// A block of the report.
pub fn block(id: &str, kind: BlockKind) -> Block {
    let origin = Origin::Template(WORDS.to_owned());
    Block::new(BlockId(id.to_owned()), origin, kind)
}

/// A heading below the report's own.
pub fn heading(id: &str, text: Text) -> Block {
    let heading = Heading {
        level: 2,
        numbering: Numbering::None,
        text,
        listed: true,
    };
    block(id, BlockKind::Heading(heading))
}

/// A numbered list; the leaves under an item are bullets.
pub fn list(id: &str, items: Vec<(Text, Vec<Text>)>) -> Block {
    let items = items.into_iter().enumerate().map(|(index, (text, under))| {
        let id = format!("{id}.{}", index + 1);
        let mut blocks = vec![block(&format!("{id}.1"), BlockKind::Paragraph(text))];
        if !under.is_empty() {
            blocks.push(bullets(&format!("{id}.2"), under));
        }
        Item::of(blocks)
    });
    let items = items.collect();
    let ordered = true;
    block(id, BlockKind::List(List { ordered, items }))
}

fn bullets(id: &str, items: Vec<Text>) -> Block {
    let items = items.into_iter().enumerate().map(|(index, text)| {
        let id = format!("{id}.{}", index + 1);
        Item::of(vec![block(&id, BlockKind::Paragraph(text))])
    });
    let items = items.collect();
    let ordered = false;
    block(id, BlockKind::List(List { ordered, items }))
}
