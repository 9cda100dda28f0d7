//! What may leave: released figures with everything a reader needs to understand them.

use super::{impossible, policy};
use crate::cube::{Axis, Cube, coordinates};
use crate::recipe::Policy;
use serde::{Serialize, Serializer};

/// Why a cell has its figure, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A figure above zero.
    Value,
    /// A true zero.
    Zero,
    /// There is a figure, which must not be shown.
    Suppressed,
    /// A figure that is not zero but rounds to it.
    RoundedToZero,
    /// The files do not say.
    NotAvailable,
    /// There can be no figure.
    NotApplicable,
    /// A figure too unreliable to be used by itself.
    LowReliability,
}

impl Status {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Status::Value => "value",
            Status::Zero => "zero",
            Status::Suppressed => "suppressed",
            Status::RoundedToZero => "rounded_to_zero",
            Status::NotAvailable => "not_available",
            Status::NotApplicable => "not_applicable",
            Status::LowReliability => "low_reliability",
        }
    }
}

/// One released cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    #[cfg_attr(test, ts(type = "number | null"))]
    value: Option<Number>,
    #[cfg_attr(test, ts(as = "Option<(f64, f64)>", optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<(f64, f64)>,
    status: Status,
}

/// A number that is written without a decimal point where it is whole, as JavaScript does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            whole if whole.fract() == 0.0 && whole.abs() < MAX_WHOLE => {
                serializer.serialize_i64(whole as i64)
            }
            number => serializer.serialize_f64(number),
        }
    }
}

/// Whole numbers below this are exact as `f64` and in JavaScript.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Cell {
    /// A figure, which is a true zero if it is 0.
    pub(super) fn figure_of(value: f64) -> Self {
        let status = if value == 0.0 { Status::Zero } else { Status::Value };
        Cell { value: Some(Number(value)), limits: None, status }
    }

    /// A rounded figure; what is rounded to 0 is said to be such unless it is known to be a true zero.
    pub(super) fn rounded_to(value: f64, is_true_zero: bool) -> Self {
        let status = match (value == 0.0, is_true_zero) {
            (false, _) => Status::Value,
            (true, true) => Status::Zero,
            (true, false) => Status::RoundedToZero,
        };
        Cell { value: Some(Number(value)), limits: None, status }
    }

    pub(super) fn empty(status: Status) -> Self {
        Cell { value: None, limits: None, status }
    }

    /// The same with 95 % confidence limits.
    pub(super) fn within(self, limits: Option<(f64, f64)>) -> Self {
        Cell { limits, ..self }
    }

    /// The same with so many decimal places. A figure other than zero that rounds to it is said to be such.
    pub(super) fn rounded(self, decimals: u8) -> Self {
        let value = self.value.map(|value| Number(rounded(value.0, decimals)));
        let limits = self.limits.map(|(lower, upper)| (rounded(lower, decimals), rounded(upper, decimals)));
        match (self.status, value) {
            (Status::Value, Some(Number(0.0))) => Cell { value, limits, status: Status::RoundedToZero },
            (status, _) => Cell { value, limits, status },
        }
    }

    /// The figure, where one may be shown.
    pub fn figure(&self) -> Option<f64> {
        self.value.map(|value| value.0)
    }

    /// Its 95 % confidence limits, where they are wanted and there are any.
    pub fn limits(&self) -> Option<(f64, f64)> {
        self.limits
    }

    /// Why there is a figure, or none.
    pub fn status(&self) -> Status {
        self.status
    }
}

/// A file behind a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal; none while it is still being taken.
    pub sha256: Option<String>,
    /// What became of its rows; none where that could give away a figure that must not be shown.
    pub rows: Option<Rows>,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Rows {
    /// Rows under its header.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
    /// Rows that are counted.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_used: u64,
    /// Rows set aside, by reason.
    pub set_aside: Vec<SetAside>,
}

/// Rows set aside for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SetAside {
    /// The diagnostic's code.
    pub code: &'static str,
    /// The reason in a few words.
    pub reason: &'static str,
    /// How many rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub n_rows: u64,
}

/// What the audit says of released figures. For the holder of the data: how many of the blanks are small figures is not for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    /// Figures behind what is shown.
    pub n_figures: usize,
    /// Those that must not be shown as they are.
    pub n_sensitive: usize,
    /// Those that are suppressed, these and others to protect them.
    pub n_suppressed: usize,
    /// Those of them that would be shown if nothing had been released before; none where that was not looked for.
    pub n_because_of: Option<usize>,
    /// How far apart the least and the largest figure have to be that a reader can take a sensitive one for.
    #[cfg_attr(test, ts(type = "number"))]
    pub width: i64,
    /// How far apart they are at the least, as far as was looked; none without sensitive figures.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub narrowest: Option<i64>,
}

impl Audit {
    /// Of these figures and others together.
    #[must_use]
    pub fn with(self, other: Option<Audit>) -> Audit {
        let Some(other) = other else { return self };
        Audit {
            n_figures: self.n_figures + other.n_figures,
            n_sensitive: self.n_sensitive + other.n_sensitive,
            n_suppressed: self.n_suppressed + other.n_suppressed,
            n_because_of: self.n_because_of.zip(other.n_because_of).map(|(own, other)| own + other),
            width: self.width.max(other.width),
            narrowest: self.narrowest.into_iter().chain(other.narrowest).min(),
        }
    }
}

/// Where what was counted changed, within the years of the figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SeriesBreak {
    /// Where on the axis of years, on which the first category is at 0, the second at 1 and so on.
    pub position: f64,
    /// When, in words.
    pub when: String,
    /// What changed, in a few words.
    pub title: &'static str,
    /// What to make of it, in full sentences.
    pub note: &'static str,
    /// Who says so.
    pub source: &'static str,
}

/// Where the figures come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The files.
    pub files: Vec<SourceFile>,
    /// Whether any of them is synthetic.
    pub is_synthetic: bool,
    /// What a reader must know about the files.
    pub caveats: Vec<String>,
}

/// Figures that may leave, with their definition, policy, sources and caveats.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Release {
    pub(super) version: &'static str,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) definition: String,
    pub(super) unit: &'static str,
    pub(super) decimals: u8,
    pub(super) is_synthetic: bool,
    pub(super) policy: Policy,
    pub(super) policy_label: String,
    pub(super) axes: Vec<Axis>,
    pub(super) cells: Vec<Cell>,
    #[cfg_attr(test, ts(as = "Option<Vec<Option<f64>>>", optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sizes: Option<Vec<Option<f64>>>,
    pub(super) sources: Vec<SourceFile>,
    pub(super) caveats: Vec<String>,
    pub(super) breaks: Vec<SeriesBreak>,
    pub(super) headline: Option<String>,
    pub(super) trends: Vec<String>,
    pub(super) checklist: Vec<String>,
    pub(super) n_cells: usize,
    pub(super) n_suppressed: usize,
}

impl Release {
    /// `cells` are row-major over the cube's axes.
    pub(super) fn new(cube: &Cube, policy: Policy, provenance: Provenance, mut cells: Vec<Cell>) -> Self {
        let axes = cube.axes().to_vec();
        impossible::leave_out(&axes, &mut cells);
        let mut caveats = provenance.caveats;
        let sources = sources(provenance.files, &cells);
        caveats.extend(alone_caveat(&cells));
        if cube.is_of_all() {
            caveats.extend(empty_place_caveat(&axes, &cells));
        }
        let definition = cube.definition();
        Release {
            version: env!("CARGO_PKG_VERSION"),
            title: definition.title.clone(),
            subtitle: definition.subtitle.clone(),
            definition: definition.sentence.clone(),
            unit: definition.unit,
            decimals: definition.decimals,
            is_synthetic: provenance.is_synthetic,
            policy,
            policy_label: policy::label(policy, cube.is_count()),
            n_cells: cells.len(),
            n_suppressed: n_suppressed(&cells),
            axes,
            cells: cells.into_iter().map(|cell| cell.rounded(definition.decimals)).collect(),
            sizes: None,
            sources,
            caveats,
            breaks: Vec::new(),
            headline: None,
            trends: Vec::new(),
            checklist: Vec::new(),
        }
    }

    /// The version of Whereabouts that made it.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// What the figures are, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whose records and which years.
    pub fn subtitle(&self) -> &str {
        &self.subtitle
    }

    /// What one unit is and how it is put into a year.
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// What the figures are in.
    pub fn unit(&self) -> &'static str {
        self.unit
    }

    /// How many decimal places they have.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// A figure as it is written, without marks between thousands: with its decimal places.
    pub fn written(&self, figure: f64) -> String {
        format!("{:.*}", usize::from(self.decimals), rounded(figure, self.decimals))
    }

    /// Whether the figures are about made-up children.
    pub fn is_synthetic(&self) -> bool {
        self.is_synthetic
    }

    /// The policy by which it was protected.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The policy in one sentence.
    pub fn policy_label(&self) -> &str {
        &self.policy_label
    }

    /// The dimensions with their categories, the total last.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The cells, row-major over the axes.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// For each cell, how many children its rate is of, by published figures; none of figures that are no rates.
    pub fn sizes(&self) -> Option<&[Option<f64>]> {
        self.sizes.as_deref()
    }

    /// Whether some figure must not be shown.
    pub fn has_suppressed(&self) -> bool {
        self.n_suppressed > 0
    }

    /// The files behind it.
    pub fn sources(&self) -> &[SourceFile] {
        &self.sources
    }

    /// What a reader must know, in full sentences.
    pub fn caveats(&self) -> &[String] {
        &self.caveats
    }

    /// The breaks in series that the figures cross, in their order.
    pub fn breaks(&self) -> &[SeriesBreak] {
        &self.breaks
    }

    /// What the figures say of the years, in one sentence; none where no honest one can be made.
    pub fn headline(&self) -> Option<&str> {
        self.headline.as_deref()
    }

    /// The average change over the years, in full sentences.
    pub fn trends(&self) -> &[String] {
        &self.trends
    }

    /// What could explain how the sources in it differ, in full sentences; empty where there is one.
    pub fn checklist(&self) -> &[String] {
        &self.checklist
    }

    /// Each cell with the index of its category on each axis.
    pub fn rows(&self) -> impl Iterator<Item = (Vec<usize>, &Cell)> {
        let shape = shape(&self.axes);
        let cells = self.cells.iter().enumerate();
        cells.map(move |(at, cell)| (coordinates(&shape, at).collect(), cell))
    }
}

/// The files behind figures. Where some are suppressed, the numbers of their rows are not told: a small file's would be the figure itself, and those
/// of several files are totals of their own.
pub(super) fn sources(files: Vec<SourceFile>, cells: &[Cell]) -> Vec<SourceFile> {
    let is_told = n_suppressed(cells) == 0;
    files.into_iter().map(|file| SourceFile { rows: file.rows.filter(|_| is_told), ..file }).collect()
}

/// How many figures must not be shown.
pub(super) fn n_suppressed(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| cell.status == Status::Suppressed).count()
}

/// A figure with so many decimal places, halves away from zero as people round; never a negative zero.
pub(super) fn rounded(figure: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    (figure * scale).round() / scale + 0.0
}

fn shape(axes: &[Axis]) -> Vec<usize> {
    axes.iter().map(|axis| axis.categories.len()).collect()
}

/// Says, wherever something is suppressed, what it is protected from and what not.
pub(super) fn alone_caveat(cells: &[Cell]) -> Option<String> {
    (n_suppressed(cells) > 0).then(|| {
        "PROTECTED TOGETHER WITH NO OTHERS THAN THOSE OF ITS OWN RELEASE: another table of the same children, made elsewhere, can give \
         away together with this one what is suppressed here."
            .to_owned()
    })
}

/// Names the regions that have no episode at all in some year, whose zeros may mean that no file covers them.
fn empty_place_caveat(axes: &[Axis], cells: &[Cell]) -> Option<String> {
    use crate::recipe::Dimension::{Region, Year};
    let [year, region] = axes else { return None };
    if (year.dimension, region.dimension) != (Year, Region) {
        return None;
    }
    let width = region.categories.len();
    let years = &year.categories[..year.categories.len() - 1];
    let named: Vec<String> = region.categories[..width - 1]
        .iter()
        .enumerate()
        .filter_map(|(at, name)| {
            let zero = |row: usize| cells[row * width + at].status == Status::Zero;
            let empty: Vec<&str> =
                (0..years.len()).filter(|row| zero(*row)).map(|row| years[row].as_str()).collect();
            (!empty.is_empty()).then(|| format!("{name} ({})", empty.join(", ")))
        })
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "The files hold no episode of these places and years, which are shown as 0; check that the files cover them: {}.",
            named.join("; ")
        )
    })
}
