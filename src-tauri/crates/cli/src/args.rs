//! The words of the command line.

mod decisions;

use std::path::PathBuf;

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use gijicho_model::Half;

pub(crate) use decisions::{DecisionsCommand, DecisionsList, LinkArgs, OrderChoice, RelationChoice, StandingChoice};

/// 議事帖 on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "gijicho",
    version,
    about = "議事帖: 本部員会議の議事概要と決定事項",
    long_about = "議事帖: 本部員会議の議事概要と決定事項\n\nコマンドを付けずに始めると、ウィンドウが開きます。",
    next_help_heading = "共通の指定"
)]
pub(crate) struct Arguments {
    #[arg(
        long,
        global = true,
        env = "GIJICHO_LIBRARY",
        hide_env = true,
        value_name = "フォルダー",
        help = "書庫のフォルダー"
    )]
    pub(crate) library: Option<PathBuf>,
    #[arg(long, global = true, help = "結果を JSON で出す")]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "名前", help = "記録に残す利用者名")]
    pub(crate) actor: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = "議事概要・計画・進捗状況のファイルを取り込む")]
    Import(ImportArgs),
    #[command(about = "会議の一覧・表示・確定・版", subcommand)]
    Meetings(MeetingsCommand),
    #[command(about = "発言・議題・決定事項・取組を探す")]
    Search(SearchArgs),
    #[command(about = "決定事項の一覧・確認・取組への結び付け", subcommand)]
    Decisions(DecisionsCommand),
    #[command(about = "取組の一覧・表示", subcommand)]
    Initiatives(InitiativesCommand),
    #[command(about = "半期ごとの進捗の照会: 様式の書き出し・報告のない取組", subcommand)]
    Progress(ProgressCommand),
    #[command(about = "宿題の一覧", subcommand, name = "follow-ups")]
    FollowUps(FollowUpsCommand),
    #[command(about = "体裁を確かめる（表記、日付、番号、決定の有無など）")]
    Check {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID。なければ確定していない会議すべて")]
        meeting: Option<String>,
    },
    #[command(about = "ファイルに書き出す", subcommand)]
    Export(ExportCommand),
    #[command(about = "確定した会議のページを、公表用のフォルダーに書き出す")]
    Publish {
        #[arg(value_name = "フォルダー", help = "書き出すフォルダー")]
        folder: PathBuf,
    },
    #[command(about = "直前の操作を取り消す")]
    Undo,
    #[command(about = "取り消した操作をやり直す")]
    Redo,
    #[command(about = "書庫の控えを 1 つのファイルに書く")]
    Backup {
        #[arg(
            value_name = "ファイル",
            help = "書き出すファイル（.gijicho。名前が .db なら、元のファイルを除いてデータベースだけ）"
        )]
        file: PathBuf,
    },
    #[command(about = "控えから書庫を戻す（今の書庫は backups フォルダーに残す）")]
    Restore {
        #[arg(value_name = "ファイル", help = "backup で書いた控え（.gijicho か .db）")]
        file: PathBuf,
    },
    #[command(about = "書庫が壊れていないか、PDF が変更されていないかを確かめる")]
    Verify {
        #[arg(value_name = "PDF", help = "確かめる PDF（省くと書庫を確かめる）")]
        file: Option<PathBuf>,
    },
    #[command(about = "印刷の様式の一覧・写し・点検", subcommand)]
    Templates(TemplatesCommand),
    #[command(about = "検索の索引を作り直す")]
    Reindex,
    #[command(about = "空の書庫に見本（架空の県）を入れる")]
    Demo,
    /// The program reads files for another one of itself: see [`gijicho_app::reading`].
    #[command(name = gijicho_app::reading::COMMAND, hide = true)]
    ReadFiles,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[arg(required = true, value_name = "ファイル", help = "ファイル、フォルダー、ZIP")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "種類", help = "種類を決めて読む")]
    pub(crate) kind: Option<ImportKind>,
    #[arg(long, help = "読むだけで、書庫には何も書かない")]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "文字コード", help = "文字コードを決めて読む（UTF-8, Shift_JIS, EUC-JP …）")]
    pub(crate) encoding: Option<String>,
    #[arg(long, value_name = "名前", help = "会議体の名前（書かれていない文書に使う）")]
    pub(crate) body: Option<String>,
    #[arg(long, value_enum, value_name = "扱い", help = "同じものが書庫にあるとき（多くのファイルでは skip）")]
    pub(crate) on_duplicate: Option<DuplicateChoice>,
    #[arg(long, help = "置き換えると失われるもの（確認した決定、手で直した発言など）は、失われてよい")]
    pub(crate) accept_losses: bool,
    #[arg(long, value_name = "ファイル", help = "結果の一覧を書き出す（.csv か .json）")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ImportKind {
    Minutes,
    Plan,
    Progress,
    Transcript,
}

impl ImportKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Plan => "plan",
            Self::Progress => "progress",
            Self::Transcript => "transcript",
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DuplicateChoice {
    Replace,
    #[value(alias = "keep")]
    KeepBoth,
    Skip,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MeetingsCommand {
    #[command(about = "会議の一覧")]
    List,
    #[command(about = "1 つの会議を読む")]
    Show {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID")]
        meeting: String,
        #[arg(long, value_name = "版", help = "確定した版の番号（省くと今の記録）")]
        version: Option<u32>,
    },
    #[command(about = "議事概要を確定する")]
    Finalise {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID")]
        meeting: String,
        #[arg(long, value_name = "理由", help = "版に残す理由")]
        reason: String,
    },
    #[command(about = "前の版の内容に戻し、新しい版にする")]
    Restore {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID")]
        meeting: String,
        #[arg(value_name = "版", help = "戻す版の番号")]
        number: u32,
        #[arg(long, value_name = "理由", help = "新しい版に残す理由")]
        reason: String,
    },
    #[command(about = "二つの版の違い")]
    Diff {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID")]
        meeting: String,
        #[arg(value_name = "版", help = "前の版の番号")]
        from: u32,
        #[arg(value_name = "版", help = "後の版の番号。なければ今の記録")]
        to: Option<u32>,
    },
    #[command(about = "版の一覧")]
    Versions {
        #[arg(value_name = "会議", help = "R4-1、日付、または ID")]
        meeting: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    #[arg(value_name = "言葉", allow_hyphen_values = true, help = "探す言葉。空白で区切ると、すべてを含むもの")]
    pub(crate) query: String,
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "種別",
        help = "remark, decision, agenda, initiative, progress, document, follow_up"
    )]
    pub(crate) kind: Vec<String>,
    #[arg(long, value_name = "年度", help = "2022 または R4")]
    pub(crate) fiscal_year: Vec<String>,
    #[arg(long, value_name = "日付", help = "この日から")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "日付", help = "この日まで")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "発言者", help = "発言者の名前か職")]
    pub(crate) speaker: Vec<String>,
    #[arg(long, value_name = "印", help = "● または ☆")]
    pub(crate) mark: Vec<String>,
    #[arg(long, value_name = "会議体", help = "会議体の名前")]
    pub(crate) body: Vec<String>,
    #[arg(long, value_enum, default_value = "relevance", value_name = "順", help = "並べ方")]
    pub(crate) sort: SortOrder,
    #[arg(long, default_value_t = 20, value_name = "件数", help = "出す件数")]
    pub(crate) limit: u32,
    #[arg(long, default_value_t = 0, value_name = "件数", help = "先頭から飛ばす件数")]
    pub(crate) offset: u32,
    #[arg(long, help = "書き方の違う言葉を含めない")]
    pub(crate) exact: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SortOrder {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InitiativesCommand {
    #[command(about = "取組の一覧")]
    List,
    #[command(about = "1 つの取組を見る")]
    Show {
        #[arg(value_name = "取組", help = "番号または ID")]
        initiative: String,
        #[arg(long, value_name = "日付", help = "この日の時点で（R4.4.14 など）")]
        as_of: Option<String>,
        #[arg(long, value_name = "日付", help = "この日に書庫にあった記録で（後からの確認や訂正を除く）")]
        known_on: Option<String>,
    },
    #[command(about = "取組を、ほかの計画の取組に関係付ける")]
    Relate(RelateArgs),
    #[command(about = "取組の関係を外す")]
    Unrelate(RelateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RelateArgs {
    #[arg(required = true, value_name = "取組", help = "番号または ID（いくつでも）。計画の ID なら、その取組すべて")]
    pub(crate) from: Vec<String>,
    #[arg(long, required = true, value_name = "取組", help = "関係付ける先の番号または ID")]
    pub(crate) to: String,
    #[arg(long, value_enum, default_value = "details", value_name = "関係", help = "具体化・引継ぎ・置換え")]
    pub(crate) relation: InitiativeRelationChoice,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum InitiativeRelationChoice {
    Details,
    Continues,
    Replaces,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProgressCommand {
    #[command(about = "担当課ごとに、書き込む様式（xlsx, docx）を書き出す")]
    Sheets {
        #[command(flatten)]
        period: PeriodArgs,
        #[arg(long, value_delimiter = ',', value_name = "形式", help = "xlsx, docx（省くと両方）")]
        format: Vec<String>,
        #[arg(value_name = "フォルダー", help = "書き出すフォルダー")]
        folder: PathBuf,
    },
    #[command(about = "担当課ごとに、まだ報告のない取組")]
    Missing {
        #[command(flatten)]
        period: PeriodArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PeriodArgs {
    #[arg(long, required = true, value_name = "年度", help = "2024 または R6")]
    pub(crate) fiscal_year: String,
    #[arg(long, value_enum, required = true, value_name = "半期", help = "first（上半期）か second（下半期）")]
    pub(crate) half: HalfChoice,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum HalfChoice {
    #[value(alias = "上半期")]
    First,
    #[value(alias = "下半期")]
    Second,
}

impl From<HalfChoice> for Half {
    fn from(choice: HalfChoice) -> Self {
        match choice {
            HalfChoice::First => Self::FirstHalf,
            HalfChoice::Second => Self::SecondHalf,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum FollowUpsCommand {
    #[command(about = "宿題の一覧")]
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    #[command(about = "議事概要を書き出す（会議を省くと、選んだ年度のすべてをフォルダーに）")]
    Minutes(MinutesArgs),
    #[command(about = "決定事項の一覧を書き出す")]
    Decisions {
        #[command(flatten)]
        list: ListArgs,
        #[arg(long, help = "会議ごとに見出しを付ける")]
        by_meeting: bool,
        #[arg(long, conflicts_with = "by_meeting", help = "取組との結び付きを書き出す（csv だけ）")]
        links: bool,
    },
    #[command(about = "計画と工程表を書き出す")]
    Initiatives(ListArgs),
    #[command(about = "進捗状況を書き出す")]
    Progress {
        #[command(flatten)]
        list: ListArgs,
        #[arg(long, value_enum, value_name = "半期", help = "first か second（省くと最後に報告された半期）")]
        half: Option<HalfChoice>,
    },
    #[command(about = "宿題の一覧を書き出す")]
    FollowUps(ListArgs),
    #[command(about = "検索結果を書き出す")]
    Search {
        #[arg(value_name = "言葉", allow_hyphen_values = true, help = "探す言葉")]
        query: String,
        #[command(flatten)]
        list: ListArgs,
    },
    #[command(about = "会議・決定事項・取組のページと検索を、サーバーの要らないフォルダーに書き出す")]
    Site {
        #[arg(long, value_name = "年度", help = "2022 または R4")]
        fiscal_year: Option<String>,
        #[arg(long, help = "確定していない議事概要も含める")]
        drafts: bool,
        #[arg(short, long, value_name = "フォルダー", help = "書き出すフォルダー")]
        output: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct MinutesArgs {
    #[arg(
        value_name = "会議",
        required_unless_present = "fiscal_year",
        conflicts_with = "fiscal_year",
        help = "R4-1、日付、または ID（いくつでも）"
    )]
    pub(crate) meetings: Vec<String>,
    #[arg(
        long,
        required = true,
        value_delimiter = ',',
        value_name = "形式",
        help = "pdf, docx, txt, md, html, json, akn, speeches（コンマで区切ると、すべてを）"
    )]
    pub(crate) format: Vec<String>,
    #[arg(
        short,
        long,
        value_name = "書き出し先",
        help = "書き出すファイル。いくつも書き出すときはフォルダー（省くと会議から名前を付ける）"
    )]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "年度", help = "この年度の会議を書き出す（R4 など）。pdf だけなら 1 冊にまとめる")]
    pub(crate) fiscal_year: Option<String>,
    #[arg(long, requires = "fiscal_year", help = "まとめずに、会議ごとのファイルにする")]
    pub(crate) each: bool,
    #[arg(long, value_name = "会議体", help = "1 冊にまとめる会議体の名前")]
    pub(crate) body: Option<String>,
    #[arg(long, help = "案として印刷する（案の印、行番号、余白）")]
    pub(crate) draft: bool,
    #[arg(long, value_name = "版", help = "確定した版の番号（省くと最後の版）")]
    pub(crate) version: Option<u32>,
    #[arg(long, value_name = "様式", help = "印刷の様式の名前")]
    pub(crate) template: Option<String>,
    #[arg(long, help = "名簿にある読み仮名を振る")]
    pub(crate) readings: bool,
    #[arg(long, value_name = "文字コード", default_value = "utf-8", help = "utf-8 または cp932（txt）")]
    pub(crate) encoding: String,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[arg(long, value_name = "形式", help = "pdf, xlsx, docx, csv, html, md, json")]
    pub(crate) format: String,
    #[arg(long, value_name = "年度", help = "2022 または R4")]
    pub(crate) fiscal_year: Option<String>,
    #[arg(long, value_name = "文字コード", default_value = "utf-8", help = "utf-8 または cp932（csv）")]
    pub(crate) encoding: String,
    #[arg(long, value_name = "様式", help = "印刷の様式の名前（pdf）")]
    pub(crate) template: Option<String>,
    #[arg(short, long, value_name = "ファイル", help = "書き出すファイル（省くと一覧から名前を付ける）")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesCommand {
    #[command(about = "様式の一覧")]
    List,
    #[command(about = "はじめから入っている様式を書庫に写し、直せるようにする")]
    Copy {
        #[arg(value_name = "名前", help = "写しの名前")]
        name: String,
        #[arg(long, help = "設定だけでなく、組み方（.typ）も写す")]
        layout: bool,
    },
    #[command(about = "様式に誤りがないか確かめる")]
    Check {
        #[arg(value_name = "名前", help = "様式の名前")]
        name: String,
    },
}

/// A parser's complaint in one Japanese line.
pub(crate) fn usage_message(kind: ErrorKind, error: &clap::Error) -> String {
    let context = |wanted: ContextKind| {
        error.context().find(|(kind, _)| *kind == wanted).map(|(_, value)| value.to_string()).unwrap_or_default()
    };
    let argument = context(ContextKind::InvalidArg);
    let what = match kind {
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("「{argument}」は使えません"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} に「{}」は使えません", context(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("{} を指定してください", argument.replace('\n', " ")),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "続けて何をするかを指定してください".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} と {} は、いっしょには使えません", context(ContextKind::PriorArg).replace('\n', " "))
        }
        ErrorKind::InvalidUtf8 => "文字として読めない指定があります".to_owned(),
        _ => "指定の書き方が違います".to_owned(),
    };
    format!("{what}。使い方は gijicho --help で見られます。")
}
