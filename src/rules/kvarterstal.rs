//! Counts of a quarter as printed against the register of afdelinger.

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{counts::Sums, measure::danish},
};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for (index, quarter) in checked.plan.quarters.iter().enumerate() {
        let sums = Sums::of(checked.plan.divisions_in(index));
        let pairs = [
            (
                "afdelinger_angivet",
                quarter.declared_divisions,
                sums.divisions,
            ),
            (
                "boliger_angivet",
                quarter.declared_dwellings,
                sums.dwellings,
            ),
            ("ungdomsboliger_angivet", quarter.declared_youth, sums.youth),
        ];
        let divisions = checked.plan.divisions_in(index).next();
        for (name, printed, sum) in pairs {
            let Some(printed) = printed.filter(|printed| *printed != sum) else {
                continue;
            };
            let key = FieldKey::file("registre/kvarterer.toml");
            let key = key.child("kvarter").item(index).child(name);
            let mut finding = checked
                .at("T004", &key)
                .arg("angivet", danish(printed))
                .arg("sum", danish(sum))
                .arg("forskel", danish((printed - sum).abs()));
            if let Some(division) = divisions {
                let at = division
                    .dwellings
                    .as_ref()
                    .map_or(&division.key, |q| &q.key);
                finding = finding.label(checked.second(at, "her-foerste-led"));
            }
            found.push(finding);
        }
    }
}
