//! The template families that are part of the program. A new family is one more entry here.

/// Files of a family.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Name of the folder in `templates/`.
    pub name: &'static str,
    pub(super) rules: &'static str,
    pub(super) standards: &'static str,
    pub(super) terms: &'static str,
    pub(super) structure: &'static str,
    pub(super) theme: &'static str,
    pub(super) style: &'static str,
    pub(super) parts: &'static [(&'static str, &'static str)],
}

macro_rules! family {
    ($name:literal, parts: [$($part:literal),* $(,)?]) => {
        Family {
            name: $name,
            rules: include_str!(concat!("../../templates/", $name, "/regelsaet.toml")),
            standards: include_str!(concat!("../../templates/", $name, "/kontrol.toml")),
            terms: include_str!(concat!("../../templates/", $name, "/terms.toml")),
            structure: include_str!(concat!("../../templates/", $name, "/struktur.toml")),
            theme: include_str!(concat!("../../templates/", $name, "/theme.toml")),
            style: include_str!(concat!("../../templates/", $name, "/style.typ")),
            parts: &[$(($part, include_str!(concat!("../../templates/", $name, "/parts/", $part, ".md")))),*],
        }
    };
}

static FAMILIES: [Family; 1] = [family!(
    "lbf-2019-26",
    parts: [
        "forside",
        "lister",
        "aftale",
        "aftale-lbf",
        "formaal",
        "organisering",
        "samspil",
        "data",
        "indsatsomraader",
        "indsatsomraader-lbf",
        "delaftale",
        "delaftale-underskrift",
        "aktivitet",
        "evaluering",
        "ressourcer",
        "revision",
        "bilag",
        "forkortelser",
        "sideskift",
        "noegletal",
        "noegletal-faste",
        "noegletal-maal",
        "noegletal-delaftaler",
        "noegletal-delaftale",
        "noegletal-opfoelgning",
        "status",
        "status-delaftale",
        "status-aktivitet",
    ]
)];

/// All families.
pub fn families() -> &'static [Family] {
    &FAMILIES
}
