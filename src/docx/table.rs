//! Tables: a grid with spans, set as Word wants it.

use docx_rs::{
    AlignmentType, DocumentChild, Paragraph, Shading, Table as WordTable, TableCell, TableRow,
    VAlignType, VMergeType, WidthType,
};

use super::grid::{Columns, Slot, grid, natural_f64};
use super::styles;
use super::ticket::{RowLook, Section, TableLook, Ticket};
use super::units::{color, pt};
use super::writer::{Kids, Writer, mark_of};
use crate::doc::{
    Align, BlockId, Cell, Column, Mark, Origin, Row, RowKind, Side, Table, Text, mark, walk,
};

impl styles::Cell {
    /// The style that parts words if one is too long for the cell. Word breaks lines after spaces and hyphens.
    fn for_words(&self, text: &Text, letters: usize, side: Side) -> &'static str {
        let words = walk::words_in(&text.inlines, side);
        let fit = words
            .split([' ', '-'])
            .all(|word| word.chars().count() <= letters);
        if fit { self.whole } else { self.parted }
    }
}

/// What a row is in its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Header,
    Body(RowKind),
}

impl Writer<'_> {
    /// A table with its caption above, source and notes below; on pages lying down if it is wide.
    pub fn table(&mut self, id: &BlockId, table: &Table) {
        let Table {
            caption,
            columns: _,
            header: _,
            rows,
            row_headers,
            replaces,
            source,
            notes,
            wide,
            summary,
        } = table;
        if *wide {
            self.order(Ticket::Section(Section::Wide));
            self.text_width = self.geometry.text_wide();
        }
        if !caption.is_empty() {
            let label = self.doc.terms.table.clone();
            let kids = self.caption(id, &label, caption);
            let paragraph = self.paragraph(styles::CAPTION, kids).keep_next(true);
            self.put(paragraph);
        }
        let columns = table.bodies().map(|body| body.columns);
        let (grid, places) = Columns::on_one_grid(columns, self.text_width);
        let mut out = Vec::new();
        let mut looks = Vec::new();
        for (body, columns) in table.bodies().zip(&places) {
            out.extend(self.rows(body.header, body.rows, columns));
            looks.extend(RowLook::of(body.header, body.rows));
        }
        let look = TableLook {
            style: styles::TABLE,
            width: self.text_width,
            row_headers: *row_headers > 0,
            // A row with a sum looks like one by itself; a last row without must not.
            total: ends_in_sum(rows, self.mark.side())
                && (replaces.iter()).all(|before| ends_in_sum(&before.rows, Side::Old)),
            row_height: 0,
            title: walk::words_in(&caption.inlines, self.mark.side()),
            summary: summary.clone().unwrap_or_default(),
            mark: self.mark,
            rows: looks,
        };
        self.put_table(out, grid, look);
        self.gap(source.iter().chain(notes));
        self.below(source.as_ref(), notes);
        if *wide {
            self.order(Ticket::Section(Section::Upright));
            self.text_width = self.geometry.text();
        }
    }

    /// The distance below a table, in a version that has no lines there. It comes before the lines of the other version:
    /// LibreOffice gives an empty paragraph the style of what is taken out before it.
    fn gap<'t>(&mut self, lines: impl Iterator<Item = &'t Text> + Clone) {
        let [old, new] =
            [Side::Old, Side::New].map(|side| lines.clone().any(|line| line.mark.is_in(side)));
        let bare = match self.mark {
            Mark::Keep => !old || !new,
            Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => !old && !new,
        };
        if bare {
            let mark = self.mark_in(mark_of(!old, !new));
            self.within(mark, |writer| writer.add(styles::TABLE_GAP, Kids::new()));
        }
    }

    fn rows(&mut self, header: &[Row], body: &[Row], columns: &Columns<'_>) -> Vec<TableRow> {
        let mut out = Vec::with_capacity(header.len() + body.len());
        for (row, slots) in header.iter().zip(grid(header, columns.own.len())) {
            out.push(self.within(row.mark, |writer| {
                writer.row(&slots, columns, Place::Header)
            }));
        }
        for (row, slots) in body.iter().zip(grid(body, columns.own.len())) {
            out.push(self.within(row.mark, |writer| {
                writer.row(&slots, columns, Place::Body(row.kind))
            }));
        }
        out
    }

    fn put_table(&mut self, rows: Vec<TableRow>, grid: Vec<usize>, look: TableLook) {
        if rows.is_empty() || grid.is_empty() {
            return;
        }
        let ticket = self.tickets.add(Ticket::Table(look));
        let table = WordTable::new(rows)
            .set_grid(grid)
            .style(ticket.to_string());
        self.body.push(DocumentChild::Table(Box::new(table)));
    }

    fn row(&mut self, slots: &[Slot], columns: &Columns<'_>, place: Place) -> TableRow {
        let cells = slots
            .iter()
            .map(|slot| self.cell(slot, columns, place))
            .collect();
        TableRow::new(cells)
    }

    fn cell(&mut self, slot: &Slot, columns: &Columns<'_>, place: Place) -> TableCell {
        let Slot {
            column,
            span,
            cell,
            merged,
        } = *slot;
        let style = match place {
            Place::Header => &styles::TABLE_HEAD,
            Place::Body(RowKind::Plain) => &styles::TABLE_TEXT,
            Place::Body(RowKind::Group | RowKind::Total) => &styles::TABLE_SUM,
        };
        // A head over several columns of figures stands in their middle.
        let align = match (columns.own[column].align, span) {
            (Align::Left, _) => None,
            (Align::Right, 2..) if place == Place::Header => Some(AlignmentType::Center),
            (Align::Center, _) => Some(AlignmentType::Center),
            (Align::Right, _) => Some(AlignmentType::Right),
        };
        let (width, taken) = columns.room(slot);
        let mut out = TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(match place {
                Place::Header => VAlignType::Bottom,
                Place::Body(_) => VAlignType::Top,
            });
        if taken > 1 {
            out = out.grid_span(taken);
        }
        if merged {
            out = out.vertical_merge(if cell.is_some() {
                VMergeType::Restart
            } else {
                VMergeType::Continue
            });
        }
        let ground = match place {
            Place::Header => Some(&self.theme.colors.table_head),
            Place::Body(RowKind::Group | RowKind::Total) => Some(&self.theme.colors.table_sum),
            Place::Body(RowKind::Plain) => None,
        };
        if let Some(ground) = ground {
            out = out.shading(Shading::new().fill(color(ground)));
        }
        let texts: &[Text] = cell.map(|cell| cell.content.as_slice()).unwrap_or_default();
        let letters = self.theme.letters(natural_f64(width) / 20.0);
        self.in_table = true;
        let lines = self.lines(texts, style, letters);
        self.in_table = false;
        for paragraph in lines {
            out = out.add_paragraph(match align {
                Some(align) => paragraph.align(align),
                None => paragraph,
            });
        }
        out
    }

    /// The paragraphs of a cell; a version without any has an empty one.
    fn lines(&mut self, texts: &[Text], style: &styles::Cell, letters: usize) -> Vec<Paragraph> {
        let [old, new] =
            [Side::Old, Side::New].map(|side| texts.iter().any(|text| text.mark.is_in(side)));
        let mut out = Vec::new();
        if self.mark == Mark::Keep && !(old && new) || texts.is_empty() {
            let mark = self.mark_in(mark_of(!old, !new));
            out.push(self.within(mark, |writer| writer.paragraph(style.whole, Kids::new())));
        }
        for text in texts {
            self.within(self.mark_in(text.mark), |writer| {
                let side = writer.mark.side();
                let [before, own] =
                    [Side::Old, side].map(|side| style.for_words(text, letters, side));
                let kids = writer.kids(text);
                out.extend(writer.restyled(before, own, kids));
            });
        }
        out
    }

    /// The words in a place to sign, of a row with a mark, where a version is a draft.
    fn locked(&self, row: Mark) -> Option<Text> {
        let now = self.doc.meta.draft;
        let before = self
            .doc
            .revision
            .as_ref()
            .map_or(now, |revision| revision.before.draft);
        let [before, now] = [before && row.is_in(Side::Old), now && row.is_in(Side::New)];
        (before || now).then(|| {
            let mut words = fixed(&self.doc.terms.signature_locked);
            mark::spread_text(&mut words, mark_of(before, now));
            words
        })
    }

    /// A row for a party to sign in.
    fn place_to_sign(&self, party: &Text) -> Row {
        let mark = match self.mark_in(party.mark) {
            Mark::Keep => Mark::Keep,
            Mark::Ins | Mark::To(_) => Mark::Ins,
            Mark::Del | Mark::From(_) => Mark::Del,
        };
        Row {
            mark,
            ..signature_row([None, Some(party.clone()), self.locked(mark)])
        }
    }

    /// Where the parties sign; on a draft the places are taken by the words that say why not yet.
    pub fn signatures(&mut self, parties: &[Text]) {
        let terms = &self.doc.terms;
        let heads = [
            &terms.signature_date,
            &terms.signature_party,
            &terms.signature_name,
        ];
        let header = [Row {
            mark: self.mark,
            ..signature_row(heads.map(|words| Some(fixed(words))))
        }];
        let parties = parties.iter().map(|party| self.place_to_sign(party));
        let body: Vec<Row> = parties.collect();
        let columns = [0.18, 0.37, 0.45].map(|width| Column {
            width,
            align: Align::Left,
        });
        let (grid, places) = Columns::on_one_grid([columns.as_slice()], self.text_width);
        let rows = places
            .iter()
            .flat_map(|columns| self.rows(&header, &body, columns))
            .collect();
        let look = TableLook {
            style: styles::TABLE,
            width: self.text_width,
            row_headers: false,
            total: false,
            row_height: pt(36.0),
            title: String::new(),
            summary: String::new(),
            mark: self.mark,
            rows: RowLook::of(&header, &body).collect(),
        };
        self.put_table(rows, grid, look);
        self.add(styles::TABLE_GAP, Kids::new());
    }
}

/// Whether the last row of a version is a sum.
fn ends_in_sum(rows: &[Row], side: Side) -> bool {
    let last = rows.iter().rev().find(|row| row.mark.is_in(side));
    last.is_some_and(|row| row.kind == RowKind::Total)
}

fn fixed(words: &str) -> Text {
    Text::plain(words, Origin::Template(String::new()))
}

fn signature_row(texts: [Option<Text>; 3]) -> Row {
    let cell = |text: Option<Text>| Cell {
        content: text.into_iter().collect(),
        colspan: 1,
        rowspan: 1,
    };
    Row::new("", RowKind::Plain, texts.map(cell).into())
}
