//! The head of the minutes: title, date, place, attendees, and the other labelled lines.

use std::ops::Range;

use chrono::Datelike;
use gijicho_model::draft::{DraftMeeting, Warning};
use gijicho_model::era::{self, FoundDate};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;
use gijicho_model::meeting::HeaderLine;

use super::enumerator;
use super::join::needs_space;
use crate::line::{Line, is_space};

/// What a labelled line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Date,
    Time,
    Place,
    Attendees,
    /// 議題, 次第: items follow.
    Agenda,
    /// 議事概要: what was said follows.
    Proceedings,
    /// 会議名
    Name,
    Legend,
    Other,
}

const LABELS: &[(Topic, &[&str])] = &[
    (
        Topic::Date,
        &[
            "開催日時",
            "開催日",
            "日時",
            "開催年月日",
            "期日",
            "会議日時",
            "開催期日",
            "とき",
            "年月日",
            "開催日時及び場所",
            "日時・場所",
            "日時及び場所",
        ],
    ),
    (Topic::Time, &["開催時間", "時間", "会議時間", "開会時刻", "開会", "閉会時刻", "開始時刻", "終了時刻"]),
    (Topic::Place, &["開催場所", "場所", "会場", "開催会場", "ところ", "会議場所"]),
    (
        Topic::Attendees,
        &[
            "出席者",
            "出席委員",
            "参加者",
            "出席",
            "出席本部員",
            "出席者名簿",
            "出席委員名",
            "構成員",
            "出席職員",
            "出席議員",
            "出席構成員",
            "出席者名",
            "会議出席者",
            "主な出席者",
            "出席した委員",
            "出席理事",
        ],
    ),
    (
        Topic::Agenda,
        &[
            "議題",
            "次第",
            "会議次第",
            "議事次第",
            "付議事項",
            "案件",
            "会議の議題",
            "議題等",
            "会議事項",
            "付議案件",
            "議事日程",
            "会議題",
            "協議題",
            "本日の議題",
        ],
    ),
    (
        Topic::Proceedings,
        &[
            "議事概要",
            "議事の概要",
            "会議の概要",
            "会議概要",
            "概要",
            "議事内容",
            "会議内容",
            "審議内容",
            "議事要旨",
            "内容",
            "議事",
            "発言要旨",
            "主な意見",
            "会議結果",
            "議事の経過",
            "会議の内容",
            "議事の要旨",
            "会議録",
            "議事録",
            "発言内容",
            "主な発言",
            "会議の経過",
            "審議の概要",
            "結果概要",
            "議事の内容",
            "会議の結果",
        ],
    ),
    (Topic::Name, &["会議名", "会議の名称", "名称", "件名", "会議名称", "附属機関の名称"]),
    (Topic::Legend, &["凡例", "記号", "発言者の凡例"]),
    (
        Topic::Other,
        &[
            "欠席者",
            "欠席委員",
            "欠席",
            "説明者",
            "説明員",
            "主催",
            "傍聴者",
            "傍聴",
            "傍聴人",
            "傍聴者数",
            "傍聴人数",
            "公開",
            "会議の公開",
            "公開の可否",
            "公開・非公開の別",
            "会議の公開・非公開",
            "事務局",
            "担当",
            "担当課",
            "担当部局",
            "所管",
            "所管課",
            "事務局担当",
            "問合せ先",
            "問い合わせ先",
            "お問い合わせ先",
            "お問合せ先",
            "作成者",
            "作成",
            "記録者",
            "記録",
            "司会",
            "進行",
            "議長",
            "座長",
            "会長",
            "更新日",
            "最終更新日",
            "掲載日",
            "作成日",
            "公表日",
            "公開日",
            "備考",
            "配付資料",
            "配布資料",
            "資料",
            "会議資料",
            "添付資料",
            "提出資料",
            "その他の出席者",
            "オブザーバー",
            "陪席者",
            "同席者",
            "事務局出席者",
            "議事録署名人",
            "議事録署名者",
            "ページ番号",
            "電話",
            "部数",
            "開催方法",
            "開催形式",
            "方法",
            "出欠",
        ],
    ),
];

/// A labelled line, its parts in bytes of the line's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) topic: Topic,
    pub(super) label: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Longest label, in characters.
const MAX_LABEL: usize = 24;

/// Reads 「１ 開催日時：令和４年…」, 「日　時　令和４年…」, 「【出席者】」.
pub(super) fn field(line: &Line<'_>) -> Option<Field> {
    let folded = &line.folded;
    let mut start = enumerator::enumerator(line.text, folded).map_or(0, |found| found.text_start);
    let decoration: &[char] =
        &['【', '[', '<', '〈', '《', '(', '■', '□', '◆', '◇', '○', '●', '◎', '・', '〔', '▼', '★', '※'];
    start += folded[start..].len() - folded[start..].trim_start_matches(decoration).trim_start().len();
    let (topic, length) = label(&folded[start..])?;
    let label_end = start + length;
    let rest = folded[label_end..].trim_start_matches([' ', ':', '】', ']', '>', '〉', '》', ')', '〕', '・', '…']);
    let map = line.map();
    let value_start = map.to_source(folded.len() - rest.len()..folded.len() - rest.len()).start;
    Some(Field { topic, label: map.to_source(start..label_end), value: value_start..line.text.len() })
}

/// The longest known label at the beginning, and its length in bytes.
fn label(text: &str) -> Option<(Topic, usize)> {
    let mut squeezed = String::new();
    let mut found = None;
    for (at, c) in text.char_indices().take(MAX_LABEL) {
        if c != ' ' {
            squeezed.push(c);
            let end = at + c.len_utf8();
            let next = text[end..].chars().next();
            let ends = next
                .is_none_or(|next| matches!(next, ' ' | ':' | '】' | ']' | '>' | '〉' | '》' | ')' | '〕' | '(' | '…'));
            if ends && let Some((topic, _)) = LABELS.iter().find(|(_, labels)| labels.contains(&squeezed.as_str())) {
                found = Some((*topic, end));
            }
        }
    }
    found
}

/// Collects the head of the minutes.
#[derive(Debug, Default)]
pub(super) struct Header {
    title: Vec<String>,
    lines: Vec<(Topic, HeaderLine, u32)>,
    name: Option<String>,
}

impl Header {
    /// Takes a line of the title.
    pub(super) fn push_title(&mut self, text: &str) {
        self.title.push(text.to_owned());
    }

    /// Whether any labelled line has been read.
    pub(super) fn has_fields(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Whether there is a title.
    pub(super) fn has_title(&self) -> bool {
        !self.title.is_empty()
    }

    /// What the labelled line that is being read is about.
    pub(super) fn topic(&self) -> Option<Topic> {
        self.lines.last().map(|(topic, ..)| *topic)
    }

    /// How many different labelled lines say that this is a record of a meeting.
    pub(super) fn telling_fields(&self) -> usize {
        let telling = [Topic::Date, Topic::Place, Topic::Attendees, Topic::Agenda, Topic::Proceedings, Topic::Name];
        telling
            .iter()
            .filter(|topic| self.lines.iter().any(|(known, line, _)| known == *topic && !line.label.is_empty()))
            .count()
    }

    /// Takes a labelled line.
    pub(super) fn push_field(&mut self, field: &Field, line: &Line<'_>) {
        let label = line.text[field.label.clone()].trim_matches(is_space).to_owned();
        let text = line.text[field.value.clone()].trim_matches(is_space).to_owned();
        if field.topic == Topic::Name && self.name.is_none() && !text.is_empty() {
            self.name = Some(text.clone());
        }
        self.lines.push((field.topic, HeaderLine { label, text }, line.number));
    }

    /// Takes a line without a label that stands for itself.
    pub(super) fn push_bare(&mut self, topic: Topic, line: &Line<'_>) {
        let text = line.text.to_owned();
        self.lines.push((topic, HeaderLine { label: String::new(), text }, line.number));
    }

    /// Takes a line that continues the labelled line before it.
    pub(super) fn continue_field(&mut self, line: &Line<'_>) {
        let Some((topic, last, _)) = self.lines.last_mut() else {
            return self.push_bare(Topic::Other, line);
        };
        if *topic == Topic::Attendees && !last.text.is_empty() {
            last.text.push('　');
        } else if needs_space(&last.text, line.text) {
            last.text.push(' ');
        }
        last.text.push_str(line.text);
    }

    /// Makes the head of the draft.
    pub(super) fn finish(self, attendees: Vec<String>, warnings: &mut Vec<Warning>) -> DraftMeeting {
        let title = self.title();
        let dated = self.dated();
        let (starts_at, ends_at) = self.times();
        if let Some((found, line)) = &dated
            && let Some(weekday) = found.weekday
            && weekday != found.date.weekday()
        {
            let real = era::weekday_japanese(found.date.weekday());
            let printed = era::weekday_japanese(weekday);
            let date = era::long_date(found.date);
            let message =
                format!("{date}は（{real}）ですが、（{printed}）と書かれています。日付か曜日を確かめてください。");
            warnings.push(Warning { code: "weekday-mismatch".into(), message, line: Some(*line) });
        }
        let held_on = dated.map(|(found, _)| found.date);
        let place = self.value(Topic::Place);
        let header = self.lines.into_iter().map(|(_, line, _)| line).collect();
        DraftMeeting {
            body: title.as_deref().and_then(body_name),
            fiscal_year: title.as_deref().and_then(fiscal_year).or_else(|| held_on.map(FiscalYear::of)),
            ordinal: title.as_deref().and_then(ordinal),
            title,
            held_on,
            starts_at,
            ends_at,
            place,
            attendees,
            legend: gijicho_model::Legend::default(),
            header,
        }
    }

    fn title(&self) -> Option<String> {
        let mut title = String::new();
        for line in &self.title {
            if needs_space(&title, line) {
                title.push(' ');
            }
            title.push_str(line);
        }
        let title = title.trim_matches(is_space).to_owned();
        if title.is_empty() { self.name.clone() } else { Some(title) }
    }

    fn value(&self, topic: Topic) -> Option<String> {
        self.lines
            .iter()
            .find(|(known, line, _)| *known == topic && !line.text.is_empty())
            .map(|(_, line, _)| line.text.clone())
    }

    /// The meeting's date: of a line that is about it, else of any header line that is not about
    /// the page, else of the title.
    fn dated(&self) -> Option<(FoundDate, u32)> {
        let in_lines = |wanted: fn(Topic, &str) -> bool| {
            self.lines
                .iter()
                .filter(move |(topic, line, _)| wanted(*topic, &line.label))
                .find_map(|(_, line, number)| era::find_date(&line.text).map(|found| (found, *number)))
        };
        in_lines(|topic, _| topic == Topic::Date)
            .or_else(|| {
                in_lines(|topic, _| matches!(topic, Topic::Time | Topic::Place | Topic::Proceedings | Topic::Name))
            })
            .or_else(|| in_lines(|topic, label| topic == Topic::Other && label.is_empty()))
            .or_else(|| self.title.iter().find_map(|line| era::find_date(line)).map(|found| (found, 1)))
    }

    fn times(&self) -> (Option<chrono::NaiveTime>, Option<chrono::NaiveTime>) {
        let of = |topic: Topic| {
            let texts: Vec<&str> = self
                .lines
                .iter()
                .filter(|(known, ..)| *known == topic)
                .map(|(_, line, _)| line.text.as_str())
                .collect();
            era::find_times(&texts.join(" "))
        };
        match of(Topic::Date) {
            (None, _) => of(Topic::Time),
            found => found,
        }
    }
}

/// 「令和４年度」 in a title.
fn fiscal_year(title: &str) -> Option<FiscalYear> {
    let squeezed = fold::squeezed(title);
    let end = squeezed.find("年度")?;
    let starts = squeezed[..end].char_indices().rev().take(8).map(|(at, _)| at);
    starts.filter_map(|at| FiscalYear::parse(&squeezed[at..end])).last()
}

/// 「第１回」 in a title.
fn ordinal(title: &str) -> Option<u32> {
    let squeezed = fold::squeezed(title);
    squeezed.match_indices('第').find_map(|(at, found)| {
        let rest = &squeezed[at + found.len()..];
        let (number, end) = enumerator::digits(rest)?;
        rest[end..].starts_with('回').then(|| number.parse().ok())?
    })
}

/// The body's name: the title without year, ordinal, date and the word for minutes.
fn body_name(title: &str) -> Option<String> {
    let map = fold::folded_width(title);
    let folded = map.text();
    let mut range = 0..folded.len();
    let trim = |range: &mut Range<usize>| {
        let text = &folded[range.clone()];
        range.start += text.len() - text.trim_start_matches([' ', '・', '-', ':', '「', '『']).len();
        let text = &folded[range.clone()];
        range.end -= text.len() - text.trim_end_matches([' ', '・', '-', ':', '」', '』']).len();
    };
    loop {
        trim(&mut range);
        let text = &folded[range.clone()];
        let cut_front = leading_year(text).or_else(|| leading_ordinal(text));
        let cut_back = trailing_word(text);
        match (cut_front, cut_back) {
            (Some(length), _) => range.start += length,
            (None, Some(length)) => range.end -= length,
            (None, None) => break,
        }
    }
    let name = title[map.to_source(range)].trim_matches(is_space);
    (!name.is_empty()).then(|| name.to_owned())
}

fn leading_year(text: &str) -> Option<usize> {
    if let Some(found) = era::find_date(text)
        && found.range.start == 0
    {
        return Some(found.range.end);
    }
    let end = text.char_indices().take(14).find(|(at, _)| text[*at..].starts_with('年'))?.0;
    let year: String = text[..end].chars().filter(|c| *c != ' ').collect();
    FiscalYear::parse(&year)?;
    let rest = &text[end + '年'.len_utf8()..];
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let rest = rest.strip_prefix("(令和").and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
    Some(text.len() - rest.len())
}

fn leading_ordinal(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?.trim_start();
    let (_, end) = enumerator::digits(rest)?;
    let rest = rest[end..].trim_start().strip_prefix('回')?;
    Some(text.len() - rest.len())
}

fn trailing_word(text: &str) -> Option<usize> {
    const WORDS: &[&str] = &[
        "概要",
        "議事録",
        "議事概要",
        "会議録",
        "議事要旨",
        "議事要録",
        "会議概要",
        "会議要旨",
        "記録",
        "要旨",
        "要録",
        "発言要旨",
        "結果",
        "結果概要",
        "開催結果",
        "の概要",
        "の開催結果",
        "の結果",
        "の議事概要",
        "の議事録",
        "の会議録",
        "の記録",
        "の開催について",
        "について",
        "(案)",
        "(概要)",
        "(議事録)",
        "(会議録)",
        "(議事概要)",
        "(要旨)",
        "(要約)",
        "(公開用)",
        "(確定版)",
        "次第",
        "議事次第",
        "会議次第",
        "逐語録",
        "議事",
    ];
    let word = WORDS.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len())?;
    if *word == "会議概要" || *word == "会議録" || *word == "会議要旨" || *word == "会議次第" {
        // 「本部員会議概要」 is the 概要 of a 本部員会議; 「本部　会議概要」 is its 会議概要.
        let before = text[..text.len() - word.len()].chars().next_back();
        if before.is_some_and(|c| c != ' ' && c != '」') {
            return Some(word.len() - "会議".len());
        }
    }
    if *word == "結果概要" || word.len() < text.len() { Some(word.len()) } else { None }
}

/// Splits the names of those present, as printed: by 、 or ・ or blanks, or one a line.
pub(super) fn attendees(lines: &[&str]) -> Vec<String> {
    lines.iter().flat_map(|line| names_in(line)).filter(|name| !name.is_empty()).collect()
}

fn names_in(line: &str) -> Vec<String> {
    let line = line.trim_matches(|c: char| is_space(c) || matches!(c, '・' | '：' | ':'));
    let parts: Vec<&str> = match () {
        () if line.contains(['、', '，', '､']) => line.split(['、', '，', '､']).collect(),
        () if line.contains(',') => line.split(',').collect(),
        () if line.contains(['・', '･']) => line.split(['・', '･']).collect(),
        () if line.split(is_space).filter(|part| !part.is_empty()).count() > 2 => line.split(is_space).collect(),
        () => vec![line],
    };
    parts.into_iter().map(|part| part.trim_matches(is_space).trim_end_matches('ほ').to_owned()).collect()
}

/// A date that is the meeting's, on a line without a label; a page's own dates are not.
pub(super) fn is_date_line(line: &Line<'_>) -> bool {
    let of_the_page = ["更新", "作成", "公表", "掲載", "印刷", "発行", "公開日", "登録"];
    line.text.chars().nth(60).is_none()
        && !of_the_page.iter().any(|word| line.folded.contains(word))
        && era::find_date(&line.folded).is_some_and(|found| found.range.start <= 24)
}

/// Whether a title names a meeting or its record.
pub(super) fn names_a_meeting(title: &str) -> bool {
    let squeezed = fold::squeezed(title);
    [
        "会議",
        "本部",
        "委員会",
        "審議会",
        "協議会",
        "懇談会",
        "検討会",
        "部会",
        "議事",
        "概要",
        "会議録",
        "議会",
        "幹事会",
        "懇話会",
        "庁議",
        "総会",
    ]
    .iter()
    .any(|word| squeezed.contains(word))
}
