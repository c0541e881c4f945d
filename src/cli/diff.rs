//! `helhedsplan diff`: what changed from one version to another, and who must approve it.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, ValueEnum};

use crate::{
    build::{self, NoClock, Output, Read},
    changes::{ChangeList, human, json, markdown, narrate::Narrator},
    diag::{self, Diagnostic, Lang, Severity, render, say},
    model::Plan,
    output,
    source::Sources,
    template::Template,
    version::{NOWHERE, Name},
};

use super::{Color, DONE, FAILED, FOUND, PLAN, print, tell};

#[derive(Args)]
pub struct Arguments {
    /// Den gamle version: en mappe, et versionsnummer (1.0) eller en git-revision (git:v1.0)
    #[arg(value_name = "GAMMEL")]
    old: OsString,
    /// Den nye version [standard: planen, der arbejdes på]
    #[arg(value_name = "NY")]
    new: Option<OsString>,
    /// Mappen med planen, som versionerne hører til
    #[arg(long, value_name = "PLAN", default_value = PLAN)]
    plan: PathBuf,
    /// Hvordan ændringerne vises
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Skriv listen som fil i denne mappe i stedet for på skærmen
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Sprog i listen og i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines of text.
    #[value(help = "tekst")]
    Human,
    /// One JSON object.
    #[value(help = "til programmer")]
    Json,
    /// Markdown.
    #[value(help = "Markdown")]
    Markdown,
}

pub fn run(arguments: &Arguments) -> u8 {
    let new = arguments.new.as_ref();
    let new = new.map_or_else(|| Name::Folder(arguments.plan.clone()), |n| Name::parse(n));
    let names = [Name::parse(&arguments.old), new];
    let reads = names.map(|name| build::read_version(&arguments.plan, &name, &mut NoClock));
    let mut code = DONE;
    for read in &reads {
        code = code.max(refused(read, arguments));
    }
    let [old, new] = &reads;
    let (Some(before), Some(after)) = (&old.plan, &new.plan) else {
        return code.max(FOUND);
    };
    let list = build::changes((&before.0, &before.1), (&after.0, &after.1));
    let found = list.diagnostics(&new.sources);
    for finding in &found {
        arguments.tell(finding, &new.sources);
    }
    let shown = shown(&list, before, after, arguments);
    let code = match &arguments.out {
        None => {
            print(shown.trim_end());
            DONE
        }
        Some(_) => arguments.put(shown, before, after),
    };
    if code == DONE && diag::any_error(&found) {
        FOUND
    } else {
        code
    }
}

/// Tells what keeps a version from being read.
fn refused(read: &Read, arguments: &Arguments) -> u8 {
    if read.plan.is_some() {
        return DONE;
    }
    let errors = read.found.iter();
    for finding in errors.filter(|finding| finding.severity() == Severity::Fejl) {
        arguments.tell(finding, &read.sources);
    }
    let nowhere = |finding: &Diagnostic| NOWHERE.contains(&finding.code);
    if read.found.iter().any(nowhere) {
        FAILED
    } else {
        FOUND
    }
}

fn shown(
    list: &ChangeList,
    old: &(Plan, Template),
    new: &(Plan, Template),
    arguments: &Arguments,
) -> String {
    let narrator = Narrator {
        words: &new.1.words,
        lang: arguments.lang,
    };
    let version = |plan: &Plan| plan.meta.version.text.clone();
    let (before, after) = (version(&old.0), version(&new.0));
    let names = (before.as_str(), after.as_str());
    match arguments.format {
        Format::Human => human::shown(list, narrator, names),
        Format::Markdown => markdown::shown(list, narrator, names),
        Format::Json => format!("{:#}", json::shown(list, narrator, names)),
    }
}

impl Arguments {
    fn tell(&self, finding: &Diagnostic, sources: &Sources) {
        let words = render::human(finding, sources, self.lang, self.color.on());
        tell(&format!("{words}\n"));
    }

    /// Writes the list beside its place and renames it.
    fn put(&self, shown: String, old: &(Plan, Template), new: &(Plan, Template)) -> u8 {
        let Some(folder) = &self.out else {
            return DONE;
        };
        let ending = match self.format {
            Format::Human => "txt",
            Format::Json => "json",
            Format::Markdown => "md",
        };
        let (was, is) = (&old.0.meta.version.text, &new.0.meta);
        let output = Output {
            path: format!(
                "{}-{}-aendringer-fra-{was}.{ending}",
                is.slug, is.version.text
            ),
            bytes: format!("{}\n", shown.trim_end()).into(),
            pages: None,
        };
        if let Err(error) = output::write(folder, std::slice::from_ref(&output)) {
            let args = [
                ("sti", folder.display().to_string()),
                ("fejl", error.to_string()),
            ];
            tell(&say("kan-ikke-skrive", self.lang, &args));
            return FAILED;
        }
        print(&super::build::written(folder, &output, self.lang));
        DONE
    }
}
