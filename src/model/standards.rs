//! Limits and words that checks measure a plan by: `templates/<family>/kontrol.toml`.

use serde::Deserialize;

use super::measure::Unit;

/// What checks measure by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    /// When co-financing is narrow.
    #[serde(rename = "medfinansiering")]
    pub cofinancing: Narrow,
    /// Residents per dwelling.
    #[serde(rename = "beboere_pr_bolig")]
    pub residents: Range,
    /// How old a baseline may be.
    #[serde(rename = "baseline")]
    pub baseline: BaselineAge,
    /// How far ahead periods may run.
    #[serde(rename = "periode", default)]
    pub period: PeriodAhead,
    /// Which values a unit allows.
    #[serde(rename = "skala", default)]
    pub scales: Vec<Scale>,
    /// How far denominators may differ.
    #[serde(rename = "andel")]
    pub share: Deviation,
    /// Words for a difference.
    #[serde(rename = "forskel")]
    pub difference: WordList,
    /// Words for a doubling, and how near to it the numbers must come.
    #[serde(rename = "fordobling")]
    pub doubling: Doubling,
    /// Words for the largest.
    #[serde(rename = "stoerst")]
    pub largest: WordList,
    /// Words that make a period one of a plan.
    #[serde(rename = "planord")]
    pub plan_words: WordList,
    /// Items of the strategic agreement that the template fills.
    #[serde(rename = "tomt_afsnit")]
    pub may_be_empty: WordList,
    /// Words that ask for a unit.
    #[serde(rename = "enhedsord")]
    pub unit_words: Vec<UnitWord>,
    /// Words for a rise or a fall: beginnings, in lower case.
    #[serde(rename = "udvikling")]
    pub trend: WordList,
    /// Things that prose counts.
    #[serde(rename = "antalsord", default)]
    pub counts: Counts,
    /// Words for what moves, is compared or is measured, that prose is read by.
    #[serde(rename = "talord", default)]
    pub reading: Reading,
    /// Words for a share or a multiple.
    #[serde(rename = "broekdel", default)]
    pub fractions: Vec<Fraction>,
    /// Words of goals.
    #[serde(rename = "maalord", default)]
    pub goals: GoalWords,
    /// Words that say nothing of a picture.
    #[serde(rename = "intetsigende", default)]
    pub empty_words: WordList,
    /// When a value is far from its neighbours.
    #[serde(rename = "langt_fra")]
    pub far: Far,
    /// Slips of the field that no dictionary sees.
    #[serde(rename = "stavefejl", default)]
    pub misspellings: Vec<Misspelling>,
    /// Words of the field that are right though the dictionary has them not: nouns without an ending, in lower case.
    #[serde(rename = "fagord", default)]
    pub vocabulary: WordList,
    /// How a text says that it is missing.
    #[serde(rename = "aabent_punkt", default)]
    pub open_point: OpenPoint,
    /// Terms that the law has replaced.
    #[serde(rename = "foraeldet")]
    pub outdated: Vec<Outdated>,
    /// Parts of a delaftale.
    #[serde(rename = "delaftaledel")]
    pub agreement_parts: Vec<Part>,
    /// Parts of an activity.
    #[serde(rename = "aktivitetsdel")]
    pub activity_parts: Vec<Part>,
}

/// When co-financing is narrow.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrow {
    /// Per cent of the plan's total above the floor.
    #[serde(rename = "knap")]
    pub within: f64,
}

/// A range, ends included.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Least.
    #[serde(rename = "mindst")]
    pub least: f64,
    /// Most.
    #[serde(rename = "hoejst")]
    pub most: f64,
}

/// How old a baseline may be.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineAge {
    /// Years before the plan's first.
    #[serde(rename = "aeldst")]
    pub oldest: u16,
}

/// How far ahead periods may run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodAhead {
    /// Years after the plan's last.
    #[serde(rename = "frem")]
    pub ahead: u16,
}

impl Default for PeriodAhead {
    fn default() -> Self {
        PeriodAhead { ahead: 10 }
    }
}

/// Which values a unit allows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The unit.
    #[serde(rename = "enhed")]
    pub unit: Unit,
    /// Least.
    #[serde(rename = "mindst")]
    pub least: f64,
    /// Most.
    #[serde(rename = "hoejst")]
    pub most: f64,
    /// Parts of words, in lower case, by which a value may be of any size.
    #[serde(rename = "undtagen", default)]
    pub unless: Vec<String>,
}

/// How far numbers may differ.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// Per cent, beyond rounding.
    #[serde(rename = "afvigelse")]
    pub most: f64,
}

/// Words.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// In lower case.
    #[serde(rename = "ord")]
    pub words: Vec<String>,
}

/// Words for a doubling, and the ratio they stand for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubling {
    /// Beginnings of words, in lower case.
    #[serde(rename = "ord")]
    pub words: Vec<String>,
    /// Least ratio.
    #[serde(rename = "mindst")]
    pub least: f64,
    /// Greatest ratio.
    #[serde(rename = "hoejst")]
    pub most: f64,
}

/// A word that asks for a unit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWord {
    /// Beginning of the word, in lower case.
    #[serde(rename = "ord")]
    pub word: String,
    /// Units that go with it.
    #[serde(rename = "enheder")]
    pub units: Vec<Unit>,
}

/// Things that prose counts, in lower case.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Words that make a count that of all there are: `de fire kvarterer`.
    #[serde(rename = "alle")]
    pub all: Vec<String>,
    /// What the plan has.
    #[serde(rename = "planens")]
    pub of_plan: Vec<Thing>,
    /// What a quarter or an afdeling has.
    #[serde(rename = "ved_navn")]
    pub of_names: Vec<Thing>,
    /// Words that make a count that of the whole plan.
    #[serde(rename = "i_alt", default)]
    pub in_all: Vec<String>,
}

/// A thing that is counted, and the words for it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// What the registers call it.
    #[serde(rename = "tal")]
    pub of: String,
    /// Its words.
    #[serde(rename = "ord")]
    pub words: Vec<String>,
}

impl Counts {
    /// Whether a word is one for something that is counted.
    pub fn is_counted(&self, word: &str) -> bool {
        let mut things = self.of_plan.iter().chain(&self.of_names);
        things.any(|thing| thing.words.iter().any(|one| one == word))
    }
}

/// Words by which prose speaks of numbers; beginnings, in lower case, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Something rose.
    #[serde(rename = "op")]
    pub up: Vec<String>,
    /// Something fell.
    #[serde(rename = "ned")]
    pub down: Vec<String>,
    /// A rise, as a thing. Whole words.
    #[serde(rename = "stigning", default)]
    pub rise: Vec<String>,
    /// A fall, as a thing. Whole words.
    #[serde(rename = "fald", default)]
    pub fall: Vec<String>,
    /// What makes a movement of a comparative: `blev mindre`. Whole words.
    #[serde(rename = "blev")]
    pub became: Vec<String>,
    /// More than another. Whole words.
    #[serde(rename = "mere")]
    pub more: Vec<String>,
    /// Less than another. Whole words.
    #[serde(rename = "mindre")]
    pub less: Vec<String>,
    /// The most of all. Whole words.
    #[serde(rename = "mest", default)]
    pub most: Vec<String>,
    /// The least of all. Whole words.
    #[serde(rename = "mindst", default)]
    pub least: Vec<String>,
    /// What an area is held against.
    #[serde(rename = "sammenlignet")]
    pub compared: Vec<String>,
    /// A distance between two numbers.
    #[serde(rename = "afstand")]
    pub distance: Vec<String>,
    /// A limit.
    #[serde(rename = "graense")]
    pub limit: Vec<String>,
    /// Beyond a limit.
    #[serde(rename = "over")]
    pub over: Vec<String>,
    /// Within a limit. Whole words.
    #[serde(rename = "under")]
    pub under: Vec<String>,
    /// What makes a sentence one that does not tell how it is: wishes, conditions, denials. Whole words.
    #[serde(rename = "uvis")]
    pub unsure: Vec<String>,
    /// Papers of others, to whose sections and tables prose refers; parts of words.
    #[serde(rename = "andres_papirer", default)]
    pub papers: Vec<String>,
    /// What prose calls the key figures of the afdelinger. Whole words, or runs of them.
    #[serde(rename = "noegletal", default)]
    pub figures: Vec<Thing>,
    /// Not quite. Whole words.
    #[serde(rename = "cirka")]
    pub about: Vec<String>,
}

/// A word or words for a share or a multiple.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// In lower case.
    #[serde(rename = "ord")]
    pub words: String,
    /// Parts of one, or times.
    #[serde(rename = "vaerdi")]
    pub value: f64,
    /// Whether it compares two numbers, as `dobbelt så` does.
    #[serde(rename = "gange", default)]
    pub is_multiple: bool,
}

/// Words of goals; beginnings, in lower case.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalWords {
    /// More is to come.
    #[serde(rename = "op")]
    pub up: Vec<String>,
    /// Less is to come.
    #[serde(rename = "ned")]
    pub down: Vec<String>,
    /// What a plan wants more of.
    #[serde(rename = "goder")]
    pub goods: Vec<String>,
    /// What a plan wants less of.
    #[serde(rename = "onder")]
    pub evils: Vec<String>,
    /// What turns the meaning round. Whole words.
    #[serde(rename = "vender")]
    pub turning: Vec<String>,
}

/// When a value is far from others that are near to one another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Far {
    /// The others lie within so many times their middle.
    #[serde(rename = "taet")]
    pub near: f64,
    /// The value lies beyond so many times it.
    #[serde(rename = "gange")]
    pub far: f64,
}

/// A misspelling.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misspelling {
    /// The word or words, in lower case; never right.
    #[serde(rename = "forkert")]
    pub wrong: String,
    /// How it is spelt.
    #[serde(rename = "ret")]
    pub right: String,
}

/// How a text says that it is missing. All in lower case.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenPoint {
    /// What a line begins with that is none yet.
    #[serde(rename = "begynder")]
    pub begins: Vec<String>,
    /// What stands for a whole text.
    #[serde(rename = "alene")]
    pub alone: Vec<String>,
    /// Words that stand for others, wherever they stand.
    #[serde(rename = "ord")]
    pub words: Vec<String>,
}

/// A term that the law has replaced.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outdated {
    /// Beginning of the word, in lower case.
    #[serde(rename = "ord")]
    pub word: String,
    /// What it is called now.
    #[serde(rename = "nyt")]
    pub now: String,
    /// From which day.
    #[serde(rename = "dato")]
    pub since: toml::value::Datetime,
    /// By which law.
    #[serde(rename = "hjemmel")]
    pub law: String,
}

/// A part that must be there.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its TOML key.
    #[serde(rename = "noegle")]
    pub key: String,
    /// Its name.
    #[serde(rename = "navn")]
    pub name: String,
}

impl Outdated {
    /// Whether the term was replaced by a day.
    pub fn holds(&self, day: time::Date) -> bool {
        self.since.date.is_some_and(|since| {
            let since = (i32::from(since.year), since.month, since.day);
            since <= (day.year(), u8::from(day.month()), day.day())
        })
    }

    /// The day as a reader writes it: `1.12.2021`.
    pub fn day(&self) -> String {
        self.since
            .date
            .map(|d| format!("{}.{}.{}", d.day, d.month, d.year))
            .unwrap_or_default()
    }
}
