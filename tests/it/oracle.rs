//! The synthetic extracts, counted again from their text by means that have nothing in common with the core's.

use crate::support::{recipe, session, view};
use std::collections::{BTreeMap, BTreeSet};
use whereabouts::period::YearType;
use whereabouts::recipe::{Dimension, Policy};
use whereabouts::sample::Imitation;
use whereabouts::sample::{FIRST_YEAR, LAST_YEAR, extract, n_looked_after};

fn sample(kind: Imitation, n_rows: usize, seed: u64) -> String {
    let mut text = String::new();
    let written = extract(kind, n_rows, seed, |line| {
        text.push_str(line);
        Ok::<(), ()>(())
    });
    written.expect("a string takes every line");
    text
}

/// The fields of a line; commas between quotation marks do not part fields.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is one").push(c),
        }
    }
    fields
}

/// The rows of an extract, by column name.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let header = fields(lines.next().expect("there is a header"));
    lines.map(|line| header.iter().cloned().zip(fields(line)).collect()).collect()
}

/// Year and month of an ISO or a British date, from its text.
fn year_month(date: &str) -> (i32, i32) {
    let parts: Vec<i32> = date.split(['-', '/']).map(|part| part.parse().expect("a number")).collect();
    if date.contains('-') { (parts[0], parts[1]) } else { (parts[2], parts[1]) }
}

#[test]
fn a_police_extract_of_20_000_rows_counts_the_same_both_ways() {
    let text = sample(Imitation::Police, 20_000, 42);
    for year_type in [YearType::Reporting, YearType::Calendar] {
        let mut expected: BTreeMap<(String, String, String), (u64, BTreeSet<String>)> = BTreeMap::new();
        for row in table(&text) {
            let (year, month) = year_month(&row["date_missing"]);
            let ends_next_march = year_type == YearType::Reporting && month > 3;
            let year = (year + i32::from(ends_next_march)).to_string();
            let risk = if row["risk_category"].is_empty() { "Not recorded" } else { &row["risk_category"] };
            let cell = expected.entry((year, row["region"].clone(), risk.to_owned())).or_default();
            cell.0 += 1;
            cell.1.insert(format!("{} {}", row["force"], row["child_ref"]));
        }
        let mut session = session(&[("police.csv", text.as_bytes())]);
        let mut recipe = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], Policy::Dfe);
        recipe.year_type = year_type;
        let csv = view(&mut session, recipe).expect("there are rows").csv;
        let (mut n_compared, mut n_shown) = (0, 0);
        for row in table(&csv) {
            let cell = (row["year"].clone(), row["region"].clone(), row["risk"].clone());
            if [&cell.0, &cell.1, &cell.2].iter().any(|name| *name == "Total") {
                continue;
            }
            n_compared += 1;
            let (value, status) = (row["value"].as_str(), row["status"].as_str());
            match expected.remove(&cell) {
                None => assert_eq!((value, status), ("0", "zero"), "{cell:?}"),
                Some((_, children)) if children.len() <= 5 => {
                    assert_eq!((value, status), ("", "suppressed"), "{cell:?}");
                }
                // To protect others.
                Some(_) if status == "suppressed" => assert_eq!(value, "", "{cell:?}"),
                Some((episodes, _)) => {
                    n_shown += 1;
                    assert_eq!((value, status), (episodes.to_string().as_str(), "value"), "{cell:?}");
                }
            }
        }
        assert!(n_compared >= 10 * 9 * 5 && n_shown >= 100, "{n_compared}, {n_shown}");
        assert!(expected.is_empty(), "cells without a row: {expected:?}");
    }
}

#[test]
fn a_synthetic_extract_has_the_shares_it_claims() {
    let n_rows = 60_000;
    let text = sample(Imitation::Regional, n_rows, 7);
    let rows = table(&text);
    assert_eq!(rows.len(), n_rows);
    let mut children: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut n_short = 0;
    for row in &rows {
        children.insert((&row["YEAR"], &row["CHILD"]));
        let day = |date: &str| -> i64 {
            let parts: Vec<i64> = date.split('/').map(|part| part.parse().expect("a number")).collect();
            parts[2] * 372 + parts[1] * 31 + parts[0]
        };
        let is_short = !row["MIS_END"].is_empty() && {
            // Every month as 31 days: the end of a short one seems later by up to three days, never earlier.
            day(&row["MIS_END"]) - day(&row["MIS_START"]) <= 2
        };
        n_short += u64::from(is_short);
        assert!(row["CHILD"].starts_with("SYN-"));
    }
    let looked_after: usize = (FIRST_YEAR..=LAST_YEAR)
        .flat_map(|year| (0..27).map(move |place| n_looked_after(Imitation::Regional, n_rows, place, year)))
        .sum();
    let missing_share = children.len() as f64 / looked_after as f64;
    let episodes_each = n_rows as f64 / children.len() as f64;
    let short_share = n_short as f64 / n_rows as f64;
    assert!((0.10..0.12).contains(&missing_share), "{missing_share} of children go missing");
    assert!((6.0..7.0).contains(&episodes_each), "{episodes_each} episodes each");
    assert!((0.87..0.93).contains(&short_share), "{short_share} last two days at the most");
}

#[test]
fn the_same_seed_makes_the_same_extract_and_another_another() {
    for kind in [Imitation::Police, Imitation::Regional, Imitation::Ssda903] {
        for n_rows in [0, 1, 10, 1000] {
            let text = sample(kind, n_rows, 1);
            assert_eq!(text.lines().count(), n_rows + 1, "{kind:?}");
            assert_eq!(text, sample(kind, n_rows, 1));
        }
        assert_ne!(sample(kind, 1000, 1), sample(kind, 1000, 2));
    }
}
