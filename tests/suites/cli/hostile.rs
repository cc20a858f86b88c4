//! Files and libraries that are broken, hostile or not ours: one clear line, and nothing written.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use gijicho_tests::command_line::{Answer, Library, answer};
use gijicho_tests::place;

/// Refused with one of these, in one line, with nothing on standard output.
fn assert_refused(answer: &Answer, statuses: &[i32]) {
    assert!(answer.status.is_some_and(|status| statuses.contains(&status)), "{answer}");
    answer.assert_one_japanese_line();
    assert_eq!(answer.out, "", "{answer}");
}

/// A file that is no record must be refused, into a new library and into one that is there.
fn check_refused(make: impl Fn(&Library) -> PathBuf) {
    let Some(library) = Library::new() else { return };
    let file = make(&library);
    let before = library.contents();
    for dry_run in [&["--dry-run"][..], &[]] {
        let words = ["import"].iter().chain(dry_run).map(OsStr::new);
        assert_refused(&library.run(words.chain([file.as_os_str()])), &[3]);
        assert_eq!(written(&library, &before), Vec::<PathBuf>::new());
    }
    library.done(["demo"]);
    let before = library.json(["meetings", "list"]);
    assert_refused(&library.run([OsStr::new("import"), file.as_os_str()]), &[3]);
    assert_eq!(library.json(["meetings", "list"]), before);
}

/// What is new since `before`.
fn written(library: &Library, before: &BTreeMap<PathBuf, u64>) -> Vec<PathBuf> {
    library.contents().into_keys().filter(|path| !before.contains_key(path)).collect()
}

#[test]
fn a_file_of_200_megabytes_is_refused() {
    check_refused(|library| {
        let file = library.file("huge.txt", "");
        std::fs::File::options().write(true).open(&file).unwrap().set_len(200_000_000).unwrap();
        file
    });
}

#[test]
fn an_empty_file_is_refused() {
    check_refused(|library| library.file("empty.txt", ""));
}

#[test]
fn a_binary_is_refused() {
    check_refused(|library| {
        library.file("program.txt", std::fs::read(library.program()).unwrap().get(..100_000).unwrap())
    });
}

#[test]
fn a_shopping_list_is_refused() {
    check_refused(|library| library.file("買い物.txt", "牛乳\n卵 10個\n食パン\nりんご 3個\n\n電池（単3）\n"));
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    check_refused(|library| library.folder().join("no-such-file.txt"));
}

#[test]
fn a_name_with_a_line_break_still_gives_one_line() {
    check_refused(|library| library.file("二行の\n名前.txt", ""));
}

#[test]
fn a_library_inside_of_a_file_is_refused() {
    let Some(library) = Library::new() else { return };
    std::fs::write(library.path(), "in the way").unwrap();
    let before = library.contents();
    for arguments in [&["meetings", "list"][..], &["search", "紙"], &["demo"]] {
        assert_refused(&library.run(arguments), &[3, 4]);
    }
    assert_refused(&library.run(["import".as_ref(), place::sample_minutes()[0].as_os_str()]), &[3, 4]);
    assert_eq!(library.contents(), before);
}

#[test]
fn a_library_that_is_not_there_is_not_made_by_looking() {
    let Some(library) = Library::new() else { return };
    for arguments in [&["meetings", "list"][..], &["search", "紙"], &["decisions", "list"], &["verify"]] {
        assert_refused(&library.run(arguments), &[3, 4]);
        assert!(!library.path().exists());
    }
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let database = rusqlite::Connection::open(library.path().join("gijicho.db")).unwrap();
    database.pragma_update(None, "user_version", 9999).unwrap();
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(database);
    let before = library.contents();
    for arguments in [&["meetings", "list"][..], &["search", "紙"], &["undo"], &["reindex"], &["verify"]] {
        assert_refused(&library.run(arguments), &[3, 4]);
    }
    assert_refused(&library.run(["import".as_ref(), place::sample_minutes()[0].as_os_str()]), &[3, 4]);
    assert_eq!(library.contents(), before);
}

#[test]
fn a_damaged_database_is_left_alone() {
    let Some(library) = Library::new() else { return };
    std::fs::create_dir(library.path()).unwrap();
    std::fs::write(library.path().join("gijicho.db"), "not a database\n".repeat(500)).unwrap();
    let before = library.contents();
    for arguments in [&["meetings", "list"][..], &["search", "紙"], &["demo"], &["verify"]] {
        assert_refused(&library.run(arguments), &[4]);
    }
    assert_eq!(library.contents(), before);
}

#[test]
#[cfg(unix)]
fn a_library_that_is_read_only_takes_nothing_in() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let Some(mut nobody) = somebody_without_rights(&library) else { return };
    let minutes = library.file("minutes.txt", "");
    std::fs::copy(&place::sample_minutes()[0], &minutes).unwrap();
    make_read_only(library.folder());
    let before = library.contents();
    let answer = answer(
        nobody.arg("--library").arg(library.path()).args(["import", "--on-duplicate", "keep-both"]).arg(&minutes),
    );
    assert_refused(&answer, &[3, 4]);
    assert_eq!(library.contents(), before);
}

#[test]
#[cfg(unix)]
fn a_folder_without_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let Some(library) = Library::new() else { return };
    let Some(mut nobody) = somebody_without_rights(&library) else { return };
    let locked = library.folder().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).unwrap();
    let answer = answer(nobody.arg("--library").arg(locked.join("library")).args(["meetings", "list"]));
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o755)).unwrap();
    assert_refused(&answer, &[3, 4]);
    assert!(std::fs::read_dir(&locked).unwrap().next().is_none());
}

/// The program, run by somebody whom permissions hold back. That is us, unless we are root: then
/// it is `nobody`, with a copy of the program that `nobody` can reach.
#[cfg(unix)]
fn somebody_without_rights(library: &Library) -> Option<Command> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let open = |path: &Path| std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    open(library.folder());
    let we_are_root = library.folder().metadata().unwrap().uid() == 0;
    let mut command = if we_are_root {
        if !place::has_tool("setpriv", "util-linux") {
            return None;
        }
        let copy = library.folder().join("gijicho");
        std::fs::copy(library.program(), &copy).unwrap();
        open(&copy);
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy);
        command
    } else {
        Command::new(library.program())
    };
    library.prepare(&mut command);
    Some(command)
}

/// Takes the right to write away, from the leaves up; reading stays.
#[cfg(unix)]
fn make_read_only(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for path in place::files_in(folder) {
        if path.is_dir() {
            make_read_only(&path);
        } else {
            let executable = path.metadata().unwrap().permissions().mode() & 0o111;
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444 | executable)).unwrap();
        }
    }
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o555)).unwrap();
}
