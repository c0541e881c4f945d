//! Ways to break a file: some know bytes only, most know lines, values and keys of TOML.

use std::{collections::BTreeSet, ops::Range};

use helhedsplan::source::{Node, NodeKind, Sources};

use super::Input;
use crate::dice::Dice;

/// Numbers at the edges of what is counted with.
const NUMBERS: [&str; 22] = [
    "0",
    "-0",
    "-1",
    "1",
    "100",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "1e308",
    "-1e308",
    "1e-308",
    "inf",
    "-inf",
    "nan",
    "0x7fffffffffffffff",
    "4294967295",
    "65535",
    "2020",
    "1.0",
    "100.0000000000000000000001",
];
const DATES: [&str; 6] = [
    "0000-01-01",
    "9999-12-31",
    "2020-02-29",
    "2022-01-01T00:00:00Z",
    "12:00:00",
    "1979-05-27T07:32:00-08:00",
];
/// Words that parsers of prose, numbers, links, periods and expressions must stand.
const WORDS: [&str; 44] = [
    "",
    " ",
    "\n",
    "\\u0000",
    "\\uFEFF",
    "\\u200B\\u202E",
    "æ",
    "Å–“”’…",
    "👩‍👩‍👧",
    "a\\u0301",
    "{{",
    "}}",
    "{{ }}",
    "{{ tal. }}",
    "{{ tal.beboere }}",
    "{{ tabel.ydelser | henvis }}",
    "{{ x | y(z=[1,2]) }}",
    "{% for a in b %}",
    "{% endfor %}",
    "{# ",
    "[^",
    "[^a]",
    "[^a]: b",
    "](",
    "[a](http://",
    "![x](y)",
    "**",
    "| a | b |",
    "<b>",
    "&#0;",
    "2022-",
    "–2025",
    "2016–2018-2020",
    "12,5,6 %",
    "1.234.567,89",
    "§ 91 a",
    "afd.",
    "afd. 99999999999999999999 og",
    "fra 0 til 0, altså det dobbelte",
    "den største",
    "tal.beboere / 0",
    "( ( (",
    "- - -",
    "https://[::1",
];

/// What files are broken with: their own lines, values and keys, in each other's places.
pub struct Breaker {
    lines: Vec<String>,
    values: Vec<String>,
    keys: Vec<String>,
}

type Break = fn(&Breaker, &mut Vec<u8>, &mut Dice);

const BREAKS: [Break; 14] = [
    Breaker::bits,
    Breaker::cut,
    Breaker::again,
    Breaker::put_word,
    Breaker::put_byte,
    Breaker::other_value,
    Breaker::other_value,
    Breaker::hard_value,
    Breaker::hard_value,
    Breaker::other_key,
    Breaker::other_line,
    Breaker::drop_lines,
    Breaker::repeat_lines,
    Breaker::nest,
];

impl Breaker {
    pub fn of(files: &[Input], trees: &[Sources]) -> Self {
        let texts = files
            .iter()
            .map(|input| String::from_utf8_lossy(&input.bytes));
        let lines: BTreeSet<String> = texts
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let mut values = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for (_, file) in trees.iter().flat_map(Sources::files) {
            gather(&file.root, &file.text, &mut values, &mut keys);
        }
        Breaker {
            lines: lines.into_iter().collect(),
            values: values.into_iter().collect(),
            keys: keys.into_iter().collect(),
        }
    }

    /// Breaks a file in one place.
    pub fn breaks(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        dice.one_of(&BREAKS)(self, bytes, dice);
        bytes.truncate(200_000);
    }

    #[expect(clippy::ptr_arg, reason = "all breaks are of one type")]
    fn bits(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        if !bytes.is_empty() {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
    }

    fn cut(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let range = some(bytes.len(), 40, dice);
        bytes.drain(range);
    }

    fn again(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let range = some(bytes.len(), 200, dice);
        let part = bytes[range.clone()].to_vec();
        bytes.splice(range.end..range.end, part);
    }

    fn put_byte(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let at = dice.below(bytes.len() + 1);
        bytes.insert(at, u8::try_from(dice.below(256)).unwrap());
    }

    fn put_word(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let at = dice.below(bytes.len() + 1);
        bytes.splice(at..at, dice.one_of(&WORDS).bytes());
    }

    fn other_value(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let new = dice.one_of(&self.values).clone();
        put_value(bytes, &new, dice);
    }

    fn hard_value(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let word = dice.one_of(&WORDS);
        let new = match dice.below(6) {
            0 | 1 => (*dice.one_of(&NUMBERS)).to_owned(),
            2 => (*dice.one_of(&DATES)).to_owned(),
            3 => format!("\"{word}\""),
            4 => format!("\"\"\"\n{}\n\"\"\"", word.repeat(dice.below(40))),
            _ => (*dice.one_of(&["[]", "{}", "true", "[[]]", "[{}]", "[\"\"]"])).to_owned(),
        };
        put_value(bytes, &new, dice);
    }

    fn other_key(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let new = dice.one_of(&self.keys).clone();
        let all = lines(bytes);
        let range = dice.one_of(&all).clone();
        if let Some(at) = bytes[range.clone()].iter().position(|b| *b == b'=') {
            bytes.splice(range.start..range.start + at, new.bytes());
        }
    }

    fn other_line(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let new = dice.one_of(&self.lines).clone();
        let all = lines(bytes);
        let range = dice.one_of(&all).clone();
        let end = if dice.below(2) == 0 {
            range.end
        } else {
            range.start
        };
        bytes.splice(range.start..end, format!("{new}\n").bytes());
    }

    fn drop_lines(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        bytes.drain(some_lines(bytes, dice));
    }

    fn repeat_lines(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let part = bytes[some_lines(bytes, dice)].to_vec();
        let at = dice.one_of(&lines(bytes)).start;
        bytes.splice(at..at, part);
    }

    /// Brackets or a dotted key, many within another.
    fn nest(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let depth = 1 << dice.below(13);
        let new = match dice.below(4) {
            0 => "[".repeat(depth),
            1 => format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
            2 => format!("{}1{}", "{ a = ".repeat(depth), " }".repeat(depth)),
            _ => format!("\n{}z = 1\n", "a.".repeat(depth)),
        };
        if new.starts_with('\n') {
            let at = dice.one_of(&lines(bytes)).start;
            bytes.splice(at..at, new.bytes());
        } else {
            put_value(bytes, &new, dice);
        }
    }
}

/// All values as they are written, and all keys.
fn gather(node: &Node, text: &str, values: &mut BTreeSet<String>, keys: &mut BTreeSet<String>) {
    match &node.kind {
        NodeKind::Table(entries) => {
            for entry in entries {
                keys.insert(entry.key.clone());
                gather(&entry.value, text, values, keys);
            }
        }
        NodeKind::Array(items) => items
            .iter()
            .for_each(|item| gather(item, text, values, keys)),
        NodeKind::Text(_)
        | NodeKind::Integer(_)
        | NodeKind::Float(_)
        | NodeKind::Bool(_)
        | NodeKind::Date(_) => drop(values.insert(text[node.span.clone()].to_owned())),
    }
}

/// A part of so many bytes at most.
fn some(length: usize, most: usize, dice: &mut Dice) -> Range<usize> {
    let start = dice.below(length + 1);
    start..(start + dice.below(most)).min(length)
}

/// The lines, line breaks included; at least one, which may be empty.
fn lines(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        out.push(start..start + line.len());
        start += line.len();
    }
    if out.is_empty() {
        out.push(0..0);
    }
    out
}

/// Some lines after another.
fn some_lines(bytes: &[u8], dice: &mut Dice) -> Range<usize> {
    let all = lines(bytes);
    let first = dice.below(all.len());
    let last = (first + dice.below(12)).min(all.len() - 1);
    all[first].start..all[last].end
}

/// Another value after the sign of a line that has one, or in place of something in quotation marks.
fn put_value(bytes: &mut Vec<u8>, new: &str, dice: &mut Dice) {
    let all = lines(bytes);
    // Some lines hold no value; a few tries find one.
    for _ in 0..8 {
        let range = dice.one_of(&all).clone();
        let line = &bytes[range.clone()];
        let signs: Vec<usize> = line
            .iter()
            .enumerate()
            .filter(|(_, byte)| matches!(byte, b'=' | b',' | b'['))
            .map(|(at, _)| at)
            .collect();
        if signs.is_empty() {
            continue;
        }
        let start = dice.one_of(&signs) + 1;
        let length = line[start..]
            .iter()
            .position(|byte| matches!(byte, b',' | b'\n' | b'}' | b']'))
            .unwrap_or(line.len() - start);
        let at = range.start + start;
        bytes.splice(at..at + length, format!(" {new}").bytes());
        return;
    }
}
