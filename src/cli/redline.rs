//! `helhedsplan redline`: two plan folders → documents with marks; for tests, behind `diff`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    audience::Edition,
    build::{self, Extras, Made, NoClock, Output},
    diag::{Lang, render},
};

use super::{FOUND, format::Formats, internal, put::put, tell};

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

pub fn run(arguments: &Arguments) -> u8 {
    let (Some(old), Some(new)) = (made(&arguments.old), made(&arguments.new)) else {
        return FOUND;
    };
    let extras = Extras {
        skeleton: arguments.skeleton,
        ..Extras::default()
    };
    let formats = arguments.formats.of(&build::sent());
    let order = new.order(&formats, extras);
    let mut outputs: Vec<Output> = Vec::new();
    for doc in build::redlines(&old, &new, "-aendringer") {
        match build::document(&doc, order, &mut NoClock) {
            Ok(files) => outputs.extend(files),
            Err(error) => return internal(Lang::Da, &error.to_string()),
        }
    }
    put(&arguments.out, &outputs, Lang::Da, true)
}

fn made(folder: &Path) -> Option<Made> {
    let composed = build::compose(folder, Edition::default(), &mut NoClock);
    if composed.made.is_none() {
        for finding in &composed.found {
            tell(&render::human(finding, &composed.sources, Lang::Da, false));
        }
    }
    composed.made
}
