//! Values that are awaited, nobody says until when.

use crate::{
    diag::Diagnostic,
    model::measure::{MissingReason, Quantity},
};

use super::{Checked, numbers::quantities};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let later = checked
        .plan
        .rounds
        .iter()
        .flat_map(|round| &round.measurements);
    let later = later.flat_map(|m| m.area.iter().chain(&m.comparison));
    let open = |q: &&Quantity| q.missing == Some(MissingReason::Afventer) && q.expected.is_none();
    for value in quantities(checked.plan)
        .into_iter()
        .chain(later)
        .filter(open)
    {
        found.push(checked.at("U018", &value.key));
    }
}
