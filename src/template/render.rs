//! Evaluates `{{ … }}` in parts and prose: a text with one private-use character a slot, and the slots.

mod depth;

use std::{
    ops::Range,
    sync::{Arc, Mutex},
};

use minijinja::{
    Environment, Error, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Value, ValueKind},
};

use super::data::{DataMap, Leaf, Misses, Place, ProseLeaf, Slot, Spelled};
use crate::text::danish;

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
    pub range: Range<usize>,
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
    /// A filter that there is not.
    UnknownFilter,
    /// A filter on a value that it is not for.
    WrongFilter(&'static str),
    /// A name that stands for several values.
    Group,
    /// An expression that gives a value which no name has.
    Computed,
    /// An expression longer than anybody writes, which could fill the stack.
    TooLong,
    /// Anything else that the engine refuses.
    Engine(String),
}

/// Details of our own errors, by which `fault` knows them again.
const GROUP: &str = "a group of values";
const COMPUTED: &str = "a computed value";
const TOO_MANY: &str = "too many values in one text";
/// What the engine says of brackets and statements that stand too deep.
const TOO_DEEP: &str = "template exceeds maximum recursion limits";
/// Filters that a text may use on a value.
pub const FILTERS: [&str; 3] = ["tal", "ord", "henvis"];
/// The filter that sets prose as blocks, for parts only.
const BLOCKS: &str = "blocks";
/// Most faults told of one text.
const MOST_FAULTS: usize = 50;

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
        // Nothing but names and our own filters: a text is a text, not a program.
        let mut env = Environment::empty();
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
        env.add_filter("ord", spelled);
        env.add_filter("henvis", reference);
        env.add_filter(BLOCKS, blocks);
        let store = Arc::clone(&slots);
        env.set_formatter(move |out, _, value| {
            let slot = slot_of(value)?;
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

    /// Renders prose of the plan: `{{ … }}` only. All faults are told at once.
    pub fn prose(&self, name: &str, text: &str, context: Value) -> Result<Rendered, Vec<Fault>> {
        let mut left = text.to_owned();
        let mut faults = statements(&mut left);
        while faults.len() < MOST_FAULTS {
            if !left.contains("{{") {
                break;
            }
            match self.run(name, &left, context.clone()) {
                Ok(rendered) if faults.is_empty() => return Ok(rendered),
                Ok(_) => break,
                Err(fault) => {
                    let hopeless = fault.kind == FaultKind::Engine(TOO_MANY.to_owned());
                    let (fault, slot) = within_slot(fault, &left);
                    faults.push(fault);
                    let Some(slot) = slot.filter(|_| !hopeless) else {
                        break;
                    };
                    blank(&mut left, slot);
                }
            }
        }
        if faults.is_empty() {
            return Ok(Rendered {
                text: left,
                slots: Vec::new(),
            });
        }
        Err(faults)
    }

    fn run(&self, name: &str, text: &str, context: Value) -> Result<Rendered, Fault> {
        self.slots.lock().map(|mut slots| slots.clear()).ok();
        self.misses.lock().map(|mut miss| *miss = None).ok();
        let source = names(text);
        if let Some(range) = depth::too_long(&source) {
            let kind = FaultKind::TooLong;
            return Err(Fault { range, kind });
        }
        match self.env.render_named_str(name, &source, context) {
            Ok(text) => {
                let slots = self
                    .slots
                    .lock()
                    .map(|mut slots| std::mem::take(&mut *slots))
                    .unwrap_or_default();
                Ok(Rendered { text, slots })
            }
            Err(error) => Err(self.fault(&error, text)),
        }
    }

    fn fault(&self, error: &Error, text: &str) -> Fault {
        let range = error.range().unwrap_or(0..0);
        let miss = self.misses.lock().ok().and_then(|mut miss| miss.take());
        let kind = match (error.kind(), miss, error.detail()) {
            (ErrorKind::UndefinedError, Some((name, known)), _) => FaultKind::Unknown(name, known),
            // No filter takes a value that is not there: the name is what is wrong.
            (_, Some((name, known)), Some(detail))
                if FILTERS.contains(&detail) || detail == BLOCKS =>
            {
                FaultKind::Unknown(name, known)
            }
            (ErrorKind::UndefinedError, None, _) => {
                let name = text.get(range.clone()).unwrap_or_default();
                let name = name.rsplit('.').next().unwrap_or_default().trim();
                FaultKind::Unknown(name.to_owned(), Vec::new())
            }
            (ErrorKind::UnknownFilter, _, _) => FaultKind::UnknownFilter,
            (_, _, Some(GROUP)) => FaultKind::Group,
            (_, _, Some(COMPUTED)) => FaultKind::Computed,
            (_, _, Some(TOO_DEEP)) => FaultKind::TooLong,
            (_, _, Some(detail)) => {
                let ours = FILTERS
                    .into_iter()
                    .chain([BLOCKS])
                    .find(|name| *name == detail);
                ours.map_or_else(
                    || FaultKind::Engine(detail.to_owned()),
                    FaultKind::WrongFilter,
                )
            }
            (kind, _, None) => FaultKind::Engine(kind.to_string()),
        };
        Fault { range, kind }
    }
}

/// Statements and comments, blanked out so that the rest can still be looked at.
fn statements(text: &mut String) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (open, close) in [("{%", "%}"), ("{##", "##}")] {
        let mut from = 0;
        while let Some(at) = text[from..].find(open).map(|at| from + at) {
            let end = text[at..]
                .find(close)
                .map_or(at + open.len(), |end| at + end + close.len());
            from = end;
            // What is left of a text full of them is blanked all the same: nothing of it is evaluated.
            if faults.len() == MOST_FAULTS {
                blank(text, at..text.len());
                break;
            }
            faults.push(Fault {
                range: at..at + open.len(),
                kind: FaultKind::Statement,
            });
            blank(text, at..end);
        }
    }
    faults
}

/// Spaces in place of a part, keeping every other byte and every line in its place.
fn blank(text: &mut String, part: Range<usize>) {
    let spaces: Vec<u8> = text.as_bytes()[part.clone()]
        .iter()
        .map(|&byte| if byte == b'\n' { byte } else { b' ' })
        .collect();
    text.replace_range(part, &String::from_utf8_lossy(&spaces));
}

/// A fault and the slot it is in. One in a slot that nothing closes is told where the slot opens.
fn within_slot(fault: Fault, text: &str) -> (Fault, Option<Range<usize>>) {
    let until = (fault.range.start + 2).min(text.len());
    let Some(open) = text
        .get(..until)
        .or(Some(text))
        .and_then(|before| before.rfind("{{"))
    else {
        return (fault, None);
    };
    match text[open..].find("}}") {
        Some(close) => (fault, Some(open..open + close + 2)),
        None => {
            let range = open..open + 2;
            (Fault { range, ..fault }, Some(open..text.len()))
        }
    }
}

/// Where in prose a byte of its rendered text stands: slots are passed over on both sides.
pub fn place_in(prose: &str, rendered: &str, slots: &[Slot], at: usize) -> usize {
    let mut place = 0;
    for c in rendered.get(..at).unwrap_or(rendered).chars() {
        let rest = prose.get(place..).unwrap_or_default();
        let width = match slot_at(c, slots) {
            Some(_) if rest.starts_with("{{") => rest.find("}}").map(|end| end + 2),
            Some(_) => rest.find(']').map(|end| end + 1),
            None => Some(c.len_utf8()),
        };
        place += width.unwrap_or(1);
    }
    place.min(prose.len())
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

/// Whether there may be a slot in a text: none but characters of the last planes begin with such a byte.
pub fn holds_slots(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0xF3)
}

/// Appends a slot that is no value of a template, and gives its character.
pub fn add_slot(slots: &mut Vec<Slot>, slot: Slot) -> Option<char> {
    let sentinel = char::from_u32(FIRST + u32::try_from(slots.len()).ok()?)?;
    slots.push(slot);
    Some(sentinel)
}

/// Only what a name of the plan stands for is printed, so that every word has an origin.
fn slot_of(value: &Value) -> Result<Slot, Error> {
    if let Some(slot) = value.downcast_object_ref::<Slot>() {
        return Ok(slot.clone());
    }
    let spelled = value.downcast_object_ref::<Spelled>();
    if let Some(leaf) = spelled
        .map(|number| &number.0)
        .cloned()
        .or_else(|| leaf_of(value))
    {
        return Ok(Slot::Words {
            text: leaf.text,
            origin: leaf.origin,
            spelled: spelled.is_some(),
        });
    }
    if let Some(map) = value.downcast_object_ref::<DataMap>()
        && let Some(slot) = &map.shown
    {
        return Ok(slot.clone());
    }
    let refused = match value.kind() {
        ValueKind::Undefined => return Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => COMPUTED,
        _ => GROUP,
    };
    Err(Error::new(ErrorKind::InvalidOperation, refused))
}

impl minijinja::value::Object for Slot {
    fn repr(self: &Arc<Self>) -> minijinja::value::ObjectRepr {
        minijinja::value::ObjectRepr::Plain
    }
}

fn bare_number(value: &Value) -> Result<Value, Error> {
    let leaf = leaf_of(value).ok_or_else(|| wrong("tal"))?;
    let number = leaf.number.ok_or_else(|| wrong("tal"))?;
    let text = super::words::number(number);
    Ok(Value::from_object(Leaf { text, ..leaf }))
}

/// A number up to twelve in words; any other in digits, and one, whose word depends on what is counted.
fn spelled(value: &Value) -> Result<Value, Error> {
    let leaf = leaf_of(value).ok_or_else(|| wrong("ord"))?;
    let number = leaf.number.ok_or_else(|| wrong("ord"))?;
    let word = danish::in_words(number);
    let text = word.map_or_else(|| super::words::number(number), str::to_owned);
    Ok(Value::from_object(Spelled(Leaf { text, ..leaf })))
}

fn leaf_of(value: &Value) -> Option<Leaf> {
    let map = value.downcast_object_ref::<DataMap>();
    let leaf = value.downcast_object_ref::<Leaf>();
    leaf.or_else(|| map?.value.as_ref()).cloned()
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

fn wrong(filter: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, filter)
}

fn internal() -> Error {
    Error::new(ErrorKind::InvalidOperation, TOO_MANY)
}

#[cfg(test)]
mod tests;
