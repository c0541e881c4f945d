//! How alike two texts are: by the words they share, whatever their order.

use std::collections::HashMap;

use crate::doc::{Block, Inline, Text, walk};

/// The words of a text, sorted, so that two can be compared in one walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag(Vec<u32>);

/// Numbers for words; two bags can be compared if the same counter made them.
#[derive(Debug, Default)]
pub struct Words(HashMap<String, u32>);

impl Words {
    /// The bag of a text.
    pub fn bag(&mut self, text: &str) -> Bag {
        let mut words: Vec<u32> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| self.number(word))
            .collect();
        words.sort_unstable();
        Bag(words)
    }

    /// The bag of a leaf, the words of its notes among them.
    pub fn text(&mut self, text: &Text) -> Bag {
        let mut out = String::new();
        read(&text.inlines, &mut out);
        self.bag(&out)
    }

    /// The bag of everything in a block.
    pub fn block(&mut self, block: &Block) -> Bag {
        self.bag(&block_words(block))
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.0.get(word) {
            return number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.to_owned(), number);
        number
    }
}

/// Every word of a block and of what stands inside it.
pub fn block_words(block: &Block) -> String {
    let mut out = String::new();
    for inner in walk::blocks(std::slice::from_ref(block)) {
        for text in walk::texts(inner) {
            read(&text.inlines, &mut out);
            out.push(' ');
        }
    }
    out
}

fn read(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Words { text, .. } => out.push_str(text),
            Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                read(content, out);
            }
            Inline::Ref { target, label } => {
                out.push_str(label);
                out.push(' ');
                out.push_str(target.as_str());
            }
            Inline::Note { id: _, content } => {
                out.push(' ');
                read(&content.inlines, out);
                out.push(' ');
            }
            Inline::Break => out.push(' '),
        }
    }
}

impl Bag {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// From 0 (no word shared) to 1 (the same words). Two empty bags are the same.
    pub fn likeness(&self, other: &Bag) -> f64 {
        let all = self.len() + other.len();
        if all == 0 {
            return 1.0;
        }
        let (mut at, mut shared) = (0, 0_usize);
        for word in &self.0 {
            while other.0.get(at).is_some_and(|next| next < word) {
                at += 1;
            }
            if other.0.get(at) == Some(word) {
                (at, shared) = (at + 1, shared + 1);
            }
        }
        ratio(2 * shared, all)
    }
}

/// A share of small counts.
pub fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
