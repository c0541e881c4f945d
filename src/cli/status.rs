//! `helhedsplan status`: the versions of a plan, where each stands in its life, what it waits for.

mod human;
mod json;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    build::{self, Clock, Read},
    diag::{self, Diagnostic, Severity},
    life::{self, Stand},
    model::{
        Plan, Status,
        release::{Decision, Release},
    },
    release,
    source::Files,
    template::Template,
    version::{self, NOWHERE, Name},
};

use super::{DONE, FAILED, FOUND, console::Console, place};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    plan: place::Folder,
    /// Hvordan versionerne vises
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// A version of the plan: a release, or the working plan.
struct Version {
    /// Its number as a release; none of the working plan.
    release: Option<String>,
    /// Its folder.
    folder: PathBuf,
    /// What reading it gave.
    read: Read,
}

/// What is known of a version that could be read.
struct Facts<'a> {
    plan: &'a Plan,
    template: &'a Template,
    release: Option<&'a Release>,
    status: Status,
    stand: Option<Stand<'a>>,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let versions = versions(&arguments.plan.path(), &mut console.clock);
    let all = || versions.iter().flat_map(|version| &version.read.found);
    let none = |finding: &&Diagnostic| finding.code == "K002" || NOWHERE.contains(&finding.code);
    for version in &versions {
        let errors = diag::any_error(&version.read.found);
        if errors && arguments.format == Format::Human {
            console.note(&format!("{}:", version.folder.display()));
            console.errors(&version.read.found, &version.read.sources);
        }
    }
    if versions.len() == 1 && all().any(|finding| none(&finding)) {
        return FAILED;
    }
    console.answer(&match arguments.format {
        Format::Human => human::shown(&versions, console.lang),
        Format::Json => json::shown(&versions, console.lang),
    });
    if all().any(|finding| finding.severity() == Severity::Fejl) {
        FOUND
    } else {
        DONE
    }
}

/// The releases of a plan, the oldest first, and the working plan last.
fn versions(plan: &Path, clock: &mut impl Clock) -> Vec<Version> {
    let numbers = version::releases(&Files::folder(plan));
    let names = numbers
        .into_iter()
        .map(|number| (Name::Release(number.clone()), Some(number)));
    let working = (Name::Folder(plan.to_owned()), None);
    let versions = names.chain([working]).map(|(name, release)| {
        let mut read = build::read_version(plan, &name, clock);
        diag::sort(&mut read.found);
        Version {
            release,
            folder: name.folder(plan),
            read,
        }
    });
    versions.collect()
}

impl Version {
    fn facts(&self) -> Option<Facts<'_>> {
        let (plan, template) = self.read.plan.as_ref()?;
        let release = self.read.release.as_ref();
        let status = plan.meta.status;
        let decisions = release.map_or(&[] as &[Decision], |release| &release.decisions);
        Some(Facts {
            stand: life::stand(&template.rules, plan, status, decisions),
            plan,
            template,
            release,
            status,
        })
    }
}

impl Facts<'_> {
    /// How far it has come.
    fn at(&self) -> usize {
        self.stand.as_ref().map_or(0, |stand| stand.at)
    }
}

/// The number of the release that took a version's place: a later one that has come at least as far.
fn replaced_by(versions: &[Version], index: usize) -> Option<&str> {
    versions[index].release.as_ref()?;
    let at = versions[index].facts()?.at();
    let later = versions[index + 1..].iter().rev();
    let mut further = later.filter(|other| {
        let facts = other.facts();
        other.release.is_some() && facts.is_some_and(|facts| facts.at() >= at)
    });
    further.next()?.release.as_deref()
}

/// The newest release and the files in which the working plan differs from it; version and status of `plan.toml`
/// do not count.
fn changed_since(versions: &[Version]) -> Option<(&str, Vec<String>)> {
    let working = versions.last()?;
    let newest = versions
        .iter()
        .rev()
        .find(|version| version.release.is_some())?;
    let facts = newest.facts()?;
    let files = release::changed_since(&working.read.sources, &facts.release?.record);
    Some((newest.release.as_deref()?, files))
}
