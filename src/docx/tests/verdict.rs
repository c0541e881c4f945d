//! Accepts or rejects all tracked changes of a part, as Word does, and reads what is left. Knows nothing of the writer.

use std::collections::BTreeSet;

use crate::doc::Side;
use crate::docx::xml::{El, Node};

/// The part with all changes accepted (the new side) or rejected (the old one).
pub fn decided(root: &El, side: Side) -> El {
    let mut root = root.clone();
    contents(&mut root, side);
    ends(&mut root);
    spans(&mut root);
    root
}

/// How many columns a cell takes, and what it says of a span of rows.
fn reach(cell: &El) -> (usize, Option<&str>) {
    let own = |name: &str| cell.child("w:tcPr").and_then(|own| own.child(name));
    let width = own("w:gridSpan").and_then(|el| el.get("w:val"));
    let merge = own("w:vMerge").map(|el| el.get("w:val").unwrap_or("continue"));
    (width.map_or(1, |width| width.parse().unwrap()), merge)
}

/// The columns in which a row goes on with cells above it.
fn going_on(row: &El) -> Vec<usize> {
    let (mut column, mut out) = (0, Vec::new());
    for cell in row.elements().filter(|el| el.name == "w:tc") {
        let (width, merge) = reach(cell);
        if merge == Some("continue") {
            out.push(column);
        }
        column += width;
    }
    out
}

/// Where the cells of the rows that are left end: Word keeps no column of the grid but these.
fn edges(table: &El) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for row in table.elements().filter(|row| row.name == "w:tr") {
        let mut column = 0;
        for cell in row.elements().filter(|el| el.name == "w:tc") {
            column += reach(cell).0;
            out.insert(column);
        }
    }
    out
}

/// A grid without the columns of rows that are gone.
fn narrowed(row: &mut El, edges: &BTreeSet<usize>) {
    let mut column = 0;
    for node in &mut row.kids {
        let Node::El(cell) = node else { continue };
        if cell.name != "w:tc" {
            continue;
        }
        let (width, _) = reach(cell);
        let taken = edges.range(column + 1..=column + width).count();
        column += width;
        let own = cell.first("w:tcPr");
        own.take("w:gridSpan");
        if taken > 1 {
            own.kids.push(Node::El(
                El::new("w:gridSpan").attr("w:val", taken.to_string()),
            ));
        }
    }
}

/// A cell that began a span of rows, and is the only one of it that is left, looks like any other cell; so does one
/// that took several columns of which one is left.
fn spans(el: &mut El) {
    for node in &mut el.kids {
        if let Node::El(kid) = node {
            spans(kid);
        }
    }
    if el.name != "w:tbl" {
        return;
    }
    let edges = edges(el);
    for node in &mut el.kids {
        if let Node::El(row) = node
            && row.name == "w:tr"
        {
            narrowed(row, &edges);
        }
    }
    let rows = el.elements().filter(|row| row.name == "w:tr");
    let mut below: Vec<Vec<usize>> = rows.skip(1).map(going_on).collect();
    below.push(Vec::new());
    let mut below = below.into_iter();
    for node in &mut el.kids {
        if let Node::El(row) = node
            && row.name == "w:tr"
        {
            alone(row, &below.next().unwrap_or_default());
        }
    }
}

fn alone(row: &mut El, below: &[usize]) {
    let mut column = 0;
    for node in &mut row.kids {
        let Node::El(cell) = node else { continue };
        if cell.name != "w:tc" {
            continue;
        }
        let (width, merge) = reach(cell);
        if merge == Some("restart") && !below.contains(&column) {
            cell.first("w:tcPr").take("w:vMerge");
        }
        column += width;
    }
}

/// Whether what is marked so stands on a side; `None` if the name marks nothing.
fn stands(name: &str, side: Side) -> Option<bool> {
    match name {
        "w:ins" | "w:moveTo" => Some(side == Side::New),
        "w:del" | "w:moveFrom" => Some(side == Side::Old),
        _ => None,
    }
}

/// Runs and rows that come or go, and properties that changed.
fn contents(el: &mut El, side: Side) {
    if el.name == "w:pPr" || el.name == "w:trPr" {
        return properties(el, side);
    }
    let mut out = Vec::new();
    for node in std::mem::take(&mut el.kids) {
        let Node::El(mut kid) = node else {
            out.push(node);
            continue;
        };
        contents(&mut kid, side);
        let row = kid.child("w:trPr").and_then(|own| own.child("verdict"));
        if row.is_some() || kid.name == "w:tbl" && kid.child("w:tr").is_none() {
            continue;
        }
        match stands(&kid.name, side) {
            Some(true) => out.extend(kid.kids),
            Some(false) => {}
            None if kid.name.starts_with("w:move") => {}
            None => out.push(Node::El(kid)),
        }
    }
    el.kids = out;
    let plain = match el.name.as_ref() {
        "w:delText" => "w:t",
        "w:delInstrText" => "w:instrText",
        _ => return,
    };
    el.name = plain.into();
}

/// Decides on properties; one that must go along with what it is of leaves a `verdict`.
fn properties(el: &mut El, side: Side) {
    if let Some(change) = el.take("w:pPrChange")
        && side == Side::Old
    {
        let kept = ["w:rPr", "w:sectPr"].map(|name| el.take(name));
        el.kids = change.child("w:pPr").unwrap().kids.clone();
        el.kids.extend(kept.into_iter().flatten().map(Node::El));
    }
    let mut marks = el.take("w:rPr").map_or_else(Vec::new, |marks| marks.kids);
    marks.extend(el.kids.iter().filter(|_| el.name == "w:trPr").cloned());
    let goes =
        |node: &Node| matches!(node, Node::El(mark) if stands(&mark.name, side) == Some(false));
    let gone = marks.iter().any(goes);
    el.kids
        .retain(|node| !matches!(node, Node::El(mark) if stands(&mark.name, side).is_some()));
    if gone {
        el.kids.push(Node::El(El::new("verdict")));
    }
}

/// Joins the words of a paragraph whose end goes with the next paragraph. Where there is none, only an empty one can go.
fn ends(el: &mut El) {
    let mut out: Vec<Node> = Vec::new();
    let mut waiting: Vec<Node> = Vec::new();
    let is_paragraph = |node: Option<&Node>| matches!(node, Some(Node::El(el)) if el.name == "w:p");
    let mut kids = std::mem::take(&mut el.kids).into_iter().peekable();
    while let Some(node) = kids.next() {
        let Node::El(mut kid) = node else {
            out.push(node);
            continue;
        };
        if kid.name != "w:p" {
            ends(&mut kid);
            out.push(Node::El(kid));
            continue;
        }
        let gone = kid
            .find("w:pPr")
            .and_then(|own| own.take("verdict"))
            .is_some();
        let properties = kid.take("w:pPr");
        waiting.append(&mut kid.kids);
        if gone && is_paragraph(kids.peek()) {
            continue;
        }
        let words = std::mem::take(&mut waiting);
        if gone && text(&words, &mut Notes::default()).is_empty() {
            continue;
        }
        assert!(!gone, "an end cannot go here: {words:?}");
        kid.kids = properties.into_iter().map(Node::El).chain(words).collect();
        out.push(Node::El(kid));
    }
    el.kids = out;
}

/// The words of footnotes, taken when their reference is met.
#[derive(Default)]
pub struct Notes(pub Vec<(String, String)>);

impl Notes {
    /// The notes of a decided part.
    pub fn of(part: &El) -> Notes {
        let words = |note: &El| {
            let id = note.get("w:id").unwrap().to_owned();
            let lines = note
                .elements()
                .map(|line| text(&line.kids, &mut Notes::default()));
            (id, lines.collect::<Vec<_>>().join("|"))
        };
        Notes(part.elements().map(words).collect())
    }

    fn get(&self, id: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == id);
        found.map_or("", |(_, words)| words)
    }
}

/// Paragraphs with style and place, tables with their grid, ends of sections; a line each. Contents and the results of
/// fields are left out, for they are counted anew.
pub fn lines(el: &El, notes: &mut Notes, indent: usize, out: &mut Vec<String>) {
    for kid in el.elements() {
        let pad = "  ".repeat(indent);
        match kid.name.as_ref() {
            "w:p" => out.extend(line(kid, notes).map(|line| format!("{pad}{line}"))),
            "w:tc" => {
                let own = kid.child("w:tcPr");
                let value = |name: &str| {
                    own.and_then(|own| own.child(name))
                        .map(|el| el.get("w:val").unwrap_or("continue").to_owned())
                };
                out.push(format!(
                    "{pad}cell {:?} {:?}",
                    value("w:gridSpan"),
                    value("w:vMerge")
                ));
                lines(kid, notes, indent + 1, out);
            }
            "w:tr" => {
                let head = kid.child("w:trPr").and_then(|own| own.child("w:tblHeader"));
                out.push(format!(
                    "{pad}row{}",
                    if head.is_some() { " (head)" } else { "" }
                ));
                lines(kid, notes, indent + 1, out);
            }
            "w:tbl" => {
                out.push(format!("{pad}table"));
                lines(kid, notes, indent + 1, out);
            }
            _ => lines(kid, notes, indent, out),
        }
    }
}

fn line(paragraph: &El, notes: &mut Notes) -> Option<String> {
    let own = paragraph.child("w:pPr");
    let value = |name: &str| {
        own.and_then(|own| own.child(name))
            .and_then(|el| el.get("w:val"))
    };
    let style = value("w:pStyle").unwrap_or_default();
    let words = text(&paragraph.kids, notes);
    if style.starts_with("TOC") && style != "TOCHeading"
        || style == "TableofFigures"
        || words.contains("<TOC")
    {
        return None;
    }
    let mut looks: Vec<&str> = own
        .iter()
        .flat_map(|own| own.elements())
        .filter(|el| el.name != "w:pStyle")
        .map(|el| el.name.as_ref())
        .collect();
    let level = own
        .and_then(|own| own.child("w:numPr")?.child("w:ilvl"))
        .and_then(|level| level.get("w:val"));
    looks.extend(level);
    Some(format!("{style} {looks:?} {words}"))
}

fn text(nodes: &[Node], notes: &mut Notes) -> String {
    let (mut out, mut fields) = (String::new(), Vec::new());
    read(nodes, notes, &mut fields, &mut out);
    out
}

/// A field is its code alone, a link its words alone.
fn read(nodes: &[Node], notes: &mut Notes, fields: &mut Vec<(String, bool)>, out: &mut String) {
    for node in nodes {
        let Node::El(el) = node else { continue };
        let hidden = fields.iter().any(|(code, _)| !code.contains("HYPERLINK"));
        match el.name.as_ref() {
            "w:pPr" | "w:rPr" | "w:sdtPr" => {}
            "w:fldChar" => match el.get("w:fldCharType").unwrap() {
                "begin" => fields.push((String::new(), false)),
                "separate" => {
                    let (code, done) = fields.last_mut().unwrap();
                    *done = true;
                    // A random document refers to what is not there, and what is not there has no number.
                    if code.contains("REF ") {
                        let words = out.trim_end_matches('\u{a0}').len();
                        out.truncate(words);
                    } else if !code.contains("HYPERLINK") {
                        out.push_str(&format!("<{}>", code.trim()));
                    }
                }
                _ => drop(fields.pop()),
            },
            "w:instrText" => {
                if let (Some((code, false)), Some(Node::Text(words))) =
                    (fields.last_mut(), el.kids.first())
                {
                    code.push_str(words);
                }
            }
            "w:t" | "w:tab" | "w:br" if hidden => {}
            "w:t" => out.extend(el.kids.iter().map(|node| match node {
                Node::Text(words) => words.as_str(),
                Node::El(_) => "?",
            })),
            "w:tab" => out.push('⇥'),
            "w:br" => out.push('⏎'),
            "w:footnoteReference" => {
                let words = notes.get(el.get("w:id").unwrap()).to_owned();
                out.push_str(&format!("[^{words}]"));
            }
            "wp:docPr" => out.push_str(&format!("[{}]", el.get("descr").unwrap_or_default())),
            "wp:extent" => out.push_str(&format!("({})", el.get("cx").unwrap_or_default())),
            _ => read(&el.kids, notes, fields, out),
        }
    }
}
