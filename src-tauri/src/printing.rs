//! The platform's print dialog, on what the window has laid out for print: the pages, each a picture.
//!
//! A test that drives the window cannot drive that dialog: there, a file beside the answers to the other
//! dialogs says that it was asked for.

use gijicho_app::error::RpcError;
use tauri::WebviewWindow;

use crate::dialogs;

/// What a test finds in place of a dialog.
const ASKED_FOR: &str = "printed";

/// Opens the print dialog of the platform.
#[tauri::command]
pub(crate) async fn print_pages(window: WebviewWindow) -> Result<(), RpcError> {
    let opened = match dialogs::answers() {
        Some(answers) => std::fs::write(answers.join(ASKED_FOR), []).map_err(|error| error.to_string()),
        None => window.print().map_err(|error| error.to_string()),
    };
    opened.map_err(|detail| {
        let message = format!(
            "印刷の画面を開けませんでした（{detail}）。PDF で保存し、保存したファイルを開いて印刷してください。"
        );
        RpcError::new("no-print-dialog", message)
    })
}
