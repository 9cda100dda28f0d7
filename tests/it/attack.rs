//! An attacker on released tables: with nothing but a release and the method's description, by search over whole numbers, it finds the least and
//! the largest figure that each blank can stand for. It shares no code with what protects the tables.

use crate::support::{recipe, session, view};
use proptest::prelude::*;
use whereabouts::disclosure::{Cell, Release, Status};
use whereabouts::recipe::{Dimension, Measure, Policy, Recipe};

/// What is protected: a count of so many children, and a blank must be able to stand for figures at least so far apart.
const THRESHOLD: i64 = 5;

/// More than any figure of the tables here.
const MANY: i64 = 2_000;

/// So many times bounds are halved in search of a table: far more than nearly all of the tables here need.
const PATIENCE: u32 = 2_000;

/// What the attacker knows: the bounds of each cell, and which cells add up to which.
#[derive(Clone)]
pub(crate) struct Knowledge {
    bounds: Vec<(i64, i64)>,
    /// A total and its parts, which add up to it.
    sums: Vec<(usize, Vec<usize>)>,
    /// A total and its parts, which are none larger than it and together no smaller.
    covers: Vec<(usize, Vec<usize>)>,
}

impl Knowledge {
    /// From figures with blanks, row-major, the total of each axis last. Whoever sees true zeros knows that a blank is none. On the axes of
    /// `covers` a child can be in several categories.
    pub(crate) fn of(shape: &[usize], figures: &[Option<i64>], covers: &[usize]) -> Self {
        let bounds = figures.iter().map(|figure| figure.map_or((1, MANY), |figure| (figure, figure)));
        let mut knowledge = Knowledge { bounds: bounds.collect(), sums: Vec::new(), covers: Vec::new() };
        for axis in 0..shape.len() {
            let stride: usize = shape[axis + 1..].iter().product();
            for cell in (0..figures.len()).filter(|cell| cell / stride % shape[axis] + 1 == shape[axis]) {
                let parts = (1..shape[axis]).map(|back| cell - back * stride).collect();
                let lines = if covers.contains(&axis) { &mut knowledge.covers } else { &mut knowledge.sums };
                lines.push((cell, parts));
            }
        }
        knowledge
    }

    fn of_release(release: &Release, covers: &[usize]) -> Self {
        let figure = |cell: &Cell| match cell.status() {
            Status::Suppressed => None,
            // Of a year without any row nothing is said: it has none.
            _ => Some(cell.figure().unwrap_or(0.0) as i64),
        };
        Knowledge::of(&shape(release), &release.cells().iter().map(figure).collect::<Vec<_>>(), covers)
    }

    /// Narrows the bounds of a cell; false if nothing is left of them.
    fn narrow_cell(&mut self, cell: usize, least: i64, most: i64, is_changed: &mut bool) -> bool {
        let (from, to) = self.bounds[cell];
        self.bounds[cell] = (from.max(least), to.min(most));
        *is_changed |= self.bounds[cell] != (from, to);
        self.bounds[cell].0 <= self.bounds[cell].1
    }

    /// Draws all bounds together as far as they tell at once; false if they contradict each other.
    fn narrow(&mut self) -> bool {
        let (sums, covers) = (self.sums.clone(), self.covers.clone());
        loop {
            let mut is_changed = false;
            let lines = sums.iter().map(|line| (line, true)).chain(covers.iter().map(|line| (line, false)));
            for ((total, parts), is_sum) in lines {
                let low: i64 = parts.iter().map(|part| self.bounds[*part].0).sum();
                let high: i64 = parts.iter().map(|part| self.bounds[*part].1).sum();
                let largest = parts.iter().map(|part| self.bounds[*part].0).max().unwrap_or(0);
                let least = if is_sum { low } else { largest };
                if !self.narrow_cell(*total, least, high, &mut is_changed) {
                    return false;
                }
                let whole = self.bounds[*total];
                for part in parts {
                    let (from, to) = self.bounds[*part];
                    let most = if is_sum { whole.1 - (low - from) } else { whole.1 };
                    if !self.narrow_cell(*part, whole.0 - (high - to), most, &mut is_changed) {
                        return false;
                    }
                }
            }
            if !is_changed {
                return true;
            }
        }
    }

    /// Whether some table of whole numbers is within the bounds; taken for granted once the patience is at its end.
    fn has_table(mut self, patience: &mut u32) -> bool {
        *patience = patience.saturating_sub(1);
        if !self.narrow() {
            return false;
        }
        let open = self.bounds.iter().enumerate().filter(|(_, (from, to))| from < to);
        let Some((cell, (from, to))) = open.min_by_key(|(_, (from, to))| to - from) else { return true };
        if *patience == 0 {
            return true;
        }
        let middle = from + (to - from) / 2;
        let mut with = |bounds: (i64, i64)| {
            let mut narrowed = self.clone();
            narrowed.bounds[cell] = bounds;
            narrowed.has_table(patience)
        };
        with((*from, middle)) || with((middle + 1, *to))
    }

    fn allows(&self, cell: usize, bounds: (i64, i64)) -> bool {
        let mut narrowed = self.clone();
        narrowed.bounds[cell] = bounds;
        narrowed.has_table(&mut { PATIENCE })
    }

    /// The least and the largest figure of a cell over all possible tables.
    pub(crate) fn interval(&self, cell: usize) -> (i64, i64) {
        let (from, to) = self.bounds[cell];
        let (mut least, mut beyond) = (from, to);
        while least < beyond {
            let middle = least + (beyond - least) / 2;
            if self.allows(cell, (from, middle)) { beyond = middle } else { least = middle + 1 }
        }
        let (mut below, mut most) = (from, to);
        while below < most {
            let middle = below + (most - below + 1) / 2;
            if self.allows(cell, (middle, to)) { below = middle } else { most = middle - 1 }
        }
        (least, most)
    }
}

const REGIONS: [&str; 4] = ["London", "South West", "North East", "South East"];
const RISKS: [&str; 3] = ["High", "Medium", "Low"];

/// A police file with so many children in each year, region and risk category, one episode each.
pub(crate) fn csv(counts: &[Vec<Vec<u8>>]) -> String {
    let mut text = "child_ref,region,risk_category,date_missing,date_found\n".to_owned();
    let mut child = 0;
    for (year, of_year) in counts.iter().enumerate() {
        for (region, of_region) in of_year.iter().enumerate() {
            for (risk, n) in of_region.iter().enumerate() {
                for _ in 0..*n {
                    child += 1;
                    let (region, risk) = (REGIONS[region], RISKS[risk]);
                    text += &format!("c{child},{region},{risk},15/07/{},\n", 2015 + year);
                }
            }
        }
    }
    text
}

/// Small counts mostly, as where children are few.
fn count() -> impl Strategy<Value = u8> {
    prop_oneof![3 => Just(0_u8), 4 => 1_u8..6, 4 => 6_u8..12, 1 => 12_u8..60]
}

fn counts() -> impl Strategy<Value = Vec<Vec<Vec<u8>>>> {
    (1_usize..4, 1_usize..5, 1_usize..4).prop_flat_map(|(n_years, n_regions, n_risks)| {
        let of_region = prop::collection::vec(count(), n_risks);
        prop::collection::vec(prop::collection::vec(of_region, n_regions), n_years)
    })
}

pub(crate) fn released(text: &str, by: &[Dimension], measure: Measure, policy: Policy) -> Option<Release> {
    let mut session = session(&[("police.csv", text.as_bytes())]);
    let recipe = Recipe { measure, ..recipe(by, policy) };
    Some(view(&mut session, recipe).ok()?.release)
}

pub(crate) fn shape(release: &Release) -> Vec<usize> {
    release.axes().iter().map(|axis| axis.categories.len()).collect()
}

/// A police file with so many children in each year and force; the children of a force are partly the same from year to year.
fn csv_of_repeats(counts: &[Vec<Vec<u8>>]) -> String {
    let mut text = "child_ref,force,date_missing,date_found\n".to_owned();
    for (year, of_year) in counts.iter().enumerate() {
        for (force, of_force) in of_year.iter().enumerate() {
            for child in 0..usize::from(of_force[0]) {
                let force = ["Kent", "Cleveland", "Sussex", "Norfolk"][force];
                text += &format!("c{},{force},15/07/{},\n", child + 3 * year, 2015 + year);
            }
        }
    }
    text
}

/// The axes on which some total is not the sum of its parts: on the others a reader who sees figures add up takes it for granted.
fn covers(truth: &Release) -> Vec<usize> {
    let shape = shape(truth);
    let figure = |cell: usize| truth.cells()[cell].figure().unwrap_or(0.0);
    let adds_up = |axis: &usize| {
        let stride: usize = shape[axis + 1..].iter().product();
        let mut totals =
            (0..truth.cells().len()).filter(|cell| cell / stride % shape[*axis] + 1 == shape[*axis]);
        totals.all(|total| {
            (1..shape[*axis]).map(|back| figure(total - back * stride)).sum::<f64>() == figure(total)
        })
    };
    (0..shape.len()).filter(|axis| !adds_up(axis)).collect()
}

/// Checks that the attacker places no sensitive figure of a protected table.
fn check(truth: &Release, protected: &Release) -> Result<(), TestCaseError> {
    let knowledge = Knowledge::of_release(protected, &covers(truth));
    for cell in sensitive(truth) {
        prop_assert_eq!(protected.cells()[cell].status(), Status::Suppressed);
        let (least, most) = knowledge.interval(cell);
        let tables = || format!("{:?}\n{:?}", truth.cells(), protected.cells());
        prop_assert!(most - least >= THRESHOLD, "cell {} is {} to {}:\n{}", cell, least, most, tables());
    }
    // As in the files that the Department for Education publishes: beside a total never one blank alone.
    for (total, parts) in &knowledge.sums {
        let line = parts.iter().chain([total]);
        let n_blank = line.filter(|cell| protected.cells()[**cell].status() == Status::Suppressed).count();
        prop_assert!(n_blank != 1, "one blank alone: {:?}", protected.cells());
    }
    Ok(())
}

/// The cells that must not be placed, by what is really in them.
pub(crate) fn sensitive(release: &Release) -> Vec<usize> {
    let is_few =
        |figure: Option<f64>| figure.is_some_and(|figure| (1.0..=THRESHOLD as f64).contains(&figure));
    let cells = release.cells().iter().enumerate();
    cells.filter(|(_, cell)| is_few(cell.figure())).map(|(at, _)| at).collect()
}

const VIEWS: [&[Dimension]; 4] = [
    &[Dimension::Year],
    &[Dimension::Year, Dimension::Region],
    &[Dimension::Region, Dimension::Risk],
    &[Dimension::Year, Dimension::Region, Dimension::Risk],
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn no_figure_of_few_children_can_be_placed(counts in counts(), view in prop::sample::select(VIEWS.to_vec())) {
        let text = csv(&counts);
        let Some(truth) = released(&text, view, Measure::Episodes, Policy::Unprotected) else { return Ok(()) };
        let protected = released(&text, view, Measure::Episodes, Policy::Dfe).expect("the same can be counted");
        check(&truth, &protected)?;
    }

    #[test]
    fn nor_can_it_where_children_do_not_add_up(counts in counts()) {
        let text = csv_of_repeats(&counts);
        let view = [Dimension::Year, Dimension::PoliceForce];
        let Some(truth) = released(&text, &view, Measure::Children, Policy::Unprotected) else { return Ok(()) };
        let protected = released(&text, &view, Measure::Children, Policy::Dfe).expect("the same can be counted");
        check(&truth, &protected)?;
    }
}

#[test]
fn the_attacker_breaks_tables_in_which_small_figures_alone_are_blank() {
    let counts = vec![vec![vec![3, 20], vec![14, 9]], vec![vec![11, 8], vec![7, 30]]];
    let truth =
        released(&csv(&counts), VIEWS[3], Measure::Episodes, Policy::Unprotected).expect("there are rows");
    let few = sensitive(&truth);
    let shown = truth.cells().iter().enumerate();
    let shown =
        shown.map(|(at, cell)| cell.figure().filter(|_| !few.contains(&at)).map(|figure| figure as i64));
    let knowledge = Knowledge::of(&shape(&truth), &shown.collect::<Vec<_>>(), &[]);
    assert_eq!(knowledge.interval(few[0]), (3, 3), "it is worked out exactly");
}
