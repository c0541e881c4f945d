//! White space before a sign, or a sign twice.

use crate::diag::{Diagnostic, Label as Place};

use super::{Checked, texts::TextKind};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.texts.iter().filter(|t| t.kind != TextKind::Name) {
        let bytes = text.text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            if !matches!(byte, b',' | b';' | b'.' | b':' | b'!' | b'?') {
                continue;
            }
            if text.slot_at(at).is_some() {
                continue;
            }
            let before = at.checked_sub(1).map(|b| bytes[b]);
            let after = bytes.get(at + 1).copied();
            let spaced = before == Some(b' ') && after.is_none_or(|b| b.is_ascii_whitespace());
            let twice = matches!(byte, b',' | b';' | b':') && before == Some(byte);
            if spaced || twice {
                let span = checked.inside(text, at - 1..at + 1);
                found.push(Diagnostic::new("D008").label(Place::primary(span)));
            }
        }
    }
}
