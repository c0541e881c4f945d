//! "( )", "»«": brackets and quotation marks with nothing in them.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

/// What stands around nothing.
const PAIRS: [(char, char); 4] = [('(', ')'), ('»', '«'), ('”', '”'), ('„', '“')];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|text| !text.again) {
        for (open, close) in PAIRS {
            for (at, _) in text.text.match_indices(open) {
                let rest = &text.text[at + open.len_utf8()..];
                let inner = rest.trim_start();
                // A link's words may have no address yet: that is told elsewhere.
                if !inner.starts_with(close) || text.text[..at].ends_with(']') {
                    continue;
                }
                let end = at + open.len_utf8() + (rest.len() - inner.len()) + close.len_utf8();
                // Quotation marks that look the same open and close: what stands between two quotes is no quote.
                let opens = open != close || text.text[..at].matches(open).count() % 2 == 0;
                if opens {
                    found.push(
                        Diagnostic::new("D036")
                            .arg("tegn", format!("{open}{close}"))
                            .label(Place::primary(checked.inside(text, at..end))),
                    );
                }
            }
        }
    }
}
