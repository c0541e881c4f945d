//! `helhedsplan release`: freezes the plan as a version that is not changed any more.

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    audience::Edition,
    build::{self, Composed, Made, Output},
    diag::{Diagnostic, Severity, say},
    model::Status,
    output::{self, Fault},
    release::{self, Changed},
    rules::Outcome,
    source::{Files, Sources},
    version::{self, RELEASES},
};

use super::{
    DONE, FAILED,
    console::Console,
    place,
    put::{unwritable, unwritten},
    refusal,
};

/// The file that tells git what to do with the files beside and below it.
const ATTRIBUTES: &str = ".gitattributes";
/// What it says of releases.
const KEPT_BYTES: &str = include_str!("release.gitattributes");

#[derive(Args)]
pub struct Arguments {
    /// Versionens nummer, fx 1.0 eller 1.1-hoering
    #[arg(value_name = "VERSION")]
    version: String,
    #[command(flatten)]
    plan: place::Folder,
    /// Hvor versionen er i sit forløb [standard: som i plan.toml]
    #[arg(long, value_enum, value_name = "STATUS")]
    status: Option<Status>,
    /// Frys planen, selv om den har fejl: den er allerede sendt sådan
    #[arg(long)]
    as_submitted: bool,
    /// Vis, hvad der ville blive frosset, uden at skrive noget
    #[arg(long)]
    dry_run: bool,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let none = Sources::none();
    let plan = Files::folder(&arguments.plan.path());
    if let Some(finding) = unfit(arguments, &plan) {
        console.finding(&finding, &none);
        return FAILED;
    }
    let (plan, changes) = renamed(plan, arguments);
    let composed = build::compose_files(plan, Edition::default(), &mut console.clock);
    let outcome = build::outcome(&composed);
    let errors = outcome.found.iter();
    let errors: Vec<&Diagnostic> = errors.filter(|d| d.severity() == Severity::Fejl).collect();
    let refused = match &composed.made {
        None => Diagnostic::new("V116"),
        Some(_) if !errors.is_empty() && !arguments.as_submitted => {
            Diagnostic::new("V115").arg("antal", errors.len())
        }
        Some(made) => return freeze((&composed, made), &outcome, &changes, arguments, console),
    };
    console.errors(errors, &composed.sources);
    console.finding(&refused, &none);
    refusal(&composed.found)
}

impl Arguments {
    /// The folder that the release becomes.
    fn target(&self) -> PathBuf {
        self.plan.path().join(RELEASES).join(&self.version)
    }
}

/// Why nothing can be frozen here under this number, whatever the plan holds.
fn unfit(arguments: &Arguments, plan: &Files) -> Option<Diagnostic> {
    let place = arguments.plan.path();
    let place = place.display();
    if !version::is_release_number(&arguments.version) {
        return Some(Diagnostic::new("V114").arg("navn", &arguments.version));
    }
    if !plan.exist() {
        return Some(Diagnostic::new("K001").arg("sti", place));
    }
    if plan.are_release() {
        return Some(Diagnostic::new("V117").arg("sti", place));
    }
    taken(&arguments.target()).then(|| already(arguments))
}

fn taken(target: &Path) -> bool {
    target.symlink_metadata().is_ok()
}

fn already(arguments: &Arguments) -> Diagnostic {
    Diagnostic::new("V113")
        .arg("version", &arguments.version)
        .arg("sti", arguments.target().display())
}

/// The plan as the release will have it: with its version and status in `plan.toml`.
fn renamed(plan: Files, arguments: &Arguments) -> (Files, Vec<Changed>) {
    let (sources, _) = Sources::read(plan.clone());
    match release::with_version(&sources, &arguments.version, arguments.status) {
        Some((text, changes)) if !changes.is_empty() => {
            (plan.with("plan.toml", text.into_bytes()), changes)
        }
        Some(_) | None => (plan, Vec::new()),
    }
}

fn freeze(
    (composed, made): (&Composed, &Made),
    outcome: &Outcome,
    changes: &[Changed],
    arguments: &Arguments,
    console: &Console,
) -> u8 {
    let findings = release::record(&outcome.found, outcome.waived.len(), &composed.sources);
    let counts = [
        ("fejl", findings.errors.to_string()),
        ("advarsler", findings.warnings.to_string()),
        ("raad", findings.notes.to_string()),
        ("dispenserede", findings.waived.to_string()),
    ];
    let order = release::Order {
        plan: &made.plan,
        family: &made.template.files,
        rule_set: &made.template.rules.id,
        as_submitted: arguments.as_submitted && findings.errors > 0,
        findings,
    };
    let files = match release::freeze(&composed.sources, order) {
        Ok(files) => files,
        Err(finding) => {
            console.finding(&finding, &composed.sources);
            return FAILED;
        }
    };
    let said = match arguments.dry_run {
        true => list(&files, arguments, console),
        false => put(files, arguments, console),
    };
    if let Err(code) = said {
        return code;
    }
    for change in changes {
        let args = [
            ("noegle", change.key.to_owned()),
            ("ny", change.new.clone()),
            ("gammel", change.old.clone()),
        ];
        console.done(&say("udgivelse-aendret", console.lang, &args));
    }
    console.done(&say("udgivelse-fund", console.lang, &counts));
    DONE
}

/// Tells git to keep releases byte for byte: on Windows it would write other line ends into them. A file of that name is
/// left as somebody wrote it.
fn keep_bytes(releases: &Path) -> Result<(), Fault> {
    let names = Files::folder(releases).list("");
    if names.iter().any(|name| name == ATTRIBUTES) {
        return Ok(());
    }
    let file = Output {
        path: ATTRIBUTES.to_owned(),
        bytes: KEPT_BYTES.as_bytes().to_vec(),
        pages: None,
    };
    output::write(releases, &[file])
}

/// Tells what would be frozen, file by file.
fn list(files: &[(String, Vec<u8>)], arguments: &Arguments, console: &Console) -> Result<(), u8> {
    let target = arguments.target();
    let paths = files
        .iter()
        .map(|(path, _)| target.join(path).display().to_string());
    console.answer(&paths.collect::<Vec<_>>().join("\n"));
    let antal = ("antal", files.len().to_string());
    console.note(&say("udgivelse-proeve", console.lang, &[antal]));
    Ok(())
}

/// Writes the release as one folder and says so.
fn put(files: Vec<(String, Vec<u8>)>, arguments: &Arguments, console: &Console) -> Result<(), u8> {
    let outputs: Vec<Output> = files
        .into_iter()
        .map(|(path, bytes)| Output {
            path,
            bytes,
            pages: None,
        })
        .collect();
    let target = arguments.target();
    let place = target.display().to_string();
    keep_bytes(&arguments.plan.path().join(RELEASES)).map_err(|fault| {
        console.unwritten(&unwritten(fault, console.lang));
        FAILED
    })?;
    match output::create(&target, &outputs) {
        Ok(()) => {
            let args = [
                ("version", arguments.version.clone()),
                ("sti", place),
                ("antal", outputs.len().to_string()),
            ];
            console.done(&say("udgivelse-skrevet", console.lang, &args));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            console.finding(&already(arguments), &Sources::none());
            Err(FAILED)
        }
        Err(error) => {
            let finding = unwritable(&target, &error, console.lang);
            console.unwritten(&finding);
            Err(FAILED)
        }
    }
}
