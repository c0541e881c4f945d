//! A plan as a tree of entities with values, as its files hold them: what two versions are compared by.

use rust_decimal::Decimal;
use time::Date;

use crate::{
    key::FieldKey,
    model::{
        content::{CellContent, DataFile, Image},
        family::Called,
        measure::{Note, Quantity, Unit},
        registers::Series,
        slots,
    },
    source::sha256,
};

use super::Concept;

/// Where something stands: in the sources, and by a name that does not change when entities move.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// In the sources, items of lists by number.
    pub key: FieldKey,
    /// File and key, items of lists by id: `delaftaler/uddannelse.toml#delmaal.fravaer.titel`.
    pub path: String,
}

impl Address {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Address {
            key: FieldKey::file(file),
            path: file.to_owned(),
        }
    }

    /// One step further in.
    pub fn child(&self, name: &str) -> Self {
        Address {
            key: self.key.child(name),
            path: self.step(name),
        }
    }

    /// An item of a list below: by its number in the sources, by its id in the path.
    pub fn item(&self, list: &str, index: usize, id: &str) -> Self {
        let list = self.child(list);
        Address {
            key: list.key.item(index),
            path: list.step(id),
        }
    }

    fn step(&self, name: &str) -> String {
        let sign = if self.path.contains('#') { '.' } else { '#' };
        format!("{}{sign}{name}", self.path)
    }
}

/// An entity of the plan: a delaftale, a goal, a row.
#[derive(Debug, Clone)]
pub struct Entity {
    /// What it is.
    pub kind: Concept,
    /// What its family calls it, if it is the family's own.
    pub called: Option<Called>,
    /// How it stands among its like.
    pub role: Role,
    /// Its name in the plan's own words; empty where its kind says it all.
    pub name: String,
    /// Where it stands.
    pub place: Address,
    /// Where it is used, if that is another place than where it stands: keys by ids.
    pub used: Vec<String>,
    /// What an entity without parts says.
    pub value: Option<Value>,
    /// Its parts in the document's order.
    pub parts: Vec<Part>,
    /// Where its parts are written.
    pub written: Written,
}

/// Where the parts of an entity are written.
#[derive(Debug, Clone)]
pub enum Written {
    /// With the entity.
    Here,
    /// In the file of a shared text, all of them: the entity has no table of its own.
    Shared(String),
    /// The rows in a data file, all else with the entity.
    Data(DataFile),
}

/// How an entity stands among its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The only one of its name: a table of keys.
    Only,
    /// An item of a list.
    Item(ListItem),
    /// A file that is listed nowhere: tables, figures.
    File,
    /// A file whose place is given by a list of ids.
    Listed(ListItem),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The list.
    pub list: FieldKey,
    /// Its number in the list, from 0.
    pub index: usize,
    /// What it is known by in both versions.
    pub mark: String,
    /// Whether the mark is an id that its author wrote.
    pub id: bool,
    /// Whether the order of the list shows in a document.
    pub ordered: bool,
}

/// A part of an entity.
#[derive(Debug, Clone)]
pub enum Part {
    /// An entity in it.
    Entity(Box<Entity>),
    /// A value.
    Field(Box<Field>),
}

/// A value of an entity.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it is.
    pub kind: Concept,
    /// What its family calls it, if it is the family's own.
    pub called: Option<Called>,
    /// Its key in the entity; a column's id for a cell.
    pub name: String,
    /// Where it stands.
    pub place: Address,
    /// Where it would stand if it were the entity's own: it may come from a shared text.
    pub own: FieldKey,
    /// What it says.
    pub value: Value,
    /// Whether it is what its entity is called.
    pub names: bool,
}

/// What something says, typed.
#[derive(Debug, Clone)]
pub enum Value {
    /// Words as they stand.
    Text(String),
    /// CommonMark with `{{ … }}`.
    Prose(String),
    /// A word that stands for a choice, as its author writes it.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// A bare number.
    Number(Decimal, Option<Unit>),
    /// Whole kroner.
    Money(i64),
    /// A day.
    Date(Date),
    /// A year.
    Year(u16),
    /// Another entity of the plan: its id, and its name if it has one.
    Ref(String, String),
    /// Ids of other entities.
    Ids(Vec<String>),
    /// A number with what there is to say of it, or why there is none.
    Quantity(Box<Quantity>),
    /// A cell.
    Cell(Box<CellValue>),
    /// Rows of a table that a baseline comes from.
    Series(Series),
    /// A picture.
    Picture(Box<Image>),
}

/// A cell with its shape.
#[derive(Debug, Clone)]
pub struct CellValue {
    /// What it says.
    pub content: CellContent,
    /// Columns taken.
    pub colspan: usize,
    /// Rows taken.
    pub rowspan: usize,
    /// Its footnote.
    pub footnote: Option<Note>,
    /// Unit of its column, which its bare numbers have.
    pub unit: Option<Unit>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        use Value::{
            Cell, Choice, Date, Flag, Ids, Money, Number, Picture, Prose, Quantity, Ref, Series,
            Text, Year,
        };
        match (self, other) {
            (Text(a), Text(b)) | (Choice(a), Choice(b)) => a == b,
            (Prose(a), Prose(b)) => super::words::same(a, b),
            (Flag(a), Flag(b)) => a == b,
            (Number(a, x), Number(b, y)) => exact(*a, *b) && x == y,
            (Money(a), Money(b)) => a == b,
            (Date(a), Date(b)) => a == b,
            (Year(a), Year(b)) => a == b,
            // A name that changes is a change of the entity it names.
            (Ref(a, _), Ref(b, _)) => a == b,
            (Ids(a), Ids(b)) => a == b,
            (Quantity(a), Quantity(b)) => same_quantity(a, b, (None, None)),
            (Cell(a), Cell(b)) => a.says_the_same(b) && a.has_the_same_shape(b),
            (Series(a), Series(b)) => a == b,
            (Picture(a), Picture(b)) => a.bytes == b.bytes,
            (
                Text(_) | Prose(_) | Choice(_) | Flag(_) | Number(..) | Money(_) | Date(_)
                | Year(_) | Ref(..) | Ids(_) | Quantity(_) | Cell(_) | Series(_) | Picture(_),
                _,
            ) => false,
        }
    }
}

impl Value {
    /// Whether it is a text that names parameters or footnotes, which only its own file knows: the same words in another
    /// file say something else.
    pub fn names_of_its_file(&self) -> bool {
        match self {
            Value::Prose(text) => {
                let mut slots = slots::slots(text).into_iter();
                slots.any(|slot| text[slot.range].contains("med."))
                    || slots::note_marks(text).next().is_some()
            }
            _ => false,
        }
    }

    /// Its words and digits, to weigh likeness by.
    pub fn plain(&self) -> String {
        match self {
            Value::Text(text) | Value::Prose(text) | Value::Choice(text) | Value::Ref(text, _) => {
                text.clone()
            }
            Value::Flag(flag) => flag.to_string(),
            Value::Number(number, _) => number.to_string(),
            Value::Money(amount) => amount.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Year(year) => year.to_string(),
            Value::Ids(ids) => ids.join(" "),
            Value::Quantity(quantity) => plain_quantity(quantity),
            Value::Cell(cell) => match &cell.content {
                CellContent::Words(text) => text.clone(),
                CellContent::Prose(prose) => prose.text.clone(),
                CellContent::Values(values) => {
                    let values: Vec<String> = values.iter().map(plain_quantity).collect();
                    values.join(" ")
                }
            },
            Value::Series(series) => series.table.clone(),
            Value::Picture(image) => sha256(&image.bytes),
        }
    }
}

fn plain_quantity(quantity: &Quantity) -> String {
    let number = quantity.value.map(|number| number.to_string());
    let texts = [&quantity.label, &quantity.text, &quantity.declared, &number];
    let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
    texts.join(" ")
}

impl CellValue {
    /// Whether two cells show the same words and values.
    pub fn says_the_same(&self, other: &CellValue) -> bool {
        use CellContent::{Prose, Values, Words};
        let content = match (&self.content, &other.content) {
            (Words(a), Words(b)) => a == b,
            (Prose(a), Prose(b)) => super::words::same(&a.text, &b.text),
            (Values(a), Values(b)) => {
                let pairs = a.iter().zip(b);
                let units = (self.unit, other.unit);
                a.len() == b.len() && pairs.into_iter().all(|(a, b)| same_quantity(a, b, units))
            }
            (Words(_) | Prose(_) | Values(_), _) => false,
        };
        content && self.has_the_same_note(other)
    }

    /// Whether two cells refer to the same footnote, or to none.
    pub fn has_the_same_note(&self, other: &CellValue) -> bool {
        note_id(&self.footnote) == note_id(&other.footnote)
    }

    /// Whether two cells take as many columns and rows.
    pub fn has_the_same_shape(&self, other: &CellValue) -> bool {
        (self.colspan, self.rowspan) == (other.colspan, other.rowspan)
    }
}

/// Whether two numbers are written alike: 27,0 says more than 27.
fn exact(a: Decimal, b: Decimal) -> bool {
    a == b && a.scale() == b.scale()
}

fn same_decimals(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => exact(a, b),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A footnote's words are compared where they are written.
fn note_id(note: &Option<Note>) -> Option<&str> {
    note.as_ref().map(|note| note.id.as_str())
}

/// Whether two values say the same; `around` are the units of the columns they stand in.
fn same_quantity(a: &Quantity, b: &Quantity, around: (Option<Unit>, Option<Unit>)) -> bool {
    let Quantity {
        key: _,
        label,
        value,
        unit,
        count,
        scope,
        missing,
        expected,
        text,
        declared,
        footnote,
    } = a;
    // A unit that only repeats the column's is the column's.
    let unit = unit.filter(|unit| Some(*unit) != around.0);
    let other = b.unit.filter(|unit| Some(*unit) != around.1);
    *label == b.label
        && same_decimals(*value, b.value)
        && unit == other
        && same_decimals(*count, b.count)
        && *scope == b.scope
        && *missing == b.missing
        && *expected == b.expected
        && *text == b.text
        && *declared == b.declared
        && note_id(footnote) == note_id(&b.footnote)
}

impl Field {
    /// Whether it comes from a shared text.
    pub fn is_shared(&self) -> bool {
        self.place.key.file != self.own.file
    }
}

impl Entity {
    /// The entities in it.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.parts.iter().filter_map(|part| match part {
            Part::Entity(entity) => Some(entity.as_ref()),
            Part::Field(_) => None,
        })
    }

    /// Its values.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.parts.iter().filter_map(|part| match part {
            Part::Field(field) => Some(field.as_ref()),
            Part::Entity(_) => None,
        })
    }

    /// The data file that its rows come from, if they do.
    pub fn data(&self) -> Option<&DataFile> {
        match &self.written {
            Written::Data(data) => Some(data),
            Written::Here | Written::Shared(_) => None,
        }
    }

    /// The file of the shared text that all of it stands in, if it does.
    pub fn shared_file(&self) -> Option<&str> {
        match &self.written {
            Written::Shared(file) => Some(file),
            Written::Here | Written::Data(_) => None,
        }
    }

    /// Whether all of it stands in a shared text.
    pub fn is_shared(&self) -> bool {
        self.shared_file().is_some()
    }

    /// The value under a key.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().find(|field| field.name == name)
    }

    /// What it is known by among the parts of its entity: its list or key, and its mark.
    pub fn mark(&self) -> (String, &str) {
        match &self.role {
            Role::Only => {
                let step = last_step(&self.place.path);
                (format!("{}.{step}", self.kind.name()), "")
            }
            Role::Item(item) | Role::Listed(item) => (list_name(&item.list), item.mark.as_str()),
            Role::File => (self.kind.name().into_owned(), self.place.path.as_str()),
        }
    }

    /// Its list entry, if it is in a list.
    pub fn item(&self) -> Option<&ListItem> {
        match &self.role {
            Role::Item(item) | Role::Listed(item) => Some(item),
            Role::Only | Role::File => None,
        }
    }
}

/// A list's name, without the numbers of the items around it, which may differ between versions.
fn list_name(list: &FieldKey) -> String {
    last_step(&list.path).to_owned()
}

/// The last step of a path.
pub fn last_step(path: &str) -> &str {
    let key = path.split_once('#').map_or(path, |(_, key)| key);
    key.rsplit('.').next().unwrap_or_default()
}
