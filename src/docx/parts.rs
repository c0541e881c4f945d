//! The small parts of the package: settings, fonts, theme, properties, comments, footnote separators.

use time::format_description::well_known::Rfc3339;

use super::package::W;
use super::units::color;
use super::xml::{DECLARATION, El, Node, clean, escape};
use crate::doc::{Doc, Meta};
use crate::theme::Theme;

/// `word/settings.xml`; a redline goes on tracking what its reader changes.
pub fn settings(meta: &Meta, redline: bool) -> String {
    let track = if redline { "<w:trackRevisions/>" } else { "" };
    let lang = escape(&meta.lang);
    format!(
        concat!(
            r#"{}<w:settings xmlns:w="{}"><w:zoom w:percent="100"/>{}<w:defaultTabStop w:val="1304"/>"#,
            r#"<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="3"/><w:hyphenationZone w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>"#,
            r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#,
            r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
            r#"<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>"#,
            r#"<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>"#,
            r#"<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>"#,
            r#"<w:themeFontLang w:val="{}"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>"#,
            r#"<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#,
        ),
        DECLARATION, W, track, lang
    )
}

/// `word/fontTable.xml`: Word's family, and ours where Word's is missing.
pub fn fonts(theme: &Theme) -> String {
    let (word, pdf) = (escape(&theme.font.word), escape(&theme.font.pdf));
    format!(
        r#"{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{word}"><w:altName w:val="{pdf}"/><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"#
    )
}

/// `word/theme/theme1.xml`: fonts and colours by the names Word's menus use.
pub fn theme(theme: &Theme) -> String {
    let colors = &theme.colors;
    let srgb = |name: &str, value: &str| {
        format!(r#"<a:{name}><a:srgbClr val="{}"/></a:{name}>"#, rgb(value))
    };
    let series = |index: usize| {
        colors
            .series
            .get(index % colors.series.len().max(1))
            .map_or("", String::as_str)
    };
    let mut scheme = srgb("dk1", &colors.text) + &srgb("lt1", "#FFFFFF");
    scheme += &(srgb("dk2", &colors.primary) + &srgb("lt2", &colors.table_sum));
    for index in 0..6 {
        scheme += &srgb(&format!("accent{}", index + 1), series(index));
    }
    scheme += &(srgb("hlink", &colors.primary) + &srgb("folHlink", &colors.muted));
    let font = escape(&theme.font.word);
    let family = format!(r#"<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>"#);
    let fill = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#;
    let line = r#"<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#;
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        r#"{DECLARATION}<a:theme xmlns:a="{A}" name="Office"><a:themeElements><a:clrScheme name="Office">{scheme}</a:clrScheme><a:fontScheme name="Office"><a:majorFont>{family}</a:majorFont><a:minorFont>{family}</a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"#,
        A = super::package::A
    )
}

fn rgb(value: &str) -> String {
    let hex = color(value);
    if hex == "auto" {
        "000000".to_owned()
    } else {
        hex
    }
}

/// `docProps/core.xml`.
pub fn core(meta: &Meta) -> String {
    let stamp = timestamp(meta);
    let element = |name: &str, value: &str| format!("<{name}>{}</{name}>", escape(&clean(value)));
    let date = |name: &str| {
        format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>"#)
    };
    let words = [
        element("dc:title", &meta.title),
        element("dc:subject", &meta.subject),
        element("dc:creator", &meta.author),
        element("cp:keywords", &meta.keywords.join(", ")),
        element("dc:language", &meta.lang),
        element("cp:lastModifiedBy", &meta.author),
        element("cp:revision", "1"),
        date("created"),
        date("modified"),
        element("cp:version", &meta.version),
        element("cp:contentStatus", &meta.status),
    ];
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>"#,
        words.concat()
    )
}

/// `docProps/app.xml`.
pub fn app(meta: &Meta, total_pages: usize) -> String {
    format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>{total_pages}</Pages><Application>helhedsplan</Application><Company>{}</Company></Properties>"#,
        escape(&clean(&meta.author))
    )
}

/// `word/comments.xml`: the authors' remarks on a draft.
pub fn comments(doc: &Doc, comments: &[String]) -> String {
    let author = escape(&clean(&doc.terms.remark_author));
    let initials: String = doc
        .terms
        .remark_author
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    let (initials, date) = (escape(&clean(&initials)), timestamp(&doc.meta));
    let mut out = format!(r#"{DECLARATION}<w:comments xmlns:w="{W}">"#);
    for (id, words) in comments.iter().enumerate() {
        let words = escape(&clean(words));
        out.push_str(&format!(
            r#"<w:comment w:id="{id}" w:author="{author}" w:date="{date}" w:initials="{initials}"><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:comment>"#
        ));
    }
    out.push_str("</w:comments>");
    out
}

/// Puts the lines that part notes from the text before the notes themselves.
pub fn separators(footnotes: &mut El) {
    let separator = |id: &str, kind: &str, mark: &'static str| {
        let spacing = El::new("w:spacing")
            .attr("w:after", "0")
            .attr("w:line", "240")
            .attr("w:lineRule", "auto");
        let paragraph = El::new("w:p")
            .kid(El::new("w:pPr").kid(spacing))
            .kid(El::new("w:r").kid(El::new(mark)));
        Node::El(
            El::new("w:footnote")
                .attr("w:type", kind)
                .attr("w:id", id)
                .kid(paragraph),
        )
    };
    footnotes
        .kids
        .insert(0, separator("-1", "separator", "w:separator"));
    footnotes.kids.insert(
        1,
        separator("0", "continuationSeparator", "w:continuationSeparator"),
    );
}

/// Noon of the version's date: files carry no time of their making.
fn timestamp(meta: &Meta) -> String {
    let noon = meta
        .date
        .with_time(time::Time::from_hms(12, 0, 0).unwrap_or(time::Time::MIDNIGHT));
    noon.assume_utc().format(&Rfc3339).unwrap_or_default()
}
