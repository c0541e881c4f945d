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
        Align, Block, BlockId, BlockKind, Cell, Column, Figure, Origin, Row, RowKind, Table,
        TableRole, Text,
    },
    key::{FieldKey, Span},
    template::{
        FORM,
        words::{Overview, Words},
    },
};

use super::{Composer, leaf};
pub use derived::number;

/// Makes a derived table or picture for the delaftale or plan at hand; nothing where the plan has no data for it.
enum Maker<'a> {
    Table(fn(&mut Composer<'a>, &Overview) -> Option<Table>),
    Figure(fn(&mut Composer<'a>, &Overview) -> Option<Figure>),
}

/// Those of which each delaftale has its own: the id says which.
const OF_EACH: [&str; 5] = [
    "delmaal",
    "milepaele",
    "oekonomi",
    "oekonomi-aar",
    "tidsplan",
];

/// Whether an overview is a picture.
pub fn is_picture(name: &str) -> bool {
    let mut makers = makers().into_iter();
    makers.any(|(known, maker)| known == name && matches!(maker, Maker::Figure(_)))
}

/// The derived tables and pictures: name in the template, and what makes it. Sorted by name.
///
/// To add one: a file here, a line here, its words in the template's `terms.toml`.
fn makers<'a>() -> [(&'static str, Maker<'a>); 16] {
    use Maker::{Figure, Table};
    [
        ("adresser", Table(Composer::addresses)),
        ("aftaledokumenter", Table(Composer::documents_table)),
        ("delmaal", Table(Composer::goals_table)),
        ("faste-indikatorer", Table(Composer::indicators_table)),
        ("forkortelser", Table(Composer::abbreviations_table)),
        ("kvarterer", Table(Composer::quarters_table)),
        ("milepaele", Table(Composer::milestones_plan)),
        ("noegletal", Table(Composer::key_figures_table)),
        ("oekonomi", Table(Composer::agreement_budget)),
        ("oekonomi-aar", Table(Composer::years_budget)),
        ("oekonomi-andele", Table(Composer::shares_budget)),
        ("oekonomi-art", Table(Composer::kinds_budget)),
        ("oekonomi-omraader", Table(Composer::areas_budget)),
        ("oekonomi-poster", Table(Composer::posts_budget)),
        ("oekonomi-samlet", Table(Composer::plan_budget)),
        ("tidsplan", Figure(Composer::schedule)),
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
        let agreement = self.agreement.map(|index| &self.plan.agreements[index].id);
        let id = match (self.companion, agreement) {
            // A document of its own shows what the agreement shows, too.
            (Some(form), _) => format!("oversigt.{name}.{}", form.id),
            (None, Some(agreement)) if OF_EACH.contains(&name) => {
                format!("oversigt.{name}.{agreement}")
            }
            (None, _) => format!("oversigt.{name}"),
        };
        let id = BlockId(id);
        if !self.claim(&id, from) {
            return Vec::new();
        }
        self.open.push(id.clone());
        let (made, file) = match (own, common) {
            (Some(own), _) => (self.derived_table(own).map(BlockKind::Table), FORM),
            (None, Some((Maker::Table(make), words))) => {
                (make(self, words).map(BlockKind::Table), "terms.toml")
            }
            (None, Some((Maker::Figure(make), words))) => {
                (make(self, words).map(BlockKind::Figure), "terms.toml")
            }
            (None, None) => (None, FORM),
        };
        self.open.pop();
        let Some(made) = made else {
            return Vec::new();
        };
        let origin = Origin::Template(file.to_owned());
        // Its columns are the template's, or the plan's money's.
        let written = match name.starts_with("oekonomi") {
            true => FieldKey::file("oekonomi.toml"),
            false => FieldKey::file("plan.toml").child("skabelon"),
        };
        if let BlockKind::Table(table) = &made {
            self.tell_narrow(table, &written);
        }
        let mut blocks = vec![Block::new(id, origin, made)];
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
        was: None,
        source: words.source.as_ref().map(|text| fixed(text)),
        notes: words.notes.iter().map(|text| fixed(text)).collect(),
        wide: false,
        summary: None,
    }
}

/// The ids of the tables that tell of the money of a delaftale, or of what no delaftale holds, the first that there is
/// first. They need not show the line itself: lines of one funder are summed.
pub fn money_tables(agreement: Option<&str>, by_year: bool) -> Vec<String> {
    let of = |name: &str| match agreement {
        Some(id) => format!("oversigt.{name}.{id}"),
        None => format!("oversigt.{name}"),
    };
    let whole = match agreement {
        Some(_) => "oekonomi",
        None => "oekonomi-samlet",
    };
    let years = by_year.then(|| of("oekonomi-aar"));
    years.into_iter().chain([of(whole)]).collect()
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
