//! The command line: arguments, exit codes, words on the terminal. One file a subcommand.

mod build;
mod check;
mod diff;
mod explain;
mod findings;
mod format;
mod pack;
mod place;
mod put;
mod redline;
mod release;
mod report;
mod sample;
mod schema;
mod status;
mod submit;
mod usage;

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
};

use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::{
    build::Unwritten,
    diag::{Diagnostic, Lang, render, say},
    source::Sources,
    version::NOWHERE,
};

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
    about = "Sætter boligsociale helhedsplaner fra TOML til PDF og Word"
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
    let words = usage::language_last(std::env::args_os().collect());
    let lang = usage::lang(&words);
    let parsed = usage::command(lang).try_get_matches_from(words);
    let command = match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments.command,
        Err(error) => return ExitCode::from(explain_usage(&error, lang)),
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
        // Who asked for words and got none was not served.
        Ok(DONE) if UNSAID.load(Ordering::Relaxed) => ExitCode::from(FAILED),
        Ok(code) => ExitCode::from(code),
        Err(_) => ExitCode::from(internal(Lang::Da, "panic")),
    }
}

/// Help and version are no errors.
fn explain_usage(error: &clap::Error, lang: Lang) -> u8 {
    let shown = usage::shown(error, lang);
    if error.use_stderr() {
        tell(shown.trim_end());
        return FAILED;
    }
    print(shown.trim_end());
    if UNSAID.load(Ordering::Relaxed) {
        FAILED
    } else {
        DONE
    }
}

fn internal(lang: Lang, error: &str) -> u8 {
    tell(&say("intern-fejl", lang, &[("fejl", error.to_owned())]));
    INTERNAL
}

/// Tells why files could not be made: what is in the plan at its place, anything else as a fault of ours.
fn unmade(error: &Unwritten, sources: &Sources, lang: Lang, color: Color) -> u8 {
    match error.finding(sources) {
        Some(finding) => {
            tell(&render::human(&finding, sources, lang, color.on()));
            FOUND
        }
        None => internal(lang, &error.to_string()),
    }
}

/// A line on standard error; a closed pipe there stops nothing.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Whether a line on standard output was lost: the disk behind it is full, or nobody reads on.
static UNSAID: AtomicBool = AtomicBool::new(false);

/// A line on standard output.
fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{line}").and_then(|()| out.flush());
    if said.is_err() {
        UNSAID.store(true, Ordering::Relaxed);
    }
}

/// The exit code of a plan with errors: some mean that there is none, or that it cannot be read at all.
fn refusal<'f>(found: impl IntoIterator<Item = &'f Diagnostic>) -> u8 {
    const UNREAD: [&str; 3] = ["K006", "Q008", "V127"];
    let nothing = |code: &str| NOWHERE.contains(&code) || UNREAD.contains(&code);
    if found.into_iter().any(|finding| nothing(finding.code)) {
        FAILED
    } else {
        FOUND
    }
}
