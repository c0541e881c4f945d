//! The template family that a plan asks for: one of the program's, a folder of the plan, or the one a release brings along.

use std::{borrow::Cow, path::Path};

use crate::{
    diag::{self, Diagnostic, Label},
    key::FieldKey,
    model::ruleset::Form,
    release,
    source::{Files, Sources, TEXT_LIMIT},
    template::{self, Broken, FORM, File, PARTS, STYLE, Template, families},
};

/// What a plan in a folder is made of, by its family; what most plans are made of where that cannot be told.
pub fn form(root: &Path) -> Form {
    let (mut sources, _) = Sources::read(Files::folder(root));
    let template = template(&mut sources, &mut Vec::new());
    template.map_or_else(usual_form, |template| template.rules.form)
}

/// What plans of the program's first family are made of.
pub fn usual_form() -> Form {
    let first = families().first().map(|family| family.name);
    let template = first.and_then(Template::load).and_then(Result::ok);
    template
        .map(|template| template.rules.form)
        .unwrap_or_default()
}

/// The family that the plan asks for. One that there is not, or that has faults, is told.
pub fn template(sources: &mut Sources, found: &mut Vec<Diagnostic>) -> Option<Template> {
    let key = FieldKey::file("plan.toml").child("skabelon");
    let name = sources.text(&key)?.to_owned();
    if sources.is_release() {
        return release::template(&name, sources, found);
    }
    if let Some(folder) = template::folder(&name) {
        return own(&name, folder, &key, sources, found);
    }
    match Template::load(&name) {
        Some(Ok(template)) => Some(template),
        Some(Err(broken)) => {
            let finding = Diagnostic::new("P020").arg("del", broken.file);
            found.push(finding.arg("fejl", broken.error));
            None
        }
        None => {
            let finding = Diagnostic::at("R024", sources.span(&key)).arg("navn", name);
            found.push(finding.arg("forslag", known()));
            None
        }
    }
}

fn known() -> String {
    let names: Vec<&str> = families().iter().map(|family| family.name).collect();
    names.join(", ")
}

/// The family in a folder of the plan; what it lacks comes from the one of the program's that it names.
fn own(
    name: &str,
    folder: &str,
    key: &FieldKey,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Template> {
    let before = found.len();
    let files = files(folder, key, sources, found)?;
    let form = format!("{folder}/{FORM}");
    let Some(base) = template::base(&files) else {
        if found.len() == before {
            let place = sources.span(&FieldKey::file(&form).child("bygger_paa"));
            found.push(Diagnostic::at("R027", place).arg("forslag", known()));
        }
        return None;
    };
    unused(folder, &files, &template::whole(base), sources, found);
    match Template::of(name, template::completed(name, files)) {
        Ok(template) => (!diag::any_error(&found[before..])).then_some(template),
        Err(broken) => {
            found.push(fault(folder, &broken, sources));
            None
        }
    }
}

/// The files of a family in a folder of the plan. `None` if the folder holds none.
fn files(
    folder: &str,
    key: &FieldKey,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<File>> {
    // The same that keeps every other path in the plan's folder.
    let form = format!("{folder}/{FORM}");
    if let Err(finding) = sources.kept().bytes(&form, TEXT_LIMIT) {
        let place = Label::primary(sources.span(key));
        found.push(finding.label(place));
        return None;
    }
    let mut out = Vec::new();
    for inner in ["", PARTS] {
        let place = format!("{folder}/{inner}");
        for name in sources.kept().list(place.trim_end_matches('/')) {
            let path = format!("{place}{name}");
            if name.starts_with('.') {
                continue;
            }
            sources.read_of_family(&path, found);
            if let Some(file) = sources.file(&path) {
                let own = Cow::Owned(format!("{inner}{name}"));
                out.push((own, Cow::Owned(file.text.clone())));
            }
        }
    }
    Some(out)
}

/// Files that no family has would silently be left out; looks in Typst belong to the program.
fn unused(
    folder: &str,
    files: &[File],
    base: &[File],
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    for (path, _) in files {
        let part = path.starts_with(PARTS) && path.ends_with(".md");
        let known = base.iter().any(|(known, _)| known == path) && !path.ends_with(STYLE);
        if !part && !known {
            let path = format!("{folder}/{path}");
            let place = sources.span(&FieldKey::file(&path));
            found.push(Diagnostic::at("R028", place).arg("sti", &path));
        }
    }
}

/// A fault in a TOML file, at its key in the plan's own file: what was filled in is never at fault.
fn fault(folder: &str, broken: &Broken, sources: &Sources) -> Diagnostic {
    let path = format!("{folder}/{}", broken.file);
    if !broken.key.is_empty() {
        let key = FieldKey::file(&path).child(&broken.key);
        return Diagnostic::at("S025", sources.span(&key)).arg("ord", &broken.error);
    }
    let key = Sources::key_in(&path, &broken.text, broken.at.start);
    let finding = Diagnostic::at("S024", sources.span(&key)).arg("sti", &path);
    // The error shows a text that nobody wrote; its last line says what is wrong.
    finding.arg(
        "fejl",
        broken.error.trim().lines().last().unwrap_or_default(),
    )
}
