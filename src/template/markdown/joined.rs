//! Inlines put together into leaves.

use crate::doc::{Field, Inline, Origin};

/// The field of a leaf that shows one value of the plan and nothing else.
pub(super) fn sole_field(inlines: &[Inline]) -> Option<Field> {
    match inlines {
        [
            Inline::Words {
                origin: Origin::Plan(key),
                ..
            },
        ] => Some(Field {
            key: key.clone(),
            part: 0,
        }),
        _ => None,
    }
}

/// Appends an inline, joining words of one style and origin.
pub(super) fn push(out: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline::Words {
            text: last,
            style: a,
            origin: from,
        }),
        Inline::Words {
            text,
            style: b,
            origin,
        },
    ) = (out.last_mut(), &inline)
        && a == b
        && from == origin
    {
        last.push_str(text);
        return;
    }
    out.push(inline);
}

/// Without spaces and breaks at either end.
pub(super) fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Break => drop(inlines.pop()),
            Inline::Words { text, .. } if text.trim_end_matches(' ').is_empty() => {
                drop(inlines.pop())
            }
            Inline::Words { text, .. } => {
                text.truncate(text.trim_end_matches(' ').len());
                break;
            }
            Inline::Link { .. } | Inline::Ref { .. } | Inline::Note { .. } => break,
        }
    }
    inlines
}
