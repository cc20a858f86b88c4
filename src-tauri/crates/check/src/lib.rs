//! 体裁チェック: what should be looked at before minutes go out.
//!
//! Each rule is a function from a [`Context`] to findings. A finding names its place, the words, the
//! reason, and the fix where one is certain. It is recognised again by [`Finding::key`] (rule, row and
//! words), so that a person can let it stand: the waiver lapses when the words change.
//!
//! Invariants: pure, no IO and no clock; nothing is changed here; a quotation is a substring of the
//! place it names, and a fix replaces exactly that quotation.

mod rules;
mod sentence;
pub mod words;

use gijicho_model::fold;
use gijicho_model::{AgendaItemId, MeetingRecord, Remark, RemarkId, body};

pub use words::WordList;

/// What is checked, and what is known beside the record.
pub struct Context<'a> {
    /// The meeting.
    pub record: &'a MeetingRecord,
    /// 第N回 of the other meetings of the body in the same fiscal year.
    pub ordinals: &'a [u32],
    /// Who is in office on the day; empty where the register says nothing of that day.
    pub in_office: &'a [Incumbent],
    /// How words are to be written.
    pub words: &'a WordList,
    /// Whether the fonts that print have a character.
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// Somebody in office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incumbent {
    /// Family name.
    pub name: String,
    /// Post.
    pub post: String,
    /// The department of the post; empty for 知事 and the like.
    pub department: String,
}

/// Declares the rules with their names in JSON.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $code:literal),+ $(,)?) => {
        /// What a finding is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $rule),+ }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The name in JSON and in a waiver.
            pub fn code(self) -> &'static str {
                match self { $(Self::$rule => $code),+ }
            }
        }
    };
}

rules! {
    /// The weekday is not that of the date.
    Weekday = "weekday",
    /// 第N回 leaves a gap, or is there already.
    Ordinal = "ordinal",
    /// The numbers of the items leave a gap, or repeat.
    ItemNumber = "item_number",
    /// An item has neither a decision nor 記録なし.
    Outcome = "outcome",
    /// A question of a member has no answer in its item.
    Unanswered = "unanswered",
    /// A remark has no speaker.
    NoSpeaker = "no_speaker",
    /// The speaker does not hold that post on that day.
    NotInOffice = "not_in_office",
    /// ● stands for somebody outside of the department that brings the item.
    OtherDepartment = "other_department",
    /// A document is mentioned that the list does not have.
    Document = "document",
    /// 常体 and 敬体 are mixed.
    Style = "style",
    /// 了承 and 承認 are mixed for one item.
    Acknowledged = "acknowledged",
    /// Full- and half-width digits are mixed.
    Digits = "digits",
    /// Full- and half-width Latin letters are mixed.
    Latin = "latin",
    /// A word is to be written in another way.
    Word = "word",
    /// A character that the fonts or CP932 do not have.
    Character = "character",
    /// What another encoding has left behind.
    Remains = "remains",
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The head of the minutes.
    Head,
    /// An item.
    Item(AgendaItemId),
    /// The heading of a remark: its speaker and note.
    Heading(RemarkId),
    /// The body of a remark, as plain text.
    Body(RemarkId),
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// Where.
    pub place: Place,
    /// The words; empty where it is about the whole.
    pub quote: String,
    /// Where the words begin, in characters of the place's text.
    pub at: Option<usize>,
    /// In Japanese: what is wrong, and what would be right.
    pub reason: String,
    /// What would stand instead of the words, where that is certain.
    pub fix: Option<String>,
}

impl Finding {
    fn new(rule: Rule, place: Place, reason: impl Into<String>) -> Self {
        Self { rule, place, quote: String::new(), at: None, reason: reason.into(), fix: None }
    }

    /// The same about the words that begin at a byte of a text.
    fn quoting(self, text: &str, at: usize, quote: &str) -> Self {
        Self { quote: quote.to_owned(), at: Some(text[..at].chars().count()), ..self }
    }

    fn fixed(self, fix: impl Into<String>) -> Self {
        Self { fix: Some(fix.into()), ..self }
    }

    /// What the finding is recognised by: rule, row and words.
    pub fn key(&self) -> String {
        let row = match self.place {
            Place::Head => "head".to_owned(),
            Place::Item(item) => item.to_string(),
            Place::Heading(remark) | Place::Body(remark) => remark.to_string(),
        };
        format!("{}/{row}/{}", self.rule.code(), self.quote)
    }
}

/// A remark with its plain text.
struct Said<'a> {
    remark: &'a Remark,
    text: String,
}

/// Everything that should be looked at, in the order of the record.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let said: Vec<Said<'_>> =
        context.record.remarks.iter().map(|remark| Said { remark, text: body::plain(&remark.body) }).collect();
    let mut findings = rules::head(context);
    findings.extend(rules::items(context, &said));
    findings.extend(rules::speakers(context, &said));
    findings.extend(rules::text(context, &said));
    let order = |place: Place| match place {
        Place::Head => (0, 0),
        Place::Item(id) => (1 + 2 * position(&context.record.agenda, |item| item.id == id), 0),
        Place::Heading(id) | Place::Body(id) => {
            let at = position(&context.record.remarks, |remark| remark.id == id);
            let item = context.record.remarks.get(at).and_then(|remark| remark.agenda_item_id);
            let item = item.map_or(0, |item| 2 + 2 * position(&context.record.agenda, |one| one.id == item));
            (item, at + 1)
        }
    };
    findings.sort_by_key(|finding| (order(finding.place), finding.at, finding.rule));
    findings
}

fn position<T>(list: &[T], is: impl Fn(&T) -> bool) -> usize {
    list.iter().position(is).unwrap_or(list.len())
}

/// Folds width and drops white space, for comparing names and labels.
fn same(a: &str, b: &str) -> bool {
    fold::squeezed(a) == fold::squeezed(b)
}
