//! Tables: header cells of columns and rows, spans, groups and sums.

use super::{Emitter, Flow, ends, size};
use crate::doc::skeleton::grid;
use crate::doc::{
    Align, BlockId, BodyView, Captioned, Cell, Column, Mark, Row, RowKind, Side, Table, Text,
};
use crate::pdf::literal::{array, number, points, string};
use crate::pdf::{Show, heads};

/// Tables up to this share of a page are not broken.
const KEPT: f64 = 0.4;
/// Rows that hang together and take more than this share of a page may break: unbroken they might run off it.
const UNBROKEN: f64 = 0.6;
/// Who signs sees all who do, up to this share of a page.
const SIGNED: f64 = 0.8;
/// A head that takes more than this share of a page stands at the table's beginning only.
const REPEATED: f64 = 0.3;

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
            was: _,
            summary,
        } = table;
        let label = self.caption_label(id, Captioned::Tables);
        if label.is_some() {
            self.want_page(id);
        }
        self.tables.extend(heads::Table::all_of(table));
        let keep = !self.loose && size::table_share(table, self.theme, flow) < KEPT;
        let caption = match &label {
            Some(label) => array([self.own_label(mark, label), self.text(caption)]),
            None => "none".to_owned(),
        };
        // What may be parted from the source and notes below it.
        let below = !notes.is_empty() || source.is_some();
        let ends = (below && !keep && !self.loose && replaces.is_none() && self.slot.is_none())
            .then(|| ends(id));
        self.ends.extend(ends.is_some().then(|| id.clone()));
        let together = self.together.is_some_and(|tables| tables.contains(id));
        let end = ends.as_ref().map(|[end, _]| End {
            label: end,
            room: if together {
                size::below(source.iter().chain(notes), self.theme, flow)
            } else {
                0.0
            },
        });
        let under = ends.as_ref().map(|[_, under]| under.as_str());
        let was = replaces.as_ref().map_or_else(String::new, |before| {
            let before = before.view();
            let (columns, cells) = (set(before.columns), self.body(before, flow, None));
            format!("was: table-was({columns},\n{cells}),\n")
        });
        let out = format!(
            "tbl({}, words: {caption}, {}, summary: {}, keep: {keep}, {},\n{was}{})",
            self.label(id),
            set(columns),
            summary.as_deref().map_or_else(|| "none".to_owned(), string),
            self.below(source.as_ref(), notes, under),
            self.body(table.own_body(), flow, end),
        );
        match self.side {
            Side::New => out,
            // The list of tables is that of the new version.
            Side::Old => format!("unlisted({out})"),
        }
    }

    /// All cells as arguments.
    fn body(&self, body: BodyView<'_>, flow: Flow, end: Option<End<'_>>) -> String {
        let letters = size::letters(body.columns, self.theme, flow);
        let mut out = self.head(body, &letters, flow);
        let shares = size::tied_shares(body, self.theme, flow);
        let last = body.rows.len().saturating_sub(1);
        let rows = body.rows.iter().zip(starts(body.rows)).zip(shares);
        for (at, ((row, starts), share)) in rows.enumerate() {
            let breakable = self.loose || share > UNBROKEN;
            let line = Line {
                starts: &starts,
                row_headers: body.row_headers,
                letters: &letters,
                breakable,
                end: end.filter(|_| at == last),
            };
            let cells = self.cells(row, &line);
            // A group is a header of a second level: it never stands alone at the bottom of a page.
            if row.kind == RowKind::Group && !breakable && fills(row, body.columns.len()) {
                out.push_str(&format!(
                    "table.header(level: 2, repeat: false, {cells}),\n"
                ));
            } else {
                out.push_str(&(cells + "\n"));
            }
        }
        out
    }

    /// The rows of the head. What Typst repeats it never breaks: a tall head is set like other rows.
    fn head(&self, body: BodyView<'_>, letters: &[usize], flow: Flow) -> String {
        let repeated = !self.loose && size::head_share(body, self.theme, flow) <= REPEATED;
        let function = if repeated { "hc" } else { "hp" };
        let rows = body.header.iter().zip(starts(body.header));
        let rows = rows.map(|(row, starts)| self.header_row(function, row, &starts, letters));
        let head: String = rows.collect();
        match (head.is_empty(), repeated) {
            (true, _) => String::new(),
            (false, true) => format!("table.header({head}),\n"),
            (false, false) => head + "\n",
        }
    }

    /// Places to sign in. How wide and high they are is the style's.
    pub(super) fn signatures(&mut self, table: &Table, flow: Flow) -> String {
        self.tables.extend(heads::Table::all_of(table));
        let body = table.own_body();
        let keep = !self.loose && size::signatures_share(body, self.theme, flow) < SIGNED;
        let words = |cell: &Cell| match cell.content.as_slice() {
            [] => "[]".to_owned(),
            [text] => self.text(text),
            texts => {
                let lines = texts.iter();
                let lines = lines.map(|text| format!("par({})", self.text(text)));
                lines.collect::<Vec<String>>().join(" + ")
            }
        };
        let cells = |rows: &[Row]| array(rows.iter().flat_map(|row| &row.cells).map(words));
        format!(
            "signatures({}, {}, keep: {keep})",
            cells(body.header),
            cells(body.rows)
        )
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
    pub(super) fn below(
        &self,
        source: Option<&Text>,
        notes: &[Text],
        label: Option<&str>,
    ) -> String {
        let here = label.map_or_else(String::new, |label| format!(" + end-at({})", string(label)));
        let texts = source.into_iter().chain(notes).enumerate();
        let mut texts = texts.map(|(at, text)| match at {
            0 => self.text(text) + &here,
            _ => self.text(text),
        });
        let source = source.and_then(|_| texts.next());
        let source = source.unwrap_or_else(|| "none".to_owned());
        format!("source: {source}, notes: {}", array(texts))
    }

    fn header_row(&self, function: &str, row: &Row, starts: &[usize], letters: &[usize]) -> String {
        let cell = |(cell, start): (&Cell, &usize)| {
            let content = self.content(cell, room(cell, *start, letters));
            format!("{function}({content}{}), ", spans(cell))
        };
        row.cells.iter().zip(starts).map(cell).collect()
    }

    fn cells(&self, row: &Row, line: &Line<'_>) -> String {
        let breaks = if line.breakable {
            ", breakable: true"
        } else {
            ""
        };
        let ground = match (self.show, row.mark) {
            (Show::Bars, _) | (Show::Marks, Mark::Keep) => "",
            (Show::Marks, Mark::Ins | Mark::To(_)) => ", fill: tint.ins",
            (Show::Marks, Mark::Del | Mark::From(_)) => ", fill: tint.del",
        };
        let mut cells = String::new();
        for (cell, start) in row.cells.iter().zip(line.starts) {
            let heads_row = *start < line.row_headers && !cell.content.is_empty();
            let mut content = self.content(cell, room(cell, *start, line.letters));
            if let Some(end) = line.end.filter(|_| cells.is_empty()) {
                content = format!("{content} + end-at({})", string(end.label));
                if end.room > 0.0 {
                    content.push_str(&format!(" + v({})", points(end.room)));
                }
            }
            let stands = cell.align.map(|align| format!(", align: {}", side(align)));
            let more = spans(cell) + breaks + stands.as_deref().unwrap_or_default();
            let call = match (row.kind, heads_row) {
                (RowKind::Plain, false) if more.is_empty() && ground.is_empty() => content,
                (RowKind::Plain, false) => format!("c({content}{more}{ground})"),
                (RowKind::Plain, true) => format!("rc({content}{more}{ground})"),
                (RowKind::Group, _)
                    if cell.content.is_empty() || *start >= line.row_headers.max(1) =>
                {
                    format!("gc({content}{more})")
                }
                (RowKind::Group, _) => format!("gh({content}{more})"),
                (RowKind::Total, false) => format!("tc({content}{more})"),
                (RowKind::Total, true) => format!("th({content}{more})"),
            };
            cells.push_str(&call);
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
    /// What is said of the last row.
    end: Option<End<'a>>,
}

/// The end of a table that may be parted from what stands below it.
#[derive(Clone, Copy)]
struct End<'a> {
    /// Label of the last row.
    label: &'a str,
    /// Room that the row takes beyond its words, so that it goes to the page of what stands below it; in points.
    room: f64,
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
    side(column.align).to_owned()
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
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
