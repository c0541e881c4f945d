//! Tables by their rows: by key, then by words. Rows that one cell reaches over stand and fall together.

use crate::{
    doc::{
        Body, Cell, Row, Table,
        mark::{Mark, spread_row},
    },
    text::{Pairing, align, bags},
};

use super::{
    blocks::{maybe, texts},
    text, words,
};

/// Less alike than this, two rows of other keys are not the same row.
const ALIKE: f64 = 0.5;
/// Rows of one key are one row, whatever they say: which of them moved is told by their keys alone. More than any likeness.
const SAME_KEY: f64 = 2.5;

/// Both versions as one table, of which the body is exchanged where their columns do not fit into one grid; `None`
/// where nothing of the one can stay in the other.
pub fn merge(old: &Table, new: &Table) -> Option<Table> {
    let columns = new.columns.len();
    let fits = (old.columns.len(), old.row_headers) == (columns, new.row_headers);
    let alike = old.role == new.role && old.caption.is_empty() == new.caption.is_empty();
    if !alike || !fits && !can_exchange(old, new) {
        return None;
    }
    let (header, body, replaces) = if fits {
        let [header, body] = [(&old.header, &new.header), (&old.rows, &new.rows)]
            .map(|(old, new)| rows(old, new, columns));
        (header, body, None)
    } else {
        let [header, body] = [&new.header, &new.rows].map(|rows| marked(rows, Mark::Ins));
        (header, body, Some(before(old)))
    };
    Some(Table {
        role: new.role,
        caption: text::merge(&old.caption, &new.caption),
        columns: new.columns.clone(),
        header,
        rows: body,
        row_headers: new.row_headers,
        replaces,
        source: maybe(old.source.as_ref(), new.source.as_ref()),
        notes: texts(&old.notes, &new.notes),
        wide: new.wide,
        summary: new.summary.clone(),
    })
}

/// Whether one table can hold both bodies. Pages that lie down begin and end around a whole table, and LibreOffice
/// goes on repeating as many rows as the file repeated when it was opened.
fn can_exchange(old: &Table, new: &Table) -> bool {
    (old.wide, old.header.len()) == (new.wide, new.header.len())
}

/// The body that goes with the columns.
fn before(old: &Table) -> Body {
    Body {
        columns: old.columns.clone(),
        header: marked(&old.header, Mark::Del),
        rows: marked(&old.rows, Mark::Del),
        row_headers: old.row_headers,
    }
}

fn rows(old: &[Row], new: &[Row], columns: usize) -> Vec<Row> {
    let (old, new) = (groups(old, columns), groups(new, columns));
    let all = |group: &Group<'_>| words::of_rows(group.rows);
    let bags = bags(old.iter().map(all), new.iter().map(all));
    let same = |a: usize, b: usize| old[a].rows == new[b].rows;
    let like = |a: usize, b: usize| {
        let (was, is) = (&old[a], &new[b]);
        let keys = was.shares_key(is);
        let like = bags[0][a].likeness(&bags[1][b]);
        let fits = was.rows[0].kind == is.rows[0].kind && (keys || like >= ALIKE);
        fits.then_some(if keys { SAME_KEY } else { like + 0.01 })
    };
    let mut out = Vec::new();
    for step in align(old.len(), new.len(), same, like) {
        match step {
            Pairing::Both(a, b) => match group(&old[a], &new[b], columns) {
                Some(rows) => out.extend(rows),
                None => {
                    out.extend(marked(old[a].rows, Mark::Del));
                    out.extend(marked(new[b].rows, Mark::Ins));
                }
            },
            Pairing::Old(a) => out.extend(marked(old[a].rows, Mark::Del)),
            Pairing::New(b) => out.extend(marked(new[b].rows, Mark::Ins)),
        }
    }
    out
}

/// Neighbouring rows, with the column each cell starts in.
struct Group<'a> {
    rows: &'a [Row],
    starts: Vec<Vec<usize>>,
}

impl Group<'_> {
    fn shares_key(&self, other: &Group<'_>) -> bool {
        let named = self.rows.iter().filter(|row| !row.key.is_empty());
        let mut keys = named.map(|row| &row.key);
        keys.any(|key| other.rows.iter().any(|row| row.key == *key))
    }
}

/// Rows in the smallest groups that no cell reaches out of.
fn groups(rows: &[Row], columns: usize) -> Vec<Group<'_>> {
    let mut out = Vec::new();
    let (mut start, mut end) = (0, 1);
    for (at, row) in rows.iter().enumerate() {
        if at == end {
            out.push(group_of(&rows[start..end], columns));
            (start, end) = (at, at + 1);
        }
        let reach = row.cells.iter().map(|cell| cell.rowspan).max().unwrap_or(1);
        end = end.max(at + reach).min(rows.len());
    }
    if !rows.is_empty() {
        out.push(group_of(&rows[start..end], columns));
    }
    out
}

fn group_of(rows: &[Row], columns: usize) -> Group<'_> {
    Group {
        rows,
        starts: starts(rows, columns).unwrap_or_default(),
    }
}

/// The column each cell starts in; `None` where cells overlap or leave a hole.
fn starts(rows: &[Row], columns: usize) -> Option<Vec<Vec<usize>>> {
    // For each column, how many rows below are taken from above.
    let mut taken = vec![0_usize; columns];
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        let mut reach = vec![0; columns];
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            line.push(column);
            let span = column..column + cell.colspan.max(1);
            if taken.get(span.clone())?.iter().any(|rows| *rows > 0) {
                return None;
            }
            reach[span.clone()].fill(cell.rowspan.max(1));
            column = span.end;
        }
        let full = taken.iter().zip(&reach).all(|(above, own)| above + own > 0);
        if !full {
            return None;
        }
        for (above, own) in taken.iter_mut().zip(reach) {
            *above = (*above).max(own).saturating_sub(1);
        }
        out.push(line);
    }
    taken.iter().all(|rows| *rows == 0).then_some(out)
}

fn marked(rows: &[Row], mark: Mark) -> Vec<Row> {
    let mut rows = rows.to_vec();
    rows.iter_mut().for_each(|row| spread_row(row, mark));
    rows
}

/// Two versions of a group, row by row; `None` where their spans do not fit into one grid.
fn group(old: &Group<'_>, new: &Group<'_>, columns: usize) -> Option<Vec<Row>> {
    let all = |row: &Row| words::of_rows(std::slice::from_ref(row));
    let bags = bags(old.rows.iter().map(all), new.rows.iter().map(all));
    let alone = (old.rows.len(), new.rows.len()) == (1, 1);
    let like = |a: usize, b: usize| {
        let (was, is) = (&old.rows[a], &new.rows[b]);
        let keys = !was.key.is_empty() && was.key == is.key;
        let like = bags[0][a].likeness(&bags[1][b]);
        let shape = was.kind == is.kind
            && old.starts.get(a) == new.starts.get(b)
            && spans(was) == spans(is);
        (shape && (keys || alone || like >= ALIKE)).then_some(if keys {
            SAME_KEY
        } else {
            like + 0.01
        })
    };
    let same =
        |a: usize, b: usize| old.rows[a] == new.rows[b] && old.starts.get(a) == new.starts.get(b);
    let steps = align(old.rows.len(), new.rows.len(), same, like);
    let mut out: Vec<Row> = Vec::with_capacity(steps.len());
    for step in &steps {
        match *step {
            Pairing::Both(a, b) => out.push(row(&old.rows[a], &new.rows[b])),
            Pairing::Old(a) => out.extend(marked(&old.rows[a..=a], Mark::Del)),
            Pairing::New(b) => out.extend(marked(&new.rows[b..=b], Mark::Ins)),
        }
    }
    reach(&mut out, old, new, &steps)?;
    starts(&out, columns)?;
    Some(out)
}

fn spans(row: &Row) -> Vec<usize> {
    row.cells.iter().map(|cell| cell.colspan).collect()
}

fn row(old: &Row, new: &Row) -> Row {
    let cells = old.cells.iter().zip(&new.cells).map(|(was, is)| Cell {
        content: texts(&was.content, &is.content),
        ..is.clone()
    });
    Row {
        key: new.key.clone(),
        kind: new.kind,
        cells: cells.collect(),
        mark: Mark::Keep,
    }
}

/// Lets each cell reach over the rows of both versions that lie in its span. `None` where its rows of one version do
/// not end where those of the other do.
fn reach(out: &mut [Row], old: &Group<'_>, new: &Group<'_>, steps: &[Pairing]) -> Option<()> {
    let is_old: Vec<bool> = steps
        .iter()
        .map(|step| !matches!(step, Pairing::New(_)))
        .collect();
    let is_new: Vec<bool> = steps
        .iter()
        .map(|step| !matches!(step, Pairing::Old(_)))
        .collect();
    for (at, step) in steps.iter().enumerate() {
        let (was, is) = match *step {
            Pairing::Both(a, b) => (Some(&old.rows[a]), Some(&new.rows[b])),
            Pairing::Old(a) => (Some(&old.rows[a]), None),
            Pairing::New(b) => (None, Some(&new.rows[b])),
        };
        for (index, cell) in out[at].cells.iter_mut().enumerate() {
            let wanted = |row: Option<&Row>| row.map(|row| row.cells[index].rowspan);
            let span = span(at, &is_old, wanted(was)).zip(span(at, &is_new, wanted(is)));
            // Only the side that a row stands in has a say.
            cell.rowspan = match span? {
                (0, length) | (length, 0) => length,
                (a, b) => a.max(b),
            };
            let ends = |side: &[bool], wanted: Option<usize>| {
                let count = side
                    .iter()
                    .skip(at)
                    .take(cell.rowspan)
                    .filter(|there| **there);
                wanted.is_none_or(|wanted| count.count() == wanted)
            };
            if !ends(&is_old, wanted(was)) || !ends(&is_new, wanted(is)) {
                return None;
            }
        }
    }
    Some(())
}

/// Rows from `at` until so many of a side are met; 0 if the side asks for none.
fn span(at: usize, side: &[bool], wanted: Option<usize>) -> Option<usize> {
    let Some(wanted) = wanted else {
        return Some(0);
    };
    let mut met = 0;
    for (length, there) in side.iter().skip(at).enumerate() {
        met += usize::from(*there);
        if met == wanted {
            return Some(length + 1);
        }
    }
    None
}
