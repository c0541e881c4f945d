//! What a family does not say itself comes from the family that it builds on: files, parts, and single keys of TOML files.
//!
//! So a family holds what is its own and nothing else, and one that was frozen with a release is read by a later program:
//! what the program has learnt to ask for since then comes from its own family of that name.

use std::borrow::Cow;

use toml::{Table, Value};

use super::{
    FORM, File,
    embedded::{Family, families, family},
};

/// What the files that the program calls into end with: they must be of the program that calls.
pub const STYLE: &str = ".typ";

/// The key of the family that another one builds on.
const BASE: &str = "bygger_paa";

/// The files of a family that is part of the program, those of the one it builds on among them.
pub fn whole(family: &Family) -> Vec<File> {
    let files = family.files.iter();
    let files: Vec<File> = files
        .map(|&(path, text)| (Cow::Borrowed(path), Cow::Borrowed(text)))
        .collect();
    match base(&files).filter(|base| base.name != family.name) {
        Some(base) => over(files, whole(base)),
        None => files,
    }
}

/// The files of a family from elsewhere with what is missing in them. One that the program does not know keeps its words;
/// its looks are the program's all the same: they are code, which could run for ever or fill the memory.
pub fn completed(name: &str, files: Vec<File>) -> Vec<File> {
    match family(name).or_else(|| base(&files)) {
        Some(family) => over(files, whole(family)),
        None => {
            let words = files.into_iter().filter(|(path, _)| !path.ends_with(STYLE));
            words.chain(looks()).collect()
        }
    }
}

/// The program's looks in Typst.
fn looks() -> impl Iterator<Item = File> {
    let all = families().iter().flat_map(|family| family.files);
    let looks = all.filter(|(path, _)| path.ends_with(STYLE));
    looks.map(|&(path, text)| (Cow::Borrowed(path), Cow::Borrowed(text)))
}

/// The family that a family builds on, if it names one that there is.
pub fn base(files: &[File]) -> Option<&'static Family> {
    let (_, form) = files.iter().find(|(path, _)| path == FORM)?;
    let form: Table = toml::from_str(form).ok()?;
    family(form.get(BASE)?.as_str()?)
}

/// Files laid over those of a whole family.
fn over(files: Vec<File>, whole: Vec<File>) -> Vec<File> {
    let known = |path: &str| whole.iter().any(|(own, _)| own == path);
    let more = files.iter().filter(|(path, _)| !known(path)).cloned();
    let more: Vec<File> = more.collect();
    let laid = whole.into_iter().map(|(path, own)| {
        let text = match files.iter().find(|(other, _)| *other == path) {
            Some((_, other)) if path.ends_with(".toml") => {
                filled(other, &own).map_or_else(|| other.clone(), Cow::Owned)
            }
            Some((_, other)) if !path.ends_with(STYLE) => other.clone(),
            Some(_) | None => own,
        };
        (path, text)
    });
    laid.chain(more).collect()
}

/// A TOML text with the keys that it lacks; `None` if it lacks none, or cannot be read, which is told where it is used.
fn filled(text: &str, own: &str) -> Option<String> {
    let table: Table = toml::from_str(text).ok()?;
    let mut full = table.clone();
    fill(&mut full, toml::from_str(own).ok()?);
    (full != table).then(|| toml::to_string(&full).ok())?
}

fn fill(table: &mut Table, own: Table) {
    for (key, value) in own {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(own)) => fill(inner, own),
            (Some(_), _) => {}
            (None, value) => drop(table.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(files: &[File], name: &str) -> String {
        let file = files.iter().find(|(path, _)| path == name);
        file.map(|(_, text)| text.to_string()).unwrap()
    }

    #[test]
    fn a_frozen_family_keeps_its_words_and_learns_what_it_lacks() {
        let frozen: Vec<File> = vec![
            (
                "terms.toml".into(),
                "[dokument]\ntabel = \"Skema\"\n".into(),
            ),
            ("parts/forside.md".into(), "Gammel forside".into()),
            ("style.typ".into(), "#let setup(body) = body".into()),
        ];
        let files = completed("lbf-2019-26", frozen);
        let terms: Table = toml::from_str(&text(&files, "terms.toml")).unwrap();
        assert_eq!(terms["dokument"]["tabel"].as_str(), Some("Skema"));
        assert!(terms["dokument"]["figur"].is_str());
        assert_eq!(text(&files, "parts/forside.md"), "Gammel forside");
        assert!(text(&files, "style.typ").contains("landscape"));
        assert!(text(&files, "parts/revision.md").contains('#'));
    }

    #[test]
    fn no_code_of_an_unknown_family_is_run() {
        let frozen: Vec<File> = vec![
            ("terms.toml".into(), "[dokument]\n".into()),
            ("style.typ".into(), "#while true {}".into()),
            ("andet.typ".into(), "#while true {}".into()),
        ];
        let files = completed("en-fremmed", frozen);
        assert!(text(&files, "style.typ").contains("landscape"));
        assert!(text(&files, "marks.typ").contains("#let"));
        assert_eq!(text(&files, "terms.toml"), "[dokument]\n");
        assert_eq!(files.len(), 3);
    }

    #[test]
    fn a_family_holds_its_own_words_only_and_takes_the_rest_from_the_one_it_names() {
        let own: Vec<File> = vec![
            (FORM.into(), "bygger_paa = \"lbf-2019-26\"\n".into()),
            ("parts/egen.md".into(), "# Egen".into()),
        ];
        let files = completed("./skabelon", own);
        assert!(text(&files, FORM).contains("[[aftale.punkt]]"));
        assert_eq!(text(&files, "parts/egen.md"), "# Egen");
        assert!(text(&files, "terms.toml").contains("sortering"));
    }

    #[test]
    fn a_family_of_the_program_is_read_as_it_is_written_where_it_builds_on_none() {
        let lbf = family("lbf-2019-26").unwrap();
        let whole = whole(lbf);
        assert!(
            whole
                .iter()
                .map(|(path, text)| (path.as_ref(), text.as_ref()))
                .eq(lbf.files.iter().copied())
        );
    }
}
