//! Every rule's page is its test: the bad example fires that rule only, with the words that the page shows; the good
//! one fires nothing.
//!
//! An example is laid over the plan in `grundplan/`, which has no finding. `fil=x.toml` replaces the file,
//! `fil=x.toml tilfoej` adds to its end, and `fil=x.toml ret` mends lines: a line that the file has moves the place on,
//! any other replaces the line with its key in that paragraph of the file, or is put in there.

mod every_word;
mod mutations;
mod spelling;

use std::{collections::BTreeSet, path::Path};

use super::*;
use crate::{
    audience::Edition,
    build::{self, NoClock},
    diag::{Lang, Severity, codes, entry, say},
};

fn ground() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/grundplan")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Findings of the ground plan with an example laid over it.
fn findings(example: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    copy(&ground(), folder.path());
    for block in example.split("```toml ").skip(1) {
        let (head, rest) = block.split_once('\n').unwrap();
        let body = rest.split("\n```").next().unwrap();
        let (file, mode) = head
            .strip_prefix("fil=")
            .unwrap()
            .split_once(' ')
            .unwrap_or((&head[4..], ""));
        let path = folder.path().join(file);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let after = match mode {
            "" => body.to_owned(),
            "tilfoej" => format!("{before}\n{body}\n"),
            "ret" => mended(&before, body),
            other => panic!("unknown mode {other}"),
        };
        // A family of the plan's own, its registers and figures come with the example.
        let own = mode.is_empty()
            && ["skabelon", "registre", "figurer", "tabeller"]
                .iter()
                .any(|of| file.starts_with(of));
        assert!(
            own || !before.trim().is_empty(),
            "{file} is no file of the ground plan"
        );
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, after).unwrap();
    }
    all(folder.path())
}

fn all(root: &Path) -> Vec<Diagnostic> {
    build::outcome(&build::compose(root, Edition::default(), &mut NoClock)).found
}

fn mended(file: &str, lines: &str) -> String {
    let key = |line: &str| {
        let line = line.trim_start_matches("# ");
        line.split_once(" = ").map(|(key, _)| key.to_owned())
    };
    let mut out: Vec<String> = file.lines().map(str::to_owned).collect();
    let mut at = 0;
    for line in lines.lines() {
        if let Some(offset) = out[at..].iter().position(|known| known == line) {
            at += offset + 1;
            continue;
        }
        let paragraph = out[at..]
            .iter()
            .position(|l| l.is_empty() || l.starts_with('['))
            .unwrap_or(out.len() - at);
        match out[at..at + paragraph]
            .iter()
            .position(|known| key(known) == key(line))
        {
            Some(offset) => {
                at += offset;
                line.clone_into(&mut out[at]);
            }
            None => out.insert(at, line.to_owned()),
        }
        at += 1;
    }
    out.join("\n") + "\n"
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Fejl => "fejl",
        Severity::Advarsel => "advarsel",
        Severity::Raad => "råd",
    }
}

fn shown(finding: &Diagnostic) -> String {
    format!(
        "> {}: {}",
        word(finding.severity()),
        say(finding.code, Lang::Da, &finding.args)
    )
}

fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page
        .split_once(from)
        .unwrap_or_else(|| panic!("{page} has no {from}"))
        .1;
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[test]
fn the_ground_plan_has_no_finding() {
    assert_eq!(all(&ground()), []);
}

/// Printed words that are neither prose nor a title: a slip in them is found like any other.
#[test]
fn words_beside_the_prose_are_read_too() {
    for (file, mode, lines) in [
        (
            "delaftaler/uddannelse.toml",
            "ret",
            "sammenligning_titel = \"Baseline øvrige øvrige hhp\"",
        ),
        (
            "delaftaler/uddannelse.toml",
            "ret",
            "[problemkompleks]\nnavn_angivet = \"uddannelse og og livschancer\"",
        ),
        (
            "oekonomi.toml",
            "tilfoej",
            "[[post]]\ntvaergaaende = \"Ikke fordelt på på delaftaler\"\nkilde = \"lokal\"\nbeloeb = 1",
        ),
        (
            "registre/kvarterer.toml",
            "ret",
            "[[kvarter]]\nbeliggenhed = \"nord for for banen\"",
        ),
        (
            "registre/forkortelser.toml",
            "tilfoej",
            "[[forkortelse]]\nkort = \"SSP\"\nlang = \"Skole, socialforvaltning og og politi\"",
        ),
        (
            "tabeller/ydelser.toml",
            "ret",
            "[[kolonne]]\ngruppe = \"Andel af af beboerne\"",
        ),
        (
            "status/2022-1.toml",
            "ret",
            "[[aktivitet]]\nudfoert = \"Der er er holdt møder.\"",
        ),
    ] {
        let found = findings(&format!("```toml fil={file} {mode}\n{lines}\n```"));
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&"D007"), "{file}: {codes:?}");
    }
}

#[test]
fn a_word_is_spelt_in_a_status_too_and_told_once() {
    let lines = "[[aktivitet]]\nudfoert = \"Et opfølgingsmøde og et opfølgingsmøde til er holdt.\"";
    let found = findings(&format!("```toml fil=status/2022-1.toml ret\n{lines}\n```"));
    let told: Vec<String> = found.iter().map(shown).collect();
    assert_eq!(
        told,
        ["> råd: »opfølgingsmøde« står ikke i ordbogen (2 steder)"]
    );
}

#[test]
fn rules_are_sorted_and_have_words_and_a_page() {
    let ruled: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(ruled.windows(2).all(|pair| pair[0] < pair[1]), "{ruled:?}");
    let known: BTreeSet<&str> = ruled.into_iter().collect();
    for rule in RULES {
        assert!(entry(rule.code).is_some(), "{} has no words", rule.code);
        assert!(
            rule.page.starts_with(&format!("# {} ", rule.code)),
            "{}",
            rule.page
        );
        for head in [
            "## Hvad\n",
            "## Hvorfor\n",
            "## Dårligt\n",
            "## Godt\n",
            "## Kan tage fejl\n",
        ] {
            assert!(rule.page.contains(head), "{} lacks {head}", rule.code);
        }
        // How it can be wrong is told in words of its own.
        let wrong = rule
            .page
            .split("## Kan tage fejl\n")
            .nth(1)
            .unwrap_or_default();
        assert!(wrong.split_whitespace().count() > 5, "{}", rule.code);
    }
    // Codes of the rules' families belong to rules; those about waivers have no page of their own.
    for code in codes().filter(|code| code.starts_with(|c: char| "ABDEHNTU".contains(c))) {
        assert!(known.contains(code), "{code} is no rule");
    }
}

#[test]
fn every_page_is_true() {
    let mut faults = Vec::new();
    for rule in RULES {
        let bad = findings(part(rule.page, "## Dårligt", "## Godt"));
        let told = part(rule.page, "## Dårligt", "## Godt");
        let fired: BTreeSet<&str> = bad.iter().map(|finding| finding.code).collect();
        if fired != BTreeSet::from([rule.code]) {
            faults.push(format!("{}: bad fires {fired:?}", rule.code));
        } else if !told.contains(&format!("{}\n", shown(&bad[0]))) {
            faults.push(format!("{}: bad says {}", rule.code, shown(&bad[0])));
        }
        let good = findings(part(rule.page, "## Godt", "\n## "));
        if !good.is_empty() {
            let says: Vec<String> = good
                .iter()
                .map(|f| format!("{} {}", f.code, shown(f)))
                .collect();
            faults.push(format!("{}: good says {says:?}", rule.code));
        }
        assert_ne!(told, part(rule.page, "## Godt", "\n## "), "{}", rule.code);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_has_an_english_title_and_nothing_else_has() {
    let titled = codes().filter(|code| !entry(code).unwrap().title.is_empty());
    let titled: BTreeSet<&str> = titled.collect();
    assert_eq!(titled, RULES.iter().map(|rule| rule.code).collect());
    let different = titled.iter().map(|code| &entry(code).unwrap().title);
    assert_eq!(different.collect::<BTreeSet<_>>().len(), titled.len());
}

#[test]
fn the_table_of_rules_in_the_docs_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/regler.md");
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        overview(),
        "write it: helhedsplan explain --alle > docs/regler.md"
    );
}

const WAIVER: &str = "[[dispensation]]\nkode = \"U009\"\nsted = \"plan.toml#aftaledokument.kommissorium\"\n\
    fund = [\"indsendelsen mangler »Kommissorium for bestyrelsen«\"]\nbegrundelse = \"Ventes fra kommunen.\"\nrolle = \"Sekretariatsleder\"\ndato = 2022-02-01\n";

/// Codes of the findings of the ground plan with a missing document and these waivers.
fn waived(waivers: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    copy(&ground(), folder.path());
    let plan = folder.path().join("plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let text = mended(&text, "id = \"kommissorium\"\nstatus = \"mangler\"");
    std::fs::write(&plan, text).unwrap();
    std::fs::write(folder.path().join("dispensationer.toml"), waivers).unwrap();
    all(folder.path())
        .iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn a_waiver_lets_its_finding_stand_and_no_other() {
    assert_eq!(waived(""), ["U009"]);
    assert_eq!(waived(WAIVER), [] as [&str; 0]);
    assert_eq!(
        waived(&WAIVER.replace("#aftaledokument.kommissorium", "")),
        [] as [&str; 0]
    );
    assert_eq!(
        waived(&WAIVER.replace("kommissorium", "budget")),
        ["V004", "U009"]
    );
}

#[test]
fn a_waiver_holds_what_it_was_given_for() {
    let for_another = WAIVER.replace("»Kommissorium for bestyrelsen«", "»Budget«");
    assert_eq!(waived(&for_another), ["U009"]);
    // Words around the values may change with the program.
    let other_words = WAIVER.replace("indsendelsen mangler", "der mangler");
    assert_eq!(waived(&other_words), [] as [&str; 0]);
    let unbound = WAIVER.lines().filter(|line| !line.starts_with("fund"));
    let unbound: Vec<&str> = unbound.collect();
    assert_eq!(waived(&unbound.join("\n")), ["V006"]);
}

#[test]
fn an_old_waiver_says_for_how_long_it_holds() {
    let old = WAIVER.replace("2022-02-01", "2021-03-01");
    assert_eq!(waived(&old), ["V007"]);
    assert_eq!(
        waived(&format!("{old}udloeber = 2022-12-31\n")),
        [] as [&str; 0]
    );
    let lasting = format!("{old}varigt = \"Kommunen udgiver det aldrig.\"\n");
    assert_eq!(waived(&lasting), [] as [&str; 0]);
    // A reason that says nothing settles nothing.
    assert_eq!(waived(&format!("{old}varigt = \" \"\n")), ["V007"]);
}

#[test]
fn a_waiver_at_fault_is_a_finding_itself() {
    assert_eq!(waived(&WAIVER.replace("U009", "ukendt")), ["V001", "U009"]);
    assert_eq!(
        waived(&WAIVER.replace("kommissorium", "nix")),
        ["V002", "U009"]
    );
    assert_eq!(
        waived(&WAIVER.replace("Ventes fra kommunen.", " ")),
        ["V003"]
    );
    assert_eq!(
        waived(&format!("{WAIVER}udloeber = 2022-02-28\n")),
        ["V005", "U009"]
    );
    assert_eq!(
        waived(&format!("{WAIVER}udloeber = 2022-03-01\n")),
        [] as [&str; 0]
    );
}
