//! Random edits of rows that stand in a data file: of the file, of what a table takes of it, and of where the rows stand.

use std::fs;

use helhedsplan::source::{Entry, Node, NodeKind, Sources};

use super::replay;
use crate::given::Given;

/// One edit of a table whose rows come from a data file, or may: paths with their new texts.
pub fn edited(given: &Given, sources: &Sources, place: u16, by: u8) -> Vec<(String, String)> {
    let tables: Vec<(&str, &Node)> = sources
        .files()
        .filter(|(path, _)| path.starts_with("tabeller/"))
        .map(|(path, file)| (path, &file.root))
        .collect();
    let number = usize::from(place) / tables.len();
    let (path, table) = tables[usize::from(place) % tables.len()];
    let named = |key: &str| -> Option<String> { text(&table.get("fra")?.value.get(key)?.value) };
    match (named("csv"), named("xlsx")) {
        (Some(data), _) => {
            let file = fs::read_to_string(given.plan().join(&data)).unwrap();
            of_csv((path, table), (&data, &file), number, by)
        }
        (None, Some(data)) => vec![(path.to_owned(), of_sheet(table, &data, number))],
        (None, None) => to_csv(path, table),
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn items(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Array(items) => items,
        _ => &[],
    }
}

/// A CSV file with another line, order, cell or column; the file by another name; its rows in the table's own file.
fn of_csv(
    (path, table): (&str, &Node),
    (data, file): (&str, &str),
    number: usize,
    by: u8,
) -> Vec<(String, String)> {
    let mut lines: Vec<Vec<String>> = file
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect();
    // The first line holds heads.
    let at = 1 + number % (lines.len() - 1).max(1);
    let other = 1 + usize::from(by) % (lines.len() - 1).max(1);
    let column = number % lines[0].len();
    match by % 9 {
        0 if lines.len() > 2 => drop(lines.remove(at)),
        1 => lines.swap(at, other),
        2 => {
            let mut copy = lines[at].clone();
            copy[0].push_str(" igen");
            lines.insert(other, copy);
        }
        3 => lines[at][column].push('7'),
        4 => lines[at][column] = "undertrykt".to_owned(),
        5 => return with_column((path, table), (data, lines), column, by),
        6 => return vec![(path.to_owned(), inline(table, &lines))],
        7 => {
            let other = data.replace(".csv", "-ny.csv");
            return vec![
                (path.to_owned(), from(table, "csv", &other, None)),
                (other, csv(&lines)),
            ];
        }
        _ => lines[at][column].push_str(" ord"),
    }
    vec![(data.to_owned(), csv(&lines))]
}

fn csv(lines: &[Vec<String>]) -> String {
    let lines = lines.iter().map(|line| line.join(";") + "\n");
    lines.collect()
}

/// A column less or more, or two that changed places in the table only.
fn with_column(
    (path, table): (&str, &Node),
    (data, mut lines): (&str, Vec<Vec<String>>),
    at: usize,
    by: u8,
) -> Vec<(String, String)> {
    let mut table = table.clone();
    let Some(NodeKind::Array(columns)) = value(&mut table, "kolonne") else {
        return Vec::new();
    };
    match by % 4 {
        0 => {
            columns.remove(at);
            for line in &mut lines {
                line.remove(at);
            }
        }
        1 => {
            let last = columns.len() - 1;
            columns.swap(at, last);
        }
        _ => {
            let mut column = columns[at].clone();
            if let Some(NodeKind::Text(id)) = value(&mut column, "id") {
                id.push_str("-til");
            }
            columns.insert(at, column);
            for line in &mut lines {
                line.insert(at, format!("{by}"));
            }
        }
    }
    vec![
        (path.to_owned(), replay::written(&table)),
        (data.to_owned(), csv(&lines)),
    ]
}

fn value<'n>(table: &'n mut Node, name: &str) -> Option<&'n mut NodeKind> {
    let NodeKind::Table(entries) = &mut table.kind else {
        return None;
    };
    let entry = entries.iter_mut().find(|entry| entry.key == name)?;
    Some(&mut entry.value.kind)
}

/// Other rows of the same sheet.
fn of_sheet(table: &Node, data: &str, number: usize) -> String {
    let ranges = ["A4:F6", "A4:F5", "A5:F6", "A6:F6"];
    from(table, "xlsx", data, Some(ranges[number % ranges.len()]))
}

/// The table with its rows from a file.
fn from(table: &Node, format: &str, path: &str, range: Option<&str>) -> String {
    let mut table = table.clone();
    let entry = |key: &str, kind| Entry {
        key: key.to_owned(),
        key_span: 0..0,
        value: node(kind),
    };
    let mut named = vec![entry(format, NodeKind::Text(path.to_owned()))];
    named.extend(range.map(|range| entry("celleomraade", NodeKind::Text(range.to_owned()))));
    if let NodeKind::Table(entries) = &mut table.kind {
        entries.retain(|entry| entry.key != "raekke" && entry.key != "fra");
        entries.push(entry("fra", NodeKind::Table(named)));
    }
    replay::written(&table)
}

fn node(kind: NodeKind) -> Node {
    Node { span: 0..0, kind }
}

/// The rows of a file in the table's own.
fn inline(table: &Node, lines: &[Vec<String>]) -> String {
    let mut table = table.clone();
    if let NodeKind::Table(entries) = &mut table.kind {
        entries.retain(|entry| entry.key != "fra");
    }
    let rows = lines.iter().skip(1).enumerate().map(|(index, cells)| {
        let cells = cells
            .iter()
            .map(|cell| serde_json::to_string(cell).unwrap());
        let cells: Vec<String> = cells.collect();
        format!(
            "[[raekke]]\nid = \"r-{index}\"\nceller = [{}]\n",
            cells.join(", ")
        )
    });
    let rows: Vec<String> = rows.collect();
    replay::written(&table) + &rows.join("\n")
}

/// The rows of a table in a file of their own, if all its cells are words or numbers.
fn to_csv(path: &str, table: &Node) -> Vec<(String, String)> {
    let cells = |row: &Node| -> Option<Vec<String>> {
        let cells = items(&row.get("celler")?.value)
            .iter()
            .map(|cell| match &cell.kind {
                NodeKind::Text(words) => Some(words.clone()),
                NodeKind::Integer(digits) => Some(digits.clone()),
                _ => None,
            });
        cells.collect()
    };
    let rows = table
        .get("raekke")
        .map_or(&[][..], |entry| items(&entry.value));
    let lines: Option<Vec<Vec<String>>> = rows.iter().map(cells).collect();
    let Some(mut lines) = lines.filter(|lines| !lines.is_empty()) else {
        return Vec::new();
    };
    lines.insert(0, vec!["hoved".to_owned(); lines[0].len()]);
    let data = path.replace("tabeller/", "data/").replace(".toml", ".csv");
    vec![
        (path.to_owned(), from(table, "csv", &data, None)),
        (data, csv(&lines)),
    ]
}
