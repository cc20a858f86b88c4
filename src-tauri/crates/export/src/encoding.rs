//! Text for programs that read Windows-31J (CP932, 「Shift_JIS」) only: old office programs and machines.
//!
//! Invariants: nothing is dropped in silence: every character that the encoding cannot hold is
//! written as its Windows twin or as 〓, and is in the report with its line; without a report the
//! bytes, read again, are the text.

use encoding_rs::{EncoderResult, SHIFT_JIS};
use serde::Serialize;

/// Written for a character that the encoding does not have (下駄).
const GETA: char = '〓';

/// Signs that JIS and Windows have under different code points: what Windows-31J holds for each.
const TWINS: [(char, char); 6] = [('〜', '～'), ('‖', '∥'), ('—', '―'), ('¢', '￠'), ('£', '￡'), ('¬', '￢')];

/// How text becomes bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8 without a byte order mark.
    #[default]
    Utf8,
    /// Windows-31J.
    Cp932,
}

impl TextEncoding {
    /// Reads `utf-8`, `cp932`, `shift_jis`, `sjis`, `windows-31j`, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "cp932" | "ms932" | "shift-jis" | "sjis" | "windows-31j" => Some(Self::Cp932),
            _ => None,
        }
    }
}

/// A text as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was written otherwise, each character once for each line.
    pub replaced: Vec<Replaced>,
}

/// A character that the encoding cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// As in the record.
    pub character: char,
    /// As written.
    pub written: char,
    /// Line of the file, from 1.
    pub line: usize,
}

/// Encodes a text. Lines end as they do in `text` for UTF-8, with CR LF for Windows-31J.
pub fn encode(text: &str, encoding: TextEncoding) -> Encoded {
    match encoding {
        TextEncoding::Utf8 => Encoded { bytes: text.as_bytes().to_vec(), replaced: Vec::new() },
        TextEncoding::Cp932 => cp932(text),
    }
}

fn cp932(text: &str) -> Encoded {
    let mut held = String::with_capacity(text.len());
    let mut replaced = Vec::new();
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_end_matches(['\n', '\r']);
        for character in words.chars() {
            let written = twin(character);
            held.push(written);
            let replacement = Replaced { character, written, line: i + 1 };
            if written != character && !replaced.contains(&replacement) {
                replaced.push(replacement);
            }
        }
        if words.len() < line.len() {
            held.push_str("\r\n");
        }
    }
    let (bytes, _, _) = SHIFT_JIS.encode(&held);
    Encoded { bytes: bytes.into_owned(), replaced }
}

/// What is written for a character: itself where the encoding holds it.
fn twin(c: char) -> char {
    if c.is_ascii() || is_held(c) {
        return c;
    }
    TWINS.iter().find(|(from, _)| *from == c).map_or(GETA, |(_, to)| *to)
}

/// Whether the encoding has a character, and gives the same one back.
fn is_held(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = c.encode_utf8(&mut buffer);
    let mut bytes = [0; 8];
    let mut encoder = SHIFT_JIS.new_encoder();
    let (result, _, written) = encoder.encode_from_utf8_without_replacement(text, &mut bytes, true);
    matches!(result, EncoderResult::InputEmpty)
        && bytes.get(..written).is_some_and(|bytes| SHIFT_JIS.decode_without_bom_handling(bytes).0 == *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, read_back: &str, replaced: &[(char, char, usize)]) {
        let encoded = encode(text, TextEncoding::Cp932);
        assert_eq!(SHIFT_JIS.decode_without_bom_handling(&encoded.bytes).0, read_back);
        let found: Vec<_> = encoded.replaced.iter().map(|r| (r.character, r.written, r.line)).collect();
        assert_eq!(found, replaced, "{text}");
    }

    #[test]
    fn what_the_encoding_cannot_hold_is_written_otherwise_and_told() {
        check("髙﨑①㈱～－\n", "髙﨑①㈱～－\r\n", &[]);
        check("a〜b\n𠮷𠮷\n", "a～b\r\n〓〓\r\n", &[('〜', '～', 1), ('𠮷', '〓', 2)]);
        check("葛\u{E0100}", "葛〓", &[('\u{E0100}', '〓', 1)]);
        check("¥", "〓", &[('¥', '〓', 1)]);
    }

    #[test]
    fn an_encoding_has_many_names() {
        for name in ["cp932", "Shift_JIS", "SJIS", "windows-31j"] {
            assert_eq!(TextEncoding::parse(name), Some(TextEncoding::Cp932));
        }
        assert_eq!(TextEncoding::parse("latin1"), None);
    }
}
