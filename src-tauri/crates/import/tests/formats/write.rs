//! Small writers: just enough of each format to say one thing.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP of files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A Word document with this body, and other parts.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut files: Vec<(&str, &[u8])> = vec![("word/document.xml", document.as_bytes())];
    files.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&files)
}

/// A paragraph of a Word document.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
}

/// A workbook: the sheets' XML, in order, with their names and attributes of `sheet`.
pub(crate) fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, attributes, xml)) in sheets.iter().enumerate() {
        let id = at + 1;
        write!(list, "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\" {attributes}/>").unwrap();
        write!(
            relations,
            "<Relationship Id=\"rId{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        )
        .unwrap();
        let xml =
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{xml}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{id}.xml"), xml));
    }
    relations.push_str("<Relationship Id=\"rIdS\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>");
    let head = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    parts.push(("xl/workbook.xml".into(), format!("<workbook {head}><sheets>{list}</sheets></workbook>")));
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    );
    parts.push(("xl/_rels/workbook.xml.rels".into(), relations));
    let package = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    parts.push(("_rels/.rels".into(), package.into()));
    let styles =
        format!("<styleSheet {head}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    parts.push(("xl/styles.xml".into(), styles));
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&files)
}

/// A cell of a sheet that holds text.
pub(crate) fn text_cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text))
}

/// What is drawn on a page of A4, 595 by 842 points, from the bottom left.
#[derive(Debug, Default, Clone)]
pub(crate) struct Drawing {
    pub(crate) content: String,
    pub(crate) rotation: u32,
}

impl Drawing {
    /// Text from left to right, in a font that gives Latin half the width.
    pub(crate) fn text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.show("F", x, y, size, text, "");
        self
    }

    /// Text that is not painted, as scanners put it under their pictures.
    pub(crate) fn hidden_text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.show("F", x, y, size, text, "3 Tr ");
        self
    }

    /// Text from top to bottom.
    pub(crate) fn vertical(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.show("V", x, y, size, text, "");
        self
    }

    /// Text whose characters nobody can name.
    pub(crate) fn nameless(mut self, x: f64, y: f64, count: usize) -> Self {
        writeln!(self.content, "BT /U 10 Tf {x} {y} Td <{}> Tj ET", "0041".repeat(count)).unwrap();
        self
    }

    fn show(&mut self, font: &str, x: f64, y: f64, size: f64, text: &str, mode: &str) {
        let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        writeln!(self.content, "BT /{font} {size} Tf {mode}{x} {y} Td <{hex}> Tj 0 Tr ET").unwrap();
    }

    /// A ruling line.
    pub(crate) fn line(mut self, x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        writeln!(self.content, "0.5 w {x0} {y0} m {x1} {y1} l S").unwrap();
        self
    }

    /// A picture, black all over.
    pub(crate) fn picture(mut self) -> Self {
        self.content.push_str("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q\n");
        self
    }
}

/// A PDF. Its fonts are not embedded: their names say which characters their codes are.
pub(crate) fn pdf(pages: &[Drawing]) -> Vec<u8> {
    let font = |name: &str, encoding: &str, collection: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering({collection})/Supplement 2>>/DW 1000/W[1 230 500]/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
        )
    };
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 6 + 2 * at)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
        font("Ryumin-Light", "UniJIS-UTF16-H", "Japan1"),
        font("Ryumin-Light", "UniJIS-UTF16-V", "Japan1"),
        font("Nameless", "Identity-H", "Identity"),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {}/Resources<</Font<</F 3 0 R/V 4 0 R/U 5 0 R>>>>/Contents {} 0 R>>",
            page.rotation,
            7 + 2 * at
        ));
        objects.push(format!("<</Length {}>>stream\n{}endstream", page.content.len(), page.content));
    }
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}
