//! What a plan leaves open besides its numbers: indicators without a target, and its authors' own notes.

use crate::doc::{Align, Block, RowKind};

use super::Report;

const TARGETS: &str = "kvalitet-maaltal";
const NOTES: &str = "kvalitet-noter";

impl Report<'_> {
    /// Indicators of sub-goals for which no target is set: nobody can say when the goal is met.
    pub(super) fn without_target(&self) -> Vec<Block> {
        let goals = self.subject.plan.agreements.iter().flat_map(|a| &a.goals);
        let indicators = goals.flat_map(|goal| goal.indicators.iter().map(move |one| (goal, one)));
        let open = indicators.filter(|(_, indicator)| indicator.target.is_none());
        let rows = open.enumerate().map(|(index, (goal, indicator))| {
            let key = &indicator.title.key;
            let cells = [
                self.title_of(&indicator.title.text),
                &goal.title.text,
                self.section(key),
            ];
            let cells = cells.map(|words| self.paper.about(words, key));
            let name = format!("maaltal-{}", index + 1);
            self.paper.row(&name, RowKind::Plain, cells)
        });
        let rows = rows.collect();
        self.paper.table(TARGETS, TARGETS, &[Align::Left; 3], rows)
    }

    /// The notes that authors left in the plan's own files, each with its place.
    pub(super) fn notes(&self) -> Vec<Block> {
        let notes = self.subject.sources.notes();
        let rows = notes.iter().enumerate().map(|(index, (about, words))| {
            let span = self.subject.sources.span(&about.child("note"));
            let place = self.place(&span);
            let cells = [
                self.paper.about(words, about),
                self.paper.about(self.section(about), about),
                self.paper.place(&place, about),
            ];
            let name = format!("note-{}", index + 1);
            self.paper.row(&name, RowKind::Plain, cells)
        });
        let rows = rows.collect();
        self.paper.table(NOTES, NOTES, &[Align::Left; 3], rows)
    }
}
