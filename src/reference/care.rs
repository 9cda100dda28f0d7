//! The codes that the SSDA903 return has for a child's care, and the groups in which figures show them (Department for Education,
//! children looked after return, code sets of the collections since 2017).

/// SSDA903's legal statuses, of all collection years since 2017.
pub(super) const LEGAL_STATUSES: [&str; 14] =
    ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3", "Not recorded"];

/// SSDA903's placements, of all collection years since 2017.
pub(super) const PLACEMENTS: [&str; 33] = [
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "U6",
    "K1",
    "K2",
    "K3",
    "H5",
    "P1",
    "P2",
    "P3",
    "R1",
    "R2",
    "R3",
    "R5",
    "S1",
    "A3",
    "A4",
    "A5",
    "A6",
    "T0",
    "T1",
    "T2",
    "T3",
    "T4",
    "Z1",
    "Z11",
    "Z12",
    "Z13",
    "Z14",
    "Not recorded",
];

/// SSDA903's reasons for which an episode ceased, of all collection years since 2017.
pub(super) const REASONS_CEASED: [&str; 26] = [
    "X1",
    "E11",
    "E12",
    "E2",
    "E3",
    "E4A",
    "E4B",
    "E13",
    "E41",
    "E43",
    "E44",
    "E45",
    "E46",
    "E47",
    "E48",
    "E5",
    "E6",
    "E7",
    "E8",
    "E9",
    "E14",
    "E15",
    "E16",
    "E17",
    "E99",
    "Not recorded",
];

/// SSDA903's ethnicities, and the groups themselves for files that have these alone.
pub(super) const ETHNICITIES: [&str; 27] = [
    "WBRI",
    "WIRI",
    "WOTH",
    "WIRT",
    "WROM",
    "MWBC",
    "MWBA",
    "MWAS",
    "MOTH",
    "AIND",
    "APKN",
    "ABAN",
    "AOTH",
    "BCRB",
    "BAFR",
    "BOTH",
    "CHNE",
    "OOTH",
    "REFU",
    "NOBT",
    "White",
    "Mixed",
    "Asian",
    "Black",
    "Chinese",
    "Other",
    "Not recorded",
];

/// Ethnic groups, each with its codes. Chinese stands by itself, since statistics have put it into different groups.
pub(super) const ETHNICITY_GROUPS: [(&str, &[&str]); 7] = [
    ("White", &["WBRI", "WIRI", "WOTH", "WIRT", "WROM", "White"]),
    ("Mixed", &["MWBC", "MWBA", "MWAS", "MOTH", "Mixed"]),
    ("Asian", &["AIND", "APKN", "ABAN", "AOTH", "Asian"]),
    ("Black", &["BCRB", "BAFR", "BOTH", "Black"]),
    ("Chinese", &["CHNE", "Chinese"]),
    ("Other", &["OOTH", "Other"]),
    ("Refused or not obtained", &["REFU", "NOBT"]),
];

/// Legal statuses in words, each with its codes. V3 and V4 are series of short breaks, which published statistics leave out.
pub(super) const LEGAL_STATUS_GROUPS: [(&str, &[&str]); 12] = [
    ("Interim care order (C1)", &["C1"]),
    ("Full care order (C2)", &["C2"]),
    ("Freeing order (D1)", &["D1"]),
    ("Placement order (E1)", &["E1"]),
    ("Section 20, single period (V2)", &["V2"]),
    ("Series of short breaks (V3, V4)", &["V3", "V4"]),
    ("Remand (J1)", &["J1"]),
    ("PACE (J2)", &["J2"]),
    ("YRO with residence (J3)", &["J3"]),
    ("Police protection (L1)", &["L1"]),
    ("Emergency protection order (L2)", &["L2"]),
    ("Child assessment order (L3)", &["L3"]),
];

/// Types of placement, each with its codes.
pub(super) const PLACEMENT_GROUPS: [(&str, &[&str]); 13] = [
    ("Foster care, relative or friend (U1-U3)", &["U1", "U2", "U3"]),
    ("Foster care, other (U4-U6)", &["U4", "U5", "U6"]),
    ("Secure children's home (K1)", &["K1"]),
    ("Children's home (K2)", &["K2"]),
    ("Supported accommodation (K3)", &["K3"]),
    ("Semi-independent or independent living (H5, P2)", &["H5", "P2"]),
    ("Own parents (P1)", &["P1"]),
    ("Residential school (S1)", &["S1"]),
    ("Other residential (P3, R1, R2, R3)", &["P3", "R1", "R2", "R3"]),
    ("Young offender institution (R5)", &["R5"]),
    ("Placed for adoption (A3-A6)", &["A3", "A4", "A5", "A6"]),
    ("Temporary (T0-T4)", &["T0", "T1", "T2", "T3", "T4"]),
    ("Other (Z1, Z11-Z14)", &["Z1", "Z11", "Z12", "Z13", "Z14"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_one_group() {
        let check = |codes: &[&str], groups: &[(&str, &[&str])]| {
            for code in codes.iter().filter(|code| **code != "Not recorded") {
                let n_groups = groups.iter().filter(|(_, codes)| codes.contains(code)).count();
                assert_eq!(n_groups, 1, "{code}");
            }
            for code in groups.iter().flat_map(|(_, codes)| *codes) {
                assert!(codes.contains(code), "{code}");
            }
        };
        check(&LEGAL_STATUSES, &LEGAL_STATUS_GROUPS);
        check(&PLACEMENTS, &PLACEMENT_GROUPS);
        check(&ETHNICITIES, &ETHNICITY_GROUPS);
    }
}
