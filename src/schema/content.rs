//! Tables, charts and annexes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Id,
    measure::{FullValue, Number, Unit},
};

/// `tabeller/<id>.toml`: a table of any shape; prose places it with `{{ tabel.<id> }}` in a paragraph of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableFile {
    /// Caption.
    #[serde(rename = "titel")]
    pub title: String,
    /// Source line.
    #[serde(rename = "kilde")]
    pub source: Option<String>,
    /// Notes below the table.
    #[serde(rename = "noter", default)]
    pub notes: Vec<String>,
    /// One sentence on the table for screen readers.
    #[serde(rename = "sammenfatning")]
    pub summary: Option<String>,
    /// Set on a landscape page.
    #[serde(rename = "bred", default)]
    pub wide: bool,
    /// How many leading columns are row headers; 1 unless given.
    #[serde(rename = "raekkehoveder")]
    pub row_headers: Option<usize>,
    /// Columns in order.
    #[serde(rename = "kolonne")]
    pub columns: Vec<TableColumn>,
    /// Rows in order; none where they come from a file.
    #[serde(rename = "raekke", default)]
    pub rows: Vec<TableRow>,
    /// Rows from a CSV file or a sheet.
    #[serde(rename = "fra")]
    pub from: Option<RowsFrom>,
    /// Footnotes by id.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
    /// Author's note.
    pub note: Option<String>,
}

/// A column.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    /// Id, unique in the table.
    pub id: Id,
    /// Head; may be empty.
    #[serde(rename = "titel", default)]
    pub title: String,
    /// Head over neighbouring columns that name the same group.
    #[serde(rename = "gruppe")]
    pub group: Option<String>,
    /// Share of the width relative to the other columns; 1 unless given.
    #[serde(rename = "bredde")]
    pub width: Option<Number>,
    /// How cells are set; figures to the right and words to the left unless given.
    #[serde(rename = "justering")]
    pub align: Option<CellAlign>,
    /// Unit of bare numbers in the column, printed with each.
    #[serde(rename = "enhed")]
    pub unit: Option<Unit>,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CellAlign {
    /// Left.
    Venstre,
    /// Middle.
    Midt,
    /// Right.
    Hoejre,
}

/// A row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// Id, unique in the table.
    pub id: Id,
    /// What it is.
    #[serde(rename = "slags", default)]
    pub kind: TableRowKind,
    /// Cells from left to right; columns covered by a cell from above are left out.
    #[serde(rename = "celler")]
    pub cells: Vec<TableCell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
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

/// A cell: words, a number, or a table saying more.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TableCell {
    /// Words, as they stand; a line break in the string is one in the cell.
    Words(String),
    /// A number in the column's unit.
    Number(Number),
    /// More.
    Full(Box<FullCell>),
}

/// A cell with spans, or a value with its unit and base.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullCell {
    /// Words, as they stand.
    #[serde(rename = "tekst")]
    pub text: Option<String>,
    /// Prose: CommonMark in one paragraph, with `{{ … }}`.
    #[serde(rename = "prosa")]
    pub prose: Option<String>,
    /// Values, one a line.
    #[serde(rename = "vaerdier", default)]
    pub values: Vec<FullValue>,
    /// Columns taken.
    #[serde(rename = "kolonner")]
    pub colspan: Option<usize>,
    /// Rows taken.
    #[serde(rename = "raekker")]
    pub rowspan: Option<usize>,
    /// Id of a footnote.
    #[serde(rename = "fodnote")]
    pub footnote: Option<Id>,
}

/// Where a table's rows come from; the first column's text makes the row's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsFrom {
    /// CSV file below the plan folder: UTF-8, `;` or `,`, first line heads that are passed over.
    pub csv: Option<String>,
    /// Excel file below the plan folder.
    pub xlsx: Option<String>,
    /// Sheet name, for Excel; the first unless given.
    #[serde(rename = "ark")]
    pub sheet: Option<String>,
    /// Cell range without head row, for Excel: `A2:F20`; all used cells but the first row unless given.
    #[serde(rename = "celleomraade")]
    pub range: Option<String>,
}

/// `figurer/<id>.toml`: a chart or a picture; prose places it with `{{ figur.<id> }}` in a paragraph of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureFile {
    /// Caption.
    #[serde(rename = "titel")]
    pub title: String,
    /// Alternative text; of a chart it is made from the data unless given.
    pub alt: Option<String>,
    /// Source line.
    #[serde(rename = "kilde")]
    pub source: Option<String>,
    /// Notes.
    #[serde(rename = "noter", default)]
    pub notes: Vec<String>,
    /// The chart.
    #[serde(rename = "diagram")]
    pub chart: Option<ChartSpec>,
    /// Or a picture file below `assets/`.
    #[serde(rename = "billede")]
    pub image: Option<String>,
    /// Share of the text width that a picture takes, 0–1.
    #[serde(rename = "bredde")]
    pub width: Option<Number>,
    /// Author's note.
    pub note: Option<String>,
}

/// A chart's data and kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// How it is drawn.
    #[serde(rename = "art")]
    pub kind: ChartArt,
    /// Unit of the values.
    #[serde(rename = "enhed")]
    pub unit: Unit,
    /// Decimals on labels; those of the data unless given.
    #[serde(rename = "decimaler")]
    pub decimals: Option<u8>,
    /// A table whose rows are the series and whose columns (but the row headers) are the categories.
    #[serde(rename = "tabel")]
    pub table: Option<Id>,
    /// Rows of the table to draw, by id; all ordinary rows unless given.
    #[serde(rename = "raekker", default)]
    pub rows: Vec<Id>,
    /// Columns of the table to draw, by id; all but the row headers unless given.
    #[serde(rename = "kolonner", default)]
    pub columns: Vec<Id>,
    /// Let columns be series and rows categories.
    #[serde(rename = "byt_akser", default)]
    pub transpose: bool,
    /// Or: money per delaftale and funder, from `oekonomi.toml`.
    #[serde(rename = "oekonomi", default)]
    pub budget: bool,
    /// Or data written here: categories
    #[serde(rename = "kategorier", default)]
    pub categories: Vec<String>,
    /// and series.
    #[serde(rename = "serie", default)]
    pub series: Vec<SeriesSpec>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartArt {
    /// Upright bars, grouped.
    Soejler,
    /// Lying bars, grouped.
    Liggende,
    /// Upright bars, stacked.
    Stablet,
    /// Lines over years.
    Linjer,
}

/// A series written in the figure's file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesSpec {
    /// Name in the legend.
    #[serde(rename = "navn")]
    pub name: String,
    /// A value a category.
    #[serde(rename = "vaerdier")]
    pub values: Vec<super::measure::Value>,
}

/// `bilag/<id>.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexFile {
    /// Heading without `Bilag A`.
    #[serde(rename = "titel")]
    pub title: String,
    /// What the compiler puts in it.
    #[serde(rename = "slags")]
    pub kind: AnnexKind,
    /// Prose at its head.
    #[serde(rename = "tekst", default)]
    pub text: String,
    /// Picture below `assets/`, for a map; without one a schematic overview by quarter is made.
    #[serde(rename = "billede")]
    pub image: Option<String>,
    /// Alternative text of the picture.
    pub alt: Option<String>,
    /// Author's note.
    pub note: Option<String>,
}

/// What an annex holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnexKind {
    /// Map, or overview by quarter.
    Kort,
    /// Addresses from the register, with sums per quarter.
    Adresser,
    /// Prose only.
    Tekst,
}
