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
fn hyphens_and_letters_of_other_programs_do_what_they_mean() {
    let words = "Bolig\u{ad}social e\u{2011}mail i A\u{30a}rsta − 5\u{2009}% → 6";
    let prose = format!("{words}[^n]\n\n{{{{ tabel.t }}}}\n");
    let table = format!(
        "titel = '{words}'\nfra = {{ csv = 'data/t.csv' }}\n[[kolonne]]\nid = 'a'\ntitel = '{words}'\n[[kolonne]]\nid = 'b'\ntitel = 'B'\n"
    );
    let given = Given::smallest()
        .edit(
            "plan.toml",
            "slug =",
            &format!("undertitel = '{words}'\nslug ="),
        )
        .edit(
            "registre/parter.toml",
            "\"Kommunen\"",
            &format!("'{words}'"),
        )
        .with(
            "strategisk-aftale.toml",
            format!("[formaal]\ntekst = '''\n{prose}'''\n[fodnoter]\nn = '{words}'\n"),
        )
        .with("tabeller/t.toml", table)
        .with("data/t.csv", format!("a;b\n{words};1\n"));
    let run = given.build(&["--format", "pdf,docx,html,md"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let docx = given.output("byhaven-0.1.docx");
    let paragraphs = word::paragraphs(&docx);
    let printed = words.replace("A\u{30a}", "Å");
    let whole = |text: &&String| text.replace('\u{a0}', " ").contains(&printed);
    // Cover, party, signatures, prose, caption, list of tables, head, cell …
    let count = paragraphs.iter().filter(whole).count();
    assert!(count >= 8, "{count} of {paragraphs:#?}");
    let xml = word::part(&docx, "word/document.xml");
    assert!(xml.contains("<w:noBreakHyphen/>") && xml.contains("<w:softHyphen/>"));
    // A title for screen readers is no run.
    let mut printed = xml.split('<').filter_map(|part| part.split_once('>'));
    assert!(printed.all(|(_, text)| !text.contains(['\u{2011}', '\u{ad}', '\u{30a}'])));
}

#[test]
fn a_huge_table_is_set_whole() {
    let rows: String = (0..3000)
        .map(|i| format!("Række {i};{i};tekst {i}\n"))
        .collect();
    let table = "titel = 'T'\nfra = { csv = 'data/t.csv' }\n[[kolonne]]\nid = 'a'\ntitel = 'A'\n[[kolonne]]\nid = 'b'\ntitel = 'B'\n[[kolonne]]\nid = 'c'\ntitel = 'C'\n";
    let given = Given::showing(table).with("data/t.csv", format!("a;b;c\n{rows}"));
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
        (format!("{{{{ {}", "( ".repeat(20_000)), "P045"),
        ("{{ ".repeat(20_000), "P045"),
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

#[test]
fn signs_that_are_no_marks_are_printed_as_they_stand() {
    let texts = [
        "[1]: kilde",
        "[a]: beboerne",
        "2*3 og 4*5, 2**3 og 4**5",
        "Andel*: 5 %, se *note; *) skøn",
        "Ib`s og Per`s fritidsjob",
        "> 5 % og >10 personer",
        "-",
        "01. januar og 1. maj",
        "C:\\plan\\fil",
        "~~en~~ #hashtag, a|b og a < b > c",
        "Navn: ________ Dato: ____",
        "(____) og (____)",
        "\"en\" -- to --- tre ... 'fire'",
        "[x] en, [ ] to, [tre] (fire), ![fem]",
        "\\[^n]",
    ];
    let prose = texts.join("\n\n");
    let given = Given::smallest().with(
        "strategisk-aftale.toml",
        format!("[formaal]\ntekst = '''\n{prose}\n'''\n[fodnoter]\nn = 'x'\n"),
    );
    let run = given.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let words = word::paragraphs(&given.output("byhaven-0.1.docx"));
    for text in texts {
        let wanted = text.trim_start_matches("\\");
        let is = |words: &String| words.replace('\u{a0}', " ") == wanted;
        assert!(words.iter().any(is), "{text} is not in {words:#?}");
    }
}
