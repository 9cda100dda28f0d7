//! An attacker on several exports of one sitting. It has what left and nothing else, takes every combination of categories for a number that it does
//! not know, and has an integer programme say how large and how small each figure of few children can be, shown or not, and each difference of two
//! that were shown or left blank. It shares no code with what protects the exports.

use crate::support::{recipe, session, view};
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};
use proptest::prelude::*;
use std::collections::BTreeSet;
use whereabouts::disclosure::{Release, Status};
use whereabouts::recipe::{Dimension, Filter, Policy, Recipe};
use whereabouts::session::{Request, Response, Session};

/// A policy as its readers know it.
#[derive(Clone, Copy, Debug)]
struct Rule {
    policy: Policy,
    /// A figure of at least one and no more than so many children is protected.
    few: i64,
    /// So far apart the least and the largest that it can be have to be.
    width: i64,
    /// To the nearest of which numbers figures are rounded.
    base: i64,
    /// The least that is shown beside zero.
    shown_from: i64,
}

const DFE: Rule = Rule { policy: Policy::Dfe, few: 5, width: 5, base: 1, shown_from: 1 };

/// Further ones that show true zeros: where these are in doubt, so are categories that the files here do not have.
const OTHERS: [Rule; 2] = [
    Rule { policy: Policy::Research, few: 9, width: 9, ..DFE },
    Rule { policy: Policy::Health, few: 7, width: 7, base: 5, shown_from: 8 },
];

impl Rule {
    /// Between what a figure is that is shown so: a zero is a true one.
    fn behind(&self, shown: i64) -> (i64, i64) {
        let half = (self.base - 1) / 2;
        if shown == 0 { (0, 0) } else { ((shown - half).max(self.shown_from), shown + half) }
    }
}

/// So many nodes of a search for whole numbers at the most; a figure that takes more is left alone.
const MOST_NODES: u64 = 2_000;

/// What is known of a child in the files here: the year, the local authority, the risk and the sex, each of so many.
const LENGTHS: [usize; 4] = [2, 4, 3, 2];

/// The dimensions of figures: each with what of a child it is of, and the category for each of these. Two authorities are in one region.
const DIMENSIONS: [(Dimension, usize, &[&str]); 5] = [
    (Dimension::Year, 0, &["2016", "2017"]),
    (Dimension::Region, 1, &["London", "London", "South West", "North East"]),
    (Dimension::Risk, 2, &["High", "Medium", "Low"]),
    (Dimension::Sex, 3, &["Male", "Female"]),
    (Dimension::LocalAuthority, 1, &["Camden", "Islington", "Plymouth", "Gateshead"]),
];

/// What is known of a child.
type Atom = [usize; 4];

/// Some atoms, by their places among all: what a figure counts.
type Figure = BTreeSet<usize>;

/// All that can be known of a child.
const N_ATOMS: usize = LENGTHS[0] * LENGTHS[1] * LENGTHS[2] * LENGTHS[3];

fn atoms() -> Vec<Atom> {
    let mut atoms = vec![[0; 4]];
    for (at, length) in LENGTHS.into_iter().enumerate() {
        let further = atoms.iter().flat_map(|atom: &Atom| {
            (0..length).map(move |category| {
                let mut further = *atom;
                further[at] = category;
                further
            })
        });
        atoms = further.collect();
    }
    atoms
}

/// The category of a child in a dimension.
fn name(atom: &Atom, dimension: usize) -> &'static str {
    let (_, of, names) = DIMENSIONS[dimension];
    names[atom[of]]
}

/// A police file with so many children of each atom, one episode each.
fn csv(counts: &[u8]) -> String {
    let mut text = "child_ref,region,risk_category,sex,local_authority,date_missing,date_found\n".to_owned();
    let mut child = 0;
    for (atom, n) in atoms().iter().zip(counts) {
        for _ in 0..*n {
            child += 1;
            let of = |dimension: usize| name(atom, dimension);
            text += &format!("c{child},{},{},{},{},15/07/{},\n", of(1), of(2), of(3), of(4), 2015 + atom[0]);
        }
    }
    text
}

/// What is asked for in one export: the dimensions, and the categories of one that are left in.
#[derive(Clone, Debug)]
struct Asked {
    by: Vec<usize>,
    left_in: Option<(usize, Vec<&'static str>)>,
}

impl Asked {
    fn recipe(&self, policy: Policy) -> Recipe {
        let by: Vec<Dimension> = self.by.iter().map(|at| DIMENSIONS[*at].0).collect();
        let filters = self.left_in.iter().map(|(at, kept)| Filter {
            dimension: DIMENSIONS[*at].0,
            categories: kept.iter().map(|category| (*category).to_owned()).collect(),
        });
        Recipe { filters: filters.collect(), ..recipe(&by, policy) }
    }

    /// What each cell of a release counts.
    fn figures(&self, release: &Release) -> Vec<Figure> {
        let all = atoms();
        let is_kept =
            |atom: &Atom| self.left_in.as_ref().is_none_or(|(at, kept)| kept.contains(&name(atom, *at)));
        release
            .rows()
            .map(|(categories, _)| {
                let is_in = |atom: &Atom| {
                    let mut axes = release.axes().iter().zip(&categories).zip(&self.by);
                    axes.all(|((axis, category), at)| {
                        let own = axis.categories[*category].as_str();
                        own == "Total" || name(atom, *at) == own
                    })
                };
                (0..all.len()).filter(|at| is_kept(&all[*at]) && is_in(&all[*at])).collect()
            })
            .collect()
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let by = prop::sample::subsequence(vec![0_usize, 1, 2, 3, 4], 1..=2);
    let left_in = prop::option::of((1_usize..5).prop_flat_map(|at| {
        let mut categories = DIMENSIONS[at].2.to_vec();
        categories.dedup();
        let most = categories.len() - 1;
        (Just(at), prop::sample::subsequence(categories, 1..=most))
    }));
    (by, left_in).prop_map(|(by, left_in)| Asked { by, left_in })
}

/// Children of each atom, few or many.
fn counts() -> impl Strategy<Value = Vec<u8>> {
    let few = prop_oneof![6 => Just(0_u8), 3 => 1_u8..4, 1 => 6_u8..30];
    let many = prop_oneof![3 => Just(0_u8), 5 => 1_u8..6, 2 => 6_u8..30];
    prop_oneof![prop::collection::vec(few, N_ATOMS), prop::collection::vec(many, N_ATOMS)]
}

/// What left: what each figure counts, and between what it is unless it is blank.
struct Loot {
    rule: Rule,
    figures: Vec<(Figure, Option<(i64, i64)>)>,
}

impl Loot {
    fn take(&mut self, asked: &Asked, release: &Release) {
        for (figure, cell) in asked.figures(release).into_iter().zip(release.cells()) {
            let value = match cell.status() {
                Status::Suppressed => None,
                _ => Some(self.rule.behind(cell.figure().unwrap_or(0.0) as i64)),
            };
            self.figures.push((figure, value));
        }
    }

    /// The least or the largest that the sum of some atoms can be, less that of others; none if it is not found in time.
    fn extreme(&self, more: &Figure, less: &Figure, direction: OptimizationDirection) -> Option<i64> {
        const MANY: i32 = 500;
        let mut problem = Problem::new(direction);
        let weight = |at: usize| f64::from(i32::from(more.contains(&at)) - i32::from(less.contains(&at)));
        let variables: Vec<_> =
            (0..atoms().len()).map(|at| problem.add_integer_var(weight(at), (0, MANY))).collect();
        for (figure, value) in &self.figures {
            let sum: Vec<_> = figure.iter().map(|at| (variables[*at], 1.0)).collect();
            match value {
                Some((least, most)) if least == most => {
                    problem.add_constraint(sum, ComparisonOp::Eq, *least as f64);
                }
                Some((least, most)) => {
                    problem.add_constraint(sum.clone(), ComparisonOp::Ge, *least as f64);
                    problem.add_constraint(sum, ComparisonOp::Le, *most as f64);
                }
                // Whoever sees true zeros knows that a blank is none.
                None => problem.add_constraint(sum, ComparisonOp::Ge, 1.0),
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(MOST_NODES);
        let outcome = problem.solve_with(options).ok()?;
        if !outcome.is_optimal() {
            return None;
        }
        Some(outcome.solution()?.objective().round() as i64)
    }

    /// Between what the sum of some atoms, less that of others, can be; none if that is not found in time.
    fn between(&self, more: &Figure, less: &Figure) -> Option<(i64, i64)> {
        let least = self.extreme(more, less, OptimizationDirection::Minimize)?;
        Some((least, self.extreme(more, less, OptimizationDirection::Maximize)?))
    }
}

/// Exports views one after the other, each unless it is refused, and returns what left.
fn export(session: &mut Session, sequence: &[Asked], rule: Rule, is_noted: bool) -> Loot {
    let mut loot = Loot { rule, figures: Vec::new() };
    for asked in sequence {
        let recipe = asked.recipe(rule.policy);
        let Ok(view) = view(session, recipe.clone()) else { continue };
        if is_noted {
            let noted = session.handle(Request::Export { recipe });
            assert!(matches!(noted, Response::Ledger { .. }), "what is shown can be exported");
        }
        loot.take(asked, &view.release);
    }
    loot
}

/// What a figure has of what is known of a child.
fn categories(figure: &Figure, of: usize) -> BTreeSet<usize> {
    let all = atoms();
    figure.iter().map(|at| all[*at][of]).collect()
}

/// Whether no export tells apart what is in a figure. What several blanks make together is told by their total, and no secret of any of them.
fn is_one(figure: &Figure, loot: &Loot) -> bool {
    (0..LENGTHS.len()).all(|of| {
        let own = categories(figure, of);
        own.len() == LENGTHS[of]
            || loot.figures.iter().all(|(other, _)| {
                let of_other = categories(other, of);
                own.is_subset(&of_other) || own.is_disjoint(&of_other)
            })
    })
}

/// The figures of few children that a reader must not place: of single cells, and of what two cells differ by where the one has all of the other.
fn secrets(loot: &Loot, counts: &[u8]) -> Vec<Figure> {
    let truth = |figure: &Figure| figure.iter().map(|at| i64::from(counts[*at])).sum::<i64>();
    let cells = || loot.figures.iter().map(|(figure, _)| figure);
    let differences = cells().flat_map(|one| {
        let parts = cells().filter(|other| other.len() < one.len() && other.is_subset(one));
        parts.map(|other| one.difference(other).copied().collect::<Figure>()).collect::<Vec<_>>()
    });
    let differences = differences.filter(|figure| is_one(figure, loot));
    let all: BTreeSet<Figure> = cells().cloned().chain(differences).collect();
    all.into_iter().filter(|figure| (1..=loot.rule.few).contains(&truth(figure))).collect()
}

/// Exports a sequence of views and tries to place every figure of few children.
fn attack(counts: &[u8], sequence: &[Asked], rule: Rule) -> Result<(), TestCaseError> {
    let mut session = session(&[("police.csv", csv(counts).as_bytes())]);
    let loot = export(&mut session, sequence, rule, true);
    for secret in secrets(&loot, counts) {
        let Some((least, most)) = loot.between(&secret, &Figure::new()) else { continue };
        prop_assert!(most - least >= rule.width, "{secret:?} of {sequence:?} is {least} to {most}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_of_few_children_can_be_placed_by_several_exports(
        counts in counts(),
        sequence in prop::collection::vec(asked(), 2..=5),
    ) {
        attack(&counts, &sequence, DFE)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 240, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nor_by_exports_under_other_policies(
        counts in counts(),
        sequence in prop::collection::vec(asked(), 1..=3),
        rule in prop::sample::select(OTHERS.to_vec()),
    ) {
        attack(&counts, &sequence, rule)?;
    }
}

#[test]
fn exports_that_are_not_noted_are_broken() {
    // All but the Low of London, of whom there are two, are told by two tables each of which shows no small figure.
    let mut counts = vec![9; N_ATOMS];
    for (at, atom) in atoms().iter().enumerate() {
        if atom[1] < 2 && atom[2] == 2 {
            counts[at] = u8::from(atom[1] == 0 && atom[3] == 0);
        }
    }
    let of_risks = |kept: Vec<&'static str>| Asked { by: vec![1], left_in: Some((2, kept)) };
    let sequence = [Asked { by: vec![1], left_in: None }, of_risks(vec!["High", "Medium"])];
    let few: Figure = atoms()
        .iter()
        .enumerate()
        .filter(|(_, atom)| atom[1] < 2 && atom[2] == 2)
        .map(|(at, _)| at)
        .collect();
    let broken = |is_noted: bool| {
        let mut session = session(&[("police.csv", csv(&counts).as_bytes())]);
        export(&mut session, &sequence, DFE, is_noted)
            .between(&few, &Figure::new())
            .expect("it is found in time")
    };
    assert_eq!(broken(false), (2, 2), "it is worked out exactly");
    let (least, most) = broken(true);
    assert!(most - least >= DFE.width, "it is {least} to {most}");
}
