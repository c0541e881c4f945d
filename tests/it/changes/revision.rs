//! A scripted revision, edit by edit: each is told once, at its place, by whom it is approved, and the list's link leads to
//! what changed.

use std::collections::BTreeMap;

use helhedsplan::{
    audience::Edition,
    build::{self, Made, NoClock},
    changes::{
        ChangeList,
        narrate::{Narrator, what_name},
    },
    diag::Lang,
    doc::{Block, BlockKind, Doc, Inline, Text, walk},
    report::changes::{self as listed, Place},
};
use serde::Deserialize;

use crate::given::{Given, files, repository};

use super::Edit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    ret: Vec<Case>,
}

/// An edit of a plan, and what the list must tell of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    slags: String,
    plan: String,
    /// What both versions have beside the plan as it is.
    #[serde(default)]
    foer: Vec<Edit>,
    #[serde(default)]
    ret: Vec<Edit>,
    flyt: Option<Move>,
    #[serde(default)]
    ny: Vec<New>,
    fortalt: Vec<Told>,
    /// What the box on money must say.
    #[serde(default)]
    penge: Vec<String>,
}

/// A stretch of a file that goes elsewhere in it: from the words that begin it to those behind it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    fil: String,
    fra: String,
    til: String,
    /// Before these words, in the same file or another.
    foer: String,
    i: Option<String>,
}

/// A file that only the new version has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    fil: String,
    indhold: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    sti: String,
    hvad: String,
    niveau: String,
    #[serde(default)]
    siger: Vec<String>,
    /// Words of the heading or caption that the link leads to, or the title of the document that has it.
    #[serde(default)]
    ved: String,
    #[serde(default)]
    tier: Vec<String>,
}

fn plan(name: &str) -> Given {
    let path = match name {
        "kolding" => "plan".to_owned(),
        name => format!("tests/cases/{name}/plan"),
    };
    let plan = Given::of(&repository().join(path));
    // What is followed up names what the edits change.
    for path in files(&plan.plan()) {
        if ["status/", "maalinger/", "moeder/"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            std::fs::remove_file(plan.plan().join(path)).unwrap();
        }
    }
    plan
}

fn made(plan: &Given) -> Result<Made, String> {
    let composed = build::compose(&plan.plan(), Edition::default(), &mut NoClock);
    let found = composed.found.iter().map(|one| one.code);
    let found: Vec<&str> = found.collect();
    composed
        .made
        .ok_or_else(|| format!("kan ikke læses: {found:?}"))
}

fn edited(mut plan: Given, edits: &[Edit]) -> Given {
    for Edit { fil, fra, til } in edits {
        plan = plan.edit(fil, fra, til);
    }
    plan
}

fn carried(plan: Given, to: &Move) -> Given {
    let read = |file: &str| std::fs::read_to_string(plan.plan().join(file)).unwrap();
    let text = read(&to.fil);
    let from = text.find(&to.fra).unwrap_or_else(|| panic!("{}", to.fra));
    let end = match to.til.as_str() {
        "" => text.len(),
        til => {
            from + 1
                + text[from + 1..]
                    .find(til)
                    .unwrap_or_else(|| panic!("{til}"))
        }
    };
    let piece = text[from..end].to_owned();
    let rest = format!("{}{}", &text[..from], &text[end..]);
    let plan = plan.with(&to.fil, &rest);
    let into = to.i.as_ref().unwrap_or(&to.fil);
    // What is carried to no file of the plan is gone.
    let Ok(text) = std::fs::read_to_string(plan.plan().join(into)) else {
        return plan;
    };
    let at = match to.foer.as_str() {
        "" => text.len(),
        foer => text.find(foer).unwrap_or_else(|| panic!("{foer}")),
    };
    plan.with(into, format!("{}{piece}\n{}", &text[..at], &text[at..]))
}

/// One line of the list: all its words, and the words of what it leads to.
struct Entry {
    said: String,
    leads: String,
}

/// The words of a text, however its lines may be broken.
fn plain(text: &Text) -> String {
    walk::words(&text.inlines).replace('\u{a0}', " ")
}

/// The words of a block and of what is in it.
fn words(block: &Block) -> String {
    let texts = walk::blocks(std::slice::from_ref(block))
        .into_iter()
        .flat_map(walk::texts);
    let texts: Vec<String> = texts.map(plain).collect();
    texts.join(" ")
}

/// The list as it stands before the first marked document, a line each.
fn entries(blocks: &[Block], documents: &[Doc]) -> Vec<Entry> {
    let mut out = Vec::new();
    for block in blocks {
        let id = block.id.as_str();
        let BlockKind::List(list) = &block.kind else {
            continue;
        };
        if !id.ends_with(".liste") || id.contains("regler") || id.contains("skabelon") {
            continue;
        }
        for item in &list.items {
            let said: Vec<String> = item.blocks.iter().map(words).collect();
            let head = item.blocks.first().unwrap();
            let texts = walk::texts(head).into_iter();
            let mut inlines = texts.flat_map(|text| &text.inlines);
            let target = inlines.find_map(|inline| match inline {
                Inline::Ref { target, label: _ } => Some(target),
                _ => None,
            });
            let leads = target.map(|target| {
                let all = walk::blocks(&documents[0].blocks);
                let block = all.into_iter().find(|block| block.id == *target);
                let text = block.and_then(|block| walk::texts(block).first().copied());
                let text = text.map(plain).unwrap_or_default();
                format!("{text} [{}]", target.as_str())
            });
            let said = said.join(" ");
            out.push(Entry {
                leads: leads.unwrap_or_else(|| said.clone()),
                said,
            });
        }
    }
    out
}

fn path_fits(path: &str, wanted: &str) -> bool {
    path == wanted
        || path
            .strip_prefix(wanted)
            .is_some_and(|rest| rest.starts_with(['.', '#']))
}

/// What is wrong with what is told of a case.
fn wrong(case: &Case, old: &Made, new: &Made) -> Vec<String> {
    let list: ChangeList = build::changes(old, new);
    let documents = build::redlines(old, new, "-m");
    let place = Place {
        documents: &documents,
        at: 0,
        shown: &documents[0],
    };
    let blocks = listed::blocks(new.since(old, &list), place);
    let entries = entries(&blocks, &documents);
    let changes: Vec<_> = list.changes().collect();
    let told = |at: usize| {
        let change = &changes[at];
        let what = what_name(change.what);
        let level = &change.approval.level;
        let Entry { said, leads } = &entries[at];
        format!(
            "{} {what} {level}\n      {said}\n      → {leads}",
            change.path
        )
    };
    let mut out = Vec::new();
    if entries.len() != changes.len() {
        return vec![format!(
            "{} linjer, {} ændringer",
            entries.len(),
            changes.len()
        )];
    }
    let mut left: Vec<usize> = (0..changes.len()).collect();
    for wanted in &case.fortalt {
        let fits = |at: &usize| {
            let change = &changes[*at];
            path_fits(&change.path, &wanted.sti) && what_name(change.what) == wanted.hvad
        };
        let Some(found) = left.iter().position(fits) else {
            out.push(format!("ikke fortalt: {} {}", wanted.sti, wanted.hvad));
            continue;
        };
        let at = left.remove(found);
        let Entry { said, leads } = &entries[at];
        let level = &changes[at].approval.level;
        if *level != wanted.niveau {
            out.push(format!("{}: {level}, ikke {}", wanted.sti, wanted.niveau));
        }
        for words in wanted.siger.iter().filter(|words| !said.contains(*words)) {
            out.push(format!("{}: siger ikke »{words}«: {said}", wanted.sti));
        }
        for words in wanted.tier.iter().filter(|words| said.contains(*words)) {
            out.push(format!("{}: siger »{words}«: {said}", wanted.sti));
        }
        if !leads.contains(&wanted.ved) {
            out.push(format!(
                "{}: leder til »{leads}«, ikke »{}«",
                wanted.sti, wanted.ved
            ));
        }
    }
    out.extend(
        left.into_iter()
            .map(|at| format!("også fortalt: {}", told(at))),
    );
    let narrator = Narrator {
        template: &new.template,
        lang: Lang::Da,
    };
    let money = list.money.as_ref().map(|money| narrator.money(money));
    let money = money.unwrap_or_default().join("\n").replace('\u{a0}', " ");
    for words in case.penge.iter().filter(|words| !money.contains(*words)) {
        out.push(format!("pengene siger ikke »{words}«:\n{money}"));
    }
    if case.penge.is_empty() && !money.is_empty() {
        out.push(format!("pengene siger:\n{money}"));
    }
    out
}

fn play(script: &str) -> (usize, Vec<String>) {
    let Script { ret } = toml::from_str(script).unwrap();
    let mut olds: BTreeMap<String, Made> = BTreeMap::new();
    let mut out = Vec::new();
    for case in &ret {
        let base = edited(plan(&case.plan), &case.foer);
        let key = if case.foer.is_empty() {
            case.plan.clone()
        } else {
            case.slags.clone()
        };
        let old = match olds.entry(key) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(free) => free.insert(made(&base).unwrap()),
        };
        let mut new = edited(base, &case.ret);
        if let Some(to) = &case.flyt {
            new = carried(new, to);
        }
        for New { fil, indhold } in &case.ny {
            new = new.with(fil, indhold);
        }
        let wrong = match made(&new) {
            Ok(new) => wrong(case, old, &new),
            Err(fault) => vec![fault],
        };
        if !wrong.is_empty() {
            out.push(format!(
                "{} ({})\n    {}",
                case.slags,
                case.plan,
                wrong.join("\n    ")
            ));
        }
    }
    (ret.len(), out)
}

#[test]
fn each_edit_of_a_scripted_revision_is_told_once_at_its_place_with_its_level() {
    let script = std::env::var("REVISION").map_or_else(
        |_| include_str!("revision.toml").to_owned(),
        |path| std::fs::read_to_string(path).unwrap(),
    );
    let (count, wrong) = play(&script);
    let all = wrong.join("\n");
    assert!(wrong.is_empty(), "{} af {count}:\n{all}", wrong.len());
}
