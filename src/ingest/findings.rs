//! What is said of a table once it is read: its tallies in words.

use super::plan::Plan;
use super::reason::Reason;
use super::role::Role;
use super::tally::Tallies;
use crate::diagnostic::{Diagnostic, Location, Severity, grouped};
use crate::recipe::Source;
use crate::reference::{Category, Region};

/// How many values that are not understood are named in one sentence.
const MAX_VALUES_NAMED: usize = 10;

/// All findings about a table of the named file, in the order in which they are reported.
pub(super) fn of(file: &str, plan: &Plan, tallies: &Tallies) -> Vec<Diagnostic> {
    let identifying = plan.header.iter().zip(&plan.columns).filter_map(|(header, column)| {
        let identifies = column.identifies.as_ref()?;
        let mut diagnostic = Diagnostic::of_file(
            Severity::Warning,
            "ingest-identifying-column",
            file,
            format!("Column \"{header}\" looks like {identifies}; it was not read."),
            "Take the column out of the file before you pass it on; anonymised extracts have no such column.",
        );
        diagnostic.location.column = Some(header.clone());
        Some(diagnostic)
    });
    let by_reason = Reason::ALL.into_iter().filter_map(|reason| of_reason(file, plan, tallies, reason));
    let by_value = tallies.not_understood.iter().map(|(role, values)| {
        let mut examples = crate::diagnostic::Tally::default();
        for (_, tally) in values {
            examples.append(tally, 0);
        }
        Diagnostic {
            severity: Severity::Warning,
            code: "ingest-value-not-understood",
            rule: rule_of_values(*role, plan),
            location: Location {
                file: Some(file.to_owned()),
                column: plan.header_of(*role).map(str::to_owned),
                rows: examples.examples().to_vec(),
            },
            n_rows: examples.n_rows(),
            sets_aside: false,
            message: format!(
                "Not understood as a {}: {}. {}",
                role.label(),
                listed(values.iter().map(|(value, tally)| (value.as_str(), tally.n_rows()))),
                otherwise(*role)
            ),
            hint: "Say what they stand for, or leave them so if they belong to no region or category."
                .to_owned(),
        }
    });
    identifying.chain(by_reason).chain(by_value).collect()
}

/// SSDA903 rule 1006: the missing type is neither M nor A.
fn rule_of_values(role: Role, plan: &Plan) -> Option<&'static str> {
    let is_missing_type = role == Role::Category(Category::MissingStatus);
    (is_missing_type && plan.kind.source() == Some(Source::LocalAuthority)).then_some("1006")
}

fn of_reason(file: &str, plan: &Plan, tallies: &Tallies, reason: Reason) -> Option<Diagnostic> {
    let tally = tallies.of(reason);
    (tally.n_rows() > 0).then(|| Diagnostic {
        severity: Severity::Warning,
        code: reason.code(),
        rule: reason.rule().filter(|_| plan.kind.source() == Some(Source::LocalAuthority)),
        location: Location {
            file: Some(file.to_owned()),
            column: reason.role().and_then(|role| plan.header_of(role)).map(str::to_owned),
            rows: tally.examples().to_vec(),
        },
        n_rows: tally.n_rows(),
        sets_aside: reason.sets_aside(),
        message: reason.message().to_owned(),
        hint: reason.hint().to_owned(),
    })
}

/// What becomes of rows whose value is not understood.
fn otherwise(role: Role) -> String {
    match role {
        Role::Category(category) => {
            let labels = category.labels();
            format!("Such rows are counted under \"{}\".", labels[labels.len() - 1])
        }
        _ => format!("The region of such rows is told from another column, else \"{}\".", Region::NOT_KNOWN),
    }
}

/// The first few values, each with its number of rows, and how many more there are.
fn listed<'a>(values: impl ExactSizeIterator<Item = (&'a str, u64)>) -> String {
    let n_more = values.len().saturating_sub(MAX_VALUES_NAMED);
    let named: Vec<String> = values
        .take(MAX_VALUES_NAMED)
        .map(|(value, n_rows)| {
            let rows = if n_rows == 1 { "row" } else { "rows" };
            format!("\"{value}\" ({} {rows})", grouped(n_rows))
        })
        .collect();
    match n_more {
        0 => named.join(", "),
        _ => format!("{} and {n_more} more values", named.join(", ")),
    }
}
