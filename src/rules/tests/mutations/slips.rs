//! Every slip of the hand that a plan can suffer in one place, by kind. Made from the plan's own syntax trees, so that
//! any plan can be broken: nothing here knows a file of a certain plan.

use std::{collections::BTreeSet, ops::Range};

use crate::source::{Entry, Node, NodeKind, SourceFile, Sources};

use super::{goals, kinds::SlipKind, letters, numbers, prose, records, scene::Scene};

/// One slip: a part of a file and what is written there instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    pub kind: SlipKind,
    /// Whether a careful reader with the document alone could notice it.
    pub seen: bool,
    pub file: String,
    pub range: Range<usize>,
    pub new: String,
    /// What was done, in short.
    pub what: String,
}

/// Keys that a plan may rightly do without; dropping one breaks nothing that anybody could tell from the plan.
/// Each with the reason; a key with points is the end of a path. Everything else counts.
const OPTIONAL: [(&str, &str); 34] = [
    ("afdelinger_angivet", "kontrolsum, som planen kan føre"),
    ("alias", "flere rigtige skrivemåder"),
    ("boliger_angivet", "kontrolsum, som planen kan føre"),
    ("bredde", "udseende"),
    ("bred", "udseende"),
    ("centreret", "udseende"),
    ("justering", "udseende"),
    ("decimaler", "udseende"),
    ("resume", "hjælp til oplæsning; dannes ellers"),
    ("gruppe", "hoved over flere kolonner"),
    ("maaltal", "delmål kan stå uden tal"),
    ("note", "forfatterens egen"),
    ("noter", "bemærkninger under en tabel"),
    ("paastand", "regnestykke, som planen kan føre"),
    ("raekkehoveder", "udseende"),
    ("serie", "kobling, som planen kan føre"),
    ("kort_navn", "det lange navn bruges ellers"),
    ("underrubrik", "linje under titlen"),
    ("undertitel", "linje under titlen"),
    ("omfang", "uddybning af et tal"),
    ("etiket", "uddybning af et tal"),
    ("slags", "har et udgangspunkt"),
    ("ogsaa_kaldt", "flere rigtige skrivemåder"),
    ("ord", "ord, som kun kontrollen læser"),
    ("bemaerkning", "uddybning"),
    ("justeringer", "status kan stå uden"),
    ("naeste", "status kan stå uden"),
    ("tal.aar", "år, som et tal kan stå uden"),
    ("tal.kilde", "kilde, som et tal kan stå uden"),
    ("afdeling.navn", "navn ud over stedet"),
    (
        "delmaal.indikator.maaling.sammenligning",
        "egne mål måles ikke altid i kommunen",
    ),
    ("maaling.enhed", "baselinens enhed gælder ellers"),
    ("indsatsomraader.tekst", "skabelonen fylder punktet"),
    ("boligsociale_data.tekst", "skabelonen fylder punktet"),
];

/// Files that are about the plan rather than part of it; `diff` holds the notes on changes.
const APART: [&str; 2] = ["aendringsnoter.toml", "dispensationer.toml"];

/// All slips of a plan, in the order of its files.
pub fn all(sources: &Sources) -> Vec<Slip> {
    let known = ids(sources);
    let names = registered(sources);
    let mut out = Vec::new();
    let own = sources.files().filter(|(path, _)| !APART.contains(path));
    for (path, file) in own {
        let mut maker = Maker {
            path,
            file,
            known: &known,
            names: &names,
            out: &mut out,
        };
        maker.table(&file.root, &[]);
    }
    let scene = Scene::of(sources, &APART);
    numbers::all(&scene, &mut out);
    prose::all(&scene, &mut out);
    goals::all(&scene, &mut out);
    records::all(&scene, &mut out);
    letters::all(&scene, &mut out);
    // What two makers come upon is one slip.
    let mut known = BTreeSet::new();
    out.retain(|slip| {
        known.insert((
            slip.file.clone(),
            slip.range.start,
            slip.range.end,
            slip.new.clone(),
        ))
    });
    out
}

struct Maker<'a> {
    path: &'a str,
    file: &'a SourceFile,
    known: &'a BTreeSet<String>,
    names: &'a [String],
    out: &'a mut Vec<Slip>,
}

impl Maker<'_> {
    fn push(&mut self, kind: SlipKind, range: Range<usize>, new: &str, what: String) {
        let slip = Slip {
            kind,
            seen: true,
            file: self.path.to_owned(),
            range,
            new: new.to_owned(),
            what,
        };
        self.out.push(slip);
    }

    fn table(&mut self, node: &Node, path: &[&str]) {
        let NodeKind::Table(entries) = &node.kind else {
            return;
        };
        for entry in entries {
            let path: Vec<&str> = path.iter().copied().chain([entry.key.as_str()]).collect();
            let name = path.join(".");
            if path.len() > 1 && path[path.len() - 2] == "fodnoter" {
                let whole = self.lines_of(entry);
                self.push(SlipKind::Footnote, whole, "", format!("{name} slettet"));
            } else if !is_optional(&name) && !is_empty(&entry.value) {
                self.dropped(entry, &name);
            }
            self.value(&entry.value, &path);
        }
    }

    fn value(&mut self, node: &Node, path: &[&str]) {
        let key = path.last().copied().unwrap_or_default();
        match &node.kind {
            NodeKind::Table(_) => self.table(node, path),
            NodeKind::Array(items) => {
                for item in items {
                    if matches!(item.kind, NodeKind::Table(_)) {
                        self.doubled(item, path);
                    }
                    self.value(item, path);
                }
            }
            NodeKind::Text(text) => {
                self.text(node, key, path);
                if key == "enhed" {
                    let new = if text == "procent" {
                        "karakter"
                    } else {
                        "procent"
                    };
                    let quoted = format!("\"{new}\"");
                    self.push(
                        SlipKind::Unit,
                        node.span.clone(),
                        &quoted,
                        format!("{text} → {new}"),
                    );
                }
                // An id names itself, and a slug is free to choose.
                if !["id", "slug"].contains(&key) && self.known.contains(text) {
                    let quoted = format!("\"{text}x\"");
                    let what = format!("{} = {text}x", path.join("."));
                    self.push(SlipKind::Reference, node.span.clone(), &quoted, what);
                }
            }
            NodeKind::Integer(digits) if key == "aar" => {
                let new = swapped(digits);
                self.push(
                    SlipKind::Year,
                    node.span.clone(),
                    &new,
                    format!("aar {digits} → {new}"),
                );
            }
            NodeKind::Integer(_) | NodeKind::Float(_) | NodeKind::Bool(_) | NodeKind::Date(_) => {}
        }
    }

    /// Slips within a text: periods, slots, marks of footnotes, names.
    fn text(&mut self, node: &Node, key: &str, path: &[&str]) {
        let raw = &self.file.text[node.span.clone()].to_owned();
        let at = |part: Range<usize>| node.span.start + part.start..node.span.start + part.end;
        for part in periods(raw) {
            let new = format!(
                "{}{}",
                &raw[part.start..part.end - 4],
                swapped(&raw[part.end - 4..part.end])
            );
            let what = format!("{} → {new}", &raw[part.clone()]);
            self.push(SlipKind::Year, at(part), &new, what);
        }
        for (open, _) in raw.match_indices("{{ ") {
            let Some(close) = raw[open..]
                .find([' ', '}', '|'])
                .and_then(|_| raw[open + 3..].find([' ', '|']))
            else {
                continue;
            };
            let end = open + 3 + close;
            let what = format!("{}x", &raw[open + 3..end]);
            self.push(SlipKind::Reference, at(end..end), "x", what);
        }
        for (open, _) in raw.match_indices("[^") {
            let Some(close) = raw[open..].find(']') else {
                continue;
            };
            let mark = &raw[open..open + close + 1];
            let renamed = mark.replace(']', "x]");
            self.push(
                SlipKind::Reference,
                at(open..open + mark.len()),
                &renamed,
                renamed.clone(),
            );
            self.push(
                SlipKind::Footnote,
                at(open..open + mark.len()),
                "",
                format!("{mark} slettet"),
            );
        }
        // In the registers the name itself is at home; an id is no name.
        let register = self.path.starts_with("registre/") && key != "betydning";
        if register || key == "id" {
            return;
        }
        for name in self.names {
            for (found, _) in raw.match_indices(name.as_str()) {
                let end = found + name.len();
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if letter(raw[..found].chars().next_back()) || letter(raw[end..].chars().next()) {
                    continue;
                }
                let wrong = misspelt(name);
                let what = format!("{}: {wrong}", path.join("."));
                self.push(SlipKind::Name, at(found..end), &wrong, what);
            }
        }
    }

    /// A key with its value, taken away: its lines, or its part of an inline table.
    fn dropped(&mut self, entry: &Entry, name: &str) {
        // What stands under a header of its own is a table, and a part of the plan rather than a field.
        if entry.value.span.start < entry.key_span.end {
            return;
        }
        let text = &self.file.text;
        let line = text[..entry.key_span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let what = format!("{name} slettet");
        if text[line..entry.key_span.start].trim().is_empty() {
            let whole = self.lines_of(entry);
            self.push(SlipKind::Field, whole, "", what);
        } else if text[line..entry.key_span.start].contains('{') {
            let mut range = entry.key_span.start..entry.value.extent().end;
            let after = text[range.end..].trim_start_matches(' ');
            if after.starts_with(',') {
                range.end = text.len() - after.len() + 1;
            } else if let Some(comma) = text[..range.start].trim_end().strip_suffix(',') {
                range.start = comma.len();
            }
            self.push(SlipKind::Field, range, "", what);
        }
    }

    /// The lines of a key and its value.
    fn lines_of(&self, entry: &Entry) -> Range<usize> {
        let text = &self.file.text;
        let start = text[..entry.key_span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = entry.value.extent().end.max(entry.key_span.end);
        let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        start..end
    }

    /// `[[raekke]]` with all that stands under it, once more right after itself.
    fn doubled(&mut self, item: &Node, path: &[&str]) {
        let (text, name) = (&self.file.text, path.join("."));
        let head = format!("[[{name}]]");
        let start = text[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
        if !text[start..].starts_with(&head) {
            return;
        }
        let inner = [format!("[{name}."), format!("[[{name}.")];
        let mut end = start + head.len();
        for line in text[end..].split_inclusive('\n') {
            if line.starts_with('[') && !inner.iter().any(|own| line.starts_with(own)) {
                break;
            }
            end += line.len();
        }
        let block = text[start..end].trim_end();
        let end = start + block.len();
        let new = format!("\n\n{block}");
        let first = block.lines().nth(1).unwrap_or_default().to_owned();
        self.push(SlipKind::Row, end..end, &new, format!("{head} {first}"));
    }
}

fn is_optional(path: &str) -> bool {
    OPTIONAL.iter().any(|(known, _)| {
        path.strip_suffix(known)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// A text without words: to drop it changes nothing.
fn is_empty(value: &Node) -> bool {
    matches!(&value.kind, NodeKind::Text(text) if text.trim().is_empty())
}

/// The last two digits in each other's place; where that changes nothing, the last but one a decade back.
fn swapped(year: &str) -> String {
    let bytes = year.as_bytes();
    let (head, a, b) = (&year[..2], char::from(bytes[2]), char::from(bytes[3]));
    if a == b {
        format!("{head}{}{b}", (bytes[2] - b'0' + 9) % 10)
    } else {
        format!("{head}{b}{a}")
    }
}

/// `2022-2025` and `2022–2025` in a text.
fn periods(text: &str) -> Vec<Range<usize>> {
    let digits = |part: &str| {
        part.len() == 4 && part.starts_with("20") && part.bytes().all(|b| b.is_ascii_digit())
    };
    let signs = text.char_indices().filter(|(_, c)| matches!(c, '-' | '–'));
    signs
        .filter_map(|(at, sign)| {
            let (start, end) = (at.checked_sub(4)?, at + sign.len_utf8() + 4);
            let fits = digits(text.get(start..at)?) && digits(text.get(end - 4..end)?);
            fits.then_some(start..end)
        })
        .collect()
}

/// A name with two letters in each other's place, near its middle.
fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len() / 2;
    let at = (0..letters.len() - 1)
        .filter(|&at| letters[at].is_lowercase() && letters[at + 1].is_lowercase())
        .filter(|&at| letters[at] != letters[at + 1])
        .min_by_key(|&at| at.abs_diff(middle));
    if let Some(at) = at {
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

/// Ids that something may refer to: those in the files, the files' own, and those of the rule set.
fn ids(sources: &Sources) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (path, file) in sources.files() {
        if let Some((_, name)) = path.split_once('/') {
            out.extend(name.strip_suffix(".toml").map(str::to_owned));
        }
        collect(&file.root, &["id", "fast"], &mut |text| {
            out.insert(text.to_owned());
        });
    }
    out
}

/// Names of the registers that are long enough to be known again.
fn registered(sources: &Sources) -> Vec<String> {
    let mut out = BTreeSet::new();
    for (path, file) in sources.files() {
        if ["registre/parter.toml", "registre/kvarterer.toml"].contains(&path) {
            collect(&file.root, &["navn"], &mut |text| {
                out.insert(text.to_owned());
            });
        }
    }
    out.retain(|name| name.chars().count() >= 7);
    out.into_iter().collect()
}

fn collect(node: &Node, keys: &[&str], found: &mut impl FnMut(&str)) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for entry in entries {
                match &entry.value.kind {
                    NodeKind::Text(text) if keys.contains(&entry.key.as_str()) => found(text),
                    _ => collect(&entry.value, keys, found),
                }
            }
        }
        NodeKind::Array(items) => items.iter().for_each(|item| collect(item, keys, found)),
        NodeKind::Text(_)
        | NodeKind::Integer(_)
        | NodeKind::Float(_)
        | NodeKind::Bool(_)
        | NodeKind::Date(_) => {}
    }
}
