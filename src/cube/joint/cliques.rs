//! Which groups of dimensions have to be looked at together.

use std::collections::BTreeSet;

type Clique = BTreeSet<usize>;

/// Sets of groups, each of which has all groups of some of the tables, so that whatever agrees on what any two sets share can be put together to
/// one table of all: true of sets that make no circle (N. N. Vorob'ev, Consistent families of measures and their extensions, 1962). Sets that make
/// one are put together until none does.
pub(super) fn cliques(tables: Vec<Clique>) -> Vec<Clique> {
    let mut cliques = widest(tables);
    while !is_without_circle(&cliques) {
        let pairs = (0..cliques.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let shared = |(one, other): &(usize, usize)| cliques[*one].intersection(&cliques[*other]).count();
        let Some((one, other)) = pairs.max_by_key(shared) else { break };
        let joined = cliques[one].union(&cliques[other]).copied().collect();
        cliques.push(joined);
        cliques = widest(cliques);
    }
    cliques
}

/// Those that are not part of another, each once.
fn widest(mut cliques: Vec<Clique>) -> Vec<Clique> {
    cliques.sort_by_key(|clique| std::cmp::Reverse(clique.len()));
    let mut widest: Vec<Clique> = Vec::new();
    for clique in cliques {
        if !widest.iter().any(|wider| clique.is_subset(wider)) {
            widest.push(clique);
        }
    }
    widest
}

/// Whether nothing is left if groups that only one set has, and sets that are part of others, are taken away again and again (Graham; Yu and
/// Ozsoyoglu, 1979).
fn is_without_circle(cliques: &[Clique]) -> bool {
    let mut left = cliques.to_vec();
    loop {
        let n_before: usize = left.iter().map(BTreeSet::len).sum();
        let of = |group: &usize, left: &[Clique]| left.iter().filter(|clique| clique.contains(group)).count();
        let shared: Vec<Clique> = left
            .iter()
            .map(|clique| clique.iter().copied().filter(|group| of(group, &left) > 1).collect())
            .collect();
        left = widest(shared);
        let n_left: usize = left.iter().map(BTreeSet::len).sum();
        if n_left == 0 {
            return true;
        }
        if n_left == n_before {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_circles_are_put_together() {
        let check = |tables: &[&[usize]], expected: &[&[usize]]| {
            let sets = |all: &[&[usize]]| {
                all.iter().map(|one| one.iter().copied().collect()).collect::<Vec<Clique>>()
            };
            let mut found = cliques(sets(tables));
            found.sort();
            assert_eq!(found, sets(expected));
        };
        check(&[&[0]], &[&[0]]);
        check(&[&[0, 1], &[0], &[1]], &[&[0, 1]]);
        check(&[&[0, 1], &[0, 2], &[0, 3]], &[&[0, 1], &[0, 2], &[0, 3]]);
        check(&[&[0, 1], &[1, 2], &[2, 0]], &[&[0, 1, 2]]);
        check(&[&[0, 1], &[1, 2], &[2, 3], &[3, 0]], &[&[0, 1, 2], &[0, 2, 3]]);
    }
}
