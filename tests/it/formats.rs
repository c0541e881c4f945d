//! Formats of a build: which files are made, and that those that were not asked for are not.

use std::collections::BTreeSet;

use crate::{
    given::{Given, files, repository},
    word,
};

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

#[test]
fn a_note_that_two_places_refer_to_stands_once_with_its_number_at_both() {
    let given = Given::smallest().with(
        "strategisk-aftale.toml",
        "[formaal]\ntekst = '''\nEn.[^b] To.[^a] Tre.[^b]\n\nFire.[^a]\n'''\n[fodnoter]\na = 'Kilden er tællingen.'\nb = 'Opgjort i maj.'\n",
    );
    let run = given.build(&["--format", "pdf,docx,html,md"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let docx = given.output("byhaven-0.1.docx");
    let notes = word::part(&docx, "word/footnotes.xml");
    let document = word::part(&docx, "word/document.xml");
    assert_eq!(notes.matches("Opgjort i maj.").count(), 1);
    assert_eq!(document.matches("<w:footnoteReference ").count(), 2);
    assert_eq!(document.matches(" NOTEREF _Note").count(), 2);
    let md = String::from_utf8(given.output("byhaven-0.1.md")).unwrap();
    assert!(md.contains("En.[^1] To.[^2] Tre.[^1]\n\nFire.[^2]"), "{md}");
    assert_eq!(md.matches("[^1]: Opgjort i maj.").count(), 1);
    let html = String::from_utf8(given.output("byhaven-0.1.html")).unwrap();
    assert_eq!(html.matches("Opgjort i maj.").count(), 1);
    assert_eq!(html.matches("href=\"#note-1\"").count(), 2);
}

#[test]
fn word_parts_rows_that_may_be_taller_than_a_page_and_keeps_those_who_sign_together() {
    let long = "Ord og mange flere ord. ".repeat(300);
    let given = Given::showing(&format!(
        "titel = 'T'\n[[kolonne]]\nid = 'a'\ntitel = 'A'\n[[kolonne]]\nid = 'b'\ntitel = 'B'\n[[raekke]]\nid = 'kort'\nceller = ['en', 'to']\n[[raekke]]\nid = 'lang'\nceller = ['tre', {{ prosa = '{long}' }}]\n"
    ));
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let document = word::part(&given.output("byhaven-0.1.docx"), "word/document.xml");
    let row = |words: &str| {
        let rows = document.split("<w:tr>").skip(1);
        let mut rows = rows.filter(|row| row.contains(words));
        rows.next().unwrap().to_owned()
    };
    assert!(row(">en<").contains("<w:cantSplit/>"));
    assert!(!row(">tre<").contains("<w:cantSplit/>"));
    let mut tables = document.split("<w:tbl>");
    let signed = tables.find(|table| table.contains("<w:trHeight ")).unwrap();
    let signed = signed.split("</w:tbl>").next().unwrap();
    let rows: Vec<&str> = signed.split("<w:tr>").skip(1).collect();
    let (last, first) = rows.split_last().unwrap();
    assert!(first.iter().all(|row| row.contains("<w:keepNext/>")));
    assert!(!last.contains("<w:keepNext/>"));
    assert!(!document.contains("w:pPrChange"));
}

#[test]
fn words_among_figures_stand_left_and_the_figures_right() {
    let rows = [("a", "1"), ("b", "2"), ("c", "'ved ikke'"), ("d", "4")];
    let rows =
        rows.map(|(id, value)| format!("[[raekke]]\nid = '{id}'\nceller = ['{id}', {value}]\n"));
    let given = Given::showing(&format!(
        "titel = 'T'\nraekkehoveder = 1\n[[kolonne]]\nid = 'a'\ntitel = 'A'\n[[kolonne]]\nid = 'b'\ntitel = 'B'\nenhed = 'antal'\n{}",
        rows.concat()
    ));
    let run = given.build(&["--format", "docx,html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let html = String::from_utf8(given.output("byhaven-0.1.html")).unwrap();
    assert!(html.contains("class=\"right\">4</td>"), "{html}");
    assert!(html.contains(">ved ikke</td>") && !html.contains("class=\"right\">ved ikke"));
    let document = word::part(&given.output("byhaven-0.1.docx"), "word/document.xml");
    let before = document.split(">ved ikke<").next().unwrap();
    let cell = before.rsplit("<w:tc>").next().unwrap();
    assert!(!cell.contains("w:jc"), "{cell}");
}
