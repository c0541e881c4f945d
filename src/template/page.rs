//! A part of the template that shows no prose of the plan: the frame of an internal report.

use minijinja::value::Value;

use crate::doc::{Block, Inline, Origin};

use super::{
    Template,
    data::{DataMap, Leaf, Misses, Place, Slot},
    markdown::{self, Home, Misuse, Surroundings},
    render::Renderer,
};

/// What a name in such a part stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// Whether something is so, for `{% if … %}`.
    Flag(bool),
    /// Words, for `{{ … }}`.
    Words(String),
    /// Blocks, for a `{{ … }}` alone in its paragraph; its condition is whether there are any.
    Blocks(Vec<Block>),
}

/// The blocks of a part. The message of an error says what is wrong in the template: a fault of ours.
pub fn blocks(
    template: &Template,
    part: &str,
    names: Vec<(&'static str, Named)>,
) -> Result<Vec<Block>, String> {
    let file = format!("{part}.md");
    let text = template
        .part(part)
        .ok_or_else(|| format!("{file} is missing"))?;
    let misses = Misses::default();
    let mut values = DataMap::new(&misses);
    let mut places = Places {
        blocks: Vec::new(),
        wrong: None,
    };
    for (name, named) in names {
        let value = match named {
            Named::Flag(flag) => Value::from(flag),
            Named::Words(text) => Value::from_object(Leaf {
                text,
                origin: Origin::Template(file.clone()),
                number: None,
            }),
            Named::Blocks(blocks) if blocks.is_empty() => Value::from(false),
            Named::Blocks(blocks) => {
                places.blocks.push((name, blocks));
                Value::from_object(Slot::Place(Place::Special(name.to_owned())))
            }
        };
        values.insert(name, value);
    }
    let rendered = Renderer::new(&misses)
        .part(&file, text, Value::from_object(values))
        .map_err(|fault| format!("{file}: {fault:?}"))?;
    let home = Home {
        id: part.to_owned(),
        origin: Origin::Template(file.clone()),
        field: None,
        level: 1,
        listed_to: 2,
    };
    let unbroken = &template.words.unbroken;
    let out = markdown::blocks(
        &rendered.text,
        &rendered.slots,
        &home,
        unbroken,
        &mut places,
    );
    match places.wrong {
        Some(misuse) => Err(format!("{file}: {misuse:?}")),
        None => Ok(out),
    }
}

struct Places {
    blocks: Vec<(&'static str, Vec<Block>)>,
    wrong: Option<Misuse>,
}

impl Surroundings for Places {
    fn place(&mut self, place: &Place, _: usize) -> Vec<Block> {
        let Place::Special(name) = place else {
            return Vec::new();
        };
        let mut named = self.blocks.iter_mut().filter(|(known, _)| known == name);
        named
            .next()
            .map(|(_, blocks)| std::mem::take(blocks))
            .unwrap_or_default()
    }

    fn note(&mut self, _: &str) -> Option<Inline> {
        None
    }

    fn misuse(&mut self, what: Misuse, _: usize) {
        self.wrong = Some(what);
    }
}
