//! What a PDF says about where it came from: the version of the record, and everything else that
//! must be the same for it to be made again byte for byte.
//!
//! It stands among the keywords of the file's metadata, which PDF/A keeps uncompressed, as
//! `gijicho-record/1 meeting=… version=… sha256=… form=… program=… template=… input=…`.
//!
//! A stamp proves nothing by itself, for anybody can write one: the file is unchanged when the
//! version that it names, set again, gives the same bytes.

use gijicho_model::MeetingId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::template::hex;

const BEGINS: &str = "gijicho-record/1 ";

/// The version of this program, which decides how a record looks on paper.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The record that a PDF is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The meeting.
    pub meeting: MeetingId,
    /// The finalised version; `None` for a record that is being worked on.
    pub version: Option<u32>,
    /// SHA-256 of the version's snapshot, hexadecimal; empty where there is no version.
    pub sha256: String,
    /// How it was chosen to be printed, in the caller's words: letters, digits and `-`.
    pub form: String,
}

/// What a PDF says about where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The record.
    pub origin: Origin,
    /// The program that set it: [`PROGRAM`].
    pub program: String,
    /// [`super::Template::digest`] of the template.
    pub template: String,
    /// SHA-256 of everything that typst was given, hexadecimal.
    pub input: String,
}

impl Stamp {
    /// The stamp on what is set from these inputs.
    pub(super) fn new(origin: &Origin, template: &str, inputs: [&[u8]; 2]) -> Self {
        let mut hash = Sha256::new();
        for part in [PROGRAM.as_bytes(), template.as_bytes()].into_iter().chain(inputs) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self {
            origin: origin.clone(),
            program: PROGRAM.to_owned(),
            template: template.to_owned(),
            input: hex(&hash.finalize()),
        }
    }

    /// The keyword.
    pub(super) fn keyword(&self) -> String {
        let Self { origin: Origin { meeting, version, sha256, form }, program, template, input } = self;
        let version = version.map_or_else(|| "-".to_owned(), |version| version.to_string());
        let sha256 = if sha256.is_empty() { "-" } else { sha256 };
        format!(
            "{BEGINS}meeting={meeting} version={version} sha256={sha256} form={form} program={program} \
             template={template} input={input}"
        )
    }

    /// The stamp of a file; `None` where it has none, or one that cannot be read.
    pub fn of_file(bytes: &[u8]) -> Option<Self> {
        const LONGEST: usize = 600;
        let at = bytes.windows(BEGINS.len()).position(|window| window == BEGINS.as_bytes())?;
        let rest = bytes.get(at + BEGINS.len()..)?;
        let rest = rest.get(..rest.len().min(LONGEST))?;
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" =-.".contains(byte);
        let end = rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
        Self::parse(std::str::from_utf8(rest.get(..end)?).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let value = |name: &str| {
            let words = text.split(' ').filter_map(|word| word.split_once('='));
            words.into_iter().find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
        };
        let said = |text: String| if text == "-" { String::new() } else { text };
        let version = match value("version")?.as_str() {
            "-" => None,
            number => Some(number.parse().ok()?),
        };
        Some(Self {
            origin: Origin {
                meeting: value("meeting")?.parse().ok()?,
                version,
                sha256: said(value("sha256")?),
                form: value("form")?,
            },
            program: value("program")?,
            template: value("template")?,
            input: value("input")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp(version: Option<u32>) -> Stamp {
        let origin = Origin {
            meeting: MeetingId(uuid::Uuid::from_u128(7)),
            version,
            sha256: version.map(|_| "ab".repeat(32)).unwrap_or_default(),
            form: "plain-ruby".into(),
        };
        Stamp::new(&origin, &"cd".repeat(32), [b"{}", b"[]"])
    }

    #[test]
    fn a_stamp_is_found_among_other_bytes() {
        for stamp in [stamp(Some(3)), stamp(None)] {
            let file = [b"%PDF-1.7 \xE8<pdf:Keywords>x, ", stamp.keyword().as_bytes(), b"</pdf:Keywords>"].concat();
            assert_eq!(Stamp::of_file(&file), Some(stamp));
        }
    }

    #[test]
    fn other_inputs_make_another_stamp() {
        let origin = stamp(None).origin;
        let input = |template: &str, a: &[u8], b: &[u8]| Stamp::new(&origin, template, [a, b]).input;
        assert_ne!(input("t", b"ab", b"c"), input("t", b"a", b"bc"));
        assert_ne!(input("t", b"a", b"b"), input("u", b"a", b"b"));
    }

    proptest! {
        #[test]
        fn no_file_is_too_strange_to_look_for_a_stamp(words in "[a-z0-9=. -]{0,80}", rest in any::<Vec<u8>>()) {
            let file = [BEGINS.as_bytes(), words.as_bytes(), &rest].concat();
            prop_assert!(Stamp::of_file(&file).is_none_or(|stamp| stamp.keyword().starts_with(BEGINS)));
        }
    }
}
