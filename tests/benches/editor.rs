//! Writing minutes of many remarks, in the real window: `cargo xtask bench editor`.
//!
//! | figure | from | to | wished for |
//! |---|---|---|---|
//! | opening | the address changes | the first rows are painted | 300 ms with 2,000 remarks |
//! | a key | its first event reaches the page | the frame that shows it is done, without the wait between | p95 16 ms with 300 remarks |
//! | scrolling | a page further in each frame | no part of the pane without a row in any frame | no gap |
//! | memory | | proportional set size of the program and all its processes | 400 MB |
//!
//! A key's work is what the page's thread does for it: the event with everything that it sets off
//! up to the next task, and the frame from its first callback to the first task after it. Time in
//! which the thread had nothing to do is not in it; what a save does in tasks of its own is not
//! either, and is told as the longest lateness of a timer that runs all the time.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench prints, and stops at the first surprise"
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
    use std::time::Duration;

    use gijicho_tests::drafting::{Desk, Outcome};
    use gijicho_tests::figures::{Times, load};
    use gijicho_tests::window::{Failed, OPEN, Page, Stage, Taken};
    use serde_json::{Value, json};

    /// Meetings of so many remarks.
    const SIZES: [usize; 2] = [300, 2_000];
    /// Remarks of one item.
    const OF_AN_ITEM: usize = 25;
    /// How often a meeting is opened.
    const OPENINGS: u32 = 8;
    /// What is typed, key by key; the first keys warm up and do not count.
    const TYPED: &str = "まどぐちのみなおしは、はまべのまちのけんみんのがわから、じゅんにかんがえるべきである。";
    const WARM_UP: usize = 8;
    /// How often it is typed.
    const TURNS: usize = 4;
    /// Until the window has done what it does at its start.
    const AT_REST: Duration = Duration::from_secs(2);
    /// A person types no faster.
    const BETWEEN_KEYS: Duration = Duration::from_millis(60);

    /// Scrolls the pane to its end, a page further for each frame, and gives the milliseconds of the
    /// frames and how many of them had a place without a row.
    const SCROLL: &str = "
const [done] = arguments;
const pane = document.querySelector('.write-pane');
const { left, right, top, bottom } = pane.getBoundingClientRect();
const task = (then) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(0);
};
const isGap = () => [0.02, 0.25, 0.5, 0.75, 0.98].some((part) => {
  const at = document.elementFromPoint((left + right) / 2, top + (bottom - top) * part);
  return !at?.closest('.block, .item, .more');
});
const frames = [];
let gaps = 0, drawn = 0, nodes = 0, still = 0;
const step = () => {
  const before = pane.scrollTop;
  const begun = performance.now();
  pane.scrollTop = before + pane.clientHeight;
  requestAnimationFrame(() => task(() => {
    frames.push(performance.now() - begun);
    if (isGap()) gaps += 1;
    drawn = Math.max(drawn, document.querySelectorAll('.block').length);
    nodes = Math.max(nodes, document.getElementsByTagName('*').length);
    still = pane.scrollTop === before ? still + 1 : 0;
    // At the end, more may come.
    if (still < 3) setTimeout(step); else done({ frames, gaps, drawn, nodes });
  }));
};
setTimeout(step);";

    /// Gives the keys to the body in the middle of the pane, behind its last letter.
    const ENTER: &str = "
const pane = document.querySelector('.write-pane').getBoundingClientRect();
const at = document.elementFromPoint((pane.left + pane.right) / 2, (pane.top + pane.bottom) / 2);
const body = (at?.closest('.block') ?? document.querySelector('.block')).querySelector('textarea');
body.focus();
body.setSelectionRange(body.value.length, body.value.length);";

    /// Notes what each key takes, and how late a timer comes.
    const WATCH: &str = "
window.noted = { work: [], handling: [], drawing: [], late: [] };
const task = (then) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(0);
};
let begun;
const begin = () => { begun ??= performance.now(); };
addEventListener('keydown', begin, true);
addEventListener('beforeinput', begin, true);
addEventListener('input', () => {
  const from = begun;
  begun = undefined;
  let handled;
  task(() => { handled ??= performance.now(); });
  requestAnimationFrame(() => {
    const drawing = performance.now();
    handled ??= drawing;
    task(() => {
      const drawn = performance.now() - drawing;
      noted.work.push(handled - from + drawn);
      noted.handling.push(handled - from);
      noted.drawing.push(drawn);
    });
  });
}, true);
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  noted.late.push(Math.max(0, now - last - 10));
  last = now;
}, 10);";

    pub(super) fn main() {
        for remarks in SIZES {
            let Some(stage) = Stage::set(&format!("bench-editor-{remarks}")) else { return };
            let meeting = write_minutes(&stage, remarks);
            println!("\n{remarks} remarks, {}", load());
            stage.play(async |page| measure(page, &meeting).await);
        }
    }

    /// A meeting of so many remarks, in made-up words.
    fn write_minutes(stage: &Stage, remarks: usize) -> String {
        const SAID: [&str; 5] = [
            "島の渡し船は、朝と夕の二便だけでは足りないという声がある。",
            "浜の朝市に来る人は、去年の同じ月より二割ほど多い。",
            "灯台の道は雨のたびに崩れるので、先に石垣を直したい。",
            "窓口の用紙は、書く所が多すぎて途中で帰る人もいる。",
            "祭りの日取りは、船頭の組合ともう一度よく話してから決める。",
        ];
        let desk = Desk::open(&stage.library(), "書く人");
        let meeting = desk.begin("令和6年9月12日");
        let mut item = None;
        for i in 0..remarks {
            if i % OF_AN_ITEM == 0 {
                let number = i / OF_AN_ITEM + 1;
                let text = json!({ "depth": 1, "label": format!("議題{number}"), "title": format!("渡し船と朝市について その{number}") });
                let done = desk.edit(&meeting, &json!({ "kind": "item_add", "before": null, "text": text }));
                let Outcome::Done(row) = done else { panic!("an item is added: {done:?}") };
                item = row;
            }
            let text: String = (0..=i % 7).map(|j| SAID[(i + j) % SAID.len()]).collect();
            let (mark, speaker) = [("●", "岬航路課長"), ("☆", "汐見部長"), ("☆", "浜副知事")][i % 3];
            desk.add_remark(&meeting, item.as_deref(), (mark, speaker, "", &text));
        }
        meeting
    }

    async fn measure(page: &Page, meeting: &str) -> Result<(), Failed> {
        page.resize(1280, 900).await?;
        page.see_in("main", "最近の会議").await?;
        tokio::time::sleep(AT_REST).await;
        tell_memory(page, "at home");
        let mut opened = Vec::new();
        let before = page.processor_ms();
        for turn in 0..OPENINGS {
            if turn > 0 {
                page.script("location.hash = '#/'", Vec::new()).await?;
                page.see_in("main", "最近の会議").await?;
            }
            let address = format!("#/meetings/{meeting}?mode=write");
            let took = page.script_async("opening", OPEN, vec![json!(address), json!(".block textarea")]).await?;
            opened.extend(took.as_f64());
        }
        let first = opened.first().copied().unwrap_or_default();
        println!(
            "opening (300 ms):  the first time {first:.0} ms, then {}",
            opened.into_iter().skip(1).collect::<Times>()
        );
        let each = (page.processor_ms() - before) / f64::from(OPENINGS);
        println!("  {each:.0} ms of processor time for each");
        tell_memory(page, "opened");

        let scrolled = page.script_async("scrolling", SCROLL, Vec::new()).await?;
        println!("a page a frame:    {}", Times::of(&scrolled["frames"]));
        println!(
            "  {} frames with a gap (0); at most {} rows and {} nodes drawn",
            scrolled["gaps"], scrolled["drawn"], scrolled["nodes"]
        );
        tell_memory(page, "scrolled through");
        page.picture("scrolled").await?;

        page.script("document.querySelector('.write-pane').scrollTop *= 0.6", Vec::new()).await?;
        page.picture("middle").await?;
        page.script(ENTER, Vec::new()).await?;
        page.script(WATCH, Vec::new()).await?;
        let keys: Vec<char> = TYPED.chars().cycle().take(TYPED.chars().count() * TURNS).collect();
        let before = page.processor_ms();
        for key in &keys {
            page.keys(&[], *key).await?;
            tokio::time::sleep(BETWEEN_KEYS).await;
        }
        let spent = (page.processor_ms() - before) / f64::from(u32::try_from(keys.len()).unwrap_or(1));
        let noted = page.script("return window.noted", Vec::new()).await?;
        let warm = |list: &Value| -> Times {
            list.as_array().into_iter().flatten().skip(WARM_UP).filter_map(Value::as_f64).collect()
        };
        println!("a key (16 ms):     {}", warm(&noted["work"]));
        println!("  of it handling   {}", warm(&noted["handling"]));
        println!("  of it drawing    {}", warm(&noted["drawing"]));
        println!("  a timer is late  {}  p99 {:.1} ms", Times::of(&noted["late"]), Times::of(&noted["late"]).at(99));
        println!("  {spent:.1} ms of processor time a key, saving and all processes together");
        tell_memory(page, "typed");
        page.picture("typed").await
    }

    fn tell_memory(page: &Page, when: &str) {
        let all = page.taken();
        let total: u64 = all.iter().map(|one| one.pss).sum();
        let each: Vec<String> = all.iter().map(Taken::to_string).collect();
        println!("memory (400 MB):   {} MB {when}: {}", total / 1024, each.join(", "));
    }
}
