//! What stands on the disk after a run: everything new or nothing, readable for whom its owner wants, under its own name.

use std::{fs, path::Path};

use crate::given::{Given, MEETING, Run, files, program, put, repository};

/// What a run that was killed leaves behind.
fn left(folder: &Path) -> std::path::PathBuf {
    let left = folder.join(".helhedsplan-x1y2z3");
    put(&left, "ny/plan.toml", "");
    put(&left, ".gitignore", "*\n");
    left
}

fn release(given: &Given) -> Run {
    let mut release = program();
    Run::of(release.args(["release", "1.0"]).arg(given.plan()))
}

#[test]
fn what_a_killed_run_left_is_gone_after_the_next() {
    let given = Given::smallest();
    let (out, releases) = (left(&given.out()), left(&given.plan().join("udgivelser")));
    assert_eq!(given.build(&[]).code, Some(0));
    assert!(!out.exists());
    assert_eq!(release(&given).code, Some(0));
    assert!(!releases.exists());
    let frozen = files(&given.plan().join("udgivelser"));
    let strange = |path: &&String| path.contains(".helhedsplan") || path.contains("gitignore");
    assert_eq!(frozen.iter().find(strange), None);
}

#[cfg(unix)]
#[test]
fn files_are_for_those_whom_the_umask_lets_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (umask, file, folder) in [
        ("077", 0o600, 0o700),
        ("027", 0o640, 0o750),
        ("022", 0o644, 0o755),
    ] {
        let given = Given::smallest();
        let run = |words: &str| {
            let mut shell = std::process::Command::new("sh");
            let line = format!("umask {umask}; exec \"$0\" {words} \"$@\"");
            shell.args(["-c", &line]).arg(program().get_program());
            Run::of(shell.arg(given.plan()).current_dir(given.plan()))
        };
        let built = run("build --out ../out");
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        for name in files(&given.out()) {
            assert_eq!(mode(&given.out().join(&name)), file, "{umask}: {name}");
        }
        assert_eq!(run("release 1.0").code, Some(0));
        let frozen = given.plan().join("udgivelser/1.0");
        assert_eq!(mode(&frozen), folder, "{umask}");
        assert_eq!(mode(&frozen.join("plan.toml")), file, "{umask}");
        assert_eq!(mode(&frozen.join("skabelon/parts")), folder, "{umask}");
    }
}

/// `å` as a Mac writes it, and as others do.
const WAYS: [[&str; 2]; 2] = [["a\u{30a}", "\u{e5}"], ["\u{e5}", "a\u{30a}"]];

/// The small plan with a picture, rows of data and a meeting's paper, all of them in files with an å.
fn with_rings(on_disk: &str, named: &str) -> Given {
    let sheet = fs::read(repository().join("plan/moeder/bilag/budgetark.pdf")).unwrap();
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let picture = fs::read(given.plan().join("assets/kort.png")).unwrap();
    given
        .edit(
            "bilag/kort.toml",
            "assets/kort.png",
            &format!("assets/{named}r/k{named}rt.png"),
        )
        .edit(
            "tabeller/fritidstilbud.toml",
            "data/fritidstilbud.csv",
            &format!("data/{named}r.csv"),
        )
        .with(&format!("assets/{on_disk}r/k{on_disk}rt.png"), picture)
        .with(&format!("moeder/bilag/{on_disk}r.pdf"), sheet)
        .with(
            "moeder/moede.toml",
            format!("{MEETING}{}", ITEMS.replace("RING", named)),
        )
}

/// What the meeting is about.
const ITEMS: &str = r#"sammenfatning = "Budgettet følges."

[[punkt]]
id = "budget"
titel = "Budget"
slags = "orientering"
sagsfremstilling = "Budgettet følges."
bilag = [{ slags = "fil", fil = "moeder/bilag/RINGr.pdf", titel = "Budgetark" }]
"#;

#[test]
fn a_file_is_found_however_its_name_writes_an_aa() {
    for [on_disk, named] in WAYS {
        let given = with_rings(on_disk, named);
        let data = given.plan().join("data");
        fs::rename(
            data.join("fritidstilbud.csv"),
            data.join(format!("{on_disk}r.csv")),
        )
        .unwrap();
        let built = given.build(&[]);
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        assert_eq!(release(&given).code, Some(0));
        assert_eq!(
            Run::of(
                program()
                    .args(["check"])
                    .arg(given.plan().join("udgivelser/1.0"))
            )
            .code,
            Some(0)
        );
        let meeting = given.plan().join("moeder/moede.toml");
        let packed = Run::of(
            program()
                .arg("pack")
                .arg(meeting)
                .arg("--out")
                .arg(given.out()),
        );
        assert_eq!(packed.code, Some(0), "{}", packed.stderr);
    }
}

#[test]
fn two_files_that_only_a_ring_tells_apart_are_a_finding() {
    let given = with_rings("\u{e5}", "\u{e5}")
        .with("data/\u{e5}r.csv", "")
        .with("data/a\u{30a}r.csv", "");
    if files(&given.plan().join("data")).len() < 4 {
        // This file system takes both for one.
        return;
    }
    let built = given.build(&["--message-format", "json"]);
    assert_eq!(built.code, Some(1));
    let told = built.findings();
    let twice = told.iter().find(|finding| finding["code"] == "K025");
    let place = &twice.unwrap()["places"][0]["file"];
    assert_eq!(place, "tabeller/fritidstilbud.toml");
}

/// All text files of a plan as git for Windows writes them.
fn with_windows_lines(folder: &Path) {
    for file in files(folder) {
        let bytes = fs::read(folder.join(&file)).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            put(folder, &file, text.replace('\n', "\r\n"));
        }
    }
}

#[test]
fn a_plan_with_the_line_ends_of_windows_is_the_same_plan() {
    for plan in ["lille", "udviklingsplan", "fire-parter", "et-omraade"] {
        let plan = Given::of(&repository().join(format!("tests/cases/{plan}/plan")));
        let unix = plan.build(&["--format", "pdf,docx,html,md"]);
        assert_eq!(unix.code, Some(0), "{}", unix.stderr);
        let outputs = |given: &Given| -> Vec<(String, Vec<u8>)> {
            // The manifest names the checksums of the files that were read.
            let names = files(&given.out())
                .into_iter()
                .filter(|name| name != "manifest.json");
            names
                .map(|name| (name.clone(), given.output(&name)))
                .collect()
        };
        let first = outputs(&plan);
        with_windows_lines(&plan.plan());
        let windows = plan.build(&["--format", "pdf,docx,html,md"]);
        assert_eq!((windows.code, windows.stderr), (Some(0), unix.stderr));
        for ((name, bytes), (_, other)) in first.iter().zip(outputs(&plan)) {
            assert!(*bytes == other, "{name}");
        }
    }
}

#[test]
fn git_is_told_to_keep_a_release_and_what_it_rewrote_is_told_once() {
    let given = Given::smallest();
    assert_eq!(release(&given).code, Some(0));
    let releases = given.plan().join("udgivelser");
    let kept = fs::read_to_string(releases.join(".gitattributes")).unwrap();
    assert!(kept.contains("\n* -text\n"), "{kept}");
    with_windows_lines(&releases.join("1.0"));
    let check = |code: i32| {
        let mut check = program();
        let run = Run::of(
            check
                .arg("check")
                .arg(releases.join("1.0"))
                .args(["--format", "json"]),
        );
        assert_eq!(run.code, Some(code), "{}", run.stderr);
        run.stdout
    };
    let told = check(1);
    assert_eq!(told.matches("V133").count(), 1, "{told}");
    assert!(
        !told.contains("V107") && told.contains("core.autocrlf"),
        "{told}"
    );
    // What was changed otherwise, too, is told as that.
    let text = fs::read_to_string(releases.join("1.0/plan.toml")).unwrap();
    put(&releases, "1.0/plan.toml", text + "\r\n# mere\r\n");
    let told = check(1);
    assert_eq!(told.matches("V107").count(), 1, "{told}");
}
