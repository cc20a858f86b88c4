//! Lists of people after what was said: 「◇ 出席者」 at the end, and who it names.

use super::super::agenda;
use super::super::header::{self, Topic};
use super::{Reader, Role};

impl Reader<'_, '_> {
    /// 「◇ 出席者」 alone on a line, over lines of posts and names.
    pub(super) fn is_list_of_people(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let is_alone = |field: &header::Field| field.topic == Topic::Attendees && field.value.is_empty();
        let is_apart = line.blanks_before > 0 || !line.text.starts_with('出');
        is_apart
            && header::field(line).as_ref().is_some_and(is_alone)
            && self.next_line(at).is_some_and(|next| self.is_person(next))
    }

    /// A line of a list of people: no sentence, no heading, and not what a label begins.
    fn is_person(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let says = self.turn_at(at).and_then(|(turn, count)| {
            let speech = turn.speech?;
            Some(self.lines[at + count - 1].text[speech].contains('。'))
        });
        !line.folded.contains('。')
            && says != Some(true)
            && header::field(line).is_none()
            && agenda::heading(line.text, &line.folded).is_none()
            && !header::is_closing(&line.folded)
    }

    /// Takes the label and the lines below it, up to an empty line.
    pub(super) fn take_people(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if let Some(field) = header::field(line) {
            self.outline.header.push_field(&field, line);
        }
        self.mark(at, 1, Role::Header);
        let mut last = at;
        while let Some(next) = self.next_line(last).filter(|next| self.is_person(*next) && self.chosen(*next).is_none())
        {
            let line = &self.lines[next];
            if line.blanks_before > 0 && last > at {
                break;
            }
            self.mark(last + 1, next - last, Role::Header);
            self.outline.header.continue_field(line);
            self.outline.attendees.push(line.text);
            last = next;
        }
        last + 1 - at
    }
}
