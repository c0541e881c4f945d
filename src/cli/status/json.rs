//! Versions for programs; `docs/machine-formats.md` describes the shape.

use serde_json::{Value, json};

use crate::{
    diag::{Lang, json::Finding},
    life::{Stand, Voice},
    model::release::Decision,
};

use super::{Facts, Version, changed_since, human, replaced_by};

/// Version of the shape.
const SHAPE: u32 = 1;

/// `{ version, program, plan, steps, versions }`.
pub fn shown(versions: &[Version], lang: Lang) -> String {
    let facts = versions.iter().rev().find_map(Version::facts);
    let steps = facts.as_ref().map(|facts| {
        let steps = facts.template.rules.life.iter().map(|step| {
            json!({
                "id": step.id,
                "name": human::status(facts, step.id),
                "settled_by": step.settled_by,
            })
        });
        steps.collect::<Vec<_>>()
    });
    let plan = facts.as_ref().map(|facts| {
        let meta = &facts.plan.meta;
        json!({ "slug": meta.slug, "name": meta.name.text, "title": meta.title.text })
    });
    let all = (0..versions.len()).map(|index| version(versions, index, lang));
    let shown = json!({
        "version": SHAPE,
        "program": concat!("helhedsplan ", env!("CARGO_PKG_VERSION")),
        "plan": plan,
        "steps": steps.unwrap_or_default(),
        "versions": all.collect::<Vec<_>>(),
    });
    format!("{shown:#}")
}

fn version(versions: &[Version], index: usize, lang: Lang) -> Value {
    let version = &versions[index];
    let facts = version.facts();
    let sources = &version.read.sources;
    let findings = version.read.found.iter();
    let findings = findings.map(|finding| Finding::of(finding, sources, lang));
    let changed = changed_since(versions).filter(|_| version.release.is_none());
    let facts = facts.as_ref();
    let decisions = facts.and_then(|facts| {
        let all = facts.release?.decisions.iter();
        Some(all.map(|one| decision(facts, one)).collect::<Vec<_>>())
    });
    json!({
        "kind": if version.release.is_some() { "release" } else { "working" },
        "release": version.release,
        "version": facts.map(|facts| &facts.plan.meta.version.text),
        "folder": version.folder.display().to_string(),
        "date": facts.map(|facts| facts.plan.meta.date.to_string()),
        "frozen_status": facts.and_then(|facts| facts.release.map(|_| facts.status)),
        "stand": facts.and_then(|facts| Some(stand(facts, facts.stand.as_ref()?))),
        "decisions": decisions.unwrap_or_default(),
        "replaced_by": replaced_by(versions, index),
        "changed_since": changed.map(|(number, files)| json!({ "release": number, "files": files })),
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn stand(facts: &Facts<'_>, stand: &Stand<'_>) -> Value {
    let missing = stand.missing.iter().map(|one| voice(facts, *one));
    json!({
        "step": stand.step.id,
        "at": stand.at,
        "refused": stand.refused.is_some(),
        "waits_for": missing.collect::<Vec<_>>(),
        "waits_for_text": stand.step.awaited,
        "next": stand.next.map(|step| step.id),
    })
}

fn voice(facts: &Facts<'_>, voice: Voice<'_>) -> Value {
    let party = voice.party.and_then(|index| facts.plan.parties.get(index));
    json!({
        "body": voice.body,
        "party": party.map(|party| &party.id),
        "signer": voice.signer,
        "name": human::who(facts, voice),
    })
}

fn decision(facts: &Facts<'_>, decision: &Decision) -> Value {
    json!({
        "step": decision.step,
        "by": voice(facts, decision.voice()),
        "what": decision.what,
        "date": decision.date.to_string(),
        "result": decision.result,
        "reference": decision.reference,
    })
}
