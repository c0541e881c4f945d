//! Figures: charts drawn from data, small charts side by side, and pictures of the plan's.

use crate::source::ImageFormat;

use super::Text;

/// A figure: a chart drawn from data, or a picture of the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Caption without label and number.
    pub caption: Text,
    /// What a reader who cannot see it must know. Never empty.
    pub alt: String,
    /// The picture.
    pub content: Picture,
    /// The picture it takes the place of, and that one's alternative text.
    pub replaces: Option<(Picture, String)>,
    /// Source line below it, without the label.
    pub source: Option<Text>,
    /// Notes below it, without the label.
    pub notes: Vec<Text>,
}

impl Figure {
    /// The picture that it shows another one in the place of. Where only the alternative text is another one, what is
    /// seen is the same.
    pub fn other(&self) -> Option<&(Picture, String)> {
        let before = self.replaces.as_ref();
        before.filter(|(picture, _)| *picture != self.content)
    }
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// A chart of data.
    Chart(Chart),
    /// Small charts side by side, one a measure.
    Trends(Trends),
    /// What runs when.
    Timeline(Timeline),
    /// A picture file of the plan.
    Image(Image),
}

/// A picture file.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The file as it is.
    pub bytes: std::sync::Arc<[u8]>,
    /// Its format.
    pub format: ImageFormat,
    /// Pixel size (for SVG: size in points), width and height.
    pub size: (u32, u32),
    /// Share of the text width to take, 0–1.
    pub width: f64,
}

/// A chart: categories along one axis, one or more series of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Categories, in order: years, quarters, areas.
    pub categories: Vec<String>,
    /// The series, in order.
    pub series: Vec<Series>,
    /// Unit written at the value axis: `%`, `kr.`, `antal`; may be empty.
    pub unit: String,
    /// Decimals on value labels.
    pub decimals: u8,
    /// What is written where a value is missing, for instance `–`.
    pub missing: String,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Upright bars, one group a category.
    Bars,
    /// Lying bars, for long category names.
    HorizontalBars,
    /// Upright bars, series stacked on each other.
    Stacked,
    /// Lying bars of one length, parted by series as shares of the whole.
    Shares,
    /// Lines over categories (years).
    Lines,
}

/// Small charts side by side: how several measures have moved over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Trends {
    /// The charts, in reading order.
    pub panels: Vec<Panel>,
    /// What is written where a value is missing.
    pub missing: String,
    /// Head of the column of measures where the data stand as a table.
    pub measure: String,
}

/// What runs when: a row for each, over a scale of days. Places on it are shares of its length, 0–1.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The rows, in reading order.
    pub rows: Vec<Run>,
    /// Where the scale has a mark, and its words: `2026`.
    pub ticks: Vec<(f64, String)>,
    /// Heads of the data as a table: what runs, when, and what is reached on the way.
    pub heads: [String; 3],
}

/// A row of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What runs.
    pub name: String,
    /// Whether it only heads the rows below it.
    pub heads: bool,
    /// From where to where it runs.
    pub span: Option<(f64, f64)>,
    /// The same in words: `1. januar 2026 – 30. juni 2027`; may be empty.
    pub when: String,
    /// What is reached on the way, and where, in words that say when.
    pub marks: Vec<(f64, String)>,
}

/// One small chart: a measure over years, the first value being its baseline if there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What is measured.
    pub title: String,
    /// How the latest value stands beside the baseline, in words and by shape: `▲ bedre`; may be empty.
    pub verdict: String,
    /// Unit of the values; may be empty.
    pub unit: String,
    /// Decimals on value labels.
    pub decimals: u8,
    /// Years, in order.
    pub years: Vec<String>,
    /// The series: the measure itself first, then what it is compared with.
    pub series: Vec<Series>,
    /// The baseline's value and the words at its line.
    pub baseline: Option<(f64, String)>,
}

/// One series of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// A value for each category; `None` is missing and is never drawn as 0.
    pub values: Vec<Option<f64>>,
}
