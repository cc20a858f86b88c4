//! Where things are: the checkout, the program, documents that only some machines have.

use std::path::{Path, PathBuf};

/// The top folder of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package stands in the checkout")
}

/// The sample minutes of the fictional prefecture, sorted by name.
pub fn sample_minutes() -> Vec<PathBuf> {
    files_in(&root().join("assets/samples/minutes"))
}

/// The files of a folder, sorted by name.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    files.sort();
    files
}

/// A file or folder beside the checkout, in `../shared`: documents of others, which are not ours to
/// copy. `None`, with a plain line, where they are absent.
pub fn shared(relative: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(relative);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/{relative} is not on this machine");
    None
}

/// Whether a test that cannot run must fail rather than say so.
pub fn everything_is_required() -> bool {
    std::env::var("GIJICHO_E2E").is_ok_and(|value| value == "required")
}

/// Gives up a test that cannot run here: a plain line, or a failure where everything is required.
pub fn skip(reason: &str) {
    assert!(!everything_is_required(), "cannot run: {reason}");
    println!("skipped: {reason}");
}

/// The program under test: `GIJICHO_BIN`, else the one that was built beside this test.
pub fn program() -> Option<PathBuf> {
    let named = std::env::var_os("GIJICHO_BIN").map(PathBuf::from);
    let program = named.unwrap_or_else(|| profile().join(format!("gijicho{}", std::env::consts::EXE_SUFFIX)));
    if program.is_file() {
        return Some(program);
    }
    skip(&format!("{} is not built: use `cargo xtask test`", program.display()));
    None
}

/// Where programs of this test's profile are: the folder in the target folder that leads to it.
fn profile() -> PathBuf {
    let (test, target) = (std::env::current_exe().expect("a test knows its own file"), target());
    let inside = test.strip_prefix(&target).expect("a test is in the target folder");
    target.join(inside.components().next().expect("a test is in the folder of its profile"))
}

/// Cargo's target folder, in which this test was built: the one above us that cargo has tagged.
pub fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    let target = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target.expect("tests are built by cargo").to_owned()
}

/// Whether a program can be found.
pub fn finds(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}

/// Whether a program can be found. Where it cannot, the test says so or fails, as [`skip`] does.
pub fn has_tool(name: &str, package: &str) -> bool {
    let found = finds(name);
    if !found {
        skip(&format!("{name} is not installed (package {package})"));
    }
    found
}
