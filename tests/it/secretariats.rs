//! The two plans that are written as secretariats write them go through their life: checked, revised, frozen, sent, met about.

use std::{fs, path::PathBuf};

use crate::given::{Given, Run, files, program, repository};

/// A case, the half-year that it has a status for, and its meeting.
const CASES: [(&str, &str, &str); 2] = [
    ("fire-parter", "2024-2", "moeder/2025-12-10.toml"),
    ("et-omraade", "2024-1", "moeder/2024-11-26.toml"),
];

fn plan(case: &str) -> PathBuf {
    repository().join(format!("tests/cases/{case}/plan"))
}

fn run(given: &Given, arguments: &[&str]) -> Run {
    let around = given.plan();
    Run::of(
        program()
            .current_dir(around.parent().unwrap())
            .args(arguments),
    )
}

/// Runs a command that must be content.
fn done(given: &Given, arguments: &[&str]) -> Run {
    let run = run(given, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    run
}

#[test]
fn they_and_their_releases_are_clean() {
    for (case, ..) in CASES {
        for folder in [plan(case), plan(case).join("udgivelser/1.0")] {
            let run = Run::of(program().arg("check").arg(&folder));
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            let last = run.stderr.lines().last().unwrap_or_default();
            assert!(
                last.starts_with("0 fejl, 0 advarsler, "),
                "{case}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn every_change_since_the_release_has_its_reason() {
    for (case, ..) in CASES {
        let run = done(&Given::of(&plan(case)), &["diff", "1.0"]);
        assert!(!run.stderr.contains("advarsel"), "{case}: {}", run.stderr);
        // What an author wrote for a name or a number is told as a reader meets it.
        assert!(!run.stdout.contains("{{"), "{case}: {}", run.stdout);
    }
}

#[test]
fn a_years_amount_names_its_year_and_moves_no_sum() {
    let told = done(&Given::of(&plan("et-omraade")), &["diff", "1.0"]).stdout;
    assert!(
        told.contains("årets beløb »2«: 100.000 kr. → 60.000 kr."),
        "{told}"
    );
    // The whole moved once, by one line's amount.
    assert_eq!(told.matches("8.986.000 → 9.046.000").count(), 1, "{told}");
}

#[test]
fn the_revision_is_frozen_sent_and_met_about() {
    for (case, half_year, meeting) in CASES {
        let given = Given::of(&plan(case));
        done(&given, &["release", "1.1", "--status", "indsendt"]);
        // All that was decided about the first version is decided about the second, but for what comes after it is sent.
        let decided =
            fs::read_to_string(plan(case).join("udgivelser/1.0/beslutninger.toml")).unwrap();
        let (decided, _) = decided
            .split_once("\n[[beslutning]]\ntrin = \"indsendt\"")
            .unwrap();
        let given = given.with("udgivelser/1.1/beslutninger.toml", decided);
        done(
            &given,
            &["submit", "1.1", "--against", "1.0", "--out", "out/sendt"],
        );
        done(
            &given,
            &["pack", &format!("plan/{meeting}"), "--out", "out/moede"],
        );
        done(&given, &["report", "noegletal", "--out", "out/rapporter"]);
        done(
            &given,
            &["report", "status", half_year, "--out", "out/rapporter"],
        );
        done(&given, &["report", "--out", "out/rapporter"]);
        let made = files(&given.out());
        for part in ["sendt/", "moede/", "rapporter/"] {
            let many = made.iter().filter(|name| name.starts_with(part)).count();
            assert!(many >= 3, "{case}: {part}: {made:?}");
        }
    }
}
