//! The same document as other machines would have written it. What it says does not change.

use encoding_rs::SHIFT_JIS;

/// A document in another dress.
pub struct Variant {
    /// What is different about it.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Every dress that this text can wear.
pub fn of(text: &str) -> Vec<Variant> {
    let utf8 = |name, text: String| Variant { name, bytes: text.into_bytes() };
    let mut variants = vec![
        utf8("as it is", text.to_owned()),
        utf8("CRLF", text.replace("\r\n", "\n").replace('\n', "\r\n")),
        utf8("full-width", full_width(text)),
        utf8("no blank lines", without_blank_lines(text)),
        utf8("wrapped at 40", wrapped(text, 40)),
        utf8("byte order mark", format!("\u{feff}{text}")),
        Variant { name: "UTF-16", bytes: utf16(text) },
    ];
    let (cp932, _, lossy) = SHIFT_JIS.encode(text);
    if lossy {
        println!("  CP932 cannot hold this text: left out");
    } else {
        variants.push(Variant { name: "CP932", bytes: cp932.into_owned() });
    }
    variants
}

/// Every character that has a full-width form in that form.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        ' ' => '\u{3000}',
        other => other,
    };
    text.chars().map(wide).collect()
}

fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Every line that is longer broken hard, as a mail program or a PDF would.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        for (place, c) in line.chars().enumerate() {
            if place > 0 && place % width == 0 {
                out.push('\n');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dress_changes_what_it_says_it_changes() {
        assert_eq!(full_width("DX 1.5%"), "ＤＸ　１．５％");
        assert_eq!(wrapped("あいうえおか\n一\n", 2), "あい\nうえ\nおか\n一\n");
        assert_eq!(without_blank_lines("一\n\n \n二\n"), "一\n二\n");
        assert_eq!(utf16("あ"), [0xff, 0xfe, 0x42, 0x30]);
    }

    #[test]
    fn a_text_that_cp932_cannot_hold_has_no_such_dress() {
        assert!(of("髙﨑").iter().any(|variant| variant.name == "CP932"));
        assert!(of("𠮷").iter().all(|variant| variant.name != "CP932"));
    }
}
