//! One module for each group of commands. Each opens the library, calls a use case, prints.

use std::path::PathBuf;
use std::sync::Arc;

use gijicho_app::api::Nothing;
use gijicho_app::error::AppError;
use gijicho_app::{App, Inbox, Opening, Reading};

use crate::args::{Command, ExportCommand};
use crate::output::Output;
use crate::{DONE, FINDINGS};

mod check;
mod decisions;
mod export;
mod import;
mod initiatives;
mod meetings;
mod progress;
mod search;
mod templates;

/// What every command knows.
pub(crate) struct Context {
    pub(crate) library: Option<PathBuf>,
    pub(crate) actor: Option<String>,
    pub(crate) output: Output,
}

impl Context {
    /// Opens the library as `opening` says.
    fn app(&self, opening: Opening) -> Result<App, AppError> {
        let inbox = Arc::new(Inbox::new(Reading::by_this_program()));
        Ok(App::open(self.library.as_deref(), self.actor.as_deref(), opening)?.with_inbox(inbox))
    }

    /// Opens the library that must be there, to read only: no other program has to be waited for.
    fn reading(&self) -> Result<App, AppError> {
        self.app(Opening::Reading)
    }

    /// Opens the library that must be there.
    fn existing(&self) -> Result<App, AppError> {
        self.app(Opening::Existing)
    }
}

/// Runs a command and gives its exit status.
pub(crate) fn run(context: &Context, command: Command) -> Result<u8, AppError> {
    match command {
        Command::ReadFiles => Ok(gijicho_app::reading::serve()),
        Command::Import(arguments) => import::run(context, &arguments),
        Command::Meetings(command) => meetings::run(context, command),
        Command::Search(arguments) => search::run(context, arguments),
        Command::Decisions(command) => decisions::run(context, command),
        Command::Initiatives(command) => initiatives::run(context, command),
        Command::Progress(command) => progress::run(context, command),
        Command::FollowUps(crate::args::FollowUpsCommand::List) => initiatives::follow_ups(context),
        Command::Export(command) => export::run(context, command),
        Command::Check { meeting } => check::run(context, meeting),
        Command::Publish { folder } => {
            export::run(context, ExportCommand::Site { fiscal_year: None, drafts: false, output: folder })
        }
        Command::Undo => {
            let done = context.existing()?.undo(Nothing {})?;
            context.output.data(&done, |done| format!("「{}」を取り消しました。", done.label));
            Ok(DONE)
        }
        Command::Redo => {
            let done = context.existing()?.redo(Nothing {})?;
            context.output.data(&done, |done| format!("「{}」をやり直しました。", done.label));
            Ok(DONE)
        }
        Command::Backup { file } => {
            let done = context.reading()?.backup(&file)?;
            context.output.data(&done, |done| {
                let what = if done.originals {
                    "元のファイルも入っています"
                } else {
                    "データベースだけです"
                };
                format!("控えを書きました（{what}）: {}", done.path)
            });
            Ok(DONE)
        }
        Command::Restore { file } => {
            let done = App::restore(context.library.as_deref(), &file)?;
            context.output.data(&done, |done| {
                let mut lines = vec![format!("控えから書庫を戻しました: {}", done.path)];
                lines.extend(done.kept.iter().map(|kept| format!("前の書庫は、ここに残っています: {kept}")));
                if done.missing > 0 {
                    lines.push(format!(
                        "※ 元のファイルが {} 件足りません（gijicho verify で見られます）。",
                        done.missing
                    ));
                }
                lines.join("\n")
            });
            Ok(DONE)
        }
        Command::Verify { file: None } => verify(context),
        Command::Verify { file: Some(file) } => templates::verify_file(context, &file),
        Command::Templates(command) => templates::run(context, command),
        Command::Reindex => {
            let done = context.existing()?.reindex(Nothing {})?;
            context.output.data(&done, |done| {
                format!("索引を作り直しました（{} 件、{:.1} 秒）。", done.documents, f64::from(done.took_ms) / 1000.0)
            });
            Ok(DONE)
        }
        Command::Demo => {
            let done = context.app(Opening::Create)?.demo_load(Nothing {})?;
            context.output.data(&done, |_| {
                "見本の書庫を用意しました。gijicho meetings list で会議の一覧が見られます。".to_owned()
            });
            Ok(DONE)
        }
    }
}

fn verify(context: &Context) -> Result<u8, AppError> {
    let report = context.reading()?.verify(Nothing {})?;
    context.output.data(&report, |report| {
        let checked: Vec<String> = report.checked.iter().map(|c| format!("{} {}", c.what, c.count)).collect();
        let mut lines = vec![format!("確かめたもの: {}", checked.join("、"))];
        if report.ok {
            lines.push("異常はありません。".to_owned());
        }
        lines.extend(report.findings.iter().map(|finding| format!("※ {}", finding.message)));
        lines.join("\n")
    });
    Ok(if report.ok { DONE } else { FINDINGS })
}
