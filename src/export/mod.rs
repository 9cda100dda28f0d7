//! Release -> what people take away: the figures as CSV, workbook, report and for the clipboard, and the notes that belong with them.

mod clipboard;
mod csv;
mod date;
mod html;
mod json;
mod notes;
mod pivot;
mod published;
mod report;
mod xlsx;

pub use clipboard::{table_html, table_text};
pub use csv::{csv, read_csv};
pub use date::Date;
pub use json::json;
pub use notes::notes;
pub use pivot::pivot_csv;
pub use published::published_csv;
pub use report::report;
pub use xlsx::xlsx;
