//! Findings as annotations of a GitHub Actions run: `::error file=…,line=…::message`.

use super::{Diagnostic, Lang, Severity, Texts, json::Finding};

/// One finding as a workflow command; `folder` is the plan's folder in the repository.
pub fn annotation(finding: &Diagnostic, texts: &dyn Texts, folder: &str, lang: Lang) -> String {
    let command = match finding.severity() {
        Severity::Fejl => "error",
        Severity::Advarsel => "warning",
        Severity::Raad => "notice",
    };
    let finding = Finding::of(finding, texts, lang);
    let place = finding.places.first().map(|place| {
        let file = property(&format!("{}/{}", folder.trim_end_matches('/'), place.file));
        format!("file={file},line={},col={},", place.line, place.column)
    });
    let help = finding
        .help
        .map(|help| format!("\n{help}"))
        .unwrap_or_default();
    format!(
        "::{command} {}title={}::{}",
        place.unwrap_or_default(),
        property(&finding.code),
        data(&format!("{}{help}", finding.message))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_command_language_are_escaped() {
        assert_eq!(data("5 %\nnæste"), "5 %25%0Anæste");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
