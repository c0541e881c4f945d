//! Annexes from the register: addresses with sums per quarter, and afdelinger by quarter.

use rust_decimal::Decimal;

use crate::{
    doc::{Align, Cell, FieldKey, RowKind, Table, Text},
    model::{counts::dwellings, registers::Division},
    template::words::Overview,
};

use super::{super::leaf, Composer, row};

impl Composer<'_> {
    pub(super) fn addresses(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let aligns = [
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Right,
        ];
        let mut table = self.frame(words, &words.title, &aligns);
        let (mut all, mut all_youth) = (Decimal::ZERO, Decimal::ZERO);
        for (index, quarter) in plan.quarters.iter().enumerate() {
            let name = leaf::label(&quarter.name, &self.template.words);
            let head = Cell {
                colspan: 5,
                ..leaf::cell(name)
            };
            table
                .rows
                .push(row(&quarter.id, RowKind::Group, vec![head]));
            let (mut sum, mut youth) = (Decimal::ZERO, Decimal::ZERO);
            for division in plan.divisions_in(index) {
                sum += dwellings(division);
                youth += division.youth.unwrap_or_default();
                let cells = self.address_cells(division, words);
                table.rows.push(row(&division.id, RowKind::Plain, cells));
            }
            let cells = self.sum_cells("sum", sum, youth, words);
            table
                .rows
                .push(row(&format!("{}.sum", quarter.id), RowKind::Total, cells));
            all += sum;
            all_youth += youth;
        }
        let cells = self.sum_cells("sum_alle", all, all_youth, words);
        table.rows.push(row("sum", RowKind::Total, cells));
        (!plan.divisions.is_empty()).then_some(table)
    }

    fn address_cells(&self, division: &Division, words: &Overview) -> Vec<Cell> {
        let around = &self.template.words;
        let unknown = || self.fixed(words.words.get("ikke_oplyst").map_or("", String::as_str));
        let place = division
            .place
            .as_ref()
            .map_or_else(unknown, |place| leaf::label(place, around));
        let mut lines: Vec<Text> = division
            .addresses
            .iter()
            .map(|line| leaf::label(line, around))
            .collect();
        if lines.is_empty() {
            lines.push(unknown());
        }
        let organisation = match &division.declared_organisation {
            Some(declared) => leaf::label(declared, around),
            None => leaf::party(&self.plan.parties[division.organisation], around),
        };
        let number = match &division.dwellings {
            Some(value) if value.value.is_some() => {
                let mut text = self.youth(
                    dwellings(division),
                    division.youth.unwrap_or_default(),
                    words,
                    &value.key,
                );
                // With youth dwellings the cell shows two values: no one field.
                if division.youth.is_none() {
                    text.field = leaf::quantity(value, around).field;
                }
                text
            }
            Some(value) => leaf::quantity(value, around),
            None => unknown(),
        };
        vec![
            leaf::cell(place),
            leaf::cell_of(lines),
            leaf::cell(organisation),
            leaf::cell(self.division_name(division)),
            leaf::cell(number),
        ]
    }

    /// `Afd. 21`.
    fn division_name(&self, division: &Division) -> Text {
        let words = &self.template.words;
        let name = words
            .phrase("afdeling")
            .replace("{nr}", &division.nr.to_string());
        Text {
            field: None,
            ..leaf::text(&name, &division.key.child("nr"), words)
        }
    }

    fn sum_cells(&self, name: &str, sum: Decimal, youth: Decimal, words: &Overview) -> Vec<Cell> {
        let label = self.fixed(words.words.get(name).map_or("", String::as_str));
        let key = FieldKey::file("registre/afdelinger.toml").child("afdeling");
        vec![
            Cell {
                colspan: 4,
                ..leaf::cell(label)
            },
            leaf::cell(self.youth(sum, youth, words, &key)),
        ]
    }

    /// `474, heraf 84 ungdomsboliger`.
    fn youth(&self, dwellings: Decimal, youth: Decimal, words: &Overview, key: &FieldKey) -> Text {
        let around = &self.template.words;
        let number = around.number(dwellings);
        let shown = if youth.is_zero() {
            number
        } else {
            let pattern = words.words.get("ungdom").map_or("{tal}", String::as_str);
            pattern
                .replace("{tal}", &number)
                .replace("{ungdom}", &around.number(youth))
        };
        Text {
            field: None,
            ..leaf::text(&shown, key, around)
        }
    }

    /// Afdelinger by quarter: what there is to say without a map.
    pub(super) fn quarters_table(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let around = &self.template.words;
        let mut table = self.frame(words, &words.title, &[Align::Left; 3]);
        for (index, quarter) in plan.quarters.iter().enumerate() {
            let location = match &quarter.location {
                Some(location) => leaf::label(location, around),
                None => self.fixed(words.words.get("ikke_oplyst").map_or("", String::as_str)),
            };
            let divisions: Vec<Text> = plan
                .divisions_in(index)
                .map(|division| {
                    let organisation = &plan.parties[division.organisation].name.text;
                    let place = division
                        .place
                        .as_ref()
                        .map_or_else(String::new, |place| format!(", {}", place.text));
                    let mut text = self.division_name(division);
                    let rest = format!(" – {organisation}{place}");
                    text.inlines
                        .extend(leaf::text(&rest, &division.key, around).inlines);
                    text
                })
                .collect();
            let cells = vec![
                leaf::cell(leaf::label(&quarter.name, around)),
                leaf::cell(location),
                leaf::cell_of(divisions),
            ];
            table.rows.push(row(&quarter.id, RowKind::Plain, cells));
        }
        (!table.rows.is_empty()).then_some(table)
    }
}
