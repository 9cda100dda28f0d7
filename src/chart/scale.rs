//! How figures become places: round steps, and where a figure stands between two ends.

/// What a scale shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    step: f64,
    pub(super) bottom: f64,
    pub(super) top: f64,
    /// The decimal places of its steps.
    pub(super) decimals: u8,
}

impl Scale {
    /// The scale from the smallest to the largest figure: its step is the smallest of 1, 2 and 5 times a power of ten that needs no
    /// more than `max_steps` steps. Figures without decimal places have whole steps.
    pub(super) fn of((smallest, largest): (f64, f64), decimals: u8, max_steps: u8) -> Scale {
        let mut places = decimals;
        let mut power = 10_f64.powi(-i32::from(decimals));
        loop {
            for step in [power, 2.0 * power, 5.0 * power] {
                let (below, above) = ((smallest / step).floor(), (largest / step).ceil());
                if above - below <= f64::from(max_steps) {
                    let top = if above > below { above } else { below + 1.0 };
                    return Scale { step, bottom: below * step, top: top * step, decimals: places };
                }
            }
            power *= 10.0;
            places = places.saturating_sub(1);
        }
    }

    /// The figures at its steps, from the bottom up.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let n_steps = ((self.top - self.bottom) / self.step).round() as i32;
        let first = (self.bottom / self.step).round();
        (0..=n_steps).map(move |at| (first + f64::from(at)) * self.step + 0.0)
    }

    /// Where a figure stands, from the place of the bottom to that of the top.
    pub(super) fn place(&self, figure: f64, from: i32, to: i32) -> i32 {
        let share = (figure - self.bottom) / (self.top - self.bottom);
        from + (share * f64::from(to - from)).round() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn the_scale_goes_in_ones_twos_and_fives() {
        let check = |range, decimals, expected: (f64, f64, f64, u8)| {
            let (step, bottom, top, decimals_of_steps) = expected;
            let expected = Scale { step, bottom, top, decimals: decimals_of_steps };
            assert_eq!(Scale::of(range, decimals, 6), expected, "{range:?}");
        };
        check((0.0, 0.0), 0, (1.0, 0.0, 1.0, 0));
        check((0.0, 7.0), 0, (2.0, 0.0, 8.0, 0));
        check((0.0, 30.0), 0, (5.0, 0.0, 30.0, 0));
        check((0.0, 4321.0), 0, (1000.0, 0.0, 5000.0, 0));
        check((0.0, 86_900.0), 0, (20_000.0, 0.0, 100_000.0, 0));
        check((0.0, 6.8), 1, (2.0, 0.0, 8.0, 0));
        check((0.0, 0.9), 1, (0.2, 0.0, 1.0, 1));
        check((-12.0, 30.0), 1, (10.0, -20.0, 30.0, 0));
        check((82.0, 131.0), 1, (10.0, 80.0, 140.0, 0));
        let ticks: Vec<f64> = Scale::of((-12.0, 30.0), 1, 6).ticks().collect();
        assert_eq!(ticks, [-20.0, -10.0, 0.0, 10.0, 20.0, 30.0]);
    }

    #[test]
    fn a_figure_stands_where_its_share_of_the_scale_is() {
        let scale = Scale::of((0.0, 50.0), 0, 6);
        assert_eq!([0.0, 25.0, 50.0].map(|figure| scale.place(figure, 300, 100)), [300, 200, 100]);
    }
}
