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

    /// Whether the plan's own documents show it: not what is followed up, nor what is said of findings and changes.
    pub fn is_in_documents(self) -> bool {
        !matches!(
            self,
            Concept::WAIVER | Concept::CHANGE_NOTE | Concept::ROUND | Concept::HALF_STATUS
        )
    }
}

macro_rules! concepts {
    ($($(#[$doc:meta])* $constant:ident $name:literal),* $(,)?) => {
        /// Those that code asks for.
        impl Concept {
            $($(#[$doc])* pub const $constant: Concept = Concept($name);)*
        }
    };
}

concepts! {
    /// The plan.
    PLAN "plan",
    /// A party to an agreement.
    AGREEMENT_PARTY "aftalepart",
    /// The municipality of the plan.
    MUNICIPALITY "kommune",
    /// A document of the submission.
    DOCUMENT "aftaledokument",
    /// What comes before the agreement's items.
    INTRODUCTION "indledning",
    /// An item of the agreement.
    ITEM "punkt",
    /// A sub-section.
    SUB_SECTION "afsnit",
    /// A delaftale.
    AGREEMENT "delaftale",
    /// Its problems.
    PROBLEM "problemkompleks",
    /// A sub-goal.
    GOAL "delmaal",
    /// An indicator of a sub-goal.
    INDICATOR "indikator",
    /// Staff.
    STAFF "personale",
    /// What the municipality does.
    MUNICIPAL "kommunal-indsats",
    /// Content and practice.
    PRACTICE "indhold-og-praksis",
    /// An activity; also what groups the parameters that it gives.
    ACTIVITY "aktivitet",
    /// An activity that several delaftaler share.
    SHARED_ACTIVITY "faelles-aktivitet",
    /// What a shared activity is told by its user.
    PARAMETER "parameter",
    /// Target groups.
    AUDIENCE "maalgruppe",
    /// A footnote.
    FOOTNOTE "fodnote",
    /// Baselines of a fixed indicator.
    FIXED_INDICATOR "fast-indikator",
    /// Baselines of one source and year.
    MEASUREMENT "maaling",
    /// A body or a role.
    PARTY "part",
    /// What a party is.
    PARTY_KIND "part-slags",
    /// Another name of a party.
    ALIAS "ogsaa-kaldt",
    /// A quarter.
    QUARTER "kvarter",
    /// An afdeling.
    DIVISION "afdeling",
    /// Who owns an afdeling.
    ORGANISATION "boligorganisation",
    /// The quarter an afdeling lies in.
    IN_QUARTER "i-kvarter",
    /// Dwellings of an afdeling.
    DWELLINGS "boliger",
    /// Youth dwellings among them.
    YOUTH "ungdomsboliger",
    /// Key figures of an afdeling.
    KEY_FIGURES "noegletal",
    /// Day or year of a key figure.
    DATED "opgjort",
    /// An abbreviation.
    ABBREVIATION "forkortelse",
    /// A number that prose names.
    NAMED_FIGURE "tal",
    /// The number itself.
    NUMBER "vaerdi",
    /// Its unit.
    UNIT "enhed",
    /// What it measures.
    MEANING "betydning",
    /// The expression that gives it.
    CLAIM "paastand",
    /// Who pays.
    FUNDER "finansieringskilde",
    /// A budget line.
    BUDGET_LINE "budgetpost",
    /// A total as printed.
    DECLARED_TOTAL "angivet-sum",
    /// A table.
    TABLE "tabel",
    /// A column.
    COLUMN "kolonne",
    /// A row.
    ROW "raekke",
    /// A cell.
    CELL "celle",
    /// A figure.
    FIGURE "figur",
    /// The chart in a figure.
    CHART "diagram",
    /// A category of a chart.
    CATEGORY "kategori",
    /// A series of a chart.
    CHART_SERIES "dataserie",
    /// A value of a series.
    CHART_VALUE "diagramvaerdi",
    /// An annex.
    ANNEX "bilag",
    /// A finding that is let stand.
    WAIVER "dispensation",
    /// Why something was changed.
    CHANGE_NOTE "aendring",
    /// A round of later measurements.
    ROUND "maalerunde",
    /// An indicator measured again.
    LATER_MEASUREMENT "senere-maaling",
    /// The status of a half-year.
    HALF_STATUS "halvaarsstatus",
    /// The status of an activity.
    ACTIVITY_STATUS "aktivitetsstatus",
    /// A milestone.
    MILESTONE "milepael",
    /// A meeting of the board.
    MEETING "moede",
    /// An item of its agenda.
    AGENDA_ITEM "dagsordenspunkt",
    /// An annex of its pack.
    PACK_ANNEX "moedebilag",
}
