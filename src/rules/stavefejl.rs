//! Words that the field's own list knows to be misspelt: `kontrol.toml`.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut told = std::collections::BTreeSet::new();
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        for misspelling in &checked.standards.misspellings {
            let wrong: Vec<&str> = misspelling.wrong.split_whitespace().collect();
            for range in runs(text, &wrong) {
                if told.insert((text.key.clone(), range.start)) {
                    let typed = text.text[range.clone()].split_whitespace();
                    found.push(
                        Diagnostic::new("D010")
                            .arg("ord", typed.collect::<Vec<_>>().join(" "))
                            .arg("ret", &misspelling.right)
                            .label(Place::primary(checked.inside(text, range))),
                    );
                }
            }
        }
    }
}

/// Where these words stand one after the other with nothing but white space between.
fn runs(text: &Text<'_>, wrong: &[&str]) -> Vec<std::ops::Range<usize>> {
    let found = text.words.windows(wrong.len().max(1)).filter_map(|words| {
        let range = words.first()?.range.start..words.last()?.range.end;
        let typed = text.text[range.clone()].split_whitespace();
        let alike = typed.map(str::to_lowercase).eq(wrong.iter().copied());
        alike.then_some(range)
    });
    found.collect()
}
