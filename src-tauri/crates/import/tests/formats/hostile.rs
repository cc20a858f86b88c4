//! Any bytes are answered with a draft or an error.

use proptest::prelude::*;

use super::write::{Drawing, docx, paragraph, pdf, text_cell, xlsx, zip};
use super::{MINUTES, read, source};
use gijicho_import::{Application, ImportError, archive};

fn files() -> Vec<Vec<u8>> {
    let body: String = MINUTES.lines().map(paragraph).collect();
    let page = (0u32..).zip(MINUTES.lines()).fold(Drawing::default(), |page, (row, line)| {
        page.text(50.0, 780.0 - f64::from(row) * 20.0, 10.0, line).line(50.0, 700.0, 300.0, 700.0)
    });
    let rows: String = (1..)
        .zip(MINUTES.lines())
        .map(|(at, line)| format!("<row r=\"{at}\">{}</row>", text_cell(&format!("A{at}"), line)))
        .collect();
    let page_of_site = format!("<html><body><table><tr><td rowspan=3>{body}</table><ol><li>{MINUTES}</body></html>");
    vec![
        docx(&body, &[]),
        pdf(&[page]),
        xlsx(&[("a", "", &format!("<sheetData>{rows}</sheetData>"))]),
        page_of_site.into_bytes(),
        zip(&[("a.txt", MINUTES.as_bytes()), ("b.zip", &zip(&[("c.txt", b"c")]))]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_is_answered(which in 0usize..5, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<Option<prop::sample::Index>>()) {
        let mut bytes = files().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()).max(1));
        }
        // Whatever comes of it, it comes twice.
        prop_assert_eq!(read(&bytes, "a").err(), read(&bytes, "a").err());
        prop_assert_eq!(source(&bytes).ok(), source(&bytes).ok());
        drop(archive::members(&bytes, &archive::Limits::default()));
    }
}

#[test]
fn documents_of_other_applications_are_told_apart() {
    let compound = |stream: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        bytes
    };
    let unsupported = |application| ImportError::Unsupported { application };
    let open_document = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    let cases: [(Vec<u8>, ImportError); 10] = [
        (compound("WordDocument"), unsupported(Application::OldWord)),
        (compound("Workbook"), unsupported(Application::OldExcel)),
        (compound("DocumentText"), unsupported(Application::Ichitaro)),
        (compound("EncryptedPackage"), ImportError::Encrypted),
        (zip(&[("ppt/presentation.xml", b"<a/>")]), unsupported(Application::PowerPoint)),
        (b"{\\rtf1 a}".to_vec(), unsupported(Application::Rtf)),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related".to_vec(), unsupported(Application::Mhtml)),
        (zip(&[("a.txt", b"a")]), ImportError::Archive),
        (b"\0\0\0\x18ftypM4A \0\0".to_vec(), ImportError::Binary { detected: "sound or picture" }),
        (open_document, unsupported(Application::OpenDocument)),
    ];
    for (bytes, error) in cases {
        assert_eq!(read(&bytes, "a.docx"), Err(error));
    }
}
