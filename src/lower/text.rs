//! Characters that no document can hold, in any text of the plan.

use std::collections::BTreeSet;

use crate::{
    diag::{Diagnostic, Label},
    key::Span,
    source::{Node, NodeKind, Sources},
};

/// Longest word: a PDF holds no longer string than 32767 bytes, and no line a longer word.
const LONGEST_WORD: usize = 1000;
/// The hyphen that does not break, which word processors write.
const NO_BREAK_HYPHEN: char = '\u{2011}';
/// Longest text under one of the `SHORT` keys, in characters.
const LONGEST_SHORT: usize = 4000;
/// Keys whose text becomes one string of the files: a title, a bookmark, a description of a picture.
const SHORT: [&str; 6] = [
    "alt",
    "kort_titel",
    "navn",
    "sammenfatning",
    "titel",
    "undertitel",
];

/// Tells what no document can hold in any text of the plan, each with its place.
pub fn check(sources: &Sources, covers: fn(char) -> bool, found: &mut Vec<Diagnostic>) {
    for (path, file) in sources.files() {
        visit(&file.root, "", &mut |node, key, text| {
            let at = |words: &str| Span {
                file: path.into(),
                range: place(&file.text, node, words),
            };
            let faults = faults(text, covers).into_iter();
            found.extend(faults.map(|(fault, words)| fault.label(Label::primary(at(&words)))));
            if SHORT.contains(&key) && text.chars().count() > LONGEST_SHORT {
                let finding = Diagnostic::at("K015", at("")).arg("noegle", key);
                found.push(finding.arg("graense", LONGEST_SHORT));
            }
        });
    }
}

/// Control, private-use and uncovered characters and too long words: a finding without place, and the words.
pub(super) fn faults(text: &str, covers: fn(char) -> bool) -> Vec<(Diagnostic, String)> {
    let bad = text.chars().filter(|&c| !settable(c, covers));
    let bad: BTreeSet<char> = bad.collect();
    // Counting is slow, and a word has no more characters than bytes, nor than its text.
    let too_long =
        |word: &&str| word.len() > LONGEST_WORD && word.chars().nth(LONGEST_WORD).is_some();
    let words = (text.len() > LONGEST_WORD).then(|| text.split_whitespace());
    let long = words.into_iter().flatten().filter(too_long);
    let characters = bad.into_iter().map(|c| {
        (
            Diagnostic::new("K008").arg("tegn", describe(c)),
            c.to_string(),
        )
    });
    let words = long.map(|word| {
        let finding = Diagnostic::new("K009").arg("graense", LONGEST_WORD);
        (finding, word.to_owned())
    });
    characters.chain(words).collect()
}

/// Every text below a node, with the key that it or its list stands under.
pub(super) fn visit<'n>(node: &'n Node, key: &'n str, f: &mut impl FnMut(&Node, &str, &str)) {
    match &node.kind {
        NodeKind::Text(text) => f(node, key, text),
        NodeKind::Array(items) => items.iter().for_each(|item| visit(item, key, f)),
        NodeKind::Table(entries) => entries
            .iter()
            .for_each(|entry| visit(&entry.value, &entry.key, f)),
        NodeKind::Integer(_) | NodeKind::Float(_) | NodeKind::Bool(_) | NodeKind::Date(_) => {}
    }
}

fn settable(c: char, covers: fn(char) -> bool) -> bool {
    match c {
        // Nearly all of a plan; a font that lacks one of these is no font to set a Danish plan in.
        ' '..='~' | 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å' => true,
        // Line structure, and characters that steer the line without a glyph.
        '\n' | '\t' | '\u{a0}' | '\u{ad}' => true,
        // The font has none, but a hyphen that looks so; the writers see to that it does not break.
        NO_BREAK_HYPHEN => true,
        c if c.is_control() || is_hidden(c) => false,
        c => covers(c),
    }
}

/// Signs that nobody sees but that turn, join or part the text around them; PDF/UA forbids some of them.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The words themselves where they stand as they are in the file; the whole value where they are escaped.
fn place(text: &str, node: &Node, words: &str) -> std::ops::Range<usize> {
    let inside = text.get(node.span.clone()).and_then(|raw| raw.find(words));
    inside
        .filter(|_| !words.is_empty())
        .map_or(node.span.clone(), |at| {
            node.span.start + at..node.span.start + at + words.len()
        })
}

/// A character as people find it again: the sign itself, if it can be seen, its code and its name.
pub(super) fn describe(c: char) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    let private = matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    // Those without a name have a label in the standard.
    let name = match unicode_names2::name(c) {
        Some(name) => name.to_string(),
        None if c.is_control() => "<control>".to_owned(),
        None if private => "<private-use>".to_owned(),
        None => "<reserved>".to_owned(),
    };
    if c.is_control() || is_hidden(c) || private {
        format!("{code} {name}")
    } else {
        format!("{c} ({code} {name})")
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn a_character_is_told_by_its_name() {
        for (c, told) in [
            ('\u{2032}', "′ (U+2032 PRIME)"),
            ('\u{200b}', "U+200B ZERO WIDTH SPACE"),
            ('\u{202e}', "U+202E RIGHT-TO-LEFT OVERRIDE"),
            ('\u{f0b7}', "U+F0B7 <private-use>"),
            ('\u{7}', "U+0007 <control>"),
            ('😀', "😀 (U+1F600 GRINNING FACE)"),
        ] {
            assert_eq!(describe(c), told);
        }
    }
}
