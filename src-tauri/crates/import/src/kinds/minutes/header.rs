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
use crate::speaker::vocabulary;

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
    (Topic::Time, &["開催時間", "時間", "会議時間", "時刻", "開会時刻", "開会", "閉会時刻", "開始時刻", "終了時刻", "開会及び閉会の時刻", "開閉会の時刻", "開会・閉会", "開会及び閉会"]),
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
            "要旨",
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
    /// Whether the label is numbered: it can be an item of a 次第 as well.
    pub(super) is_numbered: bool,
}

/// Longest label, in characters.
const MAX_LABEL: usize = 24;

/// What may stand between a label and its value, folded.
const AFTER_LABEL: &[char] = &[' ', ':', '】', ']', '>', '〉', '》', ')', '〕', '・', '…', '|', '│', '┃'];

/// Reads 「１ 開催日時：令和４年…」, 「日　時　令和４年…」, 「【出席者】」, and several on one line.
pub(super) fn fields(line: &Line<'_>) -> Vec<Field> {
    let folded = &line.folded;
    let numbered = enumerator::enumerator(line.text, folded);
    let mut start = numbered.as_ref().map_or(0, |found| found.text_start);
    let decoration: &[char] = &['【', '[', '<', '〈', '《', '(', '■', '□', '◆', '◇', '○', '◯', '〇', '●', '◎', '・', '〔', '▼', '★', '※', ' '];
    start += folded[start..].len() - folded[start..].trim_start_matches(decoration).len();
    let map = line.map();
    let mut fields: Vec<Field> = Vec::new();
    while let Some((topic, length)) = label(&folded[start..]) {
        let label_end = start + length;
        let rest = folded[label_end..].trim_start_matches(AFTER_LABEL);
        let value_start = folded.len() - rest.len();
        let next = next_label(folded, value_start);
        let value_end = next.unwrap_or(folded.len());
        if topic == Topic::Time && !folded[value_start..value_end].contains(|c: char| c.is_ascii_digit() || "十正".contains(c)) {
            break;
        }
        let source = |at: usize| if at == folded.len() { line.text.len() } else { map.to_source(at..at).start };
        fields.push(Field {
            topic,
            label: map.to_source(start..label_end),
            value: source(value_start)..source(value_end),
            is_numbered: numbered.is_some(),
        });
        let Some(next) = next else { break };
        start = next;
    }
    fields
}

/// The labelled line that a line is, if it is one.
pub(super) fn field(line: &Line<'_>) -> Option<Field> {
    fields(line).into_iter().next()
}

/// Whether a text, folded or not, begins with a known label and something after it.
pub(super) fn begins_with_label(text: &str) -> bool {
    let head: String = text.chars().take(MAX_LABEL + 2).collect();
    let folded = fold::width(&head);
    label(&folded).is_some_and(|(_, length)| length < folded.len())
}

/// Where the next label with a colon begins, after a gap.
fn next_label(folded: &str, from: usize) -> Option<usize> {
    const REACH: usize = 400;
    let gaps = folded[from..].match_indices(' ').map(|(at, _)| from + at).take_while(|at| *at < from + REACH);
    gaps.filter_map(|at| {
        let rest = folded[at..].trim_start();
        let start = folded.len() - rest.len();
        let (_, length) = label(rest)?;
        rest[length..].starts_with(':').then_some(start)
    })
    .next()
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
                .is_none_or(|next| next == '(' || AFTER_LABEL.contains(&next));
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

    /// Takes a line of the legend: part of the line that announces it, else a line of its own.
    pub(super) fn push_legend(&mut self, line: &Line<'_>) {
        if matches!(self.topic(), Some(Topic::Proceedings | Topic::Legend)) {
            self.continue_field(line);
        } else {
            self.push_bare(Topic::Legend, line);
        }
    }

    /// Takes a label whose items stand elsewhere.
    pub(super) fn push_label(&mut self, topic: Topic, label: &str, line: u32) {
        self.lines.push((topic, HeaderLine { label: label.to_owned(), text: String::new() }, line));
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
        let place = self.value(Topic::Place).or_else(|| self.bare_place());
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

    /// The place on a line without a label: what stands after date and times and names a room.
    fn bare_place(&self) -> Option<String> {
        const PLACES: &[&str] = &["室", "階", "館", "会場", "ホール", "センター", "会議場", "庁舎", "オンライン", "Web", "Ｗｅｂ"];
        self.lines.iter().filter(|(topic, line, _)| *topic == Topic::Date && line.label.is_empty()).find_map(|(_, line, _)| {
            let parts = line.text.split(is_space).filter(|part| !part.is_empty());
            let place = parts.filter(|part| era::find_date(part).is_none()).find(|part| {
                PLACES.iter().any(|place| part.contains(place)) && era::find_times(part).0.is_none()
            })?;
            let at = line.text.find(place)?;
            Some(line.text[at..].to_owned())
        })
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
        in_lines(|topic, label| topic == Topic::Date && !label.is_empty())
            .or_else(|| in_lines(|topic, _| topic == Topic::Date))
            .or_else(|| {
                in_lines(|topic, _| matches!(topic, Topic::Time | Topic::Place | Topic::Proceedings | Topic::Name))
            })
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
        (rest[end..].starts_with('回') || rest[end..] == *"号").then(|| number.parse().ok())?
    })
}

/// The body's name: the title without year, ordinal, date and the word for minutes. None where
/// what is left names no body that meets.
fn body_name(title: &str) -> Option<String> {
    let title = if is_letter_spaced(title) { title.chars().filter(|c| !is_space(*c)).collect() } else { title.to_owned() };
    let map = fold::folded_width(&title);
    let folded = map.text();
    let mut kept = vec![true; folded.len()];
    for range in about_the_sitting(folded) {
        kept[range].fill(false);
    }
    let mut name = String::new();
    let mut gap = false;
    for (at, c) in folded.char_indices() {
        if !kept[at] || c == ' ' {
            gap = true;
            continue;
        }
        if gap && !name.is_empty() {
            name.push(' ');
        }
        gap = false;
        name.push(c);
    }
    let name = without_record_words(name.trim_matches(|c| matches!(c, ' ' | '・' | '-' | ':' | '「' | '」' | '『' | '』')));
    if !BODIES.iter().any(|word| name.contains(word)) {
        return None;
    }
    Some(as_printed(&title, name))
}

/// What bodies that meet are called.
const BODIES: &[&str] = &[
    "会議", "本部", "委員会", "審議会", "協議会", "懇談会", "検討会", "部会", "議会", "幹事会", "懇話会", "庁議", "総会", "審査会", "評議会", "研究会", "連絡会", "有識者会",
];

/// The printed form of a folded name: the shortest printed text that folds to it, where there is one.
fn as_printed(title: &str, name: &str) -> String {
    let map = fold::folded_width(title);
    map.text().find(name).map_or_else(|| name.to_owned(), |at| title[map.to_source(at..at + name.len())].to_owned())
}

/// Every other character is a blank.
fn is_letter_spaced(title: &str) -> bool {
    let blanks = title.trim().chars().filter(|c| is_space(*c)).count();
    let others = title.chars().filter(|c| !is_space(*c)).count();
    others > 3 && blanks * 10 >= others * 7
}

/// The parts of a title that are about one sitting: 令和４年度, 第１回, dates, and their parentheses.
fn about_the_sitting(folded: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if let Some(found) = era::find_date(folded) {
        ranges.push(found.range);
    }
    for (end, word) in folded.match_indices("年度").chain(folded.match_indices('年')) {
        let starts = folded[..end].char_indices().rev().take(12).map(|(at, _)| at);
        let year = |at: &usize| {
            let text: String = folded[*at..end].chars().filter(|c| *c != ' ').collect();
            folded[*at..].starts_with(|c: char| c != ' ') && FiscalYear::parse(&text).is_some()
        };
        if let Some(start) = starts.filter(year).last() {
            ranges.push(start..end + word.len());
        }
    }
    for (start, _) in folded.match_indices('第') {
        let rest = folded[start + '第'.len_utf8()..].trim_start();
        let Some((_, end)) = enumerator::digits(rest) else { continue };
        let Some(rest) = rest[end..].trim_start().strip_prefix(['回', '号']) else { continue };
        let rest = ["定例会", "臨時会", "定例", "臨時"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        ranges.push(start..folded.len() - rest.len());
    }
    ranges.extend(empty_parentheses(folded, &ranges));
    ranges
}

/// Parentheses that hold nothing but what is about the sitting or about the record.
fn empty_parentheses(folded: &str, inside: &[Range<usize>]) -> Vec<Range<usize>> {
    const RECORDS: &[&str] = &["案", "抄", "要約", "概要", "議事録", "会議録", "議事概要", "要旨", "公開用", "確定版", "全文", "速報", "未定稿", "開催", "書面開催"];
    let mut found = Vec::new();
    for (open, _) in folded.match_indices('(') {
        let Some(close) = folded[open..].find(')').map(|at| open + at) else { continue };
        let within = |at: &usize| *at > open && *at < close && !inside.iter().any(|range| range.contains(at));
        let left: String = folded.char_indices().filter(|(at, c)| within(at) && *c != ' ').map(|(_, c)| c).collect();
        if left.is_empty() || RECORDS.contains(&left.as_str()) {
            found.push(open..close + 1);
        }
    }
    found
}

/// Cuts off the words for a record at the end.
fn without_record_words(name: &str) -> &str {
    const WORDS: &[&str] = &[
        "概要", "議事録", "議事概要", "会議録", "議事要旨", "議事要録", "会議概要", "会議要旨", "記録", "要旨", "要録", "発言要旨", "結果", "結果概要",
        "開催結果", "開催概要", "の開催", "の結果をお知らせします", "の開催結果をお知らせします", "をお知らせします", "を開催しました", "について", "次第", "議事次第", "会議次第", "逐語録", "議事", "の",
    ];
    let mut name = name.trim_end();
    while let Some(word) = WORDS.iter().filter(|word| name.ends_with(**word) && word.len() < name.len()).max_by_key(|word| word.len()) {
        let before = &name[..name.len() - word.len()];
        // 「本部員会議概要」 is the 概要 of a 本部員会議; 「本部 会議概要」 is its 会議概要.
        let is_glued = word.starts_with("会議") && !before.ends_with(|c: char| matches!(c, ' ' | '」' | '議' | '会'));
        name = name[..before.len() + if is_glued { "会議".len() } else { 0 }].trim_end_matches([' ', '・', '」', '』', '-']);
    }
    name
}

/// Splits the names of those present, as printed: by 、 or ・ or blanks, or one a line.
pub(super) fn attendees(lines: &[&str]) -> Vec<String> {
    lines.iter().flat_map(|line| names_in(line)).filter(|name| !name.is_empty()).collect()
}

fn names_in(line: &str) -> Vec<String> {
    let line = line.trim_matches(|c: char| is_space(c) || matches!(c, '・' | '：' | ':'));
    if line.contains("のとおり") || line.contains("別紙") {
        return Vec::new();
    }
    let words: Vec<&str> = line.split(is_space).filter(|word| !word.is_empty()).collect();
    let parts: Vec<&str> = match () {
        () if line.contains(['、', '，', '､']) => line.split(['、', '，', '､']).collect(),
        () if line.contains(',') => line.split(',').collect(),
        () if line.contains(['・', '･']) && !line.contains(is_space) || line.matches('・').count() > 1 => {
            line.split(['・', '･']).collect()
        }
        () => match name_after_post(line, &words) {
            Some(name) => vec![name],
            None if words.len() > 2 || words.iter().all(|word| vocabulary::is_post(word)) => words,
            None => vec![line],
        },
    };
    parts.into_iter().map(|part| part.trim_matches(is_space).to_owned()).collect()
}

/// 「環境生活部長　甲斐　洋」: the name after a post and a gap.
fn name_after_post<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    let (post, names) = words.split_first()?;
    let is_name = |word: &&str| !vocabulary::is_post(word) && word.chars().count() <= 5 && !word.contains(['（', '(']);
    let fits = vocabulary::is_post(post) && (1..=2).contains(&names.len()) && names.iter().all(|word| is_name(word));
    fits.then(|| line[post.len()..].trim_matches(is_space))
}

/// A date that is the meeting's, on a line without a label; a page's own dates are not.
pub(super) fn is_date_line(line: &Line<'_>) -> bool {
    let of_the_page = ["更新", "作成", "公表", "掲載", "印刷", "発行", "公開日", "登録"];
    line.text.chars().nth(60).is_none()
        && !of_the_page.iter().any(|word| line.folded.contains(word))
        && era::find_date(&line.folded).is_some_and(|found| found.range.start <= 24)
}

/// Whether a line is nothing but times: 「午後１時２分開議　午後１時３９分閉会」.
pub(super) fn is_time_line(line: &Line<'_>) -> bool {
    line.text.chars().nth(40).is_none()
        && !line.folded.contains('。')
        && era::find_times(&line.folded).0.is_some()
        && ["開", "閉", "~", "〜", "から", "まで"].iter().any(|word| line.folded.contains(word))
}

/// Whether a line belongs to a web page rather than to the minutes: its path, its dates, its buttons.
pub(super) fn is_page_chrome(folded: &str) -> bool {
    const WORDS: &[&str] = &["更新日", "ページ番号", "印刷用ページ", "本文へスキップ", "サイト内検索", "このページを", "ページの先頭", "本文ここから", "ツイート", "シェア"];
    folded.matches(" > ").count() > 1 || folded.matches('>').count() > 1 && !folded.contains('<') || WORDS.iter().any(|word| folded.contains(word))
}

/// Whether a line begins the foot of a web page.
pub(super) fn is_page_foot(folded: &str) -> bool {
    const WORDS: &[&str] = &["このページに関する", "このページについての", "お問い合わせ先", "問い合わせ先", "お問合せ先", "ページの先頭へ", "PDFファイルをご覧", "PDF形式のファイル"];
    folded.len() < 240 && WORDS.iter().any(|word| folded.starts_with(word))
}

/// Whether a title names a meeting or its record.
pub(super) fn names_a_meeting(title: &str) -> bool {
    let squeezed = fold::squeezed(title);
    ["議事", "概要", "会議録", "記録", "要旨", "要録"].iter().chain(BODIES).any(|word| squeezed.contains(word))
}
