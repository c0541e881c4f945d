//! The kinds of file a plan holds, and the JSON Schema of each.

use schemars::{JsonSchema, generate::SchemaSettings};

use super::{
    PlanFile, agreement, changes, content, describe, followup, meeting, registers, release, waivers,
};

/// A kind of plan file.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Name of its schema file: `<name>.schema.json`.
    pub name: &'static str,
    /// Path below the plan folder, or the folder (ending in `/`) whose files are of this kind.
    pub path: &'static str,
    schema: fn() -> serde_json::Value,
}

/// All kinds, in the order of the guide.
pub const KINDS: [Kind; 21] = [
    Kind {
        name: "plan",
        path: "plan.toml",
        schema: of::<PlanFile>,
    },
    Kind {
        name: "strategisk-aftale",
        path: "strategisk-aftale.toml",
        schema: of::<agreement::StrategicFile>,
    },
    Kind {
        name: "indikatorer",
        path: "indikatorer.toml",
        schema: of::<registers::IndicatorsFile>,
    },
    Kind {
        name: "oekonomi",
        path: "oekonomi.toml",
        schema: of::<registers::BudgetFile>,
    },
    Kind {
        name: "parter",
        path: "registre/parter.toml",
        schema: of::<registers::PartiesFile>,
    },
    Kind {
        name: "kvarterer",
        path: "registre/kvarterer.toml",
        schema: of::<registers::QuartersFile>,
    },
    Kind {
        name: "afdelinger",
        path: "registre/afdelinger.toml",
        schema: of::<registers::DivisionsFile>,
    },
    Kind {
        name: "forkortelser",
        path: "registre/forkortelser.toml",
        schema: of::<registers::AbbreviationsFile>,
    },
    Kind {
        name: "tal",
        path: "registre/tal.toml",
        schema: of::<registers::FiguresFile>,
    },
    Kind {
        name: "delaftale",
        path: "delaftaler/",
        schema: of::<agreement::AgreementFile>,
    },
    Kind {
        name: "faelles",
        path: "faelles/",
        schema: of::<agreement::SharedFile>,
    },
    Kind {
        name: "tabel",
        path: "tabeller/",
        schema: of::<content::TableFile>,
    },
    Kind {
        name: "figur",
        path: "figurer/",
        schema: of::<content::FigureFile>,
    },
    Kind {
        name: "bilag",
        path: "bilag/",
        schema: of::<content::AnnexFile>,
    },
    Kind {
        name: "maalinger",
        path: "maalinger/",
        schema: of::<followup::RoundFile>,
    },
    Kind {
        name: "status",
        path: "status/",
        schema: of::<followup::StatusFile>,
    },
    Kind {
        name: "moede",
        path: "moeder/",
        schema: of::<meeting::MeetingFile>,
    },
    Kind {
        name: "dispensationer",
        path: "dispensationer.toml",
        schema: of::<waivers::WaiversFile>,
    },
    Kind {
        name: "aendringsnoter",
        path: "aendringsnoter.toml",
        schema: of::<changes::ChangeNotesFile>,
    },
    Kind {
        name: "udgivelse",
        path: release::RECORD,
        schema: of::<release::ReleaseFile>,
    },
    Kind {
        name: "beslutninger",
        path: release::DECISIONS,
        schema: of::<release::DecisionsFile>,
    },
];

impl Kind {
    /// The kind of the file at a path below the plan folder; `None` for a file that no kind covers.
    pub fn at(path: &str) -> Option<Kind> {
        let matches = |kind: &Kind| {
            kind.path == path || (kind.path.ends_with('/') && path.starts_with(kind.path))
        };
        KINDS.into_iter().find(matches)
    }

    /// The JSON Schema (draft 7, which editors' TOML plug-ins read).
    pub fn schema(self) -> serde_json::Value {
        (self.schema)()
    }

    /// The schema for editors: with Danish descriptions of every key.
    pub fn published(self) -> serde_json::Value {
        let mut schema = self.schema();
        describe::describe(&mut schema, self.path);
        schema
    }
}

fn of<T: JsonSchema>() -> serde_json::Value {
    SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}
