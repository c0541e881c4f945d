//! What plans have and could not say: goals and activities by name, targets in the tables, numbers of afdelinger that are no
//! plain numbers, sums over the registers, shares of a whole.

use std::fs;

use crate::given::{Given, files, repository};

fn given() -> Given {
    Given::of(&repository().join("tests/cases/lille/plan"))
}

/// The plan with a paragraph at the beginning of its first item.
fn with_prose(given: Given, prose: &str) -> Given {
    given.edit(
        "strategisk-aftale.toml",
        "Helhedsplanen omfatter {{",
        &format!("{prose}\n\nHelhedsplanen omfatter {{{{"),
    )
}

/// All of it as Markdown, spaces that do not break as others.
fn printed(given: &Given) -> String {
    let run = given.build(&["--format", "md", "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    let names = names.iter().filter(|name| name.ends_with(".md"));
    let texts = names.map(|name| fs::read_to_string(given.out().join(name)).unwrap());
    texts.collect::<String>().replace('\u{a0}', " ")
}

#[test]
fn goals_indicators_activities_and_counts_have_names() {
    let of = "delaftale.sammenhaengskraft";
    let prose = format!(
        "Af de voksne er {{{{ {of}.delmaal.flere-deltager.deltagere-i-foreninger.omraade }}}} med i en forening \
         mod {{{{ {of}.delmaal.flere-deltager.deltagere-i-foreninger.sammenligning }}}} i byen; målet er \
         {{{{ {of}.delmaal.flere-deltager.deltagere-i-foreninger.maaltal }}}}. \
         Se {{{{ {of}.delmaal | henvis }}}} og {{{{ {of}.aktivitet.faelles-moedesteder | henvis }}}}. \
         I {{{{ indikator.dagtilbud.aar }}}} var det {{{{ indikator.dagtilbud.omraade }}}}. \
         Der er {{{{ antal.boliger }}}} boliger og {{{{ kvarter.lindeparken.beboere }}}} beboere i Lindeparken."
    );
    let text = printed(&with_prose(given(), &prose));
    for words in [
        "Af de voksne er 42 % med i en forening mod 63 % i byen; målet er 50 %.",
        "I 2023 var det 84,2 %.",
        "Der er 424 boliger og 519 beboere",
        "»Fælles mødesteder«",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let unknown = with_prose(
        given(),
        &format!("{{{{ {of}.delmaal.flere-deltager.ukendt.omraade }}}}"),
    );
    assert!(unknown.codes().contains(&"P001".to_owned()));
}

#[test]
fn a_claim_may_name_a_target_and_what_is_counted() {
    let of = "delaftale.sammenhaengskraft.delmaal.flere-deltager.deltagere-i-foreninger";
    let claim = |number: &str| {
        let tal = format!(
            "[[tal]]\nid = \"loeft\"\nbetydning = \"Løftet\"\naar = 2024\nvaerdi = {number}\nenhed = \"procentpoint\"\npaastand = \"{of}.maaltal - {of}.omraade\"\n"
        );
        let path = repository().join("tests/cases/lille/plan/registre/tal.toml");
        let before = fs::read_to_string(path).unwrap();
        given()
            .with("registre/tal.toml", format!("{before}\n{tal}"))
            .codes()
    };
    let told = |found: Vec<String>| found.iter().any(|code| code.starts_with('T'));
    let without = given().codes();
    let others = |found: &[String]| found.iter().filter(|code| code.starts_with('T')).count();
    assert_eq!(others(&claim("8")), others(&without));
    assert!(told(claim("9")) && others(&claim("9")) > others(&without));
}

#[test]
fn tables_of_goals_show_what_is_aimed_at_where_the_plan_says_so() {
    let plain = printed(&given());
    assert!(!plain.contains("Stiger til 50 %"));
    let given = given().edit(
        "plan.toml",
        "delaftaler = [",
        "maaltal_vises = true\ndelaftaler = [",
    );
    let text = printed(&given);
    let row = text.lines().find(|line| line.contains("Stiger til 50 %"));
    assert!(
        row.is_some_and(|row| row.contains("med i en forening")),
        "{text}"
    );
    assert!(text.contains("| Mål |") || text.contains("Mål"), "{text}");
    // Both files are set, with a column more.
    assert_eq!(given.build(&[]).code, Some(0));
}

#[test]
fn an_afdeling_may_have_a_number_in_parts() {
    let given = given().edit("registre/afdelinger.toml", "nr = 1\n", "nr = \"703-0\"\n");
    let given = with_prose(given, "Det gælder afd. {{ afdeling.eksempel-1.nr }}.");
    let text = printed(&given);
    assert!(text.contains("Det gælder afd. 703-0."), "{text}");
    assert!(text.contains("703-0 – Lindeparken"), "{text}");
    let odd = Given::of(&repository().join("tests/cases/lille/plan"));
    let odd = odd.edit("registre/afdelinger.toml", "nr = 1\n", "nr = \"afd. 1\"\n");
    assert!(
        odd.codes().contains(&"R118".to_owned()),
        "{:?}",
        odd.codes()
    );
}

#[test]
fn shares_of_a_whole_are_drawn_with_the_numbers_beside_them() {
    let given = given().edit(
        "figurer/frivillige.toml",
        "art = \"soejler\"",
        "art = \"andele\"",
    );
    let run = given.build(&["--format", "html", "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    let pages = names.iter().filter(|name| name.ends_with(".html"));
    let pages: String = pages
        .map(|name| fs::read_to_string(given.out().join(name)).unwrap())
        .collect();
    assert!(pages.contains("Søjlediagram med andele af det hele"));
}
