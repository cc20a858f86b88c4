//! Decisions are said, not listed: 「議題１から議題４について、承認いただいた」.
//!
//! A sentence decides when a deciding word stands in a form that reports its own deed (承認された,
//! 決定いたしました), and neither another body, another time, a request, a plan nor a description
//! takes it back. The sentence names the items it decides on, or means the one at hand.
//!
//! Invariants: a proposal quotes the remark verbatim; a sentence is looked at in bounded windows,
//! so that time is linear in its length.

use gijicho_model::body;
use gijicho_model::decision::{Outcome, ProposalStatus};
use gijicho_model::draft::{DraftAgendaItem, DraftDecision, DraftRemark};
use gijicho_model::fold;

use super::enumerator;
use crate::line::is_space;

/// Deciding words and what they mean.
const WORDS: &[(&str, Outcome)] = &[
    ("継続審査", Outcome::Continued),
    ("継続審議", Outcome::Continued),
    ("継続協議", Outcome::Continued),
    ("継続して審議", Outcome::Continued),
    ("継続して審査", Outcome::Continued),
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
];

/// Forms in which a deciding word reports its own deed, folded. Longer forms first.
const FORMS: &[&str] = &[
    "していただきました",
    "していただいた",
    "をいただきました",
    "をいただいた",
    "いただきました",
    "いただいた",
    "をいただき",
    "頂きました",
    "頂いた",
    "いただき",
    "することに決定いたしました",
    "することに決定しました",
    "することに決定した",
    "することに決しました",
    "することに決した",
    "することといたしました",
    "することとしました",
    "することとした",
    "することとなりました",
    "することとなった",
    "することとする",
    "することとします",
    "とすることとした",
    "とすることに決定した",
    "とすることに決定しました",
    "とすることに決した",
    "とすることに決しました",
    "といたしました",
    "といたします",
    "としました",
    "とした",
    "とします",
    "とする",
    "となりました",
    "となった",
    "と決しました",
    "と決した",
    "と決定した",
    "と決定しました",
    "と決定いたしました",
    "が決定された",
    "が決定した",
    "を決定した",
    "に決定した",
    "に決定しました",
    "に決しました",
    "に決した",
    "いたしました",
    "致しました",
    "されました",
    "された",
    "しました",
    "した",
    "され",
    "し",
    "を得られた",
    "が得られた",
    "を得ました",
    "を得た",
    "を受けた",
    "がなされた",
    "があった",
];

/// What may follow such a form when it reports a deed: not a noun that it would only describe.
const AFTER: &[&str] = &[
    "",
    "。",
    "、",
    "」",
    ")",
    "』",
    "ので",
    "ため",
    "ということ",
    "というこ",
    "と認め",
    "ものと",
    "が、",
    "ところ",
    "こととな",
    "との",
    "とのこと",
    "旨",
    "わけ",
    "から",
    "!",
    "と。",
    "し、",
    "と宣",
];

/// Words that take a decision back: another time, a request, a plan, a question, a description.
const DENIALS_BEFORE: &[&str] = &[
    "昨年",
    "前年",
    "先日",
    "前回",
    "先月",
    "先週",
    "昨日",
    "過去",
    "以前",
    "かつて",
    "前々回",
    "すでに",
    "既に",
    "年度末に",
    "年前",
    "これまで",
    "従来",
    "議会で",
    "議会におい",
    "委員会で",
    "委員会におい",
    "国会",
    "閣議",
    "審議会で",
    "審議会におい",
    "知事会",
    "理事会",
    "国で",
    "国におい",
    "政府",
    "総会で",
    "総会におい",
    "推進本部で",
    "推進本部におい",
    "推進会議で",
    "推進会議におい",
    "協議会で",
    "協議会におい",
    "部会で",
    "部会におい",
    "幹事会で",
    "幹事会におい",
    "庁議で",
    "庁議におい",
    "もし",
    "仮に",
];

/// A body before the word that is this meeting after all.
const OWN: &[&str] =
    &["本日", "今回", "本会議", "当本部", "本本部", "当会議", "この会議", "本委員会", "当委員会", "ただいま", "ただ今"];

const DENIALS_AFTER: &[&str] = &[
    "いただきたい",
    "いただければ",
    "いただくよう",
    "いただきますよう",
    "いただけ",
    "いただく",
    "ください",
    "下さい",
    "をお願い",
    "お願い",
    "を願",
    "願い",
    "してほしい",
    "してもらい",
    "を求め",
    "する予定",
    "の予定",
    "される予定",
    "を予定",
    "の見込み",
    "される見込み",
    "できる",
    "するため",
    "する必要",
    "すべき",
    "するか",
    "しますか",
    "でしょうか",
    "することができ",
    "されれば",
    "すれば",
    "した場合",
    "された場合",
    "後",
    "前",
    "されていない",
    "していない",
    "されていれ",
    "されている",
    "していた",
    "されていた",
    "した時",
    "した際",
    "した後",
    "された後",
    "された時",
    "した計画",
    "された計画",
    "した内容",
    "された内容",
    "した方針",
    "された方針",
    "した事項",
    "された事項",
];

/// Characters of a sentence before a deciding word that are looked at.
const WINDOW: usize = 240;

/// Proposes the decisions of all remarks.
pub(super) fn propose(agenda: &[DraftAgendaItem], remarks: &[DraftRemark]) -> Vec<DraftDecision> {
    let mut decisions: Vec<DraftDecision> = Vec::new();
    for (position, remark) in remarks.iter().enumerate() {
        let words = body::plain(&remark.body);
        for sentence in sentences(&words) {
            let Some(found) = deciding(sentence) else { continue };
            for item in found.items(agenda, remark.agenda) {
                if decisions.iter().any(|known| known.agenda == item && known.outcome == found.outcome) {
                    continue;
                }
                decisions.push(DraftDecision {
                    agenda: item,
                    outcome: found.outcome,
                    phrase: found.phrase.to_owned(),
                    quote: found.quote.to_owned(),
                    condition: found.condition.map(str::to_owned),
                    remark: position,
                    status: ProposalStatus::Proposed,
                });
            }
        }
    }
    decisions
}

/// The sentences of a text, each with its full stop, bullets and blanks around it cut off.
pub(super) fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words
        .split_inclusive(['。', '\n'])
        .map(|sentence| sentence.trim_matches(|c: char| is_space(c) || c == '・'))
        .filter(|sentence| !sentence.is_empty())
}

/// A sentence that decides.
struct Found<'a> {
    outcome: Outcome,
    phrase: &'a str,
    quote: &'a str,
    condition: Option<&'a str>,
    /// What stands before the deciding word.
    before: &'a str,
}

/// Finds what a sentence decides.
fn deciding(sentence: &str) -> Option<Found<'_>> {
    let mut from = 0;
    while let Some((at, word, outcome)) = next_word(sentence, from) {
        let end = at + word.len();
        from = end;
        let before = tail(&sentence[..at], WINDOW);
        let Some(form) = reported(&sentence[end..]) else { continue };
        if is_denied(before, &sentence[at..], outcome) {
            continue;
        }
        let quote_start = at - before.len() + quote_start(before);
        let phrase = &sentence[at..end];
        let quote = &sentence[quote_start..end + form];
        let condition = condition(before);
        let outcome = if outcome == Outcome::Approved && amends(before) { Outcome::Amended } else { outcome };
        return Some(Found { outcome, phrase, quote, condition, before });
    }
    None
}

/// The first deciding word from byte `from` on; of words that begin together, the longest.
fn next_word(sentence: &str, from: usize) -> Option<(usize, &'static str, Outcome)> {
    WORDS
        .iter()
        .filter_map(|&(word, outcome)| sentence[from..].find(word).map(|at| (from + at, word, outcome)))
        .min_by_key(|&(at, word, _)| (at, usize::MAX - word.len()))
}

/// The length of the form that follows a deciding word, when it reports a deed.
fn reported(after: &str) -> Option<usize> {
    let head: String = after.chars().take(40).collect();
    if DENIALS_AFTER.iter().any(|denial| head.starts_with(denial)) {
        return None;
    }
    let form = FORMS.iter().filter(|form| head.starts_with(**form)).max_by_key(|form| form.len());
    let Some(form) = form else {
        // 「原案のとおり承認。」
        return (head.is_empty() || head.starts_with(['。', ')', '」'])).then_some(0);
    };
    let rest = &head[form.len()..];
    let is_deed = rest.is_empty() || AFTER.iter().any(|next| !next.is_empty() && rest.starts_with(next));
    is_deed.then_some(form.len())
}

/// Whether something takes the decision back.
fn is_denied(before: &str, from_word: &str, outcome: Outcome) -> bool {
    let folded = fold::width(before);
    let near = last_clauses(&folded);
    let own = OWN.iter().any(|word| near.contains(word));
    let denied = DENIALS_BEFORE.iter().any(|word| near.contains(word)) && !own;
    let asks = from_word.ends_with("か。") || from_word.ends_with('か') || from_word.ends_with('？');
    // 「意思決定」「取組を決定した」 decide nothing here unless the items are named.
    let of_other = outcome == Outcome::Decided && (near.ends_with("意思") || near.ends_with("自己"));
    denied || asks || of_other
}

/// What stands before the word within its sentence.
fn last_clauses(before: &str) -> &str {
    before.rsplit('。').next().unwrap_or(before)
}

/// The last `chars` characters of a text.
fn tail(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().take(chars).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// Where the quotation begins: at the items that are named, else at the beginning.
fn quote_start(before: &str) -> usize {
    mention(before).map_or_else(|| before.len() - before.trim_start_matches(is_space).len(), |mention| mention.start)
}

fn amends(before: &str) -> bool {
    [
        "修正のうえ",
        "修正の上",
        "修正した上",
        "修正したうえ",
        "修正して",
        "一部修正",
        "修正を加え",
        "変更のうえ",
        "変更の上",
    ]
    .iter()
    .any(|word| before.contains(word))
}

/// 「…を条件に」, as said.
fn condition(before: &str) -> Option<&str> {
    let end = ["を条件に", "を条件として", "ことを前提に", "を前提に"]
        .iter()
        .filter_map(|word| before.find(word).map(|at| at + word.len()))
        .max()?;
    let start = before[..end].rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8());
    Some(before[start..end].trim_matches(is_space))
}

/// The items that a sentence names.
struct Mention {
    /// Where it begins, in bytes of the text before the deciding word.
    start: usize,
    which: Which,
}

enum Which {
    Numbers(Vec<String>),
    /// 「以上３件」
    Last(usize),
    All,
    AtHand,
}

/// What announces a number of an item.
const ITEM_WORDS: &[&str] = &["議題", "議案", "報告事項", "協議事項", "審議事項", "報告", "日程", "案件"];

/// The first mention of items before a deciding word.
fn mention(before: &str) -> Option<Mention> {
    let map = fold::folded_width(before);
    let folded = map.text();
    let numbered = ITEM_WORDS
        .iter()
        .flat_map(|word| folded.match_indices(word).map(move |(at, _)| (at, at + word.len())))
        .filter_map(|(at, end)| Some((at, numbers(&folded[end..])?)))
        .min_by_key(|(at, _)| *at)
        .map(|(at, numbers)| (at, Which::Numbers(numbers)));
    let counted = || {
        ["以上の", "以上", "ただいまの", "ただ今の", "これら"].iter().find_map(|word| {
            let at = folded.find(word)?;
            let rest = folded[at + word.len()..].trim_start();
            let (number, end) = enumerator::digits(rest)?;
            let counts = rest[end..].starts_with(['件', '議', '項']) || rest[end..].starts_with("つの");
            counts.then(|| number.parse().ok().map(|count| (at, Which::Last(count))))?
        })
    };
    let all = || {
        ["全ての議題", "すべての議題", "全議題", "各議題", "全ての議案", "すべての議案", "全議案", "いずれの議題"]
            .iter()
            .find_map(|word| folded.find(word).map(|at| (at, Which::All)))
    };
    let at_hand = || {
        ["本案", "本件", "本議題", "本議案", "この議題", "原案"]
            .iter()
            .find_map(|word| folded.find(word).map(|at| (at, Which::AtHand)))
    };
    let (at, which) = numbered.or_else(counted).or_else(all).or_else(at_hand)?;
    Some(Mention { start: map.to_source(at..at).start, which })
}

/// Numbers after 議題: 「１から議題４」「の1、2」「1・2及び3」「1～4」.
fn numbers(folded: &str) -> Option<Vec<String>> {
    let mut rest = opening(folded);
    let (first, end) = enumerator::digits(rest)?;
    let mut found = vec![first];
    rest = closing(&rest[end..]);
    loop {
        let trimmed = rest.trim_start();
        let range = ["から", "~", "〜", "ないし", "-", "より"].iter().find_map(|word| trimmed.strip_prefix(word));
        let list = ["、", ",", "・", "及び", "および", "並びに", "と", "と、"]
            .iter()
            .find_map(|word| trimmed.strip_prefix(word));
        let Some(next) = range.or(list) else { break };
        let next = ITEM_WORDS.iter().find_map(|word| next.trim_start().strip_prefix(word)).unwrap_or(next);
        let next = opening(next);
        let Some((number, end)) = enumerator::digits(next) else { break };
        if range.is_some()
            && let (Some(from), Ok(to)) =
                (found.last().and_then(|from| from.parse::<u32>().ok()), number.parse::<u32>())
        {
            found.extend((from + 1..to.min(from + 100)).map(|number| number.to_string()));
        }
        found.push(number);
        rest = closing(&next[end..]);
    }
    Some(found)
}

fn opening(text: &str) -> &str {
    let text = text.trim_start();
    ["の", "第", "("].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start()
}

fn closing(text: &str) -> &str {
    let text = text.trim_start();
    ["号", ")", "番"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

impl Found<'_> {
    /// The items decided on, as positions in the agenda.
    fn items(&self, agenda: &[DraftAgendaItem], at_hand: Option<usize>) -> Vec<usize> {
        let only = if agenda.len() == 1 { Some(0) } else { None };
        let at_hand = at_hand.or(only);
        match mention(self.before).map(|mention| mention.which) {
            Some(Which::Numbers(numbers)) => {
                let of_number = |number: &String| agenda.iter().position(|item| item.number == *number);
                numbers.iter().filter_map(of_number).collect()
            }
            Some(Which::Last(count)) => {
                let end = at_hand.map_or(agenda.len(), |item| item + 1);
                (end.saturating_sub(count)..end).collect()
            }
            Some(Which::All) => (0..agenda.len()).collect(),
            Some(Which::AtHand) | None => at_hand.into_iter().collect(),
        }
    }
}
