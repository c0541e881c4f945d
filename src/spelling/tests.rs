//! The automaton is that of its sources; compounds, slips and suggestions.

mod hunspell;

use std::path::{Path, PathBuf};

use hunspell::Rules;

use super::{
    Judge, Own, Spot, danish,
    near::Slips,
    price::{LIKELY, price},
};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/ordbog")
}

#[test]
fn the_automaton_holds_the_forms_of_its_dictionary() {
    let read = |name: &str| std::fs::read_to_string(assets().join(name)).unwrap();
    let forms = Rules::read(&read("da_DK.aff")).forms(&read("da_DK.dic"));
    let numbers = forms.iter().map(|(form, may)| (form, may.number()));
    let made = fst::Map::from_iter(numbers)
        .unwrap()
        .into_fst()
        .into_inner();
    let path = assets().join("da.fst");
    if std::env::var_os("SKRIV_ORDBOG").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(
        std::fs::read(path).unwrap_or_default() == made,
        "write it: SKRIV_ORDBOG=1 cargo test spelling"
    );
}

/// What is wrong in a text of its own, with the likeliest word.
fn wrong(text: &str, own: &Own) -> Vec<(String, String)> {
    let lower = text.to_lowercase();
    let spots = spots(text, &lower);
    let judge = Judge::of(danish(), own, spots.iter());
    let right =
        |spot: &Spot<'_>| judge.is_word(spot.word(), spot.lower) || judge.is_right_there(spot);
    let unknown = spots.iter().filter(|spot| !right(spot));
    let first = |lower| {
        judge
            .suggestions(lower)
            .first()
            .map(|meant| meant.word.clone())
    };
    unknown
        .map(|spot| {
            (
                spot.word().to_owned(),
                first(spot.lower).unwrap_or_default(),
            )
        })
        .collect()
}

fn spots<'t>(text: &'t str, lower: &'t str) -> Vec<Spot<'t>> {
    let mut out = Vec::new();
    let inner = |c: char| c.is_alphanumeric() || c == '-';
    let mut from = 0;
    for word in text.split(|c| !inner(c)) {
        let start = from;
        from += word.len();
        if !word.is_empty() {
            out.push(Spot {
                text,
                range: start..from,
                lower: &lower[start..from],
                opens: start == 0 || text[..start].ends_with(". "),
                prose: true,
            });
        }
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

#[test]
fn words_compounds_names_and_shortened_words_are_right() {
    let text = "Den boligsociale medarbejder, SSP-konsulenten og lektiecaféen i Sundbyøster holder bl.a. møde på afd. 7 om \
                uddannelses- og beskæftigelsesindsatsen m. fl. steder, eIndkomst og 18-29-årige. FORMÅL: boligområdet og -afdelingerne.";
    assert_eq!(wrong(text, &Own::default()), []);
}

#[test]
fn a_compound_that_is_a_letter_from_a_word_is_that_word() {
    let pair = |wrong: &str, right: &str| (wrong.to_owned(), right.to_owned());
    assert_eq!(
        wrong("De får lommepege og lommepegeprojekter", &Own::default()),
        [
            pair("lommepege", "lommepenge"),
            pair("lommepegeprojekter", "lommepengeprojekter")
        ]
    );
}

#[test]
fn own_words_take_endings_and_parts_but_no_slips() {
    let mut own = Own::default();
    own.words.insert("primærskole".to_owned());
    own.words.insert("fritidsjobber".to_owned());
    own.names.insert("munkebo".to_owned());
    let right = "De tre primærskolers elever, primærskoleeleven, fritidsjobberne og Munkeboområdet er Munkebos.";
    assert_eq!(wrong(right, &own), []);
    let words: Vec<String> = wrong("primærskoller primærskoleet", &own)
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    assert_eq!(words, ["primærskoller", "primærskoleet"]);
}

#[test]
fn two_words_are_one_where_the_first_is_no_word_or_both_are_nouns() {
    let joined = |text: &str| {
        let lower = text.to_lowercase();
        let spots = spots(text, &lower);
        let own = Own::default();
        let judge = Judge::of(danish(), &own, spots.iter());
        let joined = judge
            .all_joined(&spots)
            .into_iter()
            .map(|(_, joined)| joined);
        joined.map(|joined| joined.word).collect::<Vec<_>>()
    };
    assert_eq!(
        joined("om uddannelseshjælps modtagere"),
        ["uddannelseshjælpsmodtagere"]
    );
    assert_eq!(joined("i aften timerne"), ["aftentimerne"]);
    for right in [
        "en afdelings beboere",
        "seks måneders erfaring",
        "unge mænd og gamle kvinder",
        "beboernes egne ønsker",
    ] {
        assert_eq!(joined(right), [""; 0], "{right}");
    }
}

/// Between the words of a compound, and within a part only if that is too long; never within one word, however it looks.
#[test]
fn compounds_are_parted_between_their_words() {
    let seamed = |word: &str, most: usize| {
        let mut out = word.to_owned();
        for seam in danish().seams(word, most).into_iter().rev() {
            out.insert(seam, '|');
        }
        out
    };
    for (word, most, parted) in [
        ("procentpoint", 9, "procent|point"),
        ("Boligselskabet", 11, "Bolig|selskabet"),
        ("Landsbyggefonden", 9, "Lands|bygge|fonden"),
        (
            "afdelingsbestyrelsesmedlemmerne",
            12,
            "afdelings|bestyrelses|medlemmerne",
        ),
        (
            "kriminalitetsforebyggende",
            13,
            "kriminalitets|forebyggende",
        ),
        ("tryghedsvandring", 9, "trygheds|vandring"),
        ("beboerrådgiver", 9, "beboer|rådgiver"),
        ("uddannelsesvejledning", 12, "uddannelses|vejledning"),
        ("lommepengejob", 9, "lomme|penge|job"),
        ("administrationen", 9, "administrationen"),
        ("kommunikation", 9, "kommunikation"),
        ("organisationer", 9, "organisationer"),
        ("procenter", 5, "procenter"),
        ("HELHEDSPLAN", 6, "HELHEDS|PLAN"),
        ("Qwrtzplk", 3, "Qwrtzplk"),
    ] {
        assert_eq!(seamed(word, most), parted);
    }
}

/// The short walk, that only goes where likely slips are, finds each of them.
#[test]
fn likely_slips_are_all_found_by_the_walk_that_looks_for_no_others() {
    let mut asked = 0;
    for word in [
        "boligområdet",
        "lommepenge",
        "husstand",
        "kommune",
        "aktivitet",
        "beboerne",
        "tryghed",
        "ægteskab",
        "ådal",
        "også",
    ] {
        let letters: Vec<char> = word.chars().collect();
        let slips = (0..letters.len()).flat_map(|at| {
            let without = [&letters[..at], &letters[at + 1..]].concat();
            let doubled = [&letters[..=at], &letters[at..]].concat();
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1).min(letters.len() - 1));
            let others = "dtkgbpiyøo".chars().flat_map(|other| {
                let put = [&letters[..at], &[other], &letters[at..]].concat();
                let taken = [&letters[..at], &[other], &letters[at + 1..]].concat();
                [put, taken]
            });
            let others: Vec<Vec<char>> = others.collect();
            [without, doubled, swapped].into_iter().chain(others)
        });
        for slip in slips {
            let slip: String = slip.into_iter().collect();
            let [mut all, mut short] = [Vec::new(), Vec::new()];
            danish().any_near(&slip, |form, _| {
                all.extend((price(&slip, form) < LIKELY).then(|| form.to_owned()));
                false
            });
            danish().any_near_by(&slip, Slips::Likely, |form, _| {
                short.extend((price(&slip, form) < LIKELY).then(|| form.to_owned()));
                false
            });
            for found in [&mut all, &mut short] {
                found.sort();
                found.dedup();
            }
            assert_eq!(all, short, "{slip}");
            asked += all.len();
        }
    }
    assert!(asked > 200, "{asked}");
}
