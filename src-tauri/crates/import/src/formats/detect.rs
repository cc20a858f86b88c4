//! What a file is, told from its bytes. A name is asked only where bytes can be either.
//!
//! Invariants: a wrong extension never misleads; what is recognised and not read is an error that
//! says what to save it as.

use super::archive;
use crate::error::Application;
use crate::{ImportError, MAX_FILE_BYTES};

/// What holds the contents of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// Text, markup included.
    Text,
    Pdf,
    Docx,
    Xlsx,
    /// A ZIP of files.
    Archive,
}

/// What holds the contents, or why they cannot be read.
pub(crate) fn container(bytes: &[u8]) -> Result<Container, ImportError> {
    /// Bytes in which a PDF says what it is; mailers and printers put their own before it.
    const PDF_HEAD: usize = 1024;
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    if let Some(detected) = signature(bytes) {
        return Err(ImportError::Binary { detected });
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if let Some(application) = application_of_text(head) {
        return Err(ImportError::Unsupported { application });
    }
    if find(head, b"%PDF-").is_some_and(|at| at == 0 || !is_prose(&head[..at])) {
        return Ok(Container::Pdf);
    }
    Ok(Container::Text)
}

/// Compound files: Office before 2007, 一太郎, and encrypted Office.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Files that are known by their first bytes and hold no document.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 12] = [
        (b"\x89PNG\r\n", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"BM\0", "image"),
        (b"SQLite format 3\0", "database"),
        (b"\x1F\x8B", "gzip"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"Rar!\x1A\x07", "RAR"),
        (b"ID3", "sound"),
        (b"RIFF", "sound or picture"),
    ];
    let known = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, name)| name);
    // MP4, M4A, HEIC: a box whose name follows its length.
    known.or_else(|| (bytes.get(4..8) == Some(b"ftyp")).then_some("sound or picture"))
}

/// What wrote a compound file: told by the names of its streams, which stand in it as UTF-16.
fn compound(bytes: &[u8]) -> ImportError {
    const STREAMS: [(&str, Application); 5] = [
        ("WordDocument", Application::OldWord),
        ("Workbook", Application::OldExcel),
        ("Book", Application::OldExcel),
        ("PowerPoint Document", Application::PowerPoint),
        ("DocumentText", Application::Ichitaro),
    ];
    let names = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        // Entries of the directory are 128 bytes long and begin with their name.
        let head = &bytes[..bytes.len().min(MAX_FILE_BYTES)];
        head.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if names("EncryptedPackage") {
        return ImportError::Encrypted;
    }
    let application = STREAMS.iter().find(|(name, _)| names(name)).map_or(Application::Unknown, |&(_, it)| it);
    ImportError::Unsupported { application }
}

/// Whether a ZIP is a document or an archive of files.
fn zip(bytes: &[u8]) -> Result<Container, ImportError> {
    const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument";
    let mut package = archive::Package::open(bytes)?;
    if package.has("word/document.xml") {
        Ok(Container::Docx)
    } else if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") {
        Ok(Container::Xlsx)
    } else if package.has("ppt/presentation.xml") {
        Err(ImportError::Unsupported { application: Application::PowerPoint })
    } else if package.read("mimetype").ok().flatten().is_some_and(|kind| kind.starts_with(OPEN_DOCUMENT)) {
        Err(ImportError::Unsupported { application: Application::OpenDocument })
    } else {
        Ok(Container::Archive)
    }
}

/// Formats that are text and hold a document that is not read.
fn application_of_text(head: &[u8]) -> Option<Application> {
    let is_mail =
        head.starts_with(b"MIME-Version:") || head.starts_with(b"From: ") && find(head, b"MIME-Version:").is_some();
    match () {
        () if head.starts_with(b"{\\rtf") => Some(Application::Rtf),
        () if is_mail && find(head, b"multipart/related").is_some() => Some(Application::Mhtml),
        () => None,
    }
}

/// Prose before 「%PDF-」 tells of PDFs and is none.
fn is_prose(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().any(|c| c > '\u{2FF}'))
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
