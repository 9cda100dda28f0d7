//! What surrounds the plot: its size, the words above and below it, and the document's title and description.

use super::series::Trend;
use super::text::{escape, figure, width_px, wrap};
use crate::diagnostic::grouped;
use crate::disclosure::{Release, SeriesBreak};
use crate::recipe::{Layout, Policy};

/// Sizes in pixels.
pub(super) struct Measures {
    /// Width of the picture.
    pub(super) width: u32,
    /// Height of the plot between the words above and below.
    pub(super) plot_height: u32,
    /// White space round everything.
    pub(super) margin: u32,
    /// Size of the title's text.
    pub(super) title: u32,
    /// Size of other text in and above the plot.
    pub(super) body: u32,
    /// Size of the notes under the plot.
    pub(super) note: u32,
    /// The longest that the names at the lines' ends may be.
    pub(super) max_label: u32,
}

impl Measures {
    /// The measures of a layout. A narrow picture is a layout of its own, not a shrunk wide one: its text is as large.
    pub(super) fn of(layout: Layout) -> Measures {
        match layout {
            Layout::Wide => Measures {
                width: 960,
                plot_height: 400,
                margin: 24,
                title: 22,
                body: 14,
                note: 12,
                max_label: 190,
            },
            Layout::Narrow => Measures {
                width: 380,
                plot_height: 340,
                margin: 12,
                title: 17,
                body: 12,
                note: 11,
                max_label: 96,
            },
        }
    }

    /// The width that text above and below the plot may take.
    pub(super) fn text_width(&self) -> u32 {
        self.width - 2 * self.margin
    }
}

/// How a line of text above or below the plot is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// A label that must not be overlooked.
    Warning,
    Title,
    Subtitle,
    Note,
}

/// A line of text with its tone.
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) tone: Tone,
}

fn lines(text: &str, tone: Tone, size: u32, measures: &Measures) -> Vec<TextLine> {
    // Bold letters are wider than the table's by a tenth at most.
    let size = if matches!(tone, Tone::Title | Tone::Warning) { size + size.div_ceil(10) } else { size };
    let wrapped = wrap(text, size, measures.text_width());
    wrapped.into_iter().map(|text| TextLine { text, tone }).collect()
}

/// The words above the plot.
pub(super) fn head(release: &Release, measures: &Measures) -> Vec<TextLine> {
    let mut head = Vec::new();
    let mut warn = |text| head.extend(lines(text, Tone::Warning, measures.body, measures));
    if release.policy() == Policy::Unprotected {
        warn("UNPROTECTED: for the data holder's own eyes, not to be passed on or published");
    }
    if release.is_synthetic() {
        warn("SYNTHETIC DATA: no real children");
    }
    head.extend(lines(release.title(), Tone::Title, measures.title, measures));
    head.extend(lines(release.subtitle(), Tone::Subtitle, measures.body, measures));
    head
}

/// The words below the plot.
pub(super) fn foot(release: &Release, trend: &Trend, measures: &Measures) -> Vec<TextLine> {
    let mut notes = Vec::new();
    if trend.n_suppressed() > 0 {
        notes.push("\u{d7} on the base line and a gap in a line: the figure is suppressed.".to_owned());
    }
    let of = |(at, one): (usize, &SeriesBreak)| format!("{}: {}, {}", letter(at), one.when, one.title);
    let breaks: Vec<String> = release.breaks().iter().enumerate().map(of).collect();
    if !breaks.is_empty() {
        notes.push(format!("Broken upright lines are breaks in series. {}.", breaks.join("; ")));
    }
    if release.cells().iter().any(|cell| cell.limits().is_some()) {
        notes.push("Thin upright lines are 95 % limits.".to_owned());
    }
    notes.push(release.definition().to_owned());
    if release.policy() != Policy::Unprotected {
        notes.push(release.policy_label().to_owned());
    }
    notes.extend(release.caveats().iter().cloned());
    let sources: Vec<String> = release
        .sources()
        .iter()
        .map(|file| {
            let sha256 = file.sha256.as_deref().and_then(|sha256| sha256.get(..8));
            let fingerprint = match sha256 {
                Some(sha256) => format!("SHA-256 {sha256}\u{2026}"),
                None => "SHA-256 not yet taken".to_owned(),
            };
            let Some(rows) = &file.rows else { return format!("{} ({fingerprint})", file.name) };
            let (used, all) = (grouped(rows.n_used), grouped(rows.n_rows));
            format!("{} ({used} of {all} rows, {fingerprint})", file.name)
        })
        .collect();
    notes.push(format!("Source: {}. Whereabouts {}.", sources.join("; "), release.version()));
    notes.iter().flat_map(|note| lines(note, Tone::Note, measures.note, measures)).collect()
}

/// The letter that stands for a break in series, by its place.
pub(super) fn letter(at: usize) -> char {
    // There are fewer breaks than letters.
    (b'a' + (at % 26) as u8) as char
}

/// The space between lines of a tone, in pixels.
pub(super) fn leading(tone: Tone, measures: &Measures) -> u32 {
    match tone {
        Tone::Title => measures.title + 8,
        Tone::Warning | Tone::Subtitle => measures.body + 8,
        Tone::Note => measures.note + 5,
    }
}

/// The width that the names at the lines' ends need, and the names, shortened where they must be broken.
pub(super) fn label_width(trend: &Trend, measures: &Measures) -> u32 {
    let widths = trend.lines.iter().flat_map(|line| {
        let parts = wrap(&line.name, measures.body, measures.max_label);
        parts.into_iter().map(|part| width_px(&part, measures.body)).collect::<Vec<_>>()
    });
    widths.max().unwrap_or(0)
}

/// The picture in words: what it shows, each line's first and last figure, its highest point and what is suppressed.
pub(super) fn description(release: &Release, trend: &Trend) -> String {
    let mut sentences = vec![format!("Line chart. {}.", release.subtitle())];
    if release.policy() == Policy::Unprotected {
        sentences.push(
            "Unprotected: for the data holder's own eyes, not to be passed on or published.".to_owned(),
        );
    }
    let written = |value| figure(value, release.decimals());
    let mut highest: Option<(&str, &str, f64)> = None;
    for line in &trend.lines {
        let mut figures =
            line.cells.iter().zip(&trend.years).filter_map(|(cell, year)| Some((year, cell.figure()?)));
        let (first, last) = (figures.next(), figures.next_back());
        sentences.push(match (first, last) {
            (Some((first_year, first)), Some((last_year, last))) => format!(
                "{}: {} in {first_year}, {} in {last_year}.",
                line.name,
                written(first),
                written(last)
            ),
            (Some((year, figure)), None) => format!("{}: {} in {year}.", line.name, written(figure)),
            (None, _) => format!("{}: no figure can be shown.", line.name),
        });
        for (cell, year) in line.cells.iter().zip(&trend.years) {
            if let Some(figure) =
                cell.figure().filter(|figure| highest.is_none_or(|(_, _, top)| *figure > top))
            {
                highest = Some((&line.name, year, figure));
            }
        }
    }
    if let (Some((name, year, figure)), true) = (highest, trend.lines.len() > 1) {
        sentences.push(format!("Highest: {name}, {} in {year}.", written(figure)));
    }
    for one in release.breaks() {
        sentences.push(format!("Break in series, {}: {}.", one.when, one.title));
    }
    match trend.n_suppressed() {
        0 => {}
        1 => sentences.push("1 point is suppressed.".to_owned()),
        n => sentences.push(format!("{n} points are suppressed.")),
    }
    sentences.join(" ")
}

/// Makes what plotters wrote a complete document that assistive technology can read.
pub(super) fn finish(svg: &str, title: &str, description: &str) -> String {
    let (opening, rest) = svg.split_once(">\n").unwrap_or((svg, ""));
    let opening =
        opening.replacen("<svg ", "<svg role=\"img\" aria-labelledby=\"chart-title chart-desc\" ", 1);
    let (title, description) = (escape(title), escape(description));
    format!(
        "{opening}>\n<title id=\"chart-title\">{title}</title>\n<desc id=\"chart-desc\">{description}</desc>\n{rest}"
    )
}
