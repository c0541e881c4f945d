//! The template families that are part of the program. A new family is one more entry here.

/// A family: its files, by path in its folder.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Name of the folder in `templates/`.
    pub name: &'static str,
    /// Path and text of every file.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! family {
    ($name:literal, parts: [$($part:literal),* $(,)?]) => {
        Family {
            name: $name,
            files: &[
                family!(file $name, "regelsaet.toml"),
                family!(file $name, "kontrol.toml"),
                family!(file $name, "terms.toml"),
                family!(file $name, "struktur.toml"),
                family!(file $name, "theme.toml"),
                family!(file $name, "style.typ"),
                family!(file $name, "marks.typ"),
                $(family!(file $name, "parts/", $part, ".md")),*
            ],
        }
    };
    (file $name:literal, $($path:literal),+) => {
        (concat!($($path),+), include_str!(concat!("../../templates/", $name, "/", $($path),+)))
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
        "kvalitet",
        "moede",
        "moede-sag",
        "moede-beslutninger",
        "moede-referat",
        "foelgebrev",
    ]
)];

/// All families.
pub fn families() -> &'static [Family] {
    &FAMILIES
}
