//! How high rows are, by a guess: Word cuts off what is taller than a page and may not be parted.

use super::grid::Slot;
use crate::doc::{Text, walk};
use crate::theme::Theme;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Mean width of a letter, and height of a line, as shares of the type size.
const LETTER: f64 = 0.5;
const LINE: f64 = 1.3;
/// Space above and below the words of a cell, in points.
const PADDING: f64 = 8.0;
/// What takes more than this share of a page may be parted: it might be taller than the guess.
const WHOLE: f64 = 0.6;

/// Whether rows that take this share of a page together surely fit on one.
pub fn fits(share: f64) -> bool {
    share < WHOLE
}

/// The height of each row as a share of a page's. `width` tells the room of a cell in points; the words of a cell over several
/// rows count for the last of these, which grows to hold them.
pub fn shares(
    rows: &[Vec<Slot<'_>>],
    width: impl Fn(&Slot<'_>) -> f64,
    theme: &Theme,
    wide: bool,
) -> Vec<f64> {
    let page = &theme.page;
    let paper = if wide { page.width } else { page.height };
    let room = (paper - page.top - page.bottom).max(1.0) * MM;
    let mut heights = vec![0.0_f64; rows.len()];
    for (index, slots) in rows.iter().enumerate() {
        for slot in slots {
            if let Some(cell) = slot.cell {
                let height = of_cell(&cell.content, width(slot), theme.font.table);
                let last = (index + cell.rowspan.max(1) - 1).min(rows.len() - 1);
                heights[last] = heights[last].max(height);
            }
        }
    }
    heights.iter().map(|height| height / room).collect()
}

fn of_cell(texts: &[Text], width: f64, size: f64) -> f64 {
    let on_line = (width / (size * LETTER)).max(1.0);
    let lines = texts.iter().map(|text| {
        let letters = walk::letters(&text.inlines);
        let letters = f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
        (letters / on_line).ceil().max(1.0)
    });
    lines.sum::<f64>() * size * LINE + PADDING
}
