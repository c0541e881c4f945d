//! Local co-financing hardly above the floor: the next change may break it.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{diag::Diagnostic, model::measure::danish};

use super::{Checked, medfinansiering::Share};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let Some(share) = Share::of(checked.plan, checked.rules) else {
        return;
    };
    let within = Decimal::from_f64(checked.standards.cofinancing.within).unwrap_or_default();
    let narrow = share.total * within / Decimal::ONE_HUNDRED;
    let headroom = share.headroom();
    if headroom >= Decimal::ZERO && headroom < narrow {
        found.push(
            checked
                .at("B003", &share.key)
                .arg("lokal", danish(share.local))
                .arg("samlet", danish(share.total))
                .arg("mindst", danish(share.least))
                .arg("luft", danish(headroom.floor())),
        );
    }
}
