//! Decisions are said, not listed: 「議題１から議題３までは、承認いただいた」.
//!
//! A sentence decides when a deciding word stands in a form that reports its own deed (承認された,
//! 決定いたしました, 了承とする), something ties it to what is at hand, and neither another body,
//! another time, a request, a plan nor a description takes it back. The sentence names the items it
//! decides on, or means the one at hand.
//!
//! Invariants: a proposal quotes the remark verbatim; a sentence is looked at in bounded windows,
//! so that time is linear in its length.

mod items;
mod words;

use std::collections::HashSet;

use gijicho_model::body;
use gijicho_model::decision::{Outcome, ProposalStatus};
use gijicho_model::draft::{DraftAgendaItem, DraftDecision, DraftRemark};
use gijicho_model::fold;

use super::caption;
use super::outline::leads_on;
use crate::line::is_space;
use items::Agenda;

/// Characters of a sentence before a deciding word that are looked at.
const WINDOW: usize = 240;
/// Longest quotation that begins with its sentence rather than with the items it names, in characters.
const LONG_QUOTE: usize = 120;

/// Proposes the decisions of all remarks: one for each item and outcome, where it was first said.
pub(super) fn propose(agenda: &[DraftAgendaItem], remarks: &[DraftRemark]) -> Vec<DraftDecision> {
    let agenda = Agenda::new(agenda);
    let mut decisions = Vec::new();
    let mut known = HashSet::new();
    for (position, remark) in remarks.iter().enumerate() {
        let words = body::plain(&remark.body);
        let is_result = is_result(&words);
        let left = agenda.left_by(remarks, position);
        let sentences: Vec<&str> = sentences(&words).collect();
        // 「そのように決定いたします。続いて議題２…」 decides on the item before.
        let leading = left.and_then(|_| sentences.iter().rposition(|sentence| leads_on(sentence))).unwrap_or(0);
        for (place, sentence) in sentences.iter().enumerate() {
            let Some(found) = deciding(sentence, is_result) else { continue };
            let at_hand = if place < leading { left } else { remark.agenda };
            let items = agenda.named_in(found.before, at_hand);
            let new = items.into_iter().filter(|item| known.insert((*item, found.outcome)));
            decisions.extend(new.map(|item| found.on(item, position)));
        }
        let is_silent = decisions.last().is_none_or(|last: &DraftDecision| last.remark != position);
        for found in listed(&words).into_iter().filter(|_| is_silent) {
            let items = agenda.named_in("", remark.agenda).into_iter();
            let new =
                items.filter(|item| known.insert((*item, found.outcome)) || is_listed_in(&decisions, *item, position));
            let new: Vec<DraftDecision> = new.map(|item| found.on(item, position)).collect();
            decisions.extend(new);
        }
    }
    decisions
}

/// Whether a text is printed as what came of an item: 「⇒…」, 「【結果】…」.
pub(super) fn is_result(text: &str) -> bool {
    text.starts_with(['⇒', '→', '➡', '⇨']) || caption::result_label(text).is_some()
}

/// Whether the list of decisions at hand has given this item one already: each of its lines is another.
fn is_listed_in(decisions: &[DraftDecision], item: usize, remark: usize) -> bool {
    decisions.iter().any(|decision| decision.agenda == item && decision.remark == remark)
}

/// 「決定事項：来年度から始める。」: what a label says was decided, in whatever words; where a list
/// stands below it, each of its items.
fn listed(words: &str) -> Vec<Found<'_>> {
    let Some(label) = caption::decided_label(words) else { return Vec::new() };
    let is_item = |text: &str| text.starts_with(['・', '･', '-', '－', '○', '〇']);
    let first = |text: &'_ str| text.find('。').unwrap_or(text.len());
    let phrase = &words[label.word];
    let mut lines = words[label.end..].lines().map(|line| line.trim_matches(is_space)).filter(|line| !line.is_empty());
    let Some(line) = lines.next() else { return Vec::new() };
    let others = lines.take_while(|other| is_item(line) && is_item(other));
    let quotes = std::iter::once(line)
        .chain(others)
        .map(|line| line.trim_start_matches(['・', '･', '-', '－', '○', '〇']).trim_start_matches(is_space))
        .map(|line| line[..first(line)].trim_matches(is_space));
    let is_nothing = |quote: &&str| !matches!(fold::squeezed(quote).as_str(), "なし" | "特になし" | "無し" | "-" | "");
    let found = |quote| Found { outcome: Outcome::Decided, phrase, quote, condition: None, before: "" };
    quotes.filter(is_nothing).map(found).collect()
}

/// The sentences of a text, each with its full stop; bullets, arrows and blanks around it cut off.
pub(super) fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words
        .split_inclusive(['。', '\n'])
        .map(|sentence| &sentence[caption::result_label(sentence).unwrap_or(0)..])
        .map(|sentence| sentence.trim_matches(|c: char| is_space(c) || matches!(c, '・' | '⇒' | '→' | '➡' | '⇨')))
        // A remark that stands in quotation marks as a whole.
        .map(|sentence| if sentence.contains('」') { sentence } else { sentence.trim_start_matches('「') })
        .filter(|sentence| !sentence.is_empty() && *sentence != "」")
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

impl Found<'_> {
    /// The proposal for one item.
    fn on(&self, agenda: usize, remark: usize) -> DraftDecision {
        DraftDecision {
            agenda,
            outcome: self.outcome,
            phrase: self.phrase.to_owned(),
            quote: self.quote.to_owned(),
            condition: self.condition.map(str::to_owned),
            remark,
            status: ProposalStatus::Proposed,
        }
    }
}

/// How a deciding word is used.
#[derive(Clone, Copy)]
struct Form {
    /// Bytes after the word that belong to the deed.
    length: usize,
    /// The deed is done by saying so (承認する), rather than reported (承認された).
    is_present: bool,
}

/// Finds what a sentence decides. `is_result`: it is printed as what came of an item.
fn deciding(sentence: &str, is_result: bool) -> Option<Found<'_>> {
    let mut from = 0;
    while let Some((at, word, outcome)) = words::next(sentence, from) {
        let end = at + word.len();
        from = end;
        let before = tail(&sentence[..at], WINDOW);
        let reported = || reported_form(before, &sentence[end..]).filter(|_| outcome == Outcome::Reported);
        let Some(form) = form_of(&sentence[end..], outcome, is_result).or_else(reported) else { continue };
        if is_denied(before, &sentence[at..], outcome, form) || !is_tied(before, &sentence[end..], outcome, form) {
            continue;
        }
        let start = at - before.len() + quote_start(before);
        let outcome = if matches!(outcome, Outcome::Approved | Outcome::Acknowledged | Outcome::Decided) {
            amended(before, outcome)
        } else {
            outcome
        };
        return Some(Found {
            outcome,
            phrase: phrase(sentence, at, end, outcome),
            quote: sentence[start..quote_end(sentence, end + form.length, start)].trim_matches(is_space),
            condition: condition(before),
            before,
        });
    }
    None
}

/// The form in which a deciding word is used, where that form decides.
fn form_of(after: &str, outcome: Outcome, is_result: bool) -> Option<Form> {
    let head: String = after.chars().take(40).collect();
    // 「可決すべきものと決しました」: a committee decides what it advises.
    let advises = head.starts_with("すべきものと決");
    if !advises && words::DENIALS_AFTER.iter().any(|denial| head.starts_with(denial)) {
        return None;
    }
    let longest = |forms: &[&str]| forms.iter().filter(|form| head.starts_with(**form)).map(|form| form.len()).max();
    let put_off = if outcome == Outcome::Continued { longest(words::CONTINUED_FORMS) } else { None };
    let present = longest(words::PRESENT_FORMS).max(put_off).filter(|length| is_end(&head[*length..]));
    let past = longest(words::PAST_FORMS).filter(|length| is_deed(&head[*length..]));
    match (past, present) {
        (Some(length), present) if present.is_none_or(|present| present <= length) => {
            Some(Form { length, is_present: false })
        }
        (_, Some(length)) => Some(Form { length, is_present: true }),
        // 「原案のとおり承認。」; what goes on, or was only reported, must say とする.
        _ if (ends_sentence(&head) || is_result && head.starts_with(['(', '（']))
            && (is_result || !matches!(outcome, Outcome::Continued | Outcome::Reported)) =>
        {
            Some(Form { length: 0, is_present: false })
        }
        _ => None,
    }
}

/// 「議題３は報告であり、…」, 「三つの議題は、いずれも報告であった」: items that are named as what the
/// sentence speaks of, and nothing that only leads to their explanation.
fn reported_form(before: &str, after: &str) -> Option<Form> {
    const FARTHEST: usize = 12;
    const LEADING: &[&str] = &["説明", "お願い", "願い", "質問", "質疑"];
    let (topic, rest) = before.rsplit_once('は')?;
    let is_topic = items::are_numbered(topic) && rest.chars().nth(FARTHEST).is_none() && !rest.contains("から");
    if !is_topic || LEADING.iter().any(|word| after.contains(word)) {
        return None;
    }
    let form = words::REPORTED_FORMS.iter().find(|form| after.starts_with(**form))?;
    let length = form.trim_end_matches('、').len();
    is_deed(&after[length..]).then_some(Form { length, is_present: false })
}

fn ends_sentence(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['。', ')', '）', '」'])
}

fn is_end(rest: &str) -> bool {
    ends_sentence(rest) || rest.starts_with('、')
}

/// What follows a form does not turn it into the description of a noun.
fn is_deed(rest: &str) -> bool {
    rest.is_empty() || words::AFTER.iter().any(|next| rest.starts_with(next))
}

/// Whether something takes the decision back.
fn is_denied(before: &str, from_word: &str, outcome: Outcome, form: Form) -> bool {
    let folded = fold::width(before);
    let near = folded.replace("前回の会議録", "").replace("前回の議事録", "");
    let own = words::OWN.iter().any(|word| near.contains(word));
    let another = words::DENIALS_BEFORE.iter().any(|word| near.contains(word)) && !own;
    // What a condition says of times to come does not put the decision off.
    let after_condition =
        CONDITIONS.iter().filter_map(|word| near.rfind(word)).max().map_or(near.as_str(), |at| &near[at..]);
    let is_later = |word: &&str| after_condition.contains(*word);
    let later = form.is_present && outcome != Outcome::Continued && words::LATER.iter().any(is_later);
    let asks = from_word.trim_end_matches('。').ends_with(['か', '？', '?']);
    let of_other = outcome == Outcome::Decided && (near.ends_with("意思") || near.ends_with("自己"));
    // 「了解しました。」 alone answers a person.
    let answers = from_word.starts_with("了解") && before.trim_matches(is_space).is_empty();
    another || later || asks || of_other || answers
}

/// Whether the sentence is tied to what is at hand: it names it, or speaks as a meeting that decides.
fn is_tied(before: &str, after: &str, outcome: Outcome, form: Form) -> bool {
    let folded = fold::width(before);
    let thanks = after.starts_with("いただ") || after.starts_with("をいただ") || after.starts_with("していただ");
    let alone = !form.is_present && matches!(outcome, Outcome::Approved | Outcome::Acknowledged);
    thanks
        || alone
        || outcome == Outcome::Continued
        || folded.ends_with("について") && matches!(outcome, Outcome::Approved | Outcome::Acknowledged)
        || words::TIES.iter().any(|word| folded.contains(word))
        || items::are_named(before)
}

/// The last `chars` characters of a text.
fn tail(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().take(chars).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// Where the quotation begins: after what only leads to the decision, at the latest at the items.
fn quote_start(before: &str) -> usize {
    let named = items::start(before);
    let lead = words::LEADS.iter().filter_map(|lead| before.rfind(lead).map(|at| at + lead.len())).max().unwrap_or(0);
    let lead = if named.is_some_and(|named| named < lead) { 0 } else { lead };
    let start = if lead == 0 { opening_word(before) } else { lead };
    let is_long = before[start..].chars().nth(LONG_QUOTE).is_some();
    let start = named.filter(|named| is_long && *named > start).unwrap_or(start);
    start + before[start..].len() - before[start..].trim_start_matches(is_space).len()
}

/// The length of a 「では、」 that only opens the sentence.
fn opening_word(before: &str) -> usize {
    const OPENINGS: &[&str] = &["では、", "それでは、", "それでは ", "なお、", "また、", "以上、"];
    let length = OPENINGS.iter().find(|opening| before.starts_with(**opening)).map_or(0, |opening| opening.len());
    if before[length..].starts_with("そのように") { 0 } else { length }
}

/// Where the quotation ends: with the form, or with the sentence where the form goes on.
fn quote_end(sentence: &str, form_end: usize, start: usize) -> usize {
    let rest = &sentence[form_end..];
    let whole = sentence.trim_end_matches(['。', '、']).len();
    let goes_on = rest.starts_with('、') && sentence[..form_end].ends_with(['し', 'れ', 'き']);
    if goes_on && sentence[start..whole].chars().nth(LONG_QUOTE).is_none() { whole } else { form_end }
}

/// The deciding word, with what makes it one: 「修正のうえ承認」, 「継続審査とする」.
fn phrase(sentence: &str, at: usize, end: usize, outcome: Outcome) -> &str {
    let start = ["修正のうえ", "修正の上", "修正のうえ、", "修正の上、"]
        .iter()
        .filter(|word| outcome == Outcome::Amended && sentence[..at].ends_with(**word))
        .map(|word| at - word.len())
        .min();
    let tail =
        ["とする", "とし", "とします", "とした", "する", "す"].iter().find(|tail| sentence[end..].starts_with(**tail));
    let tail = tail.filter(|_| outcome == Outcome::Continued).map_or(0, |tail| tail.len());
    &sentence[start.unwrap_or(at)..end + tail]
}

/// Approved as it was changed.
fn amended(before: &str, outcome: Outcome) -> Outcome {
    let untouched = ["修正の意見はなく", "修正なく", "修正の意見もなく", "修正せず", "修正することなく"]
        .iter()
        .any(|word| before.contains(word));
    if !untouched && words::AMENDMENTS.iter().any(|word| before.contains(word)) { Outcome::Amended } else { outcome }
}

/// What a condition ends with.
const CONDITIONS: &[&str] = &["を条件に", "を条件として", "を条件とし", "ことを前提に", "を前提に", "を前提として"];

/// 「…を条件に」, as said.
fn condition(before: &str) -> Option<&str> {
    let end = CONDITIONS.iter().filter_map(|word| before.find(word).map(|at| at + word.len())).max()?;
    let start = before[..end].rfind(['、', '。']).map_or(0, |at| at + '、'.len_utf8());
    Some(before[start..end].trim_matches(is_space))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An agenda of five items, and what a sentence decides under the third.
    fn decided(sentence: &str) -> Vec<(String, Outcome)> {
        let item = |number: usize| DraftAgendaItem {
            number: number.to_string(),
            label: format!("議題{number}"),
            title: "紙を減らす取組について".into(),
            depth: 1,
            documents: Vec::new(),
            lines: [1, 1],
        };
        let items: Vec<DraftAgendaItem> = (1..=5).map(item).collect();
        let agenda = Agenda::new(&items);
        let found = sentences(sentence).filter_map(|sentence| deciding(sentence, false));
        found
            .flat_map(|found| {
                let named = agenda.named_in(found.before, Some(2));
                named.into_iter().map(move |item| ((item + 1).to_string(), found.outcome)).collect::<Vec<_>>()
            })
            .collect()
    }

    fn check(sentence: &str, items: &[u32], outcome: Outcome) {
        let wanted: Vec<(String, Outcome)> = items.iter().map(|item| (item.to_string(), outcome)).collect();
        assert_eq!(decided(sentence), wanted, "{sentence}");
    }

    #[test]
    fn a_sentence_decides_on_the_items_it_names() {
        check("議題１から議題４までは、承認いただいたものとして進める。", &[1, 2, 3, 4], Outcome::Approved);
        check("議題の1、2は、いずれも了承されたということで始める。", &[1, 2], Outcome::Acknowledged);
        check("議題１～３は承認された。", &[1, 2, 3], Outcome::Approved);
        check("議題１・２及び４については、異議なく決定された。", &[1, 2, 4], Outcome::Decided);
        check("議題1の方針と、議題5の計画は、案のとおり承認されました。", &[1, 5], Outcome::Approved);
        check("以上２件は、原案のとおり可決されました。", &[2, 3], Outcome::Approved);
        check("全ての議題について了承いただきました。", &[1, 2, 3, 4, 5], Outcome::Acknowledged);
        check("本案は、全会一致で可決されました。", &[3], Outcome::Approved);
        check("議題１の説明にあったとおり、議題４について承認いただいた。", &[4], Outcome::Approved);
    }

    #[test]
    fn a_sentence_decides_in_many_forms() {
        check("原案のとおり承認。", &[3], Outcome::Approved);
        check("異議なしと認め、そのように決定いたしました。", &[3], Outcome::Decided);
        check("では、そのように決定する。", &[3], Outcome::Decided);
        check("これで了承ということで進めさせていただく。", &[3], Outcome::Acknowledged);
        check("本件は継続審査とする。", &[3], Outcome::Continued);
        check("本日は継続審議とし、次回に改めて諮る。", &[3], Outcome::Continued);
        check("一部修正のうえ承認された。", &[3], Outcome::Amended);
        check("第四条を改めたうえで、全員の賛成により可決された。", &[3], Outcome::Amended);
        check("この案は否決する。", &[3], Outcome::Rejected);
        check("議題３は報告として承った。", &[3], Outcome::Reported);
        check("議題３は報告であり、周知を加えて進める。", &[3], Outcome::Reported);
        check("本日の三つの議題は、いずれも報告であった。", &[1, 2, 3], Outcome::Reported);
        check("議題２は、次の会議で引き続き審議することとする。", &[2], Outcome::Continued);
        check("議題４は、秋の会議で引き続きご審議いただきます。", &[4], Outcome::Continued);
        check("前回の会議録について、異議なく承認された。", &[3], Outcome::Approved);
    }

    #[test]
    fn the_decisions_of_others_and_of_other_times_are_none() {
        for sentence in [
            "昨年の秋に推進本部において素案を了承いただき、春から始めた。",
            "国の委員会で電子化が決定されたと聞く。",
            "ご了承ください。",
            "何とぞご了承をお願いします。",
            "この案で承認してよろしいか。",
            "６月に決定する予定である。",
            "来月の会議で案のとおり決定する。",
            "承認された計画に基づいて進める。",
            "決定した時より伸びている。",
            "７月に決定した計画の進み方を報告する。",
            "意思決定を早める。",
            "活発に議論を行い、情報を共有した。",
            "協議会ですでに了承されている。",
            "承認が要るものと要らないものを分ける。",
            "部局長会議で決定されれば、適用したい。",
            "この案を本部として決定したい。",
            "結果は、廃止１９、継続１５４である。",
            "検証の最終報告、計画の案を説明した。",
            "議題２は報告であり、課長から説明をお願いする。",
            "議題２は、市町からの報告であったと聞く。",
            "先ほどの話は、県民からの報告であった。",
            "秋の会議で引き続き審議することとなった件である。",
            "引き続き検討を進める。",
        ] {
            check(sentence, &[], Outcome::Approved);
        }
    }

    #[test]
    fn a_condition_is_kept_as_said() {
        let found = deciding("議題３は、電話でも受け付けることを条件に、案のとおり承認された。", false).unwrap();
        assert_eq!(found.condition, Some("電話でも受け付けることを条件に"));
        assert_eq!(found.quote, "議題３は、電話でも受け付けることを条件に、案のとおり承認された");
    }

    #[test]
    fn a_quotation_leaves_out_what_only_leads_to_the_decision() {
        for (sentence, quote) in [
            ("では、議題１は、案のとおり承認とします。", "議題１は、案のとおり承認とします"),
            ("特に意見がないので、原案のとおり可決する。", "原案のとおり可決する"),
            ("課長から説明があり、原案のとおり可決された。", "原案のとおり可決された"),
            ("議題１と議題３は、承認いただいたので、始める。", "議題１と議題３は、承認いただいた"),
        ] {
            assert_eq!(deciding(sentence, false).map(|found| found.quote), Some(quote), "{sentence}");
        }
    }
}
