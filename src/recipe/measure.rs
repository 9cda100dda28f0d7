//! What is counted or measured, and how the figure is expressed.

use super::Words;
use serde::{Deserialize, Serialize};

/// What is counted or measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Episodes.
    #[default]
    Episodes,
    /// Distinct children.
    Children,
    /// Children with two episodes or more.
    ChildrenTwoOrMore,
    /// Children with three or more.
    ChildrenThreeOrMore,
    /// Children with ten or more.
    ChildrenTenOrMore,
    /// Episodes for each child who had any.
    EpisodesPerChild,
    /// The median length in days.
    DaysMedian,
    /// The length in days that nine in ten do not exceed.
    #[serde(rename = "days_percentile_90")]
    DaysPercentile90,
    /// All days together.
    DaysTotal,
    /// The median length in hours.
    HoursMedian,
    /// The length in hours that nine in ten do not exceed.
    #[serde(rename = "hours_percentile_90")]
    HoursPercentile90,
    /// All hours together.
    HoursTotal,
    /// Episodes that certainly lasted more than 24 hours.
    #[serde(rename = "over_24_hours_certain")]
    Over24HoursCertain,
    /// Episodes that certainly or possibly did.
    #[serde(rename = "over_24_hours_possible")]
    Over24HoursPossible,
    /// Episodes open at the end of the year.
    OpenAtYearEnd,
    /// Episodes after which a return interview was offered.
    InterviewsOffered,
    /// Episodes after which one was accepted.
    InterviewsAccepted,
}

impl Measure {
    /// All, in the order in which they are offered.
    pub const ALL: [Measure; 17] = [
        Measure::Episodes,
        Measure::Children,
        Measure::ChildrenTwoOrMore,
        Measure::ChildrenThreeOrMore,
        Measure::ChildrenTenOrMore,
        Measure::EpisodesPerChild,
        Measure::DaysMedian,
        Measure::DaysPercentile90,
        Measure::DaysTotal,
        Measure::HoursMedian,
        Measure::HoursPercentile90,
        Measure::HoursTotal,
        Measure::Over24HoursCertain,
        Measure::Over24HoursPossible,
        Measure::OpenAtYearEnd,
        Measure::InterviewsOffered,
        Measure::InterviewsAccepted,
    ];

    /// Its name in recipes.
    pub fn name(self) -> &'static str {
        self.words().name
    }

    /// How it is called and what it means.
    pub fn words(self) -> Words {
        let (name, label, definition) = match self {
            Measure::Episodes => {
                ("episodes", "episodes", "Each episode counts once in the table; a child can have several.")
            }
            Measure::Children => (
                "children",
                "children",
                "Each child counts once in each cell, however many episodes it had there. A child can be in several cells, so cells \
                 do not add up to their total.",
            ),
            Measure::ChildrenTwoOrMore => (
                "children_two_or_more",
                "children with two or more episodes",
                "Children who had two or more episodes within the cell. Cells do not add up to their total.",
            ),
            Measure::ChildrenThreeOrMore => (
                "children_three_or_more",
                "children with three or more episodes",
                "Children who had three or more episodes within the cell. Cells do not add up to their total.",
            ),
            Measure::ChildrenTenOrMore => (
                "children_ten_or_more",
                "children with ten or more episodes",
                "Children who had ten or more episodes within the cell. Cells do not add up to their total.",
            ),
            Measure::EpisodesPerChild => (
                "episodes_per_child",
                "episodes per child",
                "Episodes divided by the children who had any. Children who were never missing are not in it, nor are episodes without a \
                 child's reference.",
            ),
            Measure::DaysMedian => (
                "days_median",
                "median length in days",
                "Half of the episodes whose end is recorded last so many days or fewer, from the date of the start to that of the end.",
            ),
            Measure::DaysPercentile90 => (
                "days_percentile_90",
                "90th percentile of the length in days",
                "Nine in ten of the episodes whose end is recorded last so many days or fewer, from the date of the start to that of \
                 the end.",
            ),
            Measure::DaysTotal => (
                "days_total",
                "total days",
                "The days of all episodes whose end is recorded, each from the date of the start to that of the end, so that an \
                 episode within one day has none.",
            ),
            Measure::HoursMedian => (
                "hours_median",
                "median length in hours",
                "Half of the episodes whose times of start and end are recorded last so many hours or fewer, by the clock.",
            ),
            Measure::HoursPercentile90 => (
                "hours_percentile_90",
                "90th percentile of the length in hours",
                "Nine in ten of the episodes whose times of start and end are recorded last so many hours or fewer, by the clock.",
            ),
            Measure::HoursTotal => (
                "hours_total",
                "total hours",
                "The hours of all episodes whose times of start and end are recorded.",
            ),
            Measure::Over24HoursCertain => (
                "over_24_hours_certain",
                "episodes certainly over 24 hours",
                "Episodes that certainly lasted more than 24 hours: by the clock where times are recorded, and otherwise those that \
                 end two days or more after the date of their start; an open one of a return lasted to the end of its year at the \
                 least. Together with those possibly over 24 hours they are the bounds \
                 between which the true figure lies.",
            ),
            Measure::Over24HoursPossible => (
                "over_24_hours_possible",
                "episodes possibly over 24 hours",
                "Episodes that lasted more than 24 hours for certain or possibly: where no times are recorded, one that ends on the day \
                 after its start may be of any length up to 48 hours, and one with no end recorded of any.",
            ),
            Measure::OpenAtYearEnd => (
                "open_at_year_end",
                "episodes open at the end of the year",
                "Episodes that have started and not ended at the end of the last day of the year. Where no end is recorded, an episode \
                 counts as open until the end of its collection year, or of the last year whose end the files reach.",
            ),
            Measure::InterviewsOffered => (
                "interviews_offered",
                "return interviews offered",
                "Of the episodes for which it is recorded whether a return interview was offered, the share for which it was, in per \
                 cent.",
            ),
            Measure::InterviewsAccepted => (
                "interviews_accepted",
                "return interviews accepted",
                "Of the episodes for which it is recorded whether a return interview was accepted, the share for which it was, in per \
                 cent.",
            ),
        };
        Words { name, label, definition }
    }

    /// Whether it is a number of episodes, each of which is in one category alone.
    pub fn is_of_episodes(self) -> bool {
        matches!(
            self,
            Measure::Episodes
                | Measure::Over24HoursCertain
                | Measure::Over24HoursPossible
                | Measure::OpenAtYearEnd
        )
    }

    /// Whether it is a number of episodes or children, which can be shared out, set against a population and given limits.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Measure::Episodes
                | Measure::Children
                | Measure::ChildrenTwoOrMore
                | Measure::ChildrenThreeOrMore
                | Measure::ChildrenTenOrMore
                | Measure::Over24HoursCertain
                | Measure::Over24HoursPossible
                | Measure::OpenAtYearEnd
        )
    }
}

/// How a figure is expressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// As it is.
    #[default]
    Number,
    /// In per cent of the total over the last dimension.
    Share,
    /// For each 1,000 looked-after children.
    Rate,
    /// In per cent more or less than a year before.
    ChangeOnYearBefore,
    /// In per cent more or less than in the base year.
    ChangeOnBaseYear,
    /// As an index of which the base year is 100.
    Index,
    /// The police's figure divided by the local authorities'.
    Ratio,
    /// The police's figure less the local authorities'.
    Difference,
}

impl Expression {
    /// All, in the order in which they are offered.
    pub const ALL: [Expression; 8] = [
        Expression::Number,
        Expression::Share,
        Expression::Rate,
        Expression::ChangeOnYearBefore,
        Expression::ChangeOnBaseYear,
        Expression::Index,
        Expression::Ratio,
        Expression::Difference,
    ];

    /// How it is called and what it means.
    pub fn words(self) -> Words {
        let (name, label, definition) = match self {
            Expression::Number => ("number", "as they are", "The figures as they are."),
            Expression::Share => (
                "share",
                "share of the total",
                "Each figure in per cent of the total of its row, \"not recorded\" included.",
            ),
            Expression::Rate => (
                "rate",
                "per 1,000 looked-after children",
                "Each figure for 1,000 children looked after in the same year and place, from a file of published figures that is \
                 held: children looked after during the year or, where no file has them, on 31 March.",
            ),
            Expression::ChangeOnYearBefore => (
                "change_on_year_before",
                "change on the year before",
                "By how many per cent each figure is higher or lower than a year before.",
            ),
            Expression::ChangeOnBaseYear => (
                "change_on_base_year",
                "change on a base year",
                "By how many per cent each figure is higher or lower than in the base year, which is the first unless another is \
                 chosen.",
            ),
            Expression::Index => (
                "index",
                "index of a base year",
                "Each figure in per cent of that of the base year, which is 100. It is the first year unless another is chosen.",
            ),
            Expression::Ratio => (
                "ratio",
                "police divided by local authorities",
                "The figure of the police divided by that of local authorities, for the same year and place; broken down by source.",
            ),
            Expression::Difference => (
                "difference",
                "police less local authorities",
                "By how much the figure of the police is higher or lower than that of local authorities, for the same year and place; \
                 broken down by source.",
            ),
        };
        Words { name, label, definition }
    }

    /// Whether it sets the figures of other years against those of a base year.
    pub fn has_base_year(self) -> bool {
        matches!(self, Expression::ChangeOnBaseYear | Expression::Index)
    }

    /// Whether it sets the figures of the two sources against each other.
    pub fn is_comparison(self) -> bool {
        matches!(self, Expression::Ratio | Expression::Difference)
    }
}
