//! `helhedsplan schema`.

use std::path::PathBuf;

use clap::Args;

use crate::{
    build::{self, Output},
    diag::{Lang, say},
    output,
    schema::kind,
};

use super::{DONE, FAILED, print, tell};

#[derive(Args)]
pub struct Arguments {
    /// Mappen med planen
    #[arg(value_name = "PLAN", default_value = "plan")]
    plan: PathBuf,
    /// Mappen, som skemaerne skrives i [standard: PLAN/skemaer]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
}

pub fn run(arguments: &Arguments) -> u8 {
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
        Ok(written) => {
            for path in written {
                print(&path.display().to_string());
            }
            DONE
        }
        Err(error) => {
            let args = [
                ("sti", folder.display().to_string()),
                ("fejl", error.to_string()),
            ];
            tell(&say("kan-ikke-skrive", arguments.lang, &args));
            FAILED
        }
    }
}
