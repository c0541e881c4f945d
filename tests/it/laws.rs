//! Laws over many made-up plans: nothing panics, no word is lost or changed, same input, same bytes.

use helhedsplan::{
    audience::Edition,
    build::{self, Extras, NoClock},
    diag,
};
use proptest::prelude::*;

use crate::{
    given::{self, Given},
    word,
};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The small plan, which has every kind of file.
fn small() -> std::path::PathBuf {
    given::repository().join("tests/cases/lille/plan")
}

/// The Word file of a plan; the codes of its findings where they forbid it.
fn docx(given: &Given) -> Result<Vec<u8>, Vec<&'static str>> {
    let composed = build::compose(&given.plan(), Edition::default(), &mut NoClock);
    let Some(made) = composed.made else {
        return Err(composed.found.iter().map(|finding| finding.code).collect());
    };
    let outputs = build::write(&made, &build::sent(), Extras::default(), &mut NoClock).unwrap();
    let docx = outputs
        .into_iter()
        .find(|output| output.path.ends_with(".docx"));
    Ok(docx.unwrap().bytes)
}

/// A TOML string that holds a text, whatever it is.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Words without the no-break spaces that typography puts in.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\t'], " ")
}

/// Texts of what plans hold, what markup means something by, and anything at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zæøåA-ZÆØÅ0-9]{1,8}",
        3 => proptest::sample::select(vec![
            " ", "  ", "\n", "\t", "#", "$", "{{", "}}", "{%", "<w:t>", "&amp;", "*", "_", "`", "[^a]", "](", "\\",
            "\"", "'", "§ 91", "12 %", "-", "1.", ">", "|", "~", "--", "...", "@", "//", "\u{a0}", "\u{ad}", "…", "»",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn a_value_stands_in_the_word_file_as_written_or_is_refused(value in text()) {
        let given = Given::smallest().edit("plan.toml", "slug =", &format!("undertitel = {}\nslug =", quoted(&format!("a{value}z"))));
        match docx(&given) {
            Ok(docx) => {
                let wanted = plain(&format!("a{value}z").replace("\r\n", "\n"));
                let words = word::paragraphs(&docx);
                prop_assert!(words.iter().any(|words| plain(words) == wanted), "{wanted:?} is not in {words:#?}");
            }
            Err(codes) => prop_assert!(codes.iter().all(|code| ["K008", "K009"].contains(code)), "{codes:?}"),
        }
    }

    #[test]
    fn prose_with_its_signs_escaped_stands_in_the_word_file_as_written(value in text()) {
        let value = format!("a{}z", value.split_whitespace().collect::<Vec<_>>().join(" "));
        let escaped: String = value
            .chars()
            .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
            .collect();
        let given = Given::smallest().with("strategisk-aftale.toml", format!("formaal.tekst = {}", quoted(&escaped)));
        match docx(&given) {
            Ok(docx) => {
                let words = word::paragraphs(&docx);
                prop_assert!(words.iter().any(|words| plain(words) == plain(&value)), "{value:?} is not in {words:#?}");
            }
            Err(codes) => prop_assert!(codes.iter().all(|code| ["K008", "K009"].contains(code)), "{codes:?}"),
        }
    }

    #[test]
    fn any_prose_is_set_the_same_twice_or_told_at_a_place(value in text(), cell in text()) {
        let table = format!(
            "titel = 'T'\nkolonne = [{{ id = 'a', titel = 'A' }}, {{ id = 'b', titel = 'B' }}]\n[[raekke]]\nid = 'r'\nceller = [{0}, {{ prosa = {0} }}]\n",
            quoted(&cell)
        );
        let prose = format!("formaal.tekst = {}\nfodnoter.a = {}", quoted(&format!("{value}\n\n{{{{ tabel.t }}}}\n")), quoted(&cell));
        let given = Given::smallest().with("tabeller/t.toml", table).with("strategisk-aftale.toml", prose);
        prop_assert_eq!(docx(&given), docx(&given));
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_toml_makes_the_program_panic(lines in proptest::collection::vec("[a-z\\[\\]{}.=\"'# \\n0-9-]{0,12}", 0..20)) {
        let given = Given::smallest().with("oekonomi.toml", lines.concat());
        let _ = docx(&given);
    }

    #[test]
    fn no_slip_of_the_hand_makes_the_program_panic(
        file in proptest::sample::select(given::files(&small())).prop_filter("TOML, CSV and Excel", |file| file.contains("toml") || file.contains("data/")),
        at in 0.0..1.0_f64,
        gone in 0_usize..9,
        put in "[\\PC\\n]{0,3}",
    ) {
        let given = Given::of(&small());
        let mut text = std::fs::read(given.plan().join(&file)).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of some thousand bytes")]
        let at = (at * text.len() as f64) as usize;
        text.splice(at..(at + gone).min(text.len()), put.into_bytes());
        let composed = build::compose(&given.with(&file, text).plan(), Edition::default(), &mut NoClock);
        // Nothing is left out in silence: there are documents, or findings that say why not.
        prop_assert!(composed.made.is_some() || diag::any_error(&composed.found));
    }
}
