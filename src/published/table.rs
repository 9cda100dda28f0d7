//! Published figures as the page and the exports show them: a summary to choose from, and one table of one level and one
//! unit.

use super::{Figure, Form, Level, Period, Published, Series, Unit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What there is in a file of published figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedSummary {
    /// What the file was taken for.
    pub form: Form,
    /// That in plain words.
    pub form_label: &'static str,
    /// Whether it is the built-in file of official figures for England.
    pub is_built_in: bool,
    /// The calendar years in which the first and the last period end; none where the file names no years.
    pub from: Option<i32>,
    /// See `from`.
    pub to: Option<i32>,
    /// Which twelve months its years are, in words; more than one where the file mixes them.
    pub year_kinds: Vec<&'static str>,
    /// The levels of places, the default first.
    pub levels: Vec<PublishedLevel>,
    /// The measures, in the order of the file.
    pub measures: Vec<PublishedMeasure>,
    /// What is shown as long as nobody chose; none if the file has no figures.
    pub first: Option<PublishedChoice>,
}

/// A level of places in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedLevel {
    /// The level.
    pub level: Level,
    /// Its name.
    pub label: &'static str,
    /// How many places of it the file has.
    pub n_places: usize,
}

/// A measure in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedMeasure {
    /// The words of the file for it.
    pub label: String,
    /// What it counts.
    pub unit: Unit,
    /// The unit in words.
    pub unit_label: &'static str,
    /// The levels of the places that it has figures of, in the order in which they are offered.
    pub levels: Vec<Level>,
}

/// Which figures of a file to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishedChoice {
    /// The level of places.
    pub level: Level,
    /// The unit.
    pub unit: Unit,
    /// One measure, as an index into [`PublishedSummary::measures`]; all measures of the unit if none.
    #[serde(default)]
    pub measure: Option<usize>,
}

/// One table of published figures, with all that a reader must know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedTable {
    /// What is measured.
    pub title: String,
    /// What the figures count.
    pub unit: Unit,
    /// The unit in words.
    pub unit_label: &'static str,
    /// The level of its places.
    pub level: Level,
    /// The level's name.
    pub level_label: &'static str,
    /// The name of the file that it is from.
    pub file: String,
    /// The columns.
    pub years: Vec<PublishedYear>,
    /// The rows, in the order of the file.
    pub rows: Vec<PublishedRow>,
    /// What a reader must know, in full sentences, and the file's own notes.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedYear {
    /// Its heading.
    pub label: String,
    /// Which twelve months, in words.
    pub kind_label: &'static str,
    /// The calendar year in which it ends, if the file names one.
    pub ending: Option<i32>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PublishedRow {
    /// What is measured.
    pub measure: String,
    /// The category within the measure; empty where there are none.
    pub breakdown: String,
    /// The place.
    pub place: String,
    /// The region that the place is or lies in, if known.
    pub region: Option<&'static str>,
    /// Whether it is the total of other rows.
    pub is_total: bool,
    /// The figures, one for each column.
    pub cells: Vec<Figure>,
}

impl Published {
    /// What there is to choose from.
    pub fn summary(&self) -> PublishedSummary {
        let periods: BTreeSet<Period> = self.series.iter().flat_map(periods).collect();
        let mut year_kinds: Vec<&'static str> = periods.iter().map(|period| period.kind_label()).collect();
        year_kinds.dedup();
        let n_places = |level| self.places.iter().filter(|place| place.level == level).count();
        let levels = Level::BY_PREFERENCE.into_iter().filter(|level| n_places(*level) > 0);
        let mut levels_of = vec![BTreeSet::new(); self.measures.len()];
        for series in &self.series {
            levels_of[series.measure].insert(self.places[series.place].level);
        }
        let measures: Vec<PublishedMeasure> = self
            .measures
            .iter()
            .zip(levels_of)
            .map(|(measure, levels)| PublishedMeasure {
                label: measure.label.clone(),
                unit: measure.unit,
                unit_label: measure.unit.label(),
                levels: Level::BY_PREFERENCE.into_iter().filter(|level| levels.contains(level)).collect(),
            })
            .collect();
        let is_built_in = self.file == super::OFFICIAL_NAME;
        let first = measures.first().and_then(|measure| {
            let level = *measure.levels.first()?;
            // The official figures are told by many short series, of which one alone says little.
            Some(PublishedChoice { level, unit: measure.unit, measure: (!is_built_in).then_some(0) })
        });
        PublishedSummary {
            is_built_in,
            form: self.form,
            form_label: self.form_label(),
            from: periods.iter().filter_map(|period| period.ending()).min(),
            to: periods.iter().filter_map(|period| period.ending()).max(),
            year_kinds,
            levels: levels
                .map(|level| PublishedLevel { level, label: level.label(), n_places: n_places(level) })
                .collect(),
            measures,
            first,
        }
    }

    fn form_label(&self) -> &'static str {
        match self.file == super::OFFICIAL_NAME {
            true => "Official figures for England and its regions, each with its source",
            false => self.form.label(),
        }
    }

    /// The table of a choice; one without rows if the file has nothing of it.
    pub fn table(&self, choice: PublishedChoice) -> PublishedTable {
        let chosen: Vec<&Series> =
            self.series.iter().filter(|series| self.is_chosen(series, choice)).collect();
        let columns: Vec<Period> =
            chosen.iter().flat_map(|series| periods(series)).collect::<BTreeSet<_>>().into_iter().collect();
        let mut measures: Vec<usize> = chosen.iter().map(|series| series.measure).collect();
        measures.dedup();
        let title = match measures.as_slice() {
            [measure] => self.measures[*measure].label.clone(),
            _ => self.form_label().to_owned(),
        };
        PublishedTable {
            title,
            unit: choice.unit,
            unit_label: choice.unit.label(),
            level: choice.level,
            level_label: choice.level.label(),
            file: self.file.clone(),
            rows: chosen.into_iter().map(|series| self.row(series, &columns)).collect(),
            notes: self.notes_on(choice.unit, &columns),
            years: PublishedYear::all(&columns),
        }
    }

    fn is_chosen(&self, series: &Series, choice: PublishedChoice) -> bool {
        self.places[series.place].level == choice.level
            && self.measures[series.measure].unit == choice.unit
            && choice.measure.is_none_or(|measure| measure == series.measure)
    }

    fn row(&self, series: &Series, columns: &[Period]) -> PublishedRow {
        let place = &self.places[series.place];
        let cell = |period: &Period| {
            let at = series.points.binary_search_by_key(period, |(period, _)| *period);
            at.map_or(Figure::NOT_AVAILABLE, |at| series.points[at].1)
        };
        PublishedRow {
            measure: self.measures[series.measure].label.clone(),
            breakdown: series.breakdown.clone(),
            place: place.name.clone(),
            region: place.region.map(|region| region.name()),
            is_total: series.is_total,
            cells: columns.iter().map(cell).collect(),
        }
    }

    /// The file's notes, after what the unit and the years of this table call for.
    fn notes_on(&self, unit: Unit, columns: &[Period]) -> Vec<String> {
        let mut kinds: Vec<&str> = columns.iter().map(|period| period.kind_label()).collect();
        kinds.dedup();
        let mut notes = Vec::new();
        if !kinds.is_empty() {
            notes.push(format!("The figures are of {}.", kinds.join("; ")));
        }
        if unit == Unit::Children {
            notes.push(
                "A child can stand in several categories, places and years: figures of children do not add up."
                    .to_owned(),
            );
        }
        notes.extend(self.notes.iter().cloned());
        notes
    }
}

impl PublishedYear {
    /// The headings of columns; where they are not all of one kind, each says of which it is.
    fn all(columns: &[Period]) -> Vec<Self> {
        let is_mixed = columns.windows(2).any(|pair| pair[0].kind_label() != pair[1].kind_label());
        let heading = |period: &Period| PublishedYear {
            label: match is_mixed {
                true => format!("{} ({})", period.label(), period.kind_label()),
                false => period.label(),
            },
            kind_label: period.kind_label(),
            ending: period.ending(),
        };
        columns.iter().map(heading).collect()
    }
}

fn periods(series: &Series) -> impl Iterator<Item = Period> {
    series.points.iter().map(|(period, _)| *period)
}
