//! Reads a document block by block.

use std::collections::HashSet;

use super::super::outline::Outline;
use super::super::{
    Block, BlockId, BlockKind, Body, Captioned, Cover, Doc, Fact, Figure, Heading, Inline, List,
    Mark, Table, Text, mark::Side,
};
use super::{
    Cell, Change, Contents, Line, Link, Note, Skeleton, Stretch, StretchKind, grid, grid::Placed,
    squeeze,
};

/// The skeleton of a document.
pub fn read(doc: &Doc, outline: &Outline) -> Skeleton {
    let mut reader = Reader {
        doc,
        outline,
        out: Skeleton::default(),
        pending: Vec::new(),
        noted: HashSet::new(),
        side: Side::New,
    };
    reader.out.title = squeeze(&doc.meta.title);
    reader.out.lang = doc.meta.lang.clone();
    reader.blocks(&doc.blocks, 0);
    reader.out
}

struct Reader<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    out: Skeleton,
    /// Footnotes met in the piece that is being read; they follow it.
    pending: Vec<(&'a str, &'a Text, Side)>,
    /// Those that have been met: one that several places refer to is read once.
    noted: HashSet<(&'a str, Side)>,
    /// The version whose numbers hold where we are.
    side: Side,
}

impl<'a> Reader<'a> {
    fn blocks(&mut self, blocks: &'a [Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &'a Block, depth: usize) {
        let Block {
            id,
            origin: _,
            remarks,
            mark,
            kind,
        } = block;
        let outside = std::mem::replace(&mut self.side, mark.side());
        if self.doc.meta.draft {
            self.out
                .remarks
                .extend(remarks.iter().map(|remark| squeeze(remark)));
        }
        match kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { title, depth } => self.contents(title, usize::from(*depth)),
            BlockKind::ListOf { title, what } => self.list_of(title, *what),
            BlockKind::Heading(heading) => self.heading(id, heading),
            BlockKind::Paragraph(text) => self.leaf(StretchKind::Paragraph, 0, "", text),
            BlockKind::List(list) => self.list(list, depth + 1),
            BlockKind::Table(table) => self.table(id, table),
            BlockKind::Figure(figure) => self.figure(id, figure),
            BlockKind::Callout { title, blocks } => {
                self.piece(StretchKind::Paragraph, 0, "", title);
                self.blocks(blocks, depth);
            }
            BlockKind::PageBreak => {}
        }
        self.side = outside;
    }

    fn cover(&mut self, cover: &'a Cover) {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        for text in [overline, title, subtitle] {
            self.leaf(StretchKind::Paragraph, 0, "", text);
        }
        for Fact {
            label,
            mark: _,
            values,
        } in facts
        {
            let (first, more) = values
                .split_first()
                .map_or((None, values.as_slice()), |(f, more)| (Some(f), more));
            let value = first.map(|text| self.text(text)).unwrap_or_default();
            self.piece(StretchKind::Paragraph, 0, "", &format!("{label} {value}"));
            for text in more {
                self.leaf(StretchKind::Paragraph, 0, "", text);
            }
        }
    }

    fn contents(&mut self, title: &str, depth: usize) {
        let entries = self
            .outline
            .entries
            .iter()
            .filter(|entry| usize::from(entry.level) <= depth);
        let lines = entries.map(|entry| Line {
            level: usize::from(entry.level),
            number: entry.number.clone(),
            text: squeeze(&entry.text),
        });
        let contents = Contents {
            title: squeeze(title),
            lines: lines.collect(),
        };
        self.out.contents.push(contents);
    }

    fn list_of(&mut self, title: &str, what: Captioned) {
        let (label, captions) = match what {
            Captioned::Tables => (&self.doc.terms.table, &self.outline.tables),
            Captioned::Figures => (&self.doc.terms.figure, &self.outline.figures),
        };
        let lines = captions.iter().enumerate().map(|(index, (_, words))| Line {
            level: 1,
            number: squeeze(&format!("{label} {}", index + 1)),
            text: squeeze(words),
        });
        self.out.contents.push(Contents {
            title: squeeze(title),
            lines: lines.collect(),
        });
    }

    fn heading(&mut self, id: &BlockId, heading: &'a Heading) {
        let Heading {
            level,
            numbering: _,
            text,
            listed: _,
        } = heading;
        let number = squeeze(self.outline.number_in(self.side, id).unwrap_or_default());
        let level = usize::from(*level);
        let text = self.text(text);
        self.out.headings.push(Line {
            level,
            number: number.clone(),
            text: text.clone(),
        });
        self.piece(StretchKind::Heading, level, &number, &text);
    }

    fn list(&mut self, list: &'a List, depth: usize) {
        let List { ordered, items } = list;
        let place = self.out.lists.len();
        self.out.lists.push(super::List {
            depth,
            ordered: *ordered,
            items: Vec::new(),
        });
        for item in items {
            let mut rest = item.blocks.as_slice();
            let mut words = String::new();
            if let Some((
                Block {
                    id: _,
                    origin: _,
                    remarks,
                    mark: _,
                    kind: BlockKind::Paragraph(text),
                },
                more,
            )) = item.blocks.split_first()
            {
                if self.doc.meta.draft {
                    self.out
                        .remarks
                        .extend(remarks.iter().map(|remark| squeeze(remark)));
                }
                words = self.text(text);
                self.piece(StretchKind::Item, depth, "", &words);
                rest = more;
            }
            self.out.lists[place].items.push(words);
            self.blocks(rest, depth);
        }
    }

    fn table(&mut self, id: &BlockId, table: &'a Table) {
        let Table {
            role: _,
            caption,
            columns,
            header,
            rows,
            row_headers,
            replaces,
            source,
            notes,
            wide,
            was: _,
            summary: _,
        } = table;
        let number = self.number(id);
        let words = self.caption(&self.doc.terms.table, &number, caption);
        // A table is described as it is now; of what it takes the place of, the words are read.
        let before = replaces.iter().map(Body::view);
        for placed in before.flat_map(|body| grid::place(body.all_rows())) {
            self.cell(&placed, false);
        }
        let rows = || header.iter().chain(rows);
        let placed = grid::place(rows());
        let cells = placed
            .iter()
            .map(|placed| {
                let heads = placed.row < header.len() || table.heads_rows(placed.column);
                self.cell(placed, heads)
            })
            .collect();
        self.out.tables.push(super::Table {
            number,
            caption: words,
            rows: rows().count(),
            columns: columns.len(),
            header_rows: header.len(),
            row_headers: *row_headers,
            wide: *wide,
            cells,
        });
        self.below(source.as_ref(), notes);
    }

    fn number(&self, id: &BlockId) -> String {
        let number = self.outline.number_in(self.side, id);
        number.unwrap_or_default().to_owned()
    }

    fn caption(&mut self, term: &str, number: &str, caption: &'a Text) -> String {
        let words = self.text(caption);
        if !number.is_empty() {
            self.piece(
                StretchKind::Caption,
                0,
                &squeeze(&format!("{term} {number}")),
                &words,
            );
        }
        words
    }

    fn figure(&mut self, id: &BlockId, figure: &'a Figure) {
        let Figure {
            caption,
            alt,
            content: _,
            replaces: _,
            source,
            notes,
        } = figure;
        let number = self.number(id);
        let words = self.caption(&self.doc.terms.figure, &number, caption);
        self.out.figures.push(super::Figure {
            number,
            caption: words,
            alt: squeeze(alt),
        });
        self.below(source.as_ref(), notes);
    }

    fn cell(&mut self, placed: &Placed<'a>, header: bool) -> Cell {
        let Placed { row, column, cell } = *placed;
        let texts: Vec<String> = cell.content.iter().map(|text| self.text(text)).collect();
        let text = squeeze(&texts.join(" "));
        self.piece(StretchKind::Cell, 0, "", &text);
        Cell {
            row,
            column,
            rowspan: cell.rowspan,
            colspan: cell.colspan,
            header,
            text,
        }
    }

    fn below(&mut self, source: Option<&'a Text>, notes: &'a [Text]) {
        let terms = &self.doc.terms;
        let source = source.map(|text| (&terms.source, text));
        for (label, text) in source
            .into_iter()
            .chain(notes.iter().map(|text| (&terms.note, text)))
        {
            let words = self.text(text);
            self.piece(StretchKind::Paragraph, 0, "", &format!("{label}: {words}"));
        }
    }

    fn leaf(&mut self, kind: StretchKind, level: usize, label: &str, text: &'a Text) {
        let words = self.text(text);
        self.piece(kind, level, label, &words);
    }

    /// Adds a piece, unless there is nothing to read, and the notes that stand in it.
    fn piece(&mut self, kind: StretchKind, level: usize, label: &str, words: &str) {
        let text = squeeze(words);
        if !text.is_empty() || !label.is_empty() {
            self.out.pieces.push(Stretch {
                kind,
                level,
                label: label.to_owned(),
                text,
            });
        }
        for (id, content, side) in std::mem::take(&mut self.pending) {
            if !self.noted.insert((id, side)) {
                continue;
            }
            let number = self.outline.note_in(side, id).unwrap_or_default();
            let text = self.text(content);
            self.out.notes.push(Note {
                number,
                text: text.clone(),
            });
            self.piece(StretchKind::Note, 0, "", &text);
        }
    }

    /// The words of a leaf; its links and notes are noted down.
    fn text(&mut self, text: &'a Text) -> String {
        let mut out = String::new();
        self.inlines(&text.inlines, &mut out);
        squeeze(&out)
    }

    fn inlines(&mut self, inlines: &'a [Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Words {
                    text,
                    style: _,
                    origin: _,
                } => out.push_str(text),
                Inline::Link { url, content } => {
                    let start = out.len();
                    self.inlines(content, out);
                    self.out.links.push(Link {
                        url: url.clone(),
                        text: squeeze(&out[start..]),
                    });
                }
                Inline::Ref { target, label } => {
                    out.push_str(label);
                    let number = self
                        .outline
                        .number_in(self.side, target)
                        .unwrap_or_default();
                    if !label.is_empty() && !number.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(number);
                }
                Inline::Note { id, content } => self.pending.push((id, content, self.side)),
                Inline::Break => out.push(' '),
                Inline::Marked { mark, content } => self.marked(*mark, content, out),
            }
        }
    }

    /// Both versions are read; what the marks say of them is noted down.
    fn marked(&mut self, mark: Mark, content: &'a [Inline], out: &mut String) {
        let outside = std::mem::replace(&mut self.side, mark.side());
        let start = out.len();
        self.inlines(content, out);
        self.side = outside;
        self.out.changes.push(Change {
            old: mark.side() == Side::Old,
            moved: matches!(mark, Mark::From(_) | Mark::To(_)),
            text: squeeze(&out[start..]),
        });
    }
}
