//! Ends of paragraphs.
//!
//! Where an end is taken out, the words before it join the next paragraph. There is no next one before a table, in a
//! cell's last line and at the end of the document. So the last end before such a place must stand in both versions:
//! it is the old version's last end and the new version's last end in one, with the properties of both.

use super::super::xml::{El, Node};
use super::{base, set_base};
use crate::doc::{Mark, Side};

/// What a body, a cell or a note holds.
enum Kid {
    Paragraph(Box<Paragraph>),
    Other(Node),
}

/// A paragraph as its words and its end.
struct Paragraph {
    words: Vec<Node>,
    /// Its end in the old version.
    old: Option<End>,
    /// Its end in the new version.
    new: Option<End>,
    /// How the end is marked if it stands in one version only.
    mark: Mark,
    /// What stands behind it: ends of moves.
    after: Vec<Node>,
}

/// What the end of a paragraph holds.
#[derive(Clone, PartialEq)]
struct End {
    properties: El,
    section: Option<El>,
}

/// The kids of a body, a cell or a note, with ends kept in both versions where nothing follows that could take over
/// their words.
pub fn kept(kids: Vec<Node>) -> Vec<Node> {
    let mut all: Vec<Kid> = Vec::with_capacity(kids.len());
    for node in kids {
        match node {
            Node::El(el) if el.name == "w:p" => {
                all.extend(
                    Paragraph::read(el)
                        .into_iter()
                        .map(|p| Kid::Paragraph(Box::new(p))),
                );
            }
            Node::El(el) if el.name.ends_with("RangeEnd") => match all.last_mut() {
                Some(Kid::Paragraph(paragraph)) => paragraph.after.push(Node::El(el)),
                Some(Kid::Other(_)) | None => all.push(Kid::Other(Node::El(el))),
            },
            node => all.push(Kid::Other(node)),
        }
    }
    close(&mut all);
    let mut out = Vec::with_capacity(all.len());
    let mut run: Vec<Paragraph> = Vec::new();
    for item in all {
        match item {
            Kid::Paragraph(paragraph) => run.push(*paragraph),
            Kid::Other(node) => {
                finish(&mut run, &mut out);
                out.push(node);
            }
        }
    }
    finish(&mut run, &mut out);
    out
}

/// Nothing comes after the last paragraph, so that its end stays whatever happens. If it stands in one version only
/// and no other end near it can share it, because a table stands between, the other version is left with a gap there,
/// in place of the one that it has before if it has one.
fn close(all: &mut [Kid]) {
    let Some(last) = all
        .iter()
        .rposition(|item| matches!(item, Kid::Paragraph(_)))
    else {
        return;
    };
    let start = all[..last]
        .iter()
        .rposition(|item| matches!(item, Kid::Other(_)))
        .map_or(0, |at| at + 1);
    let (before, run) = all.split_at_mut(start);
    let mut run = run
        .iter_mut()
        .filter_map(Kid::paragraph)
        .collect::<Vec<_>>();
    let has = |side| run.iter().any(|paragraph| paragraph.end(side).is_some());
    let (missing, there) = match (has(Side::Old), has(Side::New)) {
        (true, false) => (Side::New, Side::Old),
        (false, true) => (Side::Old, Side::New),
        (true, true) | (false, false) => return,
    };
    let Some(last) = run.last_mut() else { return };
    let mut earlier = before.iter_mut().rev().filter_map(Kid::paragraph);
    let twin = earlier.find(|paragraph| paragraph.end(missing).is_some());
    if let Some(twin) = twin
        && twin.is_gap()
        && last.is_gap()
        && twin.end(missing) == Some(&End::gap())
        && last.end(there) == Some(&End::gap())
    {
        *twin.end_mut(missing) = None;
        twin.mark = mark_on(there);
    }
    *last.end_mut(missing) = Some(End::gap());
}

/// Writes a run of paragraphs that stands before something else.
fn finish(run: &mut Vec<Paragraph>, out: &mut Vec<Node>) {
    share_last(run);
    // The words of a paragraph without an end are the next one's first words.
    let mut waiting: Vec<Node> = Vec::new();
    for mut paragraph in run.drain(..) {
        waiting.append(&mut paragraph.words);
        if paragraph.old.is_none() && paragraph.new.is_none() {
            waiting.append(&mut paragraph.after);
            continue;
        }
        let after = std::mem::take(&mut paragraph.after);
        out.push(Node::El(paragraph.written(std::mem::take(&mut waiting))));
        out.extend(after);
    }
}

/// Makes the last end one of both versions, unless a version has none here at all, or only in one of them a section
/// ends with it: an end holds one section's properties whatever becomes of it.
fn share_last(run: &mut [Paragraph]) {
    let Some((last, before)) = run.split_last_mut() else {
        return;
    };
    let missing = match (&last.old, &last.new) {
        (Some(_), None) => Side::New,
        (None, Some(_)) => Side::Old,
        (Some(_), Some(_)) | (None, None) => return,
    };
    let earlier = before.iter_mut().rev();
    let mut earlier = earlier.filter(|paragraph| paragraph.end(missing).is_some());
    let section = |end: Option<&End>| end.and_then(|end| end.section.clone());
    let Some(earlier) = earlier.next() else {
        return;
    };
    if section(earlier.end(missing)) != section(last.end(last.side())) {
        return;
    }
    let end = earlier.end_mut(missing).take();
    earlier.mark = mark_on(last.side());
    *last.end_mut(missing) = end;
}

fn mark_on(side: Side) -> Mark {
    match side {
        Side::Old => Mark::Del,
        Side::New => Mark::Ins,
    }
}

impl End {
    /// The end of an empty paragraph that hardly shows.
    fn gap() -> End {
        let style = El::new("w:pStyle").attr("w:val", super::super::styles::TABLE_GAP);
        End {
            properties: El::new("w:pPr").kid(style),
            section: None,
        }
    }
}

impl Kid {
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self {
            Kid::Paragraph(paragraph) => Some(paragraph),
            Kid::Other(_) => None,
        }
    }
}

impl Paragraph {
    /// A paragraph; two where its end holds the end of a section in one version only: an end with it, and one without.
    fn read(mut el: El) -> Vec<Paragraph> {
        let section = el.find("w:pPr").and_then(|own| own.take("w:sectPr"));
        let mark = el.mark;
        let on = section.as_ref().map_or(Mark::Keep, |section| section.mark);
        let end = |side| {
            mark.is_in(side).then(|| End {
                properties: base(&el, side),
                section: section.clone().filter(|section| section.mark.is_in(side)),
            })
        };
        let (old, new) = (end(Side::Old), end(Side::New));
        el.take("w:pPr");
        let paragraph = |words, old, new, mark| Paragraph {
            words,
            old,
            new,
            mark,
            after: Vec::new(),
        };
        if on == Mark::Keep {
            return vec![paragraph(el.kids, old, new, mark)];
        }
        vec![
            paragraph(el.kids, old, None, Mark::Del),
            paragraph(Vec::new(), None, new, Mark::Ins),
        ]
    }

    fn end(&self, side: Side) -> Option<&End> {
        match side {
            Side::Old => self.old.as_ref(),
            Side::New => self.new.as_ref(),
        }
    }

    fn end_mut(&mut self, side: Side) -> &mut Option<End> {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }

    /// The version that its end stands in, the new one if both.
    fn side(&self) -> Side {
        if self.new.is_some() {
            Side::New
        } else {
            Side::Old
        }
    }

    /// Whether it holds no words, no pictures and no end of a section.
    fn is_gap(&self) -> bool {
        let ends = [&self.old, &self.new];
        let plain = |end: &&Option<End>| end.as_ref().is_none_or(|end| end.section.is_none());
        self.words.is_empty() && ends.iter().all(plain)
    }

    /// The paragraph with the given words; its mark says what was done with its end.
    fn written(self, words: Vec<Node>) -> El {
        let Paragraph { old, new, mark, .. } = self;
        let both = old.is_some() && new.is_some();
        let was = old.clone().map(|end| end.properties);
        let own = new.or(old).unwrap_or_else(End::gap);
        let mut out = El::new("w:p");
        out.mark = if both { Mark::Keep } else { mark };
        set_base(&mut out, own.properties, was);
        let properties = out.first("w:pPr");
        properties.kids.extend(own.section.map(Node::El));
        if properties.kids.is_empty() && out.mark == Mark::Keep {
            out.take("w:pPr");
        }
        out.kids.extend(words);
        out
    }
}
