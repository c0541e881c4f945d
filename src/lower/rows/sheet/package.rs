//! The file that a workbook is: what kind it has, and which rows and columns of a sheet are hidden, which the reader
//! of its cells does not tell.

use std::{
    collections::BTreeMap,
    io::{BufReader, Cursor, Read, copy, sink},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::diag::Diagnostic;

use super::Refused;

/// Most bytes that the parts of a workbook have together when they are unpacked. A file of some kilobytes can be made
/// that fills the machine.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// How all files of Office begin that are no packages: .xls, and any with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Rows and columns that a sheet does not show.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Rows that say whether they are shown, from 0.
    rows: BTreeMap<u32, bool>,
    /// Whether rows that say nothing are hidden.
    others: bool,
    /// First and last column of each hidden run, from 0.
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    pub fn row(&self, row: u32) -> bool {
        self.rows.get(&row).copied().unwrap_or(self.others)
    }

    pub fn column(&self, column: u32) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// A workbook's package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens it; says what the file is if it is none.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        if bytes.starts_with(COMPOUND) {
            let locked = utf16("EncryptedPackage");
            let locked = bytes.windows(locked.len()).any(|part| part == locked);
            return Err(Diagnostic::new(if locked { "R069" } else { "R068" }));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Diagnostic::new("R075"))?;
        if zip.by_name("[Content_Types].xml").is_err() {
            return Err(Diagnostic::new("R075"));
        }
        let mut left = MOST_BYTES;
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(broken)?;
            // What a part says of its own size may be a lie: it is unpacked, and what comes out is counted.
            let size = copy(&mut part.take(left + 1), &mut sink()).map_err(broken)?;
            left = left
                .checked_sub(size)
                .ok_or_else(|| Diagnostic::new("R076").arg("graense", MOST_BYTES / 1024 / 1024))?;
        }
        Ok(Package { zip })
    }

    /// What a sheet hides.
    pub fn hidden(&mut self, sheet: &str) -> Result<Hidden, Refused> {
        let mut hidden = Hidden::default();
        let Some(part) = self.part_of(sheet)? else {
            return Ok(hidden);
        };
        self.each(&part, |element| match element.local_name().as_ref() {
            "sheetFormatPr" => {
                hidden.others = flag(element, "zeroHeight");
                true
            }
            "col" => {
                if flag(element, "hidden") || number(element, "width") == Some(0.0) {
                    let at = |name| Some(index(number(element, name)?));
                    hidden.columns.extend(at("min").zip(at("max")));
                }
                true
            }
            "row" => {
                let row = number(element, "r").map(index);
                let none = number(element, "ht") == Some(0.0);
                let told = attribute(element, "hidden").is_some();
                if let Some(row) = row.filter(|_| told || none) {
                    hidden.rows.insert(row, none || flag(element, "hidden"));
                }
                true
            }
            // What follows the cells says nothing of rows and columns.
            name => !matches!(name, "mergeCells" | "pageMargins"),
        })?;
        Ok(hidden)
    }

    /// The part that holds a sheet: the workbook names its relation, and the relation its part.
    fn part_of(&mut self, sheet: &str) -> Result<Option<String>, Refused> {
        let book = self.target("", |element| {
            attribute(element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        })?;
        let Some(book) = book else {
            return Ok(None);
        };
        let mut relation: Option<String> = None;
        self.each(&book, |element| {
            if element.local_name().as_ref() == "sheet"
                && attribute(element, "name").as_deref() == Some(sheet)
            {
                relation = element
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .find_map(|own| {
                        let named =
                            own.key.prefix().is_some() && own.key.local_name().as_ref() == "id";
                        named.then(|| own.value.into_owned())
                    });
            }
            relation.is_none()
        })?;
        match relation {
            Some(id) => self.target(&book, |element| {
                attribute(element, "Id").as_deref() == Some(&id)
            }),
            None => Ok(None),
        }
    }

    /// The part that the first fitting relation of another part leads to; `""` is the package itself.
    fn target(
        &mut self,
        of: &str,
        fits: impl Fn(&BytesStart<'_>) -> bool,
    ) -> Result<Option<String>, Refused> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let inside = |target: &str| match target.strip_prefix('/') {
            Some(from_root) => from_root.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let mut found = None;
        self.each(&inside(&format!("_rels/{name}.rels")), |element| {
            if element.local_name().as_ref() == "Relationship" && fits(element) {
                found = attribute(element, "Target").map(|target| inside(&target));
            }
            found.is_none()
        })?;
        Ok(found)
    }

    /// Hands the elements of a part to `f` as they open, as long as it asks for more. A part that is not there has none.
    fn each(
        &mut self,
        part: &str,
        mut f: impl FnMut(&BytesStart<'_>) -> bool,
    ) -> Result<(), Refused> {
        let Ok(part) = self.zip.by_name(part) else {
            return Ok(());
        };
        let mut reader = Reader::from_reader(BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            let more = match reader.read_event_into(&mut buffer).map_err(broken)? {
                Event::Start(element) | Event::Empty(element) => f(&element),
                Event::Eof => false,
                _ => true,
            };
            if !more {
                return Ok(());
            }
            buffer.clear();
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Refused {
    Diagnostic::new("R045").arg("fejl", error)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    let value = quick_xml::escape::unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}

fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok()
}

/// A sheet's own count, from 1, as ours, from 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut to the whole numbers there are"
)]
fn index(count: f64) -> u32 {
    (count as u32).saturating_sub(1)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
