//! The template families that are part of the program: every folder in `templates/`, as `build.rs` found them.

/// A family as it is kept: what it does not say comes from the family that it builds on.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Name of the folder in `templates/`.
    pub name: &'static str,
    /// Path in the folder and text of every file, sorted.
    pub files: &'static [(&'static str, &'static str)],
}

static FAMILIES: &[Family] = include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// All families, sorted by name.
pub fn families() -> &'static [Family] {
    FAMILIES
}

/// The family of a name.
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name)
}
