//! The quality report: what the checks find, what is let stand, and what the plan still lacks.

mod findings;
mod first;
mod gaps;
mod money;
mod submission;
mod summary;
mod targets;
mod waivers;

use crate::{
    compose::sections::Sections,
    diag::{Lang, Severity},
    doc::{Doc, FieldKey},
    key::Span,
    model::Plan,
    rules::{Headroom, Outcome, headroom},
    source::Sources,
    template::{
        Template,
        page::{self, Named},
    },
};

use super::paper::Paper;

/// The part of the template that frames the report, and the name of its title among the phrases.
const PART: &str = "kvalitet";
const TITLE: &str = "rapport_kvalitet";

/// What the report is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its template.
    pub template: &'a Template,
    /// Its files.
    pub sources: &'a Sources,
    /// Its documents, whose sections the report names.
    pub docs: &'a [Doc],
    /// What the checks found.
    pub outcome: &'a Outcome,
    /// Language of findings; the report's own words are the template's.
    pub lang: Lang,
}

/// What the parts of the report share.
struct Report<'a> {
    subject: Subject<'a>,
    paper: Paper<'a>,
    sections: Sections<'a>,
    headroom: Option<Headroom>,
    missing: Vec<gaps::Missing>,
    without_baseline: Vec<gaps::NoBaseline>,
}

/// The report as a document. The message of an error is a fault of ours, in the template.
pub fn compose(subject: Subject<'_>) -> Result<Doc, String> {
    let Subject { plan, template, .. } = subject;
    let paper = Paper { plan, template };
    let mut report = Report {
        subject,
        paper,
        sections: Sections::of(subject.docs),
        headroom: headroom(plan, &template.rules),
        missing: Vec::new(),
        without_baseline: Vec::new(),
    };
    report.missing = report.missing_values();
    report.without_baseline = report.indicators_without_baseline();
    let names = vec![
        ("forside", Named::Blocks(vec![paper.cover(TITLE)])),
        ("antal", Named::Blocks(report.counts())),
        ("foerst", Named::Blocks(report.first())),
        ("fund", Named::Blocks(report.findings())),
        ("aabne", Named::Blocks(report.open_points())),
        ("dispensationer", Named::Blocks(report.waivers())),
        ("mangler", Named::Blocks(report.missing_table())),
        ("medfinansiering", Named::Blocks(report.money())),
        ("dokumenter", Named::Blocks(report.documents())),
        ("indikatorer", Named::Blocks(report.baseline_table())),
        ("maaltal", Named::Blocks(report.without_target())),
        ("noter", Named::Blocks(report.notes())),
    ];
    Ok(paper.doc(TITLE, PART, page::blocks(template, PART, names)?))
}

impl Report<'_> {
    /// Findings that count, of one severity.
    fn count(&self, severity: Severity) -> usize {
        let found = self.subject.outcome.found.iter();
        found.filter(|d| d.severity() == severity).count()
    }

    /// The section that shows what stands under a key, by name.
    fn section(&self, key: &FieldKey) -> &str {
        let section = self.sections.home(key);
        let section = section.and_then(|index| self.sections.get(index));
        section.map_or(self.paper.phrase("rapport_uden_afsnit"), |s| &s.name)
    }

    /// `delaftaler/uddannelse.toml:118`.
    fn place(&self, span: &Span) -> String {
        let (line, _) =
            crate::diag::json::position(self.subject.sources, &span.file, span.range.start);
        format!("{}:{line}", span.file)
    }
}
