//! Tables: a grid with spans, set as Word wants it.

use docx_rs::AlignmentType;

use super::grid::{Columns, Slot, grid, natural_f64, widths};
use super::height;
use super::paragraph::{self, Paragraph};
use super::sections::{Order, Section};
use super::styles;
use super::units::{color, pt};
use super::writer::{Kids, Writer};
use super::xml::El;
use crate::doc::body::{self, Hold};
use crate::doc::{
    Align, BlockId, BodyView, Mark, Row, RowKind, Side, Table, TableRole, Text, walk,
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
enum RowRole {
    /// Repeats on every page.
    Header,
    Body {
        kind: RowKind,
        /// Least height in twips; 0 for none.
        height: usize,
    },
}

/// A row in its table.
#[derive(Clone, Copy)]
struct Place {
    role: RowRole,
    /// Whether it surely fits on a page, and so is never parted.
    whole: bool,
    /// Whether it stands on the page of the next row, before and now.
    stays: [bool; 2],
}

/// What the table's style asks of it, and what screen readers say.
struct TableLook {
    /// Width in twips.
    width: usize,
    /// Whether it has heads of columns.
    headed: bool,
    /// Whether leading columns are row headers.
    row_headers: bool,
    /// Whether the last row is a sum.
    total: bool,
    /// Title for screen readers; may be empty.
    title: String,
    /// Description for screen readers; may be empty.
    summary: String,
}

impl Writer<'_> {
    /// A table with its caption above, source and notes below; on pages lying down if it is wide.
    pub fn table(&mut self, id: &BlockId, table: &Table) {
        let Table {
            role,
            caption,
            columns: _,
            header: _,
            rows,
            row_headers,
            replaces,
            source,
            notes,
            wide,
            was,
            summary,
        } = table;
        if *wide {
            self.order(Order::Section(Section::Wide));
            self.text_width = self.geometry.text_wide();
        }
        if !caption.is_empty() {
            let label = self.doc.terms.table.clone();
            let kids = self.caption(id, &label, caption);
            let paragraph = self.paragraph(paragraph::style(styles::CAPTION), kids);
            self.put(paragraph.keep_next(true));
        }
        let columns = table.bodies().map(|body| body.columns);
        let (grid, mut places) = Columns::on_one_grid(columns, self.text_width);
        if let (Some(was), Some(own)) = (was, places.last_mut()) {
            own.came_from(&was.columns, self.text_width);
        }
        let height = match role {
            TableRole::Data => 0,
            TableRole::Signatures => pt(36.0),
        };
        let lines = source.iter().chain(notes);
        let below =
            [Side::Old, Side::New].map(|side| lines.clone().any(|line| line.mark.is_in(side)));
        let mut out = Vec::new();
        for (body, columns) in table.bodies().zip(&places) {
            out.extend(self.rows(body, columns, height, below));
        }
        let look = |side| TableLook {
            width: self.text_width,
            headed: table.bodies().any(|body| !body.header.is_empty()),
            row_headers: match (side, replaces) {
                (Side::Old, Some(before)) => before.row_headers > 0,
                (Side::Old | Side::New, _) => *row_headers > 0,
            },
            // A row with a sum looks like one by itself; a last row without must not.
            total: match (side, replaces) {
                (Side::Old, Some(before)) => ends_in_sum(&before.rows, Side::Old),
                (Side::Old | Side::New, _) => ends_in_sum(rows, side),
            },
            title: walk::words_in(&caption.inlines, side),
            summary: match (side, was) {
                (Side::Old, Some(was)) => was.summary.clone(),
                (Side::Old | Side::New, _) => summary.clone(),
            }
            .unwrap_or_default(),
        };
        let looks = [Side::Old, self.mark.side()].map(|side| look(side).properties());
        let before = was
            .as_ref()
            .map(|was| widths(&was.columns, self.text_width));
        self.put_table(out, (before, grid), looks);
        self.gap(below);
        self.below(source.as_ref(), notes);
        if *wide {
            self.order(Order::Section(Section::Upright));
            self.text_width = self.geometry.text();
        }
    }

    /// The distance below a table, in a version that has no lines there. It comes before the lines of the other version:
    /// LibreOffice gives an empty paragraph the style of what is taken out before it.
    fn gap(&mut self, [old, new]: [bool; 2]) {
        let bare = match self.mark {
            Mark::Keep => !old || !new,
            Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_) => !old && !new,
        };
        if bare {
            let mark = self.mark_in(Mark::of(!old, !new));
            self.within(mark, |writer| writer.add(styles::TABLE_GAP, Kids::new()));
        }
    }

    /// The rows of a body; `height` is the least of each, and `below` whether lines stand below the table, before and now.
    fn rows(
        &mut self,
        body: BodyView<'_>,
        columns: &Columns<'_>,
        height: usize,
        below: [bool; 2],
    ) -> Vec<El> {
        let BodyView {
            columns: _,
            header,
            rows: body,
            row_headers: _,
        } = body;
        let wide = self.text_width == self.geometry.text_wide();
        let width = |slot: &Slot<'_>| natural_f64(columns.room(slot).0) / 20.0;
        let laid = [header, body].map(|rows| grid(rows, columns.own.len()));
        let shares = laid
            .each_ref()
            .map(|rows| height::shares(rows, width, self.theme, wide));
        // Who signs sees all who do: each row but the last, which another one may be in the other version.
        let signed = height > 0;
        let stay = [(Side::Old, below[0]), (Side::New, below[1])].map(|(side, below)| {
            let heads = header.iter().map(|row| signed && row.mark.is_in(side));
            heads
                .chain(stays(body, &shares[1], (side, signed, below)))
                .collect::<Vec<_>>()
        });
        let all = [header, body].into_iter().zip(laid).zip(shares);
        let all = all.flat_map(|((rows, laid), shares)| rows.iter().zip(laid).zip(shares));
        let mut out = Vec::with_capacity(header.len() + body.len());
        for (index, ((row, slots), share)) in all.enumerate() {
            let whole = height::fits(share);
            let kind = row.kind;
            let role = if index < header.len() {
                RowRole::Header
            } else {
                RowRole::Body { kind, height }
            };
            let stays = stay.each_ref().map(|rows| rows[index]);
            let place = Place { role, whole, stays };
            out.push(self.within(row.mark, |writer| writer.row(&slots, columns, place)));
        }
        out
    }

    /// A table on its grid, each perhaps as it was before and as it is.
    fn put_table(
        &mut self,
        rows: Vec<El>,
        (was, grid): (Option<Vec<usize>>, Vec<usize>),
        [before, own]: [El; 2],
    ) {
        if rows.is_empty() || grid.is_empty() {
            return;
        }
        let laid = |grid: &[usize]| {
            let columns = grid.iter();
            let columns = columns.map(|width| El::new("w:gridCol").attr("w:w", width.to_string()));
            El::new("w:tblGrid").all(columns)
        };
        let was = was.filter(|was| *was != grid && self.mark == Mark::Keep);
        let was = was.map(|was| El::new("w:tblGridChange").kid(laid(&was)));
        let before = (before != own && self.mark == Mark::Keep)
            .then(|| El::new("w:tblPrChange").kid(before));
        let mut table = El::new("w:tbl")
            .kid(own.all(before))
            .kid(laid(&grid).all(was))
            .all(rows);
        table.mark = self.mark;
        self.body.push(table);
    }

    fn row(&mut self, slots: &[Slot], columns: &Columns<'_>, place: Place) -> El {
        let own = El::new("w:trPr").all(place.whole.then(|| El::new("w:cantSplit")));
        let own = match place.role {
            RowRole::Header => own.kid(El::new("w:tblHeader")),
            RowRole::Body { height: 0, .. } => own,
            RowRole::Body { height, kind: _ } => {
                own.kid(El::valued("w:trHeight", height.to_string()))
            }
        };
        let cells = slots.iter().map(|slot| self.cell(slot, columns, place));
        let own = (!own.kids.is_empty()).then_some(own);
        let mut out = El::new("w:tr").all(own).all(cells);
        out.mark = self.mark;
        out
    }

    fn cell(&mut self, slot: &Slot, columns: &Columns<'_>, place: Place) -> El {
        let role = place.role;
        let style = match role {
            RowRole::Header => &styles::TABLE_HEAD,
            RowRole::Body { kind, height: _ } => match kind {
                RowKind::Plain => &styles::TABLE_TEXT,
                RowKind::Group | RowKind::Total => &styles::TABLE_SUM,
            },
        };
        let [old, new] = columns.aligned(slot);
        let [old, new] = [old, new].map(|own| match (own, slot.span) {
            (Align::Left, _) => None,
            // A head over several columns of figures stands in their middle.
            (Align::Right, 2..) if role == RowRole::Header => Some(AlignmentType::Center),
            (Align::Center, _) => Some(AlignmentType::Center),
            (Align::Right, _) => Some(AlignmentType::Right),
        });
        let (width, taken) = columns.room(slot);
        let texts: &[Text] = slot.cell.map_or(&[], |cell| cell.content.as_slice());
        let letters = [columns.width_before(slot).unwrap_or(width), width];
        let letters = letters.map(|width| self.theme.letters(natural_f64(width) / 20.0));
        self.in_table = true;
        let lines = self.lines(texts, style, letters);
        self.in_table = false;
        let lines = lines.into_iter().map(|line| line.align(old, new));
        let lines = lines.map(|line| line.stay(place.stays[0], place.stays[1]));
        let properties = |width| self.cell_properties(slot, width, taken, role);
        let before = columns.width_before(slot).filter(|before| *before != width);
        let before = before.filter(|_| self.mark.is_in(Side::Old));
        let before = before.map(|width| El::new("w:tcPrChange").kid(properties(width)));
        El::new("w:tc")
            .kid(properties(width).all(before))
            .all(lines.map(Paragraph::written))
    }

    fn cell_properties(&self, slot: &Slot, width: usize, taken: usize, role: RowRole) -> El {
        let size = El::new("w:tcW")
            .attr("w:w", width.to_string())
            .attr("w:type", "dxa");
        let reach = (taken > 1).then(|| El::valued("w:gridSpan", taken.to_string()));
        let merge = slot.merged.then(|| {
            let begins = slot.cell.is_some();
            El::valued("w:vMerge", if begins { "restart" } else { "continue" })
        });
        let colors = &self.theme.colors;
        let (ground, align) = match role {
            RowRole::Header => (Some(&colors.table_head), "bottom"),
            RowRole::Body { kind, height: _ } => match kind {
                RowKind::Group | RowKind::Total => (Some(&colors.table_sum), "top"),
                RowKind::Plain => (None, "top"),
            },
        };
        let ground = ground.map(|ground| {
            El::valued("w:shd", "clear")
                .attr("w:color", "auto")
                .attr("w:fill", color(ground))
        });
        let optional = [reach, merge, ground].into_iter().flatten();
        El::new("w:tcPr")
            .kid(size)
            .all(optional)
            .kid(El::valued("w:vAlign", align))
    }

    /// The paragraphs of a cell; a version without any has an empty one.
    /// `letters` fit into a line of the cell before and now.
    fn lines(
        &mut self,
        texts: &[Text],
        style: &styles::Cell,
        letters: [usize; 2],
    ) -> Vec<Paragraph> {
        let [old, new] =
            [Side::Old, Side::New].map(|side| texts.iter().any(|text| text.mark.is_in(side)));
        let mut out = Vec::new();
        if self.mark == Mark::Keep && !(old && new) || texts.is_empty() {
            let mark = self.mark_in(Mark::of(!old, !new));
            let looks = paragraph::style(style.whole);
            out.push(self.within(mark, |writer| writer.paragraph(looks, Kids::new())));
        }
        for text in texts {
            self.within(self.mark_in(text.mark), |writer| {
                let [old, new] = [(Side::Old, letters[0]), (Side::New, letters[1])]
                    .map(|(side, letters)| paragraph::style(style.for_words(text, letters, side)));
                let kids = writer.kids(text);
                out.push(writer.restyled(old, new, kids));
            });
        }
        out
    }
}

impl TableLook {
    fn properties(&self) -> El {
        let TableLook {
            width,
            headed,
            row_headers,
            total,
            title,
            summary,
        } = self;
        let flag = |on: bool| if on { "1" } else { "0" };
        let bits = [
            (*headed, 0x20),
            (*total, 0x40),
            (*row_headers, 0x80),
            (true, 0x600),
        ];
        let bits: usize = bits.iter().filter(|(on, _)| *on).map(|(_, bit)| bit).sum();
        let width = El::new("w:tblW")
            .attr("w:w", width.to_string())
            .attr("w:type", "dxa");
        let look = El::valued("w:tblLook", format!("{bits:04X}"))
            .attr("w:firstRow", flag(*headed))
            .attr("w:lastRow", flag(*total))
            .attr("w:firstColumn", flag(*row_headers))
            .attr("w:lastColumn", "0")
            .attr("w:noHBand", "1")
            .attr("w:noVBand", "1");
        let said = [("w:tblCaption", title), ("w:tblDescription", summary)];
        let said = said.into_iter().filter(|(_, words)| !words.is_empty());
        El::new("w:tblPr")
            .kid(El::valued("w:tblStyle", styles::TABLE))
            .kid(width)
            .kid(El::new("w:tblLayout").attr("w:type", "fixed"))
            .kid(look)
            .all(said.map(|(name, words)| El::valued(name, words)))
    }
}

/// For each row whether it stands on the page of what comes after it in a version: all rows of a table to sign, else those that
/// say nothing alone, if they surely fit on a page. `shares` are their heights, `below` is whether lines stand below the table.
fn stays(rows: &[Row], shares: &[f64], (side, signed, below): (Side, bool, bool)) -> Vec<bool> {
    let (at, holds): (Vec<usize>, Vec<Hold>) = Hold::of_side(rows, side).into_iter().unzip();
    let first = if signed { 0 } else { body::tail(&holds) };
    let last = at.len().saturating_sub(usize::from(!below));
    let together = at.get(first..last).unwrap_or_default();
    let share = at[first.min(at.len())..].iter().map(|at| shares[*at]);
    let fits = signed || height::fits(share.sum());
    let mut out = vec![false; rows.len()];
    for at in together.iter().filter(|_| fits) {
        out[*at] = true;
    }
    out
}

/// Whether the last row of a version is a sum.
fn ends_in_sum(rows: &[Row], side: Side) -> bool {
    let last = rows.iter().rev().find(|row| row.mark.is_in(side));
    last.is_some_and(|row| row.kind == RowKind::Total)
}
