//! TOML strings as they are written: where in the file a byte of the text stands.

use std::ops::Range;

use unicode_normalization::{char::is_combining_mark, is_nfc};

use super::letters;

/// Whether nothing in a file, or a part of it, is written otherwise than it reads.
pub fn is_plain(raw: &str) -> bool {
    !raw.contains("\r\n") && !raw.contains('\\') && is_nfc(raw)
}

/// The bytes of a written string, quotes included, that a part of its text comes from. `plain` is known of it, not guessed: what
/// the whole file is need not be asked again for each of many places in one long text.
pub fn raw_range(raw: &str, part: Range<usize>, plain: bool) -> Option<Range<usize>> {
    let (open, escapes) = [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)]
        .into_iter()
        .find(|(open, _)| raw.starts_with(open))?;
    let mut at = open.len();
    if open.len() == 3 {
        // A line break right after the opening quotes is not part of the text.
        at += ["\r\n", "\n"]
            .iter()
            .find(|end| raw[at..].starts_with(*end))
            .map_or(0, |end| end.len());
    }
    // Most texts have nothing that is written otherwise than it reads.
    let differs = |raw: &str| raw.contains("\r\n") || escapes && raw.contains('\\') || !is_nfc(raw);
    if raw
        .get(at..at + part.end)
        .is_some_and(|raw| plain || !differs(raw))
    {
        return Some(at + part.start..at + part.end);
    }
    let (mut text, mut start) = (0, None);
    loop {
        if text >= part.start && start.is_none() {
            start = Some(at);
        }
        if text >= part.end {
            return start.map(|start| start..at.max(start));
        }
        let (written, read) = letter(&raw[at..], escapes)?;
        at += written;
        text += read;
    }
}

/// Bytes that the next letter takes in the file, with the signs above and below it, and in the text.
fn letter(raw: &str, escapes: bool) -> Option<(usize, usize)> {
    let (mut written, first) = sign(raw, escapes)?;
    let Some(first) = first else {
        return Some((written, 0));
    };
    let mut signs = String::from(first);
    while let Some((more, Some(mark))) = raw.get(written..).and_then(|raw| sign(raw, escapes)) {
        if !is_combining_mark(mark) {
            break;
        }
        signs.push(mark);
        written += more;
    }
    Some((written, letters::composed(&signs).len()))
}

/// Bytes that the next sign takes in the file, and what it is.
fn sign(raw: &str, escapes: bool) -> Option<(usize, Option<char>)> {
    Some(match raw.strip_prefix('\\') {
        Some(after) if escapes => escape(after),
        None if raw.starts_with("\r\n") => (2, Some('\n')),
        Some(_) | None => raw.chars().next().map(|c| (c.len_utf8(), Some(c)))?,
    })
}

/// Bytes that an escape takes in the file, backslash included, and what it stands for.
fn escape(after: &str) -> (usize, Option<char>) {
    let digits = match after.chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        // A backslash at the end of a line takes the white space after it along.
        Some(c) if c.is_whitespace() => {
            return (1 + after.len() - after.trim_start().len(), None);
        }
        // Whatever it stands for is as long.
        Some(c) => return (1 + c.len_utf8(), Some('\\')),
        None => return (1, None),
    };
    let code = after
        .get(1..=digits)
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let sign = code.and_then(char::from_u32).unwrap_or('\\');
    ((2 + digits).min(1 + after.len()), Some(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written for the part `x` of the text of a string.
    fn written<'r>(raw: &'r str, text: &str, x: &str) -> Option<&'r str> {
        let at = text.find(x)?;
        raw.get(raw_range(raw, at..at + x.len(), false)?)
    }

    #[test]
    fn a_part_of_a_text_is_found_past_escapes() {
        for raw in [
            r#""a \"b\" \u00e6\U0001F600\n{{ x }} c""#,
            "\"\"\"\na \"b\" \\\n   æ\\u00e6 {{ x }} c\"\"\"",
            "'''\r\na \\ æ\r\n\r\n {{ x }}'''",
            "'{{ x }}'",
            "\"{{ x }}\"",
            "'a\u{30a} og o\u{308}\u{323} {{ x }}'",
            r#""Fa\u030a \u212b {{ x }}""#,
        ] {
            let value = toml::de::DeValue::parse(raw).unwrap();
            let text = value.get_ref().as_str().unwrap().replace("\r\n", "\n");
            let text = letters::composed(&text);
            assert_eq!(written(raw, &text, "{{ x }}"), Some("{{ x }}"), "{raw}");
        }
    }

    #[test]
    fn a_part_past_the_end_has_no_place() {
        assert_eq!(raw_range("\"abc\"", 9..10, true), None);
        assert_eq!(raw_range("12", 0..1, true), None);
        assert_eq!(raw_range("\"\\", 1..2, false), None);
    }
}
