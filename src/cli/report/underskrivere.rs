//! `helhedsplan report underskrivere`.

use std::path::PathBuf;

use clap::Args;

use crate::{
    audience::Edition,
    build::{self, Output},
    report::signers,
};

use super::{
    super::{console::Console, place},
    refusal,
};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    version: place::Version,
    /// Mappen, som listen skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let (home, name) = (arguments.version.home(), arguments.version.name());
    let composed = build::compose_version(&home, &name, Edition::default(), &mut console.clock);
    let Some(made) = &composed.made else {
        console.errors(&composed.found, &composed.sources);
        return refusal(&composed.found);
    };
    let meta = &made.plan.meta;
    let path = format!("{}-{}-underskrivere.csv", meta.slug, meta.version.text);
    match signers::csv(&made.plan, &made.template, &made.docs) {
        Ok(bytes) => {
            let pages = None;
            console.put(&arguments.out, &[Output { path, bytes, pages }])
        }
        Err(error) => console.internal(&error.to_string()),
    }
}
