//! Whether two changes of one text are each in paragraphs of their own.

use std::collections::BTreeSet;

use crate::text::{Hunk, Token, diff};

/// A paragraph or an item of a list, kept or exchanged whole.
#[derive(PartialEq, Eq, Hash)]
struct Piece(String);

impl Token for Piece {
    fn is_sign(&self) -> bool {
        false
    }
}

/// Whether two texts changed other paragraphs of a text, so that both changes can stand.
pub fn apart(base: &str, one: &str, other: &str) -> bool {
    let base = pieces(base);
    let [one, other] = [one, other].map(|text| touched(&base, &pieces(text)));
    one.is_disjoint(&other)
}

/// Which pieces changed, by odd numbers, and between which something was put, by even ones.
fn touched(base: &[Piece], new: &[Piece]) -> BTreeSet<usize> {
    let hunks = diff(base, new).into_iter();
    let changed = hunks.filter_map(|hunk| match hunk {
        Hunk::Same(..) => None,
        Hunk::Changed(old, _) if old.is_empty() => Some(2 * old.start..=2 * old.start),
        Hunk::Changed(old, _) => Some(2 * old.start + 1..=2 * old.end - 1),
    });
    changed.flatten().collect()
}

/// The paragraphs and list items of a text; how their lines are broken means nothing.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = vec![Piece(String::new())];
    for line in text.lines().map(str::trim) {
        let begins = line.is_empty() || is_item(line);
        if begins {
            out.push(Piece(String::new()));
        }
        if let Some(Piece(piece)) = out.last_mut() {
            for word in line.split_whitespace() {
                piece.push_str(word);
                piece.push(' ');
            }
        }
    }
    out.retain(|piece| !piece.0.is_empty());
    out
}

fn is_item(line: &str) -> bool {
    let marked = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark));
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    marked || numbered.len() < line.len() && numbered.starts_with([')', '.'])
}

#[cfg(test)]
mod tests {
    use super::apart;

    const TEXT: &str = "Et afsnit\nover to linjer.\n\n- et punkt\n- et andet\n\nDet sidste.\n";

    #[test]
    fn paragraphs_and_items_are_changed_by_themselves() {
        let first = TEXT.replace("Et afsnit", "Første afsnit");
        let item = TEXT.replace("et andet", "et tredje");
        let last = TEXT.replace("sidste", "allersidste");
        assert!(apart(TEXT, &first, &item));
        assert!(apart(TEXT, &item, &last));
        assert!(!apart(TEXT, &first, &TEXT.replace("over to", "over tre")));
        // Lines broken anew change nothing.
        assert!(apart(
            TEXT,
            &TEXT.replace("afsnit\nover", "afsnit over"),
            &first
        ));
    }

    #[test]
    fn what_is_put_at_one_place_by_both_is_not_apart() {
        let put = |words: &str| TEXT.replace("- et andet", &format!("- {words}\n- et andet"));
        assert!(!apart(TEXT, &put("nyt"), &put("andet nyt")));
        // Beside what another changed it can stand.
        assert!(apart(
            TEXT,
            &put("nyt"),
            &TEXT.replace("et andet", "et tredje")
        ));
        let rest = TEXT.replace("\n\nDet sidste.", "");
        assert!(!apart(TEXT, &rest, &TEXT.replace("sidste", "allersidste")));
    }
}
