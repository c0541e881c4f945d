//! `helhedsplan explain`: what a code means and how to mend it.

use clap::Args;

use crate::{diag::say, rules};

use super::{DONE, FAILED, console::Console};

#[derive(Args)]
pub struct Arguments {
    /// En kode, fx B001
    #[arg(value_name = "KODE", required_unless_present = "alle")]
    code: Option<String>,
    /// Vis listen over alle regler
    #[arg(long, conflicts_with = "code")]
    alle: bool,
}

pub fn run(arguments: &Arguments, console: &Console) -> u8 {
    let code = arguments.code.clone().unwrap_or_default().to_uppercase();
    if arguments.alle {
        console.answer(rules::overview().trim_end());
        return DONE;
    }
    match rules::explain(&code, console.lang) {
        Some(page) => {
            console.answer(page.trim_end());
            DONE
        }
        None => {
            console.failure(&say("kontrol-ukendt-kode", console.lang, &[("kode", code)]));
            FAILED
        }
    }
}
