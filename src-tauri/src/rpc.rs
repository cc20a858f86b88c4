//! The one command through which the window asks for everything.

use std::sync::Arc;

use gijicho_app::App;
use gijicho_app::error::RpcError;
use serde::Serialize;
use serde_json::Value;
use tauri::{AppHandle, Emitter, State};

/// The library that the window works on, or why it could not be opened.
pub(crate) struct Library(pub(crate) Result<Arc<App>, RpcError>);

/// What the window hears after a change has been committed.
#[derive(Clone, Serialize)]
struct Changed {
    seq: i64,
}

/// Calls the command `name` away from the window's thread, and tells every window when it changed something.
#[tauri::command]
pub(crate) async fn rpc(
    handle: AppHandle,
    library: State<'_, Library>,
    name: String,
    request: Value,
) -> Result<Value, RpcError> {
    let app = library.0.clone()?;
    let call = move || {
        let before = app.last_seq();
        let answer = gijicho_app::commands::dispatch(&app, &name, request);
        (answer, before, app.last_seq())
    };
    let (answer, before, after) = tauri::async_runtime::spawn_blocking(call)
        .await
        .map_err(|error| RpcError::new("internal", format!("処理が途中で止まりました（{error}）。もう一度お試しください。")))?;
    if after != before {
        let _ = handle.emit("changed", Changed { seq: after });
    }
    answer
}
