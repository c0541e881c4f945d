//! The documents of a submission that are no trees: workbooks, and files of others as they are.

use crate::{
    model::ruleset::{Document, Making},
    workbook,
};

use super::{Made, Output, Unwritten};

/// Each with the rule set's name for it.
pub fn of(made: &Made) -> Result<Vec<(String, Output)>, Unwritten> {
    let mut out = Vec::new();
    for document in &made.template.rules.documents {
        out.extend(workbook(made, document)?);
        let given = made.plan.document(&document.id);
        let Some(file) = given.and_then(|given| given.file.as_ref()) else {
            continue;
        };
        let ending = file.path.rsplit('.').next().unwrap_or_default();
        let output = Output {
            path: path(made, document, &ending.to_ascii_lowercase()),
            bytes: file.bytes.to_vec(),
            pages: None,
        };
        out.push((document.name.clone(), output));
    }
    Ok(out)
}

/// The workbooks alone, which a build makes beside its documents.
pub fn workbooks(made: &Made) -> Result<Vec<Output>, Unwritten> {
    let documents = made.template.rules.documents.iter();
    let books = documents.map(|document| workbook(made, document));
    let books: Result<Vec<_>, Unwritten> = books.collect();
    Ok(books?
        .into_iter()
        .flatten()
        .map(|(_, output)| output)
        .collect())
}

/// The workbook that a document is made as, if the plan asks for it.
fn workbook(made: &Made, document: &Document) -> Result<Option<(String, Output)>, Unwritten> {
    if document.made != Some(Making::Budgetark) || !made.plan.makes(&document.id) {
        return Ok(None);
    }
    let bytes = workbook::budget(&made.plan, &made.template).map_err(Unwritten::Fault)?;
    let output = Output {
        path: path(made, document, "xlsx"),
        bytes,
        pages: None,
    };
    Ok(Some((document.name.clone(), output)))
}

fn path(made: &Made, document: &Document, ending: &str) -> String {
    let meta = &made.plan.meta;
    format!(
        "{}-{}-{}.{ending}",
        meta.slug, meta.version.text, document.id
    )
}
