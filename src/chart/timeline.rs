//! What runs when: a bar a row over a scale of days, with a mark at each milestone.

use super::axes::count;
use super::drawing::{Anchor, Area, Drawing, Pos};
use super::looks;
use super::text;
use crate::doc::{Run, Timeline};
use crate::theme::Theme;

/// Most of the width that names may take.
const NAMES: f64 = 0.38;
/// Thickness of a bar.
const THICK: f64 = 9.0;
/// Between two rows.
const GAP: f64 = 5.0;
/// Half of a mark.
const MARK: f64 = 4.2;
/// The series whose colour marks have: not the bars'.
const MARKS: usize = 1;

/// The sheet and what has been measured of it.
struct Sheet<'a> {
    theme: &'a Theme,
    drawing: &'a mut Drawing,
    size: f64,
    left: f64,
    right: f64,
}

impl Sheet<'_> {
    fn x(&self, share: f64) -> f64 {
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    fn line_height(&self) -> f64 {
        self.size * 1.2
    }
}

/// Draws the rows below each other; the height they take.
pub fn draw(timeline: &Timeline, theme: &Theme, width: f64, drawing: &mut Drawing) -> f64 {
    let size = (theme.font.small - 0.5).clamp(5.0, 24.0);
    let names: Vec<Vec<String>> = timeline
        .rows
        .iter()
        .map(|row| text::wrap(&row.name, width * room(row), size))
        .collect();
    let widths = timeline.rows.iter().zip(&names);
    let widths = widths.filter(|(row, _)| !row.heads);
    let widths = widths.flat_map(|(_, lines)| lines.iter().map(|line| text::width(line, size)));
    let left = widths.fold(0.0, f64::max) + 8.0;
    let mut sheet = Sheet {
        theme,
        drawing,
        size,
        left,
        right: (width - MARK).max(left + 20.0),
    };
    let top = sheet.size + 6.0;
    let height = |lines: &Vec<String>| (count(lines.len()) * sheet.line_height()).max(THICK) + GAP;
    let heights: Vec<f64> = names.iter().map(height).collect();
    let end = top + heights.iter().sum::<f64>();
    scale(&mut sheet, &timeline.ticks, (top, end), width);
    let mut y = top;
    for ((row, lines), height) in timeline.rows.iter().zip(&names).zip(heights) {
        let middle = y + height / 2.0;
        name(&mut sheet, row, lines, middle);
        run(&mut sheet, row, middle);
        y += height;
    }
    end + 4.0
}

/// The share of the width that a name may take: one that heads rows below it has the whole line.
fn room(row: &Run) -> f64 {
    if row.heads { 1.0 } else { NAMES }
}

/// Lines through all rows, with their words above; words that would touch those before are left out.
fn scale(sheet: &mut Sheet, ticks: &[(f64, String)], (top, end): (f64, f64), width: f64) {
    let mut free = f64::NEG_INFINITY;
    for (share, words) in ticks {
        let x = sheet.x(*share);
        let rule = &sheet.theme.colors.rule;
        sheet.drawing.line((x, top), (x, end), rule, 0.5);
        let room = text::width(words, sheet.size);
        if x < free || x + room > width {
            continue;
        }
        let pos = Pos {
            x,
            y: sheet.size,
            size: sheet.size,
            anchor: Anchor::Start,
            color: &sheet.theme.colors.muted,
        };
        sheet.drawing.text(words, pos);
        free = x + room + 4.0;
    }
}

fn name(sheet: &mut Sheet, row: &Run, lines: &[String], middle: f64) {
    let height = sheet.line_height();
    let first = middle - count(lines.len()) * height / 2.0 + sheet.size * 0.92;
    let colors = &sheet.theme.colors;
    for (index, line) in lines.iter().enumerate() {
        let pos = Pos {
            x: 0.0,
            y: first + count(index) * height,
            size: sheet.size,
            anchor: Anchor::Start,
            color: if row.heads {
                &colors.muted
            } else {
                &colors.text
            },
        };
        sheet.drawing.text(line, pos);
    }
}

/// The bar and its marks.
fn run(sheet: &mut Sheet, row: &Run, middle: f64) {
    if let Some((from, to)) = row.span {
        let (from, to) = (sheet.x(from), sheet.x(to));
        let area = Area {
            x: from,
            y: middle - THICK / 2.0,
            width: (to - from).max(1.0),
            height: THICK,
        };
        let color = looks::color_of(sheet.theme, 0);
        sheet.drawing.rect(area, color);
    }
    for (share, _) in &row.marks {
        let x = sheet.x(*share);
        let corners = [
            (x, middle - MARK),
            (x + MARK, middle),
            (x, middle + MARK),
            (x - MARK, middle),
        ];
        let color = looks::color_of(sheet.theme, MARKS);
        sheet.drawing.polygon(&corners, "#ffffff", color);
    }
}
