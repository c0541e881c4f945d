//! Changes in words for a reader: one place that says what a change is called, what it was and what it became.
//!
//! The words stand in `narrate/words.toml` in Danish and English; values are printed as the plan's template prints them.

mod contents;
mod follows;
mod money;
mod scheme;
mod short;
mod values;

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    diag::Lang,
    model::ruleset::{Approval, Called, RuleSet},
    template::{
        Template,
        words::{Words, number},
    },
};

use super::{
    Change, ChangeKind, ChangeList, Concept, Crumb, Difference, PlanPart, entity::Value,
    words::Passage,
};

pub use short::excerpt;
use short::{capital, cut, filled};

type Book = BTreeMap<String, BTreeMap<String, [String; 2]>>;

/// The words, by group and name. A test holds that the file can be read and that no kind is without words.
static BOOK: LazyLock<Book> =
    LazyLock::new(|| toml::from_str(include_str!("narrate/words.toml")).unwrap_or_default());

/// Values up to this many characters are shown whole; of longer ones the words around a change.
const SHORT: usize = 90;
/// Characters of a name in the way to a change.
const NAME: usize = 70;
/// Characters shown of a text that is new or gone.
const LONG: usize = 240;
/// Lines shown of what is in an entity that is new or gone.
const LINES: usize = 8;

/// Says changes in one language, with the words of the plan's template.
#[derive(Debug, Clone, Copy)]
pub struct Narrator<'a> {
    /// Units, months, statuses; what the family calls its items and levels.
    pub template: &'a Template,
    /// Language of the narrator's own words.
    pub lang: Lang,
}

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where: the way from the section in.
    pub place: String,
    /// What happened; empty where old and new say it.
    pub what: String,
    /// What it said, if that is short.
    pub old: Option<String>,
    /// What it says, if that is short.
    pub new: Option<String>,
    /// By how much.
    pub difference: Option<String>,
    /// Changed words, of texts that are not short.
    pub passages: Vec<Passage>,
    /// What is in it, if it is new or gone.
    pub contents: Vec<String>,
    /// What follows from it.
    pub follows: Vec<String>,
    /// Who approves it.
    pub approval: String,
    /// Why it was made.
    pub reason: Option<String>,
}

impl<'a> Narrator<'a> {
    fn words(self) -> &'a Words {
        &self.template.words
    }

    fn rule_set(self) -> &'a RuleSet {
        &self.template.rules
    }

    /// One of two words, by the language.
    fn spoken<'w>(&self, [da, en]: &'w Called) -> &'w str {
        match self.lang {
            Lang::Da => da,
            Lang::En => en,
        }
    }

    /// A word by its group and name; the name if there is none, so that the gap is seen.
    pub fn word<'w>(&self, group: &str, name: &'w str) -> &'w str
    where
        'static: 'w,
    {
        let words = BOOK.get(group).and_then(|words| words.get(name));
        words.map_or(name, |words| self.spoken(words))
    }

    /// What a reader calls a record or a field.
    pub fn concept(&self, concept: Concept) -> &'static str {
        let words = BOOK.get("slags");
        let words = words.and_then(|words| words.get(concept.name().as_ref()));
        words.map_or(concept.0, |words| self.spoken(words))
    }

    /// The same of one that the family may have words for.
    fn called<'w>(&self, concept: Concept, family: &'w Option<Called>) -> &'w str {
        match family {
            Some(called) => self.spoken(called),
            None => self.concept(concept),
        }
    }

    /// A sentence with its gaps filled.
    pub fn sentence(&self, name: &str, gaps: &[(&str, &str)]) -> String {
        self.filled("saetning", name, gaps)
    }

    /// A word of a group with its gaps filled.
    pub fn filled(&self, group: &str, name: &str, gaps: &[(&str, &str)]) -> String {
        filled(self.word(group, name), gaps)
    }

    /// The heading of a part of the plan.
    pub fn part(&self, part: &PlanPart) -> String {
        let name = match part {
            PlanPart::Plan => "plan",
            PlanPart::Strategic => {
                return self
                    .spoken(&self.rule_set().form.agreement.called)
                    .to_owned();
            }
            PlanPart::Agreement(_, name) => {
                return filled(self.word("del", "delaftale"), &[("navn", name)]);
            }
            PlanPart::Shared => "faelles",
            PlanPart::Annexes => "bilag",
            PlanPart::Registers => "registre",
            PlanPart::Loose => "loese",
        };
        self.word("del", name).to_owned()
    }

    /// What happened to an entity.
    pub fn what(&self, what: ChangeKind) -> &'static str {
        self.word("hvad", what_name(what))
    }

    /// Who approves at a level.
    pub fn level<'w>(&self, id: &'w str) -> &'w str
    where
        'a: 'w,
    {
        let level = self.rule_set().level(id);
        level.map_or(id, |(_, level)| self.spoken(&level.called))
    }

    /// How many changes whom to ask about: a line each, those of none left out.
    pub fn summary(&self, list: &ChangeList) -> Vec<String> {
        let levels = list.summary.levels.iter().map(|(id, count)| {
            let level = self.rule_set().level(id);
            let said = level.map_or(id.as_str(), |(_, level)| self.spoken(&level.summary));
            (said, *count)
        });
        let others = [
            (self.word("resume", "redaktionelle"), list.summary.editorial),
            (self.word("resume", "skabelon"), list.summary.template),
        ];
        let some = levels.chain(others).filter(|(_, count)| *count > 0);
        let lines = some.map(|(name, count)| {
            let pattern = self.word("resume", if count == 1 { "en" } else { "flere" });
            filled(pattern, &[("navn", name), ("antal", &count.to_string())])
        });
        lines.collect()
    }

    /// The rules that gave the levels, a line each.
    pub fn rules(&self, list: &ChangeList) -> Vec<String> {
        self.rules_of(&list.rules)
    }

    /// Rules that gave levels, a line each.
    pub fn rules_of(&self, rules: &[Approval]) -> Vec<String> {
        let lines = rules.iter().map(|rule| {
            let gaps = [
                ("regel", rule.id.as_str()),
                ("hvad", rule.what.as_str()),
                ("hvem", self.level(&rule.level)),
                ("hvorfor", rule.reason.as_str()),
                ("kilde", rule.source.as_str()),
            ];
            self.sentence("regel", &gaps)
        });
        lines.collect()
    }

    /// A change in words, as it stands under the heading of its part.
    pub fn line(&self, change: &Change, part: &PlanPart) -> Line {
        let short = self.shown_whole(change);
        let (old, new) = match (change.what, &change.ids) {
            (_, Some((old, new))) => (Some(old.clone()), Some(new.clone())),
            _ if short => (self.side(&change.old), self.side(&change.new)),
            _ => (None, None),
        };
        let both = old.is_some() && new.is_some();
        let mut what = match change.what {
            ChangeKind::Aendret if both => String::new(),
            what => self.word("hvad", what_name(what)).to_owned(),
        };
        // What looks the same is not said twice, but what it differs in.
        let alike = both && old == new;
        let picture = matches!(change.new, Some(Value::Picture(_)));
        let (old, new) = match alike {
            true => (None, new.filter(|_| !picture)),
            false => (old, new),
        };
        if alike {
            what = self.unseen(change).to_owned();
        }
        if !change.from.is_empty() {
            let place = self.way(&change.from);
            what = format!("{what} {}", self.sentence("fra-sted", &[("sted", &place)]));
        }
        let passages = if short || both {
            Vec::new()
        } else {
            change.passages.clone()
        };
        Line {
            place: self.place(change, part),
            what,
            old,
            new,
            difference: change
                .difference
                .map(|difference| self.difference(difference)),
            passages,
            contents: self.contents(change),
            follows: self.follows(change),
            approval: self.approval(change),
            reason: change.reason.clone(),
        }
    }

    /// Whether both values fit on the line. A new or removed text is cut to fit.
    fn shown_whole(&self, change: &Change) -> bool {
        let fits = |value: &Option<Value>| {
            value
                .as_ref()
                .is_none_or(|value| self.value(value).chars().count() <= SHORT)
        };
        change.passages.is_empty() || fits(&change.old) && fits(&change.new)
    }

    fn side(&self, value: &Option<Value>) -> Option<String> {
        let value = value.as_ref()?;
        Some(cut(&self.value(value), LONG))
    }

    /// The way to a change, without the part that it is listed under. What has a new name is not named yet.
    fn place(&self, change: &Change, part: &PlanPart) -> String {
        let mut crumbs = steps(change, part).to_vec();
        if change.what == ChangeKind::Omdoebt
            && let Some(last) = crumbs.last_mut()
        {
            last.name.clear();
        }
        let way = self.way(&crumbs);
        if way.is_empty() { self.part(part) } else { way }
    }

    /// How far the ways to some changes of one part are the same; where they part at once, what they lead to.
    pub fn common_place(&self, changes: &[&Change], part: &PlanPart) -> String {
        let Some((first, rest)) = changes.split_first() else {
            return self.part(part);
        };
        let mut common = steps(first, part);
        for change in rest {
            let other = steps(change, part);
            let same = common.iter().zip(other).take_while(|(a, b)| a == b);
            common = &common[..same.count()];
        }
        if !common.is_empty() {
            return self.way(common);
        }
        let firsts = changes
            .iter()
            .filter_map(|change| steps(change, part).first());
        let mut kinds: Vec<&str> = Vec::new();
        for first in firsts {
            let kind = self.called(first.kind, &first.called);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() {
            return self.part(part);
        }
        capital(&kinds.join(", "))
    }

    fn way(&self, crumbs: &[Crumb]) -> String {
        let steps: Vec<String> = crumbs.iter().map(|crumb| self.crumb(crumb)).collect();
        capital(&steps.join(" › "))
    }

    fn crumb(&self, crumb: &Crumb) -> String {
        let kind = self.called(crumb.kind, &crumb.called);
        let kind = match crumb.number {
            Some(number) => &format!("{kind} {number}"),
            None => kind,
        };
        let name = cut(crumb.name.trim(), NAME);
        if name.is_empty() {
            return kind.to_owned();
        }
        match crumb.kind {
            Concept::ITEM => {
                // An item is named by its key, unless it has a heading of its own.
                let item = self.rule_set().form.agreement.item(&crumb.name);
                let name = item.map_or(crumb.name.as_str(), |item| self.spoken(&item.called));
                format!("{kind} {name}")
            }
            Concept::AGREEMENT | Concept::DIVISION => format!("{kind} {name}"),
            // A cell is known by its row and its column.
            Concept::CELL => format!("{} »{name}«", self.word("slags", "kolonne")),
            Concept::DATED => format!("{kind} »{}«", self.figure(&crumb.name)),
            _ => format!("{kind} »{name}«"),
        }
    }

    /// A key figure by its key in the files.
    fn figure(&self, key: &str) -> String {
        let name = key.replace('_', "-");
        self.word("slags", &name).to_owned()
    }

    /// `+0,86 procentpoint`, `−120.000 kr.`.
    fn difference(&self, difference: Difference) -> String {
        let amount = difference.amount.abs();
        let sign = if difference.amount.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        let amount = difference.unit.map_or_else(
            || number(amount),
            |unit| self.words().with_unit(amount, unit),
        );
        format!("{sign}{amount}")
    }

    fn approval(&self, change: &Change) -> String {
        let who = self.level(&change.approval.level);
        let gaps = [("hvem", who), ("regel", change.approval.rule.as_str())];
        let said = self.sentence("godkendes", &gaps);
        if change.approval.promoted {
            format!("{said}, {}", self.word("saetning", "haevet"))
        } else {
            said
        }
    }
}

/// The steps to a change, without the part that it is listed under.
fn steps<'c>(change: &'c Change, part: &PlanPart) -> &'c [Crumb] {
    match change.crumbs.as_slice() {
        [first, rest @ ..]
            if matches!(part, PlanPart::Agreement(..))
                && first.kind == Concept::AGREEMENT
                && !rest.is_empty() =>
        {
            rest
        }
        all => all,
    }
}

impl Line {
    /// `Delmål 3 › baseline: 51,14 % → 52,00 % (+0,86 procentpoint)`, without changed words of longer texts.
    pub fn head(&self) -> String {
        format!("{}: {}", self.place, self.said())
    }

    /// What it was and what it is: `51,14 % → 52,00 % (+0,86 procentpoint)`.
    pub fn said(&self) -> String {
        let mut said: Vec<String> = Vec::new();
        if !self.what.is_empty() {
            said.push(self.what.clone());
        }
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => said.push(format!("{old} → {new}")),
            (Some(one), None) | (None, Some(one)) => said.push(one.clone()),
            (None, None) => {}
        }
        let said = said.join(": ");
        match &self.difference {
            Some(difference) => format!("{said} ({difference})"),
            None => said,
        }
    }
}

/// The name of what happened, in the rule set and in machine formats.
pub fn what_name(what: ChangeKind) -> &'static str {
    match what {
        ChangeKind::Tilfoejet => "tilfoejet",
        ChangeKind::Fjernet => "fjernet",
        ChangeKind::Flyttet => "flyttet",
        ChangeKind::Omdoebt => "omdoebt",
        ChangeKind::NytId => "nyt-id",
        ChangeKind::Aendret => "aendret",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        build::{self, NoClock},
        model::walk::{Field, Record, Value, Walk},
    };

    /// The kinds of record and field that the walk announces, given or not.
    fn gather(record: &Record<'_>, out: &mut Vec<Concept>) {
        out.push(record.concept);
        for field in &record.fields {
            match &field.value {
                Some(Value::Record(inner)) => gather(inner, out),
                Some(Value::Records(records)) => records.iter().for_each(|one| gather(one, out)),
                // A file's list of records has no name of its own.
                _ => out.push(field.concept),
            }
        }
    }

    #[test]
    fn all_that_can_change_has_words() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for plan in [
            "plan",
            "tests/cases/lille/plan",
            "tests/cases/fire-parter/plan",
            "tests/cases/et-omraade/plan",
        ] {
            let made = build::compose(
                &root.join(plan),
                crate::audience::Edition::default(),
                &mut NoClock,
            )
            .made;
            let plan = made.unwrap().plan;
            let mut walked = Walk::of(&plan);
            walked.fields.retain(in_documents);
            let mut concepts = Vec::new();
            gather(&walked, &mut concepts);
            for concept in concepts {
                assert!(BOOK["slags"].contains_key(&*concept.name()), "{concept:?}");
            }
        }
    }

    fn in_documents(field: &Field<'_>) -> bool {
        match &field.value {
            Some(Value::Record(record)) => record.concept.is_in_documents(),
            Some(Value::Records(records)) => {
                let mut records = records.iter();
                records.all(|record| record.concept.is_in_documents())
            }
            _ => true,
        }
    }
}
