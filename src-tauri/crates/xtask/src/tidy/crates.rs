//! The arrows between crates, and which crate alone may know a library.

use cargo_metadata::{DependencyKind, Package};

/// What each crate of ours may use of the others. `tests` and `xtask` are apart: tests may use
/// anything, xtask uses nothing.
const ARROWS: [(&str, &[&str]); 10] = [
    ("gijicho-model", &[]),
    ("gijicho-check", &["gijicho-model"]),
    ("gijicho-import", &["gijicho-model"]),
    ("gijicho-store", &["gijicho-model"]),
    ("gijicho-search", &["gijicho-model"]),
    ("gijicho-export", &["gijicho-model"]),
    (
        "gijicho-app",
        &["gijicho-model", "gijicho-check", "gijicho-import", "gijicho-store", "gijicho-search", "gijicho-export"],
    ),
    ("gijicho-cli", &["gijicho-model", "gijicho-app"]),
    ("gijicho", &["gijicho-model", "gijicho-app", "gijicho-cli"]),
    ("xtask", &[]),
];

/// Libraries that one crate wraps, so that nothing else depends on how it does its work.
const WRAPPED: &[(&str, &str)] =
    &[("tauri", "gijicho"), ("rusqlite", "gijicho-store"), ("tantivy", "gijicho-search"), ("typst", "gijicho-export")];

const TESTS: &str = "gijicho-tests";

pub(super) fn findings(packages: &[Package]) -> Vec<String> {
    let dependencies = packages.iter().flat_map(|package| {
        package.dependencies.iter().map(|dependency| Arrow {
            from: package.name.to_string(),
            to: dependency.name.clone(),
            ours: dependency.path.is_some(),
            shipped: dependency.kind == DependencyKind::Normal,
        })
    });
    dependencies.filter_map(|arrow| objection(&arrow)).collect()
}

/// One package uses another.
struct Arrow {
    from: String,
    to: String,
    /// A crate of this workspace.
    ours: bool,
    /// Not for tests or builds alone.
    shipped: bool,
}

fn objection(arrow: &Arrow) -> Option<String> {
    let Arrow { from, to, ours, shipped } = arrow;
    if from == TESTS {
        return None;
    }
    if *ours {
        let allowed = ARROWS.iter().find(|(name, _)| name == from);
        return match allowed {
            None => Some(format!("{from} is new: say in xtask/src/tidy/crates.rs which crates it may use")),
            Some((_, allowed)) if allowed.contains(&to.as_str()) => None,
            Some(_) => Some(format!(
                "{from} must not use {to}: what they share belongs in gijicho-model, what joins them in gijicho-app"
            )),
        };
    }
    let owner = WRAPPED.iter().find(|(library, _)| library == to).map(|(_, owner)| *owner)?;
    (*shipped && owner != from.as_str()).then(|| format!("{from} must not use {to}: only {owner} knows it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, ours: bool, allowed: bool) {
        let arrow = Arrow { from: from.into(), to: to.into(), ours, shipped: true };
        assert_eq!(objection(&arrow).is_none(), allowed, "{from} -> {to}");
    }

    #[test]
    fn arrows_point_one_way() {
        check("gijicho-app", "gijicho-store", true, true);
        check("gijicho-store", "gijicho-model", true, true);
        check("gijicho-model", "gijicho-store", true, false);
        check("gijicho-import", "gijicho-export", true, false);
        check("gijicho-new", "gijicho-model", true, false);
        check("gijicho-tests", "gijicho-store", true, true);
    }

    #[test]
    fn a_wrapped_library_has_one_owner() {
        check("gijicho-store", "rusqlite", false, true);
        check("gijicho-app", "rusqlite", false, false);
        check("gijicho-app", "serde", false, true);
    }
}
