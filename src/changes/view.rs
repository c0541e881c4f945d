//! A plan as things. Every struct of the model is taken apart without `..`, so that a new field of the model does not
//! compile until it is said here how it is compared, or why not.

mod agreements;
mod content;
mod footnotes;
mod make;
mod measure;
mod meta;
mod money;
mod registers;
mod shared;
mod uses;

use crate::model::{
    Plan,
    agreement::Strategic,
    ruleset::{Follows, RuleSet},
};

use super::{
    Kind,
    thing::{Part, Place, Role, Thing, Written},
};

/// What all parts of a view are made from.
#[derive(Clone, Copy)]
struct View<'a> {
    plan: &'a Plan,
    rules: &'a RuleSet,
}

/// The plan as things, in the document's order. Tables and figures stand where they are first placed.
pub fn of(plan: &Plan, rules: &RuleSet) -> Thing {
    let view = View { plan, rules };
    let Plan {
        meta,
        parties,
        quarters,
        divisions,
        figures_dated,
        abbreviations,
        figures,
        indicators,
        budget,
        strategic,
        agreements,
        tables: _, // placed by `uses`
        charts: _, // placed by `uses`
        annexes,
        waivers: _,      // about findings, never in a document
        change_notes: _, // about changes, never in the formal document
        rounds: _,       // of follow-up, never in the formal document
        statuses: _,     // likewise
    } = plan;
    let Strategic {
        introduction,
        items,
    } = strategic;
    let mut parts = vec![view.meta(meta, agreements, annexes)];
    let form = &rules.form.agreement;
    let follows = |follows: Follows| match follows {
        Follows::FasteIndikatorer => view.fixed_indicators(indicators),
        Follows::Delaftaler => {
            let agreements = agreements.iter().enumerate();
            let agreements = agreements.map(|(i, a)| view.agreement(a, i));
            agreements.chain(view.shared_activities()).collect()
        }
        Follows::Oekonomi => view.funders(budget),
    };
    parts.push(view.section(introduction, Kind::Introduction, &form.file, "indledning"));
    for (key, section) in items {
        parts.push(view.section(section, Kind::Item, &form.file, key));
        let after = form
            .item(key)
            .into_iter()
            .flat_map(|item| &item.followed_by);
        parts.extend(after.flat_map(|&what| follows(what)));
    }
    let placed = |what: &Follows| form.before(*what).is_some();
    let rest = Follows::ALL.into_iter().filter(|what| !placed(what));
    parts.extend(rest.flat_map(follows));
    parts.extend(view.notes_of(&form.file));
    parts.extend(
        annexes
            .iter()
            .enumerate()
            .map(|(i, annex)| view.annex(annex, i)),
    );
    parts.extend(view.parties(parties));
    parts.extend(view.quarters(quarters));
    parts.extend(view.divisions(divisions, figures_dated));
    parts.extend(view.abbreviations(abbreviations));
    parts.extend(view.named_figures(figures));
    let mut root = Thing {
        kind: Kind::Plan,
        role: Role::Only,
        name: String::new(),
        place: Place::file("plan"),
        used: Vec::new(),
        value: None,
        parts: parts
            .into_iter()
            .map(|thing| Part::Thing(Box::new(thing)))
            .collect(),
        written: Written::Here,
    };
    view.place_tables_and_figures(&mut root);
    uses::tell(&mut root);
    root
}
