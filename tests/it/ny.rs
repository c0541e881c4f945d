//! A new plan: begun in an empty folder, it checks with open points and builds at once.

use std::{fs, path::Path};

use crate::given::{files, program};

/// Begins a plan in `nyt` below a folder, and gives what was said of it.
fn begin(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(folder, &[&["ny", "nyt"], arguments].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = program()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

fn families() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let folders = fs::read_dir(root).unwrap();
    folders
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_plan_of_each_family_has_no_errors_and_is_set_at_once() {
    for family in families() {
        let folder = tempfile::tempdir().unwrap();
        let (code, _, said) = begin(folder.path(), &["--familie", &family]);
        assert_eq!(code, Some(0), "{family}: {said}");
        let at = folder.path().join("nyt");
        let (code, _, said) = run(&at, &["check"]);
        assert_eq!(code, Some(0), "{family}: {said}");
        assert!(said.contains("0 fejl"), "{family}: {said}");
        let (code, _, said) = run(&at, &["build", "-q"]);
        assert_eq!((code, said.as_str()), (Some(0), ""), "{family}");
        let made = files(&at.join("out"));
        assert!(made.iter().any(|name| name.ends_with(".docx")), "{made:?}");
    }
}

#[test]
fn what_is_said_by_flags_stands_in_the_plan_and_is_not_told_as_missing() {
    let folder = tempfile::tempdir().unwrap();
    let flags = [
        "--navn",
        "Øst \"for\" åen",
        "--kommune",
        "Æbletoft Kommune",
        "--organisation",
        "Bo & Byg",
        "--organisation",
        "Sølyst",
        "--omraade",
        "sammenhaengskraft,uddannelse",
        "--fra",
        "2026-09-01",
        "--til",
        "2030-08-31",
    ];
    let (code, out, said) = begin(folder.path(), &flags);
    assert_eq!((code, said.as_str()), (Some(0), ""), "{out}");
    let plan = folder.path().join("nyt/plan");
    let text = |name: &str| fs::read_to_string(plan.join(name)).unwrap();
    let value: toml::Table = toml::from_str(&text("plan.toml")).unwrap();
    assert_eq!(value["navn"].as_str(), Some("Øst \"for\" åen"));
    assert_eq!(value["slug"].as_str(), Some("oest-for-aaen"));
    assert_eq!(value["titel"].as_str(), Some("Helhedsplan 2026–2030"));
    assert_eq!(value["periode"]["til"].to_string(), "2030-08-31");
    // In the rule set's order, whatever order they were asked for in.
    let areas: Vec<&str> = value["delaftaler"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|id| id.as_str())
        .collect();
    assert_eq!(areas, ["uddannelse", "sammenhaengskraft"]);
    assert!(text("registre/parter.toml").contains("navn = \"Bo & Byg\""));
    assert!(run(&folder.path().join("nyt"), &["check"]).0 == Some(0));
}

#[test]
fn what_nobody_said_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, said) = begin(folder.path(), &["--navn", "Nordbyen"]);
    assert!(
        said.contains("--kommune") && said.contains("--fra"),
        "{said}"
    );
    assert!(!said.contains("--navn"), "{said}");
}

#[test]
fn a_folder_that_has_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("nyt")).unwrap();
    fs::write(folder.path().join("nyt/mit.txt"), "mit").unwrap();
    let (code, out, said) = begin(folder.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(said.contains("V134"), "{said}");
    assert_eq!(files(&folder.path().join("nyt")), ["mit.txt"]);
}

#[test]
fn what_cannot_be_begun_is_told_and_nothing_is_written() {
    let wrong: [(&[&str], &str); 6] = [
        (&["--familie", "findes-ikke"], "V135"),
        (&["--omraade", "sundhed"], "V136"),
        (&["--kommune", "Byen", "--organisation", "Byen"], "V137"),
        (&["--fra", "2027-01-01", "--til", "2026-12-31"], "V138"),
        (&["--fra", "1. januar 2027"], "kan ikke stå ved"),
        (&["--til", "2027-02-30"], "kan ikke stå ved"),
    ];
    for (flags, told) in wrong {
        let folder = tempfile::tempdir().unwrap();
        let (code, _, said) = begin(folder.path(), flags);
        assert_eq!(code, Some(2), "{flags:?}: {said}");
        assert!(said.contains(told), "{flags:?}: {said}");
        assert!(!folder.path().join("nyt").exists(), "{flags:?}");
    }
}
