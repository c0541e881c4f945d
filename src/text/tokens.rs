//! A text as words, spaces and signs: the grain in which two versions are held against each other.

/// Signs that belong to a word where they stand inside it: `2.641.000`, `27,5`, `13–17-årige`, `12:45`.
const INSIDE: &str = ".,-–/:'’";
/// What an author writes for something else and is never parted: `{{ tal.beboere | tal }}`, `[^kilde]`.
const WHOLE: [(&str, &str); 2] = [("{{", "}}"), ("[^", "]")];
/// A space that does not break.
pub(super) const NO_BREAK: char = '\u{a0}';

/// The words of a text, and each space and other sign by itself.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (token, after) = rest.split_at(first(rest));
        out.push(token);
        rest = after;
    }
    out
}

/// Whether a token says nothing by itself: a space, a point, a bracket.
pub fn is_sign(token: &str) -> bool {
    !token.contains(char::is_alphanumeric)
}

/// A token as it is held against others. Whether a space breaks is a matter of looks, which hang on its neighbours: in
/// `84 kr.` it does not, in `84 skal` it does, and it is one space all the same.
pub fn spaced(token: &str) -> &str {
    if token.chars().eq([NO_BREAK]) {
        " "
    } else {
        token
    }
}

/// Bytes of the first token of a text that is not empty.
fn first(text: &str) -> usize {
    for (open, close) in WHOLE {
        if text.starts_with(open)
            && let Some(end) = text.find(close)
        {
            return end + close.len();
        }
    }
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let goes_on = |next: &(usize, char)| next.1.is_alphanumeric();
        let inside = INSIDE.contains(c) && end > 0 && chars.peek().is_some_and(goes_on);
        if !c.is_alphanumeric() && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    // What begins no word stands by itself.
    let alone = || text.chars().next().map_or(0, char::len_utf8);
    if end > 0 { end } else { alone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_compounds_are_one_word() {
        let text = "2.641.000 kr. (27,5 %), 13–17-årige: 12:45.";
        let whole = [
            "2.641.000",
            " ",
            "kr",
            ".",
            " ",
            "(",
            "27,5",
            " ",
            "%",
            ")",
            ",",
            " ",
            "13–17-årige",
            ":",
            " ",
            "12:45",
            ".",
        ];
        assert_eq!(tokens(text), whole);
        assert_eq!(tokens("a..b -c"), ["a", ".", ".", "b", " ", "-", "c"]);
    }

    #[test]
    fn what_stands_for_something_else_is_never_parted() {
        let text = "Se {{ tal.a | tal }}[^b].";
        assert_eq!(tokens(text), ["Se", " ", "{{ tal.a | tal }}", "[^b]", "."]);
        assert_eq!(tokens("{{ a"), ["{", "{", " ", "a"]);
    }
}
