//! The stage of a scenario: display, library, home, and a folder that answers file dialogs.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::ClientBuilder;
use fantoccini::error::NewSessionError;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::page::{Failed, Page};
use super::process::{Display, Driver};
use crate::place;

/// A window opens in a second; a machine under load may need many.
const OPENING: Duration = Duration::from_mins(1);

/// How often a driver that does not listen yet is asked again.
const KNOCK: Duration = Duration::from_millis(50);

/// A whole scenario, so that a hang is a failure and not a silence. Whole minutes are typed in the longest one.
const SCENARIO: Duration = Duration::from_mins(12);

/// Everything around the window.
pub struct Stage {
    name: String,
    program: PathBuf,
    display: Display,
    folder: TempDir,
    pictures: PathBuf,
}

impl Stage {
    /// Sets a stage; `None`, with a plain line, where this machine has no driver or display server.
    pub fn set(name: &str) -> Option<Self> {
        let program = place::program()?;
        if !place::has_tool("WebKitWebDriver", "webkit2gtk-driver") || !place::has_tool("Xvfb", "xvfb") {
            return None;
        }
        let display = Display::start().unwrap_or_else(|error| panic!("no display in memory: {error}"));
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pictures = place::target().join("e2e").join(name);
        let stage = Self { name: name.to_owned(), program, display, folder, pictures };
        for part in ["home", "answers/open", "answers/save"] {
            std::fs::create_dir_all(stage.folder.path().join(part)).expect("a folder in a temporary folder");
        }
        let _ = std::fs::remove_dir_all(&stage.pictures);
        std::fs::create_dir_all(&stage.pictures).expect("a folder for pictures");
        Some(stage)
    }

    /// The library that the window opens.
    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// The program on the command line, about to work on the same library.
    pub fn command(&self) -> Command {
        self.command_in(&self.library())
    }

    /// The program on the command line, about to work on another library.
    pub fn command_in(&self, library: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.env("HOME", self.folder.path().join("home")).arg("--library").arg(library);
        command
    }

    /// A folder for what a scenario keeps beside the library.
    pub fn beside(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// What is put here is what the person chooses when the window asks for files.
    pub fn files_to_open(&self) -> PathBuf {
        self.folder.path().join("answers/open")
    }

    /// What the person saves arrives here.
    pub fn saved_files(&self) -> PathBuf {
        self.folder.path().join("answers/save")
    }

    /// Opens the window, plays, and closes it. A failure leaves a picture and stops the test.
    pub fn play(&self, scenario: impl AsyncFnOnce(&Page) -> Result<(), Failed>) {
        let arguments = [Path::new("--library"), &self.library()].map(|part| part.to_string_lossy().into_owned());
        self.perform(&json!({ "binary": self.program, "args": arguments }), scenario);
    }

    /// The same in an ordinary browser: the one that comes with the web view.
    pub fn browse(&self, scenario: impl AsyncFnOnce(&Page) -> Result<(), Failed>) {
        self.perform(&json!({ "args": ["--automation"] }), scenario);
    }

    fn perform(&self, browser: &Value, scenario: impl AsyncFnOnce(&Page) -> Result<(), Failed>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let log = File::options().create(true).append(true).open(self.pictures.join("log.txt")).expect("a log");
        let answers = self.folder.path().join("answers");
        let driver = Driver::start(&self.display, &self.folder.path().join("home"), &answers, &log)
            .unwrap_or_else(|error| panic!("WebKitWebDriver does not start: {error}"));
        let outcome = runtime.block_on(async {
            let page = self.open(&driver, browser).await?;
            let played = tokio::time::timeout(SCENARIO, scenario(&page)).await;
            let outcome = played.unwrap_or_else(|_| Err(Failed::late("the scenario as a whole", SCENARIO)));
            if outcome.is_err() {
                // The picture is help, not proof: what failed is said below.
                let _ = page.picture("failed").await;
            }
            page.close().await;
            outcome
        });
        drop(driver);
        if let Err(failed) = outcome {
            panic!("{}: {failed}\nsee {} and its log.txt", self.name, self.pictures.join("failed.png").display());
        }
    }

    /// Starts a session. The driver may need a moment before it listens.
    async fn open(&self, driver: &Driver, browser: &Value) -> Result<Page, Failed> {
        let capabilities = serde_json::Map::from_iter([("webkitgtk:browserOptions".to_owned(), browser.clone())]);
        let connecting = async {
            loop {
                let mut builder = ClientBuilder::new(HttpConnector::new());
                match builder.capabilities(capabilities.clone()).connect(&driver.address).await {
                    Ok(client) => break Ok(client),
                    Err(NewSessionError::Failed(_) | NewSessionError::FailedC(_)) => tokio::time::sleep(KNOCK).await,
                    Err(error) => break Err(Failed::because("opening the window", &error)),
                }
            }
        };
        let client = tokio::time::timeout(OPENING, connecting).await;
        let client = client.unwrap_or_else(|_| Err(Failed::late("opening the window", OPENING)))?;
        Ok(Page::new(client, self.pictures.clone(), driver.id()))
    }
}
