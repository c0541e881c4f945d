//! When activities run and what they reach: what is printed, drawn, carried into the statuses, and told.

use std::fs;

use crate::given::{Given, Run, files, program, repository};

const MILESTONES: &str = r#"
[[aktivitet.milepael]]
id = "aabning"
titel = "Det første mødested er åbent"
planlagt = 2025-06-01

[[aktivitet.milepael]]
id = "selvkoerende"
titel = "Beboerne driver mødestederne selv"
planlagt = 2027-06-30

[aktivitet.maalgruppe]
primaer = "Beboere, der ikke er med i en forening."
"#;

/// A plan of which one activity runs for a while and has milestones, and whose agreement shows both overviews.
fn given() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let path = "delaftaler/sammenhaengskraft.toml";
    let given = given.edit(
        path,
        "id = \"faelles-moedesteder\"\n",
        "id = \"faelles-moedesteder\"\nperiode = { fra = 2025-05-01, til = 2027-12-31 }\n",
    );
    let audience =
        "[aktivitet.maalgruppe]\nprimaer = \"Beboere, der ikke er med i en forening.\"\n";
    let given = given.edit(path, audience, MILESTONES);
    given.edit(
        "strategisk-aftale.toml",
        "Helhedsplanen omfatter {{",
        "Se {{ oversigt.tidsplan | henvis }}.\n\n{{ oversigt.milepaele }}\n\n{{ oversigt.tidsplan }}\n\nHelhedsplanen omfatter {{",
    )
}

fn built(given: &Given, format: &str) -> String {
    let run = given.build(&["--format", format, "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    let names = names.iter().filter(|name| name.ends_with(format));
    names
        .map(|name| fs::read_to_string(given.out().join(name)).unwrap())
        .collect()
}

#[test]
fn an_activity_says_when_it_runs_and_what_it_reaches() {
    let text = built(&given(), "md").replace('\u{a0}', " ");
    assert!(text.contains("Aktiviteten løber fra 1. maj 2025 til 31. december 2027."));
    assert!(
        text.contains("- 1. juni 2025: Det første mødested er åbent"),
        "{text}"
    );
    let row = "Beboerne driver mødestederne selv";
    let row = text
        .lines()
        .find(|line| line.starts_with('|') && line.contains(row));
    let row = row.unwrap();
    assert!(
        row.contains("Fælles mødesteder") && row.contains("30.6.2027"),
        "{row}"
    );
}

#[test]
fn the_picture_over_time_tells_who_cannot_see_it_the_same() {
    let text = built(&given(), "html").replace('\u{a0}', " ");
    let said = "Fælles mødesteder: 1.5.2025–31.12.2027 (1.6.2025 Det første mødested er åbent; 30.6.2027 Beboerne driver mødestederne selv).";
    assert!(text.contains(said), "{said}");
    // An activity that says nothing runs as long as the plan.
    assert!(text.contains("Naboskabsguider: 1.4.2025–31.3.2029."));
}

/// What a check tells, by code, with its place.
fn told(given: &Given) -> Vec<(String, String)> {
    let mut command = program();
    command.arg("check").arg(given.plan());
    let run = Run::of(command.args(["--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    found
        .map(|finding| (text(&finding["code"]), text(&finding["message"])))
        .collect()
}

#[test]
fn days_outside_the_period_are_told() {
    let path = "delaftaler/sammenhaengskraft.toml";
    let early = given().edit(path, "fra = 2025-05-01", "fra = 2024-05-01");
    assert!(told(&early).iter().any(|(code, _)| code == "M040"));
    let late = given().edit(path, "planlagt = 2027-06-30", "planlagt = 2028-01-01");
    let found = told(&late);
    let words = "2028-01-01 ligger ikke i perioden 2025-05-01 – 2027-12-31";
    assert!(
        found.iter().any(|(_, said)| said.contains(words)),
        "{found:?}"
    );
    let turned = given().edit(path, "til = 2027-12-31", "til = 2025-04-30");
    assert!(told(&turned).iter().any(|(code, _)| code == "R010"));
}

/// The status of the first half-year, with what it says of milestones.
fn status(milestones: &str) -> String {
    let given = given().with(
        "status/2025-1.toml",
        format!(
            "dato = 2025-10-15\n\n[[aktivitet]]\ndelaftale = \"sammenhaengskraft\"\nid = \"faelles-moedesteder\"\nudfoert = \"Vi har fundet et sted.\"\n\n{milestones}"
        ),
    );
    let mut command = program();
    command.args(["report", "status", "2025-1", "--format", "md", "--plan"]);
    command.arg(given.plan()).arg("--out").arg(given.out());
    let run = Run::of(&mut command);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    let names = files(&given.out());
    let name = names.iter().find(|name| name.ends_with(".md"));
    let name = name.unwrap_or_else(|| panic!("{}", run.stderr));
    fs::read_to_string(given.out().join(name)).unwrap()
}

#[test]
fn a_status_begins_with_what_the_plan_wants_reached_by_then() {
    let silent = status("");
    assert!(silent.contains("Det første mødested er åbent"), "{silent}");
    // What is years ahead is no matter of this half-year.
    assert!(!silent.contains("Beboerne driver"));
    let told = status("[[aktivitet.milepael]]\nid = \"aabning\"\nnaaet = 2025-06-20\n");
    assert!(
        told.contains("20.6.2025") && told.contains("1.6.2025"),
        "{told}"
    );
}

#[test]
fn an_activity_that_does_not_run_yet_needs_no_status() {
    let silent = "dato = 2025-10-15\nsammenfatning = \"Vi er begyndt.\"\n";
    let told = |given: Given| {
        let found = told(&given.with("status/2025-1.toml", silent));
        let of_it = found.into_iter().filter(|(code, _)| code == "M017");
        of_it.map(|(_, said)| said).collect::<String>()
    };
    let path = "delaftaler/sammenhaengskraft.toml";
    assert!(told(given()).contains("Fælles mødesteder"));
    let later = given().edit(path, "fra = 2025-05-01", "fra = 2025-10-01");
    let found = told(later);
    assert!(
        !found.contains("Fælles mødesteder") && found.contains("Naboskabsguider"),
        "{found}"
    );
}
