//! `helhedsplan report`: documents about the plan, besides the plan's own. One subcommand a report.

mod noegletal;
mod status;
mod write;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    audience::Edition,
    build::{self, Composed, Extras, MD, NoClock, Order, PDF, Unwritten},
    diag::{Lang, Severity},
    report::quality::{self, Subject},
};

use super::{Color, findings, format::Formats, place, put::put, refusal, unmade};

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
    #[arg(value_name = "PLAN", default_value = "plan", value_parser = place::parser())]
    plan: PathBuf,
    /// Mappen, som rapporten skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
    /// Sprog i fund og beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
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
    let composed = build::compose(&common.plan, Edition::default(), &mut NoClock);
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
    let formats = common.formats.of(&[&PDF, &MD]);
    let order = Order {
        // It stands alone.
        documents: &[],
        ..made.order(&formats, Extras::default())
    };
    let doc = doc.map_err(Unwritten::from);
    match doc.and_then(|doc| build::document(&doc, order, &mut NoClock)) {
        Ok(outputs) => put(&common.out, &outputs, common.lang, false),
        Err(error) => unmade(&error, &composed.sources, common.lang, common.color),
    }
}

/// Tells what keeps the plan from being read.
fn refuse(composed: &Composed, common: &Common) -> u8 {
    let errors = composed.found.iter();
    let errors = errors.filter(|finding| finding.severity() == Severity::Fejl);
    findings::show(errors, &composed.sources, common.lang, common.color);
    refusal(&composed.found)
}
