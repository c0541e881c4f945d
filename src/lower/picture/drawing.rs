//! SVG: one file, in letters that our font has, without what drawing programs write about themselves.

mod chains;
mod nesting;

use std::{
    collections::BTreeSet,
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use resvg::usvg::{
    self, ImageHrefResolver,
    roxmltree::{self, Document, Node, NodeType},
};

use super::{Fault, Read};
use crate::source::ImageFormat;

/// Namespace of SVG, and those whose attributes mean something in it.
const SVG: &str = "http://www.w3.org/2000/svg";
const KNOWN: [&str; 3] = [
    SVG,
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
];
/// Most elements of a drawing.
const MOST_NODES: u32 = 1_000_000;

/// Reads all of a drawing.
pub fn read(text: &str, covers: fn(char) -> bool) -> Result<Read, Fault> {
    // Line ends of Windows are others' to whoever reads XML, and a picture is the same picture.
    let text = text.replace("\r\n", "\n");
    let text = text.as_str();
    if nesting::is_too_deep(text) {
        return Err(Fault::TooDeep);
    }
    let options = roxmltree::ParsingOptions {
        // Programs write the name of a DTD; it is not fetched.
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..Default::default()
    };
    let parsed = Document::parse_with_options(text, options).map_err(|_| Fault::NotWhole)?;
    if chains::are_too_long(&parsed) {
        return Err(Fault::TooDeep);
    }
    if parsed.descendants().any(|node| leads_outside(&node)) {
        return Err(Fault::Outside);
    }
    if let Some(letter) = letters(&parsed).into_iter().find(|&c| !covers(c)) {
        return Err(Fault::Letter(letter));
    }
    let asked = Arc::new(AtomicBool::new(false));
    let tree = usvg::Tree::from_xmltree(&parsed, &closed(&asked)).map_err(|_| Fault::NotWhole)?;
    if asked.load(Ordering::Relaxed) {
        return Err(Fault::Outside);
    }
    let size = tree.size().to_int_size();
    Ok(Read {
        bytes: without_words(text, &parsed).into_bytes(),
        format: ImageFormat::Svg,
        size: (size.width(), size.height()),
    })
}

/// Opens nothing; notes that it was asked to.
fn closed(asked: &Arc<AtomicBool>) -> usvg::Options<'static> {
    let asked = Arc::clone(asked);
    usvg::Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(move |_, _| {
                asked.store(true, Ordering::Relaxed);
                None
            }),
        },
        ..Default::default()
    }
}

/// Whether a node shows something that stands in another file: its author saw more than a reader would.
fn leads_outside(node: &Node<'_, '_>) -> bool {
    match node.node_type() {
        NodeType::PI => node.pi().is_some_and(|pi| pi.target == "xml-stylesheet"),
        // Text may speak of addresses, a style fetches them.
        NodeType::Text => {
            let styles = |parent: Node<'_, '_>| parent.has_tag_name((SVG, "style"));
            node.parent().is_some_and(styles) && fetches(node.text().unwrap_or_default())
        }
        // A link is followed by who clicks it.
        NodeType::Element => {
            let link = node.has_tag_name((SVG, "a"));
            let mut attributes = node.attributes();
            attributes.any(|attribute| match attribute.name() {
                "href" => !link && !is_own(attribute.value()),
                _ => fetches(attribute.value()),
            })
        }
        NodeType::Root | NodeType::Comment => false,
    }
}

/// Whether a style names another file.
fn fetches(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let mut addresses = style.split("url(").skip(1);
    style.contains("@import")
        || addresses.any(|rest| !is_own(rest.trim_start().trim_start_matches(['\'', '"'])))
}

/// Whether an address leads to a place in the drawing, or holds what it shows.
fn is_own(address: &str) -> bool {
    let address = address.trim_start();
    address.is_empty() || address.starts_with('#') || address.starts_with("data:")
}

/// The letters that a drawing writes. Titles and descriptions are not drawn.
fn letters(parsed: &Document<'_>) -> BTreeSet<char> {
    let mut out = BTreeSet::new();
    let texts = parsed.descendants();
    for text in texts.filter(|node| node.has_tag_name((SVG, "text"))) {
        let words = text.descendants().filter(|node| {
            let quiet = |above: Node<'_, '_>| {
                above.has_tag_name((SVG, "title")) || above.has_tag_name((SVG, "desc"))
            };
            node.is_text() && !node.ancestors().any(quiet)
        });
        out.extend(words.flat_map(|node| node.text().unwrap_or_default().chars()));
    }
    out.retain(|c| !c.is_whitespace());
    out
}

/// The drawing without comments, without what is said about it, and without what programs keep for themselves: there stand
/// names, paths and dates.
fn without_words(text: &str, parsed: &Document<'_>) -> String {
    let mut gone: Vec<Range<usize>> = Vec::new();
    for node in parsed.descendants() {
        let foreign = |space: Option<&str>| space.is_some_and(|space| !KNOWN.contains(&space));
        let about = node.is_comment()
            || node.has_tag_name((SVG, "metadata"))
            || node.is_element() && foreign(node.tag_name().namespace());
        if about {
            gone.push(node.range());
        }
        let attributes = node.attributes().filter(|one| foreign(one.namespace()));
        gone.extend(attributes.map(|one| one.range()));
    }
    gone.sort_by_key(|range| range.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in gone {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        from = from.max(range.end);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
