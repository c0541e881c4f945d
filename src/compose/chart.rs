//! Figures of the plan: charts with alternative text made from their data, and pictures.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    doc::{self, Chart, ChartKind, Picture, Series},
    model::{
        Label,
        content::{ChartArt, Figure, FigureContent, Image},
    },
    template::words::Words,
};

use super::leaf;

/// A figure of the plan.
pub fn figure(figure: &Figure, words: &Words) -> doc::Figure {
    let (content, made) = match &figure.content {
        FigureContent::Chart(chart) => {
            let alt = alternative(chart, &figure.title.text, words);
            (Picture::Chart(draw(chart, words)), alt)
        }
        FigureContent::Image(image) => (Picture::Image(picture(image)), figure.title.text.clone()),
    };
    let given = figure
        .alt
        .as_ref()
        .map(|alt| alt.text.trim().to_owned())
        .filter(|alt| !alt.is_empty());
    doc::Figure {
        caption: leaf::label(&figure.title, words),
        alt: given.unwrap_or(made),
        content,
        replaces: None,
        source: figure
            .source
            .as_ref()
            .map(|source| leaf::label(source, words)),
        notes: figure
            .notes
            .iter()
            .map(|note: &Label| leaf::label(note, words))
            .collect(),
    }
}

/// A picture file.
pub fn picture(image: &Image) -> doc::Image {
    doc::Image {
        bytes: image.bytes.clone(),
        format: image.format,
        size: image.size,
        width: image.width,
    }
}

fn draw(chart: &crate::model::content::Chart, words: &Words) -> Chart {
    let kind = match chart.kind {
        ChartArt::Soejler => ChartKind::Bars,
        ChartArt::Liggende => ChartKind::HorizontalBars,
        ChartArt::Stablet => ChartKind::Stacked,
        ChartArt::Andele => ChartKind::Shares,
        ChartArt::Linjer => ChartKind::Lines,
    };
    let series = chart.series.iter().map(|(name, values)| Series {
        name: name.clone(),
        values: values.clone(),
    });
    Chart {
        kind,
        categories: chart.categories.clone(),
        series: series.collect(),
        unit: words.axis.get(&chart.unit).cloned().unwrap_or_default(),
        decimals: chart.decimals,
        missing: words.phrase("mangler_i_diagram").to_owned(),
    }
}

/// `Linjediagram: titel. ByLivKolding: 2016 29,35 %, 2017 …`
fn alternative(chart: &crate::model::content::Chart, title: &str, words: &Words) -> String {
    let art = words.phrase(match chart.kind {
        ChartArt::Soejler => "alt_soejler",
        ChartArt::Liggende => "alt_liggende",
        ChartArt::Stablet => "alt_stablet",
        ChartArt::Andele => "alt_andele",
        ChartArt::Linjer => "alt_linjer",
    });
    let value = |value: &Option<f64>| match value.and_then(Decimal::from_f64) {
        Some(number) => {
            let mut number = number.round_dp(u32::from(chart.decimals));
            number.rescale(u32::from(chart.decimals));
            words.with_unit(number, chart.unit)
        }
        None => words.phrase("mangler_i_diagram").to_owned(),
    };
    let series = chart.series.iter().map(|(name, values)| {
        let points = chart
            .categories
            .iter()
            .zip(values)
            .map(|(category, number)| {
                words
                    .phrase("alt_punkt")
                    .replace("{kategori}", category)
                    .replace("{vaerdi}", &value(number))
            });
        let points: Vec<String> = points.collect();
        words
            .phrase("alt_serie")
            .replace("{navn}", name)
            .replace("{punkter}", &points.join(", "))
    });
    let series: Vec<String> = series.collect();
    let pattern = words
        .phrase("alt_diagram")
        .replace("{art}", art)
        .replace("{titel}", title.trim_end_matches('.'));
    pattern.replace("{serier}", &series.join(" "))
}
