//! Registers and money.

use std::collections::BTreeMap;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::{
        Scope,
        measure::Quantity,
        registers::{
            Abbreviation, Budget, BudgetLine, DeclaredCounts, DeclaredTotal, Division,
            FixedIndicator, Funder, KEY_FIGURES, KeyFigures, NamedFigure, Quarter, Unit,
        },
    },
    schema::{Id, PlanFile, registers as shape},
};

use super::{Lower, label};

impl Lower<'_> {
    pub(super) fn quarters(&mut self) -> Vec<Quarter> {
        let path = "registre/kvarterer.toml";
        let Some(file) = self.file::<shape::QuartersFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("kvarter");
        self.unique(file.quarters.iter().map(|q| q.id.0.as_str()), &list);
        let mut out = Vec::new();
        for (index, quarter) in file.quarters.into_iter().enumerate() {
            let key = list.item(index);
            let mut count = |number: &Option<_>, name: &str| {
                number
                    .as_ref()
                    .and_then(|number| self.count(number, &key.child(name)))
            };
            let declared = DeclaredCounts {
                divisions: count(&quarter.declared_divisions, "afdelinger_angivet"),
                dwellings: count(&quarter.declared_dwellings, "boliger_angivet"),
                youth: count(&quarter.declared_youth, "ungdomsboliger_angivet"),
            };
            out.push(Quarter {
                name: label(&quarter.name, key.child("navn")),
                short_name: label(&quarter.short_name, key.child("kort_navn")),
                location: quarter
                    .location
                    .map(|text| label(&text, key.child("beliggenhed"))),
                id: quarter.id.0,
                declared,
                key,
            });
        }
        out
    }

    pub(super) fn divisions(
        &mut self,
        quarters: &[Quarter],
    ) -> (Vec<Division>, BTreeMap<String, String>) {
        let path = "registre/afdelinger.toml";
        let Some(file) = self.file::<shape::DivisionsFile>(path) else {
            return Default::default();
        };
        let list = FieldKey::file(path).child("afdeling");
        self.unique(file.divisions.iter().map(|d| d.id.0.as_str()), &list);
        self.dated_keys(&file.dated);
        let known: Vec<String> = quarters.iter().map(|q| q.id.clone()).collect();
        let items = file.divisions.into_iter().enumerate();
        let divisions =
            items.filter_map(|(index, division)| self.division(division, list.item(index), &known));
        (divisions.collect(), file.dated)
    }

    /// Dates of columns that there are not would silently be left out.
    fn dated_keys(&mut self, dated: &BTreeMap<String, String>) {
        let known: Vec<String> = KEY_FIGURES.map(str::to_owned).to_vec();
        let key = FieldKey::file("registre/afdelinger.toml").child("opgjort");
        for name in dated.keys() {
            self.resolve(name, &known, "R023", &key.child(name));
        }
    }

    fn division(
        &mut self,
        shape: shape::Division,
        key: FieldKey,
        quarters: &[String],
    ) -> Option<Division> {
        let organisation = self.party(&shape.organisation, &key.child("organisation"));
        let quarter = self.resolve(&shape.quarter.0, quarters, "R005", &key.child("kvarter"));
        let scope = std::sync::Arc::new(Scope::default());
        let text =
            |text: Option<String>, name: &str| text.map(|text| label(&text, key.child(name)));
        let addresses = shape.addresses.iter().enumerate();
        let addresses = addresses
            .map(|(i, line)| label(line, key.child("adresser").item(i)))
            .collect();
        let dwellings = shape.dwellings.as_ref();
        let dwellings = dwellings
            .map(|value| self.value(value, Some(Unit::Antal), key.child("boliger"), &scope));
        let youth = shape
            .youth
            .as_ref()
            .and_then(|number| self.count(number, &key.child("ungdomsboliger")));
        if let Some(dwellings) = &dwellings {
            self.not_negative(dwellings.value, &dwellings.key);
        }
        let figures = shape
            .figures
            .map(|figures| self.key_figures(&figures, &key.child("noegletal")));
        Some(Division {
            id: shape.id.0,
            nr: shape.nr,
            organisation: organisation?,
            declared_organisation: text(shape.declared_organisation, "organisation_angivet"),
            quarter: quarter?,
            place: text(shape.place, "sted"),
            name: text(shape.name, "navn"),
            dwellings,
            youth,
            addresses,
            figures,
            key,
        })
    }

    fn key_figures(&mut self, shape: &shape::KeyFigures, key: &FieldKey) -> KeyFigures {
        let scope = std::sync::Arc::new(Scope::default());
        let mut figure = |value, unit, name: &str| -> Quantity {
            let quantity = self.value(value, Some(unit), key.child(name), &scope);
            self.not_negative(quantity.value, &quantity.key);
            quantity
        };
        KeyFigures {
            residents: figure(&shape.residents, Unit::Antal, "beboere"),
            outside_work: figure(&shape.outside_work, Unit::Procent, "uden_arbejde"),
            non_western: figure(&shape.non_western, Unit::Procent, "ikke_vestlige"),
            convicted: figure(&shape.convicted, Unit::Procent, "doemte"),
            basic_school: figure(&shape.basic_school, Unit::Procent, "kun_grundskole"),
            income: figure(&shape.income, Unit::Procent, "indkomst"),
        }
    }

    pub(super) fn abbreviations(&mut self) -> Vec<Abbreviation> {
        let path = "registre/forkortelser.toml";
        let Some(file) = self.file::<shape::AbbreviationsFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("forkortelse");
        let items = file
            .abbreviations
            .iter()
            .enumerate()
            .map(|(index, item)| Abbreviation {
                short: label(&item.short, list.item(index).child("kort")),
                long: label(&item.long, list.item(index).child("lang")),
            });
        items.collect()
    }

    pub(super) fn named_figures(&mut self) -> Vec<NamedFigure> {
        let path = "registre/tal.toml";
        let Some(file) = self.file::<shape::FiguresFile>(path) else {
            return Vec::new();
        };
        let list = FieldKey::file(path).child("tal");
        self.unique(file.figures.iter().map(|f| f.id.0.as_str()), &list);
        let mut out = Vec::new();
        for (index, figure) in file.figures.into_iter().enumerate() {
            let key = list.item(index).child("vaerdi");
            let Some(value) = self.decimal(&figure.value, &key) else {
                continue;
            };
            out.push(NamedFigure {
                id: figure.id.0,
                value: Quantity::number(value, Some(figure.unit), key),
                meaning: figure.meaning,
                year: figure.year,
                source: figure.source,
                claim: figure
                    .claim
                    .map(|text| label(&text, list.item(index).child("paastand"))),
            });
        }
        out
    }

    pub(super) fn indicators(&mut self) -> Vec<FixedIndicator> {
        let path = "indikatorer.toml";
        let Some(file) = self.file::<shape::IndicatorsFile>(path) else {
            return Vec::new();
        };
        let scope = self.scope(path, &file.footnotes);
        let list = FieldKey::file(path).child("indikator");
        let known: Vec<String> = self
            .rules
            .goals
            .iter()
            .flat_map(|goal| &goal.indicators)
            .map(|i| i.id.clone())
            .collect();
        let mut out = Vec::new();
        for (index, indicator) in file.indicators.into_iter().enumerate() {
            let key = list.item(index);
            if self
                .resolve(&indicator.fixed.0, &known, "R006", &key.child("fast"))
                .is_none()
            {
                continue;
            }
            let measurements = self.measurements(&indicator.measurements, &key, &scope);
            out.push(FixedIndicator {
                fixed: indicator.fixed.0,
                key,
                measurements,
            });
        }
        out
    }

    pub(super) fn budget(&mut self, plan: &PlanFile) -> Budget {
        let path = "oekonomi.toml";
        let Some(file) = self.file::<shape::BudgetFile>(path) else {
            return Budget::default();
        };
        let key = FieldKey::file(path);
        let names = key.child("finansieringskilde");
        self.unique(file.funders.iter().map(|f| f.id.0.as_str()), &names);
        let funders: Vec<Funder> = file
            .funders
            .iter()
            .enumerate()
            .map(|(index, funder)| Funder {
                id: funder.id.0.clone(),
                name: label(&funder.name, names.item(index).child("navn")),
                local: funder.local,
            })
            .collect();
        let known = Known {
            funders: funders.iter().map(|f| f.id.clone()).collect(),
            agreements: plan.agreements.iter().map(|id| id.0.clone()).collect(),
        };
        let lines = file.lines.iter().enumerate();
        let lines = lines
            .filter_map(|(i, line)| self.line(line, key.child("post").item(i), &known))
            .collect();
        let declared = file.declared.iter().enumerate();
        let declared = declared
            .filter_map(|(i, total)| self.declared(total, key.child("angivet").item(i), &known))
            .collect();
        Budget {
            funders,
            lines,
            declared,
        }
    }

    fn line(
        &mut self,
        line: &shape::BudgetLine,
        key: FieldKey,
        known: &Known,
    ) -> Option<BudgetLine> {
        if line.agreement.is_some() == line.shared.is_some() {
            self.tell("R022", &key);
        }
        let agreement = self.agreement_id(line.agreement.as_ref(), &key, known)?;
        let funder = self.resolve(&line.funder.0, &known.funders, "R007", &key.child("kilde"))?;
        let shared = line
            .shared
            .as_ref()
            .map(|text| label(text, key.child("tvaergaaende")));
        let amount = self.amount(line.amount, &key.child("beloeb"));
        Some(BudgetLine {
            key: key.child("beloeb"),
            agreement,
            shared,
            funder,
            kind: line.kind,
            amount,
        })
    }

    fn declared(
        &mut self,
        total: &shape::DeclaredTotal,
        key: FieldKey,
        known: &Known,
    ) -> Option<DeclaredTotal> {
        let agreement = self.agreement_id(total.agreement.as_ref(), &key, known)?;
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
        id: Option<&Id>,
        key: &FieldKey,
        known: &Known,
    ) -> Option<Option<String>> {
        let Some(id) = id else { return Some(None) };
        self.resolve(&id.0, &known.agreements, "R008", &key.child("delaftale"))?;
        Some(Some(id.0.clone()))
    }

    /// Amounts beyond what sums could hold without overflow are told.
    fn amount(&mut self, amount: i64, key: &FieldKey) -> i64 {
        const LARGEST: i64 = 1_000_000_000_000;
        if amount.abs() > LARGEST {
            let span = self.sources.span(key);
            self.found.push(
                Diagnostic::at("S022", span)
                    .arg("ord", amount)
                    .arg("noegle", "beloeb"),
            );
            return 0;
        }
        amount
    }
}

/// Ids that budget lines may name.
struct Known {
    funders: Vec<String>,
    agreements: Vec<String>,
}
