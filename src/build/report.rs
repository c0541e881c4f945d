//! Reports on what is followed up: the same flow as a build, to documents of their own.

use std::path::Path;

use crate::{
    audience::{Audience, Edition},
    compose::{self, Report},
    diag::Diagnostic,
    doc::Doc,
    export::{self, Rounds},
    key::FieldKey,
    model::{Plan, followup::Half},
    source::Sources,
    template::Template,
    version::Name,
};

use super::{Clock, Composed, Made, Read, read_version, settled};

/// What to report on, as it is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'w> {
    /// Key figures.
    KeyFigures,
    /// The status of a half-year, by its id: `2022-1`.
    Status(&'w str),
}

/// Reads a version of a plan and composes a report on it; see [`read_version`].
pub fn report(plan: &Path, name: &Name, wanted: Wanted<'_>, clock: &mut impl Clock) -> Composed {
    let Read {
        sources,
        mut found,
        plan,
        rest: _,
        release: _,
    } = read_version(plan, name, clock);
    let made = plan.and_then(|(plan, template)| {
        let key = FieldKey::file("plan.toml").child("periode");
        let doc = clock.stage("compose", || {
            let inputs = (&plan, &template, &sources);
            // What is wrong with the plan's own documents is told of when they are made.
            let docs = compose::documents(
                &plan,
                &template,
                &sources,
                Edition::default(),
                &[],
                &mut Vec::new(),
            );
            document(inputs, &docs, wanted, &key, &mut found)
        })?;
        Some(Made {
            plan,
            template,
            docs: vec![doc],
            audience: Audience::House,
            release: None,
        })
    });
    settled(sources, found, made, false)
}

/// A report on a plan that was read, with its own documents. `key` is where it was asked for.
pub(super) fn document(
    (plan, template, sources): (&Plan, &Template, &Sources),
    docs: &[Doc],
    wanted: Wanted<'_>,
    key: &FieldKey,
    found: &mut Vec<Diagnostic>,
) -> Option<Doc> {
    let report = resolve((plan, sources), wanted, key, found)?;
    let data = export::data(plan, template, Rounds::With);
    let inputs = (plan, template, sources);
    Some(compose::report(
        inputs,
        docs,
        report,
        data.as_bytes(),
        found,
    ))
}

/// The report that is wanted; a half-year without a status is told with those that there are.
fn resolve(
    (plan, sources): (&Plan, &Sources),
    wanted: Wanted<'_>,
    key: &FieldKey,
    found: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let id = match wanted {
        Wanted::KeyFigures => return Some(Report::KeyFigures),
        Wanted::Status(id) => id,
    };
    let known = Half::read(id).filter(|half| plan.statuses.iter().any(|s| s.half == *half));
    if known.is_none() {
        let halves = plan.statuses.iter().map(|status| status.half.to_string());
        let halves: Vec<String> = halves.collect();
        let halves = if halves.is_empty() {
            "–".to_owned()
        } else {
            halves.join(", ")
        };
        let finding = Diagnostic::at("M016", sources.span(key)).arg("id", id);
        found.push(finding.arg("forslag", halves));
    }
    known.map(Report::Status)
}
