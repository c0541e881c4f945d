//! Texts: each knows the key it is written under.

use std::{collections::BTreeMap, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::key::FieldKey;

/// A plain text: shown as it stands, never read as markup.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[schemars(with = "String", inline)]
pub struct Label {
    /// The words; `\n` is a line break.
    #[serde(rename = "$vaerdi")]
    pub text: String,
    /// Where it is written.
    #[serde(rename = "$noegle")]
    pub key: FieldKey,
}

/// A text in CommonMark with `{{ … }}`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[schemars(with = "String", inline)]
pub struct Prose {
    /// The source text.
    #[serde(rename = "$vaerdi")]
    pub text: String,
    /// Where it is written.
    #[serde(rename = "$noegle")]
    pub key: FieldKey,
    /// What its footnotes and parameters mean.
    #[serde(rename = "$fil", deserialize_with = "shared")]
    pub scope: Arc<Scope>,
}

/// Names that a prose text may use besides the plan's data.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct Scope {
    /// Footnotes of the file, by id.
    #[serde(rename = "fodnoter", default)]
    pub notes: BTreeMap<String, Label>,
    /// Prefix that makes footnote ids unique in the plan: the file's name.
    #[serde(rename = "$noegle", deserialize_with = "prefix")]
    pub prefix: String,
    /// Parameters of a shared activity: `{{ med.emne }}`.
    #[serde(skip)]
    pub with: BTreeMap<String, Label>,
}

impl Prose {
    /// The same, with parameters that it may name.
    pub fn told(&self, with: &BTreeMap<String, Label>) -> Prose {
        let scope = Scope {
            with: with.clone(),
            ..Scope::clone(&self.scope)
        };
        Prose {
            scope: Arc::new(scope),
            ..self.clone()
        }
    }
}

/// Texts are written as their words.
impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

/// Texts are written as their words.
impl Serialize for Prose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

/// The scope of a file, for `deserialize_with`.
pub fn shared<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Scope>, D::Error> {
    Scope::deserialize(from).map(Arc::new)
}

/// `delaftaler/uddannelse.toml` → `delaftaler-uddannelse`.
fn prefix<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let key = FieldKey::deserialize(from)?;
    Ok(key.file.trim_end_matches(".toml").replace('/', "-"))
}
