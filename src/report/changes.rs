//! The list of changes as blocks of a document: by itself, before the marked document with each change linked to its
//! place there, or as a summary of whom to ask.

mod overview;

use std::collections::BTreeMap;

use crate::{
    changes::{
        Change, ChangeList, Concept, PlanPart, Section,
        narrate::{self, Narrator},
        words::{Passage, Stretch},
    },
    compose::{Anchors, Sought, leaf, money_tables},
    diag::Lang,
    doc::{
        Block, BlockId, BlockKind, Captioned, Class, Doc, Heading, Inline, Item, List, Numbering,
        Opening, Style, Text, mark, opening, outline::Outline, walk,
    },
    model::Plan,
    template::{Template, words::Words},
};

use super::paper::{Paper, WORDS, block};

/// The phrase of the list's title; also the end of its files' stem.
const LIST: &str = "aendringsliste";

/// What a list of changes is about.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// What changed.
    pub list: &'a ChangeList,
    /// The old version's number.
    pub from: &'a str,
    /// The new version.
    pub plan: &'a Plan,
    /// Its template.
    pub template: &'a Template,
    /// Whether to say why changes were made: the notes on changes are the plan's authors' own.
    pub reasons: bool,
}

/// Whom to ask about how many changes, a line each; nothing without changes.
pub fn summary_lines(subject: Subject<'_>) -> Vec<String> {
    subject.narrator().summary(subject.list)
}

/// The summary as blocks, for a letter.
pub fn summary_blocks(subject: Subject<'_>) -> Vec<Block> {
    let maker = Maker::of(subject, None, &[]);
    let lines = summary_lines(subject);
    let lines: Vec<Text> = lines.iter().map(|line| maker.bold(line)).collect();
    maker
        .bullets("aendringer.resume", lines)
        .into_iter()
        .collect()
}

/// Which of the marked documents a list opens.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// All of them.
    pub documents: &'a [Doc],
    /// Its number.
    pub at: usize,
    /// What is shown of it: itself, or what is left where what did not change is left out.
    pub shown: &'a Doc,
}

/// Heading, summary and changes, to be put into a document that does not show what the old version said. Each change is
/// linked to its place there. The heading is listed nowhere. The first document has all changes, any other those that
/// it shows; nothing if there are none.
pub fn blocks(subject: Subject<'_>, place: Place<'_>) -> Vec<Block> {
    opened(subject, place, |maker| {
        let mut out = vec![maker.heading(opening::FIRST, 1, &maker.title(), false)];
        out.extend(maker.body(false));
        out
    })
}

/// Heading, summary and, in a line each, where the changes are and who approves them, to be put before the document
/// that shows what both versions say. Each line is linked to its place there. The heading is listed nowhere.
pub fn overview(subject: Subject<'_>, place: Place<'_>) -> Opening {
    opened(subject, place, |maker| {
        let mut out = maker.overview();
        let title = maker.heading(opening::FIRST, 1, &maker.title(), false);
        out.blocks.insert(0, title);
        out
    })
}

/// The list as a document of its own.
pub fn document(subject: Subject<'_>) -> Doc {
    let maker = Maker::of(subject, None, &[]);
    let mut blocks = vec![maker.heading(opening::FIRST, 1, &maker.title(), true)];
    blocks.extend(maker.body(true));
    maker.paper.sent(LIST, LIST, blocks)
}

impl<'a> Subject<'a> {
    fn narrator(self) -> Narrator<'a> {
        Narrator {
            template: self.template,
            lang: Lang::Da,
        }
    }
}

/// Makes what opens a document, of the changes that it is to list.
fn opened<T: Default>(subject: Subject<'_>, place: Place<'_>, make: impl Fn(&Maker<'_>) -> T) -> T {
    let words = &subject.template.words;
    // The first document leads to the others; any other has what it shows itself, whole.
    let asked = match place.at {
        0 => place.documents.get(1..),
        at => place.documents.get(at..=at),
    };
    let asked = asked.unwrap_or_default();
    let accepted: Vec<Doc> = asked.iter().map(mark::accept).collect();
    let asked = asked.iter().zip(&accepted);
    let asked: Vec<Marked<'_>> = asked
        .map(|(doc, accepted)| Marked::of(doc, accepted, words))
        .collect();
    let shown = mark::accept(place.shown);
    let shown = Marked::of(place.shown, &shown, words);
    if place.at == 0 {
        return make(&Maker::of(subject, Some(&shown), &asked));
    }
    let is_here =
        |change: &Change, part: &PlanPart| asked.iter().any(|one| one.shows(change, part));
    let list = subject.list.only(is_here);
    if list.is_empty() {
        return T::default();
    }
    // What the plan's money comes to is told in front of the first.
    let list = ChangeList {
        money: None,
        ..list
    };
    let subject = Subject {
        list: &list,
        ..subject
    };
    make(&Maker::of(subject, Some(&shown), &[]))
}

struct Maker<'a> {
    subject: Subject<'a>,
    narrator: Narrator<'a>,
    paper: Paper<'a>,
    marked: Option<&'a Marked<'a>>,
    /// The other documents, which the document leads to by their names.
    others: &'a [Marked<'a>],
}

/// A marked document, to find changes in.
struct Marked<'a> {
    title: &'a str,
    anchors: Anchors<'a>,
    outline: Outline,
    labels: BTreeMap<&'a BlockId, String>,
}

/// Where a change is.
#[derive(Clone, PartialEq)]
enum Whereabouts {
    /// In the document at hand.
    Here(Reference),
    /// In another document, by its title.
    In(String),
    /// Nothing shows it.
    Nowhere,
}

/// A heading, table or figure to refer to, with the word before its number. One without a number is led to by the words
/// of the change itself.
#[derive(Clone, PartialEq)]
struct Reference {
    target: BlockId,
    label: Option<String>,
}

/// How a change is looked for.
fn sought<'c>(change: &'c Change, part: &'c PlanPart) -> Sought<'c> {
    let agreement = part.agreement();
    let of_money = ["oekonomi.toml#post.", "oekonomi.toml#angivet."];
    let of_money = of_money.iter().any(|list| change.path.starts_with(list));
    let by_year = matches!(change.kind, Concept::BUDGET_YEARS | Concept::YEARS_AMOUNT);
    Sought {
        new: change.new_key.as_ref(),
        old: change.old_key.as_ref(),
        around: change.around.as_ref(),
        agreement,
        told_in: if of_money {
            money_tables(agreement, by_year)
        } else {
            Vec::new()
        },
    }
}

impl<'a> Marked<'a> {
    fn of(doc: &'a Doc, accepted: &'a Doc, words: &Words) -> Self {
        let all = walk::blocks(&doc.blocks).into_iter();
        let labels = all.filter_map(|block| {
            let label = match block.class() {
                Class::Captioned(Captioned::Tables, _) => doc.terms.table.to_lowercase(),
                Class::Captioned(Captioned::Figures, _) => doc.terms.figure.to_lowercase(),
                Class::Heading(heading) => match heading.numbering {
                    Numbering::Decimal => words.phrase("afsnit_henvis").to_owned(),
                    // Its number is the whole of it: `Bilag A`.
                    Numbering::Annex | Numbering::None => String::new(),
                },
                Class::Front | Class::Listing | Class::Prose | Class::Frame | Class::Break => {
                    return None;
                }
            };
            Some((&block.id, label))
        });
        Marked {
            title: &doc.meta.title,
            anchors: Anchors::of(doc, accepted),
            outline: Outline::of(doc),
            labels: labels.collect(),
        }
    }

    fn shows(&self, change: &Change, part: &PlanPart) -> bool {
        self.anchors.shows(&sought(change, part))
    }

    fn place(&self, change: &Change, part: &PlanPart) -> Option<Reference> {
        let target = self.anchors.find(&sought(change, part))?;
        let label = self.labels.get(target).cloned();
        Some(Reference {
            target: target.clone(),
            label: label.filter(|_| self.outline.number(target).is_some_and(|n| !n.is_empty())),
        })
    }
}

impl<'a> Maker<'a> {
    fn of(subject: Subject<'a>, marked: Option<&'a Marked<'a>>, others: &'a [Marked<'a>]) -> Self {
        Maker {
            subject,
            narrator: subject.narrator(),
            paper: Paper {
                plan: subject.plan,
                template: subject.template,
            },
            marked,
            others,
        }
    }

    /// Where a change is: shown here, else in another document, else near to something here.
    fn whereabouts(&self, change: &Change, part: &PlanPart) -> Whereabouts {
        let here = self.marked.filter(|here| here.shows(change, part));
        let other = self.others.iter().find(|other| other.shows(change, part));
        match (here, other) {
            (None, Some(other)) => Whereabouts::In(other.title.to_owned()),
            (_, _) => {
                let here = self.marked.and_then(|here| here.place(change, part));
                here.map_or(Whereabouts::Nowhere, Whereabouts::Here)
            }
        }
    }

    fn title(&self) -> String {
        let gaps = [
            ("fra", self.subject.from),
            ("til", self.subject.plan.meta.version.text.as_str()),
        ];
        self.narrator.sentence("titel", &gaps)
    }

    /// Everything below the title.
    fn body(&self, listed: bool) -> Vec<Block> {
        let list = self.subject.list;
        if list.is_empty() {
            let none = self.paper.fixed(self.narrator.word("saetning", "ingen"));
            return vec![block("aendringer.ingen", BlockKind::Paragraph(none))];
        }
        let mut out = summary_blocks(self.subject);
        out.extend(self.money());
        for (at, section) in list.sections.iter().enumerate() {
            let title = self.narrator.part(&section.part);
            out.extend(self.section(&format!("aendringer.{}", at + 1), &title, section, listed));
        }
        for (at, section) in list.editorial.iter().enumerate() {
            let title = self.editorial_title(section);
            let id = format!("aendringer.redaktionelle.{}", at + 1);
            out.extend(self.section(&id, &title, section, listed));
        }
        out.extend(self.template(listed));
        let rules = self.narrator.rules(list);
        let rules: Vec<Text> = rules.iter().map(|rule| self.paper.fixed(rule)).collect();
        let title = self.narrator.word("saetning", "regler");
        out.push(self.heading("aendringer.regler", 2, title, listed));
        out.extend(self.bullets("aendringer.regler.liste", rules));
        out
    }

    /// What the plan's money comes to before and after, in a box.
    fn money(&self) -> Option<Block> {
        let money = self.subject.list.money.as_ref()?;
        let lines = self.narrator.money(money).into_iter();
        let lines = lines.map(|line| self.paper.fixed(&line)).collect();
        let lines = self.bullets("aendringer.penge.liste", lines);
        let title = self.narrator.money_title().to_owned();
        let blocks = lines.into_iter().collect();
        Some(block(
            "aendringer.penge",
            BlockKind::Callout { title, blocks },
        ))
    }

    fn editorial_title(&self, section: &Section) -> String {
        let editorial = self.narrator.word("resume", "redaktionelle");
        format!("{editorial}: {}", self.narrator.part(&section.part))
    }

    fn section(&self, id: &str, title: &str, section: &Section, listed: bool) -> [Block; 2] {
        let items = section.changes.iter().enumerate().map(|(at, change)| {
            let id = format!("{id}.{}", at + 1);
            self.item(&id, change, &section.part)
        });
        let list = List {
            ordered: false,
            items: items.collect(),
        };
        [
            self.heading(id, 2, title, listed),
            block(&format!("{id}.liste"), BlockKind::List(list)),
        ]
    }

    /// One change: its head with who approves it, and below it the changed words, what follows and why it was made.
    fn item(&self, id: &str, change: &Change, part: &PlanPart) -> Item {
        let line = &self.narrator.line(change, part);
        let place = self.whereabouts(change, part);
        let mut below: Vec<Text> = line.passages.iter().map(|p| self.passage(p)).collect();
        let told = line.contents.iter().chain(&line.follows);
        below.extend(told.map(|text| self.paper.fixed(text)));
        let reason = line.reason.as_ref().filter(|_| self.subject.reasons);
        below.extend(reason.map(|reason| {
            let reason = self.narrator.sentence("begrundelse", &[("tekst", reason)]);
            self.paper.fixed(&reason)
        }));
        let mut blocks = vec![block(
            &format!("{id}.1"),
            BlockKind::Paragraph(self.told(place, &line.place, &line.said(), &line.approval)),
        )];
        blocks.extend(self.bullets(&format!("{id}.2"), below));
        Item::of(blocks)
    }

    /// A place, what happened there and who approves it.
    fn told(&self, place: Whereabouts, name: &str, said: &str, who: &str) -> Text {
        let mut out = Text::default();
        let mut behind = None;
        match place {
            Whereabouts::Here(Reference {
                target,
                label: None,
            }) => {
                let label = name.to_owned();
                out.inlines.push(Inline::Ref { target, label });
            }
            Whereabouts::Here(Reference {
                target,
                label: Some(label),
            }) => {
                self.add(&mut out, name, BOLD);
                behind = Some(vec![Inline::Ref { target, label }]);
            }
            Whereabouts::In(title) => {
                self.add(&mut out, name, BOLD);
                let title = self.narrator.sentence("i-dokumentet", &[("navn", &title)]);
                behind = Some(self.styled(&title, Style::default()).inlines);
            }
            Whereabouts::Nowhere => self.add(&mut out, name, BOLD),
        }
        if !said.is_empty() {
            self.add(&mut out, &format!(": {said}"), Style::default());
        }
        if let Some(reference) = behind {
            self.add(&mut out, " (", Style::default());
            out.inlines.extend(reference);
            self.add(&mut out, ")", Style::default());
        }
        self.add(&mut out, " – ", Style::default());
        self.add(&mut out, who, ITALIC);
        out
    }

    /// Changed words in the words around them: `[»old« → »new«]`, told apart without colour and by who listens.
    fn passage(&self, passage: &Passage) -> Text {
        let mut out = Text::default();
        let mut stretches = narrate::excerpt(passage).into_iter().peekable();
        while let Some(stretch) = stretches.next() {
            match stretch {
                Stretch::Kept(text) => self.add(&mut out, &text, Style::default()),
                Stretch::New(text) => self.one(&mut out, "nyt", &text, BOLD),
                Stretch::Gone(text) => {
                    match stretches.next_if(|next| matches!(next, Stretch::New(_))) {
                        Some(new) => {
                            self.add(&mut out, "[", Style::default());
                            self.add(&mut out, text.trim(), ITALIC);
                            self.add(&mut out, " → ", Style::default());
                            self.add(&mut out, new.text().trim(), BOLD);
                            self.add(&mut out, "]", Style::default());
                        }
                        None => self.one(&mut out, "udgaar", &text, ITALIC),
                    }
                }
            }
        }
        out
    }

    /// Words that only one version has; the spaces around them stay outside.
    fn one(&self, out: &mut Text, what: &str, text: &str, style: Style) {
        let space = |is: bool| if is { " " } else { "" };
        let word = self.narrator.word("saetning", what);
        let lead = format!("{}[{word}: ", space(text.starts_with(' ')));
        self.add(out, &lead, Style::default());
        self.add(out, text.trim(), style);
        let tail = format!("]{}", space(text.ends_with(' ')));
        self.add(out, &tail, Style::default());
    }

    fn add(&self, out: &mut Text, words: &str, style: Style) {
        out.inlines.extend(self.styled(words, style).inlines);
    }

    fn template(&self, listed: bool) -> Vec<Block> {
        let changes = &self.subject.list.template;
        if changes.is_empty() {
            return Vec::new();
        }
        let passages = changes.iter().flat_map(|change| {
            let passages = change.passages.iter();
            passages.map(move |passage| (change, passage))
        });
        // Wording is known by itself; a limit is a bare number.
        let told = passages.map(|(change, passage)| {
            let mut text = Text::default();
            if !change.key.is_empty() {
                let place = self.narrator.template_place(change);
                self.add(&mut text, &format!("{place}: "), Style::default());
            }
            text.inlines.extend(self.passage(passage).inlines);
            text
        });
        let passages = told.collect();
        let title = self.narrator.word("resume", "skabelon");
        let mut out = vec![self.heading("aendringer.skabelon", 2, title, listed)];
        out.extend(self.bullets("aendringer.skabelon.liste", passages));
        out
    }

    fn bullets(&self, id: &str, items: Vec<Text>) -> Option<Block> {
        let items = items.into_iter().enumerate().map(|(at, text)| {
            let id = format!("{id}.{}", at + 1);
            Item::of(vec![block(&id, BlockKind::Paragraph(text))])
        });
        let items: Vec<Item> = items.collect();
        let ordered = false;
        (!items.is_empty()).then(|| block(id, BlockKind::List(List { ordered, items })))
    }

    fn heading(&self, id: &str, level: u8, words: &str, listed: bool) -> Block {
        let heading = Heading {
            level,
            numbering: Numbering::None,
            text: self.paper.fixed(words),
            listed,
        };
        block(id, BlockKind::Heading(heading))
    }

    fn bold(&self, words: &str) -> Text {
        self.styled(words, BOLD)
    }

    fn styled(&self, words: &str, style: Style) -> Text {
        let around = self.paper.words();
        leaf::styled(words, WORDS, style, around)
    }
}

const BOLD: Style = Style {
    bold: true,
    italic: false,
};
const ITALIC: Style = Style {
    bold: false,
    italic: true,
};
