//! What `oekonomi.…` names, in prose and in claims: `oekonomi.i-alt`, `oekonomi.<kilde>`, `oekonomi.lokal-medfinansiering`,
//! each with `.andel` and `.<aar>`; and the same of a delaftale, `oekonomi.<delaftale>.<kilde>`.

use rust_decimal::Decimal;

use super::registers::{Budget, BudgetYear};

/// The name of all money.
pub const ALL: &str = "i-alt";
/// The name of local money together, where no funder has that id.
pub const LOCAL: &str = "lokal-medfinansiering";
/// The name of a payer's share, in per cent of all.
pub const SHARE: &str = "andel";

/// Whose money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    /// A funder's, by its number.
    Funder(usize),
    /// That of all local funders.
    Local,
    /// Everybody's.
    All,
}

impl Budget {
    /// Whose money has a name.
    pub fn payers(&self) -> Vec<(&str, Payer)> {
        let funders = self.funders.iter().enumerate();
        let funders = funders.map(|(index, funder)| (funder.id.as_str(), Payer::Funder(index)));
        let mut payers: Vec<(&str, Payer)> = funders.collect();
        for (name, payer) in [(LOCAL, Payer::Local), (ALL, Payer::All)] {
            if payers.iter().all(|(known, _)| *known != name) {
                payers.push((name, payer));
            }
        }
        payers
    }

    /// What somebody pays of a delaftale (`None`: of the plan), as the document prints it.
    pub fn paid(&self, agreement: Option<&str>, payer: Payer) -> i64 {
        self.funders_of(payer)
            .map(|funder| self.total(agreement, funder).printed())
            .sum()
    }

    /// What of it falls in a year.
    pub fn paid_in(&self, agreement: Option<&str>, payer: Payer, year: BudgetYear) -> i64 {
        self.funders_of(payer)
            .flat_map(|funder| self.counted(agreement, funder))
            .flat_map(|line| &line.years)
            .filter(|amount| amount.year == year)
            .map(|amount| amount.amount)
            .sum()
    }

    /// Its share of all that the delaftale or plan costs, in per cent; `None` where it costs nothing.
    pub fn share(&self, agreement: Option<&str>, payer: Payer) -> Option<Decimal> {
        let whole = self.paid(agreement, Payer::All);
        let part = self.paid(agreement, payer);
        (whole != 0).then(|| Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole))
    }

    /// The number that a name below `oekonomi` stands for.
    pub fn named(&self, path: &[&str], agreements: &[&str]) -> Option<Decimal> {
        let (agreement, path) = match path {
            [first, rest @ ..] if agreements.contains(first) && !rest.is_empty() => {
                (Some(*first), rest)
            }
            path => (None, path),
        };
        let (name, rest) = path.split_first()?;
        let payers = self.payers();
        let (_, payer) = payers.into_iter().find(|(known, _)| known == name)?;
        match rest {
            [] => Some(self.paid(agreement, payer).into()),
            [share] if *share == SHARE => self.share(agreement, payer),
            [year] => {
                let year = self
                    .years()
                    .into_iter()
                    .find(|known| known.name() == *year)?;
                Some(self.paid_in(agreement, payer, year).into())
            }
            _ => None,
        }
    }

    /// Those whose money it is, as [`Budget::total`] asks for them.
    fn funders_of(&self, payer: Payer) -> impl Iterator<Item = Option<usize>> {
        let funders: Vec<Option<usize>> = match payer {
            Payer::Funder(index) => vec![Some(index)],
            Payer::All => vec![None],
            Payer::Local => {
                let funders = self.funders.iter().enumerate();
                let locals = funders.filter(|(_, funder)| funder.local);
                locals.map(|(index, _)| Some(index)).collect()
            }
        };
        funders.into_iter()
    }
}

impl BudgetYear {
    /// The name of a year in `oekonomi.<kilde>.<aar>`: its number.
    pub fn name(self) -> String {
        let (BudgetYear::Calendar(number) | BudgetYear::Plan(number)) = self;
        number.to_string()
    }
}
