//! A small XML tree: made, changed, written. Lossless for what WordprocessingML holds.

use std::borrow::Cow;

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

    /// An element that says one value: `<w:jc w:val="right"/>`.
    pub fn valued(name: &'static str, value: impl Into<String>) -> El {
        El::new(name).attr("w:val", value)
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

    /// The same with more children.
    pub fn all(mut self, kids: impl IntoIterator<Item = El>) -> El {
        self.kids.extend(kids.into_iter().map(Node::El));
        self
    }

    /// The same with words in it, if there are any.
    pub fn text(mut self, words: &str) -> El {
        if !words.is_empty() {
            self.kids.push(Node::Text(words.to_owned()));
        }
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

/// What stands before the root element of every part.
pub const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Writes a whole part.
pub fn write(root: &El) -> Vec<u8> {
    let mut out = String::with_capacity(64 * 1024);
    out.push_str(DECLARATION);
    write_el(root, &mut out);
    out.into_bytes()
}

/// Writes an element that stands in a part written by hand.
pub fn fragment(el: &El) -> String {
    let mut out = String::new();
    write_el(el, &mut out);
    out
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
    use crate::docx::tests::parse::parse;

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
        let el = El::new("t").text("a\u{1}b\u{fffe}c\u{e000}😀");
        let written = String::from_utf8(write(&el)).unwrap();
        assert!(written.ends_with("<t>abc\u{e000}😀</t>"), "{written}");
        assert_eq!(clean("a\tb\nc\u{0}"), "a b c");
    }
}
