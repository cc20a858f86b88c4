//! What is said about paper: characters that no font has, templates that are wrong, files that were changed.

use gijicho_export::{MissingGlyph, Place, TemplateError};

use crate::api::MeetingRef;
use crate::api::paper::FileState;

/// What became of a PDF since it was written.
pub(crate) fn verdict(
    verdict: FileState,
    meeting: Option<&MeetingRef>,
    version: Option<u32>,
    latest: Option<u32>,
) -> String {
    let of = match (meeting, version) {
        (Some(meeting), Some(version)) => format!("{}（{}）の第{version}版", meeting.label, meeting.title),
        (Some(meeting), None) => format!("{}（{}）", meeting.label, meeting.title),
        (None, _) => "この書庫にない会議".to_owned(),
    };
    let newer = match (version, latest) {
        (Some(version), Some(latest)) if latest > version => format!("その後、第{latest}版が作られています。"),
        _ => String::new(),
    };
    match verdict {
        FileState::Unchanged => format!("変更されていません。{of}と 1 バイトも違いません。{newer}"),
        FileState::Changed => {
            format!(
                "変更されています。{of}の印がありますが、書庫の版を印刷したものと違います。書庫から書き出し直してください。{newer}"
            )
        }
        FileState::NotFinal => format!("{of}の、確定する前の印刷です。確定した版と比べることはできません。"),
        FileState::NotOurs => {
            "議事帖の印がありません。ほかのプログラムで作られたか、保存し直されて印が失われています。".to_owned()
        }
        FileState::NotHere => format!(
            "{of}の印がありますが、その版はこの書庫にありません。別の書庫で作られたか、印が書き換えられています。"
        ),
        FileState::NotComparable => format!(
            "{of}の印がありますが、議事帖の版か、様式か、読み仮名が作成時と違うため、変更の有無を確かめられません。{newer}"
        ),
    }
}

/// What is wrong with a template, and where.
pub(crate) fn template(error: &TemplateError) -> String {
    let TemplateError { template, file, line, message } = error;
    let place = match (file.as_str(), line) {
        ("", _) => String::new(),
        (file, Some(line)) => format!("の {file} {line} 行目"),
        (file, None) => format!("の {file} "),
    };
    format!(
        "様式「{template}」{place}に誤りがあります（{message}）。直すか、はじめから入っている様式をお使いください。"
    )
}

/// A character that no font has, and where it stands.
pub(crate) fn missing_glyph(missing: &MissingGlyph) -> String {
    let place = match &missing.place {
        Place::Title => "会議名".to_owned(),
        Place::Header { line } => format!("頭書の {line} 行目"),
        Place::Body { heading, speaker } => [heading.as_str(), speaker.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        Place::Table { row: 0 } => "表の見出し".to_owned(),
        Place::Table { row } => format!("表の {row} 行目"),
        Place::Index => "索引".to_owned(),
    };
    let place = format!("{} {place}", missing.meeting).trim().to_owned();
    let code = u32::from(missing.character);
    format!("「{}」（U+{code:04X}）は用意した書体にないので〓で印刷しました（{place}）。", missing.character)
}
