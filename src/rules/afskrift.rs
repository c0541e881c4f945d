//! Paragraphs that are nearly the same: copies that drifted apart.

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    ops::Range,
};

use rustc_hash::FxHasher;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind},
};

/// Words that a paragraph must have to be compared.
pub const LEAST_WORDS: usize = 15;
/// Share of the shorter paragraph's word triples that the other must have, in hundredths.
const ALIKE: usize = 45;
/// Within one file, where sentences are made alike on purpose, only a plain copy counts.
const ALIKE_IN_FILE: usize = 80;
/// A triple in more paragraphs than this is a phrase of the field and says nothing.
const COMMON: usize = 8;

struct Paragraph<'t, 'a> {
    text: &'t Text<'a>,
    range: Range<usize>,
    triples: Vec<u64>,
}

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let paragraphs = paragraphs(&checked.texts);
    let index = index(&paragraphs);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for triple in &paragraph.triples {
            let first = index.partition_point(|(other, _)| other < triple);
            let places = index[first..].iter().take(COMMON);
            for (_, place) in places.take_while(|(other, at)| other == triple && *at < number) {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let best = shared
            .into_iter()
            .max_by_key(|(place, count)| (*count, usize::MAX - place));
        let Some((place, count)) = best else { continue };
        let other = &paragraphs[place];
        let shorter = paragraph.triples.len().min(other.triples.len());
        let same_file = paragraph.text.key.file == other.text.key.file;
        let limit = if same_file { ALIKE_IN_FILE } else { ALIKE };
        let alike = count * 100 >= shorter * limit;
        if alike && paragraph.text.key != other.text.key && paragraph.triples != other.triples {
            let share = (count * 100 / shorter).min(99);
            let span = |p: &Paragraph<'_, '_>| checked.inside(p.text, p.range.clone());
            found.push(
                Diagnostic::new("A001")
                    .arg("andel", share)
                    .label(Place::primary(span(paragraph)))
                    .label(Place::second(span(other), "her-ligner")),
            );
        }
    }
}

/// Every triple with the paragraphs that have it, sorted.
fn index(paragraphs: &[Paragraph<'_, '_>]) -> Vec<(u64, usize)> {
    let numbered = paragraphs.iter().enumerate();
    let triples = numbered.flat_map(|(number, p)| p.triples.iter().map(move |t| (*t, number)));
    let mut out: Vec<(u64, usize)> = triples.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Paragraphs of prose, each text once though several delaftaler share it.
fn paragraphs<'t, 'a>(texts: &'t [Text<'a>]) -> Vec<Paragraph<'t, 'a>> {
    let mut out = Vec::new();
    let prose = texts.iter().filter(|text| text.kind == TextKind::Prose);
    for text in prose.filter(|text| !text.again) {
        for range in &text.paragraphs {
            let words = text.words_in(range);
            if words.len() < LEAST_WORDS {
                continue;
            }
            let hashes: Vec<u64> = words.iter().map(|word| hash(word.text)).collect();
            let triples = hashes.windows(3).map(hash).collect();
            out.push(Paragraph {
                text,
                range: range.clone(),
                triples,
            });
        }
    }
    out
}

/// The same in every run: the hasher has fixed keys. Case is kept, which a copy keeps too.
fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
