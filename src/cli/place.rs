//! Where the plan is that a command is about, and which version of it is meant.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{OsStringValueParser, TypedValueParser},
};

use crate::{source::Files, version::Name};

use super::PLAN;

/// How many folders up a plan's own folders lie.
const DEEPEST: usize = 3;

/// A plan by its folder, for commands that are about all its versions.
#[derive(Args)]
pub struct Folder {
    /// Mappen med planen [standard: plan, eller den plan, som man står i]
    #[arg(value_name = "PLAN", value_parser = parser(), conflicts_with = "folder_plan")]
    named: Option<PathBuf>,
    #[command(flatten)]
    home: Home,
}

impl Folder {
    /// The folder of the plan.
    pub fn path(&self) -> PathBuf {
        self.named.clone().unwrap_or_else(|| self.home.path())
    }
}

/// `--plan` of every command that reads a plan: the folder that releases and revisions belong to.
#[derive(Args)]
pub struct Home {
    /// Mappen med planen, som versioner og møder hører til
    #[arg(id = "folder_plan", long = "plan", value_name = "MAPPE", value_parser = parser())]
    plan: Option<PathBuf>,
}

impl Home {
    /// The folder that is named, or else of the plan at hand.
    pub fn path(&self) -> PathBuf {
        self.plan.clone().unwrap_or_else(home)
    }

    /// The folder if one is named.
    pub fn named(&self) -> Option<&Path> {
        self.plan.as_deref()
    }
}

/// A version of a plan.
#[derive(Args)]
pub struct Version {
    /// Mappen med planen, nummeret på en udgivelse af den, eller git:REVISION [standard: planen, der arbejdes på]
    #[arg(value_name = "VERSION", value_parser = version())]
    version: Option<OsString>,
    #[command(flatten)]
    home: Home,
}

impl Version {
    /// Which version is meant: the working plan unless another is named.
    pub fn name(&self) -> Name {
        match &self.version {
            Some(version) => Name::parse(version),
            None => Name::Folder(self.home.path()),
        }
    }

    /// The folder of the plan whose releases and revisions are meant: that of `--plan`, or else the plan that is named
    /// by its folder, or the one at hand.
    pub fn home(&self) -> PathBuf {
        match (self.home.named(), self.name()) {
            (None, Name::Folder(folder)) => folder,
            (_, _) => self.home.path(),
        }
    }
}

fn parser() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(|named| at_hand(Path::new(&named)))
}

fn version() -> impl TypedValueParser<Value = OsString> {
    OsStringValueParser::new().map(|named| at_hand(Path::new(&named)).into_os_string())
}

/// The folder of the plan at hand: `plan`, or the one that the program is run in or below.
fn home() -> PathBuf {
    at_hand(Path::new(PLAN))
}

/// The folder that is named; the plan at hand where none was.
fn at_hand(named: &Path) -> PathBuf {
    if named.as_os_str() != OsStr::new(PLAN) || named.is_dir() {
        return named.to_owned();
    }
    let mut folder = PathBuf::from(".");
    for _ in 0..DEEPEST {
        if Files::folder(&folder)
            .list("")
            .iter()
            .any(|name| name == "plan.toml")
        {
            return folder;
        }
        folder = match folder.as_os_str() == "." {
            true => PathBuf::from(".."),
            false => folder.join(".."),
        };
    }
    named.to_owned()
}
