//! Where a sentence begins: what the program itself writes there, as the label of a reference, has a capital letter.

use crate::doc::Inline;

/// Words with a full stop that end no sentence.
const SHORTENED: [&str; 27] = [
    "afd", "alm", "bl", "bl.a", "ca", "dvs", "evt", "f.eks", "fx", "hhv", "inkl", "jf", "kap",
    "kl", "kr", "m.fl", "m.m", "m.v", "mio", "nr", "osv", "pct", "pkt", "s", "stk", "tlf", "vedr",
];

/// Gives references that begin a sentence a capital letter.
pub(super) fn capitals(inlines: &mut [Inline]) {
    let mut before = String::new();
    for inline in inlines {
        match inline {
            Inline::Words { text, .. } => before.push_str(text),
            Inline::Ref { label, .. } => {
                if begins(&before) {
                    *label = capital(label);
                }
                before.push_str(label);
            }
            Inline::Link { .. } | Inline::Marked { .. } => before.push('x'),
            Inline::Note { .. } => {}
            Inline::Break => before.push(' '),
        }
    }
}

/// A number in words as it stands behind others, if it begins a sentence there.
pub(super) fn opened(word: &str, before: &[Inline]) -> Option<String> {
    let said = before.iter().map(|inline| match inline {
        Inline::Words { text, .. } => text.as_str(),
        Inline::Ref { label, .. } => label,
        Inline::Link { .. } | Inline::Marked { .. } => "x",
        Inline::Note { .. } => "",
        Inline::Break => " ",
    });
    begins(&said.collect::<String>()).then(|| capital(word))
}

/// Whether what follows these words is the first of a sentence.
fn begins(before: &str) -> bool {
    let trimmed = before.trim_end();
    if trimmed.is_empty() {
        return true;
    }
    // Signs that close what a sentence ends with.
    let bare = trimmed.trim_end_matches(['»', '«', '”', '"', ')', '’']);
    if trimmed.len() == before.len() {
        return false;
    }
    if bare.ends_with(['!', '?']) {
        return true;
    }
    let Some(sentence) = bare.strip_suffix('.') else {
        return false;
    };
    let word = sentence.rsplit([' ', '\u{a0}', '(', '\n']).next();
    let word = word.unwrap_or_default().to_lowercase();
    let number = word.chars().all(|c| c.is_ascii_digit());
    !number && !SHORTENED.contains(&word.as_str())
}

fn capital(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_at_the_start_and_behind_what_ends_one() {
        for before in [
            "",
            "Det går godt. ",
            "Går det? ",
            "(Se bilaget.) ",
            "Det er »alt«. ",
            "Det er på. ",
        ] {
            assert!(begins(before), "{before}");
        }
        for before in [
            "Se ",
            "jf. ",
            "(",
            "fx. ",
            "Den 3. ",
            "bl.a. ",
            "2,5 mio. ",
            "Det er: ",
            "ord.",
            "– ",
        ] {
            assert!(!begins(before), "{before}");
        }
    }
}
