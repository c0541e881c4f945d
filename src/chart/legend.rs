//! The legend: one row or more above the drawing, when there is more than one series.

use super::drawing::{Anchor, Area, Pos};
use super::{Sheet, looks, text};
use crate::doc::ChartKind;

/// Width of the sample before a bar series' name, and of a line's.
const SWATCH: f64 = 14.0;
const STROKE: f64 = 26.0;
/// Between sample and name, and between entries.
const GAP: f64 = 5.0;
const BETWEEN: f64 = 16.0;

/// Draws the legend and moves the free paper below it.
pub fn draw(sheet: &mut Sheet) {
    if sheet.chart.series.len() < 2 {
        return;
    }
    let sample = if sheet.chart.kind == ChartKind::Lines {
        STROKE
    } else {
        SWATCH
    };
    let chart = sheet.chart;
    let line = sheet.line_height() + 2.0;
    let (mut x, mut y) = (0.0, sheet.bottom);
    for (index, series) in chart.series.iter().enumerate() {
        let names = text::wrap(&series.name, sheet.width - sample - GAP, sheet.size);
        let widest = names
            .iter()
            .map(|name| text::width(name, sheet.size))
            .fold(0.0, f64::max);
        let entry = sample + GAP + widest;
        if x > 0.0 && x + entry > sheet.width {
            x = 0.0;
            y += line;
        }
        draw_sample(
            sheet,
            index,
            Area {
                x,
                y: y + line / 2.0 - 4.0,
                width: sample,
                height: 8.0,
            },
        );
        for (row, name) in names.iter().enumerate() {
            // The first baseline; a name of several rows pushes the next entry to a row of its own.
            let down = if row == 0 { 0.0 } else { line };
            y += down;
            let baseline = y + line / 2.0 + sheet.size * 0.32;
            let pos = Pos {
                x: x + sample + GAP,
                y: baseline,
                size: sheet.size,
                anchor: Anchor::Start,
                color: &sheet.theme.colors.text,
            };
            sheet.drawing.text(name, pos);
        }
        x = if names.len() > 1 {
            sheet.width
        } else {
            x + entry + BETWEEN
        };
    }
    sheet.bottom = y + line + 4.0;
}

fn draw_sample(sheet: &mut Sheet, series: usize, area: Area) {
    let color = sheet.color(series).to_owned();
    if sheet.chart.kind == ChartKind::Lines {
        let y = area.y + area.height / 2.0;
        let dash = sheet.dash(series);
        sheet
            .drawing
            .path(&[(area.x, y), (area.x + area.width, y)], &color, 1.6, dash);
        looks::marker(
            &mut sheet.drawing,
            series,
            &color,
            (area.x + area.width / 2.0, y),
        );
    } else {
        sheet.bar(series, area);
    }
}
