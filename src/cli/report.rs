//! `helhedsplan report`: documents about the plan, besides the plan's own. One subcommand a report.

mod noegletal;
mod status;
mod write;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use crate::{
    build::{self, Composed, Extras, Format, NoClock, Output},
    diag::{Lang, Severity, render, say},
    doc::{Doc, outline::Outline},
    markdown, output,
    report::quality::{self, Subject},
    template::Template,
};

use super::{Color, DONE, FAILED, FOUND, internal, print, tell};

/// Without a subcommand: the quality report, with the arguments of its own.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    which: Option<Which>,
    #[command(flatten)]
    quality: Common,
}

/// The reports. A new one is a variant here, an arm in `run`, and a file in `report/`.
#[derive(Subcommand)]
enum Which {
    /// Kvalitetsrapport: fund, dispensationer, manglende data, medfinansiering og indsendelsens dokumenter
    Kvalitet(Common),
    /// Nøgletal: udviklingen siden baseline og den årlige opfølgning
    Noegletal(noegletal::Arguments),
    /// Status for et halvår: aktiviteter, milepæle og justeringer
    Status(status::Arguments),
}

/// What every report is asked with.
#[derive(Args)]
struct Common {
    /// Mappen med planen
    #[arg(value_name = "PLAN", default_value = "plan")]
    plan: PathBuf,
    /// Mappen, som rapporten skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Hvilke filer der skrives
    #[arg(long, value_enum, default_value = "all")]
    format: Form,
    /// Sprog i fund og beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

/// Files of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// PDF only.
    #[value(help = "kun PDF")]
    Pdf,
    /// Markdown only.
    #[value(help = "kun Markdown")]
    Md,
    /// Both.
    #[value(help = "begge")]
    All,
}

pub fn run(arguments: &Arguments) -> u8 {
    match &arguments.which {
        Some(Which::Kvalitet(common)) => report_quality(common),
        Some(Which::Noegletal(arguments)) => noegletal::run(arguments),
        Some(Which::Status(arguments)) => status::run(arguments),
        None => report_quality(&arguments.quality),
    }
}

/// A plan may have any findings of the rules; one whose form is broken cannot be reported on.
fn report_quality(common: &Common) -> u8 {
    let composed = build::compose(&common.plan, false, &mut NoClock);
    let Some(made) = &composed.made else {
        return refuse(&composed, common);
    };
    let outcome = build::outcome(&composed);
    let doc = quality::compose(Subject {
        plan: &made.plan,
        template: &made.template,
        sources: &composed.sources,
        docs: &made.docs,
        outcome: &outcome,
        lang: common.lang,
    });
    match doc.and_then(|doc| files(&doc, &made.template, common.format)) {
        Ok(outputs) => put(&common.out, &outputs, common.lang),
        Err(error) => internal(common.lang, &error),
    }
}

/// Tells what keeps the plan from being read.
fn refuse(composed: &Composed, common: &Common) -> u8 {
    let mut code = FOUND;
    for finding in &composed.found {
        if finding.severity() == Severity::Fejl {
            let shown = render::human(finding, &composed.sources, common.lang, common.color.on());
            tell(&format!("{shown}\n"));
        }
        if matches!(finding.code, "K001" | "K002") {
            code = FAILED;
        }
    }
    code
}

/// The files of a report.
fn files(doc: &Doc, template: &Template, form: Form) -> Result<Vec<Output>, String> {
    let mut out = Vec::new();
    if form != Form::Md {
        let extras = Extras::default();
        out.extend(build::document(
            doc,
            template,
            Format::Pdf,
            extras,
            &mut NoClock,
        )?);
    }
    if form != Form::Pdf {
        out.push(Output {
            path: format!("{}.md", doc.meta.stem),
            bytes: markdown::write(doc, &Outline::of(doc)).into(),
            pages: None,
        });
    }
    Ok(out)
}

fn put(folder: &Path, outputs: &[Output], lang: Lang) -> u8 {
    if let Err(error) = output::write(folder, outputs) {
        let args = [
            ("sti", folder.display().to_string()),
            ("fejl", error.to_string()),
        ];
        tell(&say("kan-ikke-skrive", lang, &args));
        return FAILED;
    }
    for output in outputs {
        print(&super::build::written(folder, output, lang));
    }
    DONE
}
