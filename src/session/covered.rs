//! Which places the files of a source cover.

use super::{Held, Session};
use crate::recipe::{Dimension, Filter, Source};
use crate::reference::{
    LocalAuthority, Region, find_authority, find_force, local_authorities, normalise, police_forces,
};
use std::collections::BTreeSet;

/// The places that the files of a source cover.
pub(super) struct Covered {
    /// The authorities in them; none for the police.
    pub(super) authorities: BTreeSet<&'static str>,
    /// The forces in them; none for authorities.
    pub(super) forces: BTreeSet<&'static str>,
}

impl Covered {
    /// Those of a source.
    pub(super) fn of(session: &Session, source: Source) -> Covered {
        let files = session.held.iter().filter(|held| held.file.kind.source() == Some(source));
        let places: Vec<&str> = files.flat_map(Held::places).collect();
        let (authorities, forces) = match source {
            Source::LocalAuthority => (places, Vec::new()),
            Source::Police => (Vec::new(), places),
        };
        Covered {
            authorities: authorities.into_iter().filter_map(find_authority).map(|one| one.name).collect(),
            forces: forces.into_iter().filter_map(find_force).map(|one| one.name).collect(),
        }
    }

    /// Those of them that filters leave in.
    pub(super) fn left_in(mut self, filters: &[Filter]) -> Covered {
        for filter in filters {
            let named = |name: &str| filter.categories.iter().any(|one| normalise(one) == normalise(name));
            let is_in = |region: Region, force: &str, authority: Option<&str>| match filter.dimension {
                Dimension::Region => named(region.name()),
                Dimension::PoliceForce => named(force),
                // A force is no authority.
                Dimension::LocalAuthority => authority.is_some_and(named),
                _ => true,
            };
            let authority = |name: &&'static str| {
                find_authority(name).is_some_and(|one| is_in(one.region, one.force, Some(one.name)))
            };
            self.authorities.retain(authority);
            self.forces.retain(|name| find_force(name).is_some_and(|one| is_in(one.region, one.name, None)));
        }
        self
    }

    /// The regions in which they lie.
    pub(super) fn regions(&self) -> BTreeSet<Region> {
        let authorities =
            self.authorities.iter().filter_map(|name| find_authority(name)).map(|one| one.region);
        let forces = self.forces.iter().filter_map(|name| find_force(name)).map(|one| one.region);
        authorities.chain(forces).collect()
    }

    /// Whether they have an authority, by itself or with the force in whose area it lies.
    pub(super) fn has(&self, authority: &LocalAuthority) -> bool {
        self.authorities.contains(authority.name) || self.forces.contains(authority.force)
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

/// A caveat names so many places; the others are named in the list of what could explain how the sources differ.
const N_NAMED: usize = 3;

/// How the places that the files of both sources cover differ.
#[derive(Default)]
pub(super) struct Differences {
    /// What a reader must know.
    pub(super) caveat: Option<String>,
    /// All of it, where that is more.
    pub(super) whole: Option<String>,
}

/// Says which police force areas the files of both sources cover, and how far they cover the others: the smallest places that figures of
/// both can be compared for.
pub(super) fn differences(session: &Session) -> Differences {
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
    if partly.is_empty() {
        return Differences::default();
    }
    let list = |places: &[String]| if places.is_empty() { "none".to_owned() } else { places.join("; ") };
    let named = &partly[..N_NAMED.min(partly.len())];
    let n_whole = match whole.len() {
        0 => "no police force area".to_owned(),
        1 => "one police force area".to_owned(),
        n => format!("{n} police force areas"),
    };
    let n_others = partly.len() - named.len();
    let others = match n_others {
        0 => String::new(),
        _ => format!("; and {n_others} more, which the notes name"),
    };
    Differences {
        caveat: Some(format!(
            "COMPARE LIKE WITH LIKE: the files of both sources cover {n_whole} whole, and these not alike: {}{others}.",
            list(named)
        )),
        whole: (n_others > 0 || !whole.is_empty()).then(|| {
            format!("Coverage: whole of both sources: {}. Not alike: {}.", list(&whole), list(&partly))
        }),
    }
}
