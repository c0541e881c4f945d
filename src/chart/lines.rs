//! Lines over categories, with a marker and, where there is room, a label at each value.

use super::Sheet;
use super::axes::{self, Plot};
use super::drawing::{Anchor, Area};
use super::looks;
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
        sheet.drawing.path(&way, &color, 1.6, dash);
    }
    for point in &points {
        let color = sheet.color(point.series).to_owned();
        looks::marker(&mut sheet.drawing, point.series, &color, point.at);
    }
    let taken = points
        .iter()
        .map(|point| looks::marker_area(point.at))
        .collect();
    let mut paper = Paper {
        taken,
        strokes,
        bounds: plot.area(sheet),
    };
    missing(sheet, &plot, &mut paper);
    labels(sheet, &points, &mut paper);
}

/// From 0, except where the lines would lie flat at the top.
fn scale(sheet: &Sheet) -> Scale {
    let whole = sheet.chart.decimals == 0;
    let ends = sheet
        .values()
        .fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(min, max)| {
                (min.min(value), max.max(value))
            }))
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
                out.push(Point {
                    series,
                    category,
                    value,
                    at: (plot.center(category), plot.y(value)),
                });
            }
        }
    }
    out
}

/// Writes the mark for missing values into the gaps of the lines, at the height of their ends.
fn missing(sheet: &mut Sheet, plot: &Plot, paper: &mut Paper) {
    for series in 0..sheet.chart.series.len() {
        for category in 0..sheet.chart.categories.len() {
            if sheet.value(series, category).is_none() {
                let y = gap(sheet, plot, series, category) + sheet.small * 0.3;
                let steps = [0.0, -10.0, 10.0, -20.0, 20.0];
                let at: Vec<(f64, f64)> = steps
                    .iter()
                    .map(|step| (plot.center(category), y + step))
                    .collect();
                // The mark must stand, even where all places are taken.
                paper.write(sheet, &sheet.chart.missing, &at, true);
            }
        }
    }
}

/// The height of a gap: between the values at its ends, else at the one end, else over the axis.
fn gap(sheet: &Sheet, plot: &Plot, series: usize, category: usize) -> f64 {
    let before = (0..category)
        .rev()
        .find_map(|index| sheet.value(series, index));
    let after =
        (category..sheet.chart.categories.len()).find_map(|index| sheet.value(series, index));
    match (before, after) {
        (Some(before), Some(after)) => plot.y(f64::midpoint(before, after)),
        (Some(end), None) | (None, Some(end)) => plot.y(end),
        (None, None) => plot.bottom - 8.0,
    }
}

/// Puts each label beside its point; one that finds no free paper is left out.
fn labels(sheet: &mut Sheet, points: &[Point], paper: &mut Paper) {
    for point in points {
        let label = sheet.label(point.value);
        let (x, y) = point.at;
        let height = sheet.small * 0.7;
        let aside = 6.0 + text::width(&label, sheet.small) / 2.0;
        let (over, under) = ((x, y - 6.0), (x, y + 6.0 + height));
        let (right, left) = ((x + aside, y + height / 2.0), (x - aside, y + height / 2.0));
        let at = if prefers_under(points, point) {
            [under, over, right, left]
        } else {
            [over, under, right, left]
        };
        paper.write(sheet, &label, &at, false);
    }
}

/// What is already drawn, so that labels keep off it.
struct Paper {
    taken: Vec<Area>,
    strokes: Vec<((f64, f64), (f64, f64))>,
    bounds: Area,
}

impl Paper {
    /// Writes words, centred, at the first of some baselines that is free, or at the first if it must.
    fn write(&mut self, sheet: &mut Sheet, words: &str, at: &[(f64, f64)], must: bool) {
        let width = text::width(words, sheet.small);
        let height = sheet.small * 0.8;
        let area = |(x, y): (f64, f64)| Area {
            x: x - width / 2.0,
            y: y - height,
            width,
            height: height + 1.0,
        };
        let free = at.iter().find(|at| self.is_free(&area(**at)));
        if let Some((x, y)) = free.or(at.first().filter(|_| must)) {
            sheet.write_label(words, *x, *y, Anchor::Middle);
            self.taken.push(area((*x, *y)));
        }
    }

    fn is_free(&self, area: &Area) -> bool {
        let bounds = &self.bounds;
        area.x >= bounds.x
            && area.x + area.width <= bounds.x + bounds.width
            && area.y >= bounds.y
            && area.y + area.height <= bounds.y + bounds.height
            && !self.taken.iter().any(|other| other.meets(area))
            && !self.strokes.iter().any(|line| crosses(*line, area))
    }
}

/// The lowest of several lines labels below itself, and so does a valley of a single line.
fn prefers_under(points: &[Point], point: &Point) -> bool {
    let above = points
        .iter()
        .any(|other| other.category == point.category && other.value > point.value);
    let below = points
        .iter()
        .any(|other| other.category == point.category && other.value < point.value);
    if above || below {
        return above && !below;
    }
    let mut neighbours = points.iter().filter(|other| {
        other.series == point.series && other.category.abs_diff(point.category) == 1
    });
    let first = neighbours.next();
    first.is_some_and(|other| other.value > point.value)
        && neighbours.all(|other| other.value > point.value)
}

/// Whether a stroke runs through a box, checked at close steps along it.
fn crosses((from, to): ((f64, f64), (f64, f64)), area: &Area) -> bool {
    const STEPS: u8 = 100;
    (0..=STEPS).any(|step| {
        let t = f64::from(step) / f64::from(STEPS);
        let (x, y) = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        let air = 1.0;
        x > area.x - air
            && x < area.x + area.width + air
            && y > area.y - air
            && y < area.y + area.height + air
    })
}
