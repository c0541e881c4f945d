//! Several drafts against one version: who changed what, and where two of them say different things of the same.

use helhedsplan::{
    changes::{
        Change, ChangeKind, ChangeList, Concept, Edit, Side,
        drafts::{self, Draft, Entry, Together},
    },
    key::FieldKey,
};
use proptest::prelude::*;
use serde_json::Value;

use super::{
    Version, between,
    laws::{self, Stroke},
    read,
    replay::replay,
    shared,
};
use crate::given::{Given, Run, copy, program, put, repository};

const AGREEMENT: &str = "delaftaler/sammenhaengskraft.toml";
const STRATEGIC: &str = "strategisk-aftale.toml";

/// The small plan in `plan`, and two working copies of it.
fn copies() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let around = given.plan().parent().unwrap().to_owned();
    for name in ["nord", "syd"] {
        copy(&given.plan(), &around.join(name).join("plan"));
    }
    given
}

/// Changes words in one of the copies.
fn edit(given: &Given, copy: &str, file: &str, old: &str, new: &str) {
    let folder = given.plan().parent().unwrap().join(copy).join("plan");
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(old), "{file} has no {old:?}");
    put(&folder, file, text.replacen(old, new, 1));
}

fn diff(given: &Given, arguments: &[&str]) -> Run {
    Run::of(
        program()
            .current_dir(given.plan().parent().unwrap())
            .arg("diff")
            .args(arguments),
    )
}

/// What two groups of followers made of the plan: the same, different things of the same, and things of their own.
fn revised() -> Given {
    let given = copies();
    let title = "Beboerne er mere trygge";
    for (copy, to) in [
        ("nord", "Beboerne er tryggere"),
        ("syd", "Alle er mere trygge"),
    ] {
        edit(
            &given,
            copy,
            "plan.toml",
            "version = \"1.2\"",
            "version = \"1.3\"",
        );
        edit(&given, copy, AGREEMENT, title, to);
        edit(
            &given,
            copy,
            STRATEGIC,
            "holder åbent for beboerne tre dage",
            "holder åbent for beboerne fire dage",
        );
    }
    edit(
        &given,
        "nord",
        "oekonomi.toml",
        "beloeb = 5_000_000",
        "beloeb = 5_120_000",
    );
    edit(
        &given,
        "nord",
        STRATEGIC,
        "Kvartererne er vist i",
        "Kvartererne ses i",
    );
    edit(
        &given,
        "syd",
        STRATEGIC,
        "Kommunens, foreningernes og",
        "Foreningernes, kommunens og",
    );
    edit(&given, "syd", AGREEMENT, "vaerdi = 23", "vaerdi = 25");
    // A goal is gone in one copy, and its indicator has another target in the other.
    let folder = given.plan().parent().unwrap().join("nord/plan");
    let text = std::fs::read_to_string(folder.join(AGREEMENT)).unwrap();
    let from = text
        .find("[[delmaal.indikator]]\nid = \"frivillige\"")
        .unwrap();
    let to = from + text[from..].find("[[delmaal]]").unwrap();
    put(
        &folder,
        AGREEMENT,
        format!("{}{}", &text[..from], &text[to..]),
    );
    given
}

#[test]
fn drafts_are_told_with_what_they_share_and_where_they_differ_first() {
    let told = diff(&revised(), &["plan", "nord/plan", "syd/plan"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    insta::assert_snapshot!("udkast", told.stdout);
    let english = diff(
        &revised(),
        &["plan", "nord/plan", "syd/plan", "--lang", "en"],
    );
    assert!(
        english
            .stdout
            .starts_with("Changes since 1.2 in 2 drafts\n"),
        "{}",
        english.stdout
    );
}

#[test]
fn every_form_of_the_list_of_drafts_tells_the_same() {
    let given = revised();
    let named = ["plan", "nord/plan", "syd/plan"];
    let list = diff(&given, &[&named[..], &["--format", "json"]].concat());
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    let names: Vec<&Value> = list["drafts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["nord", "syd"]);
    assert_eq!(list["clashes"].as_array().unwrap().len(), 2, "{list:#}");
    assert_eq!(list["beside"].as_array().unwrap().len(), 1, "{list:#}");
    let markdown = diff(&given, &[&named[..], &["--format", "markdown"]].concat());
    let sections = list["sections"].as_array().unwrap().iter();
    let changes: Vec<&Value> = sections
        .flat_map(|one| one["changes"].as_array().unwrap())
        .collect();
    let both = changes
        .iter()
        .filter(|change| change["drafts"] == serde_json::json!(["nord", "syd"]));
    assert_eq!(both.count(), 2, "{changes:#?}");
    for change in changes {
        let place = change["place"].as_str().unwrap();
        assert!(
            markdown.stdout.contains(place),
            "{place}: {}",
            markdown.stdout
        );
    }
    // A file is named after the plan and the version that the drafts come from.
    let out = given.out();
    let written = diff(
        &given,
        &[
            &named[..],
            &["--format", "markdown", "--out", out.to_str().unwrap()],
        ]
        .concat(),
    );
    assert_eq!(written.code, Some(0), "{}", written.stderr);
    let file = given.output("eksempelby-udkast-aendringer-fra-1.2.md");
    assert_eq!(String::from_utf8(file).unwrap(), markdown.stdout);
}

#[test]
fn the_list_of_drafts_can_be_of_one_level() {
    let given = revised();
    let told = diff(
        &given,
        &["plan", "nord/plan", "syd/plan", "--godkender", "lbf"],
    );
    assert!(told.stdout.contains("5.120.000"), "{}", told.stdout);
    assert!(!told.stdout.contains("fire dage"), "{}", told.stdout);
    let nobody = diff(
        &given,
        &["plan", "nord/plan", "syd/plan", "--godkender", "kongen"],
    );
    assert_eq!(nobody.code, Some(2), "{}", nobody.stderr);
    assert!(nobody.stderr.contains("C019"), "{}", nobody.stderr);
}

#[test]
fn what_cannot_be_asked_of_several_drafts_is_told() {
    let given = copies();
    for option in [&["--docx"][..], &["--pdf"], &["--format", "html"]] {
        let told = diff(
            &given,
            &[&["plan", "nord/plan", "syd/plan"], option].concat(),
        );
        assert_eq!(told.code, Some(2), "{}", told.stderr);
        assert!(told.stderr.contains("V141"), "{}", told.stderr);
        assert!(
            told.stderr.contains("helhedsplan diff plan nord/plan"),
            "{}",
            told.stderr
        );
    }
    let twice = diff(&given, &["plan", "nord/plan", "syd/plan", "nord/plan/"]);
    assert_eq!(twice.code, Some(2), "{}", twice.stderr);
    assert!(twice.stderr.contains("V142"), "{}", twice.stderr);
    let nowhere = diff(&given, &["plan", "nord/plan", "vest/plan"]);
    assert_eq!(nowhere.code, Some(2), "{}", nowhere.stderr);
    assert!(
        nowhere.stderr.contains("I udkastet »vest«:"),
        "{}",
        nowhere.stderr
    );
    let same = diff(&given, &["plan", "nord/plan", "syd/plan"]);
    assert_eq!(same.code, Some(0), "{}", same.stderr);
    assert_eq!(
        same.stdout.matches("Ingen ændringer").count(),
        2,
        "{}",
        same.stdout
    );
}

#[test]
fn notes_of_each_draft_stand_with_its_changes_and_are_judged() {
    let given = revised();
    let note = |reason: &str| {
        format!("[[aendring]]\nnoegle = \"{STRATEGIC}#organisering\"\nbegrundelse = \"{reason}\"\n")
    };
    let around = given.plan().parent().unwrap().to_owned();
    put(
        &around.join("nord/plan"),
        "aendringsnoter.toml",
        note("Ønsket af afdelingerne"),
    );
    put(
        &around.join("syd/plan"),
        "aendringsnoter.toml",
        note("Flere besøgende"),
    );
    let told = diff(&given, &["plan", "nord/plan", "syd/plan"]);
    for said in [
        "[nord] Begrundelse: Ønsket af afdelingerne",
        "[syd] Begrundelse: Flere besøgende",
    ] {
        assert!(told.stdout.contains(said), "{}", told.stdout);
    }
    assert!(told.stderr.contains("--advarsler"), "{}", told.stderr);
    // What is called editorial and is none is an error, in whichever draft it stands.
    let wrong = note("Sproget") + "redaktionel = true\n";
    put(&around.join("syd/plan"), "aendringsnoter.toml", wrong);
    let told = diff(&given, &["plan", "nord/plan", "syd/plan"]);
    assert_eq!(told.code, Some(1), "{}", told.stderr);
    assert!(told.stderr.contains("I udkastet »syd«:"), "{}", told.stderr);
}

fn together<'a>(
    base: &'a Version,
    new: [&'a Version; 2],
    lists: [&'a ChangeList; 2],
) -> Together<'a> {
    let (plan, template) = base;
    let drafts = new.into_iter().zip(lists).zip(["a", "b"]);
    let drafts = drafts.map(|(((plan, template), list), name)| Draft {
        name,
        version: &plan.meta.version.text,
        template,
        list,
    });
    drafts::together(Side { plan, template }, drafts.collect())
}

fn entries<'t>(all: &'t Together<'_>) -> impl Iterator<Item = &'t Entry> {
    let clashes = all.clashes.iter().chain(&all.beside);
    let sections = all.sections.iter().chain(&all.editorial);
    let clashes = clashes.flat_map(|clash| &clash.entries);
    clashes.chain(sections.flat_map(|(_, entries)| entries))
}

/// What of the version before was changed. What is moved may be told of its neighbours as well; what one draft took out
/// may show what another one let it come from; and a cell that is wider now is told with the row that made it so.
fn touched(change: &Change) -> Option<FieldKey> {
    let key = change.old_key.clone()?;
    let wider = |edit: &Edit| matches!(edit, Edit::Insert { .. } | Edit::Remove(_));
    if change.kind == Concept::CELL && change.edits.iter().any(wider) {
        return None;
    }
    (change.what != ChangeKind::Flyttet).then_some(key)
}

/// Edits, each once, without those that take out what another one takes out with all around it.
fn all_once(edits: Vec<Edit>) -> Vec<Edit> {
    let gone = |edit: &Edit| match edit {
        Edit::Unset(key) | Edit::Remove(key) => Some(key.clone()),
        Edit::Delete(file) => Some(FieldKey::file(file)),
        _ => None,
    };
    let all: Vec<FieldKey> = edits.iter().filter_map(gone).collect();
    let covered = |edit: &Edit| {
        let key = gone(edit);
        key.is_some_and(|key| all.iter().any(|of| *of != key && key.below(of).is_some()))
    };
    let mut out: Vec<Edit> = Vec::new();
    for edit in edits {
        if !covered(&edit) && !out.contains(&edit) {
            out.push(edit);
        }
    }
    out
}

/// Each change of each draft is told once; the order of the drafts means nothing; and what is not said to clash can be
/// done, all of it, to the version before.
fn hold(a: &[Stroke], b: &[Stroke]) {
    let base = read(&shared::plan().plan()).unwrap();
    let (_, one) = laws::edited(shared::plan(), a).unwrap();
    let (_, other) = laws::edited(shared::plan(), b).unwrap();
    let lists = [&one, &other].map(|new| between(&base, new));
    let all = together(&base, [&one, &other], [&lists[0], &lists[1]]);
    for (number, list) in lists.iter().enumerate() {
        let told = entries(&all).flat_map(|entry| &entry.by);
        let told = told.filter(|(draft, _)| *draft == number).count();
        assert_eq!(told, list.changes().count());
    }
    let turned = together(&base, [&other, &one], [&lists[1], &lists[0]]);
    let counts = |all: &Together<'_>| (all.clashes.len(), all.beside.len(), entries(all).count());
    assert_eq!(counts(&all), counts(&turned));
    let own = together(&base, [&one, &one], [&lists[0], &lists[0]]);
    assert_eq!(counts(&own), (0, 0, lists[0].changes().count()));
    if !all.clashes.is_empty() || !all.beside.is_empty() {
        return;
    }
    let edits: Vec<_> = entries(&all)
        .flat_map(|entry| entry.change().edits.clone())
        .collect();
    let merged = shared::plan();
    let edits = all_once(edits);
    // Rows of a data file are compared row by row, and written all at once.
    let data = |edit: &&Edit| matches!(edit, Edit::Set(key, _) if key.path == "fra");
    if edits.iter().filter(data).count() > 1 {
        return;
    }
    replay(&merged, &edits);
    // Drafts may each be sound, and not so together.
    let Some(both) = read(&merged.plan()) else {
        return;
    };
    let list = between(&base, &both);
    let done: Vec<_> = list.changes().filter_map(touched).collect();
    for change in entries(&all).filter_map(|entry| touched(entry.change())) {
        // Or all around it is gone.
        let told = done.iter().any(|of| change.below(of).is_some());
        assert!(told, "{change:?}\n{done:#?}\n{edits:#?}");
    }
}

proptest! {
    #![proptest_config(laws::config(24, "proptest-regressions/changes/drafts.txt"))]

    #[test]
    fn drafts_lose_no_change_and_what_does_not_clash_can_stand(
        a in proptest::collection::vec(any::<Stroke>(), 1..5),
        b in proptest::collection::vec(any::<Stroke>(), 1..5),
    ) {
        hold(&a, &b);
    }
}
