//! What each part of the template sees besides the plan's names: the section, delaftale, activity or annex at hand.

use minijinja::value::Value;

use crate::{
    doc::Origin,
    model::{
        Scope,
        agreement::{Activity, Agreement, PlannedMilestone, Section},
        content::Annex,
        walk::{Concept, Record, Walk},
    },
    template::{
        CompanionForm,
        data::{DataMap, Leaf, Place, Slot},
    },
};

use super::{
    Composer,
    named::{Named, label, prose, value},
};

impl Composer<'_> {
    /// The names that every part sees.
    pub(super) fn part_context(&self, own: Vec<(&str, Value)>) -> Value {
        let mut names = self.root.clone();
        let parties = self
            .plan
            .meta
            .parties
            .iter()
            .map(|&index| label(&self.plan.parties[index].name));
        names.insert("parter", parties.collect());
        let titles = self
            .plan
            .agreements
            .iter()
            .map(|agreement| label(&agreement.name));
        names.insert("aftaler", titles.collect());
        names.insert("aftaler_i_teksten", Value::from(self.lists_agreements()));
        names.insert("forkortelser", Value::from(self.plan.abbreviations.len()));
        names.insert(
            "aftaledokumenter",
            Value::from(self.plan.meta.documents.len()),
        );
        names.insert(
            "indledning",
            self.section_value(&self.plan.strategic.introduction, "indledning"),
        );
        let special = [
            "forside",
            "indhold",
            "tabelliste",
            "figurliste",
            "underskrifter",
            "sideskift",
        ];
        names.insert(
            "blok",
            self.map(special.iter().map(|name| (*name, special_block(name)))),
        );
        self.report_values()
            .into_iter()
            .chain(own)
            .for_each(|(name, value)| names.insert(name, value));
        Value::from_object(names)
    }

    /// Whether the section at hand has a list of its own with all delaftaler.
    fn lists_agreements(&self) -> bool {
        let items = &self.plan.strategic.items;
        let Some((_, section)) = self.section.and_then(|index| items.get(index)) else {
            return false;
        };
        let parts = section.parts.iter().map(|part| &part.text);
        let texts = std::iter::once(&section.text).chain(parts);
        let lines: Vec<&str> = texts.flat_map(|prose| prose.text.lines()).collect();
        let in_list = |line: &str| {
            line.trim_start()
                .starts_with(['-', '*', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        };
        let agreements = &self.plan.agreements;
        let listed = |id: &str| {
            let name = format!("delaftale.{id}");
            lines
                .iter()
                .any(|line| in_list(line) && line.contains(&name))
        };
        !agreements.is_empty() && agreements.iter().all(|agreement| listed(&agreement.id))
    }

    /// The names that prose sees: the plan's, and the parameters of a shared activity.
    pub(super) fn prose_context(&self, scope: &Scope) -> Value {
        if scope.with.is_empty() {
            return Value::from_object(self.root.clone());
        }
        let mut names = self.root.clone();
        let with = scope
            .with
            .iter()
            .map(|(name, given)| (name.as_str(), label(given)));
        names.insert("med", self.map(with));
        Value::from_object(names)
    }

    pub(super) fn map<'k>(&self, entries: impl Iterator<Item = (&'k str, Value)>) -> Value {
        let mut map = DataMap::new(&self.misses);
        entries.for_each(|(id, value)| map.insert(id, value));
        Value::from_object(map)
    }

    /// What parts can name of a record at hand, and what else they are told of it.
    fn at_hand<'k>(
        &self,
        record: &Record<'_>,
        more: impl IntoIterator<Item = (&'k str, Value)>,
    ) -> Value {
        let named = Named {
            words: &self.template.words,
            misses: &self.misses,
        };
        let mut map = named.at_hand(record);
        let more = more.into_iter();
        more.for_each(|(name, value)| map.insert(name, value));
        Value::from_object(map)
    }

    fn walk(&self) -> Walk<'_> {
        Walk { plan: self.plan }
    }

    /// `punkt.titel` (or nothing), `punkt.tekst`, `punkt.underafsnit`.
    pub(super) fn section_value(&self, section: &Section, name: &str) -> Value {
        let record = self.walk().section(section, Concept::ITEM);
        let parts = special_block(&format!("underafsnit:{name}"));
        self.at_hand(&record, [("underafsnit", parts)])
    }

    pub(super) fn agreement_value(&self, agreement: &Agreement) -> Value {
        let record = self.walk().agreement(agreement, 0);
        let name = agreement.problem_name.as_ref().unwrap_or(&agreement.name);
        let section = |section: &Option<Section>, name| {
            section.as_ref().map_or(Value::from(false), |section| {
                self.section_value(section, name)
            })
        };
        let list = agreement.activity_list.iter().map(label);
        let more = [
            ("navn_i_problemkompleks", label(name)),
            ("problemkompleks", prose(&agreement.problem)),
            ("aktiviteter", list.collect()),
            (
                "kommunal_indsats",
                section(&agreement.municipal, "kommunal_indsats"),
            ),
            (
                "indhold_og_praksis",
                section(&agreement.practice, "indhold_og_praksis"),
            ),
        ];
        self.at_hand(&record, more)
    }

    pub(super) fn activity_value(&self, activity: &Activity) -> Value {
        let record = self.walk().activity(activity, &activity.key.parent(), 0);
        let purpose = activity.texts.purpose.as_ref();
        let milestones = activity.texts.milestones.iter();
        let milestones: Vec<Value> = milestones.map(|one| self.milestone_value(one)).collect();
        let scheduled = activity.texts.period.is_some() || !milestones.is_empty();
        let more = [
            ("har_tidsplan", Value::from(scheduled)),
            ("milepaele", Value::from(milestones)),
            ("har_formaal", Value::from(purpose.is_some())),
            (
                "formaal",
                purpose.map_or_else(|| special_block("intet"), prose),
            ),
        ];
        self.at_hand(&record, more)
    }

    /// `milepael.titel`, `milepael.planlagt`.
    fn milestone_value(&self, milestone: &PlannedMilestone) -> Value {
        let day = self.template.words.date(milestone.planned);
        let day = value(&day, &milestone.key.child("planlagt"), None);
        let names = [("titel", label(&milestone.title)), ("planlagt", day)];
        self.map(names.into_iter())
    }

    /// `dokument.navn`, and what the plan writes of it: `dokument.tekst`, `dokument.underafsnit`.
    pub(super) fn companion_value(&self, form: &CompanionForm) -> Value {
        let name = Value::from_object(Leaf {
            text: self.companion_name(form).to_owned(),
            origin: Origin::Template("regelsaet.toml".to_owned()),
            number: None,
        });
        let mut entries = vec![
            ("navn", name),
            ("tekst", Value::from("")),
            ("underafsnit", special_block("intet")),
        ];
        if let Some(companion) = self.plan.companion(&form.id) {
            entries[1].1 = prose(&companion.section.text);
            entries[2].1 = special_block("underafsnit:dokument");
        }
        self.map(entries.into_iter())
    }

    pub(super) fn annex_value(&self, annex: &Annex) -> Value {
        let record = self.walk().annex(annex, 0);
        self.at_hand(&record, [("indhold", special_block("bilagsindhold"))])
    }
}

fn special_block(name: &str) -> Value {
    Value::from_object(Slot::Place(Place::Special(name.to_owned())))
}
