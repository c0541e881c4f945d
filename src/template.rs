//! A template family: rule set, wording, words, looks. Turns prose and parts into the neutral tree.
//!
//! A value never becomes markup: minijinja's formatter stores it with its origin and prints one
//! private-use character; the result is parsed as CommonMark; the character becomes a text node.

mod complete;
pub mod data;
mod embedded;
pub mod markdown;
pub mod page;
pub mod render;
mod typography;
pub mod words;

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use serde::Deserialize;

use crate::{
    doc::Terms,
    model::{NumberingScheme, ruleset::RuleSet, standards::Standards},
    theme::Theme,
};

pub use complete::{STYLE, base, completed, whole};
pub use embedded::families;
use words::Words;

/// A file of a family: its path in the family's folder, and its text.
pub type File = (Cow<'static, str>, Cow<'static, str>);

/// A template family, ready to use.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its name: `lbf-2019-26`.
    pub name: String,
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
    pub style: Cow<'static, str>,
    /// What a redline's PDF adds to it.
    pub marks: Cow<'static, str>,
    /// All its files, none lacking.
    pub files: Vec<File>,
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
    /// The documents that are made beside the agreements, where a plan asks for them.
    #[serde(rename = "dokument", default)]
    pub companions: Vec<CompanionForm>,
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

/// A document that is made beside the agreements.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanionForm {
    /// Id in the rule set.
    pub id: String,
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

impl Structure {
    /// The documents of a plan with a numbering.
    pub fn documents(&self, numbering: NumberingScheme) -> &[Document] {
        match numbering {
            NumberingScheme::Kapitel => &self.chapters,
            NumberingScheme::Lbf => &self.lbf,
        }
    }

    /// Names of the parts that these documents are made of, each once.
    pub fn parts(&self, numbering: NumberingScheme) -> BTreeSet<&str> {
        let documents = self.documents(numbering).iter();
        let mut rest: Vec<&Part> = documents.flat_map(|document| &document.parts).collect();
        let mut out = BTreeSet::new();
        while let Some(part) = rest.pop() {
            out.insert(part.template.as_str());
            rest.extend(&part.parts);
        }
        out
    }
}

fn one() -> u8 {
    1
}

/// The part of `terms.toml` that the writers need. It is read twice, since serde tells no places of what it flattens.
#[derive(Deserialize)]
struct WritersTerms {
    #[serde(rename = "dokument")]
    terms: Terms,
}

/// A file of a family that is missing, or does not hold what it must.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// Its path in the family's folder.
    pub file: &'static str,
    /// What is wrong; empty if there is no such file.
    pub error: String,
    /// Its text with what it lacked, and where the fault is in it.
    pub text: String,
    /// Bytes of that text.
    pub at: Range<usize>,
    /// The key of a word that cannot stand there, which `error` then is; empty for any other fault.
    pub key: String,
}

impl Broken {
    /// A measure of the looks that is too small or too large.
    fn measure(text: &str, key: &str, least: f64, most: f64) -> Broken {
        let at = text.find(&format!("\n{key} = ")).map_or(0, |at| at + 1);
        Broken {
            file: THEME,
            error: format!("{least} ≤ {key} ≤ {most}"),
            text: text.to_owned(),
            at: at..at + key.len(),
            key: String::new(),
        }
    }

    fn word(file: &'static str, (key, word): (String, String)) -> Broken {
        Broken {
            file,
            error: word,
            text: String::new(),
            at: 0..0,
            key,
        }
    }
}

impl Template {
    /// Loads a family that is part of the program; `None` if there is none of that name.
    /// A broken file is a fault of ours, held by a test.
    pub fn load(name: &str) -> Option<Result<Template, Broken>> {
        let family = embedded::family(name)?;
        Some(Template::of(family.name, complete::whole(family)))
    }

    /// A family from its files, wherever they came from.
    pub fn of(name: &str, files: Vec<File>) -> Result<Template, Broken> {
        let WritersTerms { terms } = read(&files, "terms.toml")?;
        let mut rules: RuleSet = read(&files, "regelsaet.toml")?;
        rules.form = read(&files, FORM)?;
        if let Some(fault) = rules.form.fault() {
            return Err(Broken::word(FORM, fault));
        }
        if let Some(fault) = rules.fault() {
            return Err(Broken::word("regelsaet.toml", fault));
        }
        let theme: Theme = read(&files, THEME)?;
        if let Some((key, least, most)) = theme.fault() {
            return Err(Broken::measure(text(&files, THEME)?, key, least, most));
        }
        Ok(Template {
            name: name.to_owned(),
            rules,
            standards: read(&files, "kontrol.toml")?,
            terms,
            words: read(&files, "terms.toml")?,
            structure: read(&files, "struktur.toml")?,
            theme,
            style: text(&files, "style.typ")?.clone(),
            marks: text(&files, "marks.typ")?.clone(),
            files,
        })
    }

    /// The text of a part.
    pub fn part(&self, name: &str) -> Option<&str> {
        let part = self.files.iter().find(|(path, _)| {
            let inner = path.strip_prefix(PARTS);
            inner.and_then(|inner| inner.strip_suffix(".md")) == Some(name)
        });
        part.map(|(_, text)| text.as_ref())
    }
}

/// The file of the looks that both writers share.
const THEME: &str = "theme.toml";

/// The folder of the parts.
pub const PARTS: &str = "parts/";

/// The file that says what a plan of the family is made of.
pub const FORM: &str = "familie.toml";

/// The folder below the plan's that a family's name stands for: `skabelon` of `./skabelon`; `None` for one of the program's.
pub fn folder(name: &str) -> Option<&str> {
    let folder = name.strip_prefix("./")?;
    Some(folder.trim_end_matches('/'))
}

fn text<'f>(files: &'f [File], name: &'static str) -> Result<&'f Cow<'static, str>, Broken> {
    let file = files.iter().find(|(path, _)| path == name);
    file.map(|(_, text)| text).ok_or(Broken {
        file: name,
        error: String::new(),
        text: String::new(),
        at: 0..0,
        key: String::new(),
    })
}

fn read<T: serde::de::DeserializeOwned>(files: &[File], name: &'static str) -> Result<T, Broken> {
    let text = text(files, name)?;
    toml::from_str(text).map_err(|error| Broken {
        file: name,
        error: error.to_string(),
        at: error.span().unwrap_or_default(),
        text: text.to_string(),
        key: String::new(),
    })
}
