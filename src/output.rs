//! Files on disk: all written beside their places first, then renamed into them. Never half an output.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::{Builder, TempPath};

use crate::build::Output;

/// Writes files below a folder, making folders as needed. On an error none of them is changed.
pub fn write(folder: &Path, outputs: &[Output]) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut waiting: Vec<(TempPath, PathBuf)> = Vec::new();
    for output in outputs {
        let target = folder.join(&output.path);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent)?;
        // What cannot be renamed is found out while nothing has been renamed yet.
        if target.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let beside = Builder::new().prefix(".helhedsplan-").tempfile_in(parent)?;
        fs::write(beside.path(), &output.bytes)?;
        readable(beside.path())?;
        waiting.push((beside.into_temp_path(), target));
    }
    let mut written = Vec::new();
    for (beside, target) in waiting {
        beside.persist(&target).map_err(|error| error.error)?;
        written.push(target);
    }
    Ok(written)
}

/// Writes files as one new folder, which is there whole or not at all. Nothing is written over what is there.
pub fn create(folder: &Path, outputs: &[Output]) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let beside = Builder::new().prefix(".helhedsplan-").tempdir_in(parent)?;
    for output in outputs {
        let path = beside.path().join(&output.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &output.bytes)?;
    }
    open_to_all(beside.path())?;
    // Some systems rename a folder over an empty one.
    if folder.symlink_metadata().is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::rename(beside.path(), folder)
}

/// Temporary files are for their owner only; results are for everybody who may read the folder.
#[cfg(unix)]
fn readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

/// The same for a folder.
#[cfg(unix)]
fn open_to_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: &str, text: &str) -> Output {
        Output {
            path: path.into(),
            bytes: text.into(),
            pages: None,
        }
    }

    #[test]
    fn a_folder_in_the_way_of_one_file_leaves_the_others_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[output("a", "old")]).unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        assert!(write(folder.path(), &[output("a", "new"), output("b", "x")]).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn a_failed_write_leaves_earlier_files_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[output("a", "old"), output("b/c", "x")]).unwrap();
        // `a/d` cannot be written: `a` is a file.
        assert!(write(folder.path(), &[output("b/c", "new"), output("a/d", "x")]).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("b/c")).unwrap(), "x");
        let left = fs::read_dir(folder.path()).unwrap().flatten();
        assert!(left.into_iter().all(|entry| {
            !entry
                .file_name()
                .to_string_lossy()
                .starts_with(".helhedsplan")
        }));
    }
}
