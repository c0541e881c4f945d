//! One word that is written as two.

use super::{
    Form, Judge,
    judge::{Known, Spot},
};

/// Letters that each of the two has at least.
const LEAST: usize = 3;
/// A word that ends in the s of a compound has at least so many letters.
const WITH_S: usize = 6;
/// So many words before an article makes the first of two a genitive: `en afdelings beboere`.
const REACH: usize = 2;

/// Words that stand before and after others in their own right, however the two look together. Sorted by their bytes.
const FREE: [&str; 112] = [
    "alle", "alt", "altid", "anden", "andet", "bag", "bliver", "både", "dels", "dem", "den", "der",
    "deres", "det", "din", "efter", "egen", "end", "ene", "enkelt", "er", "fast", "flere", "for",
    "foran", "fra", "frem", "fuld", "får", "fælles", "første", "godt", "går", "gør", "halv", "han",
    "hans", "har", "have", "hele", "hen", "her", "hinanden", "hjem", "hjemme", "holder", "hos",
    "hun", "hver", "hvor", "igen", "igennem", "ikke", "imod", "ind", "inde", "inden", "jer", "kan",
    "klar", "kommer", "langs", "lige", "ligge", "løs", "mange", "med", "meget", "mellem", "men",
    "mere", "min", "mindre", "mod", "ned", "nede", "når", "nær", "også", "omkring", "op", "oppe",
    "over", "per", "rundt", "samme", "sammen", "selv", "ser", "siden", "sidste", "sig", "sin",
    "skal", "som", "står", "tager", "til", "tilbage", "ud", "ude", "uden", "under", "var", "ved",
    "vel", "videre", "vil", "vis", "visse", "vor", "være",
];

/// What makes the word after it a genitive.
const ARTICLES: [&str; 26] = [
    "en", "et", "hver", "hvert", "enhver", "ethvert", "denne", "dette", "hvilken", "hvilket",
    "ingen", "nogen", "noget", "den", "det", "dens", "dets", "sin", "sit", "vores", "ens", "deres",
    "hans", "hendes", "min", "mit",
];

/// `Seks måneders erfaring`, `mandags møder`: measures and days are genitives, too.
const TIMES: [&str; 13] = [
    "måneds", "halvårs", "kvartals", "minuts", "sekunds", "procents", "mandags", "tirsdags",
    "onsdags", "torsdags", "fredags", "lørdags", "søndags",
];

/// A word that is written as two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The word.
    pub word: String,
    /// How often the texts have it as one word, if that is what speaks for it: then they may as well be wrong there.
    pub written: Option<usize>,
}

impl Judge<'_> {
    /// The words of a text that are written as two, with the place of the first half among all words.
    pub fn all_joined(&self, words: &[Spot<'_>]) -> Vec<(usize, Joined)> {
        let known: Vec<Option<&Known>> = words.iter().map(|word| self.known(word.lower)).collect();
        let mut word = String::new();
        let mut out = Vec::new();
        for (at, pair) in known.windows(2).enumerate() {
            // Nearly all end here.
            if let [Some(first), Some(second)] = pair
                && !first.whole
                && !second.whole
                && may_belong_together(&words[at], &words[at + 1])
            {
                word.clear();
                word.extend([words[at].lower, words[at + 1].lower]);
                let forms = (first.form, second.form);
                let joined = self.joined(&word, words[at].lower, forms, &words[..at]);
                out.extend(joined.map(|joined| (at, joined)));
            }
        }
        out
    }

    /// The word that two are, if they are one; with what the first of them is, and the words before it.
    fn joined(
        &self,
        word: &str,
        head: &str,
        forms: (Form, Form),
        before: &[Spot<'_>],
    ) -> Option<Joined> {
        let written = if self.are_one(head, forms, word, before) {
            None
        } else {
            let uses = Some(self.uses(word)).filter(|uses| *uses > 0)?;
            self.is_word(word, word).then_some(Some(uses))?
        };
        let word = word.to_owned();
        Some(Joined { word, written })
    }

    /// Whether the dictionary says so: two nouns that it has as one, or of which the first is only ever part of another.
    fn are_one(
        &self,
        head: &str,
        (first, second): (Form, Form),
        word: &str,
        before: &[Spot<'_>],
    ) -> bool {
        if !first.is(Form::BEGIN) || !are_two_nouns(head, first, second) {
            return false;
        }
        let only_a_part = || !first.is(Form::ALONE) || self.has_the_s_of_compounds(head, first);
        let genitive = || first.is(Form::ALONE) && is_genitive(before);
        self.dictionary().has(word) || second.is(Form::END) && only_a_part() && !genitive()
    }

    /// `uddannelseshjælps`: no entry of the dictionary, and a word without the s.
    fn has_the_s_of_compounds(&self, head: &str, form: Form) -> bool {
        let stem = head
            .strip_suffix('s')
            .filter(|_| head.chars().count() >= WITH_S);
        stem.is_some_and(|stem| self.dictionary().has(stem))
            && !form.is(Form::LEMMA)
            && !TIMES.contains(&head)
    }
}

/// Whether a word in lower case is never half of one that is written as two.
pub(super) fn is_whole(lower: &str) -> bool {
    let letters = lower.chars().nth(LEAST - 1).is_some() && lower.chars().all(char::is_alphabetic);
    !letters || FREE.binary_search(&lower).is_ok()
}

/// Two words with nothing but white space between, the second without a capital.
fn may_belong_together(first: &Spot<'_>, second: &Spot<'_>) -> bool {
    let between = &first.text[first.range.end..second.range.start];
    let blank = !between.is_empty()
        && between.chars().all(char::is_whitespace)
        && !between.contains("\n\n");
    blank
        && second.word().chars().all(char::is_lowercase)
        && !first.is_glued()
        && !second.is_glued()
        && !second.is_before_hyphen()
        && !first.is_after_hyphen()
}

/// Two such words seldom stand side by side in their own right.
fn are_two_nouns(head: &str, first: Form, second: Form) -> bool {
    let noun = first.is(Form::NOUN) && !first.is(Form::VERB | Form::ADJECTIVE);
    let after = second.is(Form::NOUN | Form::ADJECTIVE);
    let verb = second.is(Form::VERB) && !(second.is(Form::NOUN) && head.ends_with('s'));
    noun && after && !verb
}

fn is_genitive(before: &[Spot<'_>]) -> bool {
    let near = before.iter().rev().take(REACH);
    near.into_iter().any(|spot| ARTICLES.contains(&spot.lower))
}

#[cfg(test)]
mod tests {
    #[test]
    fn free_words_are_sorted() {
        assert!(super::FREE.is_sorted());
    }
}
