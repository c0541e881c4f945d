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

/// The letters of which one too many or too few between two others is a likely slip.
pub fn lone_letters(beside: [Option<char>; 2]) -> impl Iterator<Item = char> {
    SILENT.into_iter().chain(beside.into_iter().flatten())
}

/// The letters that sound like one.
pub fn sounding_like(letter: char) -> impl Iterator<Item = char> {
    PAIRS.iter().filter_map(move |(one, other)| match letter {
        letter if letter == *one => Some(*other),
        letter if letter == *other => Some(*one),
        _ => None,
    })
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
        ([one], [other]) if sounding_like(*one).any(|like| like == *other) => ALIKE,
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

fn lie_beside(one: char, other: char) -> bool {
    ROWS.iter().any(|row| {
        let at = |letter| row.chars().position(|key| key == letter);
        at(one)
            .zip(at(other))
            .is_some_and(|(one, other)| one.abs_diff(other) == 1)
    })
}
