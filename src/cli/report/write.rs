//! Makes the files of a report and tells what was found on the way.

use std::path::PathBuf;

use clap::Args;

use crate::{
    build::{self, Composed, DOCX, Extras, HTML, Made, PDF, Wanted},
    diag::{self, Severity},
    rules,
};

use super::super::{
    DONE, FOUND, console::Console, format::Formats, place::Version, put::closing, refusal,
};

/// The letter of findings about measurements and statuses.
const OWN: char = 'M';

/// What all reports ask.
#[derive(Args)]
pub struct Common {
    /// Mappen, som filerne skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
    /// Skriv dokumentets ord og opbygning til prøver
    #[arg(long, hide = true)]
    skeleton: bool,
}

pub fn run(version: &Version, wanted: Wanted<'_>, common: &Common, console: &mut Console) -> u8 {
    let (home, name) = (version.home(), version.name());
    let mut composed = build::report(&home, &name, wanted, &mut console.clock);
    if let Some(made) = &composed.made {
        let own = follow_up_findings(made, &composed);
        composed.found.extend(own);
        diag::sort(&mut composed.found);
    }
    console.findings(&composed.found, &composed.sources, Severity::Raad);
    let code = match &composed.made {
        Some(made) => write(made, &composed, common, console),
        None => refusal(&composed.found),
    };
    if code == DONE || code == FOUND {
        console.note(&closing(&composed.found, console.lang, code));
    }
    code
}

/// What the rules find in measurements and statuses, but for what the plan lets stand.
fn follow_up_findings(made: &Made, composed: &Composed) -> Vec<diag::Diagnostic> {
    let found = rules::check(made.subject(&composed.sources));
    let mut left = rules::waive(&made.plan, &composed.sources, found).found;
    left.retain(|finding| finding.code.starts_with(OWN));
    left
}

fn write(made: &Made, composed: &Composed, common: &Common, console: &mut Console) -> u8 {
    let extras = Extras {
        skeleton: common.skeleton,
        ..Extras::default()
    };
    let formats = common.formats.of(&[&PDF, &DOCX, &HTML]);
    match build::write(made, &formats, extras, &mut console.clock) {
        Ok(outputs) => console.put(&common.out, &outputs),
        Err(error) => console.unmade(&error, &composed.sources),
    }
}
