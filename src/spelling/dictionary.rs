//! Whether there is such a word.

use std::{fmt, sync::OnceLock};

use super::{
    Form,
    walk::{Forms, Place},
};

/// All forms of da_DK; `assets/ordbog/AENDRINGER` tells how the file is made.
static DANISH: &[u8] = include_bytes!("../../assets/ordbog/da.fst");

/// The words of a language.
pub struct Dictionary {
    /// `None` only if the program was built around a broken file, which a test would tell.
    forms: Option<Forms>,
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Dictionary").finish_non_exhaustive()
    }
}

/// The Danish dictionary.
pub fn danish() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| Dictionary {
        forms: Forms::new(DANISH).ok(),
    })
}

impl Dictionary {
    pub(super) fn start(&self) -> Option<Place<'_>> {
        self.forms.as_ref().map(Place::start)
    }

    /// What a form may do, written exactly so; nothing if it is none.
    pub fn form(&self, written: &str) -> Form {
        let place = self
            .start()
            .and_then(|start| start.after_all(written.as_bytes()));
        place.and_then(Place::form).unwrap_or_default()
    }

    /// Whether there is a word that is written exactly so.
    pub fn has(&self, written: &str) -> bool {
        self.form(written).may(Form::ALONE)
    }

    /// Whether a word begins with these letters.
    pub(super) fn goes_on(&self, letters: &str) -> bool {
        self.start()
            .is_some_and(|start| start.after_all(letters.as_bytes()).is_some())
    }

    /// Whether there is such a word: as written, with a capital that its place gives it, or all in capitals.
    pub fn knows(&self, word: &str) -> bool {
        if self.has(word) {
            return true;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        let lower = word.to_lowercase();
        let shouted = || word.chars().skip(1).all(|c| !c.is_lowercase());
        self.has(&lower) || shouted() && self.has(&capitalised(&lower))
    }
}

/// With a capital first.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
