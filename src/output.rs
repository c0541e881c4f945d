//! Files on disk: all of them replaced or none, and where even that cannot be, said file by file.
//!
//! New files are written into folders beside their places, and are on the disk before the first of them is renamed. What a
//! file replaces is kept until the last is renamed, so that one that cannot be replaced, because it is open in Word, takes
//! the others back. The manifest is the last of a command's files: if the program is killed between two renames, its
//! checksums are not those of the files, and the next run writes all of them again.

mod stage;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::build::Output;

use stage::Stage;

/// Why files were not written.
#[derive(Debug)]
pub enum Fault {
    /// There is no room for a new file, or no right to write it. Everything is as it was.
    Unwritable {
        /// The file or folder.
        place: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file cannot be exchanged for the new one. Everything is as it was.
    Held {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The same, and what had been exchanged could not be taken back.
    Mixed {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
        /// Files that are new now.
        new: Vec<PathBuf>,
        /// Files that are as they were.
        old: Vec<PathBuf>,
    },
}

/// Writes files below a folder, making folders as needed.
pub fn write(folder: &Path, outputs: &[Output]) -> Result<(), Fault> {
    let mut stages = BTreeMap::new();
    let mut swaps = Vec::new();
    for output in outputs {
        let target = folder.join(&output.path);
        match Swap::prepare(&mut stages, target, &output.bytes, swaps.len()) {
            Ok(swap) => swaps.push(swap),
            Err((place, error)) => return Err(Fault::Unwritable { place, error }),
        }
    }
    for (done, swap) in swaps.iter().enumerate() {
        if let Err(error) = fs::rename(&swap.new, &swap.target) {
            return Err(taken_back(&swaps, done, error));
        }
    }
    stages.keys().for_each(|parent| stage::sync(parent));
    Ok(())
}

/// A new file, and the place where it will stand.
struct Swap {
    new: PathBuf,
    /// What stands there now, if anything does.
    old: Option<PathBuf>,
    target: PathBuf,
}

impl Swap {
    /// Writes a file beside its place and keeps what stands there. Gives the place that is in the way.
    fn prepare(
        stages: &mut BTreeMap<PathBuf, Stage>,
        target: PathBuf,
        bytes: &[u8],
        number: usize,
    ) -> Result<Swap, (PathBuf, io::Error)> {
        let parent = target.parent().unwrap_or(&target).to_owned();
        let stage = fs::create_dir_all(&parent).and_then(|()| match stages.remove(&parent) {
            Some(stage) => Ok(stage),
            None => Stage::inside(&parent),
        });
        let stage = stage.map_err(|error| (parent.clone(), error))?;
        let new = stage.path(&number.to_string());
        let kept = stage.path(&format!("{number}.gl"));
        stages.insert(parent, stage);
        match written(&new, bytes, &target).and_then(|()| keep(&target, &kept)) {
            Ok(is_kept) => Ok(Swap {
                new,
                old: is_kept.then_some(kept),
                target,
            }),
            Err(error) => Err((target, error)),
        }
    }

    /// Puts back what stood there.
    fn undo(&self) -> io::Result<()> {
        match &self.old {
            Some(old) => fs::rename(old, &self.target),
            None => fs::remove_file(&self.target),
        }
    }
}

/// Writes a new file as its owner wants new files to be, or as the file was that it replaces.
fn written(new: &Path, bytes: &[u8], target: &Path) -> io::Result<()> {
    // What cannot be renamed is found out while nothing has been renamed yet.
    if target.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    stage::file(new, bytes)?;
    match target.symlink_metadata() {
        // On Windows these rights are one bit, and a file that has it cannot be replaced anyway.
        Ok(data) if cfg!(unix) && data.is_file() => fs::set_permissions(new, data.permissions()),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Keeps what stands at a place under a second name, or a copy of it where a file has but one. `false`: nothing is there.
fn keep(target: &Path, kept: &Path) -> io::Result<bool> {
    if target.symlink_metadata().is_err() {
        return Ok(false);
    }
    fs::hard_link(target, kept).or_else(|_| fs::copy(target, kept).map(|_| ()))?;
    Ok(true)
}

/// Takes back the files that were exchanged before one could not be.
fn taken_back(swaps: &[Swap], done: usize, error: io::Error) -> Fault {
    let file = swaps[done].target.clone();
    let undone = |swap: &&Swap| swap.undo().is_ok();
    // The last first, so that the manifest is the last again.
    let (_, new): (Vec<&Swap>, Vec<&Swap>) = swaps[..done].iter().rev().partition(undone);
    if new.is_empty() {
        return Fault::Held { file, error };
    }
    let is_new = |target: &PathBuf| new.iter().any(|swap| swap.target == *target);
    let targets = swaps.iter().map(|swap| swap.target.clone());
    let (new, old) = targets.partition(is_new);
    Fault::Mixed {
        file,
        error,
        new,
        old,
    }
}

/// Writes files as one new folder, which is there whole or not at all. Nothing is written over what is there.
pub fn create(folder: &Path, outputs: &[Output]) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let stage = Stage::inside(parent)?;
    let whole = stage.path("ny");
    fs::create_dir(&whole)?;
    for output in outputs {
        let path = whole.join(&output.path);
        let inner = path.parent().unwrap_or(&whole);
        fs::create_dir_all(inner)?;
        stage::file(&path, &output.bytes)?;
        stage::sync(inner);
    }
    // Some systems rename a folder over an empty one.
    if folder.symlink_metadata().is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::rename(&whole, folder)?;
    stage::sync(parent);
    Ok(())
}

#[cfg(test)]
mod tests;
