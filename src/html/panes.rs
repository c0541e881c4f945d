//! A redline in two columns: what changed stands twice, as it was and as it is; what did not stands once, over both.

use super::{Writer, escape};
use crate::doc::{Block, Class, Revision, Side, changed, mark};

/// What is to stand side by side.
#[derive(Default)]
struct Pair {
    old: Vec<Block>,
    new: Vec<Block>,
}

impl Pair {
    fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}

impl Writer<'_> {
    /// All blocks. What was taken out stands beside what was put in right after it.
    pub fn panes(&mut self, blocks: &[Block]) {
        let mut open = Pair::default();
        for block in blocks {
            let front = matches!(block.class(), Class::Front | Class::Listing);
            if front || !changed::is_changed(block) {
                self.pair(std::mem::take(&mut open));
                self.block(block);
                continue;
            }
            let (was, is) = (block.mark.is_in(Side::Old), block.mark.is_in(Side::New));
            if was && (is || !open.new.is_empty()) {
                self.pair(std::mem::take(&mut open));
            }
            if was {
                open.old.push(shown(block, Side::Old));
            }
            if is {
                open.new.push(shown(block, Side::New));
            }
            if was && is {
                self.pair(std::mem::take(&mut open));
            }
        }
        self.pair(open);
    }

    /// Heads of the columns, which stay in view; only where there is room for two.
    pub fn heads(&mut self) {
        let Some(Revision { before, .. }) = &self.doc.revision else {
            return;
        };
        let terms = &self.doc.terms;
        let version = |version: &str| escape(&terms.version.replace("{version}", version));
        let was = format!(
            "{} · {}",
            escape(&terms.cues.before),
            version(&before.version)
        );
        let now = &self.doc.meta.version;
        let is = format!("{} · {}", escape(&terms.cues.after), version(now));
        self.line(format_args!(
            "<div class=\"heads\" aria-hidden=\"true\"><p>{was}</p><p>{is}</p></div>"
        ));
    }

    fn pair(&mut self, pair: Pair) {
        if pair.is_empty() {
            return;
        }
        self.step();
        self.line(format_args!("<div class=\"pair\">"));
        self.pane(Side::Old, &pair.old);
        self.pane(Side::New, &pair.new);
        self.line(format_args!("</div>"));
    }

    fn pane(&mut self, side: Side, blocks: &[Block]) {
        let cues = &self.doc.terms.cues;
        let (class, name) = match side {
            Side::Old => ("old", &cues.before),
            Side::New => ("new", &cues.after),
        };
        let name = escape(name);
        self.line(format_args!("<div class=\"pane {class}\">"));
        if !blocks.is_empty() {
            self.line(format_args!("<p class=\"which\">{name}</p>"));
        }
        let around = self.pane.replace(side);
        self.blocks(blocks);
        self.pane = around;
        self.line(format_args!("</div>"));
    }
}

/// One of the versions of a block, its own words still marked.
fn shown(block: &Block, side: Side) -> Block {
    let mut block = block.clone();
    mark::show_block(&mut block, side);
    block
}
