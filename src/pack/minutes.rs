//! The skeleton of the minutes: what is known before the meeting, and room for the rest.

use crate::{
    compose::leaf,
    doc::{Align, Block, BlockId, BlockKind, Doc, Heading, Numbering, RowKind, Text},
    report::paper::block,
    template::page::{self, Named},
};

use super::{Entry, Pack, Told, words_only};

const PART: &str = "moede-referat";
const FACTS: &str = "moede-afholdt";

impl Pack<'_> {
    pub(super) fn minutes(&self) -> Result<Doc, String> {
        let entries = self.subject.agenda.entries.iter().zip(&self.told);
        let items = entries.flat_map(|(entry, told)| self.minute(entry, told));
        let title = self.heading(
            "moede-referat.titel",
            1,
            &format!(
                "{}: {}",
                self.phrase("moede_referat"),
                self.subject.meeting.title.text
            ),
        );
        let names = vec![
            ("titel", Named::Blocks(vec![title])),
            ("fakta", Named::Blocks(self.held())),
            ("punkter", Named::Blocks(items.collect())),
            ("eksempel", Named::Flag(self.subject.meeting.example)),
        ];
        let blocks = page::blocks(self.subject.template, PART, names)?;
        Ok(self.doc("moede_referat", "-referat", blocks))
    }

    /// When and where the meeting was, and who is to be ticked off.
    fn held(&self) -> Vec<Block> {
        let (meeting, words) = (self.subject.meeting, self.paper.words());
        let roles = meeting.participants.iter();
        let participants = roles.map(|role| leaf::label(role, words)).collect();
        let apologies = meeting.apologies.iter();
        let apologies = apologies.map(|role| leaf::label(role, words)).collect();
        let one = |words: String| vec![self.fixed(&words)];
        let lines: Vec<(&str, Vec<Text>)> = vec![
            ("moede_dato", one(words.date(meeting.date))),
            ("moede_tid", one(meeting.time.to_string())),
            ("moede_sted", vec![self.place()]),
            ("moede_deltagere", participants),
            ("moede_afbud", apologies),
        ];
        let rows = lines.into_iter().map(|(name, values)| {
            let head = leaf::cell(self.fixed(self.phrase(name)));
            crate::report::paper::row(name, RowKind::Plain, vec![head, leaf::cell_of(values)])
        });
        let aligns = [Align::Left, Align::Left];
        self.paper.table(FACTS, FACTS, &aligns, rows.collect())
    }

    fn minute(&self, entry: &Entry, told: &Told) -> Vec<Block> {
        let id = format!("moede-referat.punkt-{}", entry.number);
        let kind = entry.item.kind.map_or("", |kind| self.mark(kind));
        let title = self
            .phrase("moede_punkt_titel")
            .replace("{nummer}", &entry.number)
            .replace("{titel}", &entry.item.title.text);
        let level = if entry.lettered { 3 } else { 2 };
        let mut out = vec![self.heading(&id, level, format!("{title} {kind}").trim())];
        let mut field = |name, end: &str| {
            let text = self.bold(self.phrase(name));
            out.push(block(&format!("{id}.{end}"), BlockKind::Paragraph(text)));
        };
        if !told.proposal.is_empty() {
            field("moede_indstilling", "indstilling");
        }
        out.extend(words_only(&told.proposal, &format!("{id}.ord")));
        let mut field = |name, end: &str| {
            let text = self.bold(self.phrase(name));
            out.push(block(&format!("{id}.{end}"), BlockKind::Paragraph(text)));
            let room = self.fixed(self.phrase("moede_skriv_her"));
            out.push(block(
                &format!("{id}.{end}-rum"),
                BlockKind::Paragraph(room),
            ));
        };
        if !entry.is_treated() {
            return out;
        }
        field("moede_beslutning_navn", "beslutning");
        field("moede_opfoelgning", "opfoelgning");
        out
    }

    fn heading(&self, id: &str, level: u8, words: &str) -> Block {
        let heading = Heading {
            level,
            numbering: Numbering::None,
            text: self.fixed(words),
            listed: true,
        };
        let origin = crate::doc::Origin::Template("terms.toml".to_owned());
        Block::new(BlockId(id.to_owned()), origin, BlockKind::Heading(heading))
    }
}
