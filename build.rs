//! Makes two lists of what is part of the program: the template families, every folder in `templates/` with all its files,
//! and the rules, every page in `src/rules/`. So a new family, or a new part of one, is a file and nothing else, and a rule's
//! code is written on its page alone.

use std::{
    env,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    write_list("families.rs", &families()?)?;
    write_list("rules.rs", &rules()?)
}

fn write_list(name: &str, code: &str) -> io::Result<()> {
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join(name), code)
}

fn families() -> io::Result<String> {
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
    Ok(code)
}

/// The rules in order of their codes: a page `# U030 …` in `henvisning.md` belongs to the module `henvisning`.
fn rules() -> io::Result<String> {
    println!("cargo::rerun-if-changed=src/rules");
    let mut rules = Vec::new();
    for page in inside(Path::new("src/rules"))? {
        let name = name(&page);
        let Some(module) = name.strip_suffix(".md") else {
            continue;
        };
        let text = fs::read_to_string(&page)?;
        let code = text.split_whitespace().nth(1).unwrap_or_default();
        rules.push((code.to_owned(), module.to_owned()));
    }
    rules.sort();
    let mut list = String::from("&[");
    for (code, module) in rules {
        write!(
            list,
            "Rule {{ code: {code:?}, page: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/rules/{module}.md\")), \
             check: {module}::check }},"
        )
        .map_err(io::Error::other)?;
    }
    list.push(']');
    Ok(list)
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
