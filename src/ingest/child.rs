//! A child's reference in the one form in which spellings of it are compared.
//!
//! Where two spellings may or may not mean one child they are taken for one: too few children suppress a figure that could
//! have been shown, too many show one that must not be.

use crate::recipe::Source;
use crate::reference::is_blank;

/// The length of the suffix by which regional teams mark whose a reference is: `12345_BAR`.
const AUTHORITY_SUFFIX_LETTERS: usize = 3;

/// Writes a reference's comparable form into `form`: without white space round it, in small letters, whole numbers without
/// leading zeros or the `.0` that spreadsheets add, and in authorities' files without the authority's suffix. Empty for a
/// reference that is blank or says that it is not known.
pub(super) fn comparable(text: &[u8], source: Source, form: &mut Vec<u8>) {
    form.clear();
    if is_plain(text) {
        form.extend(text.iter().map(u8::to_ascii_lowercase));
        return;
    }
    let Ok(text) = std::str::from_utf8(text) else {
        form.extend_from_slice(text);
        return;
    };
    let mut text = text.trim();
    if source == Source::LocalAuthority {
        text = without_suffix(text);
    }
    text = whole_number(text).unwrap_or(text);
    // Most references begin with a digit or a prefix of letters and end with a digit; what says "not known" never does.
    let ends_in_digit = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
    if !ends_in_digit && is_blank(text) {
        return;
    }
    form.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
}

/// Whether a reference has only one spelling but for its case: letters and digits that begin with a letter, or a whole number
/// without leading zeros; and a digit at its end, which what says "not known" never has.
fn is_plain(text: &[u8]) -> bool {
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return false };
    let mut are_digits = true;
    for byte in text {
        let is_digit = byte.is_ascii_digit();
        if !is_digit && !byte.is_ascii_alphabetic() {
            return false;
        }
        are_digits &= is_digit;
    }
    last.is_ascii_digit() && *first != b'0' && (are_digits || first.is_ascii_alphabetic())
}

fn without_suffix(text: &str) -> &str {
    match text.rsplit_once('_') {
        Some((rest, suffix))
            if suffix.len() == AUTHORITY_SUFFIX_LETTERS
                && suffix.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            rest
        }
        _ => text,
    }
}

/// The digits of a whole number, however a spreadsheet rewrote it; none if it is not one.
fn whole_number(text: &str) -> Option<&str> {
    let (digits, zeros) = text.split_once('.').unwrap_or((text, ""));
    let is_number = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && zeros.bytes().all(|byte| byte == b'0');
    let significant = digits.trim_start_matches('0');
    is_number.then_some(if significant.is_empty() { "0" } else { significant })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_reference_are_one() {
        let form = |text: &str, source| {
            let mut form = Vec::new();
            comparable(text.as_bytes(), source, &mut form);
            String::from_utf8(form).expect("it was text")
        };
        let check = |spellings: &[&str], source, expected: &str| {
            for spelling in spellings {
                assert_eq!(form(spelling, source), expected, "{spelling:?}");
            }
        };
        check(&["12345", "12345.0", "012345", "12345.00", " 12345\u{a0}"], Source::Police, "12345");
        check(&["ab1", "AB1", "Ab1 "], Source::Police, "ab1");
        check(&["12345_BAR", "12345", "12345.0"], Source::LocalAuthority, "12345");
        check(&["12345_BAR"], Source::Police, "12345_bar");
        check(&["", "NULL", "n/a", "#N/A", "Unknown", "-", "not known", "none"], Source::Police, "");
        check(&["000", "0"], Source::Police, "0");
    }
}
