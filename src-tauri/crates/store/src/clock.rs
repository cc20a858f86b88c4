//! Time and new ids come from outside, so that a test can hold the clock still.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::Uuid;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// UTC microseconds since 1970.
    fn now(&self) -> i64;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        // A clock set before 1970 reads as 1970; order in the log is by number, never by time.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    }
}

/// A clock for tests and samples: it begins where it is told and moves one step each time it is read.
#[derive(Debug)]
pub struct SteppingClock {
    next: AtomicI64,
    step: i64,
}

impl SteppingClock {
    /// Begins at `start` and moves by `step`, both in microseconds.
    pub fn new(start: i64, step: i64) -> Self {
        Self { next: AtomicI64::new(start), step }
    }
}

impl Clock for SteppingClock {
    fn now(&self) -> i64 {
        self.next.fetch_add(self.step, Ordering::Relaxed)
    }
}

/// A new UUIDv7 of the instant `micros`.
pub(crate) fn new_id(micros: i64) -> Uuid {
    let micros = u64::try_from(micros).unwrap_or(0);
    let nanos = u32::try_from(micros % 1_000_000).unwrap_or(0) * 1_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, micros / 1_000_000, nanos))
}
