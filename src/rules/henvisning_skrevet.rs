//! "Se bilag D", "jf. afsnit 9.4" where the plan has no such annex or section: references that are typed, not fetched.

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    printed::{Printed, Reference, references},
    texts::{Text, TextKind},
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    each(checked, |text, reference, printed| {
        let listed = reference.point && points(checked, reference.number);
        if printed.at(reference).is_empty() && !listed {
            let range = reference.range.clone();
            found.push(
                Diagnostic::new("U030")
                    .quote("henvisning", &text.text[range.clone()])
                    .label(Place::primary(checked.inside(text, range))),
            );
        }
    });
}

/// Calls with each typed reference, and what the documents print. Nothing is counted where there is none.
pub fn each(checked: &Checked<'_>, mut tell: impl FnMut(&Text<'_>, &Reference<'_>, &Printed<'_>)) {
    if checked.docs.is_empty() {
        return;
    }
    let mut printed = None;
    let prose = checked.texts.iter().filter(|t| t.kind == TextKind::Prose);
    for text in prose.filter(|text| !text.again) {
        for reference in references(checked, text) {
            let printed = printed.get_or_insert_with(|| Printed::of(checked.docs));
            tell(text, &reference, printed);
        }
    }
}

/// Whether some numbered list of the plan has such a point.
fn points(checked: &Checked<'_>, number: &str) -> bool {
    let start = format!("{number}. ");
    let lines = checked.texts.iter().flat_map(|text| text.text.lines());
    lines
        .into_iter()
        .any(|line| line.trim_start().starts_with(&start))
}
