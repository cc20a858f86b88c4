//! What the window takes of the machine: memory and processor time of the program and of every
//! process that it has started.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

/// `utime` and `stime` of `/proc/PID/stat` are counted in hundredths of a second on Linux.
const TICK: Duration = Duration::from_millis(10);

/// What one process has taken until now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name, as the system shortens it.
    pub name: String,
    /// Its share of the memory in use, in KiB: what several processes share is split between them.
    pub pss: u64,
    /// Processor time of all its threads, to a hundredth of a second.
    pub cpu: Duration,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} MB", self.name, self.pss / 1024)
    }
}

/// One line of `/proc`: a process, and who started it.
struct Line {
    id: u32,
    parent: u32,
    taken: Taken,
}

/// Everything that the process `root` has started, and what that has started in turn.
pub(super) fn below(root: u32) -> Vec<Taken> {
    let numbers = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = numbers.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let all: Vec<Line> = ids.filter_map(line).collect();
    let mut known = BTreeSet::from([root]);
    loop {
        let before = known.len();
        known.extend(all.iter().filter(|line| known.contains(&line.parent)).map(|line| line.id).collect::<Vec<_>>());
        if known.len() == before {
            break;
        }
    }
    all.into_iter().filter(|line| line.id != root && known.contains(&line.id)).map(|line| line.taken).collect()
}

/// Reads of one process what it has taken; `None` when it has ended meanwhile.
fn line(id: u32) -> Option<Line> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name stands in parentheses, and may hold any character.
    let (head, rest) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let ticks: u32 = fields.get(11..13)?.iter().filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    let memory = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let pss = memory.lines().find_map(|line| line.strip_prefix("Pss:"));
    Some(Line {
        id,
        parent: fields.get(1)?.parse().ok()?,
        taken: Taken {
            name: head.split_once(" (")?.1.to_owned(),
            pss: pss.and_then(|pss| pss.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0),
            cpu: TICK * ticks,
        },
    })
}
