//! The milestones of the activity at hand, with those that earlier half-years left open.

use time::Date;

use crate::{
    doc::{Align, Cell, RowKind, Table},
    key::FieldKey,
    model::followup::{MilestoneState, Standing},
    template::words::Overview,
};

use super::{
    super::{Composer, leaf, tables::row},
    word,
};

impl Composer<'_> {
    pub(super) fn milestones_table(&mut self, words: &Overview) -> Option<Table> {
        let agreement = &self.plan.agreements[self.agreement?];
        let activity = &agreement.activities[self.follow_up.as_ref()?.activity?];
        let (half, _) = self.half_at_hand()?;
        let (_, last) = self.half_days(half);
        let title = words.title.replace("{navn}", &activity.title.text);
        let mut table = self.frame(words, &title, &[Align::Left; 5]);
        for milestone in self.standing(&agreement.id, &activity.id) {
            let cells = self.milestone_cells(words, &milestone, last);
            table.rows.push(row(milestone.id, RowKind::Plain, cells));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    fn milestone_cells(&self, words: &Overview, milestone: &Standing<'_>, last: Date) -> Vec<Cell> {
        let around = &self.template.words;
        let key = milestone.key;
        let date = |day: Option<Date>, key: &FieldKey| match day {
            Some(day) => leaf::cell(self.derived(&around.short_date(day), key)),
            None => leaf::cell(self.fixed(word(words, "tom"))),
        };
        let title = milestone.title.map(|title| leaf::label(title, around));
        let now = if milestone.planned == milestone.first_planned {
            leaf::cell(self.fixed(word(words, "uaendret")))
        } else {
            date(milestone.planned, &key.child("planlagt"))
        };
        let state = word(
            words,
            match milestone.stands() {
                MilestoneState::Naaet => "naaet",
                MilestoneState::IGang => "i-gang",
                MilestoneState::IkkeBegyndt => "ikke-begyndt",
                MilestoneState::Udgaaet => "udgaaet",
            },
        );
        let more = [
            (milestone.overdue(last), "over_tiden"),
            (!milestone.told, "ikke_omtalt"),
        ];
        let more = more.into_iter().filter(|(holds, _)| *holds);
        let more = more.map(|(_, name)| word(words, name));
        let state: Vec<&str> = std::iter::once(state).chain(more).collect();
        let mut status = vec![self.derived(&state.join(", "), key)];
        status.extend(milestone.remark().map(|r| leaf::label(r, around)));
        vec![
            leaf::cell_of(title.into_iter().collect()),
            date(milestone.first_planned, &key.child("planlagt")),
            now,
            date(milestone.reached(), &key.child("naaet")),
            leaf::cell_of(status),
        ]
    }
}
