//! A meeting → its pack: the annexes are made or read, the pack's own pages composed, and all bound into files.

mod annexes;
mod bind;
mod manifest;

use std::path::{Path, PathBuf};

use crate::{
    audience::{Audience, Edition},
    compose::Titles,
    diag::{self, Diagnostic, Lang},
    fonts, load, lower,
    model::{meeting::Meeting, walk},
    pack::{self, Agenda, Pages, Subject},
    rules,
    source::{Files, Sources},
};

use super::{Clock, Composed, Made, Output, Unwritten};
use annexes::Annexes;

/// The folder of a plan that holds its meetings.
const FOLDER: &str = "moeder";

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PackRequest<'a> {
    /// The meeting's file.
    pub meeting: &'a Path,
    /// Who gets it: the board, or the public.
    pub audience: Audience,
    /// A file for each item and annex instead of one.
    pub split: bool,
    /// Whether the meeting may name versions that are not this plan's own.
    pub elsewhere: bool,
    /// Language of findings.
    pub lang: Lang,
}

/// A pack, or what keeps it from being made.
#[derive(Debug)]
pub struct Packed {
    /// The files that were read.
    pub sources: Sources,
    /// All findings, sorted.
    pub found: Vec<Diagnostic>,
    /// The files to write; none if there are errors.
    pub outputs: Vec<Output>,
}

/// Makes the pack of a meeting. The message of an error is a fault of ours.
pub fn pack(wanted: PackRequest<'_>, clock: &mut impl Clock) -> Result<Packed, Unwritten> {
    let Some((root, file)) = place(wanted.meeting) else {
        let path = wanted.meeting.display().to_string();
        return Ok(Packed {
            sources: Sources::none(),
            found: vec![Diagnostic::new("Q008").arg("sti", path)],
            outputs: Vec::new(),
        });
    };
    if !Files::folder(&root).hold(&file) {
        let path = wanted.meeting.display();
        return Ok(Packed {
            sources: Sources::none(),
            found: vec![Diagnostic::new("V127").arg("sti", path)],
            outputs: Vec::new(),
        });
    }
    let mut composed = super::compose(&root, Edition::of(wanted.audience), clock);
    clock.stage("check", || super::judge(&mut composed));
    // What the rules say of the plan is told on its documents, and is no hindrance to a meeting about it.
    let failed = composed.checks == super::Checks::Failed;
    if failed {
        super::stamp(&mut composed);
    }
    let Some(made) = composed.made.take() else {
        return Ok(Packed {
            sources: composed.sources,
            found: composed.found,
            outputs: Vec::new(),
        });
    };
    let mut found = Vec::new();
    let meeting = meeting(&file, &mut composed, &made, &mut found);
    composed.made = Some(made);
    let outputs = match meeting {
        Some(meeting) if !diag::any_error(&found) => {
            let made = files(wanted, &root, &mut composed, &meeting, &mut found, clock);
            made.or_else(|error| {
                let finding = error.finding(&composed.sources);
                found.push(finding.ok_or(error)?);
                Ok::<_, Unwritten>(Vec::new())
            })?
        }
        Some(_) | None => Vec::new(),
    };
    diag::sort(&mut found);
    Ok(Packed {
        sources: composed.sources,
        found,
        outputs,
    })
}

/// The plan's folder and the meeting's path in it.
fn place(meeting: &Path) -> Option<(PathBuf, String)> {
    let name = meeting.file_name()?.to_str()?;
    let folder = meeting.parent()?;
    if folder.file_name()? != FOLDER || !name.ends_with(".toml") {
        return None;
    }
    let root = match folder.parent()? {
        root if root.as_os_str().is_empty() => PathBuf::from("."),
        root => root.to_owned(),
    };
    Some((root, format!("{FOLDER}/{name}")))
}

/// What is wrong with a plan's meetings, in the order of their files: they are no part of the plan, so that a version of it
/// is as whole without them.
pub fn check_meetings(composed: &mut Composed) -> Vec<Diagnostic> {
    let Some(made) = composed.made.take() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for name in composed.sources.kept().list(FOLDER) {
        if name.ends_with(".toml") {
            let mut own = Vec::new();
            meeting(&format!("{FOLDER}/{name}"), composed, &made, &mut own);
            found.append(&mut own);
        }
    }
    composed.made = Some(made);
    found
}

fn meeting(
    file: &str,
    composed: &mut Composed,
    made: &Made,
    found: &mut Vec<Diagnostic>,
) -> Option<Meeting> {
    composed.sources.read_more(file, found);
    if diag::any_error(found) {
        return None;
    }
    found.extend(load::check_shape(
        &mut composed.sources,
        &made.template.rules.form,
        file,
    ));
    if diag::any_error(found) {
        return None;
    }
    let rules = &made.template.rules;
    let sources = &mut composed.sources;
    let mut meeting = lower::meeting(sources, file, &made.plan, rules, fonts::covers, found)?;
    let texts = walk::meeting(&meeting);
    found.extend(rules::proofread(&texts, made.subject(sources)));
    let titles = Titles::of(&made.plan, &made.template, sources);
    let labels = meeting.titles_mut().into_iter();
    labels.for_each(|title| titles.fill(title, found));
    Some(meeting)
}

fn files(
    wanted: PackRequest<'_>,
    root: &Path,
    composed: &mut Composed,
    meeting: &Meeting,
    found: &mut Vec<Diagnostic>,
    clock: &mut impl Clock,
) -> Result<Vec<Output>, Unwritten> {
    let agenda = Agenda::of(meeting, wanted.audience);
    tell_left_out(meeting, &agenda, &composed.sources, found);
    let annexes = clock.stage("annexes", || {
        Annexes::of(&agenda, (root, wanted), composed, found)
    })?;
    let Some(made) = &composed.made else {
        return Ok(Vec::new());
    };
    let titles = annexes.titles();
    let pages: Pages = clock.stage("compose", || {
        let subject = Subject {
            plan: &made.plan,
            template: &made.template,
            sources: &composed.sources,
            docs: &made.docs,
            meeting,
            agenda: &agenda,
            titles: &titles,
            changed: &annexes.changed,
            bound: !wanted.split,
        };
        pack::compose(subject, found)
    })?;
    if diag::any_error(found) {
        return Ok(Vec::new());
    }
    let binder = bind::Binder {
        template: &made.template,
        meeting,
        agenda: &agenda,
        annexes: &annexes,
        pages: &pages,
    };
    let bound = if wanted.split {
        binder.split(clock)
    } else {
        binder.whole(clock)
    };
    let (mut outputs, parts) = match bound {
        Ok(bound) => bound,
        Err(error) => {
            found.extend(culprits(error, &annexes, made, &composed.sources)?);
            return Ok(Vec::new());
        }
    };
    outputs.extend(binder.minutes(clock)?);
    let manifest = manifest::Subject {
        composed,
        meeting,
        wanted,
        parts: &parts,
        found,
    };
    outputs.push(manifest.output(&outputs));
    Ok(outputs)
}

/// What breaks the writer: pages made by others may, in ways that reading them did not show.
fn culprits(
    error: Unwritten,
    annexes: &Annexes,
    made: &Made,
    sources: &Sources,
) -> Result<Vec<Diagnostic>, Unwritten> {
    let mut culprits = annexes.unplaceable(&made.template, sources);
    culprits.extend(error.finding(sources));
    match culprits.is_empty() {
        true => Err(error),
        false => Ok(culprits),
    }
}

/// Tells which annexes of open items are not for those who get the pack.
fn tell_left_out(
    meeting: &Meeting,
    shown: &Agenda,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    let kept: Vec<usize> = shown.annexes().map(|(_, annex)| annex.number).collect();
    let all = Agenda::of(meeting, Audience::House);
    for (entry, annex) in all.annexes() {
        if !entry.item.closed && !kept.contains(&annex.number) {
            let span = sources.span(&annex.annex.key.child("slags"));
            found.push(Diagnostic::at("Q022", span));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        build::NoClock, changes::narrate::Narrator, doc::walk, model::meeting::ItemKind,
        version::Name,
    };

    /// The pages of the sample meeting that are its own, for somebody, and how many of its items are for decision.
    fn sample(audience: Audience) -> (Pages, usize) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("plan");
        let edition = Edition::of(audience);
        let mut composed = super::super::compose(&root, edition, &mut NoClock);
        let made = composed.made.take().unwrap();
        let mut found = Vec::new();
        let meeting = meeting("moeder/2026-12-09.toml", &mut composed, &made, &mut found);
        let meeting = meeting.unwrap_or_else(|| panic!("{found:?}"));
        let agenda = Agenda::of(&meeting, audience);
        let subject = Subject {
            plan: &made.plan,
            template: &made.template,
            sources: &composed.sources,
            docs: &made.docs,
            meeting: &meeting,
            agenda: &agenda,
            titles: &BTreeMap::new(),
            changed: &[],
            bound: true,
        };
        let pages = pack::compose(subject, &mut found).unwrap();
        let kinds = agenda.entries.iter().map(|entry| entry.item.kind);
        let decisions = kinds.filter(|kind| *kind == Some(ItemKind::Beslutning));
        (pages, decisions.count())
    }

    #[test]
    fn each_item_for_decision_has_its_boxes_on_the_sheet() {
        let (pages, decisions) = sample(Audience::Board);
        let texts = walk::blocks(&pages.decisions.blocks)
            .into_iter()
            .flat_map(walk::texts)
            .map(|text| walk::words(&text.inlines));
        let boxes: Vec<String> = texts.filter(|words| words.contains('□')).collect();
        assert!(decisions > 1);
        assert_eq!(boxes.len(), decisions);
        for words in boxes {
            for choice in ["□ Vedtaget", "□ Udsat", "□ Ikke vedtaget"] {
                assert!(words.replace('\u{a0}', " ").contains(choice), "{words}");
            }
        }
    }

    #[test]
    fn the_summary_tells_the_board_how_many_dispensations_there_are_and_the_public_nothing() {
        for (audience, lines) in [(Audience::Board, 1), (Audience::Public, 0)] {
            let (pages, _) = sample(audience);
            let texts = walk::blocks(&pages.front.blocks)
                .into_iter()
                .flat_map(walk::texts)
                .map(|text| walk::words(&text.inlines));
            let told = texts
                .filter(|words| words.starts_with("Planen har ") && words.contains("dispensation"));
            assert_eq!(told.count(), lines, "{audience:?}");
        }
    }

    /// All that the front pages of a pack say, with what its annexes say that changed.
    fn front_with_annexes(root: &Path, file: &str) -> Vec<String> {
        let wanted = PackRequest {
            meeting: &root.join(file),
            audience: Audience::Board,
            split: false,
            elsewhere: false,
            lang: Lang::Da,
        };
        let edition = Edition::of(wanted.audience);
        let mut composed = super::super::compose(root, edition, &mut NoClock);
        let made = composed.made.take().unwrap();
        let mut found = Vec::new();
        let meeting = meeting(file, &mut composed, &made, &mut found).unwrap();
        composed.made = Some(made);
        let agenda = Agenda::of(&meeting, wanted.audience);
        let annexes = Annexes::of(&agenda, (root, wanted), &mut composed, &mut found);
        let annexes = annexes.unwrap_or_else(|_| panic!("{found:?}"));
        let made = composed.made.as_ref().unwrap();
        let subject = Subject {
            plan: &made.plan,
            template: &made.template,
            sources: &composed.sources,
            docs: &made.docs,
            meeting: &meeting,
            agenda: &agenda,
            titles: &annexes.titles(),
            changed: &annexes.changed,
            bound: true,
        };
        let pages = pack::compose(subject, &mut found).unwrap();
        let texts = walk::blocks(&pages.front.blocks)
            .into_iter()
            .flat_map(walk::texts)
            .map(|text| walk::words(&text.inlines).replace('\u{a0}', " "));
        texts.collect()
    }

    #[test]
    fn the_summary_tells_of_the_money_what_the_list_of_changes_tells() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/et-omraade/plan");
        let told = front_with_annexes(&root, "moeder/2024-11-26.toml");
        let [old, new] = ["1.0".as_ref(), root.as_os_str()].map(|name| {
            let name = Name::parse(name);
            let read = super::super::read_to_compare(&root, &name, &mut NoClock);
            read.made.unwrap()
        });
        let list = super::super::changes(&old, &new);
        let narrator = Narrator {
            template: &new.template,
            lang: Lang::Da,
        };
        let money = narrator.money_in_short(list.money.as_ref().unwrap());
        assert!(money.len() > 4, "{money:?}");
        for line in money {
            let line = line.replace('\u{a0}', " ");
            assert!(told.contains(&line), "{line}\n{told:#?}");
        }
        let total = "I alt: 8.986.000 → 9.046.000 kr. (+60.000 kr.)";
        assert!(told.iter().any(|line| line == total), "{told:#?}");
    }
}
