//! Makes the files of a report and tells what was found on the way.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    build::{self, Composed, DOCX, Extras, HTML, Made, NoClock, Output, PDF, Unwritten, Wanted},
    diag::{self, Lang, Severity},
    rules,
};

use super::super::{
    Color, DONE, FOUND, findings,
    format::Formats,
    internal,
    put::{closing, put},
    refusal,
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
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Skriv kun fejl
    #[arg(short, long)]
    quiet: bool,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
    /// Skriv dokumentets ord og opbygning til prøver
    #[arg(long, hide = true)]
    skeleton: bool,
}

pub fn run(plan: &Path, wanted: Wanted<'_>, common: &Common) -> u8 {
    let mut composed = build::report(plan, wanted, &mut NoClock);
    if let Some(made) = &composed.made {
        let own = follow_up_findings(made, &composed);
        composed.found.extend(own);
        diag::sort(&mut composed.found);
    }
    let told = composed.found.iter();
    let told = told.filter(|finding| !common.quiet || finding.severity() == Severity::Fejl);
    findings::show(told, &composed.sources, common.lang, common.color);
    let code = match &composed.made {
        Some(made) => write(made, common),
        None => refusal(&composed.found),
    };
    if !common.quiet && (code == DONE || code == FOUND) {
        closing(&composed.found, common.lang, code);
    }
    code
}

/// What the rules find in measurements and statuses, but for what the plan lets stand.
fn follow_up_findings(made: &Made, composed: &Composed) -> Vec<diag::Diagnostic> {
    let (plan, template) = (&made.plan, &made.template);
    let found = rules::check(
        plan,
        &template.rules,
        &template.standards,
        &composed.sources,
    );
    let mut left = rules::waive(plan, &composed.sources, found).found;
    left.retain(|finding| finding.code.starts_with(OWN));
    left
}

fn write(made: &Made, common: &Common) -> u8 {
    let outputs = match files(made, common) {
        Ok(outputs) => outputs,
        Err(error) => return internal(common.lang, &error.to_string()),
    };
    put(&common.out, &outputs, common.lang, common.quiet)
}

fn files(made: &Made, common: &Common) -> Result<Vec<Output>, Unwritten> {
    let extras = Extras {
        skeleton: common.skeleton,
        ..Extras::default()
    };
    build::write(
        made,
        &common.formats.of(&[&PDF, &DOCX, &HTML]),
        extras,
        &mut NoClock,
    )
}
