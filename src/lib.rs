//! Whereabouts turns anonymised extracts about children who go missing from care into trend charts and tables by year,
//! region and risk category that are safe to publish. It runs entirely where the files are: in one web page, or at the
//! command line.
//!
//! One direction, one verb and one product for each phase:
//!
//! ```text
//! bytes -> Table -> Episodes -> Cube -> Release -> SVG | CSV | XLSX | report | notes
//!         ingest    episodes    cube    disclosure  chart, export
//! ```
//!
//! - [`ingest`] recognises a file and reads the columns it needs; text ends there.
//! - [`published`] reads the figures of files that somebody else aggregated; they are shown by themselves.
//! - [`episodes`] puts the tables of one source together.
//! - [`cube`] counts episodes, and the children behind them, by up to three dimensions.
//! - [`disclosure`] decides what may be shown.
//! - [`chart`] draws and [`export`] writes what may be shown.
//! - [`session`] is the facade over all of it; [`recipe`] is every choice a user makes; [`reference`](mod@reference) holds
//!   facts, [`period`] dates and years, [`diagnostic`] what is said about the user's data, [`sample`] made-up extracts,
//!   [`statistics`] what chance may have done to numbers.
//!
//! What holds throughout:
//!
//! - Only a [`disclosure::Release`] leaves. A [`cube::Cube`] cannot be serialised and its counts are open to `disclosure` alone.
//! - A child's reference is hashed as it is read, with a key that the caller draws for each session, and the text is dropped. A
//!   date of birth becomes an age and is dropped.
//! - Unknown is not zero: "not recorded" is a category, and a cell says why it has no figure.
//! - The sources count the same events and are never added together.
//! - Rows in a file = rows used + rows set aside for a stated reason.
//! - The core reads no clock, no disk and no randomness, so the same files and recipe give the same bytes everywhere.

// What the core knows of children leaves it in a release and in no other way.
#![deny(clippy::print_stderr)]

pub mod chart;
pub mod cube;
pub mod diagnostic;
pub mod disclosure;
pub mod episodes;
pub mod export;
pub mod ingest;
pub mod period;
pub mod published;
pub mod recipe;
pub mod reference;
pub mod sample;
pub mod session;
pub mod statistics;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
