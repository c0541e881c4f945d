//! The files of a new release, in memory.

use crate::{
    diag::{Diagnostic, Lang, Severity, json::Finding},
    key::FieldKey,
    model::{
        Plan, Status,
        release::{
            DECISIONS, FrozenFile, RECORD, Record, RecordedFinding, RecordedFindings,
            RecordedSeverity, Sha256,
        },
        written::LocalDate,
    },
    source::{ASSET_LIMIT, Sources, sha256},
    template::File,
};

use super::TEMPLATE;

/// What stands above the record.
const RECORD_HEAD: &str = include_str!("udgivelse.toml");
/// The decisions of a new release: none, and how to write one.
const NO_DECISIONS: &str = include_str!("beslutninger.toml");

/// A value of `plan.toml` that the release has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its key.
    pub key: &'static str,
    /// As the working plan has it.
    pub old: String,
    /// As the release has it.
    pub new: String,
}

/// The text of `plan.toml` with another version and status, all else as it is, byte by byte.
/// `None` where it names no version or no status yet: the check tells so.
pub fn with_version(
    sources: &Sources,
    version: &str,
    status: Option<Status>,
) -> Option<(String, Vec<Changed>)> {
    let mut text = sources.file("plan.toml")?.text.clone();
    let status = status.map(status_word);
    let wanted = [("version", Some(version.to_owned())), ("status", status)];
    let mut edits = Vec::new();
    for (key, new) in wanted {
        let at = FieldKey::file("plan.toml").child(key);
        let span = sources.span(&at);
        let old = sources.text(&at)?;
        if let Some(new) = new.filter(|new| new != old) {
            let old = old.to_owned();
            edits.push((span.range, Changed { key, old, new }));
        }
    }
    // From the end, so that the places before stay right.
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, change) in &edits {
        text.replace_range(range.clone(), &format!("\"{}\"", change.new));
    }
    edits.reverse();
    Some((text, edits.into_iter().map(|(_, change)| change).collect()))
}

/// A status as `plan.toml` has it.
fn status_word(status: Status) -> String {
    use clap::ValueEnum;
    let word = status.to_possible_value();
    word.map(|word| word.get_name().to_owned())
        .unwrap_or_default()
}

/// What to freeze, besides the files that were read.
#[derive(Debug)]
pub struct Order<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The files of the template family that it asks for.
    pub family: &'a [File],
    /// Id of the rule set.
    pub rule_set: &'a str,
    /// Whether it is frozen with errors that are known.
    pub as_submitted: bool,
    /// What the check found.
    pub findings: RecordedFindings,
}

/// All files of a release, by path in its folder: those that the plan was read from, its template family, its
/// record, room for decisions. A file that is no longer what was checked is told.
pub fn freeze(
    sources: &Sources,
    order: Order<'_>,
) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let Order {
        plan,
        family,
        rule_set,
        as_submitted,
        findings,
    } = order;
    let mut files = read_again(sources)?;
    files.extend(
        family
            .iter()
            .map(|(path, text)| (format!("{TEMPLATE}/{path}"), text.as_bytes().to_vec())),
    );
    files.sort();
    let record = Record {
        version: plan.meta.version.text.clone(),
        status: plan.meta.status,
        date: LocalDate(plan.meta.date.to_string()),
        program: concat!("helhedsplan ", env!("CARGO_PKG_VERSION")).to_owned(),
        rule_set: rule_set.to_owned(),
        as_submitted,
        findings,
        files: files
            .iter()
            .map(|(path, bytes)| FrozenFile {
                path: path.clone(),
                sha256: Sha256(sha256(bytes)),
            })
            .collect(),
    };
    // Strings, numbers and lists of them: this cannot fail.
    let record = toml::to_string(&record).unwrap_or_default();
    files.push((
        RECORD.to_owned(),
        format!("{RECORD_HEAD}\n{record}").into_bytes(),
    ));
    files.push((DECISIONS.to_owned(), NO_DECISIONS.as_bytes().to_vec()));
    Ok(files)
}

/// The files that the plan was read from, byte by byte as they were checked.
fn read_again(sources: &Sources) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let texts = sources
        .files()
        .map(|(path, file)| (path, file.sha256.as_str()));
    let mut out = Vec::new();
    for (path, sum) in texts.chain(sources.assets()) {
        let bytes = sources.kept().bytes(path, ASSET_LIMIT)?;
        if sha256(&bytes) != sum {
            return Err(Box::new(Diagnostic::new("V118").arg("sti", path)));
        }
        out.push((path.to_owned(), bytes));
    }
    Ok(out)
}

/// Findings as a release keeps them; in Danish, as the rest of it.
pub fn record(found: &[Diagnostic], waived: usize, sources: &Sources) -> RecordedFindings {
    let count = |severity| {
        let of_it = found.iter().filter(|d| d.severity() == severity).count();
        u32::try_from(of_it).unwrap_or(u32::MAX)
    };
    let list = found.iter().map(|finding| {
        let shown = Finding::of(finding, sources, Lang::Da);
        let place = shown.places.first();
        RecordedFinding {
            code: shown.code,
            severity: match shown.severity {
                Severity::Fejl => RecordedSeverity::Fejl,
                Severity::Advarsel => RecordedSeverity::Advarsel,
                Severity::Raad => RecordedSeverity::Raad,
            },
            place: place.map(|at| format!("{}:{}:{}", at.file, at.line, at.column)),
            message: shown.message,
        }
    });
    RecordedFindings {
        errors: count(Severity::Fejl),
        warnings: count(Severity::Advarsel),
        notes: count(Severity::Raad),
        waived: u32::try_from(waived).unwrap_or(u32::MAX),
        list: list.collect(),
    }
}
