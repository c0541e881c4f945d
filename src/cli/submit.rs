//! `helhedsplan submit`: the bundle for Landsbyggefonden.

use std::{ffi::OsString, path::PathBuf};

use clap::Args;

use crate::{
    audience::{Audience, Edition},
    build::{self, AsIs, Checks, Composed, Made, NoClock, Submission},
    diag::{Diagnostic, Lang, Severity, say},
    source::Sources,
    version::Name,
};

use super::{Color, FAILED, FOUND, PLAN, findings, place, put::put, refusal, tell, unmade};

#[derive(Args)]
pub struct Arguments {
    /// Det, der sendes: mappen med planen, nummeret på en udgivelse af planen i plan/, eller git:REVISION
    #[arg(value_name = "PLAN", default_value = PLAN, value_parser = place::parser())]
    plan: PathBuf,
    /// Den version, der sidst blev godkendt eller sendt
    #[arg(long, value_name = "VERSION")]
    against: OsString,
    /// Send versionen, selv om ikke alt er besluttet; begrundelsen står i manifestet og følgebrevet
    #[arg(long, value_name = "BEGRUNDELSE")]
    as_is: Option<String>,
    /// Mappen, som indsendelsen skrives i
    #[arg(long, value_name = "DIR", default_value = "indsendelse")]
    out: PathBuf,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

pub fn run(arguments: &Arguments) -> u8 {
    if arguments
        .as_is
        .as_deref()
        .is_some_and(|reason| reason.trim().is_empty())
    {
        let finding = Diagnostic::new("C014");
        findings::show(
            [finding].iter(),
            &Sources::none(),
            arguments.lang,
            arguments.color,
        );
        return FAILED;
    }
    let name = Name::parse(arguments.plan.as_os_str());
    // Releases and revisions are those of the plan that is sent.
    let home = match &name {
        Name::Folder(folder) => folder.clone(),
        Name::Release(_) | Name::Revision { .. } | Name::Unknown(_) => place::home(),
    };
    let mut new = build::compose_to_send(&place::home(), &name, &mut NoClock);
    build::judge(&mut new);
    let (against, edition) = (Name::parse(&arguments.against), Edition::of(Audience::Fund));
    let old = build::compose_version(&home, &against, edition, &mut NoClock);
    let sources = &new.sources;
    let hindrances = build::hindrances(&old, &new);
    if arguments.as_is.is_none() {
        findings::show(hindrances.iter(), sources, arguments.lang, arguments.color);
    }
    let (Some(old), Some(new)) = (arguments.usable(&old), arguments.sendable(&new)) else {
        return arguments.refused(&[&old, &new]);
    };
    if arguments.as_is.is_none() && !hindrances.is_empty() {
        tell(&say("indsendelse-ikke-besluttet", arguments.lang, &[]));
        return FOUND;
    }
    let missing = said(&hindrances);
    let list = build::changes(old, new);
    let submission = Submission {
        old,
        new,
        changes: new.since(old, &list),
        as_is: arguments.as_is(&missing),
    };
    let outputs = match build::submission(submission, &mut NoClock) {
        Ok(outputs) => outputs,
        Err(error) => return unmade(&error, sources, arguments.lang, arguments.color),
    };
    if !missing.is_empty() {
        let count = [("antal", missing.len().to_string())];
        tell(&say("indsendelse-som-den-er", arguments.lang, &count));
    }
    put(&arguments.out, &outputs, arguments.lang, false)
}

/// What is missing, as the letter and the manifest tell it: each a Danish sentence.
fn said(hindrances: &[Diagnostic]) -> Vec<String> {
    let sentence = |finding: &Diagnostic| {
        let words = say(finding.code, Lang::Da, &finding.args);
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    hindrances.iter().map(sentence).collect()
}

impl Arguments {
    /// Why it is sent although something is missing.
    fn as_is<'a>(&'a self, missing: &'a [String]) -> Option<AsIs<'a>> {
        let reason = self.as_is.as_deref()?.trim();
        (!missing.is_empty()).then_some(AsIs { reason, missing })
    }

    /// A version that can be read; what it says wrong was said when it was sent.
    fn usable<'c>(&self, composed: &'c Composed) -> Option<&'c Made> {
        if composed.made.is_none() {
            self.tell_errors(composed);
        }
        composed.made.as_ref()
    }

    /// A version that may leave the house: without errors, or frozen with those it was sent with.
    fn sendable<'c>(&self, composed: &'c Composed) -> Option<&'c Made> {
        if composed.checks == Checks::Failed || composed.made.is_none() {
            self.tell_errors(composed);
            return None;
        }
        composed.made.as_ref()
    }

    fn tell_errors(&self, composed: &Composed) {
        let errors = composed.found.iter();
        let errors = errors.filter(|finding| finding.severity() == Severity::Fejl);
        findings::show(errors, &composed.sources, self.lang, self.color);
    }

    fn refused(&self, versions: &[&Composed]) -> u8 {
        tell(&say("indsendelse-stoppet", self.lang, &[]));
        refusal(versions.iter().flat_map(|version| &version.found))
    }
}
