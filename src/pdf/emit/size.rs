//! Rough sizes, to decide what is kept together. Typst does the real setting.

use super::Flow;
use crate::doc::body::Hold;
use crate::doc::{BodyView, Column, Row, Table, body, walk};
use crate::theme::Theme;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Mean width of a letter, and height of a line, as shares of the type size.
const LETTER: f64 = 0.5;
const LINE: f64 = 1.3;
/// Space above and below the words of a cell, in points.
const PADDING: f64 = 8.0;
/// What a row to sign in has more of it, in points.
const ROOM_TO_SIGN: f64 = 20.0;

/// The text area of a page in points: width, height.
pub fn area(theme: &Theme, flow: Flow) -> (f64, f64) {
    let page = &theme.page;
    let (width, height) = match flow {
        Flow::Page | Flow::Inside => (page.width, page.height),
        Flow::Landscape => (page.height, page.width),
    };
    (
        (width - 2.0 * page.sides).max(1.0) * MM,
        (height - page.top - page.bottom).max(1.0) * MM,
    )
}

/// Letters that surely find room on a line of each column.
pub fn letters(columns: &[Column], theme: &Theme, flow: Flow) -> Vec<usize> {
    let (width, _) = area(theme, flow);
    let shares: f64 = columns.iter().map(|column| column.width).sum();
    columns
        .iter()
        .map(|column| theme.letters(column.width / shares.max(f64::EPSILON) * width))
        .collect()
}

/// Height of the whole table, with the body that it took the place of, as a share of the page's.
pub fn table_share(table: &Table, theme: &Theme, flow: Flow) -> f64 {
    let share = |body: BodyView<'_>| {
        let rows = body.all_rows();
        rows.map(|row| row_share(row, body.columns, theme, flow))
            .sum::<f64>()
    };
    table.bodies().map(share).sum()
}

/// For each row, the height of the rows that it cannot be parted from, as a share of the page's: cells that reach down tie
/// rows together.
pub fn tied_shares(body: BodyView<'_>, theme: &Theme, flow: Flow) -> Vec<f64> {
    let mut out = Vec::with_capacity(body.rows.len());
    let holds = Hold::of(body.rows);
    let mut rest = body.rows;
    while !rest.is_empty() {
        let held = &holds[body.rows.len() - rest.len()..];
        let (tied, after) = rest.split_at(body::tied(held));
        let shares = tied
            .iter()
            .map(|row| row_share(row, body.columns, theme, flow));
        let share: f64 = shares.sum();
        out.extend(tied.iter().map(|_| share));
        rest = after;
    }
    out
}

/// Height of the rows from this one on, as a share of the page's.
pub fn tail_share(body: BodyView<'_>, first: usize, theme: &Theme, flow: Flow) -> f64 {
    let rows = body.rows.iter().skip(first);
    rows.map(|row| row_share(row, body.columns, theme, flow))
        .sum()
}

/// Height of the rows of a head as a share of the page's.
pub fn head_share(body: BodyView<'_>, theme: &Theme, flow: Flow) -> f64 {
    let rows = body.header.iter();
    rows.map(|row| row_share(row, body.columns, theme, flow))
        .sum()
}

/// Height of a place to sign in as a share of the page's.
pub fn signatures_share(body: BodyView<'_>, theme: &Theme, flow: Flow) -> f64 {
    let (_, height) = area(theme, flow);
    let rows = body.all_rows();
    rows.map(|row| row_share(row, body.columns, theme, flow) + ROOM_TO_SIGN / height)
        .sum()
}

/// Height of a row as a share of the page's.
fn row_share(row: &Row, columns: &[Column], theme: &Theme, flow: Flow) -> f64 {
    let (width, height) = area(theme, flow);
    let shares: f64 = columns.iter().map(|column| column.width).sum();
    let size = theme.font.table;
    let cell_height = |cell: &crate::doc::Cell| {
        // Spans are taken at the mean width of a column: good enough for a guess.
        let share = cell.colspan as f64 / columns.len().max(1) as f64;
        let narrowest = columns.iter().map(|c| c.width / shares.max(f64::EPSILON));
        let share = if cell.colspan == 1 {
            narrowest.fold(share, f64::min)
        } else {
            share
        };
        let letters: usize = cell
            .content
            .iter()
            .map(|text| walk::letters(&text.inlines))
            .sum();
        let per_line = (share * width / (size * LETTER)).max(1.0);
        (letters as f64 / per_line).ceil().max(1.0) * size * LINE / cell.rowspan.max(1) as f64
    };
    let tallest = row.cells.iter().map(cell_height).fold(0.0, f64::max);
    (tallest + PADDING) / height
}
