//! Typst literals: the only way a value enters the emitted source.

use std::fmt::Write;

/// A Typst string literal, quotes included.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            c if c.is_control() => push_code_point(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn push_code_point(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// A Typst number. Infinities and NaN have no literal; they become 0.
pub fn number(value: f64) -> String {
    if value.is_finite() {
        format!("{value}")
    } else {
        "0".to_owned()
    }
}

/// A Typst length in points.
pub fn points(value: f64) -> String {
    format!("{}pt", number(value))
}

/// A Typst length in millimetres.
pub fn millimetres(value: f64) -> String {
    format!("{}mm", number(value))
}

/// A Typst array. The comma after the last item keeps one item an array.
pub fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut out = String::from("(");
    for item in items {
        out.push_str(&item);
        out.push_str(", ");
    }
    out.push(')');
    out
}

/// A Typst dictionary with arbitrary keys.
pub fn dictionary(pairs: impl IntoIterator<Item = (String, String)>) -> String {
    let mut out = String::from("(:");
    for (index, (key, value)) in pairs.into_iter().enumerate() {
        if index == 0 {
            out.pop();
        }
        out.push_str(&string(&key));
        out.push_str(": ");
        out.push_str(&value);
        out.push_str(", ");
    }
    out.push(')');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_stay_inside() {
        assert_eq!(string(r#"a"b\c"#), r#""a\"b\\c""#);
        assert_eq!(string(r#"\"#), r#""\\""#);
        assert_eq!(string("#let $x$ <w:p> {{ }}"), "\"#let $x$ <w:p> {{ }}\"");
    }

    #[test]
    fn control_characters_are_code_points() {
        assert_eq!(string("a\nb\r\tc\0"), "\"a\\u{a}b\\u{d}\\u{9}c\\u{0}\"");
        assert_eq!(string("\u{85}"), "\"\\u{85}\"");
    }

    #[test]
    fn other_characters_pass() {
        assert_eq!(
            string("27.240.000\u{a0}kr. – æøå"),
            "\"27.240.000\u{a0}kr. – æøå\""
        );
    }

    #[test]
    fn typst_reads_back_what_was_written() {
        for text in [
            "",
            "\\",
            "\"",
            "\\u{41}",
            "#",
            "\u{1}\u{2028}\u{e000}",
            "a\\\"\n",
        ] {
            assert_eq!(read_back(&string(text)), text);
        }
    }

    fn read_back(literal: &str) -> String {
        let root = typst::syntax::parse_code(literal);
        assert!(root.errors_and_warnings().0.is_empty(), "{literal}");
        let code: typst::syntax::ast::Code = root.cast().expect("code");
        match code.exprs().next() {
            Some(typst::syntax::ast::Expr::Str(text)) => text.get().to_string(),
            other => panic!("not a string: {other:?}"),
        }
    }

    #[test]
    fn collections_of_any_length() {
        assert_eq!(array(Vec::new()), "()");
        assert_eq!(array(["1".to_owned()]), "(1, )");
        assert_eq!(dictionary(Vec::new()), "(:)");
        assert_eq!(
            dictionary([("a".to_owned(), "1".to_owned())]),
            "(\"a\": 1, )"
        );
    }
}
