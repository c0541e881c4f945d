//! All that is said in a piece of the tree, to weigh by how alike two pieces are.

use crate::doc::{Block, Inline, Row, Text, walk};

/// Every word of a leaf, those of its notes among them.
pub fn of_text(text: &Text) -> String {
    let mut out = String::new();
    read(&text.inlines, &mut out);
    out
}

/// Every word of a block and of what stands inside it.
pub fn of_block(block: &Block) -> String {
    let mut out = String::new();
    for inner in walk::blocks(std::slice::from_ref(block)) {
        for text in walk::texts(inner) {
            read(&text.inlines, &mut out);
            out.push(' ');
        }
    }
    out
}

/// Every word of some rows.
pub fn of_rows(rows: &[Row]) -> String {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let mut out = String::new();
    for text in cells.flat_map(|cell| &cell.content) {
        read(&text.inlines, &mut out);
        out.push(' ');
    }
    out
}

fn read(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Words { text, .. } => out.push_str(text),
            Inline::Link { url: _, content } | Inline::Marked { mark: _, content } => {
                read(content, out);
            }
            Inline::Ref { target, label } => {
                out.push_str(label);
                out.push(' ');
                out.push_str(target.as_str());
            }
            Inline::Note { id: _, content } => {
                out.push(' ');
                read(&content.inlines, out);
                out.push(' ');
            }
            Inline::Break => out.push(' '),
        }
    }
}
