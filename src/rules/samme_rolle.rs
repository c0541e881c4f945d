//! Two roles or authorities in the register that are probably one under two names.

use crate::{
    diag::Diagnostic,
    model::registers::{Party, PartyKind},
};

use super::Checked;

/// Letters that two words must share at their start to be one: `sundheds-` and `sundhedsforvaltningen`.
const SHARED_START: usize = 6;
/// Words that do not tell one role from another.
const SMALL: [&str; 8] = ["af", "den", "det", "for", "fra", "i", "og", "til"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let own = |party: &&Party| matches!(party.kind, PartyKind::Rolle | PartyKind::Myndighed);
    let parties = checked.plan.parties.iter().filter(own);
    let parties: Vec<(&Party, Vec<String>)> = parties
        .map(|party| (party, words(&party.name.text)))
        .collect();
    for (index, (party, words)) in parties.iter().enumerate() {
        let same = parties.iter().enumerate().find(|(at, (other, theirs))| {
            let fewer = words.len() < theirs.len() || words.len() == theirs.len() && index > *at;
            // Two names that are the same are told as that.
            let alike = other.name.text.to_lowercase() != party.name.text.to_lowercase();
            *at != index
                && other.kind == party.kind
                && fewer
                && alike
                && within(words, theirs, party.kind)
        });
        if let Some((_, (other, _))) = same {
            found.push(
                checked
                    .at("N008", &party.name.key)
                    .arg("navn", &party.name.text)
                    .arg("andet", &other.name.text)
                    .label(checked.second(&other.name.key, "her-andet-navn")),
            );
        }
    }
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .collect()
}

/// Whether each word of a name is one of the other's. Its start is enough, save for an authority of one word:
/// `Sundhedsplejen` is no `Sundheds- og Fritidsforvaltning`.
fn within(words: &[String], others: &[String], kind: PartyKind) -> bool {
    let whole = words.len() == 1 && kind != PartyKind::Rolle;
    let mut free: Vec<&String> = others.iter().collect();
    !words.is_empty()
        && words.iter().all(|word| {
            let same = |other: &&String| *other == word || !whole && begins_alike(word, other);
            let same = free.iter().position(same);
            same.map(|at| free.remove(at)).is_some()
        })
}

fn begins_alike(one: &str, other: &str) -> bool {
    let start = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    start.count() >= SHARED_START
}

#[cfg(test)]
mod tests {
    use super::{PartyKind, within, words};

    fn same(one: &str, other: &str) -> bool {
        within(&words(one), &words(other), PartyKind::Rolle)
    }

    #[test]
    fn a_shorter_name_of_the_same_words_is_the_same() {
        assert!(same("Familiechef", "Familiechef, Socialforvaltningen"));
        assert!(same(
            "Leder af Ungdomsskolen",
            "Leder af den kommunale ungdomsskole"
        ));
        assert!(same(
            "Bydelskoordinator for Skoven",
            "Strategisk bydelskonsulent for Skoven"
        ));
        assert!(!same("Ungechef", "Unge- og uddannelseschef"));
        assert!(!same("Jobcenter Nordby", "Ungecenter Nordby"));
        let authority = |one, other| within(&words(one), &words(other), PartyKind::Myndighed);
        assert!(!authority("Politiet", "Sydjyllands politikreds"));
    }
}
