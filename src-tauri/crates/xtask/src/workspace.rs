//! Where things stand, and what git and cargo say of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand, Package};

use crate::error::{Error, Result};
use crate::step;

/// The checkout.
pub(crate) struct Workspace {
    root: PathBuf,
    metadata: Metadata,
}

impl Workspace {
    /// The checkout that this program belongs to.
    pub(crate) fn find() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let metadata = MetadataCommand::new().no_deps().current_dir(&here).exec()?;
        Ok(Self { root: metadata.workspace_root.clone().into_std_path_buf(), metadata })
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside of the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo puts what it builds, and we put what can be made again.
    pub(crate) fn target(&self) -> &Path {
        self.metadata.target_directory.as_std_path()
    }

    /// The application, as [`crate::build`] leaves it.
    pub(crate) fn application(&self) -> PathBuf {
        self.target().join("debug").join(format!("gijicho{}", std::env::consts::EXE_SUFFIX))
    }

    /// The packages of the workspace.
    pub(crate) fn packages(&self) -> &[Package] {
        &self.metadata.packages
    }

    /// Every package that the lock file names, for all platforms; fails where the lock file is out of date.
    pub(crate) fn locked_packages(&self) -> Result<Vec<Package>> {
        let mut metadata = MetadataCommand::new();
        metadata.current_dir(&self.root).other_options(["--locked".to_owned()]);
        Ok(metadata.exec()?.packages)
    }

    /// A cargo command in the top folder: the same cargo that runs us.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command
    }

    /// The files of the project, relative to the top folder: those in git, and new ones that git does not ignore.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let mut git = Command::new("git");
        git.current_dir(&self.root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let (good, listing) = step::output(&mut git, "git lists the files of the project.")?;
        if !good {
            return Err(Error::Unexpected("git cannot list the project's files: is this a git checkout?".into()));
        }
        let mut files: Vec<String> = listing.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        files.retain(|name| self.root.join(name).is_file());
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// A file's text.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        let path = self.path(relative);
        let bytes = std::fs::read(&path).map_err(|source| Error::File { path, source })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Writes a file, making the folders above it.
    pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
        let error = |source| Error::File { path: path.to_owned(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(error)?;
        }
        std::fs::write(path, text).map_err(error)
    }
}
