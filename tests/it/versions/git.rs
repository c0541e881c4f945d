//! Git revisions: a repository is made here with the git library itself; no git program is asked.

use std::{fs, path::Path};

use gix::{
    ObjectId, Repository,
    objs::{
        Tree,
        tree::{Entry, EntryKind},
    },
};

use super::*;

/// Writes a folder as a tree.
fn tree(repository: &Repository, folder: &Path) -> ObjectId {
    let mut entries: Vec<Entry> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name() != ".git" && entry.file_name() != "out")
        .map(|entry| {
            let kind = entry.file_type().unwrap();
            let (kind, oid) = if kind.is_dir() {
                (EntryKind::Tree, tree(repository, &entry.path()))
            } else if kind.is_symlink() {
                let to = fs::read_link(entry.path()).unwrap();
                let to = to.to_str().unwrap();
                (EntryKind::Link, repository.write_blob(to).unwrap().detach())
            } else {
                let bytes = fs::read(entry.path()).unwrap();
                (
                    EntryKind::Blob,
                    repository.write_blob(bytes).unwrap().detach(),
                )
            };
            Entry {
                mode: kind.into(),
                filename: entry.file_name().to_str().unwrap().into(),
                oid,
            }
        })
        .collect();
    entries.sort();
    repository.write_object(Tree { entries }).unwrap().detach()
}

/// Commits the folder around the plan.
fn commit(repository: &Repository, message: &str) -> ObjectId {
    let tree = tree(repository, repository.workdir().unwrap());
    let signature = gix::actor::SignatureRef {
        name: "Sekretariatet".into(),
        email: "sekretariatet@example.org".into(),
        time: "1000000000 +0000",
    };
    let parents: Vec<ObjectId> = repository
        .head_id()
        .ok()
        .map(gix::Id::detach)
        .into_iter()
        .collect();
    let id = repository.commit_as(signature, signature, "HEAD", message, tree, parents);
    id.unwrap().detach()
}

/// The small plan in a repository with two commits; the first is tagged `v1.2`, the second has another title.
fn repository() -> Given {
    let given = small();
    let around = given.plan();
    let repository = gix::init(around.parent().unwrap()).unwrap();
    let first = commit(&repository, "Første udgave");
    let must = gix::refs::transaction::PreviousValue::MustNotExist;
    repository.tag_reference("v1.2", first, must).unwrap();
    edit(
        &given.plan(),
        "plan.toml",
        "Helhedsplan 2025–2029",
        "Plan 2025–2029",
    );
    commit(&repository, "Ny titel");
    given
}

fn title(given: &Given, version: &str) -> String {
    let run = run(given, &["build", version, "--out", "out", "--skeleton"]);
    assert_eq!(run.code, Some(0), "{version}: {}", run.stderr);
    let skeletons = files(&given.out())
        .into_iter()
        .find(|name| name.ends_with(".skeleton.json"));
    String::from_utf8(given.output(&skeletons.unwrap())).unwrap()
}

#[test]
fn a_revision_is_read_without_touching_the_work_tree() {
    let given = repository();
    edit(
        &given.plan(),
        "plan.toml",
        "Plan 2025–2029",
        "Ikke gemt i git",
    );
    let before: Vec<_> = files(&given.plan())
        .iter()
        .map(|f| fs::read(given.plan().join(f)).unwrap())
        .collect();
    assert!(title(&given, "plan").contains("Ikke gemt i git"));
    assert!(title(&given, "git:HEAD").contains("Plan 2025–2029"));
    for name in [
        "git:v1.2",
        "git:HEAD~1",
        "git:v1.2:plan",
        "git:HEAD^:./plan/",
    ] {
        assert!(
            title(&given, name).contains("Helhedsplan 2025–2029"),
            "{name}"
        );
    }
    let after: Vec<_> = files(&given.plan())
        .iter()
        .map(|f| fs::read(given.plan().join(f)).unwrap())
        .collect();
    assert!(before == after);
}

#[test]
fn a_revision_builds_what_its_folder_builds() {
    let given = repository();
    let built = |version: &str| {
        let run = run(&given, &["build", version, "--out", "out"]);
        assert_eq!(run.code, Some(0), "{version}: {}", run.stderr);
        files(&given.out())
            .iter()
            .map(|name| given.output(name))
            .collect::<Vec<_>>()
    };
    // The manifest too: it names the same files with the same checksums.
    assert!(built("plan") == built("git:HEAD"));
    assert_eq!(codes(&given, "plan"), codes(&given, "git:HEAD"));
}

#[test]
fn a_plan_that_is_gone_from_the_work_tree_is_still_in_git() {
    let given = repository();
    fs::remove_dir_all(given.plan()).unwrap();
    assert_eq!(
        run(&given, &["build", "git:v1.2", "--out", "out"]).code,
        Some(0)
    );
}

#[test]
fn a_release_in_a_revision_is_a_release() {
    let given = repository();
    release(&given, &["1.2"]);
    let frozen = given.plan().join("udgivelser/1.2");
    edit(&frozen, "oekonomi.toml", "# ", "#  ");
    commit(
        &gix::open(given.plan().parent().unwrap()).unwrap(),
        "Ændret udgivelse",
    );
    assert!(codes(&given, "git:HEAD:plan/udgivelser/1.2").contains(&"V107".to_owned()));
}

#[test]
fn wrong_revisions_are_told_with_those_there_are() {
    let given = repository();
    for (name, code, hint) in [
        ("git:v1.3", "V104", "v1.2"),
        ("git:HEAD~9", "V104", "v1.2"),
        ("git:HEAD:planen", "V105", "planen"),
        ("git:HEAD:../plan", "V105", "plan"),
        ("git:HEAD:plan/plan.toml", "V105", "plan.toml"),
        ("git:HEAD:plan/registre", "K002", "registre"),
    ] {
        let run = run(&given, &["check", name]);
        assert_eq!(run.code, Some(2), "{name}: {}", run.stderr);
        assert!(
            run.stderr.contains(code) && run.stderr.contains(hint),
            "{}",
            run.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_revision_leads_nowhere() {
    let given = repository();
    let picture = given.plan().join("assets/kort.png");
    fs::rename(&picture, given.plan().join("../kort.png")).unwrap();
    std::os::unix::fs::symlink("../../kort.png", &picture).unwrap();
    commit(
        &gix::open(given.plan().parent().unwrap()).unwrap(),
        "Et link",
    );
    for name in ["plan", "git:HEAD"] {
        assert!(codes(&given, name).contains(&"K003".to_owned()), "{name}");
    }
}
