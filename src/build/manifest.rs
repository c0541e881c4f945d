//! `manifest.json`: what was read, what was made, what was found.

use serde::Serialize;

use crate::{
    diag::{Lang, json::Finding},
    source::sha256,
};

use super::{Checks, Composed, Made, Output};

/// Version of the manifest's shape.
const SHAPE: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    manifest: u32,
    program: &'a str,
    plan: Option<About<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<About<'a>>,
    checks: Checks,
    sources: Vec<File<'a>>,
    outputs: Vec<File<'a>>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct About<'a> {
    slug: &'a str,
    version: &'a str,
    status: &'a str,
    date: String,
    rule_set: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

impl<'a> About<'a> {
    fn of(made: &'a Made) -> About<'a> {
        let meta = &made.plan.meta;
        let status = made.template.words.statuses.get(&meta.status);
        About {
            slug: &meta.slug,
            version: &meta.version.text,
            status: status.map_or("", String::as_str),
            date: meta.date.to_string(),
            rule_set: &made.template.rules.id,
        }
    }
}

pub fn of(composed: &Composed, against: Option<&Made>, outputs: &[Output], lang: Lang) -> Output {
    let read = composed
        .sources
        .files()
        .chain(composed.sources.family())
        .map(|(path, file)| (path, file.sha256.as_str()));
    let mut sources: Vec<File<'_>> = read
        .chain(composed.sources.assets())
        .map(|(path, sha256)| File {
            path,
            sha256: sha256.to_owned(),
            bytes: None,
            pages: None,
        })
        .collect();
    sources.sort_by_key(|file| file.path);
    let outputs = outputs.iter().map(|output| File {
        path: &output.path,
        sha256: sha256(&output.bytes),
        bytes: Some(output.bytes.len()),
        pages: output.pages,
    });
    let manifest = Manifest {
        manifest: SHAPE,
        program: concat!("helhedsplan ", env!("CARGO_PKG_VERSION")),
        plan: composed.made.as_ref().map(About::of),
        against: against.map(About::of),
        checks: composed.checks,
        sources,
        outputs: outputs.collect(),
        findings: composed
            .found
            .iter()
            .map(|d| Finding::of(d, &composed.sources, lang))
            .collect(),
    };
    // Strings and numbers only: this cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    Output {
        path: "manifest.json".to_owned(),
        bytes,
        pages: None,
    }
}
