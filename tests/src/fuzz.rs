//! Broken input against everything that reads input.
//!
//! A [`Target`] takes bytes and checks what must hold whatever they are. Inputs are mutations of
//! documents that people could have written ([`mutate`]); the same seed gives the same inputs.
//! There is no feedback from coverage: the grammar's own marks in the dictionary take its place.

pub mod mutate;
mod targets;
mod wrapped;

use std::path::PathBuf;

pub use targets::{TARGETS, Target};

use crate::place;
use mutate::Mutator;

/// What every target starts from: the samples and the documents of invented houses.
pub fn corpus() -> Vec<Vec<u8>> {
    let folders = ["assets/samples/minutes", "assets/samples/plan", "tests/houses"];
    let files = folders.iter().flat_map(|folder| place::files_in(&place::root().join(folder)));
    let documents = files.filter(|file: &PathBuf| file.extension().is_some_and(|kind| kind == "txt" || kind == "csv"));
    documents.map(|file| std::fs::read(&file).expect("a document of the checkout can be read")).collect()
}

/// Throws `count` inputs at a target, the same for the same seed.
pub fn throw(target: &Target, seed: u64, count: u32) {
    let mut mutator = Mutator::new(corpus(), seed);
    for _ in 0..count {
        (target.check)(&mutator.input());
    }
}
