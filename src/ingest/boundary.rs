//! Where the first record begins in bytes from the middle of a file.
//!
//! A line break there may stand inside quotation marks. Both possibilities are tried on the bytes at hand, and the one under which
//! more records have the header's number of fields is believed. Whoever puts the parts of a file together checks the belief: the part
//! before must end where this one begins, else it is read again from there.

use super::csv::{Cut, Records};

/// The offset in `bytes` of the first record that begins in them, their first byte being the last one before the range; none if no
/// line ends in them.
pub(super) fn first_record(bytes: &[u8], delimiter: u8, n_fields: usize) -> Option<u64> {
    let outside = judge(bytes, delimiter, n_fields, false);
    let inside = judge(bytes, delimiter, n_fields, true);
    match (outside, inside) {
        (Some((_, n_outside)), Some((at, n_inside))) if n_inside > n_outside => Some(at),
        (Some((at, _)), _) => Some(at),
        (None, inside) => inside.map(|(at, _)| at),
    }
}

/// The offset of the second record, and how many of the later ones have the number of fields, if the bytes begin outside quotation
/// marks, or inside.
fn judge(bytes: &[u8], delimiter: u8, n_fields: usize, is_inside: bool) -> Option<(u64, usize)> {
    let mut records = Records::new(delimiter, 0);
    let n_added = u64::from(is_inside);
    if is_inside {
        records.push(b"\"");
    }
    records.push(bytes);
    let mut first = None;
    let mut n_like_header = 0;
    records.cut(false, |cut, _, next| {
        if first.is_none() {
            first = Some(next - n_added);
        } else if let Cut::Record { record, .. } = cut {
            n_like_header += usize::from(record.len() == n_fields);
        }
        true
    });
    // A blank line at the very beginning is no record, but a record begins after it.
    let blank = bytes.first().is_some_and(|byte| !is_inside && matches!(byte, b'\n' | b'\r'));
    if blank {
        return Some((1, n_like_header + 1));
    }
    Some((first?, n_like_header))
}
