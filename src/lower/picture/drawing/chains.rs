//! How far parts of a drawing lead from one to the next: a clip that is clipped, a mask that is masked, a pattern filled with
//! a pattern. Whoever draws them goes down as far, on a stack that ends, and draws a picture in memory at each step.

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::{Document, Node};

use super::SVG;

/// Further than this no drawing program leads.
const LONGEST: usize = 20;

/// Whether parts lead from one to the next too far, or in a ring.
pub(super) fn are_too_long(parsed: &Document<'_>) -> bool {
    let mut steps = BTreeSet::new();
    let rules = Rules::of(parsed);
    for node in parsed.descendants().filter(Node::is_element) {
        let named = node
            .attributes()
            .flat_map(|attribute| match attribute.name() {
                "href" => attribute.value().strip_prefix('#').into_iter().collect(),
                _ => fetched(attribute.value()),
            });
        let targets: Vec<&str> = named.chain(rules.of_node(&node)).collect();
        if clips(&node) && node.ancestors().filter(clips).count() > LONGEST {
            return true;
        }
        if targets.is_empty() {
            continue;
        }
        for from in node.ancestors().filter_map(|above| above.attribute("id")) {
            steps.extend(targets.iter().map(|to| (from, *to)));
        }
    }
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    loop {
        let mut changed = false;
        for (from, to) in &steps {
            let length = lengths.get(to).map_or(1, |rest| rest + 1);
            let known = lengths.entry(from).or_default();
            if *known < length {
                (*known, changed) = (length, true);
            }
            if length > LONGEST {
                return true;
            }
        }
        if !changed {
            return false;
        }
    }
}

/// Whether an element shows a part of what it holds only. A PDF that is to be kept bears no more than 28 of them within
/// one another.
fn clips(node: &Node<'_, '_>) -> bool {
    let styled = |style: &str| style.contains("clip-path");
    node.has_tag_name((SVG, "svg"))
        || node.has_attribute("clip-path")
        || node.attribute("style").is_some_and(styled)
}

/// What a value fetches from its own drawing: `a` of `url(#a)`.
fn fetched(value: &str) -> Vec<&str> {
    let addresses = value.split("url(").skip(1);
    let inner = addresses.filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '\'', '"']);
        let end = rest.find([')', '\'', '"', ' ']).unwrap_or(rest.len());
        rest[..end].strip_prefix('#')
    });
    inner.collect()
}

/// What the rules of a drawing's styles fetch, by the words of their selectors: `.a`, `#b`, `rect`.
struct Rules<'t>(BTreeMap<&'t str, Vec<&'t str>>);

impl<'t> Rules<'t> {
    fn of(parsed: &'t Document<'_>) -> Self {
        let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let styles = parsed.descendants();
        let styles = styles.filter(|node| node.has_tag_name((SVG, "style")));
        let texts = styles.flat_map(|style| style.children().filter_map(|node| node.text()));
        for rule in texts.flat_map(|text| text.split('}')) {
            let Some((selectors, declared)) = rule.split_once('{') else {
                continue;
            };
            let targets = fetched(declared);
            if targets.is_empty() {
                continue;
            }
            let apart = |c: char| c.is_whitespace() || ",>+~:".contains(c);
            for word in selectors.split(apart).filter(|word| !word.is_empty()) {
                rules.entry(word).or_default().extend(&targets);
            }
        }
        Rules(rules)
    }

    fn of_node(&self, node: &Node<'_, '_>) -> Vec<&'t str> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let classes = node.attribute("class").unwrap_or_default();
        let classes = classes.split_whitespace().map(|class| format!(".{class}"));
        let id = node.attribute("id").map(|id| format!("#{id}"));
        let tag = node.tag_name().name().to_owned();
        let words = classes.chain(id).chain([tag, "*".to_owned()]);
        words
            .filter_map(|word| self.0.get(word.as_str()))
            .flatten()
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn too_long(inner: &str) -> bool {
        let text = format!("<svg xmlns='{SVG}'>{inner}</svg>");
        are_too_long(&Document::parse(&text).unwrap())
    }

    #[test]
    fn what_programs_write_is_short() {
        let many: String = (0..100)
            .map(|i| format!("<linearGradient id='g{i}' href='#base'/><rect fill='url(#g{i})'/>"))
            .collect();
        assert!(!too_long(&format!("<linearGradient id='base'/>{many}")));
        let styled = "<style>.a{fill:url(#g)} .b{clip-path:url(#c)}</style><clipPath id='c'><rect class='a'/></clipPath><g class='b'/>";
        assert!(!too_long(styled));
    }

    #[test]
    fn chains_are_told_however_they_are_written() {
        for step in [
            "<clipPath id='c{i}' clip-path='url(#c{n})'/>",
            "<mask id='c{i}'><g><rect style=\"mask: url( '#c{n}' )\"/></g></mask>",
            "<g id='c{i}'><use href='#c{n}'/></g>",
            "<style>#c{i} { fill:url(#c{n}) }</style><pattern id='c{i}'/>",
            "<style>.k{i}{clip-path:url(#c{n})}</style><clipPath id='c{i}'><g class='x k{i}'/></clipPath>",
        ] {
            let step = |i: usize| {
                step.replace("{i}", &i.to_string())
                    .replace("{n}", &(i + 1).to_string())
            };
            let chain = |length: usize| (0..length).map(step).collect::<String>();
            assert!(!too_long(&chain(LONGEST)), "{}", step(0));
            assert!(too_long(&chain(LONGEST + 1)), "{}", step(0));
        }
        assert!(too_long("<mask id='a' mask='url(#a)'/>"));
        for (open, close) in [
            ("<svg>", "</svg>"),
            ("<g clip-path='url(#c)'>", "</g>"),
            ("<g style='clip-path:url(#c)'>", "</g>"),
        ] {
            let nested = |times: usize| open.repeat(times) + &close.repeat(times);
            assert!(!too_long(&nested(LONGEST - 1)), "{open}");
            assert!(too_long(&nested(LONGEST + 1)), "{open}");
        }
    }
}
