//! Makes the list of the template families that are part of the program: every folder in `templates/` with all its files.
//! So a new family, or a new part of one, is a file and nothing else.

use std::{
    env,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=templates");
    let mut code = String::from("&[");
    for family in inside(Path::new("templates"))? {
        if family.is_dir() {
            write!(code, "Family {{ name: {:?}, files: &[", name(&family))
                .map_err(io::Error::other)?;
            files(&family, "", &mut code)?;
            code.push_str("] },");
        }
    }
    code.push(']');
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("families.rs"), code)
}

/// The files of a folder and of those in it, by their paths in the family: `parts/forside.md`.
fn files(folder: &Path, prefix: &str, code: &mut String) -> io::Result<()> {
    for entry in inside(folder)? {
        let path = format!("{prefix}{}", name(&entry));
        if entry.is_dir() {
            files(&entry, &format!("{path}/"), code)?;
        } else {
            let text = format!("/{}", entry.display()).replace('\\', "/");
            write!(
                code,
                "({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {text:?}))),"
            )
            .map_err(io::Error::other)?;
        }
    }
    Ok(())
}

/// What is in a folder, sorted; hidden files belong to editors.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| !name(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
