//! Which rule decides what may be shown.

use super::Words;
use serde::{Deserialize, Serialize};

/// Which rule decides what may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Policy {
    /// As the Department for Education publishes local figures: a cell of 1 to 5 children is suppressed, zeros are shown.
    #[default]
    Dfe,
    /// The same, and figures of no single authority or force are rounded to the nearest 10, as the Department does with national and
    /// regional figures.
    DfeRounded,
    /// As in health statistics: a cell of 1 to 7 children is suppressed and all others are rounded to the nearest 5.
    Health,
    /// As research services do: a cell of fewer than 10 children is suppressed.
    Research,
    /// As the user says.
    Custom(CustomPolicy),
    /// Everything is shown: for the holder's own eyes, and every output says so.
    Unprotected,
}

/// A rule of the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomPolicy {
    /// The largest number of children at which a figure is sensitive, 1 to [`CustomPolicy::MAX_THRESHOLD`].
    pub threshold: u8,
    /// Whether a zero is sensitive too.
    #[serde(default)]
    pub are_zeros_sensitive: bool,
    /// To the nearest of which numbers figures are rounded; 1 if they are not.
    #[serde(default = "not_rounded")]
    pub base: u8,
    /// What becomes of small figures.
    #[serde(default)]
    pub small_figures: SmallFigures,
    /// From how many per cent of its episodes on a child makes a figure sensitive; none if that is no matter.
    #[serde(default)]
    pub dominance: Option<u8>,
}

fn not_rounded() -> u8 {
    1
}

/// What becomes of small figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SmallFigures {
    /// They are suppressed, and others with them.
    #[default]
    Suppressed,
    /// They are rounded as all others are.
    Rounded,
    /// The same; totals are the sums of rounded figures.
    RoundedAddingUp,
}

impl CustomPolicy {
    /// Children are counted as far as this for a policy, and one more.
    pub const MAX_THRESHOLD: u8 = 15;

    /// The largest base of rounding.
    pub const MAX_BASE: u8 = 100;

    /// The least share that can be said to dominate, in per cent.
    pub const MIN_DOMINANCE: u8 = 50;

    /// What is wrong with it, in one sentence; nothing if it can be used.
    pub fn fault(&self) -> Option<&'static str> {
        let is_rounded_instead = self.small_figures != SmallFigures::Suppressed;
        if !(1..=Self::MAX_THRESHOLD).contains(&self.threshold) {
            return Some("The threshold is a number of children from 1 to 15.");
        }
        if !(1..=Self::MAX_BASE).contains(&self.base) {
            return Some("Figures are rounded to a number from 2 to 100, or not at all.");
        }
        if is_rounded_instead && self.base < 3 {
            return Some(
                "Where small figures are rounded instead of suppressed, they are rounded to 3 at the least.",
            );
        }
        if is_rounded_instead && (self.dominance.is_some() || self.are_zeros_sensitive) {
            return Some(
                "Where small figures are rounded instead of suppressed, zeros are rounded with them and no child dominates.",
            );
        }
        if self.dominance.is_some_and(|share| !(Self::MIN_DOMINANCE..=99).contains(&share)) {
            return Some("One child dominates a figure from 50 to 99 per cent of its episodes on.");
        }
        None
    }
}

impl Default for CustomPolicy {
    fn default() -> Self {
        CustomPolicy {
            threshold: 5,
            are_zeros_sensitive: false,
            base: 1,
            small_figures: SmallFigures::Suppressed,
            dominance: None,
        }
    }
}

impl Policy {
    /// All, in the order in which they are offered.
    pub const ALL: [Policy; 6] = [
        Policy::Dfe,
        Policy::DfeRounded,
        Policy::Health,
        Policy::Research,
        Policy::Custom(CustomPolicy {
            threshold: 5,
            are_zeros_sensitive: false,
            base: 5,
            small_figures: SmallFigures::Suppressed,
            dominance: None,
        }),
        Policy::Unprotected,
    ];

    /// How it is called, what it means and who says so.
    pub fn words(self) -> Words {
        let (name, label, definition) = match self {
            Policy::Dfe => (
                "dfe",
                "Department for Education",
                "Figures about 1 to 5 children are suppressed; true zeros are shown. In nearly all local-authority files on looked-after \
                 children that the Department publishes, no count of 1 to 5 stands, and zeros do.",
            ),
            Policy::DfeRounded => (
                "dfe_rounded",
                "Department for Education, rounded",
                "Figures about 1 to 5 children are suppressed; figures that are not of one authority or force are rounded to the nearest \
                 10. The Department rounds national and regional figures so (children looked after in England: methodology).",
            ),
            Policy::Health => (
                "health",
                "Health statistics",
                "Figures about 1 to 7 children are suppressed and all others are rounded to the nearest 5, as NHS Digital does with figures \
                 below the national level (hospital episode statistics, from 2018).",
            ),
            Policy::Research => (
                "research",
                "Research service",
                "Figures about fewer than 10 children are suppressed; true zeros are shown. 10 is the threshold of the Secure Research \
                 Service of the Office for National Statistics.",
            ),
            Policy::Custom(_) => ("custom", "Your own rule", "As you say below."),
            Policy::Unprotected => (
                "unprotected",
                "Unprotected, for the data holder's own eyes",
                "Nothing is suppressed or rounded, and every output says so. Not to be passed on or published.",
            ),
        };
        Words { name, label, definition }
    }
}
