//! Which places the files of a source cover.

use super::{Held, Session};
use crate::recipe::Source;
use crate::reference::{Region, find_authority, find_force, local_authorities, police_forces};
use std::collections::BTreeSet;

/// The places that the files of a source cover.
pub(super) struct Covered {
    /// The authorities in them; none for the police.
    pub(super) authorities: BTreeSet<&'static str>,
    /// The forces in them; none for authorities.
    pub(super) forces: BTreeSet<&'static str>,
    /// The regions in which these lie.
    pub(super) regions: BTreeSet<Region>,
}

impl Covered {
    /// Those of a source.
    pub(super) fn of(session: &Session, source: Source) -> Covered {
        let files = session.held.iter().filter(|held| held.file.kind.source() == Some(source));
        let places = files.flat_map(Held::places);
        let mut covered =
            Covered { authorities: BTreeSet::new(), forces: BTreeSet::new(), regions: BTreeSet::new() };
        for place in places {
            let region = match source {
                Source::LocalAuthority => find_authority(place).map(|authority| {
                    covered.authorities.insert(authority.name);
                    authority.region
                }),
                Source::Police => find_force(place).map(|force| {
                    covered.forces.insert(force.name);
                    force.region
                }),
            };
            covered.regions.extend(region);
        }
        covered
    }

    /// Whether every authority or force of a region is in the files.
    pub(super) fn is_whole(&self, region: Region, year: i32) -> bool {
        if !self.forces.is_empty() {
            return police_forces().iter().all(|one| one.region != region || self.forces.contains(one.name));
        }
        let mut there = local_authorities().iter().filter(|one| one.region == region && one.was_there(year));
        there.all(|one| self.authorities.contains(one.name))
    }
}

/// Says which police force areas the files of both sources cover, and how far they cover the others: the smallest places that figures of
/// both can be compared for.
pub(super) fn differences(session: &Session) -> Vec<String> {
    let authorities = Covered::of(session, Source::LocalAuthority).authorities;
    let forces = Covered::of(session, Source::Police).forces;
    let (mut whole, mut partly) = (Vec::new(), Vec::new());
    for force in police_forces() {
        let area = local_authorities().iter().filter(|one| one.is_live && one.force == force.name);
        let area: Vec<&str> = area.map(|one| one.name).collect();
        let n_held = area.iter().filter(|name| authorities.contains(**name)).count();
        match (forces.contains(force.name), n_held) {
            (false, 0) => {}
            (true, n_held) if n_held == area.len() => whole.push(force.name.to_owned()),
            (is_held, n_held) => partly.push(format!(
                "{} ({n_held} of {} authorities, {})",
                force.name,
                area.len(),
                if is_held { "police" } else { "no police" }
            )),
        }
    }
    let list = |places: &[String]| if places.is_empty() { "none".to_owned() } else { places.join("; ") };
    match partly.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "COMPARE LIKE WITH LIKE: the files of both sources cover these police force areas whole: {}. They do not cover these alike: {}.",
            list(&whole),
            list(&partly)
        )],
    }
}
