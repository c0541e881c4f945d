//! How a command speaks: in which language, how loud, to whom. The same for every command.

use std::{path::Path, sync::OnceLock, time::Duration};

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::{
    build::{Clock, Output, Stopwatch, Unwritten},
    diag::{Diagnostic, Lang, Severity, json, render, say},
    output,
    source::Sources,
};

use super::{Color, DONE, FAILED, FOUND, INTERNAL, findings, print, put, tell};

/// What can be asked of every command, before its name or after it.
#[derive(Args)]
pub struct Manner {
    /// Sprog i beskeder
    #[arg(long, global = true, value_enum, default_value = "da")]
    lang: Lang,
    /// Skriv kun fejl
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Farver i beskeder
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: Color,
    /// Beskeder til mennesker eller til programmer (én JSON-linje for hver)
    #[arg(long, global = true, value_enum, default_value = "human")]
    message_format: Readers,
    /// Vis, hvor lang tid hvert trin tog
    #[arg(long, global = true)]
    timings: bool,
}

/// Who reads what a command says.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Readers {
    /// People: what was asked for on standard output, all else on standard error.
    #[value(help = "til mennesker")]
    Human,
    /// Programs: an object of JSON a line, all on standard output; `docs/machine-formats.md` describes them.
    #[value(help = "til programmer")]
    Json,
}

/// What a command speaks through.
pub struct Console {
    /// Language of all that is said.
    pub lang: Lang,
    /// Notes how long the stages of the work take.
    pub clock: Stopwatch,
    manner: Manner,
}

impl Console {
    /// Speaks as it is asked to.
    pub fn of(manner: Manner) -> Console {
        Console {
            lang: manner.lang,
            clock: Stopwatch {
                now,
                stages: Vec::new(),
            },
            manner,
        }
    }

    fn to_programs(&self) -> bool {
        self.manner.message_format == Readers::Json
    }

    /// Whether findings of a severity are told when those from `least` on are.
    fn tells(&self, severity: Severity, least: Severity) -> bool {
        let least = match (self.manner.quiet, self.to_programs()) {
            (true, _) => Severity::Fejl,
            // A program picks for itself.
            (false, true) => Severity::Raad,
            (false, false) => least,
        };
        severity >= least
    }

    /// What was asked for, where it is not a file: a list, a page, a status.
    pub fn answer(&self, text: &str) {
        match self.to_programs() {
            true => print(&json!({ "reason": "answer", "text": text }).to_string()),
            false => print(text),
        }
    }

    /// Tells findings from a severity on, in their order.
    pub fn findings<'f>(
        &self,
        found: impl IntoIterator<Item = &'f Diagnostic>,
        sources: &Sources,
        least: Severity,
    ) {
        let found = found.into_iter();
        let told = found.filter(|finding| self.tells(finding.severity(), least));
        if self.to_programs() {
            told.for_each(|finding| self.finding(finding, sources));
            return;
        }
        let left = findings::show(told, |finding| self.finding(finding, sources));
        if left > 0 {
            self.failure(&say(
                "flere-fund",
                self.lang,
                &[("antal", left.to_string())],
            ));
        }
    }

    /// Tells the errors among findings: why there is nothing to go on with.
    pub fn errors<'f>(&self, found: impl IntoIterator<Item = &'f Diagnostic>, sources: &Sources) {
        self.findings(found, sources, Severity::Fejl);
    }

    /// Tells a finding.
    pub fn finding(&self, finding: &Diagnostic, sources: &Sources) {
        if self.to_programs() {
            let finding = json::Finding::of(finding, sources, self.lang);
            print(&json!({ "reason": "finding", "finding": finding }).to_string());
        } else {
            tell(&format!("{}\n", self.shown(finding, sources)));
        }
    }

    /// A finding in words, as people read it here.
    pub fn shown(&self, finding: &Diagnostic, sources: &Sources) -> String {
        render::human(finding, sources, self.lang, self.manner.color.on())
    }

    /// Says how it went. Who asked for errors only, and programs, which count for themselves, are not told.
    pub fn note(&self, words: &str) {
        if !self.to_programs() && !self.manner.quiet {
            tell(words);
        }
    }

    /// Says on standard output what was done, beside the files that were written.
    pub fn done(&self, words: &str) {
        if !self.to_programs() && !self.manner.quiet {
            print(words);
        }
    }

    /// Says why nothing comes of it.
    pub fn failure(&self, words: &str) {
        match self.to_programs() {
            true => print(&json!({ "reason": "failure", "message": words }).to_string()),
            false => tell(words),
        }
    }

    /// Writes files and tells of each; or tells why it could not.
    pub fn put(&mut self, folder: &Path, outputs: &[Output]) -> u8 {
        let code = self.write(folder, outputs);
        if code == DONE {
            outputs.iter().for_each(|output| self.file(folder, output));
        }
        code
    }

    /// Writes files without a word of each; or tells why it could not.
    pub fn write(&mut self, folder: &Path, outputs: &[Output]) -> u8 {
        let written = self.clock.stage("write", || output::write(folder, outputs));
        match written {
            Ok(()) => DONE,
            Err(fault) => {
                self.unwritten(&put::unwritten(fault, self.lang));
                FAILED
            }
        }
    }

    /// Tells why files could not be written, which is nothing that the plan says wrong.
    pub fn unwritten(&self, finding: &Diagnostic) {
        let words = match self.to_programs() {
            true => say(finding.code, self.lang, &finding.args),
            false => self.shown(finding, &Sources::none()),
        };
        self.failure(&words);
    }

    /// Tells of a file that was written.
    pub fn file(&self, folder: &Path, output: &Output) {
        if !self.to_programs() {
            return self.done(&put::written(folder, output, self.lang));
        }
        let path = folder.join(&output.path).display().to_string();
        let (bytes, pages) = (output.bytes.len(), output.pages);
        print(
            &json!({ "reason": "file", "path": path, "bytes": bytes, "pages": pages }).to_string(),
        );
    }

    /// Tells why files could not be made: what is in the plan at its place, anything else as a fault of ours.
    pub fn unmade(&self, error: &Unwritten, sources: &Sources) -> u8 {
        match error.finding(sources) {
            Some(finding) => {
                self.finding(&finding, sources);
                FOUND
            }
            None => self.internal(&error.to_string()),
        }
    }

    /// Tells of a fault of ours.
    pub fn internal(&self, error: &str) -> u8 {
        self.failure(&say(
            "intern-fejl",
            self.lang,
            &[("fejl", error.to_owned())],
        ));
        INTERNAL
    }

    /// The end of a command: how long its stages took, and for programs that it ended.
    pub fn close(&self, code: u8) {
        if self.manner.timings {
            for (stage, time) in &self.clock.stages {
                let milliseconds = time.as_secs_f64() * 1000.0;
                match self.to_programs() {
                    true => print(
                        // As fine as people are shown it.
                        &json!({ "reason": "stage", "stage": stage, "milliseconds": (milliseconds * 10.0).round() / 10.0 })
                            .to_string(),
                    ),
                    false => tell(&format!("{stage:>8} {milliseconds:>8.1} ms")),
                }
            }
        }
        if self.to_programs() {
            print(&json!({ "reason": "finished", "success": code == DONE }).to_string());
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
