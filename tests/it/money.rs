//! Money that is divided among years, given in kind or shown without counting: what is printed, and what is told.

use std::fs;

use serde_json::Value;

use crate::given::{Given, Run, files, program, repository};

/// A plan of two delaftaler' worth of funders, whose prose shows every table of money.
fn given(posts: &str) -> Given {
    let placed = "
[ressourcer]
tekst = '''
Vi betaler {{ oekonomi.havnefonden }}, heraf {{ oekonomi.havnefonden.2026 }} i 2026, og {{ oekonomi.lokal-medfinansiering.andel }} er lokalt:
{{ oekonomi.sammenhaengskraft.havnefonden.andel }} af delaftalen er fondens.

{{ oversigt.oekonomi-omraader }}

{{ oversigt.oekonomi-art }}

{{ oversigt.oekonomi-andele }}

{{ oversigt.oekonomi-poster }}
'''
";
    let given = Given::of(&repository().join("tests/cases/lille/plan"));
    let path = given.plan().join("strategisk-aftale.toml");
    let text = fs::read_to_string(path).unwrap();
    let (before, after) = text.split_once("[ressourcer]").unwrap();
    let after = after.split_once("\n[revision]").unwrap().1;
    let text = format!("{before}{placed}\n[revision]{after}");
    let funders = "
[[finansieringskilde]]
id = \"landsbyggefonden\"
navn = \"Landsbyggefonden\"
lokal = false

[[finansieringskilde]]
id = \"eksempelby-kommune\"
navn = \"Eksempelby Kommune\"
lokal = true

[[finansieringskilde]]
id = \"havnefonden\"
navn = \"Havnefonden\"
lokal = false
";
    let given = given.with("strategisk-aftale.toml", text);
    // The figure of the plan names funders of its own.
    given.with("oekonomi.toml", format!("{funders}{posts}"))
}

const POSTS: &str = "
[[post]]
delaftale = \"sammenhaengskraft\"
kilde = \"landsbyggefonden\"
art = \"kontant\"
aar = { 2025 = 100_000, 2026 = 200_000, 2029 = 50_000 }

[[post]]
tvaergaaende = \"Sekretariat\"
kilde = \"eksempelby-kommune\"
art = \"medarbejdertid\"
timer = 400
timepris = 350

[[post]]
delaftale = \"sammenhaengskraft\"
titel = \"Værksted\"
kilde = \"havnefonden\"
beloeb = 60_000
aar = { 2026 = 60_000 }

[[post]]
delaftale = \"sammenhaengskraft\"
titel = \"Frivilliges tid\"
kilde = \"havnefonden\"
art = \"naturalier\"
beloeb = 90_000
medregnes = false
";

/// The cells of a table with a caption, of the plan as Markdown, without their emphasis.
fn table(text: &str, caption: &str) -> Vec<Vec<String>> {
    let caption = format!("** · {caption}");
    let (_, below) = text
        .split_once(&caption)
        .unwrap_or_else(|| panic!("{caption} in {text}"));
    let rows = below
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace("**", "")).collect()
    };
    let rows = rows.map(cells).collect::<Vec<Vec<String>>>();
    let is_rule = |row: &Vec<String>| row[0] == "---";
    rows.into_iter().filter(|row| !is_rule(row)).collect()
}

fn printed(given: &Given) -> String {
    let run = given.build(&["--format", "md", "--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = files(&given.out());
    let names = names.iter().filter(|name| name.ends_with(".md"));
    // Amounts keep together by spaces that do not break.
    names
        .map(|name| {
            fs::read_to_string(given.out().join(name))
                .unwrap()
                .replace('\u{a0}', " ")
        })
        .collect()
}

#[test]
fn tables_of_money_add_up_by_year_area_kind_and_share() {
    let text = printed(&given(POSTS));
    let years = table(&text, "Finansieringen år for år");
    assert_eq!(
        years[0],
        [
            "Organisation",
            "2025",
            "2026",
            "2029",
            "Ikke fordelt på år",
            "I alt"
        ]
    );
    assert_eq!(
        years[1],
        [
            "Landsbyggefonden",
            "100.000",
            "200.000",
            "50.000",
            "0",
            "350.000"
        ]
    );
    assert_eq!(
        years[2],
        ["Eksempelby Kommune", "0", "0", "0", "140.000", "140.000"]
    );
    assert_eq!(years[4].last().unwrap(), "550.000");
    let own = table(&text, "Indsatsområdets økonomi år for år");
    assert_eq!(own[0], ["Organisation", "2025", "2026", "2029", "I alt"]);
    assert_eq!(own[3][2], "260.000");
    let areas = table(&text, "Finansieringen af indsatsområderne");
    assert_eq!(areas[2][0], "Sekretariat");
    assert_eq!(areas[2][4], "140.000");
    let kinds = table(&text, "Finansieringen efter art");
    let heads: Vec<&str> = kinds.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        heads,
        ["Art", "Kontant", "Medarbejdertid", "Ikke oplyst", "I alt"]
    );
    let shares = table(&text, "Lokal medfinansiering");
    let local = shares.iter().find(|row| row[0].contains("i alt")).unwrap();
    assert_eq!(local[1..], ["140.000 kr.", "25,5 %"]);
}

#[test]
fn what_does_not_count_is_shown_below_the_sum_and_in_no_value() {
    let text = printed(&given(POSTS));
    let budget = table(&text, "Samlet finansiering");
    let last = budget.last().unwrap();
    assert_eq!(
        *last,
        ["Medregnes ikke: Havnefonden: Frivilliges tid", "90.000 kr."]
    );
    assert_eq!(budget[budget.len() - 2][1], "550.000 kr.");
    let posts = table(&text, "Budgettets poster");
    assert_eq!(posts.last().unwrap()[0], "Frivilliges tid (medregnes ikke)");
    assert!(
        text.contains(
            "Vi betaler 60.000 kr., heraf 60.000 kr. i 2026, og 25,5 % er lokalt: 14,6 % af"
        ),
        "{text}"
    );
}

#[test]
fn a_plan_that_follows_no_calendar_year_has_years_of_its_own() {
    let posts = POSTS
        .replace("2025 =", "1 =")
        .replace("2026 =", "2 =")
        .replace("2029 =", "4 =");
    let given = given(&posts).edit(
        "strategisk-aftale.toml",
        "havnefonden.2026",
        "havnefonden.2",
    );
    let years = table(&printed(&given), "Finansieringen år for år");
    assert_eq!(years[0][1..4], ["1. år", "2. år", "4. år"]);
}

#[test]
fn posts_that_say_two_things_or_nothing_are_told() {
    let faults = [
        ("2029 = 50_000", "2030 = 50_000", "R081"),
        ("2029 = 50_000", "5 = 50_000", "R081"),
        ("2029 = 50_000", "\"i alt\" = 50_000", "R081"),
        ("2029 = 50_000", "4 = 50_000", "R084"),
        ("beloeb = 60_000", "beloeb = 61_000", "R082"),
        ("timepris = 350", "timepris = 350\nbeloeb = 150_000", "R082"),
        ("timer = 400\ntimepris = 350\n", "", "R083"),
        ("timepris = 350\n", "", "R085"),
    ];
    for (old, new, code) in faults {
        let given = given(&POSTS.replace(old, new));
        let run = given.build(&["--message-format", "json"]);
        let findings = run.findings();
        let told: Vec<&str> = findings
            .iter()
            .filter_map(|f| f["code"].as_str())
            .filter(|code| code.starts_with("R08"))
            .collect();
        assert!(told.contains(&code), "{new}: {told:?}");
        assert_eq!(run.code, Some(1), "{new}");
    }
}

#[test]
fn years_of_a_post_are_changes_of_money() {
    let old = given(POSTS);
    let new = given(&POSTS.replace("2026 = 200_000", "2026 = 220_000"));
    let done = crate::given::program()
        .args(["diff", "--format", "json"])
        .args([old.plan(), new.plan()])
        .output()
        .unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(
        out.contains("årets beløb") && out.contains("220.000"),
        "{out}"
    );
}

#[test]
fn a_number_in_words_has_a_capital_letter_where_it_begins_a_sentence() {
    let text = "{{ antal.kvarterer | ord }} kvarterer og {{ antal.afdelinger | ord }} afdelinger. {{ antal.afdelinger | ord }} er mange.";
    let given = given(POSTS).edit(
        "strategisk-aftale.toml",
        "Vi betaler",
        &format!("{text} Vi betaler"),
    );
    let text = printed(&given);
    assert!(
        text.contains("To kvarterer og tre afdelinger. Tre er mange."),
        "{text}"
    );
}

#[test]
fn many_funders_lie_down_and_more_than_a_page_holds_are_told() {
    let of_funders = |count: usize| {
        let mut posts = String::new();
        for at in 0..count {
            posts.push_str(&format!(
                "\n[[finansieringskilde]]\nid = \"kilde-{at}\"\nnavn = \"Kilde {at}\"\nlokal = true\n\n[[post]]\ndelaftale = \"sammenhaengskraft\"\nkilde = \"kilde-{at}\"\nbeloeb = 123_456_789\n"
            ));
        }
        let run = given(&format!("{POSTS}{posts}")).build(&[
            "--format",
            "md",
            "--force",
            "--message-format",
            "json",
        ]);
        let findings = run.findings();
        findings.iter().any(|finding| finding["code"] == "R087")
    };
    assert!(!of_funders(6));
    assert!(of_funders(24));
}

#[test]
fn of_two_posts_of_one_funder_the_one_that_says_the_same_is_the_same() {
    let post = |amount: &str| {
        format!(
            "[[post]]\ndelaftale = \"sammenhaengskraft\"\nkilde = \"landsbyggefonden\"\nart = \"kontant\"\nbeloeb = {amount}\n\n"
        )
    };
    let own = post("5_000_000");
    let plan = || Given::of(&repository().join("tests/cases/lille/plan"));
    let told = |posts: &str| {
        let old = plan().edit("oekonomi.toml", &own, &(own.clone() + &post("300_000")));
        let new = plan().edit("oekonomi.toml", &own, posts);
        let mut command = program();
        command.args(["diff", "--format", "json"]);
        let run = Run::of(command.args([old.plan(), new.plan()]));
        let list: Value = serde_json::from_str(&run.stdout).unwrap();
        let sections = list["sections"].as_array().unwrap().iter();
        let changes = sections.flat_map(|section| section["changes"].as_array().unwrap());
        let told = changes.map(|change| format!("{} {}", change["what"], change["contents"]));
        told.collect::<Vec<_>>()
    };
    // The first of them goes, and the second is not what became of it.
    let gone = told(&post("300_000"));
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert!(
        gone[0].starts_with("\"fjernet\"") && gone[0].contains("5.000.000"),
        "{gone:?}"
    );
    // Their order means nothing.
    assert!(told(&(post("300_000") + &own)).is_empty());
    let other = told(&(post("300_000") + &post("5_100_000")));
    assert_eq!(other.len(), 1, "{other:?}");
    assert!(other[0].starts_with("\"aendret\""), "{other:?}");
}
