//! What numbers, codes and addresses that identify persons look like, one value at a time.

/// `name@host.domain`.
pub(super) fn is_email(value: &str) -> bool {
    let Some((name, host)) = value.split_once('@') else {
        return false;
    };
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | ',' | ';');
    let has_domain = host.rsplit_once('.').is_some_and(|(host, domain)| {
        !host.is_empty() && domain.len() >= 2 && domain.chars().all(|c| c.is_ascii_alphabetic())
    });
    !name.is_empty() && name.chars().all(is_plain) && host.chars().all(is_plain) && has_domain
}

/// A postcode with both halves, as the pattern of BS 7666 has it (Cabinet Office, schema bs7666-v2-0, PostCodeType), with or
/// without the space and in either case. `SW1A`, `SW1A 1` and the pseudo postcodes of the NHS that begin with ZZ are none.
pub(super) fn is_full_postcode(value: &str) -> bool {
    let mut words = value.split_whitespace();
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let whole = [first, second.unwrap_or("")].concat().to_ascii_uppercase();
    let Some((outward, inward)) = whole.as_bytes().split_last_chunk::<3>() else {
        return false;
    };
    if second.is_some_and(|second| second.len() != inward.len()) {
        return false;
    }
    let is_first = |c: u8| c.is_ascii_uppercase() && !b"QVX".contains(&c);
    let is_second = |c: u8| c.is_ascii_uppercase() && !b"IJZ".contains(&c);
    let is_last = |c: u8| c.is_ascii_uppercase() && !b"CIKMOV".contains(&c);
    let is_outward = match *outward {
        [a, b'0'..=b'9'] => is_first(a),
        [a, b'0'..=b'9', c] => is_first(a) && (c.is_ascii_digit() || b"ABCDEFGHJKSTUW".contains(&c)),
        _ => false,
    } || match *outward {
        [a, b, b'0'..=b'9'] => is_first(a) && is_second(b),
        [a, b, b'0'..=b'9', d] => {
            is_first(a) && is_second(b) && (d.is_ascii_digit() || b"ABEHMNPRVWXY".contains(&d))
        }
        _ => false,
    };
    is_outward && inward[0].is_ascii_digit() && is_last(inward[1]) && is_last(inward[2])
}

/// A unique pupil number with the right check letter (Government Data Standards Catalogue, Unique Pupil Number 2.0; Department
/// for Education, "Unique pupil numbers: a guide for schools and local authorities", annex A): a letter, eleven digits, and a
/// digit or, in a temporary number, a letter. The places from the second on weigh 2 to 13; the remainder of the sum by 23
/// numbers the check letter in the alphabet without I, O and S, and a letter at the end counts as its number in that.
pub(super) fn is_upn(value: &str) -> bool {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let upper = value.to_ascii_uppercase();
    let Some((check, rest)) = upper.as_bytes().split_first().filter(|(_, rest)| rest.len() == 12) else {
        return false;
    };
    let mut sum = 0;
    for (at, c) in rest.iter().enumerate() {
        let number = match LETTERS.iter().position(|letter| letter == c) {
            Some(number) if at == 11 => number,
            None if c.is_ascii_digit() => usize::from(c - b'0'),
            _ => return false,
        };
        sum += (at + 2) * number;
    }
    LETTERS[sum % 23] == *check
}

/// An NHS number with the right check digit (NHS Data Dictionary, NHS NUMBER): the first nine of ten digits weigh 10 to 2, and
/// the last is what the sum lacks of a multiple of 11; a number that would need a 10 is not issued. Often written 3-3-4.
pub(super) fn is_nhs_number(value: &str) -> bool {
    let digits: Vec<u32> =
        value.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let n_signs = value.chars().filter(|c| matches!(c, ' ' | '-')).count();
    let is_all = digits.len() == 10 && n_signs <= 2 && value.chars().count() == 10 + n_signs;
    // With the check digit weighing 1 the sum is a multiple of 11, and a 10 cannot stand there.
    is_all && digits.iter().zip((1..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0
}

/// A National Insurance number (HM Revenue and Customs, National Insurance Manual, NIM39110): two letters, of which D, F, I, Q, U
/// and V are neither and O is not the second, and some pairs are not given out; six digits; A, B, C or D.
pub(super) fn is_national_insurance(value: &str) -> bool {
    let compact: Vec<u8> = value.bytes().filter(|c| *c != b' ').map(|c| c.to_ascii_uppercase()).collect();
    let [first, second, digits @ .., b'A'..=b'D'] = compact.as_slice() else {
        return false;
    };
    let is_letter = |c: &u8| c.is_ascii_uppercase() && !b"DFIQUV".contains(c);
    let is_given_out = ![b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].contains(&&[*first, *second]);
    let has_digits = digits.len() == 6 && digits.iter().all(u8::is_ascii_digit);
    is_letter(first) && is_letter(second) && *second != b'O' && is_given_out && has_digits
}

/// A telephone number of the United Kingdom (Ofcom, National Telephone Numbering Plan): after the 0, or the 44 of calls from
/// abroad, ten digits that begin with 1, 2, 3 or 7, and in a few places nine that begin with 1.
pub(super) fn is_phone(value: &str) -> bool {
    let compact: String = value.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
    let from_abroad = compact.strip_prefix("+44").or_else(|| compact.strip_prefix("0044"));
    let national = match from_abroad {
        // "+44 (0)20" is written often, though nobody dials it so.
        Some(rest) => Some(rest.strip_prefix('0').unwrap_or(rest)),
        None => compact.strip_prefix('0'),
    };
    national.is_some_and(|digits| {
        digits.bytes().all(|c| c.is_ascii_digit())
            && match digits.len() {
                10 => digits.starts_with(['1', '2', '3', '7']),
                9 => digits.starts_with('1'),
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(test: fn(&str) -> bool, text: &str, expected: bool) {
        assert_eq!(test(text), expected, "{text:?}");
    }

    #[test]
    fn a_unique_pupil_number_has_its_check_letter() {
        for text in ["B801200005001", "b801200005001", "P207000016049", "M80120000500A"] {
            check(is_upn, text, true);
        }
        for text in [
            "A801200005001",
            "B801200005002",
            "B207000016049",
            "B80120000500",
            "B8012000050011",
            "8801200005001",
            "X80120000A001",
            "T80120000500I",
            "I801200005001",
            "B80120000500é",
            "",
        ] {
            check(is_upn, text, false);
        }
    }

    #[test]
    fn an_nhs_number_has_its_check_digit() {
        for text in ["9434765919", "943 476 5919", "943-476-5919", "6541003238", "9876543210"] {
            check(is_nhs_number, text, true);
        }
        for text in [
            "9434765918",
            "943476591",
            "94347659199",
            "9 4 3 4765919",
            "943476591x",
            "x9434765919",
            "",
            "٩٤٣٤٧٦٥٩١٩",
        ] {
            check(is_nhs_number, text, false);
        }
    }

    #[test]
    fn a_postcode_has_both_halves() {
        for text in ["M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "sw1a1aa", "PO1  3AX"]
        {
            check(is_full_postcode, text, true);
        }
        for text in [
            "SW1",
            "SW1A 1",
            "SW1A1",
            "EC1A",
            "M60 1N",
            "QM1 1AA",
            "MI1 1AA",
            "M1I 1AA",
            "M1 1AC",
            "ZZ99 9ZZ",
            "SW1 A1AA",
            "S W1A1AA",
            "E09000030",
            "12345",
            "K1",
            "",
            "é1 1AA",
            "1AA",
        ] {
            check(is_full_postcode, text, false);
        }
    }

    #[test]
    fn a_national_insurance_number_has_a_prefix_that_is_given_out() {
        for text in ["AB123456C", "AB 12 34 56 C", "ab123456d"] {
            check(is_national_insurance, text, true);
        }
        for text in
            ["QQ123456A", "AO123456A", "GB123456A", "AB123456E", "AB12345C", "AB1234567C", "A1123456C", ""]
        {
            check(is_national_insurance, text, false);
        }
    }

    #[test]
    fn a_telephone_number_begins_as_the_numbering_plan_has_it() {
        for text in [
            "020 7946 0958",
            "02079460958",
            "(0161) 496 0123",
            "07700 900123",
            "+44 7700 900123",
            "+44 (0)20 7946 0958",
            "0044 161 496 0123",
            "01632960001",
            "0169772123",
        ] {
            check(is_phone, text, true);
        }
        for text in [
            "7700900123",
            "1234567890",
            "00123456789",
            "05123456789",
            "0770090012",
            "077009001234",
            "999",
            "",
            "+1 202 555 0123",
            "0207946095x",
        ] {
            check(is_phone, text, false);
        }
    }

    #[test]
    fn an_e_mail_address_has_a_host_with_a_domain() {
        for text in ["a.b@example.org", "A@b.co.uk"] {
            check(is_email, text, true);
        }
        for text in
            ["a@b", "@example.org", "a b@example.org", "a@b@example.org", "handle@", "a@.org", "a@example.1"]
        {
            check(is_email, text, false);
        }
    }
}
