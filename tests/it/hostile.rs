//! Values full of the languages that the program speaks stand in the documents as they are written.

use crate::{
    given::{Given, Run},
    word,
};

/// Markup of Typst, XML, templates, Markdown, TOML, CSV, Word fields and shells.
const LABEL: &str = r##"#let x = 1 $x$ <w:p>&amp;</w:p> {{ plan.navn }} {% set x %} **a** _b_ `c` [d](e) \u{41} ]]> #["a"] // /* @x =1+1 ${HOME} %s"##;

/// The same where Markdown and slots are read: braces and stars parted from their meaning by a backslash.
const PROSE: &str = r##"#let x = 1 $x$ <w:p>\<</w:p> {\{ plan.navn }} {\% set x %} \*\*a\*\* \_b\_ \`c\` \[d](e) \\u{41} ]]> #["a"] // /\* @x =1+1 ${HOME} %s"##;
const PRINTED: &str = r##"#let x = 1 $x$ <w:p><</w:p> {{ plan.navn }} {% set x %} **a** _b_ `c` [d](e) \u{41} ]]> #["a"] // /* @x =1+1 ${HOME} %s"##;

#[test]
fn markup_in_values_is_printed_as_it_stands() {
    let given = Given::smallest()
        .edit("plan.toml", "slug =", &format!("undertitel = '''{LABEL}'''\nslug ="))
        .edit("registre/parter.toml", "\"Kommunen\"", &format!("'''{LABEL}'''"))
        .with(
            "strategisk-aftale.toml",
            format!(
                "[formaal]\ntekst = '''\n{PROSE}\n\n{{{{ part.kommunen }}}}[^n]\n\n{{{{ tabel.t }}}}\n'''\n[fodnoter]\nn = '''{PROSE}'''\n"
            ),
        )
        .with(
            "tabeller/t.toml",
            format!(
                "titel = '''{LABEL}'''\nkilde = '''{LABEL}'''\n[[kolonne]]\nid = 'a'\ntitel = '''{LABEL}'''\n[[kolonne]]\nid = 'b'\ntitel = '''{LABEL}'''\n[[raekke]]\nid = 'r'\nceller = ['''{LABEL}''', {{ prosa = '''{PROSE}''' }}]\n"
            ),
        );
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let words = word::paragraphs(&given.output("byhaven-0.1.docx"));
    let count = |text: &str| {
        words
            .iter()
            .filter(|words| words.replace('\u{a0}', " ").contains(text))
            .count()
    };
    // Cover, party, list of parties, signatures, prose, caption, list of tables, source, two heads, cell …
    assert!(count(LABEL) >= 10, "{words:#?}");
    assert_eq!(count(PRINTED), 2, "{words:#?}");
}

#[test]
fn characters_that_no_font_has_are_refused_wherever_they_hide() {
    for value in [
        "\\uE000",
        "\\U000F0000",
        "\\u0000",
        "\\u001B",
        "\\uFFFE",
        "\\uFEFF",
    ] {
        let run = Given::smallest()
            .edit("plan.toml", "\"Byhaven\"", &format!("\"By{value}haven\""))
            .build(&["--message-format", "json"]);
        assert_eq!(run.code, Some(1), "{value}");
        assert_eq!(run.findings()[0]["code"], "K008", "{value}");
    }
    // An expression could make such a character from an escape of its own: only names are printed.
    let run = prose(r#"{{ "\u0000" }} {{ plan.navn ~ "\uE000" }}"#);
    let codes: Vec<String> = run
        .findings()
        .iter()
        .map(|f| f["code"].to_string())
        .collect();
    assert_eq!(codes, ["\"P016\"", "\"P016\""]);
}

#[test]
fn a_huge_table_is_set_whole() {
    let rows: String = (0..3000)
        .map(|i| format!("Række {i};{i};tekst {i}\n"))
        .collect();
    let table = "titel = 'T'\nfra = { csv = 'data/t.csv' }\n[[kolonne]]\nid = 'a'\ntitel = 'A'\n[[kolonne]]\nid = 'b'\ntitel = 'B'\n[[kolonne]]\nid = 'c'\ntitel = 'C'\n";
    let given = Given::smallest()
        .with(
            "strategisk-aftale.toml",
            "[formaal]\ntekst = '{{ tabel.t }}'\n",
        )
        .with("tabeller/t.toml", table)
        .with("data/t.csv", format!("a;b;c\n{rows}"));
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let words = word::paragraphs(&given.output("byhaven-0.1.docx"));
    assert!(words.iter().any(|words| words == "Række 2999"));
}

#[test]
fn texts_nested_without_end_are_refused_and_not_a_crash() {
    for (text, code) in [
        ("- ".repeat(20_000), "P017"),
        (">".repeat(900), "P017"),
        (format!("{{{{ {}", "( ".repeat(20_000)), "P003"),
        ("{{ ".repeat(20_000), "P003"),
    ] {
        let run = prose(&text);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.findings().iter().any(|finding| finding["code"] == code));
    }
    for toml in [
        format!("x = {}", "[".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
    ] {
        let run = Given::smallest()
            .with("strategisk-aftale.toml", toml)
            .build(&["--message-format", "json"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
    }
}

fn prose(text: &str) -> Run {
    Given::smallest()
        .with(
            "strategisk-aftale.toml",
            format!("[formaal]\ntekst = '''\n{text}x\n'''\n"),
        )
        .build(&["--message-format", "json"])
}
