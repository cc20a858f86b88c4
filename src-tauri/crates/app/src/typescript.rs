//! TypeScript for the types at the boundary, in one file, in a stable order.

use std::any::TypeId;
use std::collections::{BTreeSet, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

/// Declarations gathered from requests, responses and everything they hold.
#[derive(Default)]
pub(crate) struct Types {
    config: Config,
    seen: HashSet<TypeId>,
    /// By name. Two types of one name are both written, so that TypeScript refuses them.
    declarations: BTreeSet<(String, String)>,
}

impl Types {
    /// Adds a type and all it depends on.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only types of our own are declared; the rest (strings, lists, options) are written inline.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.declarations.insert((T::ident(&self.config), format!("{docs}export {}", T::decl(&self.config))));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }

    /// How `T` is written.
    pub(crate) fn name<T: TS>(&self) -> String {
        T::name(&self.config)
    }

    /// The whole file: head, declarations by name, then `tail`.
    pub(crate) fn finish(self, tail: &str) -> String {
        let mut file =
            String::from("// Made from src-tauri/crates/app by the test `typescript_is_up_to_date`. Do not edit.\n\n");
        for (_, declaration) in self.declarations {
            file.push_str(&declaration);
            file.push_str("\n\n");
        }
        file.push_str(tail);
        file
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}
