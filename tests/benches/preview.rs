//! The preview beside its options follows an edit: in the real window, from the moment at which an
//! edit is sent until the changed page is decoded and painted, for a meeting of four pages:
//! `cargo xtask bench preview`.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench prints, and stops where something is wrong"
)]

#[cfg(target_os = "linux")]
fn main() {
    // `cargo test --benches` runs this, too: there is nothing to test here.
    if std::env::args().any(|argument| argument == "--bench") {
        linux::main();
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: the window can be driven on Linux only");
}

#[cfg(target_os = "linux")]
mod linux {
    use gijicho_tests::drafting::Desk;
    use gijicho_tests::figures::{Times, load};
    use gijicho_tests::window::Stage;
    use serde_json::json;

    /// Edits that are measured; the first of all, which warms the typesetter up, is not.
    const EDITS: usize = 60;

    /// A function of the page: edits a remark again and again, and gives the milliseconds of each.
    const EDIT: &str = "
const [meeting, remark, count, done] = arguments;
const call = (name, request) => window.__TAURI_INTERNALS__.invoke('rpc', { name, request });
const pictures = () => [...document.querySelectorAll('.pages img')];
const shown = () => pictures().map((picture) => picture.src).join();
(async () => {
  const times = [];
  for (let i = 0; i <= count; i += 1) {
    const { versions } = await call('meeting_editor', { meeting });
    const before = shown();
    const words = `${i}回目の直し。窓口の見直しは県民の側から順に考えるべきである。`;
    const text = { mark: '☆', speaker: '汐見部長', note: '', text: words };
    const begun = performance.now();
    await call('meeting_edit', { meeting, edit: { kind: 'remark_write', remark, base: versions[remark], text } });
    while (shown() === before) await new Promise(requestAnimationFrame);
    await Promise.all(pictures().map((picture) => picture.decode()));
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    if (i > 0) times.push(performance.now() - begun);
    await new Promise((rest) => setTimeout(rest, 50));
  }
  done(times);
})().catch((error) => done(String(error?.message ?? error)));";

    pub(super) fn main() {
        let Some(stage) = Stage::set("preview-bench") else { return };
        let (meeting, remark) = {
            let desk = Desk::open(&stage.library(), "書く人");
            let meeting = desk.begin("令和6年9月12日");
            let said = "窓口の見直しは、県民の側から順に考えるべきである。".repeat(6);
            let remarks: Vec<String> =
                (0..22).map(|_| desk.add_remark(&meeting, None, ("☆", "汐見部長", "", &said))).collect();
            (meeting, remarks[8].clone())
        };
        stage.play(async |page| {
            page.see_in("main", "最近の会議").await?;
            page.script("location.hash = arguments[0]", vec![json!(format!("#/meetings/{meeting}?view=print"))])
                .await?;
            page.first(".pages img").await?;
            let pages = page.count(".pages img").await?;
            page.picture("pages").await?;
            let arguments = vec![json!(meeting), json!(remark), json!(EDITS)];
            let times = page.script_async("editing", EDIT, arguments).await?;
            let times = Times::of(&times);
            page.ensure(times.count() == EDITS, format!("{} edits were seen on the pages", times.count()))?;
            println!("{pages} pages, {}: from the edit to the painted page (150 ms): {times}", load());
            Ok(())
        });
    }
}
