//! Words inside a leaf.

use super::Emitter;
use crate::doc::{BlockId, Inline, Mark, Side, Style, Text};
use crate::pdf::{
    Show,
    literal::string,
    words::{PARTED, SEAM},
};
use crate::spelling;

/// Where words stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Letters from which a word may be parted.
    long: usize,
    /// Whether words of so many letters find no room on a line, and are parted for certain.
    narrow: bool,
    /// The version whose numbers hold.
    side: Side,
    /// Whether a mark is around them.
    marked: bool,
    /// Whether marks may have their colours; on the cover's dark ground they may not.
    ink: bool,
    /// Whether a bookmark repeats them.
    heading: bool,
    /// Whether they are those of a note.
    note: bool,
}

/// What makes a mark take the colour of the words around it.
const ON_GROUND: &str = ", color: none";

impl Spot {
    const PLAIN: Spot = Spot {
        long: LONG_WORD,
        narrow: false,
        side: Side::New,
        marked: false,
        ink: true,
        heading: false,
        note: false,
    };
}

impl Emitter<'_> {
    /// A leaf as one expression.
    pub(super) fn text(&self, text: &Text) -> String {
        self.inlines(&text.inlines, Spot::PLAIN)
    }

    /// A leaf in a narrow place, where words of more than so many letters find no room.
    pub(super) fn narrow(&self, text: &Text, letters: usize) -> String {
        let spot = Spot {
            long: letters + 1,
            narrow: true,
            ..Spot::PLAIN
        };
        self.inlines(&text.inlines, spot)
    }

    /// A leaf on the cover's coloured ground.
    pub(super) fn on_ground(&self, text: &Text) -> String {
        let spot = Spot {
            ink: false,
            ..Spot::PLAIN
        };
        self.inlines(&text.inlines, spot)
    }

    /// The words of a heading, which a bookmark repeats.
    pub(super) fn heading_words(&self, text: &Text) -> String {
        let spot = Spot {
            heading: true,
            ..Spot::PLAIN
        };
        self.inlines(&text.inlines, spot)
    }

    fn inlines(&self, inlines: &[Inline], spot: Spot) -> String {
        let mut parts = Vec::new();
        let mut rest = inlines;
        let mut after_mark = false;
        while let Some((first, tail)) = rest.split_first() {
            rest = tail;
            let is_mark = matches!(first, Inline::Marked { .. });
            if after_mark && is_mark && self.show == Show::Marks {
                parts.push("gap".to_owned());
            }
            after_mark = is_mark;
            match first {
                Inline::Words {
                    text,
                    style,
                    origin: _,
                } => {
                    let (more, after) = same_style(tail, *style);
                    rest = after;
                    parts.push(words(&(text.clone() + &more), *style, spot));
                }
                Inline::Link { url, content } => parts.push(self.link(url, content, spot)),
                Inline::Ref { target, label } => parts.push(self.reference(target, label, spot)),
                Inline::Note { id, content } => parts.push(self.note(id, content, spot)),
                // The space keeps the words apart for who listens or copies; it changes no look.
                Inline::Break => parts.push("\" \" + linebreak()".to_owned()),
                Inline::Marked { mark, content } => parts.push(self.marked(*mark, content, spot)),
            }
        }
        if parts.is_empty() {
            "[]".to_owned()
        } else {
            parts.join(" + ")
        }
    }

    fn link(&self, url: &str, content: &[Inline], spot: Spot) -> String {
        let function = if spot.marked && self.show == Show::Marks {
            "web-marked"
        } else {
            "web"
        };
        let content = self.inlines(content, spot);
        format!("{function}({}, {content})", string(url))
    }

    /// A note of the old version has the number it had there.
    fn note(&self, id: &str, content: &Text, spot: Spot) -> String {
        let inside = Spot {
            note: true,
            ..Spot::PLAIN
        };
        let content = self.inlines(&content.inlines, inside);
        let counted = spot.side == Side::New && self.excerpt.is_none();
        let shared = match spot.side {
            Side::New => &self.shared,
            Side::Old => &self.shared_before,
        };
        let (name, again) = if shared.contains(id) {
            let name = match spot.side {
                Side::New => format!("note.{id}"),
                Side::Old => format!("note-was.{id}"),
            };
            let again = !self.noted.borrow_mut().insert(name.clone());
            (Some(string(&name)), again)
        } else {
            (None, false)
        };
        if counted {
            return match name {
                Some(name) if again => format!("note-again({name})"),
                Some(name) => format!("note-named({name}, {content})"),
                None => format!("note({content})"),
            };
        }
        // The others have been counted in the whole document.
        let number = self.outline.note_in(spot.side, id).unwrap_or_default();
        let number = string(&number.to_string());
        match name {
            Some(name) if again => format!("note-was-again({number}, {name})"),
            Some(name) => format!("note-was-named({number}, {name}, {content})"),
            None => format!("note-was({number}, {content})"),
        }
    }

    /// Words that a revision put in, took out or moved.
    fn marked(&self, mark: Mark, content: &[Inline], spot: Spot) -> String {
        let inside = Spot {
            side: mark.side(),
            marked: true,
            ..spot
        };
        if self.show == Show::Bars {
            return match mark.side() {
                Side::New => format!("changed({})", self.inlines(content, inside)),
                Side::Old => "gone".to_owned(),
            };
        }
        let body = self.inlines(content, inside);
        let looks = match (spot.ink, spot.note) {
            (_, true) => ", note: true",
            (true, false) if spot.heading => ", heading: true",
            (false, false) => ON_GROUND,
            (true, false) => "",
        };
        let words = self.look(mark, &body, looks);
        if spot.heading && mark.side() == Side::Old {
            format!("hush({words})")
        } else {
            words
        }
    }

    /// An expression with the looks of a mark.
    pub(super) fn mark(&self, mark: Mark, body: &str, ink: bool) -> String {
        self.look(mark, body, if ink { "" } else { ON_GROUND })
    }

    fn look(&self, mark: Mark, body: &str, looks: &str) -> String {
        match (self.show, mark) {
            (_, Mark::Keep) => body.to_owned(),
            (Show::Bars, _) => format!("changed({body})"),
            (Show::Marks, Mark::Ins) => format!("ins({body}{looks})"),
            (Show::Marks, Mark::Del) => format!("del({body}{looks})"),
            (Show::Marks, Mark::From(_)) => format!("moved-from({body}{looks})"),
            (Show::Marks, Mark::To(_)) => format!("moved-to({body}{looks})"),
        }
    }

    /// The label and the target's number on one line, as a link. A link needs both a target that stands
    /// in the document and something to show. In words that are gone nothing leads anywhere.
    fn reference(&self, target: &BlockId, label: &str, spot: Spot) -> String {
        let number = self.outline.number_in(spot.side, target);
        let number = number.map(|number| number.replace(' ', "\u{a0}"));
        let parts = [label, number.as_deref().unwrap_or_default()];
        let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let words = string(&words.join("\u{a0}"));
        let here = self
            .excerpt
            .as_ref()
            .is_none_or(|there| there.contains(target));
        let way = self.slot.and_then(|slot| slot.ways.get(target));
        if let (None, Some(way), false) = (&number, way, label.is_empty()) {
            format!("across({}, {words})", string(way))
        } else if number.is_some() && here && parts != ["", ""] && spot.side == Side::New {
            format!("to({}, {words})", string(target.as_str()))
        } else {
            words
        }
    }
}

/// The words that follow in the same style, whatever their origin, and what is left.
fn same_style(inlines: &[Inline], wanted: Style) -> (String, &[Inline]) {
    let mut out = String::new();
    let mut rest = inlines;
    while let [
        Inline::Words {
            text,
            style,
            origin: _,
        },
        tail @ ..,
    ] = rest
        && *style == wanted
    {
        out.push_str(text);
        rest = tail;
    }
    (out, rest)
}

/// Letters from which a word may be parted at a line's end. Shorter ones are not worth a hyphen in
/// ragged text, and trying every word costs Typst twice the time of a layout.
const LONG_WORD: usize = 16;
/// What ends a word: lines break after these (and not at a no-break space).
const ENDS: [char; 3] = [' ', '/', '-'];

/// Words of one style; long ones apart, since only they may be parted.
fn words(text: &str, style: Style, spot: Spot) -> String {
    let long = spot.long;
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    for token in text.split_inclusive(' ') {
        let address = is_address(token);
        for word in token.split_inclusive(ENDS) {
            if word.trim_end_matches(ENDS).chars().count() >= long {
                parts.extend(styled(&text[plain..at], style));
                match breakable(word, long, address) {
                    Some(word) => parts.extend(styled(&word, style)),
                    None if spot.narrow => parts.extend(compound(word, style, long)),
                    None => parts.extend(parted(word, style)),
                }
                plain = at + word.len();
            }
            at += word.len();
        }
    }
    parts.extend(styled(&text[plain..], style));
    if parts.is_empty() {
        return string("");
    }
    parts.join(" + ")
}

/// Whether what stands between spaces is an address, in which a hyphen would be taken for a sign of it.
fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains("www.") || token.contains('@')
}

/// A word of `long` letters or more with places where it may break, if hyphens must not part it: an address or a code breaks
/// anywhere, `boligsocial@kommunen.dk`. A number never does; that it has no room is told.
fn breakable(word: &str, long: usize, address: bool) -> Option<String> {
    let breaks = |part: &str| {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        let code = bare.contains(|c: char| c.is_ascii_digit() || c == '_');
        (address || code) && bare.contains(char::is_alphabetic) && bare.chars().count() >= long
    };
    // No-break spaces keep a number and what it counts together.
    let parts = word.split_inclusive('\u{a0}');
    if !parts.clone().any(breaks) {
        return None;
    }
    let mut out = String::new();
    for part in parts {
        let breaks = breaks(part);
        for (at, c) in part.chars().enumerate() {
            if breaks && at > 0 && !ENDS.contains(&c) {
                out.push(SEAM);
            }
            out.push(c);
        }
    }
    Some(out)
}

/// A word that has no room on a line, to be parted between the words that it is made of, `procent|point`. Only where one of
/// these has no room either it is parted by its syllables.
fn compound(word: &str, style: Style, long: usize) -> Vec<String> {
    let letters = |c: char| !c.is_alphabetic();
    let bare = word.trim_matches(letters);
    let begin = word.len() - word.trim_start_matches(letters).len();
    // One letter is the hyphen's.
    let seams = spelling::danish().seams(bare, long.saturating_sub(2));
    let ends = seams.iter().map(|seam| begin + seam).chain([word.len()]);
    let mut out = Vec::new();
    let mut from = 0;
    for end in ends {
        let piece = &word[from..end];
        let seam = if end < word.len() {
            PARTED.to_string()
        } else {
            String::new()
        };
        if piece.chars().count() < long {
            out.extend(styled(&(piece.to_owned() + &seam), style));
        } else {
            out.extend(parted(piece, style));
            out.extend(styled(&seam, style));
        }
        from = end;
    }
    out
}

/// A word that may be parted by its syllables.
fn parted(word: &str, style: Style) -> Option<String> {
    styled(word, style).map(|literal| format!("long({literal})"))
}

/// A literal in its style; nothing for no words.
fn styled(text: &str, style: Style) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let literal = string(text);
    Some(match (style.bold, style.italic) {
        (false, false) => literal,
        (true, false) => format!("strong({literal})"),
        (false, true) => format!("emph({literal})"),
        (true, true) => format!("strong(emph({literal}))"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_codes_break_anywhere_numbers_nowhere_and_words_at_hyphens() {
        let breaks = |word: &str| breakable(word, 8, is_address(word));
        let seams = |word: &str| breaks(word).map(|word| word.replace(SEAM, "|"));
        assert_eq!(
            seams("a@kommune.dk").as_deref(),
            Some("a|@|k|o|m|m|u|n|e|.|d|k")
        );
        assert_eq!(seams("J2022b17c"), Some("J|2|0|2|2|b|1|7|c".to_owned()));
        for whole in [
            "2.680.000",
            "97,7\u{a0}procentpoint",
            "Landsbyggefonden",
            "indsats\u{ad}område",
            "Oktober–december:",
        ] {
            assert_eq!(seams(whole), None, "{whole}");
        }
    }
}
