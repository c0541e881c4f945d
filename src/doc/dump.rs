//! A document as indented text that people can read and compare: for snapshot tests and for finding faults.

use std::fmt::Write;

use super::{
    Before, Block, BlockKind, BodyView, Cell, Doc, Fact, Field, FieldKey, Heading, Inline, Item,
    Mark, Origin, Picture, Row, Style, TableRole, Text,
    walk::{self, Bodies, Piece, Role, Shown},
};

/// The whole document, a line for each block, row and leaf. Fields are written `{file:path#part}`.
pub fn dump(doc: &Doc) -> String {
    let Doc {
        meta,
        terms: _,
        blocks,
        attachment,
        revision,
    } = doc;
    let mut out = Out {
        text: String::new(),
        depth: 0,
    };
    let draft = if meta.draft { " draft" } else { "" };
    out.line(format_args!(
        "{:?} {} {} {} {}{draft}",
        meta.title, meta.version, meta.status, meta.date, meta.lang
    ));
    if let Some(file) = attachment {
        out.line(format_args!(
            "attachment {} {} {} bytes",
            file.name,
            file.mime,
            file.bytes.len()
        ));
    }
    if let Some(revision) = revision {
        out.line(format_args!(
            "against {} by {:?} on {}",
            revision.before.version, revision.author, revision.date
        ));
    }
    out.blocks(blocks);
    out.text
}

struct Out {
    text: String,
    depth: usize,
}

impl Out {
    fn line(&mut self, words: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:width$}{words}", "", width = self.depth * 2);
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let Block {
                id,
                origin,
                remarks,
                mark,
                kind,
            } = block;
            self.line(format_args!(
                "{}{} {} <{}>",
                sign(*mark),
                head(kind),
                id.as_str(),
                source(origin)
            ));
            self.inside(|out| {
                for remark in remarks {
                    out.line(format_args!("remark {remark:?}"));
                }
                out.inner(block);
            });
        }
    }

    fn inner(&mut self, block: &Block) {
        let origin = &block.origin;
        for piece in walk::pieces(block) {
            match piece {
                Piece::Text(role, text) => self.leaf(place(role), text, origin),
                Piece::Line(role, line) => self.leaves(place(role), line, origin),
                Piece::Lines(role, lines) => self.leaves(place(role), lines, origin),
                Piece::Facts(facts) => facts.iter().for_each(|fact| self.fact(fact, origin)),
                Piece::Items(items) => items.iter().for_each(|item| self.item(item)),
                Piece::Bodies(bodies) => self.bodies(bodies, origin),
                Piece::Picture(shown) => self.shown(shown),
                Piece::Blocks(blocks) => self.blocks(blocks),
            }
        }
        if let BlockKind::Table(table) = &block.kind
            && let Some(summary) = &table.summary
        {
            self.line(format_args!("summary {summary:?}"));
        }
    }

    fn fact(&mut self, fact: &Fact, origin: &Origin) {
        let Fact {
            label,
            mark,
            values,
        } = fact;
        self.line(format_args!("{}fact {label:?}", sign(*mark)));
        self.inside(|out| out.leaves("", values, origin));
    }

    fn item(&mut self, item: &Item) {
        let Item { blocks, mark } = item;
        self.line(format_args!("{}-", sign(*mark)));
        self.inside(|out| out.blocks(blocks));
    }

    fn bodies(&mut self, bodies: Bodies<'_>, origin: &Origin) {
        let Bodies {
            before,
            columns,
            header,
            rows,
            row_headers,
            was,
            summary: _,
        } = bodies;
        if let Some(Before { columns, summary }) = was {
            let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
            self.line(format_args!("was {widths:?} {summary:?}"));
        }
        if let Some(before) = before {
            self.body(before.view(), origin);
            self.line(format_args!("replaced by"));
        }
        let own = BodyView {
            columns,
            header,
            rows,
            row_headers: *row_headers,
        };
        self.body(own, origin);
    }

    fn body(&mut self, body: BodyView<'_>, origin: &Origin) {
        let columns: Vec<String> = body
            .columns
            .iter()
            .map(|c| format!("{} {:?}", c.width, c.align))
            .collect();
        self.line(format_args!(
            "columns {}",
            columns.join(", ").to_lowercase()
        ));
        body.header
            .iter()
            .for_each(|row| self.row("header ", row, origin));
        body.rows.iter().for_each(|row| self.row("", row, origin));
    }

    fn row(&mut self, place: &str, row: &Row, origin: &Origin) {
        let Row {
            key,
            kind,
            cells,
            mark,
        } = row;
        self.line(format_args!(
            "{}{place}row {key} {}",
            sign(*mark),
            format!("{kind:?}").to_lowercase()
        ));
        self.inside(|out| cells.iter().for_each(|cell| out.cell(cell, origin)));
    }

    fn cell(&mut self, cell: &Cell, origin: &Origin) {
        let Cell {
            content,
            colspan,
            rowspan,
            align,
            before,
        } = cell;
        let mut spans = if (*colspan, *rowspan) == (1, 1) {
            String::new()
        } else {
            format!("{colspan}x{rowspan} ")
        };
        if let Some(align) = align {
            spans.push_str(&format!("{align:?} ").to_lowercase());
        }
        if let Some(before) = before {
            spans.push_str(&format!("was {before:?} ").to_lowercase());
        }
        if content.is_empty() {
            self.line(format_args!("{spans}empty"));
        }
        self.leaves(&spans, content, origin);
    }

    fn shown(&mut self, shown: Shown<'_>) {
        let Shown {
            before,
            content,
            alt,
        } = shown;
        self.line(format_args!("alt {alt:?}"));
        self.picture(content);
        if let Some((picture, alt)) = before {
            self.line(format_args!("in place of {alt:?}"));
            self.picture(picture);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        match picture {
            Picture::Chart(chart) => self.line(format_args!("{chart:?}")),
            Picture::Trends(trends) => self.line(format_args!("{trends:?}")),
            Picture::Timeline(timeline) => self.line(format_args!("{timeline:?}")),
            Picture::Image(image) => {
                let (width, height) = image.size;
                let format = format!("{:?}", image.format).to_lowercase();
                let bytes = image.bytes.len();
                self.line(format_args!(
                    "{format} {width}x{height} {bytes} bytes, {} of the width",
                    image.width
                ));
            }
        }
    }

    fn leaves<'t>(
        &mut self,
        place: &str,
        texts: impl IntoIterator<Item = &'t Text>,
        origin: &Origin,
    ) {
        let texts = texts.into_iter();
        texts.for_each(|text| self.leaf(place, text, origin));
    }

    fn leaf(&mut self, place: &str, text: &Text, origin: &Origin) {
        let words = leaf(text, origin);
        self.line(format_args!("{place}{words}"));
    }
}

/// What stands before a leaf of a role.
fn place(role: Role) -> &'static str {
    match role {
        Role::Words => "",
        Role::Overline => "overline ",
        Role::Title => "title ",
        Role::Subtitle => "subtitle ",
        Role::Caption => "caption ",
        Role::Source => "source ",
        Role::Note => "note ",
    }
}

/// What a block is, with what fits on its line.
fn head(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Cover(_) => "cover".into(),
        BlockKind::Contents { title, depth } => format!("contents {title:?} depth {depth}"),
        BlockKind::ListOf { title, what } => {
            format!("list of {} {title:?}", format!("{what:?}").to_lowercase())
        }
        BlockKind::Heading(Heading {
            level,
            numbering,
            text: _,
            listed,
        }) => {
            let hidden = if *listed { "" } else { " unlisted" };
            format!(
                "heading {level} {}{hidden}",
                format!("{numbering:?}").to_lowercase()
            )
        }
        BlockKind::Paragraph(_) => "paragraph".into(),
        BlockKind::List(list) => if list.ordered { "list ordered" } else { "list" }.into(),
        BlockKind::Table(table) => {
            let wide = if table.wide { " wide" } else { "" };
            let role = match table.role {
                TableRole::Data => "table",
                TableRole::Signatures => "signatures",
            };
            format!("{role}{wide} row headers {}", table.row_headers)
        }
        BlockKind::Figure(_) => "figure".into(),
        BlockKind::Callout { title, blocks: _ } => format!("callout {title:?}"),
        BlockKind::PageBreak => "page break".into(),
    }
}

/// The words of a leaf; words whose origin is not the leaf's own say where they come from.
fn leaf(text: &Text, block: &Origin) -> String {
    let Text {
        field,
        inlines,
        mark,
    } = text;
    let (field, own) = match field {
        Some(Field { key, part }) => (
            format!("{{{}#{part}}} ", name(key)),
            Origin::Plan(key.clone()),
        ),
        None => (String::new(), block.clone()),
    };
    let words: Vec<String> = inlines
        .iter()
        .map(|inline| inline_words(inline, &own))
        .collect();
    format!("{}{field}{}", sign(*mark), words.join(" "))
}

fn inline_words(inline: &Inline, own: &Origin) -> String {
    match inline {
        Inline::Words {
            text,
            style: Style { bold, italic },
            origin,
        } => {
            let (bold, italic) = (if *bold { "b" } else { "" }, if *italic { "i" } else { "" });
            let from = if origin == own {
                String::new()
            } else {
                format!("<{}>", source(origin))
            };
            format!("{bold}{italic}{text:?}{from}")
        }
        Inline::Link { url, content } => {
            let words: Vec<String> = content
                .iter()
                .map(|inline| inline_words(inline, own))
                .collect();
            format!("link({url} {})", words.join(" "))
        }
        Inline::Ref { target, label } => format!("ref({label:?} {})", target.as_str()),
        Inline::Note { id, content } => format!("note({id} {})", leaf(content, own)),
        Inline::Break => "break".into(),
        Inline::Marked { mark, content } => {
            let words: Vec<String> = content
                .iter()
                .map(|inline| inline_words(inline, own))
                .collect();
            format!("[{}{}]", sign(*mark), words.join(" "))
        }
    }
}

/// What a mark puts before a line; nothing where there is none.
fn sign(mark: Mark) -> String {
    match mark {
        Mark::Keep => String::new(),
        Mark::Ins => "+ ".into(),
        Mark::Del => "- ".into(),
        Mark::From(number) => format!("from {} ", number.0),
        Mark::To(number) => format!("to {} ", number.0),
    }
}

fn source(origin: &Origin) -> String {
    match origin {
        Origin::Plan(key) => name(key),
        Origin::Derived(key) => format!("from {}", name(key)),
        Origin::Template(part) => format!("template {part}"),
    }
}

fn name(key: &FieldKey) -> String {
    format!("{}:{}", key.file, key.path)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn blocks_leaves_and_their_fields_can_be_read() {
        let text = dump(&sample::every_kind());
        for line in [
            "heading 1 decimal formaal <template parts/proeve.md>\n  {delaftaler/proeve.toml:overskrifter.formaal#0} \"Formål\"",
            "paragraph rammer.1 <delaftaler/proeve.toml:rammer>",
            "  remark \"Spørg kommunen.\"",
            "bi\"begge dele\"",
            "\"1.234\"<registre/kvarterer.toml:nord.boliger>",
            "ref(\"tabel\" tabel-enkel)",
            "note(boliger {delaftaler/proeve.toml:fodnoter.boliger#0} \"Opgjort i 2020.\")",
            "1x2 \"Delmål\"",
            "    row sum total",
            "Series { name: \"Boligområdet\", values: [Some(29.35), None, Some(21.92), Some(14.75)] }",
        ] {
            assert!(
                text.contains(line.trim_start_matches("    ")),
                "{line}\n---\n{text}"
            );
        }
    }

    #[test]
    fn hostile_text_stays_on_its_line() {
        let lines = |doc: &Doc| dump(doc).lines().count();
        assert_eq!(lines(&sample::every_kind()), lines(&sample::hostile()));
    }
}
