//! Abbreviations: in each chapter the first place of one says what it is short for.

use std::collections::HashSet;

use super::escape;

/// The abbreviations of the plan, and which of them the chapter at hand explained.
#[derive(Debug, Default)]
pub struct Abbreviations<'a> {
    known: &'a [(&'a str, &'a str)],
    told: HashSet<&'a str>,
}

impl<'a> Abbreviations<'a> {
    /// Abbreviations with what each is short for.
    pub fn of(known: &'a [(&'a str, &'a str)]) -> Abbreviations<'a> {
        Abbreviations {
            known,
            told: HashSet::new(),
        }
    }

    /// A chapter begins, where a reader may have begun, too.
    pub fn forget(&mut self) {
        self.told.clear();
    }

    /// Escaped words. Those that are an abbreviation and nothing else, as in the list of them, explain nothing.
    pub fn words(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((at, short, long)) = self.next(rest) {
            if short == text.trim() {
                break;
            }
            self.told.insert(short);
            let (before, after) = (&rest[..at], &rest[at + short.len()..]);
            out.push_str(&escape(before));
            let (short, long) = (escape(short), escape(long));
            out.push_str(&format!("<abbr title=\"{long}\">{short}</abbr>"));
            rest = after;
        }
        out.push_str(&escape(rest));
        out
    }

    /// The first abbreviation in the words that the chapter has not explained: its place, itself, what it is short for.
    fn next(&self, text: &str) -> Option<(usize, &'a str, &'a str)> {
        let known = self.known.iter();
        let untold = known.filter(|(short, _)| !short.is_empty() && !self.told.contains(short));
        let found = untold.filter_map(|(short, long)| Some((whole(text, short)?, *short, *long)));
        // Of two that begin at one place the longer is meant.
        found.min_by_key(|(at, short, _)| (*at, usize::MAX - short.len()))
    }
}

/// Where a word stands in a text by itself: `PE` in `4 PE.`, not in `OPERA`.
fn whole(text: &str, word: &str) -> Option<usize> {
    let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let places = text.match_indices(word).map(|(at, _)| at);
    places
        .filter(|at| free(text[..*at].chars().next_back()))
        .find(|at| free(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_in_a_chapter_explains() {
        let known = [("PE", "personaleenheder"), ("SSP", "skole & politi")];
        let mut abbreviations = Abbreviations::of(&known);
        let first = "4 <abbr title=\"personaleenheder\">PE</abbr> og PE";
        assert_eq!(abbreviations.words("4 PE og PE"), first);
        assert_eq!(abbreviations.words("5 PE"), "5 PE");
        let escaped = "<abbr title=\"skole &amp; politi\">SSP</abbr>-aktører &lt;";
        assert_eq!(abbreviations.words("SSP-aktører <"), escaped);
        abbreviations.forget();
        assert_eq!(abbreviations.words("4 PE og PE"), first);
    }

    #[test]
    fn a_word_that_holds_one_and_one_that_stands_alone_explain_nothing() {
        let known = [("PE", "personaleenheder")];
        let mut abbreviations = Abbreviations::of(&known);
        assert_eq!(abbreviations.words("OPERA og PEN"), "OPERA og PEN");
        assert_eq!(abbreviations.words("PE"), "PE");
    }
}
