//! Why files could not be made: something in the plan, which is a finding, or a fault of ours.

use std::fmt;

use crate::{
    diag::{Diagnostic, Label},
    doc::Origin,
    pdf::{Internal, Lost},
    source::Sources,
};

/// Why files could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritten {
    /// Words of the plan that stand on no page, whatever may break.
    Lost(Box<Lost>),
    /// Something that the typesetter refuses, where it comes from, and what it says.
    Refused(Box<Origin>, String),
    /// A fault of ours.
    Fault(String),
}

impl Unwritten {
    /// The same as a finding at its place in the plan; none for a fault of ours.
    pub fn finding(&self, sources: &Sources) -> Option<Diagnostic> {
        let (origin, finding) = match self {
            Unwritten::Lost(lost) => {
                let finding = Diagnostic::new("P037").arg("antal", lost.count);
                (&lost.origin, finding.arg("ord", lost.words.join(" ")))
            }
            Unwritten::Refused(origin, said) => {
                // What the typesetter adds is for its makers: where in it this happened.
                let said = said.lines().next().unwrap_or_default();
                (&**origin, Diagnostic::new("P050").arg("besked", said))
            }
            Unwritten::Fault(_) => return None,
        };
        let (Origin::Plan(key) | Origin::Derived(key)) = origin else {
            return None;
        };
        Some(finding.label(Label::primary(sources.span(key))))
    }
}

impl From<Internal> for Unwritten {
    fn from(error: Internal) -> Self {
        let said = error.to_string();
        match (error.lost, error.refused) {
            (Some(lost), _) => Unwritten::Lost(lost),
            (None, Some(origin)) => Unwritten::Refused(Box::new(origin), said),
            (None, None) => Unwritten::Fault(said),
        }
    }
}

impl From<String> for Unwritten {
    fn from(fault: String) -> Self {
        Unwritten::Fault(fault)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unwritten::Lost(lost) => lost.fmt(f),
            Unwritten::Refused(_, fault) | Unwritten::Fault(fault) => f.write_str(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{doc::BlockId, key::FieldKey};

    #[test]
    fn words_that_find_no_room_are_told_where_they_are_written_and_faults_are_ours() {
        let lost = |origin| {
            Unwritten::Lost(Box::new(Lost {
                block: BlockId("tabel.t".to_owned()),
                origin,
                words: vec!["ingen".to_owned(), "plads".to_owned()],
                count: 2,
            }))
        };
        let sources = Sources::none();
        let key = FieldKey::file("tabeller/t.toml");
        let told = lost(Origin::Plan(key)).finding(&sources).unwrap();
        assert_eq!(told.code, "P037");
        assert_eq!(told.labels[0].span.file.as_str(), "tabeller/t.toml");
        let ours = lost(Origin::Template("dele.md".to_owned()));
        assert_eq!(ours.finding(&sources), None);
        assert_eq!(Unwritten::from("x".to_owned()).finding(&sources), None);
        let key = Box::new(Origin::Plan(FieldKey::file("tabeller/t.toml")));
        let refused = Unwritten::Refused(key, "tags".to_owned());
        assert_eq!(refused.finding(&sources).unwrap().code, "P050");
    }
}
