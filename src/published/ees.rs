//! Open data of the Department for Education's "explore education statistics": a row for each place, period and set of
//! filters, a column for each indicator.
//!
//! The columns and symbols are those of the Department's open data standards. Some files have one indicator, `number`, that
//! mixes counts, averages and percentages, told apart by a filter such as `missing_status`: there the filter is the measure.

use super::build::{Added, Key};
use super::figure;
use super::place::{Level, Place, is_half_of_london, parts};
use super::unit::is_total;
use super::{Figure, Reading, Reason, Unit, cell, column, find_header, n_filled, year};
use crate::ingest::{Grid, GridRow};
use crate::reference::{Region, find_region, normalise};
use hashbrown::{HashMap, HashSet};

/// The headings, apart from codes and names of places, that say when and where.
const KEYS: [&str; 3] = ["time period", "time identifier", "geographic level"];

/// The parts of the headings of the columns of places; a column whose heading is of one of these and ends in a code, a name
/// or a number is no filter.
const PLACES: [&str; 20] = [
    "country",
    "region",
    "old la",
    "new la",
    "la",
    "pfa",
    "lad",
    "pcon",
    "ward",
    "lsip",
    "local enterprise partnership",
    "english devolved area",
    "opportunity area",
    "rsc region lead",
    "trust",
    "sponsor",
    "school",
    "provider",
    "planning area",
    "institution",
];

/// Headings of indicators that do not say what is measured.
const PLAIN_INDICATORS: [&str; 9] =
    ["number", "count", "value", "figure", "measure", "percentage", "percent", "pct", "rate"];

/// Where a header says when and where.
pub(super) struct Header {
    time_period: usize,
    time_identifier: usize,
    level: usize,
}

/// The place of the header row, if the file is of this form.
pub(super) fn header(grid: &Grid) -> Option<(usize, Header)> {
    find_header(grid, |cells| {
        let [time_period, time_identifier, level] = KEYS.map(|name| column(cells, name));
        Some(Header { time_period: time_period?, time_identifier: time_identifier?, level: level? })
    })
}

/// The columns with names and codes of places.
struct PlaceColumns {
    country_name: Option<usize>,
    region_code: Option<usize>,
    region_name: Option<usize>,
    la_name: Option<usize>,
    la_code: Option<usize>,
    old_la_code: Option<usize>,
    pfa_code: Option<usize>,
    pfa_name: Option<usize>,
}

impl PlaceColumns {
    fn of(header: &GridRow) -> Self {
        let at = |name| column(&header.cells, name);
        PlaceColumns {
            country_name: at("country name"),
            region_code: at("region code"),
            region_name: at("region name"),
            la_name: at("la name"),
            la_code: at("new la code"),
            old_la_code: at("old la code"),
            pfa_code: at("pfa code"),
            pfa_name: at("pfa name"),
        }
    }

    /// The name of a row's place and its code; either may be empty.
    fn name_and_code<'a>(&self, row: &'a GridRow, level: Level) -> (&'a str, &'a str) {
        let (name, code) = match level {
            Level::National => (self.country_name, None),
            Level::Regional => (self.region_name, self.region_code),
            Level::LocalAuthority => (self.la_name, self.la_code.or(self.old_la_code)),
            Level::PoliceForceArea => (self.pfa_name, self.pfa_code),
            Level::NotStated => (None, None),
        };
        (cell(row, name), cell(row, code))
    }
}

/// What the columns that say neither when nor where are.
struct Columns {
    /// The filters with more than one value, the measure left out.
    filters: Vec<usize>,
    /// The filter that says what is measured, where no indicator does.
    measure: Option<usize>,
    indicators: Vec<Indicator>,
}

struct Indicator {
    at: usize,
    heading: String,
    /// The measure, where the indicator says what is measured.
    measure: Option<usize>,
    /// The unit that its heading names beside a measure that a filter names, such as "percentage".
    unit: Option<Unit>,
}

/// Reads the whole file.
pub(super) fn read(grid: &Grid, reading: &mut Reading) {
    let Some((top, header)) = header(grid) else { return reading.no_header(grid) };
    let (titles, rest) = grid.rows.split_at(top);
    let Some((head, rows)) = rest.split_first() else { return };
    titles.iter().for_each(|row| reading.note(row));
    reading.n_headers = 1;
    let places = PlaceColumns::of(head);
    let columns = columns(head, rows, reading);
    let present = Present::of(&header, &places, rows);
    // A file names few places and categories, many times each.
    let mut place_ids: HashMap<(Level, &str, &str, &str), usize> = HashMap::new();
    let mut categories: HashMap<String, (usize, bool, Option<Unit>)> = HashMap::new();
    for row in rows {
        let text = |at| cell(row, Some(at));
        let Some(period) = year::of_ees(text(header.time_period), text(header.time_identifier)) else {
            match n_filled(row) {
                1 => reading.note(row),
                _ => reading.findings.row(Reason::PeriodUnreadable, row.number),
            }
            continue;
        };
        let Some(level) = Level::of_ees(text(header.level)) else {
            reading.findings.row(Reason::LevelNotUsed, row.number);
            continue;
        };
        let (name, code) = places.name_and_code(row, level);
        if name.is_empty() && code.is_empty() {
            reading.findings.row(Reason::NoPlace, row.number);
            continue;
        }
        if let Some(reason) = present.counts_twice(level, name, code, text(header.time_period)) {
            reading.findings.row(reason, row.number);
            continue;
        }
        if row.cells.iter().skip(head.cells.len()).any(|cell| !cell.trim().is_empty()) {
            reading.findings.row(Reason::Ragged, row.number);
        }
        let shown = if name.is_empty() { code } else { name };
        let region = cell(row, places.region_name);
        let place = *place_ids
            .entry((level, shown, code, region))
            .or_insert_with(|| reading.builder.place(Place::new(level, shown, [code, region])));
        let category = columns.category(row);
        let (breakdown, is_total, of_category) = *categories.entry(category).or_insert_with_key(|category| {
            let values = || columns.filters.iter().map(|at| cell(row, Some(*at)));
            let is_total = !columns.filters.is_empty() && values().all(is_total);
            (reading.builder.breakdown(category), is_total, Unit::of_label(category))
        });
        let of_filter = columns.measure.map(|at| reading.builder.measure(text(at), None));
        let mut added = Added::Duplicate;
        for indicator in &columns.indicators {
            let Some(measure) = of_filter.or(indicator.measure) else { continue };
            let found = figure::read(text(indicator.at));
            if found.is_none() {
                let heading = &indicator.heading;
                reading.findings.cell(Reason::FigureUnreadable, indicator.at, heading, row.number);
            }
            let percent = found.filter(|found| found.is_percent).map(|_| Unit::Percentage);
            let key = Key { measure, breakdown, own: percent.or(indicator.unit).or(of_category), place };
            let figure = found.map_or(Figure::NOT_AVAILABLE, |found| found.figure);
            match reading.builder.add(key, is_total, period, figure) {
                Added::Duplicate => {}
                other => added = other,
            }
        }
        reading.settle(added, row.number);
    }
}

impl Columns {
    /// A row's category: what its filters say, in their order.
    fn category(&self, row: &GridRow) -> String {
        let values = self.filters.iter().map(|at| match cell(row, Some(*at)) {
            "" if self.filters.len() > 1 => "not stated",
            value => value,
        });
        values.collect::<Vec<_>>().join(", ")
    }
}

/// Tells filters from indicators: an indicator's cells are figures or symbols. Filters that say the same in every row are
/// notes.
fn columns(head: &GridRow, rows: &[GridRow], reading: &mut Reading) -> Columns {
    let (mut filters, mut constants, mut indicators) = (Vec::new(), Vec::new(), Vec::new());
    let is_note = |row: &GridRow| n_filled(row) <= 1;
    let rows: Vec<&GridRow> = rows.iter().filter(|row| !is_note(row)).collect();
    for (at, heading) in head.cells.iter().enumerate() {
        let name = normalise(heading);
        if KEYS.contains(&name.as_str()) || is_of_places(&name) {
            continue;
        }
        let values = || rows.iter().map(|row| cell(row, Some(at)));
        let filled = || values().filter(|text| !text.is_empty());
        let Some(first) = filled().next() else {
            reading.findings.cell(Reason::ColumnNotUsed, at, heading, head.number);
            continue;
        };
        let n_figures = filled().filter(|text| figure::read(text).is_some()).count();
        // More than half, so that a few words among figures are found as figures that cannot be read.
        if n_figures > filled().count() / 2 {
            indicators.push(at);
        } else if values().all(|text| text == first) {
            constants.push(at);
            reading
                .notes
                .push(super::clip(&format!("{}: {first}.", heading.replace('_', " ")), super::MAX_NOTE));
        } else {
            filters.push(at);
        }
    }
    let is_plain = |at: &usize| PLAIN_INDICATORS.contains(&normalise(&head.cells[*at]).as_str());
    let measure = match indicators.iter().all(is_plain) {
        true => filters.iter().chain(&constants).min().copied(),
        false => None,
    };
    filters.retain(|at| Some(*at) != measure);
    let indicators = indicators.into_iter().map(|at| {
        let heading = head.cells[at].clone();
        let (id, unit) = match measure {
            Some(_) => (None, Unit::of_label(&heading)),
            None => (Some(reading.builder.measure(&heading.replace('_', " "), None)), None),
        };
        Indicator { at, heading, measure: id, unit }
    });
    Columns { filters, measure, indicators: indicators.collect() }
}

fn is_of_places(name: &str) -> bool {
    const ENDS: [&str; 7] = [" code", " name", " id", " urn", " laestab", " estab", " ukprn"];
    ENDS.iter().any(|end| name.strip_suffix(end).is_some_and(|of| PLACES.contains(&of)))
}

/// Which places stand in the file by themselves, in which period: London, and authorities that combined rows join.
struct Present<'a> {
    london: HashSet<&'a str>,
    authorities: HashSet<(&'a str, &'a str)>,
}

impl<'a> Present<'a> {
    fn of(header: &Header, places: &PlaceColumns, rows: &'a [GridRow]) -> Self {
        let mut present = Present { london: HashSet::new(), authorities: HashSet::new() };
        for row in rows {
            let period = cell(row, Some(header.time_period));
            let Some(level) = Level::of_ees(cell(row, Some(header.level))) else { continue };
            let (name, code) = places.name_and_code(row, level);
            match level {
                Level::Regional if is_london(name, code) => {
                    present.london.insert(period);
                }
                Level::LocalAuthority => {
                    present.authorities.extend([(name, period), (code, period)]);
                }
                _ => {}
            }
        }
        present
    }

    /// Why a row's figures stand in the file under another place too, if they do.
    fn counts_twice(&self, level: Level, name: &str, code: &str, period: &str) -> Option<Reason> {
        match level {
            Level::Regional if is_half_of_london(name) || is_half_of_london(code) => {
                self.london.contains(period).then_some(Reason::HalfOfLondon)
            }
            Level::LocalAuthority => {
                let mut parts = parts(name).into_iter().chain(parts(code));
                parts.any(|part| self.authorities.contains(&(part, period))).then_some(Reason::Combined)
            }
            _ => None,
        }
    }
}

fn is_london(name: &str, code: &str) -> bool {
    let is_half = is_half_of_london(name) || is_half_of_london(code);
    !is_half && [code, name].into_iter().any(|text| find_region(text) == Some(Region::London))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::super::{Form, Level, PublishedChoice, Unit};

    const HEADER: &str = "time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|\
                          old_la_code|la_name|new_la_code|missing_status|number";

    #[test]
    fn the_one_mixed_column_is_split_by_its_label_and_its_units_never_meet() {
        let england =
            |label, value| format!("2025|Reporting year|National|E92000001|England||||||{label}|{value}");
        let rows = [
            england("Average number of missing incidents per looked after child who went missing", "6.8"),
            england("Children missing at 31 March", "220"),
            england("Children looked after during the year", "115410"),
            england("Percentage of children who had a missing incident", "k"),
        ];
        let found = check(
            Form::Ees,
            &format!("{HEADER}\n{}", rows.join("\n")),
            "Average number of missing incidents per looked after child who went missing [Average]  @ England: 2025 6.8
             Children missing at 31 March [Children]  @ England: 2025 220
             Children looked after during the year [Children]  @ England: 2025 115410
             Percentage of children who had a missing incident [Percentage]  @ England: 2025 rounded_to_zero
             4 rows, 4 used",
        );
        let choice = PublishedChoice { level: Level::National, unit: Unit::Children, measure: None };
        let table = found.output.table(choice);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let cells: Vec<Option<f64>> = cells.map(|cell| cell.value).collect();
        assert_eq!(cells, [Some(220.0), Some(115_410.0)]);
    }

    #[test]
    fn every_symbol_has_its_status_and_the_years_are_in_order() {
        let cells = ["see note", "0", "", "~", ":", "k", "u", "low", "c", "x", "z", "7"];
        let row = |(cell, year): (&str, u32)| {
            format!("{}|Reporting year|Regional|||E12000007|London||||Children|{cell}", 2025 - year)
        };
        let rows: Vec<String> = cells.into_iter().zip(0..).map(row).collect();
        check(
            Form::Ees,
            &format!("{HEADER}\n{}", rows.join("\n")),
            "Children [Children]  @ London (London): 2014 7, 2015 not_applicable, 2016 not_available, 2017 suppressed, \
             2018 rounded_to_zero, 2019 low_reliability, 2020 rounded_to_zero, 2021 not_available, 2022 rounded_to_zero, \
             2023 not_available, 2024 zero, 2025 not_available
             12 rows, 12 used
             published-figure-unreadable number",
        );
    }

    #[test]
    fn a_total_of_incidents_makes_incidents_of_its_group() {
        check(
            Form::Ees,
            "time_period|time_identifier|geographic_level|country_code|country_name|missing_status|breakdown|Number
             202425|Academic year|National|E92000001|England|Age of children missing|16 and over|48690
             202425|Academic year|National|E92000001|England|Age of children missing|Total incidents|86900
             202425|Academic year|National|E92000001|England|Children with a missing incident by gender|Female|5080",
            "Age of children missing [Incidents] 16 and over @ England: 2024-25 48690
             Age of children missing [Incidents] Total incidents @ England (total): 2024-25 86900
             Children with a missing incident by gender [Children] Female @ England: 2024-25 5080
             3 rows, 3 used",
        );
    }

    #[test]
    fn parts_beside_their_whole_are_set_aside_and_parts_alone_are_used() {
        let row = |year, place| format!("{year}|Reporting year|{place}|Children|7");
        let rows = [
            row(2025, "Regional|E92000001|England|E12000007|London|||"),
            row(2025, "Regional|E92000001|England|E13000001|Inner London|||"),
            row(2024, "Regional|E92000001|England|E13000001|Inner London|||"),
            row(
                2025,
                "Local authority|E92000001|England|E12000004|East Midlands|940|North Northamptonshire|E06000061",
            ),
            row(
                2025,
                "Local authority|E92000001|England|E12000004|East Midlands|940 / 941|A / B|E06000061 / E06000062",
            ),
            row(
                2024,
                "Local authority|E92000001|England|E12000004|East Midlands|940 / 941|A / B|E06000061 / E06000062",
            ),
        ];
        check(
            Form::Ees,
            &format!("{HEADER}\n{}", rows.join("\n")),
            "Children [Children]  @ London (London): 2025 7
             Children [Children]  @ Inner London (London): 2024 7
             Children [Children]  @ North Northamptonshire (East Midlands): 2025 7
             Children [Children]  @ A / B (East Midlands): 2024 7
             6 rows, 4 used, published-half-of-london 1, published-combined-authorities 1",
        );
    }

    #[test]
    fn indicators_with_names_of_their_own_are_measures_and_filters_that_never_change_are_notes() {
        let found = check(
            Form::Ees,
            "Figures of children|||||||
             time_period|time_identifier|geographic_level|country_name|category|age|Going_missing|rate_per_10000
             2025|Calendar year|National|England|At assessment|Total|16940|12.5
             2025|Calendar year|National|England|At assessment|16 to 17|x|z
             2025|Calendar year|National|England|At assessment|16 to 17|1|1
             2025|Calendar year|Ward|England|At assessment|Total|1|1
             2025|Week 1|National|England|At assessment|Total|1|1
             2025|Calendar year|National||At assessment|Total|1|1
             2025|Calendar year|National|Wales|At assessment|Total|1|1|5
             Source: a return||||||",
            "Going missing [Other] Total @ England (total): 2025 16940
             rate per 10000 [Rate] Total @ England (total): 2025 12.5
             Going missing [Other] 16 to 17 @ England: 2025 not_available
             rate per 10000 [Rate] 16 to 17 @ England: 2025 not_applicable
             Going missing [Other] Total @ Wales (total): 2025 1
             rate per 10000 [Rate] Total @ Wales (total): 2025 1
             9 rows, 3 used, published-period-unreadable 1, published-level-not-used 1, published-no-place 1, \
             published-duplicate 1, published-note 2
             published-ragged-row",
        );
        let notes = &found.output.notes[1..];
        assert_eq!(notes, ["Figures of children", "category: At assessment.", "Source: a return"]);
    }
}
