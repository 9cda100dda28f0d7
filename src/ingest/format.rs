//! What a file is: the kind of container its bytes are, and the kind of extract its header belongs to.

use super::refusal::Refusal;
use super::role::{Role, official_roles, official_words, police_roles};
use crate::recipe::Source;
use crate::reference::Category;
use serde::{Deserialize, Serialize};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The Missing table of the regional looked-after-children data: SSDA903's Missing module with `LA` and `YEAR`.
    Regional,
    /// The Missing module of one authority's SSDA903 return for one collection year.
    Ssda903,
    /// The missing table of the Standard Safeguarding Dataset.
    SafeguardingDataset,
    /// The Header module of SSDA903: a row for each child.
    Header,
    /// The Episodes module of SSDA903: a row for each legal status or placement of a child.
    Episodes,
    /// The UASC module of SSDA903: a row for each unaccompanied asylum-seeking child.
    Uasc,
    /// Incidents exported by a police force.
    Police,
    /// Figures that somebody else already aggregated.
    Published,
    /// A table whose columns have to be told by the user.
    Unrecognised,
}

impl Kind {
    /// The kinds that are told by official headers.
    const OFFICIAL: [Kind; 5] =
        [Kind::Ssda903, Kind::SafeguardingDataset, Kind::Episodes, Kind::Uasc, Kind::Header];

    /// The kind in plain words.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Regional => "Regional looked-after children extract (SSDA903 Missing with LA and YEAR)",
            Kind::Ssda903 => "SSDA903 Missing module of one local authority",
            Kind::SafeguardingDataset => "Standard Safeguarding Dataset, missing table",
            Kind::Header => "SSDA903 Header module",
            Kind::Episodes => "SSDA903 Episodes module",
            Kind::Uasc => "SSDA903 UASC module",
            Kind::Police => "Police export of missing incidents",
            Kind::Published => "Published figures",
            Kind::Unrecognised => "Table that was not recognised",
        }
    }

    /// Who recorded the missing episodes in it; none if there are no episodes in it.
    pub fn source(self) -> Option<Source> {
        match self {
            Kind::Regional | Kind::Ssda903 | Kind::SafeguardingDataset => Some(Source::LocalAuthority),
            Kind::Police => Some(Source::Police),
            Kind::Header | Kind::Episodes | Kind::Uasc | Kind::Published | Kind::Unrecognised => None,
        }
    }

    /// Whether it is one of SSDA903's modules that say more about the children of the Missing module.
    pub fn is_companion(self) -> bool {
        matches!(self, Kind::Header | Kind::Episodes | Kind::Uasc)
    }

    /// Whether it holds no column that says whose it is: the user is asked.
    pub(super) fn asks_authority(self, roles: &[Option<Role>]) -> bool {
        matches!(self, Kind::Ssda903 | Kind::SafeguardingDataset)
            || self.is_companion() && !has(roles, Role::Authority)
    }
}

/// What a file's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Container {
    /// Lines of text whose marks are single bytes: UTF-8, Windows-1252 and their like.
    Text,
    /// Text in UTF-16, low byte first.
    Utf16Le,
    /// Text in UTF-16, high byte first.
    Utf16Be,
    /// A workbook.
    Workbook,
    /// SSDA903's XML.
    Xml,
}

/// What the columns of a row were recognised as.
pub(super) struct Recognised {
    pub(super) kind: Kind,
    pub(super) roles: Vec<Option<Role>>,
}

/// Recognises a header row; columns may stand in any order and case, and others may stand among them.
///
/// # Errors
/// A sentence that says which columns were looked for and not found.
pub(super) fn recognise(headers: &[String]) -> Result<Recognised, String> {
    for kind in Kind::OFFICIAL {
        let roles = official_roles(kind, headers);
        let added = [Role::Authority, Role::CollectionYear, Role::BirthDate];
        // A date of birth is often taken out before an extract is passed on.
        let is_needed = |role: &Role| !added.contains(role);
        if official_words(kind).iter().map(|(role, _)| *role).filter(is_needed).all(|role| has(&roles, role))
        {
            let kind = match kind {
                Kind::Ssda903 if has(&roles, Role::Authority) => Kind::Regional,
                kind => kind,
            };
            return Ok(Recognised { kind, roles });
        }
    }
    let roles = police_roles(headers);
    let lacking = lacking(&roles, Kind::Police);
    if lacking.is_empty() {
        return Ok(Recognised { kind: Kind::Police, roles });
    }
    Err(format!(
        "No row was recognised as the header of an extract: no column was found for {}.",
        lacking.join("; nor for ")
    ))
}

/// What a table of missing episodes of a kind must have and these columns have not.
pub(super) fn lacking(roles: &[Option<Role>], kind: Kind) -> Vec<&'static str> {
    let has_any = |wanted: &[Role]| wanted.iter().any(|role| has(roles, *role));
    let mut lacking = Vec::new();
    if !has(roles, Role::Child) {
        lacking.push("a child's reference, without which small numbers cannot be protected");
    }
    if !has(roles, Role::Start) {
        lacking.push("the date missing");
    }
    // Whose a return is can be said of the whole file.
    if !kind.asks_authority(roles)
        && !has_any(&[Role::Region, Role::Authority, Role::Force, Role::Category(Category::Risk)])
    {
        lacking.push("a region, local authority, police force or risk level");
    }
    lacking
}

/// Whether some column has a role.
pub(super) fn has(roles: &[Option<Role>], role: Role) -> bool {
    roles.contains(&Some(role))
}

/// What a file's first bytes make it.
///
/// # Errors
/// If it is nothing that can be read.
pub(super) fn container(head: &[u8]) -> Result<Container, Refusal> {
    const SAVE_AS: &str =
        "Open it in the program it comes from, save it as \"CSV UTF-8\" or .xlsx, and choose that file.";
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    match head {
        [] => Err(Refusal::new(
            "ingest-empty-file",
            "The file is empty.",
            "Export it again, or choose another file.",
        )),
        [0xFF, 0xFE, ..] => Ok(Container::Utf16Le),
        [0xFE, 0xFF, ..] => Ok(Container::Utf16Be),
        // Beginnings of pictures and of documents that are no tables.
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Err(Refusal::new("ingest-picture", "The file is a picture, not a table.", SAVE_AS))
        }
        _ if head.starts_with(b"%PDF") || head.starts_with(b"{\\rtf") => {
            Err(Refusal::new("ingest-document", "The file is a document, not a table.", SAVE_AS))
        }
        // A workbook, or a protected or old one, which its reader tells apart.
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(Container::Workbook),
        // Latin letters in UTF-16 have a zero in every other byte.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Ok(Container::Utf16Le),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Ok(Container::Utf16Be),
        _ if text.trim_ascii_start().starts_with(b"<") => Ok(Container::Xml),
        // Only the first line is judged, so that it makes no difference how much of the file is at hand.
        _ if first_line(head).contains(&0) => {
            Err(Refusal::new("ingest-not-text", "The file is neither text nor a workbook.", SAVE_AS))
        }
        _ => Ok(Container::Text),
    }
}

/// The first line, without its end.
fn first_line(head: &[u8]) -> &[u8] {
    head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(head)
}
