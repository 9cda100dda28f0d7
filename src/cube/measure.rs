//! What has to be counted for each measure.

use super::among::Among;
use super::lengths::{self, LengthUnit, Summary};
use crate::episodes::Episodes;
use crate::ingest::column;
use crate::recipe::Measure;
use crate::reference::Category;

/// Yes, in the code lists of yes and no.
const YES: u8 = 0;

/// No, in the same.
const NO: u8 = 1;

/// One table of figures: what is counted, of which episodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tabulation {
    pub(super) among: Among,
    pub(super) statistic: Statistic,
}

/// What is counted of the episodes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statistic {
    /// The episodes.
    Episodes,
    /// The children with so many of them or more.
    Children { at_least: u32 },
    /// The episodes that have a child.
    EpisodesOfChildren,
    /// Something about their lengths.
    Length(LengthUnit, Summary),
}

impl Statistic {
    /// How many parts a unit of it has that it is a whole number of.
    pub(super) fn parts_of_unit(self) -> f64 {
        match self {
            Statistic::Length(LengthUnit::Hours, _) => lengths::MINUTES_PER_HOUR,
            _ => 1.0,
        }
    }
}

/// What becomes of the tables of a measure once each of them is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// There is one, which is the measure.
    Itself,
    /// The first divided by the second.
    Quotient,
    /// The first in per cent of the second; the others are the rest of the second and the rest of all, which must be fit to be shown too.
    PerCent,
}

/// The tables of a measure.
pub(super) fn tabulations(measure: Measure) -> (Vec<Tabulation>, Formula) {
    let table = |among, statistic| Tabulation { among, statistic };
    let one = |among, statistic| (vec![table(among, statistic)], Formula::Itself);
    let children = |at_least| one(Among::All, Statistic::Children { at_least });
    let length = |among, unit, summary| one(among, Statistic::Length(unit, summary));
    let share = |category| {
        let of = |among| table(among, Statistic::Episodes);
        // Limits give away what a share is of, which with the number of rows gives away how many episodes are not in it.
        let tables = [
            Among::Coded(category, YES),
            Among::Recorded(category),
            Among::Coded(category, NO),
            Among::Unrecorded(category),
        ];
        (tables.map(of).into(), Formula::PerCent)
    };
    match measure {
        Measure::Episodes => one(Among::All, Statistic::Episodes),
        Measure::Children => children(1),
        Measure::ChildrenTwoOrMore => children(2),
        Measure::ChildrenThreeOrMore => children(3),
        Measure::ChildrenTenOrMore => children(10),
        Measure::EpisodesPerChild => {
            let all = [Statistic::EpisodesOfChildren, Statistic::Children { at_least: 1 }];
            (all.map(|statistic| table(Among::All, statistic)).into(), Formula::Quotient)
        }
        Measure::DaysMedian => length(Among::Ended, LengthUnit::Days, Summary::Tenths(5)),
        Measure::DaysPercentile90 => length(Among::Ended, LengthUnit::Days, Summary::Tenths(9)),
        Measure::DaysTotal => length(Among::Ended, LengthUnit::Days, Summary::Sum),
        Measure::HoursMedian => length(Among::Timed, LengthUnit::Hours, Summary::Tenths(5)),
        Measure::HoursPercentile90 => length(Among::Timed, LengthUnit::Hours, Summary::Tenths(9)),
        Measure::HoursTotal => length(Among::Timed, LengthUnit::Hours, Summary::Sum),
        Measure::Over24HoursCertain => one(Among::CertainlyOver24Hours, Statistic::Episodes),
        Measure::Over24HoursPossible => one(Among::PossiblyOver24Hours, Statistic::Episodes),
        Measure::OpenAtYearEnd => one(Among::OpenAtYearEnd, Statistic::Episodes),
        Measure::InterviewsOffered => share(Category::InterviewOffered),
        Measure::InterviewsAccepted => share(Category::InterviewAccepted),
    }
}

/// Whether some file says what a measure needs.
pub fn is_measured(episodes: &Episodes, measure: Measure) -> bool {
    match measure {
        Measure::HoursMedian | Measure::HoursPercentile90 | Measure::HoursTotal => {
            episodes.has_column(column::START_MINUTE) && episodes.has_column(column::END_MINUTE)
        }
        Measure::OpenAtYearEnd => episodes.records_ends(),
        Measure::InterviewsOffered => episodes.records(Category::InterviewOffered),
        Measure::InterviewsAccepted => episodes.records(Category::InterviewAccepted),
        _ => true,
    }
}
