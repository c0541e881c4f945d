//! Which items of two lists are the same: by likeness where ids do not tell, and which of them moved.

use std::collections::BTreeMap;

/// How alike two texts are by their words, from 0 to 1, wherever the words stand.
pub fn likeness(a: &str, b: &str) -> f64 {
    Bag::of([a]).likeness(&Bag::of([b]))
}

/// The words of something, each with its number of times.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    words: BTreeMap<String, usize>,
    total: usize,
}

impl Bag {
    /// The words of some texts.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Bag {
        let mut bag = Bag::default();
        for text in texts {
            bag.add(text);
        }
        bag
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: &str) {
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            *self.words.entry(word.to_lowercase()).or_default() += 1;
            self.total += 1;
        }
    }

    /// Twice the common words over all words. What has too few words to judge by is alike only if equal.
    pub fn likeness(&self, other: &Bag) -> f64 {
        const FEW: usize = 3;
        if self == other {
            return 1.0;
        }
        if self.total.max(other.total) < FEW {
            return 0.0;
        }
        let common: usize = self
            .words
            .iter()
            .map(|(word, count)| *count.min(other.words.get(word).unwrap_or(&0)))
            .sum();
        share(2 * common, self.total + other.total)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in one text")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Pairs in the order of both lists whose likeness is at least `least`, of the greatest sum.
pub fn in_order(
    old: usize,
    new: usize,
    least: f64,
    like: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let width = new + 1;
    let mut likes = vec![0.0; old * new];
    let mut best = vec![0.0_f64; (old + 1) * width];
    for i in (0..old).rev() {
        for j in (0..new).rev() {
            let alike = like(i, j);
            likes[i * new + j] = alike;
            let paired = if alike >= least {
                alike + best[(i + 1) * width + j + 1]
            } else {
                0.0
            };
            best[i * width + j] = paired
                .max(best[(i + 1) * width + j])
                .max(best[i * width + j + 1]);
        }
    }
    let (mut out, mut i, mut j) = (Vec::new(), 0, 0);
    while i < old && j < new {
        let alike = likes[i * new + j];
        let here = best[i * width + j];
        if here <= best[(i + 1) * width + j] {
            i += 1;
        } else if here <= best[i * width + j + 1] || alike < least {
            j += 1;
        } else {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    out
}

/// The most alike pairs first, each item in one pair at most, whatever their order.
pub fn greedy(old: &[Bag], new: &[Bag], least: f64) -> Vec<(usize, usize)> {
    /// More pairs than this are not weighed: lists that differ that much are two lists.
    const MOST: usize = 250_000;
    if old.len() * new.len() > MOST {
        return Vec::new();
    }
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (i, before) in old.iter().enumerate() {
        for (j, after) in new.iter().enumerate() {
            let alike = before.likeness(after);
            if alike >= least {
                found.push((alike, i, j));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (vec![false; old.len()], vec![false; new.len()]);
    let mut out = Vec::new();
    for (_, i, j) in found {
        if !left[i] && !right[j] {
            (left[i], right[j]) = (true, true);
            out.push((i, j));
        }
    }
    out
}

/// Which items of a list moved, given where each stood before: all but a longest run that kept its order.
pub fn moved(before: &[usize]) -> Vec<bool> {
    // `ends[k]` is the item that ends the best run of length k + 1; `prior` leads back along a run.
    let mut ends: Vec<usize> = Vec::new();
    let mut prior: Vec<Option<usize>> = vec![None; before.len()];
    for (index, place) in before.iter().enumerate() {
        let length = ends.partition_point(|end| before[*end] < *place);
        prior[index] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut out = vec![true; before.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        out[index] = false;
        at = prior[index];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_items_as_can_be_have_moved() {
        assert_eq!(moved(&[0, 1, 2]), [false, false, false]);
        assert_eq!(moved(&[2, 0, 1]), [true, false, false]);
        assert_eq!(moved(&[0, 3, 1, 2]), [false, true, false, false]);
        assert_eq!(moved(&[]).len(), 0);
    }

    #[test]
    fn alike_is_what_shares_its_words() {
        assert!(
            likeness(
                "unge får et fritidsjob i byen",
                "unge får et fritidsjob i kvarteret"
            ) > 0.8
        );
        assert!(likeness("unge får et fritidsjob", "naboer mødes til kaffe") < 0.2);
        assert!(likeness("2023", "2024") < 0.1);
    }

    #[test]
    fn pairs_in_order_never_cross() {
        let like = |i: usize, j: usize| [[0.0, 0.9], [0.8, 0.5]][i][j];
        assert_eq!(in_order(2, 2, 0.4, like), [(0, 1)]);
    }
}
