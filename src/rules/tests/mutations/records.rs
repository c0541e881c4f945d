//! Slips in registers, tables and figures, and in who and what is named.

use std::collections::BTreeSet;

use crate::source::{Node, NodeKind};

use super::{
    kinds::SlipKind as Kind,
    numbers::{is_number, money_covered},
    scene::{Leaf, Scene, digits, items, text},
    slips::Slip,
};

pub fn all(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    parties(scene, out);
    divisions(scene, out);
    tables(scene, out);
    figures(scene, out);
    activities(scene, out);
    areas(scene, out);
    sources(scene, out);
    waived(scene, out);
    for (leaf, _) in scene.texts() {
        gone(leaf, out);
    }
    for leaf in &scene.leaves {
        let claimed = leaf.path == "tal.enhed" && leaf.parent().get("paastand").is_some();
        if claimed && leaf.raw() == "\"procentpoint\"" {
            out.push(leaf.instead(Kind::Percent, "\"procent\"", true));
        }
    }
    for (leaf, amount) in money_covered(&scene.leaves) {
        out.push(leaf.instead(Kind::Money, (amount + 100_000).to_string(), true));
    }
}

/// Each item of a list of names with what would be left of the list without it.
fn parties(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let owners: BTreeSet<&str> = scene
        .items("registre/afdelinger.toml", "afdeling")
        .iter()
        .filter_map(|one| text(one, "organisation"))
        .collect();
    for leaf in &scene.leaves {
        if leaf.file == "plan.toml" && leaf.path == "parter" {
            let name = leaf.raw().trim_matches('"');
            let whole = &leaf.source.text;
            let mut range = leaf.node.span.clone();
            if whole[range.end..].starts_with(", ") {
                range.end += 2;
            }
            let seen = owners.contains(name) || name.contains("kommune");
            out.push(Slip {
                kind: Kind::Party,
                seen,
                file: leaf.file.to_owned(),
                range,
                new: String::new(),
                what: format!("parter uden {name}"),
            });
        }
        let list = [
            "aktivitetsliste",
            "parter",
            "personale.profiler",
            "afdeling.adresser",
        ];
        if list.contains(&leaf.path.as_str()) {
            let twice = format!("{}, {}", leaf.raw(), leaf.raw());
            out.push(leaf.instead(Kind::Item, twice, true));
        }
        if leaf.file == "plan.toml" && leaf.path == "undertitel" {
            let names = scene
                .items("registre/parter.toml", "part")
                .iter()
                .filter_map(|one| text(one, "navn"));
            for name in names {
                let raw = leaf.raw();
                if let Some(at) = raw.find(name) {
                    let rest = &raw[at + name.len()..];
                    let end = at
                        + name.len()
                        + [", ", " og "]
                            .iter()
                            .find(|sign| rest.starts_with(**sign))
                            .map_or(0, |sign| sign.len());
                    if end > at + name.len() {
                        out.push(leaf.slip(Kind::Cover, at..end, "", true));
                    }
                }
            }
        }
    }
}

fn divisions(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let all = scene.items("registre/afdelinger.toml", "afdeling");
    let quarters: Vec<&str> = scene
        .items("registre/kvarterer.toml", "kvarter")
        .iter()
        .filter_map(|one| text(one, "id"))
        .collect();
    for leaf in scene
        .leaves
        .iter()
        .filter(|leaf| leaf.file == "registre/afdelinger.toml")
    {
        let own = |key: &str| text(leaf.parent(), key);
        match leaf.path.as_str() {
            "afdeling.nr" => {
                let fellow = all.iter().find(|one| {
                    text(one, "organisation") == own("organisation")
                        && digits(one, "nr") != Some(leaf.raw())
                });
                if let Some(nr) = fellow.and_then(|one| digits(one, "nr")) {
                    out.push(leaf.instead(Kind::Number, nr, true));
                }
            }
            "afdeling.kvarter" => {
                if let Some(other) = quarters.iter().find(|one| Some(**one) != own("kvarter")) {
                    let quarters = scene.items("registre/kvarterer.toml", "kvarter");
                    let declared = quarters
                        .iter()
                        .any(|one| one.get("afdelinger_angivet").is_some());
                    out.push(leaf.instead(Kind::Neighbour, format!("\"{other}\""), declared));
                }
            }
            "afdeling.organisation" => {
                let other = all
                    .iter()
                    .filter_map(|one| text(one, "organisation"))
                    .find(|one| Some(*one) != own("organisation"));
                if let Some(other) = other {
                    out.push(leaf.instead(
                        Kind::Neighbour,
                        format!("\"{other}\""),
                        own("organisation_angivet").is_some(),
                    ));
                }
            }
            "afdeling.ungdomsboliger" => {
                if let Some(dwellings) =
                    digits(leaf.parent(), "boliger").and_then(|one| one.parse::<u32>().ok())
                {
                    out.push(leaf.instead(Kind::Youth, (dwellings + 144).to_string(), true));
                }
            }
            _ => {}
        }
    }
}

fn tables(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for (path, file) in scene
        .sources
        .files()
        .filter(|(path, _)| path.starts_with("tabeller/"))
    {
        let columns = items(&file.root, "kolonne");
        let titles: Vec<&Node> = columns
            .iter()
            .filter_map(|one| Some(&one.get("titel")?.value))
            .collect();
        let slip = |kind, range, new: String, what: String| Slip {
            kind,
            seen: true,
            file: path.to_owned(),
            range,
            new,
            what,
        };
        for pair in titles.windows(2) {
            if let (NodeKind::Text(one), NodeKind::Text(other)) = (&pair[0].kind, &pair[1].kind)
                && !one.is_empty()
                && one != other
            {
                out.push(slip(
                    Kind::Column,
                    pair[1].span.clone(),
                    format!("{one:?}"),
                    format!("kolonne {other} → {one}"),
                ));
            }
        }
        rows(path, &file.text, &file.root, out);
    }
    for (leaf, raw) in scene.texts() {
        let titled = leaf.path == "titel"
            && (leaf.file.starts_with("tabeller/") || leaf.file.starts_with("figurer/"));
        for (at, sign) in raw
            .char_indices()
            .filter(|(_, c)| titled && matches!(c, '–' | '-'))
        {
            let after = at + sign.len_utf8();
            if let Some(Ok(year)) = raw.get(after..after + 4).map(str::parse::<u16>) {
                out.push(leaf.slip(
                    Kind::TitleYears,
                    after..after + 4,
                    (year + 1).to_string(),
                    true,
                ));
            }
        }
    }
}

/// Rows lost from a table with a sum, and records that others name or count.
fn rows(path: &str, text_of: &str, root: &Node, out: &mut Vec<Slip>) {
    let all = items(root, "raekke");
    let summed = all.iter().any(|row| text(row, "slags") == Some("sum"));
    for row in all {
        let numbers = items(row, "celler").iter().any(is_number);
        let sum = text(row, "slags") == Some("sum");
        if let Some(range) = block(text_of, row, "raekke").filter(|_| !sum) {
            let what = format!("raekke {} slettet", text(row, "id").unwrap_or_default());
            out.push(Slip {
                kind: Kind::Lost,
                seen: summed && numbers,
                file: path.to_owned(),
                range,
                new: String::new(),
                what,
            });
        }
    }
}

/// `[[name]]` with all that stands under it.
pub fn block(text: &str, item: &Node, name: &str) -> Option<std::ops::Range<usize>> {
    let head = format!("[[{name}]]");
    let start = text[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
    if !text[start..].starts_with(&head) {
        return None;
    }
    let inner = [format!("[{name}."), format!("[[{name}.")];
    let mut end = start + head.len();
    for line in text[end..].split_inclusive('\n') {
        if line.starts_with('[') && !inner.iter().any(|own| line.starts_with(own)) {
            break;
        }
        end += line.len();
    }
    Some(start..end)
}

fn figures(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let tables: Vec<&str> = scene
        .sources
        .files()
        .filter_map(|(file, _)| file.strip_prefix("tabeller/")?.strip_suffix(".toml"))
        .collect();
    let alts: Vec<&Leaf<'_>> = scene
        .leaves
        .iter()
        .filter(|leaf| {
            ["alt", "sammenfatning"].contains(&leaf.path.as_str())
                && (leaf.file.starts_with("tabeller/") || leaf.file.starts_with("figurer/"))
        })
        .collect();
    for leaf in &scene.leaves {
        if leaf.path == "diagram.tabel"
            && let Some(other) = tables.iter().find(|one| format!("\"{one}\"") != leaf.raw())
        {
            let chosen = ["raekker", "kolonner"]
                .iter()
                .any(|key| leaf.parent().get(key).is_some());
            out.push(leaf.instead(
                Kind::FigureTable,
                format!("\"{other}\""),
                !chosen || leaf.file != *other,
            ));
        }
    }
    for (at, leaf) in alts.iter().enumerate() {
        out.push(leaf.instead(Kind::Alt, "\"billede\"", true));
        let other = alts[(at + 1) % alts.len()];
        if other.raw() != leaf.raw() {
            out.push(leaf.instead(Kind::Alt, other.raw(), true));
        }
    }
}

/// An activity that its list, its heading or the prose calls something else.
fn activities(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for (leaf, raw) in scene.texts() {
        if leaf.path == "aktivitet.titel" || leaf.path == "aktivitetsliste" {
            let word = raw.trim_matches('"');
            let end = word.find([' ', ',']).unwrap_or(word.len());
            out.push(leaf.slip(Kind::Activity, 1..1 + end, "Værestedet", true));
        }
    }
    for (path, file) in scene.sources.files() {
        let kinds: &[&str] = match path {
            "registre/afdelinger.toml" => &["afdeling"],
            "registre/kvarterer.toml" => &["kvarter"],
            "indikatorer.toml" => &["indikator"],
            "plan.toml" => &["aftaledokument"],
            _ if path.starts_with("delaftaler/") => &["aktivitet"],
            _ => &[],
        };
        for kind in kinds {
            for item in items(&file.root, kind) {
                if let Some(range) = block(&file.text, item, kind) {
                    let name = ["id", "fast", "brug"]
                        .iter()
                        .find_map(|key| text(item, key))
                        .unwrap_or_default();
                    out.push(Slip {
                        kind: Kind::Lost,
                        seen: true,
                        file: path.to_owned(),
                        range,
                        new: String::new(),
                        what: format!("{kind} {name} slettet"),
                    });
                }
            }
        }
    }
}

/// Another area's name in a delaftale's own sentences and in what a shared activity is told.
fn areas(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    const AREAS: [&str; 5] = [
        "uddannelse og livschancer",
        "beskæftigelse",
        "kriminalitetsforebyggelse",
        "sammenhængskraft og medborgerskab",
        "sammenhængskraft",
    ];
    for (leaf, raw) in scene
        .texts()
        .filter(|(leaf, _)| leaf.file.starts_with("delaftaler/"))
    {
        for (at, area) in AREAS.iter().enumerate() {
            let told = leaf.path == "aktivitet.med.emne";
            for range in super::scene::standing(raw, area) {
                let about = ["indsatsområdet", "delaftalen om", "området"]
                    .iter()
                    .any(|word| raw[..range.start].trim_end().to_lowercase().ends_with(word));
                if told || about || leaf.path == "navn" {
                    let new = AREAS[(at + 2) % 4];
                    out.push(leaf.slip(
                        Kind::OtherArea,
                        range.clone(),
                        super::scene::like(&raw[range], new),
                        true,
                    ));
                }
            }
        }
    }
}

/// Sources and abbreviations one letter off, where the plan has them right elsewhere.
fn sources(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let all: Vec<(&Leaf<'_>, &str)> = scene.texts().collect();
    for (leaf, raw) in &all {
        let source = leaf.key() == "kilde";
        for range in super::scene::words(raw) {
            let word = &raw[range.clone()];
            let short = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
            let name = source && word.len() > 6 && word.starts_with(char::is_uppercase);
            if !short && !name || leaf.file.starts_with("registre/") || leaf.key() == "id" {
                continue;
            }
            let (head, last) =
                word.split_at(word.char_indices().nth_back(1).map_or(0, |(at, _)| at));
            let wrong: String = head.chars().chain(last.chars().rev()).collect();
            let known = all.iter().filter(|(_, other)| other.contains(word)).count() > 1;
            if wrong != word {
                out.push(leaf.slip(Kind::Source, range, wrong, known));
            }
        }
    }
}

/// A text that is empty or says only that it is missing.
fn gone(leaf: &Leaf<'_>, out: &mut Vec<Slip>) {
    let title = leaf.key() == "titel" && leaf.path != "kolonne.titel";
    let own = leaf.is_prose() || title;
    if !own
        || leaf.path.contains("aktivitet.med")
        || ["moeder/", "udgivelser/"]
            .iter()
            .any(|folder| leaf.file.starts_with(folder))
    {
        return;
    }
    if leaf.raw().len() > 6 {
        out.push(leaf.instead(Kind::Empty, "\"\"", true));
    }
    for words in [
        "xxx",
        "-",
        "Afventer tekst fra forvaltningen",
        "Indsættes senere",
    ] {
        out.push(leaf.instead(Kind::Placeholder, format!("\"{words}\""), true));
    }
}

/// Another number at a place that has a waiver.
fn waived(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for waiver in scene.items("dispensationer.toml", "dispensation") {
        let Some((file, path)) = text(waiver, "sted").and_then(|place| place.split_once('#'))
        else {
            continue;
        };
        let Some(place) = scene
            .sources
            .file(file)
            .and_then(|source| source.root.find(path))
        else {
            continue;
        };
        let (place, code) = (place.extent(), text(waiver, "kode").unwrap_or_default());
        let told: Vec<&str> = items(waiver, "fund")
            .iter()
            .filter_map(|one| match &one.kind {
                NodeKind::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let here = scene.leaves.iter().filter(|leaf| {
            leaf.file == file
                && place.start <= leaf.node.span.start
                && leaf.node.span.end <= place.end
        });
        for leaf in here.filter(|leaf| is_number(leaf.node) && leaf.key() != "aar") {
            // The number is one that the waiver's own words give.
            let shown = super::scene::danish(&leaf.raw().replace('_', ""));
            if told.iter().any(|text| text.contains(&shown)) {
                let first = leaf.raw().as_bytes()[0] - b'0';
                let new = format!("{}{}", (first + 5) % 9 + 1, &leaf.raw()[1..]);
                out.push(leaf.instead(
                    Kind::Waived,
                    new.clone(),
                    new != leaf.raw() && !code.is_empty(),
                ));
            }
        }
    }
}
