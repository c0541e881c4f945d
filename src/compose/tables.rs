//! Tables: those of the plan, and those derived from its registers, one file each.

mod addresses;
mod budget;
mod derived;
pub(super) mod goals;
mod indicators;
mod key_figures;
mod money;
mod narrow;
mod plan;
mod simple;

use crate::{
    doc::{
        Align, Block, BlockId, BlockKind, Cell, Column, Origin, Row, RowKind, Table, TableRole,
        Text,
    },
    key::{FieldKey, Span},
    template::{
        FORM,
        words::{Overview, Words},
    },
};

use super::{Composer, leaf};
pub use derived::number;

/// Makes a derived table for the delaftale or plan at hand; nothing where the plan has no data for it.
type Maker<'a> = fn(&mut Composer<'a>, &Overview) -> Option<Table>;

/// The derived tables: name in the template, and what makes it. Sorted by name.
///
/// To add one: a file here, a line here, its words in the template's `terms.toml`.
fn makers<'a>() -> [(&'static str, Maker<'a>); 14] {
    [
        ("adresser", Composer::addresses),
        ("aftaledokumenter", Composer::documents_table),
        ("delmaal", Composer::goals_table),
        ("faste-indikatorer", Composer::indicators_table),
        ("forkortelser", Composer::abbreviations_table),
        ("kvarterer", Composer::quarters_table),
        ("noegletal", Composer::key_figures_table),
        ("oekonomi", Composer::agreement_budget),
        ("oekonomi-aar", Composer::years_budget),
        ("oekonomi-andele", Composer::shares_budget),
        ("oekonomi-art", Composer::kinds_budget),
        ("oekonomi-omraader", Composer::areas_budget),
        ("oekonomi-poster", Composer::posts_budget),
        ("oekonomi-samlet", Composer::plan_budget),
    ]
}

impl Composer<'_> {
    /// A derived table by name, the family's own or one that all may use; nothing where the plan has no data for it, or prose has placed it already.
    pub(super) fn overview(&mut self, name: &str, from: Option<Span>) -> Vec<Block> {
        let template = self.template;
        let maker = makers()
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, maker)| maker);
        let own = self.plan.derived(name);
        let common = maker.zip(template.words.overviews.get(name));
        if own.is_none() && common.is_none() {
            return Vec::new();
        }
        // One of each delaftale: the id says which.
        let id = match (
            name,
            self.agreement.map(|index| &self.plan.agreements[index].id),
        ) {
            ("delmaal" | "oekonomi" | "oekonomi-aar", Some(agreement)) => {
                format!("oversigt.{name}.{agreement}")
            }
            _ => format!("oversigt.{name}"),
        };
        let id = BlockId(id);
        if !self.claim(&id, from) {
            return Vec::new();
        }
        self.open.push(id.clone());
        let (table, file) = match (own, common) {
            (Some(own), _) => (self.derived_table(own), FORM),
            (None, Some((make, words))) => (make(self, words), "terms.toml"),
            (None, None) => (None, FORM),
        };
        self.open.pop();
        let Some(table) = table else {
            return Vec::new();
        };
        let origin = Origin::Template(file.to_owned());
        // Its columns are the template's, or the plan's money's.
        let written = match name.starts_with("oekonomi") {
            true => FieldKey::file("oekonomi.toml"),
            false => FieldKey::file("plan.toml").child("skabelon"),
        };
        self.tell_narrow(&table, &written);
        let mut blocks = vec![Block::new(id, origin, BlockKind::Table(table))];
        if matches!(name, "oekonomi" | "oekonomi-samlet") {
            // Where money is divided among years, that table goes with the budget unless prose has placed it.
            blocks.extend(self.overview("oekonomi-aar", None));
        }
        blocks
    }

    /// What an annex holds besides its prose.
    pub(super) fn annex_content(&mut self) -> Vec<Block> {
        use crate::{doc, model::content::AnnexKind};
        let plan = self.plan;
        let Some(annex) = self.annex.map(|index| &plan.annexes[index]) else {
            return Vec::new();
        };
        match (annex.kind, &annex.image) {
            (AnnexKind::Kort, Some((image, alt))) => {
                let figure = doc::Figure {
                    caption: leaf::label(&annex.title, &self.template.words),
                    alt: alt.text.clone(),
                    content: doc::Picture::Image(super::chart::picture(image)),
                    replaces: None,
                    source: None,
                    notes: Vec::new(),
                };
                let id = BlockId(format!("figur.bilag-{}", annex.id));
                let origin = Origin::Plan(annex.key.clone());
                vec![Block::new(id, origin, BlockKind::Figure(figure))]
            }
            (AnnexKind::Kort, None) => self.overview("kvarterer", None),
            (AnnexKind::Adresser, _) => self.overview("adresser", None),
            (AnnexKind::Tekst, _) => Vec::new(),
        }
    }

    /// Text of the template, for heads and captions.
    pub(super) fn fixed(&self, words: &str) -> Text {
        leaf::fixed(words, "terms.toml", &self.template.words)
    }

    /// A table with the template's words and no rows yet.
    pub(super) fn frame(&self, words: &Overview, title: &str, aligns: &[Align]) -> Table {
        frame(words, title, aligns, &self.template.words)
    }
}

/// A table with the template's caption, heads, widths, source and notes, and no rows yet.
pub fn frame(words: &Overview, title: &str, aligns: &[Align], around: &Words) -> Table {
    let fixed = |text: &str| leaf::fixed(text, "terms.toml", around);
    let heads = words.columns.iter();
    let head = heads.map(|head| leaf::cell(fixed(head))).collect();
    let columns = words
        .widths
        .iter()
        .zip(aligns)
        .map(|(&width, &align)| Column { width, align });
    Table {
        role: TableRole::Data,
        caption: fixed(title),
        columns: columns.collect(),
        header: vec![row("hoved", RowKind::Plain, head)],
        rows: Vec::new(),
        row_headers: 1,
        replaces: None,
        source: words.source.as_ref().map(|text| fixed(text)),
        notes: words.notes.iter().map(|text| fixed(text)).collect(),
        wide: false,
        summary: None,
    }
}

/// A row.
pub(super) fn row(key: &str, kind: RowKind, cells: Vec<Cell>) -> Row {
    Row::new(key, kind, cells)
}

/// A cell over several rows.
fn tall(cell: Cell, rowspan: usize) -> Cell {
    Cell {
        rowspan: rowspan.max(1),
        ..cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_derived_table_has_words_in_every_template() {
        for family in crate::template::families() {
            let template = crate::template::Template::load(family.name)
                .unwrap()
                .unwrap();
            let names: Vec<&str> = template
                .words
                .overviews
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(names, makers().map(|(name, _)| name), "{}", family.name);
            for (name, words) in &template.words.overviews {
                assert_eq!(words.columns.len(), words.widths.len(), "{name}");
            }
        }
    }
}
