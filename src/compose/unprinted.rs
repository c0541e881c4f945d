//! Texts that no part of the family shows. They would be left out of the documents without a word.

use std::collections::BTreeSet;

use crate::{
    diag::Diagnostic,
    doc::Doc,
    key::FieldKey,
    model::{
        Label, Prose,
        agreement::{Activity, Agreement, Section},
    },
};

use super::{Composer, showing};

impl Composer<'_> {
    /// Tells the texts of the agreement, its delaftaler and its annexes that none of the documents shows,
    /// once every part is in them.
    pub(super) fn tell_unprinted(&mut self, docs: &[Doc]) {
        if !self.whole {
            return;
        }
        let plan = self.plan;
        let shown = showing::shown(docs);
        let mut written = Written(Vec::new());
        written.section(&plan.strategic.introduction);
        let items = plan.strategic.items.iter();
        items.for_each(|(_, section)| written.section(section));
        plan.agreements.iter().for_each(|a| written.agreement(a));
        for annex in &plan.annexes {
            written.label(&annex.title);
            written.prose(&annex.text);
        }
        let mut told = BTreeSet::new();
        for key in written.0 {
            if !shown.contains(key) && !self.set.contains(key) && told.insert(key) {
                let finding = Diagnostic::at("P022", self.sources.span(key));
                let finding = finding.arg("skabelon", &self.template.name);
                self.found.push(finding.arg("noegle", &key.path));
            }
        }
    }
}

/// Keys of texts that a reader is to meet.
struct Written<'a>(Vec<&'a FieldKey>);

impl<'a> Written<'a> {
    fn label(&mut self, label: &'a Label) {
        self.0
            .extend((!label.text.trim().is_empty()).then_some(&label.key));
    }

    fn prose(&mut self, prose: &'a Prose) {
        self.0
            .extend((!prose.text.trim().is_empty()).then_some(&prose.key));
    }

    fn section(&mut self, section: &'a Section) {
        section.title.iter().for_each(|title| self.label(title));
        self.prose(&section.text);
        for part in &section.parts {
            self.label(&part.title);
            self.prose(&part.text);
        }
    }

    fn agreement(&mut self, agreement: &'a Agreement) {
        self.prose(&agreement.problem);
        for goal in &agreement.goals {
            self.label(&goal.title);
            goal.indicators
                .iter()
                .for_each(|one| self.label(&one.title));
        }
        agreement.activity_list.iter().for_each(|l| self.label(l));
        if let Some(staff) = &agreement.staff {
            staff.profiles.iter().for_each(|l| self.label(l));
            self.prose(&staff.text);
        }
        let sections = [&agreement.municipal, &agreement.practice];
        sections.into_iter().flatten().for_each(|s| self.section(s));
        agreement.activities.iter().for_each(|a| self.activity(a));
    }

    fn activity(&mut self, activity: &'a Activity) {
        self.label(&activity.title);
        let audience = activity.audience.as_ref();
        let texts = [
            activity.introduction.as_ref(),
            activity.purpose.as_ref(),
            audience.and_then(|a| a.text.as_ref()),
            audience.and_then(|a| a.primary.as_ref()),
            audience.and_then(|a| a.secondary.as_ref()),
            activity.roles.as_ref(),
        ];
        texts.into_iter().flatten().for_each(|t| self.prose(t));
    }
}
