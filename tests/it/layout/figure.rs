//! Charts and pictures drawn at random.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::dice::Dice;

use super::{table::quoted, words};

/// A figure's file, and the picture that it shows.
pub fn figure(dice: &mut Dice, id: &str) -> Vec<(String, Vec<u8>)> {
    let mut out = format!(
        "titel = {}\n",
        quoted(&format!("{id} {}", words::some(dice, 8)))
    );
    if dice.below(2) == 0 {
        out += &format!("kilde = {}\n", quoted(&words::some(dice, 8)));
    }
    if dice.below(4) == 0 {
        out += &format!("noter = [{}]\n", quoted(&words::some(dice, 12)));
    }
    let mut files = Vec::new();
    if dice.below(2) == 0 {
        out += &chart(dice);
    } else {
        let (name, bytes) = picture(dice, id);
        out += &format!(
            "billede = \"{name}\"\nalt = {}\n",
            quoted(&words::some(dice, 20))
        );
        if dice.below(2) == 0 {
            out += &format!("bredde = 0.{}\n", 1 + dice.below(9));
        }
        files.push((name, bytes));
    }
    files.push((format!("figurer/{id}.toml"), out.into_bytes()));
    files
}

fn chart(dice: &mut Dice) -> String {
    let kind = *dice.one_of(&["soejler", "liggende", "stablet", "andele", "linjer"]);
    let unit = *dice.one_of(&["procent", "antal", "kr", "personer", "karakter"]);
    let years = kind == "linjer" || dice.below(2) == 0;
    let count = 1 + dice.below_mostly(6, 8, 24);
    let names = (0..count).map(|at| {
        let name = if years {
            format!("{}", 2000 + at)
        } else {
            format!("{at} {}", words::some(dice, 4))
        };
        quoted(&name)
    });
    let names: Vec<String> = names.collect();
    let mut out = format!(
        "\n[diagram]\nart = \"{kind}\"\nenhed = \"{unit}\"\nkategorier = [{}]\n",
        names.join(", ")
    );
    for series in 0..=dice.below_mostly(4, 8, 12) {
        let values: Vec<String> = (0..count).map(|_| value(dice, kind, unit)).collect();
        let name = quoted(&format!("{series} {}", words::some(dice, 3)));
        out += &format!(
            "\n[[diagram.serie]]\nnavn = {name}\nvaerdier = [{}]\n",
            values.join(", ")
        );
    }
    out
}

fn value(dice: &mut Dice, kind: &str, unit: &str) -> String {
    if dice.below(12) == 0 && kind != "andele" {
        return "{ mangler = \"ikke-maalt\" }".to_owned();
    }
    match unit {
        "procent" => format!("{}.{}", dice.below(100), dice.below(10)),
        "karakter" => format!("{}.{}", dice.below(12), dice.below(10)),
        "kr" => format!("{}", dice.below(9_000_000)),
        _ => format!("{}", dice.below(500)),
    }
}

fn picture(dice: &mut Dice, id: &str) -> (String, Vec<u8>) {
    let side = |dice: &mut Dice| match dice.below(8) {
        0 => 1 + dice.below(4),
        1 => 700 + dice.below(900),
        _ => 20 + dice.below(300),
    };
    let (width, height) = (side(dice), side(dice));
    if dice.below(3) == 0 {
        return (format!("assets/{id}.svg"), svg(dice, width, height));
    }
    let mut pixels = RgbImage::new(
        u32::try_from(width).unwrap(),
        u32::try_from(height).unwrap(),
    );
    for (x, y, pixel) in pixels.enumerate_pixels_mut() {
        *pixel = Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8]);
    }
    let (ending, format) = *dice.one_of(&[("png", ImageFormat::Png), ("jpg", ImageFormat::Jpeg)]);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(pixels)
        .write_to(&mut bytes, format)
        .unwrap();
    (format!("assets/{id}.{ending}"), bytes.into_inner())
}

fn svg(dice: &mut Dice, width: usize, height: usize) -> Vec<u8> {
    let size = match dice.below(4) {
        0 => format!("viewBox='0 0 {width} {height}'"),
        1 => format!("width='{width}' height='{height}' viewBox='0 0 {width} {height}'"),
        _ => format!("width='{width}' height='{height}'"),
    };
    let mut inner = String::new();
    for _ in 0..dice.below(8) {
        let at = (dice.below(width), dice.below(height));
        inner += &match dice.below(3) {
            0 => format!(
                "<rect x='{}' y='{}' width='30' height='9' fill='#357'/>",
                at.0, at.1
            ),
            1 => format!("<circle cx='{}' cy='{}' r='7' opacity='.5'/>", at.0, at.1),
            _ => format!(
                "<text x='{}' y='{}' font-size='9'>Sekretariat</text>",
                at.0, at.1
            ),
        };
    }
    format!("<svg xmlns='http://www.w3.org/2000/svg' {size}>{inner}</svg>").into_bytes()
}
