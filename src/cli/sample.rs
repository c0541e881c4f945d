//! `helhedsplan sample`: the built-in sample documents, for the acceptance suite.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{
    audience::Audience,
    build::{self, Extras, Order},
    doc::sample,
    template::{Template, families},
};

use super::{console::Console, format::Formats};

#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum)]
    which: Which,
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
    #[arg(long)]
    draft: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    EveryKind,
    Hostile,
    Redlined,
    HostileRedlined,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let mut doc = match arguments.which {
        Which::EveryKind => sample::every_kind(),
        Which::Hostile => sample::hostile(),
        Which::Redlined => sample::redlined(),
        Which::HostileRedlined => sample::hostile_redlined(),
    };
    doc.meta.draft |= arguments.draft;
    if let Some(revision) = &mut doc.revision {
        revision.before.draft |= arguments.draft;
    }
    doc.meta.stem = "sample".to_owned();
    let template = families()
        .first()
        .and_then(|family| Template::load(family.name));
    let Some(Ok(template)) = template else {
        return console.internal("template");
    };
    let extras = Extras {
        skeleton: true,
        ..Extras::default()
    };
    let order = Order {
        template: &template,
        documents: &[],
        abbreviations: &[],
        formats: &arguments.formats.of(&build::sent()),
        audience: Audience::House,
        extras,
    };
    match build::document(&doc, order, &mut console.clock) {
        Ok(outputs) => console.put(&arguments.out, &outputs),
        Err(error) => console.internal(&error.to_string()),
    }
}
