//! Every text of the plan in reading order, parted once into words, numbers and slots that all rules share.

use std::{borrow::Cow, ops::Range};

use rustc_hash::FxHashSet;

pub use crate::model::slots::{Slot, note_marks, slots};
use crate::{
    key::FieldKey,
    model::{
        Label, Plan, Prose, Scope,
        agreement::{Activity, Agreement, Section},
        content::{CellContent, Figure, FigureContent, Table},
        measure::{Note, Quantity},
        registers::Measurement,
    },
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

/// All texts of the plan, and the footnotes that data refer to, which may be empty. A text that several delaftaler
/// share comes once for each.
pub fn of(plan: &Plan) -> (Vec<Text<'_>>, Vec<&Note>) {
    let mut walk = Walk {
        out: Vec::new(),
        notes: Vec::new(),
        seen: FxHashSet::default(),
        agreement: None,
    };
    walk.plan(plan);
    (walk.out, walk.notes)
}

struct Walk<'a> {
    out: Vec<Text<'a>>,
    notes: Vec<&'a Note>,
    /// Keys of the texts so far.
    seen: FxHashSet<FieldKey>,
    agreement: Option<usize>,
}

impl<'a> Walk<'a> {
    fn plan(&mut self, plan: &'a Plan) {
        let meta = &plan.meta;
        for label in [&meta.title, &meta.short_title, &meta.subtitle] {
            self.label(label);
        }
        plan.parties.iter().for_each(|party| self.name(&party.name));
        for quarter in &plan.quarters {
            self.name(&quarter.name);
            self.name(&quarter.short_name);
        }
        for division in &plan.divisions {
            let labels = [&division.place, &division.name];
            labels.into_iter().flatten().for_each(|l| self.name(l));
            division.addresses.iter().for_each(|l| self.name(l));
        }
        self.section(&plan.strategic.introduction);
        plan.strategic
            .items
            .iter()
            .for_each(|(_, section)| self.section(section));
        for figure in &plan.figures {
            let key = beside(&figure.value.key, "betydning");
            self.add(&figure.meaning, key, TextKind::Label);
        }
        plan.budget.funders.iter().for_each(|f| self.label(&f.name));
        for indicator in &plan.indicators {
            self.measurements(&indicator.measurements);
        }
        for (index, agreement) in plan.agreements.iter().enumerate() {
            self.agreement = Some(index);
            self.agreement(agreement);
        }
        self.agreement = None;
        plan.tables.values().for_each(|table| self.table(table));
        plan.charts.values().for_each(|figure| self.figure(figure));
        for annex in &plan.annexes {
            self.label(&annex.title);
            self.prose(&annex.text);
        }
    }

    fn agreement(&mut self, agreement: &'a Agreement) {
        self.label(&agreement.name);
        self.prose(&agreement.problem);
        for goal in &agreement.goals {
            self.label(&goal.title);
            self.note(&goal.footnote);
            for indicator in &goal.indicators {
                self.label(&indicator.title);
                self.measurements(&indicator.measurements);
            }
        }
        agreement.activity_list.iter().for_each(|l| self.label(l));
        if let Some(staff) = &agreement.staff {
            staff.profiles.iter().for_each(|l| self.label(l));
            self.prose(&staff.text);
        }
        let sections = [&agreement.municipal, &agreement.practice];
        sections.into_iter().flatten().for_each(|s| self.section(s));
        agreement.activities.iter().for_each(|a| self.activity(a));
    }

    fn activity(&mut self, activity: &'a Activity) {
        self.label(&activity.title);
        let audience = activity.audience.as_ref();
        let texts = [
            activity.introduction.as_ref(),
            activity.purpose.as_ref(),
            audience.and_then(|a| a.text.as_ref()),
            audience.and_then(|a| a.primary.as_ref()),
            audience.and_then(|a| a.secondary.as_ref()),
            activity.roles.as_ref(),
        ];
        texts.into_iter().flatten().for_each(|t| self.prose(t));
    }

    fn section(&mut self, section: &'a Section) {
        section.title.iter().for_each(|l| self.label(l));
        self.prose(&section.text);
        for part in &section.parts {
            self.label(&part.title);
            self.prose(&part.text);
        }
    }

    fn measurements(&mut self, measurements: &'a [Measurement]) {
        for measurement in measurements {
            let values = measurement.area.iter().chain(&measurement.comparison);
            values.for_each(|q| self.quantity(q));
            self.label(&measurement.source);
        }
    }

    fn quantity(&mut self, quantity: &'a Quantity) {
        let texts = [
            ("etiket", &quantity.label),
            ("omfang", &quantity.scope),
            ("tekst", &quantity.text),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                self.add(text, beside(&quantity.key, name), TextKind::Label);
            }
        }
        self.note(&quantity.footnote);
    }

    fn table(&mut self, table: &'a Table) {
        self.label(&table.title);
        table.columns.iter().for_each(|c| self.label(&c.title));
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            match &cell.content {
                CellContent::Words(text) => self.add(text, cell.key.clone(), TextKind::Label),
                CellContent::Prose(prose) => self.prose(prose),
                CellContent::Values(values) => values.iter().for_each(|q| self.quantity(q)),
            }
            self.note(&cell.footnote);
        }
        if let Some(summary) = &table.summary {
            let key = table.key.child("sammenfatning");
            self.add(summary, key, TextKind::Label);
        }
        table.source.iter().for_each(|l| self.label(l));
        table.notes.iter().for_each(|l| self.label(l));
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.label(&figure.title);
        figure.alt.iter().for_each(|l| self.label(l));
        figure.source.iter().for_each(|l| self.label(l));
        figure.notes.iter().for_each(|l| self.label(l));
        match &figure.content {
            FigureContent::Chart(_) | FigureContent::Image(_) => {}
        }
    }

    fn note(&mut self, note: &'a Option<Note>) {
        if let Some(note) = note {
            self.notes.push(note);
            self.prose(&note.prose);
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

    fn label(&mut self, label: &'a Label) {
        self.add(&label.text, label.key.clone(), TextKind::Label);
    }

    fn name(&mut self, label: &'a Label) {
        self.add(&label.text, label.key.clone(), TextKind::Name);
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
        let words = words(text, &slots);
        let again = !self.seen.insert(key.clone());
        self.out.push(Text {
            text,
            key,
            again,
            kind,
            agreement: self.agreement,
            scope,
            words,
            slots,
            periods: periods(text),
            numbers,
            paragraphs: paragraphs(text),
        });
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
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for paragraph in &self.paragraphs {
            let part = &self.text[paragraph.clone()];
            let mut from = 0;
            let mut last = ' ';
            for (at, c) in part.char_indices() {
                let ends = c.is_whitespace() && matches!(last, '.' | '!' | '?' | ':');
                if ends && !abbreviated(&part[from..at]) {
                    out.push(paragraph.start + from..paragraph.start + at);
                    from = at;
                }
                last = c;
            }
            out.push(paragraph.start + from..paragraph.end);
        }
        out
    }

    /// Words that stand in a range.
    pub fn words_in(&self, range: &Range<usize>) -> &[Word<'a>] {
        let from = self.words.partition_point(|w| w.range.start < range.start);
        let to = self.words.partition_point(|w| w.range.end <= range.end);
        &self.words[from..to.max(from)]
    }

    /// Slots that stand in a range.
    pub fn slots_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Slot<'a>> {
        let range = range.clone();
        self.slots
            .iter()
            .filter(move |s| s.range.start >= range.start && s.range.end <= range.end)
    }
}

/// Whether a full stop after this is one of an abbreviation: `afd.`, `ca.`, `bl.a.`, `1.`.
fn abbreviated(before: &str) -> bool {
    let word = before
        .trim_end_matches('.')
        .rsplit(char::is_whitespace)
        .next();
    word.is_some_and(|word| {
        let letters = word.trim_start_matches(['(', '”', '"']);
        let short = letters.chars().count() <= 3;
        before.ends_with('.') && (short || letters.contains('.'))
    })
}
