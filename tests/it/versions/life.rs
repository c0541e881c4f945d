//! Where versions stand: decisions, what each version waits for, and which one took whose place.

use super::*;

const BOARD: &str = r#"
[[beslutning]]
trin = "bestyrelse"
hvem = "bestyrelse"
hvad = "Planen godkendes til videre behandling"
dato = 2025-02-12
resultat = "godkendt"
reference = "referatets punkt 3"
"#;

const FUND: &str = r#"
[[beslutning]]
trin = "indsendt"
hvem = "lbf"
hvad = "Planen godkendes"
dato = 2025-03-20
resultat = "godkendt"
"#;

fn decide(given: &Given, version: &str, decisions: &str) {
    put(
        &given.plan(),
        &format!("udgivelser/{version}/beslutninger.toml"),
        decisions,
    );
}

fn status(given: &Given, arguments: &[&str]) -> Run {
    run(given, &[&["status"], arguments].concat())
}

#[test]
fn status_shows_versions_decisions_and_what_each_waits_for() {
    let given = small();
    insta::assert_snapshot!("status-uden-udgivelser", status(&given, &[]).stdout);
    release(&given, &["1.0-hoering", "--status", "hoering"]);
    release(&given, &["1.0", "--status", "bestyrelse"]);
    decide(&given, "1.0", BOARD);
    insta::assert_snapshot!(
        "status-organisationsbestyrelser",
        status(&given, &[]).stdout
    );
    release(&given, &["1.2"]);
    decide(&given, "1.2", FUND);
    edit(&given.plan(), "oekonomi.toml", "# ", "#  ");
    edit(
        &given.plan(),
        "plan.toml",
        "version = \"1.2\"",
        "version = \"1.3\"",
    );
    let run = status(&given, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("status-godkendt", run.stdout);
    insta::assert_snapshot!("status-en", status(&given, &["--lang", "en"]).stdout);
}

#[test]
fn status_for_programs_has_the_documented_shape() {
    let given = small();
    release(&given, &["1.0", "--status", "bestyrelse"]);
    decide(&given, "1.0", BOARD);
    let run = status(&given, &["--format", "json"]);
    let shown: Value = serde_json::from_str(&run.stdout).unwrap();
    insta::assert_snapshot!("status-json", format!("{shown:#}"));
}

#[test]
fn a_refusal_is_shown_with_the_body_that_refused() {
    let given = small();
    release(&given, &["1.2"]);
    decide(&given, "1.2", &FUND.replace("godkendt", "afvist"));
    let shown = status(&given, &[]).stdout;
    assert!(
        shown.contains("Afvist af Landsbyggefonden: der skal en ny version til"),
        "{shown}"
    );
}

#[test]
fn decisions_may_be_added_but_must_make_sense() {
    let given = small();
    release(&given, &["1.0", "--status", "bestyrelse"]);
    decide(&given, "1.0", BOARD);
    let codes_of = |decisions: String| {
        decide(&given, "1.0", &decisions);
        codes(&given, "1.0")
            .into_iter()
            .filter(|code| code.starts_with('V'))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes_of(BOARD.to_owned()), [""; 0]);
    assert_eq!(
        codes_of(BOARD.replace("hvem = \"bestyrelse\"", "hvem = \"bestyrelsen\"")),
        ["V120"]
    );
    assert_eq!(
        codes_of(BOARD.replace("hvem = \"bestyrelse\"", "hvem = \"byraad\"")),
        ["V121"]
    );
    let organisation = BOARD
        .replace(
            "trin = \"bestyrelse\"",
            "trin = \"organisationsbestyrelser\"",
        )
        .replace(
            "hvem = \"bestyrelse\"",
            "hvem = \"organisationsbestyrelse\"",
        );
    assert_eq!(codes_of(organisation.clone()), ["V122"]);
    assert_eq!(
        codes_of(format!("{organisation}part = \"eksempelby-kommune\"")),
        ["V123"]
    );
    assert_eq!(
        codes_of(format!("{organisation}part = \"boligforeningen-eksempel\"")),
        [""; 0]
    );
}

#[test]
fn decisions_of_a_working_plan_are_told() {
    let given = small().with("beslutninger.toml", BOARD);
    assert!(codes(&given, "plan").contains(&"V125".to_owned()));
}

#[test]
fn a_changed_release_still_stands_where_it_did_and_is_told() {
    let given = small();
    release(&given, &["1.2"]);
    edit(
        &given.plan().join("udgivelser/1.2"),
        "oekonomi.toml",
        "# ",
        "#  ",
    );
    let run = status(&given, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("fejl[V107]"), "{}", run.stderr);
    assert!(
        run.stdout.contains("Landsbyggefondens godkendelse"),
        "{}",
        run.stdout
    );
    let missing = status(&given, &["ingen"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("K001"), "{}", missing.stderr);
}

#[test]
fn a_check_of_the_plan_reads_the_decisions_about_its_releases() {
    let given = small();
    release(&given, &["1.0", "--status", "bestyrelse"]);
    let told = |decisions: &str| {
        decide(&given, "1.0", decisions);
        let run = run(&given, &["check"]);
        (run.code, run.stderr)
    };
    assert_eq!(told(BOARD).0, Some(0));
    let unknown = BOARD.replace("hvem = \"bestyrelse\"", "hvem = \"bestyrelsen\"");
    let contradiction = format!("{BOARD}{}", BOARD.replace("\"godkendt\"", "\"afvist\""));
    for (decisions, code) in [
        (unknown, "V120"),
        (
            BOARD.replace("dato = 2025-02-12", "dato = \"i går\""),
            "S021",
        ),
        (BOARD.replace("resultat =", "resulat ="), "S001"),
        (contradiction, "V140"),
    ] {
        let (exit, said) = told(&decisions);
        assert_eq!(exit, Some(1), "{code}: {said}");
        assert!(said.contains(code), "{code}: {said}");
        assert!(
            said.contains("udgivelser/1.0/beslutninger.toml"),
            "{code}: {said}"
        );
    }
}
