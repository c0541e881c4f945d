//! "Se tabel 3" typed, where the plan's third table could be fetched: moved, it has another number.

use crate::{
    diag::{Diagnostic, Label as Place},
    doc::BlockId,
};

use super::{Checked, henvisning_skrevet::each};

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    each(checked, |text, reference, printed| {
        // "Punkt 2" may be one of a list.
        let [id] = printed.at(reference) else { return };
        if reference.point {
            return;
        }
        let Some(name) = name(checked, id) else {
            return;
        };
        let range = reference.range.clone();
        found.push(
            Diagnostic::new("U041")
                .quote("henvisning", &text.text[range.clone()])
                .arg("navn", name)
                .label(Place::primary(checked.inside(text, range))),
        );
    });
}

/// What a slot calls a block, if one can: `tabel.boern`, `afsnit.formaal`.
fn name(checked: &Checked<'_>, id: &BlockId) -> Option<String> {
    let (kind, own) = id.as_str().split_once('.')?;
    match kind {
        "tabel" | "figur" | "bilag" | "delaftale" | "oversigt" if !own.contains('.') => {
            Some(id.as_str().to_owned())
        }
        "afsnit" => {
            let key = own.replace('-', "_");
            let items = &checked.plan.strategic.items;
            let known = items.iter().any(|(item, _)| item.as_str() == key);
            known.then(|| format!("afsnit.{key}"))
        }
        _ => None,
    }
}
