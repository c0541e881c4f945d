//! Words and numbers in a chart: how they are written, how wide they are, where they break.

use rust_decimal::{Decimal, RoundingStrategy};

/// Advance widths of the printable ASCII characters of Carlito Regular, in 1/2048 em, from U+0020.
///
/// Read from the `hmtx` table of `assets/fonts/Carlito-Regular.ttf`; Calibri has the same widths.
const ASCII: [u16; 95] = [
    463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791, 1038,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949, 1831,
    1185, 1114, 1092, 1260, 1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751, 1322, 1356, 1058,
    1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959, 628, 791, 628, 1020, 1020, 596, 981,
    1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636, 1076, 1080, 1076, 1076, 714,
    801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
];

/// The soft hyphen: shown only where a word breaks.
const SOFT: char = '\u{ad}';
/// The hyphen that does not break, which the font has none of.
pub const NO_BREAK_HYPHEN: char = '\u{2011}';
/// The no-break space.
pub const NBSP: char = '\u{a0}';

/// Width of a text in points.
pub fn width(text: &str, size: f64) -> f64 {
    let units: u32 = text.chars().map(advance).sum();
    f64::from(units) / 2048.0 * size
}

fn advance(c: char) -> u32 {
    let index = u32::from(c)
        .checked_sub(0x20)
        .and_then(|index| usize::try_from(index).ok());
    if let Some(width) = index.and_then(|index| ASCII.get(index)) {
        return u32::from(*width);
    }
    match c {
        SOFT => 0,
        NBSP => 463,
        NO_BREAK_HYPHEN => 627,
        'æ' => 1583,
        'Æ' => 1563,
        'ø' | 'ö' => 1084,
        'Ø' | 'Ö' | 'Ü' => 1359,
        'å' | 'ä' | 'é' | 'ü' => 1076,
        'Å' | 'Ä' | 'É' => 1185,
        '–' | '§' | '−' | '×' | '€' => 1038,
        '’' | '‘' | '·' => 517,
        '“' | '”' => 857,
        // Wider than almost every letter: a guess that is too wide leaves paper, never overlaps.
        _ => 1414,
    }
}

/// A number the Danish way: `1.234,5`, with as many decimals as asked for; a half is rounded up,
/// as a reader would do it with the decimals that the plan states.
pub fn number(value: f64, decimals: u8) -> String {
    let digits = digits(value.abs(), decimals.min(12));
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::new();
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

fn digits(value: f64, decimals: u8) -> String {
    let places = usize::from(decimals);
    match Decimal::try_from(value) {
        Ok(exact) => {
            let strategy = RoundingStrategy::MidpointAwayFromZero;
            format!(
                "{:.places$}",
                exact.round_dp_with_strategy(u32::from(decimals), strategy)
            )
        }
        // Beyond what a decimal holds there is no half to care for.
        Err(_) => format!("{value:.places$}"),
    }
}

/// Lines of a name that fit `room` points; a word that is too long is broken with a hyphen.
pub fn wrap(name: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in name
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
    {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, size) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word.to_owned();
        while width(&rest, size) > room {
            let Some((head, tail)) = split(&rest, room, size) else {
                break;
            };
            lines.push(head);
            rest = tail;
        }
        line = rest;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.iter().map(|line| line.replace(SOFT, "")).collect()
}

/// Breaks a long word so that the first part fits: at a soft hyphen or hyphen if it has one that
/// fits, else between a vowel and consonant + vowel, else where it must.
fn split(word: &str, room: f64, size: f64) -> Option<(String, String)> {
    let chars: Vec<char> = word.chars().collect();
    let fits = |at: usize| {
        let head: String = chars[..at].iter().collect();
        width(&head, size) + width("-", size) <= room
    };
    let most = (1..chars.len()).take_while(|at| fits(*at)).last()?;
    let given = |at: &usize| matches!(chars[at - 1], SOFT | '-' | '/');
    let spoken = |at: &usize| {
        let tail = chars.len() - at;
        *at >= 3 && tail >= 3 && vowel(chars[at - 1]) && !vowel(chars[*at]) && vowel(chars[at + 1])
    };
    let at = (1..=most)
        .rev()
        .find(given)
        .or_else(|| (1..=most).rev().find(spoken))
        .unwrap_or(most);
    let mut head: String = chars[..at].iter().collect();
    if !head.ends_with(['-', '/']) {
        head.push('-');
    }
    Some((head, chars[at..].iter().collect()))
}

fn vowel(c: char) -> bool {
    "aeiouyæøåéAEIOUYÆØÅÉ".contains(c)
}
