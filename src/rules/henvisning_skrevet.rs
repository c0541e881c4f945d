//! "Se bilag D", "jf. afsnit 9.4" where the plan has no such annex or section: references that are typed, not fetched.

use rustc_hash::FxHashSet;

use crate::diag::{Diagnostic, Label as Place};

use super::{
    Checked,
    printed::{Printed, Reference, references},
    texts::Text,
};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut listed = None;
    each(checked, |text, reference, printed| {
        let listed = reference.point
            && listed
                .get_or_insert_with(|| points(checked))
                .contains(reference.number);
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
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again) {
        for reference in references(checked, text) {
            let printed = printed.get_or_insert_with(|| Printed::of(checked.docs));
            tell(text, &reference, printed);
        }
    }
}

/// The numbers of all points in the plan's numbered lists.
fn points<'a>(checked: &Checked<'a>) -> FxHashSet<&'a str> {
    let lines = checked.texts.iter().flat_map(|text| text.text.lines());
    let points = lines.filter_map(|line| {
        let (number, _) = line.trim_start().split_once(". ")?;
        let whole = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        whole.then_some(number)
    });
    points.collect()
}
