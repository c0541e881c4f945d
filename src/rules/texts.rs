//! Every text of the plan in reading order, parted once into words, numbers and slots that all rules share.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use rustc_hash::FxHashSet;

pub use crate::model::slots::{Slot, note_marks, slots};
use crate::{
    key::FieldKey,
    model::{
        Plan, Prose, Scope,
        measure::{Note, Quantity},
        walk::{self, Concept, Field, Reading, Record, Ref, Value},
    },
    spelling::danish,
};

use super::numbers::{Number, Years, periods, typed};

/// A text with its parts.
#[derive(Debug)]
pub struct Text<'a> {
    pub text: &'a str,
    pub key: FieldKey,
    pub kind: TextKind,
    /// Index of the delaftale it belongs to.
    pub agreement: Option<usize>,
    /// Footnotes and parameters of its file, for prose.
    pub scope: Option<&'a Scope>,
    pub words: Vec<Word<'a>>,
    pub slots: Vec<Slot<'a>>,
    /// Periods of years, in slots too.
    pub periods: Vec<Years>,
    /// Numbers outside slots, of prose.
    pub numbers: Vec<Number>,
    /// Ranges between empty lines.
    pub paragraphs: Vec<Range<usize>>,
    /// Whether it stood before: several delaftaler share it.
    pub again: bool,
    /// Its sentences, once a rule asked.
    sentences: OnceLock<Vec<Range<usize>>>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// CommonMark with slots.
    Prose,
    /// Words as they stand.
    Label,
    /// Words in a register: where names are at home.
    Name,
}

/// A run of letters, digits and inner hyphens.
#[derive(Debug, Clone, PartialEq)]
pub struct Word<'a> {
    pub text: &'a str,
    /// In lower case.
    pub lower: Cow<'a, str>,
    pub range: Range<usize>,
}

/// All texts of a record, mostly the whole plan, and the footnotes that data refer to, which may be empty. A text that
/// several delaftaler share comes once for each.
pub fn of<'a>(record: &Record<'a>, plan: &'a Plan) -> (Vec<Text<'a>>, Vec<&'a Note>) {
    let mut reader = Reader {
        plan,
        out: Vec::new(),
        notes: Vec::new(),
        seen: FxHashSet::default(),
        agreement: None,
    };
    reader.record(record);
    (reader.out, reader.notes)
}

/// Reads what the walk of the plan announces.
struct Reader<'a> {
    plan: &'a Plan,
    out: Vec<Text<'a>>,
    notes: Vec<&'a Note>,
    /// Keys of the texts so far.
    seen: FxHashSet<FieldKey>,
    agreement: Option<usize>,
}

impl<'a> Reader<'a> {
    fn record(&mut self, record: &Record<'a>) {
        // A shared text is read where a delaftale uses it.
        if record.concept == Concept::SHARED_ACTIVITY {
            return;
        }
        let around = self.agreement;
        self.agreement = self.agreement_of(record).or(around);
        for field in &record.fields {
            if let Some(value) = &field.value {
                self.value(value, field, record);
            }
        }
        self.agreement = around;
    }

    /// The delaftale that a record is, or tells of.
    fn agreement_of(&self, record: &Record<'a>) -> Option<usize> {
        let id = match record.concept {
            Concept::AGREEMENT => record.id()?,
            Concept::ACTIVITY_STATUS => match record.field("delaftale")?.value.as_ref()? {
                Value::Ref(agreement) => agreement.id(),
                _ => return None,
            },
            _ => return None,
        };
        self.plan.agreements.iter().position(|one| one.id == id)
    }

    fn value(&mut self, value: &Value<'a>, field: &Field<'a>, record: &Record<'a>) {
        let kind = match field.reading {
            Reading::Text => TextKind::Label,
            Reading::Name => TextKind::Name,
            Reading::Nothing => return,
        };
        match value {
            Value::Words(words, _) => self.add(words, field.key_in(record), kind),
            Value::Prose(prose) => self.prose(prose),
            Value::List(items) => {
                let list = field.key_in(record);
                for (index, text) in items.iter().enumerate() {
                    self.add(text, list.item(index), kind);
                }
            }
            Value::Quantity(value) => self.quantity(value),
            Value::Quantities(values) => values.iter().for_each(|value| self.quantity(value)),
            Value::Cells(cells) => {
                for (_, cell) in cells {
                    self.record(&walk::cell(cell));
                }
            }
            Value::Ref(Ref::Note(note)) => {
                self.notes.push(note);
                self.prose(&note.prose);
            }
            Value::Record(inner) => self.record(inner),
            Value::Records(records) => records.iter().for_each(|inner| self.record(inner)),
            // Footnotes are read where a text or a value refers to them.
            Value::Notes(..) => {}
            Value::Choice(_)
            | Value::Flag(_)
            | Value::Number(..)
            | Value::Points(_)
            | Value::Money(_)
            | Value::Date(_)
            | Value::Year(_)
            | Value::Ref(_)
            | Value::Refs(_)
            | Value::Ids(_)
            | Value::Series(_)
            | Value::Picture(_)
            | Value::Data(_) => {}
        }
    }

    fn quantity(&mut self, value: &'a Quantity) {
        if !walk::is_bare(value) {
            self.record(&walk::quantity(value));
        }
    }

    fn prose(&mut self, prose: &'a Prose) {
        self.add_scoped(
            &prose.text,
            prose.key.clone(),
            TextKind::Prose,
            Some(&prose.scope),
        );
        for id in note_marks(&prose.text) {
            if let Some(note) = prose.scope.notes.get(id) {
                self.add(&note.text, note.key.clone(), TextKind::Prose);
            }
        }
    }

    fn add(&mut self, text: &'a str, key: FieldKey, kind: TextKind) {
        self.add_scoped(text, key, kind, None);
    }

    fn add_scoped(
        &mut self,
        text: &'a str,
        key: FieldKey,
        kind: TextKind,
        scope: Option<&'a Scope>,
    ) {
        if text.trim().is_empty() {
            return;
        }
        let again = !self.seen.insert(key.clone());
        self.out.push(Text {
            again,
            agreement: self.agreement,
            scope,
            ..Text::read(text, key, kind)
        });
    }
}

impl<'a> Text<'a> {
    /// Parts a text that stands by itself.
    pub fn read(text: &'a str, key: FieldKey, kind: TextKind) -> Self {
        let slots = if kind == TextKind::Prose {
            slots(text)
        } else {
            Vec::new()
        };
        let numbers = if kind == TextKind::Prose {
            typed(text, &slots)
        } else {
            Vec::new()
        };
        Text {
            text,
            key,
            kind,
            agreement: None,
            scope: None,
            words: words(text, &slots),
            slots,
            periods: periods(text),
            numbers,
            paragraphs: paragraphs(text),
            again: false,
            sentences: OnceLock::new(),
        }
    }
}

/// The key of a text that stands beside a value.
pub fn beside(value: &FieldKey, name: &str) -> FieldKey {
    if value.path.ends_with(".vaerdi") {
        value.parent().child(name)
    } else {
        value.child(name)
    }
}

/// Words outside slots and outside link targets and footnote marks.
fn words<'a>(text: &'a str, slots: &[Slot<'_>]) -> Vec<Word<'a>> {
    let mut out = Vec::new();
    let mut from = 0;
    for slot in slots {
        words_between(text, from..slot.range.start, &mut out);
        from = slot.range.end;
    }
    words_between(text, from..text.len(), &mut out);
    out
}

fn words_between<'a>(text: &'a str, range: Range<usize>, out: &mut Vec<Word<'a>>) {
    let mut start = None;
    let part = &text[range.clone()];
    let mut push = |from: usize, to: usize| {
        let word = part[from..to].trim_end_matches('-');
        if !word.is_empty() {
            let at = range.start + from;
            let text = &text[at..at + word.len()];
            out.push(Word {
                text,
                lower: lower(text),
                range: at..at + word.len(),
            });
        }
    };
    for (at, c) in part.char_indices() {
        let inner = c.is_alphanumeric() || (c == '-' && start.is_some());
        match (inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(from, at);
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    if let Some(from) = start {
        push(from, part.len());
    }
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Ranges between empty lines.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            out.push(from..from + part.len());
        }
        from += part.len() + 2;
    }
    out
}

impl<'a> Text<'a> {
    /// Sentences: ranges that end at `.`, `!`, `?` or `:` before white space, or at an empty line.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| self.parted())
    }

    /// The sentence that a place lies in.
    pub fn sentence_at(&self, at: usize) -> Option<&Range<usize>> {
        let all = self.sentences();
        all.get(all.partition_point(|one| one.end <= at))
    }

    fn parted(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for paragraph in &self.paragraphs {
            let part = &self.text[paragraph.clone()];
            let mut from = 0;
            let mut last = ' ';
            for (at, c) in part.char_indices() {
                let ends = c.is_whitespace()
                    && matches!(last, '.' | '!' | '?' | ':')
                    && !goes_on(&part[from..at], &part[at..]);
                if ends && !abbreviated(&part[from..at], &part[at..]) {
                    out.push(paragraph.start + from..paragraph.start + at);
                    from = at;
                }
                last = c;
            }
            out.push(paragraph.start + from..paragraph.end);
        }
        out
    }

    /// The slot that a place lies in.
    pub fn slot_at(&self, at: usize) -> Option<&Slot<'a>> {
        let slot = self.slots.partition_point(|slot| slot.range.end <= at);
        let slot = self.slots.get(slot)?;
        slot.range.contains(&at).then_some(slot)
    }

    /// Words that stand in a range.
    pub fn words_in(&self, range: &Range<usize>) -> &[Word<'a>] {
        let from = self.words.partition_point(|w| w.range.start < range.start);
        let to = self.words.partition_point(|w| w.range.end <= range.end);
        &self.words[from..to.max(from)]
    }

    /// Slots that stand in a range.
    pub fn slots_in(&self, range: &Range<usize>) -> &[Slot<'a>] {
        let from = self.slots.partition_point(|s| s.range.start < range.start);
        let to = self.slots.partition_point(|s| s.range.end <= range.end);
        &self.slots[from..to.max(from)]
    }

    /// Typed numbers that stand in a range.
    pub fn numbers_in(&self, range: &Range<usize>) -> &[Number] {
        let from = self
            .numbers
            .partition_point(|n| n.range.start < range.start);
        let to = self.numbers.partition_point(|n| n.range.end <= range.end);
        &self.numbers[from..to.max(from)]
    }

    /// The typed number that ends where a word does.
    pub fn number_ending(&self, end: usize) -> Option<&Number> {
        let at = self.numbers.partition_point(|n| n.range.end < end);
        self.numbers
            .get(at)
            .filter(|number| number.range.end == end)
    }
}

/// Short words that a full stop shortens, though some of them are words without it.
const SHORTENED: [&str; 24] = [
    "afd", "alm", "art", "bl", "ca", "dr", "evt", "fx", "hhv", "jf", "kap", "kl", "kr", "max",
    "mia", "min", "mio", "mv", "nr", "pct", "pr", "pt", "red", "stk",
];

/// Whether a full stop after a slot is one of a date: `{{ tal.dag }}. april`.
fn goes_on(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    before.ends_with("}}.") && next.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a full stop between these is one of an abbreviation: `afd.`, `ca.`, `bl.a.`, `1.`.
fn abbreviated(before: &str, after: &str) -> bool {
    let word = before
        .trim_end_matches('.')
        .rsplit(char::is_whitespace)
        .next();
    word.is_some_and(|word| {
        let letters = word.trim_start_matches(['(', '”', '"', '»', '*']);
        let short = letters.chars().count() <= 3 && letters.ends_with(char::is_alphanumeric);
        before.ends_with('.') && (short && !ends(letters, after) || letters.contains('.'))
    })
}

/// Whether a short word ends a sentence: it is one by itself, and a capital follows.
fn ends(word: &str, after: &str) -> bool {
    let capital = after
        .trim_start_matches([' ', '\n', '\u{a0}', '*', '»', '”', '"'])
        .starts_with(char::is_uppercase);
    let lower = word.chars().all(char::is_lowercase) && word.chars().count() > 1;
    capital && lower && !SHORTENED.contains(&word) && danish().has(word)
}
