//! The body of a remark: Markdown with exactly three kinds of block.
//!
//! A remark is prose, items that are printed with 「・」, and scenes such as （デモンストレーション）.
//! Stored as Markdown so that any tool can read it in thirty years; read back with pulldown-cmark.
//!
//! Invariants:
//! - `parse(&to_markdown(blocks)) == blocks` for every list of [`Block::is_canonical`] blocks:
//!   what was said comes back to the character, whatever Markdown makes of `#`, `*` or `1.`.
//! - Text that Markdown leaves alone is stored as it is; a backslash is added only where needed.
//! - [`plain`] is the text that quotations, evidence spans and exports refer to.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

/// One block of a remark's body. The text holds no line break and no white space at either end.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum Block {
    /// Prose.
    Paragraph(String),
    /// An item printed with 「・」.
    Item(String),
    /// What happened rather than what was said, with its parentheses: （在宅勤務のデモンストレーション）.
    Scene(String),
}

impl Block {
    /// The text without any mark.
    pub fn text(&self) -> &str {
        match self {
            Self::Paragraph(text) | Self::Item(text) | Self::Scene(text) => text,
        }
    }

    /// Prose or a scene, as its parentheses say. Control characters become spaces, ends are trimmed.
    pub fn prose(text: &str) -> Self {
        let text = one_line(text);
        if is_scene(&text) { Self::Scene(text) } else { Self::Paragraph(text) }
    }

    /// An item, without its 「・」.
    pub fn item(text: &str) -> Self {
        Self::Item(one_line(text))
    }

    /// Whether the block can be stored and read back unchanged.
    pub fn is_canonical(&self) -> bool {
        let text = self.text();
        !text.is_empty()
            && one_line(text) == text
            && match self {
                Self::Paragraph(_) => !is_scene(text),
                Self::Scene(_) => is_scene(text),
                Self::Item(_) => true,
            }
    }
}

/// A whole line in one pair of parentheses, （…） or 〔…〕, with nothing after it.
pub fn is_scene(text: &str) -> bool {
    let mut depth = 0usize;
    let mut chars = text.trim().chars().peekable();
    if !matches!(chars.peek(), Some('（' | '(' | '〔')) {
        return false;
    }
    while let Some(c) = chars.next() {
        match c {
            '（' | '(' | '〔' => depth += 1,
            '）' | ')' | '〕' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return chars.peek().is_none();
                }
            }
            _ => {}
        }
    }
    false
}

/// Line breaks and control characters become spaces; ASCII and ideographic spaces at the ends go.
fn one_line(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    text.trim().to_owned()
}

/// Writes blocks as Markdown: paragraphs apart by an empty line, neighbouring items on neighbouring lines.
pub fn to_markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(_));
        if !out.is_empty() {
            out.push_str(if is_item && after_item { "\n" } else { "\n\n" });
        }
        if is_item {
            out.push_str("- ");
        }
        push_text(&mut out, block.text());
        after_item = is_item;
    }
    out
}

/// Writes `text` so that Markdown reads it back unchanged: as it is, where that works.
fn push_text(out: &mut String, text: &str) {
    // HTML such as `<?` reads back on its own, but would swallow the paragraphs that follow it.
    let untouched = if text.starts_with('<') { Vec::new() } else { parse(text) };
    if let [Block::Paragraph(read) | Block::Scene(read)] = untouched.as_slice()
        && read == text
    {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    // An ordered list begins with a digit, which cannot be escaped; its dot or parenthesis was.
}

/// Reads Markdown. Whatever is not prose or a list (a heading, a quotation, a table, HTML) is
/// read as prose with its text kept.
pub fn parse(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut text = String::new();
    let mut item_depth = 0usize;
    let mut flush = |text: &mut String, in_item: bool| {
        let block = if in_item { Block::item(text) } else { Block::prose(text) };
        text.clear();
        if !block.text().is_empty() {
            blocks.push(block);
        }
    };
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Start(Tag::Item) => {
                flush(&mut text, item_depth > 0);
                item_depth += 1;
            }
            Event::End(TagEnd::Item) => {
                flush(&mut text, true);
                item_depth = item_depth.saturating_sub(1);
            }
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::BlockQuote(_),
            )
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::BlockQuote(_),
            )
            | Event::Rule => flush(&mut text, item_depth > 0),
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    flush(&mut text, false);
    blocks
}

/// The words alone, one block a line, items with their 「・」: what is printed, quoted and searched.
pub fn plain(markdown: &str) -> String {
    plain_of(&parse(markdown))
}

/// Reads [`plain`] text as a person types it: a line is a block, 「・」 begins an item, empty lines are
/// between blocks.
pub fn from_plain(text: &str) -> Vec<Block> {
    let lines = text.lines().map(|line| match line.trim_start().strip_prefix('・') {
        Some(item) => Block::item(item),
        None => Block::prose(line),
    });
    lines.filter(|block| !block.text().is_empty()).collect()
}

/// [`plain`] of blocks.
pub fn plain_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        if matches!(block, Block::Item(_)) {
            out.push('・');
        }
        out.push_str(block.text());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_is_stored_as_it_is() {
        let blocks = [
            Block::prose("目標は 80% で、（案）を 1. と 2. に分ける。"),
            Block::item("紙をなくす。"),
            Block::item("場所を生む。"),
        ];
        assert_eq!(
            to_markdown(&blocks),
            "目標は 80% で、（案）を 1. と 2. に分ける。\n\n- 紙をなくす。\n- 場所を生む。"
        );
    }

    #[test]
    fn text_that_markdown_would_change_comes_back() {
        for text in [
            "# 見出しではない",
            "1. 番号から始まる",
            "*強調*でない",
            "<script>",
            "a_b_c &amp; ---",
            "- 引き算",
            "`code`",
            "> 引用",
            "[x](y)",
            "    四つの空白",
            "=1+1",
            "***",
        ] {
            let block = Block::prose(text);
            assert_eq!(parse(&to_markdown(std::slice::from_ref(&block))), std::slice::from_ref(&block), "{text}");
            let item = Block::item(text);
            assert_eq!(parse(&to_markdown(std::slice::from_ref(&item))), std::slice::from_ref(&item), "{text}");
        }
    }

    #[test]
    fn text_that_begins_like_html_does_not_swallow_what_follows() {
        for text in ["<?", "<!--", "<script>", "<![CDATA["] {
            let blocks = [Block::prose(text), Block::prose("次の段落")];
            assert_eq!(parse(&to_markdown(&blocks)), blocks, "{text}");
        }
    }

    #[test]
    fn a_scene_is_a_whole_line_in_parentheses() {
        assert!(is_scene("（在宅勤務システム（新）のデモ）"));
        assert!(is_scene("〔拍手〕"));
        assert!(!is_scene("（案）について"));
        assert!(!is_scene("（案）と（案）"));
    }

    fn block() -> impl Strategy<Value = Block> {
        (0..3, "[\\PC\t#*_`<>&\\[\\]()!+=.0-9・（）-]{1,30}").prop_map(|(kind, text)| match kind {
            0 => Block::prose(&text),
            1 => Block::item(&text),
            _ => Block::prose(&format!("（{}）", text.replace(['（', '(', '）', ')'], ""))),
        })
    }

    #[test]
    fn typed_lines_become_blocks() {
        let typed = "　一つ目を述べた。\n\n・紙をなくす。\n（拍手）\n";
        let blocks = [Block::prose("一つ目を述べた。"), Block::item("紙をなくす。"), Block::prose("（拍手）")];
        assert_eq!(from_plain(typed), blocks);
    }

    proptest! {
        #[test]
        fn plain_text_reads_back_as_the_same_plain_text(blocks in proptest::collection::vec(block(), 0..6)) {
            let blocks: Vec<Block> = blocks.into_iter().filter(Block::is_canonical).collect();
            let typed = from_plain(&plain_of(&blocks));
            let again = parse(&to_markdown(&typed));
            prop_assert_eq!(plain_of(&again), plain_of(&typed));
        }

        #[test]
        fn what_was_said_comes_back(blocks in proptest::collection::vec(block(), 0..6)) {
            let blocks: Vec<Block> = blocks.into_iter().filter(Block::is_canonical).collect();
            prop_assert_eq!(parse(&to_markdown(&blocks)), blocks);
        }
    }
}
