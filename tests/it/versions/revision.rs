//! Revision drafts: the document that is proposed, with bars beside what changed since a version.

use std::fs;

use serde_json::Value;

use super::{edit, release, run, small};
use crate::given::{Given, Run};

const FORMERLY: &str = "har bedt om den.";
const PROPOSED: &str = "vil have den.";

/// The Typst code below the style, which shows what is marked.
fn body(given: &Given, stem: &str) -> String {
    let text = given.output(&format!("{stem}.typ/main.typ"));
    let text = String::from_utf8(text).unwrap();
    text.split_once("#show: setup\n").unwrap().1.to_owned()
}

fn draft(given: &Given, arguments: &[&str]) -> Run {
    let _ = fs::remove_dir_all(given.out());
    let all = ["build", "plan", "--draft", "--typst", "--out", "out"];
    run(given, &[&all, arguments].concat())
}

/// The stem of the agreement's files.
fn agreement(given: &Given) -> String {
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    let first = manifest["outputs"][0]["path"].as_str().unwrap();
    first.trim_end_matches(".pdf").to_owned()
}

#[test]
fn a_revision_draft_has_bars_beside_what_changed_and_the_pages_of_the_draft() {
    let given = small();
    release(&given, &["1.2"]);
    edit(&given.plan(), "strategisk-aftale.toml", FORMERLY, PROPOSED);
    assert_eq!(draft(&given, &[]).code, Some(0));
    let stem = agreement(&given);
    let plain = body(&given, &stem);
    let pages = |given: &Given| {
        let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
        (
            manifest["outputs"][0]["pages"].clone(),
            manifest["against"].clone(),
        )
    };
    let (before, nothing) = pages(&given);
    assert_eq!(nothing, Value::Null);

    let revised = draft(&given, &["--against", "1.2"]);
    assert_eq!(revised.code, Some(0), "{}", revised.stderr);
    let marked = body(&given, &stem);
    assert!(plain.contains(PROPOSED));
    assert!(marked.contains("changed(\"vil have\")"), "{marked}");
    assert!(!plain.contains("changed("));
    assert!(!marked.contains(FORMERLY), "{marked}");
    let (after, against) = pages(&given);
    // The list of changes takes a page after the cover; the rest breaks where it did.
    assert_eq!(before.as_u64().unwrap() + 1, after.as_u64().unwrap());
    assert_eq!(against["version"], "1.2");
    // The Word file has what is gone, too: it can be undone there.
    assert!(given.output(&format!("{stem}.docx")).starts_with(b"PK"));
}

#[test]
fn a_revision_draft_of_what_did_not_change_has_no_bars() {
    let given = small();
    release(&given, &["1.2"]);
    // The release has its own number and status; so has the plan, now.
    let frozen = given.plan().join("udgivelser/1.2/plan.toml");
    fs::copy(frozen, given.plan().join("plan.toml")).unwrap();
    let revised = draft(&given, &["--against", "1.2"]);
    assert_eq!(revised.code, Some(0), "{}", revised.stderr);
    let marked = body(&given, &agreement(&given));
    assert!(
        !marked.contains("changed(") && !marked.contains("gone"),
        "{marked}"
    );
}

#[test]
fn a_revision_draft_needs_a_version_that_is_there() {
    let given = small();
    let nowhere = draft(&given, &["--against", "9.9"]);
    assert_eq!(nowhere.code, Some(2), "{}", nowhere.stderr);
    assert!(nowhere.stderr.contains("9.9"), "{}", nowhere.stderr);
    assert!(!given.out().exists());
    let final_one = run(&given, &["build", "plan", "--against", "1.2"]);
    assert_eq!(final_one.code, Some(2), "{}", final_one.stderr);
}

#[test]
fn marked_documents_can_be_had_short_and_as_web_pages() {
    let given = small();
    release(&given, &["1.2"]);
    edit(&given.plan(), "strategisk-aftale.toml", FORMERLY, PROPOSED);
    let pages = |arguments: &[&str], name: &str| {
        let done = run(
            &given,
            &[&["diff", "1.2", "--out", "out"], arguments].concat(),
        );
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        let line = done.stdout.lines().find(|line| line.contains(name));
        let line = line.unwrap_or_else(|| panic!("no {name} in {}", done.stdout));
        let count = line.split_once('(').unwrap().1.split(' ').next().unwrap();
        count.parse::<usize>().unwrap()
    };
    let whole = pages(&["--pdf"], "eksempelby-1.2-aendringer.pdf");
    let short = pages(
        &["--pdf", "--changed-pages-only"],
        "eksempelby-1.2-aendringer-kort.pdf",
    );
    assert!(short < whole, "{short} of {whole}");

    let page = "eksempelby-1.2-aendringer.html";
    pages(&["--format", "html"], page);
    let one = String::from_utf8(given.output(page)).unwrap();
    pages(&["--format", "html", "--side-om-side"], page);
    let two = String::from_utf8(given.output(page)).unwrap();
    for page in [&one, &two] {
        assert!(page.contains("<ins>") && page.contains("<del>"));
        assert!(
            page.contains("Ændringerne er markeret i teksten."),
            "where the changes are, in short"
        );
    }
    assert!(!one.contains("class=\"pane") && two.contains("class=\"pane"));
    let alone = run(&given, &["diff", "1.2", "--changed-pages-only"]);
    assert_eq!(alone.code, Some(2), "{}", alone.stderr);
}

/// The PDF is set with the changes in short after its cover. The Word file is without them, and so are its page numbers.
#[test]
fn a_marked_word_file_is_the_same_whether_or_not_the_pdf_is_made_with_it() {
    let given = small();
    release(&given, &["1.2"]);
    edit(&given.plan(), "strategisk-aftale.toml", FORMERLY, PROPOSED);
    let word = |arguments: &[&str]| {
        let all = [&["diff", "1.2", "--docx", "--out", "out"], arguments].concat();
        let done = run(&given, &all);
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        given.output("eksempelby-1.2-aendringer.docx")
    };
    let alone = word(&[]);
    assert!(alone == word(&["--pdf"]));
    assert!(alone == word(&["--pdf", "--changed-pages-only"]));
}
