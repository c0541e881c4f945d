//! The style sheet: what each style looks like, from the theme.

use super::super::units::{Geometry, color, half, line, pt};
use super::super::xml::{DECLARATION, escape};
use super::super::{numbering, package};
use super::*;
use crate::doc::Meta;
use crate::theme::Theme;

/// One style, written out in Word's order.
struct Style<'s> {
    kind: &'static str,
    id: &'s str,
    name: &'s str,
    based_on: &'s str,
    next: &'s str,
    priority: usize,
    paragraph: String,
    run: String,
}

impl Style<'_> {
    fn write(&self, out: &mut String) {
        let Style {
            kind,
            id,
            name,
            based_on,
            next,
            priority,
            paragraph,
            run,
        } = self;
        let default = if *id == BODY { " w:default=\"1\"" } else { "" };
        let custom = if CUSTOM.contains(id) || id.ends_with("Unnumbered") {
            " w:customStyle=\"1\""
        } else {
            ""
        };
        out.push_str(&format!(
            r#"<w:style w:type="{kind}"{default}{custom} w:styleId="{id}"><w:name w:val="{name}"/>"#
        ));
        for (tag, value) in [("basedOn", based_on), ("next", next)] {
            if !value.is_empty() {
                out.push_str(&format!(r#"<w:{tag} w:val="{value}"/>"#));
            }
        }
        out.push_str(&format!(
            r#"<w:uiPriority w:val="{priority}"/><w:qFormat/>"#
        ));
        for (tag, inner) in [("pPr", paragraph), ("rPr", run)] {
            if !inner.is_empty() {
                out.push_str(&format!("<w:{tag}>{inner}</w:{tag}>"));
            }
        }
        out.push_str("</w:style>");
    }
}

/// Styles that Word does not know by itself.
const CUSTOM: [&str; 15] = [
    COVER_OVERLINE,
    COVER_FACT,
    COVER_FACT_MORE,
    COVER_LABEL,
    ANNEX,
    FIGURE,
    SOURCE,
    TABLE_GAP,
    TABLE_TEXT.whole,
    TABLE_TEXT.parted,
    TABLE_HEAD.whole,
    TABLE_HEAD.parted,
    TABLE_SUM.whole,
    TABLE_SUM.parted,
    BOX_TITLE,
];

/// Gathers styles with the theme at hand.
struct Sheet<'t> {
    font: &'t Font,
    text: String,
    primary: String,
    muted: String,
    rule: String,
    out: String,
}

/// The part `word/styles.xml`.
pub fn part(theme: &Theme, meta: &Meta) -> String {
    let colors = &theme.colors;
    let mut sheet = Sheet {
        font: &theme.font,
        text: color(&colors.text),
        primary: color(&colors.primary),
        muted: color(&colors.muted),
        rule: color(&colors.rule),
        out: String::with_capacity(24 * 1024),
    };
    sheet.out.push_str(&format!(
        "{DECLARATION}<w:styles xmlns:w=\"{}\">",
        package::W
    ));
    sheet.defaults(&meta.lang);
    sheet.headings();
    sheet.cover();
    sheet.contents(Geometry::of(theme).text());
    sheet.lists();
    sheet.tables();
    sheet.table_look(theme);
    sheet.notes();
    sheet.frame();
    sheet.out.push_str("</w:styles>");
    sheet.out
}

impl Sheet<'_> {
    fn paragraph(
        &mut self,
        id: &str,
        name: &str,
        based_on: &str,
        next: &str,
        paragraph: String,
        run: String,
    ) {
        let priority = if name.starts_with("heading") { 9 } else { 39 };
        Style {
            kind: "paragraph",
            id,
            name,
            based_on,
            next,
            priority,
            paragraph,
            run,
        }
        .write(&mut self.out);
    }

    /// A paragraph style based on body text, with body text after it.
    fn body(&mut self, id: &str, name: &str, paragraph: String, run: String) {
        self.paragraph(id, name, BODY, BODY, paragraph, run);
    }

    fn character(&mut self, id: &str, name: &str, run: String) {
        let based_on = "DefaultParagraphFont";
        Style {
            kind: "character",
            id,
            name,
            based_on,
            next: "",
            priority: 99,
            paragraph: String::new(),
            run,
        }
        .write(&mut self.out);
    }

    fn defaults(&mut self, lang: &str) {
        let Sheet { text, font, .. } = self;
        let (size, lang) = (half(font.body), escape(lang));
        let fonts = r#"<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>"#;
        self.out.push_str(&format!(
            r#"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{text}"/>{}<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#,
            sizes(size)
        ));
        let spacing = spacing(0.0, font.body * 0.65, line(font.leading));
        self.paragraph(
            BODY,
            "Normal",
            "",
            "",
            format!("<w:widowControl/>{spacing}"),
            String::new(),
        );
        self.out.push_str(concat!(
            r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
            r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
            r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
        ));
    }

    fn headings(&mut self) {
        for level in 1..=6 {
            let size = heading_size(self.font, level);
            let number = format!(
                r#"<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>"#,
                level - 1,
                numbering::HEADINGS
            );
            let before = [26.0, 20.0, 16.0, 14.0, 12.0, 12.0][level - 1];
            let paragraph = format!(
                r#"<w:keepNext/><w:keepLines/>{number}<w:suppressAutoHyphens/>{}<w:outlineLvl w:val="{}"/>"#,
                spacing(before, size * 0.35, line(1.22)),
                level - 1
            );
            let run = format!(
                r#"<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/><w:b/><w:bCs/><w:color w:val="{}"/>{}"#,
                self.primary,
                sizes(half(size))
            );
            self.body(&heading(level), &format!("heading {level}"), paragraph, run);
        }
        for level in 1..=6 {
            let (id, base) = (heading_unnumbered(level), heading(level));
            let off =
                r#"<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>"#;
            self.paragraph(
                &id,
                &format!("Overskrift {level} uden nummer"),
                &base,
                BODY,
                off.into(),
                String::new(),
            );
        }
        let annex = format!(
            r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>"#,
            numbering::ANNEXES
        );
        self.paragraph(
            ANNEX,
            "Bilagsoverskrift",
            &heading(1),
            BODY,
            annex,
            String::new(),
        );
    }

    fn cover(&mut self) {
        let (primary, muted) = (&self.primary, &self.muted);
        let (large, half_large) = (self.font.title, self.font.title * 0.5);
        let around = |before, after| spacing(before, after, line(1.15));
        let grey = format!("<w:color w:val=\"{muted}\"/>");
        let over = format!("{grey}<w:spacing w:val=\"10\"/>{}", sizes(half(half_large)));
        let title = format!(
            "<w:b/><w:bCs/><w:color w:val=\"{primary}\"/>{}",
            sizes(half(large))
        );
        let sub = format!("{grey}{}", sizes(half(half_large)));
        let whole = "<w:suppressAutoHyphens/>";
        let rule = format!(
            r#"<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="14" w:color="{primary}"/></w:pBdr>{whole}{}"#,
            around(0.0, 30.0)
        );
        let (above, below) = (around(150.0, 8.0), around(0.0, 10.0));
        for (id, name, next, paragraph, run) in [
            (
                COVER_OVERLINE,
                "Forside navn",
                TITLE,
                whole.to_owned() + &above,
                over,
            ),
            (TITLE, "Title", SUBTITLE, whole.to_owned() + &below, title),
            (SUBTITLE, "Subtitle", COVER_FACT, rule, sub),
        ] {
            self.paragraph(id, name, BODY, next, paragraph, run);
        }
        let (column, gap) = (pt(110.0), around(0.0, 6.0));
        for (id, name, hanging) in [
            (COVER_FACT, "Forside oplysning", column),
            (COVER_FACT_MORE, "Forside oplysning fortsat", 0),
        ] {
            let indent = format!(r#"{gap}<w:ind w:left="{column}" w:hanging="{hanging}"/>"#);
            self.paragraph(id, name, BODY, COVER_FACT, indent, String::new());
        }
        self.character(COVER_LABEL, "Forside ledetekst", grey);
    }

    fn contents(&mut self, width: usize) {
        let size = self.font.body;
        let heading = format!(
            "<w:b/><w:bCs/><w:color w:val=\"{}\"/>{}",
            self.primary,
            sizes(half(heading_size(self.font, 1)))
        );
        let above = format!(
            "<w:keepNext/><w:keepLines/>{}",
            spacing(18.0, 10.0, line(1.22))
        );
        self.body(CONTENTS_TITLE, "TOC Heading", above, heading);
        let tab =
            format!(r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>"#);
        for level in 1..=6 {
            let (left, room) = contents_indent(level, size);
            let gap = spacing(if level == 1 { 6.0 } else { 0.0 }, 2.0, line(1.22));
            let left = left + room;
            let paragraph = format!(r#"{tab}{gap}<w:ind w:left="{left}" w:hanging="{room}"/>"#);
            let bold = if level == 1 { "<w:b/><w:bCs/>" } else { "" };
            self.body(
                &contents(level),
                &format!("toc {level}"),
                paragraph,
                bold.to_owned(),
            );
        }
        let gap = spacing(0.0, 3.0, line(1.22));
        let figures = tab + &gap;
        self.body(LIST_OF, "table of figures", figures, String::new());
    }

    fn lists(&mut self) {
        // Items stand close; the last one keeps the distance of body text to what follows.
        let body = spacing(0.0, self.font.body * 0.65, line(self.font.leading));
        let gap = format!("{body}<w:contextualSpacing/>");
        for depth in 0..numbering::STYLED {
            let suffix = if depth == 0 {
                String::new()
            } else {
                format!(" {}", depth + 1)
            };
            for (id, name, number) in [
                (list_bullet(depth), "List Bullet", numbering::BULLETS),
                (list_number(depth), "List Number", numbering::NUMBERS),
            ] {
                let number = format!(
                    r#"<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>{gap}"#
                );
                self.paragraph(
                    &id,
                    &format!("{name}{suffix}"),
                    BODY,
                    &id,
                    number,
                    String::new(),
                );
            }
            let left = numbering::list_indent(depth);
            let more = format!("{body}<w:ind w:left=\"{left}\"/><w:contextualSpacing/>");
            let id = list_continue(depth);
            self.paragraph(
                &id,
                &format!("List Continue{suffix}"),
                BODY,
                &id,
                more,
                String::new(),
            );
        }
    }

    fn tables(&mut self) {
        let (primary, muted) = (&self.primary, &self.muted);
        let (table, small) = (sizes(half(self.font.table)), sizes(half(self.font.small)));
        let caption = format!("<w:b/><w:bCs/><w:color w:val=\"{primary}\"/>{table}");
        let source = format!("<w:color w:val=\"{muted}\"/>{small}");
        let around = |before, after| spacing(before, after, line(1.22));
        let bold = || "<w:b/><w:bCs/>".to_owned();
        let keep = "<w:keepNext/>".to_owned();
        let captioned = format!("<w:keepLines/>{}", around(5.0, 5.0));
        self.body(CAPTION, "caption", captioned, caption);
        let below = format!("<w:keepLines/>{}<w:contextualSpacing/>", around(3.0, 8.0));
        self.body(SOURCE, "Kilde", below, source);
        let picture = format!("{keep}{}", spacing(8.0, 0.0, 240));
        self.paragraph(FIGURE, "Figur", BODY, CAPTION, picture, String::new());
        let tight = format!("<w:suppressAutoHyphens/>{}", around(0.0, 0.0));
        let text = TABLE_TEXT.whole;
        self.paragraph(text, "Tabeltekst", BODY, text, tight, table);
        self.parted(TABLE_TEXT, "Tabeltekst");
        for (style, name, paragraph) in [
            (TABLE_HEAD, "Tabelhoved", keep.clone()),
            (TABLE_SUM, "Tabelsum", String::new()),
        ] {
            self.paragraph(style.whole, name, text, text, paragraph, bold());
            self.parted(style, name);
        }
        let gap = spacing(0.0, 0.0, line(1.0));
        self.body(TABLE_GAP, "Tabelafstand", gap, sizes(half(8.0)));
        self.body(BOX_TITLE, "Bokstitel", keep, bold());
    }

    /// The form of a cell's style that parts words.
    fn parted(&mut self, style: Cell, name: &str) {
        let parts = r#"<w:suppressAutoHyphens w:val="0"/>"#.to_owned();
        let name = format!("{name} delt");
        self.paragraph(
            style.parted,
            &name,
            style.whole,
            TABLE_TEXT.whole,
            parts,
            String::new(),
        );
    }

    fn table_look(&mut self, theme: &Theme) {
        let Sheet { primary, rule, .. } = &*self;
        let (head, sum) = (
            color(&theme.colors.table_head),
            color(&theme.colors.table_sum),
        );
        let look = format!(
            concat!(
                r#"<w:style w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="Helhedsplan-tabel"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/>"#,
                r#"<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>"#,
                r#"<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
                r#"<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{head}"/></w:tcPr></w:tblStylePr>"#,
                r#"<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{sum}"/></w:tcPr></w:tblStylePr></w:style>"#,
            ),
            id = TABLE,
            primary = primary,
            rule = rule,
            head = head,
            sum = sum,
        );
        self.out.push_str(&look);
    }

    fn notes(&mut self) {
        let small = sizes(half(self.font.small));
        let raised = "<w:vertAlign w:val=\"superscript\"/>".to_owned();
        let link = format!(
            "<w:color w:val=\"{}\"/><w:u w:val=\"single\"/>",
            self.primary
        );
        let tight = spacing(0.0, 2.0, line(1.22));
        self.paragraph(
            "FootnoteText",
            "footnote text",
            BODY,
            "FootnoteText",
            tight.clone(),
            small.clone(),
        );
        self.character("FootnoteReference", "footnote reference", raised);
        self.character("Hyperlink", "Hyperlink", link);
        self.paragraph(
            "CommentText",
            "annotation text",
            BODY,
            "CommentText",
            tight,
            sizes(20),
        );
        self.character("CommentReference", "annotation reference", sizes(16));
    }

    fn frame(&mut self) {
        let run = format!(
            "<w:color w:val=\"{}\"/>{}",
            self.muted,
            sizes(half(self.font.small))
        );
        let tight = spacing(0.0, 0.0, line(1.22));
        let under = format!(
            r#"<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{}"/></w:pBdr>{tight}"#,
            self.rule
        );
        self.paragraph("Header", "header", BODY, "Header", under, run.clone());
        self.paragraph(
            "Footer",
            "footer",
            BODY,
            "Footer",
            format!("{tight}<w:jc w:val=\"right\"/>"),
            run,
        );
    }
}

fn sizes(half_points: usize) -> String {
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

fn spacing(before: f64, after: f64, line: usize) -> String {
    let (before, after) = (pt(before), pt(after));
    format!(
        r#"<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>"#
    )
}
