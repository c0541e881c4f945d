//! Blocks in reading order.

use super::{Writer, escape, put};
use crate::doc::mark::item_numbers;
use crate::doc::{
    Block, BlockId, BlockKind, Captioned, Cover, Fact, Heading, List, Mark, Side, TableRole, Text,
};

/// The deepest heading that HTML has an element for; deeper ones say their level.
const DEEPEST: u8 = 6;

impl Writer<'_> {
    /// All blocks of a list of blocks.
    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// A block and, on drafts, its remarks.
    pub fn block(&mut self, block: &Block) {
        let Block {
            id,
            origin: _,
            remarks,
            mark,
            kind,
        } = block;
        let side = self.side_of(*mark);
        let around = std::mem::replace(&mut self.side, side);
        match kind {
            BlockKind::Cover(cover) => self.cover(cover),
            BlockKind::Contents { .. } if !mark.is_in(Side::New) => {}
            BlockKind::Contents { title, depth } => self.contents(id, title, *depth),
            BlockKind::ListOf { title, what } => self.list_of(id, title, *what),
            BlockKind::Heading(heading) => self.heading(id, *mark, heading),
            BlockKind::Paragraph(text) => self.paragraph(text, ""),
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => match table.role {
                TableRole::Data => self.table(id, table),
                TableRole::Signatures => self.signatures(table),
            },
            BlockKind::Figure(figure) => self.figure(id, figure, *mark),
            BlockKind::Callout { title, blocks } => self.callout(*mark, title, blocks),
            BlockKind::PageBreak => self.line(format_args!("<div class=\"break\"></div>")),
        }
        if self.doc.meta.draft {
            remarks.iter().for_each(|remark| self.remark(remark));
        }
        self.side = around;
    }

    fn remark(&mut self, remark: &str) {
        let author = escape(&self.doc.terms.remark_author);
        self.line(format_args!(
            "<p class=\"remark\"><strong>{author}:</strong> {}</p>",
            escape(remark)
        ));
    }

    fn paragraph(&mut self, text: &Text, class: &str) {
        if text.is_empty() {
            return;
        }
        let words = self.text(text);
        if class.is_empty() {
            self.line(format_args!("<p>{words}</p>"));
        } else {
            self.line(format_args!("<p class=\"{class}\">{words}</p>"));
        }
    }

    /// The cover's title is the page's: its only heading of the first level.
    fn cover(&mut self, cover: &Cover) {
        let Cover {
            overline,
            title,
            subtitle,
            facts,
        } = cover;
        self.line(format_args!("<div class=\"cover\">"));
        self.paragraph(overline, "overline");
        let words = self.text(title);
        self.line(format_args!("<h1>{words}</h1>"));
        self.paragraph(subtitle, "subtitle");
        self.line(format_args!("</div>"));
        if facts.is_empty() {
            return;
        }
        self.line(format_args!("<dl class=\"facts\">"));
        for Fact {
            label,
            mark,
            values,
        } in facts
        {
            let label = self.marked(*mark, &escape(label));
            let values: Vec<String> = values.iter().map(|value| self.text(value)).collect();
            self.line(format_args!(
                "<div><dt>{}</dt> <dd>{}</dd></div>",
                label,
                values.join("</dd> <dd>")
            ));
        }
        self.line(format_args!("</dl>"));
    }

    /// One level below the page's own title. One that is gone is a paragraph that looks like a heading: the levels
    /// that a screen reader walks through are those of the new version.
    fn heading(&mut self, id: &BlockId, mark: Mark, heading: &Heading) {
        let Heading {
            level,
            numbering: _,
            text,
            listed: _,
        } = heading;
        if *level == 1 {
            self.abbreviations.forget();
        }
        let level = level + 1;
        let number = self.outline.number_in(self.side, id).unwrap_or_default();
        let number = match (number.is_empty(), mark) {
            (true, _) => String::new(),
            (false, Mark::Del | Mark::From(_)) => {
                format!("<del class=\"number\">{}</del> ", escape(number))
            }
            (false, Mark::Keep | Mark::Ins | Mark::To(_)) => {
                format!("<span class=\"number\">{}</span> ", escape(number))
            }
        };
        let words = self.text(text);
        let own = self.own(id);
        match self.side {
            Side::New if level <= DEEPEST => self.line(format_args!(
                "<h{level} id=\"{own}\">{number}{words}</h{level}>"
            )),
            Side::New => self.line(format_args!(
                "<p class=\"h{DEEPEST}\" role=\"heading\" aria-level=\"{level}\" id=\"{own}\">{number}{words}</p>"
            )),
            Side::Old => self.line(format_args!(
                "<p class=\"was h{level}\" id=\"{own}\">{number}{words}</p>"
            )),
        }
    }

    fn contents(&mut self, id: &BlockId, title: &str, depth: u8) {
        let entries = self.outline.entries.iter();
        let lines = entries.filter(|entry| entry.level <= depth).map(|entry| {
            let number = (!entry.number.is_empty()).then(|| entry.number.clone());
            let words: Vec<String> = number.into_iter().chain([entry.text.clone()]).collect();
            (entry.level, entry.id.clone(), words.join(" "))
        });
        let lines = nested(lines);
        let own = self.own(id);
        let title = escape(title);
        // The first ones stay in view: beside the text where there is room, else folded above it. One of the two is shown.
        let stay = !std::mem::replace(&mut self.contents, true);
        if stay {
            self.line(format_args!(
                "<details class=\"fold\">\n<summary>{title}</summary>\n<nav aria-label=\"{title}\">\n{lines}</nav>\n</details>"
            ));
        }
        let side = if stay { " side" } else { "" };
        self.line(format_args!(
            "<nav class=\"contents{side}\" aria-labelledby=\"{own}\">\n<h2 id=\"{own}\">{title}</h2>\n{lines}</nav>"
        ));
    }

    fn list_of(&mut self, id: &BlockId, title: &str, what: Captioned) {
        let (label, captions) = match what {
            Captioned::Tables => (&self.doc.terms.table, &self.outline.tables),
            Captioned::Figures => (&self.doc.terms.figure, &self.outline.figures),
        };
        let lines = captions.iter().enumerate().map(|(index, (id, words))| {
            let words = format!("{label} {} · {words}", index + 1);
            (1, id.clone(), words)
        });
        let lines = nested(lines);
        let own = self.own(id);
        self.line(format_args!(
            "<nav aria-labelledby=\"{own}\">\n<details>\n<summary><h2 id=\"{own}\">{}</h2></summary>\n{lines}</details>\n</nav>",
            escape(title)
        ));
    }

    fn list(&mut self, list: &List) {
        let List { ordered, items } = list;
        let tag = if *ordered { "ol" } else { "ul" };
        self.line(format_args!("<{tag}>"));
        // In a pane all are of one version and simply count.
        let numbers = if *ordered && self.pane.is_none() {
            item_numbers(items)
        } else {
            None
        };
        let mut numbers = numbers.into_iter().flatten();
        for item in items {
            let number = numbers.next();
            let number = number.map_or_else(String::new, |number| format!(" value=\"{number}\""));
            let level = self.opening.level(item.blocks.first());
            let level = level.map_or_else(String::new, |level| self.of_levels(&[level]));
            self.line(format_args!("<li{number}{level}>"));
            self.blocks(&item.blocks);
            self.line(format_args!("</li>"));
        }
        self.line(format_args!("</{tag}>"));
    }

    fn callout(&mut self, mark: Mark, title: &str, blocks: &[Block]) {
        let title = self.marked(mark, &escape(title));
        self.line(format_args!(
            "<div class=\"callout\">\n<p><strong>{title}</strong></p>"
        ));
        self.blocks(blocks);
        self.line(format_args!("</div>"));
    }
}

/// Links as lists in each other, by their levels.
fn nested(lines: impl Iterator<Item = (u8, BlockId, String)>) -> String {
    let mut out = String::new();
    let mut open: Vec<u8> = Vec::new();
    for (level, target, words) in lines {
        while open.last().is_some_and(|last| *last > level) {
            open.pop();
            out.push_str("</li>\n</ul>\n");
        }
        if open.last() == Some(&level) {
            out.push_str("</li>\n");
        } else {
            open.push(level);
            out.push_str("<ul>\n");
        }
        put(
            &mut out,
            format_args!(
                "<li><a href=\"#{}\">{}</a>",
                escape(target.as_str()),
                escape(&words)
            ),
        );
    }
    out.push_str(&"</li>\n</ul>\n".repeat(open.len()));
    out
}
