//! The files of a plan as a git revision has them. Reads objects only: work tree and index are left alone.

use std::path::{Component, Path, PathBuf};

use gix::{ObjectId, ThreadSafeRepository, bstr::ByteSlice, object::tree::EntryKind};

use super::files::Unread;

/// A folder in a git revision.
#[derive(Debug, Clone)]
pub struct Tree {
    repository: ThreadSafeRepository,
    root: ObjectId,
    name: String,
}

/// Why there is no plan to read.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The folder does not lie in a repository.
    NoRepository,
    /// No commit goes by that name; the names of tags and branches, and what git says.
    NoRevision {
        /// Tags and branches.
        known: Vec<String>,
        /// What the library says.
        error: String,
    },
    /// The revision has no such folder.
    NoFolder(String),
}

impl Tree {
    /// The folder `path` of a revision of the repository around `near`; without a path, the folder `near` itself.
    /// `near` need not exist in the work tree any more.
    pub fn open(near: &Path, revision: &str, path: Option<&str>) -> Result<Tree, Fault> {
        let (standing, below) = standing(near);
        // The user's and the system's settings change nothing that is read here.
        let options = gix::open::Options::isolated;
        let trust = gix::sec::trust::Mapping {
            full: options(),
            reduced: options(),
        };
        let repository = ThreadSafeRepository::discover_opts(&standing, Default::default(), trust)
            .map_err(|_| Fault::NoRepository)?;
        let local = repository.to_thread_local();
        let no_revision = |error: String| Fault::NoRevision {
            known: known(&local),
            error,
        };
        let commit = local.rev_parse_single(revision);
        let tree = commit
            .and_then(|id| id.object())
            .and_then(gix::Object::peel_to_tree)
            .map_err(|error| no_revision(error.to_string()))?;
        let path = path.map_or_else(|| in_repository(&local, &standing, &below), normal);
        let root = if path.as_os_str().is_empty() {
            Some(tree.id)
        } else {
            let entry = tree.lookup_entry_by_path(&path).ok().flatten();
            let folder = entry.filter(|entry| entry.mode().is_tree());
            folder.map(|entry| entry.object_id())
        };
        let shown = path.display().to_string().replace('\\', "/");
        let root = root.ok_or_else(|| Fault::NoFolder(shown.clone()))?;
        let name = format!("git:{revision}:{shown}");
        Ok(Tree {
            repository,
            root,
            name,
        })
    }

    /// How the folder is named: `git:v1.0:plan`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names of the files, or of the folders, directly in a folder.
    pub(super) fn names(&self, folder: &str, folders: bool) -> Vec<String> {
        let local = self.repository.to_thread_local();
        let Ok(mut tree) = local.find_tree(self.root) else {
            return Vec::new();
        };
        if !folder.is_empty() {
            let inner = tree.lookup_entry_by_path(folder).ok().flatten();
            let Some(inner) = inner.and_then(|entry| local.find_tree(entry.object_id()).ok())
            else {
                return Vec::new();
            };
            tree = inner;
        }
        let entries = tree.iter().flatten();
        let wanted = entries.filter(|entry| entry.mode().is_tree() == folders);
        wanted
            .map(|entry| entry.filename().to_str_lossy().into_owned())
            .collect()
    }

    pub(super) fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unread> {
        let local = self.repository.to_thread_local();
        let failed = |error: String| Unread::Failed(error);
        let tree = local
            .find_tree(self.root)
            .map_err(|e| failed(e.to_string()))?;
        let entry = tree
            .lookup_entry_by_path(path)
            .map_err(|e| failed(e.to_string()))?;
        let entry = entry.ok_or(Unread::Missing)?;
        match entry.mode().kind() {
            EntryKind::Blob | EntryKind::BlobExecutable => {}
            // Where a link leads is not part of the revision.
            EntryKind::Link => return Err(Unread::Outside),
            EntryKind::Tree | EntryKind::Commit => return Err(Unread::Missing),
        }
        let header = local
            .find_header(entry.object_id())
            .map_err(|e| failed(e.to_string()))?;
        if header.size() > limit {
            return Err(Unread::TooLarge);
        }
        let mut blob = local
            .find_blob(entry.object_id())
            .map_err(|e| failed(e.to_string()))?;
        Ok(blob.take_data())
    }
}

/// The nearest folder around a path that exists, and the way from there.
fn standing(near: &Path) -> (PathBuf, PathBuf) {
    let here = |path: &Path| {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        path.canonicalize().ok().filter(|path| path.is_dir())
    };
    let found = near.ancestors().find_map(|path| Some((path, here(path)?)));
    match found {
        Some((path, real)) => {
            let below = near.strip_prefix(path).unwrap_or(Path::new(""));
            (real, below.to_owned())
        }
        None => (near.to_owned(), PathBuf::new()),
    }
}

/// Where a folder lies in its repository; the root, if the repository has no work tree.
fn in_repository(repository: &gix::Repository, standing: &Path, below: &Path) -> PathBuf {
    let work_tree = repository
        .workdir()
        .and_then(|path| path.canonicalize().ok());
    let inside = work_tree.and_then(|root| standing.strip_prefix(root).ok().map(Path::to_owned));
    inside.map_or_else(PathBuf::new, |inside| inside.join(below))
}

/// A path without `./` and trailing `/`.
fn normal(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    parts
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

/// Names of tags and branches.
fn known(repository: &gix::Repository) -> Vec<String> {
    let Ok(references) = repository.references() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for group in [references.tags(), references.local_branches()] {
        let inside = group.into_iter().flatten().flatten();
        names
            .extend(inside.map(|reference| reference.name().shorten().to_str_lossy().into_owned()));
    }
    names.sort();
    names
}
