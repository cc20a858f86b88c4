//! Figures of a bench, and how they are told.

use std::fmt;

use serde_json::Value;

/// Milliseconds, the shortest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times(Vec<f64>);

impl Times {
    /// Of a list of numbers that a page gave.
    pub fn of(list: &Value) -> Self {
        list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that so many of a hundred do not exceed; 0 where there is none.
    pub fn at(&self, percent: usize) -> f64 {
        self.0.get(self.0.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    }
}

impl FromIterator<f64> for Times {
    fn from_iter<T: IntoIterator<Item = f64>>(times: T) -> Self {
        let mut times: Vec<f64> = times.into_iter().collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (middle, most, longest, count) = (self.at(50), self.at(95), self.at(100), self.count());
        write!(f, "p50 {middle:.1}  p95 {most:.1}  longest {longest:.1} ms  (n {count})")
    }
}

/// How many processes have wanted a processor at a time during the last minute: a figure that was
/// taken while others worked says little.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load {}", load.split(' ').next().unwrap_or("unknown"))
}
