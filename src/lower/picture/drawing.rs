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

use base64::{Engine, engine::general_purpose::STANDARD};
use data_url::DataUrl;
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
    let pictures = pictures(&parsed, covers)?;
    Ok(Read {
        bytes: without_words(text, &parsed, pictures).into_bytes(),
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

/// Where the drawing holds pictures in itself, and these pictures as they may stand in a public file: what a camera wrote
/// about one is hidden in its letters.
fn pictures(
    parsed: &Document<'_>,
    covers: fn(char) -> bool,
) -> Result<Vec<(Range<usize>, String)>, Fault> {
    let elements = parsed.descendants().filter(Node::is_element);
    let attributes = elements.flat_map(|node| node.attributes());
    let held =
        attributes.filter(|one| one.name() == "href" && one.value().trim().starts_with("data:"));
    let picture = |attribute: roxmltree::Attribute<'_, '_>| {
        let url = DataUrl::process(attribute.value().trim()).map_err(|_| Fault::NotWhole)?;
        let (bytes, _) = url.decode_to_vec().map_err(|_| Fault::NotWhole)?;
        let Read { bytes, format, .. } = super::read(&bytes, covers)?;
        let letters = STANDARD.encode(bytes);
        let kind = format.media_type();
        Ok((
            attribute.range_value(),
            format!("data:{kind};base64,{letters}"),
        ))
    };
    held.map(picture).collect()
}

/// The drawing without comments, without what is said about it, and without what programs keep for themselves: there stand
/// names, paths and dates. What it holds is put in place.
fn without_words(
    text: &str,
    parsed: &Document<'_>,
    pictures: Vec<(Range<usize>, String)>,
) -> String {
    let mut gone = pictures;
    for node in parsed.descendants() {
        let foreign = |space: Option<&str>| space.is_some_and(|space| !KNOWN.contains(&space));
        let about = node.is_comment()
            || node.has_tag_name((SVG, "metadata"))
            || node.is_element() && foreign(node.tag_name().namespace());
        if about {
            gone.push((node.range(), String::new()));
        }
        let attributes = node.attributes().filter(|one| foreign(one.namespace()));
        gone.extend(attributes.map(|one| (one.range(), String::new())));
    }
    gone.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, held) in gone {
        // What stands within something that is gone is gone as well.
        if range.start >= from {
            out.push_str(text.get(from..range.start).unwrap_or_default());
            out.push_str(&held);
        }
        from = from.max(range.end);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
