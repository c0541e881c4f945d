//! What the plan's owners let stand: the findings, why, who said so, and for how long.

use crate::{
    compose::leaf,
    diag::say,
    doc::{Align, Block, Row, RowKind, Text},
    model::Waiver,
};

use super::{super::paper::row, Report, findings::sentence};

const TABLE: &str = "kvalitet-dispensationer";
/// Most findings that one waiver's line tells in words.
const TOLD: usize = 4;

impl Report<'_> {
    /// One line a waiver, in the order of the file.
    pub(super) fn waivers(&self) -> Vec<Block> {
        let waivers = self.subject.plan.waivers.iter().enumerate();
        let rows = waivers.map(|(index, waiver)| self.waiver(index, waiver));
        let aligns = [Align::Left; 5];
        self.paper.table(TABLE, TABLE, &aligns, rows.collect())
    }

    fn waiver(&self, index: usize, waiver: &Waiver) -> Row {
        let (paper, words) = (self.paper, self.paper.words());
        let decided = [
            paper.about(&waiver.role, &waiver.key),
            paper.about(&words.date(waiver.date), &waiver.key),
        ];
        let expires = waiver.expires.map_or_else(
            || paper.phrase("rapport_uden_udloeb").to_owned(),
            |day| words.date(day),
        );
        let cells = vec![
            leaf::cell(paper.about(&waiver.code, &waiver.key)),
            leaf::cell_of(self.let_stand(index, waiver)),
            leaf::cell(paper.about(&waiver.reason, &waiver.key)),
            leaf::cell_of(decided.to_vec()),
            leaf::cell(paper.about(&expires, &waiver.key)),
        ];
        row(
            &format!("dispensation-{}", index + 1),
            RowKind::Plain,
            cells,
        )
    }

    /// The findings that a waiver lets stand, in words, and its place.
    fn let_stand(&self, index: usize, waiver: &Waiver) -> Vec<Text> {
        let paper = self.paper;
        let waived = &self.subject.outcome.waived;
        let own: Vec<_> = waived.iter().filter(|one| one.waiver == index).collect();
        let mut out: Vec<Text> = own
            .iter()
            .take(TOLD)
            .map(|one| {
                let finding = &one.finding;
                let words = say(finding.code, self.subject.lang, &finding.args);
                paper.about(&sentence(&words), &self.key(finding))
            })
            .collect();
        if own.is_empty() {
            out.push(paper.fixed(paper.phrase("rapport_intet_fund")));
        }
        if let Some(more) = own.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let words = paper
                .phrase("rapport_flere")
                .replace("{antal}", &more.to_string());
            out.push(paper.fixed(&words));
        }
        let place = own
            .first()
            .and_then(|one| one.finding.labels.first())
            .map_or_else(|| waiver.place.clone(), |label| self.place(&label.span));
        out.push(paper.place(&place, &waiver.key));
        out
    }
}
