//! The sheet at the end: a table for each item, with room to write.

use crate::{
    compose::leaf,
    doc::{Align, Block, BlockKind, Class, Doc, Inline, Row, RowKind, Table, Text, walk},
    report::paper::{block, row},
    template::page::{self, Named},
};

use super::{Entry, Pack, Told};

const PART: &str = "moede-beslutninger";
const TABLE: &str = "moede-beslutning";
/// The boxes for what may be decided, among the words of the table.
const CHOICES: &str = "valg";
/// What stands before an item of a list in a cell.
const DASH: &str = "–\u{a0}";
/// Lines to write a decision on, and who does what until when.
const DECISION_LINES: usize = 4;
const FOLLOW_UP_LINES: usize = 2;

impl Pack<'_> {
    pub(super) fn decisions(&self) -> Result<Doc, String> {
        let entries = self.subject.agenda.entries.iter().zip(&self.told);
        let entries = entries.filter(|(entry, _)| entry.is_treated());
        let tables = entries.flat_map(|(entry, told)| self.decision(entry, told));
        let names = vec![("punkter", Named::Blocks(tables.collect()))];
        let blocks = page::blocks(self.subject.template, PART, names)?;
        Ok(self.doc("moede_beslutningsark", "-beslutninger", blocks))
    }

    fn decision(&self, entry: &Entry, told: &Told) -> Vec<Block> {
        let Some(words) = self.paper.overview(TABLE) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let proposal: Vec<Text> = told.proposal.iter().flat_map(leaves).collect();
        if !proposal.is_empty() {
            let head = leaf::cell(self.fixed(self.paper.word(words, "indstilling")));
            rows.push(row(
                "indstilling",
                RowKind::Plain,
                vec![head, leaf::cell_of(proposal)],
            ));
        }
        let room = |name, lines| -> Row {
            let head = leaf::cell(self.fixed(self.paper.word(words, name)));
            row(name, RowKind::Plain, vec![head, leaf::cell(blank(lines))])
        };
        let mut decision = room("beslutning", DECISION_LINES);
        // A release's own words may be older than the boxes.
        if let (true, Some(choices)) = (entry.is_decision(), words.words.get(CHOICES))
            && let Some(cell) = decision.cells.last_mut()
        {
            *cell = leaf::cell_of(vec![self.fixed(choices), blank(DECISION_LINES)]);
        }
        rows.push(decision);
        rows.push(room("opfoelgning", FOLLOW_UP_LINES));
        let aligns = [Align::Left, Align::Left];
        let frame = crate::compose::frame(words, "", &aligns, self.paper.words());
        let number = self
            .phrase("moede_punkt")
            .replace("{nummer}", &entry.number);
        let kind = entry.item.kind.map_or("", |kind| self.mark(kind));
        let title = format!("{} {kind}", entry.item.title.text);
        let heads = [number.as_str(), title.trim()];
        let heads = heads.map(|words| leaf::cell(self.fixed(words)));
        let table = Table {
            header: vec![row("hoved", RowKind::Plain, heads.to_vec())],
            rows,
            ..frame
        };
        let id = format!("moede.beslutning.{}", entry.number);
        vec![block(&id, BlockKind::Table(table))]
    }
}

/// Empty lines.
fn blank(lines: usize) -> Text {
    Text::of(None, vec![Inline::Break; lines])
}

/// An item of a list as a line of a cell.
fn dashed(mut text: Text) -> Text {
    if let Some(Inline::Words { text: words, .. }) = text.inlines.first_mut() {
        words.insert_str(0, DASH);
    }
    text
}

/// The leaves of prose, one a line.
pub(super) fn leaves(block: &Block) -> Vec<Text> {
    if block.class() != Class::Prose {
        return Vec::new();
    }
    let own = walk::texts(block).into_iter().map(|text| Text {
        field: None,
        ..text.clone()
    });
    let items = walk::inner(block).into_iter().flat_map(leaves).map(dashed);
    own.chain(items).collect()
}
