//! The looks of the page, from the theme that PDF and Word share.

use crate::theme::Theme;

/// The style sheet. `@name@` stands for a value of the theme.
const SHEET: &str = include_str!("page.css");

/// The style sheet with the theme's fonts and colours.
pub fn sheet(theme: &Theme) -> String {
    let Theme {
        page: _,
        font,
        colors,
    } = theme;
    let values = [
        ("@pdf@", safe(&font.pdf)),
        ("@word@", safe(&font.word)),
        ("@text@", safe(&colors.text)),
        ("@primary@", safe(&colors.primary)),
        ("@muted@", safe(&colors.muted)),
        ("@head@", safe(&colors.table_head)),
        ("@sum@", safe(&colors.table_sum)),
        ("@rule@", safe(&colors.rule)),
        ("@leading@", format!("{:.2}", font.leading + 0.1)),
    ];
    values
        .iter()
        .fold(SHEET.to_owned(), |sheet, (name, value)| {
            sheet.replace(name, value)
        })
}

/// A value of the theme that cannot end the rule it stands in.
fn safe(value: &str) -> String {
    value
        .chars()
        .filter(|c| c.is_alphanumeric() || " #-.".contains(*c))
        .collect()
}
