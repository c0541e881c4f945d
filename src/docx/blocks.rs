//! Blocks in reading order: headings, paragraphs, lists, boxes, signatures.

use docx_rs::{IndentLevel, NumberingId, Paragraph};

use super::Internal;
use super::fields::{number_bookmark, page_bookmark};
use super::numbering;
use super::styles;
use super::ticket::{Section, Ticket};
use super::writer::{Kids, Writer, child, plain, tab, words};
use crate::doc::{Block, BlockKind, Cover, Fact, Heading, Item, List, Numbering, Text};

impl Writer<'_> {
    /// All blocks of a list of blocks.
    pub fn blocks(&mut self, blocks: &[Block]) -> Result<(), Internal> {
        blocks.iter().try_for_each(|block| self.block(block))
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
            BlockKind::Heading(heading) => self.heading(block, heading),
            BlockKind::Paragraph(text) => {
                let kids = self.kids(text);
                self.add(styles::BODY, kids);
            }
            BlockKind::List(list) => self.list(list, 0)?,
            BlockKind::Table(table) => self.table(id, table),
            BlockKind::Figure(figure) => self.figure(id, figure)?,
            BlockKind::Callout { title, blocks } => {
                self.order(Ticket::BoxStart);
                self.add(styles::BOX_TITLE, vec![plain(title)]);
                self.blocks(blocks)?;
                self.order(Ticket::BoxEnd);
            }
            BlockKind::Signatures { parties } => self.signatures(parties),
            BlockKind::PageBreak => self.order(Ticket::PageBreak),
        }
        Ok(())
    }

    fn remarks(&mut self, remarks: &[String]) {
        if self.doc.meta.draft {
            remarks.iter().for_each(|remark| self.remark(remark));
        }
    }

    fn heading(&mut self, block: &Block, heading: &Heading) {
        let Heading {
            level,
            numbering,
            text,
            listed,
        } = heading;
        let level = usize::from((*level).clamp(1, 6));
        let kids = self.kids(text);
        let mut inner = Kids::new();
        self.bookmark(number_bookmark(&block.id), kids, &mut inner);
        let mut outer = Kids::new();
        self.bookmark(page_bookmark(&block.id), inner, &mut outer);
        let style = match (numbering, listed, level) {
            (Numbering::Decimal, true, _) => styles::heading(level),
            (Numbering::Annex, true, 1) => styles::ANNEX.to_owned(),
            // Contents gather the built-in styles whatever their level, so others hide in this one.
            (Numbering::Decimal | Numbering::Annex | Numbering::None, _, _) => {
                styles::heading_unnumbered(level)
            }
        };
        let mut paragraph = self.paragraph(&style, outer);
        if !listed {
            paragraph = paragraph.outline_lvl(9);
        }
        let direct = style != styles::heading(level) && style != styles::ANNEX;
        paragraph = match numbering {
            Numbering::Decimal if direct => numbered(paragraph, numbering::HEADINGS, level - 1),
            Numbering::Annex if direct => numbered(paragraph, numbering::ANNEXES, 0),
            Numbering::Decimal | Numbering::Annex | Numbering::None => paragraph,
        };
        self.put(paragraph);
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), Internal> {
        let List { ordered, items } = list;
        let depth = depth.min(numbering::DEPTH - 1);
        let number = ordered.then(|| {
            self.ordered.push(depth);
            numbering::FIRST_LIST + self.ordered.len() - 1
        });
        for Item { blocks, mark: _ } in items {
            self.item(blocks, number, depth)?;
        }
        Ok(())
    }

    fn item(
        &mut self,
        blocks: &[Block],
        number: Option<usize>,
        depth: usize,
    ) -> Result<(), Internal> {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    self.remarks(&block.remarks);
                    let kids = self.kids(text);
                    let style = match (index, number) {
                        (0, Some(_)) => styles::list_number(depth),
                        (0, None) => styles::list_bullet(depth),
                        (_, Some(_) | None) => styles::list_continue(depth),
                    };
                    let mut paragraph = self.paragraph(&style, kids);
                    if let (0, Some(number)) = (index, number) {
                        paragraph = numbered(paragraph, number, depth);
                    }
                    self.put(paragraph);
                }
                BlockKind::List(list) => {
                    self.remarks(&block.remarks);
                    self.list(list, depth + 1)?;
                }
                BlockKind::Cover(_)
                | BlockKind::Contents { .. }
                | BlockKind::ListOf { .. }
                | BlockKind::Heading(_)
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Callout { .. }
                | BlockKind::Signatures { .. }
                | BlockKind::PageBreak => self.block(block)?,
            }
        }
        Ok(())
    }

    fn cover(&mut self, cover: &Cover) {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        self.order(Ticket::Section(Section::Cover));
        let lines = [
            (styles::COVER_OVERLINE, overline),
            (styles::TITLE, title),
            (styles::SUBTITLE, subtitle),
        ];
        for (style, text) in lines {
            if !text.is_empty() {
                let kids = self.kids(text);
                self.add(style, kids);
            }
        }
        for Fact {
            label,
            mark: _,
            values,
        } in facts
        {
            self.fact(label, values);
        }
        self.order(Ticket::Section(Section::Upright));
    }

    /// `Label ⇥ value`, further values below the first.
    fn fact(&mut self, label: &str, values: &[Text]) {
        let mut kids = vec![child(words(label).style(styles::COVER_LABEL)), tab()];
        if let Some(first) = values.first() {
            self.text(first, &mut kids);
        }
        self.add(styles::COVER_FACT, kids);
        for more in values.iter().skip(1) {
            let kids = self.kids(more);
            self.add(styles::COVER_FACT_MORE, kids);
        }
    }

    /// Source and notes below a table or figure; false if there is nothing.
    pub fn below(&mut self, source: Option<&Text>, notes: &[Text]) -> bool {
        let terms = &self.doc.terms;
        let source = source.map(|text| (&terms.source, text));
        let notes = notes.iter().map(|text| (&terms.note, text));
        let lines: Vec<_> = source.into_iter().chain(notes).collect();
        let any = !lines.is_empty();
        for (label, text) in lines {
            let mut kids = vec![plain(&format!("{label}: "))];
            self.text(text, &mut kids);
            self.add(styles::SOURCE, kids);
        }
        any
    }
}

fn numbered(paragraph: Paragraph, number: usize, level: usize) -> Paragraph {
    paragraph.numbering(NumberingId::new(number), IndentLevel::new(level))
}
