//! How likely a slip is: the less it costs, the more people make it.

/// Rows of a Danish keyboard.
const ROWS: [&str; 3] = ["qwertyuiopå", "asdfghjklæø", "zxcvbnm"];
/// Letters that are often not heard, and the s between the parts of compounds.
const SILENT: [char; 8] = ['d', 'g', 't', 'h', 'v', 'e', 'r', 's'];

/// A double letter that should be one, or the other way round.
pub const DOUBLE: f64 = 0.5;
/// Letters that sound alike.
const ALIKE: f64 = 0.6;
/// Pairs of them, in their order.
const PAIRS: [(char, char); 11] = [
    ('b', 'p'),
    ('c', 'k'),
    ('c', 's'),
    ('d', 't'),
    ('e', 'i'),
    ('e', 'æ'),
    ('g', 'k'),
    ('i', 'j'),
    ('o', 'å'),
    ('y', 'ø'),
    ('æ', 'ø'),
];
/// A slip that costs less is likely: a double letter, one that is not heard, two that sound alike.
pub const LIKELY: f64 = 0.85;
/// Two letters that changed places.
const SWAPPED: f64 = 0.7;
/// A letter that is not heard.
const UNHEARD: f64 = 0.8;
/// Any other letter left out or put in.
const MISSED: f64 = 0.9;
/// The key beside.
const BESIDE: f64 = 0.9;
/// Some other letter.
const OTHER: f64 = 1.1;
/// More than one slip.
const SEVERAL: f64 = 2.2;
/// On top, for a slip in the first letter, which people look at.
const FIRST: f64 = 0.4;

/// A slip within a word.
#[derive(Debug, Clone, Copy)]
pub enum Slip {
    /// A letter that one of the two has not, and what it stands between.
    Lone(char, [Option<char>; 2]),
    /// A letter for another.
    Other(char, char),
    /// Two letters that changed places.
    Swapped,
}

impl Slip {
    /// Whether it may be one of those that cost less than [`LIKELY`]; `at` is its place in the word.
    pub fn may_be_likely(self, at: usize) -> bool {
        at > 0
            && match self {
                Slip::Lone(letter, beside) => {
                    SILENT.contains(&letter) || beside.contains(&Some(letter))
                }
                Slip::Other(one, other) => sound_alike(one, other),
                Slip::Swapped => true,
            }
    }
}

/// The price of writing `wrong` for `right`, both in lower case.
pub fn price(wrong: &str, right: &str) -> f64 {
    let wrong: Vec<char> = wrong.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let before = same(&mut wrong.iter().zip(&right));
    let after = same(
        &mut wrong[before..]
            .iter()
            .rev()
            .zip(right[before..].iter().rev()),
    );
    let first = if before == 0 { FIRST } else { 0.0 };
    let slip = match (
        &wrong[before..wrong.len() - after],
        &right[before..right.len() - after],
    ) {
        ([], [letter]) | ([letter], []) => {
            if doubles(*letter, before, &wrong) || doubles(*letter, before, &right) {
                DOUBLE
            } else if SILENT.contains(letter) {
                UNHEARD
            } else {
                MISSED
            }
        }
        ([one, two], [other, another]) if one == another && two == other => SWAPPED,
        ([one], [other]) if sound_alike(*one, *other) => ALIKE,
        ([one], [other]) if lie_beside(*one, *other) => BESIDE,
        ([_], [_]) => OTHER,
        _ => SEVERAL,
    };
    first + slip
}

/// Whether a letter at a place stands beside its like.
fn doubles(letter: char, at: usize, word: &[char]) -> bool {
    let is = |at: usize| word.get(at) == Some(&letter);
    at > 0 && is(at - 1) || is(at) && is(at + 1)
}

fn sound_alike(one: char, other: char) -> bool {
    PAIRS.contains(&(one.min(other), one.max(other)))
}

fn lie_beside(one: char, other: char) -> bool {
    ROWS.iter().any(|row| {
        let at = |letter| row.chars().position(|key| key == letter);
        at(one)
            .zip(at(other))
            .is_some_and(|(one, other)| one.abs_diff(other) == 1)
    })
}
