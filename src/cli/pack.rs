//! `helhedsplan pack`: a meeting → its pack.

use std::path::PathBuf;

use clap::Args;

use crate::{
    audience::Audience,
    build::{self, NoClock, PackRequest, Packed},
    diag::{Lang, Severity, any_error},
};

use super::{Color, findings, internal, put::put, refusal};

#[derive(Args)]
pub struct Arguments {
    /// Mødets fil, fx plan/moeder/2026-12-09.toml
    #[arg(value_name = "MØDE")]
    meeting: PathBuf,
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
    /// Sprog i fund og beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
    /// Farver i beskeder
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

pub fn run(arguments: &Arguments) -> u8 {
    let wanted = PackRequest {
        meeting: &arguments.meeting,
        audience: if arguments.public {
            Audience::Public
        } else {
            Audience::Board
        },
        elsewhere: arguments.elsewhere,
        split: arguments.split,
        lang: arguments.lang,
    };
    let packed = match build::pack(wanted, &mut NoClock) {
        Ok(packed) => packed,
        Err(error) => return internal(arguments.lang, &error.to_string()),
    };
    tell_findings(&packed, arguments);
    if any_error(&packed.found) || packed.outputs.is_empty() {
        return refusal(&packed.found);
    }
    let folder = arguments.folder();
    put(&folder, &packed.outputs, arguments.lang, false)
}

impl Arguments {
    /// Where the pack is written: the public's never beside the board's.
    fn folder(&self) -> PathBuf {
        let ending = if self.public { "-offentlig" } else { "" };
        let name = self.meeting.file_stem().unwrap_or_default();
        let name = format!("moede-{}{ending}", name.to_string_lossy());
        let own = PathBuf::from("out").join(name);
        self.out.clone().unwrap_or(own)
    }
}

fn tell_findings(packed: &Packed, arguments: &Arguments) {
    let told = packed.found.iter();
    let told = told.filter(|finding| finding.severity() >= Severity::Advarsel);
    findings::show(told, &packed.sources, arguments.lang, arguments.color);
}
