//! Names of files that look the same and are written otherwise: `å` as one character, or as `a` and a ring, as a Mac or a zip
//! file from one has it. What a plan names is the file that a reader takes it for.

use super::letters::composed;

/// Two files whose names nobody can tell apart; the path of one of them.
#[derive(Debug, PartialEq)]
pub(super) struct Twice(pub String);

/// A path as the folder that keeps it writes it. `names` gives what a folder holds: its files and folders.
pub(super) fn as_kept(path: &str, names: impl Fn(&str) -> Vec<String>) -> Result<String, Twice> {
    if path.is_ascii() {
        return Ok(path.to_owned());
    }
    let (mut found, mut twice) = (String::new(), false);
    for part in path.split('/') {
        let name = match part.is_ascii() {
            true => part.to_owned(),
            false => kept(part, names(&found), &mut twice),
        };
        if !found.is_empty() {
            found.push('/');
        }
        found.push_str(&name);
    }
    match twice {
        true => Err(Twice(found)),
        false => Ok(found),
    }
}

/// The name among those of a folder that looks like this one; the name itself if there is none.
fn kept(name: &str, names: Vec<String>, twice: &mut bool) -> String {
    let wanted = composed(name);
    let mut alike = names.into_iter().filter(|name| composed(name) == wanted);
    let first = alike.next();
    *twice |= alike.next().is_some();
    first.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &str) -> Vec<String> {
        let names: &[&str] = match folder {
            "" => &["a\u{30a}r"],
            "a\u{30a}r" => &["\u{e5}.png", "e\u{301}.png", "\u{e9}.png"],
            _ => &[],
        };
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_however_its_letters_are_written() {
        let kept = Ok("a\u{30a}r/\u{e5}.png".to_owned());
        for path in ["\u{e5}r/\u{e5}.png", "a\u{30a}r/a\u{30a}.png"] {
            assert_eq!(as_kept(path, names), kept, "{path}");
        }
        let missing = "a\u{30a}r/ø.png".to_owned();
        assert_eq!(as_kept("\u{e5}r/ø.png", names), Ok(missing));
        assert!(as_kept("\u{e5}r/\u{e9}.png", names).is_err());
    }
}
