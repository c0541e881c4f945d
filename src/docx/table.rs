//! Tables: a grid with spans, set as Word wants it.

use docx_rs::{
    AlignmentType, DocumentChild, Paragraph, Shading, Table as WordTable, TableCell, TableRow,
    VAlignType, VMergeType, WidthType,
};

use super::styles;
use super::ticket::{Section, TableLook, Ticket};
use super::units::{color, natural, pt};
use super::writer::{Kids, Writer, mark_of};
use crate::doc::{
    Align, BlockId, Cell, Column, Mark, Origin, Row, RowKind, Side, Table, Text, mark, walk,
};

/// One cell of a row, with nothing left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot<'a> {
    /// First column.
    pub column: usize,
    /// Columns taken.
    pub span: usize,
    /// What it holds; `None` in the rows below a cell that takes several, and in gaps.
    pub cell: Option<&'a Cell>,
    /// Whether it belongs to a cell of several rows.
    pub merged: bool,
}

/// Lays rows out on a grid: below a cell of several rows stand its continuations; gaps are filled.
/// Spans are cut at the grid's edges, so that a header cell never reaches into the body.
pub fn grid(rows: &[Row], columns: usize) -> Vec<Vec<Slot<'_>>> {
    // For each column, how many further rows the cell above takes, and its span if it starts here.
    let mut above: Vec<(usize, usize)> = vec![(0, 0); columns];
    let mut out = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut slots = Vec::new();
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < columns {
            let (left, span) = above[column];
            if left > 0 {
                let span = span.max(1);
                above[column].0 = left - 1;
                slots.push(Slot {
                    column,
                    span,
                    cell: None,
                    merged: true,
                });
                column += span;
                continue;
            }
            let Some(cell) = cells.next() else {
                slots.push(Slot {
                    column,
                    span: 1,
                    cell: None,
                    merged: false,
                });
                column += 1;
                continue;
            };
            let free = above[column..]
                .iter()
                .take_while(|(left, _)| *left == 0)
                .count();
            let span = cell.colspan.clamp(1, free);
            let below = cell.rowspan.clamp(1, rows.len() - index) - 1;
            above[column] = (below, span);
            slots.push(Slot {
                column,
                span,
                cell: Some(cell),
                merged: below > 0,
            });
            column += span;
        }
        out.push(slots);
    }
    out
}

/// Shares of the text width as twips that sum to it.
pub fn widths(columns: &[Column], total: usize) -> Vec<usize> {
    let fine = |width: f64| {
        if width.is_finite() && width > 0.0 {
            width
        } else {
            0.1
        }
    };
    let sum: f64 = columns.iter().map(|column| fine(column.width)).sum();
    let mut seen = 0.0;
    let mut from = 0;
    let mut out = Vec::with_capacity(columns.len());
    for column in columns {
        seen += fine(column.width);
        let to = natural(seen / sum * natural_f64(total)).max(from + 1);
        out.push(to - from);
        from = to;
    }
    out
}

fn natural_f64(twips: usize) -> f64 {
    f64::from(u32::try_from(twips).unwrap_or(u32::MAX))
}

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
            columns,
            header,
            rows,
            row_headers,
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
        let widths = widths(columns, self.text_width);
        let out = self.rows(header, rows, columns, &widths);
        let look = TableLook {
            style: styles::TABLE,
            width: self.text_width,
            header_rows: header.len(),
            row_headers: *row_headers > 0,
            total: self
                .last_row(rows)
                .is_some_and(|row| row.kind == RowKind::Total),
            row_height: 0,
            title: walk::words_in(&caption.inlines, self.mark.side()),
            summary: summary.clone().unwrap_or_default(),
            mark: self.mark,
            rows: header.iter().chain(rows).map(|row| row.mark).collect(),
        };
        self.put_table(out, widths, look);
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

    /// The last row of the version that the table shows the looks of.
    fn last_row<'r>(&self, rows: &'r [Row]) -> Option<&'r Row> {
        let side = self.mark.side();
        rows.iter().rev().find(|row| row.mark.is_in(side))
    }

    fn rows(
        &mut self,
        header: &[Row],
        body: &[Row],
        columns: &[Column],
        widths: &[usize],
    ) -> Vec<TableRow> {
        let mut out = Vec::with_capacity(header.len() + body.len());
        for (row, slots) in header.iter().zip(grid(header, columns.len())) {
            out.push(self.within(row.mark, |writer| {
                writer.row(&slots, columns, widths, Place::Header)
            }));
        }
        for (row, slots) in body.iter().zip(grid(body, columns.len())) {
            out.push(self.within(row.mark, |writer| {
                writer.row(&slots, columns, widths, Place::Body(row.kind))
            }));
        }
        out
    }

    fn put_table(&mut self, rows: Vec<TableRow>, widths: Vec<usize>, look: TableLook) {
        if rows.is_empty() || widths.is_empty() {
            return;
        }
        let ticket = self.tickets.add(Ticket::Table(look));
        let table = WordTable::new(rows)
            .set_grid(widths)
            .style(ticket.to_string());
        self.body.push(DocumentChild::Table(Box::new(table)));
    }

    fn row(
        &mut self,
        slots: &[Slot],
        columns: &[Column],
        widths: &[usize],
        place: Place,
    ) -> TableRow {
        let cells = slots
            .iter()
            .map(|slot| self.cell(slot, columns, widths, place))
            .collect();
        TableRow::new(cells)
    }

    fn cell(
        &mut self,
        slot: &Slot,
        columns: &[Column],
        widths: &[usize],
        place: Place,
    ) -> TableCell {
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
        let align = match (columns[column].align, span) {
            (Align::Left, _) => None,
            (Align::Right, 2..) if place == Place::Header => Some(AlignmentType::Center),
            (Align::Center, _) => Some(AlignmentType::Center),
            (Align::Right, _) => Some(AlignmentType::Right),
        };
        let width = widths[column..column + span].iter().sum();
        let mut out = TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(match place {
                Place::Header => VAlignType::Bottom,
                Place::Body(_) => VAlignType::Top,
            });
        if span > 1 {
            out = out.grid_span(span);
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
        let widths = widths(&columns, self.text_width);
        let rows = self.rows(&header, &body, &columns, &widths);
        let look = TableLook {
            style: styles::TABLE,
            width: self.text_width,
            header_rows: 1,
            row_headers: false,
            total: false,
            row_height: pt(36.0),
            title: String::new(),
            summary: String::new(),
            mark: self.mark,
            rows: header.iter().chain(&body).map(|row| row.mark).collect(),
        };
        self.put_table(rows, widths, look);
        self.add(styles::TABLE_GAP, Kids::new());
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(usize, usize)]) -> Row {
        let cell = |&(colspan, rowspan): &(usize, usize)| Cell {
            content: Vec::new(),
            colspan,
            rowspan,
        };
        Row::new("", RowKind::Plain, cells.iter().map(cell).collect())
    }

    /// `S` starts a merge, `-` continues it, `c` is a cell, `.` a gap; the figure is its span.
    fn sketch(rows: &[Row], columns: usize) -> Vec<String> {
        let slot = |slot: &Slot| {
            let kind = match (slot.cell.is_some(), slot.merged) {
                (true, true) => 'S',
                (false, true) => '-',
                (true, false) => 'c',
                (false, false) => '.',
            };
            format!("{kind}{}", slot.span)
        };
        grid(rows, columns)
            .iter()
            .map(|slots| slots.iter().map(slot).collect())
            .collect()
    }

    #[test]
    fn spans_of_both_kinds_fill_the_grid() {
        let rows = [
            row(&[(1, 2), (2, 1), (1, 1)]),
            row(&[(1, 1), (1, 1), (1, 1)]),
        ];
        assert_eq!(sketch(&rows, 4), ["S1c2c1", "-1c1c1c1"]);
        let block = [row(&[(2, 3), (1, 1)]), row(&[(1, 2)]), row(&[])];
        assert_eq!(sketch(&block, 3), ["S2c1", "-2S1", "-2-1"]);
    }

    #[test]
    fn spans_are_cut_and_gaps_are_filled() {
        assert_eq!(sketch(&[row(&[(9, 9)]), row(&[(1, 1)])], 2), ["S2", "-2"]);
        assert_eq!(sketch(&[row(&[(1, 1)])], 3), ["c1.1.1"]);
        let under = [row(&[(1, 1), (1, 2), (1, 1)]), row(&[(3, 1), (1, 1)])];
        assert_eq!(sketch(&under, 3), ["c1S1c1", "c1-1c1"]);
        assert_eq!(sketch(&[row(&[(0, 0)])], 1), ["c1"]);
    }

    #[test]
    fn widths_sum_to_the_text() {
        let column = |width| Column {
            width,
            align: Align::Left,
        };
        for shares in [vec![1.0, 1.0, 1.0], vec![0.0, f64::NAN, 3.0], vec![2.5]] {
            let columns: Vec<Column> = shares.into_iter().map(column).collect();
            assert_eq!(widths(&columns, 9071).iter().sum::<usize>(), 9071);
        }
    }
}
