//! A folder beside the places where files will stand: what is made there is nobody's until it is renamed.
//!
//! A run that is killed leaves its folder behind. The next run that writes to the same place clears it, and git never
//! sees it: it ignores itself.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, TempDir};

/// How the names of these folders begin.
const PREFIX: &str = ".helhedsplan-";
/// The file by which git ignores the folder. Who works in it holds a lock on this file.
const LOCK: &str = ".gitignore";

/// Such a folder, gone when it is dropped.
pub(super) struct Stage {
    /// Closed before the folder is taken away: Windows takes no folder with an open file in it.
    _lock: File,
    folder: TempDir,
}

impl Stage {
    /// A new one in a folder, which is cleared of those that killed runs left.
    pub fn inside(parent: &Path) -> io::Result<Stage> {
        clear(parent);
        let folder = Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let mut lock = File::create_new(folder.path().join(LOCK))?;
        // Where there are no locks, nobody else gets one either, and so nobody clears what is in use.
        let _ = lock.try_lock();
        lock.write_all(b"*\n")?;
        let _lock = lock;
        Ok(Stage { _lock, folder })
    }

    /// A place in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Takes away what killed runs left in a folder. What cannot be taken away does no harm and is left.
fn clear(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries {
        if !is_stage(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let _ = match is_folder {
            true if in_use(&path) => continue,
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        };
    }
}

fn is_stage(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX).unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether the run that made a folder still works in it.
fn in_use(folder: &Path) -> bool {
    let lock = OpenOptions::new().write(true).open(folder.join(LOCK));
    match lock {
        Ok(lock) => lock.try_lock().is_err(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Writes a new file, and has it on the disk before it says so.
pub(super) fn file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Has a folder's names on the disk. Where a system knows no such thing, there is nothing to be done.
#[cfg(unix)]
pub(super) fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
pub(super) fn sync(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_is_in_use_stays() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join(".helhedsplan-abc123");
        fs::create_dir_all(left.join("1")).unwrap();
        fs::write(left.join(LOCK), "*\n").unwrap();
        fs::write(place.path().join(".helhedsplan-old001"), "").unwrap();
        fs::write(place.path().join(".helhedsplan-noter.txt"), "").unwrap();
        let working = Stage::inside(place.path()).unwrap();
        let other = Stage::inside(place.path()).unwrap();
        assert!(!left.exists());
        assert!(!place.path().join(".helhedsplan-old001").exists());
        assert!(place.path().join(".helhedsplan-noter.txt").exists());
        assert!(working.path("").is_dir() && other.path("").is_dir());
        drop((working, other));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
