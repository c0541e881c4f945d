//! What changed between two versions: the list, who approves what, and that the list holds all of it.

mod drafts;
mod laws;
mod marks;
mod replay;
mod revision;
mod rows;
mod shared;

use std::{fs, path::Path};

use helhedsplan::{
    build::{self, NoClock},
    changes::{self, ChangeList, Side},
    diag,
    model::Plan,
    template::Template,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    given::{Given, Run, files, program, repository},
    word,
};

/// A plan as it was read.
type Version = (Plan, Template);

fn read(folder: &Path) -> Option<Version> {
    build::read(folder, &mut NoClock).plan
}

fn between(old: &Version, new: &Version) -> ChangeList {
    let [old, new] = [old, new].map(|(plan, template)| Side { plan, template });
    changes::between(old, new)
}

/// The version that was sent, as a plan to work on, with the abbreviations that the plan has since.
fn sent() -> Given {
    let given = Given::of(&repository().join("plan/udgivelser/1.0"));
    let abbreviations = "registre/forkortelser.toml";
    let since = fs::read(repository().join("plan").join(abbreviations)).unwrap();
    let given = given.with(abbreviations, since);
    for path in files(&given.plan()) {
        let of_release = path.starts_with("skabelon/")
            || matches!(path.as_str(), "udgivelse.toml" | "beslutninger.toml");
        if of_release {
            fs::remove_file(given.plan().join(path)).unwrap();
        }
    }
    given
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "sag")]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    hvad: String,
    ret: Vec<Edit>,
    #[serde(default)]
    slet: Vec<String>,
    sti: String,
    niveau: String,
    regel: String,
    #[serde(default)]
    haevet: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    fil: String,
    fra: String,
    til: String,
}

#[test]
fn every_change_is_approved_by_whom_the_template_says() {
    let table: Table = toml::from_str(include_str!("changes/godkendelse.toml")).unwrap();
    assert!(table.cases.len() >= 30);
    let old = read(&sent().plan()).unwrap();
    let mut wrong = Vec::new();
    for case in table.cases {
        let mut given = sent();
        for Edit { fil, fra, til } in &case.ret {
            given = given.edit(fil, fra, til);
        }
        for path in &case.slet {
            fs::remove_file(given.plan().join(path)).unwrap();
        }
        let Some(new) = read(&given.plan()) else {
            wrong.push(format!("{}: the plan cannot be read", case.hvad));
            continue;
        };
        let list = between(&old, &new);
        let got: Vec<(String, String, String, bool)> = list
            .changes()
            .map(|change| {
                let approved = &change.approval;
                let level = approved.level.clone();
                (
                    change.path.clone(),
                    level,
                    approved.rule.clone(),
                    approved.promoted,
                )
            })
            .collect();
        let found: Vec<_> = got
            .iter()
            .filter(|one| one.0.starts_with(&case.sti))
            .collect();
        let expected = |one: &&(String, String, String, bool)| {
            one.1 == case.niveau && one.2 == case.regel && one.3 == case.haevet
        };
        if found.is_empty() || !found.iter().all(expected) {
            wrong.push(format!("{}: {got:?}", case.hvad));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run(given: &Given, arguments: &[&str]) -> Run {
    let around = given.plan();
    Run::of(
        program()
            .current_dir(around.parent().unwrap())
            .args(arguments),
    )
}

/// The small plan with a version that was sent, and a revision of it.
fn revised() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let frozen = run(&given, &["release", "1.2"]);
    assert_eq!(frozen.code, Some(0), "{}", frozen.stderr);
    given
        .edit("plan.toml", "version = \"1.2\"", "version = \"1.3\"")
        .edit("oekonomi.toml", "beloeb = 5_000_000", "beloeb = 5_120_000")
        .edit(
            "strategisk-aftale.toml",
            "har bedt om den.",
            "vil have den.",
        )
}

#[test]
fn the_list_of_the_real_revision_reads_like_this() {
    let run = Run::of(program().current_dir(repository()).args(["diff", "1.0"]));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    insta::assert_snapshot!("aendringsliste", run.stdout);
}

#[test]
fn money_is_told_with_what_follows_from_it() {
    let run = run(&revised(), &["diff", "1.2"]);
    insta::assert_snapshot!("penge", run.stdout);
}

#[test]
fn all_formats_tell_the_same_changes_and_versions_may_be_named_in_all_ways() {
    let given = revised();
    let list = run(&given, &["diff", "1.2", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!((&list["old"], &list["new"]), (&"1.2".into(), &"1.3".into()));
    let sections = list["sections"].as_array().unwrap();
    let changes: Vec<&Value> = sections
        .iter()
        .flat_map(|section| section["changes"].as_array().unwrap())
        .collect();
    assert_eq!(changes.len(), 3);
    let summary = &list["summary"]["levels"];
    assert_eq!(summary["lbf"], 2);
    assert_eq!(summary["sekretariat"], 1);
    let markdown = run(
        &given,
        &[
            "diff",
            "plan/udgivelser/1.2",
            "plan",
            "--format",
            "markdown",
        ],
    );
    for change in &changes {
        assert!(markdown.stdout.contains(change["place"].as_str().unwrap()));
    }
    assert!(
        markdown
            .stdout
            .contains("Kræver LBF's godkendelse: 2 ændringer")
    );
    let same = run(&given, &["diff", "plan", "plan"]);
    assert_eq!(same.code, Some(0));
    assert!(same.stdout.contains("Ingen ændringer"), "{}", same.stdout);
    let nowhere = run(&given, &["diff", "7.7"]);
    assert_eq!(nowhere.code, Some(2), "{}", nowhere.stderr);
}

#[test]
fn a_change_that_needs_a_reason_is_told_until_it_has_one() {
    let given = revised();
    let told = run(&given, &["diff", "1.2", "--advarsler"]);
    assert!(told.stderr.contains("C001"), "{}", told.stderr);
    let given = given.with(
        "aendringsnoter.toml",
        "[[aendring]]\nnoegle = \"oekonomi.toml\"\nbegrundelse = \"Bevillingen er hævet\"\n\n\
         [[aendring]]\nnoegle = \"strategisk-aftale.toml#formaal\"\nbegrundelse = \"Sproget\"\nredaktionel = true\n\n\
         [[aendring]]\nnoegle = \"registre/tal.toml\"\nbegrundelse = \"Rettet\"\n",
    );
    let told = run(&given, &["diff", "1.2", "--advarsler"]);
    assert!(!told.stderr.contains("C001"), "{}", told.stderr);
    assert!(told.stderr.contains("C002"), "{}", told.stderr);
    assert!(told.stdout.contains("Begrundelse: Bevillingen er hævet"));
    // What is called editorial and is none keeps its level.
    assert!(told.stderr.contains("C015"), "{}", told.stderr);
    assert!(
        told.stderr.contains("har bedt om → vil have"),
        "{}",
        told.stderr
    );
    assert_eq!(told.code, Some(1));
    assert!(!told.stdout.contains("Redaktionelle"), "{}", told.stdout);
}

#[test]
fn a_change_with_two_notes_is_told_with_the_places_of_both() {
    let note = |place: &str, reason: &str| {
        format!("[[aendring]]\nnoegle = \"{place}\"\nbegrundelse = \"{reason}\"\n\n")
    };
    let (around, near) = ("oekonomi.toml", "strategisk-aftale.toml#formaal.tekst");
    let once = note(around, "Bevillingen") + &note("strategisk-aftale.toml", "Sproget");
    let given = revised().with("aendringsnoter.toml", &once);
    assert!(
        !run(&given, &["diff", "1.2", "--advarsler"])
            .stderr
            .contains("C005")
    );
    // A note on what stands around has a note on what is in it beside it; the same place twice is one too many.
    let given = given.with(
        "aendringsnoter.toml",
        once.clone() + &note(near, "Rettet") + &note(near, "Rettet igen"),
    );
    let told = run(&given, &["diff", "1.2", "--advarsler"]);
    assert_eq!(told.stderr.matches("C005").count(), 1, "{}", told.stderr);
    for said in [
        "aendringsnoter.toml:14:10",
        "står første gang her",
        "Rettet",
        "saml",
    ] {
        let all = told.stderr.clone() + &told.stdout;
        assert!(all.contains(said), "{said}: {all}");
    }
    assert!(
        told.stdout.contains("Begrundelse: Rettet\n"),
        "{}",
        told.stdout
    );
    // By its id and by its number it is the same line.
    let list = run(&given, &["diff", "1.2", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    let sections = list["sections"].as_array().unwrap().iter();
    let mut changes = sections.flat_map(|section| section["changes"].as_array().unwrap());
    let money = changes.find(|change| change["path"].as_str().unwrap().starts_with(around));
    let by_id = money.unwrap()["path"].as_str().unwrap();
    let given = given.with(
        "aendringsnoter.toml",
        note(by_id, "Bevillingen") + &note("oekonomi.toml#post.0.beloeb", "Hævet"),
    );
    let told = run(&given, &["diff", "1.2", "--advarsler", "--lang", "en"]);
    assert!(
        told.stderr.contains("the change has two notes"),
        "{}",
        told.stderr
    );
}

/// The keys that changed between two plans, each with what happened to it.
fn told(from: &Given, to: &Given) -> Vec<(String, String)> {
    let (from, to) = (from.plan(), to.plan());
    let told = Run::of(
        program()
            .args(["diff", "--format", "json"])
            .args([from, to]),
    );
    let list: Value = serde_json::from_str(&told.stdout).unwrap();
    let sections = list["sections"].as_array().unwrap().iter();
    let changes = sections.flat_map(|section| section["changes"].as_array().unwrap());
    let told = changes.map(|change| {
        let word = |key: &str| change[key].as_str().unwrap().to_owned();
        (
            word("path").rsplit('#').next().unwrap().to_owned(),
            word("what"),
        )
    });
    told.collect()
}

#[test]
fn target_groups_of_an_activitys_own_take_away_those_of_the_shared_text() {
    let old = shared::plan();
    let agreement = "delaftaler/sammenhaengskraft.toml";
    let uses = "med = { emne = \"naboskab\" }";
    let own = format!("{uses}\nmaalgruppe = {{ primaer = \"Nye naboer.\" }}");
    let new = shared::plan().edit(agreement, uses, &own);
    let group = |name: &str, what: &str| {
        (
            format!("aktivitet.netvaerk.maalgruppe.{name}"),
            what.to_owned(),
        )
    };
    let own = [group("primaer", "aendret"), group("sekundaer", "fjernet")];
    assert_eq!(told(&old, &new), own);
    let shared = [group("primaer", "aendret"), group("sekundaer", "tilfoejet")];
    assert_eq!(told(&new, &old), shared);
}

#[test]
fn a_shared_text_that_became_an_activitys_own_is_another_if_it_names_parameters() {
    let agreement = "delaftaler/sammenhaengskraft.toml";
    let uses = "med = { emne = \"naboskab\" }";
    for (key, words, changes) in [
        ("indledning", shared::FIRST, true),
        ("formaal", shared::SECOND, false),
        ("ansvar", "Alle er med.", false),
    ] {
        let own = format!("{uses}\n{key} = \"{words}\"");
        let plan =
            || shared::plan().edit("faelles/netvaerk.toml", "Sekretariatet.", "Alle er med.");
        let old = plan();
        let new = plan().edit(agreement, uses, &own);
        let change = (format!("aktivitet.netvaerk.{key}"), "aendret".to_owned());
        let expected = Vec::from_iter(changes.then_some(change));
        assert_eq!(told(&old, &new), expected);
        assert_eq!(told(&new, &old), expected);
    }
}

#[test]
fn warnings_are_counted_unless_they_are_asked_for() {
    let given = revised();
    let told = run(&given, &["diff", "1.2"]);
    assert!(!told.stderr.contains("C001"), "{}", told.stderr);
    assert!(told.stderr.contains("--advarsler viser"), "{}", told.stderr);
    assert!(told.stdout.contains("5.120.000"), "{}", told.stdout);
}

#[test]
fn a_list_may_hold_what_one_level_approves_in_every_form() {
    let given = revised();
    let all = run(&given, &["diff", "1.2", "--format", "json"]);
    let paths = |list: &str, level: Option<&str>| -> Vec<String> {
        let list: Value = serde_json::from_str(list).unwrap();
        let sections = list["sections"].as_array().unwrap().iter();
        let changes = sections.flat_map(|section| section["changes"].as_array().unwrap());
        let changes = changes.filter(|change| level.is_none_or(|level| change["level"] == level));
        changes
            .map(|change| change["path"].as_str().unwrap().to_owned())
            .collect()
    };
    for (level, summary) in [
        ("lbf", "Kræver LBF"),
        ("sekretariat", "Kan besluttes af sekretariatet"),
    ] {
        let expected = paths(&all.stdout, Some(level));
        assert!(!expected.is_empty());
        let asked = |more: &[&str]| {
            run(
                &given,
                &[&["diff", "1.2", "--godkender", level], more].concat(),
            )
        };
        assert_eq!(paths(&asked(&["--format", "json"]).stdout, None), expected);
        for form in ["human", "markdown"] {
            let list = asked(&["--format", form]).stdout;
            let others = [
                "Kræver LBF",
                "Kræver bestyrelsen",
                "Kan besluttes af sekretariatet",
            ];
            for other in others {
                assert_eq!(list.contains(other), other == summary, "{other}: {list}");
            }
        }
        let page = asked(&["--format", "html", "--out", "out"]);
        assert_eq!(page.code, Some(0), "{}", page.stderr);
        let name = files(&given.out())
            .into_iter()
            .find(|file| file.ends_with(".html"));
        let page = String::from_utf8(given.output(&name.unwrap())).unwrap();
        assert!(page.contains(summary) && !page.contains("<fieldset"));
    }
    let unknown = run(&given, &["diff", "1.2", "--godkender", "formanden"]);
    assert_eq!(unknown.code, Some(2));
    for said in ["C019", "lbf, bestyrelse, sekretariat"] {
        assert!(unknown.stderr.contains(said), "{}", unknown.stderr);
    }
}

#[test]
fn the_marked_documents_are_written_beside_the_list() {
    let given = revised();
    let run = run(&given, &["diff", "1.2", "--docx", "--pdf", "--out", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = files(&given.out());
    for ending in [
        "-aendringer-fra-1.2.txt",
        "-aendringer.docx",
        "-aendringer.pdf",
    ] {
        assert!(
            written.iter().any(|file| file.ends_with(ending)),
            "{written:?}"
        );
    }
}

#[test]
fn the_marked_documents_of_a_plan_that_fails_its_checks_say_so_on_every_page() {
    let sound = revised();
    let failing = revised().edit("oekonomi.toml", "beloeb = 5_120_000", "beloeb = 51_200_000");
    let asked = [
        "diff", "1.2", "--docx", "--pdf", "--format", "html", "--out", "out",
    ];
    let said = "består ikke kontrollen";
    for (given, code) in [(sound, 0), (failing, 1)] {
        let run = run(&given, &asked);
        assert_eq!(run.code, Some(code), "{}", run.stderr);
        assert_eq!(
            run.stderr.contains("Planen består ikke"),
            code == 1,
            "{}",
            run.stderr
        );
        let written = files(&given.out());
        let file = |ending: &str| {
            let name = written.iter().find(|file| file.ends_with(ending));
            given.output(name.unwrap())
        };
        // The running header stands on every page but the cover, which has a line of its own.
        let word = file("1.3-aendringer.docx");
        let header = word::part(&word, "word/header2.xml");
        let paragraphs = word::paragraphs(&word);
        let cover = paragraphs.iter().take(15).any(|words| words.contains(said));
        assert_eq!(cover, code == 1, "{paragraphs:?}");
        let page = String::from_utf8(file("1.3-aendringer.html")).unwrap();
        assert_eq!(header.contains(said), code == 1, "{header}");
        assert_eq!(page.contains(said), code == 1);
        // The list alone marks nothing.
        let list = self::run(&given, &["diff", "1.2"]);
        assert_eq!(list.code, Some(0), "{}", list.stderr);
    }
}

#[test]
fn web_pages_hold_the_list_and_both_versions() {
    let given = revised();
    let asked = ["diff", "1.2", "--format", "html", "--out", "out"];
    let one = run(&given, &asked);
    assert_eq!(one.code, Some(0), "{}", one.stderr);
    let name = files(&given.out());
    let name = name.iter().find(|file| file.ends_with("-aendringer.html"));
    let page = String::from_utf8(given.output(name.unwrap())).unwrap();
    for word in ["Kræver LBF", "<ins", "<del", "5.120.000"] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains("></a>"), "a link without words");
    let two = run(&given, &[&asked[..], &["--side-om-side"]].concat());
    assert_eq!(two.code, Some(0), "{}", two.stderr);
    let beside = String::from_utf8(given.output(name.unwrap())).unwrap();
    assert_ne!(page, beside);
}

#[derive(Deserialize)]
struct Pairs {
    par: Vec<Pair>,
}

/// A change that its author calls editorial, and whether it is.
#[derive(Deserialize)]
struct Pair {
    hvad: String,
    fil: Option<String>,
    sti: Option<String>,
    fra: String,
    til: String,
    redaktionel: bool,
    siger: Option<String>,
}

impl Pair {
    /// Both versions, and the path of the change.
    fn versions(&self) -> ([Given; 2], String) {
        if let (Some(file), Some(path)) = (&self.fil, &self.sti) {
            let small = || Given::of(&repository().join("tests/cases/lille/plan"));
            return (
                [small(), small().edit(file, &self.fra, &self.til)],
                path.clone(),
            );
        }
        let prose = |text: &str| {
            let text = format!("[formaal]\ntekst = '''\n{text}\n'''\n");
            Given::smallest().with("strategisk-aftale.toml", text)
        };
        let path = "strategisk-aftale.toml#formaal.tekst".to_owned();
        ([prose(&self.fra), prose(&self.til)], path)
    }

    /// What is wrong about how the pair is judged.
    fn judged(&self) -> Option<String> {
        let ([old, new], path) = self.versions();
        let file = path.split('#').next().unwrap();
        let note = format!(
            "[[aendring]]\nnoegle = \"{file}\"\nbegrundelse = \"Sproget\"\nredaktionel = true\n"
        );
        let new = new.with("aendringsnoter.toml", note);
        let [before, after] = [&old, &new].map(|given| read(&given.plan()));
        let (Some(before), Some(after)) = (before, after) else {
            return Some(format!("{}: the plan cannot be read", self.hvad));
        };
        let list = between(&before, &after);
        let changes: Vec<_> = list
            .changes()
            .filter(|one| one.path.starts_with(&path))
            .collect();
        // What differs in the source alone is no change at all.
        let editorial = changes.iter().all(|change| change.editorial);
        let sources = build::read(&new.plan(), &mut NoClock).sources;
        let found = list.diagnostics(&sources).into_iter();
        let found = found.filter(|finding| finding.severity() == diag::Severity::Fejl);
        let said: Vec<String> = found
            .map(|finding| diag::say(finding.code, diag::Lang::Da, &finding.args))
            .collect();
        let said = said.join("; ");
        let told = self
            .siger
            .as_ref()
            .is_none_or(|word| said.contains(word.as_str()));
        let right = editorial == self.redaktionel && (editorial || told && !said.is_empty());
        (!right).then(|| format!("{}: editorial: {editorial}, said: {said}", self.hvad))
    }
}

#[test]
fn editorial_is_what_changes_no_word_that_carries_meaning() {
    let pairs: Pairs = toml::from_str(include_str!("changes/redaktionel.toml")).unwrap();
    let editorial = pairs.par.iter().filter(|pair| pair.redaktionel).count();
    assert!(pairs.par.len() >= 60 && editorial >= 30);
    let wrong: Vec<String> = pairs.par.iter().filter_map(Pair::judged).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        pairs.par.len(),
        wrong.join("\n")
    );
}
