//! Delaftaler with their goals and activities, and the fixed indicators, as names.

use minijinja::value::Value;

use crate::{
    doc::{BlockId, Origin},
    model::{
        agreement::{Activity, Agreement, Goal, Indicator},
        measure::{Quantity, Unit},
        registers::Measurement,
    },
    template::data::{DataMap, Leaf},
};

use super::{Names, label, value};

impl Names<'_> {
    /// `delaftale.<id>`, and below it its name, staff, `delmaal` and `aktivitet`.
    pub(super) fn agreements(&self) -> Value {
        let agreements = self.plan.agreements.iter().map(|agreement| {
            let mut map = self.named.map([("navn", label(&agreement.name))]);
            if let Some(staff) = &agreement.staff {
                let pe = self.words.with_unit(staff.pe, Unit::Pe);
                map.insert("pe", value(&pe, &staff.pe_key, Some(staff.pe)));
            }
            map.insert("delmaal", self.goals(agreement));
            map.insert("oekonomi", self.own_table("oekonomi", agreement));
            let activities = agreement.activities.iter();
            let activities = activities.map(|one| (one.id.as_str(), self.activity(agreement, one)));
            map.insert("aktivitet", self.map(activities));
            let id = BlockId(format!("delaftale.{}", agreement.id));
            map.target = Some((id, self.words.phrase("delaftale_henvis").to_owned()));
            (agreement.id.as_str(), Value::from_object(map))
        });
        self.map(agreements)
    }

    /// A derived table of a delaftale, to be referred to.
    fn own_table(&self, name: &str, agreement: &Agreement) -> Value {
        let mut map = DataMap::new(self.misses);
        map.target = Some(self.table_of(name, agreement));
        Value::from_object(map)
    }

    fn table_of(&self, name: &str, agreement: &Agreement) -> (BlockId, String) {
        let id = BlockId(format!("oversigt.{name}.{}", agreement.id));
        (id, self.words.phrase("tabel_henvis").to_owned())
    }

    /// The table of goals, and below it each goal with its indicators: `delmaal.<id>.<indikator>.omraade`.
    fn goals(&self, agreement: &Agreement) -> Value {
        let goals = agreement.goals.iter();
        let mut map = self
            .named
            .map(goals.map(|goal| (goal.id.as_str(), self.goal(goal))));
        map.target = Some(self.table_of("delmaal", agreement));
        Value::from_object(map)
    }

    fn goal(&self, goal: &Goal) -> Value {
        let indicators = goal.indicators.iter();
        let indicators = indicators.map(|one| (one.id.as_str(), self.indicator(one)));
        self.map(indicators.chain([("titel", label(&goal.title))]))
    }

    fn indicator(&self, indicator: &Indicator) -> Value {
        let Indicator {
            id: _,
            title,
            direction: _, // a word of the plan's files
            target,
            measurements,
        } = indicator;
        let mut map = self.baseline(measurements);
        map.insert("titel", label(title));
        if let Some(target) = *target {
            let words = self.words.quantified(target, indicator.unit());
            map.insert(
                "maaltal",
                value(&words, &indicator.target_key(), Some(target)),
            );
        }
        Value::from_object(map)
    }

    /// The first measurement: `omraade`, `sammenligning`, `aar`, `kilde`.
    fn baseline(&self, measurements: &[Measurement]) -> DataMap {
        let mut map = DataMap::new(self.misses);
        let Some(first) = measurements.first() else {
            return map;
        };
        let known = |side: &[Quantity]| side.iter().find(|one| one.value.is_some()).cloned();
        for (name, side) in [
            ("omraade", &first.area),
            ("sammenligning", &first.comparison),
        ] {
            if let Some(one) = known(side) {
                map.insert(name, self.quantity(&one));
            }
        }
        if let Some(year) = first.year {
            let key = first.key.child("aar");
            map.insert("aar", value(&year.to_string(), &key, Some(year.into())));
        }
        map.insert("kilde", label(&first.source));
        map
    }

    /// An activity: printed its title, referred to its section; below it its milestones.
    fn activity(&self, agreement: &Agreement, activity: &Activity) -> Value {
        let milestones = activity.texts.milestones.iter().map(|milestone| {
            let day = self.words.date(milestone.planned);
            let day = value(&day, &milestone.key.child("planlagt"), None);
            let names = [("titel", label(&milestone.title)), ("planlagt", day)];
            (milestone.id.as_str(), self.map(names.into_iter()))
        });
        let names = [
            ("titel", label(&activity.title)),
            ("milepael", self.map(milestones)),
        ];
        let mut map = self.named.map(names);
        let id = BlockId(format!("aktivitet.{}.{}", agreement.id, activity.id));
        map.target = Some((id, self.words.phrase("delaftale_henvis").to_owned()));
        Value::from_object(map)
    }

    /// `indikator.<id>`: what the rule set calls a fixed indicator, and the plan's baseline of it.
    pub(super) fn fixed_indicators(&self) -> Value {
        let rules = &self.template.rules;
        let known = rules.goals.iter().flat_map(|goal| &goal.indicators);
        let known = known.map(|indicator| {
            let mut given = self.plan.indicators.iter();
            let given = given.find(|one| one.fixed == indicator.id);
            let mut map = self.baseline(given.map_or(&[], |one| &one.measurements));
            let title = Leaf {
                text: indicator.text.clone(),
                origin: Origin::Template("regelsaet.toml".to_owned()),
                number: None,
            };
            map.insert("titel", Value::from_object(title));
            (indicator.id.as_str(), Value::from_object(map))
        });
        self.map(known)
    }
}
