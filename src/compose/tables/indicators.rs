//! The fixed goals and indicators of the rule set with the plan's baselines.

use crate::{
    doc::{Align, RowKind, Table},
    template::words::Overview,
};

use super::{super::leaf, Composer, goals::lead, row};

impl Composer<'_> {
    pub(super) fn indicators_table(&mut self, words: &Overview) -> Option<Table> {
        let (plan, template) = (self.plan, self.template);
        let mut table = self.frame(words, &words.title, &[Align::Left; 6]);
        for goal in &template.rules.goals {
            let mut rows = Vec::new();
            for rule in &goal.indicators {
                let title = leaf::cell(leaf::fixed(&rule.text, "regelsaet.toml", &template.words));
                let given = plan
                    .indicators
                    .iter()
                    .filter(|indicator| indicator.fixed == rule.id);
                let measurements: Vec<_> = given
                    .flat_map(|indicator| indicator.measurements.clone())
                    .collect();
                rows.extend(self.measurement_rows(&rule.id, title, &measurements));
            }
            if rows.is_empty() {
                rows.push(row(
                    &goal.id,
                    RowKind::Plain,
                    vec![leaf::cell_of(Vec::new()); 5],
                ));
            }
            lead(
                &mut rows,
                leaf::cell(leaf::fixed(&goal.text, "regelsaet.toml", &template.words)),
            );
            table.rows.extend(rows);
        }
        Some(table)
    }
}
