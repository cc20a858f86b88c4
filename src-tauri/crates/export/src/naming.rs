//! Names of files: what stands in them, and what every system allows.
//!
//! Invariants: a name holds no character, no ending and no word that Windows refuses, and fits in
//! 200 bytes; names of one selection are told apart whatever the case of their letters.

use std::collections::HashSet;

use gijicho_model::MeetingRecord;

use crate::document::one_line;

/// Characters that some system does not allow in a name.
const FORBIDDEN: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names that stand for devices on Windows, whatever their ending.
const DEVICES: &[&str] = &[
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Bytes of a name without its ending: a file system's 255, with room for a number and an ending.
const LONGEST: usize = 200;

/// `R4-1_本部員会議_概要.pdf`: the minutes of a meeting in a format with this ending.
pub fn minutes_name(record: &MeetingRecord, extension: &str) -> String {
    let body = record.body.name.split_whitespace().next_back().unwrap_or("会議").to_owned();
    safe_name(&format!("{}_{body}_概要", record.meeting.label()), extension)
}

/// `令和４年度_決定事項一覧.xlsx`: a table with this title.
pub fn table_name(title: &str, extension: &str) -> String {
    safe_name(&title.split_whitespace().collect::<Vec<_>>().join("_"), extension)
}

/// A name that every system allows.
pub fn safe_name(stem: &str, extension: &str) -> String {
    let allowed = |c: char| if c.is_control() || FORBIDDEN.contains(&c) { '_' } else { c };
    let stem: String = one_line(stem).chars().map(allowed).collect();
    let mut end = stem.len().min(LONGEST);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem[..end].trim_matches(|c: char| c == '.' || c.is_whitespace());
    let word = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let before = if stem.is_empty() || DEVICES.contains(&word.as_str()) { "_" } else { "" };
    format!("{before}{stem}.{extension}")
}

/// Gives out names of which no two are the same to any file system.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// The name, with a number before its ending where it is taken already.
    pub fn take(&mut self, name: &str) -> String {
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let dot = if extension.is_empty() { "" } else { "." };
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.taken.insert(free.to_lowercase()) {
            free = format!("{stem}_{number}{dot}{extension}");
            number += 1;
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_allowed_everywhere() {
        for (stem, name) in [
            ("R4-1_本部員会議_概要", "R4-1_本部員会議_概要.pdf"),
            ("a/b:c*?\"<>|\\d\n", "a_b_c_______d.pdf"),
            ("nul", "_nul.pdf"),
            ("CON.txt", "_CON.txt.pdf"),
            (" ..題. . ", "題.pdf"),
            ("", "_.pdf"),
        ] {
            assert_eq!(safe_name(stem, "pdf"), name);
        }
    }

    #[test]
    fn equal_names_are_told_apart() {
        let mut names = Names::default();
        let given = ["A.akn.xml", "a.akn.xml", "A.akn.xml", "b"].map(|name| names.take(name));
        assert_eq!(given, ["A.akn.xml", "a_2.akn.xml", "A_3.akn.xml", "b"]);
    }

    proptest! {
        #[test]
        fn any_words_make_a_name(stem in "[\\PC./\\\\: \\n　𠮷]{0,300}") {
            let name = safe_name(&stem, "pdf");
            prop_assert!(name.len() <= LONGEST + 5);
            prop_assert!(!name.contains(FORBIDDEN) && !name.contains(char::is_control));
            prop_assert!(!name.starts_with(['.', ' ']) && !name.trim_end_matches(".pdf").ends_with([' ', '.']));
        }
    }
}
