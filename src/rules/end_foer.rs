//! "Det er ni flere end to år før" beside a table in which it is eight, or fewer.

use rust_decimal::Decimal;

use crate::{
    diag::{Diagnostic, Label as Place},
    key::FieldKey,
    model::{content::Table, measure::danish},
};

use super::{
    Checked,
    antal_i_tekst::value,
    beside,
    numbers::year,
    texts::{Slot, Text, Word},
};

/// Words for the time before.
const BEFORE: [&str; 3] = ["forinden", "før", "tidligere"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in checked.prose() {
        for at in 1..text.words.len() {
            let Some(said) = Said::at(checked, text, at) else {
                continue;
            };
            let number = &text.words[at - 1];
            // What was more than before is the last that the text fetched from a table.
            let paragraph = text.paragraphs.iter();
            let paragraph = paragraph.rev().find(|one| one.start <= number.range.start);
            let start = paragraph.map_or(0, |one| one.start);
            let slots = text.slots_in(&(start..number.range.start));
            let Some(change) = slots
                .iter()
                .rev()
                .find_map(|slot| change(checked, slot, &said))
            else {
                continue;
            };
            let by = (change.now - change.then)
                .abs()
                .round_dp(said.by.scale())
                .normalize();
            let rises = change.now > change.then;
            if change.now != change.then && (rises != said.more || by != said.by.normalize()) {
                found.push(
                    Diagnostic::new("T034")
                        .quote(
                            "tekst",
                            &text.text[number.range.start..text.words[at].range.end],
                        )
                        .arg("foer", danish(change.then))
                        .arg("efter", danish(change.now))
                        .label(Place::primary(checked.inside(text, number.range.clone())))
                        .label(checked.second(change.key, "her-tallet")),
                );
            }
        }
    }
}

/// `ni flere end to år før`, `ni flere end i 2021`.
struct Said {
    by: Decimal,
    more: bool,
    then: Then,
}

/// When it was otherwise.
enum Then {
    Before(i32),
    In(i32),
}

impl Said {
    /// What a comparative at a place says.
    fn at(checked: &Checked<'_>, text: &Text<'_>, at: usize) -> Option<Self> {
        let reading = &checked.standards.reading;
        let words: &[Word<'_>] = &text.words;
        let is = |list: &[String]| list.iter().any(|one| *one == words[at].lower);
        let more = is(&reading.more);
        if more == is(&reading.less) || words.get(at + 1)?.lower != "end" {
            return None;
        }
        let number = &words[at - 1];
        let typed = text.number_ending(number.range.end).map(|one| one.value);
        let by = typed.or_else(|| value(&number.lower).map(Decimal::from))?;
        let then = match words.get(at + 2..at + 5) {
            Some([count, years, before])
                if years.lower == "år" && BEFORE.contains(&&*before.lower) =>
            {
                let one = matches!(&*count.lower, "et" | "ét");
                let count = if one { Some(1) } else { value(&count.lower) };
                Then::Before(i32::try_from(count?).ok()?)
            }
            _ => match words.get(at + 2..at + 4)? {
                [i, then] if i.lower == "i" => Then::In(year(then.text)?),
                _ => return None,
            },
        };
        Some(Said { by, more, then })
    }
}

struct Change<'a> {
    now: Decimal,
    then: Decimal,
    key: &'a FieldKey,
}

/// What the table that a slot fetches a cell of had then, in the same row.
fn change<'a>(checked: &Checked<'a>, slot: &Slot<'_>, said: &Said) -> Option<Change<'a>> {
    let steps: Vec<&str> = slot.path.split('.').collect();
    let ["tabel", table, row, column] = steps.as_slice() else {
        return None;
    };
    let table: &Table = checked.plan.tables.get(*table)?;
    let row = table.rows.iter().find(|one| one.id == *row)?;
    let now = table.columns.iter().position(|one| one.id == *column)?;
    let years = beside::year_columns(table);
    let (this, _) = years.iter().find(|(_, at)| *at == now)?;
    let wanted = match said.then {
        Then::Before(count) => this - count,
        Then::In(year) => year,
    };
    let (_, then) = years.iter().find(|(year, _)| *year == wanted)?;
    let then = beside::value(row, *then)?;
    Some(Change {
        now: beside::value(row, now)?.value?,
        then: then.value?,
        key: &then.key,
    })
}
