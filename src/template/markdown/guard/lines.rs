//! What lines begin with: items of a list, the parts of a sentence that look like one, and what was pasted.

use std::collections::BTreeMap;

use super::{
    Found, Misuse, escaped,
    heads::{Head, Number},
};

/// Words before which half a word may stand: `børne- og unge`.
const BETWEEN: [&str; 6] = ["og", "eller", "samt", "såvel", "men", "til"];

/// A line that is not empty.
struct Line<'t> {
    /// Its first byte that is no space.
    at: usize,
    /// Without spaces around.
    words: &'t str,
    /// Spaces before it.
    indent: usize,
    /// Whether a paragraph begins here.
    fresh: bool,
    head: Head<'t>,
}

/// Finds items, signs that begin none, and what is in doubt.
pub(super) fn look(text: &str, is_note: &dyn Fn(char) -> bool, found: &mut Found) {
    let lines = lines(text);
    let mut reader = Reader {
        later: Later::of(&lines),
        outer: Listed::No,
        inner: Vec::new(),
        ended: None,
        found,
    };
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| &lines[index]);
        let before = before.filter(|_| !line.fresh);
        let after = lines.get(index + 1).filter(|after| !after.fresh);
        if line.is_note(is_note) {
            reader.found.doubts.push((Misuse::Definition, line.at));
        } else if line.is_pasted(before, after) {
            reader.found.doubts.push((Misuse::Pasted, line.at));
        } else {
            reader.line(index, line);
        }
        if let Some(at) = after.and_then(|after| line.parts(after)) {
            reader.found.doubts.push((Misuse::Hyphen, at));
        }
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut out, mut start, mut fresh) = (Vec::new(), 0, true);
    for whole in text.split_inclusive('\n') {
        let words = whole.trim();
        let at = start + (whole.len() - whole.trim_start().len());
        start += whole.len();
        if !words.is_empty() {
            out.push(Line {
                at,
                words,
                indent: whole.len() - whole.trim_start_matches(' ').len(),
                fresh,
                head: Head::of(words),
            });
        }
        fresh = words.is_empty();
    }
    out
}

impl Line<'_> {
    /// Whether these are the words of a footnote, as other programs take them: `[^a]: words`.
    fn is_note(&self, is_note: &dyn Fn(char) -> bool) -> bool {
        let mut signs = self.words.chars();
        signs.next().is_some_and(is_note) && signs.next() == Some(':')
    }

    /// Where a hyphen parts a word at the end of the line: a space would be printed after it. In `børne- og unge` there is one.
    fn parts(&self, after: &Line<'_>) -> Option<usize> {
        let sign = self.words.chars().next_back()?;
        let before = self.words.strip_suffix(['-', '–', '/'])?;
        let parted = before.ends_with(char::is_alphanumeric);
        let next: String = after
            .words
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let goes_on = next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let two_words = sign == '-' && BETWEEN.contains(&next.as_str());
        (parted && goes_on && !two_words).then_some(self.at + before.len())
    }

    /// Whether this is an item or a row of another program's.
    fn is_pasted(&self, before: Option<&Line<'_>>, after: Option<&Line<'_>>) -> bool {
        let begins =
            |line: Option<&Line<'_>>, head: Head<'_>| line.is_some_and(|line| line.head == head);
        self.words.contains('\t')
            || is_row(self.words)
            || match self.head {
                Head::Foreign => true,
                Head::Dash => {
                    let told = before.is_some_and(|line| line.words.ends_with(':'));
                    !begins(before, Head::Dash) && (told || begins(after, Head::Dash))
                }
                Head::Letter(signs, n) => begins(after, Head::Letter(signs, n + 1)),
                Head::Bullet(..) | Head::Number(_) | Head::Sign | Head::Rule | Head::Words => false,
            }
    }
}

/// Whether a line is a row of a table drawn with bars, or the line below its head.
fn is_row(line: &str) -> bool {
    let bars = line.match_indices('|');
    let bars = bars.filter(|(at, _)| !escaped(line, *at)).count();
    let rule = bars > 0 && line.contains("--") && line.chars().all(|c| "|-: ".contains(c));
    rule || (bars > 1 && line.starts_with('|'))
}

/// The list that a line may go on.
#[derive(Clone, Copy, PartialEq)]
enum Listed {
    No,
    Bullets(char),
    Numbers(u32),
}

/// The last line with each sign and number.
struct Later {
    bullets: BTreeMap<char, usize>,
    numbers: BTreeMap<u32, usize>,
}

impl Later {
    fn of(lines: &[Line<'_>]) -> Later {
        let (mut bullets, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        for (index, line) in lines.iter().enumerate() {
            match line.head {
                Head::Bullet(mark, _) => drop(bullets.insert(mark, index)),
                Head::Number(Number { n, .. }) => drop(numbers.insert(n, index)),
                Head::Foreign
                | Head::Dash
                | Head::Letter(..)
                | Head::Sign
                | Head::Rule
                | Head::Words => {}
            }
        }
        Later { bullets, numbers }
    }

    fn bullet(&self, mark: char, than: usize) -> bool {
        self.bullets.get(&mark).is_some_and(|last| *last > than)
    }

    fn number(&self, n: u32, than: usize) -> bool {
        self.numbers.get(&n).is_some_and(|last| *last > than)
    }
}

/// Reads lines one by one, knowing the lists that are open.
struct Reader<'f> {
    later: Later,
    /// The list of the text.
    outer: Listed,
    /// Those within its items, each with the spaces before it: the last is the innermost that is open.
    inner: Vec<(usize, Listed)>,
    /// The last number of a list that a paragraph ended.
    ended: Option<u32>,
    found: &'f mut Found,
}

impl Reader<'_> {
    fn line(&mut self, index: usize, line: &Line<'_>) {
        let nested = line.indent > 1 && self.outer != Listed::No;
        match line.head {
            Head::Bullet(mark, words) => self.bullet(index, line, (mark, words), nested),
            Head::Number(number) => self.number(index, line, number, nested),
            Head::Sign => self.found.signs.push(line.at),
            Head::Rule => {
                // Below a line it would make a heading of it.
                if !line.fresh {
                    self.found.signs.push(line.at);
                    self.found.doubts.push((Misuse::Underline, line.at));
                }
            }
            Head::Foreign | Head::Dash | Head::Letter(..) | Head::Words => {
                if line.fresh && !nested {
                    if let Listed::Numbers(last) = self.outer {
                        self.ended = Some(last);
                    }
                    self.outer = Listed::No;
                }
                self.greater(line.at, line.words);
            }
        }
    }

    fn bullet(&mut self, index: usize, line: &Line<'_>, (mark, words): (char, &str), nested: bool) {
        let new = self.outer != Listed::Bullets(mark) && !nested;
        let digit = words.starts_with(|c: char| c.is_ascii_digit());
        // A minus, a plus, or an asterisk that leads to a remark: none of them begins an item by itself.
        let alone = (digit || mark != '-') && !self.later.bullet(mark, index);
        if new && (!line.fresh || alone) {
            self.found.doubts.push((Misuse::ListMark, line.at));
        }
        if !nested {
            self.inner.clear();
        }
        *self.list(line, nested) = Listed::Bullets(mark);
        self.item(line, words);
    }

    fn number(&mut self, index: usize, line: &Line<'_>, number: Number<'_>, nested: bool) {
        let Number { n, bracket, .. } = number;
        let next = n.saturating_add(1);
        let list = *self.list(line, nested);
        let dated = number.is_day();
        let goes_on = matches!(list, Listed::Numbers(last) if n == last + 1);
        // One that is open takes every number as its own.
        let open = matches!(list, Listed::Numbers(_));
        let can = !open && (line.fresh || nested);
        let begins = n == 1 && !dated && can && self.later.number(next, index);
        let free = line.fresh || list != Listed::No;
        if bracket && (free || n == 1) {
            self.found.doubts.push((Misuse::Pasted, line.at));
        }
        if (goes_on || begins) && !bracket {
            *self.list(line, nested) = Listed::Numbers(n);
            if !nested {
                self.inner.clear();
                self.ended = None;
            }
            return self.item(line, number.words);
        }
        self.found.signs.push(line.at + number.point);
        let runs = self.later.number(next, index)
            || open
            || (line.fresh && self.ended.is_some_and(|last| n == last + 1));
        // A list in which all numbers are 1 is one for other programs, too.
        let again = n == 1 && self.later.number(1, index);
        if (runs || again) && !bracket && !dated {
            self.found.doubts.push((Misuse::ListMark, line.at));
        }
    }

    /// The list that a line of this indent goes on; those further in are at their end when it does.
    fn list(&mut self, line: &Line<'_>, nested: bool) -> &mut Listed {
        if !nested {
            return &mut self.outer;
        }
        self.inner.retain(|(indent, _)| *indent <= line.indent);
        // A space more makes no list within a list.
        if self
            .inner
            .last()
            .is_none_or(|(indent, _)| indent + 1 < line.indent)
        {
            self.inner.push((line.indent, Listed::No));
        }
        match self.inner.last_mut() {
            Some((_, list)) => list,
            None => &mut self.outer,
        }
    }

    /// An item. What its words begin with is no other one, or in doubt.
    fn item(&mut self, line: &Line<'_>, words: &str) {
        self.found.items.push(line.at);
        let at = line.at + line.words.len() - words.len();
        match Head::of(words) {
            Head::Bullet(..) => {
                self.found.items.push(at);
                self.found.doubts.push((Misuse::ListMark, at));
            }
            Head::Sign => self.found.signs.push(at),
            Head::Number(number) => self.found.signs.push(at + number.point),
            Head::Foreign | Head::Dash | Head::Letter(..) | Head::Rule | Head::Words => {
                self.greater(at, words);
            }
        }
    }

    /// `> 5 %` is a sign; `> words` is a quote, which prose cannot hold.
    fn greater(&mut self, at: usize, words: &str) {
        let than = words.strip_prefix('>').map(str::trim_start);
        if than.is_some_and(|than| than.starts_with(|c: char| c.is_ascii_digit())) {
            self.found.signs.push(at);
        }
    }
}
