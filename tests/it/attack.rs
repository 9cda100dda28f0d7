//! An attacker on released tables: with nothing but a release and the method's description, by search over whole numbers, it finds the least and
//! the largest figure that each blank can stand for. It shares no code with what protects the tables.

use crate::support::{recipe, session, view};
use proptest::prelude::*;
use whereabouts::disclosure::{Release, Status};
use whereabouts::recipe::{Dimension, Policy};

/// What is protected: a count of so many children, and a blank must be able to stand for figures at least so far apart.
const THRESHOLD: i64 = 5;

/// More than any figure of the tables here.
const MANY: i64 = 2_000;

/// What the attacker knows: the bounds of each cell, and which cells add up to which.
#[derive(Clone)]
struct Knowledge {
    bounds: Vec<(i64, i64)>,
    /// A total and its parts.
    sums: Vec<(usize, Vec<usize>)>,
}

impl Knowledge {
    /// From figures with blanks, row-major, the total of each axis last. Whoever sees true zeros knows that a blank is none.
    fn of(shape: &[usize], figures: &[Option<i64>]) -> Self {
        let bounds = figures.iter().map(|figure| figure.map_or((1, MANY), |figure| (figure, figure)));
        let mut sums = Vec::new();
        for axis in 0..shape.len() {
            let stride: usize = shape[axis + 1..].iter().product();
            for cell in (0..figures.len()).filter(|cell| cell / stride % shape[axis] + 1 == shape[axis]) {
                sums.push((cell, (1..shape[axis]).map(|back| cell - back * stride).collect()));
            }
        }
        Knowledge { bounds: bounds.collect(), sums }
    }

    fn of_release(release: &Release) -> Self {
        let shape: Vec<usize> = release.axes().iter().map(|axis| axis.categories.len()).collect();
        let figure = |cell: &whereabouts::disclosure::Cell| match cell.status() {
            Status::Suppressed => None,
            // Of a year without any row nothing is said: it has none.
            _ => Some(cell.figure().unwrap_or(0.0) as i64),
        };
        Knowledge::of(&shape, &release.cells().iter().map(figure).collect::<Vec<_>>())
    }

    /// Draws all bounds together as far as the sums tell at once; false if they contradict each other.
    fn narrow(&mut self) -> bool {
        loop {
            let mut is_changed = false;
            for (total, parts) in &self.sums {
                let low: i64 = parts.iter().map(|part| self.bounds[*part].0).sum();
                let high: i64 = parts.iter().map(|part| self.bounds[*part].1).sum();
                let whole = self.bounds[*total];
                let mut draw = |cell: usize, least: i64, most: i64| {
                    let (from, to) = self.bounds[cell];
                    self.bounds[cell] = (from.max(least), to.min(most));
                    is_changed |= self.bounds[cell] != (from, to);
                    self.bounds[cell].0 <= self.bounds[cell].1
                };
                if !draw(*total, low, high) {
                    return false;
                }
                for part in parts {
                    let (from, to) = self.bounds[*part];
                    // The sums stay valid, if not the narrowest, while parts are drawn together.
                    let mut draw = |cell: usize, least: i64, most: i64| {
                        let (from, to) = self.bounds[cell];
                        self.bounds[cell] = (from.max(least), to.min(most));
                        is_changed |= self.bounds[cell] != (from, to);
                        self.bounds[cell].0 <= self.bounds[cell].1
                    };
                    if !draw(*part, whole.0 - (high - to), whole.1 - (low - from)) {
                        return false;
                    }
                }
            }
            if !is_changed {
                return true;
            }
        }
    }

    /// Whether some table of whole numbers is within the bounds.
    fn has_table(mut self) -> bool {
        if !self.narrow() {
            return false;
        }
        let open = self.bounds.iter().enumerate().filter(|(_, (from, to))| from < to);
        let Some((cell, (from, to))) = open.min_by_key(|(_, (from, to))| to - from) else { return true };
        let middle = from + (to - from) / 2;
        let with = |bounds: (i64, i64)| {
            let mut narrowed = self.clone();
            narrowed.bounds[cell] = bounds;
            narrowed.has_table()
        };
        with((*from, middle)) || with((middle + 1, *to))
    }

    /// The least and the largest figure of a cell over all possible tables.
    fn interval(&self, cell: usize) -> (i64, i64) {
        let possible = |bounds: (i64, i64)| {
            let mut narrowed = self.clone();
            narrowed.bounds[cell] = bounds;
            narrowed.has_table()
        };
        let (from, to) = self.bounds[cell];
        let (mut least, mut beyond) = (from, to);
        while least < beyond {
            let middle = least + (beyond - least) / 2;
            if possible((from, middle)) { beyond = middle } else { least = middle + 1 }
        }
        let (mut below, mut most) = (from, to);
        while below < most {
            let middle = below + (most - below + 1) / 2;
            if possible((middle, to)) { below = middle } else { most = middle - 1 }
        }
        (least, most)
    }
}

const REGIONS: [&str; 4] = ["London", "South West", "North East", "South East"];
const RISKS: [&str; 3] = ["High", "Medium", "Low"];

/// A police file with so many children in each year, region and risk category, one episode each.
fn csv(counts: &[Vec<Vec<u8>>]) -> String {
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

fn released(text: &str, by: &[Dimension], policy: Policy) -> Option<Release> {
    let mut session = session(&[("police.csv", text.as_bytes())]);
    Some(view(&mut session, recipe(by, policy)).ok()?.release)
}

/// The cells that must not be placed, by what is really in them.
fn sensitive(release: &Release) -> Vec<usize> {
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
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_figure_of_few_children_can_be_placed(counts in counts(), view in prop::sample::select(VIEWS.to_vec())) {
        let text = csv(&counts);
        let Some(truth) = released(&text, view, Policy::Unprotected) else { return Ok(()) };
        let protected = released(&text, view, Policy::Dfe).expect("the same can be counted");
        let knowledge = Knowledge::of_release(&protected);
        for cell in sensitive(&truth) {
            prop_assert_eq!(protected.cells()[cell].status(), Status::Suppressed);
            let (least, most) = knowledge.interval(cell);
            prop_assert!(most - least >= THRESHOLD, "cell {} is {} to {}:\n{:?}\n{:?}", cell, least, most, truth.cells(), protected.cells());
        }
    }
}

#[test]
fn the_attacker_breaks_tables_in_which_small_figures_alone_are_blank() {
    let counts = vec![vec![vec![3, 20], vec![14, 9]], vec![vec![11, 8], vec![7, 30]]];
    let truth = released(&csv(&counts), VIEWS[3], Policy::Unprotected).expect("there are rows");
    let shape: Vec<usize> = truth.axes().iter().map(|axis| axis.categories.len()).collect();
    let few = sensitive(&truth);
    let shown = truth.cells().iter().enumerate();
    let shown =
        shown.map(|(at, cell)| cell.figure().filter(|_| !few.contains(&at)).map(|figure| figure as i64));
    let knowledge = Knowledge::of(&shape, &shown.collect::<Vec<_>>());
    assert_eq!(knowledge.interval(few[0]), (3, 3), "it is worked out exactly");
}
