//! What holds for any input.

use crate::ranges::read_split;
use crate::support::{KEY, read, recipe, session, view};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use whereabouts::disclosure::{Cell, Release, Status};
use whereabouts::period::YearType;
use whereabouts::recipe::{Dimension, Duplicates, Expression, Measure, Policy, Recipe};
use whereabouts::session::{Request, Session};

const HEADER: &str = "child_ref,region,risk_category,date_missing,date_found\n";

/// A row of a police file: child, region, risk, year.
type Row = (u8, u8, u8, i32);

const REGIONS: [&str; 3] = ["London", "South West", "nowhere"];
const RISKS: [&str; 3] = ["High", "low", ""];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u8..12, 0_u8..3, 0_u8..3, 2015_i32..2019), 1..80)
}

fn csv(rows: &[Row]) -> String {
    let line = |(child, region, risk, year): &Row| {
        let (region, risk) = (REGIONS[usize::from(*region)], RISKS[usize::from(*risk)]);
        format!("c{child},{region},{risk},15/07/{year},\n")
    };
    HEADER.to_owned() + &rows.iter().map(line).collect::<String>()
}

fn release(text: &str, policy: Policy) -> Release {
    let mut session = session(&[("police.csv", text.as_bytes())]);
    let recipe = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], policy);
    view(&mut session, recipe).expect("there are rows").release
}

/// Each cell by the names of its categories.
fn by_name(release: &Release) -> BTreeMap<Vec<String>, (Option<f64>, Status)> {
    let name = |categories: Vec<usize>| {
        let axes = release.axes().iter().zip(categories);
        axes.map(|(axis, category)| axis.categories[category].clone()).collect::<Vec<_>>()
    };
    release.rows().map(|(categories, cell)| (name(categories), (cell.figure(), cell.status()))).collect()
}

/// Measures of every kind: sums, distinct children, quotients, quantiles, stocks and shares.
const MEASURES: [Measure; 8] = [
    Measure::Episodes,
    Measure::ChildrenTwoOrMore,
    Measure::EpisodesPerChild,
    Measure::DaysMedian,
    Measure::HoursPercentile90,
    Measure::Over24HoursCertain,
    Measure::OpenAtYearEnd,
    Measure::InterviewsOffered,
];

/// Expressions of which a headline tells different things.
const HEADLINE_EXPRESSIONS: [Expression; 5] = [
    Expression::Number,
    Expression::Share,
    Expression::ChangeOnYearBefore,
    Expression::ChangeOnBaseYear,
    Expression::Index,
];

const TIMED_HEADER: &str = "child_ref,force,date_missing,time_missing,date_found,time_found,rhi_offered\n";
const RETURNS_HEADER: &str = "CHILD,DOB,MISSING,MIS_START,MIS_END,LA,YEAR\n";

/// A row of a police file with all that measures ask for, often on a day about which years differ.
fn timed_row() -> impl Strategy<Value = String> {
    let start =
        prop_oneof!["2019-0[1-9]-1[0-9]", Just("2019-03-31".to_owned()), Just("2020-02-29".to_owned())];
    let end = prop_oneof!["2020-0[4-9]-1[0-9]", Just("2020-03-31".to_owned()), Just(String::new())];
    let time = || prop_oneof!["[01][0-9]:[0-5][0-9]", Just(String::new())];
    let (force, offered) = (prop::sample::select(vec!["Kent", "Cleveland"]), "[YN]?");
    ("[a-f]?", force, start, time(), end, time(), offered).prop_map(
        |(child, force, start, start_time, end, end_time, offered)| {
            format!("{child},{force},{start},{start_time},{end},{end_time},{offered}\n")
        },
    )
}

/// A row of a return, which may be of an episode that another year's return has too.
fn row_of_a_return() -> impl Strategy<Value = String> {
    let start =
        prop::sample::select(vec!["31/03/2019", "30/03/2019", "13/03/2019", "13/05/2019", "31/03/2020"]);
    let end = prop::sample::select(vec!["", "", "13/04/2020", "31/03/2020"]);
    let place = prop::sample::select(vec!["Kent", "Ealing"]);
    ("[a-f]", "[MA]", start, end, place, 2019..2022).prop_map(|(child, code, start, end, place, year)| {
        format!("{child},13/01/2006,{code},{start},{end},{place},{year}\n")
    })
}

/// Rows in two orders, under their header.
fn shuffled() -> impl Strategy<Value = (&'static str, Vec<String>, Vec<String>)> {
    let both_orders = |rows: Vec<String>| (Just(rows.clone()), Just(rows).prop_shuffle());
    let timed = prop::collection::vec(timed_row(), 2..60).prop_flat_map(both_orders);
    let returns = prop::collection::vec(row_of_a_return(), 2..60).prop_flat_map(both_orders);
    prop_oneof![
        timed.prop_map(|(rows, others)| (TIMED_HEADER, rows, others)),
        returns.prop_map(|(rows, others)| (RETURNS_HEADER, rows, others)),
    ]
}

/// The figures of each measure, by both of the ways in which episodes are put into years.
fn figures(session: &mut Session, duplicates: Duplicates) -> Vec<String> {
    let year_types = [YearType::Reporting, YearType::ReportingCarriedOver];
    let asked = MEASURES.into_iter().flat_map(|measure| year_types.map(|year_type| (measure, year_type)));
    let csv = |(measure, year_type)| {
        let by = [Dimension::Year, Dimension::Region];
        let recipe = Recipe { measure, year_type, duplicates, ..recipe(&by, Policy::Unprotected) };
        view(session, recipe).expect("there are rows").csv
    };
    asked.map(csv).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_in_any_chunks_are_read_without_harm_and_every_row_is_accounted_for(
        body in prop::collection::vec(any::<u8>(), 0..2000),
        with_header in any::<bool>(),
        chunk in 1_usize..300,
    ) {
        let mut bytes = if with_header { HEADER.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(body);
        let mut session = Session::new(crate::support::KEY);
        session.handle(Request::Open { name: "any.csv".to_owned(), mapping: None, replaces: None });
        for chunk in bytes.chunks(chunk) {
            session.push(chunk);
        }
        session.handle(Request::Close);
        let holdings = session.holdings();
        prop_assert!(!(holdings.files.is_empty() && holdings.diagnostics.is_empty()));
        for file in holdings.files {
            let n_aside: u64 = file.set_aside.iter().map(|aside| aside.n_rows).sum();
            prop_assert_eq!(file.n_rows, file.n_used + n_aside);
        }
    }

    #[test]
    fn where_chunks_end_makes_no_difference(rows in rows(), chunk in 1_usize..50) {
        let text = csv(&rows);
        let mut session = Session::new(crate::support::KEY);
        session.handle(Request::Open { name: "police.csv".to_owned(), mapping: None, replaces: None });
        for chunk in text.as_bytes().chunks(chunk) {
            session.push(chunk);
        }
        session.handle(Request::Close);
        let recipe = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], Policy::Dfe);
        let in_chunks = view(&mut session, recipe).expect("there are rows").release;
        prop_assert_eq!(in_chunks, release(&text, Policy::Dfe));
    }

    #[test]
    fn the_order_of_rows_and_files_makes_no_difference_to_the_figures(rows in rows(), cut in 0_usize..80) {
        let cut = cut.min(rows.len());
        let whole = release(&csv(&rows), Policy::Dfe);
        let mut reversed = rows.clone();
        reversed.reverse();
        let upside_down = release(&csv(&reversed), Policy::Dfe);
        prop_assert_eq!(upside_down.cells(), whole.cells());
        if cut > 0 && cut < rows.len() {
            let mut session = Session::new([7; 16]);
            read(&mut session, "b.csv", csv(&rows[cut..]).as_bytes());
            read(&mut session, "a.csv", csv(&rows[..cut]).as_bytes());
            // The same rows twice over would be one file.
            if session.holdings().files.len() == 2 {
                let recipe = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], Policy::Dfe);
                let parts = view(&mut session, recipe).expect("there are rows").release;
                prop_assert_eq!(parts.cells(), whole.cells());
            }
        }
    }

    #[test]
    fn neither_order_nor_ranges_make_a_difference_to_any_measure(
        (header, rows, others) in shuffled(),
        cut in 1_usize..60,
        n_ranges in 2_usize..6,
        chunk in 1_usize..400,
        once in any::<bool>(),
    ) {
        let duplicates = if once { Duplicates::CountedOnce } else { Duplicates::Counted };
        let text = |rows: &[String]| format!("{header}{}", rows.concat());
        let of_files = |files: &[(&str, &str)]| {
            let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
            let mut session = session(&files);
            (session.holdings().files.len(), figures(&mut session, duplicates))
        };
        let whole = text(&rows);
        let (_, expected) = of_files(&[("any.csv", &whole)]);
        prop_assert_eq!(&of_files(&[("any.csv", &text(&others))]).1, &expected);

        let cut = cut.min(rows.len() - 1);
        let (first, second) = (text(&rows[..cut]), text(&rows[cut..]));
        let (n_files, parts) = of_files(&[("a.csv", &first), ("b.csv", &second)]);
        prop_assert_eq!(&of_files(&[("b.csv", &second), ("a.csv", &first)]).1, &parts);
        // The same rows twice over would be one file.
        if n_files == 2 {
            prop_assert_eq!(&parts, &expected);
        }

        let mut split = Session::new(KEY);
        let length = whole.len().div_ceil(n_ranges);
        let cuts: Vec<usize> = (1..n_ranges).map(|index| index * length).collect();
        read_split(&mut split, "any.csv", whole.as_bytes(), &cuts, chunk);
        prop_assert_eq!(&figures(&mut split, duplicates), &expected);
    }

    #[test]
    fn every_figure_is_the_count_and_no_cell_of_one_to_five_children_has_one(rows in rows()) {
        let text = csv(&rows);
        let region = |at: u8| ["London", "South West", "Region not known"][usize::from(at)];
        let risk = |at: u8| ["High", "Low", "Not recorded"][usize::from(at)];
        let mut naive: BTreeMap<Vec<String>, (u64, BTreeSet<u8>)> = BTreeMap::new();
        for (child, at_region, at_risk, year) in &rows {
            // July belongs to the year that ends in the next March.
            let year = (year + 1).to_string();
            for mask in 0..8 {
                let pick = |bit: u8, name: &str| if mask & bit != 0 { "Total".to_owned() } else { name.to_owned() };
                let cell = vec![pick(1, &year), pick(2, region(*at_region)), pick(4, risk(*at_risk))];
                let (episodes, children) = naive.entry(cell).or_default();
                *episodes += 1;
                children.insert(*child);
            }
        }
        let open = by_name(&release(&text, Policy::Unprotected));
        for (cell, (figure, status)) in by_name(&release(&text, Policy::Dfe)) {
            match naive.get(&cell) {
                Some((episodes, children)) => {
                    prop_assert_eq!(open[&cell], (Some(*episodes as f64), Status::Value));
                    // Others are suppressed too, to protect these.
                    if children.len() <= 5 || status == Status::Suppressed {
                        prop_assert_eq!((figure, status), (None, Status::Suppressed));
                    } else {
                        prop_assert_eq!((figure, status), (Some(*episodes as f64), Status::Value));
                    }
                }
                None => prop_assert!(matches!((figure, status), (Some(0.0), Status::Zero) | (None, Status::NotAvailable))),
            }
        }
        for cell in naive.keys() {
            prop_assert!(open.contains_key(cell), "{:?} has no cell", cell);
        }
    }

    #[test]
    fn a_headline_names_only_figures_that_are_released(
        children in prop::collection::vec((0_u8..40, 0_u8..2, 0_u8..3, 2022_i32..2026, 4_u8..7), 1..400),
        expression in prop::sample::select(&HEADLINE_EXPRESSIONS[..]),
        measure in prop::sample::select(&[Measure::Episodes, Measure::Children][..]),
        policy in prop::sample::select(&[Policy::Dfe, Policy::Health, Policy::Unprotected][..]),
    ) {
        let line = |(child, region, risk, year, month): &(u8, u8, u8, i32, u8)| {
            let (region, risk) = (REGIONS[usize::from(*region)], RISKS[usize::from(*risk)]);
            let month = if *month == 6 { 3 } else { *month };
            format!("c{child},{region},{risk},15/{month:02}/{year},\n")
        };
        let text = HEADER.to_owned() + &children.iter().map(line).collect::<String>();
        let mut session = session(&[("police.csv", text.as_bytes())]);
        let mut recipe = recipe(&[Dimension::Year, Dimension::Region, Dimension::Risk], policy);
        (recipe.measure, recipe.expression) = (measure, expression);
        let release = view(&mut session, recipe.clone()).expect("there are rows").release;
        recipe.expression = Expression::Number;
        let counted = view(&mut session, recipe).expect("there are rows").release;
        let Some(headline) = release.headline() else { return Ok(()) };
        let years = release.axes()[0].parts();
        let released: BTreeSet<String> =
            release.cells().iter().filter_map(|cell| Some(release.written(cell.figure()?.abs()))).collect();
        // Percentages of two released figures are made here anew.
        let counts: Vec<f64> = counted.cells().iter().filter_map(Cell::figure).filter(|count| *count >= 20.0).collect();
        let changes = counts.iter().flat_map(|from| counts.iter().map(move |to| (to / from - 1.0) * 100.0));
        let changes: BTreeSet<String> = changes.map(|change| format!("{}", change.abs().round())).collect();
        let of_a_rate = headline.replace("1,000", "").replace("with 2022 as 100", "").replace(',', "");
        for number in of_a_rate.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_end_matches('.')) {
            let is_known = number.is_empty()
                || years.iter().any(|year| year == number)
                || released.contains(number)
                || (headline.contains(" by ") && changes.contains(number));
            prop_assert!(is_known, "{number} of {headline:?} is not released: {released:?}");
        }
    }
}
