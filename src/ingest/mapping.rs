//! What a user says about a file's columns and values: data that can be saved and applied to the next file with the same
//! header.

use super::format::Kind;
use super::role::{Role, comparable};
use crate::period::DateOrder;
use serde::{Deserialize, Serialize};

/// The version of the mappings that this program writes and reads.
pub const MAPPING_VERSION: u32 = 1;

/// How the columns and values of files with a certain header are to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mapping {
    /// [`MAPPING_VERSION`]; its name tells a mapping from any other JSON.
    pub whereabouts_mapping: u32,
    /// The header that it is for.
    pub header: Vec<String>,
    /// What such a file is.
    pub kind: Kind,
    /// For each column of the header, what it holds; none for a column that is not to be read.
    pub roles: Vec<Option<Role>>,
    /// Values with what they stand for.
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    /// The order of day and month, where a user had to say it.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// The sheet of the workbook, where a user chose one.
    #[serde(default)]
    pub sheet: Option<String>,
}

/// A value of a column and the official name of the category or place that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Assignment {
    /// What the column holds.
    pub role: Role,
    /// The value as it stands in the file.
    pub value: String,
    /// What it stands for.
    pub category: String,
}

impl Mapping {
    /// Whether it is for a header, spelt in any case and spacing.
    pub(crate) fn is_for(&self, header: &[String]) -> bool {
        self.whereabouts_mapping == MAPPING_VERSION
            && self.roles.len() == self.header.len()
            && self.header.len() == header.len()
            && self.header.iter().zip(header).all(|(known, found)| comparable(known) == comparable(found))
    }
}
