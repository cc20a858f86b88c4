//! Templates of a library: folders in `templates/`, each named as the template is.
//!
//! Invariant: nothing outside of a template's own folder is read, not even through a link; what is
//! too much for a template is refused before it is read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gijicho_export::pdf::{MOST_BYTES, MOST_FILES, SETTINGS, STANDARD};
use gijicho_export::{ExportError, Template, TemplateError};

use super::words;
use crate::App;
use crate::api::Nothing;
use crate::api::paper::{TemplateCopy, TemplateInfo, TemplateList, TemplateNamed, TemplateProblem};
use crate::error::AppError;
use crate::{files, messages};

/// Longest name of a template, in characters.
const LONGEST_NAME: usize = 40;

impl App {
    /// Every template, with what is wrong with it.
    pub fn templates_list(&self, _: Nothing) -> Result<TemplateList, AppError> {
        let built_in = info(&Template::default(), String::new());
        let names = self.template_names()?;
        let own = names.iter().map(|name| self.template_check(TemplateNamed { name: name.clone() }));
        Ok(TemplateList { templates: std::iter::once(Ok(built_in)).chain(own).collect::<Result<_, _>>()? })
    }

    /// Copies the built-in template into the library.
    pub fn template_copy(&self, copy: TemplateCopy) -> Result<TemplateInfo, AppError> {
        let folder = self.template_folder(&copy.name)?;
        let writing = |source| AppError::Writing { path: folder.clone(), source };
        let parent = folder.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(writing)?;
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(AppError::TemplateThere { name: copy.name });
            }
            made => made.map_err(writing)?,
        }
        for (name, text) in Template::starting_files(copy.with_layout) {
            files::write_whole(&folder.join(name), text.as_bytes())?;
        }
        self.template_check(TemplateNamed { name: copy.name })
    }

    /// Whether a template can be used: it is read, and pages are set with it.
    pub fn template_check(&self, named: TemplateNamed) -> Result<TemplateInfo, AppError> {
        if named.name == STANDARD {
            return Ok(info(&Template::default(), String::new()));
        }
        let folder = self.template_folder(&named.name)?;
        let shown = folder.display().to_string();
        let wrong = |error: &TemplateError| TemplateInfo {
            name: named.name.clone(),
            built_in: false,
            has_layout: false,
            folder: shown.clone(),
            problem: Some(problem(error)),
        };
        match self.template(&named.name) {
            Ok(template) => match self.try_out(&template) {
                Err(AppError::Export(ExportError::Template(error))) => {
                    Ok(TemplateInfo { has_layout: template.has_layout(), ..wrong(&error) })
                }
                Err(given_up @ (AppError::TemplateSlow { .. } | AppError::TemplateEnded { .. })) => {
                    let problem =
                        TemplateProblem { file: String::new(), line: None, message: messages::error(&given_up).1 };
                    Ok(TemplateInfo { problem: Some(problem), ..info(&template, shown.clone()) })
                }
                Err(other) => Err(other),
                Ok(()) => Ok(info(&template, shown.clone())),
            },
            Err(AppError::Export(ExportError::Template(error))) => Ok(wrong(&error)),
            Err(other) => Err(other),
        }
    }

    /// A template by its name; the built-in one for an empty name.
    pub(crate) fn template(&self, name: &str) -> Result<Template, AppError> {
        if name.is_empty() || name == STANDARD {
            return Ok(Template::default());
        }
        let folder = self.template_folder(name)?;
        if !folder.is_dir() {
            return Err(AppError::NoTemplate { name: name.to_owned() });
        }
        let files = read(&folder, name)?;
        Ok(Template::read(name, files).map_err(ExportError::from)?)
    }

    /// The names of the library's own templates.
    pub(crate) fn template_names(&self) -> Result<Vec<String>, AppError> {
        let folder = self.dir.join("templates");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&folder).map_err(AppError::reading(&folder))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(AppError::reading(&folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_name(&name) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn template_folder(&self, name: &str) -> Result<PathBuf, AppError> {
        if !is_name(name) || name == STANDARD {
            return Err(AppError::NotATemplateName { name: name.to_owned() });
        }
        Ok(self.dir.join("templates").join(name))
    }
}

/// One folder's name on every platform.
fn is_name(name: &str) -> bool {
    const FORBIDDEN: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let is_device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || ["COM", "LPT"].iter().any(|port| stem.strip_prefix(port).is_some_and(|rest| rest.len() == 1 && rest != "0"));
    !name.is_empty()
        && !is_device
        && name.trim() == name
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(|c| c.is_control() || FORBIDDEN.contains(&c))
}

/// The files of a folder by their names. Links and folders in it are left out.
fn read(folder: &Path, template: &str) -> Result<BTreeMap<String, Vec<u8>>, AppError> {
    let too_much = || {
        ExportError::from(TemplateError {
            template: template.to_owned(),
            file: String::new(),
            line: None,
            message: format!("ファイルは {MOST_FILES} 個、あわせて {} MB までです", MOST_BYTES / 1024 / 1024),
        })
    };
    let entries = fs::read_dir(folder).map_err(AppError::reading(folder))?;
    let mut found = BTreeMap::new();
    let mut total = 0;
    for entry in entries {
        let entry = entry.map_err(AppError::reading(folder))?;
        let metadata = fs::symlink_metadata(entry.path()).map_err(AppError::reading(&entry.path()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !metadata.is_file() || name.starts_with('.') {
            continue;
        }
        total += metadata.len();
        if found.len() >= MOST_FILES || total > MOST_BYTES as u64 {
            return Err(too_much().into());
        }
        found.insert(name, files::read(&entry.path())?);
    }
    Ok(found)
}

fn info(template: &Template, folder: String) -> TemplateInfo {
    TemplateInfo {
        name: template.name().to_owned(),
        built_in: folder.is_empty(),
        has_layout: template.has_layout(),
        folder,
        problem: None,
    }
}

fn problem(error: &TemplateError) -> TemplateProblem {
    TemplateProblem {
        file: if error.file.is_empty() { SETTINGS.to_owned() } else { error.file.clone() },
        line: error.line.and_then(|line| u32::try_from(line).ok()),
        message: words::template(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_folder() {
        for name in ["わが課", "R6 様式", "a-b", "CONTRACT", "COM", "com10"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "C:", " a", "a.", "\n", "CON", "nul.2", "com1", "LPT9"] {
            assert!(!is_name(name), "{name:?}");
        }
    }
}
