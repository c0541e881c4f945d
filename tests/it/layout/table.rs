//! Tables drawn at random: spans that fit together, groups, units, notes, texts of every length.

use crate::dice::Dice;

use super::words;

const UNITS: [&str; 8] = [
    "procent",
    "procentpoint",
    "karakter",
    "antal",
    "personer",
    "kr",
    "pe",
    "aarstal",
];

/// A table's file, and how many columns it has.
pub fn table(dice: &mut Dice, id: &str) -> String {
    let columns = match dice.below(40) {
        0 => 20 + dice.below(44),
        1..=4 => 9 + dice.below(12),
        _ => 2 + dice.below(8),
    };
    let rows = match dice.below(30) {
        0 => 60 + dice.below(200),
        1..=6 => 15 + dice.below(40),
        _ => 1 + dice.below(14),
    };
    let heads = 1 + dice.below((columns - 1).min(3));
    let mut out = format!(
        "titel = {}\n",
        quoted(&format!("{id} {}", words::some(dice, 8)))
    );
    if dice.below(3) > 0 {
        out += &format!("kilde = {}\n", quoted(&words::some(dice, 10)));
    }
    if dice.below(3) == 0 {
        let notes: Vec<String> = (0..=dice.below(3))
            .map(|_| quoted(&words::some(dice, 12)))
            .collect();
        out += &format!("noter = [{}]\n", notes.join(", "));
    }
    out += &format!("raekkehoveder = {heads}\nbred = {}\n", dice.below(4) == 0);
    let units = self::columns(dice, (columns, heads), &mut out);
    let mut noted = false;
    Grid::new(columns, rows).rows(dice, &units, &mut out, &mut noted);
    if noted {
        out += &format!("\n[fodnoter]\nn = {}\n", quoted(&words::some(dice, 12)));
    }
    out
}

fn columns(
    dice: &mut Dice,
    (count, heads): (usize, usize),
    out: &mut String,
) -> Vec<Option<&'static str>> {
    let grouped = count > 1 && dice.below(4) == 0;
    let mut units = Vec::new();
    for at in 0..count {
        let title = match dice.below(14) {
            0 if at < heads => String::new(),
            1 => words::some(dice, 30),
            _ => words::some(dice, 3),
        };
        *out += &format!(
            "\n[[kolonne]]\nid = \"k{at}\"\ntitel = {}\n",
            quoted(&title)
        );
        if grouped && dice.below(5) > 0 {
            *out += &format!("gruppe = \"Gruppe {}\"\n", at / (1 + count / 3));
        }
        if dice.below(3) == 0 {
            *out += &format!("bredde = {}.{}\n", dice.below(4), 1 + dice.below(9));
        }
        if dice.below(8) == 0 {
            *out += &format!(
                "justering = \"{}\"\n",
                dice.one_of(&["venstre", "hoejre", "midt"])
            );
        }
        let unit = (dice.below(3) == 0).then(|| *dice.one_of(&UNITS));
        if let Some(unit) = unit {
            *out += &format!("enhed = \"{unit}\"\n");
        }
        units.push(unit);
    }
    units
}

/// Which places cells from above take.
struct Grid {
    columns: usize,
    rows: usize,
    taken: Vec<Vec<bool>>,
}

impl Grid {
    fn new(columns: usize, rows: usize) -> Self {
        Grid {
            columns,
            rows,
            taken: vec![vec![false; columns]; rows],
        }
    }

    fn rows(
        &mut self,
        dice: &mut Dice,
        units: &[Option<&str>],
        out: &mut String,
        noted: &mut bool,
    ) {
        let spans = dice.below(3) == 0;
        for row in 0..self.rows {
            let kind = match dice.below(12) {
                0 => "gruppe",
                1 => "sum",
                _ => "almindelig",
            };
            let mut cells = Vec::new();
            let free = !self.taken[row].iter().any(|taken| *taken);
            if kind == "gruppe" && free && dice.below(3) > 0 {
                let text = quoted(&words::some(dice, 6));
                cells.push(format!("{{ tekst = {text}, kolonner = {} }}", self.columns));
            } else {
                self.cells(dice, row, spans, units, &mut cells, noted);
            }
            *out += &format!(
                "\n[[raekke]]\nid = \"r{row}\"\nslags = \"{kind}\"\nceller = [{}]\n",
                cells.join(", ")
            );
        }
    }

    fn cells(
        &mut self,
        dice: &mut Dice,
        row: usize,
        spans: bool,
        units: &[Option<&str>],
        cells: &mut Vec<String>,
        noted: &mut bool,
    ) {
        let mut column = 0;
        while column < self.columns {
            if self.taken[row][column] {
                column += 1;
                continue;
            }
            let (mut wide, mut high) = (1, 1);
            if spans && dice.below(6) == 0 {
                let free = self.taken[row][column..]
                    .iter()
                    .take_while(|taken| !**taken)
                    .count();
                wide = 1 + dice.below(free.min(4));
                let left = self.rows - row;
                high = 1 + dice.below_mostly(left.min(4), 6, left.min(40));
            }
            for below in row..row + high {
                for beside in column..column + wide {
                    self.taken[below][beside] = true;
                }
            }
            cells.push(cell(dice, units[column], (wide, high), noted));
            column += wide;
        }
    }
}

fn cell(
    dice: &mut Dice,
    unit: Option<&str>,
    (wide, high): (usize, usize),
    noted: &mut bool,
) -> String {
    let mut keys = match (dice.below(24), unit) {
        (0, _) => format!("prosa = {}", quoted(&words::some(dice, 150))),
        (1..=3, _) => format!("prosa = {}", quoted(&words::paragraph(dice, &mut None, ""))),
        (4, _) => format!("tekst = {}", quoted(&words::unbreakable(dice))),
        (5, _) => format!(
            "tekst = {}",
            quoted(&format!(
                "{}\n{}",
                words::some(dice, 3),
                words::some(dice, 3)
            ))
        ),
        (6, _) => {
            let missing = dice.one_of(&["ikke-maalt", "undertrykt", "ikke-oplyst"]);
            format!("vaerdier = [{{ mangler = \"{missing}\" }}]")
        }
        (7, _) => "tekst = \"\"".to_owned(),
        (8..=14, Some(unit)) => {
            let values: Vec<String> = (0..=dice.below(3)).map(|_| value(dice, unit)).collect();
            format!("vaerdier = [{}]", values.join(", "))
        }
        (8..=23, Some("aarstal")) => format!("vaerdier = [{}]", value(dice, "aarstal")),
        (15..=23, Some(unit)) => format!("vaerdier = [{}]", value(dice, unit)),
        _ => format!("tekst = {}", quoted(&words::some(dice, 6))),
    };
    if wide > 1 {
        keys += &format!(", kolonner = {wide}");
    }
    if high > 1 {
        keys += &format!(", raekker = {high}");
    }
    if dice.below(30) == 0 {
        *noted = true;
        keys += ", fodnote = \"n\"";
    }
    format!("{{ {keys} }}")
}

fn value(dice: &mut Dice, unit: &str) -> String {
    let number = match unit {
        "procent" | "procentpoint" => format!("{}.{}", dice.below(100), dice.below(10)),
        "karakter" | "pe" => format!("{}.{}", dice.below(12), dice.below(10)),
        "aarstal" => format!("{}", 1950 + dice.below(100)),
        _ => format!("{}", dice.below(10) * dice.below(9_999_999)),
    };
    let label = if dice.below(6) == 0 {
        format!("etiket = {}, ", quoted(&words::some(dice, 2)))
    } else {
        String::new()
    };
    format!("{{ {label}vaerdi = {number}, enhed = \"{unit}\" }}")
}

/// A TOML string.
pub fn quoted(text: &str) -> String {
    let text = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{text}\"")
}
