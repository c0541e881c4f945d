//! Tables: header cells of columns and rows, spans, groups and sums.

use super::{Emitter, Flow, ends, size};
use crate::doc::body::Hold;
use crate::doc::skeleton::grid;
use crate::doc::{
    Align, BlockId, BodyView, Captioned, Cell, Column, Mark, Row, RowKind, Side, Table, Text, body,
};
use crate::pdf::literal::{array, number, string};
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
        let end = (!keep && replaces.is_none())
            .then(|| self.end(id, table, flow))
            .flatten();
        self.ends.extend(end.clone().map(|end| end.labels));
        let breaks = end
            .as_ref()
            .map_or_else(String::new, |end| self.breaks(end));
        let under = end.as_ref().filter(|end| end.below);
        let under = under.map(|end| end.labels[1].as_str());
        let was = replaces.as_ref().map_or_else(String::new, |before| {
            let before = before.view();
            let (columns, cells) = (set(before.columns), self.body(before, flow, None));
            format!("was: table-was({columns},\n{cells}),\n")
        });
        let out = format!(
            "tbl({}, words: {caption}, {}, summary: {}, keep: {keep}, {breaks}{},\n{was}{})",
            self.label(id),
            set(columns),
            summary.as_deref().map_or_else(|| "none".to_owned(), string),
            self.below(source.as_ref(), notes, under),
            self.body(table.own_body(), flow, end.as_ref()),
        );
        match self.side {
            Side::New => out,
            // The list of tables is that of the new version.
            Side::Old => format!("unlisted({out})"),
        }
    }

    /// The end of a table that may be parted; nothing where that cannot be, or not be helped.
    fn end(&self, id: &BlockId, table: &Table, flow: Flow) -> Option<End> {
        let body = table.own_body();
        let tail = body::tail(&Hold::of(body.rows));
        let last = body.rows.len().checked_sub(1)?;
        let below = !table.notes.is_empty() || table.source.is_some();
        let parts = tail > 0 && (below || tail < last);
        let fits = size::tail_share(body, tail, self.theme, flow) <= UNBROKEN;
        (parts && fits && !self.loose).then(|| End {
            labels: ends(
                self.slot.map_or("", |slot| slot.prefix.as_str()),
                self.side,
                id,
            ),
            tail,
            last,
            below,
            head: body.header.len(),
        })
    }

    /// The new page before the end of a table that was parted, as a named argument: a gap that no page has room for.
    fn breaks(&self, end: &End) -> String {
        let parted = self.parted.is_some_and(|all| all.contains(&end.labels[0]));
        if !parted {
            return String::new();
        }
        let before = "0pt, ".repeat(end.head + end.tail - 1);
        format!("row-gutter: ({before}100%, 0pt), ")
    }

    /// All cells as arguments.
    fn body(&self, body: BodyView<'_>, flow: Flow, end: Option<&End>) -> String {
        let letters = size::letters(body.columns, self.theme, flow);
        let mut out = self.head(body, &letters, flow);
        let shares = size::tied_shares(body, self.theme, flow);
        let rows = body.rows.iter().zip(starts(body.rows)).zip(shares);
        for (at, ((row, starts), share)) in rows.enumerate() {
            let breakable = self.loose || share > UNBROKEN;
            let line = Line {
                starts: &starts,
                row_headers: body.row_headers,
                letters: &letters,
                breakable,
                end: end.and_then(|end| end.label(at)),
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
        let here = label.map_or_else(String::new, |label| format!("end-at({}) + ", string(label)));
        let texts = source.into_iter().chain(notes).enumerate();
        let mut texts = texts.map(|(at, text)| match at {
            0 => here.clone() + &self.text(text),
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
                content = format!("{content} + end-at({})", string(end));
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
    /// The label that tells its page.
    end: Option<&'a str>,
}

/// The end of a table: rows that go together, and with what stands below them ([`body::tail`]).
#[derive(Clone)]
struct End {
    /// The labels that must be on one page.
    labels: [String; 2],
    /// The first of the rows.
    tail: usize,
    /// The last of them.
    last: usize,
    /// Whether something stands below, which has the second label; else the last row has it.
    below: bool,
    /// Rows of the head.
    head: usize,
}

impl End {
    /// The label of a row.
    fn label(&self, row: usize) -> Option<&str> {
        let [first, second] = &self.labels;
        if row == self.tail {
            Some(first)
        } else if row == self.last && !self.below {
            Some(second)
        } else {
            None
        }
    }
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
