//! Tables by their rows: by key, then by words. Rows that one cell reaches over stand and fall together.

use crate::{
    doc::{
        Align, Before, Body, Cell, Column, Row, Table,
        mark::{Mark, spread_row},
        starts,
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
    // A page that lies down begins and ends around a whole table.
    let alike = old.role == new.role
        && old.wide == new.wide
        && old.caption.is_empty() == new.caption.is_empty();
    if !alike || !fits && !can_exchange(old, new) {
        return None;
    }
    let (header, body, replaces) = if fits {
        let [header, body] = [(&old.header, &new.header), (&old.rows, &new.rows)]
            .map(|(was, is)| rows(was, is, [&old.columns, &new.columns]));
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
        was: was(old, new).filter(|_| replaces.is_none()),
        replaces,
        source: maybe(old.source.as_ref(), new.source.as_ref()),
        notes: texts(&old.notes, &new.notes),
        wide: new.wide,
        summary: new.summary.clone(),
    })
}

/// What the old table was that no words show.
fn was(old: &Table, new: &Table) -> Option<Before> {
    let other = old.columns != new.columns || old.summary != new.summary;
    other.then(|| Before {
        columns: old.columns.clone(),
        summary: old.summary.clone(),
    })
}

/// Whether one table can hold both bodies. LibreOffice goes on repeating as many rows as the file repeated when it was
/// opened.
fn can_exchange(old: &Table, new: &Table) -> bool {
    old.header.len() == new.header.len()
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

fn rows(old: &[Row], new: &[Row], columns: [&[Column]; 2]) -> Vec<Row> {
    let count = columns[1].len();
    let (old, new) = (groups(old, count), groups(new, count));
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
                    out.extend(gone(old[a].rows, &old[a].starts, columns));
                    out.extend(marked(new[b].rows, Mark::Ins));
                }
            },
            Pairing::Old(a) => out.extend(gone(old[a].rows, &old[a].starts, columns)),
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

/// Rows that are taken out, with their words where they stood.
fn gone(rows: &[Row], starts: &[Vec<usize>], columns: [&[Column]; 2]) -> Vec<Row> {
    let mut rows = marked(rows, Mark::Del);
    for (at, row) in rows.iter_mut().enumerate() {
        for (index, cell) in row.cells.iter_mut().enumerate() {
            let column = starts.get(at).and_then(|starts| starts.get(index));
            let aligned = |columns: &[Column]| {
                let own = column.and_then(|column| columns.get(*column));
                cell.align.or_else(|| own.map(|own| own.align))
            };
            let [before, after] = columns.map(aligned);
            cell.before = before.filter(|_| before != after);
        }
    }
    rows
}

fn marked(rows: &[Row], mark: Mark) -> Vec<Row> {
    let mut rows = rows.to_vec();
    rows.iter_mut().for_each(|row| spread_row(row, mark));
    rows
}

/// Two versions of a group, row by row; `None` where their spans do not fit into one grid.
fn group(old: &Group<'_>, new: &Group<'_>, columns: [&[Column]; 2]) -> Option<Vec<Row>> {
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
            Pairing::Both(a, b) => {
                let starts = new.starts.get(b).map_or(&[][..], Vec::as_slice);
                out.push(row(&old.rows[a], &new.rows[b], starts, columns));
            }
            Pairing::Old(a) => {
                let starts = old.starts.get(a..=a).unwrap_or_default();
                out.extend(gone(&old.rows[a..=a], starts, columns));
            }
            Pairing::New(b) => out.extend(marked(&new.rows[b..=b], Mark::Ins)),
        }
    }
    reach(&mut out, old, new, &steps)?;
    starts(&out, columns[1].len())?;
    Some(out)
}

fn spans(row: &Row) -> Vec<usize> {
    row.cells.iter().map(|cell| cell.colspan).collect()
}

fn row(old: &Row, new: &Row, starts: &[usize], columns: [&[Column]; 2]) -> Row {
    let pairs = old.cells.iter().zip(&new.cells).enumerate();
    let cells = pairs.map(|(index, (was, is))| {
        let column = starts.get(index).copied();
        let aligned = |cell: &Cell, columns: &[Column]| -> Option<Align> {
            let own = column.and_then(|column| columns.get(column));
            cell.align.or_else(|| own.map(|own| own.align))
        };
        let [before, after] = [aligned(was, columns[0]), aligned(is, columns[1])];
        Cell {
            content: texts(&was.content, &is.content),
            before: before.filter(|_| before != after),
            ..is.clone()
        }
    });
    Row {
        key: new.key.clone(),
        kind: new.kind,
        cells: cells.collect(),
        mark: Mark::Keep,
    }
}

/// Lets each cell reach over the rows of both versions that lie in its span. `None` where its rows of one version do
/// not end where those of the other do, or where it reaches over several in one version only.
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
            if let (Some(was), Some(is)) = (wanted(was), wanted(is))
                && (was > 1) != (is > 1)
            {
                return None;
            }
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
