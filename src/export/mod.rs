//! Release -> text that people take away: the figures as CSV, and the notes that belong with them.

mod csv;
mod json;
mod notes;
mod published;

pub use csv::{csv, read_csv};
pub use json::json;
pub use notes::notes;
pub use published::published_csv;
