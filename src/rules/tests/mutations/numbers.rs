//! Numbers on which another number of the same plan depends: only there can a wrong digit be told from the plan alone.

use std::ops::Range;

use crate::source::{Node, NodeKind, Sources};

use super::{
    kinds::SlipKind as Kind,
    scene::{Leaf, Scene},
    slips::Slip,
};

/// A number: file, place, and what it is.
type Place = (String, Range<usize>, String);

/// Digits that are others. Where no number depends on it, nobody can tell.
pub fn all(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let depended = depended(scene.sources);
    for (file, range, what) in &depended {
        let text = &scene.sources.file(file).expect("it has the number").text[range.clone()];
        let mut push = |kind, at: Range<usize>, new: String| {
            let what = format!("{what} = {text}: {} → {new}", &text[at.clone()]);
            let range = range.start + at.start..range.start + at.end;
            out.push(Slip {
                kind,
                seen: true,
                file: file.clone(),
                range,
                new,
                what,
            });
        };
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            push(Kind::Digit, at..at + 1, next(c));
            let pair = &text[at..(at + 2).min(text.len())];
            if let [a, b] = pair.as_bytes()
                && a != b
                && b.is_ascii_digit()
                && (at > 0 || *b != b'0')
            {
                push(
                    Kind::Swapped,
                    at..at + 2,
                    format!("{}{}", char::from(*b), char::from(*a)),
                );
            }
        }
        if let Some((whole, decimals)) = text
            .split_once('.')
            .filter(|(_, decimals)| decimals.len() > 1)
        {
            push(
                Kind::Decimal,
                0..text.len(),
                format!("{whole}{}.{}", &decimals[..1], &decimals[1..]),
            );
        }
    }
    for leaf in scene.leaves.iter().filter(|leaf| is_number(leaf.node)) {
        let known = depended
            .iter()
            .any(|(file, range, _)| file == leaf.file && *range == leaf.node.span);
        let data = ["vaerdi", "celler", "boliger", "beboere", "antal"].contains(&leaf.key());
        if let (false, true, Some(last)) = (
            known,
            data,
            leaf.raw().chars().last().filter(char::is_ascii_digit),
        ) {
            let end = leaf.raw().len();
            out.push(leaf.slip(Kind::Digit, end - 1..end, next(last), false));
        }
    }
}

/// The next digit, as text; never a nought.
fn next(digit: char) -> String {
    let next = (digit as u8 - b'0') % 9 + 1;
    char::from(b'0' + next).to_string()
}

/// The posts under a printed total, with what they are.
pub fn money_covered<'s, 'a>(leaves: &'s [Leaf<'a>]) -> Vec<(&'s Leaf<'a>, i64)> {
    let posts = leaves
        .iter()
        .filter(|leaf| leaf.file == "oekonomi.toml" && leaf.path == "post.beloeb");
    let covered = posts.filter(|leaf| {
        let printed = items(&leaf.source.root, "angivet");
        printed.iter().any(|total| covers(total, leaf.parent()))
    });
    covered
        .filter_map(|leaf| Some((leaf, leaf.raw().replace('_', "").parse().ok()?)))
        .collect()
}

fn covers(total: &Node, line: &Node) -> bool {
    ["kilde", "delaftale"]
        .iter()
        .all(|key| text(total, key).is_none() || text(total, key) == text(line, key))
}

/// All such numbers of a plan.
pub fn depended(sources: &Sources) -> Vec<Place> {
    let mut out = Vec::new();
    for (path, file) in sources.files() {
        let mut found = Vec::new();
        let mut pairs = Vec::new();
        with_count(&file.root, &mut pairs);
        // One pair alone has no other whose denominator it could contradict.
        if pairs.len() > 2 {
            found.extend(pairs);
        }
        match path {
            "oekonomi.toml" => money(&file.root, &mut found),
            "registre/tal.toml" => claims(sources, &file.root, &mut found, &mut out),
            "registre/kvarterer.toml" => {
                for quarter in items(&file.root, "kvarter") {
                    let keys = ["afdelinger_angivet", "boliger_angivet"];
                    found.extend(keys.iter().filter_map(|key| number(quarter, key)));
                }
            }
            "registre/afdelinger.toml" if counted(sources) => {
                let all = items(&file.root, "afdeling");
                found.extend(
                    all.iter()
                        .filter_map(|division| number(division, "boliger")),
                );
            }
            _ if path.starts_with("tabeller/") => sums(&file.root, &mut found),
            _ => series(&file.root, &mut found),
        }
        let path = path.to_owned();
        out.extend(
            found
                .into_iter()
                .map(|(range, what)| (path.clone(), range, what)),
        );
    }
    out.sort_by(|a, b| (&a.0, a.1.start).cmp(&(&b.0, b.1.start)));
    out.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    out
}

fn items<'n>(root: &'n Node, key: &str) -> &'n [Node] {
    match root.get(key).map(|entry| &entry.value.kind) {
        Some(NodeKind::Array(items)) => items,
        _ => &[],
    }
}

pub fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &node.get(key)?.value.kind {
        NodeKind::Text(text) => Some(text),
        _ => None,
    }
}

fn number(node: &Node, key: &str) -> Option<(Range<usize>, String)> {
    let value = &node.get(key)?.value;
    is_number(value).then(|| (value.span.clone(), key.to_owned()))
}

pub fn is_number(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Integer(_) | NodeKind::Float(_))
}

/// A share and its count.
fn with_count(node: &Node, out: &mut Vec<(Range<usize>, String)>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            if let (Some(share), Some(count), Some("procent")) = (
                number(node, "vaerdi"),
                number(node, "antal"),
                text(node, "enhed"),
            ) {
                out.extend([share, count]);
            }
            entries
                .iter()
                .for_each(|entry| with_count(&entry.value, out));
        }
        NodeKind::Array(items) => items.iter().for_each(|item| with_count(item, out)),
        _ => {}
    }
}

/// Lines under a printed total, and the totals.
fn money(root: &Node, out: &mut Vec<(Range<usize>, String)>) {
    let printed = items(root, "angivet");
    for line in items(root, "post") {
        if printed.iter().any(|total| covers(total, line)) {
            out.extend(number(line, "beloeb"));
        }
    }
    out.extend(printed.iter().filter_map(|total| number(total, "beloeb")));
}

/// Cells of a table that has a row of sums.
fn sums(root: &Node, out: &mut Vec<(Range<usize>, String)>) {
    let rows = items(root, "raekke");
    if !rows.iter().any(|row| text(row, "slags") == Some("sum")) {
        return;
    }
    // A column with a gap has a sum that nobody can check.
    let ordinary = || rows.iter().filter(|row| text(row, "slags").is_none());
    let whole =
        |at: usize| ordinary().all(|row| items(row, "celler").get(at).is_some_and(is_number));
    let cells = rows
        .iter()
        .flat_map(|row| items(row, "celler").iter().enumerate());
    for (at, cell) in cells {
        if is_number(cell) && whole(at) {
            out.push((cell.span.clone(), "celle".to_owned()));
        }
    }
}

/// Baselines that a series holds, with their year.
fn series(node: &Node, out: &mut Vec<(Range<usize>, String)>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            if node.get("serie").is_some() {
                out.extend(number(node, "aar"));
                for side in ["omraade", "sammenligning"] {
                    let linked = node
                        .get("serie")
                        .is_some_and(|serie| serie.value.get(side).is_some());
                    let values = items(node, side).iter().filter(|_| linked);
                    out.extend(values.clone().filter_map(|value| number(value, "vaerdi")));
                    let bare = values.filter(|value| is_number(value));
                    out.extend(bare.map(|value| (value.span.clone(), side.to_owned())));
                }
            }
            entries.iter().for_each(|entry| series(&entry.value, out));
        }
        NodeKind::Array(items) => items.iter().for_each(|item| series(item, out)),
        _ => {}
    }
}

/// Numbers with a claim, and the cells and numbers that claims name.
fn claims(
    sources: &Sources,
    root: &Node,
    out: &mut Vec<(Range<usize>, String)>,
    cells: &mut Vec<Place>,
) {
    let all = items(root, "tal");
    for figure in all {
        let Some(claim) = text(figure, "paastand") else {
            continue;
        };
        out.extend(number(figure, "vaerdi"));
        for name in claim.split(|c: char| c.is_whitespace() || "()*/+-".contains(c) && c != '-') {
            let steps: Vec<&str> = name.split('.').collect();
            match steps.as_slice() {
                ["tal", id] => {
                    let named = all.iter().find(|other| text(other, "id") == Some(id));
                    out.extend(named.and_then(|other| number(other, "vaerdi")));
                }
                ["tabel", table, row, column, rest @ ..] => {
                    cells.extend(cell(
                        sources,
                        table,
                        row,
                        column,
                        rest.first() == Some(&"antal"),
                    ));
                }
                _ => {}
            }
        }
    }
}

pub fn cell(sources: &Sources, table: &str, row: &str, column: &str, count: bool) -> Option<Place> {
    let file = format!("tabeller/{table}.toml");
    let root = &sources.file(&file)?.root;
    let at = items(root, "kolonne")
        .iter()
        .position(|c| text(c, "id") == Some(column))?;
    let row = items(root, "raekke")
        .iter()
        .find(|r| text(r, "id") == Some(row))?;
    let mut node = items(row, "celler").get(at)?;
    if let [first, ..] = items(node, "vaerdier") {
        node = first;
    }
    let key = if count { "antal" } else { "vaerdi" };
    let node = node.get(key).map_or(node, |entry| &entry.value);
    is_number(node).then(|| (file, node.span.clone(), format!("{table}.{column}")))
}

/// Whether the quarters print how many dwellings they have.
fn counted(sources: &Sources) -> bool {
    let quarters = sources.file("registre/kvarterer.toml");
    quarters.is_some_and(|file| {
        let all = items(&file.root, "kvarter");
        !all.is_empty()
            && all
                .iter()
                .all(|quarter| quarter.get("boliger_angivet").is_some())
    })
}
