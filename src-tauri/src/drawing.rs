//! How the web view draws on Linux: through a graphics device where the machine has one.
//!
//! Without one, WebKit composes its layers in a program that only imitates such a device: each frame
//! then takes a quarter of a second of processor time, a letter that is typed included, and the
//! window half as much memory again. Drawn straight into the window, a frame takes milliseconds.

use std::fs;
use std::path::Path;

use tauri::{App, Manager};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux keeps its graphics devices.
const DEVICES: &str = "/dev/dri";

/// Lets every window draw without a graphics device where there is none.
pub(crate) fn suit(app: &App) -> tauri::Result<()> {
    if has_device(Path::new(DEVICES)) {
        return Ok(());
    }
    for window in app.webview_windows().values() {
        window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        })?;
    }
    Ok(())
}

/// Whether there is a device that draws. One that only shows pictures (`card0` of a virtual machine) does not.
fn has_device(folder: &Path) -> bool {
    let devices = fs::read_dir(folder).into_iter().flatten().flatten();
    devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}
