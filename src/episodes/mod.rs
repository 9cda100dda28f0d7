//! Table -> [`Episodes`]: the episodes of one source, from all its files, with the years they belong to.
//!
//! In: tables of one source. Out: one row for each episode: whose (a hash), when, where, how grave. The sources count the
//! same events in different ways, so their episodes never stand in one product. The rows stay where they are in the tables; what is
//! decided here is which of them are counted and who is one child, and what is odd about them. Knows nothing of text, or of what
//! is shown.

mod by_child;
mod carried_over;
mod child_order;
mod companion;
mod joined;
mod often;
mod rules;
mod same_child;

pub(crate) use child_order::ChildOrder;
pub use rules::check;
pub(crate) use rules::coverage::{Coverage, unplaced};

use crate::diagnostic::Checked;
use crate::ingest::{Key, OPEN, PLACE_NOT_KNOWN, Stretch, Table, column};
use crate::period::{Day, YearType};
use crate::recipe::{Duplicates, Source};
use crate::reference::{Category, local_authorities, police_forces};
use carried_over::{CarriedOver, End};
use joined::Joined;
use same_child::Found;
use std::cell::OnceCell;
use std::sync::Arc;

/// The code under which rows that repeat an episode of an earlier return are set aside.
pub(crate) const CARRIED_OVER: &str = "episodes-carried-over";

/// The code under which rows that are the same episode once more are set aside, where such count once.
pub(crate) const ONCE_MORE: &str = "episodes-duplicate";

/// The episodes of one source.
#[derive(Clone, Debug)]
pub struct Episodes {
    source: Source,
    key: Key,
    members: Vec<Member>,
    children: Children,
    /// What the rows of one child say about each other, for each member; not known before it is asked for.
    same_child: OnceCell<Vec<Found>>,
    /// The days on which an episode starts.
    days: Option<Days>,
    /// The rows child by child; not known before it is asked for.
    child_order: OnceCell<ChildOrder>,
    /// How often the child of each row was missing in the same year, for years ending 31 March and calendar years, identical episodes counted and
    /// counted once; not known before it is asked for.
    often: [OnceCell<Arc<[u8]>>; 4],
    /// Which years the files seem to cover badly; not known before it is asked for.
    coverage: OnceCell<Coverage>,
    /// What the other modules of the same returns say of the children, for each member.
    joined: Vec<Joined>,
}

/// A table with the rows of it that are not counted.
#[derive(Clone, Debug)]
struct Member {
    /// The name of its file.
    file: String,
    table: Table,
    /// Rows that repeat an episode of an earlier year's return, in order.
    repeats: Vec<usize>,
    /// Ends of its open rows that a later return gives, in order.
    ends: Vec<End>,
}

/// Who is one child.
#[derive(Clone, Debug)]
struct Children {
    /// The column of the place within which a reference means something.
    place_column: &'static str,
    /// The hash of each such place by its code; none at all where references are compared without the place.
    places: Vec<u64>,
}

/// The days from the first to the last on which an episode starts.
#[derive(Clone, Debug)]
struct Days {
    first: Day,
    /// For each day from the first on, whether an episode starts on it.
    are_starts: Vec<bool>,
}

/// Episodes that follow each other.
pub(crate) struct Part<'a> {
    /// Their columns.
    pub(crate) stretch: Stretch<'a>,
    /// The places in it of rows that are not counted, in order: those that repeat an episode of an earlier return, and, where such count
    /// once, those that are the same episode once more.
    pub(crate) skipped: Vec<usize>,
    /// The former alone.
    pub(crate) repeats: Vec<usize>,
    /// The ends of open rows that a later return gives, by the rows' places in it, in order.
    ends: Vec<End>,
    children: &'a Children,
    /// What other modules say of the children of the whole member.
    joined: &'a Joined,
    /// The place of the first of these episodes among the member's.
    first: usize,
    /// The place of the first of these episodes among all.
    pub(crate) first_of_all: usize,
}

impl Episodes {
    /// Who recorded them.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The first and the last day on which one starts; none if there are none.
    pub fn days(&self) -> Option<(Day, Day)> {
        let days = self.days.as_ref()?;
        Some((days.first, Day(days.first.0 + days.are_starts.len() as i32 - 1)))
    }

    /// The days on which one starts, in order.
    pub(crate) fn start_days(&self) -> impl Iterator<Item = Day> + '_ {
        self.days.iter().flat_map(|days| {
            let starts = days.are_starts.iter().zip(days.first.0..);
            starts.filter(|(is_start, _)| **is_start).map(|(_, day)| Day(day))
        })
    }

    /// The rows child by child, as their numbers in the order of [`Episodes::parts`]. Putting them in order takes a while, once.
    pub(crate) fn child_order(&self) -> &ChildOrder {
        self.child_order.get_or_init(|| ChildOrder::of(self))
    }

    /// How many episodes, as far as 255, the child of each row has that start in the same year, in the order of [`Episodes::parts`]; 0 where nobody
    /// knows whose it is. Quarters and months are of the year ending 31 March in which they lie. Counting takes a while, once.
    pub(crate) fn often(&self, year_type: YearType, duplicates: Duplicates) -> Arc<[u8]> {
        let year_type = year_type.whole();
        let at = 2 * usize::from(year_type == YearType::Calendar)
            + usize::from(duplicates == Duplicates::CountedOnce);
        Arc::clone(self.often[at].get_or_init(|| often::counts(self, year_type, duplicates).into()))
    }

    /// Which years the files seem to cover badly. Finding out takes a while, once.
    pub(crate) fn coverage(&self) -> &Coverage {
        self.coverage.get_or_init(|| Coverage::of(self))
    }

    /// For each table, in the order in which they were given, how many of its rows repeat an episode of an earlier year's
    /// return and are not counted again.
    pub fn n_carried_over(&self) -> Vec<u64> {
        self.members.iter().map(|member| member.repeats.len() as u64).collect()
    }

    /// For each table, in the order in which they were given, how many of its rows are the same episode once more: same child,
    /// start, end and M or A as another row, of it or of another table. They are not counted where such count once. Finding them
    /// takes a while, once.
    pub fn n_once_more(&self) -> Vec<u64> {
        self.same_child().iter().map(|found| found.once_more.len() as u64).collect()
    }

    fn same_child(&self) -> &[Found] {
        self.same_child.get_or_init(|| same_child::found(self))
    }

    /// The hash of a reference that is blank: nobody knows whose such episodes are.
    pub(crate) fn no_child(&self) -> u64 {
        self.key.no_child()
    }

    /// Whether some of the files has the column of a code list, or another module of its return has.
    pub fn records(&self, category: Category) -> bool {
        self.joins(category) || self.members.iter().any(|member| member.table.records(category))
    }

    /// Whether some row has an end. Where none has, that an episode is open means nothing.
    pub(crate) fn records_ends(&self) -> bool {
        self.members.iter().any(same_child::records_ends)
    }

    /// Whether some of the files has a column other than a code list's, such as [`column::AGE`].
    pub(crate) fn has_column(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.table.frame().column(name).is_ok())
    }

    /// Whether another module of the return of some file says something of the children in a code list.
    pub(crate) fn joins(&self, category: Category) -> bool {
        self.joined.iter().any(|joined| joined.codes(category).is_some())
    }

    /// The episodes, part by part.
    pub(crate) fn parts(&self, duplicates: Duplicates) -> impl Iterator<Item = Part<'_>> {
        let same_child = match duplicates {
            Duplicates::Counted => None,
            Duplicates::CountedOnce => Some(self.same_child()),
        };
        let mut n_before_all = 0;
        self.members.iter().enumerate().flat_map(move |(at, member)| {
            let mut n_before = 0;
            let first_of_member = n_before_all;
            n_before_all += member.table.stretches().map(|stretch| stretch.references().len()).sum::<usize>();
            let children = &self.children;
            let once_more = same_child.map_or(&[][..], |found| &found[at].once_more);
            member.table.stretches().map(move |stretch| {
                let (first, next) = (n_before, n_before + stretch.references().len());
                n_before = next;
                let repeats: Vec<usize> =
                    between(&member.repeats, |at| *at, first, next).map(|(at, _)| at).collect();
                let once_more = between(once_more, |at| *at as usize, first, next).map(|(at, _)| at);
                let ends = between(&member.ends, |end| end.at, first, next);
                let ends = ends.map(|(at, end)| End { at, ..*end }).collect();
                let mut skipped: Vec<usize> = repeats.iter().copied().chain(once_more).collect();
                skipped.sort_unstable();
                let first_of_all = first_of_member + first;
                Part {
                    stretch,
                    skipped,
                    repeats,
                    ends,
                    children,
                    joined: &self.joined[at],
                    first,
                    first_of_all,
                }
            })
        })
    }
}

/// Of what has rising numbers, that from the first on and before the next, with its number counted from the first.
fn between<T>(
    all: &[T],
    number: impl Fn(&T) -> usize,
    first: usize,
    next: usize,
) -> impl Iterator<Item = (usize, &T)> {
    let from = all.partition_point(|at| number(at) < first);
    let to = all.partition_point(|at| number(at) < next);
    all[from..to].iter().map(move |at| (number(at) - first, at))
}

impl Part<'_> {
    /// The codes of a code list: the file's own, or else those of another module of its return; none where neither has them.
    pub(crate) fn category(&self, category: Category) -> Option<&[u8]> {
        let joined = || {
            let n_rows = self.stretch.references().len();
            self.joined.codes(category)?.get(self.first..self.first + n_rows)
        };
        self.stretch.category(category).or_else(joined)
    }

    /// The day on which a row's episode ends and the minute, see [`column::END`] and [`column::END_MINUTE`]: as the row has it or, where it is
    /// open there, as a later return of the same authority has it.
    pub(crate) fn end(&self, at: usize, day: i32, minute: u16) -> (i32, u16) {
        if day != OPEN || self.ends.is_empty() {
            return (day, minute);
        }
        let found = self.ends.binary_search_by_key(&at, |end| end.at).map(|found| self.ends[found]);
        found.map_or((day, minute), |end| (end.day, end.minute))
    }

    /// The child of each episode, as a hash.
    pub(crate) fn children(&self) -> impl Fn(usize) -> u64 + '_ {
        self.children.of_rows(self.stretch)
    }
}

/// A reference means something only within its place, so the two hashes are joined; both are keyed, so that their sum is as
/// good as a hash of both texts.
fn hash_of_both(reference: u64, place: u64) -> u64 {
    reference.wrapping_add(place.rotate_left(32))
}

/// Puts the named tables of one source together. Their order makes no difference to any figure; `key` is the session's. `companions`
/// are the tables at hand of the other modules of SSDA903, with the names of their files.
pub fn derive(
    source: Source,
    key: &Key,
    tables: &[(&str, &Table)],
    companions: &[(&str, &Table)],
) -> Checked<Episodes> {
    let children = Children::of(source, key, tables);
    let carried_over = carried_over::carried_over(tables, &children);
    let members: Vec<Member> = tables
        .iter()
        .zip(carried_over)
        .map(|((file, table), CarriedOver { repeats, ends })| Member {
            file: (*file).to_owned(),
            table: (*table).clone(),
            repeats,
            ends,
        })
        .collect();
    let diagnostics = members.iter().filter_map(|member| rules::carried_over(source, member)).collect();
    let joined = vec![Joined::default(); members.len()];
    let mut episodes = Episodes {
        source,
        key: *key,
        members,
        children,
        same_child: OnceCell::new(),
        days: None,
        child_order: OnceCell::new(),
        often: Default::default(),
        coverage: OnceCell::new(),
        joined,
    };
    episodes.days = days(&episodes);
    if source == Source::LocalAuthority {
        episodes.joined = joined::join(&episodes, companions);
    }
    Checked { output: episodes, diagnostics }
}

fn days(episodes: &Episodes) -> Option<Days> {
    let mut bounds: Option<(i32, i32)> = None;
    each_start(episodes, &mut |start| {
        let (first, last) = bounds.unwrap_or((start, start));
        bounds = Some((first.min(start), last.max(start)));
    });
    let (first, last) = bounds?;
    let mut are_starts = vec![false; (last - first) as usize + 1];
    each_start(episodes, &mut |start| are_starts[(start - first) as usize] = true);
    Some(Days { first: Day(first), are_starts })
}

/// Each day on which a row that is counted starts. Identical episodes start on one day, so that it makes no difference how often they
/// count.
fn each_start(episodes: &Episodes, take: &mut dyn FnMut(i32)) {
    for part in episodes.parts(Duplicates::Counted) {
        let mut next_skipped = part.skipped.iter().copied().peekable();
        for (at, start) in part.stretch.days(column::START).iter().enumerate() {
            if next_skipped.next_if_eq(&at).is_none() {
                take(*start);
            }
        }
    }
}

impl Children {
    /// The child of each row of a stretch, as a hash.
    fn of_rows<'a>(&'a self, stretch: Stretch<'a>) -> impl Fn(usize) -> u64 + 'a {
        let references = stretch.references();
        let places = stretch.words(self.place_column);
        move |at| {
            let place = places.and_then(|places| self.places.get(usize::from(places[at])));
            place.map_or(references[at], |place| hash_of_both(references[at], *place))
        }
    }

    /// Where some row of the source does not say its place, the same reference is taken for the same child everywhere: to take one
    /// child for two would show figures that must not be shown.
    fn of(source: Source, key: &Key, tables: &[(&str, &Table)]) -> Children {
        let place_column = match source {
            Source::LocalAuthority => column::AUTHORITY,
            Source::Police => column::FORCE,
        };
        let is_known = |stretch: Stretch<'_>| {
            let places = stretch.words(place_column);
            places.is_some_and(|places| places.iter().all(|place| *place != PLACE_NOT_KNOWN))
        };
        let mut stretches = tables.iter().flat_map(|(_, table)| table.stretches());
        let places = match (stretches.all(is_known), source) {
            (false, _) => Vec::new(),
            (true, Source::LocalAuthority) => {
                local_authorities().iter().map(|authority| key.place(authority.name)).collect()
            }
            (true, Source::Police) => police_forces().iter().map(|force| key.place(force.name)).collect(),
        };
        Children { place_column, places }
    }
}
