//! Pairs the items of two lists: those that keep their order, so that the likeness of all pairs together is greatest; or
//! the likest first, wherever they stand.

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// The old item and the new one are the same thing.
    Both(usize, usize),
    /// Only in the old list, or moved from there.
    Old(usize),
    /// Only in the new list, or moved to there.
    New(usize),
}

/// Larger tables of likeness than this are not filled: what is left in the middle is then paired by equality.
const MOST: usize = 4_000_000;

/// The steps from the old list to the new one. `likeness` is `None` where two items can be no pair, else above 0; `same`
/// tells equal items, which are paired first at both ends.
///
/// Of two neighbours that changed places and are as alike as each other, the one that now stands first has moved up.
pub fn align(
    old: usize,
    new: usize,
    same: impl Fn(usize, usize) -> bool,
    likeness: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Pairing> {
    let shorter = old.min(new);
    let head = (0..shorter).take_while(|&at| same(at, at)).count();
    let tail = (0..shorter - head)
        .take_while(|&at| same(old - 1 - at, new - 1 - at))
        .count();
    let mut out: Vec<Pairing> = (0..head).map(|at| Pairing::Both(at, at)).collect();
    let (rows, columns) = (old - head - tail, new - head - tail);
    if rows.saturating_mul(columns) <= MOST {
        middle(head, rows, columns, &likeness, &mut out);
    } else {
        equals(head, rows, columns, &same, &mut out);
    }
    out.extend((0..tail).map(|at| Pairing::Both(old - tail + at, new - tail + at)));
    in_order(out)
}

/// Which items of a list moved, given where each stood before: as few as can be.
pub fn moved(before: &[usize]) -> Vec<bool> {
    let mut places = before.to_vec();
    places.sort_unstable();
    let same = |old: usize, new: usize| places[old] == before[new];
    let mut out = vec![true; before.len()];
    for step in align(places.len(), before.len(), same, |old, new| {
        same(old, new).then_some(1.0)
    }) {
        if let Pairing::Both(_, new) = step {
            out[new] = false;
        }
    }
    out
}

/// The likest pairs first, each item in one pair at most, whatever their order. `likeness` is `None` where two items can
/// be no pair.
pub fn likest(
    old: usize,
    new: usize,
    likeness: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<(usize, usize)> {
    /// More pairs than this are not weighed: lists that differ that much are two lists.
    const MOST: usize = 250_000;
    if old.saturating_mul(new) > MOST {
        return Vec::new();
    }
    let all = (0..old).flat_map(|a| (0..new).map(move |b| (a, b)));
    let mut found: Vec<(f64, usize, usize)> = all
        .filter_map(|(a, b)| Some((likeness(a, b)?, a, b)))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (vec![false; old], vec![false; new]);
    let mut out = Vec::new();
    for (_, a, b) in found {
        if !left[a] && !right[b] {
            (left[a], right[b]) = (true, true);
            out.push((a, b));
        }
    }
    out
}

/// The best pairing of what lies between equal ends, by dynamic programming.
fn middle(
    start: usize,
    rows: usize,
    columns: usize,
    likeness: &impl Fn(usize, usize) -> Option<f64>,
    out: &mut Vec<Pairing>,
) {
    let width = columns + 1;
    let mut best = vec![0.0_f64; (rows + 1) * width];
    let mut pairs = vec![None; rows * columns];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let pair = likeness(start + row, start + column);
            let paired = pair.map(|like| like + best[(row + 1) * width + column + 1]);
            let without = best[(row + 1) * width + column].max(best[row * width + column + 1]);
            pairs[row * columns + column] = paired;
            best[row * width + column] = paired.map_or(without, |paired| paired.max(without));
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let here = best[row * width + column];
        if pairs[row * columns + column].is_some_and(|paired| paired >= here) {
            out.push(Pairing::Both(start + row, start + column));
            (row, column) = (row + 1, column + 1);
        } else if best[row * width + column + 1] >= here {
            out.push(Pairing::New(start + column));
            column += 1;
        } else {
            out.push(Pairing::Old(start + row));
            row += 1;
        }
    }
    out.extend((row..rows).map(|row| Pairing::Old(start + row)));
    out.extend((column..columns).map(|column| Pairing::New(start + column)));
}

/// Pairs equal items only, each old one with the next new one that equals it.
fn equals(
    start: usize,
    rows: usize,
    columns: usize,
    same: &impl Fn(usize, usize) -> bool,
    out: &mut Vec<Pairing>,
) {
    let mut column = 0;
    for row in 0..rows {
        // Far ahead means that something else was taken for the same thing.
        let reach = column..columns.min(column + 64);
        match reach.into_iter().find(|&at| same(start + row, start + at)) {
            Some(found) => {
                out.extend((column..found).map(|at| Pairing::New(start + at)));
                out.push(Pairing::Both(start + row, start + found));
                column = found + 1;
            }
            None => out.push(Pairing::Old(start + row)),
        }
    }
    out.extend((column..columns).map(|at| Pairing::New(start + at)));
}

/// Between two pairs, what was taken out comes before what was put in.
fn in_order(steps: Vec<Pairing>) -> Vec<Pairing> {
    let mut out = Vec::with_capacity(steps.len());
    let mut waiting = Vec::new();
    for step in steps {
        match step {
            Pairing::Old(_) => out.push(step),
            Pairing::New(_) => waiting.push(step),
            Pairing::Both(..) => {
                out.append(&mut waiting);
                out.push(step);
            }
        }
    }
    out.append(&mut waiting);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(old: &str, new: &str) -> Vec<Pairing> {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let like = |a: usize, b: usize| match (old[a], new[b]) {
            (a, b) if a == b => Some(1.0),
            (a, b) if a.eq_ignore_ascii_case(&b) => Some(0.5),
            _ => None,
        };
        align(old.len(), new.len(), |a, b| old[a] == new[b], like)
    }

    #[test]
    fn the_likest_pairs_are_found_in_order() {
        use Pairing::{Both, New, Old};
        assert_eq!(steps("abc", "abc"), [Both(0, 0), Both(1, 1), Both(2, 2)]);
        assert_eq!(steps("abc", "ac"), [Both(0, 0), Old(1), Both(2, 1)]);
        assert_eq!(steps("ac", "aBc"), [Both(0, 0), New(1), Both(1, 2)]);
        assert_eq!(
            steps("abd", "aBxd"),
            [Both(0, 0), Both(1, 1), New(2), Both(2, 3)]
        );
        assert_eq!(steps("xy", "zw"), [Old(0), Old(1), New(0), New(1)]);
    }

    #[test]
    fn as_few_items_as_can_be_have_moved_and_of_two_neighbours_the_one_that_now_stands_first() {
        assert_eq!(moved(&[0, 1, 2]), [false, false, false]);
        assert_eq!(moved(&[2, 0, 1]), [true, false, false]);
        assert_eq!(moved(&[0, 3, 1, 2]), [false, true, false, false]);
        assert_eq!(moved(&[5, 9, 7, 11]), [false, true, false, false]);
        assert_eq!(moved(&[]).len(), 0);
    }

    #[test]
    fn the_likest_are_paired_first_wherever_they_stand() {
        let like = |a: usize, b: usize| [[None, Some(0.9)], [Some(0.8), Some(0.5)]][a][b];
        assert_eq!(likest(2, 2, like), [(0, 1), (1, 0)]);
    }
}
