//! `helhedsplan submit`: the bundle for Landsbyggefonden.

use std::{ffi::OsString, path::PathBuf};

use clap::Args;

use crate::{
    audience::{Audience, Edition},
    build::{self, AsIs, Checks, Clock, Composed, Made, Submission},
    diag::{Diagnostic, Lang, Severity, say},
    source::Sources,
    version::Name,
};

use super::{DONE, FAILED, FOUND, console::Console, place, refusal};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    version: place::Version,
    /// Den version, der sidst blev godkendt eller sendt
    #[arg(long, value_name = "VERSION")]
    against: OsString,
    /// Send versionen, selv om ikke alt er besluttet; begrundelsen står i manifestet og følgebrevet
    #[arg(long, value_name = "BEGRUNDELSE")]
    as_is: Option<String>,
    /// Mappen, som indsendelsen skrives i
    #[arg(long, value_name = "DIR", default_value = "indsendelse")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let reason = arguments.as_is.as_deref();
    if reason.is_some_and(|reason| reason.trim().is_empty()) {
        console.finding(&Diagnostic::new("C014"), &Sources::none());
        return FAILED;
    }
    // Releases and revisions are those of the plan that is sent.
    let (home, name) = (arguments.version.home(), arguments.version.name());
    let clock = &mut console.clock;
    let mut new = build::compose_to_send(&home, &name, clock);
    clock.stage("check", || build::judge(&mut new));
    let (against, edition) = (Name::parse(&arguments.against), Edition::of(Audience::Fund));
    let old = build::compose_version(&home, &against, edition, clock);
    let sources = &new.sources;
    let hindrances = build::hindrances(&old, &new);
    if arguments.as_is.is_none() {
        console.findings(&hindrances, sources, Severity::Raad);
    }
    let (Some(old), Some(new)) = (usable(&old, console), sendable(&new, console)) else {
        return refused(&[&old, &new], console);
    };
    if arguments.as_is.is_none() && !hindrances.is_empty() {
        console.failure(&say("indsendelse-ikke-besluttet", console.lang, &[]));
        return FOUND;
    }
    let missing = said(&hindrances);
    let list = build::changes(old, new);
    let submission = Submission {
        old,
        new,
        changes: new.since(old, &list),
        as_is: arguments.as_is(&missing),
    };
    let outputs = match build::submission(submission, &mut console.clock) {
        Ok(outputs) => outputs,
        Err(error) => return console.unmade(&error, sources),
    };
    let code = console.put(&arguments.out, &outputs);
    if code == DONE && !missing.is_empty() {
        let count = [("antal", missing.len().to_string())];
        console.note(&say("indsendelse-som-den-er", console.lang, &count));
    }
    code
}

/// What is missing, as the letter and the manifest tell it: each a Danish sentence.
fn said(hindrances: &[Diagnostic]) -> Vec<String> {
    let sentence = |finding: &Diagnostic| {
        let words = say(finding.code, Lang::Da, &finding.args);
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    hindrances.iter().map(sentence).collect()
}

impl Arguments {
    /// Why it is sent although something is missing.
    fn as_is<'a>(&'a self, missing: &'a [String]) -> Option<AsIs<'a>> {
        let reason = self.as_is.as_deref()?.trim();
        (!missing.is_empty()).then_some(AsIs { reason, missing })
    }
}

/// A version that can be read; what it says wrong was said when it was sent.
fn usable<'c>(composed: &'c Composed, console: &Console) -> Option<&'c Made> {
    if composed.made.is_none() {
        console.errors(&composed.found, &composed.sources);
    }
    composed.made.as_ref()
}

/// A version that may leave the house: without errors, or frozen with those it was sent with.
fn sendable<'c>(composed: &'c Composed, console: &Console) -> Option<&'c Made> {
    if composed.checks == Checks::Failed || composed.made.is_none() {
        console.errors(&composed.found, &composed.sources);
        return None;
    }
    composed.made.as_ref()
}

fn refused(versions: &[&Composed], console: &Console) -> u8 {
    console.failure(&say("indsendelse-stoppet", console.lang, &[]));
    refusal(versions.iter().flat_map(|version| &version.found))
}
