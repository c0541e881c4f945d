//! The bookmarks of a file of several parts, open one level down: a reader of 123 pages sees the parts and what is in them.
//!
//! Typst writes all bookmarks closed and asks no reader to show them.

use std::ops::Range;

use super::objects::{Objects, find, number};

const ROOT: &[u8] = b"<</Type/Outlines";
const CATALOG: &[u8] = b"<</Type/Catalog";
/// Opens the pane of bookmarks with the file.
const SHOWN: &str = "/PageMode/UseOutlines";

/// The file with its bookmarks shown, and those of the first level open. One without bookmarks stays as it is.
pub fn open(file: Vec<u8>) -> Vec<u8> {
    match opened(&file) {
        Some(opened) => opened,
        None => file,
    }
}

fn opened(file: &[u8]) -> Option<Vec<u8>> {
    let objects = Objects::of(file)?;
    let root = one(&objects, ROOT)?;
    let catalog = one(&objects, CATALOG)?;
    let mut changes = Vec::new();
    let mut more = 0;
    let mut at = reference(&objects, root, b"/First ");
    while let Some(item) = at {
        // A closed one has as many below it as its count is below zero.
        if let Some((place, count)) = count(&objects, item, b"/Count -") {
            more += count;
            changes.push((place.start - 1..place.start, String::new()));
        }
        at = reference(&objects, item, b"/Next ");
    }
    let (place, count) = count(&objects, root, b"/Count ")?;
    changes.push((place, (count + more).to_string()));
    let behind = find(objects.object(catalog), CATALOG)? + CATALOG.len();
    let behind = objects.places.get(catalog)?.start + behind;
    changes.push((behind..behind, SHOWN.to_owned()));
    changes.sort_by_key(|(place, _)| place.start);
    objects.with(&changes)
}

/// Most bytes before an object's first key: its number.
const NUMBER: usize = 20;

/// The object that begins so.
fn one(objects: &Objects<'_>, begin: &[u8]) -> Option<usize> {
    (0..objects.places.len()).find(|&number| {
        let object = objects.object(number);
        let head = object.get(..(NUMBER + begin.len()).min(object.len()));
        head.is_some_and(|head| find(head, begin).is_some())
    })
}

/// An object's own keys; its title, which may hold anything, and what stands behind it are none.
fn keys<'f>(objects: &Objects<'f>, of: usize) -> &'f [u8] {
    let object = objects.object(of);
    let end = find(object, b"/Title").unwrap_or(object.len());
    object.get(..end).unwrap_or_default()
}

/// The number of the object that a key leads to.
fn reference(objects: &Objects<'_>, of: usize, key: &[u8]) -> Option<usize> {
    let keys = keys(objects, of);
    let value = keys.get(find(keys, key)? + key.len()..)?;
    Some(number(value)?.0)
}

/// A count without its sign, and where it stands.
fn count(objects: &Objects<'_>, of: usize, key: &[u8]) -> Option<(Range<usize>, usize)> {
    let keys = keys(objects, of);
    let at = find(keys, key)? + key.len();
    let (count, rest) = number(keys.get(at..)?)?;
    let begin = objects.places.get(of)?.start;
    let end = keys.len() - rest.len();
    Some((begin + at..begin + end, count))
}
