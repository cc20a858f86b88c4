//! XML as text: elements that are always closed, values that are always escaped.
//!
//! Invariant: what is written is well-formed XML 1.0, whatever characters a text holds; those that
//! XML cannot hold at all (controls, noncharacters) are left out.

use std::borrow::Cow;

use quick_xml::escape::escape;

/// XML while it grows.
pub(crate) struct Xml {
    out: String,
}

/// Names and values of attributes.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins with the declaration.
    pub(crate) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what `inside` writes in it.
    pub(crate) fn element(&mut self, tag: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(tag, attributes);
        self.out.push('>');
        inside(self);
        self.out.extend(["</", tag, ">"]);
    }

    /// An element that holds text alone.
    pub(crate) fn leaf(&mut self, tag: &str, attributes: Attributes<'_>, text: &str) {
        self.element(tag, attributes, |xml| xml.text(text));
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
        self.out.push_str("/>");
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(writable(text)));
    }

    /// A line break, where nothing but elements stands around it.
    pub(crate) fn line(&mut self) {
        self.out.push('\n');
    }

    /// The whole file.
    pub(crate) fn finish(mut self) -> String {
        self.line();
        self.out
    }

    fn open(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.out.extend(["<", tag]);
        for (name, value) in attributes {
            self.out.extend([" ", name, "=\"", &escape(writable(value)), "\""]);
        }
    }
}

/// A text without the characters that XML 1.0 forbids.
fn writable(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        let mut xml = Xml::new();
        xml.element("a", &[("b", "\"<&'")], |xml| {
            xml.leaf("c", &[], "<script>&amp;\u{0}\u{FFFF}𠮷葛\u{E0100}");
            xml.empty("d", &[]);
        });
        let text = xml.finish();
        let inside = text.split_once('\n').map(|(_, rest)| rest.trim_end());
        let wanted = "<a b=\"&quot;&lt;&amp;&apos;\"><c>&lt;script&gt;&amp;amp;𠮷葛\u{E0100}</c><d/></a>";
        assert_eq!(inside, Some(wanted));
    }
}
