//! `helhedsplan schema`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    build::{self, Output},
    diag::Diagnostic,
    schema::kind,
    source::{Files, Sources},
    version::NOWHERE,
};

use super::{FAILED, console::Console, place};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    plan: place::Folder,
    /// Mappen, som skemaerne skrives i [standard: PLAN/skemaer]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let plan = arguments.plan.path();
    // Where there is no plan there is nothing to write schemas for.
    if let Some(finding) = no_plan(&plan) {
        console.finding(&finding, &Sources::none());
        return FAILED;
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| plan.join("skemaer"));
    let form = build::form(&plan);
    let outputs: Vec<Output> = kind::of_family(&form)
        .into_iter()
        .map(|kind| Output {
            path: format!("{}.schema.json", kind.name),
            bytes: format!("{:#}\n", kind.published()).into_bytes(),
            pages: None,
        })
        .collect();
    console.put(&folder, &outputs)
}

/// Why a folder holds no plan.
fn no_plan(folder: &Path) -> Option<Diagnostic> {
    let (_, found) = Sources::read(Files::folder(folder));
    let mut found = found.into_iter();
    found.find(|finding| NOWHERE.contains(&finding.code))
}
