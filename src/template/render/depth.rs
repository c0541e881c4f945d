//! How long the expressions of a text are, measured before the engine reads them.
//!
//! minijinja counts how deep brackets and statements stand, but recurses without a count for each `not`, `.name`,
//! `| filter`, `+ 1` and `{% elif %}`: when it parses, compiles and lets go of what it parsed. A text that is long enough would fill
//! the stack, which no program survives. Each step of that recursion takes a word or sign, so a bound on these bounds it.

use std::ops::Range;

/// Words and signs of one expression, and branches of one text: many times what any template has.
const LONGEST: usize = 200;
/// What opens a tag or comment, and what closes it. A brace more is no other sign: the first that fits is taken.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{##", "##}")];

/// Where a text first holds an expression that is too long: the sign that opens it.
pub(super) fn too_long(text: &str) -> Option<Range<usize>> {
    let mut branches = 0;
    let mut at = 0;
    while let Some((open, close)) = opening(text, &mut at) {
        let inner = open.end;
        match close {
            "##}" => at = text[inner..].find(close).map(|end| inner + end)?,
            "%}" if is_tag(&text[inner..], "raw") => at = end_of_raw(text, inner)?,
            _ => {
                branches += usize::from(close == "%}" && is_tag(&text[inner..], "elif"));
                let (words, end) = measured(text.as_bytes(), inner, close);
                if words > LONGEST || branches > LONGEST {
                    return Some(open);
                }
                at = end;
            }
        }
    }
    None
}

/// The next tag from a byte on, which is moved behind its sign, and what closes it.
fn opening(text: &str, at: &mut usize) -> Option<(Range<usize>, &'static str)> {
    loop {
        let start = *at + text.get(*at..)?.find('{')?;
        let tag = TAGS
            .iter()
            .find(|(open, _)| text[start..].starts_with(open));
        *at = start + tag.map_or(1, |(open, _)| open.len());
        if let Some((_, close)) = tag {
            return Some((start..*at, close));
        }
    }
}

/// Words and signs of a tag as the engine takes them apart, and where it ends; no more than are too many are counted.
fn measured(text: &[u8], from: usize, close: &str) -> (usize, usize) {
    let (mut words, mut at, mut brackets) = (0, from, 0_usize);
    while let Some(&sign) = text.get(at).filter(|_| words <= LONGEST) {
        if brackets == 0 && text[at..].starts_with(close.as_bytes()) {
            return (words, at + close.len());
        }
        let rest = &text[at..];
        at += match sign {
            b'"' | b'\'' => quoted(rest),
            _ if is_word(sign) => rest.iter().take_while(|&&c| is_word(c)).count(),
            _ => 1,
        };
        match sign {
            b'(' | b'[' | b'{' => brackets += 1,
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        words += usize::from(!sign.is_ascii_whitespace());
    }
    (words, at)
}

/// Bytes of a quoted text with its marks. Of one that nothing closes the engine reads no more, and so do we.
fn quoted(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&sign) = text.get(at) {
        match sign {
            b'\\' => at += 2,
            sign if sign == text[0] => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

fn is_word(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || sign == b'_' || !sign.is_ascii()
}

/// Whether a tag's text begins with a word.
fn is_tag(inner: &str, word: &str) -> bool {
    let words = inner.trim_start_matches(['-', '+']).trim_ascii_start();
    words
        .strip_prefix(word)
        .is_some_and(|rest| !rest.bytes().next().is_some_and(is_word))
}

/// Where the tag stands that ends a raw text, which no engine looks into.
fn end_of_raw(text: &str, from: usize) -> Option<usize> {
    let mut tags = text[from..].match_indices("{%").map(|(at, _)| from + at);
    tags.find(|at| is_tag(&text[at + 2..], "endraw"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_short_enough() {
        for text in [
            "{{ kvarter.munkebo.navn | tal }} og {{ (a or b).c[\"}}\"] }}",
            "{% if a %}{% elif b %}{% else %}{{ c }}{% endif %}{## note ##}",
            "{% raw %}{{ \" {% endraw %}{{ a }}",
            "{ { }} ",
            "",
        ] {
            assert_eq!(too_long(text), None, "{text}");
        }
    }

    #[test]
    fn length_is_found_behind_what_only_looks_like_an_end() {
        let long = "+ 1 ".repeat(LONGEST);
        for start in [
            "{{ ",
            "{{ \"}}\" ",
            "{{ '\\'}}' ",
            "{{ {1: {2: 3}} ",
            "{% raw %}{{ \" {% endraw %}{{ ",
            "{## {{ ##}{{ ",
            "{{ a }}{% if ",
            "{{- ",
        ] {
            let text = format!("{start}{long}");
            let open = text.rfind("{{").max(text.rfind("{%")).unwrap();
            assert_eq!(too_long(&text), Some(open..open + 2), "{start}");
        }
        let branches = "{% if a %}".to_owned() + &"{% elif a %}".repeat(LONGEST + 1);
        assert!(too_long(&branches).is_some());
    }
}
