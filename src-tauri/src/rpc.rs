//! The one command through which the window asks for everything, and the one thing it is told.
//!
//! Invariant: every change is announced once, whoever made it: this window, or a command line or
//! another window that shares the library.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use gijicho_app::App;
use gijicho_app::error::RpcError;
use serde::Serialize;
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{AppHandle, Emitter, State};

/// How often the library is asked whether somebody else has changed it.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The library that the window works on, or why it could not be opened.
#[derive(Clone)]
pub(crate) struct Library {
    app: Result<Arc<App>, RpcError>,
    /// Number of the last change that the window was told of.
    announced: Arc<AtomicI64>,
}

/// What the window hears after a change has been committed.
#[derive(Clone, Serialize)]
struct Changed {
    seq: i64,
}

impl Library {
    pub(crate) fn new(app: Result<App, RpcError>) -> Self {
        let seq = app.as_ref().map_or(0, App::last_seq);
        Self { app: app.map(Arc::new), announced: Arc::new(AtomicI64::new(seq)) }
    }

    /// Tells the window where something has changed since it was last told.
    fn announce(&self, handle: &AppHandle) {
        let Ok(app) = &self.app else { return };
        let seq = app.last_seq();
        if self.announced.fetch_max(seq, Ordering::SeqCst) < seq {
            // A window that is closing hears nothing any more.
            let _ = handle.emit("changed", Changed { seq });
        }
    }

    /// Leaves the library as it should lie, before the program ends.
    pub(crate) fn settle(&self) {
        if let Ok(app) = &self.app {
            app.settle();
        }
    }

    /// Tells the window how far a run over many files has come, as the event `intake`.
    pub(crate) fn tell_intake(&self, handle: AppHandle) {
        if let Ok(app) = &self.app {
            // A window that is closing hears nothing any more.
            app.on_intake_progress(move |progress| drop(handle.emit("intake", progress.clone())));
        }
    }

    /// Watches for changes that other processes make, and for the index, as long as the program runs.
    pub(crate) fn watch(&self, handle: AppHandle) {
        if let Ok(app) = &self.app {
            let told = handle.clone();
            app.on_index(move |status| drop(told.emit("index", status)));
            app.warm_up();
        }
        let library = self.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(LOOK_AGAIN);
                library.announce(&handle);
            }
        });
    }
}

/// Calls the command `name` away from the window's thread, and tells the window when it changed something.
#[tauri::command]
pub(crate) async fn rpc(
    handle: AppHandle,
    library: State<'_, Library>,
    name: String,
    request: Value,
) -> Result<Response, RpcError> {
    let app = library.app.clone()?;
    let call = move || gijicho_app::commands::answer(&app, &name, request);
    let answer = tauri::async_runtime::spawn_blocking(call).await.map_err(|error| {
        RpcError::new("internal", format!("処理が途中で止まりました（{error}）。もう一度お試しください。"))
    })?;
    library.announce(&handle);
    answer.map(Response::new)
}
