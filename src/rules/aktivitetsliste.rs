//! Activities listed but not described.

use crate::{
    diag::Diagnostic,
    model::agreement::{Activity, Agreement},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for agreement in &checked.plan.agreements {
        if agreement.activity_list.is_empty() || agreement.activities.is_empty() {
            continue;
        }
        let pairs = pairs(agreement);
        for (label, _) in pairs.iter().filter(|(_, activity)| activity.is_none()) {
            found.push(
                checked
                    .at("U005", &label.key)
                    .arg("navn", short(&label.text)),
            );
        }
    }
}

/// The listed names, each with the activity that it means.
pub fn pairs(agreement: &Agreement) -> Vec<(&crate::model::Label, Option<&Activity>)> {
    let mut free: Vec<&Activity> = agreement.activities.iter().collect();
    // Names that agree are paired first, so that a near name cannot take their activity.
    let mut out: Vec<_> = agreement
        .activity_list
        .iter()
        .map(|label| (label, None))
        .collect();
    for near in [same_start, nearly] {
        for (label, activity) in out.iter_mut().filter(|(_, activity)| activity.is_none()) {
            let at = free
                .iter()
                .position(|a| near(&plain(&label.text), &plain(&a.title.text)));
            *activity = at.map(|at| free.remove(at));
        }
    }
    out
}

/// One is the other with more words after it.
pub fn same_start(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_empty() && long.starts_with(short)
}

/// The same name with a slip of the pen.
fn nearly(one: &str, other: &str) -> bool {
    let longer = one.chars().count().max(other.chars().count());
    strsim::osa_distance(one, other) * 4 <= longer
}

/// Lower case, words only, `&` as "and".
pub fn plain(name: &str) -> String {
    let spelt: String = name.to_lowercase().replace('&', " and ").replace('-', " ");
    let words: Vec<String> = spelt
        .split_whitespace()
        .map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect())
        .collect();
    words
        .into_iter()
        .filter(|w: &String| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A list item without what it explains after a comma.
fn short(text: &str) -> &str {
    text.split(',').next().unwrap_or(text)
}
