//! How a web page says which heads a cell has.
//!
//! A scope says it where there is one row of heads and one column of them. Where heads stand above heads, or over groups of
//! rows, readers of pages disagree on what a scope reaches: there each head has an id and each cell names its own.

use crate::doc::heads::{self, Scope};
use crate::doc::{BodyView, skeleton::grid::Placed};

/// The heads of a body.
pub struct Heads<'t> {
    heads: heads::Heads<'t>,
    /// Opens the ids of heads; `None` where scopes say it all.
    ids: Option<String>,
}

impl<'t> Heads<'t> {
    /// The heads of a body; `own` is the table's id.
    pub fn of(body: BodyView<'t>, own: &str) -> Heads<'t> {
        let heads = heads::Heads::of(body);
        let ids = heads.are_several().then(|| own.to_owned());
        Heads { heads, ids }
    }

    /// The cells that begin in a row.
    pub fn in_row(&self, row: usize) -> &[Placed<'t>] {
        self.heads.in_row(row)
    }

    /// Whether a row opens a `tbody` of its own.
    pub fn opens(&self, row: usize) -> bool {
        self.heads.opens(row)
    }

    /// The attributes of a head; `None` of a cell that is none.
    pub fn head(&self, cell: &Placed<'_>) -> Option<String> {
        let scope = match self.heads.scope(cell)? {
            Scope::Column if cell.cell.colspan > 1 => "colgroup",
            Scope::Column => "col",
            Scope::Row => "row",
            Scope::Group => "rowgroup",
        };
        let id = self
            .id(cell)
            .map_or_else(String::new, |id| format!(" id=\"{id}\""));
        Some(format!(" scope=\"{scope}\"{id}"))
    }

    fn id(&self, cell: &Placed<'_>) -> Option<String> {
        let ids = self.ids.as_ref()?;
        Some(format!("{ids}--{}-{}", cell.row + 1, cell.column + 1))
    }

    /// The heads of a cell as an attribute.
    pub fn of_cell(&self, cell: &Placed<'_>) -> String {
        if self.ids.is_none() {
            return String::new();
        }
        let heads = self.heads.over(cell).into_iter();
        let ids: Vec<String> = heads.filter_map(|head| self.id(head)).collect();
        if ids.is_empty() {
            String::new()
        } else {
            format!(" headers=\"{}\"", ids.join(" "))
        }
    }
}
