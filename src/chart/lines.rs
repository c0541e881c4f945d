//! Lines over categories, with a marker and, where there is room, a label at each value.

use super::Sheet;
use super::axes::{self, Plot, count};
use super::looks;
use super::pen::{Anchor, Area, Pos};
use super::scale::Scale;
use super::text;

/// An axis starts at 0 unless all values lie this close together, as a share of the largest.
const FLAT: f64 = 0.2;

/// A point of a series on the sheet.
#[derive(Clone, Copy)]
struct Point {
    series: usize,
    category: usize,
    value: f64,
    at: (f64, f64),
}

/// Draws one line a series; a missing value interrupts it.
pub fn draw(sheet: &mut Sheet) {
    let plot = axes::frame(sheet, scale(sheet));
    let points = points(sheet, &plot);
    let mut strokes = Vec::new();
    for pair in points.windows(2) {
        if let [from, to] = pair
            && from.series == to.series
            && from.category + 1 == to.category
        {
            strokes.push((from.at, to.at));
        }
    }
    axes::base(sheet, &plot);
    for run in points.chunk_by(|a, b| a.series == b.series && a.category + 1 == b.category) {
        let way: Vec<(f64, f64)> = run.iter().map(|point| point.at).collect();
        let color = sheet.color(run[0].series).to_owned();
        let dash = sheet.dash(run[0].series);
        sheet.pen.path(&way, &color, 1.6, dash);
    }
    for point in &points {
        let color = sheet.color(point.series).to_owned();
        looks::marker(&mut sheet.pen, point.series, &color, point.at);
    }
    let mut taken: Vec<Area> = points.iter().map(|point| looks::marker_area(point.at)).collect();
    missing(sheet, &plot, &mut taken);
    labels(sheet, &plot, &points, &strokes, &mut taken);
}

/// From 0, except where the lines would lie flat at the top.
fn scale(sheet: &Sheet) -> Scale {
    let whole = sheet.chart.decimals == 0;
    let ends = sheet.values().fold(None, |ends: Option<(f64, f64)>, value| {
        Some(ends.map_or((value, value), |(min, max)| (min.min(value), max.max(value))))
    });
    let (min, max) = ends.unwrap_or((0.0, 0.0));
    if min > 0.0 && max > min && max - min < max * FLAT {
        let air = (max - min) * 0.3;
        return Scale::new((min - air).max(0.0), max + air, 5.0, whole);
    }
    Scale::new(min.min(0.0), max.max(0.0), 5.0, whole)
}

fn points(sheet: &Sheet, plot: &Plot) -> Vec<Point> {
    let mut out = Vec::new();
    for series in 0..sheet.chart.series.len() {
        for category in 0..sheet.chart.categories.len() {
            if let Some(value) = sheet.value(series, category) {
                out.push(Point { series, category, value, at: (plot.center(category), plot.y(value)) });
            }
        }
    }
    out
}

/// Writes the mark for missing values over the axis, after the marker of the series it belongs to.
fn missing(sheet: &mut Sheet, plot: &Plot, taken: &mut Vec<Area>) {
    let words = sheet.chart.missing.clone();
    let width = text::width(&words, sheet.small);
    for category in 0..sheet.chart.categories.len() {
        let mut row = 0;
        for series in 0..sheet.chart.series.len() {
            if sheet.value(series, category).is_some() {
                continue;
            }
            let color = sheet.color(series).to_owned();
            let (x, y) = (plot.center(category), plot.zero() - 7.0 - count(row) * (sheet.small + 2.5));
            let left = x - (width + 10.0) / 2.0;
            looks::marker(&mut sheet.pen, series, &color, (left + 3.0, y));
            let ink = &sheet.theme.colors.text;
            let pos = Pos { x: left + 10.0, y: y + 2.5, size: sheet.small, anchor: Anchor::Start, color: ink };
            sheet.pen.text(&words, pos);
            taken.push(Area { x: left - 2.0, y: y - 5.0, width: width + 14.0, height: 10.0 });
            row += 1;
        }
    }
}

/// Puts each label over or under its point; one that finds no free paper is left out.
fn labels(
    sheet: &mut Sheet,
    plot: &Plot,
    points: &[Point],
    strokes: &[((f64, f64), (f64, f64))],
    taken: &mut Vec<Area>,
) {
    for point in points {
        let label = sheet.label(point.value);
        let (width, height) = (text::width(&label, sheet.small), sheet.small * 0.9);
        let (x, y) = point.at;
        let over = Area { x: x - width / 2.0, y: y - 5.5 - height, width, height };
        let under = Area { y: y + 5.5, ..over };
        let order = if prefers_under(points, point) { [under, over] } else { [over, under] };
        let free = order.into_iter().find(|area| {
            let inside = area.x >= plot.center(0) - plot.slot / 2.0
                && area.x + area.width <= sheet.width
                && area.y + area.height <= plot.bottom;
            inside && !taken.iter().any(|other| other.meets(area)) && !strokes.iter().any(|line| crosses(*line, area))
        });
        if let Some(area) = free {
            let color = &sheet.theme.colors.text;
            let pos = Pos { x, y: area.y + sheet.small * 0.78, size: sheet.small, anchor: Anchor::Middle, color };
            sheet.pen.text(&label, pos);
            taken.push(area);
        }
    }
}

/// The lowest of several lines labels below itself, and so does a valley of a single line.
fn prefers_under(points: &[Point], point: &Point) -> bool {
    let above = points.iter().any(|other| other.category == point.category && other.value > point.value);
    let below = points.iter().any(|other| other.category == point.category && other.value < point.value);
    if above || below {
        return above && !below;
    }
    let mut neighbours = points.iter().filter(|other| {
        other.series == point.series && other.category.abs_diff(point.category) == 1
    });
    let first = neighbours.next();
    first.is_some_and(|other| other.value > point.value) && neighbours.all(|other| other.value > point.value)
}

/// Whether a stroke runs through a box, checked at close steps along it.
fn crosses((from, to): ((f64, f64), (f64, f64)), area: &Area) -> bool {
    const STEPS: u8 = 100;
    (0..=STEPS).any(|step| {
        let t = f64::from(step) / f64::from(STEPS);
        let (x, y) = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        let air = 1.0;
        x > area.x - air && x < area.x + area.width + air && y > area.y - air && y < area.y + area.height + air
    })
}
