//! Panics of the libraries that set pages and read PDFs of others: caught, and taken for refusals.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many such libraries are at work.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// What a library does, or what it panicked with. Its threads may panic as well.
pub fn caught<T>(run: impl FnOnce() -> T) -> thread::Result<T> {
    AT_WORK.fetch_add(1, Ordering::SeqCst);
    let ran = panic::catch_unwind(AssertUnwindSafe(run));
    AT_WORK.fetch_sub(1, Ordering::SeqCst);
    ran
}

/// Says nothing of panics that are caught here: what they come to is told in words of ours. For the whole process, so for a
/// program's start.
pub fn keep_quiet() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        if AT_WORK.load(Ordering::SeqCst) == 0 {
            usual(fault);
        }
    }));
}
