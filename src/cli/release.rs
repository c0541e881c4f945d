//! `helhedsplan release`: freezes the plan as a version that is not changed any more.

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    audience::Edition,
    build::{self, Composed, Made, NoClock, Output},
    diag::{Diagnostic, Lang, Severity, render, say},
    model::Status,
    output::{self, Fault},
    release::{self, Changed},
    rules::Outcome,
    source::{Files, Sources},
    version::{self, RELEASES},
};

use super::{
    Color, DONE, FAILED, PLAN, findings, place, print,
    put::{unwritable, unwritten},
    refusal, tell,
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
    /// Mappen med planen
    #[arg(value_name = "PLAN", default_value = PLAN, value_parser = place::parser())]
    plan: PathBuf,
    /// Hvor versionen er i sit forløb [standard: som i plan.toml]
    #[arg(long, value_enum, value_name = "STATUS")]
    status: Option<Status>,
    /// Frys planen, selv om den har fejl: den er allerede sendt sådan
    #[arg(long)]
    as_submitted: bool,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

pub fn run(arguments: &Arguments) -> u8 {
    let none = Sources::none();
    let plan = Files::folder(&arguments.plan);
    if let Some(finding) = unfit(arguments, &plan) {
        arguments.tell(&finding, &none);
        return FAILED;
    }
    let (plan, changes) = renamed(plan, arguments);
    let composed = build::compose_files(plan, Edition::default(), &mut NoClock);
    let outcome = build::outcome(&composed);
    let errors = outcome.found.iter();
    let errors: Vec<&Diagnostic> = errors.filter(|d| d.severity() == Severity::Fejl).collect();
    let refused = match &composed.made {
        None => Diagnostic::new("V116"),
        Some(_) if !errors.is_empty() && !arguments.as_submitted => {
            Diagnostic::new("V115").arg("antal", errors.len())
        }
        Some(made) => return freeze(&composed, made, &outcome, &changes, arguments),
    };
    let errors = errors.into_iter();
    findings::show(errors, &composed.sources, arguments.lang, arguments.color);
    arguments.tell(&refused, &none);
    refusal(&composed.found)
}

impl Arguments {
    /// The folder that the release becomes.
    fn target(&self) -> PathBuf {
        self.plan.join(RELEASES).join(&self.version)
    }

    fn tell(&self, finding: &Diagnostic, sources: &Sources) {
        let words = render::human(finding, sources, self.lang, self.color.on());
        tell(&format!("{words}\n"));
    }
}

/// Why nothing can be frozen here under this number, whatever the plan holds.
fn unfit(arguments: &Arguments, plan: &Files) -> Option<Diagnostic> {
    let place = arguments.plan.display();
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
    composed: &Composed,
    made: &Made,
    outcome: &Outcome,
    changes: &[Changed],
    arguments: &Arguments,
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
            arguments.tell(&finding, &composed.sources);
            return FAILED;
        }
    };
    if let Err(code) = put(files, arguments) {
        return code;
    }
    for change in changes {
        let args = [
            ("noegle", change.key.to_owned()),
            ("ny", change.new.clone()),
            ("gammel", change.old.clone()),
        ];
        print(&say("udgivelse-aendret", arguments.lang, &args));
    }
    print(&say("udgivelse-fund", arguments.lang, &counts));
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

/// Writes the release as one folder and says so.
fn put(files: Vec<(String, Vec<u8>)>, arguments: &Arguments) -> Result<(), u8> {
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
    keep_bytes(&arguments.plan.join(RELEASES)).map_err(|fault| {
        arguments.tell(&unwritten(fault, arguments.lang), &Sources::none());
        FAILED
    })?;
    match output::create(&target, &outputs) {
        Ok(()) => {
            let args = [
                ("version", arguments.version.clone()),
                ("sti", place),
                ("antal", outputs.len().to_string()),
            ];
            print(&say("udgivelse-skrevet", arguments.lang, &args));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            arguments.tell(&already(arguments), &Sources::none());
            Err(FAILED)
        }
        Err(error) => {
            let finding = unwritable(&target, &error, arguments.lang);
            arguments.tell(&finding, &Sources::none());
            Err(FAILED)
        }
    }
}
