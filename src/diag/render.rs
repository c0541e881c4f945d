//! Findings for a terminal: the source shown, the fault marked, the way to mend it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, Lang, Lines, Severity, Texts, catalogue};

/// One finding as text, with colour codes if `color`.
pub fn human(diagnostic: &Diagnostic, texts: &dyn Texts, lang: Lang, color: bool) -> String {
    let title = catalogue::say(diagnostic.code, lang, &diagnostic.args);
    let level = level(diagnostic.severity(), lang);
    let mut main = Group::with_title(level.primary_title(title).id(diagnostic.code));
    for (file, labels) in by_file(diagnostic) {
        let (Some(text), Some(lines)) = (texts.text_of(file), texts.lines_of(file)) else {
            continue;
        };
        let (shown, first_line) = window(&labels, text, lines);
        let mut snippet = Snippet::source(&text[shown.clone()])
            .path(file)
            .line_start(first_line);
        for (first, label) in labels {
            let kind = if first {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let words = label
                .text
                .map(|code| catalogue::say(code, lang, &diagnostic.args));
            let place = clamp(&label.span.range, text);
            let place = place.start - shown.start..place.end - shown.start;
            snippet = snippet.annotation(kind.span(place).label(words));
        }
        main = main.element(snippet);
    }
    let mut groups = vec![main];
    if let Some(words) = catalogue::help(diagnostic.code, lang, &diagnostic.args) {
        let name = if lang == Lang::Da { "hjælp" } else { "help" };
        groups.push(Group::with_title(
            Level::HELP.with_name(name).primary_title(words),
        ));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.decor_style(DecorStyle::Unicode).render(&groups)
}

type Labels<'a> = Vec<(bool, &'a super::Label)>;

/// Labels by file, in order of first mention; the flag says whether a label is the main one.
fn by_file(diagnostic: &Diagnostic) -> Vec<(&str, Labels<'_>)> {
    let mut out: Vec<(&str, Labels<'_>)> = Vec::new();
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let file = label.span.file.as_str();
        match out.iter_mut().find(|(name, _)| *name == file) {
            Some((_, labels)) => labels.push((index == 0, label)),
            None => out.push((file, vec![(index == 0, label)])),
        }
    }
    out
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let (level, da, en) = match severity {
        Severity::Fejl => (Level::ERROR, "fejl", "error"),
        Severity::Advarsel => (Level::WARNING, "advarsel", "warning"),
        Severity::Raad => (Level::NOTE, "råd", "note"),
    };
    level.with_name(if lang == Lang::Da { da } else { en })
}

/// The lines of a text that labels lie in, and the number of the first: what shows a finding reads all that it is given, and
/// a file may have many findings.
fn window(labels: &Labels<'_>, text: &str, lines: &Lines) -> (Range<usize>, usize) {
    let places = || {
        labels
            .iter()
            .map(|(_, label)| clamp(&label.span.range, text))
    };
    let first = places().map(|place| place.start).min().unwrap_or(0);
    let last = places().map(|place| place.end).max().unwrap_or(0);
    let (first, last) = (lines.number(first), lines.number(last));
    let start = lines.start(first).unwrap_or(0);
    let end = lines.start(last + 1).unwrap_or(text.len());
    (start..end, first + 1)
}

/// A range that lies in the text, on character boundaries, and within one line where it is long.
fn clamp(range: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(range.start), floor(range.end.max(range.start)));
    let line_end = text[start..end]
        .find('\n')
        .map_or(end, |offset| start + offset);
    start..line_end
}
