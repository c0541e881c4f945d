//! Small charts side by side: each a measure over the years, its baseline, and what it is compared with.
//!
//! Years lie as far apart as they are. The value axis is the panel's own and need not begin at 0: the
//! panels show which way things move, the labels how much.

use super::axes::count;
use super::drawing::{Anchor, Area, Drawing, Pos};
use super::looks;
use super::text;
use crate::doc::{Panel, Trends};
use crate::theme::Theme;

/// Least width of a panel, and how many stand beside each other at most.
const NARROW: f64 = 130.0;
const MOST: f64 = 3.0;
/// Between panels, and between their rows.
const GUTTER: f64 = 16.0;
const BETWEEN: f64 = 15.0;
/// Height of a panel's drawing.
const TALL: f64 = 66.0;
/// Dots of the baseline.
const DOTS: &str = "0.9 2.2";

/// Draws the panels row by row, with one legend above them.
pub fn draw(trends: &Trends, theme: &Theme, width: f64, drawing: &mut Drawing) -> f64 {
    let most = (width / NARROW).floor().clamp(1.0, MOST);
    let columns = count(trends.panels.len())
        .clamp(1.0, most)
        .max(most.min(2.0));
    let room = (width - GUTTER * (columns - 1.0)) / columns;
    let size = (theme.font.small - 0.5).clamp(5.0, 24.0);
    let mut top = legend(trends, theme, size, width, drawing);
    let mut rest = trends.panels.as_slice();
    while !rest.is_empty() {
        let mut row = Vec::new();
        while count(row.len()) < columns
            && let Some((first, tail)) = rest.split_first()
        {
            row.push(first);
            rest = tail;
        }
        let heads: Vec<Head> = row
            .iter()
            .map(|panel| Head::of(panel, room, size))
            .collect();
        let lines = heads.iter().map(Head::lines).max().unwrap_or(0);
        let plot = top + count(lines) * size * 1.15 + 4.0;
        for (index, panel) in row.iter().enumerate() {
            let left = count(index) * (room + GUTTER);
            heads[index].write(theme, size, (left, plot), drawing);
            let place = Area {
                x: left,
                y: plot,
                width: room,
                height: TALL,
            };
            Drawn::of(panel, place, theme, size - 0.5).draw(drawing);
        }
        top = plot + TALL + size + BETWEEN;
    }
    top - BETWEEN + 6.0
}

/// Samples of the lines with their names; the height they take.
fn legend(trends: &Trends, theme: &Theme, size: f64, width: f64, drawing: &mut Drawing) -> f64 {
    let mut entries: Vec<(&str, Option<usize>)> = Vec::new();
    for panel in &trends.panels {
        let series = panel.series.iter().enumerate();
        let series = series.map(|(index, series)| (series.name.as_str(), Some(index)));
        let base = panel.baseline.iter().map(|(_, name)| (name.as_str(), None));
        for entry in series.chain(base) {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
    let line = size * 1.45;
    let (mut x, mut y) = (0.0, 0.0);
    for (name, series) in entries {
        let name = text::wrap(name, width - 30.0, size).join(" ");
        let entry = 24.0 + 5.0 + text::width(&name, size);
        if x > 0.0 && x + entry > width {
            (x, y) = (0.0, y + line);
        }
        let (from, middle) = ((x, y + line / 2.0), y + line / 2.0);
        sample(series, from, theme, drawing);
        let pos = Pos {
            x: x + 29.0,
            y: middle + size * 0.32,
            size,
            anchor: Anchor::Start,
            color: &theme.colors.text,
        };
        drawing.text(&name, pos);
        x += entry + 16.0;
    }
    y + line + 8.0
}

fn sample(series: Option<usize>, (x, y): (f64, f64), theme: &Theme, drawing: &mut Drawing) {
    let way = [(x, y), (x + 24.0, y)];
    match series {
        Some(index) => {
            let color = looks::color_of(theme, index);
            drawing.path(&way, color, 1.5, looks::dash_of(index));
            looks::marker(drawing, index, color, (x + 12.0, y));
        }
        None => drawing.path(&way, &theme.colors.muted, 1.1, DOTS),
    }
}

/// The lines over a panel: its title, then the verdict and, where labels do not carry it, the unit.
struct Head {
    title: Vec<String>,
    below: Vec<String>,
}

impl Head {
    fn of(panel: &Panel, room: f64, size: f64) -> Head {
        let unit = if panel.unit == "%" { "" } else { &panel.unit };
        let parts = [panel.verdict.as_str(), unit].into_iter();
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        Head {
            title: text::wrap(&panel.title, room, size),
            below: text::wrap(&parts.join(" · "), room, size),
        }
    }

    fn lines(&self) -> usize {
        self.title.len() + self.below.len()
    }

    /// Heads end where their drawing begins, so that the drawings of a row stand level.
    fn write(&self, theme: &Theme, size: f64, (x, plot): (f64, f64), drawing: &mut Drawing) {
        let line = size * 1.15;
        let title = self.title.iter().map(|words| (words, &theme.colors.text));
        let below = self
            .below
            .iter()
            .map(|words| (words, &theme.colors.primary));
        for (index, (words, color)) in title.chain(below).enumerate() {
            let y = plot - 4.0 - line * count(self.lines() - index) + size * 0.85;
            let pos = Pos {
                x,
                y,
                size,
                anchor: Anchor::Start,
                color,
            };
            drawing.text(words, pos);
        }
    }
}

/// A panel with its places.
struct Drawn<'a> {
    panel: &'a Panel,
    theme: &'a Theme,
    size: f64,
    place: Area,
    /// Where the lines begin and end.
    left: f64,
    right: f64,
    /// The years as numbers, lowest and span.
    years: (Vec<f64>, f64, f64),
    /// The lowest value and the span.
    values: (f64, f64),
}

impl<'a> Drawn<'a> {
    fn of(panel: &'a Panel, place: Area, theme: &'a Theme, size: f64) -> Self {
        let values = panel.series.iter().flat_map(|series| &series.values);
        let values = values
            .flatten()
            .copied()
            .chain(panel.baseline.as_ref().map(|b| b.0));
        let ends = values.filter(|value| value.is_finite()).fold(
            None,
            |ends: Option<(f64, f64)>, value| {
                Some(ends.map_or((value, value), |(min, max)| {
                    (min.min(value), max.max(value))
                }))
            },
        );
        let (min, max) = ends.unwrap_or((0.0, 1.0));
        let years = years(&panel.years);
        let low = years.iter().copied().fold(f64::INFINITY, f64::min);
        let high = years.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut drawn = Drawn {
            panel,
            theme,
            size,
            place,
            left: place.x + 6.0,
            right: place.x + place.width,
            years: (years, low, high - low),
            values: (min, max - min),
        };
        let widest = panel
            .series
            .iter()
            .filter_map(last)
            .map(|(_, value)| text::width(&drawn.label(value), size))
            .fold(0.0, f64::max);
        drawn.right = (drawn.right - widest - 7.0).max(drawn.left + 20.0);
        drawn
    }

    fn x(&self, index: usize) -> f64 {
        let (years, low, span) = &self.years;
        let share = if *span > 0.0 {
            (years.get(index).copied().unwrap_or(*low) - low) / span
        } else {
            0.0
        };
        self.left + share * (self.right - self.left)
    }

    /// Room is left over the highest value and under the lowest, for a label.
    fn y(&self, value: f64) -> f64 {
        let (low, span) = self.values;
        let share = if span > 0.0 {
            (value - low) / span
        } else {
            0.5
        };
        let room = self.size + 4.0;
        self.place.y + room + (self.place.height - 2.0 * room) * (1.0 - share)
    }

    fn label(&self, value: f64) -> String {
        let number = text::number(value, self.panel.decimals);
        if self.panel.unit == "%" {
            format!("{number}{}%", text::NBSP)
        } else {
            number
        }
    }

    fn draw(&self, drawing: &mut Drawing) {
        let foot = self.place.y + self.place.height;
        let theme = self.theme;
        drawing.line(
            (self.place.x, foot),
            (self.place.x + self.place.width, foot),
            &theme.colors.rule,
            0.5,
        );
        if let Some((value, _)) = &self.panel.baseline
            && value.is_finite()
        {
            let y = self.y(*value);
            drawing.path(
                &[(self.left, y), (self.right, y)],
                &theme.colors.muted,
                1.1,
                DOTS,
            );
        }
        // What is compared with lies under the measure itself.
        for (index, series) in self.panel.series.iter().enumerate().rev() {
            self.line(index, &series.values, drawing);
        }
        self.year_names(foot, drawing);
        self.ends(drawing);
    }

    fn line(&self, series: usize, values: &[Option<f64>], drawing: &mut Drawing) {
        let color = looks::color_of(self.theme, series);
        let points: Vec<(usize, f64)> = values
            .iter()
            .enumerate()
            .filter_map(|(index, value)| Some((index, (*value).filter(|v| v.is_finite())?)))
            .collect();
        // A missing value interrupts the line.
        for run in points.chunk_by(|a, b| a.0 + 1 == b.0) {
            let way: Vec<(f64, f64)> = run
                .iter()
                .map(|(index, value)| (self.x(*index), self.y(*value)))
                .collect();
            drawing.path(&way, color, 1.5, looks::dash_of(series));
        }
        for (index, value) in points {
            looks::marker(drawing, series, color, (self.x(index), self.y(value)));
        }
    }

    /// The years from the last backwards, as many as have room.
    fn year_names(&self, foot: f64, drawing: &mut Drawing) {
        let mut free = f64::INFINITY;
        for (index, year) in self.panel.years.iter().enumerate().rev() {
            let width = text::width(year, self.size);
            let least = self.place.x + width / 2.0;
            let x = self.x(index).clamp(
                least,
                least.max(self.place.x + self.place.width - width / 2.0),
            );
            if x + width / 2.0 + 3.0 > free {
                continue;
            }
            free = x - width / 2.0;
            let pos = Pos {
                x,
                y: foot + self.size + 2.0,
                size: self.size,
                anchor: Anchor::Middle,
                color: &self.theme.colors.muted,
            };
            drawing.text(year, pos);
        }
    }

    /// The last value of each series at its end, kept apart, and the measure's first over its beginning.
    fn ends(&self, drawing: &mut Drawing) {
        let height = self.size * 1.05;
        let mut ends: Vec<(f64, String)> = self
            .panel
            .series
            .iter()
            .filter_map(last)
            .map(|(_, value)| (self.y(value), self.label(value)))
            .collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let foot = self.place.y + self.place.height;
        let mut free = self.place.y - height / 2.0;
        let mut left = count(ends.len());
        for (y, words) in &mut ends {
            // Room is kept for those that follow below.
            *y = y.max(free + height / 2.0).min(foot - height * (left - 0.5));
            free = *y + height / 2.0;
            left -= 1.0;
            let pos = Pos {
                x: self.right + 6.0,
                y: *y + self.size * 0.32,
                size: self.size,
                anchor: Anchor::Start,
                color: &self.theme.colors.text,
            };
            drawing.text(words, pos);
        }
        self.first(drawing);
    }

    /// The measure's first value over or under its beginning, on the side that the lines leave free.
    fn first(&self, drawing: &mut Drawing) {
        let Some((own, others)) = self.panel.series.split_first() else {
            return;
        };
        let measured = |values: &[Option<f64>]| values.iter().flatten().next().copied();
        let place = own.values.iter().position(Option::is_some);
        let (Some(place), Some((end, _)), Some(value)) = (place, last(own), measured(&own.values))
        else {
            return;
        };
        let words = self.label(value);
        let room = self.left + text::width(&words, self.size) <= self.right;
        if place == end || !room {
            return;
        }
        let next = measured(&own.values[place + 1..]);
        let near = |over: bool| {
            let firsts = others
                .iter()
                .filter_map(|other| other.values.get(place).copied()?);
            let mut gaps = firsts.map(|other| self.y(value) - self.y(other));
            gaps.any(|gap| {
                if over {
                    (0.0..16.0).contains(&gap)
                } else {
                    (-16.0..0.0).contains(&gap)
                }
            })
        };
        let over = match (near(true), near(false)) {
            (true, false) => false,
            (false, true) => true,
            (true, true) | (false, false) => next.is_none_or(|next| next <= value),
        };
        let y = self.y(value);
        let pos = Pos {
            x: self.place.x,
            y: if over { y - 4.5 } else { y + self.size + 3.0 },
            size: self.size,
            anchor: Anchor::Start,
            color: &self.theme.colors.text,
        };
        drawing.text(&words, pos);
    }
}

/// The last measured value of a series and its place.
fn last(series: &crate::doc::Series) -> Option<(usize, f64)> {
    let values = series.values.iter().enumerate().rev();
    values
        .filter_map(|(index, value)| Some((index, (*value)?)))
        .find(|(_, value)| value.is_finite())
}

/// Years as numbers, so that gaps show; other names stand evenly.
fn years(names: &[String]) -> Vec<f64> {
    let read: Option<Vec<f64>> = names
        .iter()
        .map(|name| name.parse::<u16>().ok().map(f64::from))
        .collect();
    read.unwrap_or_else(|| (0..names.len()).map(count).collect())
}
