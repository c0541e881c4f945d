//! A plan to begin with: the files of a family's plan with its items, its registers and comments that help, to be filled in.
//! What is not known yet stands as words that say so, never as a number or a name that could be taken for one. A period has
//! to be days: who begins a plan without saying it is told so.

use time::Date;

use crate::{
    build::Output, model::ruleset::RuleSet, schema::kind, source::slug, template::Template,
};

/// The folder of the plan in that of the work on it.
const PLAN: &str = "plan";
/// What stands before a text that is to be written.
const OPEN: &str = "Udfyldes:";

/// What is known of a plan before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// What it is a plan for: the area, the quarters.
    pub name: String,
    /// The municipality.
    pub municipality: String,
    /// The housing organisations, at least one.
    pub organisations: Vec<String>,
    /// Ids of the areas that it has delaftaler on, in the order of the rule set.
    pub areas: Vec<String>,
    /// Its first and last day.
    pub period: (Date, Date),
}

/// The files of the folder in which the work on the plan begins.
pub fn files(beginning: &Beginning, template: &Template) -> Vec<Output> {
    let writer = Writer {
        of: beginning,
        rules: &template.rules,
        family: &template.name,
    };
    let schemas = kind::of_family(&template.rules.form)
        .into_iter()
        .map(|kind| {
            let path = format!("skemaer/{}.schema.json", kind.name);
            (path, format!("{:#}\n", kind.published()))
        });
    let plan = writer.sources().into_iter().chain(schemas);
    let plan = plan.map(|(path, text)| (format!("{PLAN}/{path}"), text));
    let all = beside(&beginning.name).into_iter().chain(plan);
    all.map(|(path, text)| Output {
        path,
        bytes: text.into_bytes(),
        pages: None,
    })
    .collect()
}

/// What lies beside the plan's folder: a page to begin with, what git is to leave alone, how an editor is set.
fn beside(name: &str) -> Vec<(String, String)> {
    let page = filled(include_str!("begin/laesmig.md"), &[("navn", name)]);
    let files = [
        ("LÆSMIG.md", page.as_str()),
        (".gitignore", include_str!("begin/gitignore")),
        (".gitattributes", include_str!("begin/gitattributes")),
        (".vscode/settings.json", include_str!("begin/settings.json")),
        (
            ".vscode/extensions.json",
            include_str!("begin/extensions.json"),
        ),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

struct Writer<'a> {
    of: &'a Beginning,
    rules: &'a RuleSet,
    family: &'a str,
}

impl Writer<'_> {
    /// The plan's own files, by their paths below its folder.
    fn sources(&self) -> Vec<(String, String)> {
        let form = &self.rules.form;
        let common = [
            ("plan.toml", self.plan()),
            (form.agreement.file.as_str(), self.agreement()),
            ("registre/parter.toml", self.parties()),
            ("registre/kvarterer.toml", self.quarters()),
            ("registre/afdelinger.toml", self.divisions()),
            (
                "registre/forkortelser.toml",
                include_str!("begin/forkortelser.toml").to_owned(),
            ),
            (
                "registre/tal.toml",
                include_str!("begin/tal.toml").to_owned(),
            ),
            ("oekonomi.toml", self.budget()),
        ];
        let mut files: Vec<(String, String)> =
            common.map(|(path, text)| (path.to_owned(), text)).into();
        let indicators = self.indicators();
        files.extend(indicators.map(|text| ("indikatorer.toml".to_owned(), text)));
        files.extend(form.registers.iter().map(|register| {
            let (file, about) = (&register.file, &register.description);
            let help = format!("#:schema ../skemaer/{file}.schema.json\n# {about}\n");
            (register.path(), help)
        }));
        let areas = self.of.areas.iter();
        files.extend(
            areas.map(|area| (format!("delaftaler/{area}.toml"), self.sub_agreement(area))),
        );
        files
    }

    fn plan(&self) -> String {
        let Beginning {
            name,
            period: (first, last),
            ..
        } = self.of;
        let plan = self.rules.form.title.as_deref().unwrap_or(&self.rules.name);
        let years = match (first.year(), last.year()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        let documents = self.rules.documents.iter().map(|document| {
            let status = match document.id.as_str() {
                // What the plan's own document is: the first that the rule set names, and the delaftaler with it.
                id if Some(id) == self.rules.documents.first().map(|first| first.id.as_str()) => {
                    "indeholdt"
                }
                "delaftaler" if !self.of.areas.is_empty() => "indeholdt",
                _ => "mangler",
            };
            let id = quoted(&document.id);
            format!(
                "\n[[aftaledokument]]   # {}\nid = {id}\nstatus = {}\n",
                document.name,
                quoted(status)
            )
        });
        filled(
            include_str!("begin/plan.toml"),
            &[
                ("navn", &quoted(name)),
                ("titel", &quoted(&format!("{plan} {years}"))),
                ("kort_titel", &quoted(&format!("{name} – {plan} {years}"))),
                ("slug", &quoted(&id(name))),
                ("fra", &first.to_string()),
                ("til", &last.to_string()),
                ("kommune", &quoted(&id(&self.of.municipality))),
                ("skabelon", &quoted(self.family)),
                ("parter", &listed(self.parties_named().map(id))),
                ("delaftaler", &listed(self.of.areas.iter().cloned())),
                ("dokumenter", documents.collect::<String>().trim_start()),
            ],
        )
    }

    /// The municipality and the housing organisations.
    fn parties_named(&self) -> impl Iterator<Item = &str> {
        let organisations = self.of.organisations.iter();
        [self.of.municipality.as_str()]
            .into_iter()
            .chain(organisations.map(String::as_str))
    }

    fn agreement(&self) -> String {
        let form = &self.rules.form.agreement;
        let mut out = format!(
            "#:schema skemaer/{}.schema.json\n# {}\n\n[indledning]\ntekst = \"\"\"\n{OPEN} Hvad planen er, og hvem der har aftalt den.\n\"\"\"\n",
            form.name(),
            form.description,
        );
        for item in &form.items {
            out.push_str(&format!(
                "\n# {}\n[{}]\ntekst = \"\"\"\n{OPEN} {}\n\"\"\"\n",
                item.description,
                item.key,
                about(&item.description),
            ));
        }
        out
    }

    fn parties(&self) -> String {
        let party = |name: &str, kind: &str| {
            format!(
                "[[part]]\nid = {}\nnavn = {}\nslags = \"{kind}\"\n",
                quoted(&id(name)),
                quoted(name)
            )
        };
        let municipality = party(&self.of.municipality, "kommune");
        let organisations = self.of.organisations.iter();
        let organisations = organisations.map(|name| party(name, "boligorganisation"));
        let parties: Vec<String> = [municipality].into_iter().chain(organisations).collect();
        format!(
            "{}{}",
            include_str!("begin/parter.toml"),
            parties.join("\n")
        )
    }

    fn quarters(&self) -> String {
        filled(
            include_str!("begin/kvarterer.toml"),
            &[("navn", &quoted(&self.of.name))],
        )
    }

    fn divisions(&self) -> String {
        let organisation = self
            .of
            .organisations
            .first()
            .map_or_else(String::new, |name| id(name));
        filled(
            include_str!("begin/afdelinger.toml"),
            &[("organisation", &quoted(&organisation))],
        )
    }

    fn budget(&self) -> String {
        let funder = |name: &str, local: bool| {
            format!(
                "[[finansieringskilde]]\nid = {}\nnavn = {}\nlokal = {local}\n\n",
                quoted(&id(name)),
                quoted(name)
            )
        };
        // Where local money has to be a share of it all, the rest is the fund's.
        let fund = self
            .rules
            .cofinancing
            .is_some()
            .then_some("Landsbyggefonden");
        let locals = self.parties_named().map(|name| funder(name, true));
        let funders: String = fund
            .map(|name| funder(name, false))
            .into_iter()
            .chain(locals)
            .collect();
        let first = fund.unwrap_or(&self.of.municipality);
        let area = self.of.areas.first().map_or("", String::as_str);
        filled(
            include_str!("begin/oekonomi.toml"),
            &[
                ("kilder", funders.as_str()),
                ("delaftale", &quoted(area)),
                ("kilde", &quoted(&id(first))),
            ],
        )
    }

    /// The baselines of the fixed indicators, none of which is known yet.
    fn indicators(&self) -> Option<String> {
        let indicators: Vec<String> = self
            .rules
            .goals
            .iter()
            .flat_map(|goal| &goal.indicators)
            .map(|indicator| {
                format!(
                    "# {}\n[[indikator]]\nfast = {}\n\n[[indikator.maaling]]\nomraade = [{{ mangler = \"ikke-oplyst\" }}]\nsammenligning = [{{ mangler = \"ikke-oplyst\" }}]\nkilde = \"Udfyldes\"\n",
                    indicator.text,
                    quoted(&indicator.id),
                )
            })
            .collect();
        (!indicators.is_empty()).then(|| {
            format!(
                "{}{}",
                include_str!("begin/indikatorer.toml"),
                indicators.join("\n")
            )
        })
    }

    fn sub_agreement(&self, area: &str) -> String {
        let known = self.rules.areas.iter().find(|known| known.id == area);
        filled(
            include_str!("begin/delaftale.toml"),
            &[
                (
                    "omraadets_navn",
                    known.map_or(area, |known| known.name.as_str()),
                ),
                ("omraade", &quoted(area)),
                ("parter", &listed(self.parties_named().map(id))),
            ],
        )
    }
}

/// What an item is about, of its description: `Punkt 2: organisering. Teksten står før …` → `Organisering.`
fn about(description: &str) -> String {
    let first = description
        .split_inclusive(". ")
        .next()
        .unwrap_or_default()
        .trim_end();
    let words = first.split_once(": ").map_or(first, |(_, words)| words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The id of somebody or something by its name. One whose name has no letter that ids are made of is called `navn`.
fn id(name: &str) -> String {
    match slug(name.trim_start_matches(OPEN)) {
        id if id.is_empty() => "navn".to_owned(),
        id => id,
    }
}

/// Words as a value of TOML.
fn quoted(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.map(|word| quoted(&word)).collect();
    format!("[{}]", words.join(", "))
}

/// Puts values in the places that a text names: `<navn>`. Values are put in once: what looks like a place in one stays.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let value = from.find('>').and_then(|end| {
            let (_, value) = values.iter().find(|(name, _)| *name == &from[1..end])?;
            Some((end, value))
        });
        match value {
            Some((end, value)) => {
                out.push_str(value);
                rest = &from[end + 1..];
            }
            None => {
                out.push('<');
                rest = &from[1..];
            }
        }
    }
    out + rest
}
