//! The notes of a release as plain text: what goes with the figures wherever they go.

use crate::disclosure::{Release, SeriesBreak};

/// What is counted, by which policy, from which files and rows, by which version, and what a reader must know.
pub fn notes(release: &Release) -> String {
    let mut lines: Vec<String> = release.headline().map(str::to_owned).into_iter().collect();
    lines.push(format!("{}. {}.", release.title(), release.subtitle()));
    if release.is_synthetic() {
        lines.push("SYNTHETIC DATA: made up by Whereabouts. No real children.".to_owned());
    }
    lines.push(String::new());
    lines.extend(below(release));
    lines.push(String::new());
    lines.join("\n")
}

/// The same line by line, for below a table that says itself what it is.
pub(super) fn below(release: &Release) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(format!("What is counted: {}", release.definition()));
    for axis in release.axes() {
        lines.push(format!("By {}: {}", axis.label, axis.definition));
    }
    lines.push(format!("Disclosure control: {}", release.policy_label()));
    lines.push("Status: value = a figure; zero = a true zero; suppressed = a figure that must not be shown; not_available = \
                the files do not say; not_applicable = there can be no figure; rounded_to_zero = a figure that is not zero but rounds to it."
        .to_owned());
    if !release.caveats().is_empty() {
        lines.push(String::new());
        lines.push("Read with care:".to_owned());
        lines.extend(release.caveats().iter().map(|caveat| format!("- {caveat}")));
    }
    if !release.checklist().is_empty() {
        lines.push(String::new());
        lines.push("What could explain how the sources differ:".to_owned());
        lines.extend(release.checklist().iter().map(|point| format!("- {point}")));
    }
    if !release.trends().is_empty() {
        lines.push(String::new());
        lines.push("In words:".to_owned());
        lines.extend(release.trends().iter().map(|trend| format!("- {trend}")));
    }
    if !release.breaks().is_empty() {
        lines.push(String::new());
        lines.push("Breaks in series:".to_owned());
        let of = |one: &SeriesBreak| format!("- {}: {}. {} ({})", one.when, one.title, one.note, one.source);
        lines.extend(release.breaks().iter().map(of));
    }
    lines.push(String::new());
    lines.push("Sources:".to_owned());
    for file in release.sources() {
        let sha256 = file.sha256.as_deref().unwrap_or("not yet taken");
        let Some(rows) = &file.rows else {
            lines.push(format!(
                "- {}: numbers of rows not told, where figures are suppressed; SHA-256 {sha256}",
                file.name
            ));
            continue;
        };
        let n_aside: u64 = rows.set_aside.iter().map(|aside| aside.n_rows).sum();
        lines.push(format!(
            "- {}: {} rows = {} used + {n_aside} set aside; SHA-256 {sha256}",
            file.name, rows.n_rows, rows.n_used
        ));
        for aside in &rows.set_aside {
            lines.push(format!("  set aside, {} ({}): {}", aside.reason, aside.code, aside.n_rows));
        }
    }
    lines.push(String::new());
    lines.push(format!("Made with Whereabouts {}.", release.version()));
    lines
}
