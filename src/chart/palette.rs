//! The colours of pictures. There are no others, so that a page on dark ground can map each of them to one of its own.

use plotters::style::RGBColor;

/// The ground.
pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// Text that is read first.
pub(super) const INK: RGBColor = RGBColor(0x1a, 0x1a, 0x1a);

/// Text that is read after it, and axes.
pub(super) const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);

/// Lines that figures are read off by.
pub(super) const RULE: RGBColor = RGBColor(0xd9, 0xd9, 0xd9);

/// What stands behind what is picked out.
pub(super) const FAINT: RGBColor = RGBColor(0xb3, 0xb3, 0xb3);

/// Words that must not be overlooked.
pub(super) const ALARM: RGBColor = RGBColor(0xa3, 0x12, 0x12);

/// The colours of categories in turn: told apart in the common kinds of colour blindness by lightness where not by hue, and each
/// with a contrast of at least 4.5 to 1 on white, since names stand in them.
pub(super) const SERIES: [RGBColor; 10] = [
    RGBColor(0x00, 0x5a, 0xb5),
    RGBColor(0xb3, 0x41, 0x0e),
    RGBColor(0x00, 0x70, 0x57),
    RGBColor(0x7d, 0x3a, 0x96),
    RGBColor(0x6f, 0x57, 0x00),
    RGBColor(0xb5, 0x1d, 0x5c),
    RGBColor(0x2b, 0x4a, 0x5e),
    RGBColor(0x4d, 0x70, 0x0a),
    RGBColor(0x8f, 0x1d, 0x1d),
    RGBColor(0x4a, 0x4a, 0x4a),
];

/// Steps from little to much, of one hue, each darker than the one before; text stands on them.
pub(super) const STEPS: [RGBColor; 6] = [
    RGBColor(0xe6, 0xee, 0xf7),
    RGBColor(0xbd, 0xd4, 0xea),
    RGBColor(0x8d, 0xb6, 0xdb),
    RGBColor(0x3a, 0x73, 0xb3),
    RGBColor(0x1f, 0x5a, 0x9b),
    RGBColor(0x0d, 0x38, 0x6b),
];

/// From this step on text stands on it in white.
const FIRST_DARK_STEP: usize = 3;

/// Dark text on a light step, on whatever ground the picture lies: a shade of its own, which is not mapped.
pub(super) const ON_LIGHT: RGBColor = RGBColor(0x1b, 0x1b, 0x1b);

/// Light text on a dark step or a category's colour, likewise.
pub(super) const ON_DARK: RGBColor = RGBColor(0xfe, 0xfe, 0xfe);

/// The colour of text on a step.
pub(super) fn on_step(step: usize) -> RGBColor {
    if step < FIRST_DARK_STEP { ON_LIGHT } else { ON_DARK }
}

/// The colour of a category by its place among those that are drawn.
pub(super) fn series(at: usize) -> RGBColor {
    SERIES[at % SERIES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2, "contrast ratio" and "relative luminance".
    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let luminance = |RGBColor(r, g, b): RGBColor| {
            let linear = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_stands_out_from_its_ground() {
        for colour in SERIES.into_iter().chain([INK, GREY, ALARM]) {
            assert!(contrast(colour, PAPER) >= 4.5, "{colour:?}");
        }
        for colour in SERIES {
            assert!(contrast(colour, ON_DARK) >= 4.5, "{colour:?}");
        }
        for (at, step) in STEPS.into_iter().enumerate() {
            assert!(contrast(step, on_step(at)) >= 4.5, "{at}: {}", contrast(step, on_step(at)));
        }
    }

    #[test]
    fn each_step_is_darker_than_the_one_before() {
        for pair in STEPS.windows(2) {
            assert!(contrast(pair[1], PAPER) > 1.15 * contrast(pair[0], PAPER), "{pair:?}");
        }
    }
}
