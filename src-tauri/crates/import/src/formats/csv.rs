//! Comma-separated cells.
