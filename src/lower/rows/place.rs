//! Where a cell stands: `C7`, as spreadsheets name them.

/// Row and column, from 0.
pub(super) type Place = (u32, u32);

/// The last row and column that a sheet can have, from 0.
const LAST: Place = (1_048_575, 16_383);

/// A rectangle of cells, both corners in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub from: Place,
    pub to: Place,
}

impl Area {
    /// All of a sheet.
    pub const SHEET: Area = Area {
        from: (0, 0),
        to: LAST,
    };

    pub fn contains(&self, (row, column): Place) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }

    /// `A2:F20`
    pub fn parse(range: &str) -> Option<Area> {
        let (from, to) = range.split_once(':')?;
        let (from, to) = (parse_cell(from.trim())?, parse_cell(to.trim())?);
        (from.0 <= to.0 && from.1 <= to.1).then_some(Area { from, to })
    }
}

fn parse_cell(cell: &str) -> Option<Place> {
    let cell = cell.replace('$', "");
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = cell.split_at(digits);
    let known =
        letters.chars().all(|c| c.is_ascii_alphabetic()) && (1..=3).contains(&letters.len());
    let row: u32 = digits.parse().ok()?;
    let column = letters.to_ascii_uppercase().bytes().fold(0, |sum, letter| {
        sum * 26 + u32::from(letter.saturating_sub(b'A')) + 1
    });
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (known && Area::SHEET.contains(place)).then_some(place)
}

/// `C7` for line 7, column 2 (from 0).
pub(super) fn cell_name(line: u64, column: usize) -> String {
    format!("{}{line}", column_name(column))
}

/// `C` for 2.
pub(super) fn column_name(column: usize) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        letters.insert(
            0,
            char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()),
        );
        left = (left - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_cells_named_as_sheets_do() {
        let area = |from, to| Some(Area { from, to });
        assert_eq!(Area::parse("A2:F20"), area((1, 0), (19, 5)));
        assert_eq!(Area::parse("$A$2:$F$20"), area((1, 0), (19, 5)));
        assert_eq!(Area::parse("AA1:ab3"), area((0, 26), (2, 27)));
        for wrong in [
            "",
            "A2",
            "A0:B2",
            "2A:B3",
            "A2:F",
            "F20:A2",
            "Æ2:F3",
            "ABCD1:F9",
            "A1:ZZZ9",
            "A1:B2000000",
            "Ark1!A1:B2",
        ] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
        assert_eq!(cell_name(20, 5), "F20");
        assert_eq!(
            (column_name(26), column_name(16_383)),
            ("AA".to_owned(), "XFD".to_owned())
        );
    }
}
