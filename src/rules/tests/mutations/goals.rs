//! Slips in what is to be reached and followed up: directions, targets, baselines, milestones, statuses.

use super::{
    kinds::SlipKind as Kind,
    numbers::{cell, is_number, text as text_of},
    scene::{Leaf, Scene, digits, items, like, standing, text},
    slips::Slip,
};
use crate::source::{Node, NodeKind};

/// Words that say which way a number is to go, and their opposites.
const VERBS: [(&str, &str); 16] = [
    ("flere", "færre"),
    ("færre", "flere"),
    ("øges", "reduceres"),
    ("reduceres", "øges"),
    ("stiger", "falder"),
    ("falder", "stiger"),
    ("øget", "mindsket"),
    ("mindsket", "øget"),
    ("bedre", "dårligere"),
    ("højere", "lavere"),
    ("lavere", "højere"),
    ("mere", "mindre"),
    ("mindre", "større"),
    ("vokser", "falder"),
    ("styrkes", "svækkes"),
    ("mindskes", "øges"),
];

pub fn all(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for leaf in &scene.leaves {
        directions(leaf, out);
        targets(leaf, out);
        baselines(scene, leaf, out);
        sources(leaf, out);
        measured(leaf, out);
    }
    followed(scene, out);
}

fn says_a_way(text: &str) -> bool {
    VERBS
        .iter()
        .any(|(word, _)| !standing(text, word).is_empty())
}

fn directions(leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    let goal = leaf.path == "delmaal.titel" || leaf.path == "delmaal.indikator.titel";
    if goal {
        let raw = leaf.raw();
        for (word, opposite) in VERBS {
            if let Some(at) = standing(raw, word).into_iter().next() {
                let directed = leaf
                    .around
                    .iter()
                    .flat_map(|one| items(one, "indikator"))
                    .chain([leaf.parent()]);
                let seen = directed
                    .into_iter()
                    .any(|one| text(one, "retning").is_some());
                out.push(leaf.slip(Kind::Verb, at.clone(), like(&raw[at], opposite), seen));
            }
        }
    }
    if leaf.path == "delmaal.indikator.retning" {
        let new = if leaf.raw() == "\"stiger\"" {
            "\"falder\""
        } else {
            "\"stiger\""
        };
        let titles = leaf.around.iter().filter_map(|one| text(one, "titel"));
        let seen = titles.into_iter().any(says_a_way) || leaf.parent().get("maaltal").is_some();
        out.push(leaf.instead(Kind::Direction, new, seen));
    }
}

fn targets(leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    if leaf.key() != "maaltal" {
        return;
    }
    let measured = items(leaf.parent(), "maaling")
        .iter()
        .flat_map(|one| items(one, "omraade"));
    let base = measured.filter_map(|value| digits(value, "vaerdi")).next();
    let (Some(base), Ok(target)) = (
        base.and_then(|base| base.parse::<f64>().ok()),
        leaf.raw().parse::<f64>(),
    ) else {
        return;
    };
    let mirrored = (base - (target - base)).max(0.0);
    if (mirrored - target).abs() > 0.01 {
        out.push(leaf.instead(Kind::Target, format!("{mirrored:.0}"), true));
    }
}

/// A baseline that is the value of the year before.
fn baselines(scene: &Scene<'_>, leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    if leaf.key() != "vaerdi" || leaf.around.len() < 2 {
        return;
    }
    let around = leaf.around[leaf.around.len() - 2];
    let (Some(serie), Some(year)) = (around.get("serie"), digits(around, "aar")) else {
        return;
    };
    let Some(table) = text_of(&serie.value, "tabel") else {
        return;
    };
    for side in ["omraade", "sammenligning"] {
        let at = items(around, side)
            .iter()
            .position(|one| std::ptr::eq(one, leaf.parent()));
        let row = at.and_then(|at| match &items(&serie.value, side).get(at)?.kind {
            NodeKind::Text(row) => Some(row),
            _ => None,
        });
        let before = year.parse::<u16>().unwrap_or_default() - 1;
        let other =
            row.and_then(|row| cell(scene.sources, table, row, &format!("aar-{before}"), false));
        if let Some((file, range, _)) = other {
            let value = scene.sources.file(&file).expect("it has the cell").text[range].to_owned();
            if value != leaf.raw() {
                out.push(leaf.instead(Kind::BaselineYear, value, true));
            }
        }
    }
}

/// A source that names its numbers' year names another.
fn sources(leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    let Some(year) = digits(leaf.parent(), "aar") else {
        return;
    };
    if leaf.key() == "kilde"
        && let Some(at) = leaf.raw().find(year)
    {
        let other = year.parse::<u16>().unwrap_or_default() - 3;
        out.push(leaf.slip(Kind::SourceYear, at..at + 4, other.to_string(), true));
    }
}

/// A share measured a hundred times too large.
fn measured(leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    let list = leaf.path.ends_with("omraade") || leaf.path.ends_with("omraade.vaerdi");
    if !list
        || !is_number(leaf.node)
        || !(leaf.file.starts_with("maalinger/") || leaf.file == "indikatorer.toml")
    {
        return;
    }
    let per_cent = text(leaf.parent(), "enhed").is_none_or(|unit| unit == "procent");
    let large =
        leaf.raw().replace(['.', '_'], "") + if leaf.raw().contains('.') { "" } else { "00" };
    let beyond = large.parse::<f64>().is_ok_and(|value| value > 100.0);
    out.push(leaf.instead(Kind::Scale, large, per_cent && beyond));
}

fn followed(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let root = scene.sources.file("plan.toml").map(|file| &file.root);
    let period = root.and_then(|root| root.get("periode"));
    let day = |node: &Node, key: &str| match &node.get(key)?.value.kind {
        NodeKind::Date(day) => day.get(..4)?.parse::<u16>().ok(),
        _ => None,
    };
    let Some((from, to)) =
        period.and_then(|one| Some((day(&one.value, "fra")?, day(&one.value, "til")?)))
    else {
        return;
    };
    for leaf in scene
        .leaves
        .iter()
        .filter(|leaf| leaf.file.starts_with("status/"))
    {
        let status: u16 = leaf.file["status/".len()..]
            .get(..4)
            .and_then(|year| year.parse().ok())
            .unwrap_or(from);
        match leaf.key() {
            "planlagt" => {
                out.push(leaf.instead(Kind::MilestoneOut, format!("{}-06-01", to + 2), true));
                out.push(leaf.instead(Kind::MilestoneOut, format!("{}-06-01", from - 1), true));
            }
            "naaet" => out.push(leaf.instead(Kind::Reached, format!("{}-06-01", status + 2), true)),
            "dato" if leaf.around.len() == 1 => {
                out.push(leaf.instead(Kind::StatusEarly, format!("{}-06-01", status - 1), true));
            }
            _ => {}
        }
    }
}
