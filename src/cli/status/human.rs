//! Versions for people.

use std::fmt::Write;

use time::Date;

use crate::{
    diag::{Lang, say},
    life::{Stand, Voice},
    model::{
        Status,
        release::{Decision, DecisionResult},
    },
};

use super::{Facts, Version, changed_since, replaced_by};

/// All versions, one paragraph each.
pub fn shown(versions: &[Version], lang: Lang) -> String {
    let mut out = String::new();
    let facts = versions.iter().rev().find_map(Version::facts);
    if let Some(facts) = &facts {
        let meta = &facts.plan.meta;
        let _ = writeln!(out, "{} – {}", meta.name.text, meta.title.text);
    }
    for (index, version) in versions.iter().enumerate() {
        out.push('\n');
        for (depth, line) in paragraph(versions, index, version, lang) {
            let _ = writeln!(out, "{}{line}", "  ".repeat(depth));
        }
    }
    out.trim_end().to_owned()
}

/// The lines of a version, with their depth.
fn paragraph(
    versions: &[Version],
    index: usize,
    version: &Version,
    lang: Lang,
) -> Vec<(usize, String)> {
    let name = match (&version.release, version.facts()) {
        (Some(number), _) => number.clone(),
        (None, Some(facts)) => {
            let number = facts.plan.meta.version.text.clone();
            say("status-arbejdsplan", lang, &[("version", number)])
        }
        (None, None) => say("status-arbejdsplan", lang, &[("version", "?".to_owned())]),
    };
    let place = version.folder.display().to_string();
    let Some(facts) = version.facts() else {
        let args = [("version", name), ("sti", place)];
        return vec![(0, say("status-ulaeselig", lang, &args))];
    };
    let date = day(&facts, facts.plan.meta.date, lang);
    let args = [
        ("version", name),
        ("dato", date),
        ("sti", place),
        ("status", status(&facts, facts.status)),
    ];
    let mut lines = vec![(0, say("status-version", lang, &args))];
    if version.release.is_none() {
        lines.extend(working(versions, &facts, lang));
        return lines;
    }
    lines.extend(decisions(&facts, lang));
    match (replaced_by(versions, index), &facts.stand) {
        (Some(number), _) => {
            let args = [("version", number.to_owned())];
            lines.push((1, say("status-afloest", lang, &args)));
        }
        (None, Some(stand)) => lines.extend(waiting(&facts, stand, lang)),
        (None, None) => {}
    }
    lines
}

/// What changed in the working plan since the newest release, and what it waits for: it is written on, or to be
/// frozen, since others decide about frozen versions only.
fn working(versions: &[Version], facts: &Facts<'_>, lang: Lang) -> Vec<(usize, String)> {
    let since = changed_since(versions);
    let mut lines = Vec::new();
    lines.extend(
        since
            .as_ref()
            .map(|(number, files)| (1, changed(number, files, lang))),
    );
    let unchanged = since.is_some_and(|(_, files)| files.is_empty());
    match &facts.stand {
        _ if unchanged => {}
        Some(stand) if stand.at == 1 => lines.extend(waiting(facts, stand, lang)),
        Some(_) | None => lines.push((1, say("status-frys", lang, &[]))),
    }
    lines
}

fn changed(number: &str, files: &[String], lang: Lang) -> String {
    const MOST: usize = 6;
    let shown: Vec<&str> = files.iter().take(MOST).map(String::as_str).collect();
    let more = if files.len() > MOST { " …" } else { "" };
    let args = [
        ("version", number.to_owned()),
        ("antal", files.len().to_string()),
        ("filer", format!("{}{more}", shown.join(", "))),
    ];
    say(
        match files.len() {
            0 => "status-uaendret",
            1 => "status-aendret-fil",
            _ => "status-aendret",
        },
        lang,
        &args,
    )
}

/// What was decided, in the order of the days.
fn decisions(facts: &Facts<'_>, lang: Lang) -> Vec<(usize, String)> {
    let mut taken: Vec<&Decision> = facts.release.iter().flat_map(|r| &r.decisions).collect();
    taken.sort_by_key(|decision| decision.date);
    let lines = taken.into_iter().map(|decision| {
        let reference = decision.reference.as_ref();
        let args = [
            ("dato", day(facts, decision.date, lang)),
            ("hvem", who(facts, decision.voice())),
            ("resultat", result(decision.result, lang)),
            ("hvad", decision.what.clone()),
            (
                "reference",
                reference.map_or(String::new(), |words| format!(" ({words})")),
            ),
        ];
        (2, say("status-beslutning", lang, &args))
    });
    let lines: Vec<_> = lines.collect();
    let head = (!lines.is_empty()).then(|| (1, say("status-beslutninger", lang, &[])));
    head.into_iter().chain(lines).collect()
}

/// Where it stands now, what it waits for and what comes then.
fn waiting(facts: &Facts<'_>, stand: &Stand<'_>, lang: Lang) -> Vec<(usize, String)> {
    let step = [
        ("trin", status(facts, stand.step.id)),
        ("nr", stand.at.to_string()),
        ("antal", facts.template.rules.life.len().to_string()),
    ];
    let mut lines = vec![(1, say("status-trin", lang, &step))];
    if let Some(decision) = stand.refused {
        let args = [("hvem", who(facts, decision.voice()))];
        lines.push((1, say("status-afvist", lang, &args)));
        return lines;
    }
    if stand.missing.is_empty() {
        lines.push((1, say("status-intet", lang, &[])));
        return lines;
    }
    let args = [("venter", stand.step.awaited.clone())];
    lines.push((1, say("status-venter", lang, &args)));
    let missing: Vec<String> = stand
        .missing
        .iter()
        .map(|voice| who(facts, *voice))
        .collect();
    let args = [("hvem", missing.join("; "))];
    lines.push((1, say("status-mangler", lang, &args)));
    if let Some(next) = stand.next {
        let args = [("trin", status(facts, next.id))];
        lines.push((1, say("status-naeste", lang, &args)));
    }
    lines
}

/// A body as the rule set calls it, and whose it is.
pub fn who(facts: &Facts<'_>, voice: Voice<'_>) -> String {
    voice.name(&facts.template.rules, facts.plan)
}

/// A status in the template's words.
pub fn status(facts: &Facts<'_>, status: Status) -> String {
    let words = facts.template.words.statuses.get(&status);
    words.cloned().unwrap_or_default()
}

fn result(result: DecisionResult, lang: Lang) -> String {
    let code = match result {
        DecisionResult::Godkendt => "status-godkendt",
        DecisionResult::Afvist => "status-har-afvist",
        DecisionResult::TagetTilEfterretning => "status-efterretning",
    };
    say(code, lang, &[])
}

fn day(facts: &Facts<'_>, date: Date, lang: Lang) -> String {
    match lang {
        Lang::Da => facts.template.words.date(date),
        Lang::En => date.to_string(),
    }
}
