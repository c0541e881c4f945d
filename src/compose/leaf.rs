//! Values of the plan as leaves of the tree.

use crate::{
    doc::{BlockId, Cell, Field, FieldKey, Inline, Origin, Style, Text},
    model::{Label, measure::Quantity, registers::Party},
    template::{markdown, words::Words},
};

/// Id of a table of the plan.
pub fn table_id(id: &str) -> BlockId {
    BlockId(format!("tabel.{id}"))
}

/// Id of a figure of the plan.
pub fn figure_id(id: &str) -> BlockId {
    BlockId(format!("figur.{id}"))
}

/// Words at a key, as an editable leaf.
pub fn text(words: &str, key: &FieldKey, around: &Words) -> Text {
    let inlines = markdown::words(
        words,
        Style::default(),
        &Origin::Plan(key.clone()),
        &around.unbroken,
    );
    let field = (!inlines.is_empty()).then(|| Field {
        key: key.clone(),
        part: 0,
    });
    Text::of(field, inlines)
}

/// A label as an editable leaf.
pub fn label(label: &Label, words: &Words) -> Text {
    text(&label.text, &label.key, words)
}

/// A party's name.
pub fn party(party: &Party, words: &Words) -> Text {
    label(&party.name, words)
}

/// Words that the template gives.
pub fn fixed(words: &str, part: &str, around: &Words) -> Text {
    styled(words, part, Style::default(), around)
}

/// The same with emphasis.
pub fn styled(words: &str, part: &str, style: Style, around: &Words) -> Text {
    let origin = Origin::Template(part.to_owned());
    Text::of(
        None,
        markdown::words(words, style, &origin, &around.unbroken),
    )
}

/// A value with label, count and scope, each with the key it is written under.
pub fn quantity(quantity: &Quantity, words: &Words) -> Text {
    let outer = quantity.key.parent();
    let whole = if quantity.value.is_some() && quantity.key.path.ends_with(".vaerdi") {
        &outer
    } else {
        &quantity.key
    };
    let mut pieces: Vec<(String, FieldKey)> = Vec::new();
    pieces.extend(
        quantity
            .label
            .as_ref()
            .map(|text| (text.clone(), whole.child("etiket"))),
    );
    let bare = words.bare(quantity);
    if !bare.is_empty() {
        pieces.push((bare, quantity.key.clone()));
    }
    if let Some(count) = quantity.count {
        let text = words.phrase("antal").replace("{tal}", &words.number(count));
        pieces.push((text, whole.child("antal")));
    }
    pieces.extend(
        quantity
            .scope
            .as_ref()
            .map(|scope| (format!("({scope})"), whole.child("omfang"))),
    );
    let mut inlines = Vec::new();
    for (index, (text, key)) in pieces.iter().enumerate() {
        let space = if index > 0 { " " } else { "" };
        let text = format!("{space}{text}");
        inlines.extend(markdown::words(
            &text,
            Style::default(),
            &Origin::Plan(key.clone()),
            &words.unbroken,
        ));
    }
    let field = match inlines.as_slice() {
        [
            Inline::Words {
                origin: Origin::Plan(key),
                ..
            },
        ] => Some(Field {
            key: key.clone(),
            part: 0,
        }),
        _ => None,
    };
    Text::of(field, inlines)
}

/// A cell of one leaf.
pub fn cell(text: Text) -> Cell {
    cell_of(if text.is_empty() {
        Vec::new()
    } else {
        vec![text]
    })
}

/// A cell of several leaves, one a line.
pub fn cell_of(content: Vec<Text>) -> Cell {
    Cell {
        content,
        colspan: 1,
        rowspan: 1,
        align: None,
        before: None,
    }
}
