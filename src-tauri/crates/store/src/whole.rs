//! Files written whole or not at all.

use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file whole or not at all: beside its place first, then moved into it, and both made
/// sure of before this returns. Who may read it is what the system gives every new file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = beside(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A hidden file that is to become one of the folder.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gijicho-");
    // The file of a person, not a secret of the program: the system's mask says who else may read it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Makes sure of the names in a folder: a file that was moved into it is there after a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows keeps no handle of a folder that could be made sure of; it does so itself.
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}
