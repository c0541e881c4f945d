//! Formats of a build: which files are made, and that those that were not asked for are not.

use std::collections::BTreeSet;

use crate::given::{Given, files, repository};

/// The endings of the documents that a build wrote, `manifest.json` apart.
fn endings(given: &Given, arguments: &[&str]) -> BTreeSet<String> {
    let run = given.build(arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out()).into_iter();
    let documents = names.filter(|name| name != "manifest.json");
    documents
        .map(|name| name.rsplit('.').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_build_makes_pdf_and_word_unless_other_formats_are_named() {
    for (arguments, made) in [
        (&[][..], &["docx", "pdf"][..]),
        (&["--format", "all"], &["docx", "pdf"]),
        (&["--format", "html"], &["html"]),
        (&["--format", "md"], &["md"]),
        (&["--format", "md,html"], &["html", "md"]),
        (
            &["--format", "all", "--format", "html"],
            &["docx", "html", "pdf"],
        ),
    ] {
        let found = endings(&Given::smallest(), arguments);
        let made = made.iter().map(|ending| (*ending).to_owned());
        assert_eq!(found, made.collect(), "{arguments:?}");
    }
}

#[test]
fn a_format_asked_for_beside_others_has_the_same_bytes() {
    let (alone, among) = (Given::smallest(), Given::smallest());
    endings(&alone, &["--format", "html"]);
    endings(&among, &["--format", "html,md,docx,pdf"]);
    let pages = files(&alone.out()).into_iter();
    let pages: Vec<String> = pages.filter(|name| name.ends_with(".html")).collect();
    assert!(!pages.is_empty());
    for page in pages {
        assert!(alone.output(&page) == among.output(&page), "{page}");
    }
}

#[test]
fn a_draft_page_shows_its_notes_and_a_final_one_holds_none() {
    let note = "Husk at spørge revisor.";
    let file = format!("note = \"{note}\"\n");
    let given = |status: &str| {
        let given = Given::smallest();
        let plan = std::fs::read_to_string(given.plan().join("plan.toml")).unwrap();
        let plan = plan.replacen("status = \"", &format!("{file}status = \"{status}\" # "), 1);
        given.with("plan.toml", &plan)
    };
    for (status, shown) in [("udkast", true), ("indsendt", false)] {
        let given = given(status);
        for format in ["html", "md"] {
            assert_eq!(given.build(&["--format", format]).code, Some(0));
            let name = files(&given.out());
            let name = name.iter().find(|name| name.ends_with(format)).unwrap();
            let text = String::from_utf8(given.output(name)).unwrap();
            assert_eq!(text.contains("UDKAST"), shown, "{status}, {format}");
            assert!(shown || !text.contains(note), "{status}, {format}");
        }
    }
}

#[test]
fn the_list_of_delaftaler_stands_once() {
    let own = "\n- Sammenhængskraft, se {{ delaftale.sammenhaengskraft | henvis }}\n\"\"\"";
    let told = |given: &Given| {
        let run = given.build(&["--format", "md", "--force"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let name = files(&given.out())
            .into_iter()
            .find(|name| name.ends_with(".md") && !name.contains("delaftale"));
        String::from_utf8(given.output(&name.unwrap())).unwrap()
    };
    let small = || Given::of(&repository().join("tests/cases/lille/plan"));
    assert!(told(&small()).contains("selvstændige dokumenter:\n"));
    let listed = small().edit(
        "strategisk-aftale.toml",
        "uddannelse, som når begge kvarterer.\n\"\"\"",
        &format!("uddannelse.\n{own}"),
    );
    let text = told(&listed);
    assert!(text.contains("selvstændige dokumenter.\n"), "{text}");
}
