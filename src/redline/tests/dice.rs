//! Documents and edits made of throws of dice, so that a failing case shrinks to few throws.

use crate::doc::{
    Align, Block, BlockId, BlockKind, Cell, Column, Doc, Heading, Inline, Item, List, Numbering,
    Origin, Row, RowKind, Style, Table, TableRole, Text, sample,
};

const WORDS: [&str; 24] = [
    "planen",
    "beboerne",
    "1.234",
    "27,5 %",
    "unge",
    "kvarteret",
    "og",
    "til",
    "i",
    "skal",
    "Munkebo",
    "kr.",
    "fritidsjob",
    "§ 91 a",
    "2022–2025",
    "øge",
    "æblegård",
    "(heraf",
    "84)",
    "–",
    "trivsel",
    "er",
    "ikke",
    "a&b<c>",
];

/// Throws to be used up; after the last one, always 0.
pub struct Dice {
    throws: std::vec::IntoIter<u16>,
}

impl Dice {
    pub fn new(throws: Vec<u16>) -> Dice {
        Dice {
            throws: throws.into_iter(),
        }
    }

    /// Below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        usize::from(self.throws.next().unwrap_or(0)) % sides.max(1)
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) + 1 == sides
    }

    fn words(&mut self, most: usize) -> String {
        let count = 1 + self.roll(most);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(WORDS.len())]).collect();
        words.join(" ")
    }

    fn text(&mut self, most: usize) -> Text {
        let mut inlines = Vec::new();
        for _ in 0..=self.roll(3) {
            let inline = match self.roll(9) {
                0..=4 => words(&self.words(most), Style::default()),
                5 => words(
                    &self.words(2),
                    Style {
                        bold: true,
                        italic: false,
                    },
                ),
                6 => Inline::Break,
                7 => Inline::Note {
                    id: format!("note-{}", self.roll(4)),
                    content: plain(&self.words(3)),
                },
                _ => Inline::Ref {
                    target: BlockId(format!("h{}", self.roll(4))),
                    label: "afsnit".into(),
                },
            };
            crate::doc::mark::push(&mut inlines, inline);
        }
        Text::of(None, inlines)
    }
}

fn origin() -> Origin {
    Origin::Template("a.md".into())
}

fn words(text: &str, style: Style) -> Inline {
    Inline::Words {
        text: text.into(),
        style,
        origin: origin(),
    }
}

fn plain(text: &str) -> Text {
    Text::plain(text, origin())
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block::new(BlockId(id.into()), origin(), kind)
}

pub fn heading(id: &str, level: u8, text: &str) -> Block {
    let heading = Heading {
        level,
        numbering: Numbering::Decimal,
        text: plain(text),
        listed: true,
    };
    block(id, BlockKind::Heading(heading))
}

pub fn paragraph(id: &str, text: &str) -> Block {
    block(id, BlockKind::Paragraph(plain(text)))
}

pub fn document(dice: &mut Dice) -> Doc {
    let count = dice.roll(14);
    let blocks = (0..count).map(|at| any_block(dice, at)).collect();
    Doc {
        blocks,
        ..sample::every_kind()
    }
}

fn any_block(dice: &mut Dice, at: usize) -> Block {
    match dice.roll(8) {
        0 | 1 => {
            let level = 1 + u8::try_from(dice.roll(3)).unwrap();
            heading(&format!("h{at}"), level, &dice.words(4))
        }
        2..=4 => block(&format!("p{at}"), BlockKind::Paragraph(dice.text(9))),
        5 => block(&format!("l{at}"), BlockKind::List(list(dice, 0))),
        6 => block(&format!("t{at}"), BlockKind::Table(table(dice))),
        _ => block(&format!("x{at}"), BlockKind::PageBreak),
    }
}

fn list(dice: &mut Dice, depth: usize) -> List {
    let items = (0..=dice.roll(3)).map(|at| {
        let mut blocks = vec![block(&format!("i{at}"), BlockKind::Paragraph(dice.text(5)))];
        if depth < 2 && dice.one_in(4) {
            blocks.push(block(
                &format!("n{at}"),
                BlockKind::List(list(dice, depth + 1)),
            ));
        }
        Item::of(blocks)
    });
    List {
        items: items.collect(),
        ordered: false,
    }
}

/// Every cell of the first column may reach over several rows; the last row's, only over its own.
fn table(dice: &mut Dice) -> Table {
    let columns = 1 + dice.roll(3);
    let count = 1 + dice.roll(5);
    let mut rows = Vec::new();
    let mut taken = 0;
    for at in 0..count {
        let mut cells = Vec::new();
        if taken == 0 {
            let reach = 1 + if dice.one_in(3) {
                dice.roll(count - at)
            } else {
                0
            };
            cells.push(cell(dice, reach));
            taken = reach;
        }
        taken -= 1;
        cells.extend((1..columns).map(|_| cell(dice, 1)));
        let key = if dice.one_in(3) {
            String::new()
        } else {
            format!("r{at}")
        };
        rows.push(Row::new(key, RowKind::Plain, cells));
    }
    let head = (0..columns).map(|_| cell(dice, 1)).collect();
    let column = Column {
        width: 1.0,
        align: Align::Left,
    };
    Table {
        role: TableRole::Data,
        caption: plain("Tabel"),
        columns: vec![column; columns],
        header: vec![Row::new("hoved", RowKind::Plain, head)],
        rows,
        row_headers: 0,
        replaces: None,
        was: None,
        source: dice.one_in(3).then(|| plain("Kilde")),
        notes: (0..dice.roll(2)).map(|_| dice.text(3)).collect(),
        wide: false,
        summary: None,
    }
}

fn cell(dice: &mut Dice, rowspan: usize) -> Cell {
    Cell {
        content: (0..dice.roll(3)).map(|_| dice.text(2)).collect(),
        colspan: 1,
        rowspan,
        align: None,
        before: None,
    }
}

/// Some edits, each as an author makes one: blocks put in, taken out, moved; words, items, rows, cells changed.
pub fn edited(doc: &Doc, dice: &mut Dice) -> Doc {
    let mut out = doc.clone();
    for number in 0..dice.roll(6) {
        let count = out.blocks.len();
        let at = dice.roll(count + 1);
        match dice.roll(5) {
            0 => out.blocks.insert(at, any_block(dice, 100 + number)),
            1 if at < count => drop(out.blocks.remove(at)),
            2 if at < count => {
                let block = out.blocks.remove(at);
                let to = dice.roll(count);
                out.blocks.insert(to, block);
            }
            _ => {
                if let Some(block) = out.blocks.get_mut(at) {
                    change(block, dice);
                }
            }
        }
    }
    out
}

fn change(block: &mut Block, dice: &mut Dice) {
    match &mut block.kind {
        BlockKind::Heading(heading) => heading.text = plain(&dice.words(4)),
        BlockKind::Paragraph(text) => change_text(text, dice),
        BlockKind::List(list) => {
            let at = dice.roll(list.items.len());
            match dice.roll(3) {
                0 if at < list.items.len() => drop(list.items.remove(at)),
                1 => {
                    let item = Item::of(vec![paragraph("ny", &dice.words(5))]);
                    list.items.insert(at, item);
                }
                _ => {
                    let item = list.items.get_mut(at);
                    if let Some(inner) = item.and_then(|item| item.blocks.first_mut()) {
                        change(inner, dice);
                    }
                }
            }
        }
        BlockKind::Table(table) => change_table(table, dice),
        _ => {}
    }
}

fn change_text(text: &mut Text, dice: &mut Dice) {
    let at = dice.roll(text.inlines.len() + 1);
    let word = words(&format!(" {} ", dice.words(3)), Style::default());
    if dice.one_in(3) && at < text.inlines.len() {
        text.inlines.remove(at);
    } else {
        text.inlines.insert(at, word);
    }
}

/// Another table of the same columns, or one with a row or cell changed where no cell reaches over rows.
fn change_table(old: &mut Table, dice: &mut Dice) {
    let flat = old
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .all(|cell| cell.rowspan == 1);
    if !flat || dice.one_in(4) {
        *old = table(dice);
        return;
    }
    let at = dice.roll(old.rows.len());
    match dice.roll(4) {
        3 => {
            // What no words show comes with a word that does.
            let column = dice.roll(old.columns.len());
            old.columns[column].align = Align::Right;
            old.columns[column].width = 2.0;
            old.summary = dice.one_in(2).then(|| "Tallene".to_owned());
            old.wide ^= dice.one_in(3);
            change_text(&mut old.caption, dice);
        }
        0 if old.rows.len() > 1 => drop(old.rows.remove(at)),
        1 => {
            let cells = (0..old.columns.len()).map(|_| cell(dice, 1)).collect();
            old.rows.insert(at, Row::new("ny", RowKind::Plain, cells));
        }
        _ => {
            let column = dice.roll(old.columns.len());
            old.rows[at].cells[column] = cell(dice, 1);
        }
    }
}
