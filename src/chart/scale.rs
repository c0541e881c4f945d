//! The value axis: round ticks that hold all values.

use super::text::{NBSP, number};

/// Most ticks an axis can get: a bound on the loop, far above what is asked for.
const MOST_TICKS: f64 = 40.0;

/// A value axis from one round tick to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    step: f64,
    decimals: u8,
}

impl Scale {
    /// An axis with about `ticks` steps that holds both ends; `whole` values get whole ticks.
    pub fn new(min: f64, max: f64, ticks: f64, whole: bool) -> Scale {
        let (min, max) = if max > min {
            (min, max)
        } else {
            (min.min(0.0), min.max(0.0).max(min.min(0.0) + 1.0))
        };
        let raw = (max - min) / ticks;
        let magnitude = 10f64.powf(raw.log10().floor());
        let steps: &[f64] = if whole && magnitude < 10.0 {
            &[1.0, 2.0, 5.0]
        } else {
            &[1.0, 2.0, 2.5, 5.0]
        };
        let nice = steps
            .iter()
            .copied()
            .find(|step| step * magnitude >= raw * 0.999)
            .unwrap_or(10.0);
        let step = if whole {
            (nice * magnitude).max(1.0)
        } else {
            nice * magnitude
        };
        let low = (min / step + 1e-9).floor() * step;
        let high = (max / step - 1e-9).ceil() * step;
        Scale {
            low,
            high,
            step,
            decimals: decimals(step),
        }
    }

    /// The ticks, lowest first.
    pub fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round().min(MOST_TICKS);
        let mut out = Vec::new();
        let mut index = 0.0;
        while index <= count {
            out.push(self.low + index * self.step);
            index += 1.0;
        }
        out
    }

    /// A tick as the axis says it; `%` stands at each number, other units at the axis' end.
    pub fn tick(&self, value: f64, unit: &str) -> String {
        let number = number(value, self.decimals);
        if unit == "%" {
            format!("{number}{NBSP}%")
        } else {
            number
        }
    }

    /// Where a value lies between the ends, 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Decimals that a step needs so that no two ticks look the same.
fn decimals(step: f64) -> u8 {
    let whole = |places: &u8| {
        let scaled = step * 10f64.powi(i32::from(*places));
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..9).find(whole).unwrap_or(9)
}
