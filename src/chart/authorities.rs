//! The figures of local authorities in one year, with their regions, as the charts of them take them.

use super::Error;
use super::series::{cell_at, year_axis};
use crate::disclosure::{Cell, Release, Status};
use crate::recipe::Dimension;

/// An authority in one year.
pub(super) struct Authority<'a> {
    pub(super) name: &'a str,
    /// The places of its axis and of itself in the release.
    pub(super) category: (usize, usize),
    /// The place of its cell in the release.
    pub(super) at: usize,
    pub(super) cell: Cell,
    /// Its region's place on the axis of regions.
    pub(super) region: Option<usize>,
}

/// All of them.
pub(super) struct Authorities<'a> {
    pub(super) year: &'a str,
    pub(super) all: Vec<Authority<'a>>,
    /// The names of the regions, and the cell of each with its place.
    pub(super) regions: Vec<(&'a str, usize, Cell)>,
    /// The cell of all together, with its place.
    pub(super) total: (usize, Cell),
}

impl<'a> Authorities<'a> {
    /// Of a release by one year, regions and local authorities.
    ///
    /// # Errors
    /// If it is by others.
    pub(super) fn of(release: &'a Release) -> Result<Self, Error> {
        let axes = release.axes();
        let place = |dimension: Dimension| axes.iter().position(|axis| axis.dimension == dimension);
        let year_at = year_axis(release)?;
        let authority_at = place(Dimension::LocalAuthority).ok_or(Error::NotOfAuthorities)?;
        let region_at = place(Dimension::Region).ok_or(Error::NotOfAuthorities)?;
        let [year] = axes[year_at].parts() else { return Err(Error::NotOfAuthorities) };
        let total = |axis: usize| release.total_of(axis).ok_or(Error::NotOfAuthorities);
        let (all_regions, all_authorities) = (total(region_at)?, total(authority_at)?);
        let cell = |region: usize, authority: usize| {
            let mut categories = vec![0; axes.len()];
            (categories[region_at], categories[authority_at]) = (region, authority);
            let at = cell_at(release, &categories);
            (at, release.cells()[at])
        };
        let all = axes[authority_at].parts().iter().enumerate().filter_map(|(authority, name)| {
            let region =
                axes[authority_at].within.as_ref().and_then(|within| within.get(authority).copied()?);
            let (at, cell) = cell(all_regions, authority);
            let is_told = !matches!(cell.status(), Status::NotApplicable | Status::NotAvailable);
            is_told.then_some(Authority { name, category: (authority_at, authority), at, cell, region })
        });
        let all: Vec<Authority<'_>> = all.collect();
        if all.is_empty() {
            return Err(Error::NothingToShow);
        }
        let regions = axes[region_at].parts().iter().enumerate().map(|(region, name)| {
            let (at, cell) = cell(region, all_authorities);
            (name.as_str(), at, cell)
        });
        Ok(Authorities { year, all, regions: regions.collect(), total: cell(all_regions, all_authorities) })
    }

    /// How many are suppressed.
    pub(super) fn n_suppressed(&self) -> usize {
        self.all.iter().filter(|one| one.cell.status() == Status::Suppressed).count()
    }
}
