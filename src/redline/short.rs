//! A redline without what did not change: for who wants to see the changes only.
//!
//! What stays is what bears a mark, whole, with the headings above it and the words that lead to a list. A line stands
//! for everything else, and names the sections that are left out. Numbers are still those of the whole document: whoever
//! writes the short one is given the outline of the whole.

use crate::doc::{
    Block, BlockId, BlockKind, Class, Cues, Doc, Inline, Numbering, Origin, Side, Style, Text,
    changed::is_changed, outline::Outline,
};

/// The part of the document that a short redline shows.
pub fn short(doc: &Doc, outline: &Outline) -> Doc {
    let stays = stays(&doc.blocks);
    let mut blocks = Vec::new();
    let mut left_out: Vec<&Block> = Vec::new();
    for (block, stays) in doc.blocks.iter().zip(stays) {
        if stays {
            blocks.extend(line(&mut left_out, blocks.len(), &doc.terms.cues, outline));
            blocks.push(block.clone());
        } else if block.has_content() {
            left_out.push(block);
        }
    }
    blocks.extend(line(&mut left_out, blocks.len(), &doc.terms.cues, outline));
    Doc {
        meta: doc.meta.clone(),
        terms: doc.terms.clone(),
        blocks,
        attachment: None,
        revision: doc.revision.clone(),
    }
}

/// Which blocks stay.
fn stays(blocks: &[Block]) -> Vec<bool> {
    let mut stays = vec![false; blocks.len()];
    // Headings of the new version above the block at hand: place and level.
    let mut above: Vec<(usize, u8)> = Vec::new();
    let mut before: Option<&Block> = None;
    for (at, block) in blocks.iter().enumerate() {
        if let BlockKind::Heading(heading) = &block.kind
            && block.mark.is_in(Side::New)
        {
            above.retain(|(_, level)| *level < heading.level);
            above.push((at, heading.level));
        }
        let cover = matches!(block.kind, BlockKind::Cover(_));
        if cover || block.has_content() && is_changed(block) {
            let leads = matches!(block.kind, BlockKind::List(_))
                && before.is_some_and(|before| matches!(before.kind, BlockKind::Paragraph(_)));
            let lead = leads.then(|| at.saturating_sub(1));
            let above = above.iter().map(|(at, _)| *at).filter(|_| !cover);
            for at in above.chain(lead).chain([at]) {
                if let Some(stays) = stays.get_mut(at) {
                    *stays = true;
                }
            }
        }
        before = Some(block);
    }
    stays
}

/// The line that stands for what is left out, if anything is; `at` makes its name.
fn line(left_out: &mut Vec<&Block>, at: usize, cues: &Cues, outline: &Outline) -> Option<Block> {
    let blocks = std::mem::take(left_out);
    if blocks.is_empty() {
        return None;
    }
    let words = match sections(&blocks, outline) {
        Some(sections) => format!("[{}: {sections}]", cues.unchanged),
        None => format!("[{}]", cues.unchanged),
    };
    let origin = Origin::Template("terms.toml".to_owned());
    let words = Inline::Words {
        text: words,
        style: Style {
            bold: false,
            italic: true,
        },
        origin: origin.clone(),
    };
    let kind = BlockKind::Paragraph(Text::of(None, vec![words]));
    Some(Block::new(BlockId(format!("uaendret.{at}")), origin, kind))
}

/// `1.2–1.4`: the sections among these blocks, from the first to the last of the highest level.
fn sections(blocks: &[&Block], outline: &Outline) -> Option<String> {
    let numbered = |block: &&Block| {
        let Class::Heading(heading) = block.class() else {
            return None;
        };
        let number = outline.number(&block.id)?;
        let has_one = heading.numbering != Numbering::None && !number.is_empty();
        has_one.then(|| (heading.level, number.to_owned()))
    };
    let all: Vec<(u8, String)> = blocks.iter().filter_map(numbered).collect();
    let highest = all.iter().map(|(level, _)| *level).min()?;
    let mut numbers = all.into_iter().filter(|(level, _)| *level == highest);
    let (_, first) = numbers.next()?;
    Some(match numbers.next_back() {
        Some((_, last)) => format!("{first}–{last}"),
        None => first,
    })
}
