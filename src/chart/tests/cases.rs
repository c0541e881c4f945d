//! The charts a plan holds, and the odd ones.

use crate::doc::{Chart, ChartKind, Series};
use crate::theme::Theme;

/// The looks of the template family.
pub fn theme() -> Theme {
    toml::from_str(include_str!("../../../templates/lbf-2019-26/theme.toml")).unwrap()
}

/// A chart with `–` for missing values.
pub fn chart(
    kind: ChartKind,
    names: &[&str],
    series: &[(&str, &[Option<f64>])],
    unit: &str,
    decimals: u8,
) -> Chart {
    Chart {
        kind,
        categories: names.iter().map(|name| (*name).to_owned()).collect(),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name: (*name).into(),
                values: values.to_vec(),
            })
            .collect(),
        unit: unit.into(),
        decimals,
        missing: "–".into(),
    }
}

pub const YEARS: [&str; 5] = ["2016", "2017", "2018", "2019", "2020"];
const QUARTERS: [&str; 5] = [
    "Munkebo og Agtrupvej",
    "Skovvejen/Skovparken",
    "Sjølund, Brændkjær og Kongebrocentret",
    "Toften",
    "Kolding Kommune",
];
const AREAS: [&str; 4] = [
    "Uddannelse og livschancer",
    "Beskæftigelse",
    "Kriminalitetsforebyggelse",
    "Sammenhængskraft og medborgerskab",
];

/// The charts a plan holds, and the odd ones.
pub fn cases() -> Vec<(&'static str, Chart)> {
    let mut out = education();
    out.extend(outside());
    out.extend(money());
    out.extend(odd());
    out
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// Shares over the years, also with one missing.
fn education() -> Vec<(&'static str, Chart)> {
    let home = some(&[29.35, 25.1, 21.92, 18.4, 14.75]);
    let town = some(&[16.1, 15.74, 15.2, 14.9, 12.05]);
    let (boys, girls) = (
        some(&[35.4, 33.2, 30.0, 27.9, 26.1]),
        some(&[11.2, 10.9, 11.4, 9.8, 8.75]),
    );
    let gap = [Some(29.35), Some(25.1), None, Some(18.4), Some(14.75)];
    let four = [
        ("Drenge i boligområdet", &boys[..]),
        ("Boligområdet", &home[..]),
        ("Kolding Kommune", &town[..]),
        ("Piger i boligområdet", &girls[..]),
    ];
    let missing = [("Boligområdet", &gap[..]), ("Kommunen", &town[..])];
    vec![
        (
            "education",
            chart(ChartKind::Lines, &YEARS, &four[1..3], "%", 2),
        ),
        ("education4", chart(ChartKind::Lines, &YEARS, &four, "%", 2)),
        (
            "missing-lines",
            chart(ChartKind::Lines, &YEARS, &missing, "%", 2),
        ),
        (
            "missing-bars",
            chart(ChartKind::Bars, &YEARS, &missing, "%", 2),
        ),
        (
            "missing-stacked",
            chart(ChartKind::Stacked, &YEARS, &missing, "%", 2),
        ),
    ]
}

/// Residents outside the labour market, four benefits a quarter.
fn outside() -> Vec<(&'static str, Chart)> {
    let values = [
        some(&[38.2, 41.7, 47.3, 44.0, 20.9]),
        some(&[12.4, 14.1, 15.0, 11.8, 8.2]),
        some(&[9.3, 8.8, 10.7, 12.9, 4.4]),
        some(&[16.5, 18.8, 21.6, 19.3, 8.3]),
    ];
    let names = [
        "Kontanthjælp",
        "Førtidspension",
        "Sygedagpenge",
        "Øvrige ydelser",
    ];
    let series: Vec<(&str, &[Option<f64>])> = names
        .into_iter()
        .zip(values.iter().map(Vec::as_slice))
        .collect();
    vec![
        (
            "outside",
            chart(ChartKind::Bars, &QUARTERS, &series, "%", 1),
        ),
        (
            "outside-horizontal",
            chart(ChartKind::HorizontalBars, &QUARTERS, &series, "%", 1),
        ),
        (
            "outside-stacked",
            chart(ChartKind::Stacked, &QUARTERS, &series, "%", 1),
        ),
    ]
}

/// Financing per area.
fn money() -> Vec<(&'static str, Chart)> {
    let fund = some(&[9_424_000.0, 2_641_000.0, 4_210_500.0, 4_150_500.0]);
    let local = some(&[1_520_000.0, 1_893_000.0, 950_000.0, 2_451_000.0]);
    let series = [
        ("Landsbyggefonden", &fund[..]),
        ("Lokal medfinansiering", &local[..]),
    ];
    vec![
        ("money", chart(ChartKind::Bars, &AREAS, &series, "kr.", 0)),
        (
            "money-horizontal",
            chart(ChartKind::HorizontalBars, &AREAS, &series, "kr.", 0),
        ),
        (
            "money-stacked",
            chart(ChartKind::Stacked, &AREAS, &series, "kr.", 0),
        ),
    ]
}

/// Two categories, values below zero, six series over twelve months.
fn odd() -> Vec<(&'static str, Chart)> {
    let change = some(&[4.5, -2.25, 0.0, -7.5, 1.0]);
    let change = [("Ændring", &change[..])];
    let months: Vec<String> = (1..=12).map(|month| format!("{month}. md.")).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let six: Vec<Vec<Option<f64>>> = (0..6)
        .map(|s| {
            (0..12)
                .map(|m| Some(f64::from((s * 7 + m * 5) % 23) + 3.0))
                .collect()
        })
        .collect();
    let six: Vec<(&str, &[Option<f64>])> = ["A", "B", "C", "D", "E", "F"]
        .into_iter()
        .zip(six.iter().map(Vec::as_slice))
        .collect();
    vec![
        (
            "two",
            chart(
                ChartKind::Bars,
                &["2019", "2020"],
                &[("Antal", &some(&[287.0, 301.0]))],
                "antal",
                0,
            ),
        ),
        ("negative", chart(ChartKind::Bars, &YEARS, &change, "%", 1)),
        (
            "negative-horizontal",
            chart(ChartKind::HorizontalBars, &YEARS, &change, "%", 1),
        ),
        ("months", chart(ChartKind::Bars, &months, &six, "antal", 0)),
        (
            "months-lines",
            chart(ChartKind::Lines, &months, &six, "antal", 0),
        ),
    ]
}
