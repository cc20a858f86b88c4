//! What stands where: the top folder, the licence beside the fonts, the two commands in README.

use super::Source;

/// The top folder says what the project is; more entries would say less.
const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "clippy.toml",
    "README.md",
    "assets",
    "rustfmt.toml",
    "src-tauri",
    "tests",
    "ui",
];

/// What must be there.
const NEEDED: &[&str] = &[".ci/run", "Cargo.lock", "LICENSE", "ui/package-lock.json"];

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let mut findings = strangers_at_the_top(sources);
    findings.extend(NEEDED.iter().filter(|path| !has(sources, path)).map(|path| format!("{path} is missing")));
    findings.extend(fonts_without_licence(sources));
    findings.extend(commands_not_in_readme(sources));
    findings.extend(places_that_are_not_there(sources));
    findings
}

fn has(sources: &[Source], path: &str) -> bool {
    sources.iter().any(|source| source.path == path)
}

fn strangers_at_the_top(sources: &[Source]) -> Vec<String> {
    let mut strangers: Vec<&str> =
        sources.iter().filter_map(|source| source.path.split('/').next()).filter(|top| !TOP.contains(top)).collect();
    strangers.dedup();
    strangers.iter().map(|top| format!("{top} stands at the top: find it a place in one of {TOP:?}")).collect()
}

fn fonts_without_licence(sources: &[Source]) -> Vec<String> {
    let is_font = |path: &str| [".ttf", ".otf", ".ttc", ".woff2"].iter().any(|ending| path.ends_with(ending));
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut folders: Vec<String> =
        sources.iter().filter(|source| is_font(&source.path)).map(|source| folder(&source.path)).collect();
    folders.sort();
    folders.dedup();
    let licensed = |place: &String| {
        sources.iter().any(|source| folder(&source.path) == *place && source.path.to_ascii_uppercase().contains("OFL"))
    };
    folders
        .iter()
        .filter(|place| !licensed(place))
        .map(|place| format!("{place} holds fonts without their licence (OFL) beside them"))
        .collect()
}

fn commands_not_in_readme(sources: &[Source]) -> Vec<String> {
    let readme = sources.iter().find(|source| source.path == "README.md").map_or("", |source| &source.text);
    let missing = ["cargo xtask run", "cargo xtask test"].into_iter().filter(|command| !readme.contains(command));
    missing.map(|command| format!("README.md does not give `{command}`")).collect()
}

/// Files and folders that README names between backquotes, and that have moved since.
fn places_that_are_not_there(sources: &[Source]) -> Vec<String> {
    let readme = sources.iter().find(|source| source.path == "README.md").map_or("", |source| &source.text);
    let quoted = readme.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_place = |word: &str| TOP.iter().any(|top| word.strip_prefix(top).is_some_and(|rest| rest.starts_with('/')));
    let made_by_tools = |word: &str| word.contains("node_modules");
    let is_there = |place: &str| {
        sources
            .iter()
            .any(|source| source.path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    let gone = quoted.filter(|word| is_place(word) && !made_by_tools(word) && !is_there(word));
    gone.map(|word| format!("README.md names `{word}`, which is not there")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Vec<Source> {
        paths.iter().map(|path| Source { path: (*path).into(), text: String::new() }).collect()
    }

    #[test]
    fn a_new_top_entry_is_named_once() {
        assert_eq!(strangers_at_the_top(&files(&["notes/a.md", "notes/b.md", "ui/x.ts", "README.md"])).len(), 1);
    }

    #[test]
    fn fonts_need_their_licence_in_the_same_folder() {
        assert_eq!(fonts_without_licence(&files(&["assets/fonts/a.ttf", "assets/OFL.txt"])).len(), 1);
        assert!(fonts_without_licence(&files(&["assets/fonts/a.ttf", "assets/fonts/OFL.txt"])).is_empty());
    }

    #[test]
    fn the_map_in_readme_must_fit_the_ground() {
        let readme = |text: &str| Source { path: "README.md".into(), text: text.into() };
        let check = |text: &str| {
            let mut sources = files(&["ui/src/main.ts", "tests/suites/cli/main.rs"]);
            sources.push(readme(text));
            places_that_are_not_there(&sources).len()
        };
        assert_eq!(check("`ui/src/main.ts` and `tests/suites/cli`, not `cargo xtask` or `a/b`"), 0);
        assert_eq!(check("`ui/src/gone.ts` and `tests/suites/c`"), 2);
    }
}
