//! The documents of a submission beside the agreements: made, or files of others.

use std::{fs, io::Cursor};

use calamine::{Data, Reader, Xlsx};

use crate::given::{Given, Run, files, program, repository};

const COMMITTEE: &str = "tekst = \"Bestyrelsen leder indsatsen.[^lov]\"\n\n[[afsnit]]\nid = \"moeder\"\ntitel = \"Møder\"\ntekst = \"Bestyrelsen mødes fire gange om året.\"\n\n[fodnoter]\nlov = \"Loven siger det samme.\"\n";

fn given() -> Given {
    Given::of(&repository().join("tests/cases/lille/plan"))
}

/// The plan with a document of the submission delivered otherwise.
fn delivered(given: Given, id: &str, how: &str) -> Given {
    let old = format!("id = \"{id}\"\nstatus = \"leveres-saerskilt\"");
    given.edit("plan.toml", &old, &format!("id = \"{id}\"\n{how}"))
}

#[test]
fn a_document_that_is_made_has_the_plans_text_notes_and_a_cover_of_its_own() {
    let given = delivered(given(), "kommissorium", "status = \"dannes\"");
    let given = given.with("dokumenter/kommissorium.toml", COMMITTEE);
    let run = given.build(&["--format", "md"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = String::from_utf8(given.output("eksempelby-1.2-kommissorium.md")).unwrap();
    for words in [
        "# Kommissorium for bestyrelsen",
        "Bestyrelsen leder indsatsen.[^1]",
        "## Møder",
        "[^1]: Loven siger det samme.",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn what_cannot_be_made_or_is_not_asked_for_is_told() {
    let told = |given: Given, code: &str| {
        let found = given.codes();
        assert!(found.contains(&code.to_owned()), "{code}: {found:?}");
    };
    let made = "status = \"dannes\"";
    told(delivered(given(), "delaftaler", made), "R110");
    told(delivered(given(), "budget", "status = \"vedlagt\""), "R111");
    told(
        delivered(
            given(),
            "budget",
            "status = \"mangler\"\nfil = \"budget.xlsx\"",
        ),
        "R112",
    );
    let odd = "status = \"vedlagt\"\nfil = \"dokumenter/budget.xlsx\"";
    told(
        delivered(given(), "budget", odd).with("dokumenter/budget.xlsx", "ikke et regneark"),
        "R113",
    );
    told(
        given().with("dokumenter/kommissorium.toml", COMMITTEE),
        "R114",
    );
    told(delivered(given(), "milepaelsplan", made), "R116");
    told(delivered(given(), "kommissorium", made), "R117");
    let gone = "status = \"vedlagt\"\nfil = \"dokumenter/findes-ikke.pdf\"";
    told(delivered(given(), "budget", gone), "K004");
}

/// The sheets of a workbook, each its name and its rows.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets().into_iter();
    sheets
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

#[test]
fn the_budget_as_a_workbook_comes_to_what_the_plan_says() {
    let given = delivered(given(), "budget", "status = \"dannes\"");
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let bytes = given.output("eksempelby-1.2-budget.xlsx");
    let sheets = sheets(bytes.clone());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Oversigt", "Poster"]);
    let number = |cell: &Data| match cell {
        Data::Float(number) => *number,
        Data::Int(number) => f64::from(i32::try_from(*number).unwrap()),
        other => panic!("{other:?}"),
    };
    let row = |name: &str| {
        let mut rows = sheets[0].1.iter();
        let row = rows.find(|row| row[0] == Data::String(name.to_owned()));
        row.unwrap_or_else(|| panic!("{name}"))
    };
    // What the small plan's own table says.
    let whole = row("I alt");
    assert_eq!(number(whole.last().unwrap()), 8_400_000.0);
    assert_eq!(number(&row("Lokal medfinansiering")[1]), 2_200_000.0);
    assert!(
        row("Sekretariat")
            .iter()
            .skip(1)
            .any(|cell| number(cell) == 900_000.0)
    );
    // A second build gives the same bytes.
    given.build(&[]);
    assert_eq!(given.output("eksempelby-1.2-budget.xlsx"), bytes);
}

#[test]
fn a_submission_holds_what_is_made_and_what_others_made_under_names_that_say_so() {
    let given = delivered(given(), "budget", "status = \"dannes\"");
    let file = "status = \"vedlagt\"\nfil = \"dokumenter/Beredskab v3.pdf\"";
    let given = delivered(given, "beredskabsplan", file);
    let given = given.with("dokumenter/Beredskab v3.pdf", "%PDF-1.7\nother");
    let release = |number: &str| {
        let mut command = program();
        command.args(["release", number, "--as-submitted", "--plan"]);
        let run = Run::of(command.arg(given.plan()));
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    };
    release("1.1");
    release("1.2");
    let kept = files(&given.plan().join("udgivelser/1.2"));
    assert!(kept.contains(&"dokumenter/Beredskab v3.pdf".to_owned()));
    let mut command = program();
    command.args([
        "submit",
        "1.2",
        "--against",
        "1.1",
        "--as-is",
        "prøve",
        "--plan",
    ]);
    command.arg(given.plan()).arg("--out").arg(given.out());
    let run = Run::of(&mut command);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let names = files(&given.out());
    let path = |name: &str| names.iter().find(|file| file.ends_with(name)).unwrap();
    let sent = fs::read(given.out().join(path("eksempelby-1.2-beredskabsplan.pdf"))).unwrap();
    assert_eq!(sent, b"%PDF-1.7\nother");
    path("eksempelby-1.2-budget.xlsx");
    let manifest = fs::read_to_string(given.out().join(path("manifest.json"))).unwrap();
    assert!(
        manifest.contains("eksempelby-1.2-budget.xlsx"),
        "{manifest}"
    );
    // How the house calls its file is nobody else's.
    assert!(!manifest.contains("v3"), "{manifest}");
}
