//! Tracked changes: marks on paragraphs, runs and rows become what Word knows as changes.
//!
//! A paragraph has its words and its end. In Word the end is a sign of its own, which holds the paragraph's
//! properties; taking it out joins the words with the next paragraph. [`ends`] sees to it that accepting and
//! rejecting leave the right ends, [`runs`] wraps the words.

mod ends;
mod runs;

use time::format_description::well_known::Rfc3339;

use super::xml::{El, Node, clean, escape};
use crate::doc::{Mark, Revision, Side};

/// Who changed, when, and the ids of changes.
pub struct Tracker {
    author: String,
    /// Noon, and a little later. LibreOffice makes one change of two that meet at the end of a paragraph, and the end
    /// goes with it, unless more than a minute lies between them.
    dates: [String; 2],
    turn: usize,
    next: usize,
}

impl Tracker {
    /// Counts ids from a number on that nothing else in the document has.
    pub fn new(revision: &Revision, first: usize) -> Tracker {
        let date = |minute| {
            let time = time::Time::from_hms(12, minute, 0).unwrap_or(time::Time::MIDNIGHT);
            let stamp = revision.date.with_time(time).assume_utc();
            stamp.format(&Rfc3339).unwrap_or_default()
        };
        Tracker {
            author: clean(&revision.author).into_owned(),
            dates: [date(0), date(2)],
            turn: 0,
            next: first,
        }
    }

    /// An element that says what was done, by whom and when.
    pub fn change(&mut self, name: &'static str) -> El {
        self.next += 1;
        El::new(name)
            .attr("w:id", self.next.to_string())
            .attr("w:author", self.author.clone())
            .attr("w:date", self.dates[self.turn].clone())
    }

    /// Id, author and date of one more change, escaped.
    pub fn names(&mut self) -> [String; 3] {
        self.next += 1;
        [
            self.next.to_string(),
            escape(&self.author),
            self.dates[self.turn].clone(),
        ]
    }

    /// The element around what has a mark; `None` for what stays.
    fn marked(&mut self, mark: Mark) -> Option<El> {
        let name = match mark {
            Mark::Keep => return None,
            Mark::Ins => "w:ins",
            Mark::Del => "w:del",
            Mark::From(_) => "w:moveFrom",
            Mark::To(_) => "w:moveTo",
        };
        Some(self.change(name))
    }

    /// Writes all marks of a part as tracked changes.
    pub fn track(&mut self, part: &mut El) {
        runs::ranges(part, self);
        self.container(part, Mark::Keep);
    }

    /// An element that holds paragraphs, or elements that do.
    fn container(&mut self, el: &mut El, row: Mark) {
        for node in &mut el.kids {
            let Node::El(kid) = node else { continue };
            match kid.name.as_ref() {
                "w:tr" => self.row(kid),
                "w:p" => {}
                "w:tblPr" | "w:tblGrid" | "w:tcPr" => self.looks(kid),
                _ => self.container(kid, row),
            }
        }
        if !el.elements().any(|kid| kid.name == "w:p") {
            return;
        }
        // A row that comes or goes takes the last end of each cell along.
        if row != Mark::Keep
            && let Some(Node::El(last)) = el.kids.last_mut()
        {
            last.mark = Mark::Keep;
        }
        el.kids = ends::kept(std::mem::take(&mut el.kids));
        for node in &mut el.kids {
            if let Node::El(paragraph) = node
                && paragraph.name == "w:p"
            {
                runs::wrap(paragraph, self);
                self.end(paragraph);
            }
        }
    }

    /// What was done with the end of a paragraph, and with its properties.
    fn end(&mut self, paragraph: &mut El) {
        let mark = paragraph.mark;
        if let Some(properties) = paragraph.find("w:pPr") {
            let [section, before] = ["w:sectPr", "w:pPrChange"].map(|name| properties.take(name));
            let change = self.marked(mark);
            let end = change.map(|change| El::new("w:rPr").kid(change));
            let before = before.map(|mut before| {
                let change = self.change("w:pPrChange");
                before.attrs = change.attrs;
                before
            });
            let rest = [end, section, before].into_iter().flatten();
            properties.kids.extend(rest.map(Node::El));
        }
        if mark == Mark::Keep {
            self.turn = 1 - self.turn;
        }
    }

    /// Who changed how a table, its grid or a cell of it is set. Of a grid the standard asks for the number only.
    fn looks(&mut self, el: &mut El) {
        for node in &mut el.kids {
            let Node::El(kid) = node else { continue };
            let name = match kid.name.as_ref() {
                "w:tblPrChange" => "w:tblPrChange",
                "w:tcPrChange" => "w:tcPrChange",
                "w:tblGridChange" => "w:tblGridChange",
                _ => continue,
            };
            kid.attrs = self.change(name).attrs;
            if name == "w:tblGridChange" {
                kid.attrs.truncate(1);
            }
        }
    }

    fn row(&mut self, row: &mut El) {
        let mark = row.mark;
        self.container(row, mark);
        if let Some(change) = self.marked(mark) {
            row.first("w:trPr").kids.push(Node::El(change));
        }
    }
}

/// Marks all runs of a node that are not marked yet.
pub fn stamp(node: &mut Node, mark: Mark) {
    let Node::El(el) = node else { return };
    if el.name != "w:r" {
        el.kids.iter_mut().for_each(|kid| stamp(kid, mark));
    } else if el.mark == Mark::Keep {
        el.mark = mark;
    }
}

/// The properties of a paragraph in a version, without those of its end and of its section.
pub fn base(paragraph: &El, side: Side) -> El {
    let own = paragraph.child("w:pPr");
    let before = own
        .and_then(|own| own.child("w:pPrChange"))
        .and_then(|change| change.child("w:pPr"));
    let found = match side {
        Side::Old => before.or(own),
        Side::New => own,
    };
    let mut out = found.cloned().unwrap_or_else(|| El::new("w:pPr"));
    for name in ["w:rPr", "w:sectPr", "w:pPrChange"] {
        out.take(name);
    }
    out
}

/// Sets the properties of a paragraph, and those that it had before if they were others.
pub fn set_base(paragraph: &mut El, is: El, was: Option<El>) {
    let properties = paragraph.first("w:pPr");
    let rest = ["w:rPr", "w:sectPr"].map(|name| properties.take(name));
    let was = was.filter(|was| was.kids != is.kids);
    *properties = is;
    properties
        .kids
        .extend(rest.into_iter().flatten().map(Node::El));
    if let Some(was) = was {
        let change = El::new("w:pPrChange").kid(was);
        properties.kids.push(Node::El(change));
    }
}
