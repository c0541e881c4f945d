//! Shares and their counts that do not lead to one denominator.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::Diagnostic,
    model::{
        Plan,
        agreement::Indicator,
        content::CellContent,
        measure::{Quantity, Unit, danish},
    },
};

use super::Checked;

/// So many shares must agree exactly before one that nearly does is told.
const LEAST_EXACT: usize = 4;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for group in columns(checked.plan) {
        tell(checked, &group, Same::Perhaps, found);
    }
    for group in indicators(checked.plan) {
        tell(checked, &group, Same::Surely, found);
    }
}

/// Whether values are shares of the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    /// They are of indicators of one name.
    Surely,
    /// They stand in one column: of one group of people, or each row of a group of its own.
    Perhaps,
}

/// So many shares of a column must lead to one denominator, and more than half of them, before one that does not is told.
const LEAST_AGREEING: usize = 3;
/// Shares that make up a whole but for this much, in per cent, are parts of it: of them two are enough.
const NEARLY_WHOLE: Decimal = Decimal::from_parts(25, 0, 0, false, 0);

/// Values that may be shares of the same: of a column, and of indicators of the same name in a delaftale.
pub fn groups(plan: &Plan) -> Vec<Vec<&Quantity>> {
    let mut out = columns(plan);
    out.extend(indicators(plan));
    out
}

fn columns(plan: &Plan) -> Vec<Vec<&Quantity>> {
    let mut out = Vec::new();
    for table in plan.tables.values() {
        for column in 0..table.columns.len() {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let values = cells.filter(|cell| cell.column == column);
            let values = values.flat_map(|cell| match &cell.content {
                CellContent::Values(values) => values.as_slice(),
                CellContent::Words(_) | CellContent::Prose(_) => &[],
            });
            out.push(values.collect());
        }
    }
    out
}

fn indicators(plan: &Plan) -> Vec<Vec<&Quantity>> {
    let mut out = Vec::new();
    for agreement in &plan.agreements {
        let indicators: Vec<_> = agreement.goals.iter().flat_map(|g| &g.indicators).collect();
        for (at, indicator) in indicators.iter().enumerate() {
            let same = |other: &&&Indicator| other.title.text == indicator.title.text;
            // Each group is made once, from its first indicator.
            if indicator.title.text.is_empty() || indicators[..at].iter().any(|o| same(&o)) {
                continue;
            }
            let group: Vec<_> = indicators[at..].iter().filter(same).collect();
            let measured = || group.iter().flat_map(|i| &i.measurements);
            out.push(measured().flat_map(|m| &m.area).collect());
            out.push(measured().flat_map(|m| &m.comparison).collect());
        }
    }
    out
}

/// A share with the denominators that it and its count allow.
struct Base<'q> {
    value: &'q Quantity,
    count: Decimal,
    least: Decimal,
    most: Decimal,
}

impl<'q> Base<'q> {
    fn of(value: &'q Quantity, deviation: Decimal) -> Option<Self> {
        let (share, count) = (value.value?, value.count?);
        let half = Decimal::new(5, share.scale() + 1);
        let (low, high) = (share - half, share + half);
        if value.unit != Some(Unit::Procent) || low <= Decimal::ZERO || count <= Decimal::ZERO {
            return None;
        }
        let whole = count.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(Base {
            value,
            count,
            least: whole.checked_div(high)? * (Decimal::ONE - deviation),
            most: whole.checked_div(low)? * (Decimal::ONE + deviation),
        })
    }

    fn agrees(&self, other: &Base<'_>) -> bool {
        self.least <= other.most && other.least <= self.most
    }

    fn middle(&self) -> Decimal {
        (self.least + self.most) / Decimal::TWO
    }
}

fn tell(checked: &Checked<'_>, values: &[&Quantity], same: Same, found: &mut Vec<Diagnostic>) {
    let deviation = Decimal::from_f64(checked.standards.share.most).unwrap_or_default();
    let usual = against_usual(checked, values, same, deviation / Decimal::ONE_HUNDRED);
    if !usual.is_empty() {
        found.extend(usual);
    } else if let [odd] = against_usual(checked, values, same, Decimal::ZERO).as_slice()
        && values.iter().filter(|value| value.count.is_some()).count() >= LEAST_EXACT
    {
        // All the others agree to the last digit, so that this one has no such excuse.
        found.push(odd.clone());
    }
}

/// Findings about shares that do not agree with the denominator that most do.
fn against_usual(
    checked: &Checked<'_>,
    values: &[&Quantity],
    same: Same,
    deviation: Decimal,
) -> Vec<Diagnostic> {
    let bases: Vec<Base<'_>> = values
        .iter()
        .filter_map(|v| Base::of(v, deviation))
        .collect();
    let friends = |base: &Base<'_>| bases.iter().filter(|other| base.agrees(other)).count();
    // Of equals the last, so that the first is the odd one.
    let Some(usual) = bases.iter().max_by_key(|base| friends(base)) else {
        return Vec::new();
    };
    let agreeing = friends(usual);
    let shares = bases.iter().filter_map(|base| base.value.value);
    let parts = (shares.sum::<Decimal>() - Decimal::ONE_HUNDRED).abs() <= NEARLY_WHOLE;
    let few = agreeing < LEAST_AGREEING && !(parts && agreeing > 1);
    if same == Same::Perhaps && (few || agreeing * 2 <= bases.len()) {
        return Vec::new();
    }
    let odd = bases.iter().filter(|base| !base.agrees(usual));
    odd.map(|odd| {
        let expected = odd.count * Decimal::ONE_HUNDRED / usual.middle();
        checked
            .at("T001", &odd.value.key)
            .arg("andel", danish(odd.value.value.unwrap_or_default()))
            .arg("antal", danish(odd.count))
            .arg("naevner", danish(odd.middle().round()))
            .arg("anden", danish(usual.middle().round()))
            .arg("ville", danish(expected.round_dp(2)))
            .label(checked.second(&usual.value.key, "her-naevner"))
    })
    .collect()
}
