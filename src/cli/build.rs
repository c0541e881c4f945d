//! `helhedsplan build`.

use std::{ffi::OsString, path::PathBuf};

use clap::Args;

use crate::{
    audience::{Audience, Edition},
    build::{self, Checks, Clock, Composed, Extras, Made, Output, Show},
    diag::{self, Severity, say},
    version::Name,
};

use super::{
    DONE, FOUND,
    console::Console,
    format::Formats,
    place,
    put::{closing, frozen},
    refusal,
};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    version: place::Version,
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
    /// Skriv dokumenternes ord og opbygning til prøver
    #[arg(long, hide = true)]
    skeleton: bool,
    /// Skriv den Typst-kilde, som PDF-filen dannes af
    #[arg(long, hide = true)]
    typst: bool,
}

impl Arguments {
    fn edition(&self) -> Edition {
        Edition {
            draft: self.draft,
            audience: Audience::House,
        }
    }
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let (home, name) = (arguments.version.home(), arguments.version.name());
    let clock = &mut console.clock;
    let mut composed = build::compose_version(&home, &name, arguments.edition(), clock);
    clock.stage("check", || build::judge(&mut composed));
    // Advice is for `check`; who builds wants to know what may be wrong.
    console.findings(&composed.found, &composed.sources, Severity::Advarsel);
    let against = against(arguments, console);
    if let (Ok(Some(old)), Some(new)) = (&against, &mut composed.made) {
        let clock = &mut console.clock;
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
            // That the documents can be had all the same.
            console.note(&say("stoppet-af-kontrol", console.lang, &[]));
            FOUND
        }
        (Some(made), Ok(old)) => write(&composed, made, old.as_ref(), arguments, console),
        (None, Ok(_)) => refusal(&composed.found),
    };
    // What could not be written says so itself, whatever the plan's findings are.
    let refused = composed.made.is_none() || code == FOUND;
    if code == DONE && composed.checks == Checks::OnRecord {
        // Nothing of it keeps a release from being set; but it is not without findings for that.
        let found = console
            .clock
            .stage("check", || build::outcome(&composed).found);
        console.note(&frozen(&found, console.lang));
    } else if code == DONE || (refused && diag::any_error(&composed.found)) {
        console.note(&closing(&composed.found, console.lang, code));
    }
    code
}

/// The version that a draft is held against, if there is one. It must be readable, but may have faults that a check
/// finds: those are not what the draft is about.
fn against(arguments: &Arguments, console: &mut Console) -> Result<Option<Made>, u8> {
    let Some(against) = &arguments.against else {
        return Ok(None);
    };
    // Releases and revisions are those of the plan that is built.
    let (plan, against) = (arguments.version.home(), Name::parse(against));
    let old = build::compose_version(&plan, &against, arguments.edition(), &mut console.clock);
    if old.made.is_none() {
        console.findings(&old.found, &old.sources, Severity::Advarsel);
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
    console: &mut Console,
) -> u8 {
    let extras = Extras {
        show: Show::Bars,
        skeleton: arguments.skeleton,
        typst: arguments.typst,
        ..Extras::default()
    };
    let formats = arguments.formats.of(&build::sent());
    let outputs = match build::write(made, &formats, extras, &mut console.clock) {
        Ok(outputs) => outputs,
        Err(error) => return console.unmade(&error, &composed.sources),
    };
    let manifest = build::manifest(composed, against, &outputs, console.lang);
    let all: Vec<Output> = outputs.into_iter().chain([manifest]).collect();
    console.put(&arguments.out, &all)
}
