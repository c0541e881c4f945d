//! Signs that CommonMark takes for marks, though the author wrote them as text: `31. marts`, `5*3*2`, `**50 %**s`.
//!
//! Such a sign is covered by a character of the same length that means nothing to the parser, so that every byte keeps
//! its place; what is read is uncovered again. Where a sign has two readings, that is told instead of guessed.

use super::Misuse;

/// Months, which tell a date from the number of an item.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
/// Signs that a list has which was copied from a word processor.
const PASTED: [&str; 7] = ["•", "▪", "◦", "·\t", "o\t", "–\t", "\u{f0b7}"];
/// Signs that mean something by themselves, and are never covered to make emphasis work.
const MEANT: &str = "*_[]<>`\\&!~";

/// A text whose signs mean what the author meant, and what was doubtful.
pub(super) struct Guarded {
    /// As long as the text was.
    pub text: String,
    /// What is in doubt, and at which byte.
    pub doubts: Vec<(Misuse, usize)>,
    covers: Covers,
}

impl Guarded {
    /// Covers what must not be taken for marks.
    pub fn of(text: &str) -> Guarded {
        let mut doubts = Vec::new();
        let mut signs = line_signs(text, &mut doubts);
        signs.extend(emphasis_signs(text, &mut doubts));
        signs.extend(reference_signs(text, &mut doubts));
        signs.sort_unstable();
        signs.dedup();
        let mut covers = Covers::default();
        let mut out = text.to_owned();
        for at in signs {
            let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                continue;
            };
            if let Some(cover) = covers.of(sign, text) {
                out.replace_range(at..at + sign.len_utf8(), cover.encode_utf8(&mut [0; 4]));
            }
        }
        Guarded {
            text: out,
            doubts,
            covers,
        }
    }

    /// What covers what.
    pub fn covers(&self) -> &Covers {
        &self.covers
    }
}

/// Which character stands for which sign.
#[derive(Default)]
pub(super) struct Covers(Vec<(char, char)>);

impl Covers {
    /// The author's signs again.
    pub fn lift(&self, text: &str) -> String {
        let sign = |c| {
            self.0
                .iter()
                .find(|(cover, _)| *cover == c)
                .map_or(c, |(_, sign)| *sign)
        };
        text.chars().map(sign).collect()
    }

    /// A character as long as the sign, which stands nowhere in the text.
    fn of(&mut self, sign: char, text: &str) -> Option<char> {
        if let Some((cover, _)) = self.0.iter().find(|(_, covered)| *covered == sign) {
            return Some(*cover);
        }
        let mut pool = match sign.len_utf8() {
            1 => '\u{e}'..='\u{1f}',
            2 => '\u{86}'..='\u{9f}',
            3 => '\u{fdd0}'..='\u{fdef}',
            _ => return None,
        };
        let free = |c: &char| !text.contains(*c) && self.0.iter().all(|(cover, _)| cover != c);
        let cover = pool.find(free)?;
        self.0.push((cover, sign));
        Some(cover)
    }
}

/// The list that a line may go on.
#[derive(Clone, Copy, PartialEq)]
enum Listed {
    No,
    Bullets(char),
    Numbers(u32),
}

/// Points of ordinals that begin a line and are no item's number.
fn line_signs(text: &str, doubts: &mut Vec<(Misuse, usize)>) -> Vec<usize> {
    let mut covered = Vec::new();
    // The list of the text, and the one within its items.
    let (mut list, mut inner, mut fresh) = (Listed::No, Listed::No, true);
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let at = start + (whole.len() - whole.trim_start().len());
        start += whole.len();
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let nested = whole.starts_with("  ") && list != Listed::No;
        if PASTED.iter().any(|sign| line.starts_with(sign)) || line.contains('\t') {
            doubts.push((Misuse::Pasted, at));
        } else if let Some((mark, words)) = bullet(line) {
            let new = list != Listed::Bullets(mark) && !nested;
            let others = has_item(&text[start..], |next| {
                bullet(next).is_some_and(|(other, _)| other == mark)
            });
            let minus = mark != '*' && words.starts_with(|c: char| c.is_ascii_digit());
            if new && (!fresh || (minus && !others)) {
                doubts.push((Misuse::ListMark, at));
            }
            if !nested {
                (list, inner) = (Listed::Bullets(mark), Listed::No);
            }
            if let Some((_, point)) = number(words) {
                covered.push(at + line.len() - words.len() + point);
            }
        } else if let Some((n, point)) = number(line) {
            let follows = |wanted: u32| {
                has_item(&text[start..], |next| {
                    number(next).is_some_and(|(n, _)| n == wanted)
                })
            };
            let state = if nested { &mut inner } else { &mut list };
            let bracket = line[point..].starts_with(')');
            let goes_on =
                matches!(*state, Listed::Numbers(last) if n == last + 1 || (n == 1 && last == 1));
            let begins = n == 1 && (fresh || nested) && (follows(2) || follows(1));
            let free = fresh || *state != Listed::No;
            if bracket && (free || n == 1) {
                doubts.push((Misuse::Pasted, at));
            }
            if (goes_on || begins) && !bracket {
                *state = Listed::Numbers(n);
            } else {
                covered.push(at + point);
                let runs = follows(n.saturating_add(1)) || matches!(*state, Listed::Numbers(_));
                if runs && !bracket && !is_date(&line[point + 1..]) {
                    doubts.push((Misuse::ListMark, at));
                }
            }
        } else if fresh && !nested {
            list = Listed::No;
        }
        fresh = false;
    }
    covered
}

fn has_item(rest: &str, is: impl Fn(&str) -> bool) -> bool {
    rest.lines().any(|line| is(line.trim()))
}

fn is_date(words: &str) -> bool {
    let word = words.split_whitespace().next().unwrap_or_default();
    let word = word
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    MONTHS.contains(&word.as_str())
}

/// The mark of an item and its words.
fn bullet(line: &str) -> Option<(char, &str)> {
    let mark = line.chars().next().filter(|c| "-+*".contains(*c))?;
    let words = line[1..].strip_prefix(' ')?.trim_start();
    Some((mark, words))
}

/// A number at the beginning of a line, and where its point or bracket stands.
fn number(line: &str) -> Option<(u32, usize)> {
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    let after = line[end..].strip_prefix(['.', ')'])?;
    let closed = after.is_empty() || after.starts_with(' ');
    let n = line[..end].parse().ok().filter(|_| end <= 9 && closed)?;
    Some((n, end))
}

/// Asterisks that are signs, and signs beside asterisks that keep these from being marks.
fn emphasis_signs(text: &str, doubts: &mut Vec<(Misuse, usize)>) -> Vec<usize> {
    let mut covered = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        if part.contains('*') && !part.contains('`') {
            let mut signs = Vec::new();
            let odd = paragraph_signs(part, &mut signs);
            covered.extend(signs.into_iter().map(|at| start + at));
            doubts.extend(odd.map(|at| (Misuse::Stars, start + at)));
        }
        start += part.len() + 2;
    }
    covered
}

/// The same for one paragraph; gives the place of a pair of asterisks that has no partner.
fn paragraph_signs(text: &str, covered: &mut Vec<usize>) -> Option<usize> {
    let (mut strong, mut slanted) = (None, false);
    let mut at = 0;
    while let Some(found) = text[at..].find('*').map(|offset| at + offset) {
        let length = text[found..].len() - text[found..].trim_start_matches('*').len();
        at = found + length;
        let before = text[..found].chars().next_back();
        let after = text[at..].chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if before == Some('\\') || (space(before) && space(after)) {
            continue;
        }
        if length == 1 {
            let times = word(before) && word(after) && (digit(before) || digit(after));
            let mark = after == Some(')') && !slanted;
            if times || mark {
                covered.push(found);
            } else {
                slanted = !slanted;
            }
        } else if length == 2 {
            let inside = if strong.is_none() { after } else { before };
            let place = if strong.is_none() {
                Some(at)
            } else {
                inside.map(|c| found - c.len_utf8())
            };
            let sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !MEANT.contains(*c);
            let outside = if strong.is_none() { before } else { after };
            let link_end = inside == Some(')') && text.contains("](");
            if word(outside) && inside.as_ref().is_some_and(sign) && !link_end {
                covered.extend(place);
            }
            strong = if strong.is_none() { Some(found) } else { None };
        }
    }
    strong
}

/// Ampersands of what HTML would take for one character.
fn reference_signs(text: &str, doubts: &mut Vec<(Misuse, usize)>) -> Vec<usize> {
    let mut covered = Vec::new();
    for (at, _) in text.match_indices('&') {
        let Some((name, _)) = text[at + 1..].split_once(';') else {
            continue;
        };
        // No name has one letter: `R&D;` is as it stands.
        let (code, least) = name.strip_prefix('#').map_or((name, 2), |code| (code, 1));
        let named =
            (least..=32).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_alphanumeric());
        if named && !text[..at].ends_with('\\') {
            covered.push(at);
            doubts.push((Misuse::Reference, at));
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(text: &str) -> Vec<Misuse> {
        Guarded::of(text)
            .doubts
            .into_iter()
            .map(|(what, _)| what)
            .collect()
    }

    #[test]
    fn what_is_covered_is_as_long_and_comes_back() {
        for text in [
            "31. marts 2029 udløber planen.",
            "2026. Det år",
            "5*3*2",
            "*) skøn",
            "**»Trygge naboer«**s",
            "&#xF0000;",
        ] {
            let guarded = Guarded::of(text);
            assert_ne!(guarded.text, text);
            assert_eq!(guarded.text.len(), text.len());
            assert_eq!(guarded.covers().lift(&guarded.text), text);
        }
    }

    #[test]
    fn sound_prose_and_lists_are_left_without_a_word() {
        for text in [
            "1. en\n2. to\n3. tre",
            "- en\n- to\n\nSlut.",
            "Løber til\n31. marts 2029.",
            "(*kursiv*) og **fed**, R&D; nej",
            "- en\n  1. a\n  2. b\n- to",
            "1. a\n   - b\n2. c\n\n3. d",
        ] {
            assert_eq!(doubts(text), [], "{text}");
        }
    }

    #[test]
    fn two_readings_are_told() {
        assert_eq!(doubts("fra 12 % til\n- 5 % i 2024"), [Misuse::ListMark]);
        assert_eq!(doubts("3. tre\n4. fire"), [Misuse::ListMark]);
        assert_eq!(doubts("•\tgodkender budget"), [Misuse::Pasted]);
        assert_eq!(doubts("1) første"), [Misuse::Pasted]);
        assert_eq!(doubts("**fed"), [Misuse::Stars]);
        assert_eq!(doubts("A &amp; B"), [Misuse::Reference]);
    }
}
