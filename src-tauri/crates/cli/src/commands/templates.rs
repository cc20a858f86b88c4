//! `templates`, and `verify` of a PDF.

use std::path::Path;

use gijicho_app::api::Nothing;
use gijicho_app::api::paper::{FileNamed, FileState, TemplateCopy, TemplateInfo, TemplateNamed};
use gijicho_app::error::AppError;

use super::Context;
use crate::args::TemplatesCommand;
use crate::{DONE, FINDINGS};

pub(crate) fn run(context: &Context, command: TemplatesCommand) -> Result<u8, AppError> {
    let app = context.existing()?;
    match command {
        TemplatesCommand::List => {
            let list = app.templates_list(Nothing {})?;
            context.output.data(&list, |list| list.templates.iter().map(line).collect::<Vec<_>>().join("\n"));
            Ok(DONE)
        }
        TemplatesCommand::Copy { name, layout } => {
            let info = app.template_copy(TemplateCopy { name, with_layout: layout })?;
            context.output.data(&info, |info| format!("様式「{}」を写しました: {}", info.name, info.folder));
            Ok(DONE)
        }
        TemplatesCommand::Check { name } => {
            let info = app.template_check(TemplateNamed { name })?;
            context.output.data(&info, |info| match &info.problem {
                Some(problem) => problem.message.clone(),
                None => format!("様式「{}」に誤りはありません。", info.name),
            });
            Ok(if info.problem.is_some() { FINDINGS } else { DONE })
        }
    }
}

fn line(info: &TemplateInfo) -> String {
    let kind = match (info.built_in, info.has_layout) {
        (true, _) => "はじめから入っている様式",
        (false, true) => "設定と組み方",
        (false, false) => "設定",
    };
    let problem = info.problem.as_ref().map(|problem| format!("\t※ {}", problem.message)).unwrap_or_default();
    format!("{}\t{kind}\t{}{problem}", info.name, info.folder).trim_end().to_owned()
}

/// Says whether a PDF is unchanged, and which version it is.
pub(crate) fn verify_file(context: &Context, file: &Path) -> Result<u8, AppError> {
    let verdict = context.reading()?.verify_file(FileNamed { path: file.display().to_string() })?;
    context.output.data(&verdict, |verdict| verdict.message.clone());
    Ok(if verdict.verdict == FileState::Unchanged { DONE } else { FINDINGS })
}
