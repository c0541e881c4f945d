//! A plan drawn at random: what it is built on, and the paragraphs, lists, tables, figures, annexes and goals put into it.

use std::{collections::BTreeMap, fmt::Write, fs};

use crate::{dice::Dice, given::repository};

use super::{
    figure,
    table::{self, quoted},
    words::{self, Notes},
};

/// Sections of the smallest plan's agreement that take prose.
const SECTIONS: [&str; 6] = [
    "formaal",
    "organisering",
    "samspil",
    "indsatsomraader",
    "evaluering",
    "revision",
];
const SMALLEST: &str = "tests/cases/mindst/plan";
const SMALL: &str = "tests/cases/lille/plan";

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a section of the agreement.
    Section(usize),
    /// In an annex of its own.
    Annex,
    /// Among the goals of the small plan's delaftale.
    Goals,
}

/// Something that stands in a plan, with the files and notes that it needs; the plan is a plan without it, too.
#[derive(Debug, Clone)]
struct Item {
    place: Place,
    text: String,
    notes: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

/// A plan under way.
#[derive(Debug, Clone)]
pub struct Drawn {
    base: &'static str,
    numbering: &'static str,
    /// Whether it is built as a draft.
    pub draft: bool,
    items: Vec<Item>,
}

impl Drawn {
    /// The plan that a seed gives.
    pub fn of(seed: u64) -> Drawn {
        let mut dice = Dice::new(seed);
        let dice = &mut dice;
        // The first numbers of neighbouring seeds are alike.
        (0..8).for_each(|_| _ = dice.below(2));
        let base = *dice.one_of(&[SMALLEST, SMALLEST, SMALL]);
        let most = if dice.below(12) == 0 { 60 } else { 8 };
        let items = 1 + dice.below(most);
        Drawn {
            base,
            numbering: dice.one_of::<&str>(&["lbf", "kapitel"]),
            draft: dice.below(2) == 0,
            items: (0..items).map(|at| item(dice, at, base)).collect(),
        }
    }

    /// How many things stand in it.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// The same without some of what stands in it.
    pub fn without(&self, out: impl Fn(usize) -> bool) -> Drawn {
        let kept = self.items.iter().enumerate().filter(|(at, _)| !out(*at));
        Drawn {
            items: kept.map(|(_, item)| item.clone()).collect(),
            ..self.clone()
        }
    }

    /// Its files by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let base = repository().join(self.base);
        for path in crate::given::files(&base) {
            if !path.starts_with("skemaer/") {
                let bytes = fs::read(base.join(&path)).unwrap();
                files.insert(path, bytes);
            }
        }
        for item in &self.items {
            files.extend(item.files.iter().cloned());
        }
        let agreement = if self.base == SMALLEST {
            self.agreement()
        } else {
            let text = text_of(&files, "strategisk-aftale.toml");
            let placed = self.texts(|place| matches!(place, Place::Section(_)));
            let text = text.replace(
                "Nøgletallene for de",
                &format!("{placed}\n\nNøgletallene for de"),
            );
            text + &self.notes()
        };
        files.insert("strategisk-aftale.toml".to_owned(), agreement.into_bytes());
        self.goals(&mut files);
        self.annexes(&mut files);
        files
    }

    fn agreement(&self) -> String {
        let mut out = String::new();
        for (at, section) in SECTIONS.iter().enumerate() {
            let text = self.texts(|place| place == Place::Section(at));
            let text = if text.is_empty() {
                "Her står intet endnu."
            } else {
                &text
            };
            write!(out, "[{section}]\ntekst = '''\n{text}\n'''\n\n").unwrap();
        }
        format!("{out}[fodnoter]\n{}", self.notes())
    }

    fn texts(&self, of: impl Fn(Place) -> bool) -> String {
        let texts = self.items.iter().filter(|item| of(item.place));
        let texts: Vec<&str> = texts.map(|item| item.text.trim_end()).collect();
        texts.join("\n\n")
    }

    fn notes(&self) -> String {
        let all = self.items.iter().flat_map(|item| &item.notes);
        all.map(|(id, text)| format!("{id} = {}\n", quoted(text)))
            .collect()
    }

    fn goals(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        const AREA: &str = "delaftaler/sammenhaengskraft.toml";
        if files.contains_key(AREA) {
            let goals = self.texts(|place| place == Place::Goals);
            let text = text_of(files, AREA);
            let text = text.replace("[personale]", &format!("{goals}\n\n[personale]"));
            files.insert(AREA.to_owned(), text.into_bytes());
        }
    }

    fn annexes(&self, files: &mut BTreeMap<String, Vec<u8>>) {
        let mut ids = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            if item.place == Place::Annex {
                let text = format!(
                    "titel = \"Bilag nummer {at}\"\nslags = \"tekst\"\ntekst = '''\n{}\n'''\n",
                    item.text
                );
                files.insert(format!("bilag/b{at}.toml"), text.into_bytes());
                ids.push(format!("\"b{at}\""));
            }
        }
        let mut text = text_of(files, "plan.toml");
        for old in ["nummerering = \"kapitel\"", "nummerering = \"lbf\""] {
            text = text.replace(old, &format!("nummerering = \"{}\"", self.numbering));
        }
        let ids = ids.join(", ");
        text = if self.base == SMALLEST {
            text + &format!("bilag = [{ids}]\n")
        } else {
            text.replace("\"aarshjul\"]", &format!("\"aarshjul\", {ids}]"))
        };
        files.insert("plan.toml".to_owned(), text.into_bytes());
    }
}

fn text_of(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

fn item(dice: &mut Dice, at: usize, base: &str) -> Item {
    let place = match dice.below(6) {
        0 => Place::Annex,
        1 if base == SMALL => Place::Goals,
        _ => Place::Section(dice.below(SECTIONS.len())),
    };
    let mut notes = (place != Place::Annex).then(Notes::default);
    let mut files = Vec::new();
    let prefix = format!("n{at}");
    let text = match (place, dice.below(12)) {
        (Place::Goals, _) => goal(dice, at),
        (_, 0..=1) => words::list(dice, &mut notes, &prefix, 0),
        (_, 2..=7) => {
            let id = format!("t{at}");
            files.push((
                format!("tabeller/{id}.toml"),
                table::table(dice, &id).into_bytes(),
            ));
            placed(dice, &mut notes, "tabel", &id)
        }
        (_, 8..=9) => {
            let id = format!("f{at}");
            files = figure::figure(dice, &id);
            placed(dice, &mut notes, "figur", &id)
        }
        _ => words::paragraph(dice, &mut notes, &prefix),
    };
    Item {
        place,
        text,
        notes: notes.unwrap_or_default().all,
        files,
    }
}

/// A paragraph that refers to a table or figure, and its place after it.
fn placed(dice: &mut Dice, notes: &mut Option<Notes>, slot: &str, id: &str) -> String {
    let before = words::paragraph(dice, notes, id);
    format!("{before} Se {{{{ {slot}.{id} | henvis }}}}.\n\n{{{{ {slot}.{id} }}}}")
}

fn goal(dice: &mut Dice, at: usize) -> String {
    let mut out = format!(
        "[[delmaal]]\nid = \"d{at}\"\ntitel = {}\n",
        quoted(&words::some(dice, 14))
    );
    for number in 0..1 + dice.below_mostly(3, 3, 14) {
        let title = quoted(&words::some(dice, 14));
        let value = format!("vaerdi = {}, enhed = \"antal\"", dice.below(9000));
        write!(
            out,
            "\n[[delmaal.indikator]]\nid = \"d{at}-i{number}\"\ntitel = {title}\nretning = \"stiger\"\nmaaltal = {}\n\n\
             [[delmaal.indikator.maaling]]\nomraade = [{{ {value} }}]\naar = 2024\nkilde = {}\n",
            dice.below(9000),
            quoted(&words::some(dice, 5)),
        )
        .unwrap();
    }
    out
}
