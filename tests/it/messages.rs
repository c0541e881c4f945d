//! The catalogue of messages and the code that uses it know the same codes.

use std::{collections::BTreeSet, fs};

use helhedsplan::diag::{codes, entry};

use crate::given::{files, repository};

/// The string literals of the program's own code, tests apart.
fn literals() -> BTreeSet<String> {
    let source = repository().join("src");
    let files = files(&source)
        .into_iter()
        .filter(|file| file.ends_with(".rs"));
    let mut out = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(source.join(file)).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        out.extend(code.split('"').map(str::to_owned));
    }
    out
}

fn is_code(word: &str) -> bool {
    let mut chars = word.chars();
    word.len() == 4
        && chars.next().is_some_and(|c| "ABCDEHKMNPQRSTUV".contains(c))
        && chars.all(|c| c.is_ascii_digit())
}

#[test]
fn every_code_has_its_words_and_all_words_are_used() {
    let literals = literals();
    let used: Vec<&String> = literals.iter().filter(|word| is_code(word)).collect();
    assert!(used.len() > 80, "only {} codes found", used.len());
    let without: Vec<_> = used.iter().filter(|code| entry(code).is_none()).collect();
    assert!(without.is_empty(), "no words for {without:?}");
    let unused: Vec<_> = codes().filter(|code| !literals.contains(*code)).collect();
    assert!(unused.is_empty(), "words that nothing says: {unused:?}");
}
