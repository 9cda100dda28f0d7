//! How much is not recorded, and whether that alone could make a trend.

use crate::disclosure::Release;
use crate::recipe::Dimension;

/// From this share on, in per cent, what is not recorded is said to be large. No source has a threshold; in this one, every tenth
/// episode could belong to any category.
const LARGE_PER_CENT: f64 = 10.0;

/// A share that differs by so many percentage points between two years is said to change much.
const CHANGE_POINTS: f64 = 10.0;

/// For each dimension of figures of episodes or children in which something is not recorded: its share, and a warning where that is so
/// large, or changes so much over the years, that a trend may be an artefact. From released figures alone. `are_shown`: whether the reader
/// sees these figures; of others the shares are not told, which with the number of rows would give away how many are recorded.
pub fn not_recorded(release: &Release, are_shown: bool) -> Vec<String> {
    let axes = release.axes();
    let year_at = axes.iter().position(|axis| axis.dimension == Dimension::Year);
    let totals: Option<usize> =
        (0..axes.len()).try_fold(0, |cell, axis| Some(release.along(cell, axis, release.total_of(axis)?)));
    let Some(totals) = totals else { return Vec::new() };
    let of_axis = |at: usize| {
        let unknown = axes[at].not_recorded?;
        let share = |cell: usize| {
            let whole = release.figure_at(cell).ok().filter(|whole| *whole > 0.0)?;
            Some(release.figure_at(release.along(cell, at, unknown)).ok()? / whole * 100.0)
        };
        let overall = share(totals).filter(|share| *share > 0.0)?;
        let by_year = year_at.map(|year_at| {
            let years = axes[year_at].parts().iter().enumerate();
            years
                .filter_map(|(year, name)| Some((name, share(release.along(totals, year_at, year))?)))
                .collect()
        });
        let (unknown, label) = (&axes[at].categories[unknown], axes[at].label);
        Some(sentence(unknown, label, overall, by_year.unwrap_or_default(), are_shown))
    };
    (0..axes.len()).filter_map(of_axis).collect()
}

/// A share in words; one that would be rounded to nothing is not nothing.
fn per_cent(share: f64) -> String {
    if share < 0.05 { "less than 0.1 %".to_owned() } else { format!("{share:.1} %") }
}

fn sentence(
    unknown: &str,
    label: &str,
    overall: f64,
    by_year: Vec<(&String, f64)>,
    are_shown: bool,
) -> String {
    let is_large = overall >= LARGE_PER_CENT;
    let how_much = match (are_shown, is_large) {
        (true, _) => per_cent(overall),
        (false, true) => "a tenth or more".to_owned(),
        (false, false) => "less than a tenth".to_owned(),
    };
    let words = format!("\"{unknown}\" under {label} is {how_much} of the episodes");
    let by = |one: &&(&String, f64), other: &&(&String, f64)| one.1.total_cmp(&other.1);
    let extremes = by_year.iter().min_by(by).zip(by_year.iter().max_by(by));
    let spread = extremes.filter(|((_, lowest), (_, highest))| highest - lowest >= CHANGE_POINTS);
    match spread {
        Some(((low_year, _), (high_year, _))) if !are_shown => format!(
            "THE TREND MAY BE AN ARTEFACT: {words}, least in {low_year} and most in {high_year}. Where recording changes, every other \
             category changes with it."
        ),
        Some(((low_year, lowest), (high_year, highest))) => format!(
            "THE TREND MAY BE AN ARTEFACT: {words}, from {} in {low_year} to {} in {high_year}. Where recording changes, every other \
             category changes with it.",
            per_cent(*lowest),
            per_cent(*highest)
        ),
        None if is_large => {
            format!("{words}, so much that what is said of the other categories may not hold.")
        }
        None => format!("{words}."),
    }
}
