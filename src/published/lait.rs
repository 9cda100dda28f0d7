//! The long form behind the Department for Education's local authority interactive tool: a row for each measure, year and
//! place, in columns `Short Desc`, `Data item`, `Years`, `LA and Regions`, `Values` and some more.

use super::build::Key;
use super::figure;
use super::place::{Level, Place, is_england, is_half_of_london};
use super::{Figure, Period, Reading, Reason, Unit, YearKind, cell, column, find_header, n_filled, year};
use crate::ingest::{Grid, GridRow};
use crate::reference::{Region, find_authority, find_region, normalise};
use hashbrown::{HashMap, HashSet};

/// The columns that are read.
pub(super) struct Header {
    short: Option<usize>,
    item: Option<usize>,
    years: usize,
    place: usize,
    values: usize,
    number: Option<usize>,
    region: Option<usize>,
}

/// The place of the header row, if the file is of this form.
pub(super) fn header(grid: &Grid) -> Option<(usize, Header)> {
    find_header(grid, |cells| {
        let at = |name| column(cells, name);
        let header = Header {
            short: at("short desc"),
            item: at("data item"),
            years: at("years").or_else(|| at("year"))?,
            place: at("la and regions")?,
            values: at("values").or_else(|| at("value"))?,
            number: at("la number"),
            region: at("region"),
        };
        (header.short.is_some() || header.item.is_some()).then_some(header)
    })
}

/// Reads the whole file.
pub(super) fn read(grid: &Grid, reading: &mut Reading) {
    let Some((top, header)) = header(grid) else { return reading.no_header(grid) };
    let (titles, rest) = grid.rows.split_at(top);
    let Some((head, rows)) = rest.split_first() else { return };
    titles.iter().for_each(|row| reading.note(row));
    reading.n_headers = 1;
    let labels = labels(&header, rows);
    let is_whole_london = |row: &&GridRow| is_region(cell(row, Some(header.place)), Region::London);
    let with_london: HashSet<&str> =
        rows.iter().filter(is_whole_london).map(|row| cell(row, Some(header.years))).collect();
    let breakdown = reading.builder.breakdown("");
    for row in rows {
        let text = |at| cell(row, Some(at));
        if n_filled(row) == 1 {
            reading.note(row);
            continue;
        }
        let key = measure_of(&header, row);
        let label = labels.get(key).copied().unwrap_or(key);
        let Some(period) = year::of_heading(text(header.years)).map(|period| as_reported(period, label))
        else {
            reading.findings.row(Reason::PeriodUnreadable, row.number);
            continue;
        };
        let name = text(header.place);
        if name.is_empty() {
            reading.findings.row(Reason::NoPlace, row.number);
            continue;
        }
        if is_half_of_london(name) && with_london.contains(text(header.years)) {
            reading.findings.row(Reason::HalfOfLondon, row.number);
            continue;
        }
        let others = [cell(row, header.number), cell(row, header.region)];
        let Some(level) = level_of(name, others) else {
            reading.findings.row(Reason::LevelNotUsed, row.number);
            continue;
        };
        let place = reading.builder.place(Place::new(level, name, others));
        let found = figure::read(text(header.values));
        if found.is_none() {
            let heading = head.cells[header.values].as_str();
            reading.findings.cell(Reason::FigureUnreadable, header.values, heading, row.number);
        }
        let own = found.filter(|found| found.is_percent).map(|_| Unit::Percentage);
        let key = Key { measure: reading.builder.measure(label, None), breakdown, own, place };
        let figure = found.map_or(Figure::NOT_AVAILABLE, |found| found.figure);
        let added = reading.builder.add(key, false, period, figure);
        reading.settle(added, row.number);
    }
}

/// What tells a row's measure from others.
fn measure_of<'a>(header: &Header, row: &'a GridRow) -> &'a str {
    match cell(row, header.short) {
        "" => cell(row, header.item),
        short => short,
    }
}

/// The name of each measure: the tool gives it in the rows of the first year only.
fn labels<'a>(header: &Header, rows: &'a [GridRow]) -> HashMap<&'a str, &'a str> {
    let mut labels = HashMap::new();
    for row in rows {
        let item = cell(row, header.item);
        if !item.is_empty() {
            labels.entry(measure_of(header, row)).or_insert(item);
        }
    }
    labels
}

/// The tool writes bare years; those of looked-after children end on 31 March (Department for Education, children looked
/// after in England: methodology).
fn as_reported(period: Period, label: &str) -> Period {
    let words = normalise(label);
    let is_about_care =
        words.split(' ').any(|word| matches!(word, "lac" | "cla")) || words.contains("looked after");
    match period {
        Period::Year { kind: YearKind::AsWritten, ending } if is_about_care => {
            Period::Year { kind: YearKind::Reporting, ending }
        }
        other => other,
    }
}

fn level_of(name: &str, others: [&str; 2]) -> Option<Level> {
    if is_england(name) {
        Some(Level::National)
    } else if find_region(name).is_some() || is_half_of_london(name) {
        Some(Level::Regional)
    } else {
        let is_known =
            find_authority(name).is_some() || others.into_iter().any(|text| find_authority(text).is_some());
        is_known.then_some(Level::LocalAuthority)
    }
}

fn is_region(name: &str, region: Region) -> bool {
    find_region(name) == Some(region) && !is_half_of_london(name)
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::super::testing::check;

    #[test]
    fn the_long_form_gives_one_series_for_each_measure_and_place() {
        check(
            Form::Lait,
            "Short Desc|Data item|Years|LA and Regions|Values|LA Number|Region
             Missing|% LAC missing from care|2016|England|9|970.0|NA
             Missing||2017.0|England|10|970.0|NA
             Missing||2017|Yorkshire and the Humber|9|982.0|NA
             Missing||2017|London|13|986.0|NA
             Missing||2017|London (Inner)|12|987.0|NA
             Missing||2017|Poole (Pre LG)|-|836.0|South West
             Missing||2017|Poole (Pre LG)|6|836.0|South West
             Missing||2017|Statistical neighbours|6||
             Missing||soon|England|6|970.0|NA
             Missing||2017||6|970.0|NA
             Other||2017/18|England|abc|970.0|NA",
            "% LAC missing from care [Percentage]  @ England: 2016 9, 2017 10
             % LAC missing from care [Percentage]  @ Yorkshire and The Humber (Yorkshire and The Humber): 2017 9
             % LAC missing from care [Percentage]  @ London (London): 2017 13
             % LAC missing from care [Percentage]  @ Poole (Pre LG) (South West): 2017 not_available
             Other [Other]  @ England: 2017-18 not_available
             11 rows, 6 used, published-period-unreadable 1, published-level-not-used 1, published-no-place 1, \
             published-duplicate 1, published-half-of-london 1
             published-figure-unreadable Values",
        );
    }
}
