//! The bundle for Landsbyggefonden: the documents, the same with their changes marked, the list of changes, the letter.
//!
//! Nothing internal is in it: no findings, notes, waivers, keys or file paths of the plan, and of the old version only
//! what is marked as such.

use std::io::{Cursor, Write};

use serde::Serialize;
use zip::write::SimpleFileOptions;

use crate::{
    doc::{Opening, outline::Outline},
    model::{
        Status,
        release::{Decision, DecisionResult},
    },
    pdf::Show,
    report::{
        changes as listed,
        letter::{self, Enclosed, What},
    },
    source::sha256,
};

use super::{
    Clock, Columns, Extras, Made, Output, Unwritten, document, enclosures, files::opened, format,
    redlines,
};

/// Version of the manifest's shape.
const SHAPE: u32 = 1;
/// What the files with marks are called after the document's own name.
const MARKED: &str = "-aendringer";
/// Nobody outside shall see how the house keeps its plan.
const EXTRAS: Extras = Extras {
    show: Show::Marks,
    columns: Columns::One,
    skeleton: false,
    typst: false,
};

/// What a submission is made of.
#[derive(Clone, Copy)]
pub struct Submission<'a> {
    /// The version that was approved or sent before.
    pub old: &'a Made,
    /// The version that is sent, composed as such.
    pub new: &'a Made,
    /// What changed, as others may be told of it.
    pub changes: listed::Subject<'a>,
    /// That it is sent although not all is decided.
    pub as_is: Option<AsIs<'a>>,
}

/// Why a version is sent although not all is decided, and what is not.
#[derive(Debug, Clone, Copy)]
pub struct AsIs<'a> {
    /// Why.
    pub reason: &'a str,
    /// What is missing, a sentence each.
    pub missing: &'a [String],
}

#[derive(Serialize)]
struct Manifest<'a> {
    indsendelse: u32,
    program: &'a str,
    plan: About<'a>,
    mod_version: &'a str,
    beslutninger: Vec<Decided<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    som_den_er: Option<Lacking<'a>>,
    regelsaet: &'a str,
    aftaledokumenter: Vec<Asked<'a>>,
    filer: Vec<File<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    navn: &'a str,
    titel: &'a str,
    version: &'a str,
    status: &'a str,
    dato: String,
}

/// What somebody decided about the version.
#[derive(Serialize)]
struct Decided<'a> {
    trin: Status,
    hvem: String,
    hvad: &'a str,
    dato: String,
    resultat: DecisionResult,
}

/// Why it is sent although not all is decided.
#[derive(Serialize)]
struct Lacking<'a> {
    begrundelse: &'a str,
    mangler: &'a [String],
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    navn: &'a str,
    status: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    navn: &'a str,
    sha256: String,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sider: Option<usize>,
}

/// All files of the bundle, and last the same as one zip file.
pub fn submission(of: Submission<'_>, clock: &mut impl Clock) -> Result<Vec<Output>, Unwritten> {
    let Submission {
        old,
        new,
        changes,
        as_is,
    } = of;
    let decisions = decided(new);
    let any = !changes.list.is_empty();
    let formats = format::sent();
    let order = new.order(&formats, EXTRAS);
    let mut files = Files::default();
    for doc in &new.docs {
        files.enclose("dokument", document(doc, order, clock)?);
    }
    marked(&of, &formats, &mut files, clock)?;
    if any {
        let list = listed::document(changes);
        files.enclose("aendringsliste", document(&list, order, clock)?);
    }
    for (name, output) in enclosures::of(new)? {
        files.enclosed.push(Enclosed {
            name: output.path.clone(),
            what: What::Document(name),
        });
        files.outputs.push(output);
    }
    let letter = letter::compose(letter::Subject {
        plan: &new.plan,
        template: &new.template,
        against: &old.plan.meta.version.text,
        approvals: &listed::summary_blocks(changes),
        decisions: &decisions,
        as_is: as_is.map(|as_is| (as_is.reason, as_is.missing)),
        files: &files.enclosed,
    })?;
    files.enclose("foelgebrev", document(&letter, order, clock)?);
    let mut outputs = files.outputs;
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs.push(manifest(of, &decisions, &outputs));
    let name = format!(
        "{}-{}-indsendelse.zip",
        new.plan.meta.slug, new.plan.meta.version.text
    );
    let bytes = zipped(&outputs).map_err(|error| error.to_string())?;
    outputs.push(Output {
        path: name,
        bytes,
        pages: None,
    });
    Ok(outputs)
}

/// The marked documents, each with the changes in short in front where there are any.
fn marked(
    of: &Submission<'_>,
    formats: &[&'static format::Format],
    files: &mut Files,
    clock: &mut impl Clock,
) -> Result<(), Unwritten> {
    // Of the marked ones that stands first in which changes are accepted or rejected.
    let mut tracked = formats.to_vec();
    tracked.sort_by_key(|format| !format.tracked);
    let documents = redlines(of.old, of.new, MARKED);
    for (at, doc) in documents.iter().enumerate() {
        let place = listed::Place {
            documents: &documents,
            at,
            shown: doc,
        };
        let front = if of.changes.list.is_empty() {
            Opening::default()
        } else {
            listed::overview(of.changes, place)
        };
        let order = of.new.order(&tracked, EXTRAS);
        let made = opened(doc, &Outline::of(doc), &front, order, clock)?;
        files.enclose("aendringer", made);
    }
    Ok(())
}

/// What was decided about a version before it was sent, in the order of the days.
fn decided(new: &Made) -> Vec<&Decision> {
    let all = new.release.iter().flat_map(|release| &release.decisions);
    let mut before: Vec<&Decision> = all.filter(|one| one.step < Status::Indsendt).collect();
    before.sort_by_key(|decision| decision.date);
    before
}

/// The files so far, and what the letter says of each.
#[derive(Default)]
struct Files {
    outputs: Vec<Output>,
    enclosed: Vec<Enclosed>,
}

impl Files {
    /// The files of a document.
    fn enclose(&mut self, what: &str, made: Vec<Output>) {
        for output in made {
            let ending = output.path.rsplit('.').next().unwrap_or_default();
            self.enclosed.push(Enclosed {
                name: output.path.clone(),
                what: What::Word(format!("{what}-{ending}")),
            });
            self.outputs.push(output);
        }
    }
}

/// What is in the bundle, with checksums, for who receives it.
fn manifest(of: Submission<'_>, decisions: &[&Decision], outputs: &[Output]) -> Output {
    let Submission {
        old,
        new,
        changes: _,
        as_is,
    } = of;
    let (meta, template) = (&new.plan.meta, &new.template);
    let words = &template.words;
    let manifest = Manifest {
        indsendelse: SHAPE,
        program: concat!("helhedsplan ", env!("CARGO_PKG_VERSION")),
        plan: About {
            navn: &meta.name.text,
            titel: &meta.title.text,
            version: &meta.version.text,
            status: words.statuses.get(&meta.status).map_or("", String::as_str),
            dato: meta.date.to_string(),
        },
        mod_version: &old.plan.meta.version.text,
        beslutninger: decisions
            .iter()
            .map(|decision| Decided {
                trin: decision.step,
                hvem: decision.voice().name(&template.rules, &new.plan),
                hvad: &decision.what,
                dato: decision.date.to_string(),
                resultat: decision.result,
            })
            .collect(),
        som_den_er: as_is.map(|as_is| Lacking {
            begrundelse: as_is.reason,
            mangler: as_is.missing,
        }),
        regelsaet: &template.rules.id,
        aftaledokumenter: asked(new),
        filer: outputs
            .iter()
            .map(|output| File {
                navn: &output.path,
                sha256: sha256(&output.bytes),
                bytes: output.bytes.len(),
                sider: output.pages,
            })
            .collect(),
    };
    // Strings and numbers only: this cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    Output {
        path: "manifest.json".to_owned(),
        bytes,
        pages: None,
    }
}

/// The documents that the programme asks for, and where each is.
fn asked(new: &Made) -> Vec<Asked<'_>> {
    let words = &new.template.words;
    let status = |id: &str| {
        let given = new.plan.document(id);
        let word = given.and_then(|given| words.documents.get(&given.status));
        word.map_or("", String::as_str)
    };
    let documents = new.template.rules.documents.iter();
    let asked = documents.map(|document| Asked {
        id: &document.id,
        navn: &document.name,
        status: status(&document.id),
    });
    asked.collect()
}

/// All files as one, of one date, in their order. What is packed already is stored.
fn zipped(outputs: &[Output]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .compression_method(zip::CompressionMethod::Stored);
    for output in outputs {
        zip.start_file(&output.path, options)?;
        zip.write_all(&output.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
