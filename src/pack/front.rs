//! Cover and call, the page that says it all in short, the agenda, contents.

use rust_decimal::Decimal;

use crate::{
    audience::Audience,
    compose::leaf,
    doc::{Align, Block, BlockKind, Cell, Cover, Doc, Fact, Item, List, Row, RowKind, Text},
    model::meeting::ItemKind,
    report::paper::{block, row},
    template::{
        page::{self, Named},
        words::number,
    },
    text::counted,
};

use super::{Entry, Pack, Told, sheet::leaves};

/// The part of the template, and its tables among the template's.
const PART: &str = "moede";
const AGENDA: &str = "moede-dagsorden";
const DECIDE: &str = "moede-beslut";
const MONEY: &str = "moede-koster";
const DEADLINES: &str = "moede-frister";
/// The ids of the lists of notes and of annexes.
pub const NOTES: &str = "moede.sager";
/// The list of annexes.
pub const ANNEXES: &str = "moede.bilagsliste";

impl Pack<'_> {
    pub(super) fn front(&self) -> Result<Doc, String> {
        let list = |id: &str, name| {
            let contents = BlockKind::Contents {
                title: self.phrase(name).to_owned(),
                depth: 1,
            };
            Named::Blocks(vec![block(id, contents)])
        };
        let bound = self.subject.bound;
        let annexes = self.subject.agenda.annexes().next().is_some();
        let names = vec![
            ("forside", Named::Blocks(vec![self.call()])),
            ("eksempel", Named::Flag(self.subject.meeting.example)),
            (
                "offentlig",
                Named::Flag(self.subject.agenda.audience == Audience::Public),
            ),
            ("sammenfatning", Named::Blocks(self.summary.clone())),
            ("beslutninger", Named::Blocks(self.to_decide())),
            ("aendringer", Named::Blocks(self.changes())),
            ("oekonomi", Named::Blocks(self.money())),
            ("dispensationer", Named::Blocks(self.waivers())),
            ("frister", Named::Blocks(self.deadlines())),
            ("dagsorden", Named::Blocks(self.agenda())),
            ("sager", list(NOTES, "moede_sager")),
            ("bilagsliste", list(ANNEXES, "moede_bilagsliste")),
            ("bundet", Named::Flag(bound)),
            ("bilag", Named::Flag(bound && annexes)),
            ("sideskift", page_break("moede.sideskift")),
            ("sideskift_indhold", page_break("moede.sideskift-indhold")),
        ];
        let blocks = page::blocks(self.subject.template, PART, names)?;
        Ok(self.doc("moede_pakke", "", blocks))
    }

    /// The cover, which is the call to the meeting.
    fn call(&self) -> Block {
        let (meeting, words) = (self.subject.meeting, self.paper.words());
        let roles = |roles: &[crate::model::Label]| -> Vec<Text> {
            roles.iter().map(|role| leaf::label(role, words)).collect()
        };
        let mut facts = Vec::new();
        let mut fact = |name, values: Vec<Text>| {
            if !values.is_empty() {
                facts.push(Fact::of(self.phrase(name), values));
            }
        };
        fact("moede_dato", vec![self.fixed(&words.date(meeting.date))]);
        fact("moede_tid", vec![self.fixed(&self.slot(meeting.time))]);
        fact("moede_sted", vec![self.place()]);
        fact("moede_deltagere", roles(&meeting.participants));
        fact("moede_afbud", roles(&meeting.apologies));
        fact("moede_udsendt", vec![self.fixed(&words.date(meeting.sent))]);
        let deadline = meeting.deadline.iter();
        fact(
            "moede_frist",
            deadline
                .map(|date| self.fixed(&words.date(*date)))
                .collect(),
        );
        let cover = Cover {
            overline: leaf::label(&meeting.body, words),
            title: leaf::label(&meeting.title, words),
            subtitle: self.fixed(&words.date(meeting.date)),
            facts,
        };
        block("moede.forside", BlockKind::Cover(cover))
    }

    fn slot(&self, slot: crate::model::meeting::Slot) -> String {
        self.phrase("moede_klokken")
            .replace("{tid}", &slot.to_string())
    }

    /// What the board must decide: each item with its proposal.
    fn to_decide(&self) -> Vec<Block> {
        let decisions = self.told().filter(|(entry, _)| entry.is_decision());
        let rows = decisions.map(|(entry, told)| self.asked(entry, &told.proposal));
        self.paged(DECIDE, rows.collect())
    }

    /// What the items cost, and who pays.
    fn money(&self) -> Vec<Block> {
        let costly = self.told().filter(|(_, told)| !told.economy.is_empty());
        let rows = costly.map(|(entry, told)| self.asked(entry, &told.economy));
        self.paged(MONEY, rows.collect())
    }

    /// An item and what it says, with the page of its note.
    fn asked(&self, entry: &Entry, words: &[Block]) -> Row {
        let cells = vec![
            leaf::cell(self.fixed(&entry.number)),
            leaf::cell(self.way(entry, &entry.item.title.text)),
            leaf::cell_of(words.iter().flat_map(leaves).collect()),
            leaf::cell(self.page(entry.has_note().then(|| entry.target()))),
        ];
        row(&entry.number, RowKind::Plain, cells)
    }

    /// A table whose last column tells pages. Where parts are files of their own there are none to tell.
    fn paged(&self, name: &str, rows: Vec<Row>) -> Vec<Block> {
        let columns = self
            .paper
            .overview(name)
            .map_or(0, |words| words.columns.len());
        let mut aligns = vec![Align::Left; columns.saturating_sub(1)];
        aligns.push(Align::Right);
        let mut blocks = self.paper.table(name, name, &aligns, rows);
        for block in &mut blocks {
            if let (false, BlockKind::Table(table)) = (self.subject.bound, &mut block.kind) {
                table.columns.pop();
                for row in table.header.iter_mut().chain(&mut table.rows) {
                    row.cells.pop();
                }
            }
        }
        blocks
    }

    /// Words that lead to the note of an item, if it has one.
    fn way(&self, entry: &Entry, words: &str) -> Text {
        if entry.has_note() {
            Text::of(None, vec![self.link(entry.target(), words)])
        } else {
            self.fixed(words)
        }
    }

    fn told(&self) -> impl Iterator<Item = (&Entry, &Told)> {
        self.subject.agenda.entries.iter().zip(&self.told)
    }

    /// What changed between versions: a list for each pair.
    fn changes(&self) -> Vec<Block> {
        let pairs = self.subject.changed.iter().enumerate();
        let items = pairs.map(|(index, changed)| {
            let id = format!("moede.aendret.{}", index + 1);
            let line = |end: &str, words: &str| {
                let text = BlockKind::Paragraph(self.fixed(words));
                block(&format!("{id}.{end}"), text)
            };
            let lines = changed.lines.iter().enumerate();
            let lines =
                lines.map(|(at, words)| Item::of(vec![line(&format!("2.{}", at + 1), words)]));
            let mut blocks = vec![line("1", &changed.title)];
            blocks.extend(bullets(&format!("{id}.2"), lines.collect()));
            Item::of(blocks)
        });
        bullets("moede.aendret", items.collect())
    }

    /// How many findings the plan gives a reason for letting stand, for who may know of them.
    fn waivers(&self) -> Vec<Block> {
        let count = self.subject.plan.waivers.len();
        if count == 0 || !self.subject.agenda.audience.reads_findings() {
            return Vec::new();
        }
        let count = number(Decimal::from(count));
        let words = counted::filled(self.phrase("moede_dispensationer"), |name| {
            (name == "antal").then_some(count.as_str())
        });
        let words = BlockKind::Paragraph(self.fixed(&words));
        vec![block("moede.dispensationer", words)]
    }

    /// Every date that something must be done by, in order.
    fn deadlines(&self) -> Vec<Block> {
        let words = self.paper.words();
        let mut lines: Vec<(time::Date, String)> = Vec::new();
        let meeting = self.subject.meeting;
        lines.extend(
            meeting
                .deadline
                .map(|date| (date, self.phrase("moede_frist").to_owned())),
        );
        for entry in &self.subject.agenda.entries {
            let line = self
                .phrase("moede_punkt_titel")
                .replace("{nummer}", &entry.number)
                .replace("{titel}", &entry.item.title.text);
            lines.extend(entry.item.deadline.map(|date| (date, line)));
        }
        lines.sort_by_key(|(date, _)| *date);
        let rows = lines.iter().enumerate().map(|(index, (date, line))| {
            let cells = [self.fixed(&words.date(*date)), self.fixed(line)];
            self.paper
                .row(&format!("frist-{}", index + 1), RowKind::Plain, cells)
        });
        let aligns = [Align::Left, Align::Left];
        self.paper
            .table(DEADLINES, DEADLINES, &aligns, rows.collect())
    }

    fn agenda(&self) -> Vec<Block> {
        let rows = self.subject.agenda.entries.iter().map(|entry| {
            let kind = entry.item.kind.map_or("", |kind| self.mark(kind));
            let time = entry.item.time.map(|slot| slot.to_string());
            let page = self.page(entry.has_note().then(|| entry.target()));
            let cells = vec![
                leaf::cell(self.fixed(&entry.number)),
                self.subject_cell(entry),
                leaf::cell(self.fixed(kind)),
                leaf::cell(self.fixed(&time.unwrap_or_default())),
                leaf::cell(page),
            ];
            row(&entry.number, RowKind::Plain, cells)
        });
        self.paged(AGENDA, rows.collect())
    }

    /// The heading of an item, who presents it, its annexes; that it is closed.
    fn subject_cell(&self, entry: &Entry) -> Cell {
        let star = if entry.annexes.is_empty() { "" } else { " *" };
        let title = format!("{}{star}", entry.item.title.text);
        let mut lines = vec![self.way(entry, &title)];
        if entry.item.closed {
            lines.push(self.italic(self.phrase("moede_lukket")));
        }
        lines.extend(entry.item.presenter.as_ref().map(|role| {
            let line = self
                .phrase("moede_forelaegges")
                .replace("{rolle}", &role.text);
            self.italic(&line)
        }));
        for annex in &entry.annexes {
            let mut inlines = vec![self.link(annex.target(), &self.annex_line(annex.number))];
            if self.subject.bound {
                let page = self.phrase("moede_paa_side");
                inlines.extend(self.fixed(", ").inlines);
                inlines.push(self.link(annex.target(), page));
            }
            lines.push(Text::of(None, inlines));
        }
        leaf::cell_of(lines)
    }

    /// `Bilag 3: Budget`.
    pub(super) fn annex_line(&self, number: usize) -> String {
        let annex = self.subject.titles.get(&number);
        self.phrase("moede_bilag_titel")
            .replace("{nummer}", &number.to_string())
            .replace("{titel}", annex.map_or("", String::as_str))
    }

    /// `(B)`, `(D)` or `(O)`.
    pub(super) fn mark(&self, kind: ItemKind) -> &str {
        self.phrase(match kind {
            ItemKind::Beslutning => "moede_b",
            ItemKind::Droeftelse => "moede_d",
            ItemKind::Orientering => "moede_o",
        })
    }
}

fn page_break(id: &str) -> Named {
    Named::Blocks(vec![block(id, BlockKind::PageBreak)])
}

/// A list of bullets; nothing for none.
fn bullets(id: &str, items: Vec<Item>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    let ordered = false;
    vec![block(id, BlockKind::List(List { ordered, items }))]
}
