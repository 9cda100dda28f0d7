//! The width of text, from a fixed table: the same in every browser and natively, where no font can be asked.

/// Advance widths of the printable ASCII characters from space to tilde, in thousandths of the font's size, as in the metrics
/// of Helvetica, which Arial shares.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width given to any other character: that of a wide capital.
const OTHER_WIDTH: u16 = 778;

/// A space at which no line is broken.
const NO_BREAK: char = '\u{a0}';

/// The families that text is drawn in.
pub(super) const FAMILY: &str = "Arial, Helvetica, sans-serif";

/// Widths are taken larger than the table's by this many per cent, because a machine without Arial or Helvetica takes another
/// family, and the common ones (DejaVu Sans, Verdana) are so much wider. Measured: DejaVu Sans sets this project's notes 15 %
/// wider than the table.
const STAND_IN_PER_CENT: u64 = 118;

/// The room that a line of text may need, in pixels, rounded up.
pub(super) fn width_px(text: &str, size_px: u32) -> u32 {
    let thousandths: u64 = text
        .chars()
        .map(|c| {
            let c = if c == NO_BREAK { ' ' } else { c };
            let at = (c as usize).wrapping_sub(usize::from(b' '));
            u64::from(WIDTHS.get(at).copied().unwrap_or(OTHER_WIDTH))
        })
        .sum();
    (thousandths * u64::from(size_px) * STAND_IN_PER_CENT).div_ceil(100_000) as u32
}

/// Breaks text into lines of at most `max_px`, between words; a single longer word keeps a line of its own.
pub(super) fn wrap(text: &str, size_px: u32, max_px: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A per cent sign stays with its number.
    let text = text.replace(" %", &format!("{NO_BREAK}%"));
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width_px(&longer, size_px) <= max_px => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| line.replace(NO_BREAK, " ")).collect()
}

/// Text as it stands between XML tags.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_and_measured_alike_everywhere() {
        assert_eq!(width_px("Aa1", 100), 210);
        assert_eq!(width_px("é", 100), 92);
        assert_eq!(wrap("one two three", 10, width_px("one two", 10)), ["one two", "three"]);
        assert_eq!(wrap("  ", 10, 100), Vec::<String>::new());
        assert_eq!(wrap("incomprehensibility is", 10, 20), ["incomprehensibility", "is"]);
    }
}
