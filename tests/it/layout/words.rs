//! Prose drawn at random: paragraphs and lists, with the marks, signs and lengths that people write.

use crate::dice::Dice;

/// Short words and long ones, with letters of their own, figures and signs.
const WORDS: [&str; 48] = [
    "og",
    "i",
    "at",
    "som",
    "der",
    "beboerne",
    "området",
    "indsatsen",
    "børn",
    "unge",
    "kvarteret",
    "bestyrelsen",
    "aktiviteten",
    "Landsbyggefonden",
    "helhedsplanen",
    "kommunen",
    "afdelingsbestyrelsesmedlemmerne",
    "ungdomsuddannelsesinstitutionerne",
    "boligorganisationernes",
    "arbejdsmarkedstilknytning",
    "beskæftigelsesindsatsen",
    "frivilligkoordinatorfunktionen",
    "integrationsministeriet",
    "ældre",
    "Øresund",
    "åben",
    "5 %",
    "2.680.000 kr.",
    "2022-2025",
    "§ 91 a",
    "1-5-årige",
    "C/O",
    "og/eller",
    "bl.a.",
    "»naboer«",
    "“trygge”",
    "–",
    "½",
    "é",
    "×",
    "ledelses\u{2011}information",
    "indsats\u{ad}område",
    "20\u{a0}personer",
    "Sct. Jørgen",
    "m²",
    "IT",
    "…",
    "(se nedenfor)",
];

/// Words in a row, the first with a capital letter, so that nothing of it begins a list.
pub fn words(dice: &mut Dice, count: usize) -> String {
    let mut out = String::from("Ord");
    for _ in 1..count {
        out.push(' ');
        out.push_str(dice.one_of::<&str>(&WORDS));
    }
    out
}

/// A short text of up to `most` words; seldom a very long one.
pub fn some(dice: &mut Dice, most: usize) -> String {
    let count = if dice.below(60) == 0 {
        most * 12
    } else {
        1 + dice.below(most)
    };
    words(dice, count)
}

/// A word that cannot be parted anywhere.
pub fn unbreakable(dice: &mut Dice) -> String {
    let letters =
        (0..1 + dice.below(40)).map(|_| *dice.one_of(b"abcdefghijklmnopqrstuvwxyz0123456789@._"));
    format!(
        "Kode{}",
        String::from_utf8_lossy(&letters.collect::<Vec<u8>>())
    )
}

/// Prose under way, and the footnotes that it asks for.
#[derive(Default)]
pub struct Notes {
    /// Id and words of each.
    pub all: Vec<(String, String)>,
}

impl Notes {
    fn another(&mut self, dice: &mut Dice, prefix: &str) -> String {
        if !self.all.is_empty() && dice.below(4) == 0 {
            // A note that is used again.
            return dice.one_of(&self.all).0.clone();
        }
        let id = format!("{prefix}-{}", self.all.len() + 1);
        let most = if dice.below(12) == 0 { 200 } else { 18 };
        let text = some(dice, most);
        self.all.push((id.clone(), text));
        id
    }
}

/// A paragraph; with notes where there may be some.
pub fn paragraph(dice: &mut Dice, notes: &mut Option<Notes>, prefix: &str) -> String {
    let mut out = String::new();
    for _ in 0..=dice.below(5) {
        let text = some(dice, 14);
        let text = match dice.below(12) {
            0 => format!("**{text}**"),
            1 => format!("*{text}*"),
            2 => format!("[{text}](https://www.example.dk/sti/{})", dice.below(99)),
            3 => format!("**{text}** og *{}*", some(dice, 4)),
            4 => unbreakable(dice),
            _ => text,
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&text);
        if let Some(notes) = notes
            && dice.below(7) == 0
        {
            out.push_str(&format!("[^{}]", notes.another(dice, prefix)));
        }
        out.push('.');
    }
    out
}

/// A list, perhaps in lists, with points of several paragraphs.
pub fn list(dice: &mut Dice, notes: &mut Option<Notes>, prefix: &str, indent: usize) -> String {
    let numbered = dice.below(2) == 0;
    let deeper = if indent == 0 { 2 } else { 3 };
    let mut out = String::new();
    // One number alone may be a date.
    for point in 1..=2 + dice.below_mostly(5, 10, 30) {
        let mark = if numbered {
            format!("{point}. ")
        } else {
            "- ".to_owned()
        };
        let space = " ".repeat(indent);
        out.push_str(&format!(
            "{space}{mark}{}\n",
            paragraph(dice, notes, prefix)
        ));
        let within = indent + mark.len();
        if dice.below(8) == 0 {
            let space = " ".repeat(within);
            out.push_str(&format!("\n{space}{}\n\n", paragraph(dice, notes, prefix)));
        }
        if dice.below(deeper * 2) == 0 && indent < 30 {
            out.push_str(&list(dice, notes, prefix, within));
        }
    }
    out
}
