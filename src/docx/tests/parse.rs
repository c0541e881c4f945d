//! Reads XML back into our tree.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::doc::Mark;
use crate::docx::xml::{El, Node};

/// Reads a document; the message of an error is the parser's.
pub fn parse(source: &str) -> Result<El, String> {
    let mut reader = Reader::from_str(source);
    let mut open: Vec<El> = vec![El::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => push(&mut open, Node::El(element(&start)?)),
            Event::End(_) => {
                let done = open.pop().ok_or("an end tag too many")?;
                push(&mut open, Node::El(done));
            }
            Event::Text(text) => {
                push_text(&mut open, &text.xml10_content());
            }
            Event::CData(data) => {
                push_text(&mut open, &data.xml10_content());
            }
            // Entities are events of their own: forgetting them would lose every `&` of the text.
            Event::GeneralRef(entity) => push_text(&mut open, &resolve(&entity)?),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let top = open
        .pop()
        .filter(|_| open.is_empty())
        .ok_or("an element is not closed")?;
    let root = top.kids.into_iter().find_map(|node| match node {
        Node::El(el) => Some(el),
        Node::Text(_) => None,
    });
    root.ok_or_else(|| "no element".to_owned())
}

fn element(start: &BytesStart) -> Result<El, String> {
    let mut attrs = Vec::new();
    for attr in start.attributes().with_checks(false) {
        let attr = attr.map_err(|error| error.to_string())?;
        let key = Cow::Owned(attr.key.as_ref().to_owned());
        let value = quick_xml::escape::unescape(&attr.value).map_err(|error| error.to_string())?;
        attrs.push((key, value.into_owned()));
    }
    Ok(El {
        name: Cow::Owned(start.name().as_ref().to_owned()),
        attrs,
        kids: Vec::new(),
        mark: Mark::Keep,
    })
}

fn resolve(entity: &BytesRef) -> Result<String, String> {
    if let Some(c) = entity
        .resolve_char_ref()
        .map_err(|error| error.to_string())?
    {
        return Ok(c.to_string());
    }
    let name = entity.as_ref();
    let known = quick_xml::escape::resolve_xml_entity(name);
    known
        .map(str::to_owned)
        .ok_or_else(|| format!("unknown entity {name}"))
}

fn push(open: &mut [El], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.kids.push(node);
    }
}

fn push_text(open: &mut [El], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match parent.kids.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        Some(Node::El(_)) | None => parent.kids.push(Node::Text(text.to_owned())),
    }
}

#[test]
fn refuses_broken_xml() {
    for source in ["", "<a>", "<a></b>", "<a>&nope;</a>", "</a>"] {
        assert!(parse(source).is_err(), "{source}");
    }
}
