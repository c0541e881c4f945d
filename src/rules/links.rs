//! Addresses that lead nowhere as they are typed, and links that show another address than they lead to.

use crate::diag::{Diagnostic, Label as Place};

use super::Checked;

const STARTS: [&str; 6] = ["http", "www.", "htp:", "htpp", "hhttp", "ww."];

pub fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for text in &checked.texts {
        if !STARTS.iter().any(|start| text.text.contains(start)) {
            continue;
        }
        let mut from = 0;
        for part in text.text.split_inclusive(char::is_whitespace) {
            let at = from;
            from += part.len();
            let token = part.trim_end();
            let Some(fault) = fault(token) else { continue };
            let span = checked.inside(text, at..at + token.len());
            found.push(
                Diagnostic::new("D006")
                    .arg("adresse", fault)
                    .label(Place::primary(span)),
            );
        }
    }
}

/// The faulty address in a run without white space.
fn fault(token: &str) -> Option<String> {
    if let Some((shown, target)) = markdown_link(token) {
        let differs = shown.starts_with("http") && shown != target;
        return (differs || !whole(target)).then(|| shown.to_owned());
    }
    let start = token.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    let address = token[start..].trim_end_matches(['.', ',', ')', ';', ':', '”', '"']);
    let typed = STARTS.iter().any(|start| address.starts_with(start));
    (typed && !whole(address)).then(|| address.to_owned())
}

fn markdown_link(token: &str) -> Option<(&str, &str)> {
    let rest = token.get(token.find('[')? + 1..)?;
    let (shown, rest) = rest.split_once("](")?;
    Some((shown, rest.split_once(')')?.0))
}

/// `https://a.b…`, `http://…`, `mailto:…` or `www.a.b…`.
fn whole(address: &str) -> bool {
    if address.starts_with("mailto:") {
        return address.contains('@');
    }
    let schemes = ["https://", "http://", "www."];
    let host = schemes
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let host = host.map(|rest| rest.split('/').next().unwrap_or_default());
    host.is_some_and(|host| host.contains('.') && host.split('.').all(|part| !part.is_empty()))
}
