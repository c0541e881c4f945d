//! How much the plan has, summed over its registers.

use rust_decimal::Decimal;

use crate::key::FieldKey;

use super::{Plan, registers::Division};

/// What some afdelinger have together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// How many they are.
    pub divisions: Decimal,
    /// Dwellings; an afdeling whose number is missing counts none.
    pub dwellings: Decimal,
    /// Dwellings for young people among them; an afdeling that tells of none has none.
    pub youth: Decimal,
    /// Residents, where the number of each is known.
    pub residents: Option<Decimal>,
}

impl Sums {
    /// Of these afdelinger; of none there are no residents to tell of.
    pub fn of<'d>(divisions: impl Iterator<Item = &'d Division>) -> Sums {
        let mut sums = Sums {
            divisions: Decimal::ZERO,
            dwellings: Decimal::ZERO,
            youth: Decimal::ZERO,
            residents: Some(Decimal::ZERO),
        };
        for division in divisions {
            sums.divisions += Decimal::ONE;
            sums.dwellings += dwellings(division);
            sums.youth += division.youth.unwrap_or_default();
            let figures = division.figures.as_ref();
            let residents = figures.and_then(|figures| figures.residents.value);
            sums.residents = sums.residents.zip(residents).map(|(sum, own)| sum + own);
        }
        sums.residents = sums.residents.filter(|_| !sums.divisions.is_zero());
        sums
    }
}

/// Dwellings of an afdeling; one whose number is missing counts none.
pub fn dwellings(division: &Division) -> Decimal {
    let dwellings = division.dwellings.as_ref();
    dwellings
        .and_then(|dwellings| dwellings.value)
        .unwrap_or_default()
}

impl Plan {
    /// What `antal.…` names, in prose and in claims: the name, how many, and the list that is counted.
    pub fn counts(&self) -> Vec<(&'static str, Decimal, FieldKey)> {
        let sums = Sums::of(self.divisions.iter());
        let afdelinger = ("registre/afdelinger.toml", "afdeling");
        let quarters = ("registre/kvarterer.toml", "kvarter");
        let parties = ("registre/parter.toml", "part");
        let counts = [
            ("afdelinger", Some(sums.divisions), afdelinger),
            ("boliger", Some(sums.dwellings), afdelinger),
            ("ungdomsboliger", Some(sums.youth), afdelinger),
            ("beboere", sums.residents, afdelinger),
            ("kvarterer", Some(self.quarters.len().into()), quarters),
            (
                "boligorganisationer",
                Some(self.organisations().len().into()),
                parties,
            ),
            (
                "delaftaler",
                Some(self.agreements.len().into()),
                ("plan.toml", "delaftaler"),
            ),
        ];
        let known = counts.into_iter();
        let known = known.filter_map(|(name, count, (file, list))| {
            Some((name, count?, FieldKey::file(file).child(list)))
        });
        known.collect()
    }
}
