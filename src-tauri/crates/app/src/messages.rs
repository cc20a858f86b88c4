//! The Japanese of every error: one line that says what, where, and what to do.
//!
//! Invariant: no line holds a line break, a type name or an English word of the program's own.

mod fields;
mod found;
mod library;
mod parts;
mod unread;

use std::io;

use gijicho_export::ExportError;
use gijicho_import::ImportError;

use crate::api::import::DuplicateReason;
use crate::error::{AppError, Typed};

pub(crate) use found::{finding, ignored, index_mended};
pub(crate) use library::would_be_lost;

/// The code and the message of an error.
pub(crate) fn error(error: &AppError) -> (&'static str, String) {
    match error {
        AppError::UnknownCommand { command } => ("unknown-command", format!("「{command}」という操作はありません。")),
        AppError::BadRequest { command, .. } => ("bad-request", format!("「{command}」への指定の書き方が違います。")),
        AppError::BadValue { what, text } => ("bad-value", bad_value(*what, text)),
        AppError::Store(error) => library::store(error),
        AppError::Search(error) => search(error),
        AppError::Indexing { message } => ("index", message.clone()),
        AppError::Superseded => ("superseded", "新しい検索を始めたので、前の検索をやめました。".to_owned()),
        AppError::Import { file, source: source @ ImportError::People } => {
            ("register-list", format!("{file}: {}", unread::reason(source)))
        }
        AppError::Import { file, source } => ("not-importable", format!("{file}: {}", unread::reason(source))),
        AppError::Refused { error } => ("not-importable", error.message.clone()),
        AppError::ReaderEnded { file } => ("not-readable", reader_ended(file)),
        AppError::ReaderSlow { file, seconds } => (
            "not-readable",
            format!(
                "{file}: {seconds} 秒かけても読み終わらないので、やめました。ファイルが壊れているか、複雑すぎます。PDF やテキストに保存し直すか、分けて取り込んでください。"
            ),
        ),
        AppError::NoReader { source } => (
            "no-reader",
            format!(
                "ファイルを読むためのプログラム: {}議事帖を入れ直すか、始め直してください。",
                io_reason(source, "始められません")
            ),
        ),
        AppError::NoMember { archive, member } => {
            ("no-member", format!("{archive}: 「{member}」は入っていません。もう一度ファイルを選んでください。"))
        }
        AppError::IntakeRunning => {
            ("intake-running", "ほかの取込が進んでいます。終わるのを待つか、中止してから始めてください。".to_owned())
        }
        AppError::NoReport => {
            ("no-report", "取込の結果はまだありません。先にファイルを取り込んでください。".to_owned())
        }
        AppError::NoRegister { file } => (
            "not-importable",
            format!("{file}: 名簿の見出し（氏名または姓、職）が見つかりません。見出しの行があるか確かめてください。"),
        ),
        AppError::BadRegister { row, message } => {
            ("not-importable", format!("{row} 行目: {message}何も追加していません。"))
        }
        AppError::Export(ExportError::Template(error)) => ("bad-template", crate::paper::words::template(error)),
        AppError::Export(ExportError::Cancelled) => {
            ("cancelled", "書き出しを取りやめました。ファイルは作っていません。".to_owned())
        }
        AppError::Export(error) => ("not-exportable", format!("書き出せませんでした（{error}）。")),
        AppError::Reading { path, source } => {
            ("cannot-read", format!("{}: {}", path.display(), io_reason(source, "読めませんでした")))
        }
        AppError::Writing { path, source } => {
            ("cannot-write", format!("{}: {}", path.display(), io_reason(source, "書けませんでした")))
        }
        AppError::NotAFile { path } => {
            ("not-a-file", format!("{}: ファイルではありません。ファイルを選んでください。", path.display()))
        }
        AppError::FileTooLarge { path, bytes, limit } => (
            "too-large",
            format!(
                "{}: 大きすぎます（{} MB）。{} MB までのファイルを取り込めます。分けて取り込んでください。",
                path.display(),
                bytes.div_ceil(1 << 20),
                limit >> 20
            ),
        ),
        AppError::TooManyFiles { folder, limit } => (
            "too-many-files",
            format!(
                "{}: ファイルが {limit} 件を超えています。フォルダーを分けて取り込んでください。",
                folder.display()
            ),
        ),
        AppError::FileChanged { file } => {
            ("file-changed", format!("{file}: 確かめたあとで中身が変わりました。もう一度読み込んで確かめてください。"))
        }
        AppError::AlreadyThere { file, meeting, reason } => ("already-there", already_there(file, meeting, *reason)),
        AppError::SameTable { file } => {
            ("already-there", format!("{file}: 同じファイルを前に取り込んでいます。取り込みませんでした。"))
        }
        AppError::NotReady { blocks } => {
            ("not-ready", format!("確定する前に決めることが {} 件あります: {}", blocks.len(), blocks.join("　")))
        }
        AppError::WordsChanged => (
            "words-changed",
            "決定の言葉が、お読みになったあとで書き換えられています。いまの言葉を読んで、もう一度確認してください。"
                .to_owned(),
        ),
        AppError::NotEmpty => {
            ("not-empty", "書庫に会議か計画があります。見本は空の書庫にだけ入れられます。".to_owned())
        }
        AppError::NoFolder => {
            ("no-folder", "書庫を置くフォルダーが分かりません。--library で指定してください。".to_owned())
        }
        AppError::FolderTaken { folder } => (
            "folder-taken",
            format!(
                "{}: ほかのファイルがあるので書庫にできません。空のフォルダーを指定してください。",
                folder.display()
            ),
        ),
        AppError::NoTemplate { name } => {
            ("no-template", format!("様式「{name}」はありません。gijicho templates list で名前を確かめてください。"))
        }
        AppError::TemplateThere { name } => {
            ("template-there", format!("様式「{name}」はすでにあります。別の名前を付けてください。"))
        }
        AppError::NotATemplateName { name } => (
            "bad-template-name",
            format!("「{name}」は様式の名前に使えません。40 文字まで、/ や : などの記号は使えません。"),
        ),
        AppError::TemplateSlow { name, seconds } => (
            "template-slow",
            format!(
                "様式「{name}」の組み方（.typ）が {seconds} 秒たっても終わらないので、やめました。終わらない繰返しがないか確かめるか、はじめから入っている様式をお使いください。"
            ),
        ),
        AppError::TemplateEnded { name } => (
            "template-ended",
            format!(
                "様式「{name}」の組み方（.typ）がメモリを使いすぎたか、途中で止まったので、やめました。大きすぎる繰返しや range がないか確かめるか、はじめから入っている様式をお使いください。"
            ),
        ),
        AppError::NothingToBind => (
            "nothing-to-bind",
            "あてはまる会議がないので、まとめるものがありません。年度や会議体を確かめてください。".to_owned(),
        ),
        AppError::NoPlan => {
            ("no-plan", "その年度の計画は書庫にありません。先に計画を取り込むか、年度を確かめてください。".to_owned())
        }
        AppError::NothingToPublish => (
            "nothing-to-publish",
            "公表できる会議がありません。議事概要を確定するか、確定前のものも含めるよう指定してください。".to_owned(),
        ),
        AppError::FolderNotOurs { folder } => (
            "folder-taken",
            format!(
                "{}: ほかのファイルがあります。空のフォルダーを指定してください。何も書いていません。",
                folder.display()
            ),
        ),
        AppError::FolderHasOthers { folder, file } => (
            "folder-taken",
            format!(
                "{}: 書き出したものではないファイル（{}）があります。別の所へ移してから、もう一度書き出してください。何も書いていません。",
                folder.display(),
                file.display()
            ),
        ),
        AppError::SiteAside { folder, old } => (
            "site-aside",
            format!(
                "{}: 置き換えられませんでした。前のページは {} に残してあります。元の名前に戻してください。",
                folder.display(),
                old.display()
            ),
        ),
        AppError::IntoLibrary { path } => (
            "into-library",
            format!("{}: 書庫のフォルダーの中です。書庫の外を指定してください。何も書いていません。", path.display()),
        ),
        AppError::BadCopy { file } => (
            "bad-copy",
            format!(
                "{}: 議事帖の控えとして読めません。壊れているか、ほかのファイルです。別の控えを指定してください。書庫には触れていません。",
                file.display()
            ),
        ),
        AppError::NameNotText { file } => (
            "bad-name",
            format!("{file}: 名前に文字として読めないところがあります。ファイルやフォルダーの名前を直してください。"),
        ),
        AppError::NoOutput => {
            ("no-output", "結果を書き出せませんでした。出力先の空きを確かめて、もう一度お試しください。".to_owned())
        }
        AppError::Cancelled => ("cancelled", "中止しました。フォルダーには何も書いていません。".to_owned()),
        AppError::Internal { detail } => {
            ("internal", format!("処理できませんでした（{detail}）。書き込みは行っていません。"))
        }
    }
}

/// A parser has brought its process down.
pub(crate) fn reader_ended(file: &str) -> String {
    format!(
        "{file}: 読んでいる途中で止まりました。ファイルが壊れているか、メモリーに収まらないほど大きなものです。元のソフトで開けるか確かめ、保存し直すか、分けて取り込んでください。"
    )
}

/// The register does not have a body, or has one whose successor it may be.
pub(crate) fn new_body(name: &str, before: Option<&str>) -> String {
    let succeeds = before.map_or_else(String::new, |before| {
        format!("「{before}」を引き継いだものなら、取り込んだあとに「名簿」で前身に指定してください。")
    });
    format!("会議体「{name}」は、まだ名簿にありません。このまま取り込むと、新しく登録されます。{succeeds}")
}

/// The register has a speaker in another post.
pub(crate) fn held_before(post: &str) -> String {
    format!("名簿では「{post}」です。")
}

/// The register has others in a speaker's post.
pub(crate) fn held_by(names: &str) -> String {
    format!("名簿では、この日のこの職は「{names}」です。")
}

/// A row of a register without a name or a post.
pub(crate) fn register_row_incomplete() -> String {
    "氏名か職が空です。".to_owned()
}

/// A row of a register that ends before it begins.
pub(crate) fn register_row_backwards() -> String {
    "退任日が就任日より前です。".to_owned()
}

/// A day of a register that cannot be read.
pub(crate) fn register_row_day(text: &str) -> String {
    format!("「{text}」は日付として読めません。R4.4.1 や 2022-04-01 のように書いてください。")
}

/// The body of a meeting whose document names none, where it cannot be told.
pub(crate) const UNKNOWN_BODY: &str = "会議体未定";

/// A document that names no body was given the only one there is.
pub(crate) fn body_assumed(body: &str) -> String {
    format!("会議体の名前が書かれていないので、「{body}」の会議としました。違うときは選び直してください。")
}

/// A document names no body, and it cannot be told.
pub(crate) fn body_unknown() -> String {
    format!("会議体の名前が書かれていないので、「{UNKNOWN_BODY}」の会議としました。会議体を選んでください。")
}

fn bad_value(what: Typed, text: &str) -> String {
    let wanted = match what {
        Typed::Date => "日付として読めません。R4.4.14、令和4年4月14日、2022-04-14 のように書いてください",
        Typed::FiscalYear => "年度として読めません。R4 または 2022 のように書いてください",
        Typed::ImportKind => {
            "取り込めるファイルの種類ではありません。minutes、plan、progress、transcript のどれかにしてください"
        }
        Typed::SearchKind => {
            "種別ではありません。remark、decision、agenda、initiative、progress、document、follow_up、meeting のどれかにしてください"
        }
        Typed::Format => {
            "議事概要を書き出せる形式ではありません。pdf、docx、txt、md、html、json、akn、speeches のどれかにしてください"
        }
        Typed::ListFormat => {
            "この一覧を書き出せる形式ではありません。pdf、xlsx、csv、html、md、json のどれか（結び付きは csv）にしてください"
        }
        Typed::OutputEncoding => "書き出せる文字コードではありません。utf-8 か cp932 にしてください",
        Typed::Encoding => {
            "知らない文字コードです。UTF-8、Shift_JIS、EUC-JP、ISO-2022-JP、UTF-16LE などを指定してください"
        }
        Typed::Column => "列の意味ではありません。一覧から選び直してください",
        Typed::Words => {
            "言葉が選ばれていないか、決定が選ばれていません。発言の言葉と、それが決めたことを選んでください"
        }
        Typed::Time => "時刻として読めません。10:30、10時30分、午前10時 のように書いてください",
        Typed::Actor => "利用者名に使えません。改行などを除いて、100 文字までにしてください",
        Typed::Theme => "画面の色の設定ではありません。system、light、dark のどれかにしてください",
        Typed::SavedSearch => "保存した検索ではありません。一覧から選び直してください",
    };
    format!("「{text}」は{wanted}。")
}

fn already_there(file: &str, meeting: &crate::api::MeetingRef, reason: DuplicateReason) -> String {
    let why = match reason {
        DuplicateReason::SameFile => "同じファイルを前に取り込んでいます",
        DuplicateReason::SameMeeting => "同じ会議が書庫にあります",
    };
    format!(
        "{file}: {why}（{} {}）。置き換える・両方残す・取り込まない のどれかを選んでください（コマンドでは --on-duplicate）。",
        meeting.label, meeting.title
    )
}

fn search(error: &gijicho_search::Error) -> (&'static str, String) {
    match error {
        gijicho_search::Error::Busy => {
            ("busy", "ほかの画面が検索の索引を書いています。少し待ってもう一度お試しください。".to_owned())
        }
        gijicho_search::Error::Cancelled => ("cancelled", "取りやめました。".to_owned()),
        _ => (
            "index",
            "検索の索引を使えませんでした。「索引を作り直す」（コマンドでは gijicho reindex）をお試しください。"
                .to_owned(),
        ),
    }
}

/// Why the system refused, in plain words.
fn io_reason(error: &io::Error, otherwise: &str) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "見つかりません。場所と名前を確かめてください。".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "権限がありません。フォルダーとファイルの権限を確かめてください。".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "書き込めない場所です。別の場所を選んでください。".to_owned(),
        io::ErrorKind::StorageFull => "ディスクの空きがありません。".to_owned(),
        io::ErrorKind::IsADirectory => "フォルダーです。ファイルを指定してください。".to_owned(),
        io::ErrorKind::NotADirectory => "途中がフォルダーではありません。場所を確かめてください。".to_owned(),
        io::ErrorKind::AlreadyExists => "同じ名前のものがすでにあります。別の名前にしてください。".to_owned(),
        io::ErrorKind::DirectoryNotEmpty => "フォルダーが空ではありません。別の場所を選んでください。".to_owned(),
        io::ErrorKind::InvalidFilename => "使えない名前です。別の名前にしてください。".to_owned(),
        _ => match error.raw_os_error() {
            Some(number) => format!("{otherwise}（システムのエラー {number}）。"),
            None => format!("{otherwise}。"),
        },
    }
}
