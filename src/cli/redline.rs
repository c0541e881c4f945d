//! `helhedsplan redline`: two plan folders → documents with marks; for tests, behind `diff`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    audience::Edition,
    build::{self, Clock, Composed, Extras, Output},
};

use super::{FOUND, console::Console, format::Formats};

#[derive(Args)]
pub struct Arguments {
    /// Mappen med den gamle plan
    old: PathBuf,
    /// Mappen med den nye plan
    new: PathBuf,
    /// Mappen, som dokumenterne skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
    /// Skriv dokumenternes ord og opbygning
    #[arg(long)]
    skeleton: bool,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let versions = [&arguments.old, &arguments.new];
    let versions = versions.map(|folder| composed(folder, &mut console.clock));
    let [Some(old), Some(new)] = versions.each_ref().map(|version| version.made.as_ref()) else {
        for version in &versions {
            console.errors(&version.found, &version.sources);
        }
        return FOUND;
    };
    let extras = Extras {
        skeleton: arguments.skeleton,
        ..Extras::default()
    };
    let formats = arguments.formats.of(&build::sent());
    let order = new.order(&formats, extras);
    let mut outputs: Vec<Output> = Vec::new();
    for doc in build::redlines(old, new, "-aendringer") {
        match build::document(&doc, order, &mut console.clock) {
            Ok(files) => outputs.extend(files),
            Err(error) => return console.internal(&error.to_string()),
        }
    }
    console.put(&arguments.out, &outputs)
}

fn composed(folder: &Path, clock: &mut impl Clock) -> Composed {
    build::compose(folder, Edition::default(), clock)
}
