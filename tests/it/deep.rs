//! What stands within itself a hundred thousand times, or goes on as long, is a finding and never the program's end.

use serde_json::Value;

use crate::given::{Given, Run, program};

const TIMES: usize = 100_000;

fn check(given: &Given) -> Run {
    let mut check = program();
    check.args(["check", "--format", "json"]).arg(given.plan());
    Run::of(&mut check)
}

/// The codes of what is found in a plan, each with the line and column of its place.
fn found(given: &Given) -> Vec<(String, Option<u64>)> {
    let run = check(given);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let errors = findings.filter(|finding| finding["severity"] == "fejl");
    errors
        .map(|finding| {
            let code = finding["code"].as_str().unwrap().to_owned();
            (code, finding["places"][0]["line"].as_u64())
        })
        .collect()
}

/// A text of the agreement that stands on the third line of its file.
fn prose(text: &str) -> Given {
    Given::smallest().with(
        "strategisk-aftale.toml",
        format!("[formaal]\ntekst = '''\n{text}\n'''\n"),
    )
}

#[test]
fn an_expression_that_goes_on_without_end_is_told_at_its_place() {
    for (before, again, after) in [
        ("", "not ", "plan.navn"),
        ("plan.navn", " + 1", ""),
        ("plan.navn", "|tal", ""),
        ("plan", ".navn", ""),
        ("plan.navn", " if plan.navn else plan.navn", ""),
        ("", "(", ""),
        ("", "[", ""),
        ("", "{1: ", ""),
        ("", "- ", "1"),
        ("\"}}\"", " ~ 1", ""),
        ("plan", "[plan", ""),
        ("plan.navn is not odd", " and plan.navn == 1", ""),
    ] {
        let expression = format!("{before}{}{after}", again.repeat(TIMES));
        let told = found(&prose(&format!("Før.\n\nSe {{{{ {expression} }}}} her.")));
        // A word as long as that is a finding of its own.
        let told: Vec<_> = told.iter().filter(|(code, _)| code != "K009").collect();
        assert_eq!(told, [&("P045".to_owned(), Some(5))], "{again}");
    }
}

#[test]
fn expressions_in_a_part_of_an_own_family_are_no_other() {
    for part in [
        format!("{{% if {} a %}}x{{% endif %}}", "not ".repeat(TIMES)),
        format!("{{% if a %}}{}", "{% elif a %}".repeat(TIMES)),
        format!("{}x", "{% if a %}".repeat(TIMES)),
        format!("{{{{ {}1 }}}}", "not ".repeat(TIMES)),
    ] {
        let given = Given::smallest()
            .edit("plan.toml", "\"lbf-2019-26\"", "\"./skabelon\"")
            .with("skabelon/familie.toml", "bygger_paa = \"lbf-2019-26\"\n")
            .with("skabelon/parts/formaal.md", part);
        let told = found(&given);
        assert!(told.contains(&("P045".to_owned(), Some(1))), "{told:?}");
    }
}

#[test]
fn text_within_text_ends_in_findings() {
    for sign in [
        "> ", "- ", "1. ", "*", "**a ", "_a ", "[", "![", "`", "<a>", "[^", "{{", "{%", "\\",
    ] {
        let run = check(&prose(&sign.repeat(TIMES)));
        assert!(matches!(run.code, Some(0 | 1)), "{sign}: {:?}", run.code);
    }
    let nested = |lists: usize| -> String {
        let item = |deep| format!("{}- a\n", "  ".repeat(deep));
        (0..lists).map(item).collect()
    };
    for (lists, deep) in [(12, false), (13, true), (300, true)] {
        let run = check(&prose(&nested(lists)));
        assert_eq!(run.stdout.contains("P017"), deep, "{lists}: {}", run.stdout);
    }
}

#[test]
fn toml_within_toml_ends_in_findings() {
    for (before, again, after) in [
        ("x = ", "[", ""),
        ("x = ", "{ x = ", ""),
        ("x = ", "[{ x = ", ""),
        ("x", ".x", " = 1"),
        ("[x", ".x", "]"),
        ("[[x", ".x", "]]"),
    ] {
        let text = format!("{before}{}{after}\n", again.repeat(TIMES));
        let told = found(&Given::smallest().with("oekonomi.toml", text));
        assert!(!told.is_empty(), "{again}");
    }
}

#[test]
fn drawings_within_drawings_are_refused() {
    let figure = "titel = 'F'\nkilde = 'K'\nbillede = 'assets/f.svg'\nalt = 'En tegning.'\n";
    let svg = |inner: String| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>")
    };
    let nested = ["<g>", "<text>", "<a>", "<svg>"].map(|open| {
        let close = open.replace('<', "</");
        open.repeat(TIMES) + &close.repeat(TIMES)
    });
    let chains = [
        "clipPath id='X' clip-path",
        "mask id='X' mask",
        "pattern id='X' fill",
    ]
    .map(|link| {
        let link = |i: usize| {
            format!(
                "<{}='url(#c{})'/>",
                link.replace('X', &format!("c{i}")),
                i + 1
            )
        };
        (0..TIMES / 10).map(link).collect::<String>()
    });
    for inner in nested.into_iter().chain(chains) {
        let start = inner[..20].to_owned();
        let given = Given::smallest()
            .with("figurer/f.toml", figure)
            .with("assets/f.svg", svg(inner));
        let told = found(&given);
        let refused = told.iter().any(|(code, _)| code == "R095");
        assert!(refused, "{start}: {told:?}");
    }
}
