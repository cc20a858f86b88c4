//! What the program and its readers say to each other, over a pipe.
//!
//! A frame is the length of a text, the length of what follows it, the text (JSON) and what
//! follows it (the bytes of a file); lengths are little-endian. Neither side believes a length
//! above its limit.

use std::io::{self, Read, Write};

use gijicho_export::{MissingGlyph, Preview, TemplateError};
use gijicho_import::Review;
use gijicho_model::Register;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::How;
use crate::error::RpcError;

/// What is asked about a file, whose bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ask {
    /// Its name, without folders.
    pub(super) file: String,
    /// How to read it.
    pub(super) how: How,
    /// What is wanted.
    pub(super) what: What,
}

/// What is wanted of a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum What {
    /// What it says.
    Draft,
    /// The rows of its table.
    Rows,
    /// The files of an archive.
    Members,
    /// Its lines, with their pages.
    Lines,
    /// What people have said and changed in it.
    Review,
    /// What comes of setting it: it is a [`gijicho_export::pdf::Job`].
    Pages,
}

/// [`Ask`] with the register, which is sent only when it has changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Question<A, R> {
    pub(super) ask: A,
    pub(super) register: Option<R>,
}

/// A question as it is received.
pub(super) type Asked = Question<Ask, Register>;

/// The answer to a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// What the file says.
    Read(Box<super::Read>),
    /// The rows of its table.
    Rows(Vec<Vec<String>>),
    /// Its lines, each with its page from 1, or 0 where there are no pages.
    Lines(Vec<(u32, String)>),
    /// What people have said and changed in it.
    Review(Box<Review>),
    /// The files of an archive; their bytes follow, one after the other.
    Members(Vec<MemberHead>),
    /// What came of setting pages; the bytes of a PDF follow.
    Pages(Result<Set, NotSet>),
    /// Why it cannot be read.
    Refused(RpcError),
}

/// Pages that were set.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Set {
    /// A file, whose bytes follow.
    Pdf { pages: usize, warnings: Vec<MissingGlyph> },
    /// Pages to look at.
    Preview(Preview),
    /// Nothing, but that the template can be used.
    Usable,
}

/// Why pages were not set.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum NotSet {
    /// A mistake in the template, with its place.
    Template(TemplateError),
    /// Anything else.
    Other(RpcError),
}

/// A file of an archive.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MemberHead {
    /// Where it stands in the archive.
    pub(super) name: String,
    /// How many bytes it has, or why there are none.
    pub(super) bytes: Result<usize, RpcError>,
}

/// A message and what follows it.
pub(super) type Frame<T> = (T, Vec<u8>);

/// The most bytes of a message and of what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) text: u64,
    pub(super) bytes: u64,
}

/// Writes a frame.
pub(super) fn write(mut to: impl Write, text: &impl Serialize, bytes: &[u8]) -> io::Result<()> {
    let text = serde_json::to_vec(text)?;
    to.write_all(&(text.len() as u64).to_le_bytes())?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&text)?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads a frame; `None` where there is none any more.
pub(super) fn read<T: DeserializeOwned>(mut from: impl Read, most: Most) -> io::Result<Option<Frame<T>>> {
    let mut lengths = [0u8; 16];
    let mut got = 0;
    while got < lengths.len() {
        match from.read(&mut lengths[got..])? {
            0 if got == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => got += more,
        }
    }
    let length = |at: usize| lengths[at..at + 8].iter().rev().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
    let (text_length, bytes_length) = (length(0), length(8));
    if text_length > most.text || bytes_length > most.bytes {
        return Err(io::Error::other("a message is longer than its limit"));
    }
    let mut text = Vec::new();
    from.by_ref().take(text_length).read_to_end(&mut text)?;
    let mut bytes = Vec::new();
    from.by_ref().take(bytes_length).read_to_end(&mut bytes)?;
    if text.len() as u64 != text_length || bytes.len() as u64 != bytes_length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((serde_json::from_slice(&text)?, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: Most = Most { text: 100, bytes: 100 };

    #[test]
    fn a_frame_is_read_back() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"質問", b"\0\xFF").unwrap();
        write(&mut pipe, &"次", b"").unwrap();
        let mut pipe = pipe.as_slice();
        assert_eq!(read::<String>(&mut pipe, MOST).unwrap(), Some(("質問".to_owned(), vec![0, 0xFF])));
        assert_eq!(read::<String>(&mut pipe, MOST).unwrap(), Some(("次".to_owned(), Vec::new())));
        assert_eq!(read::<String>(&mut pipe, MOST).unwrap(), None);
    }

    #[test]
    fn a_frame_that_is_cut_off_or_too_long_is_an_error() {
        let mut whole = Vec::new();
        write(&mut whole, &"質問", b"bytes").unwrap();
        for cut in 1..whole.len() {
            assert!(read::<String>(&whole[..cut], MOST).is_err(), "{cut}");
        }
        assert!(read::<String>(whole.as_slice(), Most { text: 3, bytes: 100 }).is_err());
        assert!(read::<String>(whole.as_slice(), Most { text: 100, bytes: 3 }).is_err());
        let mut lying = u64::MAX.to_le_bytes().repeat(2);
        lying.extend(b"{}");
        assert!(read::<String>(lying.as_slice(), MOST).is_err());
    }
}
