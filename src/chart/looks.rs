//! What tells series apart: colour, and pattern (bars) or dash and marker (lines).

use super::Sheet;
use super::drawing::{Area, Drawing, escape};
use crate::doc::ChartKind;
use crate::theme::Theme;

/// Fallback where a theme names no series colour.
const INK: &str = "#444444";
/// How many patterns, dashes and markers there are before they repeat.
const KINDS: usize = 6;
/// Dash arrays of line series.
const DASHES: [&str; KINDS] = ["", "6 2.5", "1.5 2.5", "8 2.5 1.5 2.5", "3.5 2", "10 3"];
/// White marks on a 6 × 6 tile; the first series is plain.
const TILES: [&str; KINDS] = [
    "",
    r#"<path d="M-1.5,1.5 L1.5,-1.5 M-1,7 L7,-1 M4.5,7.5 L7.5,4.5" stroke="white" stroke-width="1.3"/>"#,
    r#"<circle cx="1.5" cy="1.5" r="0.9" fill="white"/><circle cx="4.5" cy="4.5" r="0.9" fill="white"/>"#,
    r#"<path d="M-1.5,4.5 L1.5,7.5 M-1,-1 L7,7 M4.5,-1.5 L7.5,1.5" stroke="white" stroke-width="1.3"/>"#,
    r#"<path d="M0,1.5 H6 M0,4.5 H6" stroke="white" stroke-width="0.9"/>"#,
    r#"<path d="M0,1.5 H6 M0,4.5 H6 M1.5,0 V6 M4.5,0 V6" stroke="white" stroke-width="0.7"/>"#,
];

impl Sheet<'_> {
    /// The colour of a series.
    pub fn color(&self, series: usize) -> &str {
        color_of(self.theme, series)
    }

    /// Draws a bar of a series: in its colour, or in its pattern with an edge in its colour.
    pub fn bar(&mut self, series: usize, area: Area) {
        let color = self.color(series).to_owned();
        if series.is_multiple_of(KINDS) {
            self.drawing.rect(area, &color);
        } else if area.width > 0.0 && area.height > 0.0 {
            self.drawing
                .edged_rect(area, &format!("url(#s{series})"), &color);
        }
    }

    /// The dashes of a series' line.
    pub fn dash(&self, series: usize) -> &'static str {
        dash_of(series)
    }
}

/// The colour of a series in a theme.
pub fn color_of(theme: &Theme, series: usize) -> &str {
    let colors = &theme.colors.series;
    if colors.is_empty() {
        INK
    } else {
        &colors[series % colors.len()]
    }
}

/// The dashes of a series' line.
pub fn dash_of(series: usize) -> &'static str {
    DASHES[series % KINDS]
}

/// Defines the patterns that the bars use.
pub fn patterns(sheet: &mut Sheet) {
    if sheet.chart.kind == ChartKind::Lines {
        return;
    }
    for series in 0..sheet.chart.series.len() {
        let tile = TILES[series % KINDS];
        if !tile.is_empty() {
            let color = escape(sheet.color(series));
            sheet.drawing.define(&format!(
                concat!(
                    r#"<pattern id="s{}" width="6" height="6" patternUnits="userSpaceOnUse">"#,
                    r#"<rect width="6" height="6" fill="{}"/>{}</pattern>"#,
                    "\n"
                ),
                series, color, tile
            ));
        }
    }
}

/// The marker of a series, centred on a point.
pub fn marker(drawing: &mut Drawing, series: usize, color: &str, (x, y): (f64, f64)) {
    let r = 2.8;
    match series % KINDS {
        0 => drawing.circle((x, y), r, color, color),
        1 => drawing.polygon(
            &[
                (x - r, y - r),
                (x + r, y - r),
                (x + r, y + r),
                (x - r, y + r),
            ],
            "#ffffff",
            color,
        ),
        2 => drawing.polygon(
            &[
                (x, y - r - 0.8),
                (x + r + 0.4, y + r - 0.4),
                (x - r - 0.4, y + r - 0.4),
            ],
            color,
            color,
        ),
        3 => drawing.polygon(
            &[
                (x, y - r - 1.0),
                (x + r + 1.0, y),
                (x, y + r + 1.0),
                (x - r - 1.0, y),
            ],
            "#ffffff",
            color,
        ),
        4 => drawing.polygon(
            &[
                (x, y + r + 0.8),
                (x + r + 0.4, y - r + 0.4),
                (x - r - 0.4, y - r + 0.4),
            ],
            color,
            color,
        ),
        _ => drawing.circle((x, y), r, "#ffffff", color),
    }
}

/// The paper that a marker takes.
pub fn marker_area((x, y): (f64, f64)) -> Area {
    Area {
        x: x - 4.0,
        y: y - 4.0,
        width: 8.0,
        height: 8.0,
    }
}
