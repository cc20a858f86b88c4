//! `import`: files, folders and archives in, one result line a file. A bad file never stops the others.
//!
//! Ctrl+C ends the run after the file that is being taken in; the same command goes on from there.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gijicho_app::api::import::{ImportPreview, Imported, OnDuplicate};
use gijicho_app::api::intake::{IntakeFile, IntakeOpened, IntakeResult, IntakeRun, IntakeTarget};
use gijicho_app::error::{AppError, RpcError};
use gijicho_app::intake::{self, Brought, Heard};
use gijicho_app::{App, Inbox, Opening, Reading};
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
struct Refused<'a> {
    file: &'a str,
    error: &'a RpcError,
}

/// Exit status of a program that a person has stopped, as shells have it.
const STOPPED: i32 = 130;

pub(super) fn run(context: &Context, arguments: &ImportArgs) -> Result<u8, AppError> {
    let inbox = Arc::new(Inbox::new(Reading::by_this_program()));
    let opened = inbox.open(&arguments.files)?;
    if arguments.dry_run {
        return look(context, arguments, &inbox, &opened);
    }
    let library = Library::new(context, inbox)?;
    match opened.files.as_slice() {
        [file] if is_alone(arguments, &opened) => take_one(context, arguments, &library, file),
        _ => take_many(context, arguments, &library, &opened),
    }
}

/// Whether one file was named, and nothing that stands for several.
fn is_alone(arguments: &ImportArgs, opened: &IntakeOpened) -> bool {
    let ([file], [named]) = (opened.files.as_slice(), arguments.files.as_slice()) else { return false };
    file.member.is_none() && Path::new(&file.path) == named && arguments.report.is_none()
}

/// The library, which is made for something that can be read, never for a mistake.
struct Library<'a> {
    context: &'a Context,
    inbox: Arc<Inbox>,
    app: OnceCell<App>,
}

impl<'a> Library<'a> {
    fn new(context: &'a Context, inbox: Arc<Inbox>) -> Result<Self, AppError> {
        let library = Self { context, inbox, app: OnceCell::new() };
        match context.app(Opening::Existing) {
            Ok(app) => drop(library.app.set(app.with_inbox(library.inbox.clone()))),
            Err(error) if error.is_no_library() => {}
            Err(error) => return Err(error),
        }
        Ok(library)
    }

    fn open(&self) -> Result<&App, AppError> {
        if let Some(app) = self.app.get() {
            return Ok(app);
        }
        let app = self.context.app(Opening::Create)?.with_inbox(self.inbox.clone());
        Ok(self.app.get_or_init(|| app))
    }

    fn brought(&self) -> Result<Brought<'_>, AppError> {
        Brought::of(&self.inbox, self.app.get())
    }
}

/// Looks at files and writes nothing.
fn look(context: &Context, arguments: &ImportArgs, inbox: &Inbox, opened: &IntakeOpened) -> Result<u8, AppError> {
    let alone = is_alone(arguments, opened);
    let mut failed = left_out(opened);
    for file in &opened.files {
        let preview = inbox.preview(&ImportPreview {
            path: file.path.clone(),
            member: file.member.clone(),
            kind: arguments.kind.map(|kind| kind.name().to_owned()),
            encoding: arguments.encoding.clone(),
            ..ImportPreview::default()
        });
        match preview {
            Ok(preview) => {
                let line = DryRun { file: &preview.file, encoding: &preview.encoding, draft: &preview.draft };
                print(context, &line, alone, |_| summary(&preview.file, &preview.draft));
            }
            Err(error) if alone => return Err(error),
            Err(error) => {
                failed += 1;
                refused(context, &file.name, &error.into());
            }
        }
    }
    if !alone {
        say(&format!(
            "{} 件のうち {} 件を読みました。",
            opened.files.len(),
            opened.files.len() - failed.min(opened.files.len())
        ));
    }
    Ok(if failed == 0 { DONE } else { FINDINGS })
}

/// Takes in one file that was named: what is there already is refused unless the person says what to do.
fn take_one(
    context: &Context,
    arguments: &ImportArgs,
    library: &Library<'_>,
    file: &IntakeFile,
) -> Result<u8, AppError> {
    let request = request(arguments, std::slice::from_ref(file));
    let imported = intake::one(&request, &library.brought()?, &|| library.open())?;
    print(context, &imported, true, report);
    Ok(DONE)
}

/// Takes in many files, one line each.
fn take_many(
    context: &Context,
    arguments: &ImportArgs,
    library: &Library<'_>,
    opened: &IntakeOpened,
) -> Result<u8, AppError> {
    let cancel = stopped_by_the_person();
    let bar = progress(opened.files.len());
    let mut told = |progress: &gijicho_app::api::intake::IntakeProgress, result: Option<&IntakeResult>| {
        if let Some(result) = result {
            bar.suspend(|| print_result(context, result));
        }
        bar.set_position(u64::from(progress.done));
        bar.set_message(progress.current.clone().unwrap_or_default());
    };
    // Before anything is read: nobody wants to begin again for a mistaken name.
    if let (Some(path), Some(app)) = (&arguments.report, library.app.get()) {
        app.refuse_own(path)?;
    }
    let heard = Heard { cancel: &cancel, told: &mut told };
    let done = intake::run(&request(arguments, &opened.files), &library.brought()?, &|| library.open(), heard);
    bar.finish_and_clear();
    let done = done?;
    let failed = done.count(gijicho_app::api::intake::IntakeState::Failed) + left_out(opened);
    let rest = done.count(gijicho_app::api::intake::IntakeState::Queued);
    say(&format!(
        "{} 件のうち {} 件を読みました。",
        opened.files.len(),
        opened.files.len() - failed.min(opened.files.len()) - rest
    ));
    if done.cancelled {
        say(&format!("中止しました。残りは {rest} 件です。同じ指定でもう一度始めると、続きから取り込みます。"));
    }
    if let Some(path) = &arguments.report {
        intake::save_report(&done, path, library.app.get())?;
        say(&format!("結果の一覧を書きました: {}", path.display()));
    }
    Ok(if failed == 0 && !done.cancelled { DONE } else { FINDINGS })
}

/// Set when the person presses Ctrl+C, or the system asks the program to end; asked again, it ends
/// at once.
fn stopped_by_the_person() -> Arc<AtomicBool> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let cancel = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first time sets, the second time finds it set. Where the system lets
        // nobody listen, the program ends as it always does.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, STOPPED, cancel.clone());
        let _ = signal_hook::flag::register(signal, cancel.clone());
    }
    cancel
}

fn request(arguments: &ImportArgs, files: &[IntakeFile]) -> IntakeRun {
    let targets = files.iter().map(|file| IntakeTarget {
        path: file.path.clone(),
        member: file.member.clone(),
        name: file.name.clone(),
    });
    IntakeRun {
        files: targets.collect(),
        kind: arguments.kind.map(|kind| kind.name().to_owned()),
        encoding: arguments.encoding.clone(),
        body: arguments.body.clone(),
        accept_losses: arguments.accept_losses,
        on_duplicate: arguments.on_duplicate.map(|choice| match choice {
            DuplicateChoice::Replace => OnDuplicate::Replace,
            DuplicateChoice::KeepBoth => OnDuplicate::KeepBoth,
            DuplicateChoice::Skip => OnDuplicate::Skip,
        }),
    }
}

/// Says what was left out, and how much that is.
fn left_out(opened: &IntakeOpened) -> usize {
    for left_out in &opened.left_out {
        say(&left_out.reason);
    }
    opened.left_out.len()
}

fn print<T: Serialize>(context: &Context, value: &T, alone: bool, text: impl FnOnce(&T) -> String) {
    if alone {
        context.output.data(value, text);
    } else {
        context.output.line(value, text);
    }
}

fn print_result(context: &Context, result: &IntakeResult) {
    if let Some(imported) = &result.imported {
        print(context, imported, false, report);
    }
    if let Some(error) = &result.error {
        refused(context, &result.name, error);
    }
}

fn refused(context: &Context, file: &str, error: &RpcError) {
    say(&error.message);
    context.output.line(&Refused { file, error }, |refused| format!("{}: 取り込めませんでした", refused.file));
}

/// A bar on a terminal; nothing elsewhere.
fn progress(files: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} 件 {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
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
