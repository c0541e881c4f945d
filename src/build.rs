//! The whole way: sources → plan → documents → files in memory. The flow of the program, in one place.

mod manifest;
mod report;

use std::{path::Path, time::Duration};

use crate::{
    compose,
    diag::{self, Diagnostic, Lang},
    doc::{Doc, outline::Outline, skeleton},
    docx,
    export::{self, Examples},
    fonts, load, lower,
    model::Plan,
    pdf,
    source::{FieldKey, Sources},
    template::{Template, families},
};

pub use report::{Wanted, report, web};

/// Which files to make of each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// PDF only.
    #[value(help = "kun PDF")]
    Pdf,
    /// Word only.
    #[value(help = "kun Word")]
    Docx,
    /// Both.
    #[default]
    #[value(help = "begge")]
    All,
}

/// What to make besides the documents; for tests and benchmarks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras {
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
    /// Plan, template and documents; `None` if there are errors.
    pub made: Option<Made>,
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
    /// Findings of form, not yet sorted.
    pub found: Vec<Diagnostic>,
    /// The plan and the template family it asks for.
    pub plan: Option<(Plan, Template)>,
}

/// Reads a plan into the model.
pub fn read(root: &Path, clock: &mut impl Clock) -> Read {
    let (mut sources, mut found) = clock.stage("read", || Sources::read(root));
    clock.stage("shapes", || found.extend(load::check_shapes(&sources)));
    let mut plan = None;
    if !diag::any_error(&found)
        && let Some(template) = template(&sources, &mut found)
    {
        let lowered = clock.stage("lower", || {
            lower::plan(&mut sources, &template.rules, fonts::covers, &mut found)
        });
        plan = lowered
            .filter(|_| !diag::any_error(&found))
            .map(|plan| (plan, template));
    }
    Read {
        sources,
        found,
        plan,
    }
}

/// Reads a plan and composes its documents.
pub fn compose(root: &Path, draft: bool, clock: &mut impl Clock) -> Composed {
    let Read {
        sources,
        mut found,
        plan,
    } = read(root, clock);
    let made = plan.map(|(plan, template)| {
        let data = export::data(&plan, &template, Examples::Without);
        let docs = clock.stage("compose", || {
            compose::documents(
                &plan,
                &template,
                &sources,
                draft,
                data.as_bytes(),
                &mut found,
            )
        });
        Made {
            plan,
            template,
            docs,
        }
    });
    diag::sort(&mut found);
    let made = made.filter(|_| !diag::any_error(&found));
    Composed {
        sources,
        found,
        made,
    }
}

fn template(sources: &Sources, found: &mut Vec<Diagnostic>) -> Option<Template> {
    let name = lower::template_name(sources)?;
    let known: Vec<&str> = families().iter().map(|family| family.name).collect();
    match Template::load(&name) {
        Some(Ok(template)) => Some(template),
        Some(Err(error)) => {
            found.push(Diagnostic::new("P020").arg("del", name).arg("fejl", error));
            None
        }
        None => {
            let span = sources.span(&FieldKey::file("plan.toml").child("skabelon"));
            found.push(
                Diagnostic::at("R024", span)
                    .arg("navn", name)
                    .arg("forslag", known.join(", ")),
            );
            None
        }
    }
}

/// The files of all documents. The message of an error is a fault of ours.
pub fn write(
    made: &Made,
    format: Format,
    extras: Extras,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, String> {
    let mut outputs = Vec::new();
    for doc in &made.docs {
        outputs.extend(document(doc, &made.template, format, extras, clock)?);
    }
    Ok(outputs)
}

/// The files of one document. Word's contents need the pages, so the layout is made for either format.
pub fn document(
    doc: &Doc,
    template: &Template,
    format: Format,
    extras: Extras,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, String> {
    let stem = &doc.meta.stem;
    let output = |name: String, bytes, pages| Output {
        path: name,
        bytes,
        pages,
    };
    let outline = Outline::of(doc);
    let layout = clock.stage("layout", || {
        pdf::layout(doc, &outline, &template.theme, template.style)
    });
    let layout = layout.map_err(|error| error.to_string())?;
    let pages = layout.pages();
    let mut out = Vec::new();
    if format != Format::Docx {
        let bytes = clock
            .stage("pdf", || layout.pdf())
            .map_err(|error| error.to_string())?;
        out.push(output(format!("{stem}.pdf"), bytes, Some(pages)));
    }
    if format != Format::Pdf {
        let write = || docx::write(doc, &outline, &template.theme, &layout.page_of(), pages);
        let bytes = clock
            .stage("docx", write)
            .map_err(|error| error.to_string())?;
        out.push(output(format!("{stem}.docx"), bytes, Some(pages)));
    }
    if extras.skeleton {
        let text = serde_json::to_vec_pretty(&skeleton::skeleton(doc, &outline))
            .map_err(|error| error.to_string())?;
        out.push(output(format!("{stem}.skeleton.json"), text, None));
    }
    if extras.typst {
        out.push(output(
            format!("{stem}.typ/main.typ"),
            layout.typst_source().into(),
            None,
        ));
        let files = layout
            .files()
            .map(|(path, bytes)| output(format!("{stem}.typ/{path}"), bytes.into(), None));
        out.extend(files);
    }
    Ok(out)
}

/// The manifest of a build: what was read, what was made, what was found.
pub fn manifest(composed: &Composed, outputs: &[Output], lang: Lang) -> Output {
    manifest::of(composed, outputs, lang)
}
