//! Templates (様式): how an office wants its paper, as data that anybody can copy and change.
//!
//! A template is a `template.toml` with sizes, faces and wording, and optionally `.typ` files that
//! stand in for the built-in ones of the same name, with pictures beside them. It comes from
//! outside: what it says is checked against limits, and it reads its own files and nothing else.
//! One with `.typ` files of its own is a program that may never end: whoever typesets with it
//! bounds its time and memory ([`Template::has_layout`]).

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

use crate::form::Digits;

macro_rules! built_in {
    ($($name:literal),+) => {
        [$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/", $name)))),+]
    };
}

/// The file with the settings.
pub const SETTINGS: &str = "template.toml";

/// The name of the built-in template.
pub const STANDARD: &str = "標準";

/// The built-in files.
const FILES: [(&str, &str); 6] =
    built_in!["template.toml", "common.typ", "parts.typ", "minutes.typ", "table.typ", "volume.typ"];

/// The most files of a template.
pub const MOST_FILES: usize = 32;
/// The most bytes of all its files.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Sizes, faces and wording.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The page of minutes.
    pub page: Page,
    /// The words of minutes.
    pub text: Text,
    /// Tables.
    pub table: TableSettings,
    /// What the program writes of its own.
    pub words: Words,
}

/// The page of minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// Full-width characters in a line.
    pub characters: u32,
    /// Lines on a page.
    pub lines: u32,
    /// Margin above, in millimetres.
    pub top: f64,
    /// Margin below, in millimetres.
    pub bottom: f64,
}

/// The words of minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    /// Size in points.
    pub size: f64,
    /// Face of what was said.
    pub body: Face,
    /// Face of the title and of items.
    pub heading: Face,
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableSettings {
    /// Size in points.
    pub size: f64,
    /// Face of the cells.
    pub face: Face,
}

/// What the program writes of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// How the program writes its own numbers.
    pub digits: Digits,
    /// Around the number of a page, which stands for `{}`.
    pub page_number: String,
    /// What marks a draft.
    pub draft: String,
}

/// A face that is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// 明朝
    Mincho,
    /// ゴシック
    Gothic,
}

impl Default for Page {
    fn default() -> Self {
        Self { characters: 40, lines: 36, top: 30.0, bottom: 28.5 }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self { size: 11.0, body: Face::Mincho, heading: Face::Gothic }
    }
}

impl Default for TableSettings {
    fn default() -> Self {
        Self { size: 9.0, face: Face::Gothic }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self { digits: Digits::Full, page_number: "－{}－".to_owned(), draft: "案".to_owned() }
    }
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("template {template}: {file}:{}: {message}", line.unwrap_or(0))]
pub struct TemplateError {
    /// Its name.
    pub template: String,
    /// The file.
    pub file: String,
    /// The line, from 1, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong, in the words of the reader that found it.
    pub message: String,
}

/// A template that can be used.
#[derive(Debug, Clone)]
pub struct Template(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    /// As they were read.
    files: BTreeMap<String, Vec<u8>>,
    settings: Settings,
    sources: BTreeMap<String, Source>,
    pictures: BTreeMap<String, Bytes>,
    digest: String,
}

impl Default for Template {
    fn default() -> Self {
        static STANDARD_TEMPLATE: OnceLock<Template> = OnceLock::new();
        let standard = || {
            Self(Arc::new(Inner {
                name: STANDARD.to_owned(),
                files: BTreeMap::new(),
                settings: Settings::default(),
                sources: BTreeMap::new(),
                pictures: BTreeMap::new(),
                digest: digest(&BTreeMap::new()),
            }))
        };
        STANDARD_TEMPLATE.get_or_init(standard).clone()
    }
}

impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        (&self.0.name, &self.0.digest) == (&other.0.name, &other.0.digest)
    }
}

impl Eq for Template {}

impl Template {
    /// Reads the files of a template, by their names within its folder.
    pub fn read(name: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Self, TemplateError> {
        let wrong = |file: &str, line, message: String| TemplateError {
            template: name.to_owned(),
            file: file.to_owned(),
            line,
            message,
        };
        let total: usize = files.values().map(Vec::len).sum();
        if files.len() > MOST_FILES || total > MOST_BYTES {
            let limit = format!("more than {MOST_FILES} files or {MOST_BYTES} bytes");
            return Err(wrong("", None, limit));
        }
        let digest = digest(&files);
        let (mut settings, mut sources, mut pictures) = (Settings::default(), BTreeMap::new(), BTreeMap::new());
        for (file, bytes) in files.clone() {
            if file == SETTINGS {
                let text = text_of(bytes).map_err(|message| wrong(&file, None, message))?;
                settings = read_settings(&text).map_err(|(line, message)| wrong(&file, line, message))?;
            } else if has_ending(&file, "typ") {
                let text = text_of(bytes).map_err(|message| wrong(&file, None, message))?;
                let id = file_id(&file).ok_or_else(|| wrong(&file, None, "not a path".to_owned()))?;
                sources.insert(format!("/{file}"), Source::new(id, text));
            } else if ["png", "jpg", "jpeg", "svg"].iter().any(|ending| has_ending(&file, ending)) {
                pictures.insert(format!("/{file}"), Bytes::new(bytes));
            }
        }
        Ok(Self(Arc::new(Inner { name: name.to_owned(), files, settings, sources, pictures, digest })))
    }

    /// The files that a copy begins with: the settings, and the layout where it is asked for.
    pub fn starting_files(with_layout: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
        FILES.into_iter().filter(move |(name, _)| with_layout || *name == SETTINGS)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The files that it was read from, by their names.
    pub(super) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.0.files
    }

    /// Sizes, faces and wording.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// SHA-256 of its files, hexadecimal.
    pub fn digest(&self) -> &str {
        &self.0.digest
    }

    /// Whether it brings `.typ` files of its own.
    pub fn has_layout(&self) -> bool {
        !self.0.sources.is_empty()
    }

    /// A source by its path from the root: its own before a built-in one.
    pub(super) fn source(&self, path: &str) -> Option<Source> {
        self.0.sources.get(path).cloned().or_else(|| built_in_source(path))
    }

    /// A picture by its path from the root.
    pub(super) fn picture(&self, path: &str) -> Option<Bytes> {
        self.0.pictures.get(path).cloned()
    }

    /// Whether a path from the root is one of its own sources.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.0.sources.contains_key(path)
    }
}

/// The name under which typst knows a file.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

fn built_in_source(path: &str) -> Option<Source> {
    static SOURCES: OnceLock<BTreeMap<String, Source>> = OnceLock::new();
    let read = || {
        let sources = FILES.iter().filter(|(name, _)| has_ending(name, "typ"));
        let sources = sources
            .filter_map(|(name, text)| Some((format!("/{name}"), Source::new(file_id(name)?, (*text).to_owned()))));
        sources.collect()
    };
    SOURCES.get_or_init(read).get(path).cloned()
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

fn read_settings(text: &str) -> Result<Settings, (Option<usize>, String)> {
    let line_at = |offset: usize| text.get(..offset).map(|before| before.matches('\n').count() + 1);
    let settings: Settings = toml::from_str(text)
        .map_err(|error| (error.span().and_then(|span| line_at(span.start)), error.message().replace('\n', " ")))?;
    match settings.out_of_range() {
        Some((key, limits)) => {
            let line = text.lines().position(|line| line.trim_start().starts_with(key));
            Err((line.map(|line| line + 1), format!("{key}: {limits}")))
        }
        None => Ok(settings),
    }
}

impl Settings {
    /// The first setting that would not fit on paper, with what would.
    fn out_of_range(&self) -> Option<(&'static str, &'static str)> {
        const POINT: f64 = 25.4 / 72.0;
        const WIDTH: f64 = 210.0;
        const HEIGHT: f64 = 297.0;
        let Self { page, text, table, words } = self;
        let line = f64::from(page.characters) * text.size * POINT;
        let column = f64::from(page.lines) * text.size * POINT;
        let checks = [
            (
                "size",
                (6.0..=24.0).contains(&text.size) && (5.0..=16.0).contains(&table.size),
                "6～24 ポイント、表は 5～16 ポイントまでです",
            ),
            ("top", (10.0..=100.0).contains(&page.top), "10～100 mm です"),
            ("bottom", (10.0..=100.0).contains(&page.bottom), "10～100 mm です"),
            (
                "characters",
                page.characters >= 10 && line <= WIDTH - 30.0,
                "10 文字から、紙の幅より 30 mm 狭い所までに入る文字数です",
            ),
            (
                "lines",
                page.lines >= 10 && column <= HEIGHT - page.top - page.bottom,
                "10 行から、上下の余白の間に入る行数までです",
            ),
            (
                "page_number",
                words.page_number.chars().count() <= 20 && words.page_number.matches("{}").count() == 1,
                "{} を一つ入れ、20 文字までです",
            ),
            ("draft", (1..=6).contains(&words.draft.chars().count()), "1～6 文字です"),
        ];
        checks.into_iter().find(|(_, holds, _)| !holds).map(|(key, _, limits)| (key, limits))
    }
}

fn digest(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hex(&hash.finalize())
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<Template, TemplateError> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        Template::read("様式", files.collect())
    }

    #[test]
    fn the_file_that_a_copy_begins_with_says_what_is_built_in() {
        let files: Vec<_> = Template::starting_files(false).collect();
        assert_eq!(read(&files).unwrap().settings(), &Settings::default());
    }

    #[test]
    fn a_mistake_in_the_settings_names_its_line() {
        let check = |text: &str, line: usize, says: &str| {
            let error = read(&[(SETTINGS, text)]).unwrap_err();
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.message.contains(says), "{error}");
        };
        check("[page]\ncharacters = 40\nlinse = 3\n", 3, "linse");
        check("[text]\nsize = \"11\"\n", 2, "invalid type");
        check("[text]\n\nsize = 200\n", 3, "ポイント");
        check("[page]\ncharacters = 80\n", 2, "紙の幅");
        check("[words]\npage_number = \"頁\"\n", 2, "{}");
        check("[page\n", 1, "");
    }

    #[test]
    fn a_template_without_sources_has_no_layout_of_its_own() {
        assert!(!read(&[(SETTINGS, "")]).unwrap().has_layout());
        assert!(read(&[("minutes.typ", "#let x = 1")]).unwrap().has_layout());
        let longer = "x".repeat(MOST_BYTES + 1);
        assert!(read(&[("minutes.typ", &longer)]).is_err());
    }
}
