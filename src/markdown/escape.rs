//! Words that stay words: whatever Markdown would read as a sign is written so that it is a letter.

/// Signs that mean something anywhere in a line.
const SIGNS: &str = "\\`*_[]<>&|~$#@^";

/// Words on one line, spaces squeezed, safe at the start of a line and after other words.
pub fn words(text: &str) -> String {
    start(&anywhere(&squeeze(text)))
}

/// A run of words within a line: its spaces at both ends are kept, as one each.
pub fn run(text: &str) -> String {
    let inner = anywhere(&squeeze(text));
    let space = |is: bool| if is { " " } else { "" };
    if inner.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    let (head, tail) = (text.starts_with(is_space), text.ends_with(is_space));
    format!("{}{inner}{}", space(head), space(tail))
}

/// A line that begins with what would make it a list, a heading's underline or a table.
pub fn start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mut after = line[digits..].chars();
    let (sign, next) = (after.next(), after.next());
    let at = match sign {
        Some('.' | ')') if (1..10).contains(&digits) && next.is_none_or(is_space) => digits,
        Some('-' | '+' | '=' | ':') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

/// The address of a link, between `<` and `>`.
pub fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if "\\<>&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Spaces that Markdown makes one of; a no-break space is a letter.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn squeeze(text: &str) -> String {
    let parts = text.split(is_space).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

fn anywhere(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        // `http://…`, `www.…` and `:smile:` become links and pictures by themselves.
        let linking = c == ':'
            && next.is_some_and(|next| next == '/' || next == '+' || next.is_alphabetic())
            || c == '.' && out.to_ascii_lowercase().ends_with("www");
        if SIGNS.contains(c) || linking {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_letters_and_common_words_stay_as_they_are() {
        assert_eq!(words("  § 91 a, 29,6 % (kr.)  "), "§ 91 a, 29,6 % (kr.)");
        assert_eq!(
            words("*a* [b](c) <d> &amp;"),
            r"\*a\* \[b\](c) \<d\> \&amp;"
        );
        assert_eq!(words("1. september"), r"1\. september");
        assert_eq!(words("- a"), r"\- a");
        assert_eq!(words("http://x.dk www.y.dk"), r"http\://x.dk www\.y.dk");
        assert_eq!(run(" a "), " a ");
    }
}
