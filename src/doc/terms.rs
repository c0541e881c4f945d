//! The template's short words that writers need.

use serde::Deserialize;

/// Short words and patterns the writers need; read from the template family's `terms.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Label before a table's number: `Tabel`.
    #[serde(rename = "tabel")]
    pub table: String,
    /// Label before a figure's number: `Figur`.
    #[serde(rename = "figur")]
    pub figure: String,
    /// Label before an annex letter: `Bilag`.
    #[serde(rename = "bilag")]
    pub annex: String,
    /// Label before a source line: `Kilde`.
    #[serde(rename = "kilde")]
    pub source: String,
    /// Label before a table note: `Note`.
    #[serde(rename = "note")]
    pub note: String,
    /// Footer pattern with `{side}` and `{sider}`: `side {side} af {sider}`.
    #[serde(rename = "sidetal")]
    pub page_of: String,
    /// Version label in the running header: `version {version}`.
    #[serde(rename = "version")]
    pub version: String,
    /// Watermark on drafts: `UDKAST`.
    #[serde(rename = "vandmaerke")]
    pub watermark: String,
    /// Column heads of the signature table: date.
    #[serde(rename = "underskrift_dato")]
    pub signature_date: String,
    /// Column heads of the signature table: party.
    #[serde(rename = "underskrift_part")]
    pub signature_party: String,
    /// Column heads of the signature table: name and signature.
    #[serde(rename = "underskrift_navn")]
    pub signature_name: String,
    /// What stands instead of signature lines on a draft.
    #[serde(rename = "underskrift_laast")]
    pub signature_locked: String,
    /// Author shown on Word comments and margin notes made from `note = …`.
    #[serde(rename = "bemaerkning_forfatter")]
    pub remark_author: String,
    /// Label before a figure's alternative text where text stands in for the picture.
    #[serde(rename = "alternativ_tekst")]
    pub alt_text: String,
    /// Words that tell a redline's changes to who cannot see its marks.
    #[serde(rename = "aendringer")]
    pub cues: Cues,
    /// Words that only a web page needs.
    #[serde(rename = "web")]
    pub web: WebTerms,
}

/// What a redline says of a change: to who listens or copies, and above pictures and moved sections to everyone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// Opens words that were put in: `indsat`.
    #[serde(rename = "indsat")]
    pub inserted: String,
    /// Opens words that were taken out: `slettet`.
    #[serde(rename = "slettet")]
    pub deleted: String,
    /// Opens what stood here before it was moved.
    #[serde(rename = "flyttet_fra")]
    pub moved_from: String,
    /// Opens what was moved here.
    #[serde(rename = "flyttet_til")]
    pub moved_to: String,
    /// Closes each of them: `slut`.
    #[serde(rename = "slut")]
    pub end: String,
    /// Above the old one of two pictures.
    #[serde(rename = "foer")]
    pub before: String,
    /// Above the new one of two pictures.
    #[serde(rename = "nu")]
    pub after: String,
    /// Stands for what a short redline leaves out.
    #[serde(rename = "uaendret")]
    pub unchanged: String,
}

/// Words that only a web page needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebTerms {
    /// First link of the page: past what stands before the content.
    #[serde(rename = "spring")]
    pub skip: String,
    /// Name of the list of the plan's documents.
    #[serde(rename = "dokumenter")]
    pub documents: String,
    /// Heading over the footnotes.
    #[serde(rename = "noter")]
    pub notes: String,
    /// Name of the link from a footnote back to the text, with `{nr}`.
    #[serde(rename = "tilbage")]
    pub back: String,
    /// Name of the link to a footnote, with `{nr}`.
    #[serde(rename = "til_note")]
    pub to_note: String,
    /// What unfolds the data of a chart, with `{figur}`.
    #[serde(rename = "data")]
    pub data: String,
    /// Head of the column of a chart's categories.
    #[serde(rename = "kategori")]
    pub category: String,
    /// Stands at each place of a redline where something changed, with `{nr}`.
    #[serde(rename = "aendring")]
    pub change: String,
    /// Name of the link to the change before it.
    #[serde(rename = "forrige")]
    pub previous: String,
    /// Name of the link to the change after it.
    #[serde(rename = "naeste")]
    pub next: String,
    /// Stands behind the last change.
    #[serde(rename = "ikke_flere")]
    pub no_more: String,
    /// The link to the first change, with `{tast}`.
    #[serde(rename = "foerste")]
    pub first: String,
    /// Before the switch that shows the changes of one level of approval.
    #[serde(rename = "vis")]
    pub show: String,
    /// The switch's first place: all changes.
    #[serde(rename = "alle")]
    pub all: String,
}
