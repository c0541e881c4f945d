//! Rough sizes, to decide what is kept together. Typst does the real setting.

use super::Place;
use crate::doc::{Row, Table, walk};
use crate::theme::Theme;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Mean width of a letter, and height of a line, as shares of the type size.
const LETTER: f64 = 0.5;
const LINE: f64 = 1.3;
/// Width of a bold letter in a word of wide ones, as a share of the type size.
const WIDE_LETTER: f64 = 0.53;
/// Space above and below the words of a cell, and on both sides, in points.
const PADDING: f64 = 8.0;
const BESIDE: f64 = 10.0;

/// The text area of a page in points: width, height.
pub fn area(theme: &Theme, place: Place) -> (f64, f64) {
    let page = &theme.page;
    let (width, height) = match place {
        Place::Page | Place::Inside => (page.width, page.height),
        Place::Landscape => (page.height, page.width),
    };
    (
        (width - 2.0 * page.sides).max(1.0) * MM,
        (height - page.top - page.bottom).max(1.0) * MM,
    )
}

/// Letters that surely find room on a line of each column.
///
/// Measured generously (bold letters, wide ones), so that a word is left whole only where it fits.
pub fn letters(table: &Table, theme: &Theme, place: Place) -> Vec<usize> {
    let (width, _) = area(theme, place);
    let shares: f64 = table.columns.iter().map(|column| column.width).sum();
    let letters = |column: &crate::doc::Column| {
        let room = column.width / shares.max(f64::EPSILON) * width - BESIDE;
        // As a cast it rounds down and holds bounds: no letters where there is no room.
        (room / (theme.font.table * WIDE_LETTER)) as usize
    };
    table.columns.iter().map(letters).collect()
}

/// Height of the whole table as a share of the page's.
pub fn table_share(table: &Table, theme: &Theme, place: Place) -> f64 {
    table
        .header
        .iter()
        .chain(&table.rows)
        .map(|row| row_share(row, table, theme, place))
        .sum()
}

/// Height of a row as a share of the page's.
pub fn row_share(row: &Row, table: &Table, theme: &Theme, place: Place) -> f64 {
    let (width, height) = area(theme, place);
    let shares: f64 = table.columns.iter().map(|column| column.width).sum();
    let size = theme.font.table;
    let cell_height = |cell: &crate::doc::Cell| {
        // Spans are taken at the mean width of a column: good enough for a guess.
        let columns = table.columns.len().max(1) as f64;
        let share = cell.colspan as f64 / columns;
        let narrowest = table
            .columns
            .iter()
            .map(|c| c.width / shares.max(f64::EPSILON));
        let share = if cell.colspan == 1 {
            narrowest.fold(share, f64::min)
        } else {
            share
        };
        let letters: usize = cell
            .content
            .iter()
            .map(|text| walk::words(&text.inlines).chars().count())
            .sum();
        let per_line = (share * width / (size * LETTER)).max(1.0);
        (letters as f64 / per_line).ceil().max(1.0) * size * LINE / cell.rowspan.max(1) as f64
    };
    let tallest = row.cells.iter().map(cell_height).fold(0.0, f64::max);
    (tallest + PADDING) / height
}
