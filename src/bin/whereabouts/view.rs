//! One view, by the words of the command.

use crate::arguments::{PictureArgs, ViewArgs};
use crate::{Failure, failure, ledger, reading, report_findings};
use whereabouts::recipe::{Layout, Matching, Recipe};
use whereabouts::session::{Request, Response, View};

/// Reads the files and makes the view; what was found and what belongs with the figures goes to standard error.
pub(crate) fn view(args: &ViewArgs, picture: &PictureArgs) -> Result<View, Failure> {
    let mut session = reading::open(&args.files)?;
    report_findings(&session);
    let recipe = Recipe {
        measure: args.measure,
        expression: args.expression,
        base_year: args.base_year.clone(),
        by: args.by.clone(),
        filters: args.filters.clone(),
        limits: args.limits,
        year_type: args.year_type,
        source: args.source,
        duplicates: args.duplicates,
        matching: args.same_references_within.map(|tolerance_hours| Matching { tolerance_hours }),
        policy: args.policy,
        chart: picture.chart,
        highlighted: picture.highlighted.clone(),
        sorted_by: picture.sort_by.clone(),
        layout: if picture.narrow { Layout::Narrow } else { Layout::Wide },
    };
    if let Some(path) = &args.ledger {
        ledger::load(&mut session, path)?;
    }
    match session.handle(Request::View { recipe: recipe.clone() }) {
        Response::View { view } => {
            if let Some(path) = &args.ledger {
                ledger::note(&mut session, path, recipe)?;
            }
            // What was found is for the holder of the files, what follows goes with the figures.
            eprint!("Notes to go with the figures:\n\n{}", view.notes);
            Ok(*view)
        }
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("a view is answered by a view or a failure"),
    }
}
