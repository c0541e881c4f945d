//! A text as the words that carry its meaning.

use crate::{
    changes::words,
    doc::{Block, BlockKind, walk},
    text::{Token, danish, tokens},
};

/// Signs that say nothing by themselves. A question mark, `%`, `<` and the like do.
const FREE: &str = " \n\t\u{a0}\u{202f}\u{2009}\u{ad}.,:;!()[]\"'»«”“„’‘…–—-‐\u{2011}*_•/|`\\";
/// Those of them that part sentences.
const PARTING: &str = ".,:;!()–—";
/// Words that turn or bound what is said: where a comma stands beside one may be what was agreed.
const TURNING: [&str; 9] = [
    "ikke",
    "aldrig",
    "ingen",
    "intet",
    "hverken",
    "uden",
    "kun",
    "undtagen",
    "medmindre",
];
/// Words that an accent makes others.
const ACCENTED: [&str; 4] = ["alle", "en", "et", "for"];

/// The words of a text.
#[derive(Debug)]
pub struct Reading {
    /// In the order of reading; items of a list without numbers in one order of their own.
    pub words: Vec<Word>,
    /// The signs around the words that turn what is said.
    pub signs: Vec<Around>,
}

/// A word that turns what is said, and the signs around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The word.
    pub word: String,
    before: Option<char>,
    behind: Option<char>,
}

/// A word or a sign that carries meaning.
#[derive(Debug, Clone)]
pub struct Word {
    written: String,
    /// The same in small letters; of a number its value.
    meant: String,
    number: bool,
}

impl Reading {
    /// Words without signs of an author.
    pub fn of_words(text: &str) -> Reading {
        Reading::of(&[text.to_owned()])
    }

    /// Prose.
    pub fn of_prose(text: &str) -> Reading {
        let leaves = match words::blocks(text) {
            Some(blocks) => leaves(&blocks),
            None => vec![text.to_owned()],
        };
        Reading::of(&leaves)
    }

    fn of(leaves: &[String]) -> Reading {
        let mut out = Reading {
            words: Vec::new(),
            signs: Vec::new(),
        };
        for leaf in leaves {
            out.read(&parts(leaf));
        }
        out
    }

    /// The words of a leaf.
    fn read(&mut self, parts: &[&str]) {
        for (at, part) in parts.iter().enumerate() {
            let (before, behind) = (&parts[..at], &parts[at + 1..]);
            if is_minus(part, before, behind) {
                self.words.push(Word::sign("−"));
            } else if !part.chars().all(|c| FREE.contains(c)) {
                let word = Word::of(part);
                if TURNING.contains(&word.meant.as_str()) {
                    self.signs.push(Around {
                        word: word.meant.clone(),
                        before: sign(before.iter().rev()),
                        behind: sign(behind.iter()),
                    });
                }
                self.words.push(word);
            }
        }
    }
}

/// The sign that parts a word from its neighbour, if one does.
fn sign<'p>(neighbours: impl Iterator<Item = &'p &'p str>) -> Option<char> {
    let mut parting = neighbours
        .take_while(|part| part.chars().all(|c| FREE.contains(c)))
        .filter_map(|part| part.chars().find(|c| PARTING.contains(*c)));
    parting.next()
}

/// Whether a stroke is the sign of the number behind it: `-5`, not `2-5` or ` - 5`.
fn is_minus(part: &str, before: &[&str], behind: &[&str]) -> bool {
    let digit = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    let free = before.last().is_none_or(|part| part.trim().is_empty());
    matches!(part, "-" | "−" | "–") && free && behind.first().is_some_and(digit)
}

/// Tokens, those with strokes between two words parted.
fn parts(leaf: &str) -> Vec<&str> {
    let whole = |token: &&str| token.starts_with("{{") || token.contains("://");
    let mut out = Vec::new();
    for token in tokens(leaf) {
        if whole(&token) {
            out.push(token);
        } else {
            out.extend(token.split_inclusive('/').flat_map(|part| {
                let word = part.strip_suffix('/').unwrap_or(part);
                let stroke = &part[word.len()..];
                [word, stroke].into_iter().filter(|part| !part.is_empty())
            }));
        }
    }
    out
}

/// The words of blocks, a text each; the items of a list without numbers sorted, for their order says nothing.
fn leaves(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                let items = list.items.iter().map(|item| leaves(&item.blocks));
                let mut items: Vec<Vec<String>> = items.collect();
                if !list.ordered {
                    items.sort();
                }
                out.extend(items.into_iter().flatten());
            }
            _ => {
                let texts = walk::texts(block).into_iter();
                out.extend(texts.map(|text| words::said(&text.inlines)));
            }
        }
    }
    out
}

impl Word {
    fn of(written: &str) -> Word {
        if let Some(value) = danish::plain(written, '.', ',') {
            return Word {
                written: written.to_owned(),
                meant: value,
                number: true,
            };
        }
        let meant: String = if written.starts_with("{{") {
            written.split_whitespace().collect()
        } else {
            written.to_lowercase()
        };
        let plain: String = meant.chars().map(without_accent).collect();
        let meant = if ACCENTED.contains(&plain.as_str()) {
            meant
        } else {
            plain
        };
        Word {
            written: written.to_owned(),
            meant,
            number: false,
        }
    }

    fn sign(sign: &str) -> Word {
        Word {
            written: sign.to_owned(),
            meant: sign.to_owned(),
            number: true,
        }
    }

    /// As its author wrote it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// In small letters; of a number its value.
    pub fn meant(&self) -> &str {
        &self.meant
    }

    /// Whether it is a number, or the sign of one.
    pub fn is_number(&self) -> bool {
        self.number
    }

    /// Its letters and digits; a sign that carries meaning is one, too.
    pub fn letters(&self) -> String {
        let letters = self.meant.chars();
        letters.filter(|c| !FREE.contains(*c)).collect()
    }

    /// Its runs of digits.
    pub fn digits(&self) -> Vec<String> {
        let runs = self.meant.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// A letter without the accent that Danish may leave out.
fn without_accent(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' => 'e',
        'á' | 'à' => 'a',
        'ó' | 'ò' => 'o',
        'í' => 'i',
        'ú' => 'u',
        other => other,
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Word) -> bool {
        (self.number, &self.meant) == (other.number, &other.meant)
    }
}

impl Eq for Word {}

impl std::hash::Hash for Word {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
        self.meant.hash(state);
    }
}

impl Token for Word {
    fn is_sign(&self) -> bool {
        false
    }
}
