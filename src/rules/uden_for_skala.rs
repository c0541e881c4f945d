//! Values that their unit does not allow: a share over 100 %, a grade that is not on the scale.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::Diagnostic,
    model::{
        content::CellContent,
        measure::{Quantity, danish},
    },
};

use super::{Checked, texts::beside, unit_name};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let plan = checked.plan;
    for figure in &plan.figures {
        tell(checked, &figure.meaning, &figure.value, found);
    }
    for indicator in plan
        .indicators
        .iter()
        .flat_map(|indicator| &indicator.measurements)
    {
        let values = indicator.area.iter().chain(&indicator.comparison);
        values.for_each(|value| tell(checked, "", value, found));
    }
    let goals = plan.agreements.iter().flat_map(|a| &a.goals);
    for indicator in goals.flat_map(|goal| &goal.indicators) {
        let all = indicator.measurements.iter();
        let values = all.flat_map(|m| m.area.iter().chain(&m.comparison));
        values.for_each(|value| tell(checked, &indicator.title.text, value, found));
    }
    for later in plan.rounds.iter().flat_map(|round| &round.measurements) {
        let values = later.area.iter().chain(&later.comparison);
        values.for_each(|value| tell(checked, "", value, found));
    }
    for table in plan.tables.values() {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let CellContent::Values(values) = &cell.content else {
                continue;
            };
            let column = table.columns.get(cell.column);
            let head = column.map_or("", |column| column.title.text.as_str());
            let words = format!("{} {head}", table.title.text);
            values
                .iter()
                .for_each(|value| tell(checked, &words, value, found));
        }
    }
}

/// `words` tell what the value is: a rise may be of any size.
fn tell(checked: &Checked<'_>, words: &str, value: &Quantity, found: &mut Vec<Diagnostic>) {
    let (Some(number), Some(unit)) = (value.value, value.unit) else {
        return;
    };
    let scales = &checked.standards.scales;
    let Some(scale) = scales.iter().find(|scale| scale.unit == unit) else {
        return;
    };
    let limit = |limit: f64| Decimal::from_f64(limit).unwrap_or_default();
    let (least, most) = (limit(scale.least), limit(scale.most));
    let words = words.to_lowercase();
    let free = scale.unless.iter().any(|word| words.contains(word));
    if (least..=most).contains(&number) || free {
        return;
    }
    found.push(
        checked
            .at("E013", &value.key)
            .arg("tal", danish(number))
            .arg("enhed", unit_name(unit))
            .arg("mindst", danish(least))
            .arg("hoejst", danish(most))
            .label(checked.second(&beside(&value.key, "enhed"), "her-enheden")),
    );
}
