//! The command line: exit codes, what is written where, and how it is told.

use std::fs;

use serde_json::Value;

use crate::given::{Given, Run, files, folders, program, repository};

const OUTPUTS: [&str; 3] = ["byhaven-0.1.docx", "byhaven-0.1.pdf", "manifest.json"];

#[test]
fn a_build_writes_both_documents_and_the_manifest_and_says_so() {
    let given = Given::smallest();
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(files(&given.out()), OUTPUTS);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let [pdf, docx, manifest] = lines.as_slice() else {
        panic!("{}", run.stdout)
    };
    assert!(pdf.contains("byhaven-0.1.pdf (4 sider, "), "{pdf}");
    assert!(docx.contains("byhaven-0.1.docx (4 sider, "), "{docx}");
    assert!(manifest.contains("manifest.json ("), "{manifest}");
    assert_eq!(run.stderr, "Færdig: 0 fejl, 0 advarsler\n");
}

#[test]
fn one_format_can_be_asked_for() {
    for (format, name) in [("pdf", OUTPUTS[1]), ("docx", OUTPUTS[0])] {
        let given = Given::smallest();
        assert_eq!(given.build(&["--format", format]).code, Some(0));
        assert_eq!(files(&given.out()), [name, "manifest.json"]);
    }
}

#[test]
fn quiet_says_nothing_but_errors() {
    let given = Given::smallest().with("ukendt.toml", "");
    let run = given.build(&["-q"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
    let run = given
        .edit("plan.toml", "\"kommunen\"", "\"komunen\"")
        .build(&["-q"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(
        run.stderr.contains("R002") && !run.stderr.contains("S007"),
        "{}",
        run.stderr
    );
}

#[test]
fn json_lines_have_the_documented_shape() {
    let given = Given::smallest().with("ukendt.toml", "");
    let lines = given.build(&["--message-format", "json"]).lines();
    let reasons: Vec<&Value> = lines.iter().map(|line| &line["reason"]).collect();
    assert_eq!(reasons, ["finding", "file", "file", "file", "finished"]);
    let finding = &lines[0]["finding"];
    assert_eq!(
        keys(finding),
        ["code", "help", "message", "places", "severity"]
    );
    assert_eq!(keys(&finding["places"][0]), ["column", "file", "line"]);
    assert_eq!(finding["severity"], "advarsel");
    for (line, name) in lines[1..4].iter().zip([OUTPUTS[1], OUTPUTS[0], OUTPUTS[2]]) {
        assert_eq!(keys(line), ["bytes", "pages", "path", "reason"]);
        let path = given.out().join(name);
        assert_eq!(line["path"], path.to_str().unwrap());
        assert_eq!(line["bytes"], fs::metadata(path).unwrap().len());
    }
    assert_eq!(
        lines[4],
        serde_json::json!({ "reason": "finished", "success": true })
    );

    let run = given
        .edit(
            "plan.toml",
            "delaftaler = []",
            "delaftaler = [\"x\", \"x\"]",
        )
        .build(&["--message-format", "json"]);
    assert_eq!(run.stderr, "");
    let lines = run.lines();
    let twice = lines
        .iter()
        .find(|line| line["finding"]["code"] == "R003")
        .unwrap();
    assert_eq!(
        keys(&twice["finding"]["places"][1]),
        ["column", "file", "line", "text"]
    );
    assert_eq!(lines.last().unwrap()["success"], false);
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn messages_can_be_had_in_english() {
    let given = Given::smallest().edit("plan.toml", "\"kommunen\"", "\"komunen\"");
    let run = given.build(&["--lang", "en"]);
    assert!(
        run.stderr
            .contains("error[R002]: there is no party `komunen`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
    assert!(
        run.stderr
            .ends_with("Nothing was written: 2 errors, 0 warnings\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_draft_differs_from_the_final_document() {
    let given = Given::smallest().edit("plan.toml", "slug =", "note = \"Husk datoen\"\nslug =");
    let built = |arguments: &[&str]| {
        assert_eq!(given.build(arguments).code, Some(0));
        [given.output(OUTPUTS[0]), given.output(OUTPUTS[1])]
    };
    let (last, draft) = (built(&[]), built(&["--draft"]));
    assert!(last[0] != draft[0] && last[1] != draft[1]);
    assert_eq!(last, built(&[]));
}

#[test]
fn timings_name_each_stage() {
    let run = Given::smallest().build(&["--timings"]);
    for stage in [
        "read", "shapes", "lower", "compose", "layout", "pdf", "docx", "write",
    ] {
        let told = run
            .stderr
            .lines()
            .any(|line| line.trim_start().starts_with(stage) && line.trim_end().ends_with("ms"));
        assert!(told, "{stage}: {}", run.stderr);
    }
}

#[test]
fn what_keeps_the_program_from_running_exits_with_2() {
    let given = Given::smallest();
    let missing = given.plan().join("nowhere");
    let run = Run::of(program().arg("build").arg(&missing));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("findes ikke"), "{}", run.stderr);
    let run = Run::of(
        program()
            .args(["build", "--message-format", "json"])
            .arg(&missing),
    );
    assert_eq!(
        (run.code, run.findings()[0]["code"].as_str()),
        (Some(2), Some("K001"))
    );
    assert_eq!(Run::of(program().arg("byg")).code, Some(2));
    assert_eq!(
        Run::of(program().args(["build", "--format", "odt"])).code,
        Some(2)
    );
    assert_eq!(Run::of(program().arg("--version")).code, Some(0));
}

/// The smallest plan with a command run on it, or in a folder of it.
fn told(given: &Given, folder: &str, arguments: &[&str]) -> Run {
    let mut command = program();
    Run::of(
        command
            .current_dir(given.plan().join(folder))
            .args(arguments),
    )
}

#[test]
fn the_plan_is_found_from_its_own_folder_and_those_in_it() {
    let given = Given::smallest();
    for folder in ["..", ".", "registre"] {
        let run = told(&given, folder, &["check"]);
        assert_eq!(run.code, Some(0), "{folder}: {}", run.stderr);
        assert!(run.stderr.contains("0 fejl, 0 advarsler"), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_plan_is_told_and_nothing_made_of_it() {
    let given = Given::smallest();
    for (arguments, code, exit) in [
        (["schema", "nosuch"], "K001", 2),
        (["check", "plan.toml"], "V129", 2),
        (["pack", "moeder/nej.toml"], "V127", 2),
    ] {
        let run = told(&given, ".", &arguments);
        assert_eq!(run.code, Some(exit), "{}", run.stderr);
        assert!(run.stderr.contains(code), "{}", run.stderr);
    }
    assert!(!given.plan().join("nosuch").exists());
    let run = told(&given, ".", &["diff", ".", ".", "--side-om-side"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--format html"), "{}", run.stderr);
}

#[test]
fn a_file_whose_name_an_editor_added_to_is_told_and_nothing_that_follows() {
    let given = Given::smallest()
        .with("registre/kvarterer.toml.txt", "")
        .edit(
            "strategisk-aftale.toml",
            "Planen samler",
            "{{ kvarter.nord.navn }} samler",
        );
    let run = given.build(&["--message-format", "json"]);
    let codes: Vec<Value> = run.findings().iter().map(|f| f["code"].clone()).collect();
    assert_eq!(codes, ["V126"]);
    let help = run.findings()[0]["help"].to_string();
    assert!(help.contains("kvarterer.toml"), "{help}");
}

#[test]
#[cfg(target_os = "linux")]
fn words_that_nobody_gets_are_no_success() {
    for arguments in [&["explain", "B001"][..], &["--help"], &["help", "build"]] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let code = program()
            .args(arguments)
            .stdout(full)
            .status()
            .unwrap()
            .code();
        assert_eq!(code, Some(2), "{arguments:?}");
    }
}

#[test]
fn outputs_that_cannot_be_written_leave_earlier_ones_whole() {
    // A folder stands where the manifest, the last file, is to be.
    let given = Given::smallest();
    fs::create_dir_all(given.out().join("manifest.json")).unwrap();
    fs::write(given.out().join(OUTPUTS[1]), "earlier").unwrap();
    let run = given.build(&[]);
    assert_eq!(run.code, Some(2));
    let told = run.stderr.contains("V128") && run.stderr.contains("der ligger en mappe");
    assert!(told, "{}", run.stderr);
    // The plan had no faults, and nobody counts any.
    assert!(!run.stderr.contains("0 fejl"), "{}", run.stderr);
    assert_eq!(given.output(OUTPUTS[1]), b"earlier");
    assert_eq!(files(&given.out()), [OUTPUTS[1]]);
    let lines = given.build(&["--message-format", "json"]).lines();
    assert_eq!(lines[0]["reason"], "failure");
    assert_eq!(lines[1]["success"], false);
    // A file stands where the folder is to be.
    let out = given.plan().join("plan.toml");
    let run = Run::of(
        program()
            .arg("build")
            .arg(given.plan())
            .arg("--out")
            .arg(out),
    );
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn the_schemas_beside_the_plans_are_the_programs_own() {
    let cases = folders(&repository().join("tests/cases")).into_iter();
    let plans = cases.map(|case| case.join("plan"));
    for plan in plans.chain([repository().join("plan")]) {
        let folder = plan.join("skemaer");
        if !folder.is_dir() {
            continue;
        }
        let fresh = tempfile::tempdir().unwrap();
        let mut schema = program();
        schema
            .arg("schema")
            .arg(&plan)
            .arg("--out")
            .arg(fresh.path());
        let run = Run::of(&mut schema);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(files(&folder), files(fresh.path()), "{}", folder.display());
        for file in files(&folder) {
            let (kept, made) = (
                fs::read(folder.join(&file)),
                fs::read(fresh.path().join(&file)),
            );
            assert!(
                kept.unwrap() == made.unwrap(),
                "run `helhedsplan schema`: {file} is old"
            );
        }
    }
}

#[test]
fn a_language_may_stand_before_the_command() {
    let run = Run::of(program().args(["--lang", "en", "build", "--nosuch"]));
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.starts_with("error: `--nosuch`"),
        "{}",
        run.stderr
    );
    let run = Run::of(program().args(["--lang=en", "explain", "K001"]));
    assert!(run.stdout.contains("How to mend it"), "{}", run.stdout);
}

#[test]
fn what_all_commands_take_may_stand_before_the_command_or_after_it() {
    let given = Given::smallest();
    let plan = given.plan();
    let plan = plan.to_str().unwrap();
    for command in ["build", "check", "status", "schema"] {
        for words in [
            ["--lang", "en", command, "--plan", plan],
            [command, "--plan", plan, "--lang", "en"],
        ] {
            let done = program()
                .args(words)
                .args(["--message-format", "json", "--timings", "-q"])
                .current_dir(given.plan().parent().unwrap())
                .output()
                .unwrap();
            let out = String::from_utf8(done.stdout).unwrap();
            assert_eq!(done.status.code(), Some(0), "{words:?}: {out}");
            let lines: Vec<Value> = out
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            assert_eq!(
                lines.last().unwrap()["reason"],
                "finished",
                "{words:?}: {out}"
            );
            assert!(
                lines.iter().any(|line| line["reason"] == "stage"),
                "{words:?}: {out}"
            );
            assert!(done.stderr.is_empty(), "{words:?}");
        }
    }
}

#[test]
fn a_version_is_named_by_its_number_wherever_the_plan_lies() {
    let home = tempfile::tempdir().unwrap();
    let plan = repository().join("plan");
    let plan = plan.to_str().unwrap();
    for words in [
        ["check", "1.0", "--plan", plan, "--only=K001"],
        ["report", "1.0", "--plan", plan, "--format=md"],
    ] {
        let done = program()
            .args(words)
            .current_dir(home.path())
            .output()
            .unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{words:?}: {said}");
    }
}

#[test]
fn a_meeting_is_found_by_its_name_in_the_plan_that_is_named() {
    let given = Given::of(&repository().join("plan"));
    let home = given.plan();
    let done = program()
        .args(["pack", "findes-ikke", "--plan"])
        .arg(&home)
        .current_dir(home.parent().unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(
        said.contains("V127") && said.contains("findes-ikke.toml"),
        "{said}"
    );
}

#[test]
fn an_answer_is_one_line_of_json_to_programs() {
    let done = program()
        .args(["explain", "B001", "--message-format=json"])
        .output()
        .unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(first["reason"], "answer");
    assert!(first["text"].as_str().unwrap().contains("B001"));
}
