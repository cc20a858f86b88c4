//! Rules about the text of files: module docs, long files, tests that are switched off, what may
//! be named where.

use super::Source;

/// More lines than this are a question; the answer stands in [`LONG`].
const MOST_LINES: usize = 500;

/// Files that are long for a reason.
const LONG: &[(&str, &str)] = &[];

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let rules = [
        long,
        undocumented,
        switched_off,
        shared_documents_outside_of_tests,
        other_registries,
        window_toolkit_outside_of_ipc,
    ];
    let mut findings: Vec<String> =
        sources.iter().flat_map(|source| rules.iter().filter_map(move |rule| rule(source))).collect();
    findings.extend(answers_without_question(sources));
    findings
}

fn is(source: &Source, endings: &[&str]) -> bool {
    endings.iter().any(|ending| source.path.ends_with(ending))
}

/// Code that people write and read; what a program wrote does not count.
fn is_code(source: &Source) -> bool {
    is(source, &[".rs", ".ts", ".js", ".svelte", ".sql", ".typ", ".css"]) && !is(source, &["generated.ts"])
}

fn is_long(source: &Source) -> bool {
    is_code(source) && source.text.lines().count() > MOST_LINES
}

fn long(source: &Source) -> Option<String> {
    let listed = LONG.iter().any(|(path, _)| *path == source.path);
    (is_long(source) && !listed)
        .then(|| format!("{} is longer than {MOST_LINES} lines: divide it by purpose", source.path))
}

fn answers_without_question(sources: &[Source]) -> Vec<String> {
    let still_long = |path: &str| sources.iter().any(|source| source.path == path && is_long(source));
    LONG.iter()
        .filter(|(path, _)| !still_long(path))
        .map(|(path, _)| format!("{path} is not long any more: take it off the list"))
        .collect()
}

fn undocumented(source: &Source) -> Option<String> {
    let told = source
        .text
        .lines()
        .find(|line| !line.is_empty() && !line.starts_with("#!"))
        .is_some_and(|line| line.starts_with("//!"));
    (is(source, &[".rs"]) && !told)
        .then(|| format!("{} does not begin with `//!`: say its purpose and its invariants", source.path))
}

/// The rules' own file names what it forbids.
fn is_this_file(source: &Source) -> bool {
    source.path.ends_with("xtask/src/tidy/text.rs")
}

fn switched_off(source: &Source) -> Option<String> {
    const SWITCHES: &[&str] =
        &["#[ignore", "it.skip(", "test.skip(", "describe.skip(", "it.only(", "test.only(", "it.todo(", "test.todo("];
    let found = SWITCHES.iter().find(|switch| source.text.contains(*switch))?;
    (is_code(source) && !is_this_file(source)).then(|| format!("{}: `{found}` switches tests off", source.path))
}

/// Documents of others lie beside the checkout on some machines. Only tests and benches may look for them.
fn shared_documents_outside_of_tests(source: &Source) -> Option<String> {
    let is_test = source.path.starts_with("tests/")
        || source.path.contains("/tests/")
        || source.path.contains("/benches/")
        || is(source, &["tests.rs"]);
    let shipped = source.text.split("#[cfg(test)]").next().unwrap_or_default();
    let named = is(source, &[".rs", ".toml", ".typ"]) && shipped.contains("../shared");
    (named && !is_test && !is_this_file(source))
        .then(|| format!("{} reads ../shared outside of tests and benches", source.path))
}

/// Lock files must work for everybody, wherever their packages come from: no repository of somebody's
/// own, and no address of the registry that the last person to update them happened to use.
fn other_registries(source: &Source) -> Option<String> {
    let elsewhere = |line: &&str| {
        let line = line.trim_start();
        match source.path.as_str() {
            "Cargo.lock" => line.starts_with("source = ") && !line.starts_with("source = \"registry+"),
            "ui/package-lock.json" => line.starts_with("\"resolved\": \"http"),
            _ => false,
        }
    };
    source.text.lines().find(elsewhere).map(|line| format!("{} names where a package lies:{line}", source.path))
}

/// `ui/src/ipc` is the only door between the pages and the application.
fn window_toolkit_outside_of_ipc(source: &Source) -> Option<String> {
    let imports = source.text.lines().any(|line| line.contains("@tauri-apps/") && line.contains("import"));
    let outside = source.path.starts_with("ui/src/") && !source.path.starts_with("ui/src/ipc/");
    (imports && outside && !is(source, &[".test.ts"]))
        .then(|| format!("{} imports @tauri-apps: only ui/src/ipc may", source.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: usize) {
        let findings = findings(&[Source { path: path.into(), text: text.into() }]);
        let of_file: Vec<_> = findings.iter().filter(|finding| finding.contains(path)).collect();
        assert_eq!(of_file.len(), expected, "{path}: {findings:?}");
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        check("a/src/lib.rs", "fn main() {}\n", 1);
        check("a/src/lib.rs", "//! Purpose.\n", 0);
        check("a/src/lib.rs", &format!("//! Purpose.\n{}", "\n".repeat(600)), 1);
        check("a/src/lib.rs", "//! Purpose.\n#[ignore = \"slow\"]\n", 1);
        check("ui/src/x.test.ts", "it.only('x', () => {})", 1);
        check("a/src/lib.rs", "//! Purpose.\nconst A: &str = \"../shared/x\";", 1);
        check("a/src/lib.rs", "//! Purpose.\n#[cfg(test)]\nconst A: &str = \"../shared/x\";", 0);
        check("tests/src/lib.rs", "//! Purpose.\nconst A: &str = \"../shared/x\";", 0);
        check("ui/src/meetings/List.svelte", "import { invoke } from '@tauri-apps/api/core';", 1);
        check("ui/src/ipc/rpc.ts", "import { invoke } from '@tauri-apps/api/core';", 0);
        check("ui/package-lock.json", "  \"resolved\": \"https://example.org/x.tgz\"", 1);
        check("ui/package-lock.json", "  \"version\": \"1.0.0\"", 0);
        check("Cargo.lock", "source = \"git+https://example.org/x\"", 1);
    }
}
