//! Findings as SARIF 2.1.0, which code hosts and editors read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::key::Span;

use super::{
    Diagnostic, Lang, Severity, Texts, entry,
    json::{Finding, position},
};

/// A finding, and in which words it was waived if it was.
#[derive(Debug)]
pub struct Result<'a> {
    /// The finding.
    pub finding: &'a Diagnostic,
    /// Why it is let stand.
    pub waived: Option<String>,
}

/// The log of one run. `page` gives a code's page in Markdown.
pub fn log(
    results: &[Result<'_>],
    texts: &dyn Texts,
    folder: &str,
    lang: Lang,
    page: impl Fn(&str) -> Option<String>,
) -> Value {
    let codes: BTreeSet<&str> = results.iter().map(|result| result.finding.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| rule(code, lang, page(code)))
        .collect();
    let results: Vec<Value> = results
        .iter()
        .map(|entry| result(entry, &codes, texts, folder, lang))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "helhedsplan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Fejl => "error",
        Severity::Advarsel => "warning",
        Severity::Raad => "note",
    }
}

fn rule(code: &str, lang: Lang, page: Option<String>) -> Value {
    let entry = entry(code);
    let words = entry.map_or(code, |entry| {
        if lang == Lang::Da {
            &entry.da
        } else {
            &entry.en
        }
    });
    let page = page.unwrap_or_else(|| words.to_owned());
    json!({
        "id": code,
        "shortDescription": { "text": words },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(entry.map_or(Severity::Fejl, |e| e.severity)) },
    })
}

fn result(
    entry: &Result<'_>,
    codes: &[&str],
    texts: &dyn Texts,
    folder: &str,
    lang: Lang,
) -> Value {
    let finding = Finding::of(entry.finding, texts, lang);
    let mut spans = entry.finding.labels.iter().zip(&finding.places);
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let first = spans.next();
    let locations: Vec<Value> = first
        .iter()
        .map(|(label, _)| json!({ "physicalLocation": physical(&label.span, texts, folder) }))
        .collect();
    let related: Vec<Value> = spans
        .map(|(label, place)| {
            let text = place
                .text
                .clone()
                .unwrap_or_else(|| finding.message.clone());
            json!({
                "physicalLocation": physical(&label.span, texts, folder),
                "message": { "text": text },
            })
        })
        .collect();
    let suppressions: Vec<Value> = entry
        .waived
        .iter()
        .map(|words| json!({ "kind": "external", "status": "accepted", "justification": words }))
        .collect();
    json!({
        "ruleId": finding.code,
        "ruleIndex": codes.iter().position(|code| *code == finding.code),
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": locations,
        "relatedLocations": related,
        "suppressions": suppressions,
    })
}

fn physical(span: &Span, texts: &dyn Texts, folder: &str) -> Value {
    let (line, column) = position(texts, &span.file, span.range.start);
    let (end_line, end_column) = position(texts, &span.file, span.range.end);
    json!({
        "artifactLocation": { "uri": uri(&format!("{}/{}", folder.trim_end_matches('/'), span.file)) },
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    })
}

/// A path as a URI: everything but letters, digits and a few signs in per cent code. From the root on it needs a scheme.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
    let coded = path.bytes().map(|b| {
        if plain(b) {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    });
    std::iter::once(scheme.to_owned()).chain(coded).collect()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_uri_of_its_own_kind() {
        assert_eq!(
            uri("plan/delaftaler/bø g.toml"),
            "plan/delaftaler/b%C3%B8%20g.toml"
        );
        assert_eq!(uri("/hjem/plan/plan.toml"), "file:///hjem/plan/plan.toml");
    }
}
