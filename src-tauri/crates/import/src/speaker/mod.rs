//! Speakers: is this text one, and where does the family name end and the post begin?
//!
//! 「海野デジタル推進課長」 is split by what posts end with, what departments begin with, common
//! family names, and first of all by the register of posts. A split that is not certain says so.

mod reading;
pub(crate) mod vocabulary;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use gijicho_model::fold::{self, Folded};
use gijicho_model::meeting::Speaker;
use gijicho_model::people::Register;

use crate::line::is_space;
pub(crate) use reading::{is_leading_role, is_reading, without_reading};
use vocabulary::{is_family_name, is_hiragana_of_posts, is_role, post_ending, stem};

/// Longest speaker, in characters.
pub(crate) const MAX_CHARS: usize = 40;
/// Longest family name, in characters.
const MAX_NAME: usize = 7;
/// A split of at least this score that is well ahead of the next needs no person.
const SURE: i32 = 5;
/// A text whose best split has less than this is no speaker.
const PLAUSIBLE: i32 = 2;

/// A speaker with its split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// As printed, family name, post.
    pub(crate) speaker: Speaker,
    /// Whether a person should look at the split.
    pub(crate) is_unsure: bool,
}

/// One way to split, in bytes of the squeezed text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    name: Range<usize>,
    post: Range<usize>,
    score: i32,
}

/// What is known of speakers in general and of this prefecture's.
pub(crate) struct Speakers {
    /// Family name and post, squeezed.
    pairs: HashSet<(String, String)>,
    names: HashSet<String>,
    posts: HashSet<String>,
    /// The lines of the document at hand that list those present, squeezed.
    present: RefCell<String>,
    /// Scores of texts that were looked at: the same speakers come again and again.
    scores: RefCell<HashMap<String, i32>>,
}

/// Most bytes of lines that list those present: every doubtful speaker is looked for in them.
const MOST_PRESENT: usize = 16 * 1024;
/// Most texts whose scores are remembered.
const MOST_SCORES: usize = 20_000;

impl Speakers {
    /// Takes the register in.
    pub(crate) fn new(register: &Register) -> Self {
        let pairs: HashSet<_> = (register.entries.iter())
            .map(|entry| (fold::squeezed(&entry.family_name), fold::squeezed(&entry.post)))
            .collect();
        let (names, posts) = pairs.iter().cloned().unzip();
        Self { pairs, names, posts, present: RefCell::default(), scores: RefCell::default() }
    }

    /// Takes in the lines of a document that list those present, before anybody is looked for.
    pub(crate) fn see_present<'a>(&self, lines: impl Iterator<Item = &'a str>) {
        let mut present = String::new();
        for line in lines {
            if present.len() + line.len() > MOST_PRESENT {
                break;
            }
            present.push_str(&fold::squeezed(line));
            present.push('\n');
        }
        self.present.replace(present);
        self.scores.borrow_mut().clear();
    }

    /// Splits a speaker as printed. A text without a known post is kept whole, as a name.
    pub(crate) fn split(&self, printed: &str) -> Split {
        let printed = printed.trim_matches(is_space);
        // 「司会：総務部次長」
        if let Some((_, named)) = printed.split_once(['：', ':'])
            && self.is_surely_speaker(named)
        {
            let split = self.split(named);
            return Split { speaker: Speaker { printed: printed.to_owned(), ..split.speaker }, ..split };
        }
        if let Some(bare) = without_reading(printed) {
            let split = self.split(&bare);
            return Split { speaker: Speaker { printed: printed.to_owned(), ..split.speaker }, ..split };
        }
        if let Some(name) = vocabulary::honoured(printed) {
            let speaker = Speaker { printed: printed.to_owned(), name: name.to_owned(), post: String::new() };
            return Split { speaker, is_unsure: false };
        }
        match parenthesised(printed) {
            Some((post, inner)) if vocabulary::is_courteous_name(inner) => {
                let name =
                    ["君", "氏", "さん", "様"].iter().find_map(|title| inner.strip_suffix(title)).unwrap_or(inner);
                let speaker = Speaker {
                    printed: printed.to_owned(),
                    name: name.trim_matches(is_space).to_owned(),
                    post: post.to_owned(),
                };
                Split { speaker, is_unsure: false }
            }
            Some((post, inner)) if is_personal_name(inner) && vocabulary::is_post(post) => {
                let speaker = Speaker { printed: printed.to_owned(), name: inner.to_owned(), post: post.to_owned() };
                Split { speaker, is_unsure: false }
            }
            Some((post, inner)) if vocabulary::is_post_tail(inner) || inner.starts_with("代理") => {
                let split = self.split(post);
                Split { speaker: Speaker { printed: printed.to_owned(), ..split.speaker }, ..split }
            }
            Some((post, inner)) if vocabulary::is_second_post(inner) && self.is_surely_speaker(post) => {
                let split = self.split(post);
                let tail = &printed[post.len()..];
                let post = format!("{}{tail}", split.speaker.post);
                Split { speaker: Speaker { printed: printed.to_owned(), post, ..split.speaker }, ..split }
            }
            // 「司会（教育政策課長）」
            Some((role, inner)) if is_leading_role(role) && self.is_surely_speaker(inner) => {
                let split = self.split(inner);
                Split { speaker: Speaker { printed: printed.to_owned(), ..split.speaker }, ..split }
            }
            _ => self.split_plain(printed),
        }
    }

    fn split_plain(&self, printed: &str) -> Split {
        let squeezed = squeeze(printed);
        let whole = |name: &str| Speaker { printed: printed.to_owned(), name: name.to_owned(), post: String::new() };
        let mut cuts = self.cuts(&squeezed, printed);
        cuts.sort_by_key(|cut| -cut.score);
        let Some(best) = cuts.first() else {
            if is_group(printed) || vocabulary::is_seat(squeezed.text()) || vocabulary::is_side(squeezed.text()) {
                return Split { speaker: Speaker { post: printed.to_owned(), ..whole("") }, is_unsure: false };
            }
            return Split { speaker: whole(printed), is_unsure: true };
        };
        let part = |range: &Range<usize>| {
            let part = printed[squeezed.to_source(range.clone())].trim_matches(is_space);
            // 「知　　事」 is set to the width of a longer post.
            if is_letter_spaced(part) { part.chars().filter(|c| !is_space(*c)).collect() } else { part.to_owned() }
        };
        let next = cuts.get(1).map_or(i32::MIN, |cut| cut.score);
        Split {
            speaker: Speaker { name: part(&best.name), post: part(&best.post), ..whole("") },
            is_unsure: best.score < SURE || next >= best.score,
        }
    }

    /// Whether a text (folded or not) can be a speaker: it ends with a post and has no sentence in it.
    pub(crate) fn is_speaker(&self, text: &str) -> bool {
        self.score(text) >= PLAUSIBLE
    }

    /// Whether a text is a speaker beyond doubt: needed where nothing marks it as one.
    pub(crate) fn is_surely_speaker(&self, text: &str) -> bool {
        self.score(text) >= SURE
    }

    fn score(&self, text: &str) -> i32 {
        let text = text.trim_matches(is_space);
        if let Some(bare) = without_reading(text) {
            return self.score(&bare);
        }
        if text.is_empty() || text.chars().nth(MAX_CHARS).is_some() || text.chars().any(is_punctuation) {
            return i32::MIN;
        }
        if let Some(score) = self.scores.borrow().get(text) {
            return *score;
        }
        let squeezed = squeeze(text);
        let cuts = self.cuts(&squeezed, text);
        let best = cuts.iter().max_by_key(|cut| cut.score);
        let split = best.map_or(i32::MIN, |cut| cut.score);
        // A rare name is believed where the document lists it among those present, before its post or after it.
        let name = best.map_or("", |cut| &squeezed.text()[cut.name.clone()]);
        let is_name = stem(name) == 0 && name.chars().nth(1).is_some();
        let present = self.present.borrow();
        let is_after_post = |cut: &Cut| {
            let (name, post) = (&squeezed.text()[cut.name.clone()], &squeezed.text()[cut.post.clone()]);
            !name.is_empty() && vocabulary::is_post(post) && present.contains(&format!("{post}{name}"))
        };
        let is_named = || present.contains(squeezed.text()) || is_name && present.contains(name);
        let is_listed = split >= PLAUSIBLE && is_named() || !present.is_empty() && cuts.iter().any(is_after_post);
        let split = if is_listed { split.max(SURE) } else { split };
        let score = if vocabulary::honoured(text).is_some() { split.max(SURE) } else { split };
        let mut scores = self.scores.borrow_mut();
        if scores.len() < MOST_SCORES {
            scores.insert(text.to_owned(), score);
        }
        score
    }

    /// The longest beginning of a folded text that is a speaker beyond doubt, in bytes: what is said
    /// follows without a gap. 「委員長」 is preferred to 「委員」.
    pub(crate) fn glued_prefix(&self, folded: &str) -> Option<usize> {
        let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_CHARS);
        let mut found: Option<usize> = None;
        for end in ends {
            let beginning = &folded[..end];
            if found.is_some_and(|found| beginning[found..].chars().count() > 3) {
                break;
            }
            if beginning.ends_with(is_punctuation) {
                break;
            }
            if post_ending(beginning) > 0 && self.is_surely_speaker(beginning) {
                found = Some(end);
            }
        }
        found
    }

    fn cuts(&self, squeezed: &Folded, printed: &str) -> Vec<Cut> {
        let text = squeezed.text();
        if is_role(text) {
            return vec![Cut { name: 0..0, post: 0..text.len(), score: 8 }];
        }
        if text.is_empty() || post_ending(text) == 0 && self.posts.is_empty() {
            return self.post_first(squeezed, printed).into_iter().collect();
        }
        let starts = text.char_indices().map(|(at, _)| at).take(MAX_NAME + 1);
        let mut cuts: Vec<Cut> = starts
            .filter_map(|at| {
                let score = self.score_of(&text[..at], &text[at..])?;
                let post = &text[at..];
                let is_post = post_ending(post) == post.len() || stem(post) > 0 || self.posts.contains(post);
                let gap = if is_post && is_gap(squeezed, printed, at) { 4 } else { 0 };
                Some(Cut { name: 0..at, post: at..text.len(), score: score + gap })
            })
            .collect();
        cuts.extend(self.post_first(squeezed, printed));
        cuts
    }

    /// 「総務部長　山田」: the post first, then a gap, then a name.
    fn post_first(&self, squeezed: &Folded, printed: &str) -> Option<Cut> {
        let text = squeezed.text();
        let at = text.char_indices().map(|(at, _)| at).skip(1).take(MAX_CHARS).find(|&at| {
            is_gap(squeezed, printed, at) && post_ending(&text[..at]) > 0 && post_ending(&text[at..]) == 0
        })?;
        let name = &text[at..];
        if name.chars().count() > 8 || !name.chars().all(is_name_char) || vocabulary::is_caption(name) {
            return None;
        }
        let score = self.score_of("", &text[..at])?;
        Some(Cut { name: at..text.len(), post: 0..at, score: score + 4 })
    }

    /// How likely this name and this post make a speaker; `None` when they cannot.
    fn score_of(&self, name: &str, post: &str) -> Option<i32> {
        if self.pairs.contains(&(name.to_owned(), post.to_owned())) {
            return Some(20);
        }
        let ending = post_ending(post);
        let is_known = self.posts.contains(post);
        if ending == 0 && !is_known || has_sentence(post) {
            return None;
        }
        let is_bare = ending == post.len();
        // 「青野市清掃事務所長」
        let own = without_place(post);
        let stem_chars = own[..stem(own)].chars().count();
        let stem_chars = i32::try_from(stem_chars).unwrap_or(0);
        // 「Ａ委員」 is a name, 「ＣＩＯ補佐官」 a post.
        let is_letter = |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_letter(name) && post.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let foreign = post.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, 'ァ'..='ヺ'));
        if name.is_empty() {
            return match () {
                () if is_known => Some(12),
                () if is_role(post) => Some(8),
                () if is_bare => Some(6),
                () if stem_chars > 0 => Some(4 + stem_chars.min(3)),
                () if foreign => Some(4),
                () => None,
            };
        }
        let of_post = match () {
            () if is_known => 8,
            () if is_bare && is_full_name(name) => 6,
            () if is_bare => 2,
            () if stem_chars > 0 => 1 + stem_chars.min(3),
            () if foreign => 3,
            () => -3,
        };
        let of_name = self.score_of_name(name).or_else(|| is_bare.then(|| score_of_kana(name)).flatten());
        Some(of_name? + of_post)
    }

    fn score_of_name(&self, name: &str) -> Option<i32> {
        let name = without_distinction(name);
        if is_hiragana_name(name) {
            return Some(1);
        }
        let chars = name.chars().count();
        if chars == 1 && name.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Some(3);
        }
        if !name.chars().all(is_name_char) || name.contains('副') || name.starts_with('各') {
            return None;
        }
        let by_length = match chars {
            2 => 3,
            3 => 2,
            1 | 4 => 0,
            _ => -1,
        };
        let is_known = self.names.contains(name) || is_family_name(name);
        let known = if is_known { 4 } else { 0 };
        let like_department = if !is_known && stem(name) >= "総務".len() { -3 } else { 0 };
        Some(by_length + known + like_department)
    }
}

/// Whether a text could be a speaker where the document leaves no doubt that one stands there: a
/// department, a name, a body. No sentence, no number and no caption.
pub(crate) fn may_be_speaker(text: &str) -> bool {
    let squeezed = fold::squeezed(text);
    let is_letter = |c: char| is_name_char(c) || c.is_ascii_uppercase();
    squeezed.chars().nth(MOST_UNKNOWN).is_none()
        && !text.chars().any(is_punctuation)
        && !has_sentence(&squeezed)
        && !squeezed.contains(['(', ')', '%', '・', '/', '※'])
        && squeezed.starts_with(is_letter)
        && !squeezed.starts_with("第")
        && !vocabulary::is_caption(&squeezed)
}

/// Longest speaker without a known post, in characters.
const MOST_UNKNOWN: usize = 20;

/// Whether a text in parentheses after a post is a person's name: 「山田　太郎」, 「山田太郎」.
pub(crate) fn is_personal_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split(is_space).filter(|part| !part.is_empty()).collect();
    let is_name = |part: &&str| {
        let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ');
        (1..=4).contains(&part.chars().count()) && part.chars().all(|c| is_name_char(c) || is_kana(c))
    };
    let squeezed = fold::squeezed(text);
    if post_ending(&squeezed) > 0 || vocabulary::is_caption(&squeezed) || !parts.iter().all(|part| is_kanji_start(part))
    {
        return false;
    }
    match parts.as_slice() {
        [family, given] => is_name(family) && is_name(given) && stem(family) == 0,
        [whole] => whole.chars().all(is_kanji) && is_full_name(whole) && stem(whole) == 0,
        _ => false,
    }
}

fn is_kanji_start(part: &str) -> bool {
    part.starts_with(|c| is_kanji(c) || matches!(c, 'ァ'..='ヶ' | 'ぁ'..='ゖ'))
}

/// Whether a text names a department or a group that speaks as one.
pub(crate) fn is_group(text: &str) -> bool {
    let squeezed = fold::squeezed(text);
    !text.chars().any(is_punctuation) && !has_sentence(&squeezed) && vocabulary::is_group(&squeezed)
}

/// A text that ends with parentheses: what stands before them, and within.
fn parenthesised(printed: &str) -> Option<(&str, &str)> {
    let rest = printed.strip_suffix(['）', ')'])?;
    let at = rest.rfind(['（', '('])?;
    let inner = rest[at..].trim_start_matches(['（', '(']);
    let before = rest[..at].trim_matches(is_space);
    (!before.is_empty()).then(|| (before, inner.trim_matches(is_space)))
}

/// Whether white space stands between any two of its characters.
fn is_letter_spaced(text: &str) -> bool {
    text.contains(is_space) && text.split(is_space).all(|part| part.chars().nth(1).is_none())
}

fn squeeze(text: &str) -> Folded {
    fold::fold_with(text, |c| (!is_space(c)).then_some(c))
}

/// Whether white space was printed before the squeezed byte `at`.
fn is_gap(squeezed: &Folded, printed: &str, at: usize) -> bool {
    let source = squeezed.to_source(at..at).start;
    at > 0 && printed[..source].ends_with(is_space)
}

/// 「石田（ち）」: two members of one name are told apart by a sign of their given names.
fn without_distinction(name: &str) -> &str {
    let inner = name.strip_suffix(')').and_then(|rest| rest.split_once('('));
    let told = inner.filter(|(bare, sign)| !bare.is_empty() && (1..=2).contains(&sign.chars().count()));
    told.map_or(name, |(bare, _)| bare)
}

/// Whether a run of hiragana holds a word that points at somebody.
fn points(run: &str) -> bool {
    const POINTING: &[&str] = &[
        "この", "その", "あの", "どの", "また", "なお", "ある", "いる", "から", "まで", "など", "かの", "わが", "より",
        "ほか",
    ];
    POINTING.iter().any(|word| run.contains(word))
}

/// A name that a member writes in hiragana, and no word that points at somebody.
fn is_hiragana_name(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && name.chars().all(|c| matches!(c, 'ぁ'..='ゖ')) && !points(name)
}

/// A post without the town that it is of.
fn without_place(post: &str) -> &str {
    let place = post.char_indices().take(5).skip(2).find(|(_, c)| matches!(c, '区' | '市' | '町' | '村' | '県'));
    let rest = place.map_or(post, |(at, c)| &post[at + c.len_utf8()..]);
    if stem(post) == 0 && stem(rest) > 0 { rest } else { post }
}

/// The score of a member's name partly in hiragana: 「たかなし聡」, 「高橋しんじ」, 「やなぎはら」.
fn score_of_kana(name: &str) -> Option<i32> {
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ');
    let kana: String = name.chars().filter(|c| is_kana(*c)).collect();
    let kanji = name.chars().count() - kana.chars().count();
    let is_apart = name.chars().zip(name.chars().skip(1)).filter(|(a, b)| is_kana(*a) != is_kana(*b)).count() <= 2;
    let is_family = name.char_indices().skip(2).take(2).any(|(at, _)| is_family_name(&name[..at]));
    let fits = name.chars().all(|c| is_kana(c) || is_kanji(c)) && is_apart && !points(&kana);
    let length = kana.chars().count();
    match () {
        () if !fits || !(1..=6).contains(&length) => None,
        () if kanji == 0 => (length > 4).then_some(1),
        () if name.starts_with(is_kana) => (length > 1 && kanji < 4).then_some(1),
        () => {
            (is_family && (1..=4).contains(&length) && !matches!(kana.as_str(), "の" | "と" | "が" | "は")).then_some(3)
        }
    }
}

/// A common family name and a given name: 「臼井信也」.
fn is_full_name(name: &str) -> bool {
    let cuts = name.char_indices().map(|(at, _)| at).skip(2).take(2);
    let is_split = |at: usize| {
        let given = &name[at..];
        is_family_name(&name[..at]) && (1..=3).contains(&given.chars().count()) && stem(given) == 0
    };
    cuts.into_iter().any(is_split)
}

/// Kanji, the repetition mark, and the small kana of 「三ツ矢」 「八ヶ岳」; a name in katakana.
fn is_name_char(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ァ'..='ヶ' | 'ー') || is_kanji(c)
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Punctuation that no speaker has.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '。' | '、'
            | '「'
            | '」'
            | '『'
            | '』'
            | '!'
            | '?'
            | '！'
            | '？'
            | ','
            | '，'
            | ':'
            | '：'
            | ';'
            | '“'
            | '”'
            | '～'
            | '~'
            | '='
    )
}

/// Whether a post holds hiragana that belongs to a sentence: 「知事から議長」.
fn has_sentence(post: &str) -> bool {
    post.split(|c: char| !matches!(c, 'ぁ'..='ゖ')).any(|run| !run.is_empty() && !is_hiragana_of_posts(run))
}

#[cfg(test)]
mod tests;
