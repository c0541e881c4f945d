//! `helhedsplan build`.

use std::{ffi::OsString, path::PathBuf, sync::OnceLock, time::Duration};

use clap::{Args, ValueEnum};

use crate::{
    audience::{Audience, Edition},
    build::{self, Checks, Clock, Composed, Extras, Made, Output, Show, Stopwatch, Unwritten},
    diag::{self, Diagnostic, Lang, Severity, json, render, say},
    output,
    source::Sources,
    version::Name,
};

use super::{
    Color, DONE, FAILED, FOUND, INTERNAL, PLAN, findings, format::Formats, place, print, put,
    refusal, tell,
};

#[derive(Args)]
pub struct Arguments {
    /// Mappen med planen, nummeret på en udgivelse af planen i plan/, eller git:REVISION
    #[arg(value_name = "PLAN", default_value = PLAN, value_parser = place::parser())]
    plan: PathBuf,
    /// Mappen, som dokumenterne skrives i
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    formats: Formats,
    /// Sæt et udkast: vandmærke, linjenumre og forfatternes noter
    #[arg(long)]
    draft: bool,
    /// Sæt et udkast med streger i margenen ud for det, der er ændret siden en ældre version
    #[arg(long, value_name = "VERSION", requires = "draft")]
    against: Option<OsString>,
    /// Dan dokumenterne, selv om kontrollen finder fejl; så står det på dem
    #[arg(long)]
    force: bool,
    /// Vis, hvor lang tid hvert trin tog
    #[arg(long)]
    timings: bool,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Skriv kun fejl
    #[arg(short, long)]
    quiet: bool,
    /// Beskeder til mennesker eller til programmer (én JSON-linje for hver)
    #[arg(long, value_enum, default_value = "human")]
    message_format: MessageFormat,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
    /// Skriv dokumenternes ord og opbygning til prøver
    #[arg(long, hide = true)]
    skeleton: bool,
    /// Skriv den Typst-kilde, som PDF-filen dannes af
    #[arg(long, hide = true)]
    typst: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Human,
    Json,
}

impl Arguments {
    fn edition(&self) -> Edition {
        Edition {
            draft: self.draft,
            audience: Audience::House,
        }
    }
}

pub fn run(arguments: &Arguments) -> u8 {
    let mut clock = Stopwatch {
        now,
        stages: Vec::new(),
    };
    let name = Name::parse(arguments.plan.as_os_str());
    let home = place::home();
    let mut composed = build::compose_version(&home, &name, arguments.edition(), &mut clock);
    clock.stage("check", || build::judge(&mut composed));
    tell_findings(&composed, arguments);
    let against = against(&name, arguments, &mut clock);
    if let (Ok(Some(old)), Some(new)) = (&against, &mut composed.made) {
        let list = clock.stage("changes", || build::changes(old, new));
        clock.stage("redline", || build::revise(old, new, &list));
    }
    let failed = composed.checks == Checks::Failed;
    if failed && arguments.force {
        build::stamp(&mut composed);
    }
    let code = match (&composed.made, &against) {
        (_, Err(code)) => *code,
        (Some(_), _) if failed && !arguments.force => {
            tell_refusal(arguments);
            FOUND
        }
        (Some(made), Ok(old)) => write(&composed, made, old.as_ref(), arguments, &mut clock),
        (None, Ok(_)) => refusal(&composed.found),
    };
    closing(&composed, arguments, code);
    if arguments.timings {
        for (stage, time) in &clock.stages {
            tell(&format!(
                "{stage:>8} {:>8.1} ms",
                time.as_secs_f64() * 1000.0
            ));
        }
    }
    code
}

/// The version that a draft is held against, if there is one. It must be readable, but may have faults that a check
/// finds: those are not what the draft is about.
fn against(name: &Name, arguments: &Arguments, clock: &mut Stopwatch) -> Result<Option<Made>, u8> {
    let Some(against) = &arguments.against else {
        return Ok(None);
    };
    // Releases and revisions are those of the plan that is built.
    let plan = match name {
        Name::Folder(folder) => folder.clone(),
        Name::Release(_) | Name::Revision { .. } | Name::Unknown(_) => place::home(),
    };
    let old = build::compose_version(&plan, &Name::parse(against), arguments.edition(), clock);
    if old.made.is_none() {
        tell_findings(&old, arguments);
        return Err(refusal(&old.found));
    }
    Ok(old.made)
}

/// Makes the files of a plan without errors and puts them in their places.
fn write(
    composed: &Composed,
    made: &Made,
    against: Option<&Made>,
    arguments: &Arguments,
    clock: &mut Stopwatch,
) -> u8 {
    let extras = Extras {
        show: Show::Bars,
        skeleton: arguments.skeleton,
        typst: arguments.typst,
        ..Extras::default()
    };
    let formats = arguments.formats.of(&build::sent());
    let outputs = match build::write(made, &formats, extras, clock) {
        Ok(outputs) => outputs,
        Err(error) => return unmade(&error, composed, arguments),
    };
    let manifest = build::manifest(composed, against, &outputs, arguments.lang);
    let all: Vec<Output> = outputs.into_iter().chain([manifest]).collect();
    if let Err(fault) = clock.stage("write", || output::write(&arguments.out, &all)) {
        let finding = put::unwritten(fault, arguments.lang);
        tell_failure(arguments, &finding, &composed.sources);
        return FAILED;
    }
    tell_files(&all, arguments);
    DONE
}

/// Tells why the files could not be made: what is in the plan as a finding, anything else as a fault of ours.
fn unmade(error: &Unwritten, composed: &Composed, arguments: &Arguments) -> u8 {
    match error.finding(&composed.sources) {
        Some(finding) => {
            tell_finding(&finding, composed, arguments);
            FOUND
        }
        None => {
            let fault = [("fejl", error.to_string())];
            tell_words(arguments, &say("intern-fejl", arguments.lang, &fault));
            INTERNAL
        }
    }
}

/// Time since the program first asked: the only place that looks at a clock, for `--timings`.
#[expect(
    clippy::disallowed_methods,
    reason = "timings are shown, never written to a document"
)]
fn now() -> Duration {
    static START: OnceLock<std::time::Instant> = OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Advice is for `check`; who builds wants to know what may be wrong.
fn tell_findings(composed: &Composed, arguments: &Arguments) {
    let least = if arguments.quiet {
        Severity::Fejl
    } else {
        Severity::Advarsel
    };
    let (sources, lang) = (&composed.sources, arguments.lang);
    if arguments.message_format == MessageFormat::Human {
        let told = composed.found.iter();
        let told = told.filter(|finding| finding.severity() >= least);
        return findings::show(told, sources, lang, arguments.color);
    }
    for finding in &composed.found {
        tell_finding(finding, composed, arguments);
    }
}

fn tell_finding(finding: &Diagnostic, composed: &Composed, arguments: &Arguments) {
    let (sources, lang) = (&composed.sources, arguments.lang);
    if arguments.message_format == MessageFormat::Json {
        let finding = json::Finding::of(finding, sources, lang);
        let finding = serde_json::json!({ "reason": "finding", "finding": finding });
        print(&line(&finding));
    } else {
        let shown = render::human(finding, sources, lang, arguments.color.on());
        tell(&format!("{shown}\n"));
    }
}

fn tell_files(outputs: &[Output], arguments: &Arguments) {
    for output in outputs {
        let path = arguments.out.join(&output.path).display().to_string();
        if arguments.message_format == MessageFormat::Json {
            let bytes = output.bytes.len();
            print(&line(
                &serde_json::json!({ "reason": "file", "path": path, "bytes": bytes, "pages": output.pages }),
            ));
            continue;
        }
        if arguments.quiet {
            continue;
        }
        print(&put::written(&arguments.out, output, arguments.lang));
    }
}

/// Says that the documents can be had all the same; programs read it from the findings.
fn tell_refusal(arguments: &Arguments) {
    if arguments.message_format == MessageFormat::Human && !arguments.quiet {
        tell(&say("stoppet-af-kontrol", arguments.lang, &[]));
    }
}

/// Says why nothing could be written, though the plan has no errors.
fn tell_failure(arguments: &Arguments, finding: &Diagnostic, sources: &Sources) {
    let words = if arguments.message_format == MessageFormat::Json {
        say(finding.code, arguments.lang, &finding.args)
    } else {
        render::human(finding, sources, arguments.lang, arguments.color.on())
    };
    tell_words(arguments, &words);
}

fn tell_words(arguments: &Arguments, words: &str) {
    if arguments.message_format == MessageFormat::Json {
        print(&line(
            &serde_json::json!({ "reason": "failure", "message": words }),
        ));
    } else {
        tell(words);
    }
}

/// The last line: how it went, with counts of findings.
fn closing(composed: &Composed, arguments: &Arguments, code: u8) {
    // What could not be written says so itself, whatever the plan's findings are.
    let refused = composed.made.is_none() || code == FOUND;
    if arguments.message_format == MessageFormat::Json {
        print(&line(
            &serde_json::json!({ "reason": "finished", "success": code == DONE }),
        ));
    } else if !arguments.quiet && (code == DONE || (refused && diag::any_error(&composed.found))) {
        put::closing(&composed.found, arguments.lang, code);
    }
}

fn line(value: &serde_json::Value) -> String {
    value.to_string()
}
