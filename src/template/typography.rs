//! Spaces that do not break: between a number and its unit, between `afd.` and its number.

use super::words::Unbroken;

/// Puts a no-break space where the template says that a number and a word belong together.
pub fn unbroken(text: &str, words: &Unbroken) -> String {
    if !text.contains(' ') || !text.contains(|c: char| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(space) = rest.find(' ') {
        let (before, after) = (&rest[..space], &rest[space + 1..]);
        out.push_str(before);
        out.push(if keeps_together(&out, after, words) {
            '\u{a0}'
        } else {
            ' '
        });
        rest = after;
    }
    out + rest
}

fn keeps_together(before: &str, after: &str, words: &Unbroken) -> bool {
    let next = word(after);
    let last = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let last = last.trim_start_matches(['(', '”', '"']).to_lowercase();
    // The day of a date ends in a point.
    let digit_before = last
        .trim_end_matches('.')
        .ends_with(|c: char| c.is_ascii_digit());
    let digit_after = next.starts_with(|c: char| c.is_ascii_digit());
    (digit_after && words.before.contains(&last))
        || (digit_before && words.after.iter().any(|unit| is_unit(next, unit)))
}

/// Whether a word is a unit, with nothing but signs after it: `%`, `kr.)`, `%-77,4`.
fn is_unit(word: &str, unit: &str) -> bool {
    word.strip_prefix(unit)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn word(text: &str) -> &str {
    text.split([' ', '\u{a0}', '\n']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_to_its_unit_and_its_paragraph_sign() {
        let words = Unbroken {
            before: ["§", "afd.", "ca."].map(str::to_owned).to_vec(),
            after: ["%", "kr.", "PE", "april"].map(str::to_owned).to_vec(),
        };
        let text = "Efter § 91 a i afd. 21 er ca. 29,6 %-30 % (4 PE), 100 kr. og 20 procenter 1. april 2022";
        let set = "Efter §\u{a0}91 a i afd.\u{a0}21 er ca.\u{a0}29,6\u{a0}%-30\u{a0}% (4\u{a0}PE), 100\u{a0}kr. og 20 procenter 1.\u{a0}april 2022";
        assert_eq!(unbroken(text, &words), set);
    }
}
