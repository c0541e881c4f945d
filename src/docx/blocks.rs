//! Blocks in reading order: headings, paragraphs, lists, boxes, signatures.

use std::collections::HashSet;

use docx_rs::{IndentLevel, NumberingId, ParagraphProperty};

use super::Internal;
use super::fields::{number_bookmark, page_bookmark};
use super::numbering::{self, OwnList};
use super::paragraph::style;
use super::sections::{Order, Section};
use super::styles;
use super::writer::{Kids, Writer, bookmark, plain, stands, styled, tab, words};
use crate::doc::{
    Block, BlockId, BlockKind, Cover, Fact, Heading, Item, List, Mark, Numbering, Side, Text, mark,
    walk,
};

impl Writer<'_> {
    /// All blocks of a list of blocks.
    pub fn blocks(&mut self, blocks: &[Block]) -> Result<(), Internal> {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            if let Some((next, after)) = after.split_first()
                && let Some((was, is)) = relevelled(block, next)
            {
                self.remarks(&next.remarks);
                self.heading(next, &is, Some(looks(was)));
                rest = after;
            } else {
                self.within(block.mark, |writer| writer.block(block))?;
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), Internal> {
        let Block {
            id,
            origin: _,
            remarks,
            mark: _,
            kind,
        } = block;
        self.remarks(remarks);
        match kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { title, depth } => self.contents(title, *depth),
            BlockKind::ListOf { title, what } => self.list_of(title, *what),
            BlockKind::Heading(heading) => self.heading(block, heading, None),
            BlockKind::Paragraph(text) => {
                let kids = self.kids(text);
                self.add(styles::BODY, kids);
            }
            BlockKind::List(list) => self.list(list, 0)?,
            BlockKind::Table(table) => self.table(id, table),
            BlockKind::Figure(figure) => self.figure(id, figure)?,
            BlockKind::Callout { title, blocks } => {
                self.order(Order::BoxStart);
                self.add(styles::BOX_TITLE, vec![plain(title)]);
                self.blocks(blocks)?;
                self.order(Order::BoxEnd);
            }
            BlockKind::PageBreak => self.order(Order::PageBreak),
        }
        Ok(())
    }

    fn remarks(&mut self, remarks: &[String]) {
        if self.doc.meta.draft && self.mark.is_in(Side::New) {
            remarks.iter().for_each(|remark| self.remark(remark));
        }
    }

    /// A heading; `before` is how it looked before the revision, if it looked otherwise.
    fn heading(&mut self, block: &Block, heading: &Heading, before: Option<ParagraphProperty>) {
        let kids = self.kids(&heading.text);
        let mut inner = Kids::new();
        let name = self.bookmark_of(number_bookmark(&block.id), &block.id);
        bookmark(name, kids, &mut inner);
        let mut outer = Kids::new();
        let name = self.bookmark_of(page_bookmark(&block.id), &block.id);
        bookmark(name, inner, &mut outer);
        let mut paragraph = self.paragraph(looks(heading), outer);
        paragraph.before = before;
        self.put(paragraph);
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), Internal> {
        let List { ordered, items } = list;
        self.deepest = self.deepest.max(depth);
        let own = *ordered || depth >= numbering::LEVELS;
        let number = own.then(|| {
            self.lists.push(OwnList {
                ordered: *ordered,
                depth,
            });
            numbering::FIRST_LIST + self.lists.len() - 1
        });
        for Item { blocks, mark: _ } in items {
            self.item(blocks, (*ordered, number), depth)?;
        }
        Ok(())
    }

    /// An item; `list` says whether its list is numbered, and which numbering of its own it has.
    fn item(
        &mut self,
        blocks: &[Block],
        list: (bool, Option<usize>),
        depth: usize,
    ) -> Result<(), Internal> {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    let first = [Side::Old, Side::New].map(|side| {
                        let mut before = blocks[..index].iter();
                        !before.any(|block| block.mark.is_in(side))
                    });
                    self.within(block.mark, |writer| {
                        writer.remarks(&block.remarks);
                        writer.item_line(text, list, depth, first);
                    });
                }
                BlockKind::List(list) => self.within(block.mark, |writer| {
                    writer.remarks(&block.remarks);
                    writer.list(list, depth + 1)
                })?,
                // Whatever else there is stands in an item as it stands elsewhere.
                _ => self.within(block.mark, |writer| writer.block(block))?,
            }
        }
        Ok(())
    }

    /// A paragraph of an item; `first` says whether it is the first one in the old and in the new version.
    fn item_line(
        &mut self,
        text: &Text,
        (ordered, number): (bool, Option<usize>),
        depth: usize,
        first: [bool; 2],
    ) {
        let styled = depth.min(numbering::STYLED - 1);
        let deep = depth > styled;
        let list = if ordered {
            styles::list_number(styled)
        } else {
            styles::list_bullet(styled)
        };
        let looks = |first: bool| match first {
            // The style of bullets says all of it, as deep as styles go.
            true if ordered || deep => {
                let number = number.unwrap_or(numbering::BULLETS);
                numbered(style(&list), number, numbering::level_of(depth))
            }
            true => style(&list),
            false if deep => {
                let left = numbering::list_indent(depth);
                let left = i32::try_from(left).unwrap_or(i32::MAX);
                style(&styles::list_continue(styled)).indent(Some(left), None, None, None)
            }
            false => style(&styles::list_continue(styled)),
        };
        let [old, new] = first.map(looks);
        let kids = self.kids(text);
        let paragraph = self.restyled(old, new, kids);
        self.put(paragraph);
    }

    fn cover(&mut self, cover: &Cover) {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        self.order(Order::Section(Section::Cover));
        let lines = [
            (styles::COVER_OVERLINE, overline),
            (styles::TITLE, title),
            (styles::SUBTITLE, subtitle),
        ];
        for (style, text) in lines {
            if !text.is_empty() {
                let [old, new] = [Side::Old, Side::New].map(|side| stands(text, side));
                let mark = match self.mark {
                    Mark::Keep => Mark::of(old, new),
                    mark @ (Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_)) => mark,
                };
                self.within(mark, |writer| {
                    let kids = writer.kids(text);
                    writer.add(style, kids);
                });
            }
        }
        for Fact {
            label,
            mark,
            values,
        } in facts
        {
            self.within(*mark, |writer| writer.fact(label, values));
        }
        self.order(Order::Section(Section::Upright));
    }

    /// `Label ⇥ value`, further values below the first. The label stands in both versions, before the first value
    /// of each; where a version has no value, the label's line ends in it all the same.
    fn fact(&mut self, label: &str, values: &[Text]) {
        let label = vec![styled(styles::COVER_LABEL, words(label)), tab()];
        let has = |values: &[Text], side| values.iter().any(|text| text.mark.is_in(side));
        let both = has(values, Side::Old) && has(values, Side::New);
        let Some((first, rest)) = values.split_first() else {
            return self.add(styles::COVER_FACT, label);
        };
        let whole = self.mark;
        let mark = if both || whole != Mark::Keep {
            first.mark
        } else {
            whole
        };
        let mut kids = label;
        self.within(first.mark, |writer| writer.text(first, &mut kids));
        self.line_end(styles::COVER_FACT, mark, kids);
        for (index, more) in rest.iter().enumerate() {
            let looks = |side| match has(&values[..=index], side) || !has(values, side) {
                true => style(styles::COVER_FACT_MORE),
                false => style(styles::COVER_FACT),
            };
            let [old, new] = [Side::Old, Side::New].map(looks);
            self.within(more.mark, |writer| {
                let kids = writer.kids(more);
                let paragraph = writer.restyled(old, new, kids);
                writer.put(paragraph);
            });
        }
    }

    /// A paragraph whose end alone has the mark.
    fn line_end(&mut self, name: &str, mark: Mark, kids: Kids) {
        if self.mark != Mark::Keep {
            return self.add(name, kids);
        }
        let mut paragraph = self.unmarked(style(name), kids);
        paragraph.mark = mark;
        self.put(paragraph);
    }

    /// Source and notes below a table or figure.
    pub fn below(&mut self, source: Option<&Text>, notes: &[Text]) {
        let terms = &self.doc.terms;
        let source = source.map(|text| (&terms.source, text));
        let notes = notes.iter().map(|text| (&terms.note, text));
        for (label, text) in source.into_iter().chain(notes) {
            let mut kids = vec![plain(&format!("{label}: "))];
            self.within(self.mark_in(text.mark), |writer| {
                writer.text(text, &mut kids);
                writer.add(styles::SOURCE, kids);
            });
        }
    }

    /// The mark of a piece inside the piece at hand.
    pub fn mark_in(&self, mark: Mark) -> Mark {
        match self.mark {
            Mark::Keep => mark,
            outer @ (Mark::Ins | Mark::Del | Mark::From(_) | Mark::To(_)) => outer,
        }
    }
}

/// A heading that got another level or numbering, and whose words stay: Word marks a change of its properties.
pub fn relevelled<'b>(old: &'b Block, new: &'b Block) -> Option<(&'b Heading, Heading)> {
    let (BlockKind::Heading(was), BlockKind::Heading(is)) = (&old.kind, &new.kind) else {
        return None;
    };
    if (old.mark, new.mark) != (Mark::Del, Mark::Ins) || old.id != new.id {
        return None;
    }
    let plain = |heading: &Heading, side| {
        let mut heading = heading.clone();
        mark::keep_text(&mut heading.text, side);
        heading
    };
    let (words, kept) = (plain(was, Side::Old).text, plain(is, Side::New));
    (kept.text.inlines == words.inlines).then_some((was, kept))
}

/// The blocks that the old version had, or had elsewhere, and that are written for themselves.
pub fn old_places(blocks: &[Block]) -> HashSet<&BlockId> {
    let all = walk::blocks(blocks);
    let next = all.iter().skip(1).copied().map(Some).chain([None]);
    let alone = |(block, next): &(&&Block, Option<&Block>)| {
        block.mark.side() == Side::Old && next.is_none_or(|next| relevelled(block, next).is_none())
    };
    let old = all.iter().zip(next).filter(alone);
    old.map(|(block, _)| &block.id).collect()
}

/// How a heading looks.
fn looks(heading: &Heading) -> ParagraphProperty {
    let Heading {
        level,
        numbering,
        text: _,
        listed,
    } = heading;
    let level = usize::from((*level).clamp(1, 6));
    let (name, direct) = match (numbering, listed, level) {
        (Numbering::Decimal, true, _) => (styles::heading(level), false),
        (Numbering::Annex, true, 1) => (styles::ANNEX.to_owned(), false),
        // Contents gather the built-in styles whatever their level, so others hide in this one.
        (Numbering::Decimal | Numbering::Annex | Numbering::None, _, _) => {
            (styles::heading_unnumbered(level), true)
        }
    };
    let mut looks = style(&name);
    if !listed {
        looks = looks.outline_lvl(9);
    }
    match numbering {
        Numbering::Decimal if direct => numbered(looks, numbering::HEADINGS, level - 1),
        Numbering::Annex if direct => numbered(looks, numbering::ANNEXES, 0),
        Numbering::Decimal | Numbering::Annex | Numbering::None => looks,
    }
}

fn numbered(looks: ParagraphProperty, number: usize, level: usize) -> ParagraphProperty {
    looks.numbering(NumberingId::new(number), IndentLevel::new(level))
}
