//! A family that was frozen with a release, read by a later program: what the program has learnt to ask for since then
//! comes from its own family of that name, and everything that the release says stays as it says it.

use std::borrow::Cow;

use toml::{Table, Value};

use super::{File, families};

/// What the files that the program calls into end with: they must be of the program that calls.
const STYLE: &str = ".typ";

/// The files of a frozen family with what is missing in them. One that the program does not know stays as it is.
pub fn completed(name: &str, files: Vec<File>) -> Vec<File> {
    let Some(family) = families().iter().find(|family| family.name == name) else {
        return files;
    };
    let own = family.files.iter();
    let completed = own.map(|&(path, own)| {
        let frozen = files.iter().find(|(frozen, _)| frozen == path);
        let text = match frozen {
            Some((_, frozen)) if path.ends_with(".toml") => {
                filled(frozen, own).map_or_else(|| frozen.clone(), Cow::Owned)
            }
            Some((_, frozen)) if !path.ends_with(STYLE) => frozen.clone(),
            Some(_) | None => Cow::Borrowed(own),
        };
        (Cow::Borrowed(path), text)
    });
    let known = |path: &str| family.files.iter().any(|(own, _)| *own == path);
    let more = files.iter().filter(|(path, _)| !known(path)).cloned();
    completed.chain(more).collect()
}

/// A TOML text with the keys that it lacks; `None` if it cannot be read, which is told where it is used.
fn filled(frozen: &str, own: &str) -> Option<String> {
    let mut table: Table = toml::from_str(frozen).ok()?;
    fill(&mut table, toml::from_str(own).ok()?);
    toml::to_string(&table).ok()
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
        let text = |name: &str| {
            let file = files.iter().find(|(path, _)| path == name);
            file.map(|(_, text)| text.to_string()).unwrap()
        };
        let terms: Table = toml::from_str(&text("terms.toml")).unwrap();
        assert_eq!(terms["dokument"]["tabel"].as_str(), Some("Skema"));
        assert!(terms["dokument"]["figur"].is_str());
        assert_eq!(text("parts/forside.md"), "Gammel forside");
        assert!(text("style.typ").contains("landscape"));
        assert!(text("parts/revision.md").contains('#'));
    }
}
