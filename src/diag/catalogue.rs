//! The one catalogue of messages: Danish first, English second, complete in both.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use crate::text::counted;

use super::Severity;

/// Language of messages (not of the documents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Lang {
    /// Danish.
    #[default]
    #[value(help = "dansk")]
    Da,
    /// English.
    #[value(help = "engelsk")]
    En,
}

/// One entry: the words of one code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Severity of findings with this code; `raad` for plain words of the program.
    #[serde(default = "plain")]
    pub severity: Severity,
    /// What a rule finds, in English; its page says it in Danish.
    #[serde(default)]
    pub title: String,
    /// Danish words with `{names}`.
    pub da: String,
    /// English words with the same `{names}`.
    pub en: String,
    /// What to do, in Danish.
    #[serde(default)]
    pub hjaelp: String,
    /// What to do, in English.
    #[serde(default)]
    pub help: String,
}

fn plain() -> Severity {
    Severity::Raad
}

/// The text of all entries, which is part of the program and read whole by a test of its own.
const TEXT: &str = include_str!("messages.toml");

/// The text below a `[code]`, and what it says once somebody asked: a run says few of all the messages.
#[derive(Debug)]
struct Section {
    text: &'static str,
    entry: OnceLock<Option<Entry>>,
}

fn sections() -> &'static BTreeMap<&'static str, Section> {
    static SECTIONS: OnceLock<BTreeMap<&str, Section>> = OnceLock::new();
    SECTIONS.get_or_init(|| {
        let sections = TEXT.split("\n[").skip(1);
        let sections = sections.filter_map(|section| section.split_once("]\n"));
        sections
            .map(|(code, text)| {
                let entry = OnceLock::new();
                (code, Section { text, entry })
            })
            .collect()
    })
}

/// The entry of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    let section = sections().get(code)?;
    let entry = section
        .entry
        .get_or_init(|| toml::from_str(section.text).ok());
    entry.as_ref()
}

/// All codes, sorted.
pub fn codes() -> impl Iterator<Item = &'static str> {
    sections().keys().copied()
}

/// The words of a code with `{names}` filled in; the code itself if there is no such entry.
pub fn say(code: &str, lang: Lang, args: &[(&'static str, String)]) -> String {
    match entry(code) {
        Some(entry) => fill(
            if lang == Lang::Da {
                &entry.da
            } else {
                &entry.en
            },
            args,
        ),
        None => code.to_owned(),
    }
}

/// The help of a code, if it has one.
pub(super) fn help(code: &str, lang: Lang, args: &[(&'static str, String)]) -> Option<String> {
    let entry = entry(code)?;
    let words = if lang == Lang::Da {
        &entry.hjaelp
    } else {
        &entry.help
    };
    (!words.is_empty()).then(|| fill(words, args))
}

fn fill(pattern: &str, args: &[(&'static str, String)]) -> String {
    counted::filled(pattern, |name| {
        let arg = args.iter().find(|(known, _)| *known == name);
        arg.map(|(_, value)| value.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|s| s.split_once('}'))
            .map(|(gap, _)| gap.split('|').next().unwrap())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn every_message_stands_in_both_languages_with_the_same_values() {
        let entries: BTreeMap<String, Entry> = toml::from_str(TEXT).unwrap();
        assert!(codes().eq(entries.keys()));
        for (code, entry) in entries {
            assert_eq!(super::entry(&code), Some(&entry), "{code}");
            assert_eq!(names(&entry.da), names(&entry.en), "{code}");
            assert_eq!(names(&entry.hjaelp), names(&entry.help), "{code}");
            assert_eq!(entry.hjaelp.is_empty(), entry.help.is_empty(), "{code}");
            let finding = code.starts_with(|c: char| c.is_ascii_uppercase());
            assert!(
                !finding || !entry.hjaelp.is_empty(),
                "{code} tells no way to mend it"
            );
        }
    }

    #[test]
    fn a_value_holding_braces_stays_as_it_is() {
        assert_eq!(
            fill("a {x} {y}", &[("x", "{y}".into()), ("y", "1".into())]),
            "a {y} 1"
        );
    }
}
