//! The numbers that the documents print, by position, and the references to them that prose writes by itself: `tabel 7`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::doc::{BlockId, Captioned, Class, Doc, Numbering, outline::Outline, walk};

use super::{Checked, texts::Text};

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Section,
    Table,
    Figure,
    Annex,
}

/// A reference that is typed, not fetched.
#[derive(Debug)]
pub struct Reference<'t> {
    pub kind: Kind,
    /// As typed: `9.4`, `47`, `D`.
    pub number: &'t str,
    /// The word and its number.
    pub range: Range<usize>,
    /// Whether it may be a point of a list: `punkt 2`.
    pub point: bool,
}

/// What is printed under which number.
pub struct Printed<'a>(FxHashMap<(Kind, String), Vec<&'a BlockId>>);

impl<'a> Printed<'a> {
    /// Counts through the documents.
    pub fn of(docs: &'a [Doc]) -> Self {
        let mut numbers: FxHashMap<(Kind, String), Vec<&BlockId>> = FxHashMap::default();
        for doc in docs {
            let outline = Outline::of(doc);
            for block in walk::blocks(&doc.blocks) {
                let kind = match (block.class(), block.counted()) {
                    (Class::Heading(heading), _) if heading.numbering == Numbering::Annex => {
                        Kind::Annex
                    }
                    (Class::Heading(_), _) => Kind::Section,
                    (_, Some((Captioned::Tables, _))) => Kind::Table,
                    (_, Some((Captioned::Figures, _))) => Kind::Figure,
                    (_, None) => continue,
                };
                let number = outline.number(&block.id).unwrap_or_default();
                // `Bilag B` is called by its letter.
                let number = number.rsplit(' ').next().unwrap_or_default();
                if !number.is_empty() {
                    let known = numbers.entry((kind, number.to_owned())).or_default();
                    known.push(&block.id);
                }
            }
        }
        Printed(numbers)
    }

    /// What has the number that a reference names, in any of the documents.
    pub fn at(&self, reference: &Reference<'_>) -> &[&'a BlockId] {
        let number = reference.number.to_owned();
        self.0
            .get(&(reference.kind, number))
            .map_or(&[], Vec::as_slice)
    }
}

/// The references of a text that are typed, those to the papers of others left out.
pub fn references<'t>(checked: &Checked<'_>, text: &'t Text<'_>) -> Vec<Reference<'t>> {
    let named = text.words.iter().enumerate().filter_map(|(at, word)| {
        let kind = match &*word.lower {
            "afsnit" | "kapitel" | "punkt" => Kind::Section,
            "tabel" => Kind::Table,
            "figur" => Kind::Figure,
            "bilag" => Kind::Annex,
            _ => return None,
        };
        let from = word.range.end;
        let rest = text.text[from..].strip_prefix([' ', '\u{a0}', '\n'])?;
        let start = text.text.len() - rest.len();
        let number = number(rest, kind)?;
        let range = word.range.start..start + number.len();
        let sentence = text.sentence_at(word.range.start)?;
        let reference = Reference {
            kind,
            number,
            range,
            point: word.lower == "punkt",
        };
        (!of_others(checked, text, (at, &reference), sentence)).then_some(reference)
    });
    named.collect()
}

/// The number that a text begins with: `9.4`, `47`, or the letter of an annex.
fn number(rest: &str, kind: Kind) -> Option<&str> {
    let inner = |c: char| c.is_ascii_digit() || c == '.' && kind == Kind::Section;
    let end = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches('.');
    let letter = kind == Kind::Annex && rest.starts_with(|c: char| c.is_ascii_uppercase());
    let number = match (digits.is_empty(), letter) {
        (true, true) => &rest[..1],
        _ => digits,
    };
    // "bilag 2019-26", "tabel 1.6", "bilag EU": no number of ours.
    let after = rest[number.len()..].chars();
    let joined = |c: char| c.is_alphanumeric() || "-–/%".contains(c);
    let mut after = after.skip_while(|c| *c == '.');
    let alone = !number.is_empty() && !after.next().is_some_and(joined);
    alone.then_some(number)
}

/// Whether a reference is to another paper: "regulativets afsnit 3", "bilag 1 til driftsaftalen", "VIVE, tabel 4".
fn of_others(
    checked: &Checked<'_>,
    text: &Text<'_>,
    (at, reference): (usize, &Reference<'_>),
    sentence: &Range<usize>,
) -> bool {
    let words = text.words_in(sentence);
    let foreign = &checked.standards.reading.papers;
    let law = text.text[sentence.clone()].contains('§');
    let paper = words
        .iter()
        .any(|word| foreign.iter().any(|of| word.lower.contains(of.as_str())));
    let before = at.checked_sub(1).map(|before| &text.words[before]);
    let before = before.filter(|word| word.range.start > sentence.start);
    let owner = before.is_some_and(|word| {
        let genitive = word.lower.ends_with('s') && word.lower.chars().count() > 4;
        let name = word.text.starts_with(char::is_uppercase) && word.text != words[0].text;
        genitive || name
    });
    let after = words.partition_point(|word| word.range.start < reference.range.end);
    let after = &words[after..];
    let of = after.first().is_some_and(|word| {
        let next = text.text[reference.range.end..word.range.start].trim();
        next.is_empty() && matches!(&*word.lower, "i" | "til" | "af" | "fra")
    });
    // "tabel 4 i delaftalen" is one of ours.
    let own = after.iter().take(5).any(|word| {
        ["aftale", "delaftale", "helhedsplan", "planen"]
            .iter()
            .any(|own| word.lower.starts_with(own))
    });
    law || paper || owner || of && !own
}
