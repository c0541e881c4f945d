//! Where the files of a plan are kept: in a folder or in a git revision, some of them changed in memory.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use crate::diag::Diagnostic;

use super::{git::Tree, spelled};

/// The record that makes a folder a frozen release.
pub(super) const RECORD: &str = "udgivelse.toml";

/// The files of a plan, wherever they are kept. Paths go from the plan's folder, with `/`.
#[derive(Debug, Clone)]
pub struct Files {
    kept: Kept,
    changed: BTreeMap<String, Vec<u8>>,
}

#[derive(Debug, Clone)]
enum Kept {
    Folder(PathBuf),
    Revision(Box<Tree>),
}

impl Files {
    /// Those in a folder, which need not exist.
    pub fn folder(root: &Path) -> Files {
        Files::of(Kept::Folder(root.to_owned()))
    }

    /// Those of a folder in a git revision.
    pub fn revision(tree: Tree) -> Files {
        Files::of(Kept::Revision(Box::new(tree)))
    }

    fn of(kept: Kept) -> Files {
        Files {
            kept,
            changed: BTreeMap::new(),
        }
    }

    /// The same files, but one with other content; nothing is written.
    pub fn with(mut self, path: &str, bytes: Vec<u8>) -> Files {
        self.changed.insert(path.to_owned(), bytes);
        self
    }

    /// Whether there is such a folder at all.
    pub fn exist(&self) -> bool {
        match &self.kept {
            Kept::Folder(root) => root.is_dir(),
            Kept::Revision(_) => true,
        }
    }

    /// Whether what is named as their folder is a file.
    pub fn are_file(&self) -> bool {
        match &self.kept {
            Kept::Folder(root) => root.is_file(),
            Kept::Revision(_) => false,
        }
    }

    /// Whether they are those of a frozen release.
    pub fn are_release(&self) -> bool {
        self.list("").iter().any(|name| name == RECORD)
    }

    /// What to call the place in a message.
    pub fn place(&self) -> String {
        match &self.kept {
            Kept::Folder(root) => root.display().to_string(),
            Kept::Revision(tree) => tree.name().to_owned(),
        }
    }

    /// Names of the files directly in a folder, sorted.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let mut names = self.names(folder, false);
        let inside = self.changed.keys().filter_map(|path| {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            (parent == folder).then(|| name.to_owned())
        });
        names.extend(inside);
        names.sort();
        names.dedup();
        names
    }

    /// Names of the folders directly in a folder, sorted.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let mut names = self.names(folder, true);
        names.sort();
        names
    }

    /// Whether there is a file of that name, however its letters are written.
    pub fn hold(&self, path: &str) -> bool {
        let kept = self.spelled(path).unwrap_or_else(|spelled::Twice(one)| one);
        let (folder, name) = kept.rsplit_once('/').unwrap_or(("", &kept));
        self.list(folder).iter().any(|other| other == name)
    }

    /// A path as it is written where the files are kept.
    fn spelled(&self, path: &str) -> Result<String, spelled::Twice> {
        let inside = |folder: &str| [false, true].map(|folders| self.listed(folder, folders));
        spelled::as_kept(path, |folder| inside(folder).concat())
    }

    fn names(&self, folder: &str, folders: bool) -> Vec<String> {
        let folder = self.spelled(folder);
        folder.map_or_else(|_| Vec::new(), |folder| self.listed(&folder, folders))
    }

    /// Names in a folder whose path is written as it is kept.
    fn listed(&self, folder: &str, folders: bool) -> Vec<String> {
        match &self.kept {
            Kept::Folder(root) => {
                let entries = std::fs::read_dir(root.join(folder)).into_iter();
                let wanted = entries.flatten().flatten().filter(|entry| {
                    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                    is_folder == folders
                });
                wanted
                    .map(|entry| entry.file_name().to_string_lossy().into_owned())
                    .collect()
            }
            Kept::Revision(tree) => tree.names(folder, folders),
        }
    }

    /// The content of a file. Refuses paths that leave the folder, also by a link, and files over `limit` bytes.
    pub fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
        let fault = |code: &'static str| Box::new(Diagnostic::new(code).arg("sti", path));
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.contains('\\') {
            return Err(fault("K003"));
        }
        if let Some(bytes) = self.changed.get(path) {
            return Ok(bytes.clone());
        }
        let Ok(kept) = self.spelled(path) else {
            return Err(fault("K025"));
        };
        let read = match &self.kept {
            Kept::Folder(root) => from_folder(root, &kept, limit),
            Kept::Revision(tree) => tree.bytes(&kept, limit),
        };
        read.map_err(|unread| match unread {
            Unread::Outside => fault("K003"),
            Unread::Missing => fault("K004"),
            Unread::TooLarge => Box::new(fault("K005").arg("graense", limit / 1024 / 1024)),
            Unread::Failed(error) => Box::new(fault("K006").arg("fejl", error)),
        })
    }
}

/// Why a file was not read.
pub(super) enum Unread {
    /// It lies outside of the plan's folder.
    Outside,
    /// There is none.
    Missing,
    /// It is over the limit.
    TooLarge,
    /// What the system says.
    Failed(String),
}

fn from_folder(root: &Path, path: &str, limit: u64) -> Result<Vec<u8>, Unread> {
    let full = root.join(path);
    let (Ok(real), Ok(root)) = (full.canonicalize(), root.canonicalize()) else {
        return Err(Unread::Missing);
    };
    if !real.starts_with(&root) {
        return Err(Unread::Outside);
    }
    match std::fs::metadata(&real) {
        Ok(data) if !data.is_file() => Err(Unread::Missing),
        Ok(data) if data.len() > limit => Err(Unread::TooLarge),
        Ok(_) => std::fs::read(&real).map_err(|error| Unread::Failed(error.to_string())),
        Err(_) => Err(Unread::Missing),
    }
}
