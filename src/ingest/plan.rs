//! How a table is to be read: where its header is, what each column holds and why, and how dates are written.
//!
//! In: the first rows of a file and what the user said of such files. Out: a plan that every scan of the file follows,
//! so that all of its parts are read alike.

use super::format::{Container, Kind, has, lacking, recognise};
use super::grid::Grid;
use super::identifiers::{self, ToldBy};
use super::mapping::{Assignment, Mapping};
use super::memo::Memo;
use super::role::Role;
use super::scan::assigned;
use super::text::printable;
use crate::period::{DateOrder, OrderEvidence, order_evidence};
use serde::{Deserialize, Serialize};

/// A header is looked for in so many rows that are not blank.
const MAX_ROWS_ABOVE: usize = 30;

/// How many values of a column are looked at to see whether it identifies anybody.
const MAX_VALUES_JUDGED: usize = 200;

/// How many values of a column are shown.
const MAX_VALUES_SHOWN: usize = 4;

/// Longer values are shown cut.
const MAX_CHARS_SHOWN: usize = 40;

/// How a table is to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Plan {
    pub(super) container: Container,
    /// What parts the fields; nothing where the container is no text.
    pub(super) delimiter: u8,
    /// The header as it stands in the file.
    pub(super) header: Vec<String>,
    /// Its row.
    pub(super) header_row: u64,
    /// Where the rows begin, those above the header too.
    pub(super) text_offset: u64,
    /// Where the text after the header begins.
    pub(super) data_offset: u64,
    /// The row after the header.
    pub(super) data_row: u64,
    pub(super) kind: Kind,
    /// What each column holds.
    pub(super) roles: Vec<Option<Role>>,
    pub(super) columns: Vec<Column>,
    /// Why the kind could not be told, for a table that was not recognised.
    pub(super) lacking: Option<String>,
    pub(super) date_order: DateOrder,
    /// Whether the order of day and month is known: from the kind, the user, or the first rows.
    pub(super) is_order_settled: bool,
    pub(super) assignments: Vec<Assignment>,
    /// The sheet that is read, and all there are.
    pub(super) sheet: Option<String>,
    pub(super) sheets: Vec<String>,
    /// Whether the user chose the sheet.
    pub(super) is_sheet_said: bool,
}

/// What is known of a column beside its role.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Column {
    pub(super) why: Why,
    /// What it seems to hold that identifies people, in plain words; such a column is not read.
    pub(super) identifies: Option<String>,
    /// A few of its values; of children's references their shapes only, and none where it identifies people.
    pub(super) values: Vec<String>,
}

/// Why a column has its role, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// Its header is the official one.
    OfficialHeader,
    /// Its header is a usual word for it.
    UsualHeader,
    /// The user said so.
    Said,
    /// Its header says that it identifies people.
    IdentifyingHeader,
    /// Its values look as if they identified people.
    IdentifyingValues,
    /// Nothing speaks for any role.
    Unknown,
}

/// The first rows of a table, with where the text after each begins.
#[derive(Default)]
pub(super) struct Head {
    /// Where the first row begins.
    pub(super) text_offset: u64,
    /// The rows, as a grid.
    pub(super) grid: Grid,
    /// For each row, the offset of what follows it.
    pub(super) next_offsets: Vec<u64>,
}

impl Plan {
    /// Makes the plan of a table from its first rows; none if they have no row that could be a header.
    pub(super) fn of(
        container: Container,
        delimiter: u8,
        head: &Head,
        mappings: &[Mapping],
        is_aggregated: fn(&Grid) -> bool,
    ) -> Option<Plan> {
        let rows = &head.grid.rows;
        let candidates = || rows.iter().take(MAX_ROWS_ABOVE).enumerate();
        let said = candidates().find_map(|(at, row)| {
            let mapping = mappings.iter().rev().find(|mapping| mapping.is_for(&row.cells))?;
            Some((at, mapping))
        });
        let (at, kind, roles, lacks, mapping) = match said {
            Some((at, mapping)) => {
                let lacks = lacking(&mapping.roles, mapping.kind);
                let is_whole = lacks.is_empty() || mapping.kind.source().is_none();
                let kind = if is_whole { mapping.kind } else { Kind::Unrecognised };
                let lacks = (!is_whole).then(|| {
                    format!(
                        "Its columns do not make missing episodes yet: none is said to hold {}.",
                        lacks.join("; nor ")
                    )
                });
                (at, kind, mapping.roles.clone(), lacks, Some(mapping))
            }
            None => {
                let found = candidates().find_map(|(at, row)| Some((at, recognise(&row.cells).ok()?)));
                match found {
                    Some((at, found)) => (at, found.kind, found.roles, None, None),
                    None => {
                        // The widest row is the likeliest header, the first of them if there are several.
                        let n_cells =
                            |row: &super::grid::GridRow| row.cells.iter().filter(|c| !c.is_empty()).count();
                        let widest = candidates().map(|(_, row)| n_cells(row)).max()?;
                        let (at, row) = candidates().find(|(_, row)| n_cells(row) == widest)?;
                        if is_aggregated(&head.grid) {
                            (at, Kind::Published, vec![None; row.cells.len()], None, None)
                        } else {
                            let roles = super::role::police_roles(&row.cells);
                            let lacks = recognise(&row.cells).err();
                            (at, Kind::Unrecognised, roles, lacks, None)
                        }
                    }
                }
            }
        };
        let header: Vec<String> = rows[at].cells.iter().map(|cell| printable(cell)).collect();
        let below: Vec<&[String]> = rows[at + 1..].iter().map(|row| row.cells.as_slice()).collect();
        let mut plan = Plan {
            container,
            delimiter,
            header_row: rows[at].number,
            text_offset: head.text_offset,
            data_offset: head.next_offsets.get(at).copied().unwrap_or(0),
            data_row: rows[at].number + 1,
            kind,
            columns: Vec::new(),
            lacking: lacks,
            date_order: DateOrder::DayFirst,
            is_order_settled: true,
            assignments: mapping.map(|mapping| mapping.assignments.clone()).unwrap_or_default(),
            sheet: None,
            sheets: Vec::new(),
            is_sheet_said: false,
            header,
            roles,
        };
        let own = || match recognise(&rows[at].cells) {
            Ok(found) => found.roles,
            Err(_) => super::role::police_roles(&rows[at].cells),
        };
        plan.judge_columns(&below, mapping.map(|_| own()).as_deref());
        plan.settle_order(&below, mapping.and_then(|mapping| mapping.date_order));
        Some(plan)
    }

    /// Says of each column why it has its role, and takes it away from one that identifies people. `own`: the roles that columns would have by
    /// themselves, where the user has said what they hold.
    fn judge_columns(&mut self, below: &[&[String]], own: Option<&[Option<Role>]>) {
        let is_official = !matches!(self.kind, Kind::Police | Kind::Unrecognised | Kind::Published);
        for (at, header) in self.header.iter().enumerate() {
            let mut values: Vec<&str> = Vec::new();
            for row in below {
                let Some(value) = row.get(at).map(String::as_str).filter(|value| !value.is_empty()) else {
                    continue;
                };
                if values.len() < MAX_VALUES_JUDGED && !values.contains(&value) {
                    values.push(value);
                }
            }
            let role = self.roles[at];
            // A date of birth is read, to be made an age; every other column with a role is judged by its values too, since
            // a reference may turn out to be an NHS number.
            let found = match role {
                Some(Role::BirthDate) => None,
                _ if self.kind == Kind::Published => None,
                _ => identifiers::identify(header, &values),
            };
            // An official or usual header outweighs a word in it that names of people have too.
            let found = found.filter(|found| role.is_none() || found.told_by == ToldBy::Content);
            let why = match (&found, role) {
                (Some(found), _) if found.told_by == ToldBy::Header => Why::IdentifyingHeader,
                (Some(_), _) => Why::IdentifyingValues,
                (None, None) => Why::Unknown,
                (None, Some(_)) if own.is_some_and(|own| own.get(at) != Some(&role)) => Why::Said,
                (None, Some(_)) if is_official => Why::OfficialHeader,
                (None, Some(_)) => Why::UsualHeader,
            };
            let is_birth_date = role == Some(Role::BirthDate) || identifiers::looks_like_birth_dates(header);
            let shown = match found.is_some() || is_birth_date {
                true => Vec::new(),
                // A child's reference is never passed on as it stands, not even to be looked at.
                false if role == Some(Role::Child) => shapes(&values),
                false => values.iter().take(MAX_VALUES_SHOWN).map(|value| shortened(value)).collect(),
            };
            if found.is_some() {
                self.roles[at] = None;
            }
            self.columns.push(Column {
                why,
                identifies: found.map(|found| found.identifier.label().to_owned()),
                values: shown,
            });
        }
        if self.kind.source().is_some() && self.lacking.is_none() && !has(&self.roles, Role::Child) {
            self.lacking = Some(
                "The column with the children's references holds something that identifies them, so it was not read."
                    .to_owned(),
            );
            self.kind = Kind::Unrecognised;
        }
    }

    /// Tells day before month from month before day by the first rows, unless the user or the kind of file says it.
    fn settle_order(&mut self, below: &[&[String]], said: Option<DateOrder>) {
        if let Some(said) = said {
            self.date_order = said;
            return;
        }
        // The guide to SSDA903 has dd/mm/yyyy.
        if !matches!(self.kind, Kind::Police | Kind::SafeguardingDataset) {
            return;
        }
        let columns: Vec<usize> =
            [Role::Start, Role::End].into_iter().filter_map(|role| self.column(role)).collect();
        let mut is_day_first = false;
        let mut is_month_first = false;
        let mut is_either = false;
        for row in below {
            for value in columns.iter().filter_map(|at| row.get(*at)) {
                match order_evidence(value.as_bytes()) {
                    OrderEvidence::DayFirst => is_day_first = true,
                    OrderEvidence::MonthFirst => is_month_first = true,
                    OrderEvidence::Either => is_either = true,
                    OrderEvidence::None => {}
                }
            }
        }
        if is_month_first && !is_day_first {
            self.date_order = DateOrder::MonthFirst;
        }
        self.is_order_settled = is_day_first != is_month_first || !is_either;
    }

    /// The column that has a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|found| *found == Some(role))
    }

    /// The header of the column that has a role.
    pub(super) fn header_of(&self, role: Role) -> Option<&str> {
        self.header.get(self.column(role)?).map(String::as_str)
    }

    /// A memo of the column with a role, which reads by `read` what the user did not assign.
    pub(super) fn memo(
        &self,
        role: Role,
        otherwise: u16,
        read: impl Fn(&str) -> Option<u16> + 'static,
    ) -> Memo {
        let assignments: Vec<Assignment> =
            self.assignments.iter().filter(|found| found.role == role).cloned().collect();
        Memo::new(otherwise, move |text| read(assigned(&assignments, role, text)))
    }
}

/// The shapes of a few values, each once: an `A` for every letter and a `9` for every digit.
fn shapes(values: &[&str]) -> Vec<String> {
    let mask = |letter: char| match letter {
        letter if letter.is_numeric() => '9',
        letter if letter.is_alphabetic() => 'A',
        letter => letter,
    };
    let mut shapes: Vec<String> = Vec::new();
    for value in values {
        let shape: String = shortened(value).chars().map(mask).collect();
        if shapes.len() < MAX_VALUES_SHOWN && !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    shapes
}

fn shortened(value: &str) -> String {
    let value = printable(value);
    match value.char_indices().nth(MAX_CHARS_SHOWN) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value,
    }
}
