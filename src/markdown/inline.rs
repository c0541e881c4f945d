//! Words with emphasis, links, references and the marks of notes.

use crate::doc::{BlockId, Inline, Mark, Style, outline::Outline};

use super::escape;

/// What a break in a leaf becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// A new line.
    Line,
    /// A space, where no line may end.
    Space,
    /// `<br>`, in a cell.
    Tag,
}

/// A leaf on one line, or on several if it has breaks.
pub fn write(inlines: &[Inline], outline: &Outline, breaks: Break) -> String {
    let mut out = Runs {
        outline,
        breaks,
        lines: vec![String::new()],
        styled: false,
    };
    out.inlines(inlines);
    let lines = out.lines.iter().map(|line| escape::start(line.trim()));
    lines.collect::<Vec<_>>().join("\\\n")
}

/// Words that lead to a block.
pub fn link_to(target: &BlockId, words: &str) -> String {
    format!("[{}](#{})", escape::run(words), target.as_str())
}

/// Words in bold.
pub fn strong(words: &str) -> String {
    let words = escape::words(words);
    if words.is_empty() {
        words
    } else {
        format!("**{words}**")
    }
}

struct Runs<'a> {
    outline: &'a Outline,
    breaks: Break,
    lines: Vec<String>,
    /// Whether the line ends with a closing sign of emphasis.
    styled: bool,
}

impl Runs<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        let mut rest = inlines;
        while let Some((first, more)) = rest.split_first() {
            match first {
                Inline::Words {
                    text,
                    style,
                    origin: _,
                } => {
                    let mut text = text.clone();
                    let mut count = 1;
                    // Words of one style and several origins are one run.
                    while let Some(Inline::Words {
                        text: next,
                        style: same,
                        origin: _,
                    }) = rest.get(count)
                        && same == style
                    {
                        text.push_str(next);
                        count += 1;
                    }
                    rest = &rest[count..];
                    let after = rest.first().map(first_sign);
                    self.words(&text, *style, after);
                    continue;
                }
                Inline::Link { url, content } => {
                    let words = write(content, self.outline, Break::Space);
                    self.plain(&format!("[{words}](<{}>)", escape::address(url)));
                }
                Inline::Ref { target, label } => {
                    let number = self.outline.number(target).unwrap_or_default();
                    let gap = if label.is_empty() || number.is_empty() {
                        ""
                    } else {
                        "\u{a0}"
                    };
                    self.plain(&link_to(target, &format!("{label}{gap}{number}")));
                }
                Inline::Note { id, content: _ } => {
                    let number = self.outline.note(id).unwrap_or_default();
                    self.plain(&format!("[^{number}]"));
                }
                Inline::Marked { mark, content } => {
                    let words = write(content, self.outline, self.breaks);
                    let tag = tag(*mark);
                    self.plain(&format!("<{tag}>{words}</{tag}>"));
                }
                Inline::Break => match self.breaks {
                    Break::Line => self.lines.push(String::new()),
                    Break::Space => self.plain(" "),
                    Break::Tag => self.plain("<br>"),
                },
            }
            rest = more;
        }
    }

    fn plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.styled = false;
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }

    /// Words in their style, if Markdown can say so at this place; else the words alone.
    fn words(&mut self, text: &str, style: Style, after: Option<char>) {
        let run = escape::run(text);
        let core = run.trim_matches(escape::is_space);
        let sign = match (style.bold, style.italic) {
            (false, false) => "",
            (true, false) => "**",
            (false, true) => "*",
            (true, true) => "***",
        };
        let head = &run[..run.len() - run.trim_start_matches(escape::is_space).len()];
        let tail = &run[run.trim_end_matches(escape::is_space).len()..];
        let line = self.lines.last().map_or("", String::as_str);
        let before = if head.is_empty() {
            line.chars().next_back()
        } else {
            Some(' ')
        };
        let after = if tail.is_empty() { after } else { Some(' ') };
        let touching = self.styled && head.is_empty();
        if sign.is_empty() || touching || !opens(before, core) || !closes(core, after) {
            self.plain(&run);
        } else {
            self.plain(&format!("{head}{sign}{core}{sign}{tail}"));
            self.styled = tail.is_empty();
        }
    }
}

/// The first sign that an inline will show.
fn first_sign(inline: &Inline) -> char {
    match inline {
        Inline::Words { text, .. } => text.chars().next().unwrap_or(' '),
        Inline::Link { .. } | Inline::Note { .. } | Inline::Ref { .. } => '[',
        Inline::Marked { .. } => '<',
        Inline::Break => ' ',
    }
}

/// What a browser calls words of one version; CommonMark lets it stand in a line.
fn tag(mark: Mark) -> &'static str {
    match mark {
        Mark::Keep => "span",
        Mark::Ins | Mark::To(_) => "ins",
        Mark::Del | Mark::From(_) => "del",
    }
}

/// Whether a sign before these words would be read as an opening one.
fn opens(before: Option<char>, core: &str) -> bool {
    let free = before.is_none_or(|c| c.is_whitespace() || is_sign(c));
    core.chars()
        .next()
        .is_some_and(|first| !first.is_whitespace() && (free || !is_sign(first)))
}

/// Whether a sign after these words would be read as a closing one.
fn closes(core: &str, after: Option<char>) -> bool {
    let free = after.is_none_or(|c| c.is_whitespace() || is_sign(c));
    core.chars()
        .next_back()
        .is_some_and(|last| !last.is_whitespace() && (free || !is_sign(last)))
}

/// Whether CommonMark counts a character as punctuation; letters and digits it does not.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}
