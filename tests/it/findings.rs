//! What is found in episodes, against what a plain comparison of every row with every other finds.

use crate::support::{recipe, session, view};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use whereabouts::recipe::{Dimension, Duplicates, Policy};
use whereabouts::session::{Request, Response};

/// An episode: authority, child, code, day of its start, and for how many days it lasts unless it is open.
type Episode = (u8, u8, u8, u8, Option<u8>);

const AUTHORITIES: [&str; 2] = ["Kent", "Medway"];

fn episodes() -> impl Strategy<Value = Vec<Episode>> {
    prop::collection::vec((0_u8..2, 0_u8..3, 0_u8..2, 1_u8..12, prop::option::weighted(0.8, 0_u8..6)), 1..40)
}

fn returned(episodes: &[Episode]) -> String {
    let mut text = "CHILD,DOB,MISSING,MIS_START,MIS_END,LA,YEAR\n".to_owned();
    for (authority, child, code, start, days) in episodes {
        let end = days.map_or(String::new(), |days| format!("{:02}/06/2018", start + days));
        let (authority, code) = (AUTHORITIES[usize::from(*authority)], ["M", "A"][usize::from(*code)]);
        text.push_str(&format!("T{child},,{code},{start:02}/06/2018,{end},{authority},2019\n"));
    }
    text
}

/// How many rows each finding concerns, in all files.
fn n_rows(files: &[&str]) -> BTreeMap<&'static str, u64> {
    let names = ["a.csv", "b.csv"];
    let files: Vec<_> = names.into_iter().zip(files.iter().map(|text| text.as_bytes())).collect();
    let Response::Holdings { holdings } = session(&files).handle(Request::Check) else {
        panic!("a check is answered by what is held")
    };
    let mut n_rows = BTreeMap::new();
    for diagnostic in holdings.diagnostics {
        *n_rows.entry(diagnostic.code).or_default() += diagnostic.n_rows;
    }
    n_rows
}

/// The same, by comparing every row with every other. Without any end in a file, that an episode is open says nothing.
fn n_rows_compared(episodes: &[Episode]) -> BTreeMap<&'static str, u64> {
    let has_ends = episodes.iter().any(|(.., days)| days.is_some());
    let last = |(_, _, _, start, days): &Episode| days.map_or(u8::MAX, |days| start + days);
    let distinct: BTreeSet<&Episode> = episodes.iter().collect();
    let order = |one: &Episode| (one.3, last(one), one.2);
    let overlaps = |later: &&&Episode| {
        distinct.iter().any(|earlier| {
            let is_judged = earlier.4.is_some() || has_ends;
            (earlier.0, earlier.1) == (later.0, later.1)
                && order(earlier) < order(later)
                && is_judged
                && later.3 < last(earlier)
        })
    };
    let found = [
        ("episodes-duplicate", episodes.len() - distinct.len()),
        ("episodes-overlap", distinct.iter().filter(overlaps).count()),
        ("episodes-open", episodes.iter().filter(|(.., days)| days.is_none()).count()),
    ];
    found.into_iter().filter(|(_, n_rows)| *n_rows > 0).map(|(code, n_rows)| (code, n_rows as u64)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_found_is_what_comparing_all_rows_finds_in_whatever_order_they_stand(episodes in episodes(), cut in 0_usize..40) {
        let expected = n_rows_compared(&episodes);
        let mut found = n_rows(&[&returned(&episodes)]);
        found.remove("episodes-place-without-rows");
        prop_assert_eq!(&found, &expected);
        let mut reversed = episodes.clone();
        reversed.reverse();
        let mut found = n_rows(&[&returned(&reversed)]);
        found.remove("episodes-place-without-rows");
        prop_assert_eq!(&found, &expected);
        let (first, second) = episodes.split_at(cut.min(episodes.len()));
        let has_ends = |episodes: &[Episode]| episodes.iter().any(|(.., days)| days.is_some());
        // The same bytes twice would be one file.
        if has_ends(first) && has_ends(second) && first != second {
            prop_assert_eq!(&n_rows(&[&returned(first), &returned(second)]), &expected);
        }
    }

    #[test]
    fn identical_episodes_count_once_in_whatever_order_they_stand(
        incidents in prop::collection::vec((0_u8..4, 1_u8..4, 0_u8..3), 1..40),
        cut in 0_usize..40,
    ) {
        let text = |incidents: &[(u8, u8, u8)]| {
            let mut text = "child_ref,force,risk,date missing\n".to_owned();
            for (child, day, risk) in incidents {
                let risk = ["High", "Low", ""][usize::from(*risk)];
                text.push_str(&format!("T{child},Kent,{risk},2018-06-0{day}\n"));
            }
            text
        };
        let release = |files: &[(&str, &[u8])]| {
            let mut recipe = recipe(&[Dimension::Year, Dimension::Risk], Policy::Unprotected);
            recipe.duplicates = Duplicates::CountedOnce;
            view(&mut session(files), recipe).expect("there are rows").release
        };
        let distinct: BTreeSet<_> = incidents.iter().map(|(child, day, _)| (child, day)).collect();
        let whole = release(&[("a.csv", text(&incidents).as_bytes())]);
        let total = whole.cells().last().and_then(|cell| cell.figure());
        prop_assert_eq!(total, Some(distinct.len() as f64));
        let source = whole.sources()[0].rows.as_ref().expect("nothing is suppressed");
        prop_assert_eq!(source.n_used, distinct.len() as u64);
        prop_assert_eq!(source.n_rows, source.n_used + source.set_aside.iter().map(|aside| aside.n_rows).sum::<u64>());
        let (first, second) = incidents.split_at(cut.min(incidents.len()));
        if !first.is_empty() && !second.is_empty() && first != second {
            let parts = release(&[("b.csv", text(second).as_bytes()), ("a.csv", text(first).as_bytes())]);
            prop_assert_eq!(parts.cells(), whole.cells());
            let n_used: u64 = parts.sources().iter().flat_map(|source| &source.rows).map(|rows| rows.n_used).sum();
            prop_assert_eq!(n_used, distinct.len() as u64);
        }
    }
}

#[test]
fn a_check_holds_until_what_is_held_changes() {
    let mut session =
        session(&[("missing 2018.csv", b"CHILD,DOB,MISSING,MIS_START,MIS_END\nT1,,M,01/06/2018,\n")]);
    let has_finding = |response: Response, code: &str| {
        let Response::Holdings { holdings } = response else { panic!("{response:?}") };
        holdings.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    };
    assert!(!session.holdings().diagnostics.iter().any(|diagnostic| diagnostic.code == "episodes-open"));
    assert!(has_finding(session.handle(Request::Check), "episodes-start-after-year"));
    assert!(session.holdings().diagnostics.iter().any(|diagnostic| diagnostic.code == "episodes-open"));
    let id = session.holdings().files[0].id;
    let describe = Request::Describe { file: id, authority: None, year: Some(2019) };
    assert!(!has_finding(session.handle(describe), "episodes-open"));
    assert!(!has_finding(session.handle(Request::Check), "episodes-start-after-year"));
}

#[test]
fn a_file_that_is_not_recognised_stands_beside_made_up_ones() {
    let mut made_up = String::new();
    let Ok(()) = whereabouts::sample::extract(whereabouts::sample::Imitation::Police, 50, 1, |line| {
        made_up.push_str(line);
        Ok::<(), std::convert::Infallible>(())
    });
    let notes: (&str, &[u8]) = ("readme.txt", b"Please read\n");
    for files in [[("police.csv", made_up.as_bytes()), notes], [notes, ("police.csv", made_up.as_bytes())]] {
        assert_eq!(session(&files).holdings().files.len(), 2);
    }
}
