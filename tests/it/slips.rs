//! Slips that a sentence, a list or a day shows by itself, in plans that have nothing else wrong: each is told, and
//! the text beside it that is right is not.

use crate::given::{Given, Run, program, repository};

/// Codes of what a check finds in a plan.
fn codes(given: &Given) -> Vec<String> {
    let run = Run::of(
        program()
            .args(["check", "--format", "json"])
            .arg(given.plan()),
    );
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let found = report["findings"].as_array().unwrap();
    let codes = found.iter().map(|finding| finding["code"].as_str());
    codes.map(|code| code.unwrap().to_owned()).collect()
}

fn ground() -> Given {
    Given::of(&repository().join("src/rules/grundplan"))
}

/// Codes of what is found with a text for what the schools do.
fn said(text: &str) -> Vec<String> {
    codes(&ground().edit(
        "delaftaler/uddannelse.toml",
        "Skolerne stiller lokaler til rådighed.",
        text,
    ))
}

#[test]
fn what_a_sentence_contradicts_by_itself_is_told() {
    for (text, code) in [
        ("Der er åbent kl. 29.", "D027"),
        ("Skolerne har åbent i 60 uger om året.", "D027"),
        ("Mødet var mandag den 17. september 2025.", "D028"),
        ("Der kommer mellem 25 og 12 elever.", "D029"),
        ("Skolerne stiller lokaler og.", "D030"),
        ("Skolerne har henholdsvis to lokaler.", "D030"),
        ("Skolerne har et legestue, som er åben.", "D031"),
        ("Skolerne har to nye afdeling.", "D032"),
        ("Skolerne er gode til af hjælpe.", "D033"),
        ("Skolerne bruger 9.046.000 mio. kr.", "D022"),
        ("Fem af de fire elever læser.", "T031"),
        ("Der er ni elever, heraf tolv piger.", "T031"),
        ("Af eleverne læser 118 % hver dag.", "E029"),
        ("To ting tæller:\\n\\n- ro\\n- tid\\n- hjælp", "U032"),
        ("Skolerne mødes tre gange om året, i maj og juni.", "U032"),
        (
            "For det første er der ro. For det tredje er der tid.",
            "U033",
        ),
    ] {
        assert_eq!(said(text), [code], "{text}");
    }
}

#[test]
fn what_only_looks_like_it_is_not_told() {
    for text in [
        "Der er åbent kl. 9-23 og fredag til kl. 24.",
        "Skolerne har åbent i 40 uger om året.",
        "Mødet var onsdag den 17. september 2025.",
        "Forskellen mellem 25 og 12 elever er stor.",
        "Skolerne har henholdsvis to og tre lokaler.",
        "Skolerne har en klub, og det må en selv vælge.",
        "To unge leder arbejdet, og fire timer går.",
        "Fire af de fem elever læser.",
        "Der er ni elever, heraf to piger.",
        "Antallet er vokset med 118 % på et år.",
        "Til de to kommer tre:\\n\\n- ro\\n- tid\\n- hjælp",
        "For det første er der ro. Desuden er der tid.",
    ] {
        assert_eq!(said(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn a_sentence_may_end_with_a_short_word() {
    // Told of the second sentence alone: the first has a number of its own.
    let text = "Der er fem om det. Fire ting tæller:\\n\\n- ro\\n- tid\\n- hjælp";
    assert_eq!(said(text), ["U032"]);
    // An abbreviation still ends none.
    let text = "Der er ca. Fire ting, som tæller.";
    assert!(!said(text).contains(&"D026".to_owned()));
}

#[test]
fn a_check_reads_the_meetings_too() {
    let meeting = |day: &str, sent: &str| {
        format!(
            "organ = \"Bestyrelsen\"\ntitel = \"Bestyrelsesmøde\"\ndato = {day}\ntid = \"15:00-16:00\"\nsted = \"Skolen\"\n\
             udsendt = {sent}\nfrist = 2022-05-13\ndeltagere = [\"Formand\"]\n\n[[punkt]]\nid = \"a\"\ntitel = \"Dagsorden\"\n\
             slags = \"beslutning\"\ntid = \"15:00-15:10\"\nindstilling = \"At dagsordenen godkendes.\"\n"
        )
    };
    let with = |day, sent| ground().with("moeder/2022-05-16.toml", meeting(day, sent));
    assert_eq!(codes(&with("2022-05-16", "2022-05-09")), [] as [&str; 0]);
    assert_eq!(codes(&with("2022-05-15", "2022-05-09")), ["Q024"]);
    assert_eq!(codes(&with("2022-05-12", "2022-05-09")), ["Q025"]);
    assert_eq!(codes(&with("2022-05-16", "2022-05-19")), ["Q001"]);
}

#[test]
fn the_quality_report_lists_goals_without_a_target_and_the_authors_notes() {
    let given = ground().edit(
        "delaftaler/uddannelse.toml",
        "id = \"i-uddannelse\"",
        "id = \"i-uddannelse\"\nnote = \"Spørg skolen om måltallet.\"",
    );
    let mut command = program();
    command.args(["report", "kvalitet", "--format", "md"]);
    let run = Run::of(command.arg(given.plan()).arg("--out").arg(given.out()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let report = String::from_utf8(given.output("nordby-1.0-kvalitet.md")).unwrap();
    let part = |from: &str, to: &str| {
        let rest = report.split_once(from).unwrap().1;
        rest.split_once(to).unwrap().0.to_owned()
    };
    let open = part("Delmål uden måltal", "Jeres egne noter");
    assert!(open.contains("Andelen af ledige falder"), "{open}");
    assert!(!open.contains("Unge i fritidsjob"), "{open}");
    let notes = part("Jeres egne noter", "Lokal medfinansiering");
    assert!(notes.contains("Spørg skolen om måltallet."), "{notes}");
    assert!(notes.contains("delaftaler/uddannelse.toml"), "{notes}");
}
