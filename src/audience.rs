//! Who a document is made for, and what of the house may be in it. The ground floor: whoever is about to write what the
//! house keeps for itself asks here first, so that a file for others cannot hold it, whatever the plan's status.
//!
//! ```
//! use helhedsplan::audience::Audience;
//! // A plan goes to its board before it is sent, as a draft: the public's copy of it has no notes all the same.
//! assert!(Audience::Board.reads_notes());
//! assert!(!Audience::Public.reads_notes());
//! ```

/// Who reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// The secretariat, which writes the plan.
    #[default]
    House,
    /// Its board.
    Board,
    /// Anybody.
    Public,
    /// Landsbyggefonden, to whom the plan is sent.
    Fund,
}

/// What a document or a manifest may be made of, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Edition {
    /// Whether it is a draft, whatever the plan's status.
    pub draft: bool,
    /// Who reads it.
    pub audience: Audience,
}

impl Edition {
    /// As the plan's status has it, for somebody.
    pub fn of(audience: Audience) -> Edition {
        Edition {
            draft: false,
            audience,
        }
    }
}

impl Audience {
    /// Whether it belongs to the house: the one place that says who does.
    fn is_ours(self) -> bool {
        match self {
            Audience::House | Audience::Board => true,
            Audience::Public | Audience::Fund => false,
        }
    }

    /// The authors' notes on drafts.
    pub fn reads_notes(self) -> bool {
        self.is_ours()
    }

    /// Why something was changed, as the authors wrote it down.
    pub fn reads_reasons(self) -> bool {
        self.is_ours()
    }

    /// What `check` finds and what is let stand, with the reasons: also the report made of it.
    pub fn reads_findings(self) -> bool {
        self.is_ours()
    }

    /// Names and checksums of the files that the house keeps its plan in. A checksum tells that a file changed, even
    /// where what is in it is left out.
    pub fn reads_sources(self) -> bool {
        self.is_ours()
    }

    /// What closed items of a meeting say.
    pub fn reads_closed_items(self) -> bool {
        self.is_ours()
    }

    /// Where in the plan's files the fields of a Word file are written, so that edits find their way back.
    pub fn reads_keys(self) -> bool {
        self.is_ours()
    }
}
