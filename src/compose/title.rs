//! Values of the plan in a text of one line that is no prose: the title of a meeting or of an item.

use minijinja::value::Value;

use crate::{
    diag::Diagnostic,
    model::{Label, Plan},
    source::Sources,
    template::{
        Template,
        data::{Misses, Slot},
        render::{Renderer, slot_at},
    },
};

use super::{data, faults::slot_fault};

/// What fills titles: the values of one plan.
pub struct Titles<'a> {
    renderer: Renderer,
    names: Value,
    sources: &'a Sources,
}

impl<'a> Titles<'a> {
    /// The values of a plan in the words of its template; `sources` hold the titles.
    pub fn of(plan: &Plan, template: &Template, sources: &'a Sources) -> Self {
        let misses = Misses::default();
        Titles {
            renderer: Renderer::new(&misses),
            names: Value::from_object(data::root(plan, template, &misses)),
            sources,
        }
    }

    /// Puts values in the place of `{{ … }}`. What cannot stand in a title is told, and the title is left as it is.
    pub fn fill(&self, title: &mut Label, found: &mut Vec<Diagnostic>) {
        if !title.text.contains("{{") && !title.text.contains("{%") {
            return;
        }
        let key = &title.key;
        let rendered = self
            .renderer
            .prose(&key.file, &title.text, self.names.clone());
        match rendered {
            Ok(rendered) => {
                let words = rendered
                    .text
                    .chars()
                    .map(|c| match slot_at(c, &rendered.slots) {
                        None => Some(c.to_string()),
                        Some(Slot::Words { text, .. }) => Some(text.replace('\n', " ")),
                        Some(Slot::Ref { .. } | Slot::Note(_) | Slot::Place(_)) => None,
                    });
                match words.collect::<Option<String>>() {
                    Some(words) => title.text = words,
                    None => found.push(Diagnostic::at("P042", self.sources.span(key))),
                }
            }
            Err(faults) => found.extend(faults.iter().map(|fault| {
                let span = self.sources.inside(key, fault.range.clone());
                slot_fault(&fault.kind, span)
            })),
        }
    }
}
