//! What several drafts changed, in words: on a terminal and as Markdown. Both say the same, which stands here.

use crate::{
    changes::{
        Change, PlanPart, TemplateChange, human, markdown,
        narrate::{Line, Narrator},
        words::Passage,
    },
    diag::Lang,
};

use super::{Clash, Draft, Entry, Together};

/// The group of the words.
const WORDS: &str = "udkast";

/// One thing that is said, with what belongs to it.
#[derive(Default)]
struct Item {
    head: String,
    passages: Vec<Passage>,
    items: Vec<Item>,
}

/// A heading and what stands under it.
struct Group {
    heading: String,
    items: Vec<Item>,
}

impl Item {
    fn line(head: String) -> Self {
        Item {
            head,
            ..Item::default()
        }
    }
}

/// The list as lines of text.
pub fn human(all: &Together<'_>, lang: Lang) -> String {
    let Some(voice) = Voice::of(all, lang) else {
        return String::new();
    };
    let mut out = vec![voice.title()];
    for group in voice.groups() {
        out.extend([String::new(), group.heading]);
        group.items.iter().for_each(|item| lines(item, 1, &mut out));
    }
    out.join("\n")
}

fn lines(item: &Item, depth: usize, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    out.push(format!("{indent}{}", item.head));
    let passages = item.passages.iter();
    out.extend(passages.map(|passage| format!("{indent}  {}", human::marked(passage))));
    item.items
        .iter()
        .for_each(|inner| lines(inner, depth + 1, out));
}

/// The list as Markdown.
pub fn markdown(all: &Together<'_>, lang: Lang) -> String {
    let Some(voice) = Voice::of(all, lang) else {
        return String::new();
    };
    let mut out = vec![format!("# {}", markdown::escaped(&voice.title()))];
    for group in voice.groups() {
        out.push(format!("## {}", markdown::escaped(&group.heading)));
        let mut items = Vec::new();
        group
            .items
            .iter()
            .for_each(|item| bullets(item, 0, &mut items));
        out.extend((!items.is_empty()).then(|| items.join("\n")));
    }
    out.join("\n\n") + "\n"
}

fn bullets(item: &Item, depth: usize, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    out.push(format!("{indent}- {}", markdown::escaped(&item.head)));
    let passages = item.passages.iter();
    out.extend(passages.map(|passage| format!("{indent}  - {}", markdown::marked(passage))));
    item.items
        .iter()
        .for_each(|inner| bullets(inner, depth + 1, out));
}

/// Says what drafts changed, each with the words of its own template.
pub(super) struct Voice<'a> {
    all: &'a Together<'a>,
    /// Of what is said of no draft alone.
    pub(super) common: Narrator<'a>,
}

impl<'a> Voice<'a> {
    pub(super) fn of(all: &'a Together<'a>, lang: Lang) -> Option<Self> {
        let template = all.drafts.first()?.template;
        Some(Voice {
            all,
            common: Narrator { template, lang },
        })
    }

    pub(super) fn narrator(&self, draft: usize) -> Narrator<'a> {
        Narrator {
            template: self.all.drafts[draft].template,
            lang: self.common.lang,
        }
    }

    fn said(&self, name: &'static str, gaps: &[(&str, &str)]) -> String {
        self.common.filled(WORDS, name, gaps)
    }

    fn title(&self) -> String {
        let count = self.all.drafts.len().to_string();
        self.said("titel", &[("fra", self.all.base), ("antal", &count)])
    }

    fn names(&self, drafts: impl Iterator<Item = usize>) -> String {
        let names: Vec<&str> = drafts.map(|draft| self.all.drafts[draft].name).collect();
        names.join(", ")
    }

    fn makers(&self, entry: &Entry) -> String {
        self.names(entry.by.iter().map(|(draft, _)| *draft))
    }

    fn groups(&self) -> Vec<Group> {
        let drafts = self.all.drafts.iter();
        let drafts = drafts
            .enumerate()
            .map(|(number, draft)| self.draft(number, draft));
        let mut out: Vec<Group> = drafts.collect();
        if self.all.is_empty() {
            return out;
        }
        out.push(match self.all.clashes.as_slice() {
            [] => Group {
                heading: self.said("ingen-uenige", &[]),
                items: Vec::new(),
            },
            clashes => self.clashes("uenige", clashes),
        });
        if !self.all.beside.is_empty() {
            out.push(self.clashes("hver-sit", &self.all.beside));
        }
        for (part, entries) in &self.all.sections {
            out.push(self.section(self.common.part(part), entries));
        }
        for (part, entries) in &self.all.editorial {
            let editorial = self.common.word("resume", "redaktionelle");
            out.push(self.section(format!("{editorial}: {}", self.common.part(part)), entries));
        }
        out.extend(self.template());
        let rules = self.all.rules();
        if !rules.is_empty() {
            let rules = self.common.rules_of(&rules).into_iter();
            out.push(Group {
                heading: self.common.word("saetning", "regler").to_owned(),
                items: rules.map(Item::line).collect(),
            });
        }
        out
    }

    /// How many changes of a draft whom to ask about, and what its total comes to.
    fn draft(&self, number: usize, draft: &Draft<'_>) -> Group {
        let narrator = self.narrator(number);
        let mut lines = narrator.summary(draft.list);
        lines.extend(draft.money().iter().flat_map(|money| narrator.total(money)));
        if draft.list.is_empty() {
            lines.push(self.common.word("saetning", "ingen").to_owned());
        }
        let gaps = [("navn", draft.name), ("version", draft.version)];
        Group {
            heading: self.said("udkast", &gaps),
            items: lines.into_iter().map(Item::line).collect(),
        }
    }

    fn section(&self, heading: String, entries: &[Entry]) -> Group {
        let items = entries.iter().map(|entry| {
            let line = self.first_line(entry);
            let head = line.head();
            self.entry(entry, line, head)
        });
        Group {
            heading,
            items: items.collect(),
        }
    }

    fn clashes(&self, name: &'static str, clashes: &[Clash]) -> Group {
        let count = clashes.len().to_string();
        Group {
            heading: self.said(name, &[("antal", &count)]),
            items: clashes.iter().map(|clash| self.clash(clash)).collect(),
        }
    }

    /// A place, what it said before, and what each draft made of it.
    fn clash(&self, clash: &Clash) -> Item {
        let first = &clash.entries[0];
        let lines: Vec<Line> = clash
            .entries
            .iter()
            .map(|entry| self.first_line(entry))
            .collect();
        let place = lines[0].place.clone();
        let one_place = lines.iter().all(|line| line.place == place);
        let before = lines.iter().find_map(|line| {
            let both = line.old.is_some() && line.new.is_some();
            line.old.as_ref().filter(|_| both && one_place)
        });
        let part = self.common.part(&first.part);
        let mut head = match place == part {
            true => part,
            false => format!("{part} › {place}"),
        };
        if let Some(before) = before {
            head = format!("{head}: {before}");
        }
        let told = clash.entries.iter().zip(lines).map(|(entry, line)| {
            let said = match line.place == place {
                true if one_place => becomes(&line),
                true => line.said(),
                false => {
                    let inside = line.place.strip_prefix(place.as_str());
                    let inside = inside.and_then(|steps| steps.strip_prefix(" › "));
                    format!("{}: {}", inside.unwrap_or(&line.place), line.said())
                }
            };
            self.entry(entry, line, said)
        });
        Item {
            head,
            items: told.collect(),
            passages: Vec::new(),
        }
    }

    /// A change behind the names of the drafts that made it. Who approves it and why it was made may differ.
    fn entry(&self, entry: &Entry, line: Line, head: String) -> Item {
        let mut below: Vec<String> = line.contents;
        below.extend(line.follows);
        below.extend(self.of_each(entry, |line| Some(line.approval)));
        below.extend(self.of_each(entry, |line| {
            let reason = line.reason?;
            Some(self.common.sentence("begrundelse", &[("tekst", &reason)]))
        }));
        Item {
            head: format!("[{}] {head}", self.makers(entry)),
            passages: line.passages,
            items: below.into_iter().map(Item::line).collect(),
        }
    }

    /// What all drafts of an entry say alike once, what they say differently with their names.
    fn of_each(&self, entry: &Entry, say: impl Fn(Line) -> Option<String>) -> Vec<String> {
        let mut said: Vec<(Vec<usize>, String)> = Vec::new();
        for (draft, change) in &entry.by {
            let line = self.line(*draft, change, &entry.part);
            let Some(text) = say(line) else {
                continue;
            };
            match said.iter_mut().find(|(_, known)| *known == text) {
                Some((by, _)) => by.push(*draft),
                None => said.push((vec![*draft], text)),
            }
        }
        let all = entry.by.len();
        let lines = said.into_iter().map(|(by, text)| match by.len() == all {
            true => text,
            false => format!("[{}] {text}", self.names(by.into_iter())),
        });
        lines.collect()
    }

    fn template(&self) -> Option<Group> {
        let item = |(by, change): &(Vec<usize>, TemplateChange)| Item {
            head: format!(
                "[{}] {}",
                self.names(by.iter().copied()),
                self.narrator(by[0]).template_place(change)
            ),
            passages: change.passages.clone(),
            items: Vec::new(),
        };
        let changes = &self.all.template;
        (!changes.is_empty()).then(|| Group {
            heading: self.common.word("resume", "skabelon").to_owned(),
            items: changes.iter().map(item).collect(),
        })
    }

    /// A change in words, as the first of its drafts says it.
    fn first_line(&self, entry: &Entry) -> Line {
        self.line(entry.by[0].0, entry.change(), &entry.part)
    }

    /// A change in words, as one of its drafts says it.
    pub(super) fn line(&self, draft: usize, change: &Change, part: &PlanPart) -> Line {
        self.narrator(draft).line(change, part)
    }
}

/// What a value became, where what it was is told before.
fn becomes(line: &Line) -> String {
    match (&line.old, &line.new, &line.difference) {
        (Some(_), Some(new), None) => new.clone(),
        (Some(_), Some(new), Some(difference)) => format!("{new} ({difference})"),
        (_, _, _) => line.said(),
    }
}
