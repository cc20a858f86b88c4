//! Processes that end with their owner, children and all.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process and whatever it has started.
pub(super) struct Group(Child);

impl Group {
    /// Starts `command` at the head of its own process group.
    pub(super) fn start(command: &mut Command) -> std::io::Result<Self> {
        command.process_group(0).stdin(Stdio::null()).spawn().map(Self)
    }

    /// The number of the process at its head.
    fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // `kill` of a whole group has no safe call in the standard library; the shell has one.
        let group = format!("kill -KILL -{}", self.0.id());
        let _ = Command::new("sh").args(["-c", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// A display in memory.
pub(super) struct Display {
    _server: Group,
    /// `:7`
    pub(super) name: String,
}

impl Display {
    /// Starts one on a number that is free, large enough for the largest window that is tested.
    pub(super) fn start() -> std::io::Result<Self> {
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = Group::start(server.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let said = server.0.stdout.take().ok_or_else(|| std::io::Error::other("Xvfb has no output"))?;
        let mut number = String::new();
        BufReader::new(said).read_line(&mut number)?;
        if number.trim().is_empty() {
            return Err(std::io::Error::other("Xvfb ended at once"));
        }
        Ok(Self { _server: server, name: format!(":{}", number.trim()) })
    }
}

/// WebKitWebDriver, which starts the application and speaks to its web view.
pub(super) struct Driver {
    server: Group,
    /// `http://127.0.0.1:4470`
    pub(super) address: String,
}

impl Driver {
    /// Starts one on a free port, with its words and the application's in `log`.
    pub(super) fn start(display: &Display, home: &Path, answers: &Path, log: &File) -> std::io::Result<Self> {
        let port = free_port()?;
        let mut server = Command::new("WebKitWebDriver");
        server
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GIJICHO_DIALOG_DIR", answers)
            .env("DISPLAY", &display.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GIJICHO_LIBRARY")
            .env("HOME", home)
            .envs(["DATA", "CACHE", "CONFIG"].map(|kind| (format!("XDG_{kind}_HOME"), home.join(kind.to_lowercase()))))
            .stdout(log.try_clone()?)
            .stderr(log.try_clone()?);
        Ok(Self { server: Group::start(&mut server)?, address: format!("http://127.0.0.1:{port}") })
    }

    /// The number of its process.
    pub(super) fn id(&self) -> u32 {
        self.server.id()
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
