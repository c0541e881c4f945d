//! The same numbers everywhere, for ever.

/// Knuth's linear congruential generator.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A number under `end`, which is over 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A number under `usual`, or one time in `times` under `most`.
    pub fn below_mostly(&mut self, usual: usize, times: usize, most: usize) -> usize {
        let seldom = self.below(times) == 0;
        self.below(if seldom { most } else { usual })
    }
}
