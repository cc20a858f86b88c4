//! What was found wrong: in a library that is verified, in a query that is read leniently.

use gijicho_search::query::{Ignored, Problem};
use gijicho_store::{Entity, Finding, VersionProblem};

use crate::api;

/// The index was found damaged, and is whole again.
pub(crate) fn index_mended() -> api::library::Finding {
    api::library::Finding {
        code: "index".to_owned(),
        message: "検索の索引が壊れていたので、作り直しました（書庫の中身は無事です）。".to_owned(),
    }
}

/// What verification found, in words.
pub(crate) fn finding(finding: &Finding) -> api::library::Finding {
    let (code, message) = match finding {
        Finding::Database { problem } => ("database", format!("データベースが壊れています（{problem}）。")),
        Finding::Reference { problem } => ("reference", format!("あるはずの記録がありません（{problem}）。")),
        Finding::Version { meeting, number, problem } => {
            let what = match problem {
                VersionProblem::Changed => "中身が確定したときから変わっています",
                VersionProblem::Contradicts => "付記が中身と食い違っています",
                VersionProblem::Differs => "確定したあとで、表の中身が変わっています",
                VersionProblem::Unchained => "前の版とつながっていません",
            };
            ("version", format!("会議 {meeting} の第{number}版: {what}。"))
        }
        Finding::Row { entity, id, there } => {
            let what = if *there {
                "最後に書かれたときから変わっています"
            } else {
                "なくなっています"
            };
            ("row", format!("{} {id} が、{what}。", row(*entity)))
        }
        Finding::Original { sha256, name } => {
            ("original", format!("取り込んだ元のファイル「{name}」（{sha256}）がないか、変わっています。"))
        }
        Finding::Evidence { decision, quote, .. } => {
            ("evidence", format!("決定 {decision} の根拠の言葉「{quote}」が、発言の中に見つかりません。"))
        }
        Finding::FollowUp { quote, .. } => {
            ("follow-up", format!("宿題の言葉「{quote}」が、発言の中に見つかりません。"))
        }
        Finding::Serials { meeting } => ("serials", format!("会議 {meeting} の決定の番号が続いていません。")),
    };
    api::library::Finding { code: code.to_owned(), message }
}

/// What people call a row.
fn row(entity: Entity) -> &'static str {
    match entity {
        Entity::Meeting => "会議",
        Entity::Attendee => "出席者",
        Entity::AgendaItem => "議題",
        Entity::Document => "資料",
        Entity::Remark => "発言",
        Entity::Decision => "決定",
        Entity::Evidence => "決定の根拠",
        Entity::FollowUp => "宿題",
        Entity::MeetingVersion => "版",
        Entity::RoundComment => "確認の意見",
        Entity::Plan => "計画",
        Entity::Initiative => "取組",
        Entity::Progress => "進捗",
        other => other.name(),
    }
}

/// A part of a query that was left out.
pub(crate) fn ignored(ignored: &Ignored) -> String {
    let text = &ignored.text;
    match ignored.problem {
        Problem::UnclosedQuote => format!("「{text}」: 引用符が閉じていないので、終わりまでを言葉として探しました。"),
        Problem::UnpairedParenthesis => format!("「{text}」: 対になっていないかっこを除いて探しました。"),
        Problem::Empty => format!("「{text}」: 中身がないので除いて探しました。"),
        Problem::DanglingOperator => format!("「{text}」: 相手のない記号を除いて探しました。"),
        Problem::MissingValue => format!("「{text}」: 値がないので除いて探しました。"),
        Problem::UnknownValue => format!("「{text}」: 値が分からないので、言葉として探しました。"),
        Problem::TooDeep => format!("「{text}」: かっこが深すぎるので、内側のかっこを除いて探しました。"),
        Problem::TooLong => "長すぎるので、始めの部分だけで探しました。".to_owned(),
    }
}
