//! A day or year of the key figures that is neither.

use crate::{diag::Diagnostic, key::FieldKey};

use super::Checked;

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let list = FieldKey::file("registre/afdelinger.toml").child("opgjort");
    for (name, dated) in &checked.plan.figures_dated {
        if !reads(dated, checked.plan.meta.period.1.year()) {
            let key = list.child(name);
            found.push(checked.at("E011", &key).arg("tekst", dated));
        }
    }
}

/// Whether a text that begins with a digit is a day, a year or two years, the plan's last at most. Words are left to
/// the author.
fn reads(text: &str, last: i32) -> bool {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let groups: Vec<&str> = text.split(['/', '-', '.', '–', ' ']).collect();
    let number = |group: &str, letters: std::ops::RangeInclusive<usize>, most: u32| {
        letters.contains(&group.len())
            && group
                .parse::<u32>()
                .is_ok_and(|n| n >= 1 && (most == 0 || n <= most))
    };
    let year = |group: &str| {
        number(group, 4..=4, 0) && group.parse::<i32>().is_ok_and(|year| year <= last)
    };
    match groups.as_slice() {
        [one] => year(one),
        [from, to] => year(from) && year(to) && from <= to,
        [day, month, of] => number(day, 1..=2, 31) && number(month, 1..=2, 12) && year(of),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::reads;

    #[test]
    fn days_and_years_are_read() {
        for text in ["1/1-2020", "31.12.2020", "2019", "2018-2019", "ultimo 2020"] {
            assert!(reads(text, 2025), "{text}");
        }
        for text in [
            "1/12020",
            "1/13-2020",
            "20200",
            "2019-2018",
            "1-2020",
            "2018-2091",
        ] {
            assert!(!reads(text, 2025), "{text}");
        }
    }
}
