//! TOML strings as they are written: where in the file a byte of the text stands.

use std::ops::Range;

/// The bytes of a written string, quotes included, that a part of its text comes from.
pub fn raw_range(raw: &str, part: Range<usize>) -> Option<Range<usize>> {
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
    let differs = |raw: &str| raw.contains("\r\n") || escapes && raw.contains('\\');
    if raw.get(at..at + part.end).is_some_and(|raw| !differs(raw)) {
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
        let rest = &raw[at..];
        let (written, read) = match rest.strip_prefix('\\') {
            Some(after) if escapes => escape(after),
            None if rest.starts_with("\r\n") => (2, 1),
            Some(_) | None => rest.chars().next().map(|c| (c.len_utf8(), c.len_utf8()))?,
        };
        at += written;
        text += read;
    }
}

/// Bytes that an escape takes in the file, backslash included, and in the text.
fn escape(after: &str) -> (usize, usize) {
    let digits = match after.chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        // A backslash at the end of a line takes the white space after it along.
        Some(c) if c.is_whitespace() => return (1 + after.len() - after.trim_start().len(), 0),
        Some(c) => return (1 + c.len_utf8(), 1),
        None => return (1, 0),
    };
    let code = after
        .get(1..=digits)
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let width = code.and_then(char::from_u32).map_or(1, char::len_utf8);
    ((2 + digits).min(1 + after.len()), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written for the part `x` of the text of a string.
    fn written<'r>(raw: &'r str, text: &str, x: &str) -> Option<&'r str> {
        let at = text.find(x)?;
        raw.get(raw_range(raw, at..at + x.len())?)
    }

    #[test]
    fn a_part_of_a_text_is_found_past_escapes() {
        for raw in [
            r#""a \"b\" \u00e6\U0001F600\n{{ x }} c""#,
            "\"\"\"\na \"b\" \\\n   æ\\u00e6 {{ x }} c\"\"\"",
            "'''\r\na \\ æ\r\n\r\n {{ x }}'''",
            "'{{ x }}'",
            "\"{{ x }}\"",
        ] {
            let value = toml::de::DeValue::parse(raw).unwrap();
            let text = value.get_ref().as_str().unwrap().replace("\r\n", "\n");
            assert_eq!(written(raw, &text, "{{ x }}"), Some("{{ x }}"), "{raw}");
        }
    }

    #[test]
    fn a_part_past_the_end_has_no_place() {
        assert_eq!(raw_range("\"abc\"", 9..10), None);
        assert_eq!(raw_range("12", 0..1), None);
        assert_eq!(raw_range("\"\\", 1..2), None);
    }
}
