//! A change list on a terminal.

use super::{
    ChangeList, Section, TemplateChange,
    narrate::{self, Line, Narrator},
    words::{Passage, Stretch},
};

/// The whole list; `names` are those of the versions.
pub fn shown(list: &ChangeList, narrator: Narrator<'_>, names: (&str, &str)) -> String {
    let gaps = [("fra", names.0), ("til", names.1)];
    let mut out = vec![narrator.sentence("titel", &gaps), String::new()];
    if list.is_empty() {
        out.push(narrator.word("saetning", "ingen").to_owned());
        return out.join("\n");
    }
    out.extend(narrator.summary(list));
    if let Some(money) = &list.money {
        out.push(String::new());
        out.push(narrator.money_title().to_owned());
        let lines = narrator.money(money).into_iter();
        out.extend(lines.map(|line| format!("  {line}")));
    }
    for section in &list.sections {
        self::section(section, narrator, narrator.part(&section.part), &mut out);
    }
    for section in &list.editorial {
        let heading = format!(
            "{}: {}",
            narrator.word("resume", "redaktionelle"),
            narrator.part(&section.part)
        );
        self::section(section, narrator, heading, &mut out);
    }
    let rules = narrator.rules(list);
    if !rules.is_empty() {
        out.push(String::new());
        out.push(narrator.word("saetning", "regler").to_owned());
        out.extend(rules.iter().map(|rule| format!("  {rule}")));
    }
    if !list.template.is_empty() {
        out.push(String::new());
        out.push(narrator.word("resume", "skabelon").to_owned());
        let changes = list.template.iter();
        changes.for_each(|one| template(one, narrator, &mut out));
    }
    out.join("\n")
}

fn section(section: &Section, narrator: Narrator<'_>, heading: String, out: &mut Vec<String>) {
    out.push(String::new());
    out.push(heading);
    for change in &section.changes {
        let line = narrator.line(change, &section.part);
        out.push(format!("  {}", line.head()));
        under(&line, narrator, out);
    }
}

fn under(line: &Line, narrator: Narrator<'_>, out: &mut Vec<String>) {
    out.extend(line.passages.iter().map(|p| format!("    {}", marked(p))));
    out.extend(line.contents.iter().map(|text| format!("    {text}")));
    out.extend(line.follows.iter().map(|text| format!("    {text}")));
    out.push(format!("    {}", line.approval));
    if let Some(reason) = &line.reason {
        let said = narrator.sentence("begrundelse", &[("tekst", reason)]);
        out.push(format!("    {said}"));
    }
}

fn template(change: &TemplateChange, narrator: Narrator<'_>, out: &mut Vec<String>) {
    out.push(format!("  {}", narrator.template_place(change)));
    let passages = change.passages.iter();
    out.extend(passages.map(|passage| format!("    {}", marked(passage))));
}

/// Told apart without colour: `[-gone-]`, `{+new+}`.
pub(super) fn marked(passage: &Passage) -> String {
    let stretches = narrate::excerpt(passage).into_iter();
    let shown = stretches.map(|stretch| match stretch {
        Stretch::Kept(text) => text,
        Stretch::New(text) => format!("{{+{text}+}}"),
        Stretch::Gone(text) => format!("[-{text}-]"),
    });
    shown.collect()
}
