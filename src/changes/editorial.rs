//! Whether a change is one of spelling and layout, as its author says.
//!
//! Both versions are read as the words that carry meaning, in the order of reading: where paragraphs, lines and items end,
//! signs, emphasis and capital letters say nothing of what was agreed. What then differs must be spelling, or the author is
//! told what it is. In doubt a change is none of spelling: its level stays, and nothing is lost but a shorter way.

mod read;
mod spelling;

use crate::{
    model::{content::CellContent, ruleset::RuleSet},
    text::{Hunk, diff},
};

use super::{Change, ChangeKind, entity::Value};
use read::{Reading, Word};

/// What a change does besides spelling and layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Something else than words is another, comes or goes.
    Other,
    /// Words became others.
    Changed(String, String),
    /// Words are gone.
    Gone(String),
    /// Words are new.
    New(String),
    /// The signs around a word that turns what is said are others.
    Signs(String),
}

/// What is only layout, or repeats for who does not see it what stands there: the kinds of field.
const LAYOUT: [&str; 6] = [
    "alternativ-tekst",
    "diagram-art",
    "bredde",
    "justering",
    "liggende",
    "decimaler",
];
/// The rule set's own word for layout.
const RULE: &str = "opsaetning";
/// Most characters that are told of words.
const TOLD: usize = 60;

/// What a change does besides spelling and layout; `None` if that is all.
pub fn meaning(change: &Change, rules: &RuleSet) -> Option<Meaning> {
    if layout(change) || order(change, rules) {
        return None;
    }
    let wording = matches!(change.what, ChangeKind::Aendret | ChangeKind::Omdoebt);
    let [old, new] = [&change.old, &change.new].map(|value| words(value.as_ref()));
    match (old, new) {
        (Some(old), Some(new)) if wording && !of_parties(change) => differs(&old, &new),
        _ => Some(Meaning::Other),
    }
}

/// Whether a change is one of looks. What comes or goes is more.
fn layout(change: &Change) -> bool {
    let both = change.old.is_some() && change.new.is_some();
    let kind = change.kind.name();
    change.approval.rule == RULE || both && LAYOUT.contains(&&*kind)
}

/// Whether only the order of a list is another: of one that no reader counts, and whose order no rule names.
fn order(change: &Change, rules: &RuleSet) -> bool {
    let own = rules.approvals.iter();
    let mut own = own.filter(|rule| rule.id == change.approval.rule);
    let named = own.any(|rule| rule.kinds.contains(&ChangeKind::Flyttet));
    let counted = change
        .crumbs
        .last()
        .is_some_and(|crumb| crumb.number.is_some());
    let within = change.what == ChangeKind::Flyttet && change.from.is_empty();
    within && !named && !counted && !of_parties(change)
}

/// Whether it is about who the parties are, where every word and their order count.
fn of_parties(change: &Change) -> bool {
    change.path.starts_with("registre/parter.toml") || change.path.contains("#parter")
}

/// The words of a value; `None` if it is no text.
fn words(value: Option<&Value>) -> Option<Reading> {
    match value? {
        Value::Text(text) => Some(Reading::of_words(text)),
        Value::Prose(text) => Some(Reading::of_prose(text)),
        Value::Cell(cell) => match &cell.content {
            CellContent::Words(text) => Some(Reading::of_words(text)),
            CellContent::Prose(prose) => Some(Reading::of_prose(&prose.text)),
            CellContent::Values(_) => None,
        },
        Value::Choice(_)
        | Value::Flag(_)
        | Value::Number(..)
        | Value::Money(_)
        | Value::Date(_)
        | Value::Year(_)
        | Value::Ref(..)
        | Value::Ids(_)
        | Value::Quantity(_)
        | Value::Series(_)
        | Value::Picture(_) => None,
    }
}

/// The first difference that is more than spelling.
fn differs(old: &Reading, new: &Reading) -> Option<Meaning> {
    let hunks = diff(&old.words, &new.words);
    let changed = hunks.into_iter().filter_map(|hunk| match hunk {
        Hunk::Same(..) => None,
        Hunk::Changed(was, is) => Some((&old.words[was], &new.words[is])),
    });
    for (was, is) in changed {
        if !spelled_otherwise(was, is) {
            return Some(told(was, is));
        }
    }
    let signs = old.signs.iter().zip(&new.signs);
    let mut signs = signs.filter(|(was, is)| was != is);
    signs
        .next()
        .map(|(was, _)| Meaning::Signs(was.word.clone()))
}

/// Whether two runs of words are the same ones, spelled in two ways.
fn spelled_otherwise(old: &[Word], new: &[Word]) -> bool {
    let numbers = |words: &[Word]| -> Vec<String> {
        let numbers = words.iter().filter(|word| word.is_number());
        numbers.map(|word| word.meant().to_owned()).collect()
    };
    if numbers(old) != numbers(new) {
        return false;
    }
    // `bolig sociale`, `13-17 årige`: written in one, or with a hyphen.
    let letters = |words: &[Word]| words.iter().map(Word::letters).collect::<String>();
    let digits = |words: &[Word]| words.iter().flat_map(Word::digits).collect::<Vec<_>>();
    if letters(old) == letters(new) && digits(old) == digits(new) {
        let parts: Vec<&str> = new.iter().map(Word::meant).collect();
        return new.len() <= old.len() || spelling::are_words(&parts);
    }
    let same = |(was, is): (&Word, &Word)| {
        was.meant() == is.meant() || spelling::mends(was.meant(), is.meant())
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn told(old: &[Word], new: &[Word]) -> Meaning {
    let said = |words: &[Word]| {
        let words: Vec<&str> = words.iter().map(Word::written).collect();
        short(&words.join(" "))
    };
    match (old, new) {
        ([], new) => Meaning::New(said(new)),
        (old, []) => Meaning::Gone(said(old)),
        (old, new) => Meaning::Changed(said(old), said(new)),
    }
}

fn short(words: &str) -> String {
    match words.char_indices().nth(TOLD) {
        None => words.to_owned(),
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
    }
}
