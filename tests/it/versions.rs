//! Versions: freezing a plan, reading what was frozen, reading a git revision, and where each version stands.

mod git;
mod life;
mod revision;

use std::{fs, path::Path};

use serde_json::Value;

use crate::given::{Given, Run, files, program, put, repository};

/// A copy of the small plan, which has data files, pictures and two documents.
fn small() -> Given {
    Given::of(&repository().join("tests/cases/lille/plan"))
}

/// Runs a command in the folder around the plan, where the plan is called `plan`.
fn run(given: &Given, arguments: &[&str]) -> Run {
    let around = given.plan();
    Run::of(
        program()
            .current_dir(around.parent().unwrap())
            .args(arguments),
    )
}

/// The codes that `check` finds in a version, each once, sorted.
fn codes(given: &Given, version: &str) -> Vec<String> {
    let report = run(given, &["check", version, "--format", "json"]);
    let report: Value = serde_json::from_str(&report.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let mut codes: Vec<String> = findings
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

fn release(given: &Given, arguments: &[&str]) -> Run {
    let run = run(given, &[&["release"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run
}

fn edit(folder: &Path, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(old), "{file} has no {old:?}");
    put(folder, file, text.replace(old, new));
}

#[test]
fn a_release_holds_all_that_the_plan_was_made_of() {
    let given = small()
        .with("aendringsnoter.toml", "# Noter til næste udgave\n")
        .with("assets/ubrugt.png", "ikke et billede");
    let run = release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    let inside = files(&frozen);
    for file in files(&given.plan()) {
        let part = !file.starts_with("skemaer/") && !file.starts_with("udgivelser/");
        let expected = part && file != "assets/ubrugt.png";
        assert_eq!(inside.contains(&file), expected, "{file}");
        if expected {
            let (old, new) = (
                fs::read(given.plan().join(&file)),
                fs::read(frozen.join(&file)),
            );
            assert_eq!(old.unwrap(), new.unwrap(), "{file}");
        }
    }
    let family = repository().join("templates/lbf-2019-26");
    for file in files(&family) {
        let kept = fs::read(frozen.join("skabelon").join(&file));
        assert_eq!(
            kept.unwrap(),
            fs::read(family.join(&file)).unwrap(),
            "{file}"
        );
    }
    assert!(run.stdout.starts_with(&format!(
        "Frosset som version 1.2: plan/udgivelser/1.2 ({} filer)\n",
        inside.len()
    )));
    // Beside the release stands only what has git keep its bytes.
    let left = files(&given.plan().join("udgivelser"));
    let own = |file: &String| file.starts_with("1.2/") || file == ".gitattributes";
    assert!(left.iter().all(own), "{left:?}");
}

#[test]
fn the_record_says_what_was_frozen_and_what_was_found() {
    let given = small();
    release(&given, &["1.2"]);
    let text = fs::read_to_string(given.plan().join("udgivelser/1.2/udgivelse.toml")).unwrap();
    // Checksums of the template change with its wording.
    let shown = text.split("\n[[fil]]").next().unwrap();
    insta::assert_snapshot!("udgivelse", shown);
    let record: toml::Table = toml::from_str(&text).unwrap();
    for file in record["fil"].as_array().unwrap() {
        let path = given
            .plan()
            .join("udgivelser/1.2")
            .join(file["sti"].as_str().unwrap());
        let sum = helhedsplan::source::sha256(&fs::read(path).unwrap());
        assert_eq!(file["sha256"].as_str(), Some(sum.as_str()));
    }
}

#[test]
fn a_release_is_checked_and_built_as_the_plan_was() {
    let given = small();
    release(&given, &["1.2"]);
    let built = |version: &str| {
        let run = run(&given, &["build", version, "--out", "out"]);
        assert_eq!(run.code, Some(0), "{version}: {}", run.stderr);
        let mut names = files(&given.out());
        names.retain(|name| name != "manifest.json");
        let bytes = names
            .iter()
            .map(|name| given.output(name))
            .collect::<Vec<_>>();
        (names, bytes)
    };
    let plan = built("plan");
    assert!(plan == built("plan/udgivelser/1.2"));
    assert!(plan == built("1.2"));
    assert_eq!(codes(&given, "plan"), codes(&given, "1.2"));
}

#[test]
fn a_release_takes_the_number_and_status_it_is_given_and_keeps_all_else() {
    let given = small();
    let run = release(&given, &["1.3-hoering", "plan", "--status", "hoering"]);
    assert!(
        run.stdout
            .contains("version = \"1.3-hoering\"; arbejdsplanen siger stadig \"1.2\"")
    );
    assert!(
        run.stdout
            .contains("status = \"hoering\"; arbejdsplanen siger stadig \"indsendt\"")
    );
    let old = fs::read_to_string(given.plan().join("plan.toml")).unwrap();
    let new = fs::read_to_string(given.plan().join("udgivelser/1.3-hoering/plan.toml")).unwrap();
    let expected = old
        .replace("version = \"1.2\"", "version = \"1.3-hoering\"")
        .replace("status = \"indsendt\"\n", "status = \"hoering\"\n");
    assert_eq!(new, expected);
    assert_eq!(codes(&given, "1.3-hoering"), codes(&given, "plan"));
}

#[test]
fn a_release_is_never_written_over() {
    let given = small();
    release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    let before: Vec<_> = files(&frozen)
        .iter()
        .map(|f| fs::read(frozen.join(f)).unwrap())
        .collect();
    edit(
        &given.plan(),
        "plan.toml",
        "Helhedsplan 2025–2029",
        "En anden titel",
    );
    let again = run(&given, &["release", "1.2"]);
    assert_eq!(again.code, Some(2));
    assert!(again.stderr.contains("fejl[V113]"), "{}", again.stderr);
    let after: Vec<_> = files(&frozen)
        .iter()
        .map(|f| fs::read(frozen.join(f)).unwrap())
        .collect();
    assert!(before == after);
}

#[test]
fn a_plan_with_errors_is_frozen_only_as_it_was_submitted() {
    // The rules find this one: the parts are more than the whole.
    let given = small();
    edit(&given.plan(), "oekonomi.toml", "beloeb = ", "beloeb = 9");
    assert!(
        run(&given, &["check"]).code == Some(1),
        "the plan has no error"
    );
    let refused = run(&given, &["release", "1.2"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("fejl[V115]"), "{}", refused.stderr);
    assert!(!given.plan().join("udgivelser").exists());

    let run = release(&given, &["1.2", "--as-submitted"]);
    assert!(!run.stdout.contains(" 0 fejl"), "{}", run.stdout);
    let text = fs::read_to_string(given.plan().join("udgivelser/1.2/udgivelse.toml")).unwrap();
    let record: toml::Table = toml::from_str(&text).unwrap();
    assert_eq!(record["som_indsendt"].as_bool(), Some(true));
    let list = record["fund"]["liste"].as_array().unwrap();
    let errors = list
        .iter()
        .filter(|finding| finding["alvor"].as_str() == Some("fejl"));
    assert_eq!(
        record["fund"]["fejl"].as_integer(),
        Some(i64::try_from(errors.clone().count()).unwrap())
    );
    for error in errors {
        assert!(
            error["sted"].as_str().unwrap().contains(".toml:"),
            "{error}"
        );
    }
}

#[test]
fn what_cannot_be_read_cannot_be_frozen() {
    let given = small();
    edit(
        &given.plan(),
        "plan.toml",
        "\"eksempelby-kommune\"",
        "\"ukendt\"",
    );
    let run = run(&given, &["release", "1.2", "--as-submitted"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("R002") && run.stderr.contains("V116"),
        "{}",
        run.stderr
    );
    assert!(!given.plan().join("udgivelser").exists());
}

#[test]
fn wrong_numbers_and_places_are_told() {
    let given = small();
    release(&given, &["1.2"]);
    for (arguments, code) in [
        (["release", "v1", "plan"], "V114"),
        (["release", "../1.3", "plan"], "V114"),
        (["release", "1.3", "ingen"], "K001"),
        (["release", "1.3", "plan/udgivelser/1.2"], "V117"),
        (["check", "1,2", "--color=never"], "V102"),
        (["check", "seneste", "--color=never"], "V101"),
        (["check", "git:HEAD", "--color=never"], "V103"),
    ] {
        let run = run(&given, &arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(code), "{arguments:?}: {}", run.stderr);
    }
    let run = run(&given, &["build", "1,2"]);
    assert_eq!(run.code, Some(2));
    insta::assert_snapshot!("ukendt-udgivelse", run.stderr);
}

#[test]
fn a_release_that_was_changed_says_so_and_is_not_built() {
    let given = small();
    release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    edit(&frozen, "oekonomi.toml", "# ", "#  ");
    edit(&frozen, "skabelon/parts/formaal.md", "\n", "\n\n");
    fs::remove_file(frozen.join("tabeller/moedesteder.toml")).unwrap();
    put(&frozen, "registre/ekstra.toml", "");
    let run = run(
        &given,
        &["build", "1.2", "--out", "out", "--message-format", "json"],
    );
    assert_eq!(run.code, Some(1));
    assert!(!given.out().exists());
    let told: Vec<String> = run
        .findings()
        .iter()
        .filter(|finding| finding["code"].as_str().unwrap().starts_with('V'))
        .map(|finding| format!("{} {}", finding["code"], finding["message"]))
        .collect();
    insta::assert_snapshot!("aendret-udgivelse", told.join("\n"));
    let codes = codes(&given, "1.2");
    assert!(codes.contains(&"V107".to_owned()), "{codes:?}");
}

/// A list made with an edited release would tell of changes that never were, for others to approve.
#[test]
fn a_release_that_was_changed_is_compared_with_nothing() {
    let given = small();
    release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    edit(&frozen, "oekonomi.toml", "# ", "#  ");
    for arguments in [
        &["diff", "1.2"][..],
        &["diff", "1.2", "--format", "json"],
        &["diff", "1.2", "--format", "markdown"],
        &["diff", "1.2", "--format", "html"],
        &["diff", "1.2", "--docx"],
        &["diff", "./plan", "1.2"],
    ] {
        let run = run(&given, arguments);
        assert_eq!(run.code, Some(1), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("V107"), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_release_keeps_its_own_wording_and_a_broken_template_is_a_finding() {
    let given = small();
    release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    // A template of another day, with its checksum: what an older program would have frozen.
    let old = fs::read_to_string(frozen.join("skabelon/terms.toml")).unwrap();
    replace_frozen(
        &frozen,
        "skabelon/terms.toml",
        &old.replace("\"Indsendt\"", "\"Afsendt\""),
    );
    let draft = run(&given, &["build", "1.2", "--out", "out"]);
    assert_eq!(draft.code, Some(0), "{}", draft.stderr);
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    assert_eq!(manifest["plan"]["status"], "Afsendt");
    let sources = manifest["sources"].as_array().unwrap().iter();
    assert!(
        sources
            .into_iter()
            .any(|file| file["path"] == "skabelon/terms.toml")
    );

    // What an older program did not know yet comes from this one's family.
    replace_frozen(
        &frozen,
        "skabelon/terms.toml",
        "[dokument]\ntabel = \"Skema\"\n",
    );
    assert_eq!(run(&given, &["build", "1.2", "--out", "out"]).code, Some(0));
    for broken in ["dokument = 1\n", "ikke toml"] {
        replace_frozen(&frozen, "skabelon/terms.toml", broken);
        assert_eq!(codes(&given, "1.2"), ["V112"]);
    }
    fs::remove_file(frozen.join("skabelon/terms.toml")).unwrap();
    assert_eq!(codes(&given, "1.2"), ["V108"]);
}

/// Puts another text in place of a frozen one, and its checksum into the record.
fn replace_frozen(frozen: &Path, file: &str, text: &str) {
    let sum = |bytes: &[u8]| helhedsplan::source::sha256(bytes);
    let old = sum(&fs::read(frozen.join(file)).unwrap());
    edit(frozen, "udgivelse.toml", &old, &sum(text.as_bytes()));
    put(frozen, file, text);
}

#[test]
fn what_would_be_frozen_can_be_seen_before() {
    let given = small();
    let shown = run(&given, &["release", "1.2", "--dry-run"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    assert!(
        shown.stderr.contains("Intet er skrevet"),
        "{}",
        shown.stderr
    );
    assert!(!given.plan().join("udgivelser").exists());
    // Just what is frozen then, and where.
    let listed: Vec<String> = shown
        .stdout
        .lines()
        .filter(|line| line.contains("udgivelser"))
        .map(|line| line.replace('\\', "/"))
        .collect();
    release(&given, &["1.2"]);
    let frozen = crate::given::files(&given.plan().join("udgivelser/1.2"));
    assert_eq!(listed.len(), frozen.len(), "{listed:?}");
    for file in frozen {
        assert!(
            listed
                .iter()
                .any(|line| line.ends_with(&format!("udgivelser/1.2/{file}"))),
            "{file}"
        );
    }
}
