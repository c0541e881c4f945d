//! Numberings: headings, annexes, bullets, and one for each numbered list so that it starts from 1.

use std::ops::Range;

use super::styles;
use super::units::pt;
use super::xml::{DECLARATION, escape};
use crate::doc::Terms;
use crate::theme::Font;

/// Numbering of headings.
pub const HEADINGS: usize = 2;
/// Numbering of annexes.
pub const ANNEXES: usize = 3;
/// Bulleted lists.
pub const BULLETS: usize = 4;
/// The numbering that the style of numbered lists carries.
pub const NUMBERS: usize = 5;
/// The first list with a numbering of its own; the next ones follow.
pub const FIRST_LIST: usize = 6;
/// How deep lists nest in Word's built-in styles.
pub const STYLED: usize = 5;
/// How many levels a numbering of Word's has. Lists that lie deeper go on from the first level of another one.
pub const LEVELS: usize = 9;

/// A list with a numbering of its own: each numbered one, so that it starts from 1, and bullets deeper than one numbering goes.
pub struct OwnList {
    /// Numbered, not bulleted.
    pub ordered: bool,
    /// How many lists it lies in.
    pub depth: usize,
}

/// Left indent of an item's text.
pub fn list_indent(depth: usize) -> usize {
    pt(18.0) * (depth + 1)
}

/// The level of a list in its numbering, by how many lists it lies in.
pub fn level_of(depth: usize) -> usize {
    depth % LEVELS
}

/// The levels that lists of this depth are among, of bullets or of numbers.
fn levels_of(first: usize, depth: usize) -> usize {
    first + depth / LEVELS * 2
}

/// The part `word/numbering.xml`; `own` are the lists with a numbering of their own, `deepest` is how deep any list lies.
pub fn part(terms: &Terms, font: &Font, own: &[OwnList], deepest: usize) -> String {
    let mut out = format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{}\">",
        super::package::W
    );
    let heading = |level: usize| {
        let format = (1..=level + 1)
            .map(|n| format!("%{n}"))
            .collect::<Vec<_>>()
            .join(".");
        let sample = styles::sample_number(level + 1);
        let room = styles::number_room(&sample, 0.75, styles::heading_size(font, level + 1));
        self::level(
            level,
            "decimal",
            &format,
            Some(styles::heading(level + 1)),
            (room, room),
        )
    };
    abstract_num(HEADINGS, (0..6).map(heading), &mut out);
    let label = format!("{}\u{a0}%1", escape(&terms.annex));
    let room = styles::number_room(
        &format!("{} A", terms.annex),
        0.75,
        styles::heading_size(font, 1),
    );
    abstract_num(
        ANNEXES,
        [level(
            0,
            "upperLetter",
            &label,
            Some(styles::ANNEX.to_owned()),
            (room, room),
        )]
        .into_iter(),
        &mut out,
    );
    for first in (0..=deepest).step_by(LEVELS) {
        let last = if deepest < STYLED { STYLED } else { LEVELS } + first;
        lists(first..last, &mut out);
    }
    for id in [HEADINGS, ANNEXES, BULLETS, NUMBERS] {
        out.push_str(&format!(
            r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#
        ));
    }
    for (index, OwnList { ordered, depth }) in own.iter().enumerate() {
        let first = if *ordered { NUMBERS } else { BULLETS };
        out.push_str(&format!(
            r#"<w:num w:numId="{}"><w:abstractNumId w:val="{}"/><w:lvlOverride w:ilvl="{}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
            FIRST_LIST + index,
            levels_of(first, *depth),
            level_of(*depth),
        ));
    }
    out.push_str("</w:numbering>");
    out
}

/// The levels of bulleted and of numbered lists of these depths.
fn lists(depths: Range<usize>, out: &mut String) {
    let hanging = pt(18.0);
    let bullet = |depth: usize| {
        let mark = if depth.is_multiple_of(2) {
            "•"
        } else {
            "–"
        };
        level(
            level_of(depth),
            "bullet",
            mark,
            (depth < STYLED).then(|| styles::list_bullet(depth)),
            (list_indent(depth), hanging),
        )
    };
    let id = |first| levels_of(first, depths.start);
    abstract_num(id(BULLETS), depths.clone().map(bullet), out);
    let number = |depth: usize| {
        let format = format!("%{}.", level_of(depth) + 1);
        level(
            level_of(depth),
            "decimal",
            &format,
            (depth < STYLED).then(|| styles::list_number(depth)),
            (list_indent(depth), hanging),
        )
    };
    abstract_num(id(NUMBERS), depths.clone().map(number), out);
}

fn abstract_num(id: usize, levels: impl Iterator<Item = String>, out: &mut String) {
    out.push_str(&format!(
        r#"<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="4B0C10{id:02X}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="4B0C20{id:02X}"/>"#
    ));
    levels.for_each(|level| out.push_str(&level));
    out.push_str("</w:abstractNum>");
}

fn level(
    level: usize,
    format: &str,
    text: &str,
    style: Option<String>,
    (left, hanging): (usize, usize),
) -> String {
    let style = style.map_or_else(String::new, |id| format!(r#"<w:pStyle w:val="{id}"/>"#));
    format!(
        r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{style}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>"#
    )
}
