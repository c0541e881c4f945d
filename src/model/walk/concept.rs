//! What records and fields are to a reader.

use std::borrow::Cow;

/// What a record or a field is: the key it stands under in the plan's files, or a word of its own where one key stands
/// for several things: `indledning` is a part of the strategic agreement and a text of each activity.
///
/// The words a reader sees for it stand in `changes/narrate/words.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept(pub &'static str);

impl Concept {
    /// Its name in machine formats; also the key of its words.
    pub fn name(self) -> Cow<'static, str> {
        if self.0.contains('_') {
            self.0.replace('_', "-").into()
        } else {
            self.0.into()
        }
    }

    /// Whether the plan's own documents show it: not what is followed up, nor what is said of findings
    /// and changes, nor what only the check reads.
    pub fn is_in_documents(self) -> bool {
        !matches!(
            self,
            Concept::VOCABULARY
                | Concept::WAIVER
                | Concept::CHANGE_NOTE
                | Concept::ROUND
                | Concept::HALF_STATUS
        )
    }
}

impl From<&'static str> for Concept {
    fn from(name: &'static str) -> Self {
        Concept(name)
    }
}

macro_rules! concepts {
    ($($constant:ident $name:literal),* $(,)?) => {
        /// Those that code asks for.
        impl Concept {
            $(#[doc = $name] pub const $constant: Concept = Concept($name);)*
        }
    };
}

concepts! {
    PLAN "plan", AGREEMENT_PARTY "aftalepart", SIGNER "underskriver", MUNICIPALITY "kommune", DOCUMENT "aftaledokument", COMPANION "dokument",
    INTRODUCTION "indledning", ITEM "punkt", SUB_SECTION "afsnit", AGREEMENT "delaftale",
    PROBLEM "problemkompleks", GOAL "delmaal", INDICATOR "indikator", STAFF "personale",
    MUNICIPAL "kommunal-indsats", PRACTICE "indhold-og-praksis", ACTIVITY "aktivitet",
    SHARED_ACTIVITY "faelles-aktivitet", PARAMETER "parameter", AUDIENCE "maalgruppe",
    FOOTNOTE "fodnote", FIXED_INDICATOR "fast-indikator", MEASUREMENT "maaling", PARTY "part",
    PARTY_KIND "part-slags", ALIAS "ogsaa-kaldt", QUARTER "kvarter", DIVISION "afdeling",
    ORGANISATION "boligorganisation", IN_QUARTER "i-kvarter", DWELLINGS "boliger",
    YOUTH "ungdomsboliger", KEY_FIGURES "noegletal", DATED "opgjort", ABBREVIATION "forkortelse",
    VOCABULARY "ordbog", NAMED_FIGURE "tal", NUMBER "vaerdi", UNIT "enhed", MEANING "betydning", CLAIM "paastand",
    FUNDER "finansieringskilde", BUDGET_LINE "budgetpost", BUDGET_YEARS "fordelt-paa-aar", YEARS_AMOUNT "aarets-beloeb", DECLARED_TOTAL "angivet-sum",
    TABLE "tabel", COLUMN "kolonne", ROW "raekke", CELL "celle", FIGURE "figur", CHART "diagram",
    CATEGORY "kategori", CHART_SERIES "dataserie", CHART_VALUE "diagramvaerdi", RECORD "registerpost",
    RECORD_FIELD "registerfelt", ANNEX "bilag",
    WAIVER "dispensation", CHANGE_NOTE "aendring", ROUND "maalerunde",
    LATER_MEASUREMENT "senere-maaling", HALF_STATUS "halvaarsstatus",
    ACTIVITY_PERIOD "aktivitetsperiode", PLANNED_MILESTONE "planlagt-milepael", ACTIVITY_STATUS "aktivitetsstatus", MILESTONE "milepael", MEETING "moede",
    AGENDA_ITEM "dagsordenspunkt", PACK_ANNEX "moedebilag",
}
