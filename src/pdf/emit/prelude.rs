//! The values `style.typ` reads: `theme`, `meta` and `terms`, each one dictionary.

use super::slot::{Opening, Slot};
use crate::doc::{Cues, Meta, Terms};
use crate::pdf::literal::{array, dictionary, millimetres, number, points, string};
use crate::theme::{Colors, Font, Page, Theme};

/// The `let` lines that open the source. `pack` is where the document stands in one.
pub fn values(meta: &Meta, words: &Terms, theme: &Theme, pack: Option<&Slot<'_>>) -> String {
    let pairs = [
        ("theme", looks(theme)),
        ("meta", self::meta(meta)),
        ("terms", terms(words)),
        ("pack", pack.map_or_else(|| "none".to_owned(), slot)),
    ];
    pairs
        .map(|(name, value)| format!("#let {name} = {value}\n"))
        .concat()
}

fn slot(slot: &Slot<'_>) -> String {
    let Slot {
        prefix,
        opening,
        stamp,
        warning,
        ways: _,
        contents: _,
    } = slot;
    let none = || "none".to_owned();
    let (shift, head, title) = match opening {
        Opening::Own => (0, none(), none()),
        Opening::Further => (1, none(), none()),
        // The part's own headings stand below the title.
        Opening::Title(words) => (1, none(), string(words)),
        Opening::Strip { words, back } => {
            let (back, back_words) = match back {
                Some((label, words)) => (string(label), string(words)),
                None => (none(), none()),
            };
            (1, array([string(words), back, back_words]), none())
        }
    };
    named([
        ("prefix", string(prefix)),
        ("shift", shift.to_string()),
        ("head", head),
        ("title", title),
        ("stamp", string(stamp)),
        ("warning", string(warning)),
    ])
}

fn looks(theme: &Theme) -> String {
    let Theme { page, font, colors } = theme;
    let Page {
        width,
        height,
        top,
        bottom,
        sides,
    } = page;
    // The Word family is of no use here.
    let Font {
        pdf,
        word: _,
        body,
        table,
        small,
        title,
        headings,
        leading,
    } = font;
    let Colors {
        text,
        primary,
        muted,
        table_head,
        table_sum,
        rule,
        series: _,
    } = colors;
    let color = |value: &str| format!("rgb({})", string(value));
    named([
        ("width", millimetres(*width)),
        ("height", millimetres(*height)),
        ("top", millimetres(*top)),
        ("bottom", millimetres(*bottom)),
        ("sides", millimetres(*sides)),
        ("font", string(pdf)),
        ("body", points(*body)),
        ("table", points(*table)),
        ("small", points(*small)),
        ("title", points(*title)),
        ("headings", array(headings.iter().map(|size| points(*size)))),
        ("leading", number(*leading)),
        ("text", color(text)),
        ("primary", color(primary)),
        ("muted", color(muted)),
        ("head", color(table_head)),
        ("sum", color(table_sum)),
        ("rule", color(rule)),
    ])
}

fn meta(meta: &Meta) -> String {
    let Meta {
        title,
        short_title,
        stem: _,
        version,
        status,
        draft,
        date: _,
        date_text: _,
        lang,
        author,
        subject,
        keywords,
    } = meta;
    let (lang, region) = lang.split_once('-').unwrap_or((lang, ""));
    named([
        ("title", string(title)),
        ("short", string(short_title)),
        ("version", string(version)),
        ("status", string(status)),
        ("draft", draft.to_string()),
        ("lang", string(lang)),
        (
            "region",
            if region.is_empty() {
                "none".to_owned()
            } else {
                string(region)
            },
        ),
        ("author", string(author)),
        ("subject", string(subject)),
        ("keywords", array(keywords.iter().map(|word| string(word)))),
    ])
}

fn terms(terms: &Terms) -> String {
    let Terms {
        table: _,
        figure: _,
        annex: _,
        source,
        note,
        page_of,
        version,
        watermark,
        signature_date: _,
        signature_party: _,
        signature_name: _,
        signature_locked: _,
        remark_author,
        alt_text: _,
        cues: _,
        web: _,
    } = terms;
    named([
        ("source", string(source)),
        ("note", string(note)),
        ("page-of", string(page_of)),
        ("version", string(version)),
        ("watermark", string(watermark)),
        ("remark-author", string(remark_author)),
    ])
}

/// The `let` line of a redline's own words.
pub fn cues(cues: &Cues) -> String {
    let Cues {
        inserted,
        deleted,
        moved_from,
        moved_to,
        end,
        before,
        after,
        unchanged: _,
    } = cues;
    let words = named([
        ("inserted", string(inserted)),
        ("deleted", string(deleted)),
        ("moved-from", string(moved_from)),
        ("moved-to", string(moved_to)),
        ("end", string(end)),
        ("before", string(before)),
        ("after", string(after)),
    ]);
    format!("#let cues = {words}\n")
}

fn named<const N: usize>(pairs: [(&str, String); N]) -> String {
    dictionary(pairs.map(|(name, value)| (name.to_owned(), value)))
}
