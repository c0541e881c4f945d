//! LBF's key figures per afdeling, with the thresholds of the rule set in the heads.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    doc::{Align, RowKind, Table},
    model::registers::KEY_FIGURES,
    template::words::Overview,
};

use super::{super::leaf, Composer, row};

impl Composer<'_> {
    pub(super) fn key_figures_table(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let mut aligns = vec![Align::Left, Align::Left];
        aligns.extend([Align::Right; KEY_FIGURES.len()]);
        let mut table = self.frame(words, &words.title, &aligns);
        table.row_headers = 2;
        for (index, key) in KEY_FIGURES.into_iter().enumerate() {
            let head = words.columns.get(index + 2).map_or("", String::as_str);
            let head = self.head(head, key, words);
            table.header[0].cells[index + 2] = leaf::cell(self.fixed(&head));
        }
        let mut divisions: Vec<_> = plan
            .divisions
            .iter()
            .filter(|division| division.figures.is_some())
            .collect();
        divisions
            .sort_by_key(|division| (&plan.parties[division.organisation].name.text, &division.nr));
        for division in divisions {
            let around = &self.template.words;
            let organisation = leaf::party(&plan.parties[division.organisation], around);
            let name = division
                .name
                .as_ref()
                .map_or_else(String::new, |name| format!(" – {}", name.text));
            let key = division
                .name
                .as_ref()
                .map_or_else(|| division.key.child("nr"), |name| name.key.clone());
            let mut name = leaf::text(&format!("{}{name}", division.nr), &key, around);
            name.field = None;
            let mut cells = vec![leaf::cell(organisation), leaf::cell(name)];
            for figure in division.figures.iter().flat_map(|figures| figures.all()) {
                // The heads name the unit: the cells hold bare numbers.
                let bare = crate::model::measure::Quantity {
                    unit: None,
                    ..figure.clone()
                };
                cells.push(leaf::cell(leaf::quantity(&bare, around)));
            }
            table.rows.push(row(&division.id, RowKind::Plain, cells));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    /// `Dømte {graense} ({opgjort})` with the rule set's limit and the register's date; `( )` goes without a date.
    fn head(&self, pattern: &str, key: &str, words: &Overview) -> String {
        let limits = &self.template.rules.thresholds;
        let limit =
            limits
                .iter()
                .find(|limit| limit.figure == key)
                .map_or_else(String::new, |limit| {
                    let number = Decimal::from_f64(limit.value)
                        .map_or_else(String::new, |value| self.template.words.number(value));
                    let pattern = words.words.get("graense").map_or("", String::as_str);
                    pattern
                        .replace("{tegn}", &limit.operator)
                        .replace("{tal}", &number)
                });
        let dated = self.plan.figures_dated.get(key).map_or("", String::as_str);
        let head = pattern
            .replace("{graense}", &limit)
            .replace("{opgjort}", dated);
        head.replace("()", "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
