//! What the plan's owners let stand: the findings, why, who said so, and for how long.

use crate::{
    compose::leaf,
    diag::say,
    doc::{Align, Block, Row, RowKind, Text},
    model::Waiver,
    rules,
};

use super::{super::paper::row, Report, findings::sentence};

const TABLE: &str = "kvalitet-dispensationer";
/// Most findings that one waiver's line tells in words.
const TOLD: usize = 4;

impl Report<'_> {
    /// One line a waiver, the oldest first.
    pub(super) fn waivers(&self) -> Vec<Block> {
        let waivers = self.subject.plan.waivers.iter().enumerate();
        let mut waivers: Vec<(usize, &Waiver)> = waivers.collect();
        waivers.sort_by_key(|(_, waiver)| waiver.date);
        let rows = waivers.into_iter();
        let rows = rows.map(|(index, waiver)| self.waiver(index, waiver));
        let aligns = [Align::Left; 5];
        self.paper.table(TABLE, TABLE, &aligns, rows.collect())
    }

    fn waiver(&self, index: usize, waiver: &Waiver) -> Row {
        let (paper, words) = (self.paper, self.paper.words());
        let months = rules::waiver_age(self.subject.plan, waiver);
        let mut decided = vec![
            paper.about(&waiver.role, &waiver.key),
            paper.about(&words.date(waiver.date), &waiver.key),
        ];
        let age = || self.say("rapport_alder", &[("antal", &months.to_string())]);
        decided.extend((months > 0).then(age));
        let expires = match (waiver.expires, &waiver.lasting) {
            (Some(day), _) => words.date(day),
            (None, Some(why)) => paper.phrase("rapport_varigt").replace("{grund}", why),
            (None, None) => paper.phrase("rapport_uden_udloeb").to_owned(),
        };
        let cells = vec![
            leaf::cell(paper.about(&waiver.code, &waiver.key)),
            leaf::cell_of(self.let_stand(index, waiver)),
            leaf::cell(paper.about(&waiver.reason, &waiver.key)),
            leaf::cell_of(decided),
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
