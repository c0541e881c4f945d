//! A small XML tree: parse, change, write. Lossless for what WordprocessingML holds.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::doc::Mark;

/// An element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct El {
    /// Name with prefix, as written: `w:p`.
    pub name: Cow<'static, str>,
    /// Attributes with prefixed names, in order, unescaped.
    pub attrs: Vec<(Cow<'static, str>, String)>,
    /// Children, in order.
    pub kids: Vec<Node>,
    /// What a revision did with it; never written, [`super::changes`] turns it into elements.
    pub mark: Mark,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    El(El),
    /// Characters, unescaped.
    Text(String),
}

impl El {
    /// An empty element.
    pub fn new(name: &'static str) -> El {
        El {
            name: Cow::Borrowed(name),
            attrs: Vec::new(),
            kids: Vec::new(),
            mark: Mark::Keep,
        }
    }

    /// The same with one more attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> El {
        self.attrs.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The same with one more child.
    pub fn kid(mut self, kid: El) -> El {
        self.kids.push(Node::El(kid));
        self
    }

    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attrs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, replacing an earlier value.
    pub fn set(&mut self, name: &'static str, value: String) {
        match self.attrs.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.attrs.push((Cow::Borrowed(name), value)),
        }
    }

    /// The first child element of that name.
    pub fn child(&self, name: &str) -> Option<&El> {
        self.elements().find(|el| el.name == name)
    }

    /// The first child element of that name, put in front of the others if it is missing.
    pub fn first(&mut self, name: &'static str) -> &mut El {
        let is_it = |node: &Node| matches!(node, Node::El(el) if el.name == name);
        let at = self.kids.iter().position(is_it).unwrap_or_else(|| {
            self.kids.insert(0, Node::El(El::new(name)));
            0
        });
        match &mut self.kids[at] {
            Node::El(el) => el,
            Node::Text(_) => unreachable!("position() found an element here"),
        }
    }

    /// The first child element of that name, to be changed.
    pub fn find(&mut self, name: &str) -> Option<&mut El> {
        self.kids.iter_mut().find_map(|node| match node {
            Node::El(el) if el.name == name => Some(el),
            Node::El(_) | Node::Text(_) => None,
        })
    }

    /// Takes the first child element of that name out.
    pub fn take(&mut self, name: &str) -> Option<El> {
        let is_it = |node: &Node| matches!(node, Node::El(el) if el.name == name);
        let at = self.kids.iter().position(is_it)?;
        match self.kids.remove(at) {
            Node::El(el) => Some(el),
            Node::Text(_) => None,
        }
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &El> {
        self.kids.iter().filter_map(|node| match node {
            Node::El(el) => Some(el),
            Node::Text(_) => None,
        })
    }
}

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
                let text = text.decode().map_err(|error| error.to_string())?;
                push_text(&mut open, &text);
            }
            Event::CData(data) => {
                let text = data.decode().map_err(|error| error.to_string())?;
                push_text(&mut open, &text);
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
        let key = name(attr.key.as_ref())?;
        let raw = utf8(&attr.value)?;
        let value = quick_xml::escape::unescape(raw).map_err(|error| error.to_string())?;
        attrs.push((key, value.into_owned()));
    }
    let name = name(start.name().as_ref())?;
    Ok(El {
        name,
        attrs,
        kids: Vec::new(),
        mark: Mark::Keep,
    })
}

/// Makes a match from names to themselves as statics, which is faster than any search.
macro_rules! common {
    ($($name:literal)+) => {
        /// A name that makes up nearly all of a document; it costs no memory of its own.
        fn common(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some($name),)+
                _ => None,
            }
        }
    };
}

common! {
    "w14:paraId" "w:b" "w:bookmarkEnd" "w:bookmarkStart" "w:fill" "w:fldChar" "w:fldCharType"
    "w:gridSpan" "w:i" "w:id" "w:instrText" "w:jc" "w:keepNext" "w:name"
    "w:numPr" "w:p" "w:pPr" "w:pStyle" "w:r" "w:rPr" "w:rStyle"
    "w:shd" "w:t" "w:tc" "w:tcPr" "w:tcW" "w:tr" "w:trPr"
    "w:type" "w:vAlign" "w:val" "w:w" "xml:space"
}

fn name(bytes: &[u8]) -> Result<Cow<'static, str>, String> {
    let name = utf8(bytes)?;
    Ok(match common(name) {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(name.to_owned()),
    })
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| error.to_string())
}

fn resolve(entity: &BytesRef) -> Result<String, String> {
    if let Some(c) = entity
        .resolve_char_ref()
        .map_err(|error| error.to_string())?
    {
        return Ok(c.to_string());
    }
    let name = entity.decode().map_err(|error| error.to_string())?;
    let known = quick_xml::escape::resolve_xml_entity(&name);
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

/// What stands before the root element of every part.
pub const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Writes a whole part.
pub fn write(root: &El) -> Vec<u8> {
    let mut out = String::with_capacity(64 * 1024);
    out.push_str(DECLARATION);
    write_el(root, &mut out);
    out.into_bytes()
}

fn write_el(el: &El, out: &mut String) {
    out.push('<');
    out.push_str(&el.name);
    for (name, value) in &el.attrs {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_into(value, out);
        out.push('"');
    }
    if el.kids.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for node in &el.kids {
        match node {
            Node::El(el) => write_el(el, out),
            Node::Text(text) => escape_into(text, out),
        }
    }
    out.push_str("</");
    out.push_str(&el.name);
    out.push('>');
}

/// Text as it may stand in an element or a quoted attribute of hand-written XML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !plain(c)) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t') => out.push_str("&#9;"),
            Some('\n') => out.push_str("&#10;"),
            Some('\r') => out.push_str("&#13;"),
            // XML 1.0 has no way to write the others.
            Some(_) | None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

fn plain(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\x1f' | '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Words fit for a text node: line breaks and tabs become spaces, what XML cannot hold is dropped.
pub fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let spaced = text.chars().map(|c| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    });
    Cow::Owned(spaced.filter(|&c| !bad(c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_entities_spaces_and_order() {
        let source = r#"<w:p a="1 &lt; 2 &quot;x&quot;"><w:t xml:space="preserve"> a &amp; b&#x41;&lt;w:p&gt; </w:t><w:br/>tail</w:p>"#;
        let tree = parse(source).unwrap();
        assert_eq!(tree.get("a"), Some("1 < 2 \"x\""));
        assert_eq!(
            tree.child("w:t").unwrap().kids,
            [Node::Text(" a & bA<w:p> ".to_owned())]
        );
        let again = String::from_utf8(write(&tree)).unwrap();
        assert_eq!(parse(&again).unwrap(), tree);
        assert!(again.contains("<w:br/>tail</w:p>"));
    }

    #[test]
    fn drops_what_xml_cannot_hold() {
        let mut el = El::new("t");
        el.kids
            .push(Node::Text("a\u{1}b\u{fffe}c\u{e000}😀".to_owned()));
        let written = String::from_utf8(write(&el)).unwrap();
        assert!(written.ends_with("<t>abc\u{e000}😀</t>"), "{written}");
        assert_eq!(clean("a\tb\nc\u{0}"), "a b c");
    }

    #[test]
    fn refuses_broken_xml() {
        for source in ["", "<a>", "<a></b>", "<a>&nope;</a>", "</a>"] {
            assert!(parse(source).is_err(), "{source}");
        }
    }
}
