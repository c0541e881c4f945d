//! Lying bars of one length, each parted by its series as shares of its whole.

use super::Sheet;
use super::axes::count;
use super::drawing::{Anchor, Area};
use super::{horizontal, text};

/// Thickness of a bar.
const THICK: f64 = 14.0;
/// Between two categories.
const GAP: f64 = 8.0;
/// Paper around a label within its part of the bar.
const AIR: f64 = 4.0;

/// Draws one bar a category; a label that has no room in its part is left to the table of the data.
pub fn draw(sheet: &mut Sheet) {
    let names: Vec<Vec<String>> = sheet
        .chart
        .categories
        .iter()
        .map(|name| text::wrap(name, sheet.width * horizontal::NAMES, sheet.size))
        .collect();
    let lines = names.iter().flatten();
    let column = lines.map(|line| text::width(line, sheet.size));
    let left = column.fold(0.0, f64::max) + 8.0;
    let right = sheet.width.max(left + 20.0);
    let mut y = sheet.bottom + 3.0;
    for (category, lines) in names.iter().enumerate() {
        let height = THICK.max(count(lines.len()) * sheet.line_height()) + GAP;
        let middle = y + height / 2.0;
        horizontal::write_name(sheet, lines, left - 8.0, middle);
        bar(sheet, category, (left, right), middle);
        y += height;
    }
    sheet.bottom = y;
}

/// A category's bar: what is missing or below zero has no part in a whole.
fn bar(sheet: &mut Sheet, category: usize, (left, right): (f64, f64), middle: f64) {
    let series = 0..sheet.chart.series.len();
    let value = |sheet: &Sheet, index: usize| sheet.value(index, category).map(|v| v.max(0.0));
    let values = series.clone().filter_map(|index| value(sheet, index));
    let whole: f64 = values.sum();
    let y = middle + sheet.small * 0.32;
    if whole <= 0.0 {
        return sheet.write_label(&sheet.chart.missing, left + 3.0, y, Anchor::Start);
    }
    let mut x = left;
    for index in series {
        let Some(part) = value(sheet, index) else {
            continue;
        };
        let width = part / whole * (right - left);
        let area = Area {
            x,
            y: middle - THICK / 2.0,
            width,
            height: THICK,
        };
        sheet.bar(index, area);
        let label = sheet.label(part);
        let room = text::width(&label, sheet.small) + 2.0 * AIR;
        if room <= width {
            // On paper of its own: patterns would cross the digits.
            let paper = Area {
                x: x + (width - room) / 2.0 + AIR / 2.0,
                y: middle - sheet.small * 0.62,
                width: room - AIR,
                height: sheet.small * 1.24,
            };
            sheet.drawing.rect(paper, "#ffffff");
            sheet.write_label(&label, x + width / 2.0, y, Anchor::Middle);
        }
        x += width;
    }
}
