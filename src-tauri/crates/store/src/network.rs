//! Telling a network file system, on which SQLite's write-ahead log corrupts the database.

use std::path::Path;

/// Whether `dir` lies on a network file system, as far as the system tells.
#[cfg(target_os = "linux")]
pub(crate) fn is_network(dir: &Path) -> bool {
    let (Ok(dir), Ok(mounts)) = (dir.canonicalize(), std::fs::read_to_string("/proc/self/mountinfo")) else {
        return false;
    };
    kind_of(&dir, &mounts).is_some_and(is_network_kind)
}

/// The type of the file system that holds `dir`: the last of the deepest mount points above it.
#[cfg(any(target_os = "linux", test))]
fn kind_of<'a>(dir: &Path, mounts: &'a str) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else { continue };
        let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        let depth = Path::new(&point).components().count();
        if dir.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

#[cfg(any(target_os = "linux", test))]
fn is_network_kind(kind: &str) -> bool {
    matches!(
        kind,
        "nfs"
            | "nfs4"
            | "cifs"
            | "smb3"
            | "smbfs"
            | "9p"
            | "afs"
            | "ceph"
            | "ncpfs"
            | "davfs"
            | "fuse.sshfs"
            | "fuse.davfs"
            | "fuse.davfs2"
            | "fuse.rclone"
            | "fuse.gvfsd-fuse"
            | "fuse.glusterfs"
            | "glusterfs"
            | "lustre"
    )
}

/// Whether `dir` is a network share by its name: `\\server\share`.
#[cfg(windows)]
pub(crate) fn is_network(dir: &Path) -> bool {
    use std::path::{Component, Prefix};
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    matches!(
        dir.components().next(),
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

/// Nothing tells without a call that this crate may not make; SQLite's own check of the
/// journal mode remains.
#[cfg(not(any(target_os = "linux", windows)))]
pub(crate) fn is_network(_dir: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 25 0:50 / /mnt/share\\040one rw - cifs //server/share rw
41 40 0:51 / /mnt/share\\040one/local rw - tmpfs tmpfs rw
";

    #[test]
    fn the_deepest_mount_point_tells() {
        let network = |path: &str| kind_of(Path::new(path), MOUNTS).is_some_and(is_network_kind);
        assert!(network("/mnt/share one/library"));
        assert!(!network("/mnt/share one/local/library"));
        assert!(!network("/mnt/share"));
        assert!(!network("/home"));
    }
}
