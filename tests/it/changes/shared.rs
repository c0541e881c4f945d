//! Random edits of activities that share texts: which they share, and which they have of their own.

use std::fs;

use helhedsplan::source::{Entry, Node, NodeKind, Sources};

use super::replay;
use crate::given::{Given, repository};

const AGREEMENT: &str = "delaftaler/sammenhaengskraft.toml";
/// An introduction that names a parameter.
pub const FIRST: &str = "Netværket styrker arbejdet med {{ med.emne }}.";
/// A purpose that names none.
pub const SECOND: &str = "Fagfolk mødes hver måned.";

/// The small plan with two shared activities, one of them used twice.
pub fn plan() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let agreement = fs::read_to_string(given.plan().join(AGREEMENT)).unwrap();
    let uses = "\n[[aktivitet]]\nbrug = \"netvaerk\"\nmed = { emne = \"naboskab\" }\n\n\
        [[aktivitet]]\nid = \"netvaerk-to\"\nbrug = \"netvaerk\"\nmed = { emne = \"tryghed\" }\n\
        ansvar = \"Driften.\"\nmaalgruppe = { tekst = \"Fagfolk.\" }\n\n\
        [[aktivitet]]\nbrug = \"cafe\"\n";
    given
        .with(AGREEMENT, agreement + uses)
        .with(
            "faelles/netvaerk.toml",
            format!(
                "parametre = [\"emne\"]\n[aktivitet]\ntitel = \"Netværk\"\nindledning = \"{FIRST}\"\n\
                 formaal = \"{SECOND}\"\nansvar = \"Sekretariatet.\"\n\
                 [aktivitet.maalgruppe]\nprimaer = \"Fagfolk.\"\nsekundaer = \"Alle, der vil {{{{ med.emne }}}}.\"\n"
            ),
        )
        .with(
            "faelles/cafe.toml",
            "[aktivitet]\ntitel = \"Café\"\nindledning = \"Der er kaffe.\"\n[aktivitet.maalgruppe]\ntekst = \"Alle.\"\n",
        )
}

/// One edit of an activity, or of a text that activities share: the file's path and its new text.
pub fn edited(sources: &Sources, place: u16, by: u8) -> (String, String) {
    let shared = ["faelles/netvaerk.toml", "faelles/cafe.toml"][usize::from(by / 2) % 2];
    if by % 5 == 4
        && let Some(file) = sources.file(shared)
    {
        let mut root = file.root.clone();
        if let Some(activity) = value(&mut root, "aktivitet") {
            // Which texts a shared activity has, and what they say; it uses none itself.
            change(activity, usize::from(place), 3 + by / 5 % 5);
        }
        return (shared.to_owned(), replay::written(&root));
    }
    let mut root = sources.file(AGREEMENT).unwrap().root.clone();
    if let Some(list) = value(&mut root, "aktivitet")
        && let NodeKind::Array(activities) = &mut list.kind
        && !activities.is_empty()
    {
        let at = usize::from(place) % activities.len();
        let other = usize::from(place) / activities.len();
        change(&mut activities[at], other, by);
    }
    (AGREEMENT.to_owned(), replay::written(&root))
}

fn value<'n>(table: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let NodeKind::Table(entries) = &mut table.kind else {
        return None;
    };
    let entry = entries.iter_mut().find(|entry| entry.key == name)?;
    Some(&mut entry.value)
}

fn change(activity: &mut Node, other: usize, by: u8) {
    let words = [FIRST, SECOND, "Egne ord.", "Fagfolk.", "Alle."][other % 5];
    let own = ["titel", "indledning", "formaal", "ansvar"][other % 4];
    let group = ["tekst", "primaer", "sekundaer"][other % 3];
    match by % 8 {
        0 => {
            put(activity, "brug", Some(text("netvaerk")));
            put(activity, "med", Some(table(&[("emne", words)])));
        }
        1 => {
            put(activity, "brug", Some(text("cafe")));
            put(activity, "med", None);
        }
        2 => {
            put(activity, "brug", None);
            put(activity, "med", None);
            put(activity, "titel", Some(text(words)));
            put(
                activity,
                "id",
                Some(text(["netvaerk", "andet", "cafe"][other % 3])),
            );
        }
        3 => put(activity, "maalgruppe", None),
        4 => put(activity, "maalgruppe", Some(table(&[]))),
        5 => put(activity, "maalgruppe", Some(table(&[(group, words)]))),
        6 => put(activity, own, None),
        _ => put(activity, own, Some(text(words))),
    }
}

fn put(table: &mut Node, name: &str, value: Option<Node>) {
    let NodeKind::Table(entries) = &mut table.kind else {
        return;
    };
    entries.retain(|entry| entry.key != name);
    entries.extend(value.map(|value| entry(name, value)));
}

fn entry(key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: 0..0,
        value,
    }
}

fn node(kind: NodeKind) -> Node {
    Node { span: 0..0, kind }
}

fn text(words: &str) -> Node {
    node(NodeKind::Text(words.to_owned()))
}

fn table(keys: &[(&str, &str)]) -> Node {
    let entries = keys.iter().map(|(key, words)| entry(key, text(words)));
    node(NodeKind::Table(entries.collect()))
}
