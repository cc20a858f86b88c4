//! The outline: what each line of the source is. A line grammar with one line of look-ahead.
//!
//! The head of the minutes lasts until somebody speaks or prose begins. After that, a line is a
//! turn, a heading, layout, or speech. Whether a numbered line is a heading is told by what
//! surrounds it: a heading stands after a finished sentence and before a turn, or it has been
//! announced by a 次第.

use std::collections::{HashMap, HashSet};

use gijicho_model::draft::DraftAgendaItem;
use gijicho_model::fold;
use gijicho_model::meeting::Legend;

use super::agenda::{self, Form, Heading};
use super::header::{self, Header, Topic};
use super::join::{BodyLine, is_open, starts_item};
use super::legend;
use super::turn::{Notation, Turn};
use crate::line::{self, Line, columns, is_space};
use crate::speaker::Speakers;

/// Lines that the beginning of a turn or a heading may be broken over.
const MAX_BROKEN: usize = 3;
/// Columns from which on a line can have been broken by a margin.
const BROKEN_FROM: usize = 50;

/// What a line of the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Blank,
    Layout,
    Header,
    /// A heading of the agenda, or its continuation.
    Agenda,
    /// The line that announces a speaker, or its continuation.
    Speaker,
    Body,
    Unplaced,
}

/// A remark before its paragraphs are put together.
#[derive(Debug)]
pub(super) struct OpenRemark<'a> {
    pub(super) agenda: Option<usize>,
    /// `None` for narrative.
    pub(super) turn: Option<Turn>,
    pub(super) first_line: u32,
    pub(super) last_line: u32,
    pub(super) body: Vec<BodyLine<'a>>,
}

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) header: Header,
    pub(super) legend: Legend,
    pub(super) attendees: Vec<&'a str>,
    pub(super) agenda: Vec<DraftAgendaItem>,
    pub(super) remarks: Vec<OpenRemark<'a>>,
    /// For each line, and the remark it belongs to.
    pub(super) roles: Vec<(Role, Option<usize>)>,
    pub(super) turns: usize,
    pub(super) labelled_items: usize,
}

/// Reads the outline of a document.
pub(super) fn read<'a>(lines: &'a [Line<'a>], speakers: &Speakers) -> Outline<'a> {
    let legend = find_legend(lines);
    let notation = Notation::infer(lines, &legend, speakers);
    let mut reader = Reader::new(lines, speakers, notation, legend);
    let mut at = 0;
    while at < lines.len() {
        at += reader.read_line(at).max(1);
    }
    reader.outline
}

/// The legend: in the first lines, before anybody speaks.
fn find_legend(lines: &[Line<'_>]) -> Legend {
    const FIRST: usize = 60;
    let head = lines.iter().filter(|line| !line.is_blank()).take(FIRST).filter(|line| line.text.len() <= 1200);
    head.clone()
        .filter(|line| !line.text.starts_with(legend::is_mark) || line.folded.contains("凡例"))
        .find_map(|line| legend::read(line.text))
        .or_else(|| {
            head.filter(|line| line.text.starts_with(legend::is_mark)).find_map(|line| {
                let legend = legend::read(line.text)?;
                legend
                    .0
                    .iter()
                    .all(|(_, meaning)| legend::side(meaning) != gijicho_model::Side::Unknown)
                    .then_some(legend)
            })
        })
        .unwrap_or_default()
}

struct Reader<'a, 's> {
    lines: &'a [Line<'a>],
    speakers: &'s Speakers,
    notation: Notation,
    outline: Outline<'a>,
    /// Turns or headings have been read: no more head.
    in_body: bool,
    /// Position of the item that is being discussed.
    item: Option<usize>,
    /// Forms of the headings that enclose the next line, outermost first.
    levels: Vec<Form>,
    /// Squeezed titles of the items.
    titles: HashMap<String, usize>,
    /// The line of speech before the next line.
    last_body: Option<usize>,
    /// Forms and numbers of the headings so far.
    accepted: Vec<(Form, String)>,
    /// Items under which something was said.
    used: HashSet<usize>,
    /// Headings under 次第 or 議題 in the head.
    listed: usize,
    /// Whether the list is a 次第, in which any numbered line is an item.
    in_programme: bool,
    /// Whether the foot of a web page has begun.
    in_foot: bool,
    /// Whether nothing has been said since the last heading.
    after_heading: bool,
    has_turns: bool,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(lines: &'a [Line<'a>], speakers: &'s Speakers, notation: Notation, legend: Legend) -> Self {
        let has_turns = lines.iter().any(|line| !line.is_blank() && notation.turn(line.text, speakers).is_some());
        let outline = Outline {
            header: Header::default(),
            legend,
            attendees: Vec::new(),
            agenda: Vec::new(),
            remarks: Vec::new(),
            roles: vec![(Role::Unplaced, None); lines.len()],
            turns: 0,
            labelled_items: 0,
        };
        Self {
            lines,
            speakers,
            notation,
            outline,
            in_body: false,
            item: None,
            levels: Vec::new(),
            titles: HashMap::new(),
            last_body: None,
            accepted: Vec::new(),
            used: HashSet::new(),
            listed: 0,
            in_programme: false,
            in_foot: false,
            after_heading: false,
            has_turns,
        }
    }

    /// Reads the line at `at` and says how many lines were taken.
    fn read_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.is_blank() {
            return self.mark(at, 1, Role::Blank);
        }
        if line::is_page_number(line.source) || line::is_rule(line.text) {
            return self.mark(at, 1, Role::Layout);
        }
        if self.in_body && header::is_page_foot(&line.folded) || self.in_foot {
            self.in_foot = true;
            return self.mark(at, 1, Role::Unplaced);
        }
        if self.in_body { self.read_body_line(at) } else { self.read_head_line(at) }
    }

    fn mark(&mut self, at: usize, count: usize, role: Role) -> usize {
        let remark =
            matches!(role, Role::Speaker | Role::Body).then(|| self.outline.remarks.len().checked_sub(1)).flatten();
        for place in at..at + count {
            let role = if self.lines[place].is_blank() { Role::Blank } else { role };
            self.outline.roles[place] = (role, remark);
        }
        count
    }

    fn read_head_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if let Some(heading) = agenda::heading(line.text, &line.folded)
            && heading.form == Form::Labelled
        {
            return self.take_heading(at, &heading);
        }
        if self.take_fields(at) {
            return self.mark(at, 1, Role::Header);
        }
        if let Some(count) = self.take_inline_item(at) {
            return count;
        }
        if self.is_legend(at) {
            self.outline.header.push_legend(line);
            return self.mark(at, 1, Role::Header);
        }
        if let Some((turn, count)) = self.turn_at(at)
            && !self.is_attendee(at, &turn)
        {
            return self.take_turn(at, turn, count);
        }
        if let Some(heading) = agenda::heading(line.text, &line.folded)
            && self.is_heading_in_head(at, &heading)
        {
            return self.take_heading(at, &heading);
        }
        self.read_bare_head_line(at)
    }

    fn starts_with_mark(&self, line: &Line<'_>) -> bool {
        line.text.starts_with(|c| self.notation.marks.contains(&c))
    }

    /// Whether a speaker on a line of its own is one of the list of those present.
    fn is_attendee(&self, at: usize, turn: &Turn) -> bool {
        self.outline.header.topic() == Some(Topic::Attendees)
            && self.lines[at].blanks_before == 0
            && turn.mark.is_none()
            && turn.bracket.is_none()
            && turn.speech.is_none()
    }

    /// Takes the labelled lines that stand on a line.
    fn take_fields(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let fields = header::fields(line);
        let Some(first) = fields.first() else { return false };
        // 「○議長（…）」 is a turn in a document that marks its speakers with ○.
        let can_speak = matches!(first.topic, Topic::Other | Topic::Attendees);
        if can_speak && self.starts_with_mark(line) && self.turn_at(at).is_some() {
            return false;
        }
        let is_item = self.in_programme && first.is_numbered && first.value.is_empty();
        let holds_item = first.topic == Topic::Agenda && agenda::heading_after(line, &first.value).is_some();
        if is_item || holds_item {
            return false;
        }
        if first.topic == Topic::Agenda {
            self.listed = 0;
            self.in_programme = line.folded.contains("次第") || line.folded.contains("日程");
        }
        for field in &fields {
            self.outline.header.push_field(field, line);
            if field.topic == Topic::Attendees {
                self.outline.attendees.push(&line.text[field.value.clone()]);
            }
        }
        true
    }

    /// 「議題　(1) …」: a label with the first item on its line.
    fn take_inline_item(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let field = header::field(line).filter(|field| field.topic == Topic::Agenda)?;
        let heading = agenda::heading_after(line, &field.value)?;
        self.outline.header.push_label(Topic::Agenda, &line.text[field.label.clone()], line.number);
        self.listed = 0;
        Some(self.take_heading(at, &heading))
    }

    /// A line of the head without a label.
    fn read_bare_head_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let has_fields = self.outline.header.has_fields();
        let topic = self.outline.header.topic();
        let is_prose = line.folded.contains('。') && !is_note(&line.folded);
        let has_title = self.outline.header.has_title();
        if header::is_page_chrome(&line.folded) {
            return self.mark(at, 1, Role::Unplaced);
        }
        if !has_title && !has_fields && header::names_a_meeting(line.text) && self.belongs_to_title(line) {
            self.outline.header.push_title(line.text);
            return self.mark(at, 1, Role::Header);
        }
        let is_dated = header::is_date_line(line) || header::is_time_line(line);
        if is_dated && !is_prose && topic != Some(Topic::Attendees) {
            self.outline.header.push_bare(Topic::Date, line);
            return self.mark(at, 1, Role::Header);
        }
        if is_prose && (has_fields || has_title || self.item.is_some()) {
            self.in_body = true;
            return self.take_body(at);
        }
        if !has_fields && self.outline.agenda.is_empty() && self.belongs_to_title(line) {
            self.outline.header.push_title(line.text);
            return self.mark(at, 1, Role::Header);
        }
        match topic {
            Some(Topic::Attendees) => {
                self.outline.attendees.push(line.text);
                self.outline.header.continue_field(line);
                self.mark(at, 1, Role::Header)
            }
            Some(Topic::Proceedings) if self.item.is_some() || !self.has_turns => {
                self.in_body = true;
                self.take_body(at)
            }
            Some(_) if self.item.is_none() => {
                self.outline.header.continue_field(line);
                self.mark(at, 1, Role::Header)
            }
            _ if self.item.is_some() => {
                self.in_body = true;
                self.take_body(at)
            }
            _ => self.mark(at, 1, Role::Unplaced),
        }
    }

    /// A title stands first; what follows it is title too while it names a meeting or is broken.
    fn belongs_to_title(&self, line: &Line<'_>) -> bool {
        const MAX_TITLE: usize = 160;
        if line.text.chars().nth(MAX_TITLE).is_some() || line.folded.contains('。') {
            return false;
        }
        header::names_a_meeting(line.text)
            || self.outline.header.has_title() && line.blanks_before == 0 && line.text.chars().count() <= 40
    }

    fn is_legend(&self, at: usize) -> bool {
        let line = &self.lines[at];
        legend::read(line.text).is_some_and(|legend| legend == self.outline.legend)
            || (line.text.starts_with(legend::is_mark)
                && self.outline.header.topic() == Some(Topic::Legend)
                && line.text.chars().nth(40).is_none()
                && self.turn_at(at).is_none())
    }

    /// Numbered lines and sections in the head: items of a 次第, or the first heading of the body.
    fn is_heading_in_head(&self, at: usize, heading: &Heading) -> bool {
        let announced = matches!(self.outline.header.topic(), Some(Topic::Agenda | Topic::Proceedings));
        let ready = announced || self.outline.header.has_fields() || self.outline.header.has_title();
        ready && (announced || self.item.is_some() || self.next_is_turn_or_heading(at)) || self.is_known(at, heading)
    }

    fn read_body_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let is_closed = self.is_closed();
        if let Some((turn, count)) = self.turn_at(at) {
            return self.take_turn(at, turn, count);
        }
        if line.text.starts_with(RESULT_MARKS) && is_closed {
            return self.take_result(at);
        }
        if is_caption(&line.folded) {
            return self.mark(at, 1, Role::Layout);
        }
        if let Some(heading) = agenda::heading(line.text, &line.folded)
            && self.is_heading_in_body(at, &heading, is_closed)
        {
            return self.take_heading(at, &heading);
        }
        self.take_body(at)
    }

    /// Whether the speech before the next line has come to an end.
    fn is_closed(&self) -> bool {
        self.last_body.is_none_or(|last| !is_open(self.lines[last].text))
    }

    fn is_heading_in_body(&self, at: usize, heading: &Heading, is_closed: bool) -> bool {
        let before_turn = self.next_is_turn(at);
        let is_apart = self.lines[at].blanks_before > 0;
        match heading.form {
            _ if self.is_known(at, heading) => true,
            Form::Labelled => is_closed || before_turn && is_apart,
            Form::Section => is_closed,
            Form::Numbered(_) if !is_closed => false,
            Form::Numbered(_) => {
                let stands_out =
                    is_apart || heading.is_usual || !self.has_turns || self.next_is_turn_or_heading(at);
                before_turn
                    || self.after_heading && heading.number == "1"
                    || stands_out && self.follows_accepted(heading)
            }
        }
    }

    /// A number of a shape that headings of this document have, one more than the last of them.
    fn follows_accepted(&self, heading: &Heading) -> bool {
        let last = self.accepted.iter().rev().find(|(form, _)| *form == heading.form);
        match (last.and_then(|(_, number)| number.parse::<u32>().ok()), heading.number.parse::<u32>()) {
            (Some(last), Ok(number)) => number == last + 1 || number == 1 && self.accepted.len() > 1,
            (None, Ok(number)) => number == 1 && !self.has_turns,
            _ => false,
        }
    }

    fn title_of(&self, at: usize, heading: &Heading) -> &'a str {
        self.lines[at].printed(heading.title.clone())
    }

    /// Whether the heading repeats an item that was announced before.
    fn is_known(&self, at: usize, heading: &Heading) -> bool {
        self.known(&fold::squeezed(self.title_of(at, heading)), heading).is_some()
    }

    /// The item of this title and number under which nothing has been said yet.
    fn known(&self, title: &str, heading: &Heading) -> Option<usize> {
        let position = self.titles.get(title).copied().filter(|position| !self.used.contains(position))?;
        let number = &self.outline.agenda[position].number;
        (*number == heading.number || number.is_empty() || heading.number.is_empty()).then_some(position)
    }

    fn next_line(&self, at: usize) -> Option<usize> {
        let is_text =
            |place: &usize| !self.lines[*place].is_blank() && !line::is_page_number(self.lines[*place].source);
        (at + 1..self.lines.len()).take(12).find(is_text)
    }

    fn next_is_turn(&self, at: usize) -> bool {
        self.next_line(at).is_some_and(|next| self.turn_at(next).is_some())
    }

    /// A heading stands before a turn, before a heading that does, or two lines before it when broken.
    fn next_is_turn_or_heading(&self, at: usize) -> bool {
        let Some(next) = self.next_line(at) else { return false };
        if self.turn_at(next).is_some() {
            return true;
        }
        let line = &self.lines[next];
        agenda::heading(line.text, &line.folded).is_some()
    }

    /// The turn that begins at a line, and how many lines announce it.
    fn turn_at(&self, at: usize) -> Option<(Turn, usize)> {
        let line = &self.lines[at];
        let is_broken = opens_bracket(line.text);
        if let Some(turn) = self.notation.turn(line.text, self.speakers)
            && !is_broken
        {
            return Some((turn, 1));
        }
        let marked = line.text.chars().next().is_some_and(|first| self.notation.marks.contains(&first));
        if !marked || line.text.contains('。') || line.text.chars().nth(120).is_some() {
            return self.notation.turn(line.text, self.speakers).map(|turn| (turn, 1));
        }
        self.broken_turn(at)
    }

    /// A turn that a margin has broken: 「●…課長（資料１に基づい」 「て説明）」
    fn broken_turn(&self, at: usize) -> Option<(Turn, usize)> {
        let mut text = self.lines[at].text.to_owned();
        let mut last = at;
        for _ in 1..MAX_BROKEN {
            let Some(next) = self.next_line(last) else { break };
            let line = &self.lines[next];
            if line.text.chars().nth(80).is_some()
                || self.notation.turn(line.text, self.speakers).is_some()
                || starts_item(line.text)
            {
                break;
            }
            text.push_str(line.text);
            last = next;
            if !opens_bracket(&text)
                && let Some(turn) = self.notation.turn(&text, self.speakers)
                && turn.speech.is_none()
            {
                return Some((turn, last + 1 - at));
            }
        }
        self.notation.turn(self.lines[at].text, self.speakers).map(|turn| (turn, 1))
    }

    fn take_turn(&mut self, at: usize, turn: Turn, count: usize) -> usize {
        self.in_body = true;
        self.after_heading = false;
        self.outline.turns += 1;
        self.use_item();
        let line = &self.lines[at];
        let last = &self.lines[at + count - 1];
        let speech = turn.speech.clone().filter(|_| count == 1);
        self.outline.remarks.push(OpenRemark {
            agenda: self.item,
            turn: Some(turn),
            first_line: line.number,
            last_line: last.number,
            body: Vec::new(),
        });
        self.last_body = None;
        if let Some(speech) = speech {
            let text = &line.text[speech];
            self.push_speech(at, BodyLine { number: line.number, text, indent: 0, blanks: 0, is_listed: false });
        }
        self.mark(at, count, Role::Speaker)
    }

    /// 「⇒原案のとおり了承された。」: what came of it, said by nobody.
    fn take_result(&mut self, at: usize) -> usize {
        self.last_body = None;
        self.open_narrative(at);
        self.take_body(at)
    }

    fn open_narrative(&mut self, at: usize) {
        let number = self.lines[at].number;
        self.use_item();
        let agenda = self.item;
        self.outline.remarks.push(OpenRemark { agenda, turn: None, first_line: number, last_line: number, body: Vec::new() });
    }

    /// Something is said under the item at hand. After a list of several items, none is at hand yet.
    fn use_item(&mut self) {
        if self.listed > 1 {
            self.item = None;
            self.levels.clear();
        }
        self.listed = 0;
        self.used.extend(self.item);
    }

    fn push_speech(&mut self, at: usize, line: BodyLine<'a>) {
        let called = self.item_called_in(line.text);
        if let Some(remark) = self.outline.remarks.last_mut() {
            remark.last_line = line.number;
            remark.body.push(line);
            if remark.agenda.is_none() {
                remark.agenda = called;
            }
        }
        if let Some(called) = called {
            self.item = Some(called);
            self.used.insert(called);
        }
        self.last_body = Some(at);
    }

    /// 「日程第２、…を議題といたします」: a chair takes up an item of the list.
    fn item_called_in(&self, text: &str) -> Option<usize> {
        const CALLS: &[&str] = &["を議題といたします", "を議題とします", "を議題とする", "を議題に供します", "を上程いたします", "を上程します"];
        let end = CALLS.iter().filter_map(|call| text.find(call)).min()?;
        let start = text[..end].rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let folded = fold::squeezed(&text[start..end]);
        let called = |item: &DraftAgendaItem| !item.label.is_empty() && folded.contains(&fold::squeezed(&item.label));
        let longest = |at: &usize| fold::squeezed(&self.outline.agenda[*at].label).len();
        (0..self.outline.agenda.len()).filter(|at| called(&self.outline.agenda[*at])).max_by_key(longest)
    }

    fn take_body(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let is_under_heading = self.after_heading || self.outline.remarks.is_empty();
        if is_under_heading {
            self.open_narrative(at);
        }
        self.after_heading = false;
        let blanks = self.blanks_since_body(at);
        let speech =
            BodyLine { number: line.number, text: line.text, indent: line.indent, blanks, is_listed: line.is_listed };
        self.push_speech(at, speech);
        self.mark(at, 1, Role::Body)
    }

    fn blanks_since_body(&self, at: usize) -> u32 {
        let since = self.last_body.map_or(0, |last| at - last - 1);
        u32::try_from(since).unwrap_or(u32::MAX)
    }

    fn take_heading(&mut self, at: usize, heading: &Heading) -> usize {
        let mut title = self.title_of(at, heading).to_owned();
        let mut count = 1;
        if title.is_empty() || self.is_broken_title(at, &title) {
            let Some(next) = self.next_line(at).filter(|next| self.continues_title(*next, title.is_empty())) else {
                return self.add_item(at, heading, title, count);
            };
            title.push_str(self.lines[next].text);
            count = next + 1 - at;
        }
        self.add_item(at, heading, title, count)
    }

    /// A title that a margin has broken reaches far, or leaves a bracket open.
    fn is_broken_title(&self, at: usize, title: &str) -> bool {
        opens_bracket(title) || columns(self.lines[at].text) >= BROKEN_FROM
    }

    /// Whether a line can be the rest of a title: short, no sentence, and followed by a turn.
    fn continues_title(&self, at: usize, is_title: bool) -> bool {
        let line = &self.lines[at];
        let is_short = line.text.chars().nth(if is_title { 120 } else { 40 }).is_none();
        is_short
            && !line.folded.contains('。')
            && !line.is_listed
            && !starts_item(line.text)
            && !gijicho_model::body::is_scene(line.text)
            && self.turn_at(at).is_none()
            && (self.in_body || header::field(line).is_none())
            && agenda::heading(line.text, &line.folded).is_none()
            && (is_title || self.next_is_turn_or_heading(at) || self.next_line(at).is_none())
    }

    fn add_item(&mut self, at: usize, heading: &Heading, title: String, count: usize) -> usize {
        let line = &self.lines[at];
        let key = fold::squeezed(&title);
        let depth = self.depth_of(heading);
        self.outline.labelled_items += usize::from(heading.form == Form::Labelled);
        let lines = [line.number, self.lines[at + count - 1].number];
        let known = self.known(&key, heading);
        if known.is_some() {
            self.in_body = true;
            self.listed = 0;
        } else if !self.in_body && self.outline.header.topic() == Some(Topic::Agenda) {
            self.listed += 1;
        }
        self.after_heading = true;
        let position = known.unwrap_or_else(|| {
            self.outline.agenda.push(DraftAgendaItem {
                number: heading.number.clone(),
                label: line.printed(heading.label.clone()).to_owned(),
                title: title.trim_matches(is_space).to_owned(),
                depth,
                documents: Vec::new(),
                lines,
            });
            self.outline.agenda.len() - 1
        });
        self.titles.insert(key, position);
        self.accepted.push((heading.form, heading.number.clone()));
        self.item = Some(position);
        self.last_body = None;
        self.mark(at, count, Role::Agenda)
    }

    /// The depth of a heading, by the forms of those that enclose it.
    fn depth_of(&mut self, heading: &Heading) -> u32 {
        let is_group = heading.form == Form::Section && heading.number.is_empty();
        if is_group {
            self.levels.clear();
        }
        match self.levels.iter().position(|form| *form == heading.form) {
            Some(level) => self.levels.truncate(level + 1),
            None => self.levels.push(heading.form),
        }
        u32::try_from(self.levels.len()).unwrap_or(1).min(gijicho_model::validate::MAX_DEPTH)
    }
}

/// Marks before what came of an item.
const RESULT_MARKS: &[char] = &['⇒', '→', '➡', '⇨'];

/// A caption over what follows, printed like a speaker: ＜質疑・意見等＞.
fn is_caption(folded: &str) -> bool {
    const CAPTIONS: &[&str] = &["質疑・意見等", "質疑・意見", "質疑応答", "質疑", "意見交換", "主な意見", "主な質疑", "意見・質疑", "質疑等", "意見等", "発言要旨", "主な発言", "説明", "概要", "結果"];
    let inner = folded.trim_matches(|c| "<>〈〉《》【】[]()■□◆◇".contains(c));
    inner.len() < folded.len() && CAPTIONS.contains(&inner)
}

/// A note to the reader: 「※敬称略」.
fn is_note(folded: &str) -> bool {
    folded.starts_with(['※', '(', '*']) && folded.chars().nth(60).is_none()
}

/// Whether a bracket stays open at the end.
fn opens_bracket(text: &str) -> bool {
    let open = text.chars().filter(|c| matches!(c, '（' | '(' | '「' | '【')).count();
    let closed = text.chars().filter(|c| matches!(c, '）' | ')' | '」' | '】')).count();
    open > closed
}
