//! Funders, budget lines, totals as printed.

use crate::{
    key::FieldKey,
    model::registers::{Budget, BudgetLine, DeclaredTotal, Funder, YearAmount},
};

use super::{
    Concept, Field, Record, Ref, Value, Walk, choice, label, maybe, record, records, value,
};

impl<'a> Walk<'a> {
    /// The lists of `oekonomi.toml`.
    pub(super) fn budget(&self, budget: &'a Budget) -> [Field<'a>; 3] {
        let Budget {
            funders,
            lines,
            declared,
        } = budget;
        let file = FieldKey::file("oekonomi.toml");
        let list = file.child("finansieringskilde");
        let funders = funders.iter().enumerate().map(|(index, funder)| {
            let Funder { id, name, local } = funder;
            Record::item(Concept::FUNDER, &list, index, id)
                .with(label("navn", name).calls().public())
                .with(value("lokal", Value::Flag(*local)).public())
        });
        let list = file.child("post");
        let lines = lines.iter().enumerate();
        let lines = lines.map(|(index, line)| self.line(line, &list, index));
        let list = file.child("angivet");
        let declared = declared.iter().enumerate();
        let declared = declared.map(|(index, total)| self.declared(total, &list, index));
        [
            records("finansieringskilde", funders).public(),
            records("post", lines).public(),
            records("angivet", declared),
        ]
    }

    fn line(&self, line: &'a BudgetLine, list: &FieldKey, index: usize) -> Record<'a> {
        let BudgetLine {
            key: _, // the list says as much
            agreement,
            shared,
            title,
            funder,
            kind,
            amount,
            years,
            time,
            counted,
        } = line;
        let at = list.item(index);
        Record::entry(Concept::BUDGET_LINE, list, index)
            .with(self.agreement_ref(agreement.as_deref()).public())
            .with(label("tvaergaaende", shared.as_ref()).public())
            .with(self.funder(Some(*funder)).public())
            .with(label("titel", title.as_ref()).public())
            .with(choice("art", *kind).public())
            .with(amount_of(*amount).public())
            .with(
                record("aar", by_year(years, &at))
                    .is(Concept::BUDGET_YEARS)
                    .public(),
            )
            .with(
                maybe(
                    "timer",
                    time.map(|time| Value::Number(time.hours.into(), None)),
                )
                .public(),
            )
            .with(maybe("timepris", time.map(|time| Value::Money(time.price))).public())
            .with(maybe("medregnes", (!counted).then_some(Value::Flag(false))).public())
    }

    fn declared(&self, total: &'a DeclaredTotal, list: &FieldKey, index: usize) -> Record<'a> {
        let DeclaredTotal {
            key: _, // the list says as much
            agreement,
            funder,
            amount,
        } = total;
        Record::entry(Concept::DECLARED_TOTAL, list, index)
            .with(self.agreement_ref(agreement.as_deref()))
            .with(self.funder(*funder))
            .with(amount_of(*amount))
    }

    fn agreement_ref(&self, id: Option<&'a str>) -> Field<'a> {
        let known = |id| self.plan.agreements.iter().find(|one| one.id == id);
        let named = id.map(|id| Value::Ref(Ref::Agreement(id, known(id))));
        maybe("delaftale", named).is("til-delaftale")
    }

    fn funder(&self, index: Option<usize>) -> Field<'a> {
        let funder = index.and_then(|index| self.plan.budget.funders.get(index));
        let named = funder.map(|funder| Value::Ref(Ref::Funder(funder)));
        maybe("kilde", named).is("betales-af")
    }
}

/// What falls in each year, under the year.
fn by_year<'a>(years: &'a [YearAmount], line: &FieldKey) -> Option<Record<'a>> {
    let mut out = Record::alone(Concept::BUDGET_YEARS, line.child("aar"));
    for year in years {
        let amount = amount_of(year.amount).is(Concept::YEARS_AMOUNT).public();
        out.fields.push(Field {
            key: &year.written,
            ..amount
        });
    }
    (!years.is_empty()).then_some(out)
}

fn amount_of<'a>(amount: i64) -> Field<'a> {
    value("beloeb", Value::Money(amount))
}
