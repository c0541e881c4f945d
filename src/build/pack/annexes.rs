//! The annexes of a meeting: documents of versions of the plan, reports, PDFs made by others.

use std::{collections::BTreeMap, path::Path};

use crate::{
    audience::Edition,
    changes::narrate::Narrator,
    compose,
    diag::{Diagnostic, Lang},
    doc::{Doc, Meta},
    export,
    key::FieldKey,
    model::{NumberingScheme, Plan, meeting::AnnexContent},
    pack::{Agenda, Annex, Changed},
    pdf::{
        self,
        foreign::{self, Fault, Foreign},
    },
    report::{changes as listed, quality},
    source::Sources,
    template::Template,
    version::Name,
};

use super::{
    super::{self as build, Composed, Made, NoClock, Wanted, report},
    PackRequest,
};

/// The largest PDF of others that is read.
const LIMIT: u64 = 200 * 1024 * 1024;

/// All annexes that are shown, by number.
pub struct Annexes {
    /// What each shows.
    pub all: BTreeMap<usize, Loaded>,
    /// What changed between the versions that the meeting compares.
    pub changed: Vec<Changed>,
}

/// What an annex shows, and what it is called.
pub struct Loaded {
    /// Its title.
    pub title: String,
    /// The key it is asked for by.
    pub key: FieldKey,
    /// Its content.
    pub content: Content,
}

/// What an annex shows.
pub enum Content {
    /// Documents of ours, with the template that sets them.
    Docs(Vec<Doc>, Box<Template>),
    /// A PDF made by others.
    Pages {
        /// Its path below the plan folder.
        path: String,
        /// The file.
        bytes: Vec<u8>,
        /// What was read of it.
        foreign: Foreign,
    },
}

/// A version of the plan, read and composed once for all annexes that show it.
struct Versions<'a> {
    root: &'a Path,
    working: &'a Made,
    wanted: PackRequest<'a>,
    read: BTreeMap<String, Option<Made>>,
}

impl Annexes {
    /// Makes and reads the annexes; what is wrong with them is told at the meeting's keys. The message of an error is a
    /// fault of ours.
    pub fn of(
        agenda: &Agenda,
        (root, wanted): (&Path, PackRequest<'_>),
        composed: &mut Composed,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Annexes, String> {
        let mut all = BTreeMap::new();
        for (_, annex) in agenda.annexes() {
            if let AnnexContent::File { path } = &annex.annex.content
                && let Some(pages) = pages(annex, path, &mut composed.sources, found)
            {
                all.insert(annex.number, pages);
            }
        }
        let mut maker = Maker {
            composed,
            versions: Versions {
                root,
                working: composed.made.as_ref().ok_or("no plan to show")?,
                wanted,
                read: BTreeMap::new(),
            },
            found,
        };
        for (_, annex) in agenda.annexes() {
            if let Some(loaded) = maker.docs(annex)? {
                all.insert(annex.number, loaded);
            }
        }
        let changed = maker.changed(agenda);
        Ok(Annexes { all, changed })
    }

    /// The titles, by number.
    pub fn titles(&self) -> BTreeMap<usize, String> {
        let all = self.all.iter();
        all.map(|(number, loaded)| (*number, loaded.title.clone()))
            .collect()
    }

    /// The PDFs made by others that cannot be written, each tried by itself.
    pub fn unplaceable(&self, template: &Template, sources: &Sources) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for loaded in self.all.values() {
            let Content::Pages {
                path,
                bytes,
                foreign,
            } = &loaded.content
            else {
                continue;
            };
            let look = build::files::look(template, pdf::Show::Marks);
            if !foreign::placeable(bytes, foreign, &look, &template.terms) {
                let span = sources.span(&loaded.key.child("fil"));
                out.push(Diagnostic::at("Q020", span).arg("fil", path));
            }
        }
        out
    }
}

/// Reads a PDF made by others. It is one of the files the pack is made of, like a picture.
fn pages(
    annex: &Annex,
    path: &str,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Loaded> {
    let key = annex.annex.key.child("fil");
    let bytes = match sources.asset(path, LIMIT, &key) {
        Ok(bytes) => bytes,
        Err(finding) => {
            found.push(*finding);
            return None;
        }
    };
    let span = sources.span(&key);
    let tell = |code| Diagnostic::at(code, span.clone()).arg("fil", path);
    let list = |pages: &[usize]| {
        let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
        pages.join(", ")
    };
    match foreign::read(&bytes) {
        Ok(foreign) => {
            if foreign.layers {
                found.push(tell("Q017"));
            }
            if foreign.attachments {
                found.push(tell("Q021"));
            }
            if !foreign.links.is_empty() {
                found.push(tell("Q018").arg("sider", list(&foreign.links)));
            }
            let name = path.rsplit('/').next().unwrap_or(path);
            let name = name.strip_suffix(".pdf").unwrap_or(name).to_owned();
            let title = annex.annex.title.as_ref();
            Some(Loaded {
                title: title.map_or(name, |title| title.text.clone()),
                key: annex.annex.key.clone(),
                content: Content::Pages {
                    path: path.to_owned(),
                    bytes,
                    foreign,
                },
            })
        }
        Err(fault) => {
            found.push(match fault {
                Fault::Encrypted => tell("Q010"),
                Fault::Broken => tell("Q011"),
                Fault::Truncated => tell("Q012"),
                Fault::Empty => tell("Q013"),
                Fault::Form => tell("R072"),
                Fault::Overlaid(pages) => tell("Q014").arg("sider", list(&pages)),
                Fault::Lost { declared, read } => {
                    tell("Q016").arg("sagt", declared).arg("laest", read)
                }
            });
            None
        }
    }
}

/// Makes documents for annexes.
struct Maker<'a> {
    composed: &'a Composed,
    versions: Versions<'a>,
    found: &'a mut Vec<Diagnostic>,
}

/// Documents and what they are called.
type Named = (Vec<Doc>, Template, String);

impl Maker<'_> {
    /// The annex, if it shows documents and they can be made.
    fn docs(&mut self, annex: &Annex) -> Result<Option<Loaded>, String> {
        let key = &annex.annex.key;
        let named = match &annex.annex.content {
            AnnexContent::File { .. } => return Ok(None),
            AnnexContent::Plan { version } => self.plan(version.as_deref(), key),
            AnnexContent::Agreement { version, id } => self.agreement(version.as_deref(), id, key),
            AnnexContent::Redline { from, version } => self.redline(from, version.as_deref(), key),
            AnnexContent::Quality => Some(self.quality()?),
            AnnexContent::KeyFigures => self.report(Wanted::KeyFigures, &key.child("slags")),
            AnnexContent::Status { half } => {
                self.report(Wanted::Status(half), &key.child("halvaar"))
            }
            AnnexContent::ChangeList { from, version } => self.list(from, version.as_deref(), key),
        };
        Ok(named.map(|(docs, template, title)| Loaded {
            title: match &annex.annex.title {
                Some(title) => title.text.clone(),
                None => title,
            },
            key: key.clone(),
            content: Content::Docs(docs, Box::new(template)),
        }))
    }

    /// Reads a version, unless it is the working plan or was read before.
    fn read(&mut self, version: Option<&str>, key: &FieldKey) -> bool {
        let Some(name) = version else {
            return true;
        };
        let (root, request) = (self.versions.root, self.versions.wanted);
        let found = &mut *self.found;
        let sources = &self.composed.sources;
        let made = self
            .versions
            .read
            .entry(name.to_owned())
            .or_insert_with(|| {
                let within = Name::of_plan(name);
                let Some(wanted) =
                    within.or_else(|| request.elsewhere.then(|| Name::parse(name.as_ref())))
                else {
                    found.push(Diagnostic::at("Q023", sources.span(key)).arg("version", name));
                    return None;
                };
                let edition = Edition::of(request.audience);
                let mut composed = build::compose_version(root, &wanted, edition, &mut NoClock);
                build::judge(&mut composed);
                if composed.checks == build::Checks::Failed {
                    build::stamp(&mut composed);
                }
                if composed.made.is_none() {
                    let span = sources.span(key);
                    found.push(Diagnostic::at("Q009", span).arg("version", name));
                }
                composed.made
            });
        made.is_some()
    }

    fn made(&self, version: Option<&str>) -> Option<&Made> {
        match version {
            None => Some(self.versions.working),
            Some(name) => self.versions.read.get(name)?.as_ref(),
        }
    }

    fn plan(&mut self, version: Option<&str>, key: &FieldKey) -> Option<Named> {
        self.read(version, &key.child("version"));
        let made = self.made(version)?;
        let title = self.phrase("moede_bilag_plan", made);
        Some((made.docs.clone(), made.template.clone(), title))
    }

    /// A delaftale as it is filed by itself, whatever way the plan is numbered.
    fn agreement(&mut self, version: Option<&str>, id: &str, key: &FieldKey) -> Option<Named> {
        self.read(version, &key.child("version"));
        let made = self.made(version)?;
        let agreements = &made.plan.agreements;
        let Some(agreement) = agreements.iter().find(|agreement| agreement.id == id) else {
            let known: Vec<&str> = agreements.iter().map(|one| one.id.as_str()).collect();
            let span = self.composed.sources.span(&key.child("delaftale"));
            let finding = Diagnostic::at("Q015", span).arg("id", id);
            let finding = finding.arg("version", &made.plan.meta.version.text);
            self.found.push(finding.arg("forslag", known.join(", ")));
            return None;
        };
        let title = self
            .phrase("moede_bilag_delaftale", made)
            .replace("{navn}", &agreement.name.text);
        let template = made.template.clone();
        let ending = format!("-delaftale-{id}");
        let edition = Edition::of(made.audience);
        let doc = filed_apart(&made.plan, &template, &self.composed.sources, edition)
            .into_iter()
            .find(|doc| doc.meta.stem.ends_with(&ending))?;
        Some((vec![doc], template, title))
    }

    /// Both versions of a comparison, if they can be read.
    fn both(&mut self, from: &str, version: Option<&str>, key: &FieldKey) -> bool {
        let old = self.read(Some(from), &key.child("fra"));
        let new = self.read(version, &key.child("version"));
        old && new
    }

    fn redline(&mut self, from: &str, version: Option<&str>, key: &FieldKey) -> Option<Named> {
        if !self.both(from, version, key) {
            return None;
        }
        let (old, new) = (self.made(Some(from))?, self.made(version)?);
        let title = self
            .phrase("moede_bilag_aendringer", new)
            .replace("{fra}", &old.plan.meta.version.text);
        let docs = build::redlines(old, new, "-aendringer");
        Some((docs, new.template.clone(), title))
    }

    /// The list of changes.
    fn list(&mut self, from: &str, version: Option<&str>, key: &FieldKey) -> Option<Named> {
        if !self.both(from, version, key) {
            return None;
        }
        let (old, new) = (self.made(Some(from))?, self.made(version)?);
        let title = self
            .phrase("moede_bilag_aendringsliste", new)
            .replace("{fra}", &old.plan.meta.version.text);
        let list = build::changes(old, new);
        let subject = new.since(old, &list);
        Some((vec![listed::document(subject)], new.template.clone(), title))
    }

    fn quality(&self) -> Result<Named, String> {
        let made = self.versions.working;
        let outcome = build::outcome(self.composed);
        let doc = quality::compose(quality::Subject {
            plan: &made.plan,
            template: &made.template,
            sources: &self.composed.sources,
            docs: &made.docs,
            outcome: &outcome,
            lang: self.versions.wanted.lang,
        })?;
        let title = self.phrase("moede_bilag_kvalitet", made);
        Ok((vec![doc], made.template.clone(), title))
    }

    /// A report on what is followed up, by its own title without the plan's name.
    fn report(&mut self, wanted: Wanted<'_>, key: &FieldKey) -> Option<Named> {
        let made = self.versions.working;
        let (plan, template) = (&made.plan, &made.template);
        let about = (plan, template, &self.composed.sources);
        let doc = report::document(about, &made.docs, wanted, key, self.found)?;
        let name = format!("{} – ", plan.meta.name.text);
        let title = doc.meta.title.as_str();
        let title = title.strip_prefix(&name).unwrap_or(title).to_owned();
        Some((vec![doc], template.clone(), title))
    }

    /// A title of the template, with the plan's name and version.
    fn phrase(&self, name: &str, made: &Made) -> String {
        let words = &self.versions.working.template.words;
        let Meta { title, version, .. } = match made.docs.first() {
            Some(doc) => doc.meta.clone(),
            None => return name.to_owned(),
        };
        let phrase = words.phrase(name).replace("{plan}", &title);
        phrase.replace("{version}", &version)
    }
}

impl Maker<'_> {
    /// What changed between versions that annexes compare, each pair once. Versions that cannot be read were told of.
    fn changed(&self, agenda: &Agenda) -> Vec<Changed> {
        let mut out: Vec<Changed> = Vec::new();
        for (_, annex) in agenda.annexes() {
            let (from, version) = match &annex.annex.content {
                AnnexContent::Redline { from, version }
                | AnnexContent::ChangeList { from, version } => (from, version.as_deref()),
                AnnexContent::Plan { .. }
                | AnnexContent::Agreement { .. }
                | AnnexContent::Quality
                | AnnexContent::KeyFigures
                | AnnexContent::Status { .. }
                | AnnexContent::File { .. } => continue,
            };
            let (Some(old), Some(new)) = (self.made(Some(from)), self.made(version)) else {
                continue;
            };
            let title = self
                .phrase("moede_aendret", new)
                .replace("{fra}", &old.plan.meta.version.text);
            if out.iter().all(|known| known.title != title) {
                let lines = self.lines(old, new);
                out.push(Changed { title, lines });
            }
        }
        out
    }

    /// How many changes who must approve, and what they do to the plan's money, as the list of changes says it.
    fn lines(&self, old: &Made, new: &Made) -> Vec<String> {
        let list = build::changes(old, new);
        let narrator = Narrator {
            template: &new.template,
            lang: Lang::Da,
        };
        // One line, so that the summary keeps to its page.
        let approvals = narrator.summary(&list);
        let mut lines = Vec::new();
        if !approvals.is_empty() {
            lines.push(approvals.join(" · "));
        }
        let money = match &list.money {
            Some(money) => narrator.money_in_short(money),
            None => vec![self.phrase("moede_penge_som_foer", new)],
        };
        lines.extend(money);
        lines
    }
}

/// The plan's documents with each delaftale by itself. Findings were told when the plan was composed.
fn filed_apart(plan: &Plan, template: &Template, sources: &Sources, edition: Edition) -> Vec<Doc> {
    let mut plan = plan.clone();
    plan.meta.numbering = NumberingScheme::Lbf;
    let data = export::data(&plan, template, export::Rounds::Without);
    let mut found = Vec::new();
    let data = data.as_bytes();
    compose::documents(&plan, template, sources, edition, data, &mut found)
}
