//! What a careful reader would not call an error: each case beside one that is.

use crate::given::{Given, program, repository};

/// Codes of what a check finds in a plan.
fn codes(given: &Given) -> Vec<String> {
    let done = program()
        .args(["check", "--format", "json"])
        .arg(given.plan())
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let found = report["findings"].as_array().unwrap();
    found
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

fn ground() -> Given {
    Given::of(&repository().join("src/rules/grundplan"))
}

/// The ground plan with a table of names and numbers of dwellings, shown with its rows.
fn dwellings(rows: &str) -> Given {
    let table = format!(
        "titel = \"Boliger\"\nkilde = \"Boligorganisationen\"\nkolonne = [{{ id = \"a\", titel = \"Afdeling\" }}, {{ id = \"b\", titel = \"Boliger\", enhed = \"antal\" }}]\n{rows}"
    );
    ground().with("tabeller/boliger.toml", table)
}

fn tells(given: &Given, code: &str) -> bool {
    codes(given).iter().any(|found| found == code)
}

#[test]
fn what_is_part_of_the_row_above_is_no_term_of_a_sum() {
    let rows = |sum: u32| {
        format!(
            "[[raekke]]\nid = \"x\"\nceller = [\"Nord\", 100]\n[[raekke]]\nid = \"y\"\nceller = [\"Heraf ungdomsboliger\", 20]\n[[raekke]]\nid = \"z\"\nceller = [\"Syd\", 50]\n[[raekke]]\nid = \"s\"\nslags = \"sum\"\nceller = [\"I alt\", {sum}]\n"
        )
    };
    assert!(!tells(&dwellings(&rows(150)), "T003"));
    assert!(tells(&dwellings(&rows(160)), "T003"));
}

#[test]
fn a_sum_over_a_number_that_is_fetched_is_not_judged() {
    let rows = "[[raekke]]\nid = \"x\"\nceller = [\"Nord\", { prosa = \"{{ antal.afdelinger }}\" }]\n[[raekke]]\nid = \"z\"\nceller = [\"Syd\", 50]\n[[raekke]]\nid = \"s\"\nslags = \"sum\"\nceller = [\"I alt\", 53]\n";
    assert!(!tells(&dwellings(rows), "T003"));
    let rows = rows.replace("{ prosa = \"{{ antal.afdelinger }}\" }", "4");
    assert!(tells(&dwellings(&rows), "T003"));
}

#[test]
fn shares_of_different_groups_have_different_denominators() {
    let rows = |third: u32| {
        let row = |id: &str, share: &str, count: u32| {
            format!(
                "[[raekke]]\nid = \"{id}\"\nceller = [\"{id}\", {{ vaerdier = [{{ vaerdi = {share}, enhed = \"procent\", antal = {count} }}] }}]\n"
            )
        };
        format!(
            "titel = \"Medlemmer\"\nkilde = \"Optælling\"\nkolonne = [{{ id = \"a\", titel = \"Gruppe\" }}, {{ id = \"b\", titel = \"Andel\", enhed = \"procent\" }}]\n{}{}{}{}",
            row("nord", "48.1", 65),
            row("syd", "42.4", 94),
            row("kommunen", "55.2", third),
            row("landet", "31.9", 900),
        )
    };
    assert!(!tells(
        &ground().with("tabeller/medlemmer.toml", rows(4100)),
        "T001"
    ));
    // Where all others have one denominator, the odd one is told.
    let same = "titel = \"Svar\"\nkilde = \"Optælling\"\nkolonne = [{ id = \"a\", titel = \"Svar\" }, { id = \"b\", titel = \"Andel\", enhed = \"procent\" }]\n";
    let rows: String = [("ja", "40.0", 80), ("nej", "30.0", 60), ("ved ikke", "20.0", 40), ("intet svar", "10.0", 31)]
        .iter()
        .enumerate()
        .map(|(at, (name, share, count))| {
            format!("[[raekke]]\nid = \"r{at}\"\nceller = [\"{name}\", {{ vaerdier = [{{ vaerdi = {share}, enhed = \"procent\", antal = {count} }}] }}]\n")
        })
        .collect();
    assert!(tells(
        &ground().with("tabeller/svar.toml", format!("{same}{rows}")),
        "T001"
    ));
}

#[test]
fn a_school_year_is_either_of_its_years() {
    let plan = |title: &str| {
        let given = ground();
        let text = std::fs::read_to_string(given.plan().join("tabeller/grundskole.toml")).unwrap();
        assert!(text.contains("titel = \"2020\""), "{text}");
        given.with(
            "tabeller/grundskole.toml",
            text.replace("titel = \"2020\"", &format!("titel = \"{title}\"")),
        )
    };
    for title in ["2019/2020", "2020/21", "2019-20"] {
        assert!(!tells(&plan(title), "E005"), "{title}");
    }
    for title in ["2018/2019", "2019/2021"] {
        assert!(tells(&plan(title), "E005"), "{title}");
    }
}

#[test]
fn the_plan_before_this_one_may_end_in_the_year_it_begins() {
    let plan = |words: &str| {
        ground().edit("strategisk-aftale.toml", "[evaluering]\n", &format!("[[evaluering.afsnit]]\nid = \"foer\"\ntitel = \"Før\"\ntekst = \"{words}\"\n\n[evaluering]\n"))
    };
    let once = "Erfaringerne fra helhedsplan 2018-2022 er brugt.";
    let given = ground();
    let text = std::fs::read_to_string(given.plan().join("strategisk-aftale.toml")).unwrap();
    if text.contains("[evaluering]\n") {
        assert!(!tells(&plan(once), "E006"));
        assert!(tells(
            &plan("Erfaringerne fra helhedsplan 2020-2024 er brugt."),
            "E006"
        ));
    } else {
        panic!("{text}");
    }
}

#[test]
fn a_target_is_held_against_each_line_of_its_baseline() {
    let plan = |lines: &str| {
        ground().edit(
            "delaftaler/beskaeftigelse.toml",
            "omraade = [{ vaerdi = 16, enhed = \"antal\" }]",
            &format!("omraade = [{lines}]"),
        )
    };
    let two = |first: u32, last: u32| {
        plan(&format!(
            "{{ etiket = \"Nord:\", vaerdi = {first}, enhed = \"antal\" }}, {{ etiket = \"Syd:\", vaerdi = {last}, enhed = \"antal\" }}"
        ))
    };
    // The target is 20, and is to rise.
    for (first, last, told) in [
        (16, 24, "E020"),
        (24, 16, "E020"),
        (24, 25, "E009"),
        (16, 17, ""),
    ] {
        let codes = codes(&two(first, last));
        let targets: Vec<&String> = codes
            .iter()
            .filter(|code| *code == "E009" || *code == "E020")
            .collect();
        assert_eq!(
            targets.first().map_or("", |code| code.as_str()),
            told,
            "{first}, {last}"
        );
    }
}

#[test]
fn a_plan_measures_the_fixed_indicators_of_its_areas() {
    let plan = |kept: &[&str]| {
        let given = Given::of(&repository().join("tests/cases/lille/plan"));
        let text = std::fs::read_to_string(given.plan().join("indikatorer.toml")).unwrap();
        let (head, rest) = text.split_once("[[indikator]]\n").unwrap();
        let (rest, notes) = rest.split_once("[fodnoter]").unwrap();
        let entries = rest.split("[[indikator]]\n");
        let entries = entries.filter(|entry| {
            kept.iter()
                .any(|id| entry.contains(&format!("fast = \"{id}\"")))
        });
        let entries: Vec<String> = entries
            .map(|entry| format!("[[indikator]]\n{entry}"))
            .collect();
        given.with(
            "indikatorer.toml",
            format!("{head}{}[fodnoter]{notes}", entries.concat()),
        )
    };
    // Its only area is that of voluntary work.
    let all = [
        "frivilligt-arbejde",
        "tryghed",
        "dagtilbud",
        "karaktergennemsnit",
        "grundskole",
        "restgruppen",
        "uden-tilknytning",
        "sigtede",
    ];
    assert!(!tells(&plan(&all), "U010"));
    assert!(!tells(&plan(&all[..1]), "U010"));
    assert!(tells(&plan(&all[1..]), "U010"));
}

#[test]
fn kroner_are_near_to_kroner_only() {
    let plan = |words: &str| {
        let figure = "[[tal]]\nid = \"husstande\"\nvaerdi = 1512\nenhed = \"antal\"\nbetydning = \"Husstande\"\naar = 2020\n";
        let given = ground();
        let path = given.plan().join("registre/tal.toml");
        let figures = std::fs::read_to_string(path).unwrap_or_default();
        given
            .with("registre/tal.toml", format!("{figures}\n{figure}"))
            .edit("strategisk-aftale.toml", "[evaluering]\n", &format!("[[evaluering.afsnit]]\nid = \"tal\"\ntitel = \"Tal\"\ntekst = \"{words} Der er {{{{ tal.husstande | tal }}}} husstande.\"\n\n[evaluering]\n"))
    };
    assert!(tells(&plan("Her er 1.522 husstande."), "T008"));
    assert!(!tells(&plan("En tur koster 1.522 kr."), "T008"));
    assert!(!tells(&plan("Her er omkring 1.500 husstande."), "T008"));
}
