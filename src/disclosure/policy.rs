//! The rules by which a cell is too small to be shown.

use crate::recipe::Policy;

/// The largest number of children at which a cell is suppressed; none where everything is shown.
///
/// In nearly all files on looked-after children by local authority that the Department for Education publishes, zeros are shown
/// and a count of 1 to 5 never stands (children looked after in England: methodology, and the files themselves). The
/// Department also suppresses further cells to protect these: where a block has a published total, never one alone.
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
            "Figures about 1 to {threshold} children are suppressed and true zeros are shown, the Department for Education's \
             rule for local figures. Further figures are suppressed, so that nobody can work one of these out from the others here, nor tell \
             it to within less than {threshold}."
        ),
        None => "UNPROTECTED: nothing is suppressed. For the data holder's own eyes; not to be passed on or published."
            .to_owned(),
    }
}
