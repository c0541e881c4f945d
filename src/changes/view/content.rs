//! Tables, figures, annexes.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::{
    changes::{
        Kind,
        thing::{CellValue, Field, Part, Place, Role, Thing, Value, Written},
    },
    key::FieldKey,
    model::{
        content::{
            Annex, Cell, CellContent, Chart, ChartData, Column, Figure, FigureContent, Image, Row,
            Table, TableRowKind,
        },
        measure::{MissingReason, Quantity},
    },
};

use super::{
    View,
    make::{choice, field, listed, set, thing, values_of, with_id},
};

pub fn table(table: &Table) -> Thing {
    let Table {
        id,
        key: _, // the place says as much
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
    let place = Place::file(&format!("tabeller/{id}.toml"));
    let summary = summary.as_ref().map(|text| Value::Text(text.clone()));
    // One column of row headers is what a table has unless it says otherwise.
    let headers = (*row_headers != 1).then(|| Value::Number((*row_headers).into(), None));
    let mut out = thing(Kind::Table, Role::File, &title.text, place.clone());
    if let Some(data) = data {
        out.written = Written::Data(data.clone());
    }
    out.named(Kind::Title, "titel", title)
        .words(Kind::Source, "kilde", source.as_ref())
        .list(
            Kind::TableNote,
            "noter",
            notes.iter().map(|l| l.text.as_str()),
        )
        .maybe(Kind::Summary, "sammenfatning", summary)
        .maybe(Kind::Wide, "bred", set(*wide))
        .maybe(Kind::RowHeaders, "raekkehoveder", headers)
        .having(
            columns
                .iter()
                .enumerate()
                .map(|(i, column)| column_thing(column, &place, i)),
        )
        .having(
            rows.iter()
                .enumerate()
                .map(|(i, row)| row_thing(row, table, &place, i)),
        )
        .having(super::footnotes::of_table(table))
}

fn column_thing(column: &Column, place: &Place, index: usize) -> Thing {
    let Column {
        id,
        title,
        group,
        width,
        align,
        unit,
    } = column;
    let role = with_id(&place.child("kolonne").key, index, id, true);
    let width = number(*width).filter(|width| *width != Decimal::ONE);
    let shown = [
        group.as_ref().map(|g| g.text.as_str()),
        Some(title.text.as_str()),
    ];
    let shown: Vec<&str> = shown.into_iter().flatten().collect();
    let at = place.item("kolonne", index, id);
    thing(Kind::Column, role, &shown.join(", ").replace('\n', " "), at)
        .named(Kind::ColumnTitle, "titel", title)
        .words(Kind::Group, "gruppe", group.as_ref())
        .maybe(
            Kind::Width,
            "bredde",
            width.map(|width| Value::Number(width, None)),
        )
        .maybe(Kind::Align, "justering", align.map(choice))
        .maybe(Kind::Unit, "enhed", unit.map(choice))
}

fn row_thing(row: &Row, table: &Table, place: &Place, index: usize) -> Thing {
    let Row { id, kind, cells } = row;
    // Rows of a data file stand under the key that names the file.
    let from_file = cells
        .first()
        .is_some_and(|cell| cell.key.path.starts_with("fra."));
    let mut at = place.item("raekke", index, id);
    let mut list = place.child("raekke").key;
    if from_file {
        list = place.child("fra").child("raekke").key;
        at.key = list.item(index);
    }
    let kind = (*kind != TableRowKind::Almindelig).then(|| choice(kind));
    let mut out = thing(
        Kind::Row,
        with_id(&list, index, id, true),
        &row_name(row, table),
        at,
    )
    .maybe(Kind::RowKind, "slags", kind);
    for cell in cells {
        out.parts
            .push(Part::Field(Box::new(cell_field(cell, table, &out.place))));
    }
    out
}

/// The innermost row header, else the row's first words.
fn row_name(row: &Row, table: &Table) -> String {
    let words = |cell: &Cell| match &cell.content {
        CellContent::Words(text) => Some(text.replace('\n', " ")),
        CellContent::Prose(prose) => Some(prose.text.trim().to_owned()),
        CellContent::Values(_) => None,
    };
    let headers = row
        .cells
        .iter()
        .rev()
        .filter(|cell| cell.column < table.row_headers);
    let name = headers.chain(&row.cells).find_map(words);
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| row.id.clone())
}

fn cell_field(cell: &Cell, table: &Table, row: &Place) -> Field {
    let Cell {
        key,
        column,
        content,
        colspan,
        rowspan,
        footnote,
    } = cell;
    let column = table.columns.get(*column);
    let name = column.map_or("", |column| column.id.as_str());
    let value = CellValue {
        content: content.clone(),
        colspan: *colspan,
        rowspan: *rowspan,
        footnote: footnote.clone(),
        unit: column.and_then(|column| column.unit),
    };
    let at = Place {
        key: key.clone(),
        path: row.child("celler").child(name).path,
    };
    field(Kind::Cell, name, at, Value::Cell(Box::new(value)))
}

pub fn figure(figure: &Figure) -> Thing {
    let Figure {
        id,
        key: _, // the place says as much
        title,
        alt,
        source,
        notes,
        content,
        table: _, // the chart says as much
    } = figure;
    let place = Place::file(&format!("figurer/{id}.toml"));
    let out = thing(Kind::Figure, Role::File, &title.text, place.clone())
        .named(Kind::Title, "titel", title)
        .words(Kind::Alt, "alt", alt.as_ref())
        .words(Kind::Source, "kilde", source.as_ref())
        .list(
            Kind::FigureNote,
            "noter",
            notes.iter().map(|l| l.text.as_str()),
        );
    match content {
        FigureContent::Image(image) => picture(out, image),
        FigureContent::Chart(chart) => out.having([chart_thing(chart, &place)]),
    }
}

/// A picture and its width.
fn picture(thing: Thing, image: &Image) -> Thing {
    let Image {
        bytes: _,  // in the value
        format: _, // of the bytes
        size: _,   // of the bytes
        width,
    } = image;
    let width = number(*width).filter(|width| *width != Decimal::ONE);
    thing
        .with(
            Kind::Picture,
            "billede",
            Value::Picture(Box::new(image.clone())),
        )
        .maybe(
            Kind::Width,
            "bredde",
            width.map(|width| Value::Number(width, None)),
        )
}

fn chart_thing(chart: &Chart, place: &Place) -> Thing {
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
    let out = thing(Kind::Chart, Role::Only, "", place.child("diagram"))
        .with(Kind::ChartKind, "art", choice(kind))
        .with(Kind::Unit, "enhed", choice(unit))
        .maybe(Kind::Decimals, "decimaler", given);
    let ids = |list: &Vec<String>| (!list.is_empty()).then(|| Value::Ids(list.clone()));
    match data {
        // What is drawn of a table or of the budget follows from them.
        ChartData::Table {
            id,
            rows,
            columns,
            transposed,
        } => out
            .with(
                Kind::ChartTable,
                "tabel",
                Value::Ref(id.clone(), String::new()),
            )
            .maybe(Kind::ChartRows, "raekker", ids(rows))
            .maybe(Kind::ChartColumns, "kolonner", ids(columns))
            .maybe(Kind::Transposed, "byt_akser", set(*transposed)),
        ChartData::Budget { transposed } => out
            .with(Kind::ChartBudget, "oekonomi", Value::Flag(true))
            .maybe(Kind::Transposed, "byt_akser", set(*transposed)),
        ChartData::Written { transposed } => {
            let (categories, series) = written(categories, series, *transposed);
            written_chart(out, &categories, &series).maybe(
                Kind::Transposed,
                "byt_akser",
                set(*transposed),
            )
        }
    }
}

type Series = Vec<(String, Vec<Option<f64>>)>;

/// Categories and series as the file has them.
fn written(categories: &[String], series: &Series, transposed: bool) -> (Vec<String>, Series) {
    if !transposed {
        return (categories.to_vec(), series.clone());
    }
    let names = series.iter().map(|(name, _)| name.clone()).collect();
    let turned = categories.iter().enumerate().map(|(index, category)| {
        let values = series
            .iter()
            .map(|(_, values)| values.get(index).copied().flatten());
        (category.clone(), values.collect())
    });
    (names, turned.collect())
}

fn written_chart(chart: Thing, categories: &[String], series: &Series) -> Thing {
    let place = chart.place.clone();
    let named = categories
        .iter()
        .map(|text| (text.clone(), Value::Text(text.clone())));
    let category_things = values_of(Kind::Category, &place, "kategorier", named);
    let marks: Vec<String> = category_things
        .iter()
        .map(|thing| thing.mark().1.to_owned())
        .collect();
    let mut out = chart.having(category_things);
    let mut seen = std::collections::BTreeMap::new();
    for (index, (name, values)) in series.iter().enumerate() {
        let mark = super::make::counted(name.clone(), &mut seen);
        let at = place.item("serie", index, &index.to_string());
        let mut role = with_id(&place.child("serie").key, index, &mark, true);
        if let Role::Item(item) = &mut role {
            item.id = false;
        }
        let mut one = thing(Kind::ChartSeries, role, name, at.clone());
        let label = crate::model::Label {
            text: name.clone(),
            key: at.key.child("navn"),
        };
        one = one.named(Kind::Name, "navn", &label);
        for (i, (value, mark)) in values.iter().zip(&marks).enumerate() {
            let key = at.key.child("vaerdier").item(i);
            let spot = Place {
                path: at.child("vaerdier").child(mark).path,
                key: key.clone(),
            };
            let value = Value::Quantity(Box::new(chart_value(*value, key)));
            one.parts.push(Part::Field(Box::new(field(
                Kind::ChartValue,
                mark,
                spot,
                value,
            ))));
        }
        out = out.having([one]);
    }
    out
}

/// A chart's number. Why one is missing, a chart does not say.
fn chart_value(value: Option<f64>, key: FieldKey) -> Quantity {
    let mut quantity = Quantity::number(Decimal::ZERO, None, key);
    quantity.value = value.and_then(number);
    if quantity.value.is_none() {
        quantity.missing = Some(MissingReason::IkkeOplyst);
    }
    quantity
}

/// A number with the fewest digits that give it.
fn number(value: f64) -> Option<Decimal> {
    Decimal::from_str(&value.to_string()).ok()
}

impl View<'_> {
    pub(super) fn annex(&self, annex: &Annex, index: usize) -> Thing {
        let Annex {
            id,
            key: _, // the place says as much
            title,
            kind,
            text,
            image,
        } = annex;
        let list = FieldKey::file("plan.toml").child("bilag");
        let place = Place::file(&format!("bilag/{id}.toml"));
        let out = thing(Kind::Annex, listed(list, index, id), &title.text, place)
            .named(Kind::Title, "titel", title)
            .with(Kind::AnnexKind, "slags", choice(kind))
            .prose(Kind::Text, "tekst", text);
        match image {
            Some((image, alt)) => picture(out, image).words(Kind::Alt, "alt", Some(alt)),
            None => out,
        }
    }
}
