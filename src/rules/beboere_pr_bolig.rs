//! Residents per dwelling that no afdeling has: often two afdelinger whose numbers were swapped.

use rust_decimal::{
    Decimal,
    prelude::{FromPrimitive, ToPrimitive},
};

use crate::{
    diag::Diagnostic,
    model::{
        measure::{Quantity, danish},
        registers::Division,
    },
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plausible = |residents: Decimal, dwellings: Decimal| {
        let ratio = residents.checked_div(dwellings).and_then(|r| r.to_f64());
        let range = &checked.standards.residents;
        ratio.is_none_or(|ratio| (range.least..=range.most).contains(&ratio))
    };
    let odd: Vec<(&Division, Pair<'_>)> = checked
        .plan
        .divisions
        .iter()
        .filter_map(|division| Some((division, Pair::of(division)?)))
        .filter(|(_, pair)| !plausible(pair.residents, pair.dwellings))
        .collect();
    for (division, pair) in &odd {
        let swapped = odd.iter().find(|(other, theirs)| {
            other.id != division.id
                && other.quarter == division.quarter
                && plausible(theirs.residents, pair.dwellings)
                && plausible(pair.residents, theirs.dwellings)
        });
        let ratio = pair
            .residents
            .checked_div(pair.dwellings)
            .unwrap_or_default();
        let limit = |limit: f64| danish(Decimal::from_f64(limit).unwrap_or_default());
        let mut finding = checked
            .at("T010", &pair.residents_at.key)
            .arg("nr", &division.nr)
            .arg("beboere", danish(pair.residents))
            .arg("boliger", danish(pair.dwellings))
            .arg("forhold", danish(ratio.round_dp(2)))
            .arg("mindst", limit(checked.standards.residents.least))
            .arg("hoejst", limit(checked.standards.residents.most))
            .label(checked.second(&pair.dwellings_at.key, "her-boliger"));
        if let Some((_, other)) = swapped {
            finding = finding.label(checked.second(&other.residents_at.key, "her-byttet"));
        }
        found.push(finding);
    }
}

struct Pair<'a> {
    residents: Decimal,
    dwellings: Decimal,
    residents_at: &'a Quantity,
    dwellings_at: &'a Quantity,
}

impl<'a> Pair<'a> {
    fn of(division: &'a Division) -> Option<Self> {
        let residents_at = &division.figures.as_ref()?.residents;
        let dwellings_at = division.dwellings.as_ref()?;
        Some(Pair {
            residents: residents_at.value?,
            dwellings: dwellings_at.value?,
            residents_at,
            dwellings_at,
        })
    }
}
