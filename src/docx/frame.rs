//! What stands around the text: headers, footer, watermark.

use super::changes::Tracker;
use super::sections::Section;
use super::units::Geometry;
use super::writer;
use super::xml::{DECLARATION, El, clean, escape, fragment};
use crate::doc::{Doc, Meta};

/// Header of a kind of page; the cover has only the watermark.
pub fn header(
    doc: &Doc,
    section: Section,
    geometry: &Geometry,
    font: &str,
    mut tracker: Option<&mut Tracker>,
) -> String {
    let meta = &doc.meta;
    let (number, width) = match section {
        Section::Cover => (1, 0),
        Section::Upright => (2, geometry.text()),
        Section::Wide => (3, geometry.text_wide()),
    };
    let watermark = if meta.draft {
        let mark = watermark(&doc.terms.watermark, font, number);
        let before = doc.revision.as_ref().map(|revision| &revision.before);
        match (before, tracker.as_deref_mut()) {
            // It goes again if the draft is rejected. One that went is gone at once: struck out, it would still say of a
            // final version that it is a draft.
            (Some(before), Some(tracker)) if !before.draft => tracked("w:ins", &mark, tracker),
            _ => mark,
        }
    } else {
        String::new()
    };
    let content = match section {
        Section::Cover => {
            format!(
                r#"<w:pPr><w:pStyle w:val="Header"/><w:pBdr><w:bottom w:val="nil"/></w:pBdr></w:pPr>{watermark}"#
            )
        }
        Section::Upright | Section::Wide => {
            let right = |meta: &Meta| {
                // A pack has no version of its own.
                let version = if meta.version.is_empty() {
                    String::new()
                } else {
                    doc.terms.version.replace("{version}", &meta.version)
                };
                let right = [version.as_str(), meta.status.as_str()]
                    .into_iter()
                    .filter(|words| !words.is_empty());
                right.collect::<Vec<_>>().join(" · ")
            };
            let mut run = Tracked {
                before: doc.revision.as_ref().map(|revision| &revision.before),
                now: meta,
                tracker,
            };
            let [left, right] = [run.words(|meta| meta.short_title.clone()), run.words(right)];
            format!(
                r#"<w:pPr><w:pStyle w:val="Header"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>{watermark}{left}<w:r><w:tab/></w:r>{right}"#,
            )
        }
    };
    part("hdr", &content)
}

/// Footer of all pages but the cover: the template's pattern with live numbers.
pub fn footer(doc: &Doc, total_pages: usize) -> String {
    let mut out = String::from(r#"<w:pPr><w:pStyle w:val="Footer"/></w:pPr>"#);
    let mut rest = doc.terms.page_of.as_str();
    while let Some(at) = rest.find("{side") {
        out.push_str(&run(&rest[..at]));
        let tail = &rest[at..];
        let (code, result, length) = match tail {
            _ if tail.starts_with("{sider}") => {
                ("NUMPAGES", total_pages.to_string(), "{sider}".len())
            }
            _ if tail.starts_with("{side}") => ("PAGE", "1".to_owned(), "{side}".len()),
            _ => break,
        };
        out.push_str(&format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            run(&result)
        ));
        rest = &tail[length..];
    }
    out.push_str(&run(rest));
    part("ftr", &out)
}

fn part(kind: &str, content: &str) -> String {
    format!(
        "{DECLARATION}<w:{kind} {}><w:p>{content}</w:p></w:{kind}>",
        super::package::NAMESPACES
    )
}

/// What a redline's header says in its two versions.
struct Tracked<'a> {
    before: Option<&'a Meta>,
    now: &'a Meta,
    tracker: Option<&'a mut Tracker>,
}

impl Tracked<'_> {
    /// Words of the header, with their change.
    fn words(&mut self, words: impl Fn(&Meta) -> String) -> String {
        let new = words(self.now);
        let (Some(before), Some(tracker)) = (self.before, &mut self.tracker) else {
            return run(&new);
        };
        let old = words(before);
        if old == new {
            return run(&new);
        }
        let deleted = run(&old)
            .replace("<w:t ", "<w:delText ")
            .replace("</w:t>", "</w:delText>");
        let pairs = [("w:del", deleted), ("w:ins", run(&new))];
        let wrapped = pairs.into_iter().filter(|(_, run)| !run.is_empty());
        wrapped
            .map(|(name, run)| tracked(name, &run, tracker))
            .collect()
    }
}

/// A run with what happened to it.
fn tracked(name: &str, run: &str, tracker: &mut Tracker) -> String {
    let [id, author, date] = tracker.names();
    format!(r#"<{name} w:id="{id}" w:author="{author}" w:date="{date}">{run}</{name}>"#)
}

fn run(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    fragment(&El::new("w:r").all(writer::words(words)))
}

/// Word's own kind of watermark: WordArt behind the text, slanted over the page.
fn watermark(words: &str, font: &str, number: usize) -> String {
    let length = u32::try_from(words.chars().count().max(1)).unwrap_or(1);
    let width = (f64::from(length) * 70.0).clamp(140.0, 460.0);
    let height = (width / f64::from(length) * 1.4).clamp(40.0, 160.0);
    let (words, font) = (escape(&clean(words)), escape(font));
    format!(
        concat!(
            r#"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"#,
            r##"<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">"##,
            r##"<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>"##,
            r##"<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>"##,
            r##"<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{words}" style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e2e2e2" stroked="f">"##,
            r##"<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt" string="{words}"/></v:shape></w:pict></w:r>"##,
        ),
        spid = 2048 + number,
        number = number,
        words = words,
        width = width,
        height = height,
        font = font,
    )
}
