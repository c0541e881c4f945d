//! Key figures and half-yearly status: the files, what they say, and that the plan's own documents say none of it.

use std::fs;

use crate::given::{Given, Run, files, program, repository};

/// Runs a report on the real plan.
fn report(given: &Given, arguments: &[&str]) -> Run {
    let mut command = program();
    let run = command.arg("report").args(arguments).arg("--out");
    Run::of(run.arg(given.out()).current_dir(repository()))
}

/// What a page says, without its tags.
fn words(given: &Given, name: &str) -> String {
    let page = String::from_utf8(given.output(name)).unwrap();
    let main = page.split_once("<main").unwrap().1;
    let parts = main.split('<').map(|part| part.split_once('>').unwrap().1);
    let words = parts.collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_status_of_a_half_year_comes_in_three_forms_that_say_it_is_an_example() {
    let given = Given::smallest();
    let run = report(&given, &["status", "2022-1"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    assert_eq!(names.len(), 3, "{names:?}");
    let page = names.iter().find(|name| name.ends_with(".html")).unwrap();
    let words = words(&given, page);
    for said in [
        "Halvårlig status 2022-1",
        "Eksempeldata",
        "● Nået",
        "→ I gang",
        "over tiden",
    ] {
        assert!(words.contains(said), "{said}");
    }
    assert!(
        run.stderr.ends_with("Færdig: 0 fejl, 0 advarsler\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn key_figures_tell_better_from_worse_in_words_and_by_shape() {
    let given = Given::smallest();
    let run = report(&given, &["noegletal", "--format", "html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    let words = words(&given, &names[0]);
    for said in [
        "● Bedre",
        "○ Dårligere",
        "Baseline",
        "Eksempeldata",
        "Den årlige opfølgning",
    ] {
        assert!(words.contains(said), "{said}");
    }
}

#[test]
fn a_report_made_twice_has_the_same_bytes() {
    for arguments in [&["noegletal"][..], &["status", "2022-1"]] {
        let (first, second) = (Given::smallest(), Given::smallest());
        assert_eq!(report(&first, arguments).code, Some(0));
        assert_eq!(report(&second, arguments).code, Some(0));
        for name in files(&first.out()) {
            assert!(first.output(&name) == second.output(&name), "{name}");
        }
    }
}

#[test]
fn a_half_year_without_a_status_is_told_with_those_there_are() {
    let given = Given::smallest();
    let run = report(&given, &["status", "2023-2"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("M016"), "{}", run.stderr);
    assert!(run.stderr.contains("2022-1"), "{}", run.stderr);
    assert!(!given.out().exists());
}

#[test]
fn a_forgotten_activity_is_told_and_an_open_milestone_moves_on() {
    let given = Given::of(&repository().join("plan"));
    let first = fs::read_to_string(given.plan().join("status/2022-1.toml")).unwrap();
    // The next half-year tells of one activity, and nothing of its open milestone.
    let given = given.with(
        "status/2022-2.toml",
        "dato = 2023-02-01\neksempel = true\n\n[[aktivitet]]\ndelaftale = \"uddannelse\"\n\
         id = \"lektiecafe\"\nudfoert = \"Der har været åbent hver uge.\"\n",
    );
    assert!(first.contains("15 frivillige er knyttet til caféerne"));
    let plan = given.plan();
    let run = report(
        &given,
        &[
            "status",
            "2022-2",
            plan.to_str().unwrap(),
            "--format",
            "html",
        ],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for code in ["M017", "M018"] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    let words = words(&given, &files(&given.out())[0]);
    assert!(words.contains("15 frivillige er knyttet til caféerne"));
    assert!(words.contains("ikke omtalt i dette halvår"));
}

#[test]
fn a_wrong_reference_in_a_status_is_found_by_check_and_one_to_the_plan_leads_there() {
    let status = "status/2022-1.toml";
    let name = "{{ part.ungekontakten }}";
    let check = |words: &str| {
        let given = Given::of(&repository().join("plan")).edit(status, name, words);
        let mut command = program();
        command.arg("check").arg(given.plan());
        (Run::of(command.args(["--format", "github"])), given)
    };
    let of = |given: &Given| {
        let plan = given.plan();
        let plan = plan.to_str().unwrap();
        report(given, &["status", "2022-1", plan, "--format", "html"])
    };
    for (words, code) in [
        ("{{ part.ungekontakt }}", "P001"),
        ("{{ tabel.ingen | henvis }}", "P001"),
        ("ungekontakten[^ingen]", "P004"),
    ] {
        let (told, given) = check(words);
        assert_eq!(told.code, Some(1), "{words}: {}", told.stdout);
        let line = told.stdout.lines().find(|line| line.contains(code));
        let line = line.unwrap_or_else(|| panic!("{words}: {}", told.stdout));
        assert!(line.contains("status/2022-1.toml,line=25"), "{line}");
        // The report says the same.
        let run = of(&given);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains(code), "{}", run.stderr);
    }
    let (told, given) = check("skolen, jf. {{ tabel.kriminalitet-haervaerk | henvis }}");
    assert_eq!(told.code, Some(0), "{}", told.stdout);
    let run = of(&given);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let words = words(&given, &files(&given.out())[0]);
    assert!(words.contains("jf. tabel"), "{words}");
}

#[test]
fn the_plan_itself_shows_nothing_that_is_followed_up() {
    let given = Given::of(&repository().join("plan"));
    // The manifest names every file that was read; it is no document.
    let documents = |given: &Given| -> Vec<(String, Vec<u8>)> {
        assert_eq!(given.build(&[]).code, Some(0));
        let names = files(&given.out()).into_iter();
        let names = names.filter(|name| name != "manifest.json");
        names
            .map(|name| (name.clone(), given.output(&name)))
            .collect()
    };
    let with = documents(&given);
    for folder in ["maalinger", "status"] {
        fs::remove_dir_all(given.plan().join(folder)).unwrap();
    }
    for ((name, with), (_, without)) in with.iter().zip(documents(&given)) {
        assert!(*with == without, "{name} shows what is followed up");
    }
}

/// The release as an older program froze it, which knew nothing of reports on what is followed up.
fn aged() -> Given {
    let given = Given::of(&repository().join("plan/udgivelser/1.0"));
    let read = |name: &str| fs::read_to_string(given.plan().join(name)).unwrap();
    let (terms, record) = (read("skabelon/terms.toml"), read("udgivelse.toml"));
    let later = ["[opfoelgning", "[rapporttabeller.kvalitet-maaltal"];
    let mut kept = true;
    let old: String = terms
        .split_inclusive('\n')
        .filter(|line| {
            if line.starts_with('[') {
                kept = later.iter().all(|table| !line.starts_with(table));
            }
            kept
        })
        .collect();
    assert!(old.len() < terms.len());
    let sums = [&terms, &old].map(|text| helhedsplan::source::sha256(text.as_bytes()));
    assert!(record.contains(&sums[0]));
    let put = |name: &str, text: &str| fs::write(given.plan().join(name), text).unwrap();
    put("skabelon/terms.toml", &old);
    put("udgivelse.toml", &record.replace(&sums[0], &sums[1]));
    given
}

#[test]
fn a_release_from_before_these_reports_still_builds() {
    let given = aged();
    let mut command = program();
    let run = command
        .arg("build")
        .arg(given.plan())
        .args(["--format", "docx", "--out"]);
    let run = Run::of(run.arg(given.out()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        files(&given.out())
            .iter()
            .any(|name| name.ends_with("1.0.docx"))
    );
}
