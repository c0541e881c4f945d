//! The objects of a file that Typst wrote, and the file with some of their bytes changed.
//!
//! What Typst has no word for is written anew in the finished file. It stays as it is otherwise: objects in their order, each
//! at the place that the table of objects gives it.

use std::ops::Range;

/// The objects of a file, each with where it begins and ends.
pub struct Objects<'f> {
    file: &'f [u8],
    /// By number.
    pub places: Vec<Range<usize>>,
    /// Where the table of objects begins.
    table: usize,
}

/// Bytes of an entry of the table of objects.
const ENTRY: usize = 20;
/// What opens the table, and what follows it.
const TABLE: &[u8] = b"xref\n0 ";
const START: &[u8] = b"startxref\n";

impl<'f> Objects<'f> {
    /// Those of a file; `None` if it is written otherwise.
    pub fn of(file: &'f [u8]) -> Option<Objects<'f>> {
        let at = rfind(file, START)? + START.len();
        let (table, _) = number(file.get(at..)?)?;
        let (count, entries) = number(file.get(table..)?.strip_prefix(TABLE)?)?;
        let entries = entries.strip_prefix(b"\n")?.get(..count * ENTRY)?;
        let begin = |entry: &[u8]| match entry.get(17) {
            Some(b'n') => number(entry).map(|(at, _)| at),
            _ => Some(table),
        };
        let begins: Vec<usize> = entries.chunks(ENTRY).map(begin).collect::<Option<_>>()?;
        let mut sorted = begins.clone();
        sorted.push(table);
        sorted.sort_unstable();
        let end = |at: &usize| {
            sorted
                .get(sorted.partition_point(|begin| begin <= at))
                .copied()
        };
        let places = begins.iter().map(|at| *at..end(at).unwrap_or(table));
        Some(Objects {
            file,
            places: places.collect(),
            table,
        })
    }

    /// The bytes of an object.
    pub fn object(&self, number: usize) -> &'f [u8] {
        let place = self.places.get(number).cloned();
        place
            .and_then(|place| self.file.get(place))
            .unwrap_or_default()
    }

    /// The file with some of its bytes changed, and its objects found again. Changes stand in order.
    pub fn with(&self, changes: &[(Range<usize>, String)]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(self.file.len());
        let mut from = 0;
        // How far what stands behind each change has moved.
        let mut moved = Vec::with_capacity(changes.len());
        for (place, words) in changes {
            out.extend_from_slice(self.file.get(from..place.start)?);
            out.extend_from_slice(words.as_bytes());
            from = place.end;
            moved.push((place.end, out.len()));
        }
        out.extend_from_slice(self.file.get(from..self.table)?);
        let now = |at: usize| {
            let before = moved.partition_point(|(end, _)| *end <= at);
            let (end, new) = before.checked_sub(1).and_then(|last| moved.get(last))?;
            Some(at - end + new)
        };
        let now = |at: usize| now(at).unwrap_or(at);
        let table = out.len();
        let head = find(self.file.get(self.table + 5..)?, b"\n")? + self.table + 6;
        out.extend_from_slice(self.file.get(self.table..head)?);
        let entries = self.file.get(head..head + self.places.len() * ENTRY)?;
        for (place, entry) in self.places.iter().zip(entries.chunks(ENTRY)) {
            match entry.get(17) {
                Some(b'n') => {
                    out.extend(format!("{:010}", now(place.start)).into_bytes());
                    out.extend_from_slice(entry.get(10..)?);
                }
                _ => out.extend_from_slice(entry),
            }
        }
        let rest = self.file.get(head + entries.len()..)?;
        let start = rfind(rest, START)? + START.len();
        let (_, end) = number(rest.get(start..)?)?;
        out.extend_from_slice(rest.get(..start)?);
        out.extend(table.to_string().into_bytes());
        out.extend_from_slice(end);
        Some(out)
    }
}

/// A number and what follows it.
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit());
    let (digits, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

pub fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
}
