//! `helhedsplan check`: every finding of a plan at once, in source order.

use std::{mem::ManuallyDrop, panic, thread};

use clap::{Args, ValueEnum};

use crate::{
    build::{self, Clock, Composed},
    diag::{self, Diagnostic, Lang, Severity, github, json, sarif, say},
    model::{Plan, Waiver},
    rules::{self, Outcome},
    source::Sources,
    template::words::number,
    version::{NOWHERE, Name},
};

use super::{DONE, FAILED, console::Console, place, refusal};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    version: place::Version,
    /// Hvordan fundene vises
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Fra hvilken alvor fund giver fejlkode 1
    #[arg(long, value_enum, default_value = "fejl")]
    deny: Deny,
    /// Vis kun disse koder
    #[arg(long, value_name = "KODE", value_delimiter = ',')]
    only: Vec<String>,
    /// Vis også de fund, der er dispenseret for
    #[arg(long)]
    dispenserede: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Raad,
    Advarsel,
    Fejl,
}

impl Deny {
    fn severity(self) -> Severity {
        match self {
            Deny::Raad => Severity::Raad,
            Deny::Advarsel => Severity::Advarsel,
            Deny::Fejl => Severity::Fejl,
        }
    }
}

/// What a check gave.
struct Report<'a> {
    sources: &'a Sources,
    outcome: Outcome,
    plan: Option<&'a Plan>,
    headroom: Option<rules::Headroom>,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let lang = console.lang;
    if let Some(code) = arguments.only.iter().find(|code| !known(code)) {
        console.failure(&say("kontrol-ukendt-kode", lang, &[("kode", code.clone())]));
        return FAILED;
    }
    let (home, name) = (arguments.version.home(), arguments.version.name());
    let place = name.folder(&home).display().to_string();
    // Releases take as long to read as the plan itself: another processor does it, where there is one.
    let (composed, decided) = thread::scope(|scope| {
        let read = || match &name {
            Name::Folder(folder) => build::read_decided(folder),
            Name::Release(_) | Name::Revision { .. } | Name::Unknown(_) => Vec::new(),
        };
        let decided = scope.spawn(read);
        let composed = build::compose_to_check(&home, &name, &mut console.clock);
        (composed, decided.join())
    });
    let decided = ManuallyDrop::new(decided.unwrap_or_else(|fault| panic::resume_unwind(fault)));
    // The program ends with this command. To give all that a plan is back piece by piece would cost more than most rules.
    let mut composed = ManuallyDrop::new(composed);
    let none = |d: &&Diagnostic| d.code == "K002" || NOWHERE.contains(&d.code);
    if let Some(finding) = composed.found.iter().find(none) {
        console.finding(finding, &composed.sources);
        return FAILED;
    }
    let mut outcome = console.clock.stage("check", || build::outcome(&composed));
    if let (Name::Folder(_), false) = (&name, composed.sources.is_release()) {
        let decisions = build::check_decisions(&mut composed.sources, &decided);
        outcome.found.extend(decisions);
        let meetings = build::check_meetings(&mut composed);
        outcome.found.extend(meetings);
        diag::sort(&mut outcome.found);
    }
    let mut report = report(&composed, outcome);
    let wanted =
        |d: &Diagnostic| arguments.only.is_empty() || arguments.only.iter().any(|c| c == d.code);
    report.outcome.found.retain(wanted);
    report
        .outcome
        .waived
        .retain(|waived| wanted(&waived.finding));
    match arguments.format {
        Format::Human => human(&report, arguments, console),
        Format::Json => console.answer(&as_json(&report, lang)),
        Format::Sarif => console.answer(&as_sarif(&report, &place, lang)),
        Format::Github => {
            for finding in &report.outcome.found {
                console.answer(&github::annotation(finding, report.sources, &place, lang));
            }
        }
    }
    let denied = arguments.deny.severity();
    let refused = report.outcome.found.iter().any(|d| d.severity() >= denied);
    match refused {
        true => refusal(&report.outcome.found),
        false => DONE,
    }
}

/// Codes of findings, whether of a rule or of form.
fn known(code: &str) -> bool {
    rules::explain(code, Lang::Da).is_some()
}

fn report(composed: &Composed, outcome: Outcome) -> Report<'_> {
    let made = composed.made.as_ref();
    Report {
        outcome,
        headroom: made.and_then(|made| rules::headroom(&made.plan, &made.template.rules)),
        sources: &composed.sources,
        plan: made.map(|made| &made.plan),
    }
}

fn human(report: &Report<'_>, arguments: &Arguments, console: &Console) {
    let lang = console.lang;
    console.findings(&report.outcome.found, report.sources, Severity::Raad);
    if arguments.dispenserede {
        for waived in &report.outcome.waived {
            let waiver = waiver_of(report, waived.waiver);
            let words = waiver.map(|w| waiver_words(w, lang)).unwrap_or_default();
            let finding = console.shown(&waived.finding, report.sources);
            console.note(&format!("{finding}\n{words}\n"));
        }
    }
    if let Some(headroom) = &report.headroom {
        let args = [
            ("lokal", number(headroom.local)),
            ("samlet", number(headroom.total)),
            ("luft", number(headroom.above)),
            ("mindst", number(headroom.least)),
        ];
        console.note(&say("kontrol-medfinansiering", lang, &args));
    }
    let count = |severity| count(&report.outcome.found, severity).to_string();
    let args = [
        ("fejl", count(Severity::Fejl)),
        ("advarsler", count(Severity::Advarsel)),
        ("raad", count(Severity::Raad)),
        ("dispenserede", report.outcome.waived.len().to_string()),
    ];
    console.note(&say("kontrol-resultat", lang, &args));
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|d| d.severity() == severity).count()
}

fn waiver_of<'a>(report: &Report<'a>, index: usize) -> Option<&'a Waiver> {
    report.plan?.waivers.get(index)
}

fn waiver_words(waiver: &Waiver, lang: Lang) -> String {
    let args = [
        ("dato", waiver.date.to_string()),
        ("rolle", waiver.role.clone()),
        ("begrundelse", waiver.reason.clone()),
    ];
    say("kontrol-dispenseret", lang, &args)
}

/// Version of the JSON report's shape.
const SHAPE: u32 = 1;

/// `{ version, program, counts, cofinancing, findings, waived }`; money as strings of whole kroner.
fn as_json(report: &Report<'_>, lang: Lang) -> String {
    let found = &report.outcome.found;
    let findings = found
        .iter()
        .map(|d| json::Finding::of(d, report.sources, lang));
    let waived = report.outcome.waived.iter().map(|waived| {
        let waiver = waiver_of(report, waived.waiver);
        serde_json::json!({
            "finding": json::Finding::of(&waived.finding, report.sources, lang),
            "reason": waiver.map(|w| &w.reason),
            "role": waiver.map(|w| &w.role),
            "date": waiver.map(|w| w.date.to_string()),
            "expires": waiver.and_then(|w| w.expires).map(|day| day.to_string()),
        })
    });
    let cofinancing = report.headroom.as_ref().map(|headroom| {
        serde_json::json!({
            "local": headroom.local.to_string(),
            "total": headroom.total.to_string(),
            "above_floor": headroom.above.to_string(),
            "least_percent": headroom.least.to_string(),
        })
    });
    let report = serde_json::json!({
        "version": SHAPE,
        "program": concat!("helhedsplan ", env!("CARGO_PKG_VERSION")),
        "counts": {
            "fejl": count(found, Severity::Fejl),
            "advarsel": count(found, Severity::Advarsel),
            "raad": count(found, Severity::Raad),
            "waived": report.outcome.waived.len(),
        },
        "cofinancing": cofinancing,
        "findings": findings.collect::<Vec<_>>(),
        "waived": waived.collect::<Vec<_>>(),
    });
    format!("{report:#}")
}

fn as_sarif(report: &Report<'_>, folder: &str, lang: Lang) -> String {
    let results = report.outcome.found.iter().map(|finding| sarif::Result {
        finding,
        waived: None,
    });
    let waived = report.outcome.waived.iter().map(|waived| sarif::Result {
        finding: &waived.finding,
        waived: waiver_of(report, waived.waiver).map(|w| waiver_words(w, lang)),
    });
    let results: Vec<_> = results.chain(waived).collect();
    let log = sarif::log(&results, report.sources, folder, lang, |code| {
        rules::explain(code, lang)
    });
    format!("{log:#}")
}
