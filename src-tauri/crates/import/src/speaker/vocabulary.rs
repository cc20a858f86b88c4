//! Words that posts, departments and family names are made of.
//!
//! The lists (`words/`) are general knowledge of Japanese local government, not of one prefecture. All
//! words are in their folded form (half-width Latin and digits).

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::line::is_space;

/// What a post ends with.
static POST_ENDINGS: LazyLock<Affixes> = LazyLock::new(|| Affixes::of(include_str!("words/posts.txt")));

/// The characters that posts end with: most texts are told by their last character.
static LAST_CHARS: LazyLock<HashSet<char>> =
    LazyLock::new(|| POST_ENDINGS.words.iter().filter_map(|ending| ending.chars().next_back()).collect());

/// Roles that stand without a name, and cannot end a name and a post.
static ROLES: Words = LazyLock::new(|| include_str!("words/roles.txt").split_whitespace().collect());

/// What a post is made of before its ending: 「副」, and words that name a department.
static STEMS: LazyLock<Affixes> = LazyLock::new(|| Affixes::of(include_str!("words/departments.txt")));

/// Common family names, to tell 「森|林業振興課長」 from 「森林|…」.
static FAMILY_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("words/family_names.txt").split_whitespace().collect());

/// What may follow a post and belongs to it.
const POST_TAILS: &[&str] =
    &["職務代理者", "職務代理", "事務取扱", "代理", "代行", "心得", "(代)", "(代理)", "(代行)", "(兼)", "補佐"];

type Words = LazyLock<Vec<&'static str>>;

/// Words that are looked up at the beginning or the end of a text, longest first by their lengths in
/// bytes: a look-up for each length rather than a comparison with each word.
struct Affixes {
    words: HashSet<&'static str>,
    lengths: Vec<usize>,
}

impl Affixes {
    fn of(list: &'static str) -> Self {
        let words: HashSet<&'static str> = list.split_whitespace().collect();
        let mut lengths: Vec<usize> = words.iter().map(|word| word.len()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self { words, lengths }
    }

    /// The length of the longest word that `text` begins with; 0 if none.
    fn beginning(&self, text: &str) -> usize {
        let begins = |length: &&usize| text.get(..**length).is_some_and(|beginning| self.words.contains(beginning));
        self.lengths.iter().find(begins).copied().unwrap_or(0)
    }

    /// The length of the longest word that `text` ends with; 0 if none.
    fn end(&self, text: &str) -> usize {
        let at = |length: usize| text.len().checked_sub(length).and_then(|at| text.get(at..));
        let ends = |length: &&usize| at(**length).is_some_and(|end| self.words.contains(end));
        self.lengths.iter().find(ends).copied().unwrap_or(0)
    }
}

/// The length in bytes of the longest post ending that `text` ends with, tails included; 0 if none.
pub(super) fn post_ending(text: &str) -> usize {
    let bare = without_tail(text);
    let numbered = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    let direct = longest_ending(bare);
    if direct > 0 {
        return direct + text.len() - bare.len();
    }
    // 「委員11」「委員A」: members without names.
    if numbered.len() < bare.len()
        && bare.len() - numbered.len() <= 3
        && ["委員", "議員", "本部員"].iter().any(|role| numbered.ends_with(role))
    {
        return longest_ending(numbered) + text.len() - numbered.len();
    }
    0
}

fn longest_ending(text: &str) -> usize {
    if !text.ends_with(|c| LAST_CHARS.contains(&c)) {
        return 0;
    }
    POST_ENDINGS.end(text)
}

/// Cuts off 「代理」, 「（代）」 and the like.
fn without_tail(text: &str) -> &str {
    POST_TAILS.iter().find_map(|tail| text.strip_suffix(tail).filter(|rest| longest_ending(rest) > 0)).unwrap_or(text)
}

/// Whether what stands in parentheses after a post belongs to the post: 「（代）」.
pub(crate) fn is_post_tail(text: &str) -> bool {
    matches!(text.trim(), "代" | "代理" | "代行" | "兼" | "代理出席" | "職務代理" | "心得")
}

/// Whether what stands in parentheses after a post is another post of the same person: 「（総務課長兼務）」.
pub(crate) fn is_second_post(text: &str) -> bool {
    let folded = gijicho_model::fold::squeezed(text);
    let also = ["兼務", "事務取扱"].iter().find_map(|word| folded.strip_suffix(word));
    let is_post = also.is_some_and(|post| !post.contains(['、', '。', ':', ',']) && post_ending(post) > 0);
    is_post || is_bare_post(&folded)
}

/// Whether a text ends with a post.
pub(crate) fn is_post(text: &str) -> bool {
    post_ending(&gijicho_model::fold::squeezed(text)) > 0
}

/// Whether a text is a post alone, without a department: 知事, 部長.
pub(crate) fn is_bare_post(text: &str) -> bool {
    !text.is_empty() && longest_ending(text) == text.len() || matches!(text, "副知事" | "副本部長" | "副議長")
}

/// Whether a text names a department or a group rather than a person: 子育て支援課, 本部員一同.
pub(super) fn is_group(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "課",
        "室",
        "局",
        "係",
        "班",
        "部",
        "センター",
        "事務所",
        "委員会",
        "庁",
        "公社",
        "協会",
        "一同",
        "チーム",
        "本部",
        "グループ",
        "担当",
    ];
    const ROOMS: &[&str] = &["会室", "議室", "接室", "務室", "習室", "事室", "策室"];
    const NO_GROUPS: &[&str] = &["一部", "全部", "内部", "外部", "当局", "結局", "教室", "温室"];
    let chars = text.chars().count();
    (3..=24).contains(&chars)
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
        && !NO_GROUPS.contains(&text)
        && !ROOMS.iter().any(|room| text.ends_with(room))
        && (stem(text) > 0 || text.ends_with("一同"))
}

/// Whether a text names a side that speaks as one: 県, 市町.
pub(super) fn is_side(text: &str) -> bool {
    const BODIES: &[&str] = &["国", "都", "道", "府", "県", "市", "区", "町", "村", "市町", "町村", "市町村", "自治体"];
    BODIES.contains(&text.strip_suffix('側').unwrap_or(text))
}

/// Whether a text is the seat of a member: 「二番」, 「12番」.
pub(crate) fn is_seat(text: &str) -> bool {
    let number = text.strip_suffix("議員").unwrap_or(text).strip_suffix('番').unwrap_or("");
    (1..=3).contains(&number.chars().count())
        && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c))
}

/// Whether a text in parentheses after a post is a name: 「北条修君」.
pub(crate) fn is_courteous_name(text: &str) -> bool {
    let text = text.trim();
    let name = ["君", "氏", "さん", "様"].iter().find_map(|title| text.strip_suffix(title));
    name.is_some_and(|name| (2..=10).contains(&name.chars().count()) && !name.contains(['、', '。', '・']))
}

/// The name before 氏, 様, さん or 君: 「久野様」. Nobody in particular is honoured by 「皆様」.
pub(super) fn honoured(text: &str) -> Option<&str> {
    const NOBODY: &[&str] = &["皆", "各", "客", "貴", "何", "両", "同", "王", "神", "殿", "諸", "仏", "奥"];
    let name = ["君", "氏", "さん", "様", "先生"].iter().find_map(|title| text.strip_suffix(title))?;
    let is_kanji = |c: char| matches!(c, '々' | '\u{3400}'..='\u{9FFF}');
    // Assemblies say 君 of their members alone, whose names may begin with any kana and end with any kanji.
    let is_member = text.ends_with('君') && name.chars().nth(3).is_some();
    let is_name =
        |c: char| is_kanji(c) || matches!(c, ' ' | '　' | 'ァ'..='ヶ' | 'ー' | 'ぁ'..='ゖ') && (c != 'の' || is_member);
    let fits = (2..=8).contains(&name.chars().count())
        && name.chars().all(is_name)
        && (name.contains(is_kanji) || name.chars().all(|c| matches!(c, 'ァ'..='ヶ' | 'ー')))
        && (is_member || !name.starts_with(['お', 'ご', '御']));
    let is_nobody = |nobody: &&str| name.starts_with(*nobody) || name.ends_with(*nobody) && !is_member;
    (fits && !name.ends_with(['諸', '各']) && !NOBODY.iter().any(is_nobody)).then(|| name.trim_end_matches(is_space))
}

/// Whether a squeezed text is a caption or a scene rather than somebody: 説明省略, 主な意見, 議題.
pub(crate) fn is_caption(text: &str) -> bool {
    CAPTIONS.iter().any(|caption| text.ends_with(caption)) || STANDING.contains(&text)
}

/// What captions end with.
static CAPTIONS: Words = LazyLock::new(|| include_str!("words/captions.txt").split_whitespace().collect());

/// Captions that are whole words only: 「案」 is one, 「発案」 may be a name.
const STANDING: &[&str] =
    &["案", "表", "図", "注", "例", "了", "終", "要", "写", "新", "旧", "仮称", "同", "略", "左", "右"];

/// Whether a text is a role that needs no name.
pub(super) fn is_role(text: &str) -> bool {
    ROLES.contains(&text)
}

/// Whether a text begins with a department word.
pub(crate) fn begins_with_department(text: &str) -> bool {
    stem(text) > 0
}

/// The length in bytes of the longest department word that `text` begins with; 0 if none.
pub(super) fn stem(text: &str) -> usize {
    STEMS.beginning(text)
}

/// Whether a text is a common family name.
pub(super) fn is_family_name(text: &str) -> bool {
    FAMILY_NAMES.contains(text)
}

/// Runs of hiragana that occur in the names of departments; any other run is a sentence.
pub(super) fn is_hiragana_of_posts(run: &str) -> bool {
    const RUNS: &[&str] = &[
        "づくり",
        "まちづくり",
        "ものづくり",
        "ひとづくり",
        "ども",
        "こども",
        "くらし",
        "らし",
        "みらい",
        "ひと",
        "しごと",
        "がい",
        "まち",
        "き",
        "みどり",
        "て",
        "ふるさと",
        "にぎわい",
        "わい",
        "おもてなし",
        "いのち",
        "あんしん",
        "いきいき",
        "の",
        "り",
        "え",
    ];
    RUNS.contains(&run)
}
