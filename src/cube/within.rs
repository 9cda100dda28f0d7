//! Which region each authority or force of a table lies in, where the table has regions too.

use super::axis::Axis;
use crate::recipe::Dimension;
use crate::reference::{local_authorities, police_forces};

/// Says of each category of an axis of authorities or forces in which category of the axis of regions it lies; of no other axis, and of none
/// where there are no regions. By the map: the records of an authority may name another region than that in which it lies.
pub fn place_within(axes: &mut [Axis]) {
    let regions = axes.iter().find(|axis| axis.dimension == Dimension::Region);
    let regions: Option<Vec<String>> = regions.map(|axis| axis.categories.clone());
    for axis in axes {
        axis.within = regions.as_ref().and_then(|regions| {
            let region = |name: &String| {
                let region = region_of(axis.dimension, name)?;
                regions.iter().position(|known| known == region)
            };
            let is_narrower = matches!(axis.dimension, Dimension::LocalAuthority | Dimension::PoliceForce);
            is_narrower.then(|| axis.categories.iter().map(region).collect())
        });
    }
}

/// The region in which a place lies; none of one that is not known, and of all together.
fn region_of(dimension: Dimension, name: &str) -> Option<&'static str> {
    let authority = || local_authorities().iter().find(|one| one.name == name).map(|one| one.region);
    let force = || police_forces().iter().find(|one| one.name == name).map(|one| one.region);
    let region = if dimension == Dimension::LocalAuthority { authority() } else { force() };
    region.map(crate::reference::Region::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(dimension: Dimension, names: &[&str]) -> Axis {
        let categories = names.iter().map(|name| (*name).to_owned()).collect();
        Axis { dimension, label: "", definition: "", categories, not_recorded: None, within: None }
    }

    #[test]
    fn authorities_and_forces_lie_in_regions_of_the_same_table() {
        let mut axes = [
            axis(Dimension::Region, &["Yorkshire and The Humber", "London", "Total"]),
            axis(
                Dimension::LocalAuthority,
                &["Camden", "Kent", "Leeds", "Local authority not known", "Total"],
            ),
            axis(Dimension::PoliceForce, &["Metropolitan Police", "Total"]),
        ];
        place_within(&mut axes);
        assert_eq!(axes[0].within, None);
        // The South East is not in the table.
        assert_eq!(axes[1].within, Some(vec![Some(1), None, Some(0), None, None]));
        assert_eq!(axes[2].within, Some(vec![Some(1), None]));
        place_within(&mut axes[1..]);
        assert_eq!(axes[1].within, None);
    }
}
