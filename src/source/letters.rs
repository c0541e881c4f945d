//! Letters as one sign each: the `a` with a ring after it, which a Mac or a PDF gives, is the å that others write.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A text whose letters are composed, as everybody means them and as fonts have them.
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn letters_in_two_signs_become_one() {
        assert_eq!(
            composed("A\u{30a}rsta a\u{30a}r, cafe\u{301}"),
            "Årsta år, café"
        );
        assert_eq!(composed("æøå – §"), "æøå – §");
    }
}
