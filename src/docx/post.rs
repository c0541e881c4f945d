//! The post-pass: mends what docx-rs writes against the schema, and puts tickets in place.

use std::collections::HashMap;

use super::Internal;
use super::package::Relations;
use super::ticket::{Picture, RowLook, TableLook, Ticket, Tickets};
use super::xml::{El, Node, parse};

/// Child order that the schema asks for, for the elements docx-rs writes in another one.
const ORDERS: [(&str, &[&str]); 4] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:strike",
            "w:vanish",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
        ],
    ),
    ("w:numPr", &["w:ilvl", "w:numId"]),
];

/// Counters that run through all parts of a document, so that no id repeats.
pub struct Post<'a> {
    tickets: &'a Tickets,
    notes: HashMap<String, usize>,
    bookmarks: usize,
    controls: usize,
    pictures: usize,
}

impl<'a> Post<'a> {
    /// Starts counting.
    pub fn new(tickets: &'a Tickets) -> Post<'a> {
        Post {
            tickets,
            notes: HashMap::new(),
            bookmarks: 0,
            controls: 0,
            pictures: 0,
        }
    }

    /// Reads a part and mends all of it; relations it needs are added to the part's own.
    pub fn part(&mut self, raw: &[u8], relations: &mut Relations) -> Result<El, Internal> {
        let source =
            std::str::from_utf8(raw).map_err(|error| Internal(format!("docx-rs: {error}")))?;
        let mut root = parse(source).map_err(|error| Internal(format!("docx-rs: {error}")))?;
        root.attrs = super::package::namespaces();
        self.mend(&mut root, relations);
        Ok(root)
    }

    fn mend(&mut self, el: &mut El, relations: &mut Relations) {
        // A ticket on the table says how its rows are; ask before the children are done.
        match el.name.as_ref() {
            "w:p" => el.attrs.clear(),
            "w:tbl" => self.table(el),
            "w:gridCol" => el.attrs.retain(|(name, _)| name == "w:w"),
            "w:fldChar" => el.attrs.retain(|(name, _)| name == "w:fldCharType"),
            "w:footnoteReference" | "w:footnote" => self.note(el),
            _ => {}
        }
        for node in &mut el.kids {
            if let Node::El(kid) = node {
                self.mend(kid, relations);
            }
        }
        el.kids.retain(|node| !is_hollow(node));
        super::changes::properties_before(el);
        if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == el.name) {
            el.kids.sort_by_key(|node| rank(node, order));
        }
        if el.name == "w:p" {
            self.places(el, relations);
        }
    }

    /// Footnotes are numbered by the order of their references; docx-rs counts through the process.
    fn note(&mut self, el: &mut El) {
        let old = el.get("w:id").unwrap_or_default().to_owned();
        let next = self.notes.len() + 1;
        let id = *self.notes.entry(old).or_insert(next);
        el.set("w:id", id.to_string());
        if let Some(Node::El(paragraph)) = el.kids.first_mut()
            && el.name == "w:footnote"
        {
            let style = El::new("w:rStyle").attr("w:val", "FootnoteReference");
            let mark = El::new("w:r")
                .kid(El::new("w:rPr").kid(style))
                .kid(El::new("w:footnoteRef"));
            let at = usize::from(paragraph.child("w:pPr").is_some());
            paragraph.kids.insert(at, Node::El(mark));
            paragraph.kids.insert(at + 1, Node::El(space()));
        }
    }

    fn table(&self, el: &mut El) {
        let properties = el.first("w:tblPr");
        let style = properties
            .child("w:tblStyle")
            .and_then(|style| style.get("w:val"))
            .unwrap_or_default();
        let Some(Ticket::Table(look)) = self.tickets.get(style) else {
            return;
        };
        *properties = table_properties(look);
        el.mark = look.mark;
        let mut looks = look.rows.iter();
        for node in &mut el.kids {
            let Node::El(row) = node else { continue };
            if row.name != "w:tr" {
                continue;
            }
            let Some(RowLook { head, mark }) = looks.next().copied() else {
                continue;
            };
            let mut own = El::new("w:trPr").kid(El::new("w:cantSplit"));
            if look.row_height > 0 && !head {
                own = own.kid(El::new("w:trHeight").attr("w:val", look.row_height.to_string()));
            }
            if head {
                own = own.kid(El::new("w:tblHeader"));
            }
            *row.first("w:trPr") = own;
            row.mark = mark;
        }
    }

    /// Puts what tickets stand for in their places; pairs may stand inside pairs.
    fn places(&mut self, paragraph: &mut El, relations: &mut Relations) {
        let mut open: Vec<(usize, Vec<Node>)> = Vec::new();
        let mut out = Vec::with_capacity(paragraph.kids.len());
        let mut ids: HashMap<String, usize> = HashMap::new();
        for node in std::mem::take(&mut paragraph.kids) {
            let Node::El(mut el) = node else { continue };
            let is_start = el.name == "w:bookmarkStart";
            if !is_start && el.name != "w:bookmarkEnd" {
                out.push(Node::El(el));
                continue;
            }
            let id = el.get("w:id").unwrap_or_default().to_owned();
            match (self.tickets.get(&id), is_start) {
                (None, true) => {
                    let new = self.next_bookmark();
                    ids.insert(id, new);
                    el.set("w:id", new.to_string());
                    out.push(Node::El(el));
                }
                (None, false) => {
                    let new = ids.get(&id).copied().unwrap_or_default();
                    el.set("w:id", new.to_string());
                    out.push(Node::El(el));
                }
                (Some(Ticket::Picture(picture)), true) => {
                    self.pictures += 1;
                    out.push(Node::El(drawing(picture, self.pictures)));
                }
                (Some(Ticket::Whole(mark)), true) => paragraph.mark = *mark,
                (Some(Ticket::Was), true) => paragraph.name = super::changes::BEFORE.into(),
                (
                    Some(
                        Ticket::Field(_)
                        | Ticket::Link(_)
                        | Ticket::LinkField(_)
                        | Ticket::Jump(_)
                        | Ticket::Remark(_)
                        | Ticket::Change(_),
                    ),
                    true,
                ) => {
                    open.push((out.len(), std::mem::take(&mut out)));
                }
                (Some(ticket), false) => {
                    let (_, before) = open.pop().unwrap_or_default();
                    let inner = std::mem::replace(&mut out, before);
                    self.wrap(ticket, inner, relations, &mut out);
                }
                // Orders stay for the pass over sections.
                (Some(_), true) => out.push(Node::El(el)),
            }
        }
        paragraph.kids = out;
    }

    /// Ids up to this one are taken.
    pub fn ids(&self) -> usize {
        self.bookmarks
    }

    fn next_bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    fn wrap(
        &mut self,
        ticket: &Ticket,
        inner: Vec<Node>,
        relations: &mut Relations,
        out: &mut Vec<Node>,
    ) {
        match ticket {
            Ticket::Field(mark) => {
                let id = self.next_bookmark().to_string();
                self.controls += 1;
                let start = El::new("w:bookmarkStart")
                    .attr("w:id", &id)
                    .attr("w:name", &mark.bookmark);
                out.push(Node::El(start));
                out.push(Node::El(control(&mark.tag, self.controls, inner)));
                out.push(Node::El(El::new("w:bookmarkEnd").attr("w:id", &id)));
            }
            Ticket::Link(url) => {
                let id = relations.link(url);
                out.push(Node::El(hyperlink("r:id", id, inner)));
            }
            Ticket::LinkField(url) => link_field(url, inner, out),
            Ticket::Jump(bookmark) => {
                out.push(Node::El(hyperlink("w:anchor", bookmark.clone(), inner)))
            }
            Ticket::Change(mark) => out.extend(inner.into_iter().map(|mut node| {
                super::changes::stamp(&mut node, *mark);
                node
            })),
            Ticket::Remark(comment) => {
                let id = comment.to_string();
                out.push(Node::El(El::new("w:commentRangeStart").attr("w:id", &id)));
                out.extend(inner);
                out.push(Node::El(El::new("w:commentRangeEnd").attr("w:id", &id)));
                let style =
                    El::new("w:rPr").kid(El::new("w:rStyle").attr("w:val", "CommentReference"));
                out.push(Node::El(
                    El::new("w:r")
                        .kid(style)
                        .kid(El::new("w:commentReference").attr("w:id", &id)),
                ));
            }
            Ticket::Picture(_)
            | Ticket::Whole(_)
            | Ticket::Was
            | Ticket::Table(_)
            | Ticket::Section(_)
            | Ticket::PageBreak
            | Ticket::BoxStart
            | Ticket::BoxEnd => out.extend(inner),
        }
    }
}

/// Empty property elements are of no use, and Word writes none.
fn is_hollow(node: &Node) -> bool {
    match node {
        Node::El(el) => {
            el.kids.is_empty()
                && el.attrs.is_empty()
                && matches!(el.name.as_ref(), "w:rPr" | "w:pPr" | "w:r" | "w:tcPr")
        }
        Node::Text(_) => false,
    }
}

fn rank(node: &Node, order: &[&str]) -> usize {
    match node {
        Node::El(el) => order
            .iter()
            .position(|name| *name == el.name)
            .unwrap_or(order.len()),
        Node::Text(_) => order.len(),
    }
}

/// A link as Word writes one that was put in or taken out: its code is runs like its words.
fn link_field(url: &str, inner: Vec<Node>, out: &mut Vec<Node>) {
    let sign = |kind: &str| El::new("w:fldChar").attr("w:fldCharType", kind);
    let mut code = El::new("w:instrText").attr("xml:space", "preserve");
    let url = super::package::address(url);
    code.kids.push(Node::Text(format!(" HYPERLINK \"{url}\" ")));
    let run = |el: El| Node::El(El::new("w:r").kid(el));
    out.extend([run(sign("begin")), run(code), run(sign("separate"))]);
    out.extend(inner);
    out.push(run(sign("end")));
}

fn space() -> El {
    let mut text = El::new("w:t").attr("xml:space", "preserve");
    text.kids.push(Node::Text(" ".to_owned()));
    El::new("w:r").kid(text)
}

/// A run-level content control that Word shows no frame around.
fn control(tag: &str, id: usize, inner: Vec<Node>) -> El {
    let properties = El::new("w:sdtPr")
        .kid(El::new("w:tag").attr("w:val", tag))
        .kid(El::new("w:id").attr("w:val", (1_000 + id).to_string()))
        .kid(El::new("w15:appearance").attr("w15:val", "hidden"));
    let mut content = El::new("w:sdtContent");
    content.kids = inner;
    El::new("w:sdt").kid(properties).kid(content)
}

fn hyperlink(name: &'static str, target: String, inner: Vec<Node>) -> El {
    let mut el = El::new("w:hyperlink")
        .attr(name, target)
        .attr("w:history", "1");
    el.kids = inner;
    el
}

fn table_properties(look: &TableLook) -> El {
    let TableLook {
        style,
        width,
        row_headers,
        total,
        row_height: _,
        title,
        summary,
        mark: _,
        rows,
    } = look;
    let headed = rows.iter().any(|row| row.head);
    let flag = |on: bool| if on { "1" } else { "0" };
    let bits = [
        (headed, 0x20),
        (*total, 0x40),
        (*row_headers, 0x80),
        (true, 0x600),
    ];
    let bits: usize = bits.iter().filter(|(on, _)| *on).map(|(_, bit)| bit).sum();
    let mut out = El::new("w:tblPr")
        .kid(El::new("w:tblStyle").attr("w:val", *style))
        .kid(
            El::new("w:tblW")
                .attr("w:w", width.to_string())
                .attr("w:type", "dxa"),
        )
        .kid(El::new("w:tblLayout").attr("w:type", "fixed"))
        .kid(
            El::new("w:tblLook")
                .attr("w:val", format!("{bits:04X}"))
                .attr("w:firstRow", flag(headed))
                .attr("w:lastRow", flag(*total))
                .attr("w:firstColumn", flag(*row_headers))
                .attr("w:lastColumn", "0")
                .attr("w:noHBand", "1")
                .attr("w:noVBand", "1"),
        );
    if !title.is_empty() {
        out = out.kid(El::new("w:tblCaption").attr("w:val", title));
    }
    if !summary.is_empty() {
        out = out.kid(El::new("w:tblDescription").attr("w:val", summary));
    }
    out
}

/// A picture in the line, as DrawingML has it.
fn drawing(picture: &Picture, id: usize) -> El {
    let Picture {
        media,
        alt,
        width,
        height,
    } = picture;
    let (cx, cy) = (width.to_string(), height.to_string());
    let extent = |name| El::new(name).attr("cx", &cx).attr("cy", &cy);
    let name = format!("image{}", media + 1);
    let properties = |tag| {
        El::new(tag)
            .attr("id", id.to_string())
            .attr("name", &name)
            .attr("descr", alt)
    };
    let locks = El::new("a:graphicFrameLocks").attr("noChangeAspect", "1");
    let fill = El::new("pic:blipFill")
        .kid(El::new("a:blip").attr("r:embed", super::package::media_id(*media)))
        .kid(El::new("a:stretch").kid(El::new("a:fillRect")));
    let shape = El::new("pic:spPr")
        .kid(
            El::new("a:xfrm")
                .kid(El::new("a:off").attr("x", "0").attr("y", "0"))
                .kid(extent("a:ext")),
        )
        .kid(
            El::new("a:prstGeom")
                .attr("prst", "rect")
                .kid(El::new("a:avLst")),
        );
    let pic = El::new("pic:pic")
        .kid(
            El::new("pic:nvPicPr")
                .kid(properties("pic:cNvPr"))
                .kid(El::new("pic:cNvPicPr")),
        )
        .kid(fill)
        .kid(shape);
    let data = El::new("a:graphicData")
        .attr("uri", super::package::PIC)
        .kid(pic);
    let zero = |el: El| {
        ["distT", "distB", "distL", "distR"]
            .into_iter()
            .fold(el, |el, side| el.attr(side, "0"))
    };
    let inline = zero(El::new("wp:inline"))
        .kid(extent("wp:extent"))
        .kid(properties("wp:docPr"))
        .kid(El::new("wp:cNvGraphicFramePr").kid(locks))
        .kid(El::new("a:graphic").kid(data));
    El::new("w:r").kid(El::new("w:drawing").kid(inline))
}
