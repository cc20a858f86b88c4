//! Plain text in the encodings that Japanese offices use.
//!
//! Order of trust: a byte order mark, UTF-16 without one (it is full of zero bytes), ISO-2022-JP by
//! its escapes, valid UTF-8, then a guess between Windows-31J and EUC-JP. A person can override.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::line::is_page_number;
use crate::{ImportError, MAX_BYTES};

/// Share of control characters (one in this many) above which decoded bytes are not text.
const CONTROL_SHARE: usize = 50;

/// A file as text.
pub(crate) struct Decoded {
    /// The encoding's WHATWG name.
    pub(crate) encoding: &'static str,
    /// Its text, without a byte order mark.
    pub(crate) text: String,
}

/// Decodes bytes, or says what they are instead of text.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let decoded = match label {
        Some(label) => chosen(bytes, label)?,
        None => detected(bytes)?,
    };
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(decoded)
}

/// The encoding a person has chosen.
fn chosen(bytes: &[u8], label: &str) -> Result<Decoded, ImportError> {
    let unknown = || ImportError::UnknownEncoding { label: Some(label.to_owned()) };
    let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or_else(unknown)?;
    strictly(bytes, encoding).ok_or_else(unknown)
}

fn detected(bytes: &[u8]) -> Result<Decoded, ImportError> {
    let candidates = candidates(bytes);
    let strict = candidates.iter().find_map(|encoding| strictly(bytes, encoding));
    let decoded = strict.or_else(|| candidates.iter().find_map(|encoding| with_few_errors(bytes, encoding)));
    match decoded {
        Some(decoded) if is_text(&decoded.text) => Ok(decoded),
        Some(_) => Err(ImportError::Binary { detected: "unknown" }),
        None if bytes.contains(&0) => Err(ImportError::Binary { detected: "unknown" }),
        None => Err(ImportError::UnknownEncoding { label: None }),
    }
}

/// Encodings to try, best first.
fn candidates(bytes: &[u8]) -> Vec<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return vec![encoding];
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return vec![encoding];
    }
    if [&b"\x1B$B"[..], b"\x1B$@", b"\x1B(J"].iter().any(|escape| bytes.windows(3).any(|at| at == *escape)) {
        return vec![ISO_2022_JP, UTF_8];
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let mut candidates = vec![UTF_8];
    for encoding in [detector.guess(Some(b"jp"), Utf8Detection::Allow), SHIFT_JIS, EUC_JP] {
        let is_japanese = [SHIFT_JIS, EUC_JP].contains(&encoding);
        if is_japanese && !candidates.contains(&encoding) {
            candidates.push(encoding);
        }
    }
    candidates
}

/// UTF-16 without a mark: it holds zero bytes, and nearly all of its units are characters that
/// Japanese text is made of, in one byte order and not in the other.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 16 * 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    if bytes.len() % 2 == 1 || !head.contains(&0) {
        return None;
    }
    let usual = |unit: &u16| matches!(unit, 0x0A | 0x0D | 0x09 | 0x20..=0x7E | 0x2010..=0x26FF | 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let share = |unit_of: fn([u8; 2]) -> u16| {
        let units = head.chunks_exact(2).map(|pair| unit_of([pair[0], pair[1]]));
        units.filter(usual).count() * 100 / (head.len() / 2).max(1)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match () {
        () if little >= 90 && little > big => Some(UTF_16LE),
        () if big >= 90 && big > little => Some(UTF_16BE),
        () => None,
    }
}

fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let (text, encoding, had_errors) = encoding.decode(bytes);
    (!had_errors).then(|| Decoded { encoding: encoding.name(), text: text.into_owned() })
}

/// A file with a few broken characters is still that file: less than one in two hundred.
fn with_few_errors(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let (text, encoding, _) = encoding.decode(bytes);
    let broken = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    (broken * 200 < text.chars().count()).then(|| Decoded { encoding: encoding.name(), text: text.into_owned() })
}

/// The lines of a text that was set upright and came out with one character a line: an empty line
/// ends a line, and the number of a page stands after the line that it fell into. `None` for any other
/// text.
pub(crate) fn rejoined(text: &str) -> Option<String> {
    const FEWEST: usize = 60;
    const WIDE_BLANK: char = '\u{3000}';
    let filled = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_page_number(line));
    let of_one = filled().filter(|line| line.chars().nth(1).is_none()).count();
    let of_more = filled().filter(|line| line.chars().nth(1).is_some()).count();
    if of_one < FEWEST || of_more * 20 > of_one {
        return None;
    }
    // A blank that was set is a line with one blank more than an empty line has.
    let blanks = |line: &str| line.chars().filter(|c| *c == WIDE_BLANK).count();
    let indent = text.lines().filter(|line| line.trim().is_empty()).map(blanks).min().unwrap_or(0);
    let mut joined = String::with_capacity(text.len());
    let mut numbers = String::new();
    for line in text.lines() {
        match line.trim() {
            "" if blanks(line) > indent => joined.push(WIDE_BLANK),
            "" => {
                joined.push('\n');
                joined.push_str(&std::mem::take(&mut numbers));
            }
            number if is_page_number(number) => {
                numbers.push_str(number);
                numbers.push('\n');
            }
            character => joined.push_str(character),
        }
    }
    joined.push_str(&numbers);
    Some(joined)
}

/// Text holds next to no control characters.
fn is_text(text: &str) -> bool {
    let (mut control, mut all) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        if c == '\0' {
            return false;
        }
        control += usize::from(c.is_control() && !c.is_whitespace());
    }
    control * CONTROL_SHARE <= all
}
