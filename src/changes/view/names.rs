//! What entities are called, and what they are known by where their author gave no id.

use std::collections::BTreeMap;

use crate::{
    changes::entity::{Value, last_step},
    model::{
        content::{Cell, CellContent},
        walk::{self, Concept, Record, Ref},
    },
    source::slug,
};

use super::{
    View,
    entities::{Known, counted},
};

impl View<'_> {
    /// The name of a record in the plan's own words; empty where its kind says it all. `alone`: whether it is the only
    /// one of its list.
    pub(super) fn name(&self, record: &Record<'_>, alone: bool) -> String {
        let text = |key: &str| text_of(record, key).unwrap_or_default().to_owned();
        match record.concept {
            // Items of the strategic agreement are named by their keys, for which there are words.
            Concept::ITEM => text_of(record, "titel")
                .unwrap_or(last_step(&record.key.path))
                .to_owned(),
            Concept::INTRODUCTION | Concept::MUNICIPAL | Concept::PRACTICE => text("titel"),
            // The only one of its goal needs no name beside it.
            Concept::INDICATOR if alone => String::new(),
            Concept::SHARED_ACTIVITY | Concept::RECORD => record
                .called()
                .or(record.id())
                .unwrap_or_default()
                .to_owned(),
            Concept::NAMED_FIGURE => text("betydning"),
            Concept::COLUMN => {
                let shown = [text_of(record, "gruppe"), record.called()];
                let shown: Vec<&str> = shown.into_iter().flatten().collect();
                shown.join(", ").replace('\n', " ")
            }
            Concept::ROW => self.row(record),
            Concept::DIVISION => {
                let (nr, owner) = (self.shown(record, "nr"), self.shown(record, "organisation"));
                let both = [nr, owner].into_iter().flatten();
                both.collect::<Vec<_>>().join(", ")
            }
            Concept::FIXED_INDICATOR | Concept::DOCUMENT | Concept::COMPANION => {
                let id = record.id().unwrap_or_default();
                self.of_rules(record.concept, id).unwrap_or(id).to_owned()
            }
            // One measurement needs no name; several are told apart by year and source.
            Concept::MEASUREMENT if alone => String::new(),
            Concept::MEASUREMENT => {
                let year = self.shown(record, "aar").unwrap_or_default();
                format!("{} {year}", text("kilde")).trim().to_owned()
            }
            Concept::BUDGET_LINE => {
                let names =
                    ["tvaergaaende", "titel", "kilde", "art"].map(|key| self.shown(record, key));
                let shown: Vec<String> = names.into_iter().flatten().collect();
                shown.join(", ")
            }
            Concept::DECLARED_TOTAL => self.shown(record, "kilde").unwrap_or_default(),
            _ => record.called().unwrap_or_default().to_owned(),
        }
    }

    /// What an item without an id is known by.
    pub(super) fn known(
        &self,
        record: &Record<'_>,
        index: usize,
        seen: &mut BTreeMap<String, usize>,
    ) -> Known {
        let called = record.called().unwrap_or_default();
        let numbered = |mark: String| Known {
            mark,
            step: index.to_string(),
        };
        match record.concept {
            Concept::MEASUREMENT => {
                let year = self.shown(record, "aar").unwrap_or_default();
                let source = text_of(record, "kilde").unwrap_or_default();
                numbered(counted(slug(&format!("{year} {source}")), seen))
            }
            Concept::CHART_SERIES => numbered(counted(called.to_owned(), seen)),
            Concept::ABBREVIATION => both(counted(slug(called), seen)),
            Concept::BUDGET_LINE | Concept::DECLARED_TOTAL => {
                let mark = counted(money(record), seen);
                both(mark.trim().replace(' ', "-"))
            }
            _ => numbered(String::new()),
        }
    }

    /// Another record by its id and its name.
    pub(super) fn named(&self, other: Ref<'_>) -> Value {
        let id = other.id();
        let name = match other {
            Ref::Area(id) => {
                let area = self.rules.areas.iter().find(|area| area.id == id);
                area.map_or(id, |area| area.name.as_str())
            }
            Ref::Agreement(id, None) => id,
            _ => other.name().map_or("", |name| name.text.as_str()),
        };
        Value::Ref(id.to_owned(), name.to_owned())
    }

    /// What the rule set calls an indicator or a document that it knows.
    fn of_rules(&self, concept: Concept, id: &str) -> Option<&str> {
        if concept == Concept::FIXED_INDICATOR {
            let (_, indicator) = self.rules.indicator(id)?;
            return Some(&indicator.text);
        }
        let mut known = self.rules.documents.iter();
        known.find(|one| one.id == id).map(|one| one.name.as_str())
    }

    /// The innermost row header, else the row's first words.
    fn row(&self, record: &Record<'_>) -> String {
        let mut tables = self.plan.tables.values();
        let table = tables.find(|table| table.key.file == record.key.file);
        let headers = table.map_or(0, |table| table.row_headers);
        let cells = record
            .field("celler")
            .and_then(|field| field.value.as_ref());
        let cells: Vec<&Cell> = match cells {
            Some(walk::Value::Cells(cells)) => cells.iter().map(|(_, cell)| *cell).collect(),
            _ => Vec::new(),
        };
        let words = |cell: &&Cell| match &cell.content {
            CellContent::Words(text) => Some(text.replace('\n', " ")),
            CellContent::Prose(prose) => Some(prose.text.trim().to_owned()),
            CellContent::Values(_) => None,
        };
        let heads = cells.iter().rev().filter(|cell| cell.column < headers);
        let name = heads.chain(&cells).find_map(words);
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| record.id().unwrap_or_default().to_owned())
    }

    /// What a field shows in the name of its record.
    fn shown(&self, record: &Record<'_>, key: &str) -> Option<String> {
        Some(match record.field(key)?.value.as_ref()? {
            walk::Value::Words(words, _) => (*words).to_owned(),
            walk::Value::Choice(word) => word.clone(),
            walk::Value::Number(number, _) => number.to_string(),
            walk::Value::Year(year) => year.to_string(),
            walk::Value::Ref(other) => match self.named(*other) {
                Value::Ref(_, name) => name,
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// A line or a total of the budget: whose money for what, in what form.
fn money(record: &Record<'_>) -> String {
    let part = |key: &str| match record.field(key)?.value.as_ref()? {
        walk::Value::Ref(other) => Some(other.id().to_owned()),
        walk::Value::Words(words, _) => Some(slug(words)),
        walk::Value::Choice(word) => Some(word.clone()),
        _ => None,
    };
    let what = part("delaftale").or_else(|| part("tvaergaaende"));
    let parts = [what, part("kilde"), part("art")].into_iter().flatten();
    let mark: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if mark.is_empty() && record.concept == Concept::DECLARED_TOTAL {
        "i-alt".to_owned()
    } else {
        mark.join("-")
    }
}

fn both(mark: String) -> Known {
    Known {
        step: mark.clone(),
        mark,
    }
}

fn text_of<'a>(record: &Record<'a>, key: &str) -> Option<&'a str> {
    record.field(key)?.value.as_ref()?.words()
}
