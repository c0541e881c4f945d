//! A template family: rule set, wording, words, looks. Turns prose and parts into the neutral tree.
//!
//! A value never becomes markup: minijinja's formatter stores it with its origin and prints one
//! private-use character; the result is parsed as CommonMark; the character becomes a text node.

pub mod data;
mod embedded;
pub mod markdown;
pub mod render;
mod typography;
pub mod words;

use serde::Deserialize;

use crate::{
    doc::Terms,
    model::{ruleset::RuleSet, standards::Standards},
    theme::Theme,
};

pub use embedded::families;
use words::Words;

/// A template family, ready to use.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its name: `lbf-2019-26`.
    pub name: &'static str,
    /// Areas, fixed goals, limits, routing.
    pub rules: RuleSet,
    /// Limits and words that checks measure by.
    pub standards: Standards,
    /// Words the writers need.
    pub terms: Terms,
    /// Words composing needs: units, months, column heads.
    pub words: Words,
    /// The order of the parts, by numbering scheme.
    pub structure: Structure,
    /// Looks for both writers.
    pub theme: Theme,
    /// Looks in Typst.
    pub style: &'static str,
    /// Parts by name.
    pub parts: &'static [(&'static str, &'static str)],
}

/// Which documents are made, of which parts, by numbering scheme.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// One document in chapters.
    #[serde(rename = "kapitel")]
    pub chapters: Vec<Document>,
    /// LBF's plain numbering, delaftaler apart.
    pub lbf: Vec<Document>,
    /// The report on key figures.
    #[serde(rename = "noegletal")]
    pub key_figures: Vec<Part>,
    /// The status of a half-year.
    pub status: Vec<Part>,
}

/// A document to make.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Whether one is made of each delaftale.
    #[serde(rename = "for_hver_delaftale", default)]
    pub per_agreement: bool,
    /// Its parts in order.
    #[serde(rename = "del")]
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name of the part's file, without `.md`.
    #[serde(rename = "skabelon")]
    pub template: String,
    /// Level that `#` in the part stands for.
    #[serde(rename = "niveau", default = "one")]
    pub level: u8,
    /// Strategic item in `afsnit`, by its TOML key.
    #[serde(rename = "afsnit")]
    pub section: Option<String>,
    /// What the part is repeated for.
    #[serde(rename = "for_hver")]
    pub each: Option<Each>,
    /// Parts that follow each repetition.
    #[serde(rename = "del", default)]
    pub parts: Vec<Part>,
}

/// What a part is repeated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// Each delaftale.
    Delaftale,
    /// Each activity of the delaftale at hand.
    Aktivitet,
    /// Each annex.
    Bilag,
    /// Each fixed goal of the rule set.
    Maal,
}

fn one() -> u8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    #[serde(rename = "dokument")]
    terms: Terms,
    #[serde(flatten)]
    words: Words,
}

impl Template {
    /// Loads a family that is part of the program; `None` if there is none of that name.
    /// The message says which of its files is broken: a fault of ours, held by a test.
    pub fn load(name: &str) -> Option<Result<Template, String>> {
        let family = families().iter().find(|family| family.name == name)?;
        Some(Template::parse(family))
    }

    fn parse(family: &embedded::Family) -> Result<Template, String> {
        fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, String> {
            toml::from_str(text).map_err(|error| format!("{file}: {error}"))
        }
        let terms: TermsFile = read("terms.toml", family.terms)?;
        Ok(Template {
            name: family.name,
            rules: read("regelsaet.toml", family.rules)?,
            standards: read("kontrol.toml", family.standards)?,
            terms: terms.terms,
            words: terms.words,
            structure: read("struktur.toml", family.structure)?,
            theme: read("theme.toml", family.theme)?,
            style: family.style,
            parts: family.parts,
        })
    }

    /// The text of a part.
    pub fn part(&self, name: &str) -> Option<&'static str> {
        self.parts
            .iter()
            .find(|(part, _)| *part == name)
            .map(|(_, text)| *text)
    }
}
