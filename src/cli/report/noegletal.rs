//! `helhedsplan report noegletal`.

use std::path::PathBuf;

use clap::Args;

use crate::build::Wanted;

use super::{
    super::place,
    write::{self, Common},
};

#[derive(Args)]
pub struct Arguments {
    /// Mappen med planen
    #[arg(value_name = "PLAN", default_value = "plan", value_parser = place::parser())]
    plan: PathBuf,
    #[command(flatten)]
    common: Common,
}

pub fn run(arguments: &Arguments) -> u8 {
    write::run(&arguments.plan, Wanted::KeyFigures, &arguments.common)
}
