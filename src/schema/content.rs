//! Tables, charts and annexes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use crate::{
    key::FieldKey,
    model::{
        Label, Prose,
        content::{self, AnnexKind, ChartArt, Column, TableRowKind},
        measure::{self, MissingReason, Note, Quantity, Unit, Value},
        written::{Id, Number, noted},
    },
};

/// `tabeller/<id>.toml`: a table of any shape; prose places it with `{{ tabel.<id> }}` in a paragraph of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct TableFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Caption.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Source line.
    #[serde(rename = "kilde")]
    pub source: Option<Label>,
    /// Notes below the table.
    #[serde(rename = "noter", default)]
    pub notes: Vec<Label>,
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
    pub columns: Vec<Column>,
    /// Rows in order; none where they come from a file.
    #[serde(rename = "raekke", default)]
    pub rows: Vec<TableRow>,
    /// Rows from a CSV file or a sheet.
    #[serde(rename = "fra")]
    pub from: Option<RowsFrom>,
    /// Footnotes by id.
    #[serde(rename = "fodnoter", default)]
    pub footnotes: BTreeMap<String, String>,
}

/// A row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// Id, unique in the table.
    pub id: Id,
    /// What it is.
    #[serde(rename = "slags", default, deserialize_with = "or_default")]
    pub kind: TableRowKind,
    /// Cells from left to right; columns covered by a cell from above are left out.
    #[serde(rename = "celler")]
    pub cells: Vec<TableCell>,
}

/// A cell: words, a number, or a table saying more.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub enum TableCell {
    /// Words, as they stand; a line break in the string is one in the cell.
    #[serde(rename = "$tekst")]
    Words(String),
    /// A number in the column's unit.
    #[serde(rename = "$tal")]
    Number(Number),
    /// More.
    #[serde(rename = "$tabel")]
    Full(Box<FullCell>),
    /// The reason for a missing number, as a data file tells it.
    #[serde(skip)]
    Missing(MissingReason),
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
    pub prose: Option<Prose>,
    /// Values, one a line.
    #[serde(rename = "vaerdier", default)]
    pub values: Vec<Quantity>,
    /// Columns taken.
    #[serde(rename = "kolonner")]
    pub colspan: Option<usize>,
    /// Rows taken.
    #[serde(rename = "raekker")]
    pub rowspan: Option<usize>,
    /// Id of a footnote.
    #[serde(rename = "fodnote", default, deserialize_with = "measure::note")]
    #[schemars(with = "Option<Id>")]
    pub footnote: Option<Note>,
}

/// Where a table's rows come from; the first column's text makes the row's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsFrom {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
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
#[schemars(deny_unknown_fields, transform = noted)]
pub struct FigureFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Caption.
    #[serde(rename = "titel")]
    pub title: Label,
    /// Alternative text; of a chart it is made from the data unless given.
    pub alt: Option<Label>,
    /// Source line.
    #[serde(rename = "kilde")]
    pub source: Option<Label>,
    /// Notes.
    #[serde(rename = "noter", default)]
    pub notes: Vec<Label>,
    /// The chart.
    #[serde(rename = "diagram")]
    pub chart: Option<ChartSpec>,
    /// Or a picture file below `assets/`.
    #[serde(rename = "billede")]
    pub image: Option<Label>,
    /// Share of the text width that a picture takes, 0–1.
    #[serde(rename = "bredde", deserialize_with = "content::share")]
    #[schemars(with = "Option<Number>")]
    pub width: f64,
}

/// A chart's data and kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
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

/// A series written in the figure's file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesSpec {
    /// Name in the legend.
    #[serde(rename = "navn")]
    pub name: String,
    /// A value a category.
    #[serde(rename = "vaerdier")]
    #[schemars(with = "Vec<Value>")]
    pub values: Vec<Quantity>,
}

/// `bilag/<id>.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, transform = noted)]
pub struct AnnexFile {
    /// Where it is written.
    #[serde(rename = "$noegle")]
    #[schemars(skip)]
    pub key: FieldKey,
    /// Heading without `Bilag A`.
    #[serde(rename = "titel")]
    pub title: Label,
    /// What the compiler puts in it.
    #[serde(rename = "slags")]
    pub kind: AnnexKind,
    /// Prose at its head.
    #[serde(rename = "tekst")]
    #[schemars(default)]
    pub text: Prose,
    /// Picture below `assets/`, for a map; without one a schematic overview by quarter is made.
    #[serde(rename = "billede")]
    pub image: Option<Label>,
    /// Alternative text of the picture.
    pub alt: Option<Label>,
}

/// A word that may be left out.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    from: D,
) -> Result<T, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}
