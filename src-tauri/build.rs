//! Declares the one command of the shell, so that the window's permissions can name it.
fn main() {
    tauri_build::build();
}
