//! Makes the files of a report and tells what was found on the way.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    build::{self, Columns, Composed, Extras, Format, Made, NoClock, Output, Wanted},
    diag::{self, Lang, Severity, render, say},
    output, rules,
};

use super::super::{Color, DONE, FAILED, FOUND, internal, print, tell};

/// The finding of a plan folder that there is not: the program could not run at all.
const NO_FOLDER: &str = "K001";
/// The letter of findings about measurements and statuses.
const OWN: char = 'M';

/// What all reports ask.
#[derive(Args)]
pub struct Common {
    /// Mappen, som filerne skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Hvilke filer der skrives
    #[arg(long, value_enum, default_value = "all")]
    format: Files,
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

/// Which files to make.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Files {
    #[value(help = "kun PDF")]
    Pdf,
    #[value(help = "kun Word")]
    Docx,
    #[value(help = "kun websiden")]
    Html,
    #[value(help = "alle tre")]
    All,
}

pub fn run(plan: &Path, wanted: Wanted<'_>, common: &Common) -> u8 {
    let mut composed = build::report(plan, wanted, &mut NoClock);
    if let Some(made) = &composed.made {
        let own = follow_up_findings(made, &composed);
        composed.found.extend(own);
        diag::sort(&mut composed.found);
    }
    for finding in &composed.found {
        if !common.quiet || finding.severity() == Severity::Fejl {
            let words = render::human(finding, &composed.sources, common.lang, common.color.on());
            tell(&format!("{words}\n"));
        }
    }
    let code = match &composed.made {
        Some(made) => write(made, common),
        None if composed.found.iter().any(|f| f.code == NO_FOLDER) => FAILED,
        None => FOUND,
    };
    if code == DONE || code == FOUND {
        closing(&composed, common, code);
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
        Err(error) => return internal(common.lang, &error),
    };
    if let Err(error) = output::write(&common.out, &outputs) {
        let folder = common.out.display().to_string();
        let args = [("sti", folder), ("fejl", error.to_string())];
        tell(&say("kan-ikke-skrive", common.lang, &args));
        return FAILED;
    }
    for output in outputs.iter().filter(|_| !common.quiet) {
        let path = common.out.join(&output.path).display().to_string();
        let size = format!("{} kB", output.bytes.len().div_ceil(1000));
        let mut args = vec![("sti", path), ("stoerrelse", size)];
        args.extend(output.pages.map(|pages| ("sider", pages.to_string())));
        let name = if output.pages.is_some() {
            "skrevet-sider"
        } else {
            "skrevet"
        };
        print(&say(name, common.lang, &args));
    }
    DONE
}

fn files(made: &Made, common: &Common) -> Result<Vec<Output>, String> {
    let extras = Extras {
        skeleton: common.skeleton,
        ..Extras::default()
    };
    let paper = match common.format {
        Files::Pdf => Some(Format::Pdf),
        Files::Docx => Some(Format::Docx),
        Files::All => Some(Format::All),
        Files::Html => None,
    };
    let web = matches!(common.format, Files::Html | Files::All);
    let mut out = Vec::new();
    for doc in &made.docs {
        if let Some(format) = paper {
            let files = build::document(doc, &made.template, format, extras, &mut NoClock)?;
            out.extend(files);
        }
        if web {
            out.push(build::web(doc, &made.template, Columns::One));
        }
    }
    Ok(out)
}

fn closing(composed: &Composed, common: &Common, code: u8) {
    if common.quiet {
        return;
    }
    let count = |severity| {
        let found = composed.found.iter();
        found
            .filter(|f| f.severity() == severity)
            .count()
            .to_string()
    };
    let args = [
        ("fejl", count(Severity::Fejl)),
        ("advarsler", count(Severity::Advarsel)),
    ];
    let name = if code == DONE { "faerdig" } else { "stoppet" };
    tell(&say(name, common.lang, &args));
}
