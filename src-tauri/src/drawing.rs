//! How the web view draws on Linux, where a machine has no graphics device and somebody asks for it.
//!
//! Without a device, WebKit composes its layers in a program that only imitates one: each frame then
//! takes a quarter of a second of processor time, a letter that is typed included, and the window half
//! as much memory again. Drawn straight into the window, a frame takes milliseconds; but WebKit may
//! then wait for ever for a frame after the window has changed its size, so nobody gets it unasked.

use std::env;

use tauri::{App, Manager};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// The variable that asks for it.
const PLAINLY: &str = "GIJICHO_DRAW_PLAINLY";

/// Lets every window draw without a graphics device, where that is asked for.
pub(crate) fn suit(app: &App) -> tauri::Result<()> {
    if env::var_os(PLAINLY).is_none() {
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
