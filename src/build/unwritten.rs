//! Why files could not be made: something in the plan, which is a finding, or a fault of ours.

use std::fmt;

use crate::{
    diag::Diagnostic,
    doc::Origin,
    pdf::{Internal, Lost},
    source::Sources,
};

/// Why files could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritten {
    /// Words of the plan that stand on no page, whatever may break.
    Lost(Box<Lost>),
    /// A fault of ours.
    Fault(String),
}

impl Unwritten {
    /// The same as a finding at its place in the plan; none for a fault of ours.
    pub fn finding(&self, sources: &Sources) -> Option<Diagnostic> {
        let Unwritten::Lost(lost) = self else {
            return None;
        };
        let (Origin::Plan(key) | Origin::Derived(key)) = &lost.origin else {
            return None;
        };
        let finding = Diagnostic::at("P037", sources.span(key));
        let finding = finding.arg("antal", lost.count);
        Some(finding.arg("ord", lost.words.join(" ")))
    }
}

impl From<Internal> for Unwritten {
    fn from(error: Internal) -> Self {
        match error.lost {
            Some(lost) => Unwritten::Lost(lost),
            None => Unwritten::Fault(error.to_string()),
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
            Unwritten::Fault(fault) => f.write_str(fault),
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
    }
}
