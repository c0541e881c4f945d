//! What a single `{{ … }}` shows, for who tells of a text without setting it.

use minijinja::value::Value;

use crate::{
    model::Plan,
    template::{
        Template,
        data::{DataMap, Misses, Slot},
        render::Renderer,
    },
};

use super::data;

/// The values of one plan, ready to be asked.
pub struct SlotWords {
    renderer: Renderer,
    names: DataMap,
}

impl SlotWords {
    /// The values of a plan in the words of its template.
    pub fn of(plan: &Plan, template: &Template) -> Self {
        let misses = Misses::default();
        SlotWords {
            renderer: Renderer::new(&misses),
            names: data::root(plan, template, &misses),
        }
    }

    /// The words that a slot shows; `None` where it shows none: a block, or a value that there is not.
    pub fn words(&self, written: &str) -> Option<String> {
        let context = Value::from_object(self.names.clone());
        let rendered = self.renderer.prose("", written, context).ok()?;
        let words = match rendered.slots.into_iter().next()? {
            Slot::Words { text, .. } => text.replace('\n', " "),
            Slot::Ref { target: _, label } => label,
            Slot::Note(_) | Slot::Place(_) => return None,
        };
        (!words.is_empty()).then_some(words)
    }
}
