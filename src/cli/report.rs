//! `helhedsplan report`: documents about the plan, besides the plan's own. One subcommand a report.

mod noegletal;
mod status;
mod underskrivere;
mod write;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    audience::Edition,
    build::{self, Extras, MD, Order, PDF, Unwritten},
    report::quality::{self, Subject},
};

use super::{console::Console, format::Formats, place, refusal};

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
    /// Underskrivere: hvem der skriver under på hvilket dokument, som CSV til en signeringstjeneste
    Underskrivere(underskrivere::Arguments),
}

/// What every report is asked with.
#[derive(Args)]
struct Common {
    #[command(flatten)]
    version: place::Version,
    /// Mappen, som rapporten skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    match &arguments.which {
        Some(Which::Kvalitet(common)) => report_quality(common, console),
        Some(Which::Noegletal(arguments)) => noegletal::run(arguments, console),
        Some(Which::Status(arguments)) => status::run(arguments, console),
        Some(Which::Underskrivere(arguments)) => underskrivere::run(arguments, console),
        None => report_quality(&arguments.quality, console),
    }
}

/// A plan may have any findings of the rules; one whose form is broken cannot be reported on.
fn report_quality(common: &Common, console: &mut Console) -> u8 {
    let (home, name) = (common.version.home(), common.version.name());
    let composed = build::compose_version(&home, &name, Edition::default(), &mut console.clock);
    let Some(made) = &composed.made else {
        console.errors(&composed.found, &composed.sources);
        return refusal(&composed.found);
    };
    let outcome = build::outcome(&composed);
    let doc = quality::compose(Subject {
        plan: &made.plan,
        template: &made.template,
        sources: &composed.sources,
        docs: &made.docs,
        outcome: &outcome,
        lang: console.lang,
    });
    let formats = common.formats.of(&[&PDF, &MD]);
    let order = Order {
        // It stands alone.
        documents: &[],
        ..made.order(&formats, Extras::default())
    };
    let doc = doc.map_err(Unwritten::from);
    match doc.and_then(|doc| build::document(&doc, order, &mut console.clock)) {
        Ok(outputs) => console.put(&common.out, &outputs),
        Err(error) => console.unmade(&error, &composed.sources),
    }
}
