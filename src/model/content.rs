//! Tables, figures, annexes.

use std::sync::Arc;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{key::FieldKey, source::ImageFormat};

use super::{
    Label, Prose,
    measure::{Note, Quantity, Unit},
    written::{Id, Number},
};

/// A table of any shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Id: the file's name.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Caption.
    pub title: Label,
    /// Source line.
    pub source: Option<Label>,
    /// Notes.
    pub notes: Vec<Label>,
    /// One sentence for screen readers.
    pub summary: Option<String>,
    /// On a landscape page.
    pub wide: bool,
    /// Leading columns that are row headers.
    pub row_headers: usize,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; each fills the columns exactly, spans counted.
    pub rows: Vec<Row>,
    /// The data file that the rows come from, if they do not stand in the table's own file.
    pub data: Option<DataFile>,
}

/// A data file, and what of it a table takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its format.
    pub format: DataFormat,
    /// Sheet, if one is named.
    pub sheet: Option<String>,
    /// Cell range, if one is named.
    pub range: Option<String>,
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// Format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    /// Text with a row a line.
    Csv,
    /// An Excel file.
    Xlsx,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TableColumn")]
pub struct Column {
    /// Id, unique in the table.
    #[schemars(with = "Id")]
    pub id: String,
    /// Head; may be empty.
    #[serde(rename = "titel")]
    #[schemars(default)]
    pub title: Label,
    /// Head over neighbouring columns that name the same group.
    #[serde(rename = "gruppe")]
    pub group: Option<Label>,
    /// Share of the width relative to the other columns; 1 unless given.
    #[serde(rename = "bredde", deserialize_with = "column_width")]
    #[schemars(with = "Option<Number>")]
    pub width: f64,
    /// How cells are set; figures to the right and words to the left unless given.
    #[serde(rename = "justering")]
    pub align: Option<CellAlign>,
    /// Unit of bare numbers in the column, printed with each.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Id.
    pub id: String,
    /// What it is.
    pub kind: TableRowKind,
    /// Cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Where it is written.
    pub key: FieldKey,
    /// First column it takes.
    pub column: usize,
    /// What it says.
    pub content: CellContent,
    /// Columns taken.
    pub colspan: usize,
    /// Rows taken.
    pub rowspan: usize,
    /// Footnote.
    pub footnote: Option<Note>,
}

impl Cell {
    /// The columns it takes.
    pub fn columns(&self) -> std::ops::Range<usize> {
        self.column..self.column + self.colspan
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// Words.
    Words(String),
    /// Prose of one paragraph.
    Prose(Prose),
    /// Values, one a line.
    Values(Vec<Quantity>),
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Id: the file's name.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Caption.
    pub title: Label,
    /// Alternative text, where given.
    pub alt: Option<Label>,
    /// Source line.
    pub source: Option<Label>,
    /// Notes.
    pub notes: Vec<Label>,
    /// What it shows.
    pub content: FigureContent,
    /// The table whose data it draws, if it draws one.
    pub table: Option<String>,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureContent {
    /// A chart.
    Chart(Chart),
    /// A picture.
    Image(Image),
}

/// A chart with its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Where its data come from.
    pub data: ChartData,
    /// How it is drawn.
    pub kind: ChartArt,
    /// Unit.
    pub unit: Unit,
    /// Decimals on labels.
    pub decimals: u8,
    /// Decimals as written, where they do not follow from the data.
    pub decimals_given: Option<u8>,
    /// Categories.
    pub categories: Vec<String>,
    /// Series: name and values, `None` where missing.
    pub series: Vec<(String, Vec<Option<f64>>)>,
}

/// Where a chart's data come from.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartData {
    /// Rows of a table.
    Table {
        /// Table id.
        id: String,
        /// Row ids, if chosen.
        rows: Vec<String>,
        /// Column ids, if chosen.
        columns: Vec<String>,
        /// Whether columns are the series.
        transposed: bool,
    },
    /// The budget.
    Budget {
        /// Whether delaftaler are the series.
        transposed: bool,
    },
    /// Written in the figure's own file.
    Written {
        /// Whether categories and series change places.
        transposed: bool,
    },
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its format.
    pub format: ImageFormat,
    /// Pixels (SVG: points), width and height.
    pub size: (u32, u32),
    /// Share of the text width.
    pub width: f64,
}

/// An annex.
#[derive(Debug, Clone, PartialEq)]
pub struct Annex {
    /// Id: the file's name.
    pub id: String,
    /// Where it is written.
    pub key: FieldKey,
    /// Heading.
    pub title: Label,
    /// What it holds.
    pub kind: AnnexKind,
    /// Prose at its head; may be empty.
    pub text: Prose,
    /// A picture and its alternative text.
    pub image: Option<(Image, Label)>,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CellAlign {
    /// Left.
    Venstre,
    /// Middle.
    Midt,
    /// Right.
    Hoejre,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableRowKind {
    /// Ordinary.
    #[default]
    Almindelig,
    /// A heading inside the table.
    Gruppe,
    /// A sum.
    Sum,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartArt {
    /// Upright bars, grouped.
    Soejler,
    /// Lying bars, grouped.
    Liggende,
    /// Upright bars, stacked.
    Stablet,
    /// Lying bars of one length: shares of the whole.
    Andele,
    /// Lines over years.
    Linjer,
}

/// What an annex holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnexKind {
    /// Map, or overview by quarter.
    Kort,
    /// Addresses from the register, with sums per quarter.
    Adresser,
    /// Prose only.
    Tekst,
}

/// A share of a width as a file gives it; 1 unless given.
pub fn share<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let written = Option::<Decimal>::deserialize(from)?;
    Ok(written.and_then(|share| share.to_f64()).unwrap_or(1.0))
}

/// A column so narrow or wide that nothing can be set in it, or beside it, is none.
fn column_width<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    share(from).map(|share| share.clamp(0.05, 100.0))
}
