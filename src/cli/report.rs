//! `helhedsplan report`: documents about the plan, besides the plan's own.

mod noegletal;
mod status;
mod write;

use clap::{Args, Subcommand};

#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    report: Report,
}

#[derive(Subcommand)]
enum Report {
    /// Skriv nøgletallene: udviklingen siden baseline og den årlige opfølgning
    Noegletal(noegletal::Arguments),
    /// Skriv status for et halvår
    Status(status::Arguments),
}

pub fn run(arguments: &Arguments) -> u8 {
    match &arguments.report {
        Report::Noegletal(arguments) => noegletal::run(arguments),
        Report::Status(arguments) => status::run(arguments),
    }
}
