//! Reading the head: title, labelled lines, legend, a list of items.

use gijicho_model::body;

use super::super::agenda::{self, Form, Heading};
use super::super::caption;
use super::super::header::{self, Field, Topic};
use super::super::legend;
use super::super::turn::Turn;
use super::{Reader, Role, Stage};
use crate::line::{Line, is_space};
use crate::source::Part;

/// Longest line of a title, in characters.
const MAX_TITLE: usize = 160;
/// Longest line that continues a title without naming a meeting, in characters.
const MAX_SUBTITLE: usize = 40;
/// Lines of names, apart from each other, after which the next label is looked for.
const LABEL_AHEAD: usize = 6;

impl Reader<'_, '_> {
    pub(super) fn read_head_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if header::captioned_columns(&line.folded).is_some() {
            return self.mark(at, 1, Role::Layout);
        }
        let heading = agenda::heading(line.text, &line.folded).or_else(|| self.listed_heading(at));
        if heading.as_ref().is_some_and(|heading| heading.is_usual && self.is_over_time(at, heading)) {
            self.outline.header.push_label(Topic::Time, line.text, line.number);
            return self.mark(at, 1, Role::Header);
        }
        if let Some(heading) = &heading
            && heading.form == Form::Labelled
        {
            return self.take_heading(at, heading);
        }
        if let Some(heading) = heading.as_ref().filter(|heading| self.goes_on_with_items(heading)) {
            return self.take_heading(at, heading);
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
            && !self.is_attendee(at, &turn, count)
        {
            return self.take_turn(at, turn, count);
        }
        if let Some(heading) = heading
            && self.is_heading_in_head(at, &heading)
        {
            return self.take_heading(at, &heading);
        }
        if let Some(heading) = self.bare_item(at) {
            return self.take_heading(at, &heading);
        }
        self.read_bare_head_line(at)
    }

    /// Whether a speaker on a line of its own is one of the list of those present.
    fn is_attendee(&self, at: usize, turn: &Turn, count: usize) -> bool {
        let is_listing = self.outline.header.is_over_people() && !self.is_under_item();
        let is_among = is_listing && (self.lines[at].blanks_before == 0 || self.is_before_label(at));
        let next = self.next_line(at).map(|next| &self.lines[next]);
        // 「（オブザーバー）」 over names, and a speaker over what was said.
        let is_over_speech = next.is_some_and(|next| next.folded.contains('。') || ends_like_speech(&next.folded));
        let said = turn.speech.clone().map(|speech| &self.lines[at + count - 1].text[speech]);
        let is_row = said.is_some_and(|said| !said.contains('。'));
        is_among
            && turn.mark.is_none()
            && (turn.bracket.is_none() && turn.speech.is_none() || turn.bracket.is_some() && !is_over_speech || is_row)
    }

    /// Whether another known label follows before anybody says a sentence.
    fn is_before_label(&self, at: usize) -> bool {
        let mut next = at;
        for _ in 0..LABEL_AHEAD {
            match self.next_line(next) {
                Some(place) if self.lines[place].folded.contains('。') => return false,
                Some(place) if header::field(&self.lines[place]).is_some() => return true,
                Some(place) => next = place,
                None => return false,
            }
        }
        false
    }

    /// The number after that of the last item, in its form: 「２　議題」 after the item 「１　開会」.
    fn goes_on_with_items(&self, heading: &Heading) -> bool {
        let Form::Numbered(shape) = heading.form else { return false };
        self.items.at_hand.is_some() && !self.outline.header.is_numbered_in(shape) && self.items.goes_on_with(heading)
    }

    /// Takes the labelled lines that stand on a line.
    fn take_fields(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let mut fields = header::fields(line);
        if fields.is_empty() && self.may_have_unknown_label(at) {
            let is_among_people = self.outline.header.topic() == Some(Topic::Attendees);
            fields.extend(header::unknown(line, !is_among_people));
        }
        let Some(first) = fields.first() else { return false };
        if self.is_title_after_all(at, first)
            || is_sentence_after_all(line, first)
            || self.is_turn_after_all(at, first)
            || self.is_item_after_all(line, first)
            || body::is_scene(line.text)
        {
            return false;
        }
        if first.topic == Topic::Agenda {
            self.items.begin_list(line.folded.contains("次第") || line.folded.contains("日程"));
        }
        for field in &fields {
            self.outline.header.push_field(field, line);
            if field.topic == Topic::Attendees {
                self.outline.attendees.push(&line.text[field.value.clone()]);
            }
        }
        true
    }

    /// Between known labels and before anybody speaks.
    fn may_have_unknown_label(&self, at: usize) -> bool {
        let header = &self.outline.header;
        header.has_fields()
            && self.items.at_hand.is_none()
            && !self.starts_with_mark(&self.lines[at])
            && self.turn_at(at).is_none()
            && !self.lines[at].folded.contains('。')
            && legend::read(self.lines[at].text).is_none()
            && !header::is_date_line(&self.lines[at])
    }

    /// 「○議長（…）」 in a document that marks its speakers with ○.
    fn is_turn_after_all(&self, at: usize, field: &Field) -> bool {
        let line = &self.lines[at];
        // 「○議事録作成　県民の声課」 names nobody who speaks.
        let label = &line.text[field.label.clone()];
        // 「○出席委員」 is over those present, whatever ○ means elsewhere.
        let is_over_people = label.starts_with("出席") || label.starts_with("欠席") || label.ends_with("席者");
        let can_speak = matches!(field.topic, Topic::Other | Topic::Attendees)
            && !is_over_people
            && (!field.is_marked || self.speakers.is_speaker(label));
        let value = &line.text[field.value.clone()];
        let speaks =
            value.contains('。') || self.items.at_hand.is_some() && (value.is_empty() || body::is_scene(value));
        let is_named = self.items.at_hand.is_some()
            && self.turn_at(at).is_some_and(|(turn, _)| turn.speaker.as_deref() == Some(value.trim_matches(is_space)));
        can_speak
            && (is_named || self.starts_with_mark(line) || speaks && !field.is_numbered)
            && self.turn_at(at).is_some()
    }

    /// 「会議概要」 alone right under a title that names no record yet, on a page: the margin has broken it.
    fn is_title_after_all(&self, at: usize, field: &Field) -> bool {
        let line = &self.lines[at];
        let header = &self.outline.header;
        let is_below = at.checked_sub(1).is_some_and(|above| self.outline.roles[above].0 == Role::Header);
        let is_alone = field.value.is_empty() && !field.is_numbered && line.text.len() == field.label.len();
        is_below
            && is_alone
            && line.shape.page > 0
            && field.topic == Topic::Proceedings
            && line.blanks_before == 0
            && !header.has_fields()
            && header.has_title()
            && !header.title_names_a_record()
    }

    /// 「２ 議題」 in a 次第, 「議題　(1) …」.
    fn is_item_after_all(&self, line: &Line<'_>, field: &Field) -> bool {
        self.items.in_programme() && field.is_numbered && field.value.is_empty()
            || field.topic == Topic::Agenda && agenda::heading_after(line, &field.value).is_some()
    }

    /// 「議題　(1) …」: a label with the first item on its line.
    fn take_inline_item(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let field = header::field(line).filter(|field| field.topic == Topic::Agenda)?;
        let heading = agenda::heading_after(line, &field.value)?;
        self.outline.header.push_label(Topic::Agenda, &line.text[field.label.clone()], line.number);
        self.items.begin_list(false);
        Some(self.take_heading(at, &heading))
    }

    /// 「＜開会＞」 over a date and a time: a label, no item.
    fn is_over_time(&self, at: usize, heading: &Heading) -> bool {
        let is_end = matches!(self.lines[at].folded[heading.title.clone()].trim(), "開会" | "閉会" | "開議" | "散会");
        let next = self.next_line(at).map(|next| &self.lines[next]);
        is_end && next.is_some_and(|next| header::is_date_line(next) && !next.folded.contains('。'))
    }

    /// 「・窓口の見直しについて」 under 議題: an item without a number.
    fn bare_item(&self, at: usize) -> Option<Heading> {
        const BULLETS: [char; 5] = ['・', '･', '○', '〇', '●'];
        let line = &self.lines[at];
        let header = &self.outline.header;
        let is_in_list = header.topic() == Some(Topic::Agenda) && !header.has_value();
        if !is_in_list || line.folded.contains('。') || matches!(line.shape.part, Part::Row(_)) {
            return None;
        }
        let inner = line.folded.trim_start_matches(|c| BULLETS.contains(&c) || c == ' ');
        let is_bulleted = inner.len() < line.folded.len();
        let start = line.folded.len() - inner.len();
        let title = start..line.folded.len();
        let heading =
            Heading { form: Form::Section, number: String::new(), label: start..start, title, is_usual: false };
        // Right below an item such as these, any title is another.
        let goes_on =
            self.is_under_item() && line.blanks_before == 0 && self.items.indent_of(&heading) == Some(line.indent);
        let is_item = is_bulleted || goes_on || agenda::ends_like_a_title(agenda::without_aside(inner));
        (is_item && agenda::is_title(inner)).then_some(heading)
    }

    /// A line of the head without a label.
    fn read_bare_head_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let header = &self.outline.header;
        let (topic, has_fields, has_title) = (header.topic(), header.has_fields(), header.has_title());
        let is_row = matches!(line.shape.part, Part::Row(_));
        let is_prose = line.folded.contains('。') && !is_note(&line.folded) && !is_row;
        if header::is_page_chrome(&line.folded) {
            return self.mark(at, 1, Role::Layout);
        }
        let is_first = !has_title && !header.is_about_the_meeting();
        if is_first && (is_title(line) || self.begins_title(at)) {
            self.outline.header.push_title(line.text);
            return self.mark(at, 1, Role::Header);
        }
        if !is_prose && topic != Some(Topic::Attendees) && (header::is_date_line(line) || header::is_time_line(line)) {
            if matches!(topic, Some(Topic::Date | Topic::Time)) && header.awaits_value() {
                self.outline.header.continue_field(line);
            } else {
                self.outline.header.push_bare(Topic::Date, line);
            }
            return self.mark(at, 1, Role::Header);
        }
        if !is_prose && has_fields && header::is_opening_time(line) {
            self.outline.header.push_bare(Topic::Time, line);
            return self.mark(at, 1, Role::Header);
        }
        if is_prose && has_title && self.outline.header.telling_fields() == 0 && self.is_introduction(at) {
            self.outline.header.push_bare(Topic::Other, line);
            return self.mark(at, 1, Role::Header);
        }
        if is_prose && (has_fields || has_title || self.items.at_hand.is_some()) {
            return self.begin_body(at);
        }
        if !has_fields && has_title && is_sitting(line) && !line.folded.contains('第') {
            self.outline.header.push_bare(Topic::Other, line);
            return self.mark(at, 1, Role::Header);
        }
        let is_below = has_title && (is_subtitle(line) || is_sitting(line));
        if !has_fields && self.outline.agenda.is_empty() && (is_title(line) || is_below) && !is_day_alone(&line.folded)
        {
            if !self.outline.header.repeats_title(line.text) {
                self.outline.header.push_title(line.text);
            }
            return self.mark(at, 1, Role::Header);
        }
        self.continue_head(at, topic)
    }

    /// What follows a labelled line or an item, and is neither itself.
    fn continue_head(&mut self, at: usize, topic: Option<Topic>) -> usize {
        let line = &self.lines[at];
        let has_item = self.is_under_item();
        if header::is_column_caption(&line.folded) {
            return self.mark(at, 1, Role::Layout);
        }
        match topic {
            Some(Topic::Agenda) if has_item && self.is_within_list(at) => {}
            _ if has_item => return self.begin_body(at),
            Some(topic) if topic != Topic::Attendees && matches!(line.shape.part, Part::Row(_)) => {
                return self.mark(at, 1, Role::Unplaced);
            }
            Some(Topic::Attendees) => self.outline.attendees.push(line.text),
            Some(Topic::Proceedings) if !self.has_turns || body::is_scene(line.text) && !self.is_before_label(at) => {
                return self.begin_body(at);
            }
            Some(_) if line.blanks_before > 0 && is_over_proceedings(&line.folded) => {
                self.outline.header.push_label(Topic::Proceedings, line.text, line.number);
                return self.mark(at, 1, Role::Header);
            }
            Some(_) if line.blanks_before > 0 && self.outline.header.has_its_value() => {
                self.outline.header.push_bare(Topic::Other, line);
                return self.mark(at, 1, Role::Header);
            }
            Some(_) => {}
            None if self.outline.header.has_title() && is_aside(&line.folded) => {
                self.outline.header.push_bare(Topic::Other, line);
                return self.mark(at, 1, Role::Header);
            }
            None => return self.mark(at, 1, Role::Unplaced),
        }
        self.outline.header.continue_field(line);
        self.mark(at, 1, Role::Header)
    }

    /// 「以下のとおり開催しましたので、お知らせします。」: a sentence right before 「１ 日時」.
    fn is_introduction(&self, at: usize) -> bool {
        let field = self.next_line(at).and_then(|next| header::field(&self.lines[next]));
        field.is_some_and(|field| matches!(field.topic, Topic::Date | Topic::Time | Topic::Place | Topic::Name))
    }

    /// 「５　発言内容」 after what was decided: the labels go on, and the items are still to come.
    pub(super) fn take_label_in_body(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let Some(field) = header::field(line).filter(|field| field.topic == Topic::Proceedings && field.is_numbered)
        else {
            return false;
        };
        let heading = agenda::heading(line.text, &line.folded);
        let goes_on = heading.is_some_and(|heading| match heading.form {
            Form::Numbered(shape) => self.outline.header.goes_on_with(shape, &heading.number),
            _ => false,
        });
        if goes_on && field.value.is_empty() {
            self.outline.header.push_field(&field, line);
            self.items.begin_anew();
            return true;
        }
        false
    }

    /// Whether the next item of the list, or the next label, follows before anybody says anything: until then it is
    /// details of the item above.
    fn is_within_list(&self, at: usize) -> bool {
        const FARTHEST: usize = 12;
        let mut next = at;
        for _ in 0..FARTHEST {
            let line = &self.lines[next];
            if line.folded.contains('。') {
                return false;
            }
            let heading = agenda::heading(line.text, &line.folded);
            let is_next = heading.is_some_and(|heading| self.items.goes_on_with(&heading));
            let is_label = header::field(line).is_some_and(|field| field.is_marked || field.is_numbered);
            if next > at && (is_next || is_label) {
                return true;
            }
            match self.next_line(next) {
                Some(place) => next = place,
                None => return false,
            }
        }
        false
    }

    /// Whether an item was met after the last label.
    fn is_under_item(&self) -> bool {
        let item = self.items.at_hand.map(|item| self.outline.agenda[item].lines[1]);
        item.is_some_and(|item| self.outline.header.last_line().is_none_or(|label| label <= item))
    }

    /// A title that a margin has broken: its two lines together name a meeting.
    fn begins_title(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], self.lines.get(at + 1));
        let is_short = |line: &Line<'_>| line.text.chars().nth(MAX_TITLE / 2).is_none() && !line.folded.contains('。');
        next.is_some_and(|next| {
            let is_pair = !next.is_blank() && is_short(line) && is_short(next) && header::field(next).is_none();
            let sitting = header::is_about_a_sitting(&line.folded);
            is_pair && sitting && header::names_a_meeting(next.text) && self.turn_at(at + 1).is_none()
        })
    }

    fn begin_body(&mut self, at: usize) -> usize {
        self.stage = Stage::Body;
        if caption::is_over_talk(&self.lines[at].folded) {
            self.is_captioned = true;
            return self.mark(at, 1, Role::Layout);
        }
        self.take_body(at)
    }

    fn is_legend(&self, at: usize) -> bool {
        let line = &self.lines[at];
        legend::read(line.text).is_some_and(|legend| legend == self.outline.legend)
            || (line.text.starts_with(legend::is_mark)
                && self.outline.header.topic() == Some(Topic::Legend)
                && line.text.chars().nth(MAX_SUBTITLE).is_none()
                && self.turn_at(at).is_none())
    }
}

/// 「司会（総務課長）が開会を告げた。」 begins with a label, and is a sentence.
fn is_sentence_after_all(line: &Line<'_>, field: &Field) -> bool {
    let value = &line.text[field.value.clone()];
    let rest =
        value.strip_prefix(['（', '(']).and_then(|inner| inner.split_once(['）', ')'])).map_or(value, |(_, rest)| rest);
    rest.len() < value.len() && rest.starts_with(['が', 'は', 'よ', 'か', 'に', 'を']) && rest.ends_with('。')
}

/// Whether a line is a title by itself: it names a meeting or its record.
fn is_title(line: &Line<'_>) -> bool {
    line.text.chars().nth(MAX_TITLE).is_none() && !line.folded.contains('。') && header::names_a_meeting(line.text)
}

/// Whether a line right under a title can be its rest.
fn is_subtitle(line: &Line<'_>) -> bool {
    line.blanks_before == 0
        && line.text.chars().nth(MAX_SUBTITLE).is_none()
        && !line.folded.contains('。')
        && !line.text.starts_with(['※', '＊', '*'])
        && !matches!(&*line.folded, "(開会前)" | "(開会)")
}

/// 「３月３０日開催の会議内容」
fn is_over_proceedings(folded: &str) -> bool {
    const LONGEST: usize = 30;
    let ends = ["会議内容", "会議の内容", "議事内容", "会議の概要", "議事概要", "議事の概要"];
    folded.chars().nth(LONGEST).is_none() && ends.iter().any(|end| folded.ends_with(end))
}

/// 「ただいまから会議を始めます」 without its full stop.
fn ends_like_speech(folded: &str) -> bool {
    ["ます", "です", "ました", "でした", "ません", "ください", "ますか", "ですか"]
        .iter()
        .any(|end| folded.ends_with(end))
}

/// 「（開会前）」, 「※ 日程確認」, 「１月２４日」: under a title, and no part of it.
fn is_aside(folded: &str) -> bool {
    is_note(folded) || is_day_alone(folded)
}

/// 「１月２４日」 under a title: no part of it.
fn is_day_alone(folded: &str) -> bool {
    folded.ends_with('日') && folded.chars().all(|c| c.is_ascii_digit() || "月日 一二三四五六七八九十".contains(c))
}

/// 「令和６年５月定例会」
fn is_sitting(line: &Line<'_>) -> bool {
    line.text.chars().nth(MAX_SUBTITLE).is_none()
        && line.folded.ends_with(['会', '回'])
        && header::is_about_a_sitting(&line.folded)
}

/// A note to the reader: 「※敬称略」.
fn is_note(folded: &str) -> bool {
    folded.starts_with(['※', '(', '*']) && folded.chars().nth(60).is_none()
}
