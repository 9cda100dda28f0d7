//! What a sentence is about: "episodes in London (risk category: High)". The wording is grammatical whatever stands in it.

use crate::disclosure::Release;
use crate::recipe::{Dimension, Expression, Filter, Measure, Recipe};

/// So many categories are named; of more, so many and how many there are beside.
const N_NAMED: usize = 3;

/// The subject of a sentence, with what stands after its figures.
pub(super) struct Subject {
    /// As it stands in the middle of a sentence.
    pub(super) words: String,
    /// What its figures are in; empty for plain numbers.
    pub(super) unit: &'static str,
    /// Whether the figures are percentages, whose change is told in points.
    pub(super) is_per_cent: bool,
}

impl Subject {
    /// What the figures of a line are, by its category on each axis; none where there are no words for it.
    pub(super) fn of(release: &Release, recipe: &Recipe, line: &[usize]) -> Option<Subject> {
        let axes = release.axes().iter().zip(line).enumerate();
        let chosen = axes.filter(|(at, (axis, category))| {
            !matches!(axis.dimension, Dimension::Year | Dimension::Source)
                && release.total_of(*at) != Some(**category)
        });
        let mut chosen: Vec<Filter> = chosen
            .map(|(_, (axis, category))| Filter {
                dimension: axis.dimension,
                categories: vec![axis.categories[*category].clone()],
            })
            .collect();
        let shared = if recipe.expression == Expression::Share { chosen.pop() } else { None };
        let of_filters = recipe.filters.iter().filter(|filter| {
            let is_chosen = chosen.iter().any(|chosen| chosen.dimension == filter.dimension);
            filter.dimension != Dimension::Year && !is_chosen
        });
        let all: Vec<&Filter> = chosen.iter().chain(of_filters).collect();
        let narrowed = narrowed(&all);
        let is_matched = recipe.by.contains(&Dimension::SeenBy);
        let (noun, unit) = noun(recipe.measure, is_matched);
        let is_count = recipe.measure.is_count();
        let of = |words: String, unit, is_per_cent| Some(Subject { words, unit, is_per_cent });
        match (recipe.expression, shared) {
            (Expression::Share, Some(shared)) => {
                of(format!("the share of {} among {noun}{narrowed}", category(&shared)), " %", true)
            }
            (Expression::Share, None) => None,
            (Expression::Rate, _) => {
                of(format!("the rate of {noun}{narrowed} per 1,000 looked-after children"), "", false)
            }
            (Expression::Ratio, _) if is_count => of(
                format!(
                    "the number of {noun}{narrowed} recorded by the police for each recorded by local authorities"
                ),
                "",
                false,
            ),
            (Expression::Ratio, _) => None,
            (Expression::Difference, _) if !is_count => None,
            _ => of(format!("{noun}{narrowed}"), unit, unit == " %"),
        }
    }
}

/// What is counted or measured, and what its figures are in.
fn noun(measure: Measure, is_matched: bool) -> (&'static str, &'static str) {
    match measure {
        Measure::Episodes if is_matched => ("episodes that either source has seen", ""),
        Measure::Episodes => ("episodes", ""),
        Measure::Children => ("children with episodes", ""),
        Measure::ChildrenTwoOrMore => ("children with two or more episodes", ""),
        Measure::ChildrenThreeOrMore => ("children with three or more episodes", ""),
        Measure::ChildrenTenOrMore => ("children with ten or more episodes", ""),
        Measure::EpisodesPerChild => ("the number of episodes for each child who had any", ""),
        Measure::DaysMedian => ("the median length of episodes", " days"),
        Measure::DaysPercentile90 => ("the length that nine in ten episodes do not exceed", " days"),
        Measure::DaysTotal => ("the length of all episodes together", " days"),
        Measure::HoursMedian => ("the median length of episodes", " hours"),
        Measure::HoursPercentile90 => ("the length that nine in ten episodes do not exceed", " hours"),
        Measure::HoursTotal => ("the length of all episodes together", " hours"),
        Measure::Over24HoursCertain => ("episodes certainly over 24 hours", ""),
        Measure::Over24HoursPossible => ("episodes possibly over 24 hours", ""),
        Measure::OpenAtYearEnd => ("episodes open at the end of the year", ""),
        Measure::InterviewsOffered => {
            ("the share of episodes after which a return interview is recorded as offered", " %")
        }
        Measure::InterviewsAccepted => {
            ("the share of episodes after which a return interview is recorded as accepted", " %")
        }
    }
}

/// What figures are narrowed down to: " in London (risk category: High)".
fn narrowed(filters: &[&Filter]) -> String {
    let is_region = |filter: &&&Filter| {
        filter.dimension == Dimension::Region && filter.categories.iter().all(|name| is_known_region(name))
    };
    let mut words = String::new();
    if let Some(filter) = filters.iter().find(is_region) {
        let names: Vec<String> = filter.categories.iter().map(|name| with_article(name)).collect();
        words += &format!(" in {}", listed(&names, "and"));
    }
    let others: Vec<String> = filters
        .iter()
        .filter(|filter| !is_region(filter))
        .map(|filter| format!("{}: {}", filter.dimension.label(), listed(&filter.categories, "or")))
        .collect();
    if !others.is_empty() {
        words += &format!(" ({})", others.join("; "));
    }
    words
}

/// One category by itself: "London", or "\"High\" (risk category)".
fn category(filter: &Filter) -> String {
    let name = filter.categories.first().map_or("", String::as_str);
    match filter.dimension == Dimension::Region && is_known_region(name) {
        true => with_article(name),
        false => format!("\"{name}\" ({})", filter.dimension.label()),
    }
}

fn is_known_region(name: &str) -> bool {
    !name.ends_with("not known")
}

/// A region's name as it stands after "in": those that are named after a point of the compass have an article.
fn with_article(region: &str) -> String {
    let has_article = ["North ", "South ", "East ", "West "].iter().any(|point| region.starts_with(point));
    if has_article { format!("the {region}") } else { region.to_owned() }
}

fn listed(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= N_NAMED => format!("{} {word} {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..N_NAMED].join(", "), names.len() - N_NAMED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(dimension: Dimension, names: &[&str]) -> Filter {
        Filter { dimension, categories: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn what_is_narrowed_down_is_named() {
        let check = |filters: &[Filter], expected: &str| {
            assert_eq!(narrowed(&filters.iter().collect::<Vec<_>>()), expected);
        };
        check(&[], "");
        check(&[filter(Dimension::Region, &["London"])], " in London");
        check(&[filter(Dimension::Region, &["North East", "London"])], " in the North East and London");
        check(&[filter(Dimension::Region, &["Region not known"])], " (region: Region not known)");
        let risk = filter(Dimension::Risk, &["High", "Medium"]);
        check(
            &[filter(Dimension::LocalAuthority, &["Leeds"]), risk],
            " (local authority: Leeds; risk category: High or Medium)",
        );
        let five = filter(Dimension::Weekday, &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
        check(&[five], " (day of the week: Monday, Tuesday, Wednesday and 2 more)");
    }
}
