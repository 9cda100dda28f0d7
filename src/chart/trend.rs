//! The trend chart: a line for each category over the years.

use super::Error;
use super::canvas::{Canvas, SIZE_FACTOR};
use super::frame::{self, Measures, TextLine, Tone};
use super::series::{Line, Trend};
use super::text::{FAMILY, figure, wrap};
use crate::disclosure::{Release, SeriesBreak};
use crate::recipe::Layout;
use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, EmptyElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle, WHITE};

/// The colours of lines in turn: told apart in the common kinds of colour blindness by lightness where not by hue, and each
/// with a contrast of at least 4.5 to 1 on white, since names stand in them.
const PALETTE: [RGBColor; 10] = [
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

const INK: RGBColor = RGBColor(0x1a, 0x1a, 0x1a);
const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);
const RULE: RGBColor = RGBColor(0xd9, 0xd9, 0xd9);
const ALARM: RGBColor = RGBColor(0xa3, 0x12, 0x12);

/// How many steps the scale has at the most.
const MAX_TICKS: f64 = 6.0;

/// How far the first and the last year stand from the ends of the base line, in pixels.
const INSET: i32 = 12;

/// Half the width of a mark, in pixels.
const MARK: i32 = 4;

type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// Draws the trend of a release as a complete SVG document.
///
/// # Errors
/// If the release has no years, or more than one dimension beside them.
pub(super) fn draw(release: &Release, layout: Layout) -> Result<String, Error> {
    let trend = Trend::of(release)?;
    let measures = Measures::of(layout);
    let head = frame::head(release, &measures);
    let foot = frame::foot(release, &trend, &measures);
    let height_of =
        |lines: &[TextLine]| -> u32 { lines.iter().map(|line| frame::leading(line.tone, &measures)).sum() };
    let (head_height, foot_height) = (height_of(&head), height_of(&foot));
    let height = 2 * measures.margin + head_height + measures.plot_height + foot_height;
    let mut svg = String::new();
    {
        let root = Canvas::new(&mut svg, (measures.width, height)).into_drawing_area();
        let left = measures.margin as i32;
        let drawn = root
            .fill(&WHITE)
            .and_then(|()| write_lines(&root, &head, (left, left), &measures))
            .and_then(|()| {
                let plot_top = left + head_height as i32;
                plot(&root, release, &trend, plot_top, &measures)
            })
            .and_then(|()| {
                let foot_top = measures.margin + head_height + measures.plot_height;
                write_lines(&root, &foot, (left, foot_top as i32), &measures)
            })
            .and_then(|()| root.present());
        drawn.expect("drawing into a string cannot fail");
    }
    let title = format!("{}. {}", release.title(), release.subtitle());
    Ok(frame::finish(&svg, &title, &frame::description(release, &trend)))
}

type Drawn = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

/// A style of text of a size in pixels, placed by its given corner.
fn style(size: u32, colour: RGBColor, is_bold: bool, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
    let weight = if is_bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = (FAMILY, f64::from(size) * SIZE_FACTOR, weight).into_font();
    let mut style = TextStyle::from(font).pos(Pos::new(h_pos, v_pos));
    style.color = colour.to_backend_color();
    style
}

/// Writes lines under each other from a top left corner.
fn write_lines(root: &Area<'_>, lines: &[TextLine], (x, mut y): (i32, i32), measures: &Measures) -> Drawn {
    for line in lines {
        let (size, colour, is_bold) = match line.tone {
            Tone::Warning => (measures.body, ALARM, true),
            Tone::Title => (measures.title, INK, true),
            Tone::Subtitle => (measures.body, GREY, false),
            Tone::Note => (measures.note, GREY, false),
        };
        let style = style(size, colour, is_bold, HPos::Left, VPos::Top);
        root.draw(&Text::new(line.text.clone(), (x, y), style))?;
        y += frame::leading(line.tone, measures) as i32;
    }
    Ok(())
}

/// What a scale shows.
#[derive(Debug, PartialEq)]
struct Scale {
    step: f64,
    bottom: f64,
    top: f64,
    /// The decimal places of its steps.
    decimals: u8,
}

impl Scale {
    /// The scale from the smallest to the largest figure, one of which is zero or both lie on either side of it: its step is the smallest of
    /// 1, 2 and 5 times a power of ten that needs no more than [`MAX_TICKS`] steps. Figures without decimal places have whole steps.
    fn of((smallest, largest): (f64, f64), decimals: u8) -> Scale {
        let mut places = decimals;
        let mut power = 10_f64.powi(-i32::from(decimals));
        loop {
            for step in [power, 2.0 * power, 5.0 * power] {
                let (below, above) = ((smallest / step).floor(), (largest / step).ceil());
                if above - below <= MAX_TICKS {
                    let top = if smallest < 0.0 { above } else { above.max(1.0) };
                    return Scale { step, bottom: below * step, top: top * step, decimals: places };
                }
            }
            power *= 10.0;
            places = places.saturating_sub(1);
        }
    }

    /// The figures at its steps, from the bottom up.
    fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let n_steps = ((self.top - self.bottom) / self.step).round() as i32;
        let first = (self.bottom / self.step).round();
        (0..=n_steps).map(move |at| (first + f64::from(at)) * self.step + 0.0)
    }
}

/// Draws axes and lines in the band that begins at `top`.
fn plot(root: &Area<'_>, release: &Release, trend: &Trend, top: i32, measures: &Measures) -> Drawn {
    let scale = Scale::of(trend.range(), release.decimals());
    let ticks: Vec<(f64, String)> = scale.ticks().map(|tick| (tick, figure(tick, scale.decimals))).collect();
    let tick_widths = ticks.iter().map(|(_, label)| super::text::width_px(label, measures.body));
    let tick_width = tick_widths.max().unwrap_or(0) as i32;
    let left = measures.margin as i32 + tick_width + 10;
    let labels_width = frame::label_width(trend, measures) as i32 + MARK + 12;
    let right = (measures.width - measures.margin) as i32 - labels_width;
    // Room above for the unit, below for the years.
    let (plot_top, plot_bottom) =
        (top + measures.body as i32 + 28, top + measures.plot_height as i32 - measures.body as i32 - 24);
    let width = (right - left - 2 * INSET) as u32;
    let area = root.clone().shrink((left + INSET, plot_top), (width, (plot_bottom - plot_top) as u32));
    let n_years = trend.years.len();
    // A lone year stands in the middle.
    let x_range = if n_years > 1 { 0.0..(n_years - 1) as f64 } else { -0.5..0.5 };
    let chart = ChartBuilder::on(&area).build_cartesian_2d(x_range, scale.bottom..scale.top)?;
    let position = |year: usize, figure: f64| chart.backend_coord(&(year as f64, figure));

    let unit = style(measures.body, GREY, false, HPos::Left, VPos::Top);
    root.draw(&Text::new(release.unit(), (measures.margin as i32, top + 10), unit))?;
    for (tick, label) in ticks {
        let (_, y) = position(0, tick);
        let colour = if tick == 0.0 { GREY } else { RULE };
        root.draw(&PathElement::new(vec![(left - 4, y), (right, y)], colour.stroke_width(1)))?;
        let right_of = style(measures.body, GREY, false, HPos::Right, VPos::Center);
        root.draw(&Text::new(label, (left - 8, y), right_of))?;
    }
    let year_width =
        trend.years.iter().map(|year| super::text::width_px(year, measures.body)).max().unwrap_or(0);
    let n_fitting = ((right - left) as u32 / (year_width + 10)).max(1) as usize;
    let every = n_years.div_ceil(n_fitting).max(1);
    for (year, name) in trend.years.iter().enumerate() {
        let (x, y) = position(year, scale.bottom);
        root.draw(&PathElement::new(vec![(x, y), (x, y + 5)], GREY.stroke_width(1)))?;
        // Counted from the last year, which is the one that readers look for.
        if (n_years - 1 - year).is_multiple_of(every) {
            let label = style(measures.body, GREY, false, HPos::Center, VPos::Top);
            root.draw(&Text::new(name.clone(), (x, y + 10), label))?;
        }
    }
    draw_breaks(root, release, (plot_top, plot_bottom), measures, &|at| chart.backend_coord(&(at, 0.0)).0)?;
    for (at, line) in trend.lines.iter().enumerate() {
        draw_line(root, line, at, &position)?;
    }
    draw_suppressed(root, trend, &position)?;
    draw_names(root, trend, right, (plot_top, plot_bottom), measures, &position)
}

/// Draws a broken line through the plot at each break in series, with the letter or letters under which the notes name it.
fn draw_breaks(
    root: &Area<'_>,
    release: &Release,
    (top, bottom): (i32, i32),
    measures: &Measures,
    x_of: &dyn Fn(f64) -> i32,
) -> Drawn {
    const DASH: i32 = 4;
    let breaks = release.breaks();
    for (at, one) in breaks.iter().enumerate() {
        let is_same = |other: &SeriesBreak| other.position == one.position;
        if breaks[..at].iter().any(is_same) {
            continue;
        }
        let letters: Vec<String> = breaks
            .iter()
            .enumerate()
            .filter(|(_, other)| is_same(other))
            .map(|(at, _)| frame::letter(at).to_string())
            .collect();
        let x = x_of(one.position);
        for y in (top..bottom).step_by(2 * DASH as usize) {
            root.draw(&PathElement::new(vec![(x, y), (x, (y + DASH).min(bottom))], GREY.stroke_width(1)))?;
        }
        let label = style(measures.body, GREY, false, HPos::Center, VPos::Bottom);
        root.draw(&Text::new(letters.join(","), (x, top - 2), label))?;
    }
    Ok(())
}

/// Draws the runs of one line, a mark at each figure.
fn draw_line(root: &Area<'_>, line: &Line, at: usize, position: &dyn Fn(usize, f64) -> (i32, i32)) -> Drawn {
    let colour = PALETTE[at % PALETTE.len()];
    for (year, cell) in line.cells.iter().enumerate() {
        if let Some((lower, upper)) = cell.limits() {
            let ends = vec![position(year, lower), position(year, upper)];
            root.draw(&PathElement::new(ends, colour.mix(0.5).stroke_width(1)))?;
        }
    }
    for run in line.runs() {
        let points: Vec<(i32, i32)> = run.iter().map(|(year, figure)| position(*year, *figure)).collect();
        if points.len() > 1 {
            root.draw(&PathElement::new(points.clone(), colour.stroke_width(2)))?;
        }
        for point in points {
            draw_mark(root, point, at, colour)?;
        }
    }
    Ok(())
}

/// The shape of a line's marks is a second way to tell it from others.
fn draw_mark(root: &Area<'_>, (x, y): (i32, i32), at: usize, colour: RGBColor) -> Drawn {
    let (fill, m): (ShapeStyle, i32) = (colour.filled(), MARK);
    match at % 5 {
        0 => root.draw(&Circle::new((x, y), m, fill)),
        1 => root.draw(&Rectangle::new([(x - m + 1, y - m + 1), (x + m - 1, y + m - 1)], fill)),
        2 => root.draw(&Polygon::new(vec![(x, y - m), (x + m, y + m - 1), (x - m, y + m - 1)], fill)),
        3 => root
            .draw(&Polygon::new(vec![(x, y - m - 1), (x + m + 1, y), (x, y + m + 1), (x - m - 1, y)], fill)),
        _ => root.draw(&Polygon::new(vec![(x, y + m), (x + m, y - m + 1), (x - m, y - m + 1)], fill)),
    }
}

/// Puts a cross on the base line at every year in which some line is suppressed. Its place says nothing of the figure, and
/// one cross stands for all lines of the year.
fn draw_suppressed(root: &Area<'_>, trend: &Trend, position: &dyn Fn(usize, f64) -> (i32, i32)) -> Drawn {
    let mut years: Vec<usize> = trend.lines.iter().flat_map(Line::suppressed).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let (x, y) = position(year, 0.0);
        let m = MARK;
        let cross = EmptyElement::at((x, y))
            + PathElement::new(vec![(-m, -m), (m, m)], INK.stroke_width(2))
            + PathElement::new(vec![(-m, m), (m, -m)], INK.stroke_width(2));
        root.draw(&cross)?;
    }
    Ok(())
}

/// Writes each line's name beside its last figure, moved apart where names would lie on each other.
fn draw_names(
    root: &Area<'_>,
    trend: &Trend,
    right: i32,
    (top, bottom): (i32, i32),
    measures: &Measures,
    position: &dyn Fn(usize, f64) -> (i32, i32),
) -> Drawn {
    if trend.dimension.is_none() {
        return Ok(());
    }
    let leading = measures.body as i32 + 3;
    struct Name {
        at: usize,
        parts: Vec<String>,
        y: i32,
    }
    let mut names: Vec<Name> = trend
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| Name {
            at,
            parts: wrap(&line.name, measures.body, measures.max_label),
            y: line.last().map_or(bottom, |(_, figure)| position(0, figure).1),
        })
        .collect();
    names.sort_by_key(|name| (name.y, name.at));
    let heights: Vec<i32> = names.iter().map(|name| name.parts.len() as i32 * leading).collect();
    // Down from the top so that none overlaps, then up again from the bottom so that none leaves the plot.
    let mut free = top - leading;
    for (name, height) in names.iter_mut().zip(&heights) {
        name.y = (name.y - height / 2).max(free);
        free = name.y + height;
    }
    let mut floor = bottom + leading;
    for (name, height) in names.iter_mut().zip(&heights).rev() {
        name.y = name.y.min(floor - height);
        floor = name.y;
    }
    for name in names {
        let colour = PALETTE[name.at % PALETTE.len()];
        let x = right + MARK + 8;
        for (row, part) in name.parts.iter().enumerate() {
            let label = style(measures.body, colour, false, HPos::Left, VPos::Center);
            let y = name.y + row as i32 * leading + leading / 2;
            root.draw(&Text::new(part.clone(), (x, y), label))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn the_scale_goes_in_ones_twos_and_fives_and_shows_zero() {
        let check = |range, decimals, expected: (f64, f64, f64, u8)| {
            let (step, bottom, top, decimals_of_steps) = expected;
            let expected = Scale { step, bottom, top, decimals: decimals_of_steps };
            assert_eq!(Scale::of(range, decimals), expected, "{range:?}");
        };
        check((0.0, 0.0), 0, (1.0, 0.0, 1.0, 0));
        check((0.0, 7.0), 0, (2.0, 0.0, 8.0, 0));
        check((0.0, 30.0), 0, (5.0, 0.0, 30.0, 0));
        check((0.0, 4321.0), 0, (1000.0, 0.0, 5000.0, 0));
        check((0.0, 86_900.0), 0, (20_000.0, 0.0, 100_000.0, 0));
        check((0.0, 6.8), 1, (2.0, 0.0, 8.0, 0));
        check((0.0, 0.9), 1, (0.2, 0.0, 1.0, 1));
        check((-12.0, 30.0), 1, (10.0, -20.0, 30.0, 0));
        let ticks: Vec<f64> = Scale::of((-12.0, 30.0), 1).ticks().collect();
        assert_eq!(ticks, [-20.0, -10.0, 0.0, 10.0, 20.0, 30.0]);
    }
}
