//! Things and values as they would be written in the plan's files.

use rust_decimal::Decimal;

use crate::{
    model::{
        content::{CellContent, DataFile, DataFormat, Image},
        measure::{Note, Quantity, Unit},
        registers::Series,
    },
    source::{Entry, ImageFormat, Node, NodeKind, sha256},
};

use super::{
    Concept,
    entity::{CellValue, Entity, Part, Role, Value, last_step},
};

/// An entity as a table, or as its value where it has no keys.
pub fn entity(entity: &Entity) -> Node {
    if let Some(value) = &entity.value {
        return self::value(value);
    }
    let mut table = node(NodeKind::Table(Vec::new()));
    // A whole file has no id in it: its name is the id.
    if let Role::Item(item) = &entity.role
        && item.id
    {
        let key = if entity.kind == Concept::FIXED_INDICATOR {
            "fast"
        } else {
            "id"
        };
        put(&mut table, &[key], text(&item.mark));
    }
    if let Some(data) = entity.data() {
        put(&mut table, &["fra"], self::data(data));
    }
    for part in &entity.parts {
        match part {
            Part::Field(field) => {
                // What comes from a shared text is not written here.
                if field.is_shared() {
                    continue;
                }
                match field.kind {
                    Concept::CELL => append(&mut table, &["celler"], value(&field.value)),
                    Concept::CHART_VALUE => append(&mut table, &["vaerdier"], value(&field.value)),
                    _ => put(&mut table, &[&field.name], value(&field.value)),
                }
            }
            Part::Entity(inner) => {
                let Some(steps) = below(&inner.place.path, &entity.place.path) else {
                    continue;
                };
                let steps: Vec<&str> = steps.split('.').collect();
                if inner.is_shared() {
                    continue;
                }
                match &inner.role {
                    // They stand in the data file.
                    Role::Item(_) if inner.kind == Concept::ROW && entity.data().is_some() => {}
                    Role::Only => put(&mut table, &steps, self::entity(inner)),
                    Role::Item(_) => {
                        let list = &steps[..steps.len().saturating_sub(1)];
                        append(&mut table, list, self::entity(inner));
                    }
                    // Files of their own.
                    Role::File | Role::Listed(_) => {}
                }
            }
        }
    }
    table
}

/// A whole file.
pub fn file(entity: &Entity) -> Node {
    if entity.kind != Concept::SHARED_ACTIVITY {
        return self::entity(entity);
    }
    let mut activity = self::entity(entity);
    let names = match &mut activity.kind {
        NodeKind::Table(entries) => {
            let at = entries.iter().position(|entry| entry.key == "parametre");
            at.map(|at| entries.remove(at).value)
        }
        _ => None,
    };
    let mut table = node(NodeKind::Table(Vec::new()));
    if let Some(names) = names {
        put(&mut table, &["parametre"], names);
    }
    put(&mut table, &["aktivitet"], activity);
    table
}

/// The steps from a path to one below it.
fn below<'p>(path: &'p str, above: &str) -> Option<&'p str> {
    path.strip_prefix(above)?.strip_prefix(['#', '.'])
}

/// A value.
pub fn value(value: &Value) -> Node {
    match value {
        Value::Text(words) | Value::Prose(words) | Value::Choice(words) => text(words),
        Value::Ref(id, _) => text(id),
        Value::Flag(flag) => node(NodeKind::Bool(*flag)),
        Value::Number(number, _) => self::number(*number),
        Value::Money(amount) => node(NodeKind::Integer(amount.to_string())),
        Value::Year(year) => node(NodeKind::Integer(year.to_string())),
        Value::Date(date) => node(NodeKind::Date(date.to_string())),
        Value::Ids(ids) => array(ids.iter().map(|id| text(id))),
        Value::Quantity(quantity) => self::quantity(quantity, None),
        Value::Cell(cell) => self::cell(cell),
        Value::Series(series) => self::series(series),
        Value::Picture(image) => text(&picture_path(image)),
    }
}

/// Where a picture that a version brings along is put: by its content.
pub fn picture_path(image: &Image) -> String {
    let ending = match image.format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Svg => "svg",
    };
    format!("assets/{}.{ending}", &sha256(&image.bytes)[..16])
}

/// Where a data file that a version brings along is put: by its content.
pub fn data_path(data: &DataFile) -> String {
    format!(
        "data/{}.{}",
        &sha256(&data.bytes)[..16],
        ending(data.format)
    )
}

fn ending(format: DataFormat) -> &'static str {
    match format {
        DataFormat::Csv => "csv",
        DataFormat::Xlsx => "xlsx",
    }
}

/// A data file as a table names it.
pub fn data(data: &DataFile) -> Node {
    let DataFile {
        format,
        sheet,
        range,
        bytes: _, // named by its path
    } = data;
    let mut table = node(NodeKind::Table(Vec::new()));
    put(&mut table, &[ending(*format)], text(&data_path(data)));
    for (name, word) in [("ark", sheet), ("celleomraade", range)] {
        if let Some(word) = word {
            put(&mut table, &[name], text(word));
        }
    }
    table
}

/// The rows of a table as they would stand in its own file.
pub fn rows(table: &Entity) -> Node {
    let rows = table
        .entities()
        .filter(|entity| entity.kind == Concept::ROW);
    array(rows.map(entity))
}

fn quantity(quantity: &Quantity, around: Option<Unit>) -> Node {
    let Quantity {
        key: _,
        label,
        value,
        unit,
        count,
        scope,
        missing,
        expected,
        text: words,
        declared,
        footnote,
    } = quantity;
    let unit = unit.filter(|unit| Some(*unit) != around);
    let mut table = node(NodeKind::Table(Vec::new()));
    let texts = [
        ("etiket", label),
        ("omfang", scope),
        ("forventet", expected),
        ("tekst", words),
        ("angivet", declared),
    ];
    for (name, words) in texts {
        if let Some(words) = words {
            put(&mut table, &[name], text(words));
        }
    }
    for (name, number) in [("vaerdi", value), ("antal", count)] {
        if let Some(number) = number {
            put(&mut table, &[name], self::number(*number));
        }
    }
    let choices = [("enhed", unit.map(word)), ("mangler", missing.map(word))];
    for (name, word) in choices {
        if let Some(word) = word {
            put(&mut table, &[name], text(&word));
        }
    }
    put_note(&mut table, footnote);
    table
}

fn cell(cell: &CellValue) -> Node {
    let CellValue {
        content,
        colspan,
        rowspan,
        footnote,
        unit,
    } = cell;
    let plain = *colspan == 1 && *rowspan == 1 && footnote.is_none();
    match content {
        CellContent::Words(words) if plain => return text(words),
        CellContent::Values(values) if plain => {
            if let [one] = values.as_slice()
                && let Some(number) = one.value
                && *one == Quantity::number(number, *unit, one.key.clone())
            {
                return self::number(number);
            }
        }
        CellContent::Words(_) | CellContent::Prose(_) | CellContent::Values(_) => {}
    }
    let mut table = node(NodeKind::Table(Vec::new()));
    match content {
        CellContent::Words(words) => put(&mut table, &["tekst"], text(words)),
        CellContent::Prose(prose) => put(&mut table, &["prosa"], text(&prose.text)),
        CellContent::Values(values) => {
            let values = values.iter().map(|one| quantity(one, *unit));
            put(&mut table, &["vaerdier"], array(values));
        }
    }
    for (name, span) in [("kolonner", colspan), ("raekker", rowspan)] {
        if *span != 1 {
            put(
                &mut table,
                &[name],
                node(NodeKind::Integer(span.to_string())),
            );
        }
    }
    put_note(&mut table, footnote);
    table
}

fn put_note(table: &mut Node, note: &Option<Note>) {
    if let Some(Note { id: _, prose }) = note {
        put(table, &["fodnote"], text(last_step(&prose.key.path)));
    }
}

fn series(series: &Series) -> Node {
    let Series {
        table: id,
        area,
        comparison,
    } = series;
    let mut table = node(NodeKind::Table(Vec::new()));
    put(&mut table, &["tabel"], text(id));
    for (name, ids) in [("omraade", area), ("sammenligning", comparison)] {
        if !ids.is_empty() {
            put(&mut table, &[name], array(ids.iter().map(|id| text(&id.0))));
        }
    }
    table
}

/// The word that plan authors write for a choice.
fn word(choice: impl serde::Serialize) -> String {
    let word = serde_json::to_value(choice).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}

fn number(number: Decimal) -> Node {
    let digits = number.to_string();
    node(if number.scale() == 0 {
        NodeKind::Integer(digits)
    } else {
        NodeKind::Float(digits)
    })
}

/// A text.
pub fn text(words: &str) -> Node {
    node(NodeKind::Text(words.to_owned()))
}

fn array(items: impl Iterator<Item = Node>) -> Node {
    node(NodeKind::Array(items.collect()))
}

fn node(kind: NodeKind) -> Node {
    Node { span: 0..0, kind }
}

/// Puts a value under keys, making the tables on the way; what stood there is replaced.
pub fn put(table: &mut Node, steps: &[&str], value: Node) {
    match steps {
        [] => *table = value,
        [first, rest @ ..] => {
            let missing = NodeKind::Table(Vec::new());
            under(table, first, missing, |inner| put(inner, rest, value));
        }
    }
}

/// Appends a value to the list under keys.
fn append(table: &mut Node, steps: &[&str], value: Node) {
    match steps {
        [] => {}
        [list] => under(table, list, NodeKind::Array(Vec::new()), |list| {
            if let NodeKind::Array(items) = &mut list.kind {
                items.push(value);
            }
        }),
        [first, rest @ ..] => {
            let missing = NodeKind::Table(Vec::new());
            under(table, first, missing, |inner| append(inner, rest, value));
        }
    }
}

/// Changes the value under a key of a table, made if it is not there. What is no table becomes one.
fn under(table: &mut Node, key: &str, missing: NodeKind, change: impl FnOnce(&mut Node)) {
    let mut entries = match std::mem::replace(&mut table.kind, NodeKind::Bool(false)) {
        NodeKind::Table(entries) => entries,
        _ => Vec::new(),
    };
    match entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => change(&mut entry.value),
        None => {
            let mut value = node(missing);
            change(&mut value);
            entries.push(Entry {
                key: key.to_owned(),
                key_span: 0..0,
                value,
            });
        }
    }
    table.kind = NodeKind::Table(entries);
}
