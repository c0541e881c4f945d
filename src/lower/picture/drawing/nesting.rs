//! How deep the elements of a drawing stand within one another, told from its text: whoever reads or draws them goes down
//! as deep, on a stack that ends.

/// Deeper than this no drawing program nests.
const DEEPEST: usize = 250;
/// What is no element, how it begins and ends.
const QUIET: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

/// Whether elements stand too deep, or may come from where they cannot be counted: from an entity.
pub(super) fn is_too_deep(text: &str) -> bool {
    let (mut rest, mut depth) = (text, 0_usize);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some((open, close)) = QUIET.iter().find(|(open, _)| rest.starts_with(open)) {
            rest = behind(&rest[open.len()..], close);
        } else if rest.starts_with("<!") {
            // The names that programs give their namespaces hold no elements.
            let (declared, after) = declaration(rest);
            if holds_elements(declared) {
                return true;
            }
            rest = after;
        } else {
            let (tag, after) = tag(rest);
            match (tag.starts_with("</"), tag.ends_with("/>")) {
                (true, _) => depth = depth.saturating_sub(1),
                (false, true) => {}
                (false, false) => depth += 1,
            }
            if depth > DEEPEST {
                return true;
            }
            rest = after;
        }
    }
    false
}

/// What stands behind a sign; nothing, if it does not stand there.
fn behind<'t>(text: &'t str, sign: &str) -> &'t str {
    text.split_once(sign).map_or("", |(_, after)| after)
}

/// A tag up to its end, which no quoted text ends, and the rest.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, sign) in text.bytes().enumerate() {
        match (quote, sign) {
            (Some(open), sign) if open == sign => quote = None,
            (None, b'"' | b'\'') => quote = Some(sign),
            (None, b'>') => return text.split_at(at + 1),
            (Some(_) | None, _) => {}
        }
    }
    (text, "")
}

/// The declaration of a document's type with all that it declares, and the rest.
fn declaration(text: &str) -> (&str, &str) {
    let (mut quote, mut inner) = (None, 0_usize);
    for (at, sign) in text.bytes().enumerate() {
        match (quote, sign) {
            (Some(open), sign) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(sign),
            (None, b'<') => inner += 1,
            (None, b'>') if inner == 1 => return text.split_at(at + 1),
            (None, b'>') => inner = inner.saturating_sub(1),
            (None, _) => {}
        }
    }
    (text, "")
}

/// Whether a quoted text of a declaration holds elements, or signs that may become some.
fn holds_elements(declared: &str) -> bool {
    let mut quote = None;
    declared.bytes().any(|sign| {
        match (quote, sign) {
            (Some(open), sign) if open == sign => quote = None,
            (Some(_), b'<' | b'&') => return true,
            (None, b'"' | b'\'') => quote = Some(sign),
            (Some(_) | None, _) => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_not_deep() {
        let program = r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [
            <!ENTITY ns_svg "http://www.w3.org/2000/svg"> ]>
            <!-- <g> --><svg a="<g>" b='>'><style><![CDATA[ <g> ]]></style><g><path d=""/></g></svg>"#;
        assert!(!is_too_deep(program));
        assert!(!is_too_deep(&"<g></g>".repeat(DEEPEST * 2)));
        assert!(!is_too_deep(&"<g/>".repeat(DEEPEST * 2)));
    }

    #[test]
    fn depth_is_told_wherever_it_comes_from() {
        assert!(is_too_deep(&"<g a='/>'>".repeat(DEEPEST + 1)));
        assert!(is_too_deep(&"<g><!-- </g> -->".repeat(DEEPEST + 1)));
        for value in ["<g>&b;</g>", "&#60;g>"] {
            let entity = format!("<!DOCTYPE svg [<!ENTITY a '{value}'>]><svg>&a;</svg>");
            assert!(is_too_deep(&entity), "{value}");
        }
    }
}
