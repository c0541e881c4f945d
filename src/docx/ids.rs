//! Ids of bookmarks and content controls: counted through the text and then the notes, so that none repeats.

use super::xml::{El, Node};

/// The first content control has the id after this one.
const CONTROLS: usize = 1_000;

/// How many were counted so far.
#[derive(Debug, Default)]
pub struct Ids {
    bookmarks: usize,
    controls: usize,
}

impl Ids {
    /// Numbers all bookmarks and controls of a part, in reading order. The control of a field, and the bookmark right
    /// around it, count after what the field holds.
    pub fn number(&mut self, el: &mut El) {
        // Bookmarks that have begun: where, and their ids unless they are right around a control.
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        for at in 0..el.kids.len() {
            let is_field = name(el.kids.get(at + 1)) == "w:sdt";
            let Some(Node::El(kid)) = el.kids.get_mut(at) else {
                continue;
            };
            match kid.name.as_ref() {
                "w:bookmarkStart" => open.push((at, (!is_field).then(|| self.bookmark()))),
                "w:bookmarkEnd" => {
                    let Some((start, id)) = open.pop() else {
                        continue;
                    };
                    let id = id.unwrap_or_else(|| self.bookmark());
                    for at in [start, at] {
                        if let Some(Node::El(end)) = el.kids.get_mut(at) {
                            end.attrs.insert(0, ("w:id".into(), id.to_string()));
                        }
                    }
                }
                "w:sdt" => {
                    self.number(kid);
                    self.controls += 1;
                    let id = (CONTROLS + self.controls).to_string();
                    kid.first("w:sdtPr").first("w:id").set("w:val", id);
                }
                _ => self.number(kid),
            }
        }
    }

    fn bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// The last id of a bookmark: changes count on from there.
    pub fn last(&self) -> usize {
        self.bookmarks
    }
}

fn name(node: Option<&Node>) -> &str {
    match node {
        Some(Node::El(el)) => el.name.as_ref(),
        Some(Node::Text(_)) | None => "",
    }
}
