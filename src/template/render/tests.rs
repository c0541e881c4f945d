//! Slots and their faults.

use super::*;
use crate::doc::Origin;

#[test]
fn ids_with_hyphens_and_years_can_be_named_without_moving_a_byte() {
    let text = "a-b {{ tabel.ung-grund.by.2016 | tal }} c-d {{ \"x-y\" }}";
    assert_eq!(
        names(text),
        "a-b {{ tabel.ung_grund.by_2016 | tal }} c-d {{ \"x-y\" }}"
    );
}

#[test]
fn a_value_that_looks_like_markup_stays_one_slot() {
    let renderer = Renderer::new(&Misses::default());
    let leaf = Leaf {
        text: "# {{ x }} <b>".into(),
        origin: Origin::Template("t".into()),
        number: None,
    };
    let context = minijinja::context! { v => Value::from_object(leaf) };
    let out = renderer.prose("t", "før {{ v }} efter", context).unwrap();
    assert_eq!(out.text, "før \u{F0000} efter");
    assert_eq!(out.slots.len(), 1);
}

#[test]
fn a_name_nobody_has_is_told_with_the_names_there_are() {
    let misses = Misses::default();
    let mut map = DataMap::new(&misses);
    map.insert("boliger", Value::from(1));
    let context = minijinja::context! { kvarter => Value::from_object(map) };
    let fault = Renderer::new(&misses)
        .prose("t", "{{ kvarter.bolig }}", context)
        .unwrap_err();
    assert_eq!(
        fault[0].kind,
        FaultKind::Unknown("bolig".into(), vec!["boliger".into()])
    );
}

#[test]
fn a_name_nobody_has_is_what_is_wrong_also_before_a_filter() {
    let known = vec!["boliger".to_owned(), "navn".to_owned()];
    for filter in FILTERS {
        let text = format!("{{{{ kvarter.bolig | {filter} }}}}");
        let kinds: Vec<FaultKind> = faults(&text).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [FaultKind::Unknown("bolig".into(), known.clone())]);
    }
}

/// A renderer with `kvarter.navn` and `kvarter.boliger`, and the faults of a text.
fn faults(text: &str) -> Vec<(&str, FaultKind)> {
    let misses = Misses::default();
    let leaf = |text: &str| {
        Value::from_object(Leaf {
            text: text.into(),
            origin: Origin::Template("t".into()),
            number: None,
        })
    };
    let mut map = DataMap::new(&misses);
    map.insert("navn", leaf("Munkebo"));
    map.insert("boliger", leaf("12"));
    let mut root = DataMap::new(&misses);
    root.insert("kvarter", Value::from_object(map));
    let context = Value::from_object(root);
    let faults = Renderer::new(&misses)
        .prose("t", text, context)
        .unwrap_err();
    let told = faults.into_iter();
    told.map(|fault| (text.get(fault.range).unwrap_or("?"), fault.kind))
        .collect()
}

#[test]
fn all_faults_of_a_text_are_told_at_once_each_at_its_place() {
    let text = "{% set x = 1 %} {{ kvarter.navn }} {{ kvarter }} {{ 1 + 1 }} {{ kvarter.navn | upper }} \
                {{ kvarter.navn | henvis }} {{ kvarter.navn ~ \"x\" }} {{ kvarter.navn.x }} {{ \"\\u0000\" }} {{ kvarter";
    let told = faults(text);
    let end = FaultKind::Engine("unexpected end of input, expected end of variable block".into());
    assert_eq!(
        told,
        [
            ("{%", FaultKind::Statement),
            ("{{", end),
            ("kvarter", FaultKind::Group),
            ("1 + 1", FaultKind::Computed),
            ("upper", FaultKind::UnknownFilter),
            ("henvis", FaultKind::WrongFilter("henvis")),
            ("kvarter.navn ~ \"x\"", FaultKind::Computed),
            ("kvarter.navn.x", FaultKind::Unknown("x".into(), vec![])),
            ("\"\\u0000\"", FaultKind::Computed),
        ]
    );
}

#[test]
fn a_place_in_the_rendered_text_is_found_in_the_prose() {
    let prose = "a {{ x }} b [^n] c";
    let slot = || Slot::Note("n".into());
    let mut slots = vec![slot()];
    let rendered = format!("a \u{F0000} b {} c", add_slot(&mut slots, slot()).unwrap());
    let at = rendered.find('c').unwrap();
    assert_eq!(
        place_in(prose, &rendered, &slots, at),
        prose.find('c').unwrap()
    );
}

#[test]
fn small_numbers_can_be_written_in_words() {
    use rust_decimal::Decimal;
    for (number, word) in [("0", "nul"), ("2", "to"), ("12", "tolv"), ("4.0", "fire")] {
        assert_eq!(
            crate::text::danish::in_words(number.parse().unwrap()),
            Some(word),
            "{number}"
        );
    }
    for number in ["1", "13", "-2", "2.5", "100000000000000000000"] {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(crate::text::danish::in_words(number), None, "{number}");
    }
}
