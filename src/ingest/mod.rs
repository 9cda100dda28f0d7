//! BYTES -> [`Table`]: recognises an extract by its header, reads the columns it needs and keeps nothing else.
//!
//! In: bytes in chunks of any size, and the file's name. Out: a table of typed columns with its diagnostics, or a
//! diagnostic that says why the file cannot be used. Text ends here: child references leave as keyed hashes, dates of
//! birth as ages, places and risks as codes. Knows nothing of years, counting or what is shown.

mod child;
mod csv;
mod dictionary;
mod file_name;
mod format;
mod mapping;
mod reader;
mod reason;
mod scan;
mod table;
mod text;

pub use format::Kind;
pub use reader::{File, Reader};
pub use reason::Reason;
pub use scan::SYNTHETIC_PREFIX;
pub use table::{Key, Table, column};
