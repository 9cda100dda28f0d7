//! What somebody else counted, as CSV.

use crate::arguments::FilesArgs;
use crate::{Failure, failure, print, reading, report_findings};
use std::collections::BTreeSet;
use whereabouts::published::{Level, PublishedChoice, Unit};
use whereabouts::session::{Request, Response};

/// Writes the published figures of one file.
pub(crate) fn published(args: &FilesArgs, level: Option<Level>, unit: Option<Unit>) -> Result<(), Failure> {
    let mut session = reading::open(args)?;
    report_findings(&session);
    let files = session.holdings().files;
    let mut files = files.iter().filter_map(|file| Some((file.id, file.published.as_ref()?)));
    let (Some((file, summary)), None) = (files.next(), files.next()) else {
        return Err(Failure::Usage("Give one file of published figures.".to_owned()));
    };
    let Some(first) = summary.first else {
        return Err(Failure::Unusable("No figure in the file could be read.".to_owned()));
    };
    let unit = unit.unwrap_or(first.unit);
    let mut levels =
        summary.measures.iter().filter(|of| of.unit == unit).flat_map(|of| of.levels.iter().copied());
    let (is_there, level) = match level {
        Some(level) => (levels.any(|known| known == level), level),
        None => (true, levels.next().unwrap_or(first.level)),
    };
    if !is_there {
        let levels: Vec<&str> = summary.levels.iter().map(|known| known.label).collect();
        let units: BTreeSet<&str> = summary.measures.iter().map(|measure| measure.unit_label).collect();
        let units: Vec<&str> = units.into_iter().collect();
        return Err(Failure::Usage(format!(
            "The file has no such figures; it has these places: {}; and these units: {}.",
            levels.join(", "),
            units.join(", ")
        )));
    }
    let choice = PublishedChoice { level, unit, measure: None };
    match session.handle(Request::Published { file, choice }) {
        Response::Published { csv, .. } => print(&csv),
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("published figures are asked for"),
    }
}
