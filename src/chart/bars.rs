//! Upright bars, side by side or stacked.

use super::Sheet;
use super::axes::{self, Plot, count};
use super::drawing::{Anchor, Area, Pos};
use super::scale::Scale;
use super::text;

/// The widest bar.
const WIDEST: f64 = 46.0;
/// Share of a category's room that its bars take.
const SHARE: f64 = 0.8;
/// Steps on the value axis.
const TICKS: f64 = 5.0;

/// One group of bars a category.
pub fn grouped(sheet: &mut Sheet) {
    let (min, max) = sheet.values().fold((0.0f64, 0.0f64), |(min, max), value| {
        (min.min(value), max.max(value))
    });
    let plot = axes::frame(
        sheet,
        Scale::new(min, max, TICKS, sheet.chart.decimals == 0),
    );
    let series = sheet.chart.series.len();
    let pitch = (plot.slot * SHARE / count(series.max(1))).min(WIDEST);
    let gap = if series > 1 {
        (pitch * 0.12).min(3.0)
    } else {
        0.0
    };
    let roomy = sheet.widest_label() <= if series > 1 { pitch } else { plot.slot - 2.0 };
    for category in 0..sheet.chart.categories.len() {
        for index in 0..series {
            let offset = (count(index) - count(series) / 2.0) * pitch;
            let strip = Strip {
                left: plot.center(category) + offset + gap / 2.0,
                width: pitch - gap,
            };
            bar(sheet, &plot, strip, (index, category), roomy);
        }
    }
    axes::base(sheet, &plot);
}

/// The strip of the category axis that a bar stands on.
#[derive(Clone, Copy)]
struct Strip {
    left: f64,
    width: f64,
}

fn bar(
    sheet: &mut Sheet,
    plot: &Plot,
    strip: Strip,
    (series, category): (usize, usize),
    roomy: bool,
) {
    let zero = plot.zero();
    let Some(value) = sheet.value(series, category) else {
        return missing_bar(sheet, strip, zero);
    };
    let end = plot.y(value);
    let area = Area {
        x: strip.left,
        y: end.min(zero),
        width: strip.width,
        height: (end - zero).abs(),
    };
    sheet.bar(series, area);
    if roomy {
        let y = if value < 0.0 {
            end + sheet.small * 0.75 + 2.0
        } else {
            end - 2.5
        };
        let label = sheet.label(value);
        write(sheet, &label, strip.left + strip.width / 2.0, y);
    }
}

fn write(sheet: &mut Sheet, words: &str, x: f64, y: f64) {
    sheet.write_label(words, x, y, Anchor::Middle);
}

/// The mark for a missing value where its bar would stand, upwards where it is wider than a bar.
fn missing_bar(sheet: &mut Sheet, strip: Strip, zero: f64) {
    let words = &sheet.chart.missing;
    let middle = strip.left + strip.width / 2.0;
    if text::width(words, sheet.small) <= strip.width {
        return write(sheet, words, middle, zero - 3.0);
    }
    let color = &sheet.theme.colors.text;
    let x = middle + sheet.small * 0.32;
    sheet.drawing.upward_text(
        words,
        Pos {
            x,
            y: zero - 3.0,
            size: sheet.small,
            anchor: Anchor::Start,
            color,
        },
    );
}

/// One bar a category, the series on top of each other; negative values hang below the line.
pub fn stacked(sheet: &mut Sheet) {
    let categories = 0..sheet.chart.categories.len();
    let (min, max) = categories
        .clone()
        .fold((0.0f64, 0.0f64), |(min, max), category| {
            let (down, up) = ends(sheet, category);
            (min.min(down), max.max(up))
        });
    let plot = axes::frame(
        sheet,
        Scale::new(min, max, TICKS, sheet.chart.decimals == 0),
    );
    let width = (plot.slot * 0.62).min(WIDEST * 1.4);
    for category in categories {
        let strip = Strip {
            left: plot.center(category) - width / 2.0,
            width,
        };
        stack(sheet, &plot, strip, category);
    }
    axes::base(sheet, &plot);
}

/// The lower and the upper end of a stack.
fn ends(sheet: &Sheet, category: usize) -> (f64, f64) {
    let values = (0..sheet.chart.series.len()).filter_map(|series| sheet.value(series, category));
    values.fold((0.0, 0.0), |(down, up), value| {
        if value < 0.0 {
            (down + value, up)
        } else {
            (down, up + value)
        }
    })
}

fn stack(sheet: &mut Sheet, plot: &Plot, strip: Strip, category: usize) {
    let (mut down, mut up) = (0.0, 0.0);
    let mut missing = false;
    for series in 0..sheet.chart.series.len() {
        let Some(value) = sheet.value(series, category) else {
            missing = true;
            continue;
        };
        let end = if value < 0.0 { &mut down } else { &mut up };
        let start = *end;
        *end += value;
        let (from, to) = (plot.y(start), plot.y(*end));
        let area = Area {
            x: strip.left,
            y: from.min(to),
            width: strip.width,
            height: (from - to).abs(),
        };
        sheet.bar(series, area);
        part_label(sheet, area, value);
    }
    // A sum with a missing part is not known; a stack that hangs below the line too has no one sum.
    let middle = strip.left + strip.width / 2.0;
    if missing || sheet.chart.series.is_empty() {
        write(sheet, &sheet.chart.missing, middle, plot.y(up) - 3.0);
    } else if down == 0.0 && text::width(&sheet.label(up), sheet.small) < plot.slot - 2.0 {
        let label = sheet.label(up);
        write(sheet, &label, middle, plot.y(up) - 2.5);
    }
}

/// A part's value, on white so that it reads on any pattern; left out where the part is too small.
fn part_label(sheet: &mut Sheet, area: Area, value: f64) {
    let label = sheet.label(value);
    let (width, height) = (text::width(&label, sheet.small) + 4.0, sheet.small + 1.5);
    if width > area.width || height + 2.0 > area.height {
        return;
    }
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    sheet.drawing.rect(
        Area {
            x: x - width / 2.0,
            y: y - height / 2.0,
            width,
            height,
        },
        "#ffffff",
    );
    write(sheet, &label, x, y + sheet.small * 0.32);
}
