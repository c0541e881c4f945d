//! `helhedsplan report noegletal`.

use clap::Args;

use crate::build::Wanted;

use super::{
    super::{console::Console, place},
    write::{self, Common},
};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    version: place::Version,
    #[command(flatten)]
    common: Common,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    write::run(
        &arguments.version,
        Wanted::KeyFigures,
        &arguments.common,
        console,
    )
}
