//! Items that the chair takes up in words: 「日程第２、…を議題といたします」, 「続いて議題（２）です」.
//!
//! Invariant: an item is taken up where the words name its label, its number or its title, and
//! nothing but a list of the items has told when its turn comes.

use gijicho_model::draft::DraftAgendaItem;
use gijicho_model::fold;

use super::super::agenda;
use super::super::direction;
use super::super::enumerator;
use super::Reader;
use crate::line::is_space;

/// Words with which a chair goes on to an item.
const LEADS: &[&str] = &[
    "次に",
    "続い",
    "続き",
    "まず",
    "最初に",
    "初めに",
    "はじめに",
    "それでは",
    "では、",
    "移り",
    "移る",
    "入り",
    "入る",
    "最後に",
];
/// Words with which a chair puts an item of a list to the meeting.
const PUTS: &[&str] = &[
    "説明を願",
    "説明をお願い",
    "説明願",
    "説明お願い",
    "説明を求め",
    "報告を願",
    "報告願",
    "報告をお願い",
    "報告お願い",
    "御異議ありませんか",
    "ご異議ありませんか",
    "御異議ございませんか",
    "ご異議ございませんか",
];
/// What announces the number of an item.
const WORDS: &[&str] = &["議題", "議事", "議案", "協議事項", "報告事項", "審議事項", "議決事項", "案件", "項目"];
/// Fewest characters of a title that name it.
const FEWEST: usize = 5;
/// Longest sentence that takes up an item, in bytes.
const LONGEST: usize = 600;

/// What bills and the like are called, before their numbers.
const BILLS: &[&str] = &["議案", "報告", "請願", "陳情", "認定", "諮問", "発議", "意見書案", "決議案", "承認", "同意"];

/// Whether a sentence goes on to an item.
pub(in super::super) fn leads_on(sentence: &str) -> bool {
    LEADS.iter().chain(CALLS).any(|words| sentence.contains(words)) && WORDS.iter().any(|word| sentence.contains(word))
}

/// Whether a line of speech can begin to name an item.
pub(super) fn may_name_an_item(text: &str) -> bool {
    text.contains('第') || WORDS.iter().chain(BILLS).chain(LEADS).any(|word| text.contains(word))
}

impl Reader<'_, '_> {
    /// The item that a line of speech takes up.
    pub(super) fn item_called_in(&self, text: &str) -> Option<usize> {
        if self.outline.agenda.is_empty() {
            return None;
        }
        self.item_submitted_in(text)
            .or_else(|| self.items.is_listed.then(|| self.item_named_in(text)).flatten())
            .or_else(|| direction::is_direction(text).then(|| self.item_of(text)).flatten())
    }

    /// 「まず、議案第３１号、…についてを議題といたします」: where no item is printed as a heading, the
    /// chair's words are where it stands.
    pub(super) fn item_announced_in(&mut self, text: &str, line: u32) -> Option<usize> {
        if self.items.are_printed || text.len() > LONGEST {
            return None;
        }
        let (label, number, title) = bill_in(text)?;
        let same = |item: &DraftAgendaItem| fold::squeezed(&item.label) == fold::squeezed(label);
        if let Some(known) = self.outline.agenda.iter().position(same) {
            return Some(known);
        }
        let (label, title) = (label.to_owned(), title.to_owned());
        self.outline.agenda.push(DraftAgendaItem {
            number,
            label,
            title,
            depth: 1,
            documents: Vec::new(),
            lines: [line; 2],
        });
        Some(self.outline.agenda.len() - 1)
    }

    /// 「はじめに、議題１「窓口の見直し」について説明する」: where no item is printed as a heading, whoever
    /// first names it by number and title begins it.
    pub(super) fn item_introduced_in(&mut self, text: &str, line: u32) -> Option<usize> {
        if self.items.are_printed {
            return None;
        }
        let end = text.find('。').map_or(text.len(), |at| text[..at].len());
        let greeting = text[end..].find(|c| !matches!(c, '。')).map(|at| end + at);
        let second = greeting.and_then(|from| text[from..].find('。').map(|at| from + at)).unwrap_or(text.len());
        let (label, number, title) = quoted_in(&text[..second])?;
        let same = |item: &DraftAgendaItem| fold::squeezed(&item.label) == fold::squeezed(label);
        if let Some(known) = self.outline.agenda.iter().position(same) {
            return Some(known);
        }
        let (label, title) = (label.to_owned(), title.to_owned());
        let lines = [line; 2];
        self.outline.agenda.push(DraftAgendaItem { number, label, title, depth: 1, documents: Vec::new(), lines });
        Some(self.outline.agenda.len() - 1)
    }

    /// 「続いて議題（２）です」, 「次に、大綱の改定について」.
    fn item_named_in(&self, text: &str) -> Option<usize> {
        let puts: &[&str] = if self.items.listed_under.is_some() { PUTS } else { &[] };
        let leads =
            |sentence: &&str| sentence.len() <= LONGEST && LEADS.iter().chain(puts).any(|lead| sentence.contains(lead));
        text.split_inclusive('。').filter(leads).filter_map(|sentence| self.item_of(sentence)).next_back()
    }

    /// 「議決事項１について、説明をお願いします」: the label of the next item, before all else.
    pub(super) fn item_named_first(&self, text: &str) -> Option<usize> {
        if !self.items.is_listed {
            return None;
        }
        let squeezed = fold::squeezed(&text[..text.floor_char_boundary(LONGEST)]);
        let said = squeezed.trim_start_matches(['「', '『']);
        let next = self.items_to_come().next()?;
        let label = fold::squeezed(&self.outline.agenda[next].label);
        let rest = said.strip_prefix(label.as_str()).filter(|_| !label.is_empty())?;
        ["について", "に関して", "に移", "に入", "です", "の説明"]
            .iter()
            .any(|words| rest.starts_with(words))
            .then_some(next)
    }

    fn item_of(&self, sentence: &str) -> Option<usize> {
        let squeezed = fold::squeezed(sentence);
        let by_title = |at: &usize| names(&squeezed, &fold::squeezed(&self.outline.agenda[*at].title));
        self.item_numbered_in(&squeezed).or_else(|| self.items_to_come().find(by_title))
    }

    /// 「議題の（１）について」
    fn item_numbered_in(&self, squeezed: &str) -> Option<usize> {
        let numbers = numbers_in(squeezed);
        self.items_to_come().find(|at| numbers.contains(&self.outline.agenda[*at].number))
    }

    fn items_to_come(&self) -> impl Iterator<Item = usize> {
        (0..self.outline.agenda.len()).filter(|at| !self.items.is_used(*at))
    }

    /// 「日程第２、…を議題といたします」: a chair takes up an item of the list.
    fn item_submitted_in(&self, text: &str) -> Option<usize> {
        let end = CALLS.iter().filter_map(|call| text.find(call)).min()?;
        let start = text[..end].rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let folded = fold::squeezed(&text[start..end]);
        let label = |item: &DraftAgendaItem| bill_of(&item.title).unwrap_or_else(|| fold::squeezed(&item.label));
        let is_called = |label: &String| !label.is_empty() && folded.contains(label.as_str());
        let called = self.outline.agenda.iter().map(label).enumerate().filter(|(_, label)| is_called(label));
        called.max_by_key(|(_, label)| label.len()).map(|(at, _)| at)
    }
}

/// What a chair says to take up an item.
const CALLS: &[&str] =
    &["を議題といたします", "を議題とします", "を議題とする", "を議題に供します", "を上程いたします", "を上程します"];

/// 「議第７５号」 at the beginning of a title: what the item is called by.
fn bill_of(title: &str) -> Option<String> {
    const LONGEST: usize = 10;
    let squeezed = fold::squeezed(title);
    let (before, rest) = squeezed.split_once('第')?;
    let (_, digits) = enumerator::digits(rest)?;
    let end = rest[digits..].strip_prefix('号').map(|after| squeezed.len() - after.len())?;
    (!before.is_empty() && squeezed[..end].chars().nth(LONGEST).is_none()).then(|| squeezed[..end].to_owned())
}

/// The label, the number and the title of a bill that a sentence takes up.
fn bill_in(text: &str) -> Option<(&str, String, &str)> {
    let end = CALLS.iter().filter_map(|call| text.find(call)).min()?;
    let start = text[..end].rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let clause = &text[start..end];
    let (at, word) = BILLS.iter().filter_map(|word| clause.find(&format!("{word}第")).map(|at| (at, *word))).min()?;
    let map = fold::folded_width(&clause[at..]);
    let rest = map.text()[word.len()..].strip_prefix('第')?;
    let (number, digits) = enumerator::digits(rest)?;
    let rest = rest[digits..].strip_prefix('号')?;
    let label_end = map.to_source(0..map.text().len() - rest.len()).end;
    let title = clause[at + label_end..].trim_matches(|c: char| is_space(c) || matches!(c, '、' | '，' | '「' | '」'));
    let title = ["についての件", "について", "の件"].iter().find_map(|end| title.strip_suffix(end)).unwrap_or(title);
    (!title.is_empty()).then_some((&clause[at..at + label_end], number, title))
}

/// The label, the number and the title of an item that a sentence introduces: 「議題１「窓口の見直し」」.
fn quoted_in(text: &str) -> Option<(&str, String, &str)> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut named = WORDS.iter().flat_map(|word| text.match_indices(word));
    named.find_map(|(at, word)| {
        let map = fold::folded_width(&text[at..]);
        let rest = &map.text()[word.len()..];
        let bare = ["の", "第", "("].iter().find_map(|sign| rest.strip_prefix(sign)).unwrap_or(rest);
        let (number, end) = enumerator::digits(bare)?;
        let rest = bare[end..].trim_start_matches([')', '号', ' ']);
        let label_end = at + map.to_source(0..map.text().len() - rest.len()).end;
        let rest = text[label_end..].trim_start_matches(is_space);
        let quoted = rest.strip_prefix('「').and_then(|rest| rest.split_once('」')).map(|(title, _)| title);
        let title = quoted.or_else(|| named_plainly(rest))?;
        (!title.is_empty()).then(|| (text[at..label_end].trim_end_matches(is_space), number, title))
    })
}

/// 「議題（１）小さな市町村の仕組みについて、説明をお願いする」: a title without quotation marks.
fn named_plainly(rest: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let (title, after) = rest.split_once("について").or_else(|| rest.split_once("に関して"))?;
    let is_put = PUTS.iter().chain(&["説明", "報告"]).any(|put| after.contains(put));
    let fits = title.chars().nth(LONGEST).is_none()
        && title.chars().nth(FEWEST - 1).is_some()
        && !title.contains(['、', '。', '，'])
        && agenda::is_title(title);
    (is_put && fits).then_some(title)
}

/// The numbers that follow a word for items.
fn numbers_in(squeezed: &str) -> Vec<String> {
    let after =
        WORDS.iter().flat_map(|word| squeezed.match_indices(word).map(|(at, word)| &squeezed[at + word.len()..]));
    let number = |rest: &str| {
        let rest = ["の", "第", "("].iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        enumerator::digits(rest).map(|(number, _)| number)
    };
    after.filter_map(number).collect()
}

/// Whether a sentence names a title: all of it, or its end with what stands before 「について」.
fn names(sentence: &str, title: &str) -> bool {
    let stem = ["について", "に関して", "の件", "に関すること", "(案)"].iter().find_map(|end| title.strip_suffix(end));
    let stem = stem.unwrap_or(title);
    let is_long = |text: &str| text.chars().nth(FEWEST - 1).is_some();
    if is_long(stem) && sentence.contains(stem) {
        return true;
    }
    sentence.match_indices("について").any(|(end, _)| {
        let start = sentence[..end].rfind(['、', '。', ',']).map_or(0, |at| at + '、'.len_utf8());
        sentence.get(start..end).is_some_and(|words| is_long(words) && stem.ends_with(words))
    })
}
