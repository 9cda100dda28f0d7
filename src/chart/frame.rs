//! What surrounds the plot: its size, the words above and below it, and the document's title and description.

use super::palette::{ALARM, GREY, INK};
use super::pen::{Pen, Type};
use super::text::{escape, wrap};
use crate::diagnostic::grouped;
use crate::disclosure::Release;
use crate::recipe::{Layout, Policy};

/// Sizes in pixels.
pub(super) struct Measures {
    /// Width of the picture.
    pub(super) width: i32,
    /// Whether it is for a phone.
    pub(super) is_narrow: bool,
    /// Height of a plot that needs no other.
    pub(super) plot_height: i32,
    /// White space round everything.
    pub(super) margin: i32,
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
    /// The measures of a layout. A narrower picture is a layout of its own, not a shrunk wide one: its text is as large.
    pub(super) fn of(layout: Layout) -> Measures {
        match layout {
            Layout::Wide => Measures {
                width: 960,
                is_narrow: false,
                plot_height: 400,
                margin: 24,
                title: 22,
                body: 14,
                note: 12,
                max_label: 190,
            },
            Layout::Medium => Measures {
                width: 720,
                is_narrow: false,
                plot_height: 360,
                margin: 20,
                title: 20,
                body: 13,
                note: 12,
                max_label: 150,
            },
            Layout::Narrow => Measures {
                width: 380,
                is_narrow: true,
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
        (self.width - 2 * self.margin) as u32
    }

    /// Where the words and the plot end on the right.
    pub(super) fn right(&self) -> i32 {
        self.width - self.margin
    }
}

/// How a line of text above or below the plot is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// A label that must not be overlooked.
    Warning,
    Title,
    /// The statistical title under what the figures say.
    Heading,
    Subtitle,
    Note,
}

/// A line of text with its tone.
struct TextLine {
    text: String,
    tone: Tone,
}

fn lines(text: &str, tone: Tone, size: u32, measures: &Measures) -> Vec<TextLine> {
    // Bold letters are wider than the table's by a tenth at most.
    let size = if matches!(tone, Tone::Title | Tone::Heading | Tone::Warning) {
        size + size.div_ceil(10)
    } else {
        size
    };
    let wrapped = wrap(text, size, measures.text_width());
    wrapped.into_iter().map(|text| TextLine { text, tone }).collect()
}

/// What must not be overlooked wherever the picture is.
fn warnings(release: &Release, measures: &Measures) -> Vec<TextLine> {
    let mut head = Vec::new();
    let mut warn = |text| head.extend(lines(text, Tone::Warning, measures.body, measures));
    if release.policy() == Policy::Unprotected {
        warn("UNPROTECTED: for the data holder's own eyes, not to be passed on or published");
    }
    if release.is_synthetic() {
        warn("SYNTHETIC DATA: no real children");
    }
    head
}

/// The words above the plot.
fn head(release: &Release, measures: &Measures) -> Vec<TextLine> {
    let mut head = warnings(release, measures);
    match release.headline() {
        // What the figures say comes first, and what they are under it.
        Some(headline) => {
            head.extend(lines(headline, Tone::Title, measures.title, measures));
            head.extend(lines(release.title(), Tone::Heading, measures.body, measures));
        }
        None => head.extend(lines(release.title(), Tone::Title, measures.title, measures)),
    }
    head.extend(lines(release.subtitle(), Tone::Subtitle, measures.body, measures));
    head
}

/// The words below the plot; `marks` says what the marks of this chart stand for.
fn foot(release: &Release, marks: Vec<String>, measures: &Measures) -> Vec<TextLine> {
    let mut notes = marks;
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
    self::notes(&notes, measures)
}

fn notes(notes: &[String], measures: &Measures) -> Vec<TextLine> {
    notes.iter().flat_map(|note| lines(note, Tone::Note, measures.note, measures)).collect()
}

/// The space between lines of a tone, in pixels.
fn leading(tone: Tone, measures: &Measures) -> i32 {
    match tone {
        Tone::Title => measures.title as i32 + 8,
        Tone::Warning | Tone::Heading | Tone::Subtitle => measures.body as i32 + 8,
        Tone::Note => measures.note as i32 + 5,
    }
}

/// What a chart draws between the words above and below.
pub(super) trait Plot {
    /// How high it is.
    fn height(&self, measures: &Measures) -> i32;

    /// Draws it from a height on.
    fn draw(&self, pen: &Pen<'_>, top: i32, measures: &Measures);

    /// What its marks stand for, in full sentences.
    fn marks(&self, measures: &Measures) -> Vec<String>;

    /// What it shows, in full sentences for who does not see it.
    fn description(&self) -> Vec<String>;
}

/// Draws a whole picture; or the plot alone with what its marks stand for, where the other words stand around the picture.
pub(super) fn compose(release: &Release, measures: &Measures, plot: &dyn Plot, is_whole: bool) -> String {
    let marks = plot.marks(measures);
    let (head, foot) = match is_whole {
        true => (head(release, measures), foot(release, marks, measures)),
        false => (warnings(release, measures), notes(&marks, measures)),
    };
    let height_of =
        |lines: &[TextLine]| -> i32 { lines.iter().map(|line| leading(line.tone, measures)).sum() };
    let (head_height, plot_height) = (height_of(&head), plot.height(measures));
    let height = 2 * measures.margin + head_height + plot_height + height_of(&foot);
    let mut svg = String::new();
    let pen = Pen::new(&mut svg, (measures.width, height));
    write_lines(&pen, &head, measures.margin, measures);
    plot.draw(&pen, measures.margin + head_height, measures);
    write_lines(&pen, &foot, measures.margin + head_height + plot_height, measures);
    pen.end();
    let title = format!("{}. {}", release.title(), release.subtitle());
    finish(&svg, &title, &description(release, plot))
}

/// Writes lines under each other.
fn write_lines(pen: &Pen<'_>, lines: &[TextLine], mut y: i32, measures: &Measures) {
    for line in lines {
        let kind = match line.tone {
            Tone::Warning => Type::of(measures.body, ALARM).bold(),
            Tone::Title => Type::of(measures.title, INK).bold(),
            Tone::Heading => Type::of(measures.body, INK).bold(),
            Tone::Subtitle => Type::of(measures.body, GREY),
            Tone::Note => Type::of(measures.note, GREY),
        };
        pen.write(&line.text, (measures.margin, y), kind);
        y += leading(line.tone, measures);
    }
}

/// The picture in words.
fn description(release: &Release, plot: &dyn Plot) -> String {
    let mut sentences = vec![format!("{}.", release.subtitle())];
    sentences.extend(release.headline().map(str::to_owned));
    if release.policy() == Policy::Unprotected {
        sentences.push(
            "Unprotected: for the data holder's own eyes, not to be passed on or published.".to_owned(),
        );
    }
    sentences.extend(plot.description());
    sentences.join(" ")
}

/// Makes what was drawn a complete document that assistive technology can read.
fn finish(svg: &str, title: &str, description: &str) -> String {
    let (opening, rest) = svg.split_once(">\n").unwrap_or((svg, ""));
    let opening =
        opening.replacen("<svg ", "<svg role=\"img\" aria-labelledby=\"chart-title chart-desc\" ", 1);
    let (title, description) = (escape(title), escape(description));
    format!(
        "{opening}>\n<title id=\"chart-title\">{title}</title>\n<desc id=\"chart-desc\">{description}</desc>\n{rest}"
    )
}
