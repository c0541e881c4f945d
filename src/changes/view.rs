//! A plan as entities: what the walk of the model announces, with the places, names and marks by which two versions are
//! compared, and in the document's order.

mod arrange;
mod entities;
mod fields;
mod names;
mod uses;

use crate::model::{Plan, ruleset::RuleSet};

use super::entity::Entity;

/// What all parts of a view are made from.
#[derive(Clone, Copy)]
struct View<'a> {
    plan: &'a Plan,
    rules: &'a RuleSet,
}

/// The plan as entities, in the document's order. Tables and figures stand where they are first placed.
pub fn of(plan: &Plan, rules: &RuleSet) -> Entity {
    let mut root = View { plan, rules }.arranged();
    uses::tell(&mut root);
    root
}
