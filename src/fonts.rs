//! The fonts inside the program: Carlito in four styles (SIL Open Font License, `assets/fonts/OFL.txt`).
//!
//! Documents look the same on every machine because no other font is ever looked at.

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::Font;

static FILES: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/Carlito-Regular.ttf"),
    include_bytes!("../assets/fonts/Carlito-Bold.ttf"),
    include_bytes!("../assets/fonts/Carlito-Italic.ttf"),
    include_bytes!("../assets/fonts/Carlito-BoldItalic.ttf"),
];

/// The font files, regular first.
pub fn all() -> &'static [&'static [u8]] {
    &FILES
}

/// Whether every style of the font has a glyph for this character. PDF/UA admits no text without.
pub fn covers(c: char) -> bool {
    let has = |font: &Font| font.info().coverage.contains(u32::from(c));
    parsed().iter().all(has)
}

/// The fonts as Typst reads them, parsed once per process.
pub(crate) fn parsed() -> &'static [Font] {
    static PARSED: OnceLock<Vec<Font>> = OnceLock::new();
    PARSED.get_or_init(|| {
        FILES
            .iter()
            .flat_map(|file| Font::iter(Bytes::new(*file)))
            .collect()
    })
}
