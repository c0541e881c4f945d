//! The pack of a meeting, through the program: what is written, what is refused, what the public gets.

use std::fs;

use serde_json::Value;

use crate::given::{Given, MEETING, Run, files, program, put, repository};

/// What a meeting of the small plan is about, whose delaftale is a document by itself.
const ITEMS: &str = r#"sammenfatning = "Planen omfatter {{ antal.afdelinger }} afdelinger."

[[punkt]]
id = "plan"
titel = "Planen"

[[punkt.underpunkt]]
id = "godkendelse"
titel = "Godkendelse"
slags = "beslutning"
frist = 2025-04-01
indstilling = "At planen godkendes."
sagsfremstilling = "Planen er færdig, se {{ figur.tryghed | henvis }}."
bilag = [{ slags = "plan" }, { slags = "delaftale", delaftale = "sammenhaengskraft" }]

[[punkt]]
id = "hemmeligt-navn"
titel = "Personalesag"
slags = "beslutning"
lukket = true
sagsfremstilling = "Fratrædelsesordningen er forhandlet."
bilag = [{ slags = "fil", fil = "moeder/bilag/loenforhold.pdf" }]

[[punkt]]
id = "budget"
titel = "Budget"
slags = "orientering"
sagsfremstilling = "Budgettet følges."
bilag = [{ slags = "fil", fil = "moeder/bilag/budget.pdf", titel = "Budgetark" }, { slags = "kvalitet" }]
"#;

fn given() -> Given {
    let sheet = fs::read(repository().join("plan/moeder/bilag/budgetark.pdf")).unwrap();
    Given::of(&repository().join("tests/cases/lille/plan"))
        .with("moeder/2025-03-12.toml", format!("{MEETING}{ITEMS}"))
        .with("moeder/bilag/budget.pdf", &sheet)
        .with("moeder/bilag/loenforhold.pdf", &sheet)
}

fn pack(given: &Given, arguments: &[&str]) -> Run {
    let meeting = given.plan().join("moeder/2025-03-12.toml");
    let mut command = program();
    command.arg("pack").arg(meeting);
    Run::of(command.arg("--out").arg(given.out()).args(arguments))
}

fn manifest(given: &Given) -> Value {
    serde_json::from_slice(&given.output("manifest.json")).unwrap()
}

/// Kind, item, annex and pages of each part.
fn parts(given: &Given) -> Vec<String> {
    let manifest = manifest(given);
    let parts = manifest["parts"].as_array().unwrap().iter();
    let shown = parts.map(|part| {
        let word = |key: &str| match &part[key] {
            Value::Null => "-".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let keys = ["kind", "item", "annex", "title", "standing"];
        keys.map(word).join(" | ")
    });
    shown.collect()
}

#[test]
fn a_pack_has_its_parts_in_the_agendas_order() {
    let given = given();
    let run = pack(&given, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    insta::assert_snapshot!(parts(&given).join("\n"));
    assert_eq!(
        files(&given.out()),
        [
            "eksempelby-moede-2025-03-12-referat.docx",
            "eksempelby-moede-2025-03-12.pdf",
            "manifest.json"
        ]
    );
    let manifest = manifest(&given);
    let parts = manifest["parts"].as_array().unwrap();
    let mut at = 1;
    for part in parts {
        assert_eq!(part["first_page"], at, "{part}");
        at += part["pages"].as_u64().unwrap();
    }
    let pdf = &manifest["outputs"].as_array().unwrap()[0];
    assert_eq!(pdf["pages"], at - 1);
    assert_eq!(pdf["standard"], "none");
}

#[test]
fn split_the_files_sort_as_the_agenda_goes() {
    let given = given();
    let run = pack(&given, &["--split"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let manifest = manifest(&given);
    let parts = manifest["parts"].as_array().unwrap().iter();
    let in_order: Vec<&str> = parts.map(|part| part["file"].as_str().unwrap()).collect();
    insta::assert_snapshot!(in_order.join("\n"));
    let there = files(&given.out()).into_iter();
    let there: Vec<String> = there.filter(|file| file.ends_with(".pdf")).collect();
    assert_eq!(there, in_order);
}

#[test]
fn the_public_sees_of_a_closed_item_its_heading_only() {
    let given = given();
    let run = pack(&given, &["--public"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let parts = parts(&given);
    assert!(
        parts.iter().all(|part| !part.contains("loenforhold")),
        "{parts:?}"
    );
    // The annexes keep the numbers that the board knows them by.
    assert!(
        parts.iter().any(|part| part.contains("| 4 | Budgetark")),
        "{parts:?}"
    );
    let manifest = String::from_utf8(given.output("manifest.json")).unwrap();
    for word in ["loenforhold", "hemmeligt", "Fratrædelsesordningen"] {
        assert!(!manifest.contains(word), "{word}");
    }
}

/// What the public gets does not depend on what is closed: so no stream, bookmark or property can hold any of it.
#[test]
fn the_publics_files_are_the_same_whatever_a_closed_item_says() {
    for split in [&["--public"][..], &["--public", "--split"]] {
        let told = given();
        let other = given()
            .edit(
                "moeder/2025-03-12.toml",
                "Fratrædelsesordningen er forhandlet.",
                "Noget ganske andet.\"\nansvarlig = \"Formand\"\nfrist = 2025-05-05\noekonomi = \"Det koster.",
            )
            .edit("moeder/2025-03-12.toml", "hemmeligt-navn", "andet-navn")
            .edit(
                "moeder/2025-03-12.toml",
                "bilag = [{ slags = \"fil\", fil = \"moeder/bilag/loenforhold.pdf\" }]",
                "bilag = [{ slags = \"kvalitet\", titel = \"Andet\" }]",
            );
        for given in [&told, &other] {
            let run = pack(given, split);
            assert_eq!(run.code, Some(0), "{}", run.stderr);
        }
        let written = files(&told.out());
        assert_eq!(written, files(&other.out()));
        for file in written.iter().filter(|file| *file != "manifest.json") {
            assert!(told.output(file) == other.output(file), "{file}");
        }
    }
}

#[test]
fn a_status_that_is_not_there_is_told_with_those_that_are() {
    let given = given().edit(
        "moeder/2025-03-12.toml",
        "{ slags = \"kvalitet\" }",
        "{ slags = \"noegletal\" }, { slags = \"status\", halvaar = \"2025-1\" }",
    );
    let run = pack(&given, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("M016"), "{}", run.stderr);
    assert!(
        run.stderr.contains("moeder/2025-03-12.toml"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_closed_annex_that_is_broken_is_no_matter_of_the_publics() {
    let given = given().with("moeder/bilag/loenforhold.pdf", "ikke en PDF");
    assert_eq!(pack(&given, &["--public"]).code, Some(0));
    let run = pack(&given, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Q011"), "{}", run.stderr);
}

#[test]
fn two_packs_have_the_same_bytes() {
    let (first, second) = (given(), given());
    for given in [&first, &second] {
        assert_eq!(pack(given, &[]).code, Some(0));
    }
    for file in files(&first.out()) {
        assert!(first.output(&file) == second.output(&file), "{file}");
    }
}

#[test]
fn what_is_wrong_with_a_meeting_is_told_at_once_and_nothing_is_written() {
    let given = given()
        .edit(
            "moeder/2025-03-12.toml",
            "slags = \"plan\"",
            "slags = \"plan\", version = \"9.9\"",
        )
        .edit(
            "moeder/2025-03-12.toml",
            "delaftale = \"sammenhaengskraft\"",
            "delaftale = \"sammenhaengskraft\", version = \"9.8\"",
        )
        .with("moeder/bilag/budget.pdf", "%PDF-1.4\n%%EOF\n");
    let run = pack(&given, &[]);
    assert_eq!(run.code, Some(1));
    for code in ["Q009", "Q011", "9.9", "9.8"] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    assert!(!given.out().exists());
}

#[test]
fn a_meeting_stands_in_its_folder_of_a_plan() {
    let given = given();
    put(
        &given.plan(),
        "2025-03-12.toml",
        format!("{MEETING}{ITEMS}"),
    );
    let meeting = given.plan().join("2025-03-12.toml");
    let run = Run::of(program().arg("pack").arg(meeting));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("Q008"), "{}", run.stderr);
}

#[test]
fn a_build_reads_no_meeting() {
    let given = given().with("moeder/2025-03-12.toml", "= =");
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let manifest = String::from_utf8(given.output("manifest.json")).unwrap();
    assert!(!manifest.contains("moeder/"));
}

#[test]
fn titles_show_the_plans_values_in_names_of_files_too() {
    let given = given().edit(
        "moeder/2025-03-12.toml",
        "titel = \"Godkendelse\"",
        "titel = \"Godkendelse af version {{ plan.version }}\"",
    );
    let run = pack(&given, &["--split"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    assert!(
        names
            .iter()
            .any(|name| name.contains("godkendelse-af-version-")),
        "{names:?}"
    );
    assert!(
        names.iter().all(|name| !name.contains("plan-version")),
        "{names:?}"
    );
    assert!(parts(&given).iter().all(|part| !part.contains("{{")));
}

#[test]
fn what_a_title_cannot_show_is_told() {
    for (slot, code) in [
        ("{{ plan.versio }}", "P001"),
        ("{{ tabel.moedesteder | henvis }}", "P042"),
    ] {
        let new = format!("titel = \"Budget {slot}\"");
        let given = given().edit("moeder/2025-03-12.toml", "titel = \"Budget\"", &new);
        let run = pack(&given, &[]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(
            run.stderr.contains(code) && run.stderr.contains(":36:"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn the_houses_own_report_is_in_no_public_pack() {
    let given = given();
    let quality = |given: &Given| {
        parts(given)
            .iter()
            .any(|part| part.contains("Kvalitetsrapport"))
    };
    assert_eq!(pack(&given, &[]).code, Some(0));
    assert!(quality(&given), "{:?}", parts(&given));
    assert_eq!(pack(&given, &["--public"]).code, Some(0));
    assert!(!quality(&given), "{:?}", parts(&given));
}

/// A board reads a plan before it is sent, while it is a draft with its authors' notes. What the house keeps for itself —
/// notes, why something was changed, what is let stand — moves no byte of the public's files, and no checksum.
#[test]
fn the_publics_files_are_the_same_whatever_the_authors_keep_for_themselves() {
    let draft = |words: &str, reason: &str| {
        let given = given()
            .edit("plan.toml", "status = \"indsendt\"", "status = \"udkast\"")
            .edit(
                "moeder/2025-03-12.toml",
                "{ slags = \"kvalitet\" }",
                "{ slags = \"kvalitet\" }, { slags = \"aendringsliste\", fra = \"0.9\" }, \
                 { slags = \"aendringer\", fra = \"0.9\" }",
            );
        let released = Run::of(
            program()
                .current_dir(given.plan().parent().unwrap())
                .args(["release", "0.9"]),
        );
        assert_eq!(released.code, Some(0), "{}", released.stderr);
        given
            .edit("oekonomi.toml", "Omregnet af forvaltningen", words)
            .edit("delaftaler/sammenhaengskraft.toml", "Bestyrelsen vil gerne", words)
            .edit(
                "moeder/2025-03-12.toml",
                "[[punkt]]\nid = \"plan\"",
                &format!("[[punkt]]\nnote = \"{words}\"\nid = \"plan\""),
            )
            .with(
                "aendringsnoter.toml",
                format!("[[aendring]]\nnoegle = \"plan.toml#version\"\nbegrundelse = \"{reason}\"\n"),
            )
            .with(
                "dispensationer.toml",
                format!("[[dispensation]]\nkode = \"T001\"\nsted = \"oekonomi.toml\"\nbegrundelse = \"{reason}\"\nrolle = \"formand\"\ndato = 2025-01-01\n"),
            )
    };
    for split in [&["--public"][..], &["--public", "--split"]] {
        let one = draft("Spørg", "Fordi vi tog fejl.");
        let other = draft(
            "FORTROLIGT: formanden er uenig, og det står vi ved",
            "Noget helt andet og meget længere, som ingen andre skal læse.",
        );
        for given in [&one, &other] {
            let run = pack(given, split);
            assert_eq!(run.code, Some(0), "{}", run.stderr);
        }
        let written = files(&one.out());
        assert_eq!(written, files(&other.out()));
        for file in &written {
            assert!(one.output(file) == other.output(file), "{file}");
        }
        assert_eq!(manifest(&one)["sources"], serde_json::json!([]));
    }
}

/// The board's own pack has them, or nobody would know that they are gone from the public's.
#[test]
fn the_boards_pack_shows_the_notes_of_a_draft() {
    let draft = |note: &str| {
        given()
            .edit("plan.toml", "status = \"indsendt\"", "status = \"udkast\"")
            .edit("oekonomi.toml", "Omregnet af forvaltningen", note)
    };
    let (with, without) = (draft("Spørg formanden"), draft("Omregnet"));
    for given in [&with, &without] {
        assert_eq!(pack(given, &[]).code, Some(0));
    }
    let file = files(&with.out())
        .into_iter()
        .find(|file| file.ends_with(".pdf"));
    let file = file.unwrap();
    assert!(with.output(&file) != without.output(&file));
}

#[test]
fn the_quality_report_is_left_out_of_the_publics_pack_and_that_is_told() {
    let given = given();
    let run = pack(&given, &["--public"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("Q022"), "{}", run.stderr);
    let parts = parts(&given);
    assert!(
        parts.iter().all(|part| !part.contains("| 5 |")),
        "{parts:?}"
    );
}

/// Who writes a meeting may be another than who binds its pack: a path in it opens no other plan on the disk.
#[test]
fn a_meeting_names_versions_of_its_own_plan_only() {
    let other = Given::smallest();
    let elsewhere = other.plan().display().to_string();
    for version in [
        elsewhere.as_str(),
        "../plan",
        ".",
        "udgivelser/1.0",
        "git:HEAD:plan",
    ] {
        let given = given().edit(
            "moeder/2025-03-12.toml",
            "{ slags = \"plan\" }",
            &format!("{{ slags = \"plan\", version = '{version}' }}"),
        );
        let run = pack(&given, &["--public"]);
        assert_eq!(run.code, Some(1), "{version}: {}", run.stderr);
        assert!(run.stderr.contains("Q023"), "{version}: {}", run.stderr);
        assert!(!given.out().exists(), "{version}");
    }
    let given = given().edit(
        "moeder/2025-03-12.toml",
        "{ slags = \"plan\" }",
        &format!("{{ slags = \"plan\", version = '{elsewhere}' }}"),
    );
    let run = pack(&given, &["--andre-planer"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// What a file written by Typst says in clear: its bookmarks.
fn clear(given: &Given) -> String {
    let name = "eksempelby-moede-2025-03-12.pdf";
    String::from_utf8_lossy(&given.output(name)).into_owned()
}

#[test]
fn the_bookmarks_of_a_pack_are_shown_and_open_one_level_down() {
    let given = given();
    let run = pack(&given, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let file = clear(&given);
    assert!(file.contains("<</Type/Catalog/PageMode/UseOutlines"));
    let (root, _) = file.split_once("<</Type/Outlines").unwrap();
    let root = root.trim_end().rsplit(' ').nth(2).unwrap().trim();
    let root = root.rsplit(['\n', '\r']).next().unwrap();
    let parent = format!("<</Parent {root} 0 R");
    let of_parts: Vec<&str> = file
        .split(parent.as_str())
        .skip(1)
        .map(|rest| rest.split_once("/Title").unwrap().0)
        .collect();
    let count = |keys: &str| {
        let (_, count) = keys.split_once("/Count ")?;
        count.trim().parse::<i64>().ok()
    };
    let open: Vec<i64> = of_parts.iter().filter_map(|keys| count(keys)).collect();
    assert!(
        open.len() > 3 && open.iter().all(|count| *count > 0),
        "{open:?}"
    );
    // All that a reader then sees.
    let (_, rest) = file.split_once("<</Type/Outlines").unwrap();
    let seen = count(rest.split_once(">>").unwrap().0).unwrap();
    let parts = i64::try_from(of_parts.len()).unwrap();
    assert_eq!(seen, parts + open.iter().sum::<i64>());
}

#[test]
fn days_that_a_meeting_hardly_has_are_warned_of() {
    let file = "moeder/2025-03-12.toml";
    for (old, new, code) in [
        ("dato = 2025-03-12", "dato = 2025-03-15", "Q024"),
        ("frist = 2025-03-10", "frist = 2025-03-14", "Q025"),
    ] {
        let run = pack(&given().edit(file, old, new), &[]);
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
        assert_eq!(run.code, Some(0), "{code}: {}", run.stderr);
    }
    let run = pack(&given(), &[]);
    assert!(!run.stderr.contains("Q02"), "{}", run.stderr);
}
