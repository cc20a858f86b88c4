//! Puts the sample library into the program: one table of names and bytes, made from `assets/samples`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for folder in ["", "minutes", "plan"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        println!("cargo::rerun-if-changed={}", file.display());
        let _ = writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string());
    }
    table.push_str("]\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("samples.rs");
    if let Err(error) = std::fs::write(&out, table) {
        println!("cargo::error={}: {error}", out.display());
    }
}
