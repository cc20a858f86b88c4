//! The words that decide, and those that take a decision back.

use gijicho_model::decision::Outcome;

/// Deciding words and what they mean.
const WORDS: &[(&str, Outcome)] = &[
    ("継続審査", Outcome::Continued),
    ("継続審議", Outcome::Continued),
    ("継続協議", Outcome::Continued),
    ("継続検討", Outcome::Continued),
    ("継続", Outcome::Continued),
    ("再度協議", Outcome::Continued),
    ("改めて協議", Outcome::Continued),
    ("不承認", Outcome::Rejected),
    ("不採択", Outcome::Rejected),
    ("否決", Outcome::Rejected),
    ("承認", Outcome::Approved),
    ("可決", Outcome::Approved),
    ("了承", Outcome::Acknowledged),
    ("了解", Outcome::Acknowledged),
    ("議決", Outcome::Decided),
    ("決定", Outcome::Decided),
    ("採択", Outcome::Decided),
    ("報告", Outcome::Reported),
];

/// The first deciding word from byte `from` on; of words that begin together, the longest.
pub(super) fn next(sentence: &str, from: usize) -> Option<(usize, &'static str, Outcome)> {
    sentence[from..].char_indices().find_map(|(at, _)| {
        let rest = &sentence[from + at..];
        let longest = WORDS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
        longest.map(|&(word, outcome)| (from + at, word, outcome))
    })
}

/// Forms in which a deciding word reports its own deed.
pub(super) const PAST_FORMS: &[&str] = &[
    "していただきました", "していただいた", "をいただきました", "をいただいた", "いただきました", "いただいた", "をいただき", "頂きました", "頂いた", "いただき",
    "することに決定いたしました", "することに決定しました", "することに決定した", "することに決しました", "することに決した", "することといたしました", "することとしました",
    "することとした", "することとなりました", "することとなった", "とすることとした", "とすることに決定した", "とすることに決定しました", "とすることに決した", "とすることに決しました",
    "といたしました", "としました", "とした", "となりました", "となった", "と決しました", "と決した", "と決定した", "と決定しました", "と決定いたしました", "とされました", "とされた",
    "が決定された", "が決定した", "を決定した", "に決定した", "に決定しました", "に決しました", "に決した", "いたしました", "致しました", "されました", "された", "しました", "した", "され",
    "を得られた", "が得られた", "を得ました", "を得た", "を受けた", "がなされた", "があった", "として伺った", "として承った", "として伺いました", "として承りました", "を受けました",
];

/// Forms in which it is done by saying so; nothing but the end of a clause may follow.
pub(super) const PRESENT_FORMS: &[&str] = &[
    "する", "します", "いたします", "とする", "とします", "といたします", "とさせていただく", "とさせていただきます", "することとする", "することとします", "することといたします",
    "ということで進めさせていただく", "ということで進めさせていただきます", "ということで進める", "ということで進めます", "とし", "し", "として伺う", "として承る", "として伺います", "として承ります",
];

/// What may follow a past form: not a noun that it would only describe.
pub(super) const AFTER: &[&str] =
    &["。", "、", "」", ")", "）", "』", "ので", "ため", "ということ", "と認め", "ものと", "が、", "ところ", "との", "旨", "わけ", "から", "！", "と宣"];

/// Another time or another body.
pub(super) const DENIALS_BEFORE: &[&str] = &[
    "昨年", "前年", "先日", "前回", "先月", "先週", "昨日", "過去", "以前", "かつて", "前々回", "すでに", "既に", "年度末に", "年度の末", "年前", "これまで", "従来", "一昨年",
    "議会で", "議会におい", "委員会で", "委員会におい", "国会", "閣議", "審議会で", "審議会におい", "知事会", "理事会", "国で", "国におい", "政府", "総会で", "総会におい",
    "推進本部で", "推進本部におい", "推進会議で", "推進会議におい", "協議会で", "協議会におい", "部会で", "部会におい", "幹事会で", "幹事会におい", "庁議で", "庁議におい",
    "会議で決定されれば", "会議で承認されれば", "もし", "仮に",
];

/// A time to come: what will be decided then is not decided now.
pub(super) const LATER: &[&str] = &["来月", "来年", "次回", "月に", "月の", "月末", "後日", "いずれ、", "今後", "年度末", "将来", "査定"];

/// This meeting after all.
pub(super) const OWN: &[&str] = &["本日", "今回", "本会議", "当本部", "本本部", "当会議", "この会議", "本委員会", "当委員会", "ただいま", "ただ今"];

/// Requests, plans, questions and descriptions.
pub(super) const DENIALS_AFTER: &[&str] = &[
    "いただきたい", "いただければ", "いただくよう", "いただきますよう", "いただけ", "いただく", "ください", "下さい", "をお願い", "お願い", "を願", "願い", "してほしい", "してもらい", "を求め",
    "する予定", "の予定", "される予定", "を予定", "の見込み", "される見込み", "できる", "するため", "する必要", "すべき", "するか", "しますか", "でしょうか", "することができ", "されれば", "すれば",
    "した場合", "された場合", "後", "前", "されていない", "していない", "されていれ", "されている", "していた", "されていた", "した時", "した際", "した後", "された後", "された時", "した計画", "された計画",
    "した内容", "された内容", "した方針", "された方針", "した事項", "された事項", "したい", "しない", "していく", "を得ている", "していきたい", "することとしてよろしい", "する方向",
];

/// What ties a sentence to the item at hand.
pub(super) const TIES: &[&str] = &[
    "原案", "案のとおり", "案どおり", "このとおり", "本案", "本件", "本議", "この案", "そのように", "それで", "案は", "案を", "異議", "異論", "全会一致", "全員", "全員一致", "賛成", "修正",
    "以上", "よって", "本日", "ただ今", "ただいま", "とおり", "取りまとめ", "これで", "このこと", "議題", "議案", "いずれも", "結論",
];

/// Clauses that only lead to the decision.
pub(super) const LEADS: &[&str] = &["があり、", "がないので、", "がなければ、", "ないので、", "意見のとおり、", "があったが、", "がありましたので、", "があったので、", "があったため、", "ないため、"];

/// What says that a draft was changed.
pub(super) const AMENDMENTS: &[&str] = &[
    "修正", "改めたうえ", "改めた上", "と改めて", "ものと改め", "明記したうえ", "明記した上", "明記することとし", "加えたうえ", "加えた上", "除いたうえ", "除いた上", "書き加えたうえ", "書き加えた上", "変更したうえ", "変更した上", "変更のうえ", "変更の上",
];
