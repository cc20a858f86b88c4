//! What a person does in the real window.

#![cfg(target_os = "linux")]

use gijicho_tests::window::Stage;

#[test]
fn the_window_opens() {
    let Some(stage) = Stage::set("opening") else { return };
    stage.play(async |page| {
        page.note("opened");
        page.resize(1280, 900).await?;
        page.picture("first").await?;
        page.note(&page.text("body").await?);
        Ok(())
    });
}
