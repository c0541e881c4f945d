//! The command line: arguments, exit codes, words on the terminal. One file a subcommand.

mod build;
mod check;
mod diff;
mod explain;
mod format;
mod pack;
mod put;
mod redline;
mod release;
mod report;
mod sample;
mod schema;
mod status;
mod submit;

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand, ValueEnum};

use crate::diag::{Lang, say};

/// Exit code: everything was made.
const DONE: u8 = 0;
/// Exit code: findings in the plan forbid it; nothing was written.
const FOUND: u8 = 1;
/// Exit code: it could not run: no such folder, cannot write. clap uses the same for wrong arguments.
const FAILED: u8 = 2;
/// Exit code: a fault of ours.
const INTERNAL: u8 = 70;

/// The folder of the plan, unless another is named.
const PLAN: &str = "plan";

#[derive(Parser)]
#[command(
    name = "helhedsplan",
    version,
    about = "Sætter boligsociale helhedsplaner fra TOML til PDF og Word",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Dan planens dokumenter som PDF og Word
    Build(build::Arguments),
    /// Find det, der ikke passer i planen
    Check(check::Arguments),
    /// Vis, hvad der er ændret mellem to versioner, og hvem der skal godkende det
    Diff(diff::Arguments),
    /// Forklar en kode fra check eller build
    Explain(explain::Arguments),
    /// Frys planen som en version, der ikke ændres mere
    Release(release::Arguments),
    /// Vis planens versioner, hvor langt de er, og hvad de venter på
    Status(status::Arguments),
    /// Saml indsendelsen til Landsbyggefonden
    Submit(submit::Arguments),
    /// Skriv rapporter om planen: kvalitet, nøgletal og halvårlig status
    Report(report::Arguments),
    /// Saml materialet til et møde: dagsorden, sager og bilag i én PDF
    Pack(pack::Arguments),
    /// Skriv de skemaer, som en editor bruger til at hjælpe med TOML-filerne
    Schema(schema::Arguments),
    /// Skriv to planers dokumenter med ændringerne markeret
    #[command(hide = true)]
    Redline(redline::Arguments),
    /// Skriv de indbyggede prøvedokumenter
    #[command(hide = true)]
    Sample(sample::Arguments),
}

/// When to write in colour.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// Only on a terminal.
    #[value(help = "kun på en skærm")]
    Auto,
    /// Always.
    #[value(help = "altid")]
    Always,
    /// Never.
    #[value(help = "aldrig")]
    Never,
}

impl Color {
    fn on(self) -> bool {
        match self {
            Color::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
            }
            Color::Always => true,
            Color::Never => false,
        }
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let command = match Arguments::try_parse() {
        Ok(arguments) => arguments.command,
        Err(error) => {
            // Help and version are no errors; a closed pipe is none of ours.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { DONE });
        }
    };
    // A panic is a fault of ours: it is told as one, and files are only ever renamed into place whole.
    let run = || match command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Release(arguments) => release::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Submit(arguments) => submit::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Redline(arguments) => redline::run(&arguments),
        Command::Sample(arguments) => sample::run(&arguments),
    };
    match std::panic::catch_unwind(run) {
        Ok(code) => ExitCode::from(code),
        Err(_) => ExitCode::from(internal(Lang::Da, "panic")),
    }
}

fn internal(lang: Lang, error: &str) -> u8 {
    tell(&say("intern-fejl", lang, &[("fejl", error.to_owned())]));
    INTERNAL
}

/// A line on standard error; a closed pipe there stops nothing.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A line on standard output.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
