//! What a reader of released figures knows: between which bounds each figure lies, and which sums of figures do not change.

use crate::cube::Totals;

/// One figure, released or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// What it really is.
    pub(super) truth: i64,
    /// The least that a reader takes it for.
    pub(super) least: i64,
    /// The most; [`i64::MAX`] where nothing is known.
    pub(super) most: i64,
    /// How far apart the least and the largest figure have to be that a reader can take it for; 0 if it needs no protection.
    pub(super) width: i64,
    /// The child behind it, where it is one alone.
    pub(super) only_child: Option<u64>,
    /// Whether it is shown, or left blank, in some table: who knows the child behind it knows it then. Where it follows from several tables only, who
    /// knows the child knows that it is there.
    pub(super) is_in_table: bool,
    /// What it costs to leave it blank, if that is still possible.
    pub(super) cost: Option<u64>,
    /// The least that a reader takes a blank in its place for.
    pub(super) floor: i64,
    /// The most: what is out already cannot be taken back by a blank.
    pub(super) ceiling: i64,
}

impl Figure {
    /// Whether a reader knows it.
    pub(super) fn is_known(&self) -> bool {
        self.least == self.most
    }
}

/// Figures and what holds between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Knowledge {
    pub(super) figures: Vec<Figure>,
    /// Figures with their signs, of which the sum is known.
    pub(super) sums: Vec<Vec<(usize, i64)>>,
}

impl Knowledge {
    /// Adds a figure and returns its place.
    pub(super) fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// Whether all sums are right and all figures within their bounds in a table, as nearly as it was reckoned.
    pub(super) fn is_fitted_by(&self, table: &[f64]) -> bool {
        const NEARLY: f64 = 1e-4;
        let sum =
            |sum: &Vec<(usize, i64)>| sum.iter().map(|(at, sign)| *sign as f64 * table[*at]).sum::<f64>();
        let is_within = |(figure, at): (&Figure, &f64)| {
            figure.least as f64 - NEARLY <= *at && *at <= figure.most as f64 + NEARLY
        };
        self.sums.iter().all(|one| sum(one).abs() < NEARLY) && self.figures.iter().zip(table).all(is_within)
    }

    /// Adds what holds between the figures of a table, which are given by their places, row-major, with the total of each axis last.
    pub(super) fn relate(&mut self, cells: &[usize], shape: &[usize], totals: &[Totals]) {
        for (axis, totals) in totals.iter().enumerate() {
            let stride: usize = shape[axis + 1..].iter().product();
            let length = shape[axis];
            for total in (0..cells.len()).filter(|cell| cell / stride % length + 1 == length) {
                let parts: Vec<usize> = (1..length).map(|back| cells[total - back * stride]).collect();
                self.bind(cells[total], &parts, *totals);
            }
        }
    }

    /// Adds what holds between a total and its parts.
    pub(super) fn bind(&mut self, whole: usize, parts: &[usize], totals: Totals) {
        match totals {
            Totals::Sum => {
                self.sums.push(parts.iter().map(|part| (*part, 1)).chain([(whole, -1)]).collect());
            }
            Totals::Bounds => {
                parts.iter().for_each(|part| self.at_most(&[*part], &[whole]));
                self.at_most(&[whole], parts);
            }
            Totals::None => {}
        }
    }

    /// Adds that some figures are together no more than others, by way of what lies between.
    fn at_most(&mut self, less: &[usize], more: &[usize]) {
        let sum = |figures: &[usize]| figures.iter().map(|at| self.figures[*at].truth).sum::<i64>();
        let truth = sum(more) - sum(less);
        let rest = self.add(Figure {
            truth,
            least: 0,
            most: i64::MAX,
            width: 0,
            only_child: None,
            is_in_table: false,
            cost: None,
            floor: 0,
            ceiling: i64::MAX,
        });
        let signed = |figures: &[usize], sign| figures.iter().map(move |at| (*at, sign)).collect::<Vec<_>>();
        self.sums.push([signed(less, 1), signed(more, -1), vec![(rest, 1)]].concat());
    }
}
