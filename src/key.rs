//! Where a value is written: the ground floor of the house. Findings, sources, model and tree all speak of places by
//! these two, and they know of nothing.

use std::ops::Range;

use ecow::EcoString;
use serde::{Deserialize, Deserializer};

/// A value in the plan's sources: which file, which key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FieldKey {
    /// Path below the plan folder, with `/`: `delaftaler/beskaeftigelse.toml`.
    pub file: EcoString,
    /// Dotted key path, array items by index from 0: `delmaal.2.indikator.0.titel`.
    pub path: EcoString,
}

impl FieldKey {
    /// The key of a whole file.
    pub fn file(file: &str) -> Self {
        FieldKey {
            file: file.into(),
            path: EcoString::new(),
        }
    }

    /// The key one step further in.
    pub fn child(&self, name: &str) -> Self {
        let mut path = EcoString::with_capacity(self.path.len() + 1 + name.len());
        if !self.path.is_empty() {
            path.push_str(&self.path);
            path.push('.');
        }
        path.push_str(name);
        FieldKey {
            file: self.file.clone(),
            path,
        }
    }

    /// The key one step further out; of a file's own keys the file.
    pub fn parent(&self) -> Self {
        let path = self.path.rsplit_once('.').map_or("", |(head, _)| head);
        FieldKey {
            file: self.file.clone(),
            path: path.into(),
        }
    }

    /// The steps from another key to this one, empty if they are the same; `None` if this one does not lie there.
    pub fn below(&self, outer: &FieldKey) -> Option<&str> {
        let inner = (self.file == outer.file).then_some(self.path.as_str())?;
        if outer.path.is_empty() {
            return Some(inner);
        }
        let rest = inner.strip_prefix(outer.path.as_str())?;
        match rest.strip_prefix('.') {
            Some(steps) => Some(steps),
            None => rest.is_empty().then_some(rest),
        }
    }

    /// The key of an array item.
    pub fn item(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }
}

/// As `source` tells it to a value that asks where it is written: file and path.
impl<'de> Deserialize<'de> for FieldKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (file, path) = <(String, String)>::deserialize(from)?;
        Ok(FieldKey {
            file: file.into(),
            path: path.into(),
        })
    }
}

/// A place in a file: byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Path below the plan folder.
    pub file: EcoString,
    /// Bytes.
    pub range: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::FieldKey;

    #[test]
    fn a_key_lies_below_those_around_it_and_no_other() {
        let file = FieldKey::file("tabeller/a.toml");
        let row = file.child("raekker").item(1);
        let cell = row.child("celler").item(0);
        assert_eq!(cell.below(&row), Some("celler.0"));
        assert_eq!(cell.below(&cell), Some(""));
        assert_eq!(cell.below(&file), Some("raekker.1.celler.0"));
        assert_eq!(row.below(&cell), None);
        // Row 12 is not in row 1, nor is a row of another table.
        assert_eq!(file.child("raekker").item(12).below(&row), None);
        assert_eq!(cell.below(&FieldKey::file("tabeller/b.toml")), None);
        assert_eq!(cell.parent().parent(), row);
    }
}
