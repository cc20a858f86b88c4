//! The page of a meeting: the printed form, with an address for every remark.

use std::fmt::Write as _;

use gijicho_model::{MeetingRecord, RemarkId};

use super::Site;
use super::page;
use crate::document::one_line;
use crate::html::{escaped, push_block};
use crate::minutes;

/// Where the page stands: its day and the end of the meeting's id, which stay.
pub(super) fn path(record: &MeetingRecord) -> String {
    let id = record.meeting.id.0.simple().to_string();
    let end = id.get(id.len().saturating_sub(8)..).unwrap_or(&id);
    format!("meetings/{}-{end}.html", record.meeting.held_on.format("%Y-%m-%d"))
}

/// Where a remark stands, from the top folder.
pub(super) fn address(record: &MeetingRecord, remark: RemarkId) -> String {
    format!("{}#{}", path(record), anchor(remark))
}

fn anchor(remark: RemarkId) -> String {
    format!("r{}", remark.0.simple())
}

pub(super) fn page(site: &Site<'_>, record: &MeetingRecord) -> String {
    let (document, places) = minutes::minutes_with_places(record);
    let title = record.display_title();
    let mut main = String::from("<article class=\"minutes\">\n");
    let _ = writeln!(main, "<h1>{}</h1>", escaped(&one_line(&title)));
    main.push_str("<div class=\"head\">\n");
    for line in &document.header {
        let _ = writeln!(main, "<p>{}</p>", escaped(&line.printed()));
    }
    main.push_str("</div>\n");
    // Under a title that is made up, the items stand one level lower than the document says.
    let lower = u32::from(document.title.is_none());
    let mut places = places.into_iter().peekable();
    for (i, block) in document.blocks.iter().enumerate() {
        // A remark without words of its own begins where the next one does.
        while let Some((remark, _)) = places.next_if(|(_, at)| *at <= i) {
            let _ = writeln!(main, "<span id=\"{}\"></span>", anchor(remark));
        }
        push_block(&mut main, block, lower);
    }
    for (remark, _) in places {
        let _ = writeln!(main, "<span id=\"{}\"></span>", anchor(remark));
    }
    main.push_str("</article>\n");
    page::page(site, &path(record), &title, &main, "")
}
