//! The platform's dialogs for choosing files.
//!
//! A test that drives the window cannot drive the platform's dialogs: there, a folder answers for
//! the person. Such a folder is heeded only by a build that lets itself be driven
//! ([`crate::window::is_automated`]).

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// The folder that answers in a test: `open/` holds the files to choose, `save/` takes what is saved.
const ANSWERS: &str = "GIJICHO_DIALOG_DIR";

/// Where a test answers for the person; `None` where a person does.
pub(crate) fn answers() -> Option<PathBuf> {
    crate::window::is_automated().then(|| std::env::var_os(ANSWERS)).flatten().map(PathBuf::from)
}

/// Files to import; empty when the person thinks better of it.
#[tauri::command]
pub(crate) async fn pick_files(handle: AppHandle) -> Vec<String> {
    if let Some(answers) = answers() {
        let Ok(entries) = std::fs::read_dir(answers.join("open")) else { return Vec::new() };
        let mut paths: Vec<String> = entries.flatten().map(|entry| entry.path().display().to_string()).collect();
        paths.sort();
        return paths;
    }
    let picked = handle.dialog().file().set_title("取り込むファイルを選ぶ").blocking_pick_files().unwrap_or_default();
    picked.into_iter().filter_map(|file| file.into_path().ok()).map(|path| path.display().to_string()).collect()
}

/// Folders to import; empty when the person thinks better of it.
#[tauri::command]
pub(crate) async fn pick_folders(handle: AppHandle) -> Vec<String> {
    if let Some(answers) = answers() {
        return vec![answers.join("open").display().to_string()];
    }
    let picked =
        handle.dialog().file().set_title("取り込むフォルダーを選ぶ").blocking_pick_folders().unwrap_or_default();
    picked.into_iter().filter_map(|folder| folder.into_path().ok()).map(|path| path.display().to_string()).collect()
}

/// Where to put a new folder of this name: its full path; `None` when the person thinks better of it.
#[tauri::command]
pub(crate) async fn pick_new_folder(handle: AppHandle, name: String) -> Option<String> {
    let above = if let Some(answers) = answers() {
        answers.join("save")
    } else {
        handle.dialog().file().set_title("書き出す所を選ぶ").blocking_pick_folder()?.into_path().ok()?
    };
    Some(above.join(name).display().to_string())
}

/// Where to save; `None` when the person thinks better of it.
#[tauri::command]
pub(crate) async fn pick_save_path(handle: AppHandle, name: String) -> Option<String> {
    if let Some(answers) = answers() {
        return Some(answers.join("save").join(name).display().to_string());
    }
    let picked = handle.dialog().file().set_title("保存する所を選ぶ").set_file_name(name).blocking_save_file()?;
    picked.into_path().ok().map(|path| path.display().to_string())
}
