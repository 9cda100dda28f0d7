//! The rules by which a figure is too small to be shown, and how the others are rounded.

use crate::cube::Count;
use crate::recipe::{Policy, SmallFigures};

/// What a policy asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// The largest number of children at which a figure is sensitive. Children count, not episodes: forty episodes of two children are two.
    pub(super) threshold: u64,
    /// Whether a zero is sensitive too.
    pub(super) are_zeros_sensitive: bool,
    /// To the nearest of which numbers figures are rounded; 1 if they are not.
    pub(super) base: i64,
    /// Whether only figures that are not of one authority or force are rounded.
    pub(super) only_wide: bool,
    /// What becomes of small figures.
    pub(super) small_figures: SmallFigures,
    /// From how many per cent of its episodes on a child makes a figure sensitive.
    pub(super) dominance: Option<u8>,
}

impl Rule {
    /// The rule of a policy; none where everything is shown.
    pub(super) fn of(policy: Policy) -> Option<Rule> {
        let suppressing = |threshold| Rule {
            threshold,
            are_zeros_sensitive: false,
            base: 1,
            only_wide: false,
            small_figures: SmallFigures::Suppressed,
            dominance: None,
        };
        match policy {
            // In the files on looked-after children by local authority that the Department for Education publishes, and in its methodology.
            Policy::Dfe => Some(suppressing(5)),
            // National and regional figures rounded to the nearest 10: the same methodology.
            Policy::DfeRounded => Some(Rule { base: 10, only_wide: true, ..suppressing(5) }),
            // NHS Digital, hospital episode statistics and emergency care, from 2018.
            Policy::Health => Some(Rule { base: 5, ..suppressing(7) }),
            // Secure Research Service of the Office for National Statistics: a threshold of 10.
            Policy::Research => Some(suppressing(9)),
            Policy::Custom(custom) => Some(Rule {
                are_zeros_sensitive: custom.are_zeros_sensitive,
                base: custom.base.max(1).into(),
                small_figures: custom.small_figures,
                dominance: custom.dominance,
                ..suppressing(custom.threshold.into())
            }),
            Policy::Unprotected => None,
        }
    }

    /// Whether a figure must not be shown as it is: for the number of distinct children behind it, or because one of them has most of it.
    pub(super) fn hides(&self, count: &Count) -> bool {
        let (children, share_of_one) = match count {
            Count::NotAvailable | Count::NotApplicable => return false,
            // That it is not known of any of a few children would say something of each.
            Count::Unmeasured { children } => (*children, None),
            Count::Counted { figure, children, largest, .. } => {
                (*children, largest.map(|largest| largest * 100.0 / figure))
            }
        };
        let least = u64::from(!self.are_zeros_sensitive);
        let dominates = |share: f64| self.dominance.is_some_and(|from| share >= f64::from(from));
        (least..=self.threshold).contains(&children) || share_of_one.is_some_and(dominates)
    }

    /// The rule for figures that are no counts, which are not rounded.
    pub(super) fn without_rounding(self) -> Rule {
        Rule { base: 1, small_figures: SmallFigures::Suppressed, ..self }
    }

    /// Whether small figures are left blank.
    pub(super) fn suppresses(&self) -> bool {
        self.small_figures == SmallFigures::Suppressed
    }

    /// How far apart the least and the largest figure have to be that a reader can take a sensitive one for: the threshold or, where it is rounded
    /// like any other, what rounding alone leaves in doubt next to zero.
    pub(super) fn width(&self) -> i64 {
        if self.suppresses() { self.threshold as i64 } else { (self.base - 1) / 2 }
    }

    /// To the nearest of which numbers a figure is rounded that is or is not of one authority or force.
    pub(super) fn base_of(&self, is_local: bool) -> i64 {
        if self.only_wide && is_local { 1 } else { self.base }
    }
}

/// A figure to the nearest multiple of a base, halves up.
pub(super) fn rounded_to(base: i64, figure: i64) -> i64 {
    (2 * figure + base).div_euclid(2 * base) * base
}

/// The least and the largest figure that is rounded to one.
pub(super) fn rounded_from(base: i64, rounded: i64) -> (i64, i64) {
    (rounded - base / 2, rounded + (base - 1) / 2)
}

/// The policy in a few sentences, for figures that are counts or not.
pub(super) fn label(policy: Policy, is_count: bool) -> String {
    let Some(rule) = Rule::of(policy) else {
        return "UNPROTECTED: nothing is suppressed. For the data holder's own eyes; not to be passed on or published."
            .to_owned();
    };
    let rule = if is_count { rule } else { rule.without_rounding() };
    let Rule { threshold, base, .. } = rule;
    let whose = match policy {
        Policy::Dfe => ", the Department for Education's rule for local figures",
        Policy::DfeRounded => ", the Department for Education's rule",
        Policy::Health => ", as in health statistics",
        Policy::Research => ", the rule of research services",
        Policy::Custom(_) | Policy::Unprotected => ", a rule of the user's own",
    };
    if !rule.suppresses() {
        let totals = match rule.small_figures {
            SmallFigures::RoundedAddingUp => {
                " A total is the sum of rounded figures where figures add up, and can be farther from what it was."
            }
            _ => " Totals are rounded by themselves, so that rounded figures need not add up to them.",
        };
        return format!(
            "All figures are rounded to the nearest {base}{whose}; 0 stands for 0 and for what is rounded to it.{totals} What is made of \
             figures is made of rounded ones."
        );
    }
    let (few, zeros) = match rule.are_zeros_sensitive {
        true => (format!("{threshold} children or fewer, zeros too,"), ""),
        false => (format!("1 to {threshold} children"), " and true zeros are shown"),
    };
    let dominance = rule.dominance.map_or_else(String::new, |share| {
        format!(" So are figures of episodes of which one child has {share} % or more.")
    });
    let rounding = match (base, rule.only_wide) {
        (1, _) => String::new(),
        (_, true) => {
            format!(" Figures that are not of one authority or force are rounded to the nearest {base}.")
        }
        (_, false) => format!(" All others are rounded to the nearest {base}."),
    };
    format!(
        "Figures about {few} are suppressed{zeros}{whose}.{dominance}{rounding} Further figures are suppressed, so that nobody can work \
         one of these out from the others here, nor tell it to within less than {threshold}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_to_the_nearest_and_back() {
        assert_eq!([0, 2, 3, 7, 8, 12].map(|figure| rounded_to(5, figure)), [0, 0, 5, 5, 10, 10]);
        assert_eq!([4, 5, 14, 15].map(|figure| rounded_to(10, figure)), [0, 10, 10, 20]);
        assert_eq!(rounded_to(1, 7), 7);
        for base in [1, 3, 5, 10] {
            for figure in 0..60 {
                let (least, most) = rounded_from(base, rounded_to(base, figure));
                assert!((least..=most).contains(&figure), "{figure} to the nearest {base}");
                assert_eq!(most - least, base - 1);
                assert_eq!([least, most].map(|end| rounded_to(base, end)), [rounded_to(base, figure); 2]);
            }
        }
    }
}
