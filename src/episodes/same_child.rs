//! What the episodes of one child say about each other: which stand in the files more than once, which overlap, and which are
//! open at the end of a year whose next return has them not.

use super::by_child::{Row, Rows};
use super::{Episodes, Member};
use crate::diagnostic::Tally;
use crate::ingest::{MINUTE_NOT_RECORDED, OPEN, PLACE_NOT_KNOWN, column};
use crate::period::Day;
use crate::recipe::Source;
use std::collections::BTreeSet;

/// What was found in the rows of one member.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Rows that are the same episode once more, in order; of identical rows, one is none of them.
    pub(super) once_more: Vec<u32>,
    /// Rows that start while an earlier episode of the child is open, by their place.
    pub(super) overlapping: Tally,
    /// Rows that are open on 31 March and that the next year's return has not, by their place.
    pub(super) not_continued: Tally,
}

/// What was found in the rows of each member.
pub(super) fn found(episodes: &Episodes) -> Vec<Found> {
    let mut found = vec![Found::default(); episodes.members.len()];
    let place_column = episodes.children.place_column;
    let Some(rows) = Rows::of(&episodes.members, place_column) else { return found };
    let comparison = Comparison {
        is_return: episodes.source == Source::LocalAuthority,
        returns: returns(episodes),
        ends_recorded: episodes.members.iter().map(records_ends).collect(),
        members: &episodes.members,
        rows: &rows,
    };
    rows.each_child(episodes.key.no_child(), |of_child| {
        if of_child.len() > 1 {
            comparison.once_more(of_child, &mut found);
        }
        comparison.not_continued(of_child, &mut found);
        if of_child.len() > 1 {
            comparison.overlapping(of_child, &mut found);
        }
    });
    for found in &mut found {
        found.once_more.sort_unstable();
    }
    found
}

/// The authorities and collection years whose return is at hand.
fn returns(episodes: &Episodes) -> BTreeSet<(u16, i16)> {
    let mut returns = BTreeSet::new();
    if episodes.source == Source::Police {
        return returns;
    }
    let mut last = None;
    for stretch in episodes.members.iter().flat_map(|member| member.table.stretches()) {
        let (Some(places), Some(years)) = (stretch.words(column::AUTHORITY), stretch.collection_years())
        else {
            continue;
        };
        for (place, year) in places.iter().zip(years) {
            // Rows of one return stand together as a rule.
            if *place != PLACE_NOT_KNOWN && *year > 0 && last != Some((*place, *year)) {
                last = Some((*place, *year));
                returns.insert((*place, *year));
            }
        }
    }
    returns
}

/// Whether some row of a table has an end. Where none has, that an episode is open means nothing.
pub(super) fn records_ends(member: &Member) -> bool {
    member.table.stretches().any(|stretch| stretch.days(column::END).iter().any(|end| *end != OPEN))
}

/// What rows of one child are compared by.
struct Comparison<'a> {
    /// Whether the rows are of returns, in which an episode that is open at one row's start was open at that time. Others leave
    /// ends out that they do not know.
    is_return: bool,
    returns: BTreeSet<(u16, i16)>,
    ends_recorded: Vec<bool>,
    members: &'a [Member],
    rows: &'a Rows<'a>,
}

impl Comparison<'_> {
    /// Finds the rows that are the same episode once more. Rows that repeat an episode of an earlier year's return are none.
    fn once_more(&self, of_child: &[Row], found: &mut [Found]) {
        for same in of_child.chunk_by(is_same).filter(|same| same.len() > 1) {
            let is_counted = |row: &&Row| {
                let (member, at) = self.rows.of_member(row.at);
                self.members[member].repeats.binary_search(&(at as usize)).is_err()
            };
            let counted = || same.iter().filter(is_counted);
            // Which one stays must not depend on the order of the files. An open episode of the later return was open for longer.
            let kept = counted().min_by(|one, other| {
                let categories = || self.rows.categories(one.at).cmp(self.rows.categories(other.at));
                other.year.cmp(&one.year).then_with(categories).then(one.at.cmp(&other.at))
            });
            for row in counted().filter(|row| kept.is_some_and(|kept| kept.at != row.at)) {
                let (member, at) = self.rows.of_member(row.at);
                found[member].once_more.push(at);
            }
        }
    }

    /// Finds the rows that start while an earlier episode of the same return is open; of identical rows one is looked at. Leaves
    /// the rows in another order.
    fn overlapping(&self, of_child: &mut [Row], found: &mut [Found]) {
        // Where the place is not known, the same reference in another file may be another child.
        let file_of = |row: &Row| match row.place() {
            None if self.members.len() > 1 => self.rows.of_member(row.at).0,
            _ => 0,
        };
        let return_of = |row: &Row| (row.year, file_of(row));
        let is_one = of_child.windows(2).all(|pair| return_of(&pair[0]) == return_of(&pair[1]));
        if !is_one {
            of_child.sort_by_key(|row| (return_of(row), *row));
        }
        for of_return in of_child.chunk_by(|one, other| return_of(one) == return_of(other)) {
            let mut last_end: Option<(i32, u16)> = None;
            for row in of_return.chunk_by(is_same).map(|same| &same[0]) {
                let starts_before = |(end, minute): (i32, u16)| {
                    row.start < end || row.start == end && row.start_minute < minute
                };
                if last_end.is_some_and(starts_before) {
                    let (member, at) = self.rows.of_member(row.at);
                    found[member].overlapping.add(at.into());
                }
                if row.end == OPEN && !(self.is_return && self.ends_recorded[self.rows.of_member(row.at).0]) {
                    continue;
                }
                // A time that is not recorded is before none.
                let minute = if row.end_minute == MINUTE_NOT_RECORDED { 0 } else { row.end_minute };
                last_end = last_end.max(Some((row.end, minute)));
            }
        }
    }

    /// Finds the rows that are open on 31 March and that the return of the next year, which is at hand, has not.
    fn not_continued(&self, of_child: &[Row], found: &mut [Found]) {
        for of_start in of_child.chunk_by(|one, other| one.start == other.start) {
            let is_awaited = |row: &&Row| {
                let is_due = |place| self.returns.contains(&(place, row.year.saturating_add(1)));
                let is_in_year = || Day(row.start).reporting_year() <= i32::from(row.year);
                row.end == OPEN && row.year > 0 && row.place().is_some_and(is_due) && is_in_year()
            };
            if !of_start.iter().any(|row| is_awaited(&row)) {
                continue;
            }
            let years: BTreeSet<i16> = of_start.iter().map(|row| row.year).collect();
            let awaited = of_start.iter().filter(is_awaited);
            for row in awaited.filter(|row| !years.contains(&row.year.saturating_add(1))) {
                let (member, at) = self.rows.of_member(row.at);
                if self.ends_recorded[member] {
                    found[member].not_continued.add(at.into());
                }
            }
        }
    }
}

/// Whether two rows of one child are the same episode: start, end and M or A.
fn is_same(one: &Row, other: &Row) -> bool {
    let spell = |row: &Row| (row.start, row.start_minute, row.end, row.end_minute, row.status);
    spell(one) == spell(other)
}
