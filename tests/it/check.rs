//! What the checks let out of the house: a build that refuses, one by force, a frozen release, and the internal report.

use std::fs;

use serde_json::Value;

use crate::given::{Given, Run, files, program, repository};

/// A plan with one error: a section without text that no waiver covers.
fn failing() -> Given {
    Given::smallest().edit("dispensationer.toml", "U011", "U012")
}

fn manifest(given: &Given) -> Value {
    serde_json::from_slice(&given.output("manifest.json")).unwrap()
}

fn report(given: &Given, arguments: &[&str]) -> Run {
    let mut command = program();
    command.arg("report").args(arguments).arg(given.plan());
    Run::of(command.arg("--out").arg(given.out()))
}

#[test]
fn a_plan_that_fails_its_checks_is_not_written() {
    let given = failing();
    let run = given.build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("fejl[U011]"), "{}", run.stderr);
    assert!(run.stderr.contains("--force"), "{}", run.stderr);
    assert!(!given.out().exists());
    let lines = failing().build(&["--message-format", "json"]).lines();
    assert_eq!(lines.last().unwrap()["success"], false);
    assert!(lines.iter().any(|line| line["finding"]["code"] == "U011"));
}

#[test]
fn by_force_it_is_written_and_says_so_in_both_formats() {
    let given = failing();
    let run = given.build(&["--force", "--skeleton", "--typst"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let manifest = manifest(&given);
    assert_eq!(manifest["checks"], "failed");
    let found = manifest["findings"].as_array().unwrap();
    assert!(found.iter().any(|finding| finding["code"] == "U011"));
    // The box follows the cover in the tree, from which both writers write.
    let skeleton = given.output("byhaven-0.1.skeleton.json");
    let skeleton: Value = serde_json::from_slice(&skeleton).unwrap();
    let pieces = skeleton["pieces"].as_array().unwrap();
    let words: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| piece["text"].as_str())
        .collect();
    let at = words
        .iter()
        .position(|text| *text == "Dokumentet består ikke kontrollen");
    let heading = pieces.iter().position(|piece| piece["kind"] == "heading");
    assert!(at < heading && at.is_some(), "{words:?}");
    let is_error = |finding: &&Value| finding["severity"] == "fejl";
    let errors = format!(": {}.", found.iter().filter(is_error).count());
    assert!(words[at.unwrap() + 1].contains(&errors), "{words:?}");
    // The running header and the properties carry it, too.
    let typst = String::from_utf8(given.output("byhaven-0.1.typ/main.typ")).unwrap();
    assert!(typst.contains("Indsendt · består ikke kontrollen"));
    let word = given.output("byhaven-0.1.docx");
    let mut word = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    for part in ["word/header2.xml", "docProps/core.xml"] {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut word.by_name(part).unwrap(), &mut text).unwrap();
        assert!(text.contains("består ikke kontrollen"), "{part}: {text}");
    }
}

#[test]
fn a_plan_that_passes_is_not_marked_even_by_force() {
    let given = Given::smallest();
    assert_eq!(given.build(&[]).code, Some(0));
    let plain = given.output("byhaven-0.1.pdf");
    assert_eq!(given.build(&["--force"]).code, Some(0));
    assert!(plain == given.output("byhaven-0.1.pdf"));
    assert_eq!(manifest(&given)["checks"], "passed");
}

#[test]
fn faults_of_form_cannot_be_forced() {
    let given = Given::smallest().edit("plan.toml", "\"kommunen\"", "\"komunen\"");
    assert_eq!(given.build(&["--force"]).code, Some(1));
    assert!(!given.out().exists());
}

#[test]
fn a_frozen_release_is_set_as_it_was_submitted() {
    let given = failing();
    let mut release = program();
    release.args(["release", "0.1"]).arg(given.plan());
    assert_eq!(Run::of(release.arg("--as-submitted")).code, Some(0));
    let given = Given::of(&given.plan().join("udgivelser/0.1"));
    let run = given.build(&["--skeleton"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(manifest(&given)["checks"], "on-record");
    // It is set all the same, and not called free of findings.
    assert!(
        run.stderr.contains("som den er frosset") && !run.stderr.contains("Færdig: 0 fejl"),
        "{}",
        run.stderr
    );
    let skeleton = String::from_utf8(given.output("byhaven-0.1.skeleton.json")).unwrap();
    assert!(!skeleton.contains("består ikke kontrollen"));
}

#[test]
fn advice_is_for_check_and_no_line_of_a_build() {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let run = given.build(&[]);
    assert!(run.stderr.contains("advarsel[U009]"), "{}", run.stderr);
    assert!(!run.stderr.contains("råd["), "{}", run.stderr);
    let found = manifest(&given)["findings"].clone();
    let advice = found.as_array().unwrap().iter();
    assert!(advice.clone().any(|finding| finding["severity"] == "raad"));
}

#[test]
fn the_quality_report_is_the_report_that_no_name_asks_for() {
    let given = failing();
    let run = report(&given, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = ["byhaven-0.1-kvalitet.md", "byhaven-0.1-kvalitet.pdf"];
    assert_eq!(files(&given.out()), names);
    let first = names.map(|name| given.output(name));
    assert_eq!(report(&given, &["kvalitet"]).code, Some(0));
    assert!(first == names.map(|name| given.output(name)));
    fs::remove_dir_all(given.out()).unwrap();
    assert_eq!(
        report(&given, &["kvalitet", "--format", "md"]).code,
        Some(0)
    );
    assert_eq!(files(&given.out()), names[..1]);
}

#[test]
fn a_plan_that_cannot_be_read_cannot_be_reported_on() {
    let given = Given::smallest().edit("plan.toml", "\"kommunen\"", "\"komunen\"");
    let run = report(&given, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("fejl[R002]"), "{}", run.stderr);
    let run = Run::of(program().args(["report", "kvalitet", "/findes/ikke"]));
    assert_eq!(run.code, Some(2));
}

/// The whole of it, as a secretary reads it: findings by section, waivers, gaps, money, documents.
#[test]
fn the_quality_report_of_the_small_plan_reads_like_this() {
    let given = Given::of(&repository().join("tests/cases/lille/plan")).with(
        "dispensationer.toml",
        "[[dispensation]]\nkode = \"U014\"\nsted = \"delaftaler/sammenhaengskraft.toml\"\n\
         begrundelse = \"Tallet opgøres igen næste år.\"\nrolle = \"Sekretariatsleder\"\ndato = 2021-01-01\n\
         udloeber = 2030-06-30\n",
    );
    let run = report(&given, &["--format", "md"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let name = &files(&given.out())[0];
    insta::assert_snapshot!(String::from_utf8(given.output(name)).unwrap());
}
