//! A change list as Markdown, to be pasted into a letter or a case system.

use super::{
    ChangeList, Section,
    narrate::{self, Line, Narrator},
    words::{Passage, Stretch},
};

/// The whole list; `names` are those of the versions.
pub fn shown(list: &ChangeList, narrator: Narrator<'_>, names: (&str, &str)) -> String {
    let gaps = [("fra", names.0), ("til", names.1)];
    let mut out = vec![format!("# {}", escaped(&narrator.sentence("titel", &gaps)))];
    if list.is_empty() {
        out.push(narrator.word("saetning", "ingen").to_owned());
    }
    let summary = narrator.summary(list);
    let summary: Vec<String> = summary.iter().map(|line| format!("- {line}")).collect();
    out.extend((!summary.is_empty()).then(|| summary.join("\n")));
    if let Some(money) = &list.money {
        out.push(format!("## {}", narrator.money_title()));
        let lines = narrator.money(money).into_iter();
        let lines: Vec<String> = lines.map(|line| format!("- {}", escaped(&line))).collect();
        out.push(lines.join("\n"));
    }
    for section in &list.sections {
        out.push(format!("## {}", escaped(&narrator.part(&section.part))));
        out.push(items(section, narrator));
    }
    if !list.editorial.is_empty() {
        out.push(format!("## {}", narrator.word("resume", "redaktionelle")));
    }
    for section in &list.editorial {
        out.push(format!("### {}", escaped(&narrator.part(&section.part))));
        out.push(items(section, narrator));
    }
    if !list.template.is_empty() {
        out.push(format!("## {}", narrator.word("resume", "skabelon")));
        let changes = list.template.iter().map(|change| {
            let passages = change.passages.iter().map(marked);
            let passages: Vec<String> = passages.map(|text| format!("  - {text}")).collect();
            format!(
                "- {}\n{}",
                escaped(&narrator.template_place(change)),
                passages.join("\n")
            )
        });
        out.push(changes.collect::<Vec<_>>().join("\n"));
    }
    let rules = narrator.rules(list);
    if !rules.is_empty() {
        out.push(format!("## {}", narrator.word("saetning", "regler")));
        let rules: Vec<String> = rules.iter().map(|r| format!("- {}", escaped(r))).collect();
        out.push(rules.join("\n"));
    }
    out.join("\n\n") + "\n"
}

fn items(section: &Section, narrator: Narrator<'_>) -> String {
    let items = section.changes.iter().map(|change| {
        let line = narrator.line(change, &section.part);
        item(&line, narrator)
    });
    items.collect::<Vec<_>>().join("\n")
}

fn item(line: &Line, narrator: Narrator<'_>) -> String {
    let mut out = vec![format!("- {}", escaped(&line.head()))];
    out.extend(line.passages.iter().map(|p| format!("  - {}", marked(p))));
    let reason = line.reason.as_ref();
    let reason = reason.map(|reason| narrator.sentence("begrundelse", &[("tekst", reason)]));
    let below = line
        .contents
        .iter()
        .chain(&line.follows)
        .chain([&line.approval]);
    let below = below.chain(&reason);
    out.extend(below.map(|text| format!("  - {}", escaped(text))));
    out.join("\n")
}

/// Changed words, struck out and bold.
pub(super) fn marked(passage: &Passage) -> String {
    let stretches = narrate::excerpt(passage).into_iter();
    let shown = stretches.map(|stretch| match stretch {
        Stretch::Kept(text) => escaped(&text),
        Stretch::New(text) => around("**", &text),
        Stretch::Gone(text) => around("~~", &text),
    });
    shown.collect()
}

/// Marks hold words only if no space stands inside them.
fn around(sign: &str, text: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{sign}{}{sign}{tail}", escaped(words))
}

/// Signs that Markdown would read are set apart.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
