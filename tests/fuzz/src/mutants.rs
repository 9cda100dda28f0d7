//! The same mutants on every machine and in every run: few, but they are there wherever `cargo test` is.

use crate::{Target, seeds};
use fastrand::Rng;
use std::panic;

/// How many mutants of all seeds together are tried of a target.
fn n_mutants(target: Target) -> usize {
    match target {
        Target::Csv | Target::Xml | Target::Sheet => 200,
        Target::Date => 20_000,
    }
}

#[test]
fn what_must_hold_holds_of_mutants_of_the_cases_files() {
    for target in Target::ALL {
        let seeds = seeds::of(target);
        assert!(!seeds.is_empty(), "{target:?} has nothing to begin from");
        let mut rng = Rng::with_seed(0);
        let mutants: Vec<Vec<u8>> = (0..n_mutants(target)).map(|_| mutant(&seeds, &mut rng)).collect();
        for data in seeds.iter().chain(&mutants) {
            if panic::catch_unwind(|| target.check(data)).is_err() {
                panic!("{}: {}", target.name(), data.escape_ascii());
            }
        }
    }
}

/// One of the seeds with up to four mistakes.
fn mutant(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut data = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..rng.usize(1..=4) {
        let (from, to) = stretch(&data, rng);
        let other = match rng.u8(..4) {
            0 => Vec::new(),
            1 => data[from..to].repeat(2),
            2 => vec![rng.u8(..)],
            _ => {
                let other = &seeds[rng.usize(..seeds.len())];
                let (from, to) = stretch(other, rng);
                other[from..to].to_vec()
            }
        };
        data.splice(from..to, other);
    }
    data
}

/// A few bytes, or none.
fn stretch(data: &[u8], rng: &mut Rng) -> (usize, usize) {
    let from = rng.usize(..=data.len());
    let most = [1, 8, 200][rng.usize(..3)];
    (from, data.len().min(from + rng.usize(..=most)))
}
