//! The frame of upright charts: ticks and gridlines at the left, categories below.

use super::Sheet;
use super::drawing::{Anchor, Area, Pos};
use super::scale::Scale;
use super::text;

/// The smallest size that names of categories shrink to before their words are broken.
const SMALLEST: f64 = 7.0;

/// Where the drawing stands on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Plot {
    left: f64,
    /// Width of one category.
    pub slot: f64,
    /// The highest and the lowest tick.
    pub top: f64,
    pub bottom: f64,
    scale: Scale,
}

impl Plot {
    /// The middle of a category.
    pub fn center(&self, category: usize) -> f64 {
        self.left + self.slot * (count(category) + 0.5)
    }

    /// The height of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value) * (self.bottom - self.top)
    }

    /// The paper labels may stand on, with the room over the highest tick.
    pub fn area(&self, sheet: &Sheet) -> Area {
        let top = self.top - sheet.small - 3.0;
        Area {
            x: self.left,
            y: top,
            width: sheet.width - self.left,
            height: self.bottom - 1.0 - top,
        }
    }

    /// The height bars start from.
    pub fn zero(&self) -> f64 {
        self.y(0.0f64.clamp(self.scale.low, self.scale.high))
    }
}

/// Small counts as coordinates.
pub fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

/// Draws the frame for values on `scale` and takes the paper for it.
pub fn frame(sheet: &mut Sheet, scale: Scale) -> Plot {
    let chart = sheet.chart;
    let theme = sheet.theme;
    let ticks = scale.ticks();
    let labels: Vec<String> = ticks
        .iter()
        .map(|tick| scale.tick(*tick, &chart.unit))
        .collect();
    let widest = labels
        .iter()
        .map(|label| text::width(label, sheet.small))
        .fold(0.0, f64::max);
    unit(sheet);
    let left = widest + 6.0;
    let room = sheet.small + 3.0;
    let top = sheet.bottom + room;
    let below = if scale.low < 0.0 { room } else { 0.0 };
    let bottom = top + (sheet.width * 0.3).clamp(90.0, 150.0);
    let slot = (sheet.width - left) / count(chart.categories.len().max(1));
    let plot = Plot {
        left,
        slot,
        top,
        bottom,
        scale,
    };
    for (tick, label) in ticks.iter().zip(&labels) {
        let y = plot.y(*tick);
        sheet
            .drawing
            .line((left, y), (sheet.width, y), &theme.colors.rule, 0.4);
        let baseline = y + sheet.small * 0.32;
        let color = &theme.colors.muted;
        sheet.drawing.text(
            label,
            Pos {
                x: left - 5.0,
                y: baseline,
                size: sheet.small,
                anchor: Anchor::End,
                color,
            },
        );
    }
    sheet.bottom = bottom + below;
    names(sheet, &plot);
    plot
}

/// The line that bars stand on; drawn over them.
pub fn base(sheet: &mut Sheet, plot: &Plot) {
    let (theme, y) = (sheet.theme, plot.zero());
    sheet
        .drawing
        .line((plot.left, y), (sheet.width, y), &theme.colors.muted, 0.8);
}

/// Writes the unit over the ticks, unless each tick carries it.
pub fn unit(sheet: &mut Sheet) {
    let chart = sheet.chart;
    if chart.unit.is_empty() || chart.unit == "%" {
        return;
    }
    let theme = sheet.theme;
    for line in text::wrap(&chart.unit, sheet.width, sheet.small) {
        sheet.bottom += sheet.small;
        let pos = Pos {
            x: 0.0,
            y: sheet.bottom,
            size: sheet.small,
            anchor: Anchor::Start,
            color: &theme.colors.muted,
        };
        sheet.drawing.text(&line, pos);
    }
}

/// The categories, each wrapped to its own room.
fn names(sheet: &mut Sheet, plot: &Plot) {
    let chart = sheet.chart;
    let theme = sheet.theme;
    let room = plot.slot - 6.0;
    let words = chart.categories.iter().flat_map(|name| name.split(' '));
    let longest = words
        .map(|word| text::width(word, sheet.size))
        .fold(0.0, f64::max);
    let size = if longest > room {
        (sheet.size * room / longest).clamp(SMALLEST, sheet.size)
    } else {
        sheet.size
    };
    let mut rows: f64 = 0.0;
    for (index, name) in chart.categories.iter().enumerate() {
        let lines = text::wrap(name, room, size);
        for (row, line) in lines.iter().enumerate() {
            let y = sheet.bottom + 4.0 + size * (0.8 + 1.15 * count(row));
            let pos = Pos {
                x: plot.center(index),
                y,
                size,
                anchor: Anchor::Middle,
                color: &theme.colors.text,
            };
            sheet.drawing.text(line, pos);
        }
        rows = rows.max(count(lines.len()));
    }
    sheet.bottom += 5.0 + size * 1.15 * rows;
}
