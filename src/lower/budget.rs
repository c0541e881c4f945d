//! Money: funders, budget lines and what they are divided among, totals as printed.

use time::Date;

use crate::{
    diag::{Diagnostic, Label},
    key::FieldKey,
    model::{
        measure::danish,
        registers::{Budget, BudgetLine, BudgetYear, DeclaredTotal, StaffTime, YearAmount},
        written::Id,
    },
    schema::{PlanFile, registers as shape},
};

use super::Lower;

/// What budget lines may name.
struct Known {
    funders: Vec<String>,
    agreements: Vec<String>,
    /// First and last day of the plan.
    period: (Date, Date),
}

impl Lower<'_> {
    pub(super) fn budget(&mut self, plan: &PlanFile) -> Budget {
        let path = "oekonomi.toml";
        let Some(file) = self.file::<shape::BudgetFile>(path) else {
            return Budget::default();
        };
        let names = FieldKey::file(path).child("finansieringskilde");
        self.unique(file.funders.iter().map(|f| f.id.as_str()), &names);
        let known = Known {
            funders: file.funders.iter().map(|f| f.id.clone()).collect(),
            agreements: plan.agreements.iter().map(|id| id.0.clone()).collect(),
            period: (plan.period.from, plan.period.to),
        };
        let lines = file.lines.into_iter();
        let lines: Vec<BudgetLine> = lines.filter_map(|line| self.line(line, &known)).collect();
        self.one_kind_of_year(&lines);
        let declared = file.declared.into_iter();
        let declared = declared
            .filter_map(|total| self.declared(total, &known))
            .collect();
        Budget {
            funders: file.funders,
            lines,
            declared,
        }
    }

    fn line(&mut self, line: shape::BudgetLine, known: &Known) -> Option<BudgetLine> {
        let key = line.key.clone();
        if line.agreement.is_some() == line.shared.is_some() {
            self.tell("R022", &key);
        }
        let agreement = self.agreement_id(line.agreement.clone(), &key, known)?;
        let funder = self.resolve(&line.funder.0, &known.funders, "R007", &key.child("kilde"))?;
        let years = self.years(&line, known);
        let time = self.time(&line);
        let (at, amount) = self.one_amount(&line, &years, time)?;
        Some(BudgetLine {
            key: key.child(at),
            agreement,
            shared: line.shared,
            title: line.title,
            funder,
            kind: line.kind,
            amount,
            years,
            time,
            counted: line.counted.unwrap_or(true),
        })
    }

    /// What falls in which year, in the order of the years.
    fn years(&mut self, line: &shape::BudgetLine, known: &Known) -> Vec<YearAmount> {
        let key = line.key.child("aar");
        let mut years = Vec::new();
        for (written, &amount) in &line.years {
            let at = key.child(written);
            match year(written, known.period) {
                Some(year) => years.push(YearAmount {
                    written: written.clone(),
                    year,
                    amount: self.amount(amount, &at),
                }),
                None => {
                    let (first, last) = known.period;
                    let finding = Diagnostic::at("R081", self.sources.span(&at))
                        .arg("aar", written)
                        .arg("fra", first.year())
                        .arg("til", last.year())
                        .arg("antal", plan_years(known.period));
                    self.found.push(finding);
                }
            }
        }
        years.sort_by_key(|year| year.year);
        years
    }

    fn time(&mut self, line: &shape::BudgetLine) -> Option<StaffTime> {
        match (line.hours, line.price) {
            (Some(hours), Some(price)) => Some(StaffTime { hours, price }),
            (None, None) => None,
            (Some(_), None) => {
                self.tell("R085", &line.key.child("timer"));
                None
            }
            (None, Some(_)) => {
                self.tell("R085", &line.key.child("timepris"));
                None
            }
        }
    }

    /// The amount of a line and the key that gives it. It may be written, the sum of the years, hours at a price, or several
    /// of these if they say the same.
    fn one_amount(
        &mut self,
        line: &shape::BudgetLine,
        years: &[YearAmount],
        time: Option<StaffTime>,
    ) -> Option<(&'static str, i64)> {
        let sum = years.iter().map(|year| year.amount).sum();
        let product = time.map(|time| time.hours.saturating_mul(time.price));
        let said = [
            ("beloeb", line.amount),
            ("aar", (!line.years.is_empty()).then_some(sum)),
            ("timer", product),
        ];
        let said = said
            .into_iter()
            .filter_map(|(key, amount)| Some((key, amount?)));
        let said: Vec<(&'static str, i64)> = said.collect();
        let Some(&(at, amount)) = said.first() else {
            self.tell("R083", &line.key);
            return None;
        };
        // A year that cannot be read is told; the sum of the others is no second reading.
        let whole = years.len() == line.years.len();
        let other = said
            .iter()
            .find(|(_, other)| *other != amount)
            .filter(|_| whole);
        if let Some(&(other, value)) = other {
            let finding = Diagnostic::at("R082", self.sources.span(&line.key.child(at)))
                .arg("foerste", at)
                .arg("beloeb", danish(amount.into()))
                .arg("anden", other)
                .arg("andet", danish(value.into()));
            self.found.push(finding);
        }
        Some((at, self.amount(amount, &line.key.child(at))))
    }

    /// Calendar years and years of the plan do not add up to one table: where both are written, the first of the second kind
    /// is told.
    fn one_kind_of_year(&mut self, lines: &[BudgetLine]) {
        let is_plan = |year: &YearAmount| matches!(year.year, BudgetYear::Plan(_));
        let keyed = |line: &BudgetLine| line.key.parent().child("aar");
        let mut all = lines
            .iter()
            .flat_map(|line| line.years.iter().map(move |year| (line, year)));
        let Some((first, year)) = all.next() else {
            return;
        };
        let kind = is_plan(year);
        if let Some((line, other)) = all.find(|(_, other)| is_plan(other) != kind) {
            let at = self.sources.span(&keyed(line).child(&other.written));
            let finding = Diagnostic::at("R084", at).arg("aar", &other.written);
            let span = self.sources.span(&keyed(first).child(&year.written));
            self.found
                .push(finding.label(Label::second(span, "foerste-gang")));
        }
    }

    fn declared(&mut self, total: shape::DeclaredTotal, known: &Known) -> Option<DeclaredTotal> {
        let key = total.key;
        let agreement = self.agreement_id(total.agreement, &key, known)?;
        let funder = match &total.funder {
            Some(id) => Some(self.resolve(&id.0, &known.funders, "R007", &key.child("kilde"))?),
            None => None,
        };
        let amount = self.amount(total.amount, &key.child("beloeb"));
        Some(DeclaredTotal {
            key: key.child("beloeb"),
            agreement,
            funder,
            amount,
        })
    }

    /// `Some(None)` for no delaftale, `None` for one that does not exist.
    fn agreement_id(
        &mut self,
        id: Option<Id>,
        key: &FieldKey,
        known: &Known,
    ) -> Option<Option<String>> {
        let Some(Id(id)) = id else { return Some(None) };
        self.resolve(&id, &known.agreements, "R008", &key.child("delaftale"))?;
        Some(Some(id))
    }

    /// Amounts beyond what sums could hold without overflow are told.
    fn amount(&mut self, amount: i64, key: &FieldKey) -> i64 {
        const LARGEST: i64 = 1_000_000_000_000;
        if amount.unsigned_abs() > LARGEST.unsigned_abs() {
            let span = self.sources.span(key);
            self.found.push(
                Diagnostic::at("S022", span)
                    .arg("ord", amount)
                    .arg("noegle", key.path.rsplit('.').next().unwrap_or_default()),
            );
            return 0;
        }
        amount
    }
}

/// A year of the budget as it is written: four digits are a calendar year, one or two the plan's first, second … year.
/// `None` for one outside the plan's period, and for what is no year.
fn year(written: &str, period: (Date, Date)) -> Option<BudgetYear> {
    if !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u16 = written.parse().ok()?;
    match written.len() {
        4 => {
            let years = period.0.year()..=period.1.year();
            years
                .contains(&i32::from(number))
                .then_some(BudgetYear::Calendar(number))
        }
        1 | 2 => (1..=plan_years(period))
            .contains(&number)
            .then_some(BudgetYear::Plan(number)),
        _ => None,
    }
}

/// How many years of twelve months a plan has, begun ones counted.
fn plan_years((first, last): (Date, Date)) -> u16 {
    let months = (last.year() - first.year()) * 12 + i32::from(u8::from(last.month()))
        - i32::from(u8::from(first.month()))
        + i32::from(last.day() >= first.day());
    u16::try_from((months + 11) / 12).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn years_are_those_of_the_calendar_or_of_the_plan() {
        let school = (date!(2026 - 09 - 01), date!(2030 - 08 - 31));
        assert_eq!(plan_years(school), 4);
        assert_eq!(
            plan_years((date!(2026 - 01 - 01), date!(2026 - 12 - 31))),
            1
        );
        assert_eq!(
            plan_years((date!(2026 - 01 - 15), date!(2030 - 03 - 31))),
            5
        );
        assert_eq!(year("2026", school), Some(BudgetYear::Calendar(2026)));
        assert_eq!(year("2030", school), Some(BudgetYear::Calendar(2030)));
        assert_eq!(year("4", school), Some(BudgetYear::Plan(4)));
        for wrong in ["2025", "2031", "0", "5", "26/27", "", "i alt", "+1"] {
            assert_eq!(year(wrong, school), None, "{wrong}");
        }
    }
}
