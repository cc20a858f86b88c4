//! Archives: every file, and nothing that was not put there by hand.

use super::write::zip;
use gijicho_import::archive::{Limits, Member, members};
use gijicho_import::{ImportError, Parts};

fn names(bytes: &[u8]) -> Vec<String> {
    members(bytes, &Limits::default()).unwrap().into_iter().map(|member| member.name).collect()
}

#[test]
fn files_are_listed_with_their_bytes() {
    let inner = zip(&[("会議.txt", b"a")]);
    let bytes = zip(&[("令和４年度/第１回.txt", b"text"), ("資料.zip", &inner)]);
    let member = |name: &str, bytes: &[u8]| Member { name: name.into(), bytes: Ok(bytes.to_vec()) };
    let expected = [member("令和４年度/第１回.txt", b"text"), member("資料.zip/会議.txt", b"a")];
    assert_eq!(members(&bytes, &Limits::default()).unwrap(), expected);
}

#[test]
fn names_lead_nowhere() {
    let cases = [
        ("../../etc/passwd", "etc/passwd"),
        ("/root.txt", "root.txt"),
        ("C:\\会議\\..\\a.txt", "会議/a.txt"),
        ("a\u{202E}txt.exe", "atxt.exe"),
        ("./x//y.txt", "x/y.txt"),
    ];
    for (name, shown) in cases {
        assert_eq!(names(&zip(&[(name, b"a")])), [shown], "{name}");
    }
}

#[test]
fn names_of_windows_are_read() {
    // The name is as long in either encoding that is swapped for the other here.
    let mut bytes = zip(&[("XXXX.txt", b"a")]);
    let name = encoding_rs::SHIFT_JIS.encode("会議").0.into_owned();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..*at + 4] == b"XXXX").collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&name);
    }
    assert_eq!(names(&bytes), ["会議.txt"]);
}

#[test]
fn leavings_of_systems_are_left_out() {
    let files = ["__MACOSX/._a.txt", "a/.DS_Store", "~$議事.docx", "Thumbs.db", "b.txt"].map(|name| (name, &b"a"[..]));
    assert_eq!(names(&zip(&files)), ["b.txt"]);
}

#[test]
fn limits_hold() {
    let limits = Limits { files: 2, each: 100, total: 150, depth: 1 };
    let check = |files: &[(&str, &[u8])], expected: Result<Vec<Result<usize, ImportError>>, ImportError>| {
        let read = members(&zip(files), &limits);
        let read =
            read.map(|all| all.into_iter().map(|member| member.bytes.map(|bytes| bytes.len())).collect::<Vec<_>>());
        assert_eq!(read, expected);
    };
    let large = [b'a'; 101];
    check(&[("a", &large)], Ok(vec![Err(ImportError::Expands { limit: 100 })]));
    check(&[("a", &large[..90]), ("b", &large[..90])], Err(ImportError::Expands { limit: 150 }));
    let many = [("a", &b"a"[..]), ("b", b"a"), ("c", b"a")];
    check(&many, Err(ImportError::TooManyParts { parts: Parts::Files, limit: 2 }));
    check(&[("a.zip", &zip(&[("b", b"a")]))], Ok(vec![Err(ImportError::Expands { limit: 100 })]));
}

#[test]
fn a_file_that_unpacks_to_far_more_than_it_is_packed_is_refused() {
    let bomb = zip(&[("a.txt", &vec![0u8; 40 << 20])]);
    let read = members(&bomb, &Limits::default()).unwrap();
    assert!(matches!(read[0].bytes, Err(ImportError::Expands { .. })));
}

#[test]
fn what_is_no_archive_is_refused() {
    assert_eq!(members(b"PK\x03\x04rest", &Limits::default()), Err(ImportError::BadArchive));
}
