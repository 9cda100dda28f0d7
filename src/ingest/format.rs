//! Which kind of extract a header belongs to.

use super::mapping::{Mapping, Role};
use crate::recipe::Source;
use serde::{Deserialize, Serialize};

/// A kind of extract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The Missing table of the regional looked-after-children data: SSDA903's Missing module with `LA` and `YEAR`.
    Regional,
    /// The Missing module of one authority's SSDA903 return for one collection year.
    Ssda903,
    /// Incidents exported by a police force.
    Police,
}

impl Kind {
    /// The kind in plain words.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Regional => "Regional looked-after children extract (SSDA903 Missing with LA and YEAR)",
            Kind::Ssda903 => "SSDA903 Missing module of one local authority",
            Kind::Police => "Police export of missing incidents",
        }
    }

    /// Who recorded the episodes in it.
    pub fn source(self) -> Source {
        match self {
            Kind::Regional | Kind::Ssda903 => Source::LocalAuthority,
            Kind::Police => Source::Police,
        }
    }
}

/// Recognises a header row; columns may stand in any order and case, and others may stand among them.
///
/// # Errors
/// A sentence that says which columns were looked for and not found.
pub(super) fn recognise(headers: &[String]) -> Result<Mapping, String> {
    let ssda903 = Mapping::of_ssda903(headers);
    let is_ssda903 =
        [Role::Child, Role::Start, Role::End, Role::MissingStatus].iter().all(|role| ssda903.has(*role));
    if is_ssda903 {
        let kind = match ssda903.has(Role::Authority) {
            true => Kind::Regional,
            false => Kind::Ssda903,
        };
        return Ok(ssda903.of_kind(kind));
    }
    let police = Mapping::of_police(headers);
    let has_any = |roles: &[Role]| roles.iter().any(|role| police.has(*role));
    let mut lacking = Vec::new();
    if !police.has(Role::Child) {
        lacking.push("a child's reference, without which small numbers cannot be protected");
    }
    if !police.has(Role::Start) {
        lacking.push("the date missing");
    }
    if !has_any(&[Role::Region, Role::Authority, Role::Force, Role::Risk]) {
        lacking.push("a region, local authority, police force or risk level");
    }
    if lacking.is_empty() {
        return Ok(police.of_kind(Kind::Police));
    }
    Err(format!(
        "Its first row was not recognised as the header of an extract: no column was found for {}.",
        lacking.join("; nor for ")
    ))
}
