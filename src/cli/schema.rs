//! `helhedsplan schema`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    build::{self, Output},
    diag::{Diagnostic, Lang, render},
    output,
    schema::kind,
    source::{Files, Sources},
    version::NOWHERE,
};

use super::{Color, DONE, FAILED, place, print, put::unwritten, tell};

#[derive(Args)]
pub struct Arguments {
    /// Mappen med planen
    #[arg(value_name = "PLAN", default_value = "plan", value_parser = place::parser())]
    plan: PathBuf,
    /// Mappen, som skemaerne skrives i [standard: PLAN/skemaer]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

pub fn run(arguments: &Arguments) -> u8 {
    // Where there is no plan there is nothing to write schemas for.
    if let Some(finding) = no_plan(&arguments.plan) {
        let words = render::human(
            &finding,
            &Sources::none(),
            arguments.lang,
            arguments.color.on(),
        );
        tell(&words);
        return FAILED;
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| arguments.plan.join("skemaer"));
    let form = build::form(&arguments.plan);
    let outputs: Vec<Output> = kind::of_family(&form)
        .into_iter()
        .map(|kind| Output {
            path: format!("{}.schema.json", kind.name),
            bytes: format!("{:#}\n", kind.published()).into_bytes(),
            pages: None,
        })
        .collect();
    match output::write(&folder, &outputs) {
        Ok(()) => {
            for output in &outputs {
                print(&folder.join(&output.path).display().to_string());
            }
            DONE
        }
        Err(fault) => {
            let finding = unwritten(fault, arguments.lang);
            let color = arguments.color.on();
            tell(&render::human(
                &finding,
                &Sources::none(),
                arguments.lang,
                color,
            ));
            FAILED
        }
    }
}

/// Why a folder holds no plan.
fn no_plan(folder: &Path) -> Option<Diagnostic> {
    let (_, found) = Sources::read(Files::folder(folder));
    let mut found = found.into_iter();
    found.find(|finding| NOWHERE.contains(&finding.code))
}
