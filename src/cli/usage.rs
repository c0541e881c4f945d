//! What the command line says of itself, help and complaints alike, in the language that is asked for.

use std::{collections::BTreeMap, ffi::OsString};

use clap::{
    Command, CommandFactory, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::diag::{Lang, say};

use super::Arguments;

/// Help in English, by the Danish words.
const ENGLISH: &str = include_str!("english.toml");
/// What clap itself writes, and the same in Danish. Longer words come before those that they hold.
const DANISH: [(&str, &str); 14] = [
    (
        "Print this message or the help of the given subcommand(s)",
        "Vis denne hjælp eller hjælp til en kommando",
    ),
    (
        "Print help for the subcommand(s)",
        "Vis hjælp til en kommando",
    ),
    (
        "Print help (see more with '--help')",
        "Vis hjælp (mere med --help)",
    ),
    (
        "Print help (see a summary with '-h')",
        "Vis hjælp (kortere med -h)",
    ),
    ("Print help", "Vis hjælp"),
    ("Print version", "Vis programmets version"),
    ("Usage:", "Brug:"),
    ("Commands:", "Kommandoer:"),
    ("Arguments:", "Argumenter:"),
    ("Options:", "Valg:"),
    ("[OPTIONS]", "[VALG]"),
    ("COMMAND", "KOMMANDO"),
    ("[default: ", "[standard: "),
    ("[possible values: ", "[mulige: "),
];
/// Longer forms of help only.
const DANISH_VALUES: (&str, &str) = ("Possible values:", "Mulige:");

/// The language that is asked for, before anything else is understood.
pub fn lang(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let asked = match word.strip_prefix("--lang=") {
            Some(value) => Some(value.to_owned()),
            None if word == "--lang" => words.next().map(|value| value.into_owned()),
            None => None,
        };
        if let Some(value) = asked {
            return if value == "en" { Lang::En } else { Lang::Da };
        }
    }
    Lang::Da
}

/// The commands and their arguments, with their help in a language.
pub fn command(lang: Lang) -> Command {
    let command = Arguments::command();
    match lang {
        Lang::Da => command,
        Lang::En => in_english(command, &toml::from_str(ENGLISH).unwrap_or_default()),
    }
}

fn in_english(mut command: Command, words: &BTreeMap<String, String>) -> Command {
    let english = |danish: String| words.get(&danish).cloned().unwrap_or(danish);
    if let Some(about) = command.get_about() {
        let about = english(about.to_string());
        command = command.about(about);
    }
    command = command.mut_args(|argument| match argument.get_help() {
        Some(help) => {
            let help = english(help.to_string());
            argument.help(help)
        }
        None => argument,
    });
    command.mut_subcommands(|inner| in_english(inner, words))
}

/// Help or a complaint as it is shown.
pub fn shown(error: &Error, lang: Lang) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            translated(&error.render().to_string(), lang)
        }
        _ => complaint(error, lang),
    }
}

fn translated(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Da => {
            let words = DANISH.into_iter().chain([DANISH_VALUES]);
            words.fold(text.to_owned(), |text, (english, danish)| {
                text.replace(english, danish)
            })
        }
    }
}

/// What is wrong with the arguments, what may have been meant, and how the command is used.
fn complaint(error: &Error, lang: Lang) -> String {
    let told = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = told(ContextKind::InvalidArg);
    let known = told(ContextKind::ValidValue);
    let (code, what) = match error.kind() {
        ErrorKind::UnknownArgument => ("brug-ukendt-valg", argument),
        ErrorKind::InvalidSubcommand => {
            ("brug-ukendt-kommando", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if told(ContextKind::InvalidValue).is_empty() => {
            ("brug-vaerdi-mangler", argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("brug-vaerdi", argument),
        ErrorKind::MissingRequiredArgument => ("brug-mangler", argument),
        ErrorKind::MissingSubcommand => ("brug-kommando-mangler", String::new()),
        ErrorKind::ArgumentConflict => ("brug-strid", argument),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            ("brug-vaerdi-mangler", argument)
        }
        _ => ("brug-andet", error.kind().to_string()),
    };
    let value = told(ContextKind::InvalidValue);
    let prior = told(ContextKind::PriorArg);
    let args = [("hvad", what), ("vaerdi", value), ("andet", prior)];
    let mut out = vec![say(code, lang, &args)];
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant = meant.into_iter().map(told).find(|words| !words.is_empty());
    out.extend(meant.map(|words| say("brug-mente", lang, &[("forslag", words)])));
    if !known.is_empty() {
        out.push(say("brug-kendte", lang, &[("kendte", known)]));
    }
    let usage = translated(&told(ContextKind::Usage), lang);
    out.extend((!usage.is_empty()).then(|| format!("\n{}", usage.trim_end())));
    out.push(say("brug-hjaelp", lang, &[]));
    out.join("\n")
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(words) => words.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helps(command: &Command, out: &mut Vec<String>) {
        out.extend(command.get_about().map(ToString::to_string));
        let arguments = command.get_arguments();
        out.extend(
            arguments
                .filter_map(|argument| argument.get_help())
                .map(ToString::to_string),
        );
        command
            .get_subcommands()
            .for_each(|inner| helps(inner, out));
    }

    #[test]
    fn all_help_stands_in_english_too() {
        let english: BTreeMap<String, String> = toml::from_str(ENGLISH).unwrap();
        let mut danish = Vec::new();
        helps(&Arguments::command(), &mut danish);
        let lacking: Vec<&String> = danish
            .iter()
            .filter(|help| !english.contains_key(*help))
            .collect();
        assert!(lacking.is_empty(), "{lacking:#?}");
    }

    #[test]
    fn complaints_are_in_the_language_that_is_asked_for() {
        let said = |words: &[&str], lang| {
            let words = ["helhedsplan"].iter().chain(words);
            let error = command(lang).try_get_matches_from(words).unwrap_err();
            shown(&error, lang)
        };
        let danish = said(&["build", "--drat"], Lang::Da);
        assert!(
            danish.starts_with("fejl: »--drat« kendes ikke\nmente du »--draft«?"),
            "{danish}"
        );
        assert!(danish.contains("Brug: helhedsplan build"), "{danish}");
        let danish = said(&["check", "--format", "xml"], Lang::Da);
        assert!(
            danish.contains("»xml« kan ikke stå ved") && danish.contains("human, json"),
            "{danish}"
        );
        let danish = said(&["submit"], Lang::Da);
        assert!(danish.contains("mangler: --against <VERSION>"), "{danish}");
        let english = said(&["buld"], Lang::En);
        assert!(
            english.starts_with("error: there is no command `buld`"),
            "{english}"
        );
        assert!(said(&["help", "build"], Lang::Da).contains("Valg:"));
        assert!(said(&["build", "--help"], Lang::En).contains("Language of messages"));
    }
}
