//! Figures: each kind of chart, and pictures as files.

use super::super::{
    Block, BlockKind, Chart, ChartKind, Figure, Heading, Image, ImageFormat, Numbering, Panel,
    Picture, Run, Series, Timeline, Trends,
};
use super::Maker;

/// A checkered picture of 8 × 6 pixels.
const PNG: [u8; 88] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x06, 0x08, 0x02, 0x00, 0x00, 0x00, 0x71, 0x67, 0x48,
    0xac, 0x00, 0x00, 0x00, 0x1f, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x90, 0xf7, 0x8b, 0x07,
    0xa2, 0x3b, 0x2f, 0xde, 0x00, 0x11, 0x32, 0x9b, 0x01, 0xa7, 0x04, 0xa6, 0x10, 0x84, 0x8d, 0x5b,
    0x82, 0x64, 0x3b, 0x00, 0x4c, 0xfe, 0x53, 0xa1, 0xf9, 0xe8, 0x9a, 0x71, 0x00, 0x00, 0x00, 0x00,
    0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A house, drawn without text.
const SVG: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="120pt" height="80pt" viewBox="0 0 120 80">"#,
    r##"<path d="M20,75 V40 L60,10 L100,40 V75 Z" fill="#dce8ec" stroke="#1f4e5f" stroke-width="3"/>"##,
    r##"<rect x="52" y="50" width="16" height="25" fill="#1f4e5f"/></svg>"##
);

/// All figures, under a heading of their own.
pub fn all(make: &Maker) -> Vec<Block> {
    let heading = Heading {
        level: 1,
        numbering: Numbering::Decimal,
        text: make.leaf("overskrifter.figurer", make.say("Figurer")),
        listed: true,
    };
    let mut out = vec![make.block("figurkapitel", BlockKind::Heading(heading))];
    let kinds = [
        ("figur-linjer", ChartKind::Lines),
        ("figur-soejler", ChartKind::Bars),
        ("figur-liggende", ChartKind::HorizontalBars),
        ("figur-stablet", ChartKind::Stacked),
        ("figur-andele", ChartKind::Shares),
    ];
    for (id, kind) in kinds {
        let content = Picture::Chart(chart(make, kind));
        out.push(figure(make, id, content));
    }
    out.push(figure(make, "figur-smaa", Picture::Trends(trends(make))));
    let content = Picture::Timeline(timeline(make));
    out.push(figure(make, "figur-tidsplan", content));
    let png = Image {
        bytes: PNG.as_slice().into(),
        format: ImageFormat::Png,
        size: (8, 6),
        width: 0.3,
    };
    let svg = Image {
        bytes: SVG.as_bytes().into(),
        format: ImageFormat::Svg,
        size: (120, 80),
        width: 0.5,
    };
    out.push(figure(make, "figur-png", Picture::Image(png)));
    out.push(figure(make, "figur-svg", Picture::Image(svg)));
    out
}

fn figure(make: &Maker, id: &str, content: Picture) -> Block {
    let mut caption = make.leaf(&format!("{id}.titel"), make.say("Udviklingen"));
    // One figure has its note in the caption, as authors do.
    if id == "figur-linjer" {
        caption
            .inlines
            .push(make.note("figur", "Noten i figurteksten."));
    }
    let charted = matches!(
        content,
        Picture::Chart(_) | Picture::Trends(_) | Picture::Timeline(_)
    );
    let figure = Figure {
        caption,
        alt: make.say("Hvad billedet viser."),
        content,
        replaces: None,
        source: charted.then(|| make.leaf(&format!("{id}.kilde"), make.brief("Prøve Kommune"))),
        notes: if charted {
            vec![make.boiler("Et år mangler.")]
        } else {
            Vec::new()
        },
    };
    make.block(id, BlockKind::Figure(figure))
}

/// Two series over four years, of which one value is missing and one is below zero.
fn chart(make: &Maker, kind: ChartKind) -> Chart {
    let series = |name: String, values: [Option<f64>; 4]| Series {
        name,
        values: values.to_vec(),
    };
    Chart {
        kind,
        categories: ["2016", "2017", "2018", "2019"]
            .iter()
            .map(|year| make.brief(year))
            .collect(),
        series: vec![
            series(
                make.brief("Boligområdet"),
                [Some(29.35), None, Some(21.92), Some(14.75)],
            ),
            series(
                make.brief("Kommunen"),
                [Some(16.1), Some(15.74), Some(-2.5), Some(12.05)],
            ),
        ],
        unit: "%".into(),
        decimals: 2,
        missing: make.brief("ikke målt"),
    }
}

/// Four measures: one with a gap, one without later values, one without a baseline, one of all the same value.
fn timeline(make: &Maker) -> Timeline {
    let run = |name: &str, span, marks| Run {
        name: make.say(name),
        heads: false,
        span: Some(span),
        when: make.say("1. januar 2026 – 30. juni 2027"),
        marks,
    };
    Timeline {
        rows: vec![
            Run {
                name: make.say("Uddannelse"),
                heads: true,
                span: None,
                when: String::new(),
                marks: Vec::new(),
            },
            run("Lektiecaféen", (0.0, 0.6), Vec::new()),
            run(
                "Fritidsjob",
                (0.3, 1.0),
                vec![(0.5, make.say("Første job"))],
            ),
        ],
        ticks: vec![(0.0, "2026".to_owned()), (0.67, "2027".to_owned())],
        heads: ["Aktivitet", "Periode", "Milepæle"].map(|head| make.say(head)),
    }
}

fn trends(make: &Maker) -> Trends {
    let panel = |title: &str, own: [Option<f64>; 4], other: [Option<f64>; 4]| Panel {
        title: make.brief(title),
        verdict: make.brief("● Bedre"),
        unit: make.brief("personer"),
        decimals: 1,
        years: ["2016", "2019", "2020", "2021"].map(str::to_owned).to_vec(),
        series: [("Boligområdet", own), ("Kommunen", other)]
            .map(|(name, values)| Series {
                name: make.label(name),
                values: values.to_vec(),
            })
            .to_vec(),
        baseline: own[0].map(|value| (value, make.label("Baseline"))),
    };
    let (some, none) = (|value| Some(value), None);
    Trends {
        panels: vec![
            panel(
                "Unge i uddannelse",
                [some(29.3), none, some(31.0), some(34.5)],
                [some(40.0); 4],
            ),
            panel("Sigtede", [some(5.6), none, none, none], [none; 4]),
            panel(
                "Frivillige",
                [none, some(23.0), some(27.0), some(22.0)],
                [some(0.0); 4],
            ),
            panel(
                "Tryghed i hele kvarteret og på vejen hjem",
                [some(72.0); 4],
                [some(72.0); 4],
            ),
        ],
        missing: make.brief("ikke målt"),
        measure: make.brief("Måling"),
    }
}
