//! What a reader of files may use at most.
//!
//! On Linux the reader holds itself to [`MEMORY`] (what it may have for itself), writes no file and
//! leaves no core dump. Elsewhere on Unix the same is asked for, and the system may not count all of
//! it; on Windows nothing limits the memory but the formats' own limits. The time and the size of
//! the answer are watched from outside, everywhere.

use std::time::Duration;

use super::protocol::Most;

/// The memory of a reader, in bytes.
#[cfg(unix)]
pub(super) const MEMORY: u64 = 512 * 1024 * 1024;

/// The time for one file.
pub(super) const TIME: Duration = Duration::from_mins(1);

/// The stack of the thread that parses, in bytes.
pub(super) const STACK: usize = 16 * 1024 * 1024;

/// Files that one reader reads before another one takes its place, so that memory which a parser
/// has left behind does not pile up.
pub(super) const FILES: u32 = 500;

/// The most that is asked of a reader.
pub(super) const QUESTION: Most = Most { text: 64 * 1024 * 1024, bytes: crate::files::MAX_FILE };

/// The most that is unpacked of an archive, in bytes.
pub(super) const UNPACKED: u64 = 192 * 1024 * 1024;

/// The most that a reader answers.
pub(super) const ANSWER: Most = Most { text: 192 * 1024 * 1024, bytes: UNPACKED };

/// Holds this process to its limits from now on. Where the system does not know one, it is not held.
#[cfg(unix)]
pub(super) fn hold() {
    use rlimit::{Resource, setrlimit};
    // The address space holds the libraries of the window, too, which take none of the memory.
    for (resource, most) in
        [(Resource::DATA, MEMORY), (Resource::AS, 8 * MEMORY), (Resource::FSIZE, 0), (Resource::CORE, 0)]
    {
        let _ = setrlimit(resource, most, most);
    }
}

/// Holds this process to its limits from now on: there is nothing to hold it with.
#[cfg(not(unix))]
pub(super) fn hold() {}
