//! Evaluates `{{ … }}` in parts and prose: a text with one private-use character a slot, and the slots.

use std::sync::{Arc, Mutex};

use minijinja::{
    Environment, Error, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Value, ValueKind},
};

use crate::doc::Origin;

use super::data::{DataMap, Leaf, Misses, Place, ProseLeaf, Slot};

/// Steps that one text may take; a part of the whole plan takes some thousand.
const FUEL: u64 = 2_000_000;
/// First of the private-use characters that stand for slots: planes 15 and 16, 131 068 of them.
const FIRST: u32 = 0xF_0000;

/// A text whose slots are single characters, and what they stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// CommonMark.
    pub text: String,
    /// The slots in order.
    pub slots: Vec<Slot>,
}

/// What is wrong with a text, and where in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Bytes in the text as it was given.
    pub range: std::ops::Range<usize>,
    /// What.
    pub kind: FaultKind,
}

/// Kinds of fault in a text with slots.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// A name that nothing has; with the names there are.
    Unknown(String, Vec<String>),
    /// Not a slot, but a statement or a comment.
    Statement,
    /// Anything else that the engine refuses.
    Engine(String),
}

/// Evaluates texts against one set of data.
pub struct Renderer {
    env: Environment<'static>,
    slots: Arc<Mutex<Vec<Slot>>>,
    misses: Misses,
}

impl Renderer {
    /// A renderer whose data tell vain look-ups to `misses`.
    pub fn new(misses: &Misses) -> Self {
        let slots = Arc::new(Mutex::new(Vec::new()));
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        // Headings carry `{#id}`, so comments have another sign. The signs differ: building cannot fail.
        let mut syntax = SyntaxConfig::builder();
        syntax
            .comment_delimiters("{##", "##}")
            .trim_blocks(true)
            .lstrip_blocks(true);
        if let Ok(syntax) = syntax.build() {
            env.set_syntax(syntax);
        }
        env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        env.add_filter("tal", bare_number);
        env.add_filter("henvis", reference);
        env.add_filter("blocks", blocks);
        let store = Arc::clone(&slots);
        env.set_formatter(move |out, state, value| {
            let slot = slot_of(value, state.name())?;
            let Ok(mut slots) = store.lock() else {
                return Err(internal());
            };
            let index = u32::try_from(slots.len()).map_err(|_| internal())?;
            let sentinel = char::from_u32(FIRST + index).ok_or_else(internal)?;
            slots.push(slot);
            write!(out, "{sentinel}").map_err(Error::from)
        });
        Renderer {
            env,
            slots,
            misses: Arc::clone(misses),
        }
    }

    /// Renders a part of the template: any statement but captures.
    pub fn part(&self, name: &str, text: &str, context: Value) -> Result<Rendered, Fault> {
        self.run(name, text, context)
    }

    /// Renders prose of the plan: `{{ … }}` only.
    pub fn prose(&self, name: &str, text: &str, context: Value) -> Result<Rendered, Fault> {
        if let Some(at) = text.find("{%").or_else(|| text.find("{##")) {
            return Err(Fault {
                range: at..at + 2,
                kind: FaultKind::Statement,
            });
        }
        if !text.contains("{{") {
            return Ok(Rendered {
                text: text.to_owned(),
                slots: Vec::new(),
            });
        }
        self.run(name, text, context)
    }

    fn run(&self, name: &str, text: &str, context: Value) -> Result<Rendered, Fault> {
        self.slots.lock().map(|mut slots| slots.clear()).ok();
        self.misses.lock().map(|mut miss| *miss = None).ok();
        let source = names(text);
        match self.env.render_named_str(name, &source, context) {
            Ok(text) => {
                let slots = self
                    .slots
                    .lock()
                    .map(|mut slots| std::mem::take(&mut *slots))
                    .unwrap_or_default();
                Ok(Rendered { text, slots })
            }
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn fault(&self, error: &Error) -> Fault {
        let range = error.range().unwrap_or(0..0);
        let miss = self.misses.lock().ok().and_then(|mut miss| miss.take());
        let kind = match (error.kind(), miss) {
            (ErrorKind::UndefinedError, Some((name, known))) => FaultKind::Unknown(name, known),
            (_, _) => FaultKind::Engine(error.to_string()),
        };
        Fault { range, kind }
    }
}

/// Makes ids usable in expressions, keeping every byte in its place: `a-b` → `a_b`, `.2016` → `_2016`.
fn names(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|offset| at + offset) {
        let close = text[open..]
            .find("}}")
            .map_or(text.len(), |offset| open + offset);
        let mut quoted = None;
        for i in open + 2..close {
            let c = bytes[i];
            if let Some(quote) = quoted {
                quoted = (c != quote).then_some(quote);
            } else if c == b'"' || c == b'\'' {
                quoted = Some(c);
            } else {
                let word =
                    |c: Option<&u8>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'_');
                let name_before = word(bytes.get(i - 1));
                let digit_after = bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
                if name_before
                    && ((c == b'-' && word(bytes.get(i + 1))) || (c == b'.' && digit_after))
                {
                    bytes[i] = b'_';
                }
            }
        }
        at = close;
    }
    // Only ASCII bytes were exchanged for ASCII bytes.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The slot that a private-use character stands for.
pub fn slot_at(c: char, slots: &[Slot]) -> Option<&Slot> {
    let index = u32::from(c).checked_sub(FIRST)?;
    slots.get(usize::try_from(index).ok()?)
}

/// Appends a slot that is no value of a template, and gives its character.
pub fn add_slot(slots: &mut Vec<Slot>, slot: Slot) -> Option<char> {
    let sentinel = char::from_u32(FIRST + u32::try_from(slots.len()).ok()?)?;
    slots.push(slot);
    Some(sentinel)
}

fn slot_of(value: &Value, part: &str) -> Result<Slot, Error> {
    if let Some(slot) = value.downcast_object_ref::<Slot>() {
        return Ok(slot.clone());
    }
    if let Some(leaf) = value.downcast_object_ref::<Leaf>() {
        return Ok(Slot::Words {
            text: leaf.text.clone(),
            origin: leaf.origin.clone(),
        });
    }
    if let Some(map) = value.downcast_object_ref::<DataMap>()
        && let Some(slot) = &map.shown
    {
        return Ok(slot.clone());
    }
    match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::String | ValueKind::Number => Ok(Slot::Words {
            text: value.to_string(),
            origin: Origin::Template(part.to_owned()),
        }),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            "this is a group of values, not one: name one of them",
        )),
    }
}

impl minijinja::value::Object for Slot {
    fn repr(self: &Arc<Self>) -> minijinja::value::ObjectRepr {
        minijinja::value::ObjectRepr::Plain
    }
}

fn bare_number(value: &Value) -> Result<Value, Error> {
    let leaf = leaf_of(value)?;
    let number = leaf.number.ok_or_else(|| wrong("tal"))?;
    let text = super::words::number(number);
    Ok(Value::from_object(Leaf { text, ..leaf }))
}

fn leaf_of(value: &Value) -> Result<Leaf, Error> {
    value
        .downcast_object_ref::<Leaf>()
        .cloned()
        .ok_or_else(|| wrong("tal"))
}

fn reference(value: &Value) -> Result<Value, Error> {
    let map = value
        .downcast_object_ref::<DataMap>()
        .and_then(|map| map.target.clone());
    let (target, label) = map.ok_or_else(|| wrong("henvis"))?;
    Ok(Value::from_object(Slot::Ref { target, label }))
}

fn blocks(value: &Value) -> Result<Value, Error> {
    let prose = value
        .downcast_object_ref::<ProseLeaf>()
        .ok_or_else(|| wrong("blocks"))?;
    Ok(Value::from_object(Slot::Place(Place::Prose(Box::new(
        prose.0.clone(),
    )))))
}

fn wrong(filter: &str) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("`{filter}` cannot be used on this value"),
    )
}

fn internal() -> Error {
    Error::new(ErrorKind::InvalidOperation, "too many values in one text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_with_hyphens_and_years_can_be_named_without_moving_a_byte() {
        let text = "a-b {{ tabel.ung-grund.by.2016 | tal }} c-d {{ \"x-y\" }}";
        assert_eq!(
            names(text),
            "a-b {{ tabel.ung_grund.by_2016 | tal }} c-d {{ \"x-y\" }}"
        );
    }

    #[test]
    fn a_value_that_looks_like_markup_stays_one_slot() {
        let renderer = Renderer::new(&Misses::default());
        let leaf = Leaf {
            text: "# {{ x }} <b>".into(),
            origin: Origin::Template("t".into()),
            number: None,
        };
        let context = minijinja::context! { v => Value::from_object(leaf) };
        let out = renderer.prose("t", "før {{ v }} efter", context).unwrap();
        assert_eq!(out.text, "før \u{F0000} efter");
        assert_eq!(out.slots.len(), 1);
    }

    #[test]
    fn a_name_nobody_has_is_told_with_the_names_there_are() {
        let misses = Misses::default();
        let mut map = DataMap::new(&misses);
        map.insert("boliger", Value::from(1));
        let context = minijinja::context! { kvarter => Value::from_object(map) };
        let fault = Renderer::new(&misses)
            .prose("t", "{{ kvarter.bolig }}", context)
            .unwrap_err();
        assert_eq!(
            fault.kind,
            FaultKind::Unknown("bolig".into(), vec!["boliger".into()])
        );
    }
}
