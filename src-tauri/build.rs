//! Declares the commands of the shell, so that the window's permissions can name them.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "pick_files",
        "pick_folders",
        "pick_new_folder",
        "pick_save_path",
        "print_pages",
    ]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo::error={error:#}");
    }
}
