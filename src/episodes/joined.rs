//! What the other modules of the same SSDA903 return say of the children who went missing: sex, ethnic group and whether unaccompanied and
//! asylum-seeking from Header and UASC, legal status and placement from Episodes.
//!
//! In: the episodes of local authorities and the modules at hand. Out: for each member a column of codes for each such code list, where
//! a module of a return of it is there. A child that the module has not is "not recorded".

use super::Episodes;
use super::companion::{Child, Pairing};
use crate::ingest::{Kind, OPEN, Stretch, Table, column};
use crate::reference::Category;
use std::collections::BTreeMap;

/// Yes, in the code lists of yes and no.
const YES: u8 = 0;

/// No, in the same.
const NO: u8 = 1;

/// Columns of codes, one for each row of a member.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    columns: BTreeMap<Category, Vec<u8>>,
}

impl Joined {
    /// The codes of a code list, one for each row; none where no module has any.
    pub(super) fn codes(&self, category: Category) -> Option<&[u8]> {
        self.columns.get(&category).map(Vec::as_slice)
    }
}

/// Joins the modules to the episodes of each member.
pub(super) fn join(episodes: &Episodes, companions: &[(&str, &Table)]) -> Vec<Joined> {
    let mut joined = vec![Joined::default(); episodes.members.len()];
    if companions.is_empty() {
        return joined;
    }
    // The later ones leave what an earlier one has said.
    of_header(&Pairing::new(episodes, companions, Kind::Header), &mut joined);
    of_uasc(&Pairing::new(episodes, companions, Kind::Uasc), &mut joined);
    of_care(&Pairing::new(episodes, companions, Kind::Episodes), &mut joined);
    joined
}

/// Sex, ethnic group, and the flag that Header has since the collection of 2020.
fn of_header(pairing: &Pairing<'_>, joined: &mut [Joined]) {
    for category in [Category::Sex, Category::Uasc, Category::Ethnicity] {
        let codes = by_child(pairing, category);
        if !codes.is_empty() {
            say(pairing, category, joined, &|child, _| codes.get(&child).copied());
        }
    }
}

/// A child in the UASC module is one until the day on which that ceased; the others of the return are none.
fn of_uasc(pairing: &Pairing<'_>, joined: &mut [Joined]) {
    let mut ceased: BTreeMap<Child, i32> = BTreeMap::new();
    pairing.each_companion(|child, stretch, at| {
        let day = stretch.days(column::END)[at];
        let last = ceased.entry(child).or_insert(day);
        *last = day.max(*last);
    });
    let returns = pairing.returns();
    if returns.is_empty() {
        return;
    }
    say(pairing, Category::Uasc, joined, &|child, start| {
        let is_one = ceased.get(&child).is_some_and(|day| *day == OPEN || start < *day);
        returns.contains(&child.0).then_some(if is_one { YES } else { NO })
    });
    let sexes = by_child(pairing, Category::Sex);
    if !sexes.is_empty() {
        say(pairing, Category::Sex, joined, &|child, _| sexes.get(&child).copied());
    }
}

/// Legal status and placement of the row that the start of an episode lies in; on a day on which one ends and another begins, of the
/// other.
fn of_care(pairing: &Pairing<'_>, joined: &mut [Joined]) {
    let mut rows: Vec<(Child, i32, i32, [u8; 2])> = Vec::new();
    let lists = [Category::LegalStatus, Category::Placement];
    pairing.each_companion(|child, stretch, at| {
        let codes = lists.map(|list| code(stretch, list, at));
        rows.push((child, stretch.days(column::START)[at], stretch.days(column::END)[at], codes));
    });
    if rows.is_empty() {
        return;
    }
    rows.sort_unstable();
    for (at, list) in lists.into_iter().enumerate() {
        say(pairing, list, joined, &|child, start| {
            let next = rows.partition_point(|(known, first, ..)| (*known, *first) <= (child, start));
            let of_child = rows[..next].iter().rev().take_while(|(known, ..)| *known == child);
            let mut around = of_child.filter(|(_, _, end, _)| *end == OPEN || *end >= start);
            around.next().map(|(.., codes)| codes[at])
        });
    }
}

/// What a module says of each child in a code list; a child of whom it says two things has the first that is recorded.
fn by_child(pairing: &Pairing<'_>, category: Category) -> BTreeMap<Child, u8> {
    let mut codes = BTreeMap::new();
    pairing.each_companion(|child, stretch, at| {
        let code = code(stretch, category, at);
        if code != category.not_recorded() {
            codes.entry(child).or_insert(code);
        }
    });
    codes
}

fn code(stretch: Stretch<'_>, category: Category, at: usize) -> u8 {
    stretch.category(category).map_or(category.not_recorded(), |codes| codes[at])
}

/// Gives each episode of a child the code that `told` has for it and its start, unless an earlier module has given it another.
fn say(
    pairing: &Pairing<'_>,
    category: Category,
    joined: &mut [Joined],
    told: &dyn Fn(Child, i32) -> Option<u8>,
) {
    let not_recorded = category.not_recorded();
    for (member, joined) in pairing.episodes.members.iter().zip(joined) {
        let mut said: Vec<(u64, u8)> = Vec::new();
        pairing.each_episode(member, |child, stretch, at, row| {
            said.extend(told(child, stretch.days(column::START)[at]).map(|code| (row, code)));
        });
        if said.is_empty() {
            continue;
        }
        let empty = || vec![not_recorded; member.table.len()];
        let codes = joined.columns.entry(category).or_insert_with(empty);
        for (row, code) in said {
            let known = &mut codes[row as usize];
            // A flag that says no does not outweigh the module that lists the child.
            if *known == not_recorded || category == Category::Uasc && code == YES {
                *known = code;
            }
        }
    }
}
