//! Words that ask for a unit: an "andel" in persons, a "karakter" in per cent.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{content::CellContent, measure::Quantity, standards::UnitWord},
};

use super::{Checked, texts::beside, unit_name};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let goals = checked.plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let values = indicator.measurements.iter();
        let values = values.flat_map(|m| m.area.iter().chain(&m.comparison));
        tell(
            checked,
            &indicator.title.text,
            &indicator.title.key,
            values,
            found,
        );
    }
    for figure in &checked.plan.figures {
        let key = beside(&figure.value.key, "betydning");
        let value = std::iter::once(&figure.value);
        tell(checked, &figure.meaning, &key, value, found);
    }
    for table in checked.plan.tables.values() {
        for row in &table.rows {
            let Some((head, key)) = row.cells.iter().find_map(|cell| match &cell.content {
                CellContent::Words(text) => Some((text, &cell.key)),
                CellContent::Prose(_) | CellContent::Values(_) => None,
            }) else {
                continue;
            };
            let values = row.cells.iter().flat_map(|cell| match &cell.content {
                CellContent::Values(values) => values.as_slice(),
                CellContent::Words(_) | CellContent::Prose(_) => &[],
            });
            tell(checked, head, key, values, found);
        }
    }
}

fn tell<'q>(
    checked: &Checked<'_>,
    head: &str,
    key: &FieldKey,
    values: impl Iterator<Item = &'q Quantity>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(rule) = asked(head, &checked.standards.unit_words) else {
        return;
    };
    let mut valued = values.filter(|q| q.value.is_some());
    let wrong = valued.find_map(|q| Some((q, q.unit.filter(|unit| !rule.units.contains(unit))?)));
    if let Some((value, unit)) = wrong {
        let units: Vec<&str> = rule.units.iter().map(|unit| unit_name(*unit)).collect();
        found.push(
            checked
                .at("E002", &beside(&value.key, "enhed"))
                .arg("ord", &rule.word)
                .arg("enhed", unit_name(unit))
                .arg("skal", units.join("/"))
                .label(checked.second(key, "her-kalder")),
        );
    }
}

/// The unit word among a text's first words. Genitive compounds (`andelsbolig`) are other words.
fn asked<'s>(head: &str, words: &'s [UnitWord]) -> Option<&'s UnitWord> {
    const FIRST: usize = 3;
    head.split_whitespace().take(FIRST).find_map(|word| {
        let word = word.to_lowercase();
        words.iter().find(|rule| {
            word.strip_prefix(rule.word.as_str())
                .is_some_and(|rest| !rest.starts_with('s'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measure::Unit;

    #[test]
    fn a_share_asks_for_per_cent_and_a_share_dwelling_for_nothing() {
        let words = [UnitWord {
            word: "andel".into(),
            units: vec![Unit::Procent],
        }];
        assert!(asked("Andelen af 18-29-årige", &words).is_some());
        assert!(asked("Andelsboliger i kvarteret", &words).is_none());
        assert!(asked("Antal unge i en andel", &words).is_none());
    }
}
