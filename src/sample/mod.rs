//! Synthetic extracts: believable in shape, made of nothing but a seed, and labelled as synthetic in every reference.
//!
//! In: a kind, a number of rows, a seed. Out: the lines of an extract. The same three give the same bytes everywhere; only
//! whole-number arithmetic is used. The shares come from published figures: about 11 % of children looked after in a year go
//! missing, 6 to 7 times each, and about nine episodes in ten last no longer than two days (Department for Education,
//! children looked after in England, years ending 31 March 2017 to 2025).

mod lines;
mod looked_after;
mod plan;

pub use looked_after::{LOOKED_AFTER_NAME, looked_after};
pub use plan::{FIRST_YEAR, LAST_YEAR, n_looked_after};

use fastrand::Rng;
use serde::Deserialize;

/// What a synthetic extract imitates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imitation {
    /// The Missing table of the regional looked-after-children data.
    Regional,
    /// The Missing module of one authority's SSDA903 return.
    Ssda903,
    /// A police export of incidents.
    Police,
}

/// The built-in sample: a regional and a police extract, each with its file name.
pub fn built_in() -> [(&'static str, Imitation, usize); 2] {
    [
        ("synthetic-regional.csv", Imitation::Regional, 90_000),
        ("synthetic-police.csv", Imitation::Police, 120_000),
    ]
}

/// The seed of the built-in sample: the date on which the question was put to Parliament, 21 January 2013.
pub const BUILT_IN_SEED: u64 = 20_130_121;

/// Makes an extract of `n_rows` rows under its header and hands it over line by line, each with its line feed.
///
/// # Errors
/// The first error that `write` returns.
pub fn extract<E>(
    kind: Imitation,
    n_rows: usize,
    seed: u64,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let mut rng = Rng::with_seed(seed ^ lines::stream(kind));
    let children = plan::children(kind, n_rows, &mut rng);
    write(lines::header(kind))?;
    let mut n_written = 0;
    for child in children {
        for spell in plan::spells(&child, &mut rng) {
            n_written += 1;
            write(&lines::line(kind, n_written, &child, spell, &mut rng))?;
        }
    }
    Ok(())
}
