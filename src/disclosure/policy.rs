//! The rules by which a cell is too small to be shown.

use crate::recipe::Policy;

/// The largest number of children at which a cell is suppressed; none where everything is shown.
///
/// Local figures that the Department for Education publishes on looked-after children show zeros and never a count of 1 to 5
/// (children looked after in England: methodology, and the local-authority files themselves).
pub fn threshold_children(policy: Policy) -> Option<u64> {
    match policy {
        Policy::Dfe => Some(5),
        Policy::Unprotected => None,
    }
}

/// Whether a cell to which so many distinct children contribute must not be shown. Children count, not episodes: forty
/// episodes of two children are two.
pub(super) fn is_sensitive(policy: Policy, children: u64) -> bool {
    threshold_children(policy).is_some_and(|threshold| (1..=threshold).contains(&children))
}

/// The policy in one sentence.
pub(super) fn label(policy: Policy) -> String {
    match threshold_children(policy) {
        Some(threshold) => format!(
            "Figures about 1 to {threshold} children are suppressed and true zeros are shown, as the Department for \
             Education does for local figures."
        ),
        None => "UNPROTECTED: nothing is suppressed. For the data holder's own eyes; not to be passed on or published."
            .to_owned(),
    }
}
