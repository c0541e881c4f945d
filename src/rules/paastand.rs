//! Numbers that say how they follow from the data, computed again.

use rust_decimal::RoundingStrategy;

use crate::{diag::Diagnostic, model::measure::danish};

use super::{
    Checked,
    claim::{self, Fault},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for figure in &checked.plan.figures {
        let (Some(claim), Some(typed)) = (&figure.claim, figure.value.value) else {
            continue;
        };
        match claim::value(checked.plan, &claim.text) {
            Ok((value, used)) => {
                let scale = typed.scale();
                let strategy = RoundingStrategy::MidpointAwayFromZero;
                let rounded = value.round_dp_with_strategy(scale, strategy);
                if rounded == typed {
                    continue;
                }
                let mut finding = checked
                    .at("T005", &figure.value.key)
                    .arg("tal", danish(typed))
                    .arg("giver", danish(value.round_dp(scale.max(2))))
                    .label(checked.second(&claim.key, "her-paastand"));
                for key in used {
                    finding = finding.label(checked.second(&key, "her-indgaar"));
                }
                found.push(finding);
            }
            Err(fault) => {
                let name = match fault {
                    Fault::Unknown(name) => name,
                    Fault::Form | Fault::NoValue => claim.text.clone(),
                };
                found.push(
                    checked
                        .at("T005", &claim.key)
                        .arg("tal", danish(typed))
                        .arg("giver", format!("? ({name})")),
                );
            }
        }
    }
}
