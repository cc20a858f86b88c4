//! Doing work ahead on several threads, and taking its results in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How far the threads may be ahead of what was taken.
const AHEAD: usize = 16;

/// What is next to be worked on, and what was taken.
struct Places {
    next: usize,
    taken: usize,
    stopped: bool,
}

/// Lets the other threads end when one of them panics: nobody takes what it was to hand over.
struct EndsAll<'a> {
    places: &'a Mutex<Places>,
    moved: &'a Condvar,
}

impl Drop for EndsAll<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.places.lock().unwrap_or_else(PoisonError::into_inner).stopped = true;
            self.moved.notify_all();
        }
    }
}

/// Does `work` for `0..count` on several threads and hands each result to `take`, in order, on this
/// thread, until it breaks off. A panic in either ends it, and goes on in the caller.
pub(super) fn in_order<T: Send>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<()>,
) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4).min(count);
    let places = Mutex::new(Places { next: 0, taken: 0, stopped: false });
    let moved = Condvar::new();
    // A place to work on, once it is near enough to what was taken.
    let claim = || {
        let mut at = places.lock().unwrap_or_else(PoisonError::into_inner);
        while !at.stopped && at.next < count && at.next >= at.taken + AHEAD {
            at = moved.wait(at).unwrap_or_else(PoisonError::into_inner);
        }
        let place = (!at.stopped && at.next < count).then_some(at.next);
        at.next += 1;
        place
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (claim, work) = (&claim, &work);
            let ends_all = EndsAll { places: &places, moved: &moved };
            scope.spawn(move || {
                let _ends_all = ends_all;
                while let Some(place) = claim() {
                    if sender.send((place, work(place))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _ends_all = EndsAll { places: &places, moved: &moved };
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (place, result) in receiver {
            early.insert(place, result);
            while let Some(result) = early.remove(&due) {
                let goes_on = take(due, result).is_continue();
                due += 1;
                let mut at = places.lock().unwrap_or_else(PoisonError::into_inner);
                at.taken = due;
                at.stopped |= !goes_on;
                moved.notify_all();
                if !goes_on {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_the_threads_stay_near() {
        let furthest = AtomicUsize::new(0);
        let mut taken = Vec::new();
        let work = |place| {
            furthest.fetch_max(place, Ordering::SeqCst);
            if place % 7 == 0 {
                thread::yield_now();
            }
            place * 2
        };
        in_order(1000, work, |place, result| {
            assert!(furthest.load(Ordering::SeqCst) < place + 2 * AHEAD);
            taken.push(result);
            ControlFlow::Continue(())
        });
        assert!(taken.iter().copied().eq((0..1000).map(|place| place * 2)));
    }

    #[test]
    fn a_panic_ends_it_and_is_not_swallowed() {
        let run = |work: &(dyn Fn(usize) -> usize + Sync), take: &dyn Fn(usize)| {
            let ended = catch_unwind(AssertUnwindSafe(|| {
                in_order(1000, work, |place, _| {
                    take(place);
                    ControlFlow::Continue(())
                });
            }));
            assert!(ended.is_err());
        };
        run(&|place| if place == 40 { panic!("in work") } else { place }, &|_| {});
        run(&|place| place, &|place| assert!(place < 40, "in take"));
    }

    #[test]
    fn breaking_off_ends_it() {
        let worked = AtomicUsize::new(0);
        let mut taken = 0;
        in_order(
            1_000_000,
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_, _| {
                taken += 1;
                if taken == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(taken, 3);
        assert!(worked.load(Ordering::SeqCst) < 100);
        in_order(0, |_| (), |_, ()| unreachable!());
    }
}
