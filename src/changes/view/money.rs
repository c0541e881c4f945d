//! Funders, budget lines, declared totals.

use std::collections::BTreeMap;

use crate::{
    changes::{
        Kind,
        thing::{Item, Place, Role, Thing, Value},
    },
    model::{
        registers::{Budget, BudgetLine, DeclaredTotal, Funder},
        ruleset::{Follows, RuleSet},
    },
    source::slug,
};

use super::{
    View,
    make::{choice, counted, thing, with_id},
};

impl View<'_> {
    /// Funders, and the lines and totals of the whole plan.
    pub(super) fn funders(&self, budget: &Budget) -> Vec<Thing> {
        let Budget {
            funders,
            lines: _,    // below, and with each delaftale
            declared: _, // below, and with each delaftale
        } = budget;
        let place = Place::file("oekonomi.toml");
        let list = place.child("finansieringskilde").key;
        let items = funders.iter().enumerate().map(|(index, funder)| {
            let Funder { id, name, local } = funder;
            let at = place.item("finansieringskilde", index, id);
            thing(
                Kind::Funder,
                with_id(&list, index, id, true),
                &name.text,
                at,
            )
            .named(Kind::Name, "navn", name)
            .with(Kind::Local, "lokal", Value::Flag(*local))
        });
        let mut out: Vec<Thing> = items.collect();
        out.extend(self.lines(None));
        out
    }

    /// Lines and declared totals of a delaftale, or of the plan as a whole.
    pub(super) fn lines(&self, agreement: Option<&str>) -> Vec<Thing> {
        let budget = &self.plan.budget;
        let mut seen = BTreeMap::new();
        let mut out = Vec::new();
        for (index, line) in budget.lines.iter().enumerate() {
            // Marks are counted over all lines, so that each has one wherever it is shown.
            let thing = self.line(line, index, &mut seen);
            if line.agreement.as_deref() == agreement {
                out.push(thing);
            }
        }
        for (index, total) in budget.declared.iter().enumerate() {
            let thing = self.declared(total, index, &mut seen);
            if total.agreement.as_deref() == agreement {
                out.push(thing);
            }
        }
        out
    }

    fn line(&self, line: &BudgetLine, index: usize, seen: &mut BTreeMap<String, usize>) -> Thing {
        let BudgetLine {
            key: _, // the place says as much
            agreement,
            shared,
            funder,
            kind,
            amount,
        } = line;
        let what = match (agreement, shared) {
            (Some(agreement), _) => agreement.clone(),
            (None, Some(shared)) => slug(&shared.text),
            (None, None) => String::new(),
        };
        let (payer, name) = self.funder(*funder);
        let art = kind.map(choice);
        let art_word = match &art {
            Some(Value::Choice(word)) => word.as_str(),
            _ => "",
        };
        let mark = [what.as_str(), &payer, art_word];
        let mark: Vec<&str> = mark.into_iter().filter(|word| !word.is_empty()).collect();
        let shared_name = shared.as_ref().map(|label| label.text.as_str());
        let names = [
            shared_name,
            Some(&name),
            Some(art_word).filter(|w| !w.is_empty()),
        ];
        let shown: Vec<&str> = names.into_iter().flatten().collect();
        let mut out = self.money("post", Kind::BudgetLine, mark.join("-"), index, seen);
        out.name = shown.join(", ");
        out.used = vec![budget_place(self.rules, agreement.as_deref())];
        out.maybe(
            Kind::ForAgreement,
            "delaftale",
            self.agreement_ref(agreement.as_deref()),
        )
        .words(Kind::SharedPost, "tvaergaaende", shared.as_ref())
        .with(Kind::PaidBy, "kilde", Value::Ref(payer, name))
        .maybe(Kind::MoneyKind, "art", art)
        .with(Kind::Amount, "beloeb", Value::Money(*amount))
    }

    fn declared(
        &self,
        total: &DeclaredTotal,
        index: usize,
        seen: &mut BTreeMap<String, usize>,
    ) -> Thing {
        let DeclaredTotal {
            key: _, // the place says as much
            agreement,
            funder,
            amount,
        } = total;
        let payer = funder.map(|funder| self.funder(funder));
        let ids = [agreement.clone(), payer.as_ref().map(|(id, _)| id.clone())];
        let mark: Vec<String> = ids.into_iter().flatten().collect();
        let mark = if mark.is_empty() {
            "i-alt".to_owned()
        } else {
            mark.join("-")
        };
        let mut out = self.money("angivet", Kind::DeclaredTotal, mark, index, seen);
        out.name = payer
            .as_ref()
            .map(|(_, name)| name.clone())
            .unwrap_or_default();
        out.used = vec![budget_place(self.rules, agreement.as_deref())];
        out.maybe(
            Kind::ForAgreement,
            "delaftale",
            self.agreement_ref(agreement.as_deref()),
        )
        .maybe(
            Kind::PaidBy,
            "kilde",
            payer.map(|(id, name)| Value::Ref(id, name)),
        )
        .with(Kind::Amount, "beloeb", Value::Money(*amount))
    }

    fn money(
        &self,
        list: &str,
        kind: Kind,
        mark: String,
        index: usize,
        seen: &mut BTreeMap<String, usize>,
    ) -> Thing {
        let place = Place::file("oekonomi.toml");
        let mark = counted(format!("{list} {mark}"), seen);
        let mark = mark.trim_start_matches(list).trim().replace(' ', "-");
        let item = Item {
            list: place.child(list).key,
            index,
            mark: mark.clone(),
            id: false,
            ordered: false,
        };
        thing(kind, Role::Item(item), "", place.item(list, index, &mark))
    }

    fn funder(&self, index: usize) -> (String, String) {
        let funder = self.plan.budget.funders.get(index);
        funder.map_or_else(Default::default, |f| (f.id.clone(), f.name.text.clone()))
    }

    fn agreement_ref(&self, id: Option<&str>) -> Option<Value> {
        let id = id?;
        let agreement = self.plan.agreements.iter().find(|a| a.id == id);
        let name = agreement.map_or(id, |agreement| agreement.name.text.as_str());
        Some(Value::Ref(id.to_owned(), name.to_owned()))
    }
}

/// Where money counts: the budget of a delaftale, or of the plan, which stands with an item of the agreement.
fn budget_place(rules: &RuleSet, agreement: Option<&str>) -> String {
    let form = &rules.form.agreement;
    match (agreement, form.before(Follows::Oekonomi)) {
        (Some(id), _) => format!("delaftaler/{id}.toml#budget"),
        (None, Some(item)) => format!("{}#{}", form.file, item.key),
        (None, None) => form.file.clone(),
    }
}
