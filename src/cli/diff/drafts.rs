//! `helhedsplan diff` with several drafts: who changed what since the version that they come from.

use std::ffi::OsString;

use crate::{
    build::{self, Clock, Composed, Made, Output},
    changes::{
        ChangeList,
        drafts::{Together, json, written},
    },
    diag::{self, Diagnostic, Lang, say},
    source::Sources,
    version::Name,
};

use super::{Arguments, Console, DONE, FAILED, FOUND, Shown, refused, untold};

impl Arguments {
    /// Holds several drafts against the version that they come from.
    pub(super) fn drafts(&self, named: &[OsString], console: &mut Console) -> u8 {
        let versions: Vec<Name> = named.iter().map(|name| Name::parse(name)).collect();
        if let Some(finding) = self.unfit(named, &versions) {
            console.finding(&finding, &Sources::none());
            return FAILED;
        }
        let names = names(named, &versions);
        let base = self.version(&Name::parse(&self.old), &mut console.clock);
        let read = versions.iter();
        let read: Vec<Composed> = read
            .map(|name| self.version(name, &mut console.clock))
            .collect();
        let mut code = refused(&base, console);
        for (draft, name) in read.iter().zip(&names) {
            if draft.made.is_none() {
                of_draft(name, console);
            }
            code = code.max(refused(draft, console));
        }
        let made: Option<Vec<&Made>> = read.iter().map(|draft| draft.made.as_ref()).collect();
        let (Some(before), Some(made)) = (&base.made, made) else {
            return code.max(FOUND);
        };
        let lists: Vec<ChangeList> = console.clock.stage("changes", || {
            let lists = made.iter();
            lists.map(|draft| build::changes(before, draft)).collect()
        });
        let told = match self.told(before, &made, &lists, &names, console) {
            Ok(told) => told,
            Err(unknown) => {
                console.finding(&unknown, &Sources::none());
                return FAILED;
            }
        };
        let code = code.max(told);
        let least = self.least();
        let mut all = Vec::new();
        for ((draft, list), name) in read.iter().zip(&lists).zip(&names) {
            let found = list.diagnostics(&draft.sources);
            if found.iter().any(|finding| finding.severity() >= least) {
                of_draft(name, console);
            }
            console.findings(&found, &draft.sources, least);
            all.extend(found);
        }
        untold(&all, least, console);
        let wrong = diag::any_error(&all);
        if code == DONE && wrong { FOUND } else { code }
    }

    /// What cannot be asked of several drafts.
    fn unfit(&self, named: &[OsString], versions: &[Name]) -> Option<Diagnostic> {
        let options = [
            (self.docx, "--docx"),
            (self.pdf, "--pdf"),
            (self.format == Shown::Html, "--format html"),
        ];
        let said = |name: &OsString| name.to_string_lossy().into_owned();
        if let Some((_, option)) = options.iter().find(|(is, _)| *is) {
            let finding = Diagnostic::new("V141").arg("valg", *option);
            let finding = finding.arg("gammel", said(&self.old));
            return Some(finding.arg("ny", said(&named[0])));
        }
        let twice = (1..versions.len()).find(|at| versions[..*at].contains(&versions[*at]));
        twice.map(|at| Diagnostic::new("V142").arg("navn", said(&named[at])))
    }

    /// Tells the list, on the screen or as a file.
    fn told(
        &self,
        base: &Made,
        made: &[&Made],
        lists: &[ChangeList],
        names: &[String],
        console: &mut Console,
    ) -> Result<u8, Box<Diagnostic>> {
        let drafts = made.iter().zip(lists).zip(names);
        let drafts: Vec<_> = drafts
            .map(|((made, list), name)| (name.as_str(), *made, list))
            .collect();
        let mut all = build::together(base, &drafts);
        if let Some(level) = self.level(made[0])? {
            all = all.of_level(level);
        }
        let (shown, ending) = shown(&all, self.format, console.lang);
        if self.out.is_none() {
            console.answer(shown.trim_end());
            return Ok(DONE);
        }
        let (slug, was) = (&base.plan.meta.slug, &base.plan.meta.version.text);
        let file = Output {
            path: format!("{slug}-udkast-aendringer-fra-{was}.{ending}"),
            bytes: format!("{}\n", shown.trim_end()).into(),
            pages: None,
        };
        Ok(self.put(&[file], console))
    }
}

/// Says which draft the findings after it are of: each names its files from its own folder.
fn of_draft(name: &str, console: &Console) {
    let name = [("navn", name.to_owned())];
    console.note(&say("diff-udkast", console.lang, &name));
}

/// The list as text and the ending of its file.
fn shown(all: &Together<'_>, format: Shown, lang: Lang) -> (String, &'static str) {
    match format {
        Shown::Markdown => (written::markdown(all, lang), "md"),
        Shown::Json => (format!("{:#}", json::shown(all, lang)), "json"),
        Shown::Human | Shown::Html => (written::human(all, lang), "txt"),
    }
}

/// What drafts are called: as they were named, folders by the steps that tell them apart.
fn names(named: &[OsString], versions: &[Name]) -> Vec<String> {
    let folders: Option<Vec<Vec<String>>> = versions
        .iter()
        .map(|version| match version {
            Name::Folder(path) => Some(
                path.components()
                    .map(|step| step.as_os_str().to_string_lossy().into_owned())
                    .collect(),
            ),
            Name::Release(_) | Name::Revision { .. } | Name::Unknown(_) => None,
        })
        .collect();
    let Some(mut folders) = folders else {
        return named
            .iter()
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
    };
    let alike = |folders: &[Vec<String>], step: fn(&[String]) -> Option<&String>| {
        let first = folders.first().and_then(|folder| step(folder));
        let mut others = folders.iter();
        others.all(|folder| folder.len() > 1 && step(folder) == first)
    };
    while alike(&folders, |folder| folder.first()) {
        folders.iter_mut().for_each(|folder| drop(folder.remove(0)));
    }
    while alike(&folders, |folder| folder.last()) {
        folders.iter_mut().for_each(|folder| drop(folder.pop()));
    }
    folders.iter().map(|folder| folder.join("/")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(named: &[&str]) -> Vec<String> {
        let named: Vec<OsString> = named.iter().map(OsString::from).collect();
        let versions: Vec<Name> = named
            .iter()
            .map(|name| match name.to_str() {
                Some(name) if name.contains('/') => Name::Folder(name.into()),
                _ => Name::parse(name),
            })
            .collect();
        names(&named, &versions)
    }

    #[test]
    fn folders_are_called_by_what_tells_them_apart() {
        assert_eq!(called(&["nord/plan", "syd/plan"]), ["nord", "syd"]);
        assert_eq!(called(&["/a/b/nord", "/a/b/syd"]), ["nord", "syd"]);
        assert_eq!(called(&["a/x/plan", "a/y/z/plan"]), ["x", "y/z"]);
        assert_eq!(called(&["a/plan", "a/plan/plan"]), ["plan", "plan/plan"]);
        assert_eq!(called(&["git:nord", "syd/plan"]), ["git:nord", "syd/plan"]);
    }
}
