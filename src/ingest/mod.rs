//! BYTES -> [`Table`]: recognises a file by its content, reads the columns it needs and keeps nothing else.
//!
//! ```text
//! first bytes -> Opening (what it is, where its header is, what each column holds)
//!             -> Scan (the bytes of a range -> rows as typed columns, parts of which can be handed between workers)
//!             -> Assembly (all parts, in order) -> File (tables, columns, findings)
//! ```
//!
//! In: bytes in chunks of any size, and what the user said of files with such a header. Out: tables of typed columns with their
//! diagnostics, or a diagnostic that says why the file cannot be used. Text ends here: child references leave as keyed hashes,
//! dates of birth as ages, places and categories as codes; columns that identify people are never read. Knows nothing of years,
//! counting or what is shown.

mod batch;
mod boundary;
mod child;
mod csv;
mod file;
mod file_name;
mod findings;
mod fingerprint;
mod format;
mod grid;
mod identifiers;
mod mapping;
mod memo;
mod opening;
mod part;
mod plan;
mod reader;
mod reason;
mod record;
mod refusal;
mod role;
mod scan;
mod sheet;
mod table;
mod tally;
mod text;
mod whole;
mod xml;

pub use file::{Assembly, File, FileColumn, FileTable, Mended};
pub use fingerprint::Fingerprint;
pub use format::Kind;
pub use grid::{Grid, GridRow};
pub use mapping::{Assignment, MAPPING_VERSION, Mapping};
pub use opening::{HEAD_BYTES, IsAggregated, Opening};
pub use part::{End, Part, Rows};
pub use plan::Why;
pub use reader::{Range, Scan};
pub use reason::Reason;
pub use role::Role;
pub use scan::{SYNTHETIC_PREFIX, SYNTHETIC_WORDS};
pub use table::{AGE_NOT_RECORDED, Key, MINUTE_NOT_RECORDED, OPEN, PLACE_NOT_KNOWN, Stretch, Table, column};
pub(crate) use text::printable;
