//! The bundle for Landsbyggefonden: what is in it, that two are the same, and that nothing internal is.

use std::{
    fs,
    io::{Cursor, Read},
};

use serde_json::Value;

use crate::{
    given::{Given, Run, files, program, repository},
    word,
};

/// What was decided about a version before it is sent.
const DECIDED: &str = r#"
[[beslutning]]
trin = "bestyrelse"
hvem = "bestyrelse"
hvad = "Planen godkendes"
dato = 2025-02-12
resultat = "godkendt"
reference = "FORTROLIGT referat"

[[beslutning]]
trin = "organisationsbestyrelser"
hvem = "organisationsbestyrelse"
part = "boligforeningen-eksempel"
hvad = "Planen tiltrædes"
dato = 2025-02-19
resultat = "godkendt"

[[beslutning]]
trin = "byraad"
hvem = "byraad"
hvad = "Planen vedtages"
dato = 2025-02-26
resultat = "godkendt"
"#;

const FUND: &str = r#"
[[beslutning]]
trin = "indsendt"
hvem = "lbf"
hvad = "Planen godkendes"
dato = 2025-03-20
resultat = "godkendt"
"#;

/// A plan with a version that was approved, and a change since.
fn changed() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let run = run(&given, &["release", "1.2"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    given
        .with("udgivelser/1.2/beslutninger.toml", FUND)
        .edit("plan.toml", "version = \"1.2\"", "version = \"1.3\"")
        .with(
            "aendringsnoter.toml",
            "[[aendring]]\nnoegle = \"plan.toml\"\nbegrundelse = \"Kun til os selv\"\n",
        )
}

/// The change frozen on its way to the board, and decided by all.
fn revised() -> Given {
    frozen(changed(), "bestyrelse", DECIDED)
}

fn frozen(given: Given, status: &str, decisions: &str) -> Given {
    let run = run(&given, &["release", "1.3", "--status", status]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    given.with("udgivelser/1.3/beslutninger.toml", decisions)
}

fn run(given: &Given, arguments: &[&str]) -> Run {
    let around = given.plan();
    Run::of(
        program()
            .current_dir(around.parent().unwrap())
            .args(arguments),
    )
}

fn submit(given: &Given, out: &str) -> Run {
    run(given, &["submit", "1.3", "--against", "1.2", "--out", out])
}

/// The parts of a zip file by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..zip.len()).map(|at| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().to_owned(), bytes)
    });
    parts.collect()
}

#[test]
fn the_bundle_holds_the_documents_the_changes_and_the_letter() {
    let given = revised();
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    insta::assert_snapshot!(names.join("\n"));
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    let told = manifest["filer"].as_array().unwrap();
    for file in told {
        let bytes = given.output(file["navn"].as_str().unwrap());
        let sum = helhedsplan::source::sha256(&bytes);
        assert_eq!(file["sha256"].as_str(), Some(sum.as_str()));
    }
    // All but the manifest itself and the zip file.
    assert_eq!(told.len(), names.len() - 2);
    let zip = names.iter().find(|name| name.ends_with(".zip")).unwrap();
    let packed = parts(&given.output(zip));
    let mut inside: Vec<&str> = packed.iter().map(|(name, _)| name.as_str()).collect();
    inside.sort_unstable();
    let beside: Vec<&str> = names.iter().map(String::as_str).collect();
    let beside: Vec<&str> = beside.into_iter().filter(|name| name != zip).collect();
    assert_eq!(inside, beside);
    for (name, bytes) in &packed {
        assert_eq!(bytes, &given.output(name), "{name}");
    }
}

#[test]
fn two_bundles_have_the_same_bytes() {
    let given = revised();
    for out in ["out", "igen"] {
        let run = submit(&given, out);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let again = given.plan().parent().unwrap().join("igen");
    assert_eq!(files(&given.out()), files(&again));
    for name in files(&again) {
        let same = given.output(&name) == fs::read(again.join(&name)).unwrap();
        assert!(same, "{name} differs");
    }
}

#[test]
fn nothing_of_the_house_is_in_the_words_files_or_the_manifest() {
    let given = changed().with("moeder/lukket.md", "Fortroligt");
    let given = frozen(given, "bestyrelse", DECIDED);
    let plan = fs::read_to_string(given.plan().join("plan.toml")).unwrap();
    assert!(plan.contains("note = \"Byrådet behandler planen"));
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for name in files(&given.out()) {
        let bytes = given.output(&name);
        let inside = if name.ends_with(".docx") {
            parts(&bytes)
        } else {
            vec![(name.clone(), bytes)]
        };
        for (part, bytes) in inside {
            assert!(!part.starts_with("customXml"), "{name} has {part}");
            let text = String::from_utf8_lossy(&bytes);
            for word in [
                "Byrådet behandler planen",
                "Kun til os selv",
                ".toml\"",
                "Fortroligt",
                "FORTROLIGT referat",
            ] {
                assert!(!text.contains(word), "{name}: {part} says {word}");
            }
        }
    }
}

#[test]
fn a_plan_with_errors_is_not_sent() {
    let given = changed().edit("oekonomi.toml", "beloeb = ", "beloeb = 1");
    let sent = [
        "submit",
        "--against",
        "1.2",
        "--as-is",
        "Grund",
        "--out",
        "out",
    ];
    let run = run(&given, &sent);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(!given.out().exists());
}

#[test]
fn a_version_that_does_not_exist_is_told_as_such() {
    let given = revised();
    let run = run(&given, &["submit", "--against", "7.7", "--out", "out"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("7.7"), "{}", run.stderr);
    assert!(!given.out().exists());
}

/// The words of the letter as Word has them, and the manifest.
fn letter(given: &Given) -> (String, Value) {
    let letter = given.output("eksempelby-1.3-foelgebrev.docx");
    let manifest = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    let words = word::paragraphs(&letter).join("\n");
    (words.replace('\u{a0}', " "), manifest)
}

#[test]
fn the_letter_tells_what_was_decided_by_whom_and_when() {
    let given = revised();
    assert_eq!(submit(&given, "out").code, Some(0));
    let (letter, manifest) = letter(&given);
    for told in [
        "Bestyrelsen\nPlanen godkendes\nGodkendt\n12. februar 2025",
        "Organisationsbestyrelsen (Boligforeningen Eksempel)\nPlanen tiltrædes\nGodkendt\n19. februar 2025",
        "Byrådet\nPlanen vedtages\nGodkendt\n26. februar 2025",
    ] {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    assert!(!letter.contains("som den er"), "{letter}");
    assert_eq!(manifest["beslutninger"].as_array().unwrap().len(), 3);
    assert_eq!(manifest["beslutninger"][2]["hvem"], "Byrådet");
    assert!(manifest.get("som_den_er").is_none());
}

#[test]
fn a_version_that_is_not_decided_is_not_sent_and_what_lacks_is_told() {
    let council = DECIDED.rfind("[[beslutning]]").unwrap();
    let refused = DECIDED.replace(
        "hvad = \"Planen vedtages\"\ndato = 2025-02-26\nresultat = \"godkendt\"",
        "hvad = \"Nej\"\ndato = 2025-02-26\nresultat = \"afvist\"",
    );
    for (status, decisions, codes, said) in [
        (
            "bestyrelse",
            "",
            &["C011"; 3][..],
            "Bestyrelsen (Til behandling i bestyrelsen)",
        ),
        ("bestyrelse", &DECIDED[..council], &["C011"], "Byrådet"),
        // What it was frozen as decides nothing that others decide.
        ("indsendt", "", &["C011"; 3], "Boligforeningen Eksempel"),
        ("udkast", DECIDED, &["C011"; 2], "Sekretariatet (Udkast)"),
        (
            "bestyrelse",
            refused.as_str(),
            &["C012"],
            "Byrådet har afvist version 1.3",
        ),
    ] {
        let given = frozen(changed(), status, decisions);
        let run = submit(&given, "out");
        assert_eq!(run.code, Some(1), "{status}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        let found = run.stderr.matches("fejl[C").count();
        assert_eq!(found, codes.len(), "{status}: {}", run.stderr);
        for code in codes {
            assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
        }
        assert!(!given.out().exists());
    }
    // A working plan is decided by nobody.
    let given = changed();
    let working = run(&given, &["submit", "--against", "1.2", "--out", "out"]);
    assert_eq!(working.code, Some(1));
    assert!(working.stderr.contains("C010"), "{}", working.stderr);
    assert!(!given.out().exists());
}

#[test]
fn what_is_sent_is_compared_with_what_was_approved() {
    for (decisions, code) in [
        (FUND.to_owned(), Some(0)),
        (String::new(), Some(1)),
        (FUND.replace("\"godkendt\"", "\"afvist\""), Some(1)),
    ] {
        let given = revised().with("udgivelser/1.2/beslutninger.toml", decisions);
        let run = submit(&given, "out");
        assert_eq!(run.code, code, "{}", run.stderr);
        assert_eq!(run.stderr.contains("C013"), code == Some(1));
    }
}

#[test]
fn a_version_may_be_sent_as_it_is_with_a_reason_that_is_told() {
    let given = frozen(changed(), "bestyrelse", "");
    let send = |reason: &str| {
        let sent = [
            "submit",
            "1.3",
            "--against",
            "1.2",
            "--as-is",
            reason,
            "--out",
            "out",
        ];
        run(&given, &sent)
    };
    let blank = send("  ");
    assert_eq!(blank.code, Some(2));
    assert!(blank.stderr.contains("C014"), "{}", blank.stderr);
    let sent = send("Byrådet ønsker den set igennem først");
    assert_eq!(sent.code, Some(0), "{}", sent.stderr);
    let (letter, manifest) = letter(&given);
    for told in [
        "Begrundelse: Byrådet ønsker den set igennem først",
        "Version 1.3 mangler en beslutning: Byrådet (Til behandling i byrådet)",
        "Der er ikke registreret beslutninger om versionen.",
    ] {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    let told = &manifest["som_den_er"];
    assert_eq!(told["begrundelse"], "Byrådet ønsker den set igennem først");
    assert_eq!(told["mangler"].as_array().unwrap().len(), 3);
}

/// A release has the wording of its day: a letter that knew nothing of decisions tells them all the same.
#[test]
fn a_letter_worded_before_decisions_were_told_tells_them_too() {
    let given = revised();
    let part = given
        .plan()
        .join("udgivelser/1.3/skabelon/parts/foelgebrev.md");
    let old = fs::read_to_string(&part).unwrap();
    let old = old.replace(
        "## Hvad der er besluttet {#besluttet}\n\n{{ beslutninger }}\n\n",
        "",
    );
    fs::write(&part, &old).unwrap();
    // Frozen so, as a release of before is.
    let record = given.plan().join("udgivelser/1.3/udgivelse.toml");
    let told = fs::read_to_string(&record).unwrap();
    let at = told.find("skabelon/parts/foelgebrev.md").unwrap();
    let sum = at + told[at..].find("sha256 = \"").unwrap() + 10;
    let new = helhedsplan::source::sha256(old.as_bytes());
    fs::write(
        &record,
        format!("{}{new}{}", &told[..sum], &told[sum + 64..]),
    )
    .unwrap();
    let run = submit(&given, "out");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(letter(&given).0.contains("Planen vedtages"));
}

#[test]
fn a_plan_with_an_open_point_is_not_sent_unless_somebody_says_why() {
    let given = changed().edit(
        "strategisk-aftale.toml",
        "[evaluering]\ntekst = \"\"\"\n",
        "[evaluering]\ntekst = \"\"\"\nAfventer: Året følger.\n\n",
    );
    let given = frozen(given, "bestyrelse", DECIDED);
    let refused = submit(&given, "out");
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert!(refused.stderr.contains("C020"), "{}", refused.stderr);
    assert!(!given.out().exists());
    let sent = run(
        &given,
        &[
            "submit",
            "1.3",
            "--against",
            "1.2",
            "--out",
            "out",
            "--as-is",
            "Fristen er i dag",
        ],
    );
    assert_eq!(sent.code, Some(0), "{}", sent.stderr);
}
