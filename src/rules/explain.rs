//! What a code means: its page, or its entry in the catalogue.

use std::fmt::Write;

use crate::diag::{Lang, Severity, entry};

use super::RULES;

/// The page of a rule; for other codes their words and help. `None` for a code there is not.
pub fn explain(code: &str, lang: Lang) -> Option<String> {
    if let Some(rule) = RULES.iter().find(|rule| rule.code == code) {
        return Some(rule.page.to_owned());
    }
    let finding = code.starts_with(|c: char| c.is_ascii_uppercase());
    let entry = entry(code).filter(|_| finding)?;
    let (words, help) = match lang {
        Lang::Da => (&entry.da, &entry.hjaelp),
        Lang::En => (&entry.en, &entry.help),
    };
    Some(format!("# {code} {words}\n\n{help}\n"))
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
        let word = match entry.severity {
            Severity::Fejl => "fejl",
            Severity::Advarsel => "advarsel",
            Severity::Raad => "råd",
        };
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
