//! Web pages of the test material: all words, balanced tags, ids that stand once, links that lead somewhere.

use std::collections::BTreeSet;

use super::*;
use crate::doc::{Mark, mark, sample};
use crate::template::Template;

/// Elements without an end.
const VOID: [&str; 6] = ["meta", "img", "br", "col", "link", "source"];

fn page(doc: &Doc) -> String {
    page_in(doc, Columns::One)
}

fn page_in(doc: &Doc, columns: Columns) -> String {
    let template = Template::load("lbf-2019-26").unwrap().unwrap();
    write(Page {
        doc,
        outline: &Outline::of(doc),
        theme: &template.theme,
        columns,
        documents: &[],
        abbreviations: &[],
    })
}

/// Tags in order, with what stands in them; only markup can make them, since all text is escaped.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("</style>").unwrap().1;
    let tags = body.split('<').skip(1);
    tags.map(|tag| tag.split_once('>').unwrap().0).collect()
}

fn balanced(page: &str) {
    let mut open = vec!["html", "head"];
    for tag in tags(page) {
        let name = tag.split([' ', '\n']).next().unwrap();
        if let Some(end) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(end), "{tag}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    let values = tags(page).into_iter();
    let values = values.filter_map(|tag| tag.split_once(start.as_str()));
    values
        .map(|(_, rest)| rest.split_once('"').unwrap().0)
        .collect()
}

/// What a reader of the page hears, in order.
fn plain(page: &str) -> String {
    let body = page.split_once("<main").unwrap().1;
    let text = body.split('<').map(|part| part.split_once('>').unwrap().1);
    let text = text.collect::<Vec<_>>().join(" ");
    let text = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (coded, sign)| text.replace(coded, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn judged(doc: &Doc) {
    for columns in [Columns::One, Columns::Two] {
        judged_page(&page_in(doc, columns));
    }
}

fn judged_page(page: &str) {
    balanced(page);
    let ids = attributes(page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    for target in attributes(page, "href") {
        if let Some(id) = target.strip_prefix('#') {
            assert!(known.contains(id), "{target} leads nowhere");
        }
    }
    let sources = ["src", "srcset"].map(|name| attributes(page, name));
    for source in sources.concat() {
        assert!(source.starts_with("data:image/"), "{source}");
    }
    assert!(!page.contains("<script") && !page.contains("@import"));
    assert_eq!(
        tags(page)
            .iter()
            .filter(|tag| tag.starts_with("h1"))
            .count(),
        1
    );
}

#[test]
fn a_page_of_every_kind_is_whole_and_needs_nothing_else() {
    judged(&sample::every_kind());
}

#[test]
fn hostile_words_stay_words() {
    judged(&sample::hostile());
}

#[test]
fn every_word_of_the_document_stands_in_the_page() {
    let doc = sample::every_kind();
    let page = plain(&page(&doc));
    for block in walk::blocks(&doc.blocks) {
        let BlockKind::Paragraph(text) = &block.kind else {
            continue;
        };
        let words = walk::words(&text.inlines);
        for word in words.split_whitespace() {
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            assert!(page.contains(word), "{word} is lost");
        }
    }
}

#[test]
fn changes_are_marked_by_looks_and_in_words() {
    let mut doc = sample::every_kind();
    doc.revision = sample::redlined().revision;
    let marks = [
        Mark::Ins,
        Mark::Del,
        Mark::From(mark::Move(1)),
        Mark::To(mark::Move(1)),
    ];
    for (index, block) in doc.blocks.iter_mut().enumerate().skip(3) {
        mark::spread(block, marks[index % marks.len()]);
    }
    judged(&doc);
    let page = page(&doc);
    let cues = &doc.terms.cues;
    for (tag, word) in [
        ("<ins>", &cues.inserted),
        ("<del>", &cues.deleted),
        ("<del class=\"moved\">", &cues.moved_from),
        ("<ins class=\"moved\">", &cues.moved_to),
    ] {
        let start = format!("{tag}<span class=\"unseen\">{word}: </span>");
        assert!(page.contains(&start), "{start}");
    }
}

#[test]
fn redlines_are_whole_in_one_column_and_in_two() {
    judged(&sample::redlined());
    judged(&sample::hostile_redlined());
}

/// What stands in the panes of one version, between its tags.
fn panes(page: &str, class: &str) -> String {
    let start = format!("<div class=\"pane {class}\">");
    let panes = page.split(start.as_str()).skip(1);
    panes
        .map(|rest| rest.split("<div class=\"pane").next().unwrap())
        .collect()
}

#[test]
fn in_two_columns_each_version_stands_by_itself() {
    let page = page_in(&sample::redlined(), Columns::Two);
    let (old, new) = (panes(&page, "old"), panes(&page, "new"));
    assert!(old.contains("<del>") && !old.contains("<ins"), "{old}");
    let new = new.split("<section class=\"notes\"").next().unwrap();
    assert!(new.contains("<ins>") && !new.contains("<del"), "{new}");
}

#[test]
fn a_table_whose_columns_changed_shows_both_bodies_below_one_caption() {
    let mut doc = sample::redlined();
    doc.blocks
        .retain(|b| matches!(&b.kind, BlockKind::Table(table) if table.replaces.is_some()));
    judged(&doc);
    let page = page(&doc);
    let count = |what: &str| page.matches(what).count();
    assert_eq!((count("<table"), count("<caption")), (2, 1));
    let cues = &doc.terms.cues;
    for cue in [&cues.before, &cues.after] {
        assert_eq!(
            count(&format!(
                "role=\"region\" tabindex=\"0\" aria-label=\"{cue}: "
            )),
            1
        );
    }
    let page = page_in(&doc, Columns::Two);
    assert_eq!(page.matches("<caption").count(), 2);
}

#[test]
fn what_did_not_change_stands_once_in_two_columns() {
    let mut doc = sample::redlined();
    doc.blocks
        .retain(|block| !crate::doc::changed::is_changed(block));
    assert!(!doc.blocks.is_empty());
    let page = page_in(&doc, Columns::Two);
    assert!(!page.contains("class=\"pane"));
}

#[test]
fn headings_that_are_gone_are_no_headings() {
    let mut doc = sample::every_kind();
    doc.revision = sample::redlined().revision;
    let headings = |page: &str| {
        tags(page)
            .iter()
            .filter(|tag| tag.starts_with("h3"))
            .count()
    };
    let before = headings(&page(&doc));
    let gone = doc
        .blocks
        .iter_mut()
        .filter(|block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 2));
    let mut count = 0;
    for block in gone {
        mark::spread(block, Mark::Del);
        count += 1;
    }
    let page = page(&doc);
    assert_eq!(headings(&page), before - count);
    assert_eq!(page.matches("<p class=\"was h3\"").count(), count);
    judged(&doc);
}

#[test]
fn a_draft_says_so() {
    let mut doc = sample::every_kind();
    let draft = format!("<p class=\"draft\">{}</p>", doc.terms.watermark);
    assert!(!page(&doc).contains(&draft));
    doc.meta.draft = true;
    assert!(page(&doc).contains(&draft));
}
