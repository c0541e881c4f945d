//! Web pages of the test material: all words, balanced tags, ids that stand once, links that lead somewhere.

use std::collections::BTreeSet;

use super::*;
use crate::doc::{Item, Level, List, Mark, Origin, Text, mark, sample};
use crate::template::Template;

/// Elements without an end.
const VOID: [&str; 7] = ["meta", "img", "br", "col", "link", "source", "input"];

fn page(doc: &Doc) -> String {
    page_in(doc, Columns::One)
}

fn page_in(doc: &Doc, columns: Columns) -> String {
    opened(doc, &Opening::default(), columns)
}

fn opened(doc: &Doc, opening: &Opening, columns: Columns) -> String {
    let template = Template::load("lbf-2019-26").unwrap().unwrap();
    write(Page {
        doc,
        outline: &Outline::of(doc),
        opening,
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

/// Where a link with this id leads.
fn leads(page: &str, id: &str) -> Option<String> {
    let tag = tags(page)
        .into_iter()
        .find(|tag| tag.contains(&format!("id=\"{id}\"")))?;
    let (_, rest) = tag.split_once("href=\"#")?;
    Some(rest.split_once('"').unwrap().0.to_owned())
}

#[test]
fn each_change_leads_to_the_next_one_and_back() {
    for columns in [Columns::One, Columns::Two] {
        let page = page_in(&sample::redlined(), columns);
        let mut way = vec!["aendring_1".to_owned()];
        while let Some(next) = leads(&page, way.last().unwrap()) {
            way.push(next);
        }
        assert!(way.len() > 10, "{way:?}");
        // All of them, and the end.
        assert_eq!(way.len(), page.matches("<div class=\"step\">").count());
        let changes = way.len() - 1;
        let mut back = vec![format!("aendring_{changes}_op")];
        while let Some(before) = leads(&page, back.last().unwrap()) {
            back.push(before);
        }
        assert_eq!(back.len(), changes);
        assert!(page.contains("<a href=\"#aendring_1\" accesskey=\"n\">"));
    }
    let unchanged = page(&sample::every_kind());
    assert!(!unchanged.contains("class=\"step\"") && !unchanged.contains("accesskey"));
}

/// A list of two changes before a document, which two levels approve.
fn with_list(doc: &mut Doc) -> Opening {
    let block = |id: &str, kind| {
        let origin = Origin::Template("terms.toml".to_owned());
        Block::new(BlockId(id.to_owned()), origin, kind)
    };
    let heading = |level, id: &str| {
        let heading = crate::doc::Heading {
            level,
            numbering: crate::doc::Numbering::None,
            text: Text::default(),
            listed: false,
        };
        block(id, BlockKind::Heading(heading))
    };
    let item = |id: &str| Item::of(vec![block(id, BlockKind::Paragraph(Text::default()))]);
    let list = |items| {
        BlockKind::List(List {
            ordered: false,
            items,
        })
    };
    let blocks = vec![
        heading(1, "aendringer"),
        heading(2, "aendringer.1"),
        block("aendringer.1.liste", list(vec![item("et"), item("to")])),
        heading(2, "aendringer.2"),
        block("aendringer.2.liste", list(vec![item("tre")])),
    ];
    let end = block("aendringer.slut", BlockKind::PageBreak);
    doc.blocks.splice(0..0, blocks.iter().cloned().chain([end]));
    let level = |id: &str| Level {
        id: id.to_owned(),
        name: format!("{id}-niveauet"),
    };
    let of = [("et", "fond"), ("to", "hus"), ("tre", "hus")];
    Opening {
        blocks,
        levels: ["fond", "hus"].map(level).to_vec(),
        of: of
            .map(|(item, level)| (BlockId(item.to_owned()), level.to_owned()))
            .into(),
    }
}

#[test]
fn a_list_of_changes_is_folded_and_can_be_cut_to_those_of_one_level() {
    let mut doc = sample::every_kind();
    let opening = with_list(&mut doc);
    let page = opened(&doc, &opening, Columns::One);
    judged_page(&page);
    let parts: Vec<&str> = tags(&page)
        .into_iter()
        .filter(|tag| tag.starts_with("details class=\"part\""))
        .collect();
    assert_eq!(
        parts,
        [
            "details class=\"part\" data-niveau=\"1 2\"",
            "details class=\"part\" data-niveau=\"2\""
        ]
    );
    for (level, lines) in [(1, 1), (2, 2)] {
        assert_eq!(
            page.matches(&format!("<li data-niveau=\"{level}\">"))
                .count(),
            lines
        );
        let rule = format!("#vis_{level}:checked) [data-niveau]:not([data-niveau~=\"{level}\"])");
        assert!(page.contains(&rule), "{rule}");
    }
    assert!(
        page.contains(
            "<label><input type=\"radio\" name=\"vis\" id=\"vis_1\"> fond-niveauet</label>"
        )
    );
    // One level alone is nothing to choose between.
    let alone = Opening {
        levels: opening.levels[..1].to_vec(),
        ..opening
    };
    assert!(!opened(&doc, &alone, Columns::One).contains("<fieldset"));
}

#[test]
fn contents_stand_beside_the_text_or_fold_above_it() {
    let page = page(&sample::every_kind());
    assert_eq!(page.matches("<details class=\"fold\">").count(), 1);
    assert_eq!(page.matches("<nav class=\"contents side\"").count(), 1);
}

#[test]
fn the_page_has_its_own_colours_in_the_dark_and_none_on_paper() {
    let page = page(&sample::every_kind());
    let (_, dark) = page
        .split_once("@media screen and (prefers-color-scheme:dark)")
        .unwrap();
    assert!(dark.starts_with("{\n:root{--paper:#15191c;"));
    assert!(page.contains("@media print{\n:root{color-scheme:light}"));
}
