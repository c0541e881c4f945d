//! The letter that goes with a submission: what is sent, what changed, what is with it.

use crate::{
    doc::{Align, Block, BlockKind, Doc, Item, List, Row, RowKind},
    model::{
        DocumentStatus, NumberingScheme, Plan,
        release::{Decision, DecisionResult},
        ruleset::Document,
    },
    template::{
        Template,
        page::{self, Named},
    },
};

use super::paper::{Paper, block};

/// The part of the template that words the letter; also its title's phrase and the end of its files' stem.
const LETTER: &str = "foelgebrev";
const FILES: &str = "foelgebrev-filer";
const DOCUMENTS: &str = "foelgebrev-dokumenter";
const DECISIONS: &str = "foelgebrev-beslutninger";
/// What the ids of the greeting begin with.
const ENDING: &str = "brev.slut";
/// What the ids of the blocks about decisions begin with.
const DECIDED: &str = "brev.besluttet";
/// The rule set's name for the delaftaler among the documents of a submission.
const AGREEMENTS: &str = "delaftaler";

/// A file of the submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: What,
}

/// What a file of the submission is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// By the template's word for it: `aendringer-pdf`.
    Word(String),
    /// A document of the rule set, by its name.
    Document(String),
}

/// What the letter is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan as it is sent.
    pub plan: &'a Plan,
    /// Its template.
    pub template: &'a Template,
    /// The version that it was compared with.
    pub against: &'a str,
    /// Who must approve how much; empty where nothing changed.
    pub approvals: &'a [Block],
    /// What was decided about it, in the order of the days.
    pub decisions: &'a [&'a Decision],
    /// Why it is sent although not all is decided, and what is not; `None` where all is.
    pub as_is: Option<(&'a str, &'a [String])>,
    /// The files that are sent.
    pub files: &'a [Enclosed],
}

/// How a document goes with the letter: delaftaler that are documents of their own lie in the same bundle.
fn with_it(paper: Paper<'_>, document: &Document) -> Option<DocumentStatus> {
    let told = paper.delivered(document);
    let apart = document.id == AGREEMENTS && paper.plan.meta.numbering == NumberingScheme::Lbf;
    match told {
        Some(DocumentStatus::LeveresSaerskilt) if apart && !paper.plan.agreements.is_empty() => {
            Some(DocumentStatus::Indeholdt)
        }
        Some(_) | None => told,
    }
}

/// The letter. The message of an error is a fault of ours, in the template.
pub fn compose(subject: Subject<'_>) -> Result<Doc, String> {
    let Subject {
        plan,
        template,
        against,
        approvals,
        decisions: _,
        as_is: _,
        files,
    } = subject;
    let paper = Paper { plan, template };
    let (meta, words) = (&plan.meta, &template.words);
    let said = |phrase: &'static str| {
        let text = words.phrase(phrase).replace("{navn}", &meta.name.text);
        let text = text.replace("{version}", &meta.version.text);
        paper.fixed(&text.replace("{dato}", &words.date(meta.date)))
    };
    let lines = |id: &str, phrases: &[&'static str]| -> Vec<Block> {
        let lines = phrases.iter().enumerate().map(|(at, phrase)| {
            block(
                &format!("{id}.{}", at + 1),
                BlockKind::Paragraph(said(phrase)),
            )
        });
        lines.collect()
    };
    let mut ending = lines(ENDING, &["foelgebrev_hilsen"]);
    let name = BlockKind::Paragraph(paper.fixed(&meta.name.text));
    ending.push(block("brev.afsender", name));
    let head = [
        "foelgebrev_dato",
        "foelgebrev_til",
        "foelgebrev_fra",
        "foelgebrev_sag",
    ];
    let rows = files.iter().map(|file| row_of(paper, file));
    let names = vec![
        ("brevhoved", Named::Blocks(lines("brev.hoved", &head))),
        ("version", Named::Words(meta.version.text.clone())),
        ("navn", Named::Words(meta.name.text.clone())),
        ("titel", Named::Words(meta.title.text.clone())),
        ("periode", Named::Words(words.years(meta.period))),
        ("mod", Named::Words(against.to_owned())),
        ("godkendelse", Named::Blocks(approvals.to_vec())),
        ("beslutninger", Named::Blocks(decided(paper, subject))),
        (
            "filer",
            Named::Blocks(paper.table(FILES, FILES, &[Align::Left; 2], rows.collect())),
        ),
        (
            "dokumenter",
            Named::Blocks(paper.documents(DOCUMENTS, |document| with_it(paper, document))),
        ),
        ("afslutning", Named::Blocks(ending)),
    ];
    let mut blocks = page::blocks(template, LETTER, names)?;
    told_anyway(&mut blocks, paper, subject);
    let mut doc = paper.sent(LETTER, LETTER, blocks);
    let subject = words
        .phrase("foelgebrev_emne")
        .replace("{navn}", &meta.name.text);
    doc.meta.subject = subject.replace("{version}", &meta.version.text);
    Ok(doc)
}

/// A file that is sent along, and what it is.
fn row_of(paper: Paper<'_>, file: &Enclosed) -> Row {
    let what = match &file.what {
        What::Word(word) => paper
            .overview(FILES)
            .map_or("", |words| paper.word(words, word)),
        What::Document(name) => name,
    };
    let cells = [file.name.as_str(), what].map(|words| paper.fixed(words));
    paper.row(&file.name, RowKind::Plain, cells)
}

/// What was decided, by whom and when; and what was not, if it is sent all the same.
fn decided(paper: Paper<'_>, subject: Subject<'_>) -> Vec<Block> {
    let paragraph = |id: &str, words: &str| {
        let text = BlockKind::Paragraph(paper.fixed(words));
        block(&format!("{DECIDED}.{id}"), text)
    };
    let mut out = Vec::new();
    if let Some((reason, missing)) = subject.as_is {
        let why = paper.phrase("foelgebrev_som_den_er");
        out.push(paragraph("grund", &why.replace("{begrundelse}", reason)));
        let items = missing
            .iter()
            .enumerate()
            .map(|(at, words)| Item::of(vec![paragraph(&format!("mangler.{}", at + 1), words)]));
        let list = List {
            ordered: false,
            items: items.collect(),
        };
        out.push(block(&format!("{DECIDED}.mangler"), BlockKind::List(list)));
    }
    let Some(words) = paper.overview(DECISIONS) else {
        return out;
    };
    let rows = subject.decisions.iter().enumerate().map(|(at, decision)| {
        let result = paper.word(words, result(decision.result));
        let cells = [
            decision.voice().name(&subject.template.rules, subject.plan),
            decision.what.clone(),
            result.to_owned(),
            paper.words().date(decision.date),
        ];
        let cells = cells.map(|words| paper.fixed(&words));
        paper.row(&format!("beslutning-{}", at + 1), RowKind::Plain, cells)
    });
    out.extend(paper.table(DECISIONS, DECIDED, &[Align::Left; 4], rows.collect()));
    if subject.decisions.is_empty() {
        out.push(paragraph(
            "intet",
            paper.phrase("foelgebrev_intet_besluttet"),
        ));
    }
    out
}

/// The template's word for how a decision went.
fn result(result: DecisionResult) -> &'static str {
    match result {
        DecisionResult::Godkendt => "godkendt",
        DecisionResult::Afvist => "afvist",
        DecisionResult::TagetTilEfterretning => "taget-til-efterretning",
    }
}

/// A letter worded before decisions were told tells them all the same, above its greeting.
fn told_anyway(blocks: &mut Vec<Block>, paper: Paper<'_>, subject: Subject<'_>) {
    let is = |prefix: &'static str| move |block: &Block| block.id.as_str().starts_with(prefix);
    if !blocks.iter().any(is(DECIDED)) {
        let at = blocks.iter().position(is(ENDING)).unwrap_or(blocks.len());
        blocks.splice(at..at, decided(paper, subject));
    }
}
