//! The items of the agenda as they are met: headings, lists of items, and the item at hand.

use std::collections::{HashMap, HashSet};

use gijicho_model::body;
use gijicho_model::draft::DraftAgendaItem;
use gijicho_model::fold;
use gijicho_model::validate::MAX_DEPTH;

use super::super::agenda::{self, Form, Heading};
use super::super::direction;
use super::super::enumerator::{self, Shape};
use super::super::header::{self, Topic};
use super::super::join::starts_item;
use super::{Reader, Role, Stage, opens_bracket};
use crate::line::{columns, is_space, needs_space};
use crate::source::Part;

/// Columns from which on a line can have been broken by a margin.
const BROKEN_FROM: usize = 36;
/// The same for a line that ends as titles do.
const BROKEN_WHOLE_FROM: usize = 50;
/// Characters of a title that needs no word that titles end with.
const SHORT_TITLE: usize = 20;
/// Longest rest of a broken title, and longest title on a line of its own, in characters.
const MAX_REST: usize = 40;
const MAX_TITLE: usize = 120;

/// What is known of the agenda so far.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Position of the item that is being discussed.
    pub(super) at_hand: Option<usize>,
    /// Whether nothing has been said since the last heading.
    pub(super) is_fresh: bool,
    /// Forms of the headings that enclose the next line, outermost first.
    levels: Vec<Form>,
    /// Squeezed titles of the items.
    titles: HashMap<String, usize>,
    /// For each form, the number of its last heading.
    last_numbers: HashMap<Form, String>,
    /// For each form, where its last heading stood, in columns.
    indents: HashMap<Form, usize>,
    /// Items under which something was said.
    used: HashSet<usize>,
    list: List,
    /// Whether the items were only listed, so that the chair's words say which is at hand.
    pub(super) is_listed: bool,
    /// The item under which they were listed: nothing else has been taken up yet.
    pub(super) listed_under: Option<usize>,
    /// Whether any item is printed as a heading.
    pub(super) are_printed: bool,
    /// The form and number of the last heading.
    last: Option<(Form, String)>,
    /// Marks that headings stand after: 「◇　議題１　…」.
    marks: HashSet<char>,
    /// The heading that is over tasks.
    tasks: Option<usize>,
}

/// Headings under 次第 or 議題 in the head, which may be repeated as headings later.
#[derive(Debug, Default)]
struct List {
    length: usize,
    /// The form of its last heading.
    form: Option<Form>,
    /// A 次第, in which any numbered line is an item.
    is_programme: bool,
    /// The item that it stands under.
    parent: Option<usize>,
}

impl Items {
    /// Whether the heading at hand is over tasks.
    pub(super) fn are_tasks(&self) -> bool {
        self.tasks.is_some() && self.tasks == self.at_hand
    }

    /// A list of items begins.
    pub(super) fn begin_list(&mut self, is_programme: bool) {
        self.list = List { is_programme, ..List::default() };
    }

    /// What was told of the items is told again at length.
    pub(super) fn begin_anew(&mut self) {
        self.at_hand = None;
        self.used.clear();
        self.is_listed = self.titles.len() > 1;
    }

    pub(super) fn in_programme(&self) -> bool {
        self.list.is_programme
    }

    /// Something is said under the item at hand. After a list of several items, none is at hand yet.
    pub(super) fn speak(&mut self) {
        if self.list.length > 1 {
            self.at_hand = self.list.parent;
            self.listed_under = self.list.parent;
            self.is_listed = true;
            self.levels.clear();
        }
        self.list = List::default();
        self.is_fresh = false;
        self.used.extend(self.at_hand);
    }

    /// A chair takes up an item.
    pub(super) fn take_up(&mut self, position: usize) {
        self.at_hand = Some(position);
        self.used.insert(position);
    }

    /// Whether something was said under an item.
    pub(super) fn is_used(&self, position: usize) -> bool {
        self.used.contains(&position)
    }

    /// The item of this title and number under which nothing has been said yet.
    fn known(&self, title: &str, heading: &Heading, agenda: &[DraftAgendaItem]) -> Option<usize> {
        let position = self.titles.get(title).copied().filter(|position| !self.used.contains(position))?;
        let number = &agenda[position].number;
        (*number == heading.number || number.is_empty() || heading.number.is_empty()).then_some(position)
    }

    /// A number one more than that of the last heading of its form, or the first of a new list.
    fn follows(&self, heading: &Heading, has_turns: bool) -> bool {
        let last = self.last_numbers.get(&heading.form).and_then(|number| number.parse::<u32>().ok());
        match (last, heading.number.parse::<u32>()) {
            (Some(last), Ok(number)) => number == last + 1 || number == 1 && self.titles.len() > 1,
            (None, Ok(number)) => number == 1 && !has_turns,
            _ => false,
        }
    }

    /// The number after that of the last heading of its form.
    pub(super) fn goes_on_with(&self, heading: &Heading) -> bool {
        let last = self.last_numbers.get(&heading.form).and_then(|number| enumerator::rank(number));
        last.is_some_and(|last| enumerator::rank(&heading.number) == Some(last + 1))
    }

    /// A number after that of the last heading of its form, with others left out between: items that are not made
    /// public leave gaps.
    fn goes_beyond(&self, heading: &Heading) -> bool {
        const MOST_LEFT_OUT: u32 = 5;
        let last = self.last_numbers.get(&heading.form).and_then(|number| enumerator::rank(number));
        let gap = last.and_then(|last| enumerator::rank(&heading.number)?.checked_sub(last + 1));
        gap.is_some_and(|gap| gap <= MOST_LEFT_OUT)
    }

    /// Whether a heading stands under no other.
    pub(super) fn is_outermost(&self, heading: &Heading) -> bool {
        self.levels.first().is_none_or(|form| *form == heading.form)
    }

    /// Where the last heading of this form stood, in columns.
    pub(super) fn indent_of(&self, heading: &Heading) -> Option<usize> {
        self.indents.get(&heading.form).copied()
    }

    /// The depth of a heading, by the forms of those that enclose it.
    fn depth_of(&mut self, heading: &Heading) -> u32 {
        if heading.form == Form::Section {
            self.levels.clear();
        }
        // 「議題１ …」 and, below it, 「２ …」: the word is printed once.
        let goes_on = matches!(&self.last, Some((Form::Labelled, last)) if last.parse::<u32>().is_ok_and(|last| heading.number.parse() == Ok(last + 1)));
        if goes_on && heading.form == Form::Numbered(Shape::Plain) && !self.levels.contains(&heading.form) {
            return u32::try_from(self.levels.len()).unwrap_or(1).clamp(1, MAX_DEPTH);
        }
        match self.levels.iter().position(|form| *form == heading.form) {
            Some(level) => self.levels.truncate(level + 1),
            None => self.levels.push(heading.form),
        }
        u32::try_from(self.levels.len()).unwrap_or(1).min(MAX_DEPTH)
    }
}

impl<'a> Reader<'a, '_> {
    /// Numbered lines and sections in the head: items of a 次第, or the first heading of the body.
    pub(super) fn is_heading_in_head(&self, at: usize, heading: &Heading) -> bool {
        let header = &self.outline.header;
        // 「八 重 樫 玲」 is one of those present.
        let mut words = self.lines[at].text.split(is_space).filter(|word| !word.is_empty());
        let is_letter_spaced = words.all(|word| word.chars().nth(1).is_none());
        if is_letter_spaced && header.topic() == Some(Topic::Attendees) {
            return false;
        }
        let announced = matches!(header.topic(), Some(Topic::Agenda | Topic::Proceedings));
        let is_ready = announced || header.has_fields() || header.has_title();
        // Where labels carry no such numbers, a number one begins the items.
        let is_first = match heading.form {
            Form::Numbered(shape) => {
                enumerator::rank(&heading.number) == Some(1) && header.has_fields() && !header.is_numbered_in(shape)
            }
            Form::Section | Form::Labelled => false,
        };
        let is_placed = announced
            || is_first
            || self.items.at_hand.is_some()
            || self.next_is_turn_or_heading(at)
            || self.is_caption_of_prose(at, heading);
        is_ready && is_placed || self.is_known(at, heading)
    }

    pub(super) fn is_heading_in_body(&self, at: usize, heading: &Heading, is_closed: bool) -> bool {
        let before_turn = self.next_is_turn(at);
        let line = &self.lines[at];
        let is_apart = line.blanks_before > 0 || matches!(line.shape.part, Part::Heading(_));
        // What is said is set in, headings are not.
        let is_set_out = self.last_body.is_some_and(|last| line.indent < self.lines[last].indent);
        match heading.form {
            _ if self.is_known(at, heading) => true,
            Form::Labelled => is_closed || before_turn && is_apart,
            Form::Section => is_closed && !self.is_caption_in_item(at, heading),
            Form::Numbered(_) if (heading.is_usual || before_turn) && self.items.goes_on_with(heading) => true,
            Form::Numbered(shape) if self.goes_on_with_labels(shape, heading) => {
                is_closed && (is_apart || heading.is_usual || is_set_out)
            }
            Form::Numbered(_) if !is_closed => {
                self.items.goes_on_with(heading)
                    && (self.ends_list(at, heading) || (is_apart || is_set_out) && self.stands_as_before(at, heading))
            }
            Form::Numbered(_) => {
                let stands_out = is_apart || heading.is_usual || !self.has_turns || self.next_is_turn_or_heading(at);
                let is_next = self.items.goes_on_with(heading) && self.is_told_apart(at, heading);
                before_turn
                    || is_next
                    || self.items.is_fresh && enumerator::rank(&heading.number) == Some(1)
                    || stands_out && self.items.follows(heading, self.has_turns)
                    || (is_apart || is_set_out) && self.items.goes_beyond(heading) && self.stands_as_before(at, heading)
                    || self.is_right_below_section() && self.is_like_a_title(at, heading)
            }
        }
    }

    /// 「６　その他」 after the numbered labels 「１　日時」 to 「５　会議の内容」, and no item of theirs.
    fn goes_on_with_labels(&self, shape: Shape, heading: &Heading) -> bool {
        self.outline.header.goes_on_with(shape, &heading.number) && !self.items.goes_on_with(heading)
    }

    /// 【報告事項】 right below the item that it belongs to, over what was reported.
    fn is_caption_in_item(&self, at: usize, heading: &Heading) -> bool {
        let line = &self.lines[at];
        let is_enclosed = line.text.starts_with(['【', '＜', '<', '〔', '［', '[', '《', '〈']);
        let is_over_items = self.next_line(at).is_some_and(|next| {
            let next = &self.lines[next];
            agenda::heading(next.text, &next.folded).is_some()
        });
        let item = self.items.last.as_ref().filter(|(form, _)| matches!(form, Form::Numbered(_) | Form::Labelled));
        let is_below =
            item.and_then(|(form, _)| self.items.indents.get(form)).is_some_and(|indent| line.indent > *indent);
        heading.number.is_empty() && is_enclosed && is_below && !is_over_items
    }

    /// 「◇　まとめ」 where other headings stand after the same mark.
    pub(super) fn heading_after_mark(&self, at: usize) -> Option<Heading> {
        const LONGEST: usize = 20;
        let line = &self.lines[at];
        let mark = line.text.chars().next().filter(|mark| self.items.marks.contains(mark))?;
        let title = agenda::bare_title(&line.folded);
        let words = &line.folded[title.clone()];
        let is_short = words.chars().nth(LONGEST).is_none() && !words.contains([':', '。']);
        let is_apart = line.blanks_before > 0 && line.text[mark.len_utf8()..].starts_with(is_space);
        let label = title.start..title.start;
        let form = Form::Section;
        (is_short && is_apart && agenda::is_title(words) && self.is_closed()).then_some(Heading {
            form,
            number: String::new(),
            label,
            title,
            is_usual: false,
        })
    }

    /// Whether a title stands apart, where the last heading of its form stood: 「２　要綱の改正について」 under words
    /// that end without a full stop.
    fn stands_as_before(&self, at: usize, heading: &Heading) -> bool {
        self.items.indent_of(heading) == Some(self.lines[at].indent) && self.is_like_a_title(at, heading)
    }

    fn is_like_a_title(&self, at: usize, heading: &Heading) -> bool {
        agenda::ends_like_a_title(agenda::without_aside(&self.lines[at].folded[heading.title.clone()]))
    }

    /// Nothing but a section stands above: the first item that is made public may have any number.
    fn is_right_below_section(&self) -> bool {
        self.items.is_fresh && matches!(self.items.last, Some((Form::Section, _)))
    }

    /// Whether the next number stands where the last heading stood and speech does not, or before the
    /// line that says who explains it.
    fn is_told_apart(&self, at: usize, heading: &Heading) -> bool {
        let line = &self.lines[at];
        let title = &line.folded[heading.title.clone()];
        let bare = agenda::without_aside(title);
        let beside = self.items.indent_of(heading) == Some(line.indent);
        let speech = self.last_body.map_or(line.indent, |last| self.lines[last].indent);
        let is_explained =
            self.next_line(at).is_some_and(|next| direction::tells_of_explanation(self.lines[next].text));
        let is_short = title.chars().nth(SHORT_TITLE).is_none();
        let is_title = agenda::ends_like_a_title(bare);
        beside && line.indent < speech && (is_title || is_short) || is_title && is_explained
    }

    /// A heading without a number that repeats an item of the list: 「■ 窓口について」.
    pub(super) fn listed_heading(&self, at: usize) -> Option<Heading> {
        const FEWEST: usize = 5;
        let line = &self.lines[at];
        let title = agenda::bare_title(&line.folded);
        let words = fold::squeezed(&line.folded[title.clone()]);
        let listed = self.items.titles.get(&words).is_some_and(|item| !self.items.is_used(*item));
        let is_long = words.chars().nth(FEWEST - 1).is_some();
        let label = title.start..title.start;
        let form = Form::Section;
        (listed && is_long).then(|| Heading { form, number: String::new(), label, title, is_usual: false })
    }

    /// 「（開会）」 over a line of prose.
    fn is_caption_of_prose(&self, at: usize, heading: &Heading) -> bool {
        let is_enclosed = self.lines[at].text.starts_with(['（', '(', '【', '＜', '<', '〔', '［', '[', '《', '〈']);
        let is_over_prose = || self.next_line(at).is_some_and(|next| self.lines[next].folded.contains('。'));
        heading.form == Form::Section && heading.is_usual && is_enclosed && is_over_prose()
    }

    /// Whether a short heading stands after an item of a list without full stops and before more.
    fn ends_list(&self, at: usize, heading: &Heading) -> bool {
        const LONGEST: usize = 30;
        let is_item = |place: usize| starts_item(self.lines[place].text);
        let is_short = heading.title.len() <= LONGEST * 3 && self.lines[at].text.chars().nth(LONGEST).is_none();
        let is_over_more = self.next_line(at).is_some_and(|next| is_item(next) || self.turn_at(next).is_some());
        heading.form == Form::Numbered(Shape::Plain) && is_short && is_over_more && self.last_body.is_some_and(is_item)
    }

    fn title_of(&self, at: usize, heading: &Heading) -> &'a str {
        self.lines[at].printed(heading.title.clone())
    }

    /// Whether the heading repeats an item that was announced before.
    fn is_known(&self, at: usize, heading: &Heading) -> bool {
        let title = squeezed_title(self.title_of(at, heading));
        self.items.known(&title, heading, &self.outline.agenda).is_some()
    }

    pub(super) fn take_heading(&mut self, at: usize, heading: &Heading) -> usize {
        let mut title = self.title_of(at, heading).to_owned();
        let mut count = 1;
        let reach = columns(self.lines[at].text);
        let is_whole = agenda::ends_like_a_title(&fold::width(&title));
        let reaches_far = reach >= BROKEN_FROM && (reach >= BROKEN_WHOLE_FROM || !is_whole);
        let may_go_on = title.is_empty() || opens_bracket(&title) || reaches_far;
        let next = self
            .next_line(at)
            .filter(|next| self.chosen(*next).is_none() && may_go_on && self.continues_title(*next, title.is_empty()));
        if let Some(next) = next {
            let rest = self.lines[next].text;
            if needs_space(&title, rest) {
                title.push(' ');
            }
            title.push_str(rest);
            count = next + 1 - at;
        }
        self.add_item(at, heading, title.trim_matches(is_space), count)
    }

    /// Whether a line can be a title or the rest of one: short, no sentence, and followed by a turn.
    fn continues_title(&self, at: usize, is_whole: bool) -> bool {
        let line = &self.lines[at];
        let most = if is_whole { MAX_TITLE } else { MAX_REST };
        line.text.chars().nth(most).is_none()
            && !line.folded.contains('。')
            && !line.is_listed
            && !starts_item(line.text)
            && !body::is_scene(line.text)
            && self.turn_at(at).is_none()
            && (self.stage == Stage::Body || header::field(line).is_none())
            && agenda::heading(line.text, &line.folded).is_none()
            && (is_whole || self.next_is_turn_or_heading(at) || self.next_line(at).is_none())
    }

    /// Items under 議題 or 次第, and neighbours of one form under 議事, are a list.
    fn count_in_list(&mut self, heading: &Heading) {
        // 「６　協議事項」 among the numbered labels, and its items below.
        let under = match self.items.levels.as_slice() {
            [Form::Numbered(shape), inner] if *inner == heading.form && self.outline.header.is_numbered_in(*shape) => {
                self.items.at_hand
            }
            _ => None,
        };
        let list = &mut self.items.list;
        match self.outline.header.topic() {
            Some(Topic::Agenda) => list.length += 1,
            Some(Topic::Proceedings) if list.form == Some(heading.form) => list.length += 1,
            Some(Topic::Proceedings) => list.length = 1,
            _ if list.form == Some(heading.form) && list.parent.is_some() => list.length += 1,
            _ if under.is_some() => (list.length, list.parent) = (1, under),
            _ => {}
        }
        list.form = Some(heading.form);
    }

    /// Whether the section at hand is the opening or a greeting: no item stands under it.
    fn is_in_opening(&self) -> bool {
        const OPENINGS: &[&str] = &["開会", "挨拶", "あいさつ"];
        let title = self.items.at_hand.map(|item| fold::squeezed(&self.outline.agenda[item].title));
        let is_opening = title.is_some_and(|title| OPENINGS.iter().any(|opening| title.ends_with(opening)));
        is_opening && self.items.levels == [Form::Section]
    }

    fn add_item(&mut self, at: usize, heading: &Heading, title: &str, count: usize) -> usize {
        const MARKS: &str = "◇◆■□▼▽▶";
        let line = &self.lines[at];
        let key = squeezed_title(title);
        let known = self.items.known(&key, heading, &self.outline.agenda);
        if heading.form != Form::Section && self.is_in_opening() {
            self.items.levels.clear();
        }
        if let Form::Numbered(shape) = heading.form
            && (self.stage == Stage::Body || self.items.levels == [Form::Section])
            && known.is_none()
            && self.goes_on_with_labels(shape, heading)
        {
            self.items.levels.clear();
            self.items.list = List::default();
            self.outline.header.note_number(shape, &heading.number);
        }
        let depth = self.items.depth_of(heading);
        self.outline.labelled_items += usize::from(heading.form == Form::Labelled);
        if known.is_some() {
            self.stage = Stage::Body;
            self.items.list = List::default();
        } else if self.stage == Stage::Head {
            self.count_in_list(heading);
        } else {
            self.items.is_listed = false;
        }
        let position = known.unwrap_or_else(|| {
            self.outline.agenda.push(DraftAgendaItem {
                number: heading.number.clone(),
                label: line.printed(heading.label.clone()).to_owned(),
                title: title.to_owned(),
                depth,
                documents: Vec::new(),
                lines: [line.number, self.lines[at + count - 1].number],
            });
            self.outline.agenda.len() - 1
        });
        self.items.are_printed = true;
        self.items.tasks = agenda::is_over_tasks(title).then_some(position);
        self.items.marks.extend(line.text.chars().next().filter(|mark| MARKS.contains(*mark)));
        self.items.last = Some((heading.form, heading.number.clone()));
        self.items.titles.insert(key, position);
        self.items.last_numbers.insert(heading.form, heading.number.clone());
        self.items.indents.insert(heading.form, line.indent);
        self.items.at_hand = Some(position);
        self.items.is_fresh = true;
        self.last_body = None;
        self.mark(at, count, Role::Agenda)
    }
}

/// A title as it is compared: without blanks, and without the time in 「閉会（１７時４８分）」.
fn squeezed_title(title: &str) -> String {
    let squeezed = fold::squeezed(title);
    let bare = squeezed.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let is_time = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit() || c == '午') && text.ends_with(['分', '時']) || is_clock(text)
    };
    match bare {
        Some((bare, time)) if !bare.is_empty() && is_time(time) => bare.to_owned(),
        _ => squeezed,
    }
}

/// 「17:48」
fn is_clock(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hours, minutes)| {
        !hours.is_empty() && (hours.to_owned() + minutes).bytes().all(|byte| byte.is_ascii_digit())
    })
}
