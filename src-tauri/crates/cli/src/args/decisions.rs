//! The words of `decisions`.

use clap::{Args, Subcommand, ValueEnum};
use gijicho_model::Outcome;

#[derive(Debug, Subcommand)]
pub(crate) enum DecisionsCommand {
    #[command(about = "決定事項の一覧（指定を重ねると、すべてに合うもの）")]
    List(DecisionsList),
    #[command(about = "提案された決定を確認する")]
    Confirm {
        #[arg(value_name = "決定", help = "R4-1-1 または ID")]
        decision: String,
    },
    #[command(about = "提案された決定を退ける")]
    Dismiss {
        #[arg(value_name = "決定", help = "R4-1-1 または ID")]
        decision: String,
    },
    #[command(about = "決定を取組に結び付ける")]
    Link(LinkArgs),
    #[command(about = "決定と取組の結び付きを外す")]
    Unlink(LinkArgs),
    #[command(about = "決定に合いそうな取組の候補")]
    Suggest {
        #[arg(value_name = "決定", help = "R4-1-1 または ID")]
        decision: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    #[arg(value_name = "決定", help = "R4-1-1 または ID")]
    pub(crate) decision: String,
    #[arg(value_name = "取組", help = "番号または ID")]
    pub(crate) initiative: String,
    #[arg(long, value_enum, default_value = "approves", value_name = "関係", help = "関係")]
    pub(crate) relation: RelationChoice,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum RelationChoice {
    Approves,
    Amends,
    ReportsOn,
    Instructs,
}

/// Which rows of the register, in which order: what the register in the window knows.
#[derive(Debug, Args)]
pub(crate) struct DecisionsList {
    #[arg(long, value_name = "年度", help = "2022、R4、R4..R6、R4.. のどれか（いくつでも）")]
    pub(crate) fiscal_year: Vec<String>,
    #[arg(
        long,
        default_value = "",
        hide_default_value = true,
        value_name = "会議体",
        help = "会議体の名前（一部でよい）"
    )]
    pub(crate) body: String,
    #[arg(long, value_parser = outcome, value_name = "結果", help = OUTCOMES)]
    pub(crate) outcome: Option<Outcome>,
    #[arg(long, value_enum, value_name = "状態", help = "提案、確認済み、決定も記録なしも記していない議題")]
    pub(crate) status: Option<StandingChoice>,
    #[arg(long, default_value = "", value_name = "取組", help = "この取組（番号または ID）に結んだもの")]
    pub(crate) initiative: String,
    #[arg(long, conflicts_with = "unlinked", help = "取組に結んだもの")]
    pub(crate) linked: bool,
    #[arg(long, help = "確認済みで、取組に結んでいないもの")]
    pub(crate) unlinked: bool,
    #[arg(
        long,
        default_value = "",
        value_name = "言葉",
        help = "番号・議題・決定の言葉・条件・発言者にこの言葉があるもの（空白で区切ると、すべて）"
    )]
    pub(crate) text: String,
    #[arg(long, value_enum, default_value = "date", value_name = "順", help = "並べ方")]
    pub(crate) sort: OrderChoice,
    #[arg(long, help = "逆に並べる")]
    pub(crate) reverse: bool,
}

/// A state of an item, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StandingChoice {
    #[value(alias = "提案")]
    Proposed,
    #[value(alias = "確認済み")]
    Confirmed,
    #[value(alias = "未記入")]
    Open,
}

/// An order of the register, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OrderChoice {
    Date,
    Number,
    Agenda,
    Outcome,
}

/// What the help says of outcomes.
const OUTCOMES: &str = "承認、了承、決定、修正のうえ承認、継続、報告のみ、否決、記録なし（または approved など）";

/// Reads an outcome in Japanese or as the JSON writes it.
fn outcome(typed: &str) -> Result<Outcome, String> {
    Outcome::parse(typed.trim()).ok_or_else(|| format!("{typed} は結果ではありません"))
}
