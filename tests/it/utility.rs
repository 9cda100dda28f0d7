//! How much is left to be read: what is shown of small tables, beside the most that could be shown, found by trying all, and beside leaving out whole
//! rows, as is often done by hand.

use crate::attack::{Knowledge, csv, released, sensitive, shape};
use whereabouts::disclosure::{Release, Status};
use whereabouts::recipe::{Dimension, Measure, Policy};

/// So many children as the least and the largest that a figure can be taken for have to lie apart.
const WIDTH: i64 = 5;

/// At the least so much of what could be shown is shown, in per cent.
const LEAST_SHOWN: usize = 85;

const BY: [Dimension; 2] = [Dimension::Year, Dimension::Region];

/// Tables of three years and three regions, without figures of one child, from whom others would have to be protected too.
fn tables() -> Vec<Vec<Vec<Vec<u8>>>> {
    let mut state: u32 = 20_130_121;
    let mut next = move || {
        // A linear congruential generator, with the numbers of Numerical Recipes.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 24
    };
    let mut count = move || match next() % 10 {
        0 => 0,
        1..=3 => 2 + (next() % 4) as u8,
        _ => 6 + (next() % 40) as u8,
    };
    (0..40).map(|_| (0..3).map(|_| (0..3).map(|_| vec![count()]).collect()).collect()).collect()
}

fn n_shown(release: &Release) -> usize {
    release.cells().iter().filter(|cell| cell.status() != Status::Suppressed).count()
}

/// Whether no figure of few children can be placed if some cells are blank.
fn is_safe(truth: &Release, few: &[usize], blank: &[usize]) -> bool {
    let figure = |cell: usize| Some(truth.cells()[cell].figure().unwrap_or(0.0) as i64);
    let figures: Vec<Option<i64>> =
        (0..truth.cells().len()).map(|cell| figure(cell).filter(|_| !blank.contains(&cell))).collect();
    let knowledge = Knowledge::of(&shape(truth), &figures, &[]);
    few.iter().all(|cell| {
        let (least, most) = knowledge.interval(*cell);
        most - least >= WIDTH
    })
}

/// The fewest cells that have to be blank beside those of few children.
fn fewest(truth: &Release, few: &[usize]) -> usize {
    let is_other = |cell: &usize| {
        !few.contains(cell) && truth.cells()[*cell].figure().is_some_and(|figure| figure > 0.0)
    };
    let others: Vec<usize> = (0..truth.cells().len()).filter(is_other).collect();
    (0..=others.len())
        .find(|n| {
            let mut blank = few.to_vec();
            some_are_safe(truth, few, &others, *n, &mut blank)
        })
        .expect("with all blank nothing is told")
}

fn some_are_safe(truth: &Release, few: &[usize], others: &[usize], n: usize, blank: &mut Vec<usize>) -> bool {
    if n == 0 {
        return is_safe(truth, few, blank);
    }
    (0..others.len()).any(|at| {
        blank.push(others[at]);
        let is_found = some_are_safe(truth, few, &others[at + 1..], n - 1, blank);
        blank.pop();
        is_found
    })
}

/// What is shown where every year with a figure of few children is left out, and the totals, which would tell it.
fn n_shown_without_rows(truth: &Release, few: &[usize]) -> usize {
    let [n_years, width] = [0, 1].map(|axis| truth.axes()[axis].categories.len());
    let is_left_out = |year: usize| few.iter().any(|cell| cell / width == year);
    let n_left_out = (0..n_years - 1).filter(|year| is_left_out(*year)).count();
    if n_left_out == 0 { n_years * width } else { (n_years - 1 - n_left_out) * width }
}

#[test]
fn nearly_as_much_is_shown_as_could_be() {
    let (mut n_ours, mut n_best, mut n_by_rows, mut n_all) = (0, 0, 0, 0);
    for counts in tables() {
        let text = csv(&counts);
        let of = |policy| released(&text, &BY, Measure::Episodes, policy).expect("there are rows");
        let truth = of(Policy::Unprotected);
        let few = sensitive(&truth);
        n_all += truth.cells().len();
        n_ours += n_shown(&of(Policy::Dfe));
        n_best += truth.cells().len() - few.len() - fewest(&truth, &few);
        n_by_rows += n_shown_without_rows(&truth, &few);
    }
    eprintln!("Of {n_all} figures {n_ours} are shown, {n_best} could be, {n_by_rows} by leaving out rows.");
    assert!(n_ours * 100 >= n_best * LEAST_SHOWN, "{n_ours} are shown of {n_best}");
    assert!(n_ours > n_by_rows, "{n_ours} are shown, and {n_by_rows} by leaving out rows");
}
