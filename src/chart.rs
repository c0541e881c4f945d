//! Charts: data to a self-contained SVG that both writers place.
//!
//! Sizes are points. The picture reads in greyscale: series differ by pattern, dash and marker as well
//! as by colour. Numbers are written the Danish way. Nothing is measured with a font at run time:
//! [`text`] knows the advance widths of Carlito, so that the same data gives the same bytes.

mod axes;
mod bars;
mod data;
mod drawing;
mod horizontal;
mod legend;
mod lines;
mod looks;
mod scale;
mod shares;
mod text;
mod timeline;
mod trends;

use crate::doc::{Chart, ChartKind, Timeline, Trends};
use crate::theme::Theme;
pub use data::{Data, data};
pub use drawing::escape;

use drawing::{Anchor, Area, Drawing, Pos};

/// The narrowest picture that is drawn, in points; less than this holds no axis.
const NARROWEST: f64 = 140.0;
/// The widest picture that is drawn, in points.
const WIDEST: f64 = 4000.0;
/// Values beyond this are no measurement: they are treated as missing rather than drawn wrongly.
const LARGEST: f64 = 1e15;

/// How the letters of a picture are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// For a renderer that has the theme's PDF font.
    Own,
    /// For readers that may have another font: each text is squeezed or spread to the room it was given.
    Fitted,
}

/// Draws a chart, `width` points wide; the height follows from what it holds.
pub fn svg(chart: &Chart, theme: &Theme, width: f64, letters: Letters) -> String {
    let width = bounded(width);
    let mut sheet = Sheet::new(chart, theme, width, letters);
    legend::draw(&mut sheet);
    match chart.kind {
        ChartKind::Bars => bars::grouped(&mut sheet),
        ChartKind::Stacked => bars::stacked(&mut sheet),
        ChartKind::HorizontalBars => horizontal::draw(&mut sheet),
        ChartKind::Shares => shares::draw(&mut sheet),
        ChartKind::Lines => lines::draw(&mut sheet),
    }
    looks::patterns(&mut sheet);
    sheet.drawing.finish(&theme.font.pdf, width, sheet.bottom)
}

/// Draws small charts side by side, `width` points wide together.
pub fn trends(trends: &Trends, theme: &Theme, width: f64, letters: Letters) -> String {
    let width = bounded(width);
    let mut drawing = Drawing::new(letters == Letters::Fitted);
    let height = trends::draw(trends, theme, width, &mut drawing);
    drawing.finish(&theme.font.pdf, width, height)
}

/// Draws what runs when, `width` points wide.
pub fn timeline(timeline: &Timeline, theme: &Theme, width: f64, letters: Letters) -> String {
    let width = bounded(width);
    let mut drawing = Drawing::new(letters == Letters::Fitted);
    let height = timeline::draw(timeline, theme, width, &mut drawing);
    drawing.finish(&theme.font.pdf, width, height)
}

/// A number the Danish way, with as many decimals as asked for.
pub fn number(value: f64, decimals: u8) -> String {
    text::number(value, decimals)
}

fn bounded(width: f64) -> f64 {
    if width.is_finite() {
        width.clamp(NARROWEST, WIDEST)
    } else {
        NARROWEST
    }
}

/// The sheet being drawn: what to draw, how, and how far down it is filled.
struct Sheet<'a> {
    chart: &'a Chart,
    theme: &'a Theme,
    drawing: Drawing,
    width: f64,
    /// Size of names and ticks.
    size: f64,
    /// Size of value labels.
    small: f64,
    /// Where free paper begins.
    bottom: f64,
}

impl<'a> Sheet<'a> {
    fn new(chart: &'a Chart, theme: &'a Theme, width: f64, letters: Letters) -> Self {
        let size = theme.font.small.clamp(5.0, 24.0);
        Sheet {
            chart,
            theme,
            drawing: Drawing::new(letters == Letters::Fitted),
            width,
            size,
            small: size - 1.0,
            bottom: 0.0,
        }
    }

    /// A series' value in a category, if it was measured.
    fn value(&self, series: usize, category: usize) -> Option<f64> {
        let value = self
            .chart
            .series
            .get(series)?
            .values
            .get(category)
            .copied()
            .flatten()?;
        (value.is_finite() && value.abs() <= LARGEST).then_some(value)
    }

    /// All measured values.
    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        let categories = self.chart.categories.len();
        (0..self.chart.series.len()).flat_map(move |series| {
            (0..categories).filter_map(move |category| self.value(series, category))
        })
    }

    /// A value as its label says it. The unit stands at the axis.
    fn label(&self, value: f64) -> String {
        text::number(value, self.chart.decimals)
    }

    /// Width of the widest value label.
    fn widest_label(&self) -> f64 {
        self.values()
            .map(|value| text::width(&self.label(value), self.small))
            .fold(0.0, f64::max)
    }

    /// Writes a value label, with paper of its own so that no gridline runs through it.
    fn write_label(&mut self, words: &str, x: f64, y: f64, anchor: Anchor) {
        let width = text::width(words, self.small);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let height = self.small * 0.75;
        self.drawing.rect(
            Area {
                x: left,
                y: y - height + 0.5,
                width,
                height,
            },
            "#ffffff",
        );
        let color = &self.theme.colors.text;
        self.drawing.text(
            words,
            Pos {
                x,
                y,
                size: self.small,
                anchor,
                color,
            },
        );
    }

    /// Distance between two lines of names.
    fn line_height(&self) -> f64 {
        self.size * 1.2
    }
}

#[cfg(test)]
mod tests;
