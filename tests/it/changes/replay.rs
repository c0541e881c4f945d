//! The edits of a change list, done to the files of the old version: they must give the new one.
//!
//! Keys name places of the old version, so that every value keeps the key it had until all edits are done.

use std::collections::BTreeMap;

use helhedsplan::{
    changes::Edit,
    key::FieldKey,
    source::{Entry, Files, Node, NodeKind, Sources},
};

use crate::given::Given;

/// A value on its way: items of lists know their number in the old version.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(NodeKind),
    Table(Vec<(String, Tree)>),
    List(Vec<(Option<usize>, Tree)>),
}

/// Files on their way, and items that were taken out of their lists to be put into others.
struct Work {
    files: BTreeMap<String, Tree>,
    held: BTreeMap<FieldKey, Tree>,
}

/// Does all edits to the plan's files.
pub fn replay(given: &Given, edits: &[Edit]) {
    let mut work = Work {
        files: BTreeMap::new(),
        held: BTreeMap::new(),
    };
    let folder = given.plan();
    let (sources, _) = Sources::read(Files::folder(&folder));
    for (path, file) in sources.files() {
        if path.ends_with(".toml") {
            work.files.insert(path.to_owned(), Tree::old(&file.root));
        }
    }
    let known: Vec<String> = work.files.keys().cloned().collect();
    work.values(edits);
    work.lists(edits);
    work.named(edits);
    for path in known {
        std::fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, tree) in &work.files {
        crate::given::put(&folder, path, tree.file());
    }
    for edit in edits {
        if let Edit::Asset(path, bytes) = edit {
            crate::given::put(&folder, path, bytes);
        }
    }
}

impl Tree {
    fn old(node: &Node) -> Tree {
        Tree::of(node, &|index| Some(index))
    }

    fn new(node: &Node) -> Tree {
        Tree::of(node, &|_| None)
    }

    fn of(node: &Node, number: &impl Fn(usize) -> Option<usize>) -> Tree {
        match &node.kind {
            NodeKind::Table(entries) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|Entry { key, value, .. }| (key.clone(), Tree::of(value, number)));
                Tree::Table(entries.collect())
            }
            NodeKind::Array(items) => {
                let items = items.iter().enumerate();
                Tree::List(
                    items
                        .map(|(at, item)| (number(at), Tree::of(item, number)))
                        .collect(),
                )
            }
            leaf => Tree::Leaf(leaf.clone()),
        }
    }

    /// The value under steps; made on the way if it is asked for and a table may hold it.
    fn at(&mut self, steps: &[&str], make: Option<Tree>) -> Option<&mut Tree> {
        let [first, rest @ ..] = steps else {
            return Some(self);
        };
        match self {
            Tree::Table(entries) => {
                let at = match entries.iter().position(|(key, _)| key == first) {
                    Some(at) => at,
                    None => {
                        let last = rest.is_empty();
                        let made = make.clone()?;
                        let made = if last { made } else { Tree::Table(Vec::new()) };
                        entries.push(((*first).to_owned(), made));
                        entries.len() - 1
                    }
                };
                entries[at].1.at(rest, make)
            }
            Tree::List(items) => {
                let number: usize = first.parse().ok()?;
                let item = items.iter_mut().find(|(old, _)| *old == Some(number))?;
                item.1.at(rest, make)
            }
            Tree::Leaf(_) => None,
        }
    }

    fn take(&mut self, step: &str) -> Option<Tree> {
        match self {
            Tree::Table(entries) => {
                let at = entries.iter().position(|(key, _)| key == step)?;
                Some(entries.remove(at).1)
            }
            Tree::List(items) => {
                let number: usize = step.parse().ok()?;
                let at = items.iter().position(|(old, _)| *old == Some(number))?;
                Some(items.remove(at).1)
            }
            Tree::Leaf(_) => None,
        }
    }

    fn file(&self) -> String {
        let Tree::Table(entries) = self else {
            panic!("a file is a table");
        };
        let lines = entries.iter();
        let lines = lines.map(|(key, value)| format!("{} = {}\n", quoted(key), value.inline()));
        lines.collect()
    }

    fn inline(&self) -> String {
        match self {
            Tree::Leaf(NodeKind::Text(text)) => quoted(text),
            Tree::Leaf(NodeKind::Integer(text) | NodeKind::Float(text) | NodeKind::Date(text)) => {
                text.clone()
            }
            Tree::Leaf(NodeKind::Bool(is)) => is.to_string(),
            Tree::Leaf(NodeKind::Array(_) | NodeKind::Table(_)) => panic!("no leaf"),
            Tree::Table(entries) => {
                let entries = entries.iter();
                let entries: Vec<String> = entries
                    .map(|(key, value)| format!("{} = {}", quoted(key), value.inline()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
            Tree::List(items) => {
                let items: Vec<String> = items.iter().map(|(_, item)| item.inline()).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// A file of its own.
pub fn written(root: &Node) -> String {
    Tree::new(root).file()
}

/// A JSON string is a TOML string, but for one control character.
fn quoted(text: &str) -> String {
    serde_json::to_string(text)
        .unwrap()
        .replace('\u{7f}', "\\u007f")
}

fn steps(path: &str) -> Vec<&str> {
    path.split('.').filter(|step| !step.is_empty()).collect()
}

impl Work {
    /// The value under a key, in its file or among what is held.
    fn at(&mut self, key: &FieldKey, make: Option<Tree>) -> Option<&mut Tree> {
        let around = |path: &str| {
            let rest = key.path.strip_prefix(path)?;
            (rest.is_empty() || rest.starts_with('.')).then(|| rest.to_owned())
        };
        let held = self.held.keys().filter(|held| held.file == key.file);
        let held = held.filter_map(|held| Some((held.clone(), around(&held.path)?)));
        match held.max_by_key(|(held, _)| held.path.len()) {
            Some((held, rest)) => self.held.get_mut(&held)?.at(&steps(&rest), make),
            None => {
                // A register that the old version has not begins with its first entry.
                if make.is_some() && key.file.starts_with("registre/") {
                    let begun = || Tree::Table(Vec::new());
                    self.files.entry(key.file.to_string()).or_insert_with(begun);
                }
                self.files
                    .get_mut(key.file.as_str())?
                    .at(&steps(&key.path), make)
            }
        }
    }

    fn take(&mut self, key: &FieldKey) -> Option<Tree> {
        let (above, step) = key.path.rsplit_once('.').unwrap_or(("", &key.path));
        let above = FieldKey {
            file: key.file.clone(),
            path: above.into(),
        };
        self.at(&above, None)?.take(step)
    }

    fn values(&mut self, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::Set(key, node) => {
                    let value = Tree::new(node);
                    let place = self.at(key, Some(value.clone()));
                    *place.unwrap_or_else(|| panic!("nothing to set: {key:?}")) = value;
                }
                Edit::Unset(key) => {
                    assert!(self.take(key).is_some(), "nothing to unset: {key:?}");
                }
                _ => {}
            }
        }
    }

    fn lists(&mut self, edits: &[Edit]) {
        let mut moved: Vec<&FieldKey> = Vec::new();
        for edit in edits {
            if let Edit::Move { item, .. } = edit {
                moved.push(item);
            }
        }
        moved.sort_by_key(|key| std::cmp::Reverse(steps(&key.path).len()));
        for key in moved {
            let item = self
                .take(key)
                .unwrap_or_else(|| panic!("nothing to move: {key:?}"));
            self.held.insert(key.clone(), item);
        }
        for edit in edits {
            if let Edit::Remove(key) = edit {
                assert!(self.take(key).is_some(), "nothing to remove: {key:?}");
            }
        }
        let mut lists: Vec<&FieldKey> = Vec::new();
        for edit in edits {
            if let Edit::Insert { list, .. } | Edit::Move { list, .. } = edit
                && !lists.contains(&list)
            {
                lists.push(list);
            }
        }
        // What stands in an item that is held is done before the item goes to its place.
        lists.sort_by_key(|list| std::cmp::Reverse(steps(&list.path).len()));
        for list in lists {
            self.fill(list, edits);
        }
    }

    /// Puts what comes into a list to its numbers there; the rest keeps its order.
    fn fill(&mut self, list: &FieldKey, edits: &[Edit]) {
        let mut come: Vec<(usize, Option<usize>, Tree)> = Vec::new();
        for edit in edits {
            match edit {
                Edit::Insert { list: to, at, item } if to == list => {
                    come.push((*at, None, Tree::new(item)))
                }
                Edit::Move { item, list: to, at } if to == list => {
                    let held = self.held.remove(item).unwrap();
                    come.push((*at, None, held));
                }
                _ => {}
            }
        }
        come.sort_by_key(|(at, _, _)| *at);
        let place = self.at(list, Some(Tree::List(Vec::new())));
        let Some(Tree::List(items)) = place else {
            panic!("no list: {list:?}");
        };
        for (at, old, tree) in come {
            assert!(at <= items.len(), "{list:?} has no place {at}");
            items.insert(at, (old, tree));
        }
    }

    /// Files that go, have other names, come.
    fn named(&mut self, edits: &[Edit]) {
        for edit in edits {
            if let Edit::Delete(path) = edit {
                assert!(self.files.remove(path).is_some(), "no file {path}");
            }
        }
        let mut named = Vec::new();
        for edit in edits {
            if let Edit::Rename(from, to) = edit {
                named.push((to.clone(), self.files.remove(from).unwrap()));
            }
        }
        for edit in edits {
            if let Edit::Create(path, node) = edit {
                named.push((path.clone(), Tree::new(node)));
            }
        }
        self.files.extend(named);
    }
}
