mod cases;

use super::*;
use cases::{YEARS, cases, chart, theme};
use resvg::usvg;

fn svg(chart: &Chart, theme: &Theme, width: f64) -> String {
    super::svg(chart, theme, width, Letters::Own)
}

/// A text on the sheet and the paper it takes.
struct Written {
    words: String,
    area: Area,
}

fn texts(svg: &str) -> Vec<Written> {
    let document = usvg::roxmltree::Document::parse(svg).unwrap();
    let mut out = Vec::new();
    for node in document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
    {
        let number = |name: &str| {
            node.attribute(name)
                .and_then(|value| value.parse::<f64>().ok())
        };
        let words = node.text().unwrap_or_default().to_owned();
        let size = number("font-size").unwrap();
        let width = text::width(&words, size);
        let (Some(x), Some(y)) = (number("x"), number("y")) else {
            continue;
        };
        let left = match node.attribute("text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        // From the height of capitals to the baseline.
        out.push(Written {
            words,
            area: Area {
                x: left,
                y: y - size * 0.64,
                width,
                height: size * 0.64,
            },
        });
    }
    out
}

fn words(svg: &str) -> Vec<String> {
    texts(svg).into_iter().map(|text| text.words).collect()
}

#[test]
fn texts_never_overlap_and_stay_on_the_sheet() {
    for (name, chart) in cases() {
        for width in [300.0, 453.0, 700.0] {
            let svg = svg(&chart, &theme(), width);
            let texts = texts(&svg);
            for (index, text) in texts.iter().enumerate() {
                let right = text.area.x + text.area.width;
                assert!(
                    text.area.x > -0.1 && right < width + 0.1,
                    "{name} {width}: {} leaves the sheet",
                    text.words
                );
                for other in &texts[index + 1..] {
                    assert!(
                        !text.area.meets(&other.area),
                        "{name} {width}: {} on {}",
                        text.words,
                        other.words
                    );
                }
            }
        }
    }
}

#[test]
fn every_category_and_series_is_named() {
    for (name, chart) in cases() {
        let svg = svg(&chart, &theme(), 453.0);
        let all = words(&svg).join(" ").replace("- ", "");
        for category in &chart.categories {
            assert!(
                all.contains(category.as_str()),
                "{name}: {category} in {all}"
            );
        }
        for series in chart.series.iter().filter(|_| chart.series.len() > 1) {
            assert!(all.contains(&series.name), "{name}: {}", series.name);
        }
    }
}

#[test]
fn numbers_are_danish() {
    assert_eq!(text::number(9_424_000.0, 0), "9.424.000");
    assert_eq!(text::number(1234.5, 1), "1.234,5");
    assert_eq!(text::number(29.35, 2), "29,35");
    assert_eq!(text::number(-2.25, 1), "−2,3");
    assert_eq!(text::number(-0.01, 1), "0,0");
    assert_eq!(text::number(999.95, 1), "1.000,0");
}

#[test]
fn percent_stands_at_the_ticks_and_other_units_over_them() {
    let percent = chart(ChartKind::Bars, &["A"], &[("S", &[Some(40.0)])], "%", 0);
    assert!(words(&svg(&percent, &theme(), 453.0)).contains(&"40\u{a0}%".to_owned()));
    let money = chart(ChartKind::Bars, &["A"], &[("S", &[Some(40.0)])], "kr.", 0);
    assert_eq!(words(&svg(&money, &theme(), 453.0))[0], "kr.");
}

#[test]
fn ticks_are_round_and_bars_start_at_zero() {
    let ticks = |min, max, whole| {
        let scale = scale::Scale::new(min, max, 5.0, whole);
        scale
            .ticks()
            .iter()
            .map(|tick| scale.tick(*tick, ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(ticks(0.0, 47.3, false), ["0", "10", "20", "30", "40", "50"]);
    assert_eq!(
        ticks(0.0, 1.0, false),
        ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]
    );
    assert_eq!(ticks(0.0, 3.0, true), ["0", "1", "2", "3"]);
    assert_eq!(
        ticks(-7.5, 4.5, false),
        ["−7,5", "−5,0", "−2,5", "0,0", "2,5", "5,0"]
    );
    assert_eq!(
        ticks(0.0, 0.0, false).first().map(String::as_str),
        Some("0,0")
    );
}

#[test]
fn a_missing_value_is_its_mark_and_never_a_bar() {
    for kind in [
        ChartKind::Bars,
        ChartKind::HorizontalBars,
        ChartKind::Stacked,
        ChartKind::Lines,
    ] {
        let mut gap = chart(kind, &["2019", "2020"], &[("S", &[Some(7.0), None])], "", 0);
        gap.missing = "ikke målt".into();
        let drawn = svg(&gap, &theme(), 453.0);
        assert!(drawn.contains(">ikke målt</text>"), "{kind:?}");
        assert_eq!(
            words(&drawn).iter().filter(|word| *word == "0").count(),
            1,
            "{kind:?}: only the axis says 0"
        );
    }
}

#[test]
fn a_wide_mark_in_a_narrow_bar_runs_upwards() {
    let gap: &[Option<f64>] = &[None; 5];
    let mut narrow = chart(
        ChartKind::Bars,
        &YEARS,
        &[("A", gap), ("B", gap), ("C", gap)],
        "",
        0,
    );
    narrow.missing = "undertrykt".into();
    assert_eq!(
        svg(&narrow, &theme(), 300.0).matches("rotate(-90)").count(),
        15
    );
}

#[test]
fn odd_charts_are_drawn_without_panic() {
    let none: &[Option<f64>] = &[None, None];
    let odd: &[Option<f64>] = &[
        Some(f64::NAN),
        Some(f64::INFINITY),
        Some(1e300),
        Some(1e-300),
        Some(-1e14),
    ];
    let long = "Æ".repeat(300);
    for kind in [
        ChartKind::Bars,
        ChartKind::HorizontalBars,
        ChartKind::Stacked,
        ChartKind::Lines,
    ] {
        for width in [0.0, -5.0, f64::NAN, 80.0, 453.0, 1e9] {
            let charts = [
                chart(kind, &[], &[], "", 0),
                chart(kind, &["A"], &[], "%", 9),
                chart(kind, &[], &[("S", none)], "kr.", 0),
                chart(kind, &["A", "B"], &[("S", none), ("T", none)], "%", 1),
                chart(kind, &["A"], &[("S", &[Some(0.0)])], "%", 1),
                chart(
                    kind,
                    &["A", "B", "C", "D", "E", "F"],
                    &[("S", odd), ("T", odd)],
                    "%",
                    255,
                ),
                chart(
                    kind,
                    &[long.as_str(), "", " "],
                    &[(long.as_str(), none), ("", none)],
                    &long,
                    0,
                ),
            ];
            for chart in charts {
                let drawn = svg(&chart, &theme(), width);
                assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
                usvg::roxmltree::Document::parse(&drawn).unwrap();
            }
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "<w:p> & \"quoted\" 'single' ]]> <!-- --> #let $x$ {{ }} \u{1}";
    let mut chart = chart(
        ChartKind::HorizontalBars,
        &[hostile],
        &[(hostile, &[None]), ("B", &[Some(1.0)])],
        "<%>",
        0,
    );
    chart.missing = "<>".into();
    let drawn = svg(&chart, &theme(), 600.0);
    let all = words(&drawn).join(" ");
    assert!(
        all.contains("<w:p> & \"quoted\" 'single' ]]> <!-- -->"),
        "{all}"
    );
    assert!(words(&drawn).contains(&"<>".to_owned()));
}

#[test]
fn series_differ_in_greyscale() {
    let (one, money) = (Some(10.0), "kr.");
    let bars = chart(
        ChartKind::Bars,
        &["A"],
        &[("S", &[one]), ("T", &[one]), ("U", &[one])],
        money,
        0,
    );
    let drawn = svg(&bars, &theme(), 453.0);
    assert!(drawn.contains(r##"fill="url(#s1)""##) && drawn.contains(r##"fill="url(#s2)""##));
    assert_eq!(drawn.matches("<pattern ").count(), 2);
    let lines = svg(
        &Chart {
            kind: ChartKind::Lines,
            ..bars
        },
        &theme(),
        453.0,
    );
    assert!(
        lines.contains("stroke-dasharray=\"6 2.5\"")
            && lines.contains("stroke-dasharray=\"1.5 2.5\"")
    );
}

#[test]
fn long_names_break_and_lose_nothing() {
    let lines = text::wrap("Kriminalitetsforebyggelse og tryghed", 60.0, 9.0);
    assert!(
        lines.len() > 2 && lines.iter().all(|line| text::width(line, 9.0) <= 60.0),
        "{lines:?}"
    );
    assert_eq!(
        lines.join(" ").replace("- ", ""),
        "Kriminalitetsforebyggelse og tryghed"
    );
    assert_eq!(
        text::wrap("Kriminalitets\u{ad}forebyggelse", 70.0, 9.0),
        ["Kriminalitets-", "forebyggelse"]
    );
    assert_eq!(
        text::wrap("Skovvejen/Skovparken", 60.0, 9.0),
        ["Skovvejen/", "Skovparken"]
    );
}

#[test]
fn the_same_data_gives_the_same_bytes_and_names_its_size() {
    for (_, chart) in cases() {
        let drawn = svg(&chart, &theme(), 453.0);
        assert_eq!(drawn, svg(&chart, &theme(), 453.0));
        assert!(
            drawn.starts_with(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="453.00pt" height=""#
            )
        );
        assert!(drawn.contains(r#"font-family="Carlito""#));
    }
}
