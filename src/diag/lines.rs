//! Where the lines of a text begin: found once, for all the findings that point into it.

/// The lines of a text, counted from 0.
#[derive(Debug, Clone)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Those of a text.
    pub fn of(text: &str) -> Lines {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines([0].into_iter().chain(breaks).collect())
    }

    /// The line that a byte lies in.
    pub fn number(&self, byte: usize) -> usize {
        self.0
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    /// The first byte of a line; `None` behind the last.
    pub fn start(&self, number: usize) -> Option<usize> {
        self.0.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_lies_in_the_line_that_begins_before_it() {
        let lines = Lines::of("a\nbc\n\nd");
        let numbers: Vec<usize> = [0, 1, 2, 4, 5, 6, 99].map(|at| lines.number(at)).into();
        assert_eq!(numbers, [0, 0, 1, 1, 2, 3, 3]);
        assert_eq!(lines.start(3), Some(6));
        assert_eq!(lines.start(4), None);
        assert_eq!(Lines::of("").number(0), 0);
    }
}
