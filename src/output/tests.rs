//! Files are replaced all or none.

use super::*;

fn output(path: &str, text: &str) -> Output {
    Output {
        path: path.into(),
        bytes: text.into(),
        pages: None,
    }
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Names in a folder, those of killed runs too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_in_the_way_of_one_file_leaves_the_others_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[output("a", "old")]).unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    assert!(write(folder.path(), &[output("a", "new"), output("b", "x")]).is_err());
    assert_eq!(text(folder.path(), "a"), "old");
}

#[test]
fn a_failed_write_leaves_earlier_files_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[output("a", "old"), output("b/c", "x")]).unwrap();
    // `a/d` cannot be written: `a` is a file.
    assert!(write(folder.path(), &[output("b/c", "new"), output("a/d", "x")]).is_err());
    assert_eq!(text(folder.path(), "b/c"), "x");
    assert_eq!(names(folder.path()), ["a", "b"]);
    assert_eq!(names(&folder.path().join("b")), ["c"]);
}

#[test]
fn a_file_that_cannot_be_replaced_takes_the_others_back() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[output("a", "old")]).unwrap();
    let mut stages = BTreeMap::new();
    let mut swap = |name: &str| {
        let target = folder.path().join(name);
        Swap::prepare(&mut stages, target, b"new", name.len()).unwrap()
    };
    // `a` was there, `nb` was not, and `abc` is what cannot be replaced.
    let swaps = [swap("a"), swap("nb"), swap("abc")];
    for swap in &swaps[..2] {
        fs::rename(&swap.new, &swap.target).unwrap();
    }
    let held = || io::Error::from(io::ErrorKind::PermissionDenied);
    match taken_back(&swaps, 2, held()) {
        Fault::Held { file, error: _ } => assert_eq!(file, folder.path().join("abc")),
        fault => panic!("{fault:?}"),
    }
    drop(stages);
    assert_eq!(text(folder.path(), "a"), "old");
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn what_cannot_be_taken_back_is_told_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut stages = BTreeMap::new();
    let mut swap = |name: &str| {
        let target = folder.path().join(name);
        Swap::prepare(&mut stages, target, b"new", name.len()).unwrap()
    };
    // `a` is taken away by somebody else before it can be taken back.
    let swaps = [swap("a"), swap("ab")];
    let denied = io::Error::from(io::ErrorKind::PermissionDenied);
    match taken_back(&swaps, 1, denied) {
        Fault::Mixed { new, old, .. } => {
            assert_eq!(new, [folder.path().join("a")]);
            assert_eq!(old, [folder.path().join("ab")]);
        }
        fault => panic!("{fault:?}"),
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_the_rights_that_it_was_given() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[output("a", "old")]).unwrap();
    let a = folder.path().join("a");
    fs::set_permissions(&a, fs::Permissions::from_mode(0o600)).unwrap();
    write(folder.path(), &[output("a", "new")]).unwrap();
    assert_eq!(
        fs::metadata(&a).unwrap().permissions().mode() & 0o777,
        0o600
    );
}
