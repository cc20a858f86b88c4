//! The window: opened only where there is a display, on a library that may fail to open.
//!
//! A library that cannot be opened does not keep the window from opening: every call answers with
//! the reason, and the window shows it.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use gijicho_app::error::RpcError;
use gijicho_app::{App, Inbox, Opening, Reading};

use crate::{dialogs, printing, rpc};

/// Exit status when the window cannot be opened.
const REFUSED: u8 = 3;

/// Opens the window and runs until it is closed.
pub(crate) fn open(library: Option<&Path>, actor: Option<&str>) -> ExitCode {
    if !has_display() {
        eprintln!(
            "画面がないため、ウィンドウを開けません。画面のある所で始めるか、コマンドを付けて使ってください（gijicho --help）。"
        );
        return ExitCode::from(REFUSED);
    }
    if let Some(status) = without_automation() {
        return status;
    }
    let inbox = Arc::new(Inbox::new(Reading::by_this_program()));
    let app = App::open(library, actor, Opening::Create).map(|app| app.with_inbox(inbox));
    let app = app.map_err(|error| RpcError::from(&error));
    let library = rpc::Library::new(app);
    let closing = library.clone();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(library.clone())
        .setup(move |app| {
            library.watch(app.handle().clone());
            library.tell_intake(app.handle().clone());
            #[cfg(target_os = "linux")]
            crate::drawing::suit(app)?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            rpc::rpc,
            dialogs::pick_files,
            dialogs::pick_folders,
            dialogs::pick_new_folder,
            dialogs::pick_save_path,
            printing::print_pages
        ])
        .build(tauri::generate_context!());
    match built {
        Ok(window) => {
            // The toolkit ends the process itself: nothing is dropped.
            window.run(move |_, event| {
                if matches!(event, tauri::RunEvent::Exit) {
                    closing.settle();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("ウィンドウを開けませんでした: {error}");
            ExitCode::from(REFUSED)
        }
    }
}

/// Opening a window without a display aborts deep inside the toolkit, so it is asked first.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_display() -> bool {
    true
}

/// The variable with which a web view lets itself be driven from outside.
pub(crate) const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Whether this process lets itself be driven by a test: never in a release build.
pub(crate) fn is_automated() -> bool {
    cfg!(debug_assertions) && std::env::var_os(AUTOMATION).is_some()
}

/// A release build that finds the variable starts itself again without it, so that nobody who
/// can set a variable can drive the window.
fn without_automation() -> Option<ExitCode> {
    if cfg!(debug_assertions) || std::env::var_os(AUTOMATION).is_none() {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let status =
        std::process::Command::new(program).args(std::env::args_os().skip(1)).env_remove(AUTOMATION).status().ok()?;
    Some(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
