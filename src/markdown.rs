//! Tree → Markdown: CommonMark with tables and footnotes, as GitHub and pandoc's `gfm` read it.
//!
//! Markdown knows no spans, covers or pages. Spanned cells stand in the first of their places and leave the others empty,
//! the cover is a title with a list, a picture is its alternative text, a chart also a table of its data. Every word of the
//! tree is there, in its order. What something leads to has an anchor by its own id, since readers make different ids of
//! the words of a heading.

mod anchors;
mod escape;
mod inline;
mod table;

use std::collections::HashSet;

use crate::{
    chart,
    doc::{
        Block, BlockId, BlockKind, Captioned, Cover, Doc, Fact, Figure, Heading, Inline, Item,
        List, Locks, Text, outline::Outline,
    },
};

/// Deepest heading that Markdown knows.
const DEEPEST: u8 = 6;
/// What keeps two lists, one after the other, from being read as one.
const BETWEEN_LISTS: &str = "<!-- -->";

/// The document as Markdown.
pub fn write(doc: &Doc, outline: &Outline) -> String {
    let doc = &*doc.locked(Locks::Alike);
    let has_cover = doc
        .blocks
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Cover(_)));
    let mut writer = Writer {
        doc,
        outline,
        anchors: anchors::of(doc, outline),
        below_title: u8::from(has_cover),
        notes: Vec::new(),
    };
    let mut out = Vec::new();
    if doc.meta.draft {
        out.push(writer.strong(&doc.terms.watermark));
    }
    out.extend(writer.blocks(&doc.blocks));
    // Notes may hold notes no further, so one pass finds them all.
    for (id, content) in std::mem::take(&mut writer.notes) {
        let number = outline.note(id).unwrap_or_default();
        let text = writer.text(content);
        out.push(format!("[^{number}]: {}", indent(&text, 4)));
    }
    out.join("\n\n") + "\n"
}

struct Writer<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    /// What something leads to.
    anchors: HashSet<&'a BlockId>,
    /// By how much headings move down, below the title on the cover.
    below_title: u8,
    /// Notes in reading order, whose words follow at the end.
    notes: Vec<(&'a str, &'a Text)>,
}

impl<'a> Writer<'a> {
    /// One string a block; blocks without words leave nothing.
    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut after_list = false;
        for block in blocks {
            let is_list = matches!(block.kind, BlockKind::List(_));
            if is_list && after_list {
                out.push(BETWEEN_LISTS.to_owned());
            }
            let written = self.block(block);
            if !written.is_empty() {
                after_list = is_list;
                out.push(written);
            }
            if self.doc.meta.draft {
                let author = &self.doc.terms.remark_author;
                for remark in &block.remarks {
                    let words = format!("{}: {}", self.strong(author), escape::words(remark));
                    out.push(quote(&words));
                    after_list = false;
                }
            }
        }
        out
    }

    fn block(&mut self, block: &'a Block) -> String {
        match &block.kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { title, depth } => self.contents(title, *depth),
            BlockKind::ListOf { title, what } => self.list_of(title, *what),
            BlockKind::Heading(heading) => self.heading(&block.id, heading),
            BlockKind::Paragraph(text) => self.text(text),
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => self.table(&block.id, table),
            BlockKind::Figure(figure) => self.figure(&block.id, figure),
            BlockKind::Callout { title, blocks } => {
                let mut inner = vec![self.strong(title)];
                inner.extend(self.blocks(blocks));
                quote(&inner.join("\n\n"))
            }
            BlockKind::PageBreak => String::new(),
        }
    }

    fn cover(&mut self, cover: &'a Cover) -> String {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        let mut out = vec![
            self.text(overline),
            format!("# {}", self.one_line(title)),
            self.text(subtitle),
        ];
        let mut lines = Vec::new();
        for Fact {
            label,
            mark: _,
            values,
        } in facts
        {
            let label = self.strong(label);
            match values.as_slice() {
                [] => lines.push(format!("- {label}")),
                [value] => lines.push(format!("- {label} {}", self.one_line(value))),
                several => {
                    lines.push(format!("- {label}"));
                    lines.extend(
                        several
                            .iter()
                            .map(|value| format!("  - {}", self.one_line(value))),
                    );
                }
            }
        }
        out.push(lines.join("\n"));
        out.retain(|part| !part.is_empty());
        out.join("\n\n")
    }

    fn contents(&self, title: &str, depth: u8) -> String {
        let entries = &self.outline.entries;
        let listed = entries.iter().filter(|entry| entry.level <= depth);
        let mut above: Vec<u8> = Vec::new();
        let mut lines = vec![self.strong(title), String::new()];
        for entry in listed {
            above.retain(|level| *level < entry.level);
            let words = [entry.number.as_str(), entry.text.as_str()].join(" ");
            let space = "  ".repeat(above.len());
            let link = inline::link_to(&entry.id, words.trim());
            lines.push(format!("{space}- {link}"));
            above.push(entry.level);
        }
        lines.join("\n")
    }

    fn list_of(&self, title: &str, what: Captioned) -> String {
        let (label, captions) = match what {
            Captioned::Tables => (&self.doc.terms.table, &self.outline.tables),
            Captioned::Figures => (&self.doc.terms.figure, &self.outline.figures),
        };
        let lines = captions.iter().enumerate().map(|(index, (id, words))| {
            let words = format!("{label} {} {words}", index + 1);
            format!("- {}", inline::link_to(id, &words))
        });
        let head = [self.strong(title), String::new()];
        head.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    }

    fn heading(&mut self, id: &BlockId, heading: &'a Heading) -> String {
        let Heading {
            level,
            numbering: _,
            text,
            listed: _,
        } = heading;
        let sign = "#".repeat(usize::from((level + self.below_title).min(DEEPEST)));
        let number = escape::words(self.outline.number(id).unwrap_or_default());
        let words = [number, self.one_line(text)].join(" ");
        format!("{sign} {}{}", self.anchor(id), words.trim())
    }

    fn list(&mut self, list: &'a List) -> String {
        let List { ordered, items } = list;
        let mut out = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let sign = if *ordered {
                format!("{}. ", index + 1)
            } else {
                "- ".to_owned()
            };
            let body = indent(&self.item(item), sign.len());
            out.push(format!("{sign}{body}").trim_end().to_owned());
        }
        out.join("\n")
    }

    /// An item's blocks; a paragraph and the list under it stand close together.
    fn item(&mut self, item: &'a Item) -> String {
        let close = matches!(
            item.blocks.as_slice(),
            [first, rest] if matches!(first.kind, BlockKind::Paragraph(_)) && matches!(rest.kind, BlockKind::List(_))
        );
        let blocks = self.blocks(&item.blocks);
        blocks.join(if close { "\n" } else { "\n\n" })
    }

    fn figure(&mut self, id: &BlockId, figure: &'a Figure) -> String {
        let Figure {
            caption,
            alt,
            content,
            replaces: _,
            source,
            notes,
        } = figure;
        let terms = &self.doc.terms;
        let mut out = self.caption(&terms.figure, id, caption);
        let alt = format!("{}: {alt}", terms.alt_text);
        out.push(escape::words(&alt));
        if let Some(data) = chart::data(content, &terms.web.category) {
            let number = self.outline.number(id).unwrap_or_default();
            let figure = format!("{} {number}", terms.figure.to_lowercase());
            out.push(self.strong(&terms.web.data.replace("{figur}", &figure)));
            out.push(table::of_data(&data));
        }
        out.extend(self.below(source.as_ref(), notes));
        out.join("\n\n")
    }

    /// `**Tabel 7** · caption`, if the block has a number.
    fn caption(&mut self, term: &str, id: &BlockId, caption: &'a Text) -> Vec<String> {
        let words = self.text(caption);
        match self.outline.number(id) {
            Some(number) => vec![format!(
                "{}{} · {words}",
                self.anchor(id),
                self.strong(&format!("{term} {number}"))
            )],
            None => Vec::new(),
        }
    }

    /// What a link to the block leads to, if there is one.
    fn anchor(&self, id: &BlockId) -> String {
        if self.anchors.contains(id) {
            format!("<a id=\"{}\"></a>", id.as_str())
        } else {
            String::new()
        }
    }

    /// Source and notes below a table or figure.
    fn below(&mut self, source: Option<&'a Text>, notes: &'a [Text]) -> Vec<String> {
        let terms = &self.doc.terms;
        let source = source.map(|text| (&terms.source, text));
        let notes = notes.iter().map(|text| (&terms.note, text));
        let lines = source.into_iter().chain(notes);
        lines
            .map(|(label, text)| format!("{}: {}", escape::words(label), self.text(text)))
            .collect()
    }

    fn text(&mut self, text: &'a Text) -> String {
        self.noted(&text.inlines);
        inline::write(&text.inlines, self.outline, inline::Break::Line)
    }

    /// A leaf where no line may end: a heading, a cell.
    fn one_line(&mut self, text: &'a Text) -> String {
        self.noted(&text.inlines);
        inline::write(&text.inlines, self.outline, inline::Break::Space)
    }

    /// Keeps the notes of a leaf for the end of the document.
    fn noted(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Note { id, content } => {
                    if self.notes.iter().all(|(known, _)| known != id) {
                        self.notes.push((id, content));
                    }
                }
                Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                    self.noted(content);
                }
                Inline::Words { .. } | Inline::Ref { .. } | Inline::Break => {}
            }
        }
    }

    fn strong(&self, words: &str) -> String {
        inline::strong(words)
    }
}

/// Lines after the first moved in, empty ones left empty.
fn indent(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&space);
            out.push_str(line);
        }
    }
    out
}

fn quote(text: &str) -> String {
    let lines = text.lines().map(|line| format!("> {line}"));
    let lines = lines.map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
