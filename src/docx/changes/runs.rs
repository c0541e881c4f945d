//! Words that were put in, taken out or moved; neighbours of one mark share one change.

use std::collections::BTreeMap;

use super::super::xml::{El, Node};
use super::Tracker;
use crate::doc::{Mark, Move};

/// Wraps the marked runs of a paragraph, those in content controls and links by themselves.
pub fn wrap(el: &mut El, tracker: &mut Tracker) {
    let mut out: Vec<Node> = Vec::with_capacity(el.kids.len());
    let mut open: Option<(Mark, El)> = None;
    // Bookmarks after marked runs; they belong to the change if it goes on behind them.
    let mut between: Vec<Node> = Vec::new();
    for node in std::mem::take(&mut el.kids) {
        let (node, mark) = match node {
            Node::El(mut kid)
                if matches!(kid.name.as_ref(), "w:sdt" | "w:sdtContent" | "w:hyperlink") =>
            {
                wrap(&mut kid, tracker);
                (Node::El(kid), Mark::Keep)
            }
            Node::El(kid) if is_range(&kid) && open.is_some() => {
                between.push(Node::El(kid));
                continue;
            }
            Node::El(kid) if kid.name == "w:r" => {
                let mark = kid.mark;
                (Node::El(kid), mark)
            }
            node => (node, Mark::Keep),
        };
        if let Some((last, change)) = &mut open
            && *last == mark
        {
            change.kids.append(&mut between);
            change.kids.push(node);
            continue;
        }
        close(&mut open, &mut between, &mut out);
        match tracker.marked(mark) {
            Some(change) => open = Some((mark, with(change, node))),
            None => out.push(node),
        }
    }
    close(&mut open, &mut between, &mut out);
    el.kids = out;
}

fn with(mut change: El, node: Node) -> El {
    change.kids.push(node);
    change
}

fn close(open: &mut Option<(Mark, El)>, between: &mut Vec<Node>, out: &mut Vec<Node>) {
    if let Some((mark, mut change)) = open.take() {
        if mark == Mark::Del {
            change.kids.iter_mut().for_each(deleted);
        }
        out.push(Node::El(change));
    }
    out.append(between);
}

fn is_range(el: &El) -> bool {
    matches!(
        el.name.as_ref(),
        "w:bookmarkStart" | "w:bookmarkEnd" | "w:commentRangeStart" | "w:commentRangeEnd"
    )
}

/// Words that were taken out have a name of their own, so that who does not know changes does not read them.
fn deleted(node: &mut Node) {
    let Node::El(el) = node else { return };
    match el.name.as_ref() {
        "w:t" => el.name = "w:delText".into(),
        "w:instrText" => el.name = "w:delInstrText".into(),
        _ => el.kids.iter_mut().for_each(deleted),
    }
}

/// Puts the two ends of each move around its paragraphs; both places of a move have the same name.
pub fn ranges(part: &mut El, tracker: &mut Tracker) {
    let Some(body) = part.find("w:body") else {
        return;
    };
    let mut moves: BTreeMap<(Move, bool), (usize, usize)> = BTreeMap::new();
    for (at, node) in body.kids.iter().enumerate() {
        let Node::El(el) = node else { continue };
        let key = match el.mark {
            Mark::From(number) => (number, true),
            Mark::To(number) => (number, false),
            Mark::Keep | Mark::Ins | Mark::Del => continue,
        };
        if el.name == "w:p" {
            moves.entry(key).or_insert((at, at)).1 = at;
        }
    }
    let mut after: BTreeMap<usize, Node> = BTreeMap::new();
    for ((Move(number), from), (first, last)) in moves {
        let (start, end) = if from {
            ("w:moveFromRangeStart", "w:moveFromRangeEnd")
        } else {
            ("w:moveToRangeStart", "w:moveToRangeEnd")
        };
        let start = tracker
            .change(start)
            .attr("w:name", format!("move{number}"));
        let id = start.get("w:id").unwrap_or_default().to_owned();
        if let Some(Node::El(paragraph)) = body.kids.get_mut(first) {
            let at = usize::from(paragraph.child("w:pPr").is_some());
            paragraph.kids.insert(at, Node::El(start));
        }
        after.insert(last, Node::El(El::new(end).attr("w:id", id)));
    }
    if after.is_empty() {
        return;
    }
    let mut out = Vec::with_capacity(body.kids.len() + after.len());
    for (at, node) in std::mem::take(&mut body.kids).into_iter().enumerate() {
        out.push(node);
        out.extend(after.remove(&at));
    }
    body.kids = out;
}
