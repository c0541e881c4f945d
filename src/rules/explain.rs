//! What a code means: its page, or its entry in the catalogue.

use std::{collections::BTreeMap, fmt::Write, sync::OnceLock};

use crate::{
    diag::{Entry, Lang, Severity, entry},
    text::counted,
};

use super::RULES;

/// The page of a rule; for other codes their words and help. `None` for a code there is not.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    if let Some(rule) = RULES.iter().find(|rule| rule.code == code) {
        return Some(rule.page.to_owned());
    }
    let finding = code.starts_with(|c: char| c.is_ascii_uppercase());
    let entry = entry(code).filter(|_| finding)?;
    Some(page(code, entry, lang))
}

/// The page of a finding of form, with an example for what its words name.
fn page(code: &str, entry: &Entry, lang: Lang) -> String {
    let (words, help) = match lang {
        Lang::Da => (&entry.da, &entry.hjaelp),
        Lang::En => (&entry.en, &entry.help),
    };
    let [words, help] = [words, help].map(|text| with_examples(code, text));
    let severity = severity(entry.severity);
    match lang {
        Lang::Da => format!(
            "# {code} {words}\n\nAlvor: {severity}. Navne og tal i beskeden er eksempler.\n\n\
             ## Sådan rettes det\n\n{help}\n"
        ),
        Lang::En => format!(
            "# {code} {words}\n\nSeverity: {severity}. Names and numbers of the message are examples.\n\n\
             ## How to mend it\n\n{help}\n"
        ),
    }
}

/// What stands for `{names}` where there is no plan to take it from: by code, or for all of them under `alle`.
type Examples = BTreeMap<String, BTreeMap<String, String>>;

fn with_examples(code: &str, text: &str) -> String {
    static EXAMPLES: OnceLock<Examples> = OnceLock::new();
    let read = || toml::from_str(include_str!("examples.toml")).unwrap_or_default();
    let examples: &Examples = EXAMPLES.get_or_init(read);
    let example = |name: &str| {
        let own = examples.get(code).and_then(|own| own.get(name));
        own.or_else(|| examples.get("alle")?.get(name))
    };
    // `{{ … }}` and `{% … %}` are what a plan may hold.
    counted::filled(text, |name| {
        is_name(name).then(|| example(name).map_or("…", String::as_str))
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// The table of all rules in both languages, as `docs/regler.md` holds it.
pub fn overview() -> String {
    let mut out = String::from(
        "# Regler\n\nDannet af `helhedsplan explain --alle`; ret siderne i `src/rules/` eller beskederne, ikke denne fil.\n\n\
         | Kode | Alvor | Finder | Finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let Some(entry) = entry(rule.code) else {
            continue;
        };
        let word = severity(entry.severity);
        let (code, finds) = (rule.code, title(rule.page));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {code} | {word} | {finds} | {} |", entry.title);
    }
    out
}

/// The first line of a page without its code.
fn title(page: &str) -> &str {
    let line = page.lines().next().unwrap_or_default();
    line.trim_start_matches("# ")
        .split_once(' ')
        .map_or(line, |(_, words)| words)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fejl => "fejl",
        Severity::Advarsel => "advarsel",
        Severity::Raad => "råd",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    #[test]
    fn no_page_shows_a_gap() {
        let of_findings = codes().filter(|code| code.starts_with(|c: char| c.is_ascii_uppercase()));
        for code in of_findings {
            for lang in [Lang::Da, Lang::En] {
                let page = explain(code, lang).unwrap();
                let gaps = page
                    .match_indices('{')
                    .filter_map(|(at, _)| page[at + 1..].split_once('}').map(|(name, _)| name));
                assert!(!gaps.clone().any(is_name), "{page}");
            }
        }
    }
}
