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

    /// How many of the authorities or forces of a region are in the files, and how many there are today.
    fn share(&self, region: Region, source: Source) -> (usize, usize) {
        let names: Vec<&str> = match source {
            Source::LocalAuthority => {
                let live = local_authorities().iter().filter(|one| one.region == region && one.is_live);
                live.map(|one| one.name).collect()
            }
            Source::Police => {
                police_forces().iter().filter(|one| one.region == region).map(|one| one.name).collect()
            }
        };
        let is_held = |name: &&&str| self.authorities.contains(**name) || self.forces.contains(**name);
        (names.iter().filter(is_held).count(), names.len())
    }
}

/// Says region by region how much of it the files of either source cover, where that is not all of it in both.
pub(super) fn differences(session: &Session) -> Vec<String> {
    let both = [Source::LocalAuthority, Source::Police].map(|source| (source, Covered::of(session, source)));
    let regions: BTreeSet<Region> =
        both.iter().flat_map(|(_, covered)| covered.regions.iter().copied()).collect();
    let words = |region: &Region| {
        let [authorities, forces] = both.each_ref().map(|(source, covered)| covered.share(*region, *source));
        let is_all = authorities.0 == authorities.1 && forces.0 == forces.1;
        (!is_all).then(|| {
            format!(
                "{} ({} of {} authorities; {} of {} police forces)",
                region.name(),
                authorities.0,
                authorities.1,
                forces.0,
                forces.1
            )
        })
    };
    let partly: Vec<String> = regions.iter().filter_map(words).collect();
    match partly.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "The files of the two sources do not cover all of these regions: {}.",
            partly.join("; ")
        )],
    }
}
