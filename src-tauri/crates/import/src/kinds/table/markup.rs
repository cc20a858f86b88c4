//! Tags that a converter has left in the text of a cell.
//!
//! Invariants: only tags of HTML by their names are taken away, never other words in angle brackets;
//! a tag that ends a line becomes a line break, an item of a list a 「・」; time is linear.

use crate::line::is_space;

/// Most characters of one tag.
const LONGEST: usize = 200;

/// Tags that begin or end a line.
const BLOCKS: &[&str] = &[
    "p", "br", "ul", "ol", "li", "div", "table", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
];
/// Tags within a line.
const INLINE: &[&str] =
    &["b", "i", "u", "s", "em", "strong", "span", "sup", "sub", "font", "a", "small", "mark", "del", "ins"];

const ENTITIES: &[(&str, &str)] =
    &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];

/// The text without tags and entities, lines trimmed, empty lines left out.
pub(super) fn cleaned(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.trim_matches(is_space).to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((len, name)) = tag(rest) {
            out.push_str(if BLOCKS.contains(&name.as_str()) { "\n" } else { "" });
            rest = &rest[len..];
            if name == "li" && !rest.starts_with("</") && !out.is_empty() {
                push_bullet(&mut out, rest);
            }
        } else if let Some((entity, plain)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            out.push_str(plain);
            rest = &rest[entity.len()..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    let lines = out.lines().map(|line| line.trim_matches(is_space)).filter(|line| !matches!(*line, "" | "・"));
    lines.collect::<Vec<_>>().join("\n")
}

/// An item of a list that is printed without a mark gets one.
fn push_bullet(out: &mut String, rest: &str) {
    if !rest.trim_start_matches(is_space).starts_with(['・', '･', '○', '〇', '●', '■', '□', '※', '<']) {
        out.push('・');
    }
}

/// The length and the name of the tag that a text begins with; a closing `</li>` has the name `/li`.
fn tag(text: &str) -> Option<(usize, String)> {
    let head: String = text.chars().skip(1).take(LONGEST).take_while(|c| *c != '>' && *c != '<').collect();
    if !text[1 + head.len()..].starts_with('>') {
        return None;
    }
    let (closing, inner) = head.strip_prefix('/').map_or((false, head.as_str()), |inner| (true, inner));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let plain = inner[end..].is_empty() || inner[end..].starts_with([' ', '/', '\n', '\t']);
    let known = BLOCKS.contains(&name.as_str()) || INLINE.contains(&name.as_str());
    let name = if closing && name == "li" { "p".to_owned() } else { name };
    (known && plain).then_some((head.len() + 2, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_a_converter_go_and_words_stay() {
        let cases = [
            ("<b>【紙】</b> 減らす", "【紙】 減らす"),
            ("<ul style=\"x\"> <li>・一</li> <li>二</li> </ul>", "・一\n・二"),
            ("<p>一<br/>二</p>", "一\n二"),
            ("<紙の削減> A&amp;B < 3", "<紙の削減> A&B < 3"),
            ("<aiの活用>試す</aiの活用>", "<aiの活用>試す</aiの活用>"),
            ("<b", "<b"),
            ("a &", "a &"),
        ];
        for (text, cleaned_text) in cases {
            assert_eq!(cleaned(text), cleaned_text, "{text}");
        }
    }
}
