//! `helhedsplan ny`: the files of a plan to begin with. What it is about is asked on a terminal, or said by flags.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use time::{Date, Month};

use crate::{
    begin::{self, Beginning},
    diag::{Diagnostic, say},
    model::ruleset::RuleSet,
    source::{Sources, slug},
    template::{Template, families},
};

use super::{DONE, FAILED, console::Console};

#[derive(Args)]
pub struct Arguments {
    /// Mappen, som arbejdet med planen begynder i; den må ikke have noget i sig
    #[arg(value_name = "MAPPE", default_value = ".")]
    folder: PathBuf,
    /// Skabelonen, som planen følger
    #[arg(long, value_name = "SKABELON")]
    familie: Option<String>,
    /// Det, planen er for: områdets eller kvarterernes navn
    #[arg(long, value_name = "NAVN")]
    navn: Option<String>,
    /// Kommunen, fx "Eksempelby Kommune"
    #[arg(long, value_name = "NAVN")]
    kommune: Option<String>,
    /// En boligorganisation; kan gives flere gange
    #[arg(long, value_name = "NAVN")]
    organisation: Vec<String>,
    /// Indsatsområder, der skal have en delaftale; flere med komma imellem [standard: alle]
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    omraade: Vec<String>,
    /// Planens første dag, fx 2027-01-01
    #[arg(long, value_name = "DATO", value_parser = day)]
    fra: Option<Date>,
    /// Planens sidste dag, fx 2030-12-31
    #[arg(long, value_name = "DATO", value_parser = day)]
    til: Option<Date>,
}

/// How many years a plan lasts where nobody says otherwise.
const YEARS: i32 = 4;
/// The first year of a plan of which nobody says when it begins; it is told that this is to be put right.
const FIRST_YEAR: i32 = 2027;

pub fn run(arguments: &Arguments, console: &mut Console) -> u8 {
    let folder = &arguments.folder;
    if !is_empty(folder) {
        let finding = Diagnostic::new("V134").arg("sti", folder.display());
        console.finding(&finding, &Sources::none());
        return FAILED;
    }
    let template = match arguments.template() {
        Ok(template) => template,
        Err(finding) => {
            console.finding(&finding, &Sources::none());
            return FAILED;
        }
    };
    let mut answers = Answers {
        asks: io::stdin().is_terminal() && io::stderr().is_terminal(),
        console,
        guessed: Vec::new(),
    };
    let beginning = match arguments.beginning(&template.rules, &mut answers) {
        Ok(beginning) => beginning,
        Err(finding) => {
            console.finding(&finding, &Sources::none());
            return FAILED;
        }
    };
    let guessed = answers.guessed;
    let files = begin::files(&beginning, &template);
    let code = console.write(folder, &files);
    if code == DONE {
        if !guessed.is_empty() {
            let args = [("hvad", guessed.join(", "))];
            console.note(&say("ny-gaettet", console.lang, &args));
        }
        let (sti, antal) = (folder.display().to_string(), files.len().to_string());
        let args = [("sti", sti), ("antal", antal)];
        console.done(&say("ny-videre", console.lang, &args));
    }
    code
}

/// Whether a folder has nothing in it, or is not there yet.
fn is_empty(folder: &Path) -> bool {
    match folder.read_dir() {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Reads a date as TOML writes it.
fn day(text: &str) -> Result<Date, String> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => {
            let month = u8::try_from(month)
                .ok()
                .and_then(|month| Month::try_from(month).ok());
            let day = u8::try_from(day).ok();
            month
                .zip(day)
                .and_then(|(month, day)| Date::from_calendar_date(year.into(), month, day).ok())
        }
        _ => None,
    };
    date.ok_or_else(|| "2027-01-01".to_owned())
}

/// Where what is not said comes from: whoever sits at the terminal, or words that say that it is missing.
struct Answers<'c> {
    asks: bool,
    console: &'c Console,
    /// What nobody said.
    guessed: Vec<&'static str>,
}

impl Answers<'_> {
    /// The answer to a question; none where nobody is there to answer, or Enter alone is pressed.
    fn to(&self, question: &str, usual: &str) -> Option<String> {
        if !self.asks {
            return None;
        }
        let args = [("svar", usual.to_owned())];
        let question = say(question, self.console.lang, &args);
        let _ = write!(io::stderr(), "{question} ");
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).ok()?;
        let answer = line.trim();
        (!answer.is_empty()).then(|| answer.to_owned())
    }

    /// What is said by a flag or answered; else words that say that it is missing.
    fn words(&mut self, said: Option<&String>, question: &'static str, usual: &str) -> String {
        let said = said
            .map(|said| said.trim().to_owned())
            .filter(|said| !said.is_empty());
        said.or_else(|| self.to(question, usual))
            .unwrap_or_else(|| {
                self.guessed.push(
                    WHAT.iter()
                        .find(|(key, _)| *key == question)
                        .map_or("", |(_, what)| what),
                );
                usual.to_owned()
            })
    }
}

/// What questions are about, as it is told of what was left unsaid: the flag that says it.
const WHAT: [(&str, &str); 5] = [
    ("ny-navn", "--navn"),
    ("ny-kommune", "--kommune"),
    ("ny-organisation", "--organisation"),
    ("ny-fra", "--fra"),
    ("ny-til", "--til"),
];

impl Arguments {
    fn template(&self) -> Result<Template, Diagnostic> {
        let usual = families().first().map_or("", |family| family.name);
        let name = self.familie.as_deref().unwrap_or(usual);
        match Template::load(name) {
            Some(Ok(template)) => Ok(template),
            Some(Err(_)) | None => {
                let known: Vec<&str> = families().iter().map(|family| family.name).collect();
                Err(Diagnostic::new("V135")
                    .arg("navn", name)
                    .arg("kendte", known.join(", ")))
            }
        }
    }

    fn beginning(
        &self,
        rules: &RuleSet,
        answers: &mut Answers<'_>,
    ) -> Result<Beginning, Diagnostic> {
        let areas = self.areas(rules)?;
        let name = answers.words(self.navn.as_ref(), "ny-navn", "Udfyldes: områdets navn");
        let municipality = answers.words(
            self.kommune.as_ref(),
            "ny-kommune",
            "Udfyldes: kommunens navn",
        );
        let organisations = match self.organisation.as_slice() {
            [] => answers
                .words(
                    None,
                    "ny-organisation",
                    "Udfyldes: boligorganisationens navn",
                )
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
            said => said.to_vec(),
        };
        let names = || [&municipality].into_iter().chain(&organisations);
        for (at, name) in names().enumerate() {
            if names().take(at).any(|other| slug(other) == slug(name)) {
                return Err(Diagnostic::new("V137").arg("navn", name));
            }
        }
        let first = Date::from_calendar_date(FIRST_YEAR, Month::January, 1).unwrap_or(Date::MIN);
        let first = answers.date(self.fra, "ny-fra", first)?;
        let last = first
            .replace_year(first.year() + YEARS)
            .ok()
            .and_then(Date::previous_day);
        let last = answers.date(self.til, "ny-til", last.unwrap_or(first))?;
        if last <= first {
            return Err(Diagnostic::new("V138").arg("fra", first).arg("til", last));
        }
        Ok(Beginning {
            name,
            municipality,
            organisations,
            areas,
            period: (first, last),
        })
    }

    /// The areas that are asked for, in the order of the rule set; all of them where none is.
    fn areas(&self, rules: &RuleSet) -> Result<Vec<String>, Diagnostic> {
        let known: Vec<&str> = rules.areas.iter().map(|area| area.id.as_str()).collect();
        let mut asked = self.omraade.iter().map(|id| id.trim());
        if let Some(unknown) = asked.find(|id| !known.contains(id)) {
            return Err(Diagnostic::new("V136")
                .arg("navn", unknown)
                .arg("kendte", known.join(", ")));
        }
        let is_asked = |id: &&&str| {
            self.omraade.is_empty() || self.omraade.iter().any(|asked| asked.trim() == **id)
        };
        Ok(known
            .iter()
            .filter(is_asked)
            .map(|id| (*id).to_owned())
            .collect())
    }
}

impl Answers<'_> {
    fn date(
        &mut self,
        said: Option<Date>,
        question: &'static str,
        usual: Date,
    ) -> Result<Date, Diagnostic> {
        if let Some(date) = said {
            return Ok(date);
        }
        let answer = self.words(None, question, &usual.to_string());
        day(&answer).map_err(|_| Diagnostic::new("V139").arg("svar", answer))
    }
}
