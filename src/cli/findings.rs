//! Findings on the terminal: as many as anybody reads, the gravest of them, and how many there are besides.

use std::cmp::Reverse;

use crate::diag::Diagnostic;

/// Most findings that a command shows. Who has more mends what comes of one slip first, or reads them as JSON.
const MOST: usize = 1000;

/// Shows findings in their order, and gives how many were left out.
pub fn show<'f>(found: impl Iterator<Item = &'f Diagnostic>, show: impl Fn(&Diagnostic)) -> usize {
    let found: Vec<&Diagnostic> = found.collect();
    let left = found.len().saturating_sub(MOST);
    gravest(found).into_iter().for_each(show);
    left
}

/// The gravest of findings, no more than are shown, in their order.
fn gravest(mut found: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    if found.len() > MOST {
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&at| Reverse(found[at].severity()));
        order.truncate(MOST);
        order.sort_unstable();
        found = order.into_iter().map(|at| found[at]).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_findings_leave_out_the_lightest() {
        let (light, grave) = (Diagnostic::new("B003"), Diagnostic::new("B001"));
        let all = [&light].into_iter().cycle().take(MOST).chain([&grave]);
        let shown = gravest(all.collect());
        assert_eq!(shown.len(), MOST);
        assert_eq!(shown.last(), Some(&&grave));
    }
}
