//! The built-in official figures, read as any published file is, against the figures as their sources give them.

use crate::support::{read, recipe, session, view};
use whereabouts::published::{Level, PublishedChoice, PublishedTable, Unit};
use whereabouts::recipe::{Dimension, Expression, Policy, Source};
use whereabouts::session::{Request, Response, Session};

/// A table of the built-in figures.
fn table(session: &mut Session, level: Level, unit: Unit) -> PublishedTable {
    let file = session.holdings().files.last().expect("the figures are held").id;
    let choice = PublishedChoice { level, unit, measure: None };
    match session.handle(Request::Published { file, choice }) {
        Response::Published { table, .. } => *table,
        other => panic!("{other:?}"),
    }
}

/// The figures of a measure and source, by year.
fn figures(table: &PublishedTable, measure: &str, source: &str, years: &[i32]) -> Vec<Option<f64>> {
    let rows = table.rows.iter().filter(|row| row.measure == measure && row.breakdown.starts_with(source));
    let row = rows.collect::<Vec<_>>();
    assert_eq!(row.len(), 1, "{measure}, {source}");
    let column = |year: &i32| table.years.iter().position(|column| column.ending == Some(*year));
    years.iter().map(|year| row[0].cells[column(year).expect("the year is there")].value).collect()
}

#[test]
fn the_debate_and_the_official_series_come_back() {
    let mut session = session(&[]);
    session.handle(Request::Official);
    assert!(session.holdings().diagnostics.is_empty(), "{:?}", session.holdings().diagnostics);
    let children = table(&mut session, Level::National, Unit::Children);
    let debate = "Children missing for more than 24 hours";
    assert_eq!(
        figures(&children, debate, "House of Commons, 21 January 2013", &[2010, 2011, 2012]),
        [Some(800.0), Some(920.0), Some(1490.0)]
    );
    assert_eq!(
        figures(&children, "Children looked after during the year", "Explore", &[2025]),
        [Some(115_410.0)]
    );
    let incidents = table(&mut session, Level::National, Unit::Incidents);
    assert_eq!(
        figures(&incidents, "Missing incidents", "Explore", &[2024, 2025]),
        [Some(83_920.0), Some(86_900.0)]
    );
    let averages = table(&mut session, Level::National, Unit::Average);
    assert_eq!(averages.rows.len(), 1);
    assert_eq!(averages.rows[0].cells.last().and_then(|cell| cell.value), Some(6.8));
    let shares = table(&mut session, Level::Regional, Unit::Percentage);
    assert_eq!(shares.rows.len(), 9);
    for row in &shares.rows {
        assert_eq!(row.cells.len(), 10, "{}", row.place);
    }
}

#[test]
fn made_up_children_and_published_figures_stand_beside_each_other() {
    let mut session = session(&[]);
    session.handle(Request::Sample);
    let n_files = session.holdings().files.len();
    session.handle(Request::Official);
    assert_eq!(session.holdings().files.len(), n_files + 1);
}

#[test]
fn the_sample_has_made_up_children_to_divide_by() {
    let mut session = session(&[]);
    session.handle(Request::Sample);
    let held = session.holdings();
    assert_eq!(held.files.len(), 3);
    assert!(held.files.iter().all(|file| file.is_synthetic), "each says that it is made up");
    assert!(
        held.files[2].published.is_some()
            && held.diagnostics.iter().all(|found| found.location.file.as_ref() != Some(&held.files[2].name))
    );
    let mut wanted = recipe(&[Dimension::Year, Dimension::Region, Dimension::LocalAuthority], Policy::Dfe);
    wanted.source = Some(Source::LocalAuthority);
    wanted.expression = Expression::Rate;
    let release = view(&mut session, wanted.clone()).expect("there are children to divide by").release;
    assert!(release.is_synthetic());
    assert!(release.caveats().iter().any(|caveat| caveat.contains("are made up too")));
    let sizes = release.sizes().expect("a rate has sizes");
    let n_rates =
        release.cells().iter().zip(sizes).filter(|(cell, size)| cell.figure().is_some() && size.is_some());
    assert!(n_rates.count() > 27 * 10);
    // Three authorities make a region of the sample.
    let at = |region: usize, authority: usize| {
        let axes = release.axes();
        sizes[release.along(release.along(0, 1, region), 2, authority)].filter(|_| axes[1].parts().len() == 9)
    };
    let place = |name: &str| {
        release.axes()[2].categories.iter().position(|known| known == name).expect("it is there")
    };
    let of = |name: &str| at(6, place(name)).expect("it has children");
    assert_eq!(at(6, place("Total")), Some(of("Croydon") + of("Hackney") + of("Ealing")));
    // Real episodes are not divided by made-up children.
    read(&mut session, "police.csv", b"child_ref,force,date missing\nA,Kent,2024-06-01\n");
    let names: Vec<String> = session.holdings().files.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["police.csv"]);
    let text = whereabouts::sample::looked_after();
    read(&mut session, "made-up.csv", text.as_bytes());
    let held = session.holdings();
    assert_eq!(held.files.len(), 1);
    assert!(held.diagnostics.iter().any(|found| found.code == "session-synthetic-beside-real"));
}

#[test]
fn a_rate_takes_the_children_of_the_regions_that_the_files_cover_whole() {
    // Both forces of London, and one of the five of the South West.
    let mut text = "child_ref,force,risk level,date missing\n".to_owned();
    for child in 0..93 {
        for force in ["Metropolitan Police", "City of London", "Gloucestershire"] {
            text.push_str(&format!("{child},{force},High,2024-06-01\n"));
        }
    }
    let mut session = session(&[("police.csv", text.as_bytes())]);
    let mut recipe = recipe(&[Dimension::Year, Dimension::Region], Policy::Dfe);
    recipe.expression = Expression::Rate;
    let error = view(&mut session, recipe.clone()).expect_err("nobody says how many children there are");
    assert_eq!(error.code, "session-no-population");
    session.handle(Request::Official);
    let release = view(&mut session, recipe).expect("London is known").release;
    // 186 episodes for 9,290 children, and nothing for a part of a region or for all together.
    let figures: Vec<Option<f64>> = release.cells().iter().take(3).map(|cell| cell.figure()).collect();
    assert_eq!(figures, [Some(20.0), None, None]);
    assert!(release.caveats().iter().any(|caveat| caveat.contains("no rate for South West")));
}
