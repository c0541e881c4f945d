//! What a number looks like in a sheet: by its cell's number format, as a Danish Excel shows it.

use std::collections::HashMap;

use calamine::Style as CellStyle;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use ssfmt::{DateSystem, FormatOptions, Locale, NumberFormat, ast::FormatPart};

use crate::{
    lower::rows::{
        grid::Shown,
        number::{self, Style},
    },
    text::danish::MONTHS,
};

/// Formats that a file names by number only, and what they are in Denmark where that is not what they are in America.
const DANISH: [(u32, &str); 19] = [
    (5, r#"#,##0 "kr.";-#,##0 "kr.""#),
    (6, r#"#,##0 "kr.";-#,##0 "kr.""#),
    (7, r#"#,##0.00 "kr.";-#,##0.00 "kr.""#),
    (8, r#"#,##0.00 "kr.";-#,##0.00 "kr.""#),
    (14, "dd-mm-yyyy"),
    (15, "dd-mmm-yy"),
    (16, "dd-mmm"),
    (17, "mmm-yy"),
    (20, "hh:mm"),
    (21, "hh:mm:ss"),
    (22, "dd-mm-yyyy hh:mm"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (41, r#"_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-"#),
    (
        42,
        r#"_-* #,##0 "kr."_-;-* #,##0 "kr."_-;_-* "-" "kr."_-;_-@_-"#,
    ),
    (43, r#"_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-"#),
    (
        44,
        r#"_-* #,##0.00 "kr."_-;-* #,##0.00 "kr."_-;_-* "-"?? "kr."_-;_-@_-"#,
    ),
];

/// The number formats of a workbook.
pub(super) struct Formats {
    styles: Vec<Option<(Option<u32>, String)>>,
    /// The code of each style that was asked for, and how it is shown if it can be read.
    read: HashMap<usize, (String, Option<NumberFormat>)>,
    numbers: FormatOptions,
    dates: FormatOptions,
}

impl Formats {
    pub fn new(styles: &[CellStyle], from_1904: bool) -> Self {
        let styles = styles.iter().map(|style| {
            let format = style.number_format.as_ref()?;
            Some((format.format_id, format.format_code.clone()))
        });
        let date_system = if from_1904 {
            DateSystem::Date1904
        } else {
            DateSystem::Date1900
        };
        Formats {
            styles: styles.collect(),
            read: HashMap::new(),
            numbers: FormatOptions {
                date_system,
                locale: danish(','),
            },
            dates: FormatOptions {
                date_system,
                locale: danish('.'),
            },
        }
    }

    /// Days from the beginning of the calendar of 1900 to that of this workbook.
    pub fn before(&self) -> f64 {
        match self.dates.date_system {
            DateSystem::Date1900 => 0.0,
            DateSystem::Date1904 => 1462.0,
        }
    }

    /// What a number shows in a cell of a style; `None` where its format has no way to show it.
    pub fn shown(&mut self, number: f64, style: usize) -> Option<Shown> {
        let written = self.styles.get(style).and_then(Option::as_ref);
        let (code, format) = self.read.entry(style).or_insert_with(|| {
            let code = written.map_or("General".to_owned(), |(id, code)| code_of(*id, code));
            let format = NumberFormat::parse(&code).ok();
            (code, format)
        });
        if hides(code, number) {
            return Some(Shown::Blank);
        }
        let format = format.as_ref()?;
        let number = settled(number, format);
        let options = if format.is_date_format() {
            &self.dates
        } else {
            &self.numbers
        };
        let mut text = format.try_format(number, options).ok()?;
        if format.is_date_format() {
            // Danes part hours from minutes by a point, and days from months by a hyphen.
            text = text.replace(':', ".").replace('/', "-");
        } else if english(format) {
            text = with_commas(&text);
        }
        if format.is_date_format() && text.is_empty() {
            // A day before the calendar of sheets begins.
            return None;
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A number of which signs alone are left, or an exponent where nobody asked for one, is shown to nobody's use.
        let signs = number != 0.0 && text.chars().all(|c| "-−–() ".contains(c)) && !text.is_empty();
        if signs || (general(format) && text.contains('E')) {
            return None;
        }
        Some(if text.is_empty() {
            Shown::Blank
        } else if text.contains(|c: char| c.is_ascii_digit()) {
            let number = number_of(&text).filter(|_| !in_thousands(format));
            Shown::Number(text, number)
        } else {
            // A zero that the format shows as a dash.
            Shown::Words(text)
        })
    }
}

/// A day, counted as sheets do, in words.
pub(super) fn date_words(days: f64) -> Option<String> {
    let options = FormatOptions {
        date_system: DateSystem::Date1900,
        locale: danish('.'),
    };
    let format = NumberFormat::parse("d. mmmm yyyy").ok()?;
    format.try_format(days, &options).ok()
}

/// The code of a format, where Denmark has its own.
fn code_of(id: Option<u32>, code: &str) -> String {
    // A file may say what its money is; without a word of it, it is that of the system, told here in American.
    let american = code.contains("_(") || code.contains("($");
    let by_system = |own: u32| !(41..=44).contains(&own) || american;
    let own = DANISH
        .iter()
        .find(|(own, _)| Some(*own) == id && by_system(*own));
    match own {
        Some((_, code)) => (*code).to_owned(),
        // What the system's own settings say of long dates and of times.
        None if code.starts_with("[$-F800]") => "d. mmmm yyyy".to_owned(),
        None if code.starts_with("[$-F400]") => "hh:mm:ss".to_owned(),
        None => code.to_owned(),
    }
}

/// Whether a format says nothing at all for numbers of that sign, as `0;-0;;@` for zero: the cell looks empty.
fn hides(code: &str, number: f64) -> bool {
    let mut quoted = false;
    let sections: Vec<&str> = code
        .split(|c| {
            quoted ^= c == '"';
            c == ';' && !quoted
        })
        .collect();
    let own = match sections.len() {
        1 => None,
        _ if number > 0.0 => Some(0),
        _ if number < 0.0 => Some(1),
        2 => Some(0),
        _ => Some(2),
    };
    own.is_some_and(|own| sections[own].is_empty())
}

/// Whether a number is shown as long as it is: `General`, and `@`, which is meant for texts. The text's own section of
/// another format is none of a number's.
fn general(format: &NumberFormat) -> bool {
    let mut parts = format.sections().iter().flat_map(|section| &section.parts);
    let text = format.sections().first().is_some_and(|section| {
        let mut parts = section.parts.iter();
        parts.any(|part| matches!(part, FormatPart::TextPlaceholder))
    });
    text || parts.clone().next().is_none()
        || parts.any(|part| matches!(part, FormatPart::GeneralNumber))
}

/// Whether the crate shows decimals of this format by a point, whatever sign it is given: where the format does not say
/// how many, and before an exponent.
fn english(format: &NumberFormat) -> bool {
    let mut parts = format.sections().iter().flat_map(|section| &section.parts);
    general(format) || parts.any(|part| matches!(part, FormatPart::Scientific { .. }))
}

/// A text with a comma for each point before a digit; that of `stk.` stays.
fn with_commas(text: &str) -> String {
    let mut signs = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(sign) = signs.next() {
        let decimals = sign == '.' && signs.peek().is_some_and(char::is_ascii_digit);
        out.push(if decimals { ',' } else { sign });
    }
    out
}

/// Whether the format shows thousands or millions: 1.235 for 1.234.567. Which of the two a column means, nobody can tell.
fn in_thousands(format: &NumberFormat) -> bool {
    precision(format).is_some_and(|(_, scale)| scale > Decimal::ONE)
}

/// The number that a text shows; brackets are a minus of bookkeepers.
fn number_of(text: &str) -> Option<Decimal> {
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let read = number::read(inner.unwrap_or(text))?;
    // What is shown is Danish: a point parts thousands, even where an Englishman would read decimals.
    let number = read.reading.by(Style::Danish)?;
    Some(if inner.is_some() { -number } else { number })
}

/// The number as the sheet shows it before signs are put to it: rounded half up from its fifteen true digits, as
/// spreadsheets do. 1.005 is held as 1.00499999999999989 and shown as 1,01.
fn settled(number: f64, format: &NumberFormat) -> f64 {
    let Ok(exact) = Decimal::from_scientific(&format!("{number:.14e}")) else {
        return number;
    };
    let rounded = precision(format).and_then(|(decimals, scale)| {
        let shown = exact.checked_div(scale)?;
        let shown = shown.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        shown.checked_mul(scale)
    });
    rounded.unwrap_or(exact).to_f64().unwrap_or(number)
}

/// How many decimals of a number the format shows, and what it is divided by before that: 1000 for each comma after
/// the last digit, a hundredth for each sign of per cent. `None` where it does not say.
fn precision(format: &NumberFormat) -> Option<(u32, Decimal)> {
    if format.is_date_format() || general(format) {
        return None;
    }
    let sections = format.sections().iter().filter_map(|section| {
        let parts = &section.parts;
        let count = |parts: &[FormatPart], wanted: fn(&FormatPart) -> bool| {
            parts.iter().filter(|part| wanted(part)).count()
        };
        let digit = |part: &FormatPart| matches!(part, FormatPart::Digit(_));
        let last = parts.iter().rposition(digit)?;
        let point = parts
            .iter()
            .position(|part| matches!(part, FormatPart::DecimalPoint));
        let shown = point.map_or(0, |point| count(&parts[point..], digit));
        let thousands = count(&parts[last..], |part| {
            matches!(part, FormatPart::ThousandsSeparator)
        });
        let per_cent = count(parts, |part| matches!(part, FormatPart::Percent));
        let other = count(parts, |part| {
            matches!(
                part,
                FormatPart::Scientific { .. } | FormatPart::Fraction { .. }
            )
        });
        let scale = (0..thousands).try_fold(Decimal::ONE, |scale, _| {
            scale.checked_mul(Decimal::ONE_THOUSAND)
        });
        let scale =
            (0..per_cent).try_fold(scale?, |scale, _| scale.checked_div(Decimal::ONE_HUNDRED));
        (other == 0).then_some((u32::try_from(shown).ok()?, scale?))
    });
    sections.max_by_key(|(decimals, _)| *decimals)
}

/// Danish signs and names. In a date the point is no decimal sign: `d. mmmm yyyy`.
fn danish(point: char) -> Locale {
    Locale {
        decimal_separator: point,
        thousands_separator: '.',
        currency_symbol: "kr.",
        am_string: "AM",
        pm_string: "PM",
        month_names_short: [
            "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
        ],
        month_names_full: MONTHS,
        day_names_short: ["sø", "ma", "ti", "on", "to", "fr", "lø"],
        day_names_full: [
            "søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(number: f64, code: &str) -> String {
        let format = Some((None, code.to_owned()));
        let mut formats = Formats::new(&[], false);
        formats.styles.push(format);
        match formats.shown(number, 0) {
            Some(Shown::Number(text, Some(number))) => format!("{text} = {number}"),
            Some(Shown::Number(text, None)) => text,
            Some(Shown::Words(text)) => format!("»{text}«"),
            Some(Shown::Blank) => "tom".to_owned(),
            Some(Shown::Covered) | None => "kan ikke vises".to_owned(),
        }
    }

    #[test]
    fn numbers_are_shown_as_a_danish_sheet_shows_them() {
        let cases = [
            (0.583, "0.0%", "58,3% = 58.3"),
            (0.583, "0 %", "58 % = 58"),
            (58.3, "0.0\" %\"", "58,3 % = 58.3"),
            (58.3, "0.0\\%", "58,3% = 58.3"),
            (83.0, "0.0", "83,0 = 83.0"),
            (1.005, "0.00", "1,01 = 1.01"),
            (0.285, "0%", "29% = 29"),
            (-0.125, "0.0%", "-12,5% = -12.5"),
            (1234.0, "General", "1234 = 1234"),
            (0.1 + 0.2, "General", "0,3 = 0.3"),
            (1_234_567.5, "#,##0.00", "1.234.567,50 = 1234567.50"),
            (1234.0, "#,##0", "1.234 = 1234"),
            (1_234_567.0, "#,##0,", "1.235"),
            (58.3, "@", "58,3 = 58.3"),
            (12.5, "General\" stk.\"", "12,5 stk."),
            (800.0, "0000", "0800"),
            (12.0, "0\" stk.\"", "12 stk."),
            (-5.0, "#,##0;(#,##0)", "(5) = -5"),
            (2500.0, "#,##0.00 [$kr.-406]", "2.500,00 kr. = 2500.00"),
            (0.0, "_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-", "»-«"),
            (
                1234.0,
                "_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-",
                "1.234 = 1234",
            ),
            (-4.0, "-General", "kan ikke vises"),
            (5_790_001_234_567.0, "General", "kan ikke vises"),
            (5_790_001_234_567.0, "0", "5790001234567 = 5790001234567"),
            (5.0, ";;;", "tom"),
            (0.0, "0;-0;;@", "tom"),
            (7.0, "0;-0;;@", "7 = 7"),
            (1.5, "# ?/?", "1 1/2"),
            (1.0e20, "0.00E+00", "1,00E+20"),
        ];
        for (number, code, right) in cases {
            assert_eq!(told(number, code), right, "{number} {code}");
        }
    }

    #[test]
    fn dates_times_and_durations_are_shown_as_the_clock_and_the_calendar_say() {
        let cases = [
            (44470.0, "dd-mm-yyyy", "01-10-2021"),
            (44470.0, "d/m/yyyy", "1-10-2021"),
            (44470.0, "d. mmmm yyyy", "1. oktober 2021"),
            (44470.0, "[$-406]dddd d. mmm yy", "fredag 1. okt 21"),
            (44470.0, "yyyy", "2021 = 2021"),
            (14.5 / 24.0, "h:mm", "14.30"),
            (37.5 / 24.0, "[h]:mm", "37.30"),
            (9.0 / 24.0, "hh:mm:ss", "09.00.00"),
            (-1.0, "dd-mm-yyyy", "kan ikke vises"),
        ];
        for (number, code, right) in cases {
            assert_eq!(told(number, code), right, "{number} {code}");
        }
    }
}
