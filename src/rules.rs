//! Checks of a plan that has the right form: is what it says true, whole and of one piece?
//!
//! One file a rule in `rules/`, beside its page with a bad and a good example; a test runs every page.
//! Rules see the model, the sources and the numbers that the documents print. Limits and words are data of the template family.

mod beside;
mod claim;
mod counted;
mod explain;
mod names;
mod numbers;
mod printed;
mod texts;
mod waivers;

mod aabent_punkt;
mod aar_uden_for_planen;
mod af_for_at;
mod afdeling_findes_ikke;
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
mod aldersgrupper;
mod alternativ_tekst;
mod alternativ_tekst_gentaget;
mod andel_i_tekst;
mod andel_over_hundrede;
mod andele;
mod anfoerselstegn;
mod angivet_gentaget;
mod angivet_sum;
mod antal_bag_andel;
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
mod dag_efter_status;
mod dato_findes_ikke;
mod de_andres_tal;
mod decimaler;
mod del_over_helhed;
mod delaftaledele;
mod dele_af_antal;
mod dobbelte_punkter;
mod dobbelte_punkttegn;
mod dobbeltord;
mod egen_graense;
mod ejer_uden_for_aftalen;
mod end_foer;
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
mod fordeler_sig;
mod fordeling;
mod fordobling;
mod forkortelse_anderledes;
mod forkortelse_fejl;
mod forkortelse_gentaget;
mod forsidens_parter;
mod forskel_i_tekst;
mod fremmed_kommune;
mod fremmed_omraade;
mod gennemgaaet_efter_status;
mod graense_i_tekst;
mod graenser;
mod henvisning_i_haanden;
mod henvisning_mangler;
mod henvisning_skrevet;
mod hver_saa_mange;
mod hvert_sit_antal;
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
mod kontakt;
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
mod mellemrum_mangler;
mod milepael_efter_planen;
mod milepael_foer_planen;
mod milepael_forsvundet;
mod milepael_over_tiden;
mod milepaelens_aar;
mod naaet_efter_status;
mod nabo;
mod naesten_navn;
mod naesten_ord;
mod naesten_tal;
mod navn_forkortet;
mod navn_store_bogstaver;
mod navn_to_gange;
mod nutids_r;
mod omraade_i_tekst;
mod opgjort;
mod opgjort_den;
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
mod planens_tid;
mod poster;
mod procent_for_procentpoint;
mod procentpoint;
mod procenttegn;
mod punkt_to_gange;
mod punktum_mangler;
mod raekkens_tal;
mod re_mangler;
mod retning_mod_ord;
mod saerskrivning;
mod samme_grundlag;
mod samme_rolle;
mod samme_titel;
mod sammenligning_mangler;
mod sammenligning_modsagt;
mod serie_findes;
mod siden_i_fremtiden;
mod spaend_vendt;
mod spelling;
mod status_foer_halvaaret;
mod status_uden_udfoert;
mod stavefejl;
mod stoerste;
mod sumraekke;
mod tal_aar;
mod tal_form;
mod tal_i_aaret;
mod tal_skrevet_igen;
mod tal_ved_siden_af;
mod tegnsaetning;
mod tid_findes_ikke;
mod titel_aar;
mod tom_parentes;
mod tom_post;
mod tom_tekst;
mod tomt_afsnit;
mod uden_for_skala;
mod udvikling;
mod udvikling_modsagt;
mod ugedag;
mod ukendt_ord;
mod underskriver_uden_afdeling;
mod undersoegelsens_aar;
mod vedlagt;
mod ventes_stadig;
mod yderst;

pub use explain::{explain, overview};
pub use waivers::{Checked as Outcome, Waived, months as waiver_age};

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::{
    diag::{self, Diagnostic, Label as Place},
    doc::Doc,
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
use texts::{Text, TextKind};

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Code of its findings; severity and words stand in the catalogue.
    pub code: &'static str,
    /// Its page: what, why, bad, good.
    pub page: &'static str,
    check: fn(&Checked<'_>, &mut Vec<Diagnostic>),
}

/// All rules, sorted by code: one for each page in `rules/`, whose heading begins with the code and whose name is the
/// module's. The build script makes the list.
pub static RULES: &[Rule] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The code of what a text says of itself: that it is missing. It stops a submission, not a draft.
pub const OPEN: &str = "U021";

/// A plan with what it is measured by, and the documents that it is printed in.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What its programme asks for.
    pub rules: &'a RuleSet,
    /// Limits and words of its family.
    pub standards: &'a Standards,
    /// Where it is written.
    pub sources: &'a Sources,
    /// Its documents, which give headings and tables their numbers.
    pub docs: &'a [Doc],
}

/// What rules look at.
struct Checked<'a> {
    plan: &'a Plan,
    rules: &'a RuleSet,
    standards: &'a Standards,
    sources: &'a Sources,
    docs: &'a [Doc],
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
pub fn check(subject: Subject<'_>) -> Vec<Diagnostic> {
    judged(&Walk::of(subject.plan), |_| true, subject)
}

/// The texts of a plan, read for all rules.
#[derive(Debug)]
pub struct Read<'a>(Vec<Text<'a>>);

/// Reads the texts of a plan.
pub fn read(subject: Subject<'_>) -> Read<'_> {
    Read(texts::of(&Walk::of(subject.plan), subject.plan).0)
}

/// How many words the dictionary tells of, and no other rule: what that costs is measured by it (`benches/spelling.rs`).
pub fn spelt(read: &Read<'_>, subject: Subject<'_>) -> usize {
    let spelling = Spelling::of(&read.0, &spelling::own(subject.plan, subject.standards));
    spelling.unknown.len() + spelling.parted.len()
}

/// The texts that only say that they are missing.
pub fn open_points(subject: Subject<'_>) -> Vec<Diagnostic> {
    judged(&Walk::of(subject.plan), |rule| rule.code == OPEN, subject)
}

/// The findings of the rules of language in a record that is no part of the plan: a meeting.
pub fn proofread(record: &Record<'_>, subject: Subject<'_>) -> Vec<Diagnostic> {
    let mut found = judged(record, |rule| rule.code.starts_with('D'), subject);
    // What they say of the plan's own files is told when the plan is checked.
    found.retain(|finding| {
        let place = finding.labels.first();
        place.is_some_and(|label| label.span.file == record.key.file)
    });
    found
}

/// What some rules find in the texts of a record.
fn judged<'a>(
    record: &Record<'a>,
    asked: impl Fn(&Rule) -> bool + Sync,
    subject: Subject<'a>,
) -> Vec<Diagnostic> {
    let Subject {
        plan,
        rules,
        standards,
        sources,
        docs,
    } = subject;
    let (texts, notes) = texts::of(record, plan);
    let spelling = Spelling::of(&texts, &spelling::own(plan, standards));
    let checked = Checked {
        plan,
        rules,
        standards,
        sources,
        docs,
        texts,
        notes,
        names: Names::of(plan),
        spelling,
    };
    // No rule needs what another finds. Their findings come in the rules' order, whoever is ready first.
    let all = RULES.par_iter().filter(|rule| asked(rule));
    let all = all.flat_map_iter(|rule| {
        let mut own = Vec::new();
        (rule.check)(&checked, &mut own);
        own
    });
    let mut found: Vec<Diagnostic> = all.collect();
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

impl<'a> Checked<'a> {
    /// The texts of sentences.
    fn prose(&self) -> impl Iterator<Item = &Text<'a>> {
        let texts = self.texts.iter();
        texts.filter(|text| text.kind == TextKind::Prose)
    }

    /// The texts of sentences, one that several places share once.
    fn prose_once(&self) -> impl Iterator<Item = &Text<'a>> {
        self.prose().filter(|text| !text.again)
    }

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
