//! Meetings of a council, printed as text and read again: who spoke is known for each utterance.
//!
//! They stand beside the workspace (`../shared`); without them, or without `xzcat`, this test says
//! that it was skipped.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

#[path = "../benches/council.rs"]
mod council;

#[test]
fn nearly_every_utterance_gets_its_speaker() {
    const MEETINGS: usize = 24;
    let Some(meetings) = council::meetings(MEETINGS) else {
        println!("skipped: ../shared/corpus is absent, or xzcat is");
        return;
    };
    let (mut right, mut all) = (0, 0);
    for meeting in &meetings {
        let told = council::attribution(meeting);
        right += told.right;
        all += told.all;
    }
    assert!(right * 100 >= all * 99, "{right} of {all}");
}
