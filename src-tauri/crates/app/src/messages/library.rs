//! What the library refuses, in words.

use gijicho_store::{Candidate, Entity, Lost, StoreError};

use super::parts::would_lose_parts;
use super::{fields, io_reason};

/// How many of what would be lost are named.
const NAMED: usize = 5;

/// The code and the message of a refusal or a failure of the library.
pub(super) fn store(error: &StoreError) -> (&'static str, String) {
    match error {
        StoreError::NotALibrary(dir) => (
            "no-library",
            format!(
                "{}: 書庫がありません。フォルダーを確かめるか、gijicho import か gijicho demo で作ってください。",
                dir.display()
            ),
        ),
        StoreError::AlreadyALibrary(dir) => ("library-exists", format!("{}: 書庫がすでにあります。", dir.display())),
        StoreError::NewerDatabase { found, known } => (
            "newer-library",
            format!(
                "この書庫は新しい版の議事帖で作られています（書庫 {found}、この版 {known}）。議事帖を新しくしてください。書庫には触れていません。"
            ),
        ),
        StoreError::Damaged(_) => (
            "damaged",
            "書庫が壊れています。gijicho verify で確かめ、控えから戻してください（gijicho restore 控えのファイル）。"
                .to_owned(),
        ),
        StoreError::NotWritable(path) => (
            "read-only",
            format!("{}: 書き込めません。フォルダーの権限を確かめてください。何も書いていません。", path.display()),
        ),
        StoreError::ReadOnly => ("read-only", "書庫は読み取り専用で開かれています。何も書いていません。".to_owned()),
        StoreError::NetworkFileSystem(path) => (
            "network",
            format!(
                "{}: ネットワーク上のフォルダーには安全に書き込めません。この機械のフォルダーを使ってください。",
                path.display()
            ),
        ),
        StoreError::Busy => {
            ("busy", "ほかの画面が書庫に書き込んでいます。少し待ってもう一度お試しください。".to_owned())
        }
        StoreError::DiskFull => ("disk-full", "ディスクの空きがありません。何も書いていません。".to_owned()),
        StoreError::Conflict(_) => (
            "conflict",
            "ほかの操作で先に変わっています。新しい内容を確かめてから、もう一度行ってください。".to_owned(),
        ),
        StoreError::NotFound { entity, .. } => {
            ("not-found", format!("その{}は見つかりません。消されたか、置き換えられています。", entity_name(*entity)))
        }
        StoreError::Unresolved { entity, text } => {
            ("not-found", format!("「{text}」に当たる{}はありません。", entity_name(*entity)))
        }
        StoreError::Ambiguous { entity, text, candidates } => {
            let labels: Vec<String> = candidates.iter().map(|c| format!("{}（{}）", c.label, c.id)).collect();
            (
                "ambiguous",
                format!(
                    "「{text}」に当たる{}が {} 件あります。どれかを ID で指定してください: {}",
                    entity_name(*entity),
                    candidates.len(),
                    labels.join("、")
                ),
            )
        }
        StoreError::Locked { .. } => {
            ("locked", "確定した議事概要は書き換えられません。訂正は、理由を付けて新しい版として行います。".to_owned())
        }
        StoreError::NotFinalised(_) => ("not-finalised", "この会議はまだ確定していません。".to_owned()),
        StoreError::HasVersions(_) => ("has-versions", "確定した版のある会議は消せません。".to_owned()),
        StoreError::Invalid(invalid) => ("invalid", fields::invalid(invalid)),
        StoreError::Duplicate { entity, .. } => {
            ("duplicate", format!("その{}はすでにあります。", entity_name(*entity)))
        }
        StoreError::InUse { entity, .. } => {
            ("in-use", format!("その{}は発言か出席者に結び付いているので消せません。", entity_name(*entity)))
        }
        StoreError::WouldLose(lost) => (
            "would-lose",
            format!(
                "{}が失われるので、行いませんでした。失われてよければ、そのことを指定してください（コマンドの取込では --accept-losses）。",
                would_be_lost(lost)
            ),
        ),
        StoreError::WouldLoseParts(lost) => ("would-lose-parts", would_lose_parts(lost)),
        StoreError::NotInRemark(_) => {
            ("not-in-remark", "選んだ言葉はこの発言にありません。選び直してください。".to_owned())
        }
        StoreError::NothingToUndo => ("nothing-to-undo", "取り消せる操作はありません。".to_owned()),
        StoreError::NothingToRedo => ("nothing-to-redo", "やり直せる操作はありません。".to_owned()),
        StoreError::OpIdReused(_) => ("bad-request", "同じ番号の操作がすでに行われています。".to_owned()),
        StoreError::Original(hash) => (
            "damaged",
            format!(
                "取り込んだ元のファイル（{hash}）がないか、変わっています。控えから戻してください（gijicho restore 控えのファイル）。"
            ),
        ),
        StoreError::Io { path, source } => {
            ("cannot-open", format!("{}: {}", path.display(), io_reason(source, "開けませんでした")))
        }
        StoreError::Sql(_) => {
            ("database", "書庫を読み書きできませんでした。gijicho verify で確かめてください。".to_owned())
        }
    }
}

/// What people did that would go, kind by kind; empty where nothing would.
pub(crate) fn would_be_lost(lost: &Lost) -> String {
    let named = |what: &str, rows: &[Candidate]| {
        let labels: Vec<&str> = rows.iter().take(NAMED).map(|row| row.label.as_str()).collect();
        let more = if rows.len() > NAMED { " ほか" } else { "" };
        (!rows.is_empty()).then(|| format!("{what} {} 件（{}{more}）", rows.len(), labels.join("、")))
    };
    let counted = |what: &str, count: u32| (count > 0).then(|| format!("{what} {count} 件"));
    let parts = [
        named("確認したり結び付けたりした決定", &lost.decisions),
        named("確認したり回答したりした宿題", &lost.follow_ups),
        counted("手で直した発言", lost.remarks),
        counted("記録なしとした議題や手で直した議題", lost.items),
        counted("付けた資料", lost.documents),
        counted("確認の意見", lost.comments),
        counted("そのままでよいとした指摘", lost.waivers),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("、")
}

/// What people call a kind of row.
fn entity_name(entity: Entity) -> &'static str {
    match entity {
        Entity::Meeting => "会議",
        Entity::Decision => "決定",
        Entity::Initiative => "取組",
        Entity::Remark => "発言",
        Entity::AgendaItem => "議題",
        Entity::FollowUp => "宿題",
        Entity::Plan => "計画",
        Entity::Activity => "年次計画の行",
        Entity::Progress => "進捗",
        Entity::Indicator => "指標",
        Entity::Document => "資料",
        Entity::RoundComment => "意見",
        Entity::Body => "会議体",
        Entity::Person => "人",
        Entity::Post => "職",
        Entity::Appointment => "在職",
        _ => "記録",
    }
}
