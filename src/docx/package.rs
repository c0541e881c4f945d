//! The package: parts, content types, relations, and a zip whose bytes depend on nothing else.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::Internal;
use super::figure::Media;
use super::xml::{DECLARATION, escape};

/// WordprocessingML.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// DrawingML.
pub const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Pictures in DrawingML.
pub const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// How hard parts are packed, of 9.
const PACKED: i64 = 2;
const KIND: &str = "application/vnd.openxmlformats-officedocument";

/// What document parts declare on their root.
pub const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office""#,
);

/// The same for parts that are trees, with drawings and Word 2013's additions.
pub fn namespaces() -> Vec<(Cow<'static, str>, String)> {
    let pairs = [
        ("xmlns:w", W),
        ("xmlns:r", R),
        (
            "xmlns:wp",
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        ),
        ("xmlns:a", A),
        ("xmlns:pic", PIC),
        (
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
        (
            "xmlns:w15",
            "http://schemas.microsoft.com/office/word/2012/wordml",
        ),
        ("mc:Ignorable", "w15"),
    ];
    pairs
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned()))
        .collect()
}

/// Relation of the cover's header.
pub const HEADER_COVER: &str = "rIdHeaderCover";
/// Relation of the header of upright pages.
pub const HEADER_UPRIGHT: &str = "rIdHeaderUpright";
/// Relation of the header of pages lying down.
pub const HEADER_WIDE: &str = "rIdHeaderWide";
/// Relation of the footer.
pub const FOOTER: &str = "rIdFooter";

/// Relation of a picture file.
pub fn media_id(number: usize) -> String {
    format!("rIdImage{}", number + 1)
}

/// Relations of one part.
#[derive(Debug, Default)]
pub struct Relations {
    links: Vec<String>,
    rest: String,
}

impl Relations {
    /// A relation to a part: the last step of its type, its target.
    pub fn part(&mut self, id: &str, kind: &str, target: &str) {
        self.rest.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"/>"#
        ));
    }

    /// The relation to the core properties, which has a type of its own.
    pub fn core(&mut self, id: &str, target: &str) {
        let kind =
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        self.rest.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#
        ));
    }

    /// The relation to an outside address; one for all its places.
    pub fn link(&mut self, url: &str) -> String {
        let url = address(url);
        let at = self
            .links
            .iter()
            .position(|known| *known == url)
            .unwrap_or_else(|| {
                self.links.push(url);
                self.links.len() - 1
            });
        format!("rIdLink{}", at + 1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.rest.is_empty()
    }

    fn write(&self) -> String {
        let mut out = format!(
            r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
        );
        out.push_str(&self.rest);
        for (index, url) in self.links.iter().enumerate() {
            let url = escape(url);
            out.push_str(&format!(
                r#"<Relationship Id="rIdLink{}" Type="{R}/hyperlink" Target="{url}" TargetMode="External"/>"#,
                index + 1
            ));
        }
        out.push_str("</Relationships>");
        out
    }
}

/// Word calls a file corrupt over an address that is none: what may not stand in one is percent-encoded.
pub fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        let fine = c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
        if fine {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes)
                .bytes()
                .for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// The finished parts of a document.
#[derive(Default)]
pub struct Package {
    types: String,
    files: Vec<(String, Cow<'static, [u8]>)>,
}

impl Package {
    /// Adds a part with its content type, given by its last step below the Office types.
    pub fn add(&mut self, path: &str, kind: &str, content: impl Into<Vec<u8>>) {
        let kind = if kind.starts_with("application/") {
            kind.to_owned()
        } else {
            format!("{KIND}.{kind}+xml")
        };
        self.types.push_str(&format!(
            r#"<Override PartName="/{path}" ContentType="{kind}"/>"#
        ));
        self.file(path, content);
    }

    /// Adds a file whose type follows from its extension.
    pub fn file(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.files
            .push((path.to_owned(), Cow::Owned(content.into())));
    }

    /// Adds the relations of a part, if it has any.
    pub fn relations(&mut self, path: &str, relations: &Relations) {
        if !relations.is_empty() {
            self.file(path, relations.write());
        }
    }

    /// Zips everything: parts in the order they were added, all of one date, no folders.
    pub fn zip(self, media: &[Media]) -> Result<Vec<u8>, Internal> {
        let types = format!(
            r#"{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>{}</Types>"#,
            self.types
        );
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let dated = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        // WordprocessingML repeats itself so much that the quick way packs it well enough.
        let deflated = dated
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(PACKED));
        // Pictures are packed already.
        let stored = dated.compression_method(zip::CompressionMethod::Stored);
        let mut put = |path: &str, bytes: &[u8], options| -> Result<(), Internal> {
            zip.start_file(path, options)
                .map_err(|error| Internal(format!("zip: {error}")))?;
            zip.write_all(bytes)
                .map_err(|error| Internal(format!("zip: {error}")))
        };
        put("[Content_Types].xml", types.as_bytes(), deflated)?;
        for (path, bytes) in &self.files {
            put(path, bytes, deflated)?;
        }
        for (number, picture) in media.iter().enumerate() {
            let Media {
                extension,
                bytes,
                size: _,
            } = picture;
            put(
                &format!("word/{}", media_path(number, extension)),
                bytes,
                stored,
            )?;
        }
        let done = zip
            .finish()
            .map_err(|error| Internal(format!("zip: {error}")))?;
        Ok(done.into_inner())
    }
}

/// Path of a picture file below `word/`.
pub fn media_path(number: usize, extension: &str) -> String {
    format!("media/image{}.{extension}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Vec<u8> {
        let mut package = Package::default();
        package.add(
            "word/document.xml",
            "wordprocessingml.document.main",
            "<a/>",
        );
        let mut relations = Relations::default();
        assert_eq!(relations.link("https://a.dk/å b\"<"), "rIdLink1");
        assert_eq!(relations.link("https://b.dk/"), "rIdLink2");
        assert_eq!(relations.link("https://b.dk/"), "rIdLink2");
        package.relations("word/_rels/document.xml.rels", &relations);
        package
            .zip(&[Media {
                extension: "png",
                bytes: [1, 2, 3].into(),
                size: (1.0, 1.0),
            }])
            .unwrap()
    }

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let zip = package();
        assert_eq!(zip, package());
        let mut read = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        let names: Vec<String> = (0..read.len())
            .map(|n| read.by_index(n).unwrap().name().to_owned())
            .collect();
        let want = [
            "[Content_Types].xml",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/media/image1.png",
        ];
        assert_eq!(names, want);
        let modified = read.by_index(0).unwrap().last_modified();
        assert_eq!(modified, Some(zip::DateTime::default()));
    }

    #[test]
    fn addresses_hold_nothing_illegal() {
        let mended = address("https://a.dk/å b\"<%20>?x=1&y#z");
        assert_eq!(mended, "https://a.dk/%C3%A5%20b%22%3C%20%3E?x=1&y#z");
    }
}
