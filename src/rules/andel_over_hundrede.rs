//! "118 % af beboerne": a share in prose that is more than all.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    diag::{Diagnostic, Label as Place},
    model::measure::{Unit, danish},
};

use super::{
    Checked,
    beside::{begins, unit_after},
};

/// What makes a percentage one of something else: "120 % mere end i 2020", "110 % af gennemsnittet".
const COMPARED: [&str; 5] = ["end", "gennemsnit", "gange", "mere", "mod"];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let scales = &checked.standards.scales;
    let Some(scale) = scales.iter().find(|scale| scale.unit == Unit::Procent) else {
        return;
    };
    let most = Decimal::from_f64(scale.most).unwrap_or_default();
    let prose = checked.prose();
    for text in prose.filter(|text| !text.again && !text.numbers.is_empty()) {
        for sentence in text.sentences() {
            let over = text.numbers_in(sentence).iter().filter(|one| {
                one.value > most && unit_after(text.text, one.range.end) == Some(Unit::Procent)
            });
            let free = || {
                let part = text.text[sentence.clone()].to_lowercase();
                let grows = scale.unless.iter().any(|word| part.contains(word.as_str()));
                let reading = &checked.standards.reading;
                grows
                    || text.words_in(sentence).iter().any(|word| {
                        begins(&word.lower, &reading.up)
                            || begins(&word.lower, &reading.down)
                            || COMPARED.iter().any(|one| word.lower.starts_with(one))
                    })
            };
            for number in over {
                if free() {
                    break;
                }
                found.push(
                    Diagnostic::new("E029")
                        .arg("tal", danish(number.value))
                        .label(Place::primary(checked.inside(text, number.range.clone()))),
                );
            }
        }
    }
}
