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
