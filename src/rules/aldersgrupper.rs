//! "0-5 år", "5-17 år", "18-29 år": groups of age that overlap where the others follow on one another.

use std::ops::Range;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::content::{CellContent, Table},
};

use super::Checked;

/// So many groups must follow on one another before the others are held to it.
const FOLLOWING: usize = 2;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for table in checked.plan.tables.values() {
        for groups in [columns(table), rows(table)] {
            let pairs: Vec<(&Group<'_>, &Group<'_>)> =
                groups.iter().zip(groups.iter().skip(1)).collect();
            let fits = |(one, next): &&(&Group<'_>, &Group<'_>)| one.ages.end == next.ages.start;
            let following = pairs.iter().filter(fits).count();
            let Some((one, next)) = pairs.iter().find(|pair| !fits(pair)) else {
                continue;
            };
            // Where more than one do not follow, the groups are of another kind: all, and some of them.
            if following >= FOLLOWING && following + 1 == pairs.len() {
                let finding = checked.at("E037", next.key);
                found.push(
                    finding
                        .arg("gruppe", next.words)
                        .arg("foer", one.words)
                        .label(checked.second(one.key, "her-tallet")),
                );
            }
        }
    }
}

/// A group of age: from its first year to the one after its last.
struct Group<'a> {
    ages: Range<u32>,
    words: &'a str,
    key: &'a FieldKey,
}

fn columns(table: &Table) -> Vec<Group<'_>> {
    let titles = table.columns.iter().map(|column| &column.title);
    let groups = titles.filter_map(|title| {
        Some(Group {
            ages: ages(&title.text)?,
            words: &title.text,
            key: &title.key,
        })
    });
    groups.collect()
}

fn rows(table: &Table) -> Vec<Group<'_>> {
    let groups = table.rows.iter().filter_map(|row| {
        let cell = row.cells.first()?;
        let CellContent::Words(words) = &cell.content else {
            return None;
        };
        Some(Group {
            ages: ages(words)?,
            words,
            key: &cell.key,
        })
    });
    groups.collect()
}

/// `6-17 år`, `18–29-årige`; `65 år og derover` has no end.
fn ages(words: &str) -> Option<Range<u32>> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[start..];
    if !rest.contains("år") {
        return None;
    }
    let digits = |text: &str| {
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        text[..end].parse::<u32>().ok().map(|number| (number, end))
    };
    let (from, end) = digits(rest)?;
    match rest[end..].strip_prefix(['-', '–']) {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(from..digits(after)?.0 + 1)
        }
        _ if rest.contains("derover") || rest.contains("over") => Some(from..200),
        _ => Some(from..from + 1),
    }
}
