//! Who approves a change. The rules are data of the template family (`regelsaet.toml`, `[[godkendelse]]`).
//!
//! The first rule that fits holds, so that exceptions stand above what they are exceptions from. A rule is sought for
//! the change's own key; where none names that, for the places where the entity is used, and of several places the
//! highest level holds. Last come the rules that name no place.

use crate::model::ruleset::{Approval, RuleSet};

use super::{Approved, Change};

/// The level of a change by the rules.
pub fn of(change: &Change, rules: &RuleSet) -> Approved {
    let own = first(change, rules, |rule| {
        !rule.places.is_empty()
            && rule
                .places
                .iter()
                .any(|place| covers(place, &change.path, rule.exact))
    });
    let by_use = || {
        let places = change.used.iter().filter_map(|used| {
            first(change, rules, |rule| {
                // What an entity is used in is never the entity itself.
                !rule.exact && rule.places.iter().any(|place| covers(place, used, false))
            })
            .or_else(|| first(change, rules, |rule| rule.places.is_empty()))
        });
        places.min_by_key(|rule| rules.level(&rule.level).map(|(rank, _)| rank))
    };
    let anywhere = || first(change, rules, |rule| rule.places.is_empty());
    let rule = own.or_else(by_use).or_else(anywhere);
    // What no rule names is for the highest to approve.
    rule.map_or_else(|| Approved::by(rules.levels.first()), approved)
}

/// The level of a change that its author declares to be editorial; `None` if the rules know no such changes.
pub fn editorial(rules: &RuleSet) -> Option<Approved> {
    rules
        .approvals
        .iter()
        .find(|rule| rule.editorial)
        .map(approved)
}

fn approved(rule: &Approval) -> Approved {
    Approved {
        level: rule.level.clone(),
        rule: rule.id.clone(),
        promoted: !rule.effects.is_empty(),
    }
}

/// The first rule for what happened and for its effect, at a place that fits.
fn first<'r>(
    change: &Change,
    rules: &'r RuleSet,
    fits: impl Fn(&Approval) -> bool,
) -> Option<&'r Approval> {
    rules.approvals.iter().find(|rule| {
        let kind = rule.kinds.is_empty() || rule.kinds.contains(&change.what);
        let effect =
            rule.effects.is_empty() || rule.effects.iter().any(|e| change.effects.contains(e));
        !rule.editorial && kind && effect && fits(rule)
    })
}

/// Whether a pattern covers a path: step by step, `*` for any one; all below it too unless it is exact.
fn covers(pattern: &str, path: &str, exact: bool) -> bool {
    if pattern == "*" {
        return true;
    }
    let (pattern, path) = (steps(pattern), steps(path));
    let length = if exact {
        pattern.len() == path.len()
    } else {
        pattern.len() <= path.len()
    };
    length
        && pattern
            .iter()
            .zip(&path)
            .all(|(a, b)| *a == "*" || without_ending(a) == without_ending(b))
}

/// Folders, file and keys.
fn steps(path: &str) -> Vec<&str> {
    let (file, keys) = path.split_once('#').unwrap_or((path, ""));
    let keys = keys.split('.').filter(|step| !step.is_empty());
    file.split('/').chain(keys).collect()
}

fn without_ending(step: &str) -> &str {
    step.strip_suffix(".toml").unwrap_or(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_stands_below_it() {
        let path = "delaftaler/uddannelse.toml#aktivitet.fritidsjob.formaal";
        for (pattern, exact, expected) in [
            ("delaftaler/*", false, true),
            ("delaftaler/*#aktivitet", false, true),
            ("delaftaler/*#aktivitet.*", true, false),
            ("delaftaler/*#aktivitet.*.formaal", true, true),
            ("delaftaler/*#delmaal", false, false),
            ("delaftaler/uddannelse.toml", false, true),
            ("delaftaler/*", true, false),
            ("plan.toml", false, false),
            ("*", false, true),
        ] {
            assert_eq!(covers(pattern, path, exact), expected, "{pattern}");
        }
    }
}
