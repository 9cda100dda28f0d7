//! What the figures of a cube are figures of, in words.

use super::Question;
use crate::diagnostic::joined;
use crate::period::YearType;
use crate::recipe::{Dimension, Duplicates, Filter, Matching, Measure, Source};

/// What was counted, for everyone who reads a figure without having made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What the figures are, in a few words.
    pub title: String,
    /// Whose records and which years.
    pub subtitle: String,
    /// What one unit of the figures is and how it is put into a year, in full sentences.
    pub sentence: String,
    /// What the figures are in: what stands beside a scale.
    pub unit: &'static str,
    /// How many decimal places they have.
    pub decimals: u8,
}

impl Definition {
    /// The definition of a measure.
    pub(super) fn new(source: Source, question: &Question<'_>) -> Self {
        let measure = question.measure;
        let by = by_in_words(question.by, question.filters, question.year_type);
        let left_in = left_in(question.filters, question.year_type);
        let whose = match source {
            Source::LocalAuthority => "Local-authority records",
            Source::Police => "Police records",
        };
        let what = match measure {
            Measure::Episodes => String::new(),
            _ => format!(" {}", measure.words().definition),
        };
        let only = match question.filters {
            [] => String::new(),
            _ => format!(" Only these are counted: {}.", left_in.trim_start_matches(", ")),
        };
        let (unit, decimals) = unit(measure);
        Definition {
            title: format!("{}{by}{left_in}", title(measure, source)),
            subtitle: format!("{whose}, {}", question.year_type.plural()),
            sentence: format!(
                "{}{}{what}{only}{}{}",
                episode(source),
                in_year(measure, question.year_type),
                identical(question.duplicates, source),
                of_the_day(question.by)
            ),
            unit,
            decimals,
        }
    }
}

impl Definition {
    /// The definition of episodes that were matched over two sources.
    pub(super) fn matched(
        question: &Question<'_>,
        of_lists: &[Filter],
        of_events: &[Filter],
        matching: Matching,
    ) -> Self {
        let left_in = |filters: &[Filter]| left_in(filters, question.year_type);
        let by = by_in_words(question.by, of_events, question.year_type);
        let only = |when: &str, filters: &[Filter]| match filters {
            [] => String::new(),
            filters => format!(" {when}: {}.", left_in(filters).trim_start_matches(", ")),
        };
        Definition {
            title: format!("Missing episodes{by}{}{}", left_in(of_lists), left_in(of_events)),
            subtitle: format!("Local-authority and police records, matched, {}", question.year_type.plural()),
            sentence: format!(
                "Each figure is a number of episodes that either source has seen. Episodes are matched where the files of both have the \
                 same reference for a child, as the user says they do, and the episodes overlap or lie within {} hours of each other; a \
                 date without a time is taken for its whole day. Each matches one of the other source at the most, so that one long spell \
                 beside two incidents is one match. What both have seen stands under the year and region that the authority gives it. An \
                 episode without an end is taken to have been open for the day of its start or, in a return, until 31 March of its \
                 year.{}{}",
                matching.tolerance_hours,
                only("Only these are matched, where a source tells them apart", of_lists),
                only("Of the matched episodes only these are counted", of_events)
            ),
            unit: "Episodes",
            decimals: 0,
        }
    }
}

/// What the figures of a measure are, in a few words.
fn title(measure: Measure, source: Source) -> String {
    let (capital, noun) = match source {
        Source::LocalAuthority => ("Missing and away episodes", "missing and away episodes"),
        Source::Police => ("Missing episodes", "missing episodes"),
    };
    match measure {
        Measure::Episodes => capital.to_owned(),
        Measure::Children => format!("Children with {noun}"),
        Measure::ChildrenTwoOrMore => format!("Children with two or more {noun}"),
        Measure::ChildrenThreeOrMore => format!("Children with three or more {noun}"),
        Measure::ChildrenTenOrMore => format!("Children with ten or more {noun}"),
        Measure::EpisodesPerChild => format!("{capital} per child who had any"),
        Measure::DaysMedian => format!("Median length of {noun} in days"),
        Measure::DaysPercentile90 => format!("90th percentile of the length of {noun} in days"),
        Measure::DaysTotal => format!("Days in {noun}"),
        Measure::HoursMedian => format!("Median length of {noun} in hours"),
        Measure::HoursPercentile90 => format!("90th percentile of the length of {noun} in hours"),
        Measure::HoursTotal => format!("Hours in {noun}"),
        Measure::Over24HoursCertain => format!("{capital} certainly over 24 hours"),
        Measure::Over24HoursPossible => format!("{capital} possibly over 24 hours"),
        Measure::OpenAtYearEnd => format!("{capital} open at the end of the year"),
        Measure::InterviewsOffered => format!("Return interviews offered after {noun}"),
        Measure::InterviewsAccepted => format!("Return interviews accepted after {noun}"),
    }
}

/// What stands beside the scale, and the decimal places.
fn unit(measure: Measure) -> (&'static str, u8) {
    match measure {
        Measure::Episodes
        | Measure::Over24HoursCertain
        | Measure::Over24HoursPossible
        | Measure::OpenAtYearEnd => ("Episodes", 0),
        Measure::Children
        | Measure::ChildrenTwoOrMore
        | Measure::ChildrenThreeOrMore
        | Measure::ChildrenTenOrMore => ("Children", 0),
        Measure::EpisodesPerChild => ("Episodes per child", 1),
        Measure::DaysMedian | Measure::DaysPercentile90 => ("Days", 1),
        Measure::DaysTotal => ("Days", 0),
        Measure::HoursMedian | Measure::HoursPercentile90 | Measure::HoursTotal => ("Hours", 1),
        Measure::InterviewsOffered | Measure::InterviewsAccepted => ("Per cent", 1),
    }
}

/// What an episode is.
fn episode(source: Source) -> &'static str {
    match source {
        Source::LocalAuthority => {
            "An episode is a period in which a looked-after child was missing from care (code M) or away from \
             placement without authorisation (code A), of any length."
        }
        Source::Police => {
            "An episode is an incident, recorded by the police, in which a child was missing. The extract decides \
             which children are in it; they need not be looked after."
        }
    }
}

/// How an episode is put into a year.
fn in_year(measure: Measure, year_type: YearType) -> String {
    let year = match year_type {
        _ if measure == Measure::OpenAtYearEnd => return String::new(),
        YearType::ReportingCarriedOver => {
            return " Each episode is counted in every year from 1 April to 31 March in which it is open, whether it starts in it or was \
                    carried over, as the Department for Education counts; over all years it is counted once."
                .to_owned();
        }
        YearType::Reporting => "the year from 1 April to 31 March in which it starts",
        YearType::Calendar => "the calendar year in which it starts",
        YearType::Quarter => "the quarter of a financial year in which it starts",
        YearType::Month => "the month in which it starts",
    };
    let several = if measure == Measure::Episodes { "; a child can have several" } else { "" };
    format!(" Each episode is counted once, in {year}{several}.")
}

/// What counts as one where rows are identical.
fn identical(duplicates: Duplicates, source: Source) -> &'static str {
    match (duplicates, source) {
        (Duplicates::Counted, _) => "",
        (Duplicates::CountedOnce, Source::LocalAuthority) => {
            " Episodes of one child with the same start, end and code count as one, however often they stand in the files."
        }
        (Duplicates::CountedOnce, Source::Police) => {
            " Episodes of one child with the same start and end count as one, however often they stand in the files."
        }
    }
}

/// Where something is said of the day on which an episode starts.
fn of_the_day(by: &[Dimension]) -> String {
    let is_of_the_day =
        |dimension: &&Dimension| matches!(dimension, Dimension::LegalStatus | Dimension::Placement);
    let labels: Vec<&str> = by.iter().filter(is_of_the_day).map(|dimension| dimension.label()).collect();
    match labels.is_empty() {
        true => String::new(),
        false => format!(
            " What is said of {} is that of the day on which the episode starts, from the Episodes module of the same return.",
            and(&labels)
        ),
    }
}

/// What the figures are broken down by: " by month and region". A single year is no breakdown.
fn by_in_words(by: &[Dimension], filters: &[Filter], year_type: YearType) -> String {
    let is_of_one_year =
        filters.iter().any(|filter| filter.dimension == Dimension::Year && filter.categories.len() == 1);
    let labels = by.iter().filter_map(|dimension| match dimension {
        Dimension::Year if is_of_one_year => None,
        Dimension::Year => Some(year_type.noun()),
        other => Some(other.label()),
    });
    let labels: Vec<&str> = labels.collect();
    if labels.is_empty() { String::new() } else { format!(" by {}", and(&labels)) }
}

/// What the user left in: ", 2018 to 2025, risk category: High".
fn left_in(filters: &[Filter], year_type: YearType) -> String {
    let words = filters.iter().map(|Filter { dimension, categories }| match dimension {
        Dimension::Year => format!(", {}", years_in_words(categories, year_type)),
        other => {
            let names: Vec<&str> = categories.iter().map(String::as_str).collect();
            format!(", {}: {}", other.label(), joined(&names, " or "))
        }
    });
    words.collect()
}

/// "2018 to 2025" where they follow on one another, else each of them.
fn years_in_words(years: &[String], year_type: YearType) -> String {
    let numbers: Vec<i32> = years.iter().filter_map(|year| year_type.named(year)).collect();
    let is_run = numbers.len() == years.len() && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let told: Vec<String> = years.iter().map(|year| year_type.in_words(year)).collect();
    match &told[..] {
        [first, _, .., last] if is_run => format!("{first} to {last}"),
        told => and(&told.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

/// "a, b and c".
fn and(words: &[&str]) -> String {
    joined(words, " and ")
}
