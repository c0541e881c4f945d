//! The list of changes that opens a marked document: folded part by part, so that the text is near, with a switch that
//! leaves the lines of one level of approval.

use std::collections::BTreeSet;

use super::{Writer, escape, put};
use crate::doc::{Block, BlockKind, Heading};

/// Names the places of the switch: `vis_0` shows all.
const SWITCH: &str = "vis";
/// The attribute that names the levels of what is inside, by number.
const LEVELS: &str = "data-niveau";

/// What the places of a switch between as many levels leave out.
pub fn rules(levels: usize) -> String {
    let rule = |level| {
        format!(
            "main:has(#{SWITCH}_{level}:checked) [{LEVELS}]:not([{LEVELS}~=\"{level}\"]){{display:none}}\n"
        )
    };
    (1..=levels).map(rule).collect()
}

impl Writer<'_> {
    /// The list: each of its parts folds away below its heading, which stands before its lines.
    pub fn opening(&mut self, blocks: &[Block]) {
        let mut switched = false;
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let lines = match &block.kind {
                BlockKind::Heading(heading) if heading.level == 2 => {
                    blocks.next_if(|next| matches!(next.kind, BlockKind::List(_)))
                }
                _ => None,
            };
            let (BlockKind::Heading(heading), Some(lines)) = (&block.kind, lines) else {
                self.block(block);
                continue;
            };
            if !std::mem::replace(&mut switched, true) {
                self.switch();
            }
            self.folded(block, heading, lines);
        }
    }

    /// A part of the list.
    fn folded(&mut self, block: &Block, heading: &Heading, lines: &Block) {
        let levels = match &lines.kind {
            BlockKind::List(list) => {
                let firsts = list.items.iter().map(|item| item.blocks.first());
                firsts
                    .filter_map(|block| self.opening.level(block))
                    .collect()
            }
            _ => BTreeSet::new(),
        };
        let levels: Vec<usize> = levels.into_iter().collect();
        let levels = self.of_levels(&levels);
        let (own, title) = (self.own(&block.id), self.text(&heading.text));
        self.line(format_args!(
            "<details class=\"part\"{levels}>\n<summary><h3 id=\"{own}\">{title}</h3></summary>"
        ));
        self.block(lines);
        self.line(format_args!("</details>"));
    }

    /// The switch, where there is something to choose.
    fn switch(&mut self) {
        let levels = &self.opening.levels;
        if levels.len() < 2 {
            return;
        }
        let web = &self.doc.terms.web;
        let names = levels.iter().map(|level| level.name.as_str());
        let mut places = String::new();
        for (at, name) in [web.all.as_str()].into_iter().chain(names).enumerate() {
            let checked = if at == 0 { " checked" } else { "" };
            put(
                &mut places,
                format_args!(
                    "<label><input type=\"radio\" name=\"{SWITCH}\" id=\"{SWITCH}_{at}\"{checked}> {}</label>\n",
                    escape(name)
                ),
            );
        }
        let show = escape(&web.show);
        self.line(format_args!(
            "<fieldset class=\"sift\">\n<legend>{show}</legend>\n{places}</fieldset>"
        ));
    }

    /// The attribute that names levels; none for what the switch leaves alone.
    pub fn of_levels(&self, levels: &[usize]) -> String {
        if levels.is_empty() {
            return String::new();
        }
        let levels: Vec<String> = levels.iter().map(usize::to_string).collect();
        format!(" {LEVELS}=\"{}\"", levels.join(" "))
    }
}
