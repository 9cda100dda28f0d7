//! The categories of an axis that add up: to one total, or to totals of theirs that add up in turn, as authorities to regions and regions to England.

/// Takes categories that change together, each with its sign, and says whether it wants more.
type Visit<'a> = &'a mut dyn FnMut(&[(usize, i64)]) -> bool;

/// Categories, each but the last of all below what it is summed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// The total of all.
    pub(super) root: usize,
    /// The categories that others are summed in.
    pub(super) sums: Vec<usize>,
    /// For each category its place among these, where it is one.
    pub(super) ranks: Vec<usize>,
}

impl Tree {
    /// For each category what it is summed in; none for the total of all, and for what belongs to no sum that is known.
    pub(super) fn new(parents: Vec<Option<usize>>, root: usize) -> Tree {
        let mut children = vec![Vec::new(); parents.len()];
        for (category, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(category);
            }
        }
        let mut ranks = vec![0; parents.len()];
        let sums: Vec<usize> =
            (0..parents.len()).filter(|category| !children[*category].is_empty()).collect();
        sums.iter().enumerate().for_each(|(rank, category)| ranks[*category] = rank);
        Tree { parents, children, root, sums, ranks }
    }

    /// So many categories, the last of which is the total of the others.
    pub(super) fn flat(length: usize) -> Tree {
        let root = length.saturating_sub(1);
        Tree::new((0..length).map(|category| (category != root).then_some(root)).collect(), root)
    }

    /// Whether there is no total but that of all.
    pub(super) fn is_flat(&self) -> bool {
        self.sums.len() <= 1
    }

    /// How many categories there are.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// What a category is summed in.
    pub(super) fn parent(&self, category: usize) -> Option<usize> {
        self.parents[category]
    }

    /// What is summed in a category.
    pub(super) fn children(&self, category: usize) -> &[usize] {
        &self.children[category]
    }

    /// Whether nothing is summed in a category.
    pub(super) fn is_leaf(&self, category: usize) -> bool {
        self.children[category].is_empty()
    }

    /// Gives every way in which other categories can change if one goes up by one: from what it sums to what it is summed in, each with its sign.
    pub(super) fn each_way(&self, own: usize, visit: Visit<'_>) {
        let mut way = Vec::new();
        self.each_leaf(own, 1, &mut way, &mut |way| self.each_way_up(own, &mut way.to_vec(), visit));
    }

    /// Gives the ways to what is not summed in anything below a category, the category left out; whether more are wanted.
    fn each_leaf(&self, category: usize, sign: i64, way: &mut Vec<(usize, i64)>, visit: Visit<'_>) -> bool {
        if self.is_leaf(category) && !visit(way) {
            return false;
        }
        for child in &self.children[category] {
            way.push((*child, sign));
            let is_more = self.each_leaf(*child, sign, way, visit);
            way.pop();
            if !is_more {
                return false;
            }
        }
        true
    }

    /// Gives the ways from a category that goes up: another part of the same sum goes down, or the sum goes up; whether more are wanted.
    fn each_way_up(&self, own: usize, way: &mut Vec<(usize, i64)>, visit: Visit<'_>) -> bool {
        let Some(parent) = self.parents[own] else {
            // A total of nothing cannot change.
            return own != self.root || self.is_leaf(own) || visit(way);
        };
        for sibling in self.children[parent].iter().filter(|sibling| **sibling != own) {
            way.push((*sibling, -1));
            let is_more = self.each_leaf(*sibling, -1, way, visit);
            way.pop();
            if !is_more {
                return false;
            }
        }
        way.push((parent, 1));
        let is_more = self.each_way_up(parent, way, visit);
        way.pop();
        is_more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(tree: &Tree, own: usize) -> Vec<Vec<(usize, i64)>> {
        let mut found = Vec::new();
        tree.each_way(own, &mut |way| {
            found.push(way.to_vec());
            true
        });
        found
    }

    #[test]
    fn a_part_goes_up_with_the_total_or_while_another_goes_down() {
        let tree = Tree::flat(4);
        assert_eq!(ways(&tree, 1), [[(0, -1)], [(2, -1)], [(3, 1)]]);
        assert_eq!(ways(&tree, 3), [[(0, 1)], [(1, 1)], [(2, 1)]]);
    }

    #[test]
    fn sums_of_sums_go_along() {
        // 0 and 1 make 4, 2 and 3 make 5, and these make 6.
        let tree = Tree::new(vec![Some(4), Some(4), Some(5), Some(5), Some(6), Some(6), None], 6);
        let expected: [&[(usize, i64)]; 4] =
            [&[(1, -1)], &[(4, 1), (5, -1), (2, -1)], &[(4, 1), (5, -1), (3, -1)], &[(4, 1), (6, 1)]];
        assert_eq!(ways(&tree, 0), expected);
        let of_sum: [&[(usize, i64)]; 3] =
            [&[(0, 1), (5, -1), (2, -1)], &[(0, 1), (5, -1), (3, -1)], &[(0, 1), (6, 1)]];
        assert_eq!(ways(&tree, 4)[..3], of_sum);
    }
}
