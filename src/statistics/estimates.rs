//! How many episodes there were in all, seen or not, from what two sources have seen.

use super::capture::chapman;
use crate::diagnostic::grouped;
use crate::disclosure::Release;
use crate::recipe::Dimension;

/// What Chapman's estimate takes for granted. It is nearly never so here, and in which direction the estimate then errs is said.
const ASSUMPTIONS: &str = "Chapman's estimate takes for granted that the two sources see episodes independently of each other, that every \
                           episode is as likely to be seen as any other, that both are of the same children, places and time, and that \
                           matching makes no mistake. Where the one tells the other, the estimate is too low; where matches are missed, or \
                           the two are of different children, it is too high.";

/// One in so many episodes of the smaller source at the least has to be in the other. No source has a threshold; with less the assumptions
/// plainly fail.
const MIN_SHARE_OF_SMALLER: u64 = 10;

/// For each year, over all regions, the episodes estimated from released figures of who has seen them, with the 95 % interval; or why there
/// is no estimate. With the assumptions, once.
pub fn estimates(release: &Release) -> Vec<String> {
    let axes = release.axes();
    let find = |dimension: Dimension| axes.iter().position(|axis| axis.dimension == dimension);
    let (Some(seen_at), year_at) = (find(Dimension::SeenBy), find(Dimension::Year)) else {
        return Vec::new();
    };
    let totals = (0..axes.len()).fold(0, |cell, axis| match release.total_of(axis) {
        Some(total) => release.along(cell, axis, total),
        None => cell,
    });
    let years: Vec<(String, usize)> = match year_at {
        None => vec![("All together".to_owned(), totals)],
        Some(axis) => {
            let years = axes[axis].parts().iter().enumerate();
            years.map(|(at, year)| (year.clone(), release.along(totals, axis, at))).collect()
        }
    };
    let estimate = |(year, cell): &(String, usize)| {
        let seen =
            |by: usize| release.figure_at(release.along(*cell, seen_at, by)).map(|figure| figure as u64);
        let (Ok(both), Ok(police), Ok(authority)) = (seen(0), seen(1), seen(2)) else {
            return format!("{year}: no estimate, since not all of the figures can be shown.");
        };
        // References that mean different children match here and there by chance, and the estimate is then of nothing.
        let is_chance = both * MIN_SHARE_OF_SMALLER < (both + police).min(both + authority);
        if is_chance {
            return format!(
                "{year}: no estimate, since fewer than one in {MIN_SHARE_OF_SMALLER} episodes of the smaller source are in the other: the \
                 references, the children or the places are hardly the same."
            );
        }
        // Where one list holds the other, it is not one of two that each miss some by chance.
        let is_within = police == 0 || authority == 0;
        match chapman(both + police, both + authority, both).filter(|_| !is_within) {
            None if is_within => {
                format!("{year}: no estimate, since one of the sources has seen all that the other has.")
            }
            None => format!("{year}: no estimate, since too few episodes were seen by both."),
            Some(estimate) => format!(
                "{year}: {} episodes estimated (95 % interval {} to {}), of which {} were seen by either.",
                rounded(estimate.total),
                rounded(estimate.lower),
                rounded(estimate.upper),
                grouped(both + police + authority)
            ),
        }
    };
    let estimates: Vec<String> = years.iter().map(estimate).collect();
    estimates.into_iter().chain([ASSUMPTIONS.to_owned()]).collect()
}

fn rounded(number: f64) -> String {
    grouped(number.round().max(0.0) as u64)
}
