//! Checks of a plan that has the right form: is what it says true, whole and of one piece?
//!
//! One file a rule in `rules/`, beside its page with a bad and a good example; a test runs every page.
//! Rules see the model and the sources only. Limits and words are data of the template family.

mod beside;
mod claim;
mod counted;
mod explain;
mod names;
mod numbers;
mod texts;
mod waivers;

mod aabent_punkt;
mod aar_uden_for_planen;
mod af_for_at;
mod afdeling_mangler;
mod afdelingens_sted;
mod afdelingsnummer_gentaget;
mod afskrift;
mod afventer_uden_dato;
mod aktivitet_uden_for_liste;
mod aktivitet_uden_for_planen;
mod aktivitet_uden_status;
mod aktivitetsdele;
mod aktivitetsliste;
mod aktivitetsnavne;
mod aktivitetsraekkefoelge;
mod alder;
mod alder_forskellig;
mod alternativ_tekst;
mod alternativ_tekst_gentaget;
mod andel_i_tekst;
mod andel_over_hundrede;
mod andele;
mod anfoerselstegn;
mod angivet_gentaget;
mod angivet_sum;
mod antal_i_tekst;
mod antal_mangler;
mod antal_punkter;
mod antal_uden_andel;
mod antal_ved_navn;
mod baseline_aar;
mod baseline_alder;
mod baseline_mangler;
mod baseline_serie;
mod beboere_pr_bolig;
mod behandlet_foer_opgjort;
mod beloeb_i_tekst;
mod beloeb_springer;
mod boligorganisation;
mod broekdel;
mod dato_findes_ikke;
mod decimaler;
mod del_over_helhed;
mod delaftaledele;
mod dobbelte_punkter;
mod dobbelte_punkttegn;
mod dobbeltord;
mod egen_graense;
mod ejer_uden_for_aftalen;
mod enhed_efter_ord;
mod enhed_fast_indikator;
mod enhed_mangler;
mod enheder_blandet;
mod ental_efter_tal;
mod et_maal_et_tal;
mod fast_indikator_gentaget;
mod faste_indikatorer;
mod figurens_tabel;
mod flere_ungdomsboliger;
mod fodnote_ens;
mod fodnote_tekst;
mod fodnote_ubrugt;
mod foraeldede_ord;
mod fordeling;
mod fordobling;
mod forkortelse_anderledes;
mod forkortelse_fejl;
mod forkortelse_gentaget;
mod forsidens_parter;
mod forskel_i_tekst;
mod fremmed_omraade;
mod gennemgaaet_efter_status;
mod graense_i_tekst;
mod graenser;
mod henvisning_mangler;
mod henvisning_skrevet;
mod ikke_faerdig;
mod indikator_gentaget;
mod indikator_retning;
mod indikator_tom;
mod indsendelse;
mod ingen_boliger;
mod kilde_aar;
mod kilde_to_gange;
mod koen;
mod kolonne_to_gange;
mod kolonne_uden_enhed;
mod kvarterstal;
mod langt_fra;
mod lille_begyndelse;
mod links;
mod maal_vender;
mod maalgruppe_to_gange;
mod maaling_aar;
mod maaling_gentaget;
mod maaling_uden_aar;
mod maaltal;
mod maaltal_delt;
mod maaltal_i_titel;
mod maaltal_uden_fremgang;
mod mangler_uden_grund;
mod medfinansiering;
mod medfinansiering_knap;
mod milepael_efter_planen;
mod milepael_foer_planen;
mod milepael_forsvundet;
mod milepael_over_tiden;
mod naaet_efter_status;
mod nabo;
mod naesten_navn;
mod naesten_ord;
mod naesten_tal;
mod navn_forkortet;
mod navn_store_bogstaver;
mod navn_to_gange;
mod nutids_r;
mod opgjort;
mod opgjort_mangler;
mod opregning;
mod ordret_afskrift;
mod organisation_fremmed;
mod overskrift_omraade;
mod overskrift_tegn;
mod paastand;
mod parenteser;
mod part_uden_afdeling;
mod part_uden_underskrift;
mod periode_plan;
mod periode_udenfor;
mod periode_umulig;
mod planens_aar;
mod planens_laengde;
mod poster;
mod procent_for_procentpoint;
mod procentpoint;
mod procenttegn;
mod punkt_to_gange;
mod punktum_mangler;
mod retning_mod_ord;
mod saerskrivning;
mod samme_grundlag;
mod samme_rolle;
mod samme_titel;
mod sammenligning_mangler;
mod sammenligning_modsagt;
mod serie_findes;
mod spaend_vendt;
mod spelling;
mod status_foer_halvaaret;
mod status_uden_udfoert;
mod stavefejl;
mod stoerste;
mod sumraekke;
mod tal_aar;
mod tal_form;
mod tal_skrevet_igen;
mod tal_ved_siden_af;
mod tegnsaetning;
mod tid_findes_ikke;
mod titel_aar;
mod tom_post;
mod tom_tekst;
mod tomt_afsnit;
mod uden_for_skala;
mod udvikling;
mod udvikling_modsagt;
mod ugedag;
mod ukendt_ord;
mod underskriver_uden_afdeling;
mod ventes_stadig;

pub use explain::{explain, overview};
pub use waivers::{Checked as Outcome, Waived, months as waiver_age};

use rust_decimal::Decimal;

use crate::{
    diag::{self, Diagnostic, Label as Place},
    key::{FieldKey, Span},
    model::{
        Plan,
        measure::{Note, Unit},
        ruleset::RuleSet,
        standards::Standards,
        walk::{Record, Walk},
    },
    source::Sources,
};
use names::Names;
use spelling::Spelling;
use texts::Text;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Code of its findings; severity and words stand in the catalogue.
    pub code: &'static str,
    /// Its page: what, why, bad, good.
    pub page: &'static str,
    check: fn(&Checked<'_>, &mut Vec<Diagnostic>),
}

macro_rules! rules {
    ($($code:literal $name:ident),* $(,)?) => {
        [$(Rule { code: $code, page: include_str!(concat!("rules/", stringify!($name), ".md")), check: $name::check }),*]
    };
}

/// All rules, sorted by code.
pub static RULES: &[Rule] = &rules![
    "A001" afskrift,
    "A002" fremmed_omraade,
    "A003" overskrift_omraade,
    "A004" ordret_afskrift,
    "B001" angivet_sum,
    "B002" medfinansiering,
    "B003" medfinansiering_knap,
    "B004" tom_post,
    "B005" poster,
    "B006" angivet_gentaget,
    "B007" beloeb_i_tekst,
    "B008" beloeb_springer,
    "D001" dobbelte_punkttegn,
    "D002" parenteser,
    "D003" anfoerselstegn,
    "D004" procenttegn,
    "D005" foraeldede_ord,
    "D006" links,
    "D007" dobbeltord,
    "D008" tegnsaetning,
    "D009" kilde_to_gange,
    "D010" stavefejl,
    "D011" naesten_ord,
    "D012" alder,
    "D013" decimaler,
    "D020" ukendt_ord,
    "D021" saerskrivning,
    "D022" tal_form,
    "D023" dato_findes_ikke,
    "D024" nutids_r,
    "D025" punktum_mangler,
    "D026" lille_begyndelse,
    "D027" tid_findes_ikke,
    "D028" ugedag,
    "D029" spaend_vendt,
    "D030" ikke_faerdig,
    "D031" koen,
    "D032" ental_efter_tal,
    "D033" af_for_at,
    "D034" overskrift_tegn,
    "E001" enhed_fast_indikator,
    "E002" enhed_efter_ord,
    "E003" procentpoint,
    "E004" baseline_serie,
    "E005" baseline_aar,
    "E006" periode_plan,
    "E007" periode_udenfor,
    "E008" baseline_alder,
    "E009" maaltal,
    "E010" enhed_mangler,
    "E011" opgjort,
    "E012" maaling_uden_aar,
    "E013" uden_for_skala,
    "E014" periode_umulig,
    "E015" opgjort_mangler,
    "E016" enheder_blandet,
    "E017" tal_aar,
    "E018" antal_uden_andel,
    "E019" kolonne_uden_enhed,
    "E020" maaltal_delt,
    "E021" procent_for_procentpoint,
    "E022" retning_mod_ord,
    "E023" maaltal_i_titel,
    "E024" kilde_aar,
    "E025" alder_forskellig,
    "E026" maal_vender,
    "E027" aar_uden_for_planen,
    "E028" maaltal_uden_fremgang,
    "E029" andel_over_hundrede,
    "E030" planens_aar,
    "E031" planens_laengde,
    "E032" et_maal_et_tal,
    "H001" fodnote_ubrugt,
    "H002" fodnote_ens,
    "H003" fodnote_tekst,
    "H004" henvisning_mangler,
    "H005" serie_findes,
    "M017" aktivitet_uden_status,
    "M018" milepael_forsvundet,
    "M019" milepael_over_tiden,
    "M020" status_uden_udfoert,
    "M021" maaling_aar,
    "M022" status_foer_halvaaret,
    "M023" naaet_efter_status,
    "M024" milepael_efter_planen,
    "M025" milepael_foer_planen,
    "M026" gennemgaaet_efter_status,
    "M027" behandlet_foer_opgjort,
    "M040" aktivitet_uden_for_planen,
    "N001" naesten_navn,
    "N002" navn_store_bogstaver,
    "N003" boligorganisation,
    "N004" aktivitetsnavne,
    "N005" navn_forkortet,
    "N006" organisation_fremmed,
    "N007" afdelingens_sted,
    "N008" samme_rolle,
    "N009" forkortelse_gentaget,
    "N010" nabo,
    "N011" forkortelse_fejl,
    "N012" navn_to_gange,
    "N013" forkortelse_anderledes,
    "T001" andele,
    "T002" fordeling,
    "T003" sumraekke,
    "T004" kvarterstal,
    "T005" paastand,
    "T006" fordobling,
    "T007" stoerste,
    "T008" naesten_tal,
    "T009" tal_skrevet_igen,
    "T010" beboere_pr_bolig,
    "T011" graenser,
    "T012" samme_grundlag,
    "T013" udvikling,
    "T014" langt_fra,
    "T015" antal_mangler,
    "T016" egen_graense,
    "T018" flere_ungdomsboliger,
    "T019" titel_aar,
    "T020" antal_i_tekst,
    "T021" tal_ved_siden_af,
    "T022" antal_ved_navn,
    "T023" udvikling_modsagt,
    "T024" sammenligning_modsagt,
    "T025" broekdel,
    "T026" graense_i_tekst,
    "T027" kolonne_to_gange,
    "T028" figurens_tabel,
    "T029" forskel_i_tekst,
    "T030" andel_i_tekst,
    "T031" del_over_helhed,
    "U001" indikator_tom,
    "U002" indikator_retning,
    "U003" baseline_mangler,
    "U004" aktivitetsdele,
    "U005" aktivitetsliste,
    "U006" aktivitetsraekkefoelge,
    "U007" delaftaledele,
    "U008" dobbelte_punkter,
    "U009" indsendelse,
    "U010" faste_indikatorer,
    "U011" tomt_afsnit,
    "U012" indikator_gentaget,
    "U013" aktivitet_uden_for_liste,
    "U014" mangler_uden_grund,
    "U015" ventes_stadig,
    "U016" fast_indikator_gentaget,
    "U017" maaling_gentaget,
    "U018" afventer_uden_dato,
    "U019" afdeling_mangler,
    "U020" sammenligning_mangler,
    "U021" aabent_punkt,
    "U022" ejer_uden_for_aftalen,
    "U023" afdelingsnummer_gentaget,
    "U025" tom_tekst,
    "U026" forsidens_parter,
    "U027" punkt_to_gange,
    "U028" alternativ_tekst,
    "U029" alternativ_tekst_gentaget,
    "U030" henvisning_skrevet,
    "U031" samme_titel,
    "U032" antal_punkter,
    "U033" opregning,
    "U034" maalgruppe_to_gange,
    "U036" ingen_boliger,
    "U037" underskriver_uden_afdeling,
    "U038" part_uden_afdeling,
    "U040" part_uden_underskrift,
];

/// The code of what a text says of itself: that it is missing. It stops a submission, not a draft.
pub const OPEN: &str = "U021";

/// What rules look at.
struct Checked<'a> {
    plan: &'a Plan,
    rules: &'a RuleSet,
    standards: &'a Standards,
    sources: &'a Sources,
    /// Every text of the plan in reading order.
    texts: Vec<Text<'a>>,
    /// Footnotes that data refer to.
    notes: Vec<&'a Note>,
    /// The names that the plan's registers hold.
    names: Names<'a>,
    /// What the dictionary says of the texts.
    spelling: Spelling,
}

/// All findings of all rules, sorted, before waivers.
pub fn check(
    plan: &Plan,
    rules: &RuleSet,
    standards: &Standards,
    sources: &Sources,
) -> Vec<Diagnostic> {
    judged(&Walk::of(plan), |_| true, (plan, rules, standards), sources)
}

/// The texts that only say that they are missing.
pub fn open_points(
    plan: &Plan,
    rules: &RuleSet,
    standards: &Standards,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let open = |rule: &Rule| rule.code == OPEN;
    judged(&Walk::of(plan), open, (plan, rules, standards), sources)
}

/// The findings of the rules of language in a record that is no part of the plan: a meeting.
pub fn proofread(
    record: &Record<'_>,
    plan: &Plan,
    rules: &RuleSet,
    standards: &Standards,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let of_language = |rule: &Rule| rule.code.starts_with('D');
    let mut found = judged(record, of_language, (plan, rules, standards), sources);
    // What they say of the plan's own files is told when the plan is checked.
    found.retain(|finding| {
        let place = finding.labels.first();
        place.is_some_and(|label| label.span.file == record.key.file)
    });
    found
}

/// What some rules find in the texts of a record.
fn judged(
    record: &Record<'_>,
    asked: impl Fn(&Rule) -> bool,
    (plan, rules, standards): (&Plan, &RuleSet, &Standards),
    sources: &Sources,
) -> Vec<Diagnostic> {
    let (texts, notes) = texts::of(record, plan);
    let spelling = Spelling::of(&texts, &spelling::own(plan, standards));
    let checked = Checked {
        plan,
        rules,
        standards,
        sources,
        texts,
        notes,
        names: Names::of(plan),
        spelling,
    };
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| asked(rule)) {
        (rule.check)(&checked, &mut found);
    }
    ukendt_ord::give_way(&mut found);
    diag::sort(&mut found);
    found
}

/// Findings parted into those that count and those that the plan's waivers let stand, with findings about waivers.
pub fn waive(plan: &Plan, sources: &Sources, found: Vec<Diagnostic>) -> Outcome {
    waivers::apply(plan, sources, found)
}

/// Local co-financing against its floor, which is shown even when it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Headroom {
    /// Local money.
    pub local: Decimal,
    /// All money.
    pub total: Decimal,
    /// Kroner above the floor; below zero under it.
    pub above: Decimal,
    /// The floor, per cent of all money.
    pub least: Decimal,
}

/// The plan's co-financing; `None` where it has no money.
pub fn headroom(plan: &Plan, rules: &RuleSet) -> Option<Headroom> {
    let share = medfinansiering::Share::of(plan, rules)?;
    Some(Headroom {
        above: share.headroom().floor(),
        least: rules.least_local()?,
        local: share.local,
        total: share.total,
    })
}

/// A unit as plan authors write it.
fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Procent => "procent",
        Unit::Procentpoint => "procentpoint",
        Unit::Karakter => "karakter",
        Unit::Antal => "antal",
        Unit::Personer => "personer",
        Unit::Helaarspersoner => "helaarspersoner",
        Unit::Kr => "kr",
        Unit::Pe => "pe",
        Unit::Aar => "aar",
        Unit::Aarstal => "aarstal",
    }
}

impl Checked<'_> {
    fn at(&self, code: &'static str, key: &FieldKey) -> Diagnostic {
        Diagnostic::at(code, self.sources.span(key))
    }

    /// The other half of a contradiction.
    fn second(&self, key: &FieldKey, text: &'static str) -> Place {
        Place::second(self.sources.span(key), text)
    }

    fn inside(&self, text: &Text<'_>, part: std::ops::Range<usize>) -> Span {
        self.sources.inside(&text.key, part)
    }
}

#[cfg(test)]
mod tests;
