//! Who signs which document: a list for a service that collects signatures, which asks for names and addresses itself.

use crate::{
    doc::{BlockKind, Doc, TableRole, walk},
    model::{Plan, signers::Signer},
    template::Template,
};

/// How the table of a report is called in `terms.toml`.
const TABLE: &str = "underskrivere";
/// A mark by which a spreadsheet knows the letters' encoding.
const MARK: &str = "\u{feff}";
/// Cells left to be filled in: name and e-mail.
const OPEN: usize = 2;

/// A line for each place to sign, in the order of the documents: the document's file, whose place it is, what it is of it,
/// the role; name and address are left open. Separated by semicolons, as spreadsheets in Danish expect it.
pub fn csv(plan: &Plan, template: &Template, docs: &[Doc]) -> Result<Vec<u8>, csv::Error> {
    let words = template.words.report_tables.get(TABLE);
    let heads = words.map_or(&[][..], |table| &table.columns);
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    out.write_record(heads)?;
    for doc in docs {
        let file = format!("{}.pdf", doc.meta.stem);
        for id in places(doc) {
            let mut cells = vec![file.as_str()];
            cells.extend(whose(plan, &id));
            cells.extend([""; OPEN]);
            out.write_record(&cells)?;
        }
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// The ids of the places to sign in a document.
fn places(doc: &Doc) -> Vec<String> {
    let blocks = walk::blocks(&doc.blocks).into_iter();
    let tables = blocks.filter_map(|block| match &block.kind {
        BlockKind::Table(table) if table.role == TableRole::Signatures => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| row.key.clone()).collect()
}

/// Party, quarter, part of the party, role.
fn whose<'a>(plan: &'a Plan, id: &str) -> [&'a str; 4] {
    let Some(signer) = plan.signers().find(|signer| signer.id == id) else {
        let party = plan.parties.iter().find(|party| party.id == id);
        return [party.map_or("", |party| &party.name.text), "", "", ""];
    };
    let Signer {
        key: _,
        id: _,
        party,
        quarter,
        unit,
        title,
    } = signer;
    let quarter = quarter.map_or("", |index| &plan.quarters[index].name.text);
    let label =
        |label: &'a Option<crate::model::Label>| label.as_ref().map_or("", |label| &label.text);
    [
        &plan.parties[*party].name.text,
        quarter,
        label(unit),
        label(title),
    ]
}
