//! Number formats of `.xlsx` cells -> what kind of value a number stands for.
//!
//! A date is stored as a number; nothing but its cell's format tells it from any other.

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// Itself.
    Number,
    /// A date, with or without a time of day.
    Date,
    /// A time of day.
    Time,
    /// A length of time, which may exceed a day.
    Duration,
}

impl NumberFormat {
    /// The format that a spreadsheet program knows by number (ECMA-376 part 1, 18.8.30).
    pub(super) fn built_in(id: u32) -> NumberFormat {
        match id {
            14..=17 | 22 | 27..=36 | 50..=58 => NumberFormat::Date,
            18..=21 | 45 | 47 => NumberFormat::Time,
            46 => NumberFormat::Duration,
            _ => NumberFormat::Number,
        }
    }

    /// The format that a code describes (ECMA-376 part 1, 18.8.31), such as `dd/mm/yyyy hh:mm`. Of the sections for
    /// positive, negative and other numbers, only the first counts.
    pub(super) fn of_code(code: &str) -> NumberFormat {
        let mut has_time = false;
        // A run of `m` means minutes after hours and before seconds, else months.
        let mut follows_hours = false;
        let mut has_open_m = false;
        let mut rest = code;
        while let Some(symbol) = rest.chars().next() {
            let n_bytes = match symbol {
                ';' => break,
                '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                '[' => {
                    let (inside, n_bytes) = match rest.find(']') {
                        Some(end) => (&rest[1..end], end + 1),
                        None => (&rest[1..], rest.len()),
                    };
                    if is_run_of(inside, b"hms") {
                        return NumberFormat::Duration;
                    }
                    n_bytes
                }
                // The next character is meant literally, left as a gap or repeated.
                '\\' | '_' | '*' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                _ if starts_with_half_of_day(rest) => {
                    has_time = true;
                    if rest.as_bytes()[1] == b'/' { 3 } else { 5 }
                }
                _ => {
                    match symbol.to_ascii_lowercase() {
                        'd' | 'y' => return NumberFormat::Date,
                        'h' => (has_time, follows_hours) = (true, true),
                        's' => (has_time, follows_hours, has_open_m) = (true, false, false),
                        'm' if follows_hours => {}
                        'm' => has_open_m = true,
                        // `:` and the like stand between the parts of a time.
                        _ => {}
                    }
                    symbol.len_utf8()
                }
            };
            rest = &rest[n_bytes.min(rest.len())..];
        }
        match (has_open_m, has_time) {
            (true, _) => NumberFormat::Date,
            (false, true) => NumberFormat::Time,
            (false, false) => NumberFormat::Number,
        }
    }
}

/// Whether text is one letter of `letters` over and over, in any case.
fn is_run_of(text: &str, letters: &[u8]) -> bool {
    let Some(first) = text.bytes().next().map(|byte| byte.to_ascii_lowercase()) else {
        return false;
    };
    letters.contains(&first) && text.bytes().all(|byte| byte.eq_ignore_ascii_case(&first))
}

/// Whether text starts with `AM/PM` or `A/P`, in any case.
fn starts_with_half_of_day(text: &str) -> bool {
    let starts_with = |mark: &str| {
        text.as_bytes().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    };
    starts_with("am/pm") || starts_with("a/p")
}

#[cfg(test)]
mod tests {
    use super::NumberFormat::{self, Date, Duration, Number, Time};

    #[test]
    fn a_format_code_tells_dates_times_and_numbers_apart() {
        let check = |code: &str, expected| assert_eq!(NumberFormat::of_code(code), expected, "{code:?}");
        check("General", Number);
        check("0.00E+00", Number);
        check("#,##0 ;[Red](#,##0)", Number);
        check("0 \"days\"", Number);
        check("0\\d", Number);
        check("_(* #,##0_);_(@_)", Number);
        check("#,##0*y", Number);
        check("#,##0\\ [$\u{20bd}-46D]", Number);
        check("[>=100][Magenta]General", Number);
        check("@", Number);
        check("0;d", Number);
        check("dd/mm/yyyy", Date);
        check("[$-809]dd mmmm yyyy;@", Date);
        check("mmm-yy", Date);
        check("mm", Date);
        check("m/d/yy h:mm", Date);
        check("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Date);
        check("hh:mm", Time);
        check("HH:MM:SS;@", Time);
        check("h:mm AM/PM", Time);
        check("h a/p", Time);
        check("mm:ss", Time);
        check("mmss.0", Time);
        check("[$-F400]h:mm:ss\\ AM/PM", Time);
        check("[h]:mm", Duration);
        check("[hh]:mm:ss", Duration);
        check("[Blue]\\+[h]:mm;[Red]\\-[h]:mm", Duration);
        check("[ss].00", Duration);
        check("\"", Number);
        check("[", Number);
        check("\\", Number);
    }
}
