//! `helhedsplan diff`: what changed from one version to another, and who must approve it.

mod drafts;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::{
    audience::Edition,
    build::{
        self, Checks, Clock, Columns, Composed, DOCX, HTML, Made, Marked, Output, PDF, Unwritten,
    },
    changes::{ChangeList, human, json, markdown, narrate::Narrator},
    diag::{self, Diagnostic, Lang, Severity, say},
    source::Sources,
    version::Name,
};

use super::{DONE, FAILED, FOUND, console::Console, place, refusal};

#[derive(Args)]
pub struct Arguments {
    /// Den gamle version: en mappe, et versionsnummer (1.0) eller en git-revision (git:v1.0)
    #[arg(value_name = "GAMMEL")]
    old: OsString,
    /// Den nye version, eller flere udkast, der er lavet ud fra den gamle [standard: planen, der arbejdes på]
    #[arg(value_name = "NY")]
    new: Vec<OsString>,
    #[command(flatten)]
    home: place::Home,
    /// Hvordan ændringerne vises
    #[arg(long, value_enum, default_value = "human")]
    format: Shown,
    /// Vis kun det, som et niveau godkender: lbf, bestyrelse eller sekretariat
    #[arg(long, value_name = "NIVEAU")]
    godkender: Option<String>,
    /// Vis også advarslerne, ikke kun hvor mange der er
    #[arg(long)]
    advarsler: bool,
    /// Skriv også dokumenterne i Word med ændringerne som registrerede ændringer
    #[arg(long)]
    docx: bool,
    /// Skriv også dokumenterne som PDF med ændringerne markeret og ændringslisten forrest
    #[arg(long)]
    pdf: bool,
    /// Vis den gamle og den nye version ved siden af hinanden på websiderne
    #[arg(long)]
    side_om_side: bool,
    /// Med --pdf: en kort PDF uden det, der ikke er ændret
    #[arg(long, requires = "pdf")]
    changed_pages_only: bool,
    /// Skriv listen som fil i denne mappe i stedet for på skærmen; også dokumenterne skrives her [ellers: out]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// Lines of text.
    #[value(help = "tekst")]
    Human,
    /// One JSON object.
    #[value(help = "til programmer")]
    Json,
    /// Markdown.
    #[value(help = "Markdown")]
    Markdown,
    /// The marked documents as web pages, the list first.
    #[value(help = "dokumenterne som websider med ændringerne markeret og listen forrest")]
    Html,
}

/// The folder of marked documents where none is named.
const OUT: &str = "out";
/// What the names of marked documents end with.
const MARKED: &str = "-aendringer";

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    if arguments.side_om_side && arguments.format != Shown::Html {
        console.finding(&Diagnostic::new("V130"), &Sources::none());
        return FAILED;
    }
    let new = match arguments.new.as_slice() {
        [] => Name::Folder(arguments.home.path()),
        [one] => Name::parse(one),
        several => return arguments.drafts(several, console),
    };
    let versions = [Name::parse(&arguments.old), new];
    let mut versions = versions.map(|name| arguments.version(&name, &mut console.clock));
    let mut code = DONE;
    for version in &versions {
        code = code.max(refused(version, console));
    }
    let fails = arguments.stamp(&mut versions[1], console);
    let [old, new] = &versions;
    let (Some(before), Some(after)) = (&old.made, &new.made) else {
        return code.max(FOUND);
    };
    let list = console
        .clock
        .stage("changes", || build::changes(before, after));
    let list = match arguments.asked(list, after) {
        Ok(list) => list,
        Err(unknown) => {
            console.finding(&unknown, &Sources::none());
            return FAILED;
        }
    };
    let found = list.diagnostics(&new.sources);
    let least = arguments.least();
    console.findings(&found, &new.sources, least);
    let code = match arguments.outputs(&list, before, after, console) {
        Ok(outputs) => arguments.put(&outputs, console),
        Err(error) => return console.unmade(&error, &new.sources),
    };
    untold(&found, least, console);
    if code == DONE && (fails || diag::any_error(&found)) {
        FOUND
    } else {
        code
    }
}

/// Says how many findings were not told.
fn untold(found: &[Diagnostic], least: Severity, console: &Console) {
    let untold = found.iter().filter(|finding| finding.severity() < least);
    let untold = untold.count();
    if untold > 0 {
        let count = [("antal", untold.to_string())];
        console.note(&say("diff-advarsler", console.lang, &count));
    }
}

/// Tells what keeps a version from being read.
fn refused(version: &Composed, console: &Console) -> u8 {
    if version.made.is_some() {
        return DONE;
    }
    console.errors(&version.found, &version.sources);
    refusal(&version.found)
}

/// The list as text and the ending of its file; web pages hold it themselves.
fn shown(
    list: &ChangeList,
    old: &Made,
    new: &Made,
    (format, lang): (Shown, Lang),
) -> Option<(String, &'static str)> {
    let narrator = Narrator {
        template: &new.template,
        lang,
    };
    let [before, after] = [old, new].map(|made| made.plan.meta.version.text.as_str());
    let names = (before, after);
    match format {
        Shown::Human => Some((human::shown(list, narrator, names), "txt")),
        Shown::Markdown => Some((markdown::shown(list, narrator, names), "md")),
        Shown::Json => Some((format!("{:#}", json::shown(list, narrator, names)), "json")),
        Shown::Html => None,
    }
}

impl Arguments {
    /// A version; its documents are composed only if they are asked for.
    fn version(&self, name: &Name, clock: &mut impl Clock) -> Composed {
        let home = self.home.path();
        if self.marks() {
            return build::compose_version(&home, name, Edition::default(), clock);
        }
        build::read_to_compare(&home, name, clock)
    }

    /// The changes that were asked for; or that there is no such level.
    fn asked(&self, list: ChangeList, new: &Made) -> Result<ChangeList, Box<Diagnostic>> {
        let level = self.level(new)?;
        Ok(match level {
            Some(level) => list.of_level(level),
            None => list,
        })
    }

    /// The level that was asked for; or that there is no such one.
    fn level(&self, new: &Made) -> Result<Option<&str>, Box<Diagnostic>> {
        let Some(level) = &self.godkender else {
            return Ok(None);
        };
        let rules = &new.template.rules;
        if rules.level(level).is_some() {
            return Ok(Some(level));
        }
        let known: Vec<&str> = rules.levels.iter().map(|level| level.id.as_str()).collect();
        let finding = Diagnostic::new("C019").arg("navn", level);
        Err(Box::new(finding.arg("forslag", known.join(", "))))
    }

    /// The least severe findings that are told.
    fn least(&self) -> Severity {
        if self.advarsler {
            Severity::Raad
        } else {
            Severity::Fejl
        }
    }

    /// Whether marked documents are wanted.
    fn marks(&self) -> bool {
        self.docx || self.pdf || self.format == Shown::Html
    }

    /// Has the marked documents of a plan that fails its checks say so, as forced ones do, and says so itself.
    fn stamp(&self, new: &mut Composed, console: &Console) -> bool {
        if !self.marks() || new.made.is_none() {
            return false;
        }
        build::judge(new);
        if new.checks != Checks::Failed {
            return false;
        }
        build::stamp(new);
        let errors = new.found.iter();
        let errors = errors.filter(|finding| finding.severity() == Severity::Fejl);
        let count = [("antal", errors.count().to_string())];
        console.note(&say("diff-bestaar-ikke", console.lang, &count));
        true
    }

    /// Which marked documents are wanted.
    fn marked(&self) -> Marked {
        let columns = if self.side_om_side {
            Columns::Two
        } else {
            Columns::One
        };
        let html = self.format == Shown::Html;
        let wanted = [(html, &HTML), (self.docx, &DOCX), (self.pdf, &PDF)];
        let wanted = wanted.into_iter().filter(|(is_wanted, _)| *is_wanted);
        Marked {
            formats: wanted.map(|(_, format)| format).collect(),
            columns,
            short: self.changed_pages_only,
        }
    }

    /// The list, on the screen or as a file, and the marked documents.
    fn outputs(
        &self,
        list: &ChangeList,
        old: &Made,
        new: &Made,
        console: &mut Console,
    ) -> Result<Vec<Output>, Unwritten> {
        let mut outputs = Vec::new();
        if let Some((shown, ending)) = shown(list, old, new, (self.format, console.lang)) {
            if self.out.is_some() {
                outputs.push(file(&shown, ending, old, new));
            } else {
                console.answer(shown.trim_end());
            }
        }
        let marked = self.marked();
        let marked = console.clock.stage("write", || {
            build::write_marked(old, new, list, MARKED, &marked)
        });
        outputs.extend(marked?);
        Ok(outputs)
    }

    /// Writes files beside their places and renames them.
    fn put(&self, outputs: &[Output], console: &mut Console) -> u8 {
        if outputs.is_empty() {
            return DONE;
        }
        let folder = self.out.as_deref().unwrap_or_else(|| Path::new(OUT));
        console.put(folder, outputs)
    }
}

/// The list as a file, named as the new version's.
fn file(shown: &str, ending: &str, old: &Made, new: &Made) -> Output {
    let (was, is) = (&old.plan.meta.version.text, &new.plan.meta);
    Output {
        path: format!(
            "{}-{}-aendringer-fra-{was}.{ending}",
            is.slug, is.version.text
        ),
        bytes: format!("{}\n", shown.trim_end()).into(),
        pages: None,
    }
}
