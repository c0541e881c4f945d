//! What docx-rs says, as elements.
//!
//! docx-rs has the words for how letters and paragraphs look. What it says is read from its types where it is made:
//! its own XML would have to be parsed, and mended, for it puts properties in an order that the schema forbids. In
//! tests each piece is held against that XML, so that nothing said is lost.

use docx_rs::{Indent, NumberingProperty, ParagraphProperty, RunProperty, SpecialIndentType};

use super::xml::El;

/// A run whose letters look so.
pub fn run(looks: &RunProperty, content: impl IntoIterator<Item = El>) -> El {
    let looks = letters(looks);
    let looks = (!looks.kids.is_empty()).then_some(looks);
    El::new("w:r").all(looks).all(content)
}

/// The looks of letters, in the order of the schema.
fn letters(looks: &RunProperty) -> El {
    let flag = |on: bool, name| on.then(|| El::new(name));
    let style = looks.style.as_ref();
    let all = [
        style.map(|style| El::valued("w:rStyle", &style.val)),
        flag(looks.bold.is_some(), "w:b"),
        flag(looks.bold_cs.is_some(), "w:bCs"),
        flag(looks.italic.is_some(), "w:i"),
        flag(looks.italic_cs.is_some(), "w:iCs"),
    ];
    let out = El::new("w:rPr").all(all.into_iter().flatten());
    #[cfg(test)]
    tests::is_as_written(looks, &out);
    out
}

/// The looks of a paragraph, in the order of the schema.
pub fn paragraph(looks: &ParagraphProperty) -> El {
    let all = [
        looks
            .style
            .as_ref()
            .map(|style| El::valued("w:pStyle", &style.val)),
        (looks.keep_next == Some(true)).then(|| El::new("w:keepNext")),
        looks.numbering_property.as_ref().map(numbering),
        looks.indent.as_ref().map(indent),
        looks
            .alignment
            .as_ref()
            .map(|align| El::valued("w:jc", &align.val)),
        looks
            .outline_lvl
            .as_ref()
            .map(|level| El::valued("w:outlineLvl", level.v.to_string())),
    ];
    let out = El::new("w:pPr").all(all.into_iter().flatten());
    #[cfg(test)]
    tests::is_as_written(looks, &out);
    out
}

fn numbering(numbering: &NumberingProperty) -> El {
    let NumberingProperty { id, level } = numbering;
    let level = level.as_ref().map(|level| ("w:ilvl", level.val));
    let id = id.as_ref().map(|id| ("w:numId", id.id));
    let both = [level, id].into_iter().flatten();
    El::new("w:numPr").all(both.map(|(name, value)| El::valued(name, value.to_string())))
}

fn indent(indent: &Indent) -> El {
    let Indent {
        start,
        end,
        special_indent,
        start_chars: _,
        hanging_chars: _,
        first_line_chars: _,
    } = indent;
    let mut out = El::new("w:ind")
        .attr("w:left", start.unwrap_or_default().to_string())
        .attr("w:right", end.unwrap_or_default().to_string());
    if let Some(SpecialIndentType::Hanging(twips)) = special_indent {
        out = out.attr("w:hanging", twips.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use docx_rs::BuildXML;

    use super::El;
    use crate::docx::{tests::parse::parse, xml::Node};

    /// Holds an element against what docx-rs writes, whatever the order of properties there.
    pub fn is_as_written(said: &impl BuildXML, element: &El) {
        let written = String::from_utf8(said.build()).unwrap();
        let (mut written, mut element) = (parse(&written).unwrap(), element.clone());
        even(&mut written);
        even(&mut element);
        assert_eq!(element, written);
    }

    /// Sorts properties, and drops those that say nothing.
    fn even(el: &mut El) {
        let is_empty =
            |node: &Node| matches!(node, Node::El(el) if el.name == "w:rPr" && el.kids.is_empty());
        el.kids.retain(|node| !is_empty(node));
        for node in &mut el.kids {
            if let Node::El(kid) = node {
                even(kid);
            }
        }
        if el.name.ends_with("Pr") {
            el.kids.sort_by_key(|node| match node {
                Node::El(el) => el.name.to_string(),
                Node::Text(_) => String::new(),
            });
        }
    }
}
