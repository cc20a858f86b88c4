//! `import`: files and folders in, one result line a file. A bad file never stops the others.

use std::path::Path;

use gijicho_app::api::import::{ImportCommit, ImportPreview, ImportPreviewed, Imported, OnDuplicate};
use gijicho_app::error::{AppError, RpcError};
use gijicho_app::{App, Opening, files_to_import, preview_without_library};
use gijicho_model::draft::Draft;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::Context;
use crate::args::{DuplicateChoice, ImportArgs};
use crate::output::say;
use crate::{DONE, FINDINGS};

/// A result line of `--dry-run --json`.
#[derive(Serialize)]
struct DryRun<'a> {
    file: &'a str,
    encoding: &'a str,
    #[serde(flatten)]
    draft: &'a Draft,
}

/// A result line of a file that was refused.
#[derive(Serialize)]
struct Refused {
    file: String,
    error: RpcError,
}

/// What is known before the files are opened.
struct Batch<'a> {
    context: &'a Context,
    arguments: &'a ImportArgs,
    /// `None` for a dry run, and where nothing can be read.
    app: Option<App>,
}

pub(super) fn run(context: &Context, arguments: &ImportArgs) -> Result<u8, AppError> {
    let files = files_to_import(&arguments.files)?;
    let mut batch = Batch { context, arguments, app: None };
    // A library is made for something that can be read, never for a mistake.
    if !arguments.dry_run && files.iter().any(|file| batch.preview(file).is_ok()) {
        batch.app = Some(context.app(Opening::Create)?);
    }
    if let ([file], [named]) = (files.as_slice(), arguments.files.as_slice())
        && file == named
    {
        batch.file(file, true)?;
        return Ok(DONE);
    }
    let bar = progress(files.len());
    let mut failed = 0usize;
    for file in &files {
        let result = bar.suspend(|| batch.file(file, false));
        if let Err(error) = result {
            failed += 1;
            bar.suspend(|| batch.refused(file, &error));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    say(&format!("{} 件のうち {} 件を読みました。", files.len(), files.len() - failed));
    Ok(if failed == 0 { DONE } else { FINDINGS })
}

impl Batch<'_> {
    /// What the importer makes of a file.
    fn preview(&self, file: &Path) -> Result<ImportPreviewed, AppError> {
        let kind = self.arguments.kind.map(|kind| kind.name().to_owned());
        let encoding = self.arguments.encoding.clone();
        preview_without_library(&ImportPreview { path: file.display().to_string(), kind, encoding })
    }

    /// Looks at a file or takes it in, and prints what came of it.
    fn file(&self, file: &Path, alone: bool) -> Result<(), AppError> {
        let Some(app) = &self.app else {
            let preview = self.preview(file)?;
            let line = DryRun { file: &preview.file, encoding: &preview.encoding, draft: &preview.draft };
            self.print(&line, alone, |_| summary(&preview.file, &preview.draft));
            return Ok(());
        };
        let imported = app.import_commit(ImportCommit {
            path: file.display().to_string(),
            kind: self.arguments.kind.map(|kind| kind.name().to_owned()),
            encoding: self.arguments.encoding.clone(),
            body: self.arguments.body.clone(),
            on_duplicate: self.arguments.on_duplicate.map(|choice| match choice {
                DuplicateChoice::Replace => OnDuplicate::Replace,
                DuplicateChoice::KeepBoth => OnDuplicate::KeepBoth,
                DuplicateChoice::Skip => OnDuplicate::Skip,
            }),
            ..ImportCommit::default()
        })?;
        self.print(&imported, alone, report);
        Ok(())
    }

    fn print<T: Serialize>(&self, value: &T, alone: bool, text: impl FnOnce(&T) -> String) {
        if alone {
            self.context.output.data(value, text);
        } else {
            self.context.output.line(value, text);
        }
    }

    fn refused(&self, file: &Path, error: &AppError) {
        let error = RpcError::from(error);
        say(&error.message);
        let refused = Refused { file: file.display().to_string(), error };
        self.context.output.line(&refused, |refused| format!("{}: 取り込めませんでした", refused.file));
    }
}

/// A bar on a terminal; nothing elsewhere.
fn progress(files: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{wide_bar} {pos}/{len} 件").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}

fn coverage(placed: usize, characters: usize) -> String {
    if placed == characters {
        format!("{characters} 字すべてを配置")
    } else {
        format!("{characters} 字のうち {placed} 字を配置（未配置 {} 字）", characters - placed)
    }
}

fn summary(file: &str, draft: &Draft) -> String {
    let (what, warnings) = match draft {
        Draft::Minutes(minutes) => (
            format!(
                "議事概要 {} 議題 {} 発言 {} 決定の提案 {} {}",
                minutes.meeting.held_on.map_or_else(|| "日付なし".to_owned(), gijicho_model::era::long_date),
                minutes.agenda.len(),
                minutes.remarks.len(),
                minutes.decisions.len(),
                coverage(minutes.coverage.placed, minutes.coverage.characters)
            ),
            &minutes.warnings,
        ),
        Draft::Plan(table) | Draft::Progress(table) => (
            format!(
                "{} 取組 {} {}",
                table.title,
                table.initiatives.len(),
                coverage(table.coverage.placed, table.coverage.characters)
            ),
            &table.warnings,
        ),
    };
    let mut lines = vec![format!("{file}: {what}")];
    lines.extend(warnings.iter().map(|warning| match warning.line {
        Some(line) => format!("  ※ {line} 行目: {}", warning.message),
        None => format!("  ※ {}", warning.message),
    }));
    lines.join("\n")
}

fn report(imported: &Imported) -> String {
    if imported.skipped {
        return format!("{}: 書庫にあるので取り込みませんでした", imported.file);
    }
    let name = imported.meeting.as_ref().map(|meeting| format!("{} {}", meeting.label, meeting.title));
    let name = name.or_else(|| imported.plan.clone()).unwrap_or_default();
    format!(
        "{}: {name}（議題・取組 {}、発言・進捗 {}、決定の提案 {}、{}）",
        imported.file,
        imported.items,
        imported.remarks,
        imported.decisions,
        coverage(imported.coverage.placed, imported.coverage.characters)
    )
}
