//! Registers.

use std::collections::BTreeMap;

use crate::{
    diag::Diagnostic,
    key::FieldKey,
    model::registers::{
        Abbreviation, Division, FixedIndicator, KEY_FIGURES, NamedFigure, Party, Quarter, Unit,
    },
    schema::registers as shape,
};

use super::Lower;

impl Lower<'_> {
    pub(super) fn read_parties(&mut self) -> Vec<Party> {
        let path = "registre/parter.toml";
        let file = self.file::<shape::PartiesFile>(path);
        let parties = file.map_or_else(Vec::new, |file| file.parties);
        let list = FieldKey::file(path).child("part");
        self.unique(parties.iter().map(|party| party.id.as_str()), &list);
        parties
    }

    pub(super) fn read_quarters(&mut self) -> Vec<Quarter> {
        let path = "registre/kvarterer.toml";
        let file = self.file::<shape::QuartersFile>(path);
        let quarters = file.map_or_else(Vec::new, |file| file.quarters);
        let list = FieldKey::file(path).child("kvarter");
        self.unique(quarters.iter().map(|quarter| quarter.id.as_str()), &list);
        for quarter in &quarters {
            let counts = [
                ("afdelinger_angivet", quarter.declared_divisions),
                ("boliger_angivet", quarter.declared_dwellings),
                ("ungdomsboliger_angivet", quarter.declared_youth),
            ];
            for (name, count) in counts {
                let key = quarter.key.child(name);
                self.not_negative(count, &key);
                self.counted(count, Some(Unit::Antal), &key);
            }
        }
        quarters
    }

    pub(super) fn divisions(&mut self) -> (Vec<Division>, BTreeMap<String, String>) {
        let path = "registre/afdelinger.toml";
        let Some(file) = self.file::<shape::DivisionsFile>(path) else {
            return Default::default();
        };
        let list = FieldKey::file(path).child("afdeling");
        self.unique(file.divisions.iter().map(|d| d.id.0.as_str()), &list);
        self.dated_keys(&file.dated);
        let known: Vec<String> = self.quarters.iter().map(|q| q.id.clone()).collect();
        let divisions = file.divisions.into_iter();
        let divisions = divisions.filter_map(|division| self.division(division, &known));
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

    fn division(&mut self, shape: shape::Division, quarters: &[String]) -> Option<Division> {
        let key = shape.key;
        let organisation = self.party(&shape.organisation, &key.child("organisation"));
        let quarter = self.resolve(&shape.quarter.0, quarters, "R005", &key.child("kvarter"));
        if !shape.nr.is_sound() {
            let finding = Diagnostic::at("R118", self.sources.span(&key.child("nr")));
            self.found.push(finding.arg("ord", &shape.nr));
        }
        let youth = key.child("ungdomsboliger");
        self.not_negative(shape.youth, &youth);
        self.counted(shape.youth, Some(Unit::Antal), &youth);
        let mut dwellings = shape.dwellings;
        self.quantities(dwellings.as_mut(), Some(Unit::Antal));
        let mut figures = shape.figures;
        if let Some(figures) = &mut figures {
            let [residents, shares @ ..] = figures.all_mut();
            self.quantities([residents], Some(Unit::Antal));
            self.quantities(shares, Some(Unit::Procent));
        }
        for counted in dwellings.iter().chain(figures.iter().flat_map(|f| f.all())) {
            self.not_negative(counted.value, &counted.key);
        }
        Some(Division {
            id: shape.id.0,
            nr: shape.nr,
            organisation: organisation?,
            declared_organisation: shape.declared_organisation,
            quarter: quarter?,
            place: shape.place,
            name: shape.name,
            dwellings,
            youth: shape.youth,
            addresses: shape.addresses,
            figures,
            key,
        })
    }

    pub(super) fn abbreviations(&mut self) -> Vec<Abbreviation> {
        let file = self.file::<shape::AbbreviationsFile>("registre/forkortelser.toml");
        file.map_or_else(Vec::new, |file| file.abbreviations)
    }

    pub(super) fn vocabulary(&mut self) -> Vec<String> {
        let file = self.file::<shape::VocabularyFile>("registre/ordbog.toml");
        file.map_or_else(Vec::new, |file| file.words)
    }

    pub(super) fn named_figures(&mut self) -> Vec<NamedFigure> {
        let path = "registre/tal.toml";
        let file = self.file::<shape::FiguresFile>(path);
        let mut figures = file.map_or_else(Vec::new, |file| file.figures);
        let list = FieldKey::file(path).child("tal");
        self.unique(figures.iter().map(|figure| figure.id.as_str()), &list);
        for figure in &mut figures {
            figure.value.unit = Some(figure.unit);
        }
        figures
    }

    pub(super) fn indicators(&mut self) -> Vec<FixedIndicator> {
        let file = self.file::<shape::IndicatorsFile>("indikatorer.toml");
        let mut indicators = file.map_or_else(Vec::new, |file| file.indicators);
        let known = self.rules.goals.iter().flat_map(|goal| &goal.indicators);
        let known: Vec<String> = known.map(|indicator| indicator.id.clone()).collect();
        indicators.retain_mut(|FixedIndicator { fixed, key, .. }| {
            self.resolve(fixed, &known, "R006", &key.child("fast"))
                .is_some()
        });
        for indicator in &mut indicators {
            self.measurements(&mut indicator.measurements);
        }
        indicators
    }
}
