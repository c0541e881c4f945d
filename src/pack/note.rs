//! The note of an item: what it is about, what is proposed, what it costs, what comes next, its annexes.

use crate::{
    compose::leaf,
    doc::{Align, Block, BlockKind, Doc, Item, List, RowKind, Text},
    model::meeting::ItemKind,
    report::paper::block,
    template::page::{self, Named},
};

use super::{Entry, Pack, Told};

const PART: &str = "moede-sag";
const FACTS: &str = "moede-fakta";

impl Pack<'_> {
    pub(super) fn note(&self, entry: &Entry, told: &Told) -> Result<Doc, String> {
        let names = vec![
            ("fakta", Named::Blocks(self.facts(entry))),
            ("sagsfremstilling", Named::Blocks(told.case.clone())),
            ("indstilling", Named::Blocks(told.proposal.clone())),
            ("oekonomi", Named::Blocks(told.economy.clone())),
            ("videre_proces", Named::Blocks(told.process.clone())),
            ("bilag", Named::Blocks(self.annex_list(entry))),
        ];
        let blocks = page::blocks(self.subject.template, PART, names)?;
        Ok(self.doc("moede_sag", &format!("-punkt-{}", entry.number), blocks))
    }

    /// What a reader looks for first: kind, time, who presents it, until when.
    fn facts(&self, entry: &Entry) -> Vec<Block> {
        let words = self.paper.words();
        let item = &entry.item;
        let mut lines: Vec<(&str, Text)> = Vec::new();
        lines.extend(item.kind.map(|kind| {
            let name = match kind {
                ItemKind::Beslutning => "moede_beslutning",
                ItemKind::Droeftelse => "moede_droeftelse",
                ItemKind::Orientering => "moede_orientering",
            };
            ("moede_type", self.fixed(self.phrase(name)))
        }));
        lines.extend(
            item.time
                .map(|slot| ("moede_tid", self.fixed(&slot.to_string()))),
        );
        let presenter = item.presenter.as_ref();
        lines.extend(presenter.map(|role| ("moede_ansvarlig", leaf::label(role, words))));
        lines.extend(
            item.deadline
                .map(|date| ("moede_senest", self.fixed(&words.date(date)))),
        );
        if item.closed {
            lines.push(("moede_behandling", self.fixed(self.phrase("moede_lukket"))));
        }
        let rows = lines.into_iter().map(|(name, value)| {
            let cells = [self.fixed(self.phrase(name)), value];
            self.paper.row(name, RowKind::Plain, cells)
        });
        let aligns = [Align::Left, Align::Left];
        self.paper.table(FACTS, FACTS, &aligns, rows.collect())
    }

    fn annex_list(&self, entry: &Entry) -> Vec<Block> {
        let items = entry.annexes.iter().map(|annex| {
            let line = self.link(annex.target(), &self.annex_line(annex.number));
            let id = format!("moede.punkt-{}.bilag-{}", entry.number, annex.number);
            let text = Text::of(None, vec![line]);
            Item::of(vec![block(&id, BlockKind::Paragraph(text))])
        });
        let items: Vec<Item> = items.collect();
        if items.is_empty() {
            return Vec::new();
        }
        let ordered = false;
        let id = format!("moede.punkt-{}.bilag", entry.number);
        vec![block(&id, BlockKind::List(List { ordered, items }))]
    }
}
