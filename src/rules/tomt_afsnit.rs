//! Items of the strategic agreement, or sub-sections, without words.

use crate::diag::Diagnostic;

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let introduction = &checked.plan.strategic.introduction;
    // A plan may do without an introduction, but not begin one.
    let begun = checked
        .sources
        .file(&introduction.key.file)
        .is_some_and(|file| file.root.get("indledning").is_some());
    if begun && introduction.text.text.trim().is_empty() && introduction.parts.is_empty() {
        found.push(
            checked
                .at("U011", &introduction.key)
                .arg("noegle", "indledning"),
        );
    }
    for (name, section) in &checked.plan.strategic.items {
        let filled = checked
            .standards
            .may_be_empty
            .words
            .iter()
            .any(|key| key == name);
        if section.text.text.trim().is_empty() && section.parts.is_empty() && !filled {
            found.push(checked.at("U011", &section.key).arg("noegle", name));
        }
        for part in section
            .parts
            .iter()
            .filter(|p| p.text.text.trim().is_empty())
        {
            found.push(checked.at("U011", &part.title.key).arg("noegle", &part.id));
        }
    }
}
