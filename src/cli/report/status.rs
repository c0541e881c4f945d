//! `helhedsplan report status`.

use clap::Args;

use crate::build::Wanted;

use super::{
    super::{console::Console, place},
    write::{self, Common},
};

#[derive(Args)]
pub struct Arguments {
    /// Halvåret, fx 2022-1
    #[arg(value_name = "HALVÅR")]
    half: String,
    #[command(flatten)]
    version: place::Version,
    #[command(flatten)]
    common: Common,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    write::run(
        &arguments.version,
        Wanted::Status(&arguments.half),
        &arguments.common,
        console,
    )
}
