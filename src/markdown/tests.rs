//! What another reader of Markdown finds in ours: the same words in the same order, and the same structure.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::*;
use crate::doc::{
    sample,
    skeleton::{Skeleton, StretchKind, skeleton},
    walk,
};

/// What is read back.
#[derive(Debug, Default, PartialEq)]
struct Read {
    /// All words but those of notes, one space between them.
    words: String,
    notes: Vec<String>,
    headings: Vec<(u8, String)>,
    /// Items of each list, in the order in which lists begin.
    lists: Vec<(bool, usize)>,
    /// Rows and columns.
    tables: Vec<(usize, usize)>,
    links: Vec<String>,
    anchors: Vec<String>,
    bold: usize,
}

fn read(text: &str) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut out = Read::default();
    let (mut words, mut heading, mut note) = (String::new(), None, None);
    let mut open: Vec<usize> = Vec::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::InlineHtml(tag) => match &*tag {
                "<br>" => words.push(' '),
                "</a>" => {}
                anchor => {
                    let id = anchor.strip_prefix("<a id=\"").unwrap();
                    out.anchors.push(id.strip_suffix("\">").unwrap().to_owned());
                }
            },
            Event::Html(tag) => assert_eq!(tag.trim(), BETWEEN_LISTS),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::FootnoteReference(_) => {}
            Event::Start(Tag::Heading { .. }) => heading = Some(words.len()),
            Event::End(TagEnd::Heading(level)) => {
                let from = heading.take().unwrap();
                out.headings.push((number(level), squeeze(&words[from..])));
                words.push(' ');
            }
            Event::Start(Tag::FootnoteDefinition(_)) => note = Some(std::mem::take(&mut words)),
            Event::End(TagEnd::FootnoteDefinition) => {
                out.notes.push(squeeze(&words));
                words = note.take().unwrap();
            }
            Event::Start(Tag::List(first)) => {
                words.push(' ');
                open.push(out.lists.len());
                out.lists.push((first.is_some(), 0));
            }
            Event::End(TagEnd::List(_)) => drop(open.pop()),
            Event::Start(Tag::Item) => {
                words.push(' ');
                out.lists[*open.last().unwrap()].1 += 1;
            }
            Event::Start(Tag::Table(columns)) => out.tables.push((1, columns.len())),
            Event::Start(Tag::TableRow) => out.tables.last_mut().unwrap().0 += 1,
            Event::Start(Tag::Link { dest_url, .. }) => out.links.push(dest_url.to_string()),
            Event::Start(Tag::Strong) => out.bold += 1,
            Event::Start(Tag::Strikethrough | Tag::CodeBlock(_) | Tag::Image { .. })
            | Event::Code(_)
            | Event::Rule => panic!("{event:?} in {text}"),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => words.push(' '),
            _ => {}
        }
    }
    out.words = squeeze(&words);
    out
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

fn squeeze(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{ad}', "")
}

/// The sample without contents and lists, which repeat what stands elsewhere.
fn without_lists(mut doc: Doc) -> Doc {
    doc.blocks.retain(|block| {
        !matches!(
            block.kind,
            BlockKind::Contents { .. } | BlockKind::ListOf { .. }
        )
    });
    doc
}

/// What the tree says, as Markdown must say it.
fn expected(doc: &Doc, tree: &Skeleton) -> String {
    let mut words = Vec::new();
    for piece in tree
        .pieces
        .iter()
        .filter(|piece| piece.kind != StretchKind::Note)
    {
        let sign = if piece.kind == StretchKind::Caption {
            "· "
        } else {
            ""
        };
        words.push(format!("{} {sign}{}", piece.label, piece.text));
        if piece.label.starts_with(&squeeze(&doc.terms.figure)) {
            let figures = &tree.figures;
            let same = |f: &&crate::doc::skeleton::Figure| {
                piece.label.ends_with(&format!(" {}", f.number))
            };
            let index = figures.iter().position(|figure| same(&figure)).unwrap();
            let figure = &figures[index];
            words.push(format!("{}: {}", doc.terms.alt_text, figure.alt));
            if let Some(data) = figures_of(doc).nth(index).unwrap() {
                let label = format!("{} {}", doc.terms.figure.to_lowercase(), figure.number);
                words.push(doc.terms.web.data.replace("{figur}", &label));
                words.extend(data.heads);
                let rows = data.rows.into_iter();
                words.extend(rows.flat_map(|(name, values)| [name].into_iter().chain(values)));
            }
        }
    }
    squeeze(&words.join(" "))
}

/// The data of each figure.
fn figures_of(doc: &Doc) -> impl Iterator<Item = Option<chart::Data>> {
    let blocks = walk::blocks(&doc.blocks).into_iter();
    blocks.filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => Some(chart::data(&figure.content, &doc.terms.web.category)),
        _ => None,
    })
}

/// Rows and columns of all tables in order, those of data among them.
fn tables_of(doc: &Doc, tree: &Skeleton) -> Vec<(usize, usize)> {
    let mut tables = tree.tables.iter().map(|table| (table.rows, table.columns));
    let mut figures = figures_of(doc);
    let blocks = walk::blocks(&doc.blocks).into_iter();
    let sizes = blocks.filter_map(|block| match &block.kind {
        BlockKind::Table(_) => tables.next(),
        BlockKind::Figure(_) => {
            let data = figures.next()??;
            Some((data.rows.len() + 1, data.heads.len()))
        }
        _ => None,
    });
    sizes.collect()
}

fn judged(doc: Doc) {
    let doc = without_lists(doc);
    let outline = Outline::of(&doc);
    let (tree, text) = (skeleton(&doc, &outline), write(&doc, &outline));
    let found = read(&text);
    let wanted = expected(&doc, &tree);
    let at = wanted
        .chars()
        .zip(found.words.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let near = |text: &str| {
        text.chars()
            .skip(at.saturating_sub(40))
            .take(120)
            .collect::<String>()
    };
    assert!(
        wanted == found.words,
        "wanted {}\n found {}",
        near(&wanted),
        near(&found.words)
    );
    assert_eq!(
        found.notes,
        tree.notes
            .iter()
            .map(|n| n.text.clone())
            .collect::<Vec<_>>()
    );
    let level = |level: usize| u8::try_from(level + 1).unwrap().min(DEEPEST);
    let headings = tree.headings.iter();
    let headings = headings.map(|h| (level(h.level), squeeze(&format!("{} {}", h.number, h.text))));
    // The title on the cover is the first.
    assert_eq!(found.headings[1..], headings.collect::<Vec<_>>());
    let lists = tree
        .lists
        .iter()
        .map(|list| (list.ordered, list.items.len()));
    // Facts on the cover are lists, too: they come first.
    let lists: Vec<_> = lists.collect();
    assert!(found.lists.ends_with(&lists), "{:?} {lists:?}", found.lists);
    assert_eq!(found.tables, tables_of(&doc, &tree));
    let links = tree.links.iter().map(|link| link.url.clone());
    let (inner, outer): (Vec<_>, Vec<_>) = found.links.iter().partition(|l| l.starts_with('#'));
    assert_eq!(outer, links.collect::<Vec<_>>().iter().collect::<Vec<_>>());
    for link in inner {
        let anchors = found.anchors.iter();
        assert_eq!(anchors.filter(|id| link[1..] == ***id).count(), 1, "{link}");
    }
    assert!(found.bold > 0);
}

#[test]
fn another_reader_finds_the_words_and_the_structure_of_the_tree() {
    judged(sample::every_kind());
}

#[test]
fn hostile_words_stay_words() {
    judged(sample::hostile());
}

#[test]
fn contents_and_lists_name_what_stands_in_the_document() {
    let doc = sample::every_kind();
    let outline = Outline::of(&doc);
    let found = read(&write(&doc, &outline));
    for entry in outline.entries.iter().filter(|entry| entry.level <= 3) {
        let words = squeeze(&format!("{} {}", entry.number, entry.text));
        assert!(found.words.matches(&words).count() >= 2, "{words}");
    }
}

#[test]
fn a_draft_says_so_and_shows_its_remarks() {
    let mut doc = sample::every_kind();
    doc.meta.draft = true;
    let text = write(&doc, &Outline::of(&doc));
    assert!(text.starts_with("**UDKAST**\n"), "{text}");
    assert!(text.contains("> **Sekretariatet**: "), "{text}");
    assert!(text.contains("Underskrives senere"), "{text}");
}
