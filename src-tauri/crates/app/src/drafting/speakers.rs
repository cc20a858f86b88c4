//! Who may speak: those in office on the day of the meeting, then those heard before.

use std::collections::HashSet;

use gijicho_model::fold::squeezed;
use gijicho_store::KnownSpeaker;

use crate::App;
use crate::api::begin::{SpeakerChoice, SpeakerChoices};
use crate::api::meetings::MeetingShow;
use crate::error::AppError;

/// Most speakers that are offered from earlier meetings.
const HEARD: u32 = 500;

impl App {
    /// Who may speak at a meeting.
    pub fn meeting_speakers(&self, show: MeetingShow) -> Result<SpeakerChoices, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let on = reader.meeting(reader.resolve_meeting(&show.meeting)?)?.held_on;
        let mut seen = HashSet::new();
        let mut choices = Vec::new();
        for (speakers, in_office) in [(reader.in_office(on)?, true), (reader.heard_until(on, HEARD)?, false)] {
            choices.extend(
                speakers
                    .into_iter()
                    .filter(|speaker| seen.insert(squeezed(&speaker.printed)))
                    .map(|speaker| choice(speaker, in_office)),
            );
        }
        Ok(SpeakerChoices { choices })
    }
}

fn choice(speaker: KnownSpeaker, in_office: bool) -> SpeakerChoice {
    let KnownSpeaker { printed, name, post, reading, since } = speaker;
    SpeakerChoice { printed, name, post, reading, since, in_office }
}
