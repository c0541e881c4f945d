//! Patterns with values, and with words in the number that a value asks for: `{n} {n|advarsel|advarsler}`.

/// Fills `{name}` with the value of that name, and `{name|one|many}` with the words for its number. In one pass, so that a
/// value holding braces stays as it is; what has no value stays, too.
pub fn filled<'v>(pattern: &'v str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let gap = after.split_once('}');
        match gap.and_then(|(gap, after)| Some((words(gap, &value)?, after))) {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

fn words<'w>(gap: &'w str, value: impl Fn(&str) -> Option<&'w str>) -> Option<&'w str> {
    let mut parts = gap.split('|');
    let value = value(parts.next()?)?;
    match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => Some(if is_one(value) { one } else { many }),
        _ => Some(value),
    }
}

/// Whether a thing is named in the singular with this number before it.
fn is_one(value: &str) -> bool {
    matches!(value, "1" | "-1" | "−1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_named_in_the_number_that_there_is_of_them() {
        for (count, said) in [("0", "0 sider"), ("1", "1 side"), ("11", "11 sider")] {
            let value = |name: &str| (name == "n").then_some(count);
            assert_eq!(filled("{n} {n|side|sider}", value), said);
        }
    }

    #[test]
    fn what_has_no_value_stays() {
        assert_eq!(filled("{{ x }} {y} {", |_| None), "{{ x }} {y} {");
    }
}
