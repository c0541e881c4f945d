//! Words that the dictionary does not know.

use crate::{
    diag::{Diagnostic, Label as Place},
    key::Span,
    spelling::capitalised,
};

use super::{Checked, spelling::Unknown};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for unknown in &checked.spelling.unknown {
        let Some(first) = unknown.places.first() else {
            continue;
        };
        let text = &checked.texts[first.text];
        let word = &text.text[first.range.clone()];
        let mut finding = Diagnostic::new("D020")
            .arg("ord", word)
            .arg("antal", unknown.places.len());
        let mut place = Place::primary(checked.inside(text, first.range.clone()));
        let mut meant = meant(checked, unknown, word).into_iter();
        if let Some(first) = meant.next() {
            finding = finding.arg("forslag", first);
            place.text = Some("her-maaske");
        }
        if let Some(other) = meant.next() {
            finding = finding.arg("andet", other);
            place.text = Some("her-maaske-eller");
        }
        found.push(finding.label(place));
    }
}

/// The words to ask for, with the capital that the word has: what the family's list says, else what the dictionary does, both
/// of two that are as likely.
fn meant(checked: &Checked<'_>, unknown: &Unknown, word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let mut listed = checked.standards.misspellings.iter();
    let listed = listed.find(|misspelling| misspelling.wrong.trim_end_matches('.') == lower);
    let meant: Vec<&str> = match (listed, unknown.meant.as_slice()) {
        (Some(listed), _) => vec![&listed.right],
        (None, [first, rest @ ..]) if first.is_sure() => {
            let other = rest.first().filter(|other| first.is_matched_by(other));
            [Some(first), other]
                .into_iter()
                .flatten()
                .map(|meant| meant.word.as_str())
                .collect()
        }
        (None, _) => Vec::new(),
    };
    let capital = word.starts_with(char::is_uppercase);
    let shown = |meant: &str| {
        if capital {
            capitalised(meant)
        } else {
            meant.to_owned()
        }
    };
    meant.into_iter().map(shown).collect()
}

/// What a rule of names or the family's list says of a word, with what is meant, is said once.
pub fn give_way(found: &mut Vec<Diagnostic>) {
    let named: Vec<Diagnostic> = found
        .iter()
        .filter(|finding| finding.code.starts_with('N') || finding.code == "D010")
        .cloned()
        .collect();
    found.retain(|finding| {
        let word = finding.args.iter().find(|(name, _)| *name == "ord");
        let (Some(place), Some((_, word))) = (finding.labels.first(), word) else {
            return true;
        };
        let tells = |other: &Diagnostic| {
            let there = other
                .labels
                .iter()
                .any(|label| meet(&label.span, &place.span));
            there
                && other
                    .args
                    .iter()
                    .any(|(_, said)| said.contains(word.as_str()))
        };
        !matches!(finding.code, "D020" | "D021") || !named.iter().any(tells)
    });
}

fn meet(one: &Span, other: &Span) -> bool {
    one.file == other.file && one.range.start < other.range.end && other.range.start < one.range.end
}
