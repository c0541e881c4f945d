//! Findings by section of the plan, in the order in which a reader meets the sections.

use std::collections::BTreeMap;

use crate::{
    compose::leaf,
    diag::{Diagnostic, Severity, json::Finding},
    doc::{Align, Block, FieldKey, Row, RowKind},
    rules::OPEN,
};

use super::{
    super::paper::{heading, list, row},
    Report,
};

const TABLE: &str = "kvalitet-fund";

impl Report<'_> {
    /// A heading and a table for each section that has findings; what no section shows comes last.
    pub(super) fn findings(&self) -> Vec<Block> {
        let mut groups: BTreeMap<usize, Vec<(&Diagnostic, FieldKey)>> = BTreeMap::new();
        for finding in &self.subject.outcome.found {
            let key = self.key(finding);
            let home = self.sections.home(&key).unwrap_or(usize::MAX);
            groups.entry(home).or_default().push((finding, key));
        }
        let mut out = Vec::new();
        for (number, (_, found)) in groups.into_iter().enumerate() {
            let id = format!("fund.{}", number + 1);
            let name = found.first().map_or("", |(_, key)| self.section(key));
            out.push(heading(&id, self.paper.fixed(name)));
            let mut found = found;
            found.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity()));
            let rows = found.iter().enumerate();
            let rows = rows.map(|(index, (finding, key))| self.finding(index, finding, key));
            let aligns = [Align::Left; 3];
            let table = format!("{id}.tabel");
            out.extend(self.paper.table(TABLE, &table, &aligns, rows.collect()));
        }
        out
    }

    /// What the plan itself says to be missing, waived or not: it stops a submission.
    pub(super) fn open_points(&self) -> Vec<Block> {
        let outcome = self.subject.outcome;
        let waived = outcome.waived.iter().map(|waived| &waived.finding);
        let all = outcome.found.iter().chain(waived);
        let items = all.filter(|finding| finding.code == OPEN).map(|finding| {
            let key = self.key(finding);
            let word = finding.args.iter().find(|(name, _)| *name == "ord");
            let told = word.map_or("", |(_, word)| word.as_str());
            let told = format!("{}: »{told}«", self.section(&key));
            (self.paper.about(&told, &key), Vec::new())
        });
        let items: Vec<_> = items.collect();
        match items.is_empty() {
            true => Vec::new(),
            false => vec![list("aabne", items)],
        }
    }

    /// Where a finding stands: the key at its first place.
    pub(super) fn key(&self, finding: &Diagnostic) -> FieldKey {
        let first = finding.labels.first();
        first.map_or_else(
            || FieldKey::file(""),
            |label| self.subject.sources.key_at(&label.span),
        )
    }

    /// Code, severity, and the words with the way to mend it; places in the sources below.
    fn finding(&self, index: usize, finding: &Diagnostic, key: &FieldKey) -> Row {
        let shown = Finding::of(finding, self.subject.sources, self.subject.lang);
        let paper = self.paper;
        let mut words = vec![paper.about(&sentence(&shown.message), key)];
        words.extend(shown.help.map(|help| {
            let help = paper.phrase("rapport_hjaelp").replace("{hjaelp}", &help);
            paper.about(&help, key)
        }));
        for (label, place) in finding.labels.iter().zip(&shown.places) {
            let place_words = place.text.as_ref().map(|text| format!(": {text}"));
            let told = self.place(&label.span) + &place_words.unwrap_or_default();
            words.push(paper.place(&told, key));
        }
        let cells = vec![
            leaf::cell(paper.fixed(finding.code)),
            leaf::cell(paper.fixed(self.severity(finding.severity()))),
            leaf::cell_of(words),
        ];
        let id = format!("{}-{}", finding.code.to_lowercase(), index + 1);
        row(&id, RowKind::Plain, cells)
    }

    fn severity(&self, severity: Severity) -> &str {
        self.paper.phrase(match severity {
            Severity::Fejl => "alvor_fejl",
            Severity::Advarsel => "alvor_advarsel",
            Severity::Raad => "alvor_raad",
        })
    }
}

/// Messages begin as a terminal shows them, in lower case; here each is a line to read.
pub(super) fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
