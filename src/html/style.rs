//! The looks of the page, from the theme that PDF and Word share: by day its own colours, in the dark others made of them.

use super::opening;
use crate::theme::{Colors, Theme};

/// The style sheet. `@name@` stands for a value of the theme, `@day@` and `@night@` for the colours by their names.
const SHEET: &str = include_str!("page.css");

/// Ground of the page in the dark.
const NIGHT: Colour = Colour([0x15, 0x19, 0x1c]);
/// Least contrast of words in the dark. WCAG 2.2 asks for 4.5; what stands on a tinted ground loses some.
const CONTRAST: f64 = 7.5;

/// Colours that the theme has no say in: what changed, notes, and the ground that they stand on.
const DAY: &str = "--paper:#fff;--note:#fff4d6;--in:#e3f1e3;--in-text:#0b4a1c;--in-pale:#f3f9f3;--new:#f8fcf8;\
--out:#f9e4e4;--out-text:#7a1010;--out-pale:#fdf3f3;--old:#fdf9f9";
/// The same in the dark.
const DARK: &str = "--note:#332b12;--in:#12361d;--in-text:#b5ecc3;--in-pale:#16241b;--new:#161e19;\
--out:#461a1a;--out-text:#fac3c3;--out-pale:#2a1a1a;--old:#1f1819";

/// The style sheet with the theme's fonts and colours, for a list of changes that as many levels approve.
pub fn sheet(theme: &Theme, levels: usize) -> String {
    let Theme {
        page: _,
        font,
        colors,
    } = theme;
    let values = [
        ("@pdf@", safe(&font.pdf)),
        ("@word@", safe(&font.word)),
        ("@leading@", format!("{:.2}", font.leading + 0.1)),
        ("@day@", day(colors)),
        ("@night@", night(colors)),
    ];
    let sheet = values
        .iter()
        .fold(SHEET.to_owned(), |sheet, (name, value)| {
            sheet.replace(name, value)
        });
    sheet + &opening::rules(levels)
}

/// The theme's colours as they are.
fn day(colors: &Colors) -> String {
    let own = [
        ("text", &colors.text),
        ("primary", &colors.primary),
        ("cover", &colors.primary),
        ("muted", &colors.muted),
        ("head", &colors.table_head),
        ("sum", &colors.table_sum),
        ("rule", &colors.rule),
    ];
    let own = own.map(|(name, value)| format!("--{name}:{}", safe(value)));
    format!("{};{DAY}", own.join(";"))
}

/// Their like for a dark ground: words are made lighter until they can be read, grounds get a breath of the theme's colour.
fn night(colors: &Colors) -> String {
    let primary = Colour::read(&colors.primary).unwrap_or(NIGHT).lit();
    let muted = Colour::read(&colors.muted).unwrap_or(NIGHT).lit();
    let own = [
        ("paper", NIGHT),
        ("text", Colour([0xe6, 0xea, 0xec])),
        ("primary", primary),
        ("muted", muted),
        ("head", NIGHT.towards(primary, 0.16)),
        ("sum", NIGHT.towards(primary, 0.07)),
        ("rule", NIGHT.towards(primary, 0.4)),
    ];
    let own = own.map(|(name, colour)| format!("--{name}:{}", colour.written()));
    format!("{};{DARK}", own.join(";"))
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Colour([u8; 3]);

impl Colour {
    /// `#1f4e5f`.
    fn read(value: &str) -> Option<Colour> {
        let digits = value.trim().strip_prefix('#')?;
        let pairs = digits.as_bytes().chunks(2);
        let parts = pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
        let parts: Vec<u8> = parts.collect::<Option<_>>()?;
        (digits.len() == 6).then_some(())?;
        parts.try_into().ok().map(Colour)
    }

    fn written(self) -> String {
        let Colour([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// A share of the way to another colour.
    fn towards(self, other: Colour, share: f64) -> Colour {
        let mut parts = self.0;
        for (part, goal) in parts.iter_mut().zip(other.0) {
            let (from, to) = (f64::from(*part), f64::from(goal));
            // Between two bytes, so a byte.
            *part = (from + (to - from) * share).round() as u8;
        }
        Colour(parts)
    }

    /// How light it is to the eye, from 0 to 1 (relative luminance, WCAG 2.2).
    fn light(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How well it can be told from another.
    fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.light(), other.light());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// As little lighter as words on the dark page must be.
    fn lit(self) -> Colour {
        let white = Colour([0xff; 3]);
        let mut steps = (0..=20_u8).map(|step| self.towards(white, f64::from(step) / 20.0));
        steps
            .find(|colour| colour.contrast(NIGHT) >= CONTRAST)
            .unwrap_or(white)
    }
}

/// A value of the theme that cannot end the rule it stands in.
fn safe(value: &str) -> String {
    value
        .chars()
        .filter(|c| c.is_alphanumeric() || " #-.".contains(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_read_in_the_dark_whatever_colours_a_theme_has() {
        for value in [
            "#000000",
            "#1f4e5f",
            "#7a1010",
            "#ffffff",
            "#0000ff",
            "no colour",
        ] {
            let lit = Colour::read(value).unwrap_or(NIGHT).lit();
            let grounds = [NIGHT, NIGHT.towards(lit, 0.16), NIGHT.towards(lit, 0.07)];
            for ground in grounds {
                assert!(lit.contrast(ground) >= 4.5, "{value} on {ground:?}");
            }
        }
    }

    #[test]
    fn a_colour_is_written_as_it_was_read() {
        assert_eq!(Colour::read("#1f4e5f").unwrap().written(), "#1f4e5f");
        for wrong in ["1f4e5f", "#1f4e", "#1f4e5", "#1f4e5f00", "#xyzxyz"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }
}
