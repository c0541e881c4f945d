//! The mark of a document that was made although its plan fails the checks.

use rust_decimal::Decimal;

use crate::{
    doc::{Block, BlockId, BlockKind, Doc, Fact, Origin, Text},
    template::{Template, words::number},
};

use super::leaf;

/// File of the template that the mark's words stand in.
const WORDS: &str = "terms.toml";

/// Puts a line on the cover and a box after it, and says so in the running header and the properties of the file.
pub fn stamp(docs: &mut [Doc], template: &Template, errors: usize) {
    let words = &template.words;
    let phrase = |name: &str| {
        let count = number(Decimal::from(errors));
        words.phrase(name).replace("{fejl}", &count)
    };
    for doc in docs {
        let meta = &mut doc.meta;
        meta.status = phrase("fejler_status").replace("{status}", &meta.status);
        meta.subject = format!("{} {}", phrase("fejler_titel") + ".", meta.subject);
        let text = leaf::fixed(&phrase("fejler_tekst"), WORDS, words);
        let mut at = 0;
        for (index, block) in doc.blocks.iter_mut().enumerate() {
            if let BlockKind::Cover(cover) = &mut block.kind {
                let title = leaf::fixed(&phrase("fejler_titel"), WORDS, words);
                let fact = Fact::of(phrase("fejler_forside"), vec![title]);
                cover.facts.push(fact);
                at = index + 1;
                break;
            }
        }
        doc.blocks.insert(at, callout(phrase("fejler_titel"), text));
    }
}

fn callout(title: String, text: Text) -> Block {
    let inner = block("blok-fejler.1", BlockKind::Paragraph(text));
    let blocks = vec![inner];
    block("blok-fejler", BlockKind::Callout { title, blocks })
}

fn block(id: &str, kind: BlockKind) -> Block {
    let origin = Origin::Template(WORDS.to_owned());
    Block::new(BlockId(id.to_owned()), origin, kind)
}
