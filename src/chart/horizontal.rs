//! Horizontal bars: names in a column at the left, bars to the right of it.

use super::Sheet;
use super::axes::{self, count};
use super::drawing::{Anchor, Area, Pos};
use super::scale::Scale;
use super::text;

/// Most of the width that names may take.
pub const NAMES: f64 = 0.38;
/// Thickness of a bar, and of each where there are many.
const THICK: f64 = 12.0;
const THIN: f64 = 9.5;
/// Between two categories.
const GAP: f64 = 8.0;

/// Where values lie along the value axis.
struct Axis {
    left: f64,
    right: f64,
    scale: Scale,
}

impl Axis {
    fn x(&self, value: f64) -> f64 {
        self.left + self.scale.share(value) * (self.right - self.left)
    }
}

/// Draws one group of horizontal bars a category.
pub fn draw(sheet: &mut Sheet) {
    let names: Vec<Vec<String>> = sheet
        .chart
        .categories
        .iter()
        .map(|name| text::wrap(name, sheet.width * NAMES, sheet.size))
        .collect();
    let column = names
        .iter()
        .flatten()
        .map(|line| text::width(line, sheet.size))
        .fold(0.0, f64::max);
    let (min, max) = sheet.values().fold((0.0f64, 0.0f64), |(min, max), value| {
        (min.min(value), max.max(value))
    });
    let scale = Scale::new(min, max, 5.0, sheet.chart.decimals == 0);
    axes::unit(sheet);
    let label = sheet.widest_label() + 5.0;
    let below_zero = if scale.low < 0.0 { label } else { 0.0 };
    let left = if names.is_empty() { 0.0 } else { column + 8.0 };
    let right = (sheet.width - label).max(left + below_zero + 20.0);
    let axis = Axis {
        left: left + below_zero,
        right,
        scale,
    };

    let series = sheet.chart.series.len();
    let thick = if series > 2 { THIN } else { THICK };
    let top = sheet.bottom + 3.0;
    let heights: Vec<f64> = names
        .iter()
        .map(|lines| (count(series) * thick).max(count(lines.len()) * sheet.line_height()) + GAP)
        .collect();
    let end = top + heights.iter().sum::<f64>();
    grid(sheet, &axis, top, end);
    let mut y = top;
    for (category, lines) in names.iter().enumerate() {
        let middle = y + heights[category] / 2.0;
        write_name(sheet, lines, left - 8.0, middle);
        for index in 0..series {
            let bar_top = middle + (count(index) - count(series) / 2.0) * thick;
            bar(sheet, &axis, (index, category), bar_top, thick - 1.5);
        }
        y += heights[category];
    }
    let zero = axis.x(0.0);
    let theme = sheet.theme;
    sheet
        .drawing
        .line((zero, top), (zero, end), &theme.colors.muted, 0.8);
    sheet.bottom = end + sheet.small + 5.0;
}

/// Gridlines with their ticks below; ticks that would touch the one before are left out.
fn grid(sheet: &mut Sheet, axis: &Axis, top: f64, end: f64) {
    let theme = sheet.theme;
    let mut free = f64::NEG_INFINITY;
    for tick in axis.scale.ticks() {
        let x = axis.x(tick);
        sheet
            .drawing
            .line((x, top), (x, end), &theme.colors.rule, 0.4);
        let label = axis.scale.tick(tick, &sheet.chart.unit);
        let half = text::width(&label, sheet.small) / 2.0;
        if x - half >= free && x + half <= sheet.width {
            let color = &theme.colors.muted;
            let y = end + sheet.small + 2.0;
            sheet.drawing.text(
                &label,
                Pos {
                    x,
                    y,
                    size: sheet.small,
                    anchor: Anchor::Middle,
                    color,
                },
            );
            free = x + half + 4.0;
        }
    }
}

/// A category's name, which ends beside its bar.
pub fn write_name(sheet: &mut Sheet, lines: &[String], right: f64, middle: f64) {
    let theme = sheet.theme;
    let first = middle - count(lines.len()) * sheet.line_height() / 2.0 + sheet.size * 0.92;
    for (row, line) in lines.iter().enumerate() {
        let y = first + count(row) * sheet.line_height();
        let pos = Pos {
            x: right,
            y,
            size: sheet.size,
            anchor: Anchor::End,
            color: &theme.colors.text,
        };
        sheet.drawing.text(line, pos);
    }
}

fn bar(sheet: &mut Sheet, axis: &Axis, (series, category): (usize, usize), top: f64, height: f64) {
    let (zero, y) = (axis.x(0.0), top + height / 2.0 + sheet.small * 0.32);
    let Some(value) = sheet.value(series, category) else {
        return sheet.write_label(&sheet.chart.missing, zero + 3.0, y, Anchor::Start);
    };
    let end = axis.x(value);
    sheet.bar(
        series,
        Area {
            x: end.min(zero),
            y: top,
            width: (end - zero).abs(),
            height,
        },
    );
    let (x, anchor) = if value < 0.0 {
        (end - 3.0, Anchor::End)
    } else {
        (end + 3.0, Anchor::Start)
    };
    let label = sheet.label(value);
    sheet.write_label(&label, x, y, anchor);
}
