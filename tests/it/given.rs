//! What the tests start from: plans in folders of their own, and the program run on them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The plans that must build: the real one and those in `tests/cases/*/plan`, sorted.
pub fn plans() -> Vec<PathBuf> {
    let cases = folders(&repository().join("tests/cases"));
    let mut plans: Vec<PathBuf> = cases.into_iter().map(|case| case.join("plan")).collect();
    plans.retain(|plan| plan.is_dir());
    plans.push(repository().join("plan"));
    plans
}

/// The folders in a folder, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// All files below a folder, as paths below it with `/`, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap();
                out.push(below.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    out.sort();
    out
}

/// Copies all files of a folder over those of another.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        put(to, &file, fs::read(from.join(&file)).unwrap());
    }
}

/// Writes a file below a folder.
pub fn put(folder: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A copy of the smallest plan, and a place for outputs beside it.
pub struct Given {
    folder: TempDir,
}

impl Given {
    /// The smallest plan.
    pub fn smallest() -> Self {
        Given::of(&repository().join("tests/cases/mindst/plan"))
    }

    /// The smallest plan, which shows one table: `tabeller/t.toml`.
    pub fn showing(table: &str) -> Self {
        let placed = "[formaal]\ntekst = '{{ tabel.t }}'\n";
        let given = Given::smallest().with("strategisk-aftale.toml", placed);
        given.with("tabeller/t.toml", table)
    }

    /// A copy of a plan.
    pub fn of(plan: &Path) -> Self {
        let given = Given {
            folder: tempfile::tempdir().unwrap(),
        };
        copy(plan, &given.plan());
        given
    }

    /// The folder of the plan.
    pub fn plan(&self) -> PathBuf {
        self.folder.path().join("plan")
    }

    /// The folder of the outputs.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes a file of the plan.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        put(&self.plan(), path, content);
        self
    }

    /// Replaces words in a file of the plan; they must stand there.
    pub fn edit(self, path: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.plan().join(path)).unwrap();
        assert!(text.contains(old), "{path} has no {old:?}");
        self.with(path, text.replace(old, new))
    }

    /// Runs `helhedsplan build` on the plan.
    pub fn build(&self, arguments: &[&str]) -> Run {
        let mut command = program();
        command
            .arg("build")
            .arg(self.plan())
            .arg("--out")
            .arg(self.out());
        Run::of(command.args(arguments))
    }

    /// The codes of what `helhedsplan check` tells of the plan.
    pub fn codes(&self) -> Vec<String> {
        let mut command = program();
        command.arg("check").arg(self.plan());
        let run = Run::of(command.args(["--format", "json"]));
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let found = report["findings"].as_array().unwrap().iter();
        let codes = found.map(|finding| finding["code"].as_str().unwrap().to_owned());
        codes.collect()
    }

    /// The bytes of an output.
    pub fn output(&self, path: &str) -> Vec<u8> {
        fs::read(self.out().join(path)).unwrap()
    }
}

/// How the file of a meeting of the small plan begins.
pub const MEETING: &str = r#"
organ = "Bestyrelsen for Lindeparken"
titel = "Bestyrelsesmøde"
dato = 2025-03-12
tid = "16:00-18:00"
sted = "Fælleshuset"
udsendt = 2025-03-05
frist = 2025-03-10
deltagere = ["Formand", "Sekretariatsleder"]
eksempel = true
"#;

/// The built program.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_helhedsplan"))
}

/// What a run of the program gave.
pub struct Run {
    /// Exit code; none after a signal.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Run {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        Run {
            code: status.code(),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// The JSON lines of standard output.
    pub fn lines(&self) -> Vec<Value> {
        let lines = self.stdout.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().unwrap()
    }

    /// The findings among the JSON lines.
    pub fn findings(&self) -> Vec<Value> {
        let lines = self.lines().into_iter();
        let findings = lines.filter(|line| line["reason"] == "finding");
        findings.map(|line| line["finding"].clone()).collect()
    }
}
