//! Typesetting with an office's own layout, for a bounded time.
//!
//! A layout is a program that may never end, and the typesetter cannot be interrupted: it works in
//! a thread that is left behind when its time is over. Until that thread ends, if it ever does, the
//! same layout is refused at once, so that asking again takes no further thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use gijicho_export::{ExportError, Template};

use crate::error::AppError;

/// The time for one document: a year's minutes take a few seconds.
const TIME: Duration = Duration::from_mins(1);

/// The stack of the thread that typesets, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Digests of the layouts whose threads were left behind, once for each thread.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftBehind(Arc<Mutex<Vec<String>>>);

impl LeftBehind {
    fn layouts(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does the work here with a layout of our own, and for a bounded time with any other.
    pub(crate) fn typeset<T: Send + 'static>(
        &self,
        template: &Template,
        work: impl FnOnce() -> Result<T, ExportError> + Send + 'static,
    ) -> Result<T, AppError> {
        if template.has_layout() { self.within(TIME, template, work) } else { Ok(work()?) }
    }

    fn within<T: Send + 'static>(
        &self,
        time: Duration,
        template: &Template,
        work: impl FnOnce() -> Result<T, ExportError> + Send + 'static,
    ) -> Result<T, AppError> {
        let slow = || AppError::TemplateSlow { name: template.name().to_owned(), seconds: time.as_secs() };
        if self.layouts().iter().any(|layout| layout == template.digest()) {
            return Err(slow());
        }
        let run = Run { left_behind: self.clone(), layout: template.digest().to_owned(), has_ended: Arc::default() };
        let has_ended = run.has_ended.clone();
        let (done, result) = mpsc::channel();
        let begun = thread::Builder::new().name("layout".to_owned()).stack_size(STACK).spawn(move || {
            let worked = work();
            drop(run);
            // Nobody waits for what comes too late.
            let _ = done.send(worked);
        });
        begun.map_err(|error| AppError::Internal { detail: error.to_string() })?;
        match result.recv_timeout(time) {
            Ok(worked) => Ok(worked?),
            Err(RecvTimeoutError::Disconnected) => {
                Err(AppError::Internal { detail: "typesetting panicked".to_owned() })
            }
            Err(RecvTimeoutError::Timeout) => {
                let mut layouts = self.layouts();
                if !has_ended.load(Ordering::SeqCst) {
                    layouts.push(template.digest().to_owned());
                }
                Err(slow())
            }
        }
    }
}

/// The work with a layout, which takes it off the list when it ends, even by a panic.
struct Run {
    left_behind: LeftBehind,
    layout: String,
    /// Changed only while the list is locked, so that nothing is put on it too late.
    has_ended: Arc<AtomicBool>,
}

impl Drop for Run {
    fn drop(&mut self) {
        let mut layouts = self.left_behind.layouts();
        self.has_ended.store(true, Ordering::SeqCst);
        if let Some(place) = layouts.iter().position(|layout| *layout == self.layout) {
            layouts.swap_remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(source: &str) -> Template {
        let files = [("minutes.typ".to_owned(), source.as_bytes().to_vec())];
        Template::read("わが課", files.into()).unwrap()
    }

    #[test]
    fn a_layout_that_never_ends_is_given_up_and_refused_until_it_does() {
        let left_behind = LeftBehind::default();
        let (end, ended) = mpsc::channel::<()>();
        let endless = layout("#while true {}");
        let waits = move || ended.recv().map_err(|_| ExportError::Cancelled);
        let first = left_behind.within(Duration::from_millis(10), &endless, waits);
        assert!(matches!(first, Err(AppError::TemplateSlow { .. })));
        let again = left_behind.within(TIME, &endless, || Ok(()));
        assert!(matches!(again, Err(AppError::TemplateSlow { .. })));
        assert!(left_behind.typeset(&layout("other"), || Ok(())).is_ok());
        end.send(()).unwrap();
        while !left_behind.layouts().is_empty() {
            thread::yield_now();
        }
        assert!(left_behind.typeset(&endless, || Ok(())).is_ok());
    }

    #[test]
    fn a_fault_of_the_typesetter_ends_nothing_but_its_own_work() {
        let left_behind = LeftBehind::default();
        let broken = layout("broken");
        let fault = left_behind.typeset::<()>(&broken, || panic!("a fault"));
        assert!(matches!(fault, Err(AppError::Internal { .. })));
        assert!(left_behind.typeset(&broken, || Ok(())).is_ok());
    }
}
