//! What a person does in the window and sees there, each within a time limit.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::accessibility;
use super::taken::{self, Taken};

/// Longer than a person would wait, for a machine under load.
const STEP: Duration = Duration::from_secs(20);

/// How often a page is looked at again while waiting.
const GLANCE: Duration = Duration::from_millis(40);

/// How many characters are typed in one step.
const BREATH: usize = 40;

/// A script that goes to an address and gives the milliseconds until something is painted there:
/// `arguments` are the address and the CSS that names it.
pub const OPEN: &str = include_str!("open.js");

/// Finds an element by role and name: `arguments` are the role and the name.
const FIND: &str = include_str!("find.js");

/// Why a scenario stopped.
#[derive(Debug)]
pub struct Failed(String);

impl Failed {
    /// What was being done, and what went wrong.
    pub fn because(step: &str, error: &dyn fmt::Display) -> Self {
        Self(format!("{step}: {error}"))
    }

    /// What took too long.
    pub(super) fn late(step: &str, limit: Duration) -> Self {
        Self(format!("{step}: not within {} s", limit.as_secs()))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The two looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The page in the window.
pub struct Page {
    client: Client,
    pictures: PathBuf,
    opened: Instant,
    /// The process that started the window.
    driver: u32,
}

impl Page {
    pub(super) fn new(client: Client, pictures: PathBuf, driver: u32) -> Self {
        Self { client, pictures, opened: Instant::now(), driver }
    }

    /// What the window has taken of the machine until now, process by process.
    pub fn taken(&self) -> Vec<Taken> {
        taken::below(self.driver)
    }

    /// Milliseconds of processor time that the window has taken until now, all processes together.
    pub fn processor_ms(&self) -> f64 {
        self.taken().iter().map(|one| one.cpu.as_secs_f64() * 1_000.0).sum()
    }

    pub(super) async fn close(self) {
        // What does not end by itself is ended with the driver's process group.
        let _ = tokio::time::timeout(Duration::from_secs(5), self.client.close()).await;
    }

    /// One step: its errors say what was being done, and it ends within the limit.
    async fn step<T>(&self, what: &str, doing: impl Future<Output = Result<T, CmdError>>) -> Result<T, Failed> {
        match tokio::time::timeout(STEP, doing).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(Failed::because(what, &error)),
            Err(_) => Err(Failed::late(what, STEP)),
        }
    }

    /// Looks again and again until `look` finds something.
    async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Result<Option<T>, CmdError>) -> Result<T, Failed> {
        let looking = async {
            loop {
                match look().await {
                    Ok(Some(found)) => break Ok(found),
                    Ok(None) => {}
                    // The page may change between finding and looking.
                    Err(error) if error.is_stale_element_reference() => {}
                    Err(error) => break Err(error),
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        self.step(what, looking).await
    }

    /// Says in the test's output how far the scenario has got.
    pub fn note(&self, what: &str) {
        println!("  {:6.2} s  {what}", self.opened.elapsed().as_secs_f64());
    }

    /// Waits for an element of this role and name (the whole name, else a part of it).
    pub async fn find(&self, role: &str, name: &str) -> Result<Element, Failed> {
        let what = format!("looking for the {role} 「{name}」");
        self.until(&what, async || {
            let found = self.client.execute(FIND, vec![json!(role), json!(name)]).await?;
            if found.is_null() { Ok(None) } else { self.element(found).map(Some) }
        })
        .await
    }

    fn element(&self, reference: Value) -> Result<Element, CmdError> {
        let id = reference.as_object().and_then(|fields| fields.values().next()).and_then(Value::as_str);
        match id.map(|id| ElementRef::from(id.to_owned())) {
            Some(id) => Ok(Element::from_element_id(self.client.clone(), id)),
            None => Err(CmdError::NotW3C(reference)),
        }
    }

    /// Whether such an element can be seen now.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool, Failed> {
        let found = self.client.execute(FIND, vec![json!(role), json!(name)]);
        Ok(!self.step(&format!("looking whether there is the {role} 「{name}」"), found).await?.is_null())
    }

    /// Presses a button, a link, a tab, a row.
    pub async fn press(&self, role: &str, name: &str) -> Result<(), Failed> {
        let element = self.find(role, name).await?;
        self.step(&format!("pressing the {role} 「{name}」"), element.click()).await
    }

    /// Types into the field of this name, in place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) -> Result<(), Failed> {
        let field = self.find("textbox", name).await?;
        let what = format!("typing 「{text}」 into 「{name}」");
        self.step(&what, async {
            field.clear().await?;
            field.send_keys(text).await
        })
        .await
    }

    /// Types where the keys are.
    pub async fn write(&self, text: &str) -> Result<(), Failed> {
        let letters: Vec<char> = text.chars().collect();
        for part in letters.chunks(BREATH) {
            let part: String = part.iter().collect();
            let typing = async { self.client.active_element().await?.send_keys(&part).await };
            self.step(&format!("typing 「{part}」"), typing).await?;
        }
        Ok(())
    }

    /// Waits until a field of this name has the keys.
    pub async fn has_keys(&self, name: &str) -> Result<(), Failed> {
        let read = "const active = document.activeElement; \
                    return [active?.ariaLabel, ...[...(active?.labels ?? [])].map((label) => label.textContent)].join(' ')";
        let what = format!("waiting for 「{name}」 to have the keys");
        self.until(&what, async || {
            let active = self.client.execute(read, Vec::new()).await?;
            Ok(active.as_str().is_some_and(|active| active.contains(name)).then_some(()))
        })
        .await
    }

    /// Presses a key, with others held down: `keys(&[Key::Control], 'k')`.
    pub async fn keys(&self, held: &[Key], key: impl Into<char>) -> Result<(), Failed> {
        let key = key.into();
        let down = held
            .iter()
            .fold(KeyActions::new("keyboard".into()), |all, &held| all.then(KeyAction::Down { value: held.into() }));
        let pressed = down.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        let up = held.iter().rev().fold(pressed, |all, &held| all.then(KeyAction::Up { value: held.into() }));
        self.step(&format!("pressing the key {key:?}"), self.client.perform_actions(up)).await
    }

    /// Presses keys one after the other as fast as they come, waiting for nothing in between.
    pub async fn hurry(&self, strokes: &[(&[Key], char)]) -> Result<(), Failed> {
        let mut all = KeyActions::new("keyboard".into());
        for (held, key) in strokes {
            for &held in *held {
                all = all.then(KeyAction::Down { value: held.into() });
            }
            all = all.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key });
            for &held in held.iter().rev() {
                all = all.then(KeyAction::Up { value: held.into() });
            }
        }
        self.step("pressing keys in a hurry", self.client.perform_actions(all)).await
    }

    /// Waits until a text can be seen in the part of the page that `css` names.
    pub async fn see_in(&self, css: &str, text: &str) -> Result<(), Failed> {
        let what = format!("waiting to see 「{text}」 in {css}");
        self.until(&what, async || Ok(self.text_of(css).await?.contains(text).then_some(()))).await
    }

    /// Waits until a text can be seen.
    pub async fn see(&self, text: &str) -> Result<(), Failed> {
        self.see_in("body", text).await
    }

    /// Waits until a text is gone.
    pub async fn see_no_more(&self, css: &str, text: &str) -> Result<(), Failed> {
        let what = format!("waiting for 「{text}」 to go from {css}");
        self.until(&what, async || Ok((!self.text_of(css).await?.contains(text)).then_some(()))).await
    }

    /// The text that can be seen in all elements that `css` names.
    pub async fn text(&self, css: &str) -> Result<String, Failed> {
        self.step(&format!("reading {css}"), self.text_of(css)).await
    }

    async fn text_of(&self, css: &str) -> Result<String, CmdError> {
        let read = "return [...document.querySelectorAll(arguments[0])].map((part) => part.innerText).join('\\n')";
        let text = self.client.execute(read, vec![json!(css)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements `css` names.
    pub async fn count(&self, css: &str) -> Result<usize, Failed> {
        Ok(self.step(&format!("counting {css}"), self.client.find_all(Locator::Css(css))).await?.len())
    }

    /// Waits until `css` names something and gives it back.
    pub async fn first(&self, css: &str) -> Result<Element, Failed> {
        self.until(&format!("looking for {css}"), async || {
            Ok(self.client.find_all(Locator::Css(css)).await?.into_iter().next())
        })
        .await
    }

    /// Waits until `css` names nothing any more.
    pub async fn gone(&self, css: &str) -> Result<(), Failed> {
        let look = async || Ok(self.client.find_all(Locator::Css(css)).await?.is_empty().then_some(()));
        self.until(&format!("waiting for {css} to go"), look).await
    }

    /// Waits until something holds, and says what was waited for when it does not come.
    pub async fn wait_for(&self, what: &str, holds: impl AsyncFn() -> Result<bool, Failed>) -> Result<(), Failed> {
        let begun = Instant::now();
        while !holds().await? {
            if begun.elapsed() > STEP {
                return Err(Failed::late(&format!("waiting for {what}"), STEP));
            }
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    }

    /// Clicks the first element that `css` names.
    pub async fn click(&self, css: &str) -> Result<(), Failed> {
        let element = self.first(css).await?;
        self.step(&format!("clicking {css}"), element.click()).await
    }

    /// Takes hold of what stands at a point of the page with the mouse, and lets go of it at another one.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<(), Failed> {
        let way = |(x, y): (f64, f64), duration| PointerAction::MoveTo { duration, x, y };
        let slowly = Some(Duration::from_millis(200));
        let held = MouseActions::new("mouse".into())
            .then(way(from, None))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(way((f64::midpoint(from.0, to.0), to.1), slowly))
            .then(way(to, slowly))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.step("dragging with the mouse", self.client.perform_actions(held)).await
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, Failed> {
        self.step("running a script in the page", self.client.execute(script, arguments)).await
    }

    /// Runs a script in the page that calls back when it is done: its last argument is the way to call.
    pub async fn script_async(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<Value, Failed> {
        self.step(what, self.client.execute_async(script, arguments)).await
    }

    /// Opens a file in the page, as a person opens it from a folder.
    pub async fn visit(&self, file: &Path) -> Result<(), Failed> {
        let address = format!("file://{}", file.display());
        self.step(&format!("opening {address}"), self.client.goto(&address)).await
    }

    /// Gives the window another size, in pixels of its inside.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), Failed> {
        self.step("resizing the window", self.client.set_window_rect(0, 0, width, height)).await?;
        self.painted().await
    }

    /// Shows the page in another theme.
    pub async fn theme(&self, theme: Theme) -> Result<(), Failed> {
        self.script("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme.name())]).await?;
        self.painted().await
    }

    /// Waits until what was last changed is on screen.
    async fn painted(&self) -> Result<(), Failed> {
        let two_frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))";
        self.script_async("waiting for the page to be painted", two_frames, Vec::new()).await.map(|_| ())
    }

    /// Takes a picture of the window, to be looked at: `target/e2e/SCENARIO/NAME.png`.
    pub async fn picture(&self, name: &str) -> Result<(), Failed> {
        self.painted().await?;
        let png = self.step("taking a picture", self.client.screenshot()).await?;
        let path = self.pictures.join(format!("{name}.png"));
        std::fs::write(&path, png).map_err(|error| Failed::because("keeping a picture", &error))
    }

    /// Fails when axe-core finds anything on what is shown now.
    pub async fn assert_accessible(&self, view: &str) -> Result<(), Failed> {
        accessibility::check(self, view).await
    }

    /// Fails the scenario with a message unless something holds.
    pub fn ensure(&self, holds: bool, message: impl Into<String>) -> Result<(), Failed> {
        if holds { Ok(()) } else { Err(Failed(message.into())) }
    }
}
