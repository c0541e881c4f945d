//! What to do first: what keeps the plan from being sent, then what others must deliver, then what runs out.

use rust_decimal::Decimal;

use crate::{
    diag::{Severity, say},
    doc::{Block, Text},
};

use super::{super::paper::list, Report, findings::sentence};

/// What to do, and what it is about.
type Task = (Text, Vec<Text>);

/// Most things that are told in words under one task.
const TOLD: usize = 5;

impl Report<'_> {
    /// An ordered list; what is in order is left out.
    pub(super) fn first(&self) -> Vec<Block> {
        let mut items = Vec::new();
        items.extend(self.errors());
        items.extend(self.documents_to_get());
        items.extend(self.money_to_find());
        items.extend(self.late_values());
        items.extend(self.baselines_to_set());
        items.extend(self.next_to_expire());
        items.extend(self.warnings());
        if items.is_empty() {
            items.push((self.say("foerst_intet", &[]), Vec::new()));
        }
        vec![list("foerst", items)]
    }

    pub(super) fn say(&self, phrase: &'static str, values: &[(&str, &str)]) -> Text {
        let mut words = self.paper.phrase(phrase).to_owned();
        for (name, value) in values {
            words = words.replace(&format!("{{{name}}}"), value);
        }
        self.paper.fixed(&words)
    }

    fn errors(&self) -> Option<Task> {
        let found = self.subject.outcome.found.iter();
        let errors: Vec<_> = found.filter(|d| d.severity() == Severity::Fejl).collect();
        let told = errors.iter().take(TOLD).map(|error| {
            let key = self.key(error);
            let words = say(error.code, self.subject.lang, &error.args);
            let line = self.paper.phrase("foerst_fejl_linje");
            let line = line.replace("{fund}", &sentence(&words));
            let line = line.replace("{kode}", error.code);
            self.paper
                .about(&line.replace("{afsnit}", self.section(&key)), &key)
        });
        let count = errors.len().to_string();
        let task = self.say("foerst_fejl", &[("antal", &count)]);
        (!errors.is_empty()).then(|| (task, told.collect()))
    }

    fn documents_to_get(&self) -> Option<Task> {
        let missing = self.missing_documents();
        let names = missing.join(", ");
        (!missing.is_empty()).then(|| {
            (
                self.say("foerst_dokumenter", &[("navne", &names)]),
                Vec::new(),
            )
        })
    }

    fn money_to_find(&self) -> Option<Task> {
        let headroom = self.headroom.as_ref()?;
        let amount = self.kroner(headroom.above.abs());
        if headroom.above < Decimal::ZERO {
            let task = self.say("foerst_medfinansiering", &[("beloeb", &amount)]);
            return Some((task, Vec::new()));
        }
        let share = headroom.above * Decimal::ONE_HUNDRED / headroom.total;
        let narrow = self.subject.template.standards.cofinancing.within;
        let narrow = share < Decimal::try_from(narrow).unwrap_or_default();
        narrow.then(|| (self.say("foerst_knap", &[("beloeb", &amount)]), Vec::new()))
    }

    /// Values that should be there by the plan's own date.
    fn late_values(&self) -> Option<Task> {
        let late: Vec<_> = self.missing.iter().filter(|one| one.late).collect();
        let count: usize = late.iter().map(|one| one.count).sum();
        let told = late.iter().take(TOLD);
        let told = told.map(|one| self.paper.about(&one.what, &one.key));
        let task = self.say("foerst_forfaldne", &[("antal", &count.to_string())]);
        (count > 0).then(|| (task, told.collect()))
    }

    fn baselines_to_set(&self) -> Option<Task> {
        let count = self.without_baseline.len();
        let task = self.say("foerst_baseline", &[("antal", &count.to_string())]);
        (count > 0).then(|| (task, Vec::new()))
    }

    /// The waiver that runs out next.
    fn next_to_expire(&self) -> Option<Task> {
        let today = self.subject.plan.meta.date;
        let waivers = self.subject.plan.waivers.iter();
        let holding = waivers.filter(|waiver| waiver.expires.is_some_and(|day| day >= today));
        let next = holding.min_by_key(|waiver| waiver.expires)?;
        let day = self.paper.words().date(next.expires?);
        let words = self.paper.phrase("foerst_udloeber");
        let words = words.replace("{kode}", &next.code).replace("{dato}", &day);
        Some((self.paper.about(&words, &next.key), Vec::new()))
    }

    fn warnings(&self) -> Option<Task> {
        let count = self.count(Severity::Advarsel);
        let task = self.say("foerst_advarsler", &[("antal", &count.to_string())]);
        (count > 0).then(|| (task, Vec::new()))
    }
}
