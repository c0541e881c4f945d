//! Where a change of the template stands, in words.

use crate::changes::{TemplateChange, template::RULES};

use super::{NAME, Narrator, short::cut};

/// The group of the words.
const WORDS: &str = "regelsaet";

impl Narrator<'_> {
    /// A part of the template's wording by its file; what the rule set says by what it is about.
    pub fn template_place(&self, change: &TemplateChange) -> String {
        if change.file != RULES {
            return change.place();
        }
        let mut out = vec![self.word(WORDS, "regelsaet").to_owned()];
        let steps: Vec<&str> = change.key.split('.').collect();
        match steps.as_slice() {
            // An indicator says by itself which goal it is of.
            ["maal", _, kind, id, field] | [kind, id, field] => {
                out.push(format!(
                    "{} »{}«",
                    self.word(WORDS, kind),
                    self.known(kind, id)
                ));
                out.push(self.word(WORDS, field).to_owned());
            }
            steps => out.extend(steps.iter().map(|step| self.word(WORDS, step).to_owned())),
        }
        out.join(" › ")
    }

    /// What something of the rule set is called; its id if it is gone.
    fn known(&self, kind: &str, id: &str) -> String {
        let rules = self.rule_set();
        let named = match kind {
            "omraade" => {
                let mut areas = rules.areas.iter();
                areas.find(|area| area.id == id).map(|area| &area.name)
            }
            "maal" => {
                let mut goals = rules.goals.iter();
                goals.find(|goal| goal.id == id).map(|goal| &goal.text)
            }
            "indikator" => {
                let mut indicators = rules.goals.iter().flat_map(|goal| &goal.indicators);
                indicators.find(|one| one.id == id).map(|one| &one.text)
            }
            "dokument" => {
                let mut documents = rules.documents.iter();
                documents.find(|one| one.id == id).map(|one| &one.name)
            }
            "godkendelse" => {
                let mut approvals = rules.approvals.iter();
                approvals.find(|one| one.id == id).map(|one| &one.what)
            }
            "graense" => return self.figure(id),
            _ => None,
        };
        named.map_or_else(|| id.to_owned(), |name| cut(name, NAME))
    }
}
