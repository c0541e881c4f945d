//! What a template family lets a plan write, beyond what every plan may: data of the family (`familie.toml`), from
//! which shapes, change list and check follow.

use serde::Deserialize;

use super::declared::{FieldKind, RegisterForm, TableForm, YEAR};

/// Words in Danish and in English.
pub type Called = [String; 2];

/// `familie.toml`: what a plan of the family is made of.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The family of the program that has what this one lacks.
    #[serde(rename = "bygger_paa")]
    pub base: Option<String>,
    /// What a plan of the family is called in its title: `Helhedsplan`.
    #[serde(rename = "planen", default)]
    pub title: Option<String>,
    /// The agreement's text.
    #[serde(rename = "aftale")]
    pub agreement: AgreementForm,
    /// Registers of its own.
    #[serde(rename = "register", default)]
    pub registers: Vec<RegisterForm>,
    /// Tables of its own, derived from registers.
    #[serde(rename = "tabel", default)]
    pub tables: Vec<TableForm>,
}

/// The text of the agreement: the file that holds it, and its items.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementForm {
    /// Its file: `strategisk-aftale.toml`.
    #[serde(rename = "fil")]
    pub file: String,
    /// What a list of changes calls it.
    #[serde(rename = "kaldes")]
    pub called: Called,
    /// What an editor shows its author.
    #[serde(rename = "beskrivelse")]
    pub description: String,
    /// Its items, in the document's order.
    #[serde(rename = "punkt")]
    pub items: Vec<ItemForm>,
}

/// An item of the agreement.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemForm {
    /// Its key in the file: `formaal`.
    #[serde(rename = "noegle")]
    pub key: String,
    /// What a list of changes calls it.
    #[serde(rename = "kaldes")]
    pub called: Called,
    /// What an editor shows its author.
    #[serde(rename = "beskrivelse")]
    pub description: String,
    /// What follows it in a list of changes.
    #[serde(rename = "derefter", default)]
    pub followed_by: Vec<Follows>,
}

/// What follows an item of the agreement in a list of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follows {
    /// The fixed indicators.
    FasteIndikatorer,
    /// The delaftaler.
    Delaftaler,
    /// Funders and money.
    Oekonomi,
}

/// Names that the plan's own data have in `{{ … }}`, in expressions and among the public data; no register can take one.
const TAKEN: [&str; 20] = [
    "plan",
    "part",
    "kvarter",
    "afdeling",
    "antal",
    "tal",
    "tabel",
    "figur",
    "oversigt",
    "bilag",
    "delaftale",
    "afsnit",
    "oekonomi",
    "med",
    "post",
    "form",
    "forkortelse",
    "finansieringskilde",
    "indikator",
    "maalerunde",
];

/// Files in `registre/` that every plan may have.
const COMMON: [&str; 6] = [
    "parter",
    "kvarterer",
    "afdelinger",
    "forkortelser",
    "ordbog",
    "tal",
];

impl Form {
    /// The first word that cannot stand where it stands, since there is no such thing or another has the name: its key, and
    /// the word.
    pub fn fault(&self) -> Option<(String, String)> {
        let agreement = self
            .agreement
            .items
            .iter()
            .enumerate()
            .find_map(|(at, item)| {
                let taken = ["indledning", "fodnoter"].contains(&item.key.as_str());
                let twice = self.agreement.items[..at]
                    .iter()
                    .any(|one| one.key == item.key);
                (taken || twice).then(|| (format!("aftale.punkt.{at}.noegle"), item.key.clone()))
            });
        let registers = self.registers.iter().enumerate();
        let mut registers = registers.map(|(at, register)| self.register_fault(at, register));
        let tables = self.tables.iter().enumerate();
        let mut tables = tables.map(|(at, table)| self.table_fault(at, table));
        agreement
            .or_else(|| registers.find_map(|fault| fault))
            .or_else(|| tables.find_map(|fault| fault))
    }

    fn register(&self, key: &str) -> Option<&RegisterForm> {
        self.registers.iter().find(|register| register.key == key)
    }

    fn register_fault(&self, at: usize, register: &RegisterForm) -> Option<(String, String)> {
        let place = |key: &str| format!("register.{at}.{key}");
        let before = &self.registers[..at];
        let RegisterForm { key, file, .. } = register;
        if TAKEN.contains(&key.as_str()) || before.iter().any(|one| one.key == *key) {
            return Some((place("noegle"), key.clone()));
        }
        if COMMON.contains(&file.as_str()) || before.iter().any(|one| one.file == *file) {
            return Some((place("fil"), file.clone()));
        }
        register
            .fields
            .iter()
            .enumerate()
            .find_map(|(index, field)| {
                let named = field.register.as_deref();
                let known = named.is_some_and(|key| self.register(key).is_some());
                let word = match field.kind {
                    FieldKind::Post if !known => named.unwrap_or(&field.key),
                    FieldKind::Valg if field.words.is_empty() => &field.key,
                    _ if field.key == "id" || field.key == "note" => &field.key,
                    _ => return None,
                };
                Some((place(&format!("felt.{index}")), word.to_owned()))
            })
    }

    fn table_fault(&self, at: usize, table: &TableForm) -> Option<(String, String)> {
        let place = |key: &str| format!("tabel.{at}.{key}");
        let register = self.register(&table.rows);
        if register.is_none() && table.rows != YEAR {
            return Some((place("raekker"), table.rows.clone()));
        }
        let columns = table.columns.iter().enumerate();
        let mut columns = columns.filter(|(_, column)| column.expression.is_none());
        let wrong = columns.find(|(_, column)| match register {
            Some(register) => register.field(column.field()).is_none(),
            None => column.field() != YEAR,
        });
        if let Some((index, column)) = wrong {
            return Some((
                place(&format!("kolonne.{index}")),
                column.field().to_owned(),
            ));
        }
        let mut limits = table.limits.iter().enumerate();
        limits.find_map(|(index, limit)| {
            let unknown = table.column(&limit.column).is_none();
            unknown.then(|| {
                (
                    place(&format!("graense.{index}.kolonne")),
                    limit.column.clone(),
                )
            })
        })
    }
}

impl Follows {
    /// All of them, in the order in which they come where no item says otherwise.
    pub const ALL: [Follows; 3] = [
        Follows::FasteIndikatorer,
        Follows::Delaftaler,
        Follows::Oekonomi,
    ];
}

impl AgreementForm {
    /// The name of its file without ending.
    pub fn name(&self) -> &str {
        self.file.trim_end_matches(".toml")
    }

    /// The item with a key.
    pub fn item(&self, key: &str) -> Option<&ItemForm> {
        self.items.iter().find(|item| item.key == key)
    }

    /// The item that something follows.
    pub fn before(&self, follows: Follows) -> Option<&ItemForm> {
        let mut items = self.items.iter();
        items.find(|item| item.followed_by.contains(&follows))
    }
}
