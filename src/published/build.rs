//! Puts figures together into series as they are read, whatever the form of the file.

use super::reason::clip;
use super::{Figure, Measure, Period, Place, Series, Unit};
use hashbrown::{HashMap, HashSet};

/// The most figures that are held: about ten times the largest file on looked-after children that the Department for
/// Education publishes, and some 50 MB.
const MAX_FIGURES: usize = 1_000_000;

/// The longest label that is shown, in characters; answers to requests for information head tables with whole questions.
const MAX_LABEL: usize = 160;

/// What makes a series one: its measure and category (as ids of the builder), the unit that its own words name, its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The measure's id.
    pub(super) measure: usize,
    /// The category's id.
    pub(super) breakdown: usize,
    /// The unit that the category or column names, if it names one.
    pub(super) own: Option<Unit>,
    /// The place's id.
    pub(super) place: usize,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is held.
    New,
    /// Its series has a figure of that period, which stays.
    Duplicate,
    /// No further figures are held.
    Full,
}

struct Draft {
    key: Key,
    is_total: bool,
    points: Vec<(Period, Figure)>,
}

/// The series so far.
#[derive(Default)]
pub(super) struct Builder {
    measures: Names,
    /// By measure: the unit that the text around its table names.
    around: Vec<Option<Unit>>,
    breakdowns: Names,
    places: Vec<Place>,
    place_index: HashMap<(super::Level, String), usize>,
    drafts: Vec<Draft>,
    index: HashMap<Key, usize>,
    seen: HashSet<(usize, Period)>,
}

impl Builder {
    /// The id of a measure; `around` is the unit that the text around the measure's table names.
    pub(super) fn measure(&mut self, label: &str, around: Option<Unit>) -> usize {
        let id = self.measures.id(label);
        if id == self.around.len() {
            self.around.push(around);
        }
        id
    }

    /// Whether some measure has that label already.
    pub(super) fn has_measure(&self, label: &str) -> bool {
        self.measures.ids.contains_key(label)
    }

    /// The id of a category.
    pub(super) fn breakdown(&mut self, label: &str) -> usize {
        self.breakdowns.id(label)
    }

    /// The id of a place; places of one level are told apart by their names in any spelling.
    pub(super) fn place(&mut self, place: Place) -> usize {
        let key = (place.level, crate::reference::normalise(&place.name));
        let next = self.places.len();
        let id = *self.place_index.entry(key).or_insert(next);
        if id == next {
            self.places.push(place);
        }
        id
    }

    /// Adds a figure to its series.
    pub(super) fn add(&mut self, key: Key, is_total: bool, period: Period, figure: Figure) -> Added {
        if self.seen.len() >= MAX_FIGURES {
            return Added::Full;
        }
        let next = self.drafts.len();
        let at = *self.index.entry(key).or_insert(next);
        if at == next {
            self.drafts.push(Draft { key, is_total, points: Vec::new() });
        }
        if !self.seen.insert((at, period)) {
            return Added::Duplicate;
        }
        self.drafts[at].points.push((period, figure));
        Added::New
    }

    /// The measures with their units, the places, and the series in the order in which the file first has them.
    pub(super) fn finish(self) -> (Vec<Measure>, Vec<Place>, Vec<Series>) {
        let mut totals: Vec<Option<Unit>> = vec![None; self.around.len()];
        for draft in self.drafts.iter().filter(|draft| draft.is_total) {
            let total = &mut totals[draft.key.measure];
            *total = total.or(draft.key.own);
        }
        let named: Vec<Option<Unit>> =
            self.measures.labels.iter().map(|label| Unit::of_label(label)).collect();
        let mut measures = Vec::new();
        let mut ids: HashMap<(usize, Unit), usize> = HashMap::new();
        let mut series = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            let at = draft.key.measure;
            let unit = Unit::resolve(named[at], draft.key.own, totals[at], self.around[at]);
            let measure = *ids.entry((at, unit)).or_insert_with(|| {
                measures.push(Measure { label: clip(&self.measures.labels[at], MAX_LABEL), unit });
                measures.len() - 1
            });
            let mut points = draft.points;
            points.sort_unstable_by_key(|(period, _)| *period);
            let breakdown = clip(&self.breakdowns.labels[draft.key.breakdown], MAX_LABEL);
            series.push(Series {
                measure,
                breakdown,
                place: draft.key.place,
                is_total: draft.is_total,
                points,
            });
        }
        (measures, self.places, series)
    }
}

/// Texts with a number for each.
#[derive(Default)]
struct Names {
    labels: Vec<String>,
    ids: HashMap<String, usize>,
}

impl Names {
    fn id(&mut self, label: &str) -> usize {
        if let Some(id) = self.ids.get(label) {
            return *id;
        }
        self.labels.push(label.to_owned());
        self.ids.insert(label.to_owned(), self.labels.len() - 1);
        self.labels.len() - 1
    }
}
