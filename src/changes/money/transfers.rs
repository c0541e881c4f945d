//! Money that moved from post to post: what some posts have less and others more, within the money of one funder, else
//! within one area. Two posts of which one has exactly what the other lost are a pair; of several posts that only
//! together come to the same nobody can say what went where, so they are told together.

use std::collections::BTreeSet;

use crate::{
    changes::{Change, Consequence, PlanPart},
    model::{
        Plan,
        registers::{Budget, BudgetLine},
    },
};

use super::{
    Transfer, agreement,
    working::{Ident, Working},
};

/// A transfer, and between which posts, if it is a pair.
pub struct Found {
    /// What is told of it.
    pub told: Transfer,
    within: Within,
    pair: Option<[Ident; 2]>,
    /// Whether all its posts are of one area.
    one_area: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Funder,
    Area,
}

/// What a post has more or less of a funder's money for an area. A post that changed either has two entries.
struct Entry {
    of: Ident,
    /// A delaftale by its id, else what a shared post is called.
    area: (Option<String>, String),
    funder: String,
    /// What else the post is known by.
    details: String,
    by: i64,
}

/// What moved between the first and the last state of a budget.
pub fn between(working: &Working, [old, new]: [&Plan; 2]) -> Vec<Found> {
    let entries = entries(working, old, new);
    let mut left: BTreeSet<usize> = (0..entries.len()).collect();
    let mut out = Vec::new();
    for within in [Within::Funder, Within::Area] {
        let mut frames: Vec<&str> = Vec::new();
        for entry in &entries {
            if !frames.contains(&entry.frame(within)) {
                frames.push(entry.frame(within));
            }
        }
        for frame in frames {
            let here = left.iter().copied();
            let here: Vec<usize> = here
                .filter(|at| entries[*at].frame(within) == frame)
                .collect();
            for found in moved(&entries, &here, within) {
                for at in &found {
                    left.remove(at);
                }
                out.push(told(&entries, &found, within));
            }
        }
    }
    out
}

impl Entry {
    /// What it lies within.
    fn frame(&self, within: Within) -> &str {
        match within {
            Within::Funder => &self.funder,
            Within::Area => &self.area.1,
        }
    }

    /// What it is called beside others within the same.
    fn name(&self, within: Within) -> String {
        let first = match within {
            Within::Funder => &self.area.1,
            Within::Area => &self.funder,
        };
        let parts = [first.as_str(), &self.details];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }
}

fn entries(working: &Working, old: &Plan, new: &Plan) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let plans = [new, old];
    let before = old.budget.lines.iter().enumerate();
    let before = before.map(|(at, line)| (Ident::Old(at), line));
    for (of, line) in before {
        add(&mut out, of, (&old.budget, line), plans, -1);
    }
    for (of, line) in working.lines.iter().zip(&working.budget.lines) {
        add(&mut out, *of, (&working.budget, line), plans, 1);
    }
    out.retain(|entry| entry.by != 0);
    out
}

/// Adds or takes away what a line counts for.
fn add(
    out: &mut Vec<Entry>,
    of: Ident,
    (budget, line): (&Budget, &BudgetLine),
    plans: [&Plan; 2],
    sign: i64,
) {
    let funder = budget.funders.get(line.funder);
    let by = if line.counted { sign * line.amount } else { 0 };
    let shared = line.shared.as_ref().map(|label| label.text.clone());
    let name = match &line.agreement {
        Some(id) => agreement(plans, id),
        None => shared.unwrap_or_default(),
    };
    let funder = funder.map_or("", |funder| funder.name.text.as_str());
    let kind = line.kind.map(serde_json::to_value);
    let kind = kind.and_then(Result::ok);
    let kind = kind.as_ref().and_then(serde_json::Value::as_str);
    let title = line.title.as_ref().map(|title| title.text.as_str());
    let details: Vec<&str> = title.into_iter().chain(kind).collect();
    let details = details.join(", ");
    let known = out
        .iter_mut()
        .find(|entry| entry.of == of && entry.area.0 == line.agreement && entry.funder == funder);
    match known {
        Some(entry) => {
            entry.by += by;
            entry.area.1 = name;
            entry.details = details;
        }
        None => out.push(Entry {
            of,
            area: (line.agreement.clone(), name),
            funder: funder.to_owned(),
            details,
            by,
        }),
    }
}

/// What moved among entries, each as the entries that it is between: pairs first, then what is left together.
fn moved(entries: &[Entry], here: &[usize], within: Within) -> Vec<Vec<usize>> {
    let by = |at: &usize| entries[*at].by;
    let (down, mut up): (Vec<usize>, Vec<usize>) = here.iter().partition(|at| by(at) < 0);
    let (mut out, mut rest) = (Vec::new(), Vec::new());
    for from in down {
        match up.iter().position(|to| by(to) == -by(&from)) {
            Some(at) => out.push(vec![from, up.remove(at)]),
            None => rest.push(from),
        }
    }
    // Within a delaftale only exact pairs are sure: what else differs there is a matter of two funders.
    if !rest.is_empty() && !up.is_empty() && within == Within::Funder {
        rest.extend(up);
        out.push(rest);
    }
    out
}

fn told(entries: &[Entry], found: &[usize], within: Within) -> Found {
    let less: i64 = found.iter().map(|at| entries[*at].by.min(0)).sum();
    let more: i64 = found.iter().map(|at| entries[*at].by.max(0)).sum();
    let posts = found.iter().map(|at| {
        let entry = &entries[*at];
        (entry.name(within), entry.by)
    });
    let pair = match found {
        [from, to] if less + more == 0 => Some([entries[*from].of, entries[*to].of]),
        _ => None,
    };
    let first = found
        .first()
        .map(|at| entries[*at].frame(within).to_owned());
    Found {
        told: Transfer {
            within: first.unwrap_or_default(),
            amount: more.min(-less),
            posts: posts.collect(),
        },
        within,
        pair,
        one_area: found
            .iter()
            .all(|at| entries[*at].area == entries[found[0]].area),
    }
}

/// Tells a move at each of its two posts, in the place of the sums that it leaves as they were.
pub fn tell(changes: &mut [(PlanPart, Change)], by: &[(usize, Ident)], found: &[Found]) {
    for one in found {
        let (Some([from, to]), [less, more]) = (one.pair, one.told.posts.as_slice()) else {
            continue;
        };
        if from == to {
            continue;
        }
        for (of, other, arrives) in [(from, more, false), (to, less, true)] {
            let mut own = by.iter().filter(|(_, ident)| *ident == of);
            // Where several changes of a post move money, none of them is the move.
            let (Some((at, _)), None) = (own.next(), own.next()) else {
                continue;
            };
            let change = &mut changes[*at].1;
            let stays = |follows: &Consequence| match follows {
                Consequence::Total {
                    agreement, funder, ..
                } => match one.within {
                    Within::Funder => agreement.is_some() && !one.one_area,
                    Within::Area => funder.is_some(),
                },
                Consequence::Cofinancing { .. } => one.within == Within::Area,
                Consequence::Transfer { .. } | Consequence::Count { .. } => true,
            };
            change.consequences.retain(stays);
            change.consequences.push(Consequence::Transfer {
                amount: one.told.amount,
                other: other.0.clone(),
                arrives,
                within: one.told.within.clone(),
            });
        }
    }
}
