//! Values as a reader sees them.

use crate::{
    changes::entity::{CellValue, Value},
    model::content::CellContent,
    template::words::number,
};

use super::Narrator;

impl Narrator<'_> {
    /// A value on one line.
    pub fn value(&self, value: &Value) -> String {
        let shown = match value {
            Value::Text(text) | Value::Prose(text) => text.clone(),
            Value::Choice(word) => self.choice(word),
            Value::Flag(true) => self.word("saetning", "ja").to_owned(),
            Value::Flag(false) => self.word("saetning", "nej").to_owned(),
            Value::Number(amount, Some(unit)) => self.words().with_unit(*amount, *unit),
            Value::Number(amount, None) => number(*amount),
            Value::Money(amount) => self.words().money(*amount),
            Value::Date(date) => self.words().date(*date),
            Value::Year(year) => year.to_string(),
            Value::Ref(id, name) if name.is_empty() => id.clone(),
            Value::Ref(_, name) => name.clone(),
            Value::Ids(ids) => ids.join(", "),
            Value::Quantity(quantity) => self.words().quantity(quantity),
            Value::Cell(cell) => self.cell(cell),
            Value::Series(series) => series.table.clone(),
            Value::Picture(_) => self.word("saetning", "billede").to_owned(),
        };
        let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            self.word("saetning", "ingenting").to_owned()
        } else {
            line
        }
    }

    fn cell(&self, cell: &CellValue) -> String {
        match &cell.content {
            CellContent::Words(text) => text.clone(),
            CellContent::Prose(prose) => prose.text.clone(),
            CellContent::Values(values) => {
                let values: Vec<String> = values.iter().map(|q| self.words().quantity(q)).collect();
                values.join("; ")
            }
        }
    }

    /// The template's words for a status, else the word that its author writes.
    fn choice(&self, word: &str) -> String {
        let named = |choice: serde_json::Result<serde_json::Value>| {
            choice.is_ok_and(|choice| choice.as_str() == Some(word))
        };
        let statuses = self.words().statuses.iter();
        let mut plan = statuses.filter(|(status, _)| named(serde_json::to_value(status)));
        let documents = self.words().documents.iter();
        let mut delivery = documents.filter(|(status, _)| named(serde_json::to_value(status)));
        let known = plan
            .next()
            .map(|(_, text)| text)
            .or_else(|| delivery.next().map(|(_, text)| text));
        known.map_or_else(|| word.to_owned(), Clone::clone)
    }
}
