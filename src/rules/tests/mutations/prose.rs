//! Slips in sentences: numbers and words that are not what the data say.

use std::ops::Range;

use super::{
    kinds::SlipKind as Kind,
    scene::{Leaf, Scene, like, paragraphs, standing, words},
    slips::Slip,
};

pub fn all(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    slots(scene, out);
    turned(scene, out);
    number_words(scene, out);
    ages(scene, out);
    dates(scene, out);
    repeated(scene, out);
    signs(scene, out);
}

/// Ranges of `{{ … }}` with the path in them.
fn slots_of(raw: &str) -> Vec<(Range<usize>, &str, bool)> {
    let starts = raw.match_indices("{{ ");
    let found = starts.filter_map(|(from, _)| {
        let end = from + raw[from..].find("}}")?;
        let (path, filter) = raw[from + 3..end]
            .split_once('|')
            .unwrap_or((&raw[from + 3..end], ""));
        Some((from..end + 2, path.trim(), filter.trim() == "henvis"))
    });
    found.collect()
}

/// Values typed where they were fetched, neighbours for each other, references to another table.
fn slots(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let values = scene.values();
    let unit = |path: &str| {
        let id = path.strip_prefix("tal.")?;
        let all = scene.items("registre/tal.toml", "tal");
        super::scene::text(
            all.iter()
                .find(|one| super::scene::text(one, "id") == Some(id))?,
            "enhed",
        )
    };
    let claimed = |path: &str| {
        let id = path.strip_prefix("tal.").unwrap_or_default();
        let all = scene.items("registre/tal.toml", "tal");
        let own = all
            .iter()
            .find(|one| super::scene::text(one, "id") == Some(id));
        own.is_some_and(|one| one.get("paastand").is_some())
    };
    for (leaf, raw) in scene.prose() {
        let found = slots_of(raw);
        for (range, path, refers) in &found {
            if let (Some(value), false) = (values.get(*path), refers) {
                let bare = raw[range.clone()].contains("| tal") || !path.starts_with("tal.");
                let after = match (bare, unit(path)) {
                    (false, Some("procent")) => " %",
                    (false, Some("procentpoint")) => " procentpoint",
                    (false, Some("kr")) => " kr.",
                    (false, Some("personer")) => " personer",
                    _ if path.starts_with("tabel.") => " %",
                    _ => "",
                };
                // What no table or register shows can be looked up nowhere.
                let seen = !path.starts_with("tal.") || claimed(path);
                if path.starts_with("antal.") || path.ends_with(".afdelinger") {
                    let more = value.parse::<usize>().unwrap_or_default() + 1;
                    out.push(leaf.slip(Kind::Stale, range.clone(), more.to_string(), true));
                } else {
                    out.push(leaf.slip(
                        Kind::Typed,
                        range.clone(),
                        format!("{}{after}", another(value)),
                        seen,
                    ));
                }
                if unit(path) == Some("procentpoint") && claimed(path) {
                    out.push(leaf.slip(
                        Kind::Percent,
                        range.clone(),
                        format!("{value} procent"),
                        true,
                    ));
                }
                if value.contains('.') {
                    let torn = &value[..value.len() - 1];
                    out.push(leaf.slip(Kind::Torn, range.clone(), format!("{torn}{after}"), true));
                }
            }
            neighbour(scene, leaf, raw, (range, path), &found, out);
            other_table(scene, leaf, raw, (range, path, *refers), out);
        }
    }
}

/// The same number with one digit another.
fn another(value: &str) -> String {
    let at = value.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let digit = value.as_bytes()[at] - b'0';
    let new = char::from(b'0' + (digit + 3 - 1) % 9 + 1);
    format!("{}{new}{}", &value[..at], &value[at + 1..])
}

fn neighbour(
    scene: &Scene<'_>,
    leaf: &Leaf<'_>,
    raw: &str,
    (range, path): (&Range<usize>, &str),
    all: &[(Range<usize>, &str, bool)],
    out: &mut Vec<Slip>,
) {
    let mut steps = path.splitn(3, '.');
    let (Some(kind @ ("kvarter" | "afdeling")), Some(id), Some(_)) =
        (steps.next(), steps.next(), steps.next())
    else {
        return;
    };
    let file = if kind == "kvarter" {
        "registre/kvarterer.toml"
    } else {
        "registre/afdelinger.toml"
    };
    let ids = scene
        .items(file, kind)
        .iter()
        .filter_map(|one| super::scene::text(one, "id"));
    let Some(other) = ids.into_iter().find(|other| *other != id) else {
        return;
    };
    // Another slot about the same one stands beside it, so that the two no longer agree.
    let line = raw[..range.start].rfind(['\n', '.']).unwrap_or(0)..raw.len();
    let beside = all.iter().any(|(at, name, _)| {
        at != range
            && at.start >= line.start
            && at.start < range.end + 80
            && name.starts_with(&format!("{kind}.{id}."))
    });
    let at = range.start + raw[range.clone()].find(id).unwrap_or_default();
    out.push(leaf.slip(Kind::Neighbour, at..at + id.len(), other, beside));
}

fn other_table(
    scene: &Scene<'_>,
    leaf: &Leaf<'_>,
    raw: &str,
    (range, path, refers): (&Range<usize>, &str, bool),
    out: &mut Vec<Slip>,
) {
    let (Some(id), true) = (path.strip_prefix("tabel."), refers) else {
        return;
    };
    let others = scene
        .sources
        .files()
        .filter_map(|(file, _)| file.strip_prefix("tabeller/")?.strip_suffix(".toml"));
    let shown = raw.contains(&format!("\n{{{{ tabel.{id} }}}}"));
    if let Some(other) = others.into_iter().find(|other| *other != id) {
        let at = range.start + raw[range.clone()].find(id).unwrap_or_default();
        out.push(leaf.slip(Kind::OtherTable, at..at + id.len(), other, shown));
    }
}

const MOVEMENT: [(&str, &str); 17] = [
    ("vokset", "faldet"),
    ("faldet", "steget"),
    ("steget", "faldet"),
    ("steg", "faldt"),
    ("faldt", "steg"),
    ("stiger", "falder"),
    ("falder", "stiger"),
    ("vokser", "falder"),
    ("færre og færre", "flere og flere"),
    ("øget", "mindsket"),
    ("voksede", "faldt"),
    ("aftaget", "taget til"),
    ("blevet mindre", "blevet større"),
    ("blevet større", "blevet mindre"),
    ("mindre, først", "større, først"),
    ("positiv", "negativ"),
    ("gik fra", "faldt fra"),
];
const COMPARISON: [(&str, &str); 16] = [
    ("højere", "lavere"),
    ("lavere", "højere"),
    ("større", "mindre"),
    ("mindre end", "større end"),
    ("over kommunen", "under kommunen"),
    ("under kommunen", "over kommunen"),
    ("over gennemsnittet", "under gennemsnittet"),
    ("over landet", "under landet"),
    ("under landsgennemsnittet", "over landsgennemsnittet"),
    ("under grænsen", "over grænsen"),
    ("mere end", "mindre end"),
    ("flest", "færrest"),
    ("færrest", "flest"),
    ("største", "mindste"),
    ("færre end", "flere end"),
    ("flere end", "færre end"),
];
const FRACTION: [(&str, &str); 8] = [
    ("halvdelen", "en fjerdedel"),
    ("dobbelt så", "tre gange så"),
    ("en tredjedel", "halvdelen"),
    ("1/3", "2/3"),
    ("det dobbelte", "det tredobbelte"),
    ("fordoblet", "tredoblet"),
    ("en fjerdedel", "halvdelen"),
    ("to tredjedele", "en tredjedel"),
];

/// Words of movement, comparison and shares, turned round.
fn turned(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let lists = [
        (Kind::Movement, &MOVEMENT[..]),
        (Kind::Comparison, &COMPARISON[..]),
        (Kind::Fraction, &FRACTION[..]),
    ];
    for (leaf, raw) in scene.prose() {
        for paragraph in paragraphs(raw) {
            let part = &raw[paragraph.clone()];
            let data = ["{{ tabel.", "{{ figur.", "{{ afdeling.", "{{ indikator."];
            let seen = data.iter().any(|slot| part.contains(slot));
            for (kind, list) in lists {
                for (old, new) in list {
                    for at in standing(part, old) {
                        let range = paragraph.start + at.start..paragraph.start + at.end;
                        out.push(leaf.slip(kind, range.clone(), like(&raw[range], new), seen));
                    }
                }
            }
        }
    }
}

const NUMBERS: [&str; 9] = [
    "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti",
];

fn number_words(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    const THINGS: [&str; 7] = [
        "kvarter",
        "område",
        "boligområde",
        "afdeling",
        "delaftale",
        "indsatsområde",
        "boligorganisation",
    ];
    for (leaf, raw) in scene.prose() {
        let found = words(raw);
        for (at, range) in found.iter().enumerate() {
            let lower = raw[range.clone()].to_lowercase();
            let Some(number) = NUMBERS.iter().position(|known| *known == lower) else {
                continue;
            };
            let next: Vec<&str> = found[at + 1..]
                .iter()
                .take(1)
                .map(|next| &raw[next.clone()])
                .collect();
            let all_of = at > 0
                && ["de", "alle", "samtlige", "har"]
                    .contains(&raw[found[at - 1].clone()].to_lowercase().as_str());
            let thing = next.iter().any(|word| {
                THINGS
                    .iter()
                    .any(|thing| word.to_lowercase().starts_with(thing))
            });
            let new = NUMBERS[(number + 2) % NUMBERS.len()];
            out.push(leaf.slip(
                Kind::NumberWord,
                range.clone(),
                like(&raw[range.clone()], new),
                thing && (all_of || number > 0),
            ));
        }
    }
}

/// `13-17` and `18–29` before a word for years.
fn ages(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    let mut found = Vec::new();
    for (leaf, raw) in scene.texts() {
        for (at, sign) in raw.char_indices().filter(|(_, c)| matches!(c, '-' | '–')) {
            let end = at + sign.len_utf8() + 2;
            let (Some(from), Some(to)) = (
                at.checked_sub(2).and_then(|from| raw.get(from..at)),
                raw.get(at + sign.len_utf8()..end),
            ) else {
                continue;
            };
            let (Ok(from), Ok(to)) = (from.parse::<u8>(), to.parse::<u8>()) else {
                continue;
            };
            let after = raw[end..].trim_start_matches('-').trim_start();
            let before = raw[..at - 2].chars().next_back();
            if after.starts_with("år") && !before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
                found.push((leaf, at - 2..end, from, to, sign));
            }
        }
    }
    for (leaf, range, from, to, sign) in &found {
        let same = found
            .iter()
            .filter(|other| (other.2, other.3) == (*from, *to))
            .count();
        let new = format!("{}{sign}{}", from + 1, to + 1);
        out.push(leaf.slip(Kind::Age, range.clone(), new, same > 1));
    }
}

/// A day that its month has not.
fn dates(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    const SHORT: [&str; 5] = ["februar", "april", "juni", "september", "november"];
    const LONG: [&str; 7] = [
        "januar", "marts", "maj", "juli", "august", "oktober", "december",
    ];
    for (leaf, raw) in scene.texts() {
        for month in SHORT.iter().chain(&LONG) {
            for at in standing(raw, month) {
                let head = raw[..at.start].trim_end().trim_end_matches('.');
                let day = head.len() - head.bytes().rev().take_while(u8::is_ascii_digit).count();
                if day < head.len() {
                    let wrong = if LONG.contains(month) {
                        "november"
                    } else {
                        month
                    };
                    out.push(leaf.slip(
                        Kind::ImpossibleDate,
                        day..at.end,
                        format!("31. {wrong}"),
                        true,
                    ));
                }
            }
        }
        for (at, _) in raw.match_indices("/1-20") {
            let day = at
                - raw[..at]
                    .bytes()
                    .rev()
                    .take_while(u8::is_ascii_digit)
                    .count();
            out.push(leaf.slip(Kind::ImpossibleDate, day..at + 2, "31/2", true));
        }
    }
}

/// A word, a bullet, a paragraph that stands once more.
fn repeated(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for (leaf, raw) in scene.prose() {
        if let Some(word) = words(raw).into_iter().filter(|word| word.len() > 3).nth(3) {
            let twice = format!("{} {}", &raw[word.clone()], &raw[word.clone()]);
            out.push(leaf.slip(Kind::Word, word, twice, true));
        }
        let bullets: Vec<Range<usize>> = raw
            .match_indices("\n- ")
            .map(|(at, _)| {
                at..raw[at + 1..]
                    .find("\n- ")
                    .or_else(|| raw[at + 1..].find("\n\n"))
                    .map_or(raw.trim_end_matches(['\n', '"']).len(), |end| at + 1 + end)
            })
            .collect();
        if let [first, .., last] = bullets.as_slice() {
            out.push(leaf.slip(
                Kind::Bullet,
                last.start..last.start,
                raw[first.clone()].to_owned(),
                true,
            ));
        }
        for paragraph in paragraphs(raw) {
            let part = raw[paragraph].trim_matches(['"', '\n', ' ']);
            if part.len() < 100 || part.contains("{{") || part.contains("- ") || part.contains("[^")
            {
                continue;
            }
            let another = scene.prose().find(|(other, text)| {
                other.file != leaf.file
                    && other.file.starts_with("delaftaler/")
                    && leaf.file.starts_with("delaftaler/")
                    && text.starts_with("\"\"\"\n")
            });
            if let Some((other, _)) = another {
                out.push(other.slip(Kind::Copied, 4..4, format!("{part}\n\n"), true));
            }
        }
    }
}

/// A bracket or a quotation mark that lost its fellow.
fn signs(scene: &Scene<'_>, out: &mut Vec<Slip>) {
    for (leaf, raw) in scene.texts() {
        let name = leaf.key() == "id" || raw.contains("](");
        let marked = raw.match_indices(')').filter(|(at, _)| {
            !name && raw[..*at].contains('(') && !raw[..*at].ends_with(char::is_numeric)
        });
        for (at, sign) in marked {
            out.push(leaf.slip(Kind::Bracket, at..at + sign.len(), "", true));
        }
        if let (Some(first), true) = (raw.find('”'), raw.matches('”').count() == 2) {
            out.push(leaf.slip(Kind::Quote, first..first + '”'.len_utf8(), "", true));
        }
    }
}
