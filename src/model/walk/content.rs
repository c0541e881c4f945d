//! Tables, figures, annexes.

use std::{collections::BTreeMap, str::FromStr, sync::Arc};

use rust_decimal::Decimal;

use crate::{
    key::FieldKey,
    model::{
        Scope,
        content::{
            Annex, Cell, CellContent, Chart, ChartData, Column, Figure, FigureContent, Image, Row,
            Table, TableRowKind,
        },
        measure::Note,
    },
};

use super::{
    Concept, Field, Record, Ref, Stands, Value, Walk, choice, label, list, maybe,
    measures::note_mark, prose, records, set, value, words,
};

impl<'a> Walk<'a> {
    pub(super) fn tables(&self, tables: &'a BTreeMap<String, Table>) -> Field<'a> {
        records("tabel", tables.values().map(|table| self.table(table))).public()
    }

    fn table(&self, table: &'a Table) -> Record<'a> {
        let Table {
            id,
            key,
            title,
            source,
            notes,
            summary,
            wide,
            row_headers,
            columns,
            rows,
            data,
        } = table;
        // One column of row headers is what a table has unless it says otherwise.
        let headers = (*row_headers != 1).then(|| Value::Number((*row_headers).into(), None));
        let list_of_columns = key.child("kolonne");
        let column_list = columns.iter().enumerate();
        let column_list = column_list.map(|(at, one)| column(one, &list_of_columns, at));
        let row_list = rows.iter().enumerate();
        let row_list = row_list.map(|(at, one)| row(one, columns, key, at));
        let mut cells = rows.iter().flat_map(|row| &row.cells);
        let scope = cells.find_map(scope_of).map(Arc::as_ref);
        Record::new(Concept::TABLE, key.clone(), Stands::File(id))
            .with(label("titel", title).calls().public())
            .with(label("kilde", source.as_ref()).public())
            .with(list("noter", notes).is("tabelnote"))
            .with(words("sammenfatning", summary.as_ref()))
            .with(set("bred", *wide).is("liggende"))
            .with(maybe("raekkehoveder", headers))
            .with(records("kolonne", column_list).public())
            .with(maybe("fra", data.as_ref().map(Value::Data)).is(Concept::ROW))
            .with(records("raekke", row_list).public())
            .with(self.notes(&key.file, scope))
    }

    pub(super) fn figures(&self, figures: &'a BTreeMap<String, Figure>) -> Field<'a> {
        records("figur", figures.values().map(figure))
    }

    pub(super) fn annexes(&self, annexes: &'a [Annex]) -> Field<'a> {
        let items = annexes.iter().enumerate();
        records(
            "bilag",
            items.map(|(index, annex)| self.annex(annex, index)),
        )
    }

    /// One annex by its number in the plan.
    pub fn annex(&self, annex: &'a Annex, index: usize) -> Record<'a> {
        let Annex {
            id,
            key,
            title,
            kind,
            text,
            image,
        } = annex;
        let stands = Stands::Listed {
            list: "bilag",
            index,
            id,
        };
        let (picture, alt) = image.as_ref().map(|(image, alt)| (image, alt)).unzip();
        let out = Record::new(Concept::ANNEX, key.clone(), stands)
            .with(label("titel", title).calls().named())
            .with(choice("slags", Some(kind)).is("bilag-slags"))
            .with(prose("tekst", text).named());
        pictured(out, picture).with(label("alt", alt).is(ALT))
    }
}

const ALT: &str = "alternativ-tekst";

fn column<'a>(column: &'a Column, list: &FieldKey, index: usize) -> Record<'a> {
    let Column {
        id,
        title,
        group,
        width,
        align,
        unit,
    } = column;
    Record::item(Concept::COLUMN, list, index, id)
        .with(label("titel", title).is("kolonnetitel").calls().public())
        .with(label("gruppe", group.as_ref()).is("kolonnegruppe"))
        .with(width_of(Some(*width)))
        .with(choice("justering", *align))
        .with(choice("enhed", *unit))
}

fn row<'a>(row: &'a Row, columns: &'a [Column], table: &FieldKey, index: usize) -> Record<'a> {
    let Row { id, kind, cells } = row;
    // Rows of a data file stand under the key that names the file.
    let from_file = |cell: &Cell| cell.key.path.starts_with("fra.");
    let list = match cells.first() {
        Some(cell) if from_file(cell) => table.child("fra").child("raekke"),
        _ => table.child("raekke"),
    };
    let kind = (*kind != TableRowKind::Almindelig).then_some(kind);
    let cells = cells.iter().map(|cell| (columns.get(cell.column), cell));
    Record::item(Concept::ROW, &list, index, id)
        .with(choice("slags", kind).is("raekke-slags"))
        .with(
            value("celler", Value::Cells(cells.collect()))
                .is(Concept::CELL)
                .public(),
        )
}

/// What a cell says: fields of their own for words, prose and values, and its footnote.
pub fn cell(cell: &Cell) -> Record<'_> {
    let Cell {
        key,
        column: _, // the row says as much
        content,
        colspan: _, // its shape
        rowspan: _, // its shape
        footnote,
    } = cell;
    let content = match content {
        CellContent::Words(text) => value("tekst", Value::Words(text, Some(key))),
        CellContent::Prose(prose) => value("prosa", Value::Prose(prose)),
        CellContent::Values(values) => value("vaerdier", Value::Quantities(values)),
    };
    Record::alone(Concept::CELL, key.clone())
        .with(content)
        .with(note_mark(footnote.as_ref()))
}

/// The footnotes that a cell knows of, those of its table.
fn scope_of<'a>(cell: &'a Cell) -> Option<&'a Arc<Scope>> {
    let of_note = |note: &'a Note| &note.prose.scope;
    let own = cell.footnote.as_ref().map(of_note);
    own.or_else(|| match &cell.content {
        CellContent::Words(_) => None,
        CellContent::Prose(prose) => Some(&prose.scope),
        CellContent::Values(values) => {
            let mut notes = values.iter().filter_map(|one| one.footnote.as_ref());
            notes.next().map(of_note)
        }
    })
}

fn figure(figure: &Figure) -> Record<'_> {
    let Figure {
        id,
        key,
        title,
        alt,
        source,
        notes,
        content,
        table: _, // the chart says as much
    } = figure;
    let out = Record::new(Concept::FIGURE, key.clone(), Stands::File(id))
        .with(label("titel", title).calls())
        .with(label("alt", alt.as_ref()).is(ALT))
        .with(label("kilde", source.as_ref()))
        .with(list("noter", notes).is("figurnote"));
    match content {
        FigureContent::Image(image) => pictured(out, Some(image)),
        FigureContent::Chart(one) => {
            let chart = chart(one, key.child("diagram"));
            out.with(super::record("diagram", Some(chart)))
        }
    }
}

/// Adds a picture and its width.
fn pictured<'a>(record: Record<'a>, image: Option<&'a Image>) -> Record<'a> {
    let width = image.map(|image| {
        let Image {
            bytes: _,  // in the value
            format: _, // of the bytes
            size: _,   // of the bytes
            width,
        } = image;
        *width
    });
    record
        .with(maybe("billede", image.map(Value::Picture)))
        .with(width_of(width))
}

fn chart(chart: &Chart, key: FieldKey) -> Record<'_> {
    let Chart {
        data,
        kind,
        unit,
        decimals: _, // follows from the data where it is not given
        decimals_given,
        categories,
        series,
    } = chart;
    let given = decimals_given.map(|places| Value::Number(places.into(), None));
    let out = Record::alone(Concept::CHART, key)
        .with(choice("art", Some(kind)).is("diagram-art"))
        .with(choice("enhed", Some(unit)))
        .with(maybe("decimaler", given));
    let turned = |flag: bool| set("byt_akser", flag);
    match data {
        // What is drawn of a table or of the budget follows from them.
        ChartData::Table {
            id,
            rows,
            columns,
            transposed,
        } => out
            .with(value("tabel", Value::Ref(Ref::Table(id))).is("diagram-tabel"))
            .with(chosen("raekker", rows).is("diagram-raekker"))
            .with(chosen("kolonner", columns).is("diagram-kolonner"))
            .with(turned(*transposed)),
        ChartData::Budget { transposed } => out
            .with(set("oekonomi", true).is("diagram-oekonomi"))
            .with(turned(*transposed)),
        ChartData::Written { transposed } => {
            written(out, categories, series, *transposed).with(turned(*transposed))
        }
    }
}

fn chosen<'a>(key: &'static str, ids: &'a [String]) -> Field<'a> {
    maybe(key, (!ids.is_empty()).then_some(Value::Ids(ids)))
}

/// Adds categories and series as the file has them: a chart whose axes are swapped shows the one as the other.
fn written<'a>(
    chart: Record<'a>,
    categories: &'a [String],
    drawn: &'a [(String, Vec<Option<f64>>)],
    transposed: bool,
) -> Record<'a> {
    let names: Vec<&'a str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
    let shown: Vec<&'a str> = categories.iter().map(String::as_str).collect();
    let point = |series: usize, category: usize| {
        let (_, values) = drawn.get(series)?;
        values.get(category).copied().flatten().and_then(digits)
    };
    let (categories, series) = if transposed {
        (names, shown)
    } else {
        (shown, names)
    };
    let list = chart.key.child("serie");
    let items = series.into_iter().enumerate().map(|(index, name)| {
        let points = categories.iter().enumerate().map(|(at, category)| {
            let point = if transposed {
                point(at, index)
            } else {
                point(index, at)
            };
            (*category, point)
        });
        Record::entry(Concept::CHART_SERIES, &list, index)
            .with(value("navn", Value::Words(name, None)).calls())
            .with(value("vaerdier", Value::Points(points.collect())).is(Concept::CHART_VALUE))
    });
    let items = records("serie", items);
    chart
        .with(value("kategorier", Value::List(categories)).is(Concept::CATEGORY))
        .with(items)
}

/// A width, where it is not the whole.
fn width_of<'a>(width: Option<f64>) -> Field<'a> {
    let width = width
        .and_then(digits)
        .filter(|width| *width != Decimal::ONE);
    maybe("bredde", width.map(|width| Value::Number(width, None)))
}

/// A number with the fewest digits that give it.
fn digits(value: f64) -> Option<Decimal> {
    Decimal::from_str(&value.to_string()).ok()
}
