//! Texts word by word: paragraphs and list items are aligned first, then the words of those that changed.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align;

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It stands in both versions.
    Keep,
    /// It is new.
    Ins,
    /// It is gone.
    Del,
}

/// A run of words with one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What happened to it.
    pub mark: Mark,
    /// Its words; a `{{ … }}` is never parted.
    pub text: String,
}

/// A paragraph or list item that is not the same in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Whether it is new or gone as a whole.
    pub mark: Mark,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// Least likeness of two paragraphs that are told as one that changed.
const ALIKE: f64 = 0.4;
/// Largest number of paragraph pairs that are weighed against each other in one place.
const PAIRS: usize = 4_096;

/// Whether two texts say the same: how lines are broken in the source means nothing.
pub fn same(a: &str, b: &str) -> bool {
    a == b || blocks(a) == blocks(b)
}

/// The passages that differ.
pub fn passages(old: &str, new: &str) -> Vec<Passage> {
    let (old, new) = (blocks(old), blocks(new));
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (_, before, after) = op.as_tag_tuple();
        if !matches!(op, DiffOp::Equal { .. }) {
            replaced(&old[before], &new[after], &mut out);
        }
    }
    out
}

/// A text without paragraphs, word by word.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let mut out: Vec<Piece> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (_, before, after) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            push(&mut out, Mark::Keep, &old[before].concat());
        } else {
            push(&mut out, Mark::Del, &old[before].concat());
            push(&mut out, Mark::Ins, &new[after].concat());
        }
    }
    tidy(out)
}

fn push(out: &mut Vec<Piece>, mark: Mark, text: &str) {
    if !text.is_empty() {
        out.push(Piece {
            mark,
            text: text.to_owned(),
        });
    }
}

/// A space between two changed words belongs to the change: whole phrases read better than crumbs.
fn tidy(pieces: Vec<Piece>) -> Vec<Piece> {
    let (mut out, mut del, mut ins) = (Vec::new(), String::new(), String::new());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let changed = !del.is_empty() || !ins.is_empty();
        match piece.mark {
            Mark::Del => del.push_str(&piece.text),
            Mark::Ins => ins.push_str(&piece.text),
            Mark::Keep if changed && piece.text.trim().is_empty() && pieces.peek().is_some() => {
                del.push_str(&piece.text);
                ins.push_str(&piece.text);
            }
            Mark::Keep => {
                flush(&mut out, &mut del, &mut ins);
                push(&mut out, Mark::Keep, &piece.text);
            }
        }
    }
    flush(&mut out, &mut del, &mut ins);
    out
}

/// Spaces that both sides end with stand behind the change.
fn flush(out: &mut Vec<Piece>, del: &mut String, ins: &mut String) {
    let space = !del.is_empty() && !ins.is_empty() && del.ends_with(' ') && ins.ends_with(' ');
    if space {
        del.pop();
        ins.pop();
    }
    push(out, Mark::Del, &std::mem::take(del));
    push(out, Mark::Ins, &std::mem::take(ins));
    if space {
        push(out, Mark::Keep, " ");
    }
}

/// Paragraphs of one place: those that are alike are one that changed, in order; the rest is new or gone.
fn replaced(old: &[String], new: &[String], out: &mut Vec<Passage>) {
    let pairs = if old.len() * new.len() <= PAIRS {
        let like = |i: usize, j: usize| {
            let words = align::likeness(&old[i], &new[j]);
            if words >= ALIKE {
                words
            } else {
                spelling(&old[i], &new[j])
            }
        };
        align::in_order(old.len(), new.len(), ALIKE, like)
    } else {
        Vec::new()
    };
    let (mut i, mut j) = (0, 0);
    for (a, b) in pairs.into_iter().chain([(old.len(), new.len())]) {
        out.extend(old[i..a].iter().map(|text| whole(Mark::Del, text)));
        out.extend(new[j..b].iter().map(|text| whole(Mark::Ins, text)));
        if let (Some(before), Some(after)) = (old.get(a), new.get(b)) {
            out.push(Passage {
                mark: Mark::Keep,
                pieces: pieces(before, after),
            });
        }
        (i, j) = (a + 1, b + 1);
    }
}

/// How alike two short texts are letter by letter, where that is more than chance; else 0.
fn spelling(old: &str, new: &str) -> f64 {
    const SHORT: usize = 60;
    const CHANCE: f32 = 0.75;
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if old.len().max(new.len()) > SHORT {
        return 0.0;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let alike = similar::get_diff_ratio(&ops, old.len(), new.len());
    if alike >= CHANCE {
        f64::from(alike)
    } else {
        0.0
    }
}

fn whole(mark: Mark, text: &str) -> Passage {
    Passage {
        mark,
        pieces: vec![Piece {
            mark,
            text: text.to_owned(),
        }],
    }
}

/// Paragraphs and list items, each on one line, spaces single. A hard break stays one.
fn blocks(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            open = false;
            continue;
        }
        let mut words = words.join(" ");
        if line.ends_with("  ") {
            words.push('\u{2028}');
        }
        match out.last_mut() {
            Some(last) if open && !starts_item(&words) => {
                let space = if last.ends_with('\u{2028}') { "" } else { " " };
                last.push_str(space);
                last.push_str(&words);
            }
            _ => {
                // How deep an item is nested is part of what it says.
                let deep = line.len() - line.trim_start().len();
                let indent = if starts_item(&words) {
                    " ".repeat(deep / 2 * 2)
                } else {
                    String::new()
                };
                out.push(indent + &words);
                open = true;
            }
        }
    }
    for block in &mut out {
        let kept = block.trim_end_matches('\u{2028}').len();
        block.truncate(kept);
    }
    out
}

/// Whether a line begins a list item.
fn starts_item(line: &str) -> bool {
    let Some((first, _)) = line.split_once(' ') else {
        return false;
    };
    let number = first.trim_end_matches(['.', ')']);
    let counted = number.len() + 1 == first.len() && number.parse::<u32>().is_ok();
    matches!(first, "-" | "*" | "+") || counted
}

/// Words, spaces and signs; a slot and a footnote's mark are one each.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let len = token(rest);
        let (first, after) = rest.split_at(len);
        out.push(first);
        rest = after;
    }
    out
}

/// Bytes of the first token.
fn token(text: &str) -> usize {
    for (open, close) in [("{{", "}}"), ("[^", "]")] {
        if text.starts_with(open)
            && let Some(end) = text.find(close)
        {
            return end + close.len();
        }
    }
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    if first.is_whitespace() {
        return run(text, char::is_whitespace);
    }
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    // A number keeps its points and its comma, a word its hyphens.
    let mut end = first.len_utf8();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inner = matches!(c, '.' | ',' | '-' | '’' | '\'') && after;
        if !c.is_alphanumeric() && !inner {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marked as `[-gone-]{+new+}`.
    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece.mark {
            Mark::Keep => piece.text.clone(),
            Mark::Ins => format!("{{+{}+}}", piece.text),
            Mark::Del => format!("[-{}-]", piece.text),
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn only_the_changed_words_are_marked() {
        for (old, new, expected) in [
            (
                "Der bor 816 mennesker.",
                "Der bor 820 mennesker.",
                "Der bor [-816-]{+820+} mennesker.",
            ),
            ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
            (
                "27.240.000 kr.",
                "27.360.000 kr.",
                "[-27.240.000-]{+27.360.000+} kr.",
            ),
            (
                "Se {{ tal.a | tal }}.",
                "Se {{ tal.b | tal }}.",
                "Se [-{{ tal.a | tal }}-]{+{{ tal.b | tal }}+}.",
            ),
            ("Slut[^a].", "Slut.", "Slut[-[^a]-]."),
            ("job", "job og fritid", "job{+ og fritid+}"),
        ] {
            assert_eq!(shown(&pieces(old, new)), expected);
        }
    }

    #[test]
    fn line_breaks_of_the_source_mean_nothing() {
        assert!(same("en to\ntre\n\nfire", "en\nto tre\n\n\nfire\n"));
        assert!(!same("en to", "en\n\nto"));
        assert!(!same("- en\n- to", "- en to"));
        assert!(!same("- en\n  - to", "- en\n- to"));
    }

    #[test]
    fn a_new_paragraph_is_new_as_a_whole_and_marks_no_other() {
        let passages = passages(
            "Første afsnit.\n\nTredje afsnit.",
            "Første afsnit.\n\nHelt andre ord.\n\nTredje afsnit.",
        );
        assert_eq!(passages.len(), 1);
        assert_eq!(passages[0].mark, Mark::Ins);
    }

    #[test]
    fn a_short_item_with_a_slip_of_the_pen_is_one_that_changed() {
        let passages = passages("- poliiti\n- skole", "- politi\n- skole");
        assert_eq!(passages.len(), 1);
        assert_eq!(shown(&passages[0].pieces), "- [-poliiti-]{+politi+}");
    }

    #[test]
    fn both_texts_can_be_read_off_the_pieces() {
        let (old, new) = (
            "De unge får et fritidsjob i byen.",
            "Alle unge kan få et job i kvarteret, hvis de vil.",
        );
        let side = |skip| -> String {
            let kept = pieces(old, new)
                .into_iter()
                .filter(|piece| piece.mark != skip);
            kept.map(|piece| piece.text).collect()
        };
        assert_eq!(side(Mark::Ins), old);
        assert_eq!(side(Mark::Del), new);
    }
}
