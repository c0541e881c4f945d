//! Signs that nobody sees: where a word may be parted. A page shows them by where its lines end, so whoever copies a word,
//! looks for it or has it read aloud is to meet the word alone.

use typst::layout::{Frame, FrameItem};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

use super::words::{PARTED, SEAM};

/// The document without such signs; `None` if it has none.
pub fn without(document: &PagedDocument) -> Option<PagedDocument> {
    let pages = document.pages();
    if !pages.iter().any(|page| holds(&page.frame)) {
        return None;
    }
    let bare = |page: &Page| {
        let mut page = page.clone();
        strip(&mut page.frame);
        page
    };
    let pages = pages.iter().map(bare).collect();
    Some(PagedDocument::new(pages, document.info().clone()))
}

fn holds(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds(&group.frame),
        FrameItem::Text(text) => !unseen(text).is_empty(),
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {
            false
        }
    })
}

fn strip(frame: &mut Frame) {
    // What is changed is copied first.
    if !holds(frame) {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => strip(&mut group.frame),
            FrameItem::Text(text) => cut(text),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
        true
    });
}

/// Where in the text such signs stand: behind a letter, whose glyph is theirs as well. The hyphen at a line's end means the
/// same, and has a glyph.
fn unseen(text: &TextItem) -> Vec<usize> {
    let signs = text.text.match_indices([PARTED, SEAM]).map(|(at, _)| at);
    let signs = signs.filter(|at| !text.glyphs.iter().any(|glyph| glyph.range().start == *at));
    signs.collect()
}

fn cut(text: &mut TextItem) {
    let gone = unseen(text);
    let length = |at: usize| text.text[at..].chars().next().map_or(0, char::len_utf8);
    let lengths: Vec<(usize, usize)> = gone.iter().map(|at| (*at, length(*at))).collect();
    let moved = |at: u16| {
        let before = lengths.iter().filter(|(sign, _)| *sign < usize::from(at));
        let before: usize = before.map(|(_, length)| length).sum();
        at - u16::try_from(before).unwrap_or(at)
    };
    for glyph in &mut text.glyphs {
        glyph.range = moved(glyph.range.start)..moved(glyph.range.end);
    }
    let kept = text
        .text
        .char_indices()
        .filter(|(at, _)| !gone.contains(at));
    text.text = kept.map(|(_, c)| c).collect();
}
