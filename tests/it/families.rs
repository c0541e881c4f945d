//! Template families: one in the plan's own folder, with what it lacks from the program's.

use std::fs;

use serde_json::Value;

use crate::given::{Given, Run, files, program, repository};

/// The small plan with a family of its own: two items in place of eight, and a delaftale made of parts of another name.
fn own() -> Given {
    let given = Given::of(&repository().join("tests/cases/lille/plan"))
        .edit("plan.toml", "\"lbf-2019-26\"", "\"./skabelon\"")
        .edit("plan.toml", "\"lbf\"", "\"kapitel\"")
        .edit(
            "delaftaler/sammenhaengskraft.toml",
            "afsnit.ressourcer",
            "afsnit.indsatser",
        )
        .with("skabelon/familie.toml", FORM)
        .with("skabelon/struktur.toml", STRUCTURE)
        .with("skabelon/parts/hensigt.md", ITEM)
        .with("skabelon/parts/indsatser.md", ITEM)
        .with(
            "skabelon/kontrol.toml",
            "[tomt_afsnit]\nord = [\"indsatser\"]\n",
        );
    let delaftale = "templates/lbf-2019-26/parts/delaftale.md";
    let delaftale = fs::read_to_string(repository().join(delaftale)).unwrap();
    let given = given.with("skabelon/parts/aftaledel.md", delaftale);
    given.with(
        "strategisk-aftale.toml",
        "[hensigt]\ntekst = \"Se {{ delaftale.sammenhaengskraft | henvis }}.\"\n",
    )
}

const FORM: &str = r#"bygger_paa = "lbf-2019-26"

[aftale]
fil = "strategisk-aftale.toml"
kaldes = ["Rammen", "The frame"]
beskrivelse = "Rammen for indsatsen."

[[aftale.punkt]]
noegle = "hensigt"
kaldes = ["A. Hensigten", "A. The intent"]
beskrivelse = "Hvad parterne vil."

[[aftale.punkt]]
noegle = "indsatser"
kaldes = ["B. Indsatserne", "B. The efforts"]
beskrivelse = "Hvad parterne gør."
derefter = ["delaftaler", "oekonomi"]
"#;

const STRUCTURE: &str = r#"
[[kapitel]]
[[kapitel.del]]
skabelon = "hensigt"
afsnit = "hensigt"
[[kapitel.del]]
skabelon = "indsatser"
afsnit = "indsatser"
[[kapitel.del]]
skabelon = "aftaledel"
for_hver = "delaftale"
niveau = 2
[[kapitel.del.del]]
skabelon = "aktivitet"
for_hver = "aktivitet"
niveau = 3
[[kapitel.del]]
skabelon = "bilag"
for_hver = "bilag"
[[kapitel.del]]
skabelon = "forkortelser"
"#;

const ITEM: &str = "# {% if punkt.titel %}{{ punkt.titel }}{% else %}Vores punkt{% endif %} {.tal}\n\n{{ punkt.tekst | blocks }}\n\n{{ punkt.underafsnit }}\n";

fn run(given: &Given, arguments: &[&str]) -> Run {
    let plan = given.plan();
    Run::of(
        program()
            .current_dir(plan.parent().unwrap())
            .args(arguments),
    )
}

#[test]
fn a_plan_with_a_family_of_its_own_is_built_with_its_parts_and_references() {
    let given = own();
    let run = given.build(&["--message-format", "json", "--skeleton"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let wrong = run.findings();
    let wrong: Vec<_> = wrong.iter().filter(|f| f["severity"] == "fejl").collect();
    assert_eq!(wrong, Vec::<&Value>::new());
    let built = files(&given.out());
    let skeleton = built.iter().find(|name| name.ends_with(".skeleton.json"));
    let skeleton = String::from_utf8(given.output(skeleton.unwrap())).unwrap();
    assert!(skeleton.contains("Vores punkt"));
    assert!(!skeleton.contains("Organisering"));
    // Its files are among the sources of the build.
    let manifest = String::from_utf8(given.output("manifest.json")).unwrap();
    assert!(manifest.contains("skabelon/parts/aftaledel.md"));
}

#[test]
fn a_list_of_changes_names_the_items_as_the_family_does() {
    let given = own();
    let run_ = run(&given, &["release", "1.2", "plan", "--as-submitted"]);
    assert_eq!(run_.code, Some(0), "{}{}", run_.stdout, run_.stderr);
    let given = given.edit("strategisk-aftale.toml", "Se ", "Læs ");
    for (lang, item, part) in [
        ("da", "A. Hensigten", "Rammen"),
        ("en", "A. The intent", "The frame"),
    ] {
        let run = run(
            &given,
            &["diff", "1.2", "plan", "--plan", "plan", "--lang", lang],
        );
        assert!(run.stdout.contains(item), "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(part), "{}", run.stdout);
    }
}

#[test]
fn a_release_freezes_the_family_whole_and_builds_to_the_same_bytes() {
    let given = own();
    let before = given.build(&["--format", "pdf"]);
    assert_eq!(before.code, Some(0), "{}", before.stderr);
    let name = files(&given.out());
    let pdf = name
        .iter()
        .find(|name| name.ends_with(".pdf"))
        .unwrap()
        .clone();
    let bytes = given.output(&pdf);
    let run_ = run(&given, &["release", "1.2", "plan", "--as-submitted"]);
    assert_eq!(run_.code, Some(0), "{}{}", run_.stdout, run_.stderr);
    let release = given.plan().join("udgivelser/1.2");
    let frozen = files(&release.join("skabelon"));
    for file in [
        "parts/aftaledel.md",
        "parts/forside.md",
        "style.typ",
        "terms.toml",
    ] {
        assert!(frozen.iter().any(|name| name == file), "{file}");
    }
    // The plan's own family may change; the release keeps the one it was made with.
    let given = given.with("skabelon/parts/hensigt.md", "# Noget andet {.tal}\n");
    let again = run(
        &given,
        &[
            "build",
            "plan/udgivelser/1.2",
            "--format",
            "pdf",
            "--out",
            "igen",
        ],
    );
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let again = fs::read(given.plan().parent().unwrap().join("igen").join(&pdf)).unwrap();
    assert!(bytes == again);
}

#[test]
fn the_schemas_of_a_plan_hold_the_keys_of_its_family() {
    let given = own();
    let run = run(&given, &["schema", "plan", "--out", "skemaer"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let folder = given.plan().parent().unwrap().join("skemaer");
    let schema = fs::read_to_string(folder.join("strategisk-aftale.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let items: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(items, ["fodnoter", "hensigt", "indledning", "indsatser"]);
    assert_eq!(
        schema["properties"]["hensigt"]["description"],
        "Hvad parterne vil."
    );
    // A key of another family is wrong here.
    let given = given.edit("strategisk-aftale.toml", "[hensigt]", "[formaal]");
    let checked = given.build(&["--message-format", "json"]);
    assert!(checked.findings().iter().any(|f| f["code"] == "S002"));
}

/// The sample plan of the family `udviklingsplan`.
fn development() -> Given {
    Given::of(&repository().join("tests/cases/udviklingsplan/plan"))
}

/// Codes and places of what the check finds.
fn found(given: &Given) -> Vec<String> {
    let run = run(given, &["check", "plan", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let lines = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let place = &finding["places"][0];
            let code = finding["code"].as_str().unwrap();
            format!(
                "{code} {}:{}",
                place["file"].as_str().unwrap_or("-"),
                place["line"]
            )
        });
    lines.collect()
}

#[test]
fn a_development_plan_is_sound_and_none_of_lbfs_rules_speaks_there() {
    assert_eq!(found(&development()), Vec::<String>::new());
}

#[test]
fn a_development_plan_shows_its_tables_and_nothing_of_lbf() {
    let given = development();
    let run = given.build(&["--skeleton"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let skeleton = String::from_utf8(given.output("birkelunden-1.0.skeleton.json")).unwrap();
    for words in [
        "Landsbyggefond",
        "boligsocial",
        "elaftale",
        "LBF",
        "elhedsplan",
    ] {
        assert!(!skeleton.contains(words), "{words}");
    }
    // 580 of 640 dwellings on 1 January 2026, 240 of 610 on 1 January 2030.
    for words in ["90,6 %", "39,3 %", "I alt", "Ommærkning", "−120", "610"] {
        assert!(skeleton.contains(words), "{words}");
    }
}

#[test]
fn a_development_plan_can_be_read_as_a_web_page() {
    let given = development();
    let run = given.build(&["--format", "html"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let page = String::from_utf8(given.output("birkelunden-1.0.html")).unwrap();
    for words in ["Andelen af almene familieboliger år for år", "Ommærkning"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_number_of_the_familys_own_is_read_as_any_other() {
    for (typed, told) in [
        ("1.060", "S026 registre/boligaendringer.toml:20"),
        ("1e40", "S022 registre/boligaendringer.toml:20"),
    ] {
        let edited = format!("andre_boliger = {typed}");
        let given = development().edit(
            "registre/boligaendringer.toml",
            "andre_boliger = 60",
            &edited,
        );
        assert!(found(&given).contains(&told.to_owned()), "{typed}");
    }
}

#[test]
fn a_share_above_the_familys_limit_is_a_finding_at_the_register() {
    let given = development().edit(
        "registre/boligaendringer.toml",
        "andre_boliger = 170",
        "andre_boliger = 120",
    );
    let told = found(&given);
    let limit = |line: &&String| line.starts_with("T016 registre/boligaendringer.toml");
    assert_eq!(told.iter().filter(limit).count(), 1, "{told:?}");
}

#[test]
fn a_claim_can_be_made_of_a_table_of_the_familys_own() {
    let given = development().edit("registre/tal.toml", "vaerdi = 340", "vaerdi = 350");
    assert!(
        found(&given)
            .iter()
            .any(|line| line.starts_with("T005 registre/tal.toml"))
    );
}

#[test]
fn what_a_familys_register_cannot_hold_is_told_at_its_place() {
    let path = "registre/boligaendringer.toml";
    for (old, new, code) in [
        ("familieboliger = -120", "familebolig = -120", "S00"),
        ("slags = \"salg\"", "slags = \"slag\"", "S005"),
        ("afdeling = \"nord\"", "afdeling = \"norden\"", "R029"),
        ("aar = 2027", "aar = \"2027\"", "S011"),
        ("id = \"nord-salg\"", "id = \"nord-byggeri\"", "R003"),
    ] {
        let told = found(&development().edit(path, old, new));
        let here = |line: &String| line.starts_with(code) && line.contains(path);
        assert!(told.iter().any(here), "{new}: {told:?}");
    }
    for (old, new, code) in [
        (
            "status = \"indsendt\"\ndato",
            "status = \"bestyrelse\"\ndato",
            "R056",
        ),
        ("nummerering = \"kapitel\"", "nummerering = \"lbf\"", "P024"),
    ] {
        let told = found(&development().edit("plan.toml", old, new));
        assert!(told.iter().any(|line| line.starts_with(code)), "{told:?}");
    }
}

#[test]
fn a_revised_development_plan_is_told_in_the_familys_words_with_its_levels() {
    let given = development();
    let frozen = run(&given, &["release", "1.0", "plan"]);
    assert_eq!(frozen.code, Some(0), "{}{}", frozen.stdout, frozen.stderr);
    let given = given
        .edit("registre/boligaendringer.toml", "aar = 2029", "aar = 2028")
        .edit(
            "registre/milepaele.toml",
            "Rækkehusene er solgt",
            "Alle rækkehuse er solgt",
        );
    for (lang, words) in [
        (
            "da",
            [
                "Boligændring »Private boliger på blok 1–4's grund« › år",
                "2029 → 2028",
                "parterne og derefter ministeriet",
            ],
        ),
        (
            "en",
            [
                "Change of dwellings »Private boliger på blok 1–4's grund« › year",
                "2029 → 2028",
                "the parties and then the ministry",
            ],
        ),
    ] {
        let run = run(
            &given,
            &["diff", "1.0", "plan", "--plan", "plan", "--lang", lang],
        );
        for words in words {
            assert!(
                run.stdout.contains(words),
                "{words}: {}{}",
                run.stdout,
                run.stderr
            );
        }
    }
}

#[test]
fn a_development_plan_is_sent_to_the_ministry_with_its_own_documents() {
    let given = development();
    let frozen = run(&given, &["release", "1.0", "plan"]);
    assert_eq!(frozen.code, Some(0), "{}{}", frozen.stdout, frozen.stderr);
    let given = given
        .edit("plan.toml", "version = \"1.0\"", "version = \"1.1\"")
        .edit("registre/boligaendringer.toml", "aar = 2029", "aar = 2028");
    let sent = run(
        &given,
        &[
            "submit",
            "--against",
            "1.0",
            "--as-is",
            "Udkast",
            "--out",
            "out",
        ],
    );
    assert_eq!(sent.code, Some(0), "{}{}", sent.stdout, sent.stderr);
    let names = files(&given.out());
    assert!(
        names.iter().any(|name| name == "birkelunden-1.1.pdf"),
        "{names:?}"
    );
    let manifest: Value = serde_json::from_slice(&given.output("manifest.json")).unwrap();
    let manifest = manifest.to_string();
    assert!(
        manifest.contains("Kommunalbestyrelsens beslutning"),
        "{manifest}"
    );
    assert!(!manifest.contains("Indberetningsskema"));
}

#[test]
fn an_expression_that_names_nothing_is_a_fault_of_the_plans_own_family() {
    let family = "templates/udviklingsplan/familie.toml";
    let family = fs::read_to_string(repository().join(family)).unwrap();
    let own = family
        .replace("\"lbf-2019-26\"", "\"udviklingsplan\"")
        .replace(
            "100 * familieboliger / boliger",
            "100 * familieboliger / huse",
        );
    let given = development()
        .edit("plan.toml", "\"udviklingsplan\"\nnumm", "\"./vores\"\nnumm")
        .with("vores/familie.toml", own);
    let told = found(&given);
    let here = |line: &String| line.starts_with("S025 vores/familie.toml:");
    assert!(told.iter().any(here), "{told:?}");
}
