//! `helhedsplan pack`: a meeting → its pack.

use std::path::PathBuf;

use clap::Args;

use crate::{
    audience::Audience,
    build::{self, PackRequest},
    diag::{Severity, any_error},
};

use super::{console::Console, place, refusal};

/// The folder of a plan that holds its meetings.
const MEETINGS: &str = "moeder";

#[derive(Args)]
pub struct Arguments {
    /// Mødets fil, fx plan/moeder/2026-12-09.toml, eller dens navn alene: 2026-12-09
    #[arg(value_name = "MØDE")]
    meeting: PathBuf,
    #[command(flatten)]
    home: place::Home,
    /// Den offentlige udgave: lukkede punkter med overskrift alene, og uden noter, begrundelser og kvalitetsrapport
    #[arg(long)]
    public: bool,
    /// Tag også versioner med, der ligger uden for planens egen mappe, når mødet nævner dem
    #[arg(long = "andre-planer")]
    elsewhere: bool,
    /// En fil for hvert punkt og bilag i stedet for én samlet
    #[arg(long)]
    split: bool,
    /// Mappen, som mødematerialet skrives i; ellers out/moede-… efter mødets fil
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let meeting = arguments.meeting();
    let wanted = PackRequest {
        meeting: &meeting,
        audience: if arguments.public {
            Audience::Public
        } else {
            Audience::Board
        },
        elsewhere: arguments.elsewhere,
        split: arguments.split,
        lang: console.lang,
    };
    let packed = match build::pack(wanted, &mut console.clock) {
        Ok(packed) => packed,
        Err(error) => return console.internal(&error.to_string()),
    };
    console.findings(&packed.found, &packed.sources, Severity::Advarsel);
    if any_error(&packed.found) || packed.outputs.is_empty() {
        return refusal(&packed.found);
    }
    let folder = arguments.folder();
    console.put(&folder, &packed.outputs)
}

impl Arguments {
    /// The meeting's file: as it is named, or by its name alone among the meetings of the plan.
    fn meeting(&self) -> PathBuf {
        if self.meeting.components().count() > 1 || self.meeting.is_file() {
            return self.meeting.clone();
        }
        let named = self.home.path().join(MEETINGS).join(&self.meeting);
        // The name of a meeting is a date, which has no ending of its own.
        match named.extension().is_some_and(|ending| ending == "toml") {
            true => named,
            false => {
                let mut file = named.into_os_string();
                file.push(".toml");
                PathBuf::from(file)
            }
        }
    }

    /// Where the pack is written: the public's never beside the board's.
    fn folder(&self) -> PathBuf {
        let ending = if self.public { "-offentlig" } else { "" };
        let name = self.meeting.file_stem().unwrap_or_default();
        let name = format!("moede-{}{ending}", name.to_string_lossy());
        let own = PathBuf::from("out").join(name);
        self.out.clone().unwrap_or(own)
    }
}
