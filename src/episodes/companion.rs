//! Which rows of SSDA903's other modules belong to the same return as an episode.

use super::{Episodes, Member};
use crate::ingest::{Kind, PLACE_NOT_KNOWN, Stretch, Table, column};
use std::collections::BTreeSet;

/// The return that a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Return {
    /// An authority's for a year.
    Known { authority: u16, year: i16 },
    /// The only one for the year that is at hand, whosever it is.
    OfYear(i16),
    /// That of the file of this number, of which no more is known.
    OfFile(usize),
}

/// A child in a return, by the hash of its reference.
pub(super) type Child = (Return, u64);

/// The episodes of local authorities beside another module of their returns.
pub(super) struct Pairing<'a> {
    /// The episodes.
    pub(super) episodes: &'a Episodes,
    /// The tables of the module.
    tables: Vec<(&'a str, &'a Table)>,
    /// The names of all files; a file's number is its name's place.
    files: Vec<&'a str>,
    /// Whether rows are paired by year alone.
    is_by_year: bool,
}

impl<'a> Pairing<'a> {
    /// Pairs episodes with the companions of a kind.
    ///
    /// A return is told by authority and year. Where one of them is not known, the two tables have to be of one file; or there is one
    /// file of each, no two authorities among them, and the year is known.
    pub(super) fn new(episodes: &'a Episodes, companions: &[(&'a str, &'a Table)], kind: Kind) -> Self {
        let tables: Vec<_> = companions.iter().copied().filter(|(_, table)| table.kind() == kind).collect();
        let of_episodes = episodes.members.iter().map(|member| (member.file.as_str(), &member.table));
        let files = of_episodes.clone().chain(tables.iter().copied()).map(|(file, _)| file).collect();
        let is_single = episodes.members.len() == 1 && tables.len() == 1;
        let authorities: BTreeSet<u16> = match is_single {
            true => {
                of_episodes.chain(tables.iter().copied()).flat_map(|(_, table)| authorities(table)).collect()
            }
            false => BTreeSet::new(),
        };
        let n_known = authorities.iter().filter(|authority| **authority != PLACE_NOT_KNOWN).count();
        let is_by_year = is_single && n_known <= 1 && authorities.contains(&PLACE_NOT_KNOWN);
        Pairing { episodes, tables, files, is_by_year }
    }

    /// Hands over the rows of the module of which the child is known: whose, the stretch and the place in it.
    pub(super) fn each_companion(&self, mut take: impl FnMut(Child, Stretch<'a>, usize)) {
        for (file, table) in &self.tables {
            self.each_row(file, table, &mut |child, stretch, at, _| take(child, stretch, at));
        }
    }

    /// The returns of which the module has a row.
    pub(super) fn returns(&self) -> BTreeSet<Return> {
        let mut returns = BTreeSet::new();
        self.each_companion(|(of, _), _, _| {
            returns.insert(of);
        });
        returns
    }

    /// Hands over the episodes of a member of which the child is known, with their places in its table.
    pub(super) fn each_episode(
        &self,
        member: &'a Member,
        mut take: impl FnMut(Child, Stretch<'a>, usize, u64),
    ) {
        self.each_row(&member.file, &member.table, &mut take);
    }

    /// Hands over the rows of a table of which the child is known, with their places in the table.
    fn each_row(&self, file: &str, table: &'a Table, take: &mut dyn FnMut(Child, Stretch<'a>, usize, u64)) {
        let file = self.files.iter().position(|known| *known == file).unwrap_or(usize::MAX);
        let nobody = self.episodes.key.no_child();
        let mut n_before = 0;
        for stretch in table.stretches() {
            let (authorities, years) = (stretch.words(column::AUTHORITY), stretch.collection_years());
            for (at, reference) in stretch.references().iter().enumerate() {
                if *reference != nobody {
                    let authority = authorities.map_or(PLACE_NOT_KNOWN, |authorities| authorities[at]);
                    let year = years.map_or(0, |years| years[at]);
                    let of = match (authority, year) {
                        (_, 1..) if self.is_by_year => Return::OfYear(year),
                        (PLACE_NOT_KNOWN, _) | (_, ..=0) => Return::OfFile(file),
                        (authority, year) => Return::Known { authority, year },
                    };
                    take((of, *reference), stretch, at, n_before + at as u64);
                }
            }
            n_before += stretch.references().len() as u64;
        }
    }
}

/// The authorities of a table's rows, as codes.
fn authorities(table: &Table) -> BTreeSet<u16> {
    let mut authorities = BTreeSet::new();
    for stretch in table.stretches() {
        match stretch.words(column::AUTHORITY) {
            Some(found) => {
                let mut last = None;
                for authority in found.iter().copied().filter(|found| last.replace(*found) != Some(*found)) {
                    authorities.insert(authority);
                }
            }
            None => {
                authorities.insert(PLACE_NOT_KNOWN);
            }
        }
    }
    authorities
}
