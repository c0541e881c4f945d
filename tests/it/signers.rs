//! Lines to sign on: what is printed, who is asked, what is told.

use std::fs;

use crate::given::{Given, Run, files, program, repository};

/// Three lines of two parties; the mayor's and the director's are of one.
const SIGNERS: &str = r#"
[[underskriver]]
id = "borgmester"
part = "eksempelby-kommune"
titel = "Borgmester"

[[underskriver]]
id = "direktoer"
part = "eksempelby-kommune"
enhed = "Børne- og Ungeforvaltningen"
titel = "Direktør"

[[underskriver]]
id = "formand"
part = "boligforeningen-eksempel"
kvarter = "lindeparken"
titel = "Formand"

[[aftaledokument]]
id = "strategisk-aftale"
"#;

fn given(signers: &str) -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let first = "[[aftaledokument]]\nid = \"strategisk-aftale\"\n";
    given.edit("plan.toml", first, signers)
}

/// The plan as Markdown, its documents by the ends of their names.
fn printed(given: &Given, name: &str) -> String {
    let run = given.build(&["--format", "md", "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut names = files(&given.out()).into_iter();
    let name = names.find(|file| file.ends_with(name)).unwrap();
    fs::read_to_string(given.out().join(name)).unwrap()
}

/// The rows in which is signed.
fn lines(text: &str) -> Vec<&str> {
    let (_, below) = text.split_once("| Dato |").unwrap();
    let rows = below.lines().skip(2);
    rows.take_while(|line| line.starts_with('|')).collect()
}

#[test]
fn each_line_is_printed_with_whose_it_is_and_the_cover_keeps_the_parties() {
    let given = given(SIGNERS);
    let text = printed(&given, "eksempelby-1.2.md");
    let rows = lines(&text);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].contains("Eksempelby Kommune") && rows[0].contains("Borgmester"));
    assert!(rows[1].contains("Børne- og Ungeforvaltningen") && rows[1].contains("Direktør"));
    assert!(rows[2].contains("Boligforeningen Eksempel") && rows[2].contains("Lindeparken"));
    let cover = text.split_once("Aftaleperiode").unwrap().0;
    assert!(!cover.contains("Borgmester") && cover.contains("Boligforeningen Eksempel"));
    // The parties of the delaftale are others, of which the plan has no lines: one each.
    let own = printed(&given, "sammenhaengskraft.md");
    assert_eq!(lines(&own).len(), 2);
    // With a party of the plan's it has the plan's lines of that.
    let given = given.edit(
        "delaftaler/sammenhaengskraft.toml",
        "parter = [",
        "parter = [\"eksempelby-kommune\", ",
    );
    let own = printed(&given, "sammenhaengskraft.md");
    assert_eq!(lines(&own)[..2], rows[..2]);
    assert_eq!(lines(&own).len(), 4);
}

#[test]
fn a_delaftale_is_signed_on_its_own_lines_where_it_has_some() {
    let line = "[[underskriver]]\nid = \"centerchef\"\npart = \"eksempelby-kommune\"\ntitel = \"Centerchef\"\n\n[problemkompleks]\n";
    let given = given(SIGNERS).edit(
        "delaftaler/sammenhaengskraft.toml",
        "[problemkompleks]\n",
        line,
    );
    let text = printed(&given, "sammenhaengskraft.md");
    let rows = lines(&text);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("Centerchef"));
}

#[test]
fn a_signing_service_gets_a_list_of_the_lines_of_each_document() {
    let given = given(SIGNERS);
    let mut command = program();
    command.args(["report", "underskrivere"]);
    command.arg(given.plan()).arg("--out").arg(given.out());
    let run = Run::of(&mut command);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let bytes = given.output("eksempelby-1.2-underskrivere.csv");
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let rows: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(rows[0], "Dokument;Part;Boligområde;Enhed;Titel;Navn;E-mail");
    assert_eq!(
        rows[1],
        "eksempelby-1.2.pdf;Eksempelby Kommune;;;Borgmester;;"
    );
    assert_eq!(
        rows[3],
        "eksempelby-1.2.pdf;Boligforeningen Eksempel;Lindeparken med Lindegården;;Formand;;"
    );
    assert!(rows[4].starts_with("eksempelby-1.2-delaftale-sammenhaengskraft.pdf;Kultur"));
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_line_of_nobody_and_an_id_given_twice_are_told() {
    let unknown = given(&SIGNERS.replace("\"boligforeningen-eksempel\"", "\"boligforeningen\""));
    assert!(unknown.codes().contains(&"R002".to_owned()));
    let twice = given(&SIGNERS.replace("id = \"formand\"", "id = \"direktoer\""));
    assert!(twice.codes().contains(&"R003".to_owned()));
    let nowhere = given(&SIGNERS.replace("\"lindeparken\"", "\"birkeparken\""));
    assert!(nowhere.codes().contains(&"R005".to_owned()));
}

/// The plan frozen as approved, with decisions about it.
fn released(decisions: &str) -> Given {
    let given = given(SIGNERS);
    let mut command = program();
    command.args([
        "release",
        "1.2",
        "--as-submitted",
        "--status",
        "godkendt",
        "--plan",
    ]);
    let run = Run::of(command.arg(given.plan()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    given.with("udgivelser/1.2/beslutninger.toml", decisions)
}

fn status(given: &Given) -> serde_json::Value {
    let mut command = program();
    command.args(["status", "--format", "json", "--plan"]);
    let run = Run::of(command.arg(given.plan()));
    serde_json::from_str(&run.stdout).unwrap()
}

fn signed(line: &str) -> String {
    format!(
        "[[beslutning]]\ntrin = \"godkendt\"\nhvem = \"parterne\"\n{line}\nhvad = \"Underskrevet\"\ndato = 2025-04-01\nresultat = \"godkendt\"\n\n"
    )
}

#[test]
fn a_version_is_signed_only_when_every_line_is() {
    let two =
        signed("underskriver = \"borgmester\"") + &signed("part = \"boligforeningen-eksempel\"");
    let stand = status(&released(&two))["versions"][0]["stand"].clone();
    assert_eq!(stand["waits_for"].as_array().unwrap().len(), 1, "{stand}");
    assert_eq!(stand["waits_for"][0]["signer"], "direktoer", "{stand}");
    let all = two + &signed("underskriver = \"direktoer\"");
    let stand = status(&released(&all))["versions"][0]["stand"].clone();
    assert_eq!(stand["step"], "underskrevet", "{stand}");
}

#[test]
fn a_party_with_several_lines_does_not_sign_as_one() {
    let given = released(&signed("part = \"eksempelby-kommune\""));
    let mut command = program();
    command.args(["status", "--plan"]);
    let run = Run::of(command.arg(given.plan()));
    assert!(run.stderr.contains("V122"), "{}", run.stderr);
    assert!(
        run.stderr.contains("borgmester, direktoer"),
        "{}",
        run.stderr
    );
}
