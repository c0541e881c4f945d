//! `helhedsplan explain`: what a code means and how to mend it.

use clap::Args;

use crate::{
    diag::{Lang, say},
    rules,
};

use super::{DONE, FAILED, print, tell};

#[derive(Args)]
pub struct Arguments {
    /// En kode, fx B001
    #[arg(value_name = "KODE", required_unless_present = "alle")]
    code: Option<String>,
    /// Vis listen over alle regler
    #[arg(long, conflicts_with = "code")]
    alle: bool,
    /// Sprog i beskeder
    #[arg(long, value_enum, default_value = "da")]
    lang: Lang,
}

pub fn run(arguments: &Arguments) -> u8 {
    let code = arguments.code.clone().unwrap_or_default().to_uppercase();
    if arguments.alle {
        print(rules::overview().trim_end());
        return DONE;
    }
    match rules::explain(&code, arguments.lang) {
        Some(page) => {
            print(page.trim_end());
            DONE
        }
        None => {
            tell(&say(
                "kontrol-ukendt-kode",
                arguments.lang,
                &[("kode", code)],
            ));
            FAILED
        }
    }
}
