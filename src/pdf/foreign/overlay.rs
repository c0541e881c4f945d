//! What lies over a page. A page is placed with its content only: what readers draw above it would be lost.

use hayro_syntax::{
    object::{Array, Dict, Name, Object, Stream, String as Words},
    page::Page,
};

/// What lies over a page.
#[derive(Default)]
pub struct Over {
    /// Links, which will not work.
    pub links: bool,
    /// Whether anything is to be seen.
    pub shown: bool,
}

/// Flags of an annotation that is hidden, or has no view.
const HIDDEN: i32 = 2 | 32;
/// Flag of a button that is pressed, and keeps no value.
const PUSHED: i32 = 1 << 16;
/// So many fields are above a field at most.
const PARENTS: usize = 32;
/// Readers draw these by themselves where they bring no look along.
const DRAWN: [&[u8]; 16] = [
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Ink",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Text",
    b"Stamp",
    b"Caret",
    b"FileAttachment",
    b"Redact",
];

/// What lies over a page.
pub fn over(page: &Page<'_>) -> Over {
    let mut out = Over::default();
    let annotations = page.raw().get::<Array<'_>>(b"Annots".as_slice());
    for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
        let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice());
        let kind = kind.as_deref().unwrap_or_default();
        let flags = annotation.get::<i32>(b"F".as_slice()).unwrap_or(0);
        if kind == b"Link" {
            out.links = true;
        } else if kind != b"Popup" && flags & HIDDEN == 0 {
            out.shown |= if kind == b"Widget" {
                is_filled(&annotation)
            } else {
                has_look(&annotation) || DRAWN.contains(&kind)
            };
        }
    }
    out
}

/// Whether an annotation draws anything by itself.
fn has_look(annotation: &Dict<'_>) -> bool {
    annotation
        .get::<Dict<'_>>(b"AP".as_slice())
        .is_some_and(|looks| looks.contains_key(b"N".as_slice()))
}

/// Whether a field says anything. Without a look of its own, readers draw its value.
fn is_filled(field: &Dict<'_>) -> bool {
    let kind = inherited(field, |at| at.get::<Name<'_>>(b"FT".as_slice()));
    match kind.as_deref() {
        Some(b"Btn") => {
            let pushed =
                inherited(field, |at| at.get::<i32>(b"Ff".as_slice())).unwrap_or(0) & PUSHED != 0;
            if pushed {
                return has_look(field);
            }
            match field.get::<Name<'_>>(b"AS".as_slice()) {
                Some(state) => *state != *b"Off",
                None => has_value(field),
            }
        }
        Some(b"Tx" | b"Ch") => has_value(field) || look_has_words(field),
        // A signature, or what nobody knows.
        Some(_) | None => has_look(field),
    }
}

/// Whether a field or one above it has a value.
fn has_value(field: &Dict<'_>) -> bool {
    match inherited(field, |at| at.get::<Object<'_>>(b"V".as_slice())) {
        None | Some(Object::Null(_)) => false,
        Some(Object::String(words)) => !is_blank(&words),
        Some(Object::Name(state)) => *state != *b"Off",
        Some(Object::Array(choices)) => choices.raw_iter().next().is_some(),
        Some(_) => true,
    }
}

/// Whether words are none, be they marked as Unicode or not.
fn is_blank(words: &Words<'_>) -> bool {
    let bytes = words.as_bytes();
    let bytes = bytes.strip_prefix(b"\xfe\xff").unwrap_or(bytes);
    bytes
        .iter()
        .all(|byte| matches!(byte, 0 | b' ' | b'\r' | b'\n'))
}

/// Whether the look of a field writes anything: an empty one only frames the room for its value.
fn look_has_words(field: &Dict<'_>) -> bool {
    let looks = field.get::<Dict<'_>>(b"AP".as_slice());
    let look = looks.and_then(|looks| looks.get::<Stream<'_>>(b"N".as_slice()));
    let drawn = look.and_then(|look| look.decoded().ok());
    drawn.is_some_and(|drawn| {
        let operators = drawn.split(u8::is_ascii_whitespace);
        operators
            .into_iter()
            .any(|one| one.ends_with(b"Tj") || one.ends_with(b"TJ"))
    })
}

/// What a field says of itself, or one above it does.
fn inherited<'a, T>(field: &Dict<'a>, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut at = field.clone();
    for _ in 0..PARENTS {
        if let Some(found) = get(&at) {
            return Some(found);
        }
        at = at.get::<Dict<'a>>(b"Parent".as_slice())?;
    }
    None
}
