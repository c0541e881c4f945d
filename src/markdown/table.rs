//! Tables with `|`: one row of heads, further ones in bold; a spanned cell stands in its first place.

use crate::chart::Data;
use crate::doc::{
    Align, BlockId, Row, RowKind, Table, Text,
    skeleton::grid::{Placed, place},
};

use super::{Writer, inline};

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, id: &BlockId, table: &'a Table) -> String {
        let Table {
            role: _,
            caption,
            columns,
            header,
            rows,
            row_headers: _,
            replaces: _,
            source,
            notes,
            wide: _,
            was: _,
            summary: _,
        } = table;
        let mut out = self.caption(&self.doc.terms.table, id, caption);
        let all: Vec<&Row> = header.iter().chain(rows).collect();
        let mut grid = vec![vec![String::new(); columns.len()]; all.len()];
        for placed in place(all.iter().copied()) {
            let Placed { row, column, cell } = placed;
            let strong = row > 0
                && (row < header.len()
                    || table.heads_rows(column)
                    || matches!(all[row].kind, RowKind::Group | RowKind::Total));
            let words = self.cell(&cell.content, strong);
            if let Some(place) = grid.get_mut(row).and_then(|row| row.get_mut(column)) {
                *place = words;
            }
        }
        let aligns = columns.iter().map(|column| column.align);
        out.push(lines(&grid, aligns));
        out.extend(self.below(source.as_ref(), notes));
        out.join("\n\n")
    }

    /// The paragraphs of a cell, one a line.
    fn cell(&mut self, content: &'a [Text], strong: bool) -> String {
        let mut parts = Vec::new();
        for text in content {
            self.noted(&text.inlines);
            let plain = inline::write(&text.inlines, self.outline, inline::Break::Tag);
            let bare = !plain.contains(['*', '[', '<']) && !plain.is_empty();
            parts.push(if strong && bare {
                format!("**{plain}**")
            } else {
                plain
            });
        }
        parts.join("<br>")
    }
}

/// The data of a chart.
pub fn of_data(data: &Data) -> String {
    let words = |words: &String| super::escape::words(words);
    let mut grid = vec![data.heads.iter().map(words).collect::<Vec<_>>()];
    for (name, values) in &data.rows {
        let values = values.iter().map(words);
        grid.push([words(name)].into_iter().chain(values).collect());
    }
    let aligns = data.heads.iter().enumerate();
    let aligns = aligns.map(|(column, _)| {
        if column == 0 {
            Align::Left
        } else {
            Align::Right
        }
    });
    lines(&grid, aligns)
}

fn lines(grid: &[Vec<String>], aligns: impl IntoIterator<Item = Align>) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rules = aligns.into_iter().map(|align| match align {
        Align::Left => "---",
        Align::Center => ":-:",
        Align::Right => "--:",
    });
    let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
    let mut out: Vec<String> = grid.iter().map(|row| line(row)).collect();
    out.insert(out.len().min(1), rule);
    out.join("\n")
}
