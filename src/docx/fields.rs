//! Names that survive editing: content control tags, bookmarks, and the table of what they stand for.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::xml::{DECLARATION, escape};
use crate::doc::{BlockId, Field};

/// Namespace of the key table; part of the file format, so it never changes.
const NAMESPACE: &str = "urn:helhedsplan:fields:1";

/// The fields met so far, and how often.
#[derive(Debug, Default)]
pub struct Fields {
    seen: BTreeMap<String, (Field, usize)>,
}

/// What leads back to a field from one of its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle {
    /// Tag of the content control; the same at every place of the field.
    pub tag: String,
    /// Name of the bookmark around it; unique in the document.
    pub bookmark: String,
}

impl Fields {
    /// What leads back from one more place of a field.
    pub fn handle(&mut self, field: &Field) -> Handle {
        let hash = hash(field);
        let (_, count) = self
            .seen
            .entry(hash.clone())
            .or_insert_with(|| (field.clone(), 0));
        *count += 1;
        let bookmark = if *count == 1 {
            format!("_pk_{hash}")
        } else {
            format!("_pk_{hash}_{count}")
        };
        Handle {
            tag: format!("pk_{hash}"),
            bookmark,
        }
    }

    /// The key table: tag → file, path and part, sorted by tag.
    pub fn table(&self) -> String {
        let mut out = format!("{DECLARATION}<fields xmlns=\"{NAMESPACE}\">");
        for (hash, (Field { key, part }, _)) in &self.seen {
            let (file, path) = (escape(&key.file), escape(&key.path));
            out.push_str(&format!(
                r#"<field tag="pk_{hash}" file="{file}" path="{path}" part="{part}"/>"#
            ));
        }
        out.push_str("</fields>");
        out
    }
}

/// What names the key table among a file's data: `customXml/itemProps1.xml`.
pub fn item_properties() -> String {
    format!(
        r#"{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{{6F1B2C60-5D3A-4E0B-9C47-1A2E7F8B3D11}}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>"#
    )
}

/// First 16 hexadecimal digits of the SHA-256 over file, path and part.
fn hash(field: &Field) -> String {
    let Field { key, part } = field;
    short_hash(&format!("{}\0{}\0{part}", key.file, key.path))
}

/// Bookmark around a heading's or caption's words, for page numbers in contents.
pub fn page_bookmark(id: &BlockId) -> String {
    format!("_Toc{}", short_hash(id.as_str()))
}

/// Bookmark around a heading or a caption's number, for cross references.
pub fn number_bookmark(id: &BlockId) -> String {
    format!("_Ref{}", short_hash(id.as_str()))
}

/// Bookmark around the number of a footnote that several places refer to.
pub fn note_bookmark(id: &str) -> String {
    format!("_Note{}", short_hash(id))
}

fn short_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::FieldKey;

    #[test]
    fn tags_repeat_and_bookmarks_do_not() {
        let key = FieldKey {
            file: "plan.toml".into(),
            path: "a.\"b&".into(),
        };
        let field = Field { key, part: 3 };
        let mut fields = Fields::default();
        let (one, two) = (fields.handle(&field), fields.handle(&field));
        assert_eq!(one.tag, two.tag);
        assert_eq!(one.bookmark, format!("_{}", one.tag));
        assert_eq!(two.bookmark, format!("_{}_2", one.tag));
        assert!(
            fields
                .table()
                .contains(r#"file="plan.toml" path="a.&quot;b&amp;" part="3""#)
        );
    }
}
