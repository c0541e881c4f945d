//! Measures of WordprocessingML: twips, half-points, EMU; and colours without `#`.

use crate::theme::{Page, Theme};

/// Natural line height of Calibri and Carlito as a multiple of the type size; Word's "single".
const NATURAL_LINE: f64 = 1.22;

/// Nearest whole number; the cast saturates, and NaN becomes 0.
pub fn whole(value: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "saturates by definition")]
    let whole = value.round() as i64;
    whole
}

/// Nearest whole number that is not negative.
pub fn natural(value: f64) -> usize {
    usize::try_from(whole(value)).unwrap_or(0)
}

/// Millimetres as twentieths of a point.
pub fn mm(value: f64) -> usize {
    natural(value / 25.4 * 1440.0)
}

/// Points as twentieths of a point.
pub fn pt(value: f64) -> usize {
    natural(value * 20.0)
}

/// Points as half-points, the unit of type sizes.
pub fn half(value: f64) -> usize {
    natural(value * 2.0)
}

/// Points as English metric units, the unit of drawings.
pub fn emu(points: f64) -> usize {
    natural(points * 12_700.0)
}

/// Line height (a multiple of the type size) in 240ths of Word's single line.
pub fn line(leading: f64) -> usize {
    natural(leading / NATURAL_LINE * 240.0)
}

/// `#1f4e5f` as `1F4E5F`; anything else as `auto`.
pub fn color(theme: &str) -> String {
    let hex = theme.strip_prefix('#').unwrap_or(theme);
    let fine = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fine {
        hex.to_ascii_uppercase()
    } else {
        "auto".to_owned()
    }
}

/// Paper and margins in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Paper width, upright.
    pub width: usize,
    /// Paper height, upright.
    pub height: usize,
    /// Top margin.
    pub top: usize,
    /// Bottom margin.
    pub bottom: usize,
    /// Left and right margin.
    pub sides: usize,
}

impl Geometry {
    /// The theme's page.
    pub fn of(theme: &Theme) -> Geometry {
        let Page {
            width,
            height,
            top,
            bottom,
            sides,
        } = theme.page;
        Geometry {
            width: mm(width),
            height: mm(height),
            top: mm(top),
            bottom: mm(bottom),
            sides: mm(sides),
        }
    }

    /// Width of the text on an upright page.
    pub fn text(&self) -> usize {
        self.width.saturating_sub(2 * self.sides).max(1440)
    }

    /// Width of the text on a page lying down.
    pub fn text_wide(&self) -> usize {
        self.height.saturating_sub(2 * self.sides).max(1440)
    }
}
