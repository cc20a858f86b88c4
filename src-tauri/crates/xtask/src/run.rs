//! `cargo xtask run`: the application on a sample library, in a window where there is a display,
//! on the command line where there is none.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::build;
use crate::error::{Error, Result};
use crate::setup::{self, Purpose};
use crate::step::{self, Steps};
use crate::ui;
use crate::workspace::Workspace;

const APPLICATION_ADVICE: &str = "It was just built; `cargo clean` and a second try may help.";

/// Sets up what is missing, builds, and opens the sample library.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    setup::install(steps, Purpose::Run)?;
    ui::install(workspace, steps)?;
    ui::build(workspace, steps)?;
    build::application(workspace, steps)?;
    let sample = Sample::new(workspace);
    sample.fill(steps)?;
    if has_display() {
        println!("\n== Opening the window on {}\n   Close it, or press Ctrl+C here, to end.", sample.library.display());
        step::shown(&mut sample.gijicho(&[]), APPLICATION_ADVICE)
    } else {
        println!("\n== There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.");
        println!("   The same work follows on the command line, which can do all that the window can.");
        sample.tour(steps)
    }
}

/// Whether a window could open at all. Only on Linux can a machine be without a display.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value: std::ffi::OsString| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A library of a fictional prefecture, apart from any real one.
struct Sample {
    application: PathBuf,
    library: PathBuf,
    papers: PathBuf,
}

impl Sample {
    fn new(workspace: &Workspace) -> Self {
        Self {
            application: workspace.application(),
            library: workspace.target().join("sample/library"),
            papers: workspace.target().join("sample/papers"),
        }
    }

    fn gijicho(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.application);
        command.arg("--library").arg(&self.library).args(arguments);
        command
    }

    /// Loads the sample minutes, the first time.
    fn fill(&self, steps: &mut Steps) -> Result<()> {
        if self.library.join("gijicho.db").is_file() {
            step::already("Sample library");
            return Ok(());
        }
        steps.step(
            "Filling the sample library",
            "minutes, plan and progress of a prefecture that does not exist",
            || step::shown(&mut self.gijicho(&["demo"]), APPLICATION_ADVICE),
        )
    }

    /// Search, confirm a decision, tie it to an initiative, print: what one would do in the window.
    fn tour(&self, steps: &mut Steps) -> Result<()> {
        steps.step("Searching", "two words, the governor among them", || {
            step::shown(&mut self.gijicho(&["search", "紙 知事", "--limit", "3"]), APPLICATION_ADVICE)
        })?;
        let meeting =
            steps.step("Confirming a decision", "the program only proposes; a person confirms", || self.decide())?;
        let paper = self.papers.join(format!("{}.pdf", meeting.label));
        steps
            .step("Printing the minutes", "in the form in which they are published", || self.print(&meeting, &paper))?;
        println!("\n== Done. What was made:");
        println!("   {}   the minutes of {}", paper.display(), meeting.label);
        println!("   {}   the library: one SQLite file, the originals, the index", self.library.display());
        println!("   Go on with: {}", step::as_typed(&self.gijicho(&["--help"])));
        Ok(())
    }

    /// Confirms a proposed decision and ties it to the initiative that its words suggest.
    fn decide(&self) -> Result<Meeting> {
        let register = self.ask(&["--json", "decisions", "list"])?;
        let decisions = list(&register, "decisions")?;
        for decision in decisions.iter().filter(|decision| decision["status"] == "proposed") {
            let id = text(decision, "/id")?;
            let answer = self.ask(&["--json", "decisions", "suggest", &id])?;
            let Some(initiative) = list(&answer, "suggestions")?.first() else { continue };
            println!("   {}: {}", text(decision, "/number")?, text(decision, "/quote")?);
            println!("   → {}", text(initiative, "/title")?);
            step::shown(&mut self.gijicho(&["decisions", "confirm", &id]), APPLICATION_ADVICE)?;
            step::shown(&mut self.gijicho(&["decisions", "link", &id, &text(initiative, "/id")?]), APPLICATION_ADVICE)?;
            return Meeting::of(decision);
        }
        println!("   every proposal that suggests an initiative is confirmed already: nothing is left to do here");
        decisions.first().map_or_else(|| Err(unexpected("decisions", &register)), Meeting::of)
    }

    fn print(&self, meeting: &Meeting, paper: &Path) -> Result<()> {
        std::fs::create_dir_all(&self.papers).map_err(|source| Error::File { path: self.papers.clone(), source })?;
        let target = paper.to_string_lossy();
        let export = ["export", "minutes", &meeting.id, "--format", "pdf", "-o", &target];
        step::shown(&mut self.gijicho(&export), APPLICATION_ADVICE)
    }

    /// A command's JSON.
    fn ask(&self, arguments: &[&str]) -> Result<Value> {
        let mut command = self.gijicho(arguments);
        let (good, answer) = step::output(&mut command, APPLICATION_ADVICE)?;
        if !good {
            return Err(Error::Failed { command: step::as_typed(&command), status: answer });
        }
        serde_json::from_str(&answer).map_err(|source| Error::Json { what: step::as_typed(&command), source })
    }
}

/// The meeting of a decision. Labels repeat from body to body, so commands name it by its id.
struct Meeting {
    id: String,
    label: String,
}

impl Meeting {
    fn of(decision: &Value) -> Result<Self> {
        Ok(Self { id: text(decision, "/meeting/id")?, label: text(decision, "/meeting/label")? })
    }
}

fn list<'a>(answer: &'a Value, key: &'static str) -> Result<&'a Vec<Value>> {
    answer[key].as_array().ok_or_else(|| unexpected(key, answer))
}

fn text(value: &Value, pointer: &'static str) -> Result<String> {
    value.pointer(pointer).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| unexpected(pointer, value))
}

fn unexpected(key: &str, value: &Value) -> Error {
    Error::Unexpected(format!("the application's answer has no `{key}`: {value}"))
}
