//! Characters that no document can hold, in any text of the plan.

use crate::{
    diag::Diagnostic,
    source::{Node, NodeKind, Sources, Span},
};

/// Tells control, private-use and uncovered characters, each with its place.
pub fn check(sources: &Sources, covers: fn(char) -> bool, found: &mut Vec<Diagnostic>) {
    for (path, file) in sources.files() {
        visit(&file.root, &mut |node, text| {
            let mut bad: Vec<char> = text.chars().filter(|&c| !settable(c, covers)).collect();
            bad.sort_unstable();
            bad.dedup();
            for c in bad {
                let range = place(&file.text, node, c);
                let span = Span {
                    file: path.to_owned(),
                    range,
                };
                found.push(Diagnostic::at("K008", span).arg("tegn", describe(c)));
            }
        });
    }
}

fn visit(node: &Node, f: &mut impl FnMut(&Node, &str)) {
    match &node.kind {
        NodeKind::Text(text) => f(node, text),
        NodeKind::Array(items) => items.iter().for_each(|item| visit(item, f)),
        NodeKind::Table(entries) => entries.iter().for_each(|entry| visit(&entry.value, f)),
        NodeKind::Integer(_) | NodeKind::Float(_) | NodeKind::Bool(_) | NodeKind::Date(_) => {}
    }
}

pub(super) fn settable(c: char, covers: fn(char) -> bool) -> bool {
    match c {
        // Line structure, and characters that steer the line without a glyph.
        '\n' | '\t' | '\r' | '\u{a0}' | '\u{ad}' | '\u{2011}' => true,
        c if c.is_control() => false,
        c => covers(c),
    }
}

/// The character itself where it stands raw in the file; the whole value where it is written as an escape.
fn place(text: &str, node: &Node, c: char) -> std::ops::Range<usize> {
    let inside = text.get(node.span.clone()).and_then(|raw| raw.find(c));
    inside.map_or(node.span.clone(), |at| {
        node.span.start + at..node.span.start + at + c.len_utf8()
    })
}

pub(super) fn describe(c: char) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    let private = matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    if c.is_control() || private {
        code
    } else {
        format!("{c} ({code})")
    }
}
