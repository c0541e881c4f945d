//! Breaks the clean ground plan in one place at a time and counts how many breaks are found, and at the right place.
//!
//! Every break of these kinds is tried, so that there is nothing to draw: a changed digit in a number on which another
//! depends, a dropped key, a wrong unit or year, a renamed reference, a duplicated table, a name one letter off.

use std::path::Path;

use super::{Diagnostic, all, copy, ground};

/// Numbers that another number or a rule depends on: file, and the key of the line.
const DEPENDED: [(&str, &[&str]); 6] = [
    ("oekonomi.toml", &["beloeb"]),
    (
        "registre/kvarterer.toml",
        &["afdelinger_angivet", "boliger_angivet"],
    ),
    ("registre/afdelinger.toml", &["boliger"]),
    ("registre/tal.toml", &["paastand-tal"]),
    ("tabeller/ydelser.toml", &["celler"]),
    ("indikatorer.toml", &["aar-serie"]),
];

/// Keys that a plan may rightly do without, so that dropping one breaks nothing.
const OPTIONAL: [&str; 19] = [
    "adresser",
    "aar",
    "afdelinger_angivet",
    "beboere",
    "boliger",
    "boliger_angivet",
    "kilde",
    "maaltal",
    "navn",
    "paastand",
    "sammenligning",
    "serie",
    "slags",
    "sted",
    "tekst",
    "titel",
    "enhed",
    "lokal",
    "omraade",
];

struct Break {
    file: String,
    /// Line from 1.
    line: usize,
    what: String,
    text: String,
}

#[test]
fn nearly_every_break_is_found_where_it_is() {
    let breaks = breaks();
    let mut escaped = Vec::new();
    let mut elsewhere = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    copy(&ground(), folder.path());
    for one in &breaks {
        let path = folder.path().join(&one.file);
        let whole = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &one.text).unwrap();
        let found = all(folder.path());
        let name = format!("{}:{} {}", one.file, one.line, one.what);
        if found.is_empty() {
            escaped.push(name);
        } else if !found.iter().any(|finding| points_at(finding, one)) {
            elsewhere.push(name);
        }
        std::fs::write(&path, whole).unwrap();
    }
    let told = format!(
        "{} breaks, escaped {escaped:#?}, elsewhere {elsewhere:#?}",
        breaks.len()
    );
    assert!(breaks.len() >= 200, "{told}");
    assert!(escaped.len() * 20 <= breaks.len(), "{told}");
    assert!(elsewhere.len() * 10 <= breaks.len(), "{told}");
}

/// Whether a label of a finding stands in the file of the break, within its paragraph; for a number in a sum, which is
/// told at the sum or at its other parts, anywhere in the file.
fn points_at(finding: &Diagnostic, one: &Break) -> bool {
    let lines: Vec<&str> = one.text.lines().collect();
    let at = (one.line - 1).min(lines.len() - 1);
    let head = (0..at).rev().find(|&i| lines[i].is_empty()).unwrap_or(0);
    let end = (at..lines.len())
        .find(|&i| lines[i].is_empty() && i > at)
        .unwrap_or(lines.len());
    let sum = one.what.starts_with("digit");
    finding.labels.iter().any(|label| {
        let before = one.text.get(..label.span.range.start).unwrap_or(&one.text);
        let line = before.matches('\n').count();
        label.span.file == one.file && (sum || (head..=end).contains(&line))
    })
}

fn breaks() -> Vec<Break> {
    let mut out = Vec::new();
    for file in files(&ground(), "") {
        let text = std::fs::read_to_string(ground().join(&file)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let mut add = |what: String, new: Option<String>| {
                let mut changed: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
                match new {
                    Some(new) => changed[index] = new,
                    None => drop(changed.remove(index)),
                }
                let text = changed.join("\n") + "\n";
                out.push(Break {
                    file: file.clone(),
                    line: index + 1,
                    what,
                    text,
                });
            };
            let Some((key, value)) = line.split_once(" = ") else {
                continue;
            };
            if !OPTIONAL.contains(&key) {
                add(format!("drop {key}"), None);
            }
            for changed in digits(&file, &lines, index, key, value) {
                add(
                    format!("digit {key} = {changed}"),
                    Some(format!("{key} = {changed}")),
                );
            }
            for changed in references(key, value)
                .into_iter()
                .chain(units(value))
                .chain(names(value))
            {
                add(
                    format!("{key} = {changed}"),
                    Some(format!("{key} = {changed}")),
                );
            }
        }
        out.extend(doubled(&file, &text));
    }
    out
}

fn files(root: &Path, folder: &str) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            out.extend(files(root, &format!("{name}/")));
        } else {
            out.push(name);
        }
    }
    out.sort();
    out
}

/// Each digit of a depended number made another.
fn digits(file: &str, lines: &[&str], index: usize, key: &str, value: &str) -> Vec<String> {
    let near = |word: &str, reach: usize| {
        lines[index.saturating_sub(reach)..(index + reach).min(lines.len())]
            .iter()
            .any(|l| l.contains(word))
    };
    let follows = |word: &str, reach: usize| {
        lines[index..(index + reach).min(lines.len())]
            .iter()
            .any(|l| l.contains(word))
    };
    let depended = DEPENDED.iter().any(|(path, keys)| {
        *path == file
            && (keys.contains(&key)
                || keys.contains(&"paastand-tal")
                    && key == "vaerdi"
                    && near("grundskole-forskel", 2)
                || keys.contains(&"aar-serie") && key == "aar" && follows("serie", 3))
    });
    let depended =
        depended || file == "indikatorer.toml" && follows("serie = ", 5) && value.starts_with('[');
    if !depended || value.contains("tekst") {
        return Vec::new();
    }
    let places = value.char_indices().filter(|(_, c)| c.is_ascii_digit());
    places
        .map(|(at, c)| {
            let digit = if c == '9' {
                '3'
            } else {
                char::from_digit(c.to_digit(10).unwrap() + 1, 10).unwrap()
            };
            format!("{}{digit}{}", &value[..at], &value[at + 1..])
        })
        .collect()
}

/// An id that something else must have, misspelt.
fn references(key: &str, value: &str) -> Vec<String> {
    let refers = [
        "fast",
        "delaftale",
        "organisation",
        "kvarter",
        "brug",
        "kommune",
        "skabelon",
        "parter",
        "delaftaler",
        "bilag",
    ];
    let slots = ["tal.", "tabel.", "bilag.", "med."];
    let mut out = Vec::new();
    if refers.contains(&key) {
        out.extend(
            value
                .rfind('"')
                .map(|at| format!("{}x{}", &value[..at], &value[at..])),
        );
    }
    for slot in slots
        .iter()
        .filter(|slot| value.contains("{{ ") && value.contains(**slot))
    {
        out.push(value.replacen(slot, &format!("{slot}x"), 1));
    }
    out.extend(value.contains("[^").then(|| value.replacen("[^", "[^x", 1)));
    out
}

/// A unit that cannot be right where the rule set or a heading gives one.
fn units(value: &str) -> Vec<String> {
    let karakter = value
        .contains("karakter\"")
        .then(|| value.replacen("karakter\"", "procent\"", 1));
    let percent = (value.contains("enhed = \"procent\"") && !value.contains("antal"))
        .then(|| value.replacen("\"procent\"", "\"karakter\"", 1));
    karakter.into_iter().chain(percent).collect()
}

/// A registered name one letter off.
fn names(value: &str) -> Vec<String> {
    let slips = [
        ("Jobcenter Nordby deltager", "Jobcenter Norbdy deltager"),
        ("Engen/Peter Hansens Vej", "Engen/Peter Hensens Vej"),
        ("[\"Fritidsjob\"", "[\"Fritisjob\""),
        ("[\"Lektiecafé\"", "[\"Lektecafé\""),
        ("\"Kvarternetværk\"]", "\"Kvarternetværg\"]"),
    ];
    let fits = slips.iter().filter(|(right, _)| value.contains(right));
    fits.map(|(right, wrong)| value.replacen(right, wrong, 1))
        .collect()
}

/// Each table of a list written twice.
fn doubled(file: &str, text: &str) -> Vec<Break> {
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let lists = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.starts_with("[[") && block.contains("id = "));
    lists
        .map(|(index, block)| {
            let mut twice = blocks.clone();
            twice.insert(index + 1, block);
            let before = blocks[..=index].join("\n\n").matches('\n').count();
            Break {
                file: file.to_owned(),
                line: before + 3,
                what: "doubled".to_owned(),
                text: twice.join("\n\n"),
            }
        })
        .collect()
}
