use super::*;

fn doubts(text: &str) -> Vec<Misuse> {
    let mut doubts = Guarded::of(text, &|c| c == '\u{f0000}').doubts();
    doubts.sort_by_key(|(_, at)| *at);
    doubts.into_iter().map(|(what, _)| what).collect()
}

#[test]
fn what_is_covered_is_as_long_and_comes_back() {
    for text in [
        "31. marts 2029 udløber planen.",
        "2026. Det år",
        "5*3*2",
        "*) skøn",
        "**»Trygge naboer«**s",
        "&#xF0000;",
        "[1]: kilde",
        "Ib`s og Per`s",
        "Dato: ____, den ____",
    ] {
        let guarded = Guarded::of(text, &|_| false);
        assert_ne!(guarded.text, text);
        assert_eq!(guarded.text.len(), text.len());
        assert_eq!(guarded.covers().lift(&guarded.text), text);
    }
}

#[test]
fn sound_prose_and_lists_are_left_without_a_word() {
    for text in [
        "1. en\n2. to\n3. tre",
        "- en\n- to\n\nSlut.",
        "Løber til\n31. marts 2029.",
        "(*kursiv*) og **fed**, R&D; nej",
        "- en\n  1. a\n  2. b\n- to",
        "1. a\n   - b\n2. c\n\n3. d",
        "1. maj holder vi fest.\n\n2. juni er der møde.",
        "- en\n\n  et afsnit i punktet\n\n- to",
        "1. en\n2. to\n   - a\n     1. b\n\n        et afsnit\n\n   - d\n     1. e\n     2. f\n3. tre",
        "- en\n  - to\n    - tre\n      1. a\n      2. b\n    - c\n      1. a\n      2. b\n  1. a\n  2. b",
        "1. en\n\n   et afsnit i punktet\n\n2. to",
        "børne-\nog unge, alene -\nog sammen",
        "Udgiften – og den er stor\n– betales af os.",
        "*Trygge naboer*s, **50 %**s og u**for**beholden",
        "*Trygge naboer*\u{f0000} og **fed**\u{f0000}, *Mål.*\u{f0000} **Nej.**\u{f0000}",
        "***begge*** og *kursiv med **fed** i*",
        "[et link](https://lbf.dk), <https://lbf.dk> og [*et*](mailto:a@b.dk)",
        "[1]: kilde\n\nTallet er højt [1].",
        "se [kilden][a]\n\n[a]: https://lbf.dk",
        "2*3 og 4*5, 2**3 og 4**5",
        "Beboere*: 5 %, se *note; *) skøn; 5 * 3",
        "Ib`s og Per`s",
        "> 5 % og\n>10 personer",
        "-",
        "Afsnit\n\n-",
        "C:\\plan\\fil og 1\\. at, \\*, \\_a, \\[b\\], \\# og \\`",
        "~~en~~ #hashtag, a|b og a < b > c",
        "Navn: ________\n\n____________\nUnderskrift",
        "en\\\nto",
        "12 \\% af a\\_b er \\\\ og \\\"c\\\"",
        "(a) Løber til (b) i morgen\nog så videre.",
        "\u{f0000} og \u{f0000}:",
    ] {
        assert_eq!(doubts(text), [], "{text}");
    }
}

#[test]
fn two_readings_are_told() {
    for (text, expected) in [
        ("fra 12 % til\n- 5 % i 2024", Misuse::ListMark),
        ("3. tre\n4. fire", Misuse::ListMark),
        ("1. sal er lukket.\n\n1. sal åbner.", Misuse::ListMark),
        ("1. en\n\net afsnit\n\n2. to", Misuse::ListMark),
        ("* tallet er et skøn", Misuse::ListMark),
        ("- - 5", Misuse::ListMark),
        ("•\tgodkender budget", Misuse::Pasted),
        ("1) første", Misuse::Pasted),
        ("Vi vil:\n– bygge", Misuse::Pasted),
        ("– bygge\n– bo", Misuse::Pasted),
        ("a) bygge\nb) bo", Misuse::Pasted),
        ("| a | b |", Misuse::Pasted),
        ("a | b\n--|--", Misuse::Pasted),
        ("**fed", Misuse::Stars),
        ("A &amp; B", Misuse::Reference),
        ("a*b*c", Misuse::Emphasis),
        ("f(x)*g og h*i", Misuse::Emphasis),
        ("pris*antal og sum*", Misuse::Emphasis),
        ("a**b**c", Misuse::Emphasis),
        ("(_) og (_)", Misuse::Emphasis),
        ("Tekst\n===", Misuse::Underline),
        ("Tekst\n---", Misuse::Underline),
        ("[a]: https://lbf.dk", Misuse::Definition),
        ("\u{f0000}: kilden", Misuse::Definition),
        ("[a](https://lbf.dk \"titel\")", Misuse::Link),
        ("C:\\plan\\_ny", Misuse::Backslash),
        ("\\\\server\\plan", Misuse::Backslash),
        ("50 \\% og 60 %", Misuse::Backslash),
        ("a\\_b.", Misuse::Backslash),
        ("en  \nto", Misuse::Spaces),
        ("hand-\nling", Misuse::Hyphen),
        ("2022–\n2025", Misuse::Hyphen),
    ] {
        assert_eq!(doubts(text), [expected], "{text}");
    }
}

/// Lines of all kinds of number, in a text that is read in no time however long it is.
#[test]
fn long_texts_are_read_as_quickly_as_short_ones() {
    let lines: String = (0..40_000)
        .map(|n| format!("{n}. punkt *a* [b]\n"))
        .collect();
    assert!(!doubts(&lines).is_empty());
    for sign in ["&", "_ ", "` ", "[a]: ", "][a]", "\\_", "*a"] {
        doubts(&sign.repeat(40_000));
    }
}

mod laws {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

    use super::super::{super::OPTIONS, *};

    /// What is printed of a text, and the marks that made it: signs that lists and links take away, and those of emphasis.
    #[derive(Default, Debug)]
    struct Printed {
        words: String,
        marks: BTreeMap<char, usize>,
        bullets: usize,
        stars: usize,
        addresses: usize,
        refused: bool,
    }

    impl Printed {
        fn mark(&mut self, signs: &str) {
            let marks = &mut self.marks;
            signs
                .chars()
                .for_each(|c| *marks.entry(c).or_default() += 1);
        }

        fn of(text: &str) -> Printed {
            let guarded = Guarded::of(text, &|_| false);
            let mut out = Printed {
                refused: !guarded.doubts().is_empty(),
                ..Printed::default()
            };
            let mut numbers: Vec<Option<u64>> = Vec::new();
            for event in Parser::new_ext(&guarded.text, OPTIONS) {
                match event {
                    Event::Text(words) | Event::Code(words) => {
                        out.words += &guarded.covers().lift(&words);
                    }
                    Event::Start(Tag::List(first)) => numbers.push(first.map(|_| 1)),
                    Event::End(TagEnd::List(_)) => drop(numbers.pop()),
                    Event::Start(Tag::Item) => match numbers.last_mut() {
                        // The number that is printed is one that the author wrote.
                        Some(Some(n)) => {
                            *n += 1;
                            let sign = format!("{}.", *n - 1);
                            out.mark(&sign);
                        }
                        _ => out.bullets += 1,
                    },
                    Event::Start(Tag::Emphasis) => out.stars += 2,
                    Event::Start(Tag::Strong) => out.stars += 4,
                    Event::Start(Tag::Link {
                        dest_url,
                        link_type,
                        ..
                    }) => {
                        // Other addresses are told when they are read.
                        out.refused |= !dest_url.starts_with("http");
                        // A definition says more than its link shows.
                        out.refused |= !matches!(link_type, LinkType::Inline | LinkType::Autolink);
                        out.mark("[]()<>");
                        out.mark(&guarded.covers().lift(&dest_url));
                        out.addresses += dest_url.len();
                    }
                    Event::Start(Tag::Paragraph) | Event::End(_) => {}
                    Event::SoftBreak | Event::HardBreak => {}
                    _ => out.refused = true,
                }
            }
            out
        }

        /// Whether what was taken away is marks that were used as such.
        fn meant(&self, taken: &BTreeMap<char, usize>) -> bool {
            let count =
                |signs: &[char]| -> usize { signs.iter().filter_map(|c| taken.get(c)).sum() };
            let marks = taken.iter().all(|(sign, count)| {
                "*_-+\\".contains(*sign) || self.marks.get(sign).is_some_and(|marks| marks >= count)
            });
            marks && count(&['*', '_', '-', '+']) <= self.stars + self.bullets + self.addresses
        }
    }

    /// Signs less those that are printed: what was taken away.
    fn taken(text: &str, printed: &str) -> Option<BTreeMap<char, usize>> {
        let mut rest = printed.chars().filter(|c| !c.is_whitespace()).peekable();
        let mut taken = BTreeMap::new();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            if rest.peek() == Some(&c) {
                rest.next();
            } else {
                *taken.entry(c).or_default() += 1;
            }
        }
        rest.next().is_none().then_some(taken)
    }

    fn prose() -> impl Strategy<Value = String> {
        let word = proptest::sample::select(vec![
            "Planen",
            "beboerne",
            "og",
            "Ærø",
            "på",
            "marts",
            "s",
            "a",
            "31.",
            "2026",
            "1.",
            "2.",
            "3.",
            "5",
            "12",
            "%",
            "kr.",
            "–",
            "»",
            "«",
            "http://a.dk",
            "[1]",
            "[^a]",
            "amp;",
            "C:",
            "§",
        ]);
        let signs: Vec<char> = ('!'..='~').filter(char::is_ascii_punctuation).collect();
        let sign = proptest::sample::select(signs);
        let piece = prop_oneof![
            4 => word.prop_map(str::to_owned),
            3 => proptest::collection::vec(sign, 1..4).prop_map(String::from_iter),
            4 => Just(" ".to_owned()),
            2 => Just("\n".to_owned()),
            1 => Just("\n\n".to_owned()),
            1 => Just("  ".to_owned()),
        ];
        proptest::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        /// `PROPTEST_CASES=20000` searches longer.
        #[test]
        fn prose_is_printed_as_its_author_wrote_it_or_told(text in prose()) {
            let printed = Printed::of(&text);
            if !printed.refused {
                let taken = taken(&text, &printed.words);
                let meant = taken.as_ref().is_some_and(|taken| printed.meant(taken));
                prop_assert!(meant, "{text:?} became {:?}; gone: {taken:?}", printed.words);
            }
        }
    }
}
