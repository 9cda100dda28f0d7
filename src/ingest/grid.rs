//! A small file as it stands, for figures that somebody else already aggregated.

use serde::{Deserialize, Serialize};

/// Every row of a file that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The rows, in order.
    pub rows: Vec<GridRow>,
}

/// One row of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    /// The number under which a spreadsheet shows it; the first row is 1.
    pub number: u64,
    /// Its cells as text, without white space around them; as many as the row has.
    pub cells: Vec<String>,
}
