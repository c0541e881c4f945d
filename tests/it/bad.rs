//! Wrong plans: each gives all its findings at once, at their places, and leaves earlier outputs whole.
//!
//! A case is a folder of files laid over the smallest plan; `slet.txt` names files to take away, and
//! `forventet.txt` holds the findings, `CODE file:line:column`, sorted.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    given::{self, Given},
    workbook::{Sheet, cells, workbook},
};

#[test]
fn each_wrong_plan_gives_all_its_findings_and_leaves_earlier_outputs_whole() {
    let cases = given::folders(&given::repository().join("tests/cases/bad"));
    assert!(cases.len() > 40);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| try_case(case).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn try_case(case: &Path) -> Result<(), String> {
    let name = case.file_name().unwrap().to_str().unwrap();
    let given = Given::smallest();
    let plan = given.plan();
    given::copy(case, &plan);
    fs::remove_file(plan.join("forventet.txt")).unwrap();
    if let Ok(gone) = fs::read_to_string(plan.join("slet.txt")) {
        gone.lines()
            .for_each(|file| fs::remove_file(plan.join(file)).unwrap());
        fs::remove_file(plan.join("slet.txt")).unwrap();
    }
    prepare(name, &plan);
    given::put(&given.out(), "byhaven-0.1.pdf", "earlier");

    let run = given.build(&["--message-format", "json"]);
    let findings = run.findings();
    let mut told: Vec<String> = findings.iter().map(line).collect();
    told.sort();
    let expected = fs::read_to_string(case.join("forventet.txt")).unwrap();
    if told.join("\n") != expected.trim_end() {
        return Err(format!("{name} gives\n{}", told.join("\n")));
    }
    let errors = findings.iter().any(|finding| finding["severity"] == "fejl");
    // A folder that is no plan cannot be built at all.
    let nowhere = findings.iter().any(|finding| finding["code"] == "K002");
    let code = if nowhere { 2 } else { i32::from(errors) };
    if run.code != Some(code) {
        return Err(format!("{name} exits with {:?}: {}", run.code, run.stderr));
    }
    if errors {
        let left = given::files(&given.out());
        if left != ["byhaven-0.1.pdf"] || given.output("byhaven-0.1.pdf") != b"earlier" {
            return Err(format!("{name} changes earlier outputs: {left:?}"));
        }
    }
    findings.iter().try_for_each(filled)
}

/// `CODE file:line:column`, or `CODE -` for a finding without a place.
fn line(finding: &Value) -> String {
    let code = finding["code"].as_str().unwrap();
    match finding["places"].get(0) {
        Some(place) => {
            let file = place["file"].as_str().unwrap();
            format!("{code} {file}:{}:{}", place["line"], place["column"])
        }
        None => format!("{code} -"),
    }
}

/// No `{name}` of the catalogue's words is left unfilled, in either language.
fn filled(finding: &Value) -> Result<(), String> {
    let code = finding["code"].as_str().unwrap();
    let entry = helhedsplan::diag::entry(code).unwrap();
    for (words, shown) in [(&entry.da, "message"), (&entry.hjaelp, "help")] {
        let shown = finding[shown].as_str().unwrap_or_default();
        for name in names(words) {
            if shown.contains(&format!("{{{name}}}")) {
                return Err(format!("{code} does not fill {{{name}}}: {shown}"));
            }
        }
    }
    Ok(())
}

/// The `{names}` of a text: lower-case words, so that `{{ … }}` is none.
fn names(words: &str) -> Vec<&str> {
    let parts = words
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'));
    let names = parts.map(|(name, _)| name);
    names
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()))
        .collect()
}

/// Files that do not belong in a repository: too large, or links out of the folder, or made by programs.
fn prepare(name: &str, plan: &Path) {
    match name {
        "for-stor-fil" => {
            given::put(plan, "assets/stor.png", b"");
            let file = fs::OpenOptions::new()
                .write(true)
                .open(plan.join("assets/stor.png"));
            file.unwrap()
                .set_len(helhedsplan::source::ASSET_LIMIT + 1)
                .unwrap();
        }
        "symbolsk-link" => {
            given::put(plan.parent().unwrap(), "ud.png", b"");
            fs::create_dir_all(plan.join("assets")).unwrap();
            link(&plan.join("assets/ud.png"));
        }
        "billeder" => {
            let mut png = std::io::Cursor::new(Vec::new());
            let picture = image::DynamicImage::new_rgb8(9, 9);
            picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
            let png = png.into_inner();
            given::put(plan, "assets/halvt.png", &png[..png.len() / 2]);
        }
        "regneark" => given::put(plan, "data/tal.xlsx", sheet()),
        _ => {}
    }
}

#[cfg(unix)]
fn link(at: &Path) {
    std::os::unix::fs::symlink("../../ud.png", at).unwrap();
}

/// Where links need rights, a path that leads out says the same.
#[cfg(not(unix))]
fn link(at: &Path) {
    let file = at
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("bilag/kort.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("assets/ud.png", "../ud.png")).unwrap();
}

/// A workbook with one sheet, `Ark1`: a head row, two rows of numbers, and a formula's error.
fn sheet() -> Vec<u8> {
    let xml = cells("Navn|Tal\nEn|n 1\nTo|n 2.5\nTre|e #DIV/0!");
    let sheet = Sheet {
        name: "Ark1",
        state: "visible",
        xml: &xml,
    };
    workbook(&[sheet], &[])
}
