//! A release as JSON.

use crate::disclosure::Release;

/// Writes the release with its definition, policy, sources and caveats, indented, with a final line feed.
pub fn json(release: &Release) -> String {
    let mut text = serde_json::to_string_pretty(release).expect("a release is plain data");
    text.push('\n');
    text
}
