//! `--format` of commands that write documents: the names in the table of formats.

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser},
};

use crate::build::{FORMATS, Format};

/// Names what a command writes when no format is named.
const ALL: &str = "all";

/// The formats that are asked for.
#[derive(Args)]
pub struct Formats {
    /// Hvilke filer der skrives; flere med komma imellem
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', default_value = ALL, value_parser = names())]
    named: Vec<String>,
}

impl Formats {
    /// Those that are named, in the order of the table; `all` stands for the `usual` ones.
    pub fn of(&self, usual: &[&'static Format]) -> Vec<&'static Format> {
        let is_named = |format: &Format| {
            let named =
                |name: &String| name == format.name || (name == ALL && usual.contains(&format));
            self.named.iter().any(named)
        };
        let named = FORMATS.into_iter().filter(|format| is_named(format));
        named.collect()
    }
}

fn names() -> PossibleValuesParser {
    let formats = FORMATS.map(|format| PossibleValue::new(format.name).help(format.about));
    let all = PossibleValue::new(ALL).help("dem, der skrives, når intet er valgt");
    PossibleValuesParser::new(formats.into_iter().chain([all]))
}
