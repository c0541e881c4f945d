//! How alike two texts are: by the words they share, whatever their order; short ones also by their letters.

use std::collections::HashMap;

use similar::{Algorithm, capture_diff_slices};

use super::tokens::NO_BREAK;

/// Least likeness of two paragraphs that are one which changed.
const ALIKE: f64 = 0.4;

/// The words of a text. Those that [`bags`] made together can be compared.
#[derive(Debug, Clone)]
pub struct Bag {
    text: String,
    /// A number for each word, sorted, so that two bags can be compared in one walk.
    words: Vec<u32>,
}

/// The bags of two versions' texts.
pub fn bags(
    old: impl IntoIterator<Item = String>,
    new: impl IntoIterator<Item = String>,
) -> [Vec<Bag>; 2] {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut bag = |text: String| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        let number = |word: &str| match known.get(word) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(known.len()).unwrap_or(u32::MAX);
                known.insert(word.to_owned(), number);
                number
            }
        };
        let mut words: Vec<u32> = words.map(number).collect();
        words.sort_unstable();
        Bag {
            text: text.replace(NO_BREAK, " "),
            words,
        }
    };
    let old = old.into_iter().map(&mut bag).collect();
    [old, new.into_iter().map(&mut bag).collect()]
}

impl Bag {
    /// How many words there are.
    pub fn count(&self) -> usize {
        self.words.len()
    }

    /// From 0 (no word shared) to 1 (the same words). Two empty bags are the same.
    pub fn likeness(&self, other: &Bag) -> f64 {
        let all = self.count() + other.count();
        if all == 0 {
            return 1.0;
        }
        let (mut at, mut shared) = (0, 0_usize);
        for word in &self.words {
            while other.words.get(at).is_some_and(|next| next < word) {
                at += 1;
            }
            if other.words.get(at) == Some(word) {
                (at, shared) = (at + 1, shared + 1);
            }
        }
        ratio(2 * shared, all)
    }

    /// How alike two paragraphs are; `None` if they cannot be two versions of one. `poliiti` and `politi` can.
    pub fn alike(&self, other: &Bag) -> Option<f64> {
        let by_words = Some(self.likeness(other)).filter(|like| *like >= ALIKE);
        by_words.or_else(|| by_letters(&self.text, &other.text))
    }
}

/// How alike two short texts are letter by letter, where that is more than chance.
fn by_letters(old: &str, new: &str) -> Option<f64> {
    const SHORT: usize = 60;
    const CHANCE: f32 = 0.75;
    let letters = |text: &str| -> Vec<char> { text.trim().chars().take(SHORT + 1).collect() };
    let (old, new) = (letters(old), letters(new));
    if old.len().max(new.len()) > SHORT {
        return None;
    }
    let steps = capture_diff_slices(Algorithm::Myers, &old, &new);
    let alike = similar::get_diff_ratio(&steps, old.len(), new.len());
    (alike >= CHANCE).then_some(f64::from(alike))
}

/// A share of small counts.
pub fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(old: &str, new: &str) -> Option<f64> {
        let [old, new] = bags([old.to_owned()], [new.to_owned()]);
        old[0].alike(&new[0])
    }

    #[test]
    fn alike_is_what_shares_its_words() {
        let town = "unge får et fritidsjob i byen";
        assert!(alike(town, "unge får et fritidsjob i kvarteret").unwrap() > 0.8);
        assert_eq!(alike(town, "naboer mødes til kaffe"), None);
    }

    #[test]
    fn a_space_that_does_not_break_is_a_space() {
        assert_eq!(
            alike("poliiti\u{a0}1", "politi 2"),
            alike("poliiti 1", "politi 2")
        );
        assert!(alike("poliiti\u{a0}1", "politi 2").is_some());
    }

    #[test]
    fn a_slip_of_the_pen_is_no_other_word() {
        assert!(alike("poliiti", "politi").is_some());
        assert_eq!(alike("politi", "skoler"), None);
    }
}
