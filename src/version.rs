//! Names of versions: a folder, a release number, a git revision. What a person may write wherever a plan is asked for.

use std::{
    cmp::Ordering,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
};

use crate::{
    diag::Diagnostic,
    load::hint,
    source::{
        Files,
        git::{self, Tree},
    },
};

/// The folder of a plan that holds its releases.
pub const RELEASES: &str = "udgivelser";
/// What stands before a git revision.
const GIT: &str = "git:";
/// Longest release number; it becomes part of file names.
const LONGEST: usize = 40;

/// The findings that mean that there is no such version at all.
pub const NOWHERE: [&str; 9] = [
    "K001", "K002", "V101", "V102", "V103", "V104", "V105", "V110", "V129",
];

/// A version as a person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// The plan in a folder: the working plan or a release.
    Folder(PathBuf),
    /// A release of the plan at hand.
    Release(String),
    /// The plan as a git revision has it.
    Revision {
        /// What git calls it: `v1.0`, `HEAD~3`.
        revision: String,
        /// The plan's folder from the root of the repository; without it, the folder of the plan at hand.
        path: Option<String>,
    },
    /// None of these; asking for its files tells so.
    Unknown(String),
}

impl Name {
    /// What a name means. A folder that exists comes first, then `git:`, then release numbers; what looks like
    /// a path is one, whether it exists or not.
    pub fn parse(text: &OsStr) -> Name {
        let path = Path::new(text);
        let Some(word) = text.to_str().filter(|_| !path.is_dir()) else {
            return Name::Folder(path.to_owned());
        };
        if let Some(rest) = word.strip_prefix(GIT).filter(|rest| !rest.is_empty()) {
            let (revision, path) = match rest.split_once(':') {
                Some((revision, path)) => (revision, Some(path.to_owned())),
                None => (rest, None),
            };
            let revision = revision.to_owned();
            return Name::Revision { revision, path };
        }
        if word.contains(['/', '\\']) {
            Name::Folder(path.to_owned())
        } else if is_number(word) {
            Name::Release(word.to_owned())
        } else {
            Name::Unknown(word.to_owned())
        }
    }

    /// A version of the plan at hand and of no other: a release, or the plan as a git revision has it. What a plan's own
    /// file may name, since who wrote it may not be who runs the program; no folder is looked for.
    pub fn of_plan(word: &str) -> Option<Name> {
        match word.strip_prefix(GIT) {
            Some(revision) if !revision.is_empty() && !revision.contains(':') => {
                let revision = revision.to_owned();
                Some(Name::Revision {
                    revision,
                    path: None,
                })
            }
            Some(_) => None,
            None => is_number(word).then(|| Name::Release(word.to_owned())),
        }
    }

    /// The folder that the version's files come from, or stand for in git; `plan` is the plan at hand.
    pub fn folder(&self, plan: &Path) -> PathBuf {
        match self {
            Name::Folder(path) => path.clone(),
            Name::Release(number) => plan.join(RELEASES).join(number),
            Name::Revision { path: None, .. } => plan.to_owned(),
            Name::Revision {
                path: Some(path), ..
            } => PathBuf::from(path),
            Name::Unknown(word) => PathBuf::from(word),
        }
    }

    /// The files of the version. A folder need not exist: reading its plan tells.
    pub fn files(&self, plan: &Path) -> Result<Files, Box<Diagnostic>> {
        match self {
            Name::Folder(path) => Ok(Files::folder(path)),
            Name::Release(number) => {
                let all = releases(&Files::folder(plan));
                if !all.contains(number) {
                    return Err(Box::new(no_release("V102", number, plan, &all)));
                }
                let files = Files::folder(&self.folder(plan));
                if files.are_release() {
                    return Ok(files);
                }
                let folder = self.folder(plan).display().to_string();
                Err(Box::new(Diagnostic::new("V110").arg("sti", folder)))
            }
            Name::Revision { revision, path } => Tree::open(plan, revision, path.as_deref())
                .map(Files::revision)
                .map_err(|fault| Box::new(no_revision(fault, revision, plan))),
            Name::Unknown(word) => {
                let files = Files::folder(Path::new(word));
                if files.are_file() {
                    return Ok(files);
                }
                let finding = no_release("V101", word, plan, &releases(&Files::folder(plan)));
                Err(Box::new(finding))
            }
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Folder(path) => write!(f, "{}", path.display()),
            Name::Release(word) | Name::Unknown(word) => f.write_str(word),
            Name::Revision {
                revision,
                path: None,
            } => write!(f, "{GIT}{revision}"),
            Name::Revision {
                revision,
                path: Some(path),
            } => write!(f, "{GIT}{revision}:{path}"),
        }
    }
}

fn no_release(code: &'static str, number: &str, plan: &Path, all: &[String]) -> Diagnostic {
    let known: Vec<&str> = all.iter().map(String::as_str).collect();
    // A Danish decimal comma is the slip to expect.
    let meant = number.replace(',', ".");
    let close = if known.contains(&meant.as_str()) {
        meant
    } else {
        hint(number, &known)
    };
    Diagnostic::new(code)
        .arg("navn", number)
        .arg("sti", plan.join(RELEASES).display())
        .arg("forslag", close)
}

fn no_revision(fault: git::Fault, revision: &str, plan: &Path) -> Diagnostic {
    match fault {
        git::Fault::NoRepository => Diagnostic::new("V103").arg("sti", plan.display()),
        git::Fault::NoRevision { known, error } => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Diagnostic::new("V104")
                .arg("navn", revision)
                .arg("fejl", error)
                .arg("forslag", hint(revision, &known))
        }
        git::Fault::NoFolder(path) => Diagnostic::new("V105")
            .arg("navn", revision)
            .arg("sti", path),
    }
}

/// The releases of a plan, the oldest first.
pub fn releases(plan: &Files) -> Vec<String> {
    let mut numbers = plan.folders(RELEASES);
    numbers.retain(|name| is_release_number(name));
    numbers.sort_by(|a, b| compare(a, b));
    numbers
}

/// Whether a word can number a release: figures and points, then words after hyphens: `1.0`, `1.1-hoering`.
/// A comma is let through as well, so that a slip is told as one.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".,-".contains(c))
}

/// Whether a release may be given this number; lower case, since some file systems know no difference.
pub fn is_release_number(word: &str) -> bool {
    let (figures, words) = word.split_once('-').unwrap_or((word, "a"));
    let all = |part: &str, ok: fn(char) -> bool| !part.is_empty() && part.chars().all(ok);
    word.len() <= LONGEST
        && figures
            .split('.')
            .all(|part| all(part, |c| c.is_ascii_digit()))
        && words
            .split('-')
            .all(|part| all(part, |c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// The order of release numbers: 1.9 before 1.10, and 1.0-hoering before 1.0.
pub fn compare(a: &str, b: &str) -> Ordering {
    fn parts(number: &str) -> (Vec<u64>, bool, &str) {
        let (figures, words) = number.split_once('-').unwrap_or((number, ""));
        let figures = figures
            .split('.')
            .map(|part| part.parse().unwrap_or(u64::MAX));
        (figures.collect(), words.is_empty(), words)
    }
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Name {
        Name::parse(OsStr::new(text))
    }

    fn git(revision: &str, path: Option<&str>) -> Name {
        Name::Revision {
            revision: revision.to_owned(),
            path: path.map(str::to_owned),
        }
    }

    #[test]
    fn a_name_is_a_folder_a_release_or_a_revision() {
        assert_eq!(parse("src"), Name::Folder("src".into()));
        assert_eq!(parse("./ingen"), Name::Folder("./ingen".into()));
        assert_eq!(parse("C:\\planer\\x"), Name::Folder("C:\\planer\\x".into()));
        assert_eq!(parse("1.0"), Name::Release("1.0".into()));
        assert_eq!(parse("1,0"), Name::Release("1,0".into()));
        assert_eq!(parse("1.1-hoering"), Name::Release("1.1-hoering".into()));
        assert_eq!(parse("git:v1.0"), git("v1.0", None));
        assert_eq!(parse("git:HEAD~3:a/plan"), git("HEAD~3", Some("a/plan")));
        for word in ["", "seneste", "git:", "v1.0", "planen"] {
            assert_eq!(parse(word), Name::Unknown(word.into()));
        }
    }

    #[test]
    fn a_name_is_shown_as_it_was_written() {
        for text in ["./ingen", "1.0", "git:v1.0", "git:HEAD~3:a/plan"] {
            assert_eq!(parse(text).to_string(), text);
        }
    }

    #[test]
    fn releases_are_sorted_as_people_count() {
        let mut numbers = ["1.10", "2.0", "1.0", "1.9", "1.0-hoering", "1", "1.0.1"];
        numbers.sort_by(|a, b| compare(a, b));
        let expected = ["1", "1.0-hoering", "1.0", "1.0.1", "1.9", "1.10", "2.0"];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn a_release_number_is_safe_as_a_folder() {
        for good in ["1", "1.0", "2025.1", "1.0-hoering", "1.0-hoering-2"] {
            assert!(is_release_number(good), "{good}");
        }
        for bad in [
            "", ".", "..", "1.", "1..0", "1,0", "1/0", "v1", "1.0-", "1.0-A", "1.0 ",
        ] {
            assert!(!is_release_number(bad), "{bad}");
        }
    }
}
