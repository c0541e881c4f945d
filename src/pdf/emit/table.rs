//! Tables: header cells of columns and rows, spans, groups and sums.

use super::{Emitter, Flow, size};
use crate::doc::skeleton::grid;
use crate::doc::{
    Align, BlockId, BodyView, Captioned, Cell, Column, Mark, Row, RowKind, Side, Table, Text,
};
use crate::pdf::Show;
use crate::pdf::literal::{array, number, string};

/// Tables up to this share of a page are not broken.
const KEPT: f64 = 0.4;
/// Rows beyond this share of a page may break: unbroken they might run off it.
const UNBROKEN: f64 = 0.6;

impl Emitter<'_> {
    pub(super) fn table(&mut self, id: &BlockId, mark: Mark, table: &Table, flow: Flow) -> String {
        let Table {
            role: _,
            caption,
            columns,
            header: _,
            rows: _,
            row_headers: _,
            replaces,
            source,
            notes,
            wide: _,
            summary,
        } = table;
        let label = self.caption_label(id, Captioned::Tables);
        if label.is_some() {
            self.want_page(id);
        }
        let keep = size::table_share(table, self.theme, flow) < KEPT;
        let caption = match &label {
            Some(label) => array([self.own_label(mark, label), self.text(caption)]),
            None => "none".to_owned(),
        };
        let was = replaces.as_ref().map_or_else(String::new, |before| {
            let before = before.view();
            let (columns, cells) = (set(before.columns), self.body(before, flow));
            format!("was: table-was({columns},\n{cells}),\n")
        });
        let out = format!(
            "tbl({}, words: {caption}, {}, summary: {}, keep: {keep}, {},\n{was}{})",
            self.label(id),
            set(columns),
            summary.as_deref().map_or_else(|| "none".to_owned(), string),
            self.below(source.as_ref(), notes),
            self.body(table.own_body(), flow),
        );
        match self.side {
            Side::New => out,
            // The list of tables is that of the new version.
            Side::Old => format!("unlisted({out})"),
        }
    }

    /// All cells as arguments.
    fn body(&self, body: BodyView<'_>, flow: Flow) -> String {
        let BodyView {
            columns,
            header,
            rows,
            row_headers,
        } = body;
        let mut out = String::new();
        let letters = size::letters(columns, self.theme, flow);
        let head: String = header
            .iter()
            .zip(starts(header))
            .map(|(row, starts)| self.header_row(row, &starts, &letters))
            .collect();
        if !head.is_empty() {
            out.push_str(&format!("table.header({head}),\n"));
        }
        for (row, starts) in rows.iter().zip(starts(rows)) {
            let breakable = size::row_share(row, columns, self.theme, flow) > UNBROKEN;
            let line = Line {
                starts: &starts,
                row_headers,
                letters: &letters,
                breakable,
            };
            let cells = self.cells(row, &line);
            // A group is a header of a second level: it never stands alone at the bottom of a page.
            if row.kind == RowKind::Group && fills(row, columns.len()) {
                out.push_str(&format!(
                    "table.header(level: 2, repeat: false, {cells}),\n"
                ));
            } else {
                out.push_str(&(cells + "\n"));
            }
        }
        out
    }

    /// Places to sign in. How wide and high they are is the style's.
    pub(super) fn signatures(&self, body: BodyView<'_>) -> String {
        let words = |cell: &Cell| match cell.content.as_slice() {
            [] => "[]".to_owned(),
            texts => {
                let texts: Vec<String> = texts.iter().map(|text| self.text(text)).collect();
                texts.join(" + ")
            }
        };
        let cells = |rows: &[Row]| array(rows.iter().flat_map(|row| &row.cells).map(words));
        format!("signatures({}, {})", cells(body.header), cells(body.rows))
    }

    /// `Tabel 7` above a table or figure; it had this label, if it is gone.
    pub(super) fn own_label(&self, mark: Mark, label: &str) -> String {
        match mark {
            Mark::Keep | Mark::Ins | Mark::To(_) => string(label),
            Mark::Del => format!("struck({})", string(label)),
            Mark::From(_) => format!("struck({}, color: ink.moved)", string(label)),
        }
    }

    /// Source and notes as named arguments.
    pub(super) fn below(&self, source: Option<&Text>, notes: &[Text]) -> String {
        let source = source.map_or_else(|| "none".to_owned(), |text| self.text(text));
        format!(
            "source: {source}, notes: {}",
            array(notes.iter().map(|note| self.text(note)))
        )
    }

    fn header_row(&self, row: &Row, starts: &[usize], letters: &[usize]) -> String {
        let cell = |(cell, start): (&Cell, &usize)| {
            let content = self.content(cell, room(cell, *start, letters));
            format!("hc({content}{}), ", spans(cell))
        };
        row.cells.iter().zip(starts).map(cell).collect()
    }

    fn cells(&self, row: &Row, line: &Line<'_>) -> String {
        let mut looks = if line.breakable {
            ", breakable: true".to_owned()
        } else {
            String::new()
        };
        match (self.show, row.mark) {
            (Show::Bars, _) | (Show::Marks, Mark::Keep) => {}
            (Show::Marks, Mark::Ins | Mark::To(_)) => looks.push_str(", fill: tint.ins"),
            (Show::Marks, Mark::Del | Mark::From(_)) => looks.push_str(", fill: tint.del"),
        }
        let mut cells = String::new();
        for (cell, start) in row.cells.iter().zip(line.starts) {
            let heads_row = *start < line.row_headers && !cell.content.is_empty();
            let content = self.content(cell, room(cell, *start, line.letters));
            let spans = spans(cell);
            match (row.kind, heads_row) {
                (RowKind::Plain, false) if spans.is_empty() && looks.is_empty() => {
                    cells.push_str(&content)
                }
                (RowKind::Plain, false) => cells.push_str(&format!("c({content}{spans}{looks})")),
                (RowKind::Plain, true) => cells.push_str(&format!("rc({content}{spans}{looks})")),
                (RowKind::Group, _) if cell.content.is_empty() || *start > 0 => {
                    cells.push_str(&format!("gc({content}{spans})"));
                }
                (RowKind::Group, _) => cells.push_str(&format!("gh({content}{spans})")),
                (RowKind::Total, false) => cells.push_str(&format!("tc({content}{spans})")),
                (RowKind::Total, true) => cells.push_str(&format!("th({content}{spans})")),
            }
            cells.push_str(", ");
        }
        cells
    }

    fn content(&self, cell: &Cell, letters: usize) -> String {
        match cell.content.as_slice() {
            [] => "[]".to_owned(),
            [text] => self.narrow(text, letters),
            texts => {
                let texts: Vec<String> = texts
                    .iter()
                    .map(|text| format!("par({})", self.narrow(text, letters)))
                    .collect();
                texts.join(" + ")
            }
        }
    }
}

/// What a row of cells needs to know of its place.
struct Line<'a> {
    /// The column each cell starts in.
    starts: &'a [usize],
    row_headers: usize,
    /// Letters that find room in each column.
    letters: &'a [usize],
    breakable: bool,
}

/// Letters that find room in a cell.
fn room(cell: &Cell, start: usize, letters: &[usize]) -> usize {
    letters.iter().skip(start).take(cell.colspan.max(1)).sum()
}

/// Widths and alignment of columns as named arguments.
fn set(columns: &[Column]) -> String {
    format!(
        "columns: {}, align: {}",
        array(columns.iter().map(width)),
        array(columns.iter().map(align))
    )
}

fn width(column: &Column) -> String {
    format!("{}fr", number(column.width))
}

fn align(column: &Column) -> String {
    match column.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
    .to_owned()
}

/// Named arguments for the columns and rows a cell takes; empty for one of each.
fn spans(cell: &Cell) -> String {
    let mut out = String::new();
    if cell.colspan > 1 {
        out.push_str(&format!(", colspan: {}", cell.colspan));
    }
    if cell.rowspan > 1 {
        out.push_str(&format!(", rowspan: {}", cell.rowspan));
    }
    out
}

/// Whether the row's own cells take the whole width, and no more than one row.
fn fills(row: &Row, columns: usize) -> bool {
    let taken: usize = row.cells.iter().map(|cell| cell.colspan).sum();
    taken == columns && row.cells.iter().all(|cell| cell.rowspan == 1)
}

/// The column each cell starts in, minding cells that reach down from rows above.
fn starts(rows: &[Row]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); rows.len()];
    for placed in grid::place(rows.iter()) {
        out[placed.row].push(placed.column);
    }
    out
}
