//! The whole way: sources → plan → documents → files in memory. The flow of the program, in one place.

mod checks;
mod enclosures;
mod family;
mod files;
mod follows;
mod format;
mod manifest;
mod pack;
mod redlines;
mod report;
mod standing;
mod submission;
mod unwritten;

use std::{path::Path, time::Duration};

use crate::{
    audience::{Audience, Edition},
    changes::{
        self, ChangeList, Side,
        drafts::{self, Draft, Together},
    },
    compose,
    diag::{self, Diagnostic, Lang},
    doc::Doc,
    export::{self, Rounds},
    fonts, load, lower,
    model::{Plan, Status, release::Release},
    pdf, release,
    report::changes as listed,
    rules,
    source::{Files, Sources},
    template::Template,
    version::Name,
};

pub use standing::{Decided, check_decisions, hindrances, read_decided};
pub use submission::{AsIs, Submission, submission};

pub use crate::{
    html::Columns,
    pdf::{Show, keep_quiet},
};
pub use checks::{Checks, judge, outcome, stamp};
pub use family::form;
pub use files::{Order, document};
pub use format::{DOCX, FORMATS, Format, HTML, MD, PDF, sent};
pub use pack::{PackRequest, Packed, check_meetings, pack};
pub use redlines::{Marked, write as write_marked};
pub use report::{Wanted, report};
pub use unwritten::Unwritten;

/// How a redline looks, and what to make besides the documents, for tests and benchmarks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras {
    /// What the PDF shows of a redline's changes.
    pub show: pdf::Show,
    /// How a web page shows them.
    pub columns: Columns,
    /// The words and structure of each document: `<stem>.skeleton.json`.
    pub skeleton: bool,
    /// The emitted Typst source with its files: `<stem>.typ/main.typ`.
    pub typst: bool,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// Pages, of a PDF (and of the Word file as the PDF counts them).
    pub pages: Option<usize>,
}

/// What reading a plan gave: its documents, unless findings forbid them.
#[derive(Debug)]
pub struct Composed {
    /// The files that were read.
    pub sources: Sources,
    /// All findings, sorted.
    pub found: Vec<Diagnostic>,
    /// What the rules said, if they were asked.
    pub checks: Checks,
    /// Plan, template and documents; `None` if there are errors of form.
    pub made: Option<Made>,
    /// The same of a working plan whose texts alone have errors: for the rules to look at, never to write.
    pub unsound: Option<Made>,
}

/// A plan with its template and documents.
#[derive(Debug)]
pub struct Made {
    /// The plan.
    pub plan: Plan,
    /// The template family it asks for.
    pub template: Template,
    /// The documents, the agreement first.
    pub docs: Vec<Doc>,
    /// Who they are made for.
    pub audience: Audience,
    /// What makes it a release, if it is one.
    pub release: Option<Release>,
}

impl Made {
    /// The version as one side of a comparison.
    fn side(&self) -> Side<'_> {
        Side {
            plan: &self.plan,
            template: &self.template,
        }
    }

    /// What the rules judge.
    pub fn subject<'a>(&'a self, sources: &'a Sources) -> rules::Subject<'a> {
        rules::Subject {
            plan: &self.plan,
            rules: &self.template.rules,
            standards: &self.template.standards,
            sources,
            docs: &self.docs,
        }
    }

    /// Files of its documents.
    pub fn order<'a>(&'a self, formats: &'a [&'static Format], extras: Extras) -> Order<'a> {
        Order {
            template: &self.template,
            documents: &self.docs,
            abbreviations: &self.plan.abbreviations,
            formats,
            audience: self.audience,
            extras,
        }
    }

    /// What a list of changes since `old` is about.
    pub fn since<'a>(&'a self, old: &'a Made, list: &'a ChangeList) -> listed::Subject<'a> {
        listed::Subject {
            list,
            from: &old.plan.meta.version.text,
            plan: &self.plan,
            template: &self.template,
            reasons: self.audience.reads_reasons(),
        }
    }
}

/// Told how long each stage took.
pub trait Clock {
    /// Runs a stage and notes its time under a name.
    fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T;
}

/// A clock that does not look.
#[derive(Debug, Default)]
pub struct NoClock;

impl Clock for NoClock {
    fn stage<T>(&mut self, _: &'static str, run: impl FnOnce() -> T) -> T {
        run()
    }
}

/// A clock that writes stages down; `now` is read at the edge of the program only.
#[derive(Debug)]
pub struct Stopwatch {
    /// Time since some fixed moment.
    pub now: fn() -> Duration,
    /// Stages in order.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Clock for Stopwatch {
    fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = (self.now)();
        let out = run();
        let spent = (self.now)().saturating_sub(start);
        match self.stages.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += spent,
            None => self.stages.push((name, spent)),
        }
        out
    }
}

/// A plan that was read, with its template; `None` if it has faults of form.
#[derive(Debug)]
pub struct Read {
    /// The files that were read.
    pub sources: Sources,
    /// Findings of form, not yet sorted. A release whose files were changed is read all the same: it is an error here.
    pub found: Vec<Diagnostic>,
    /// The plan and the template family it asks for; that of a release is its own.
    pub plan: Option<(Plan, Template)>,
    /// What could be read of a plan with errors: to be searched for more of them, never to be written.
    pub rest: Option<(Plan, Template)>,
    /// What makes it a release, if it is one.
    pub release: Option<Release>,
}

/// Reads the plan in a folder into the model.
pub fn read(root: &Path, clock: &mut impl Clock) -> Read {
    read_files(Files::folder(root), clock)
}

/// Reads a version into the model, whether it is a folder, a release or a git revision. `plan` is the folder of
/// the plan at hand, whose releases and repository are meant. That there is no such version is a finding.
pub fn read_version(plan: &Path, name: &Name, clock: &mut impl Clock) -> Read {
    match name.files(plan) {
        Ok(files) => read_files(files, clock),
        Err(finding) => Read {
            sources: Sources::none(),
            found: vec![*finding],
            plan: None,
            rest: None,
            release: None,
        },
    }
}

/// Reads a plan into the model, wherever its files are kept.
pub fn read_files(files: Files, clock: &mut impl Clock) -> Read {
    let (mut sources, mut found) = clock.stage("read", || Sources::read(files));
    let mut told = Vec::new();
    let template = family::template(&mut sources, &mut told);
    // Without its family a plan is still held against the shapes that most plans have.
    let form = template
        .as_ref()
        .map(|template| template.rules.form.clone());
    let form = form.unwrap_or_else(family::usual_form);
    clock.stage("shapes", || {
        found.extend(load::check_shapes(&mut sources, &form))
    });
    found.extend(told);
    let mut read = None;
    if let Some(template) = template {
        let mut later = Vec::new();
        let lowered = clock.stage("lower", || {
            lower::plan(&mut sources, &template.rules, fonts::covers, &mut later)
        });
        follows::add(&mut found, later, &sources);
        read = lowered.map(|plan| (plan, template));
    }
    let (plan, rest) = match diag::any_error(&found) {
        false => (read, None),
        true => (None, read),
    };
    let release = plan.as_ref().and_then(|(plan, template)| {
        lower::release::release(&sources, &template.rules, plan, &mut found)
    });
    release::verify(&sources, &mut found);
    Read {
        sources,
        found,
        plan,
        rest,
        release,
    }
}

/// Reads the plan in a folder and composes its documents.
pub fn compose(root: &Path, edition: Edition, clock: &mut impl Clock) -> Composed {
    composed(read(root, clock), edition, clock)
}

/// Reads a version and composes its documents; see [`read_version`].
pub fn compose_version(
    plan: &Path,
    name: &Name,
    edition: Edition,
    clock: &mut impl Clock,
) -> Composed {
    composed(read_version(plan, name, clock), edition, clock)
}

/// Reads a version to compare it with another as plans: no documents are made of it.
pub fn read_to_compare(plan: &Path, name: &Name, clock: &mut impl Clock) -> Composed {
    let Read {
        sources,
        found,
        plan,
        rest: _,
        release,
    } = read_version(plan, name, clock);
    let made = plan.map(|(plan, template)| Made {
        plan,
        template,
        docs: Vec::new(),
        audience: Audience::House,
        release,
    });
    settled(sources, found, made, false)
}

/// Reads a version and composes its documents to be looked at: the plan's data are not attached to them.
pub fn compose_to_check(plan: &Path, name: &Name, clock: &mut impl Clock) -> Composed {
    with_data(
        read_version(plan, name, clock),
        Edition::default(),
        |_, _| String::new(),
        clock,
    )
}

/// Reads a version and composes its documents as they are sent: a plan that is still on its way to Landsbyggefonden
/// is there when it is sent.
pub fn compose_to_send(plan: &Path, name: &Name, clock: &mut impl Clock) -> Composed {
    let mut read = read_version(plan, name, clock);
    if let Some((plan, _)) = &mut read.plan {
        plan.meta.status = plan.meta.status.max(Status::Indsendt);
    }
    composed(read, Edition::of(Audience::Fund), clock)
}

/// Reads a plan and composes its documents, wherever its files are kept.
pub fn compose_files(files: Files, edition: Edition, clock: &mut impl Clock) -> Composed {
    composed(read_files(files, clock), edition, clock)
}

fn composed(read: Read, edition: Edition, clock: &mut impl Clock) -> Composed {
    let data = |plan: &Plan, template: &Template| export::data(plan, template, Rounds::Without);
    with_data(read, edition, data, clock)
}

/// Composes the documents of a plan with its data attached, as `data` gives them.
fn with_data(
    read: Read,
    edition: Edition,
    data: impl Fn(&Plan, &Template) -> String,
    clock: &mut impl Clock,
) -> Composed {
    let Read {
        sources,
        mut found,
        plan,
        rest,
        release,
    } = read;
    let sound = plan.is_some();
    let made = plan.or(rest).map(|(plan, template)| {
        let data = data(&plan, &template);
        let mut later = Vec::new();
        let docs = clock.stage("compose", || {
            compose::documents(
                &plan,
                &template,
                &sources,
                edition,
                data.as_bytes(),
                &mut later,
            )
        });
        follows::add(&mut found, later, &sources);
        Made {
            plan,
            template,
            docs,
            audience: edition.audience,
            release,
        }
    });
    settled(sources, found, made, sound)
}

/// What reading a plan gave. One with errors, or frozen and edited since, is told of and not used: the one place for that.
/// `judged` keeps what has errors for the rules, which may find more.
fn settled(
    sources: Sources,
    mut found: Vec<Diagnostic>,
    made: Option<Made>,
    judged: bool,
) -> Composed {
    diag::sort(&mut found);
    let (made, unsound) = match diag::any_error(&found) {
        false => (made, None),
        true => (None, made.filter(|_| judged && !sources.is_release())),
    };
    Composed {
        sources,
        found,
        checks: Checks::NotRun,
        made,
        unsound,
    }
}

/// The files of all documents.
pub fn write(
    made: &Made,
    formats: &[&'static Format],
    extras: Extras,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, Unwritten> {
    let order = made.order(formats, extras);
    let mut outputs = Vec::new();
    for doc in &made.docs {
        outputs.extend(document(doc, order, clock)?);
    }
    if formats.iter().any(|format| format.sent) {
        outputs.extend(enclosures::workbooks(made)?);
    }
    Ok(outputs)
}

/// Each document of `new` with its changes since `old` marked; a document that only one of them has is all new, or all
/// gone. Their files are named as the new document's, with `suffix`.
pub fn redlines(old: &Made, new: &Made, suffix: &str) -> Vec<Doc> {
    redlines::of(old, new, suffix)
}

/// What changed from one version to the next.
pub fn changes(old: &Made, new: &Made) -> ChangeList {
    changes::between(old.side(), new.side())
}

/// What drafts changed in the version that they come from: each with its name and its own list.
pub fn together<'a>(
    base: &'a Made,
    drafts: &[(&'a str, &'a Made, &'a ChangeList)],
) -> Together<'a> {
    let drafts = drafts.iter().map(|(name, made, list)| Draft {
        name,
        version: &made.plan.meta.version.text,
        template: &made.template,
        list,
    });
    drafts::together(base.side(), drafts.collect())
}

/// Makes the documents of `new` those of a revision draft: with what changed since `old` marked, and with the list of
/// changes after the cover of the first one, and in front of any other those that it shows.
pub fn revise(old: &Made, new: &mut Made, list: &ChangeList) {
    let marked = redlines::revision(old, new);
    let mut docs = marked.clone();
    for (at, (doc, shown)) in docs.iter_mut().zip(&marked).enumerate() {
        let place = listed::Place {
            documents: &marked,
            at,
            shown,
        };
        files::open_with(doc, listed::blocks(new.since(old, list), place));
    }
    new.docs = docs;
}

/// The manifest of a build: what was read, what was made, what was found; of a revision draft also what it is against.
pub fn manifest(
    composed: &Composed,
    against: Option<&Made>,
    outputs: &[Output],
    lang: Lang,
) -> Output {
    manifest::of(composed, against, outputs, lang)
}
