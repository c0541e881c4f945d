//! A later measurement of a year before its baseline, or after the day it was gathered.

use crate::{
    diag::Diagnostic,
    model::{
        followup::{IndicatorRef, LaterMeasurement},
        registers::Measurement,
    },
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for round in &checked.plan.rounds {
        let last = round.gathered.year();
        let own = i32::from(round.year);
        let baselines = round
            .measurements
            .iter()
            .filter_map(|m| baseline(checked, m));
        let first = baselines.min();
        if own > last || first.is_some_and(|first| own < first) {
            let first = first.map_or_else(|| "–".to_owned(), |first| first.to_string());
            found.push(
                checked
                    .at("M021", &round.key.child("aar"))
                    .arg("aar", own)
                    .arg("efter", first)
                    .arg("til", last),
            );
        }
        for measurement in &round.measurements {
            let year = i32::from(measurement.year);
            let first = baseline(checked, measurement);
            let early = first.is_some_and(|first| year < first);
            if early || year > last && measurement.year != round.year {
                let first = first.map_or_else(|| "–".to_owned(), |first| first.to_string());
                found.push(
                    checked
                        .at("M021", &measurement.key.child("aar"))
                        .arg("aar", year)
                        .arg("efter", first)
                        .arg("til", last),
                );
            }
        }
    }
}

/// The earliest baseline year of the indicator that was measured again.
fn baseline(checked: &Checked<'_>, later: &LaterMeasurement) -> Option<i32> {
    let plan = checked.plan;
    let all: &[Measurement] = match &later.of {
        IndicatorRef::Fixed(id) => {
            &plan
                .indicators
                .iter()
                .find(|i| i.fixed == *id)?
                .measurements
        }
        IndicatorRef::Goal(agreement, goal, indicator) => {
            let agreement = plan.agreements.iter().find(|a| a.id == *agreement)?;
            let goal = agreement.goals.iter().find(|g| g.id == *goal)?;
            &goal
                .indicators
                .iter()
                .find(|i| i.id == *indicator)?
                .measurements
        }
    };
    all.iter().filter_map(|m| m.year).min().map(i32::from)
}
