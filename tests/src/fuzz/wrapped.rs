//! Documents of the other formats, made of a mutated text and then damaged: what a reader of such a
//! format meets when a file was cut, overwritten or made to harm.
//!
//! The damage is told by the text itself, so that the same seed gives the same files.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file around the text.
pub(super) type Wrap = fn(&str) -> Vec<u8>;

/// The file that is made of an input: sound, or with some bytes of it changed or cut off.
pub(super) fn file(bytes: &[u8], wrap: Wrap) -> Vec<u8> {
    let mut random = Random(
        bytes
            .iter()
            .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)),
    );
    let mut file = wrap(&String::from_utf8_lossy(bytes));
    for _ in 0..random.below(6) {
        let at = random.below(file.len());
        file[at] = u8::try_from(random.below(256)).unwrap_or(0);
    }
    if random.below(4) == 0 {
        file.truncate(random.below(file.len()).max(1));
    }
    file
}

/// Numbers without order (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

/// A ZIP of files, not packed, so that damage lands in what they say.
pub(super) fn zip(text: &str) -> Vec<u8> {
    archive(&[("会議/議事.txt", text), ("b.html", &html_text(text))])
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, stored).expect("a file can be begun in memory");
        writer.write_all(text.as_bytes()).expect("memory can be written");
    }
    writer.finish().expect("an archive can be ended in memory").into_inner()
}

/// A Word document whose paragraphs are the lines; one in a few stands in a table or is numbered.
pub(super) fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for (at, line) in text.lines().enumerate() {
        let line = escaped(line);
        body += match at % 7 {
            3 => "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr><w:p>",
            5 => "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
            _ => "<w:p>",
        };
        body += &["<w:r><w:t>", &line, "</w:t></w:r></w:p>"].concat();
        if at % 7 == 3 {
            body += "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
        }
    }
    let document = ["<w:document><w:body>", &body, "</w:body></w:document>"].concat();
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt w:val=\"irohaFullWidth\"/><w:lvlText w:val=\"%1(%2)\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    archive(&[("word/document.xml", &document), ("word/numbering.xml", numbering)])
}

/// A workbook with a line in each row.
pub(super) fn xlsx(text: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut rows = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        let row = format!("r=\"{number}\"><c r=\"A{number}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(line));
        rows.extend(["<row ", &row, "<c><v>1.5</v></c></row>"]);
    }
    let sheet = format!(
        "<worksheet xmlns=\"{SHEETS}\"><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
    );
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let workbook = format!(
        "<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    archive(&[
        ("_rels/.rels", &related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &related("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// A web page of the lines, in blocks that are not always closed.
pub(super) fn html(text: &str) -> Vec<u8> {
    html_text(text).into_bytes()
}

fn html_text(text: &str) -> String {
    const BLOCKS: &[&str] = &[
        "<p>",
        "<li>",
        "<ol><li>",
        "<table><tr><td rowspan=3 colspan=2>",
        "</table>",
        "<pre>",
        "<div>",
        "<td>",
        "</ol>",
        "<main>",
    ];
    let mut page = String::from("<!DOCTYPE html><html><body>");
    for (at, line) in text.lines().enumerate() {
        // Lines are markup as they are: mutations hold brackets of every kind.
        page += &[BLOCKS[(at + line.len()) % BLOCKS.len()], line, "\n"].concat();
    }
    page + "</body></html>"
}

/// A PDF with a line of text for each line, in a font that is not embedded, and some ruling lines.
pub(super) fn pdf(text: &str) -> Vec<u8> {
    let mut content = String::new();
    for (at, line) in text.lines().take(400).enumerate() {
        let units: Vec<String> = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let units = units.concat();
        let (x, y) = (40 + at / 40 % 3 * 170, 800 - at % 40 * 19);
        let text = format!("BT /F 9 Tf {x} {y} Td <{units}> Tj ET");
        let rules = format!(" {x} {y} m 300 {y} l {x} 50 m {x} 800 l S\n");
        content.extend([text, rules]);
    }
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>".to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/UniJIS-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000>>]>>".to_owned(),
        format!("<</Length {}>>stream\n{content}endstream", content.len()),
    ];
    let mut file = String::from("%PDF-1.7\n");
    for (number, object) in (1..).zip(&objects) {
        file.extend([format!("{number} 0 obj\n"), format!("{object}\nendobj\n")]);
    }
    // Without a table of its objects: readers look for them.
    (file + "trailer<</Root 1 0 R/Size 6>>\n").into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
