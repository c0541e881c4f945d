//! Plan + template → documents. Structure and wording come from the template, values from the plan.

mod anchors;
mod chart;
mod context;
mod data;
mod faults;
mod follow_up;
pub mod leaf;
mod meta;
mod named;
mod parts;
mod references;
mod remarks;
mod schedule;
pub mod sections;
mod showing;
mod slot_words;
mod stamp;
mod tables;
mod title;
mod unprinted;

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use crate::{
    audience::Edition,
    diag::Diagnostic,
    doc::{Block, BlockId, BlockKind, Captioned, Doc, Inline, Origin, Text, walk},
    key::{FieldKey, Span},
    load::hint,
    model::{Plan, Prose, Scope},
    source::Sources,
    template::{
        CompanionForm, Part, Template,
        data::{DataMap, Misses, Place, Slot},
        markdown::{self, Home, Misuse, Surroundings},
        render::{self, Renderer},
    },
};

pub use anchors::{Anchors, Sought};
pub use follow_up::{Report, report, tell_status};
pub use slot_words::SlotWords;
pub use stamp::stamp;
pub use tables::frame;
pub use tables::money_tables;
pub use title::Titles;

/// Makes the plan's documents: one in chapters, or LBF's with each delaftale apart. Faults in prose and
/// references are told in `found`, at their place in the sources.
///
/// `edition` says for whom, and whether all of them are drafts; `data` is the public data file to attach.
pub fn documents(
    plan: &Plan,
    template: &Template,
    sources: &Sources,
    edition: Edition,
    data: &[u8],
    found: &mut Vec<Diagnostic>,
) -> Vec<Doc> {
    let draft = edition.draft || plan.meta.is_draft();
    let mut composer = Composer::new(plan, template, sources, draft, found);
    let mut docs = Vec::new();
    let structure = template.structure.documents(plan.meta.numbering);
    if structure.is_empty() {
        let key = FieldKey::file("plan.toml").child("nummerering");
        let finding = Diagnostic::at("P024", sources.span(&key));
        composer.found.push(finding.arg("skabelon", &template.name));
        composer.whole = false;
    }
    for document in structure {
        let agreements: Vec<Option<usize>> = if document.per_agreement {
            (0..plan.agreements.len()).map(Some).collect()
        } else {
            vec![None]
        };
        for agreement in agreements {
            composer.agreement = agreement;
            docs.push(composer.document(&document.parts, data));
        }
    }
    composer.agreement = None;
    for form in &template.structure.companions {
        if plan.makes(&form.id) {
            composer.companion = Some(form);
            docs.push(composer.document(&form.parts, data));
        }
    }
    composer.companion = None;
    composer.tell_unplaced();
    composer.tell_unprinted(&docs);
    let is_draft = composer.draft;
    references::resolve(&mut docs, &[], template, sources, composer.found);
    if is_draft && edition.audience.reads_notes() {
        remarks::place(&mut docs, sources);
    }
    docs
}

/// Prose that stands outside the plan's documents, with the plan's data at hand. Each group is set as one document of its
/// own, whose tables and figures count from 1; each piece has the id that its blocks stand below. What stands in `docs`
/// is referred to by its title there.
pub fn prose(
    (plan, template, sources): (&Plan, &Template, &Sources),
    docs: &[Doc],
    groups: &[Vec<(&Prose, String)>],
    found: &mut Vec<Diagnostic>,
) -> Vec<Vec<Vec<Block>>> {
    let mut composer = Composer::new(plan, template, sources, false, found);
    let mut counts = Vec::new();
    let mut own = Vec::new();
    for group in groups {
        composer.placed.clear();
        let pieces = group.iter();
        let pieces: Vec<Vec<Block>> = pieces.map(|(text, id)| composer.prose(text, id)).collect();
        counts.push(pieces.iter().map(Vec::len).collect::<Vec<_>>());
        own.push(Doc {
            meta: composer.meta(),
            terms: template.terms.clone(),
            blocks: pieces.into_iter().flatten().collect(),
            attachment: None,
            revision: None,
        });
    }
    references::resolve(&mut own, docs, template, sources, composer.found);
    let groups = own.into_iter().zip(counts);
    let parted = groups.map(|(doc, counts)| {
        let mut blocks = doc.blocks.into_iter();
        let pieces = counts.into_iter();
        pieces
            .map(|count| blocks.by_ref().take(count).collect())
            .collect()
    });
    parted.collect()
}

/// Leaves out a list of tables or figures where the document has none.
fn drop_empty_lists(blocks: &mut Vec<Block>) {
    let has = |wanted| {
        let mut counted = walk::blocks(blocks).into_iter().filter_map(Block::counted);
        counted.any(|(what, _)| what == wanted)
    };
    let (tables, figures) = (has(Captioned::Tables), has(Captioned::Figures));
    blocks.retain(|block| match &block.kind {
        BlockKind::ListOf { what, .. } => match what {
            Captioned::Tables => tables,
            Captioned::Figures => figures,
        },
        _ => true,
    });
}

/// The state of composing: the inputs, and where in the document we are.
struct Composer<'a> {
    plan: &'a Plan,
    template: &'a Template,
    sources: &'a Sources,
    renderer: Renderer,
    root: DataMap,
    misses: Misses,
    draft: bool,
    found: &'a mut Vec<Diagnostic>,
    /// The delaftale at hand.
    agreement: Option<usize>,
    /// The document at hand, if it is one beside the agreements.
    companion: Option<&'a CompanionForm>,
    /// The strategic item at hand.
    section: Option<usize>,
    /// The annex at hand.
    annex: Option<usize>,
    /// Id of the part at hand.
    home: String,
    /// Level of `#` in the part at hand.
    level: u8,
    /// Delaftaler that a heading stands for, by id: what refers to one leads there.
    headed: BTreeSet<String>,
    /// Whether every part could be made.
    whole: bool,
    /// Keys of the prose that was set.
    set: BTreeSet<FieldKey>,
    /// Tables and figures that stand somewhere.
    placed: BTreeSet<BlockId>,
    /// Tables whose cells are being made: prose in a cell cannot place one of them again.
    open: Vec<BlockId>,
    /// What a report is about; none in the plan's own documents.
    follow_up: Option<follow_up::FollowUp<'a>>,
}

impl<'a> Composer<'a> {
    fn new(
        plan: &'a Plan,
        template: &'a Template,
        sources: &'a Sources,
        draft: bool,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let misses = Misses::default();
        Composer {
            plan,
            template,
            sources,
            renderer: Renderer::new(&misses),
            root: data::root(plan, template, &misses),
            misses,
            draft,
            found,
            agreement: None,
            companion: None,
            section: None,
            annex: None,
            home: String::new(),
            level: 1,
            headed: BTreeSet::new(),
            whole: true,
            set: BTreeSet::new(),
            placed: BTreeSet::new(),
            open: Vec::new(),
            follow_up: None,
        }
    }
}

impl Composer<'_> {
    /// The document at hand.
    fn document(&mut self, parts: &[Part], data: &[u8]) -> Doc {
        let mut blocks = self.parts(parts);
        drop_empty_lists(&mut blocks);
        Doc {
            meta: self.meta(),
            terms: self.template.terms.clone(),
            blocks,
            attachment: Some(self.attachment(data)),
            revision: None,
        }
    }

    /// Prose of the plan as blocks with ids below `id`.
    fn prose(&mut self, prose: &Prose, id: &str) -> Vec<Block> {
        self.with_prose(prose, id, |text, slots, home, unbroken, around| {
            markdown::blocks(text, slots, home, unbroken, around)
        })
    }

    /// Prose of the plan as one leaf.
    fn inline_prose(&mut self, prose: &Prose) -> Text {
        self.with_prose(prose, "", |text, slots, home, unbroken, around| {
            markdown::inline(text, slots, home, unbroken, around)
        })
    }

    fn with_prose<T: Default>(
        &mut self,
        prose: &Prose,
        id: &str,
        parse: impl FnOnce(
            &str,
            &[Slot],
            &Home,
            &crate::template::words::Unbroken,
            &mut dyn Surroundings,
        ) -> T,
    ) -> T {
        self.set.insert(prose.key.clone());
        let context = self.prose_context(&prose.scope);
        let rendered = match self.renderer.prose(&prose.key.file, &prose.text, context) {
            Ok(rendered) => rendered,
            Err(faults) => {
                faults.iter().for_each(|fault| self.fault(fault, prose));
                return T::default();
            }
        };
        let mut slots = rendered.slots;
        let text = note_slots(&rendered.text, &mut slots);
        let home = Home {
            id: id.to_owned(),
            origin: Origin::Plan(prose.key.clone()),
            field: Some(prose.key.clone()),
            level: 0,
            listed_to: 0,
        };
        let template = self.template;
        let mut around = Around {
            composer: self,
            prose: Some(prose),
            rendered: (&text, &slots),
            told: 0,
        };
        let parsed = parse(&text, &slots, &home, &template.words.unbroken, &mut around);
        let left = around.told.saturating_sub(MOST_TOLD);
        if left > 0 {
            let finding = Diagnostic::at("P046", self.sources.span(&prose.key));
            self.found.push(finding.arg("antal", left));
        }
        parsed
    }

    fn tell(&mut self, code: &'static str, span: Span) {
        self.found.push(Diagnostic::at(code, span));
    }

    fn tell_unplaced(&mut self) {
        let used_by_figures: BTreeSet<&str> = self
            .plan
            .charts
            .values()
            .filter_map(|f| f.table.as_deref())
            .collect();
        let tables = self
            .plan
            .tables
            .iter()
            .filter(|(id, _)| !used_by_figures.contains(id.as_str()));
        let tables = tables.map(|(id, table)| (leaf::table_id(id), &table.key));
        let figures = self
            .plan
            .charts
            .iter()
            .map(|(id, figure)| (leaf::figure_id(id), &figure.key));
        for (id, key) in tables.chain(figures).collect::<Vec<_>>() {
            if !self.placed.contains(&id) {
                let span = self.sources.span(&key.child("titel"));
                self.found
                    .push(Diagnostic::at("P011", span).arg("id", id.as_str()));
            }
        }
    }
}

/// Exchanges `[^id]` for slots, so that CommonMark needs no definitions.
fn note_slots(text: &str, slots: &mut Vec<Slot>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("[^") {
        out.push_str(&rest[..open]);
        let after = &rest[open + 2..];
        // Brackets that are to be read have a backslash before them.
        let read = (out.len() - out.trim_end_matches('\\').len()) % 2 == 1;
        let length = after
            .bytes()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == b'-')
            .count();
        let closed = !read && length > 0 && after[length..].starts_with(']');
        let name = closed.then(|| &after[..length]);
        match name
            .and_then(|name| Some((name, render::add_slot(slots, Slot::Note(name.to_owned()))?)))
        {
            Some((name, sentinel)) => {
                out.push(sentinel);
                rest = &after[name.len() + 1..];
            }
            None => {
                out.push_str("[^");
                rest = after;
            }
        }
    }
    out + rest
}

/// What markdown asks for while a text is parsed.
struct Around<'c, 'a> {
    composer: &'c mut Composer<'a>,
    /// The prose at hand; `None` in a part of the template.
    prose: Option<&'c Prose>,
    /// The text that is parsed, and its slots.
    rendered: (&'c str, &'c [Slot]),
    /// What was found in the text so far.
    told: usize,
}

/// Most that is told of one text. Who has more made one slip many times.
const MOST_TOLD: usize = 200;

impl Around<'_, '_> {
    /// Where a byte of the parsed text stands in the sources.
    fn span(&self, prose: &Prose, at: usize) -> Span {
        let (text, slots) = self.rendered;
        let at = render::place_in(&prose.text, text, slots, at);
        self.composer.sources.inside(&prose.key, at..at + 1)
    }
}

impl Surroundings for Around<'_, '_> {
    fn place(&mut self, place: &Place, at: usize) -> Vec<Block> {
        let from = self.prose.map(|prose| self.span(prose, at));
        self.composer.place(place, from)
    }

    fn note(&mut self, name: &str) -> Option<Inline> {
        let prose = self.prose?;
        let Some(label) = prose.scope.notes.get(name) else {
            let offset = prose.text.find(&format!("[^{name}]")).unwrap_or(0);
            let part = offset..offset + name.len() + 3;
            let span = self.composer.sources.inside(&prose.key, part);
            let known: Vec<&str> = prose.scope.notes.keys().map(String::as_str).collect();
            let finding = Diagnostic::at("P004", span).arg("navn", name);
            self.composer
                .found
                .push(finding.arg("forslag", hint(name, &known)));
            return None;
        };
        // A note within a note has no place to stand: notes see no notes.
        let scope = Arc::new(Scope {
            notes: Default::default(),
            ..(*prose.scope).clone()
        });
        let text = Prose {
            text: label.text.clone(),
            key: label.key.clone(),
            scope,
        };
        let content = self.composer.inline_prose(&text);
        Some(Inline::Note {
            id: format!("{}-{name}", prose.scope.prefix),
            content,
        })
    }

    fn misuse(&mut self, what: Misuse, at: usize) {
        self.told += 1;
        if self.told > MOST_TOLD {
            return;
        }
        let code = match what {
            Misuse::Heading => "P005",
            Misuse::Element => "P006",
            Misuse::PlaceInText => "P007",
            Misuse::Link => "P008",
            Misuse::Deep => "P017",
            Misuse::Block => "P018",
            Misuse::ListMark => "P025",
            Misuse::Pasted => "P026",
            Misuse::Stars => "P027",
            Misuse::Html => "P028",
            Misuse::Reference => "P029",
            Misuse::Emphasis => "P030",
            Misuse::Underline => "P031",
            Misuse::Indent => "P032",
            Misuse::Definition => "P033",
            Misuse::Backslash => "P034",
            Misuse::Spaces => "P035",
            Misuse::Swallowed => "P036",
            Misuse::Hyphen => "P038",
        };
        let span = match self.prose {
            Some(prose) => self.span(prose, at),
            None => Span {
                file: self.composer.home.as_str().into(),
                range: Range::default(),
            },
        };
        self.composer.tell(code, span);
    }
}
