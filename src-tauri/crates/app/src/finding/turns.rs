//! Requests of which only the newest matters: one for every keystroke.
//!
//! Invariant: of the requests of one source, at most the one with the greatest number is answered.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::api::search::Turn;
use crate::error::AppError;

/// The most sources that are told apart; a window has a handful of boxes.
const MAX_SOURCES: usize = 64;

/// The newest request of each source, and how to call it off.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<String, (u32, Arc<AtomicBool>)>>);

impl Turns {
    /// Begins a request, calls off the older ones of its source, and gives what becomes true when it
    /// is called off itself. One that comes late is refused.
    pub(super) fn begin(&self, turn: Option<&Turn>) -> Result<Arc<AtomicBool>, AppError> {
        let Some(Turn { source, number }) = turn else { return Ok(Arc::default()) };
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.len() >= MAX_SOURCES && !newest.contains_key(source) {
            newest.clear();
        }
        let (known, called_off) = newest.entry(source.clone()).or_default();
        if *number < *known {
            return Err(AppError::Superseded);
        }
        if *number > *known {
            called_off.store(true, Ordering::Relaxed);
            (*known, *called_off) = (*number, Arc::default());
        }
        // The first page and the complete answer of one keystroke run side by side.
        Ok(called_off.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_request_calls_off_an_older_one_of_its_source_and_no_other() {
        let turns = Turns::default();
        let begin = |source: &str, number| turns.begin(Some(&Turn { source: source.into(), number }));
        let called_off = |begun: &Arc<AtomicBool>| begun.load(Ordering::Relaxed);
        let (first, elsewhere, alone) =
            (begin("box", 1).unwrap(), begin("link", 1).unwrap(), turns.begin(None).unwrap());
        let again = begin("box", 1).unwrap();
        let second = begin("box", 2).unwrap();
        assert!(called_off(&first) && called_off(&again));
        assert!(!called_off(&second) && !called_off(&elsewhere) && !called_off(&alone));
        assert!(matches!(begin("box", 1), Err(AppError::Superseded)));
    }
}
