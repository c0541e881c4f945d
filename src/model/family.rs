//! What a template family lets a plan write, beyond what every plan may: data of the family (`familie.toml`), from
//! which shapes, change list and check follow.

use serde::Deserialize;

/// Words in Danish and in English.
pub type Called = [String; 2];

/// `familie.toml`: what a plan of the family is made of.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The family of the program that has what this one lacks.
    #[serde(rename = "bygger_paa")]
    pub base: Option<String>,
    /// The agreement's text.
    #[serde(rename = "aftale")]
    pub agreement: AgreementForm,
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
