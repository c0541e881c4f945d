//! Expressions over the plan's data: `tabel.t.raekke.kolonne - tal.x`.

use rust_decimal::Decimal;

pub use crate::model::expression::Fault;
use crate::{
    key::FieldKey,
    model::{
        Plan,
        agreement::Agreement,
        content::CellContent,
        counts::Sums,
        expression,
        measure::Quantity,
        registers::{Division, KEY_FIGURES, Measurement},
    },
};

/// The value of an expression, and the places of the data it names.
pub fn value(plan: &Plan, text: &str) -> Result<(Decimal, Vec<FieldKey>), Fault> {
    let named = |name: &str| named(plan, name).map(|(value, key)| (value, vec![key]));
    match expression::value(text, &named) {
        // Names of the plan's data have steps: what has none is no name of theirs.
        Err(Fault::Unknown(name)) if !name.contains('.') => Err(Fault::Form),
        value => value,
    }
}

/// The number that a name of the plan stands for, and where it is written.
pub fn named(plan: &Plan, path: &str) -> Option<(Decimal, FieldKey)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["tal", id] => {
            let figure = plan.figures.iter().find(|figure| figure.id == *id)?;
            quantity(&figure.value)
        }
        ["tabel", table, row, column] => cell(plan, table, row, column)?.iter().find_map(quantity),
        ["tabel", table, row, column, "antal"] => {
            let counted = |q: &Quantity| Some((q.count?, q.key.clone()));
            cell(plan, table, row, column)?.iter().find_map(counted)
        }
        ["afdeling", id, rest @ ..] => {
            let division = plan.divisions.iter().find(|d| d.id == *id)?;
            of_division(division, rest)
        }
        ["kvarter", id, what] => of_quarter(plan, id, what),
        ["indikator", id, side] => {
            let indicator = plan.indicators.iter().find(|i| i.fixed == *id)?;
            baseline(&indicator.measurements, side)
        }
        ["delaftale", id, rest @ ..] => {
            let agreement = plan.agreements.iter().find(|one| one.id == *id)?;
            of_agreement(agreement, rest)
        }
        ["antal", what] => {
            let mut counts = plan.counts().into_iter();
            let (_, count, key) = counts.find(|(name, ..)| name == what)?;
            Some((count, key))
        }
        ["oekonomi", path @ ..] => {
            let agreements: Vec<&str> = plan.agreements.iter().map(|one| one.id.as_str()).collect();
            let value = plan.budget.named(path, &agreements)?;
            Some((value, FieldKey::file("oekonomi.toml").child("post")))
        }
        ["oversigt", table, row, column] => {
            let (value, keys) = plan.derived(table)?.number(row, column)?;
            let key = keys.into_iter().next();
            Some((value, key.unwrap_or_else(|| FieldKey::file("plan.toml"))))
        }
        [register, id, field] => {
            let register = plan.register(register)?;
            register.number(register.record(id)?, field)
        }
        _ => None,
    }
}

/// What the first measurement has on a side.
fn baseline(measurements: &[Measurement], side: &str) -> Option<(Decimal, FieldKey)> {
    let measurement = measurements.first()?;
    match side {
        "omraade" => measurement.area.iter().find_map(quantity),
        "sammenligning" => measurement.comparison.iter().find_map(quantity),
        _ => None,
    }
}

/// `pe`, and `delmaal.<id>.<indikator>` with a side of its baseline or its target.
fn of_agreement(agreement: &Agreement, rest: &[&str]) -> Option<(Decimal, FieldKey)> {
    match rest {
        ["pe"] => {
            let staff = agreement.staff.as_ref()?;
            Some((staff.pe, staff.pe_key.clone()))
        }
        ["delmaal", goal, indicator, side] => {
            let goal = agreement.goals.iter().find(|one| one.id == *goal)?;
            let indicator = goal.indicators.iter().find(|one| one.id == *indicator)?;
            match *side {
                "maaltal" => Some((indicator.target?, indicator.target_key())),
                side => baseline(&indicator.measurements, side),
            }
        }
        _ => None,
    }
}

fn cell<'a>(plan: &'a Plan, table: &str, row: &str, column: &str) -> Option<&'a [Quantity]> {
    let table = plan.tables.get(table)?;
    let row = table.rows.iter().find(|r| r.id == row)?;
    let column = table.columns.iter().position(|c| c.id == column)?;
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    match &cell.content {
        CellContent::Values(values) => Some(values),
        CellContent::Words(_) | CellContent::Prose(_) => None,
    }
}

fn quantity(quantity: &Quantity) -> Option<(Decimal, FieldKey)> {
    Some((quantity.value?, quantity.key.clone()))
}

fn of_division(division: &Division, rest: &[&str]) -> Option<(Decimal, FieldKey)> {
    match rest {
        ["boliger"] => quantity(division.dwellings.as_ref()?),
        ["ungdomsboliger"] => Some((division.youth?, division.key.child("ungdomsboliger"))),
        ["noegletal", name] => {
            let index = KEY_FIGURES.iter().position(|known| known == name)?;
            let figures = division.figures.as_ref()?;
            figures.all().get(index).and_then(|q| quantity(q))
        }
        _ => None,
    }
}

fn of_quarter(plan: &Plan, id: &str, what: &str) -> Option<(Decimal, FieldKey)> {
    let index = plan.quarters.iter().position(|q| q.id == id)?;
    let sums = Sums::of(plan.divisions_in(index));
    let value = match what {
        "afdelinger" => sums.divisions,
        "boliger" => sums.dwellings,
        "ungdomsboliger" => sums.youth,
        "beboere" => sums.residents?,
        _ => return None,
    };
    Some((value, plan.quarters[index].key.clone()))
}
