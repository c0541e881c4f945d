//! Whether a revision did anything with a block or with something inside it.

use super::{
    Block, Inline, Mark, Text,
    walk::{self, Piece},
};

/// Whether the block, or anything inside it, bears a mark.
pub fn is_changed(block: &Block) -> bool {
    block.mark != Mark::Keep
        || walk::texts(block).into_iter().any(text)
        || walk::inner(block).into_iter().any(is_changed)
        || walk::pieces(block).into_iter().any(without_words)
}

/// Whether something is marked that may have no words: a line, an item, a row of empty cells, a picture.
fn without_words(piece: Piece) -> bool {
    let marked = |mark| mark != Mark::Keep;
    match piece {
        Piece::Facts(facts) => facts.iter().any(|fact| marked(fact.mark)),
        Piece::Items(items) => items.iter().any(|item| marked(item.mark)),
        Piece::Bodies(bodies) => {
            bodies.before.is_some() || bodies.all_rows().any(|row| marked(row.mark))
        }
        // Another alternative text is not seen.
        Piece::Picture(picture) => {
            let before = picture.before.as_ref();
            before.is_some_and(|(before, _)| before != picture.content)
        }
        Piece::Text(..) | Piece::Line(..) | Piece::Lines(..) | Piece::Blocks(_) => false,
    }
}

fn text(text: &Text) -> bool {
    text.mark != Mark::Keep || inlines(&text.inlines)
}

fn inlines(all: &[Inline]) -> bool {
    all.iter().any(|inline| match inline {
        Inline::Marked { .. } => true,
        Inline::Note { id: _, content } => text(content),
        Inline::Link { url: _, content } => inlines(content),
        Inline::Words { .. } | Inline::Ref { .. } | Inline::Break => false,
    })
}
